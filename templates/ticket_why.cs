<?cs # Why the person is not satisfied, and what should come of it. Reasons.N.{Word,Label}, Form.*, Rated, Who.*, Intent, Ticket.{Number,ReopenUntilMs,Confidential}. ?><?cs set:Page.Title = L.why.title ?><?cs include:"layout_top.cs" ?>
<main class="govuk-main-wrapper" id="main"><div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds">
<?cs call:errors() ?>
<span class="govuk-caption-l"><?cs var:group(Ticket.Number) ?></span>
<h1 class="govuk-heading-l"><?cs var:L.why.title ?></h1>
<?cs if:Rated ?><p class="govuk-body"><?cs var:L.why.rated ?></p><?cs /if ?>
<?cs if:Ticket.ReopenUntilMs ?><p class="govuk-body"><?cs var:L.why.until ?> <strong><?cs var:datetime_cn(Ticket.ReopenUntilMs) ?></strong></p><?cs /if ?>
<form method="post" action="/ticket/reopen" novalidate><?cs call:token() ?><input type="hidden" name="number" value="<?cs var:Who.Number ?>"><input type="hidden" name="code" value="<?cs var:Who.Code ?>"><input type="hidden" name="intent" value="<?cs var:Intent ?>">
<div class="govuk-form-group"><fieldset class="govuk-fieldset"><legend class="govuk-fieldset__legend"><?cs var:L.why.reasons ?></legend><div class="govuk-checkboxes"><?cs each:r = Reasons ?><div class="govuk-checkboxes__item"><input class="govuk-checkboxes__input" type="checkbox" id="f-<?cs var:r.Word ?>" name="<?cs var:r.Word ?>" value="yes"<?cs if:Form[r.Word].Value == "yes" ?> checked<?cs /if ?>><label class="govuk-label govuk-checkboxes__label" for="f-<?cs var:r.Word ?>"><?cs var:r.Label ?></label></div><?cs /each ?></div></fieldset></div>
<?cs call:textarea("reopen_reason", L.why.words, L.why.words_hint, #4) ?>
<?cs call:group("wanted") ?><fieldset class="govuk-fieldset"<?cs call:told("wanted") ?>><legend class="govuk-fieldset__legend"><?cs var:L.why.want_title ?></legend><?cs call:hint_error("wanted", "") ?><div class="govuk-radios"><?cs call:radio("wanted", "rework", L.why.want.rework, L.why.want.rework_hint, #1) ?><?cs call:radio("wanted", "explanation", L.why.want.explanation, L.why.want.explanation_hint, #0) ?></div></fieldset></div>
<?cs call:submit(L.why.send) ?></form>
<form method="post" action="/ticket/track"><?cs call:token() ?><input type="hidden" name="number" value="<?cs var:Who.Number ?>"><input type="hidden" name="code" value="<?cs var:Who.Code ?>"><button class="govuk-button govuk-button--secondary" type="submit"><?cs var:L.why.leave ?></button></form>
</div></div></main>
<?cs include:"layout_bottom.cs" ?>
