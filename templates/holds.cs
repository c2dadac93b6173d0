<?cs # Legal holds and orders to erase. Rows.N.{Number,Kind,AtMs,Name,Region,State,Reason}, Lifting, Intent. ?><?cs set:Page.Title = L.holds.title ?><?cs include:"layout_top.cs" ?>
<main class="govuk-main-wrapper" id="main"><?cs call:errors() ?>
<h1 class="govuk-heading-l"><?cs var:L.holds.title ?></h1>
<p class="govuk-body"><?cs var:L.holds.lead ?></p>
<form method="post" action="/admin/holds" novalidate><?cs call:token() ?><input type="hidden" name="intent" value="<?cs var:Intent ?>">
<?cs call:text_input("number", L.desk.number, "", "text", "30", "off") ?>
<?cs call:group("what") ?><fieldset class="govuk-fieldset"><legend class="govuk-fieldset__legend"><?cs var:L.holds.what ?></legend><?cs call:hint_error("what", "") ?><div class="govuk-radios">
<?cs call:radio("what", "held", L.holds.hold, L.holds.hold_hint, #1) ?><?cs call:radio("what", "erasure_ordered", L.holds.erase, L.holds.erase_hint, #0) ?></div></fieldset></div>
<?cs call:textarea("reason", L.holds.why, L.holds.why_hint, #3) ?>
<button class="govuk-button" type="submit"><?cs var:L.holds.send ?></button></form>
<h2 class="govuk-heading-m"><?cs var:L.holds.open ?></h2>
<?cs if:?Rows.0.Number ?><?cs each:r = Rows ?><section class="hotline-panel" aria-labelledby="n-<?cs var:r.Number ?>"><h3 class="govuk-heading-s" id="n-<?cs var:r.Number ?>"><?cs var:group(r.Number) ?> <span class="hotline-tag<?cs if:r.Kind == "hold" ?> hotline-tag--soon<?cs /if ?>"><?cs var:L.demand.kind[r.Kind] ?></span></h3>
<p class="govuk-body"><?cs var:L.state[r.State] ?> · <?cs var:r.Region ?> · <?cs var:datetime_cn(r.AtMs) ?> · <?cs var:r.Name ?></p><div class="hotline-words govuk-body"><?cs var:r.Reason ?></div>
<?cs if:r.Kind == "hold" ?><details class="govuk-details"<?cs if:Lifting == r.Number ?> open<?cs /if ?>><summary class="govuk-details__summary"><span class="govuk-details__summary-text"><?cs var:L.holds.lift ?></span></summary><form method="post" action="/admin/holds/<?cs var:r.Number ?>/lift" novalidate><?cs call:token() ?><input type="hidden" name="intent" value="<?cs var:Intent ?>"><div class="govuk-form-group<?cs if:Lifting == r.Number && Form.lift_reason.Error ?> govuk-form-group--error<?cs /if ?>"><label class="govuk-label" for="<?cs if:Lifting == r.Number ?>f-lift_reason<?cs else ?>l-<?cs var:r.Number ?><?cs /if ?>"><?cs var:L.holds.lift_why ?></label><?cs if:Lifting == r.Number && Form.lift_reason.Error ?><p class="govuk-error-message" id="e-lift_reason"><?cs var:Form.lift_reason.Error ?></p><?cs /if ?><input class="govuk-input" type="text" id="<?cs if:Lifting == r.Number ?>f-lift_reason<?cs else ?>l-<?cs var:r.Number ?><?cs /if ?>" name="lift_reason" autocomplete="off" value="<?cs if:Lifting == r.Number ?><?cs var:Form.lift_reason.Value ?><?cs /if ?>"<?cs if:Lifting == r.Number && Form.lift_reason.Error ?> aria-describedby="e-lift_reason"<?cs /if ?>></div><button class="govuk-button govuk-button--secondary" type="submit"><?cs var:L.holds.lift ?></button></form></details><?cs /if ?></section>
<?cs /each ?><?cs else ?><p class="govuk-body"><?cs var:L.holds.none ?></p><?cs /if ?>
</main>
<?cs include:"layout_bottom.cs" ?>
