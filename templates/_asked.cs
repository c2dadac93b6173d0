<?cs # Is it a person? Asked.{Challenge,Turn,Question}, Form.answer. A script (work.js) answers instead, when there is one. ?><div id="asked" data-challenge="<?cs var:Asked.Challenge ?>">
<p class="govuk-body" id="asked-state" role="status" data-working="<?cs var:L.asked.working ?>" data-done="<?cs var:L.asked.done ?>"></p>
<input type="hidden" name="asked" value="<?cs var:Asked.Turn ?>"><input type="hidden" name="altcha" value="">
<div id="asked-sum"><h2 class="govuk-heading-m"><?cs var:L.asked.title ?></h2>
<p class="govuk-body"><?cs var:L.asked.text ?></p>
<?cs call:group("answer") ?>
<label class="govuk-label" for="f-answer"><?cs var:Asked.Question ?></label><?cs call:hint_error("answer", L.asked.hint) ?>
<input class="govuk-input govuk-input--width-5<?cs if:Form.answer.Error ?> govuk-input--error<?cs /if ?>" id="f-answer" name="answer" type="text" autocomplete="off"<?cs call:described("answer", L.asked.hint) ?>>
</div></div>
</div>
<script src="<?cs var:href(Static.work_js) ?>" defer></script>
