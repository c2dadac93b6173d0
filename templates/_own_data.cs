<?cs # The person's data: taken away, erased. Told, take(). ?><h2 class="govuk-heading-m"><?cs var:L.data.title ?></h2>
<p class="govuk-body"><?cs var:L.data.take_text ?></p>
<?cs call:take("/ticket/data", L.data.take_send) ?>
<h3 class="govuk-heading-s"><?cs var:L.data.erase_title ?></h3>
<p class="govuk-body"><?cs var:L.data.erase_text ?></p>
<?cs if:Told ?><p class="govuk-body"><?cs var:L.data.forget_text ?></p>
<?cs call:take("/ticket/forget", L.data.forget_send) ?><?cs /if ?>
