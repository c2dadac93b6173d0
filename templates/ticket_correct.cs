<?cs # What was sent, to be put right. Form.*, Ticket.{Number,PhoneMask,NameMask,CorrectUntilMs,Confidential}, Who.*, Offered.*. ?><?cs set:Page.Title = L.correct.title ?><?cs include:"layout_top.cs" ?>
<main class="govuk-main-wrapper" id="main"><div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds">
<?cs call:errors() ?>
<span class="govuk-caption-l"><?cs var:group(Ticket.Number) ?></span>
<h1 class="govuk-heading-l"><?cs var:L.correct.title ?></h1>
<p class="govuk-body"><?cs var:L.correct.lead ?></p>
<p class="govuk-body"><?cs var:L.correct.until ?> <strong><?cs var:datetime_cn(Ticket.CorrectUntilMs) ?></strong></p>
<form method="post" action="/ticket/correct/check" novalidate><?cs call:token() ?><input type="hidden" name="number" value="<?cs var:Who.Number ?>"><input type="hidden" name="code" value="<?cs var:Who.Code ?>">
<?cs call:textarea("content", L.new.content, "", #8) ?>
<?cs call:textarea("wish", L.new.wish, L.new.wish_hint, #3) ?>
<?cs call:text_input("happened_at", L.new.happened_at, L.new.happened_at_hint, "text", "20", "") ?>
<?cs call:text_input("place", L.new.place, "", "text", "30", "") ?>
<?cs call:text_input("plate", L.new.plate, "", "text", "10", "") ?>
<?cs call:text_input("company", L.new.company, "", "text", "30", "") ?>
<?cs call:text_input("line", L.new.line, "", "text", "30", "") ?>
<?cs call:group("contact") ?><fieldset class="govuk-fieldset" aria-describedby="h-contact"><legend class="govuk-fieldset__legend govuk-fieldset__legend--m"><?cs var:L.correct.contact ?></legend><div class="govuk-hint" id="h-contact"><?cs var:L.correct.contact_now ?> <?cs if:Ticket.NameMask || Ticket.PhoneMask ?><?cs var:Ticket.NameMask ?> <?cs var:Ticket.PhoneMask ?><?cs else ?><?cs var:L.correct.nobody ?><?cs /if ?><br><?cs var:L.correct.contact_hint ?></div><?cs call:hint_error("contact", "") ?><div class="govuk-radios"><?cs call:radio("contact", "keep", L.correct.keep, "", #1) ?><?cs call:radio("contact", "change", L.correct.change, L.correct.change_hint, #0) ?></div></fieldset></div>
<?cs call:text_input("name", L.new.name, "", "text", "20", "name") ?>
<?cs call:text_input("phone", L.new.phone, "", "tel", "20", "tel") ?>
<?cs if:Offered.Mail ?><?cs call:text_input("email", L.new.email, "", "email", "20", "email") ?><?cs /if ?>
<?cs if:Offered.Any && !Ticket.Confidential ?><?cs call:group("quiet") ?><div class="govuk-checkboxes"><div class="govuk-checkboxes__item"><input class="govuk-checkboxes__input" type="checkbox" id="f-quiet" name="quiet" value="yes"<?cs if:Form.quiet.Value == "yes" ?> checked<?cs /if ?>><label class="govuk-label govuk-checkboxes__label" for="f-quiet"><?cs var:L.new.quiet ?></label></div></div></div><?cs /if ?>
<?cs call:submit(L.correct.check) ?></form>
<h2 class="govuk-heading-m"><?cs var:L.correct.refile_title ?></h2>
<p class="govuk-body"><?cs var:L.correct.refile ?></p>
<form method="post" action="/ticket/refile"><?cs call:token() ?><input type="hidden" name="number" value="<?cs var:Who.Number ?>"><input type="hidden" name="code" value="<?cs var:Who.Code ?>"><button class="govuk-button govuk-button--secondary" type="submit"><?cs var:L.correct.refile_send ?></button></form>
<form method="post" action="/ticket/track"><?cs call:token() ?><input type="hidden" name="number" value="<?cs var:Who.Number ?>"><input type="hidden" name="code" value="<?cs var:Who.Code ?>"><button class="govuk-button govuk-button--secondary" type="submit"><?cs var:L.correct.leave ?></button></form>
</div></div></main>
<?cs include:"layout_bottom.cs" ?>
