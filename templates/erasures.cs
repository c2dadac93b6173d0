<?cs # Wishes to be erased that wait for a decision. Rows.N.{Number,AtMs,Region,State,Reason}, Form.*, Intent. ?><?cs set:Page.Title = L.erasures.title ?><?cs include:"layout_top.cs" ?>
<main class="govuk-main-wrapper" id="main"><?cs call:errors() ?>
<h1 class="govuk-heading-l"><?cs var:L.erasures.title ?></h1>
<p class="govuk-body"><?cs var:L.erasures.lead ?></p>
<?cs if:?Rows.0.Number ?><form method="post" action="/admin/erasures" novalidate><?cs call:token() ?><input type="hidden" name="intent" value="<?cs var:Intent ?>">
<?cs call:group("number") ?><fieldset class="govuk-fieldset"><legend class="govuk-fieldset__legend govuk-fieldset__legend--m"><?cs var:L.erasures.which ?></legend><?cs call:hint_error("number", "") ?><div class="govuk-radios"><?cs each:r = Rows ?><div class="govuk-radios__item"><input class="govuk-radios__input" type="radio" id="f-number<?cs if:!first(r) ?>-<?cs var:r.Number ?><?cs /if ?>" name="number" value="<?cs var:r.Number ?>"<?cs if:Form.number.Value == r.Number ?> checked<?cs /if ?>><label class="govuk-label govuk-radios__label" for="f-number<?cs if:!first(r) ?>-<?cs var:r.Number ?><?cs /if ?>"><?cs var:group(r.Number) ?> <span class="hotline-tag"><?cs var:L.state[r.State] ?></span> <?cs var:r.Region ?> · <?cs var:datetime_cn(r.AtMs) ?><?cs if:r.Reason ?><br><span class="hotline-words"><?cs var:r.Reason ?></span><?cs /if ?></label></div><?cs /each ?></div></fieldset></div>
<?cs call:group("decision") ?><fieldset class="govuk-fieldset"><legend class="govuk-fieldset__legend"><?cs var:L.erasures.what ?></legend><?cs call:hint_error("decision", "") ?><div class="govuk-radios">
<?cs call:radio("decision", "erasure_ordered", L.erasures.order, L.holds.erase_hint, #1) ?><?cs call:radio("decision", "erasure_declined", L.erasures.decline, L.erasures.decline_hint, #0) ?></div></fieldset></div>
<?cs call:textarea("reason", L.erasures.why, L.erasures.why_hint, #3) ?>
<button class="govuk-button" type="submit"><?cs var:L.holds.send ?></button></form><?cs else ?><p class="govuk-body"><?cs var:L.erasures.none ?></p><?cs /if ?>
</main>
<?cs include:"layout_bottom.cs" ?>
