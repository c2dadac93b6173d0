<?cs # What a person can take away as evidence. Who.*. ?><?cs def:take(path, label) ?><form method="post" action="<?cs var:href(path) ?>" novalidate><?cs call:token() ?><input type="hidden" name="number" value="<?cs var:Who.Number ?>"><input type="hidden" name="code" value="<?cs var:Who.Code ?>"><button class="govuk-button govuk-button--secondary" type="submit"><?cs var:label ?></button></form><?cs /def ?><details class="govuk-details hotline-noprint"><summary class="govuk-details__summary"><span class="govuk-details__summary-text"><?cs var:L.track.proof_title ?></span></summary><div class="govuk-details__text">
<p class="govuk-body"><?cs var:L.track.signed_text ?> <a class="govuk-link" href="/status/verify"><?cs var:L.verify.title ?></a></p>
<?cs call:take("/ticket/signed", L.track.signed_send) ?>
<p class="govuk-body"><?cs var:L.track.proof_text ?></p>
<?cs call:take("/ticket/proof/first", L.track.first_send) ?><?cs call:take("/ticket/proof", L.track.proof_send) ?></div></details>
