<?cs # Is this receipt ours? Form.receipt.*, Verdict.{Word,Number,AtMs,Hash,Key}. ?><?cs set:Page.Title = L.verify.title ?><?cs include:"layout_top.cs" ?>
<main class="govuk-main-wrapper" id="main"><div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds"><?cs call:errors() ?>
<p class="govuk-body"><a class="govuk-link" href="/status/"><?cs var:L.status.title ?></a></p>
<h1 class="govuk-heading-l"><?cs var:L.verify.title ?></h1>
<?cs if:Verdict.Word ?><div class="govuk-inset-text" role="status"><h2 class="govuk-heading-m"><?cs var:L.verify.verdict[Verdict.Word].title ?></h2><p class="govuk-body"><?cs var:L.verify.verdict[Verdict.Word].text ?></p></div>
<?cs if:Verdict.Word == "signed" ?><dl class="govuk-summary-list">
<div class="govuk-summary-list__row"><dt class="govuk-summary-list__key"><?cs var:L.receipt.number ?></dt><dd class="govuk-summary-list__value"><?cs var:group(Verdict.Number) ?></dd></div>
<div class="govuk-summary-list__row"><dt class="govuk-summary-list__key"><?cs var:L.verify.at ?></dt><dd class="govuk-summary-list__value"><?cs var:datetime_cn(Verdict.AtMs) ?></dd></div>
<div class="govuk-summary-list__row"><dt class="govuk-summary-list__key"><?cs var:L.verify.hash ?></dt><dd class="govuk-summary-list__value hotline-word"><?cs var:Verdict.Hash ?></dd></div>
<div class="govuk-summary-list__row"><dt class="govuk-summary-list__key"><?cs var:L.verify.key ?></dt><dd class="govuk-summary-list__value hotline-word"><a class="govuk-link" href="/status/log/keys/<?cs var:Verdict.Key ?>"><?cs var:Verdict.Key ?></a></dd></div>
</dl><?cs /if ?><?cs /if ?>
<p class="govuk-body"><?cs var:L.verify.lead ?></p>
<form method="get" action="/status/verify" novalidate><?cs call:textarea("receipt", L.field.receipt, L.verify.hint, "6") ?><?cs call:submit(L.verify.send) ?></form>
<p class="govuk-body"><?cs var:L.verify.elsewhere ?> <a class="govuk-link" href="/status/log/keys">/status/log/keys</a></p>
</div></div></main>
<?cs include:"layout_bottom.cs" ?>
