<?cs # The promise and how its days were counted. Promise.*, Ticket.PromiseMs. ?>
<?cs if:Promise.Rule ?><details class="govuk-details"><summary class="govuk-details__summary"><span class="govuk-details__summary-text"><?cs var:L.promise.why ?></span></summary><div class="govuk-details__text">
<p class="govuk-body"><?cs var:L.promise.from ?> <?cs var:datetime_cn(Promise.FromMs) ?><?cs if:Page.Lang == "en" ?>, <?cs else ?>，<?cs /if ?><?cs var:L.promise.until ?> <strong><?cs var:datetime_cn(Promise.DueMs) ?></strong></p>
<p class="govuk-body"><?cs var:L.promise.rule ?> <?cs var:Promise.Rule ?> (<?cs var:Promise.Version ?>)<br><?cs if:Promise.Source ?><?cs var:L.promise.source ?> <?cs var:Promise.Source ?><?cs /if ?><?cs if:!Promise.Verified ?> <?cs var:L.promise.unverified ?><?cs /if ?><?cs if:Promise.Fallback ?> <?cs var:L.promise.fallback ?><?cs /if ?></p>
<ul class="govuk-list hotline-days"><?cs each:d = Promise.Days ?><li><?cs var:d.Text ?></li><?cs /each ?></ul>
</div></details><?cs /if ?>
