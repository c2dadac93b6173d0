<?cs # The person's data: taken away, erased. Told, Can.erase, Erasure.{State,AtMs,Reason}, take(). ?><h2 class="govuk-heading-m"><?cs var:L.data.title ?></h2>
<p class="govuk-body"><?cs var:L.data.take_text ?></p>
<?cs call:take("/ticket/data", L.data.take_send) ?>
<h3 class="govuk-heading-s"><?cs var:L.data.erase_title ?></h3>
<?cs if:Erasure.State ?><p class="govuk-body"><strong><?cs var:L.erase.state[Erasure.State] ?></strong> <time><?cs var:datetime_cn(Erasure.AtMs) ?></time></p><?cs if:Erasure.Reason ?><div class="hotline-words"><?cs var:L.text.reason ?>：<?cs var:Erasure.Reason ?></div><?cs /if ?><?cs /if ?>
<?cs if:Can.erase ?><p class="govuk-body"><?cs var:L.data.erase_text ?></p>
<?cs call:take("/ticket/erase", L.erase.open) ?><?cs elif:!Erasure.State ?><p class="govuk-body"><?cs var:L.erase.nobody ?></p><?cs /if ?>
<?cs if:Told ?><p class="govuk-body"><?cs var:L.data.forget_text ?></p>
<?cs call:take("/ticket/forget", L.data.forget_send) ?><?cs /if ?>
