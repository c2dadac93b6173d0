<?cs # Step 1: complaint, inquiry or suggestion. Form.kind. ?><?cs set:Page.Title = L.new.kind_title ?><?cs include:"layout_top.cs" ?><?cs call:back("/") ?>
<main class="govuk-main-wrapper" id="main"><div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds">
<?cs call:errors() ?>
<form method="post" action="/ticket/new" novalidate><?cs call:token() ?>
<?cs call:group("kind") ?><fieldset class="govuk-fieldset"<?cs call:told("kind") ?>><legend class="govuk-fieldset__legend govuk-fieldset__legend--l"><h1 class="govuk-fieldset__heading"><?cs var:L.new.kind_title ?></h1></legend>
<?cs call:hint_error("kind", "") ?><div class="govuk-radios">
<?cs call:radio("kind", "complaint", L.kind.complaint, L.new.kind_complaint, #1) ?>
<?cs call:radio("kind", "inquiry", L.kind.inquiry, L.new.kind_inquiry, #0) ?>
<?cs call:radio("kind", "suggestion", L.kind.suggestion, L.new.kind_suggestion, #0) ?>
</div></fieldset></div>
<?cs call:submit(L.form.continue) ?></form>
</div></div></main>
<?cs include:"layout_bottom.cs" ?>
