<?cs # Step 6: who, how to answer, privacy notice and consent. Form.*. ?><?cs set:Page.Title = L.new.contact_title ?><?cs include:"layout_top.cs" ?><?cs call:back("/ticket/new/files") ?>
<main class="govuk-main-wrapper" id="main"><div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds">
<?cs call:errors() ?>
<h1 class="govuk-heading-l"><?cs var:L.new.contact_title ?></h1>
<form method="post" action="/ticket/new/contact" novalidate><?cs call:token() ?>
<?cs call:text_input("name", L.new.name, L.new.name_hint, "text", "20", "name") ?>
<?cs call:text_input("phone", L.new.phone, L.new.phone_hint, "tel", "20", "tel") ?>
<?cs if:Offered.Mail ?><?cs call:text_input("email", L.new.email, L.new.email_hint, "email", "20", "email") ?><?cs /if ?>
<?cs call:group("reply_by") ?><fieldset class="govuk-fieldset"<?cs call:told("reply_by") ?>><legend class="govuk-fieldset__legend"><?cs var:L.new.reply_by ?></legend><?cs call:hint_error("reply_by", "") ?>
<div class="govuk-radios"><?cs call:radio("reply_by", "phone", L.reply_by.phone, "", #1) ?><?cs call:radio("reply_by", "sms", L.reply_by.sms, "", #0) ?><?cs call:radio("reply_by", "web", L.reply_by.web, "", #0) ?></div></fieldset></div>
<?cs call:group("confidential") ?><div class="govuk-checkboxes"><div class="govuk-checkboxes__item"><input class="govuk-checkboxes__input" type="checkbox" id="f-confidential" name="confidential" value="yes"<?cs if:Form.confidential.Value == "yes" ?> checked<?cs /if ?> aria-describedby="h-confidential"><label class="govuk-label govuk-checkboxes__label" for="f-confidential"><?cs var:L.new.confidential ?></label><div class="govuk-hint govuk-checkboxes__hint" id="h-confidential"><?cs var:L.new.confidential_hint ?></div></div></div></div>
<?cs if:Offered.Any ?><?cs call:group("quiet") ?><div class="govuk-checkboxes"><div class="govuk-checkboxes__item"><input class="govuk-checkboxes__input" type="checkbox" id="f-quiet" name="quiet" value="yes"<?cs if:Form.quiet.Value == "yes" ?> checked<?cs /if ?> aria-describedby="h-quiet"><label class="govuk-label govuk-checkboxes__label" for="f-quiet"><?cs var:L.new.quiet ?></label><div class="govuk-hint govuk-checkboxes__hint" id="h-quiet"><?cs var:L.new.quiet_hint ?></div></div></div></div><?cs /if ?>
<h2 class="govuk-heading-m"><?cs var:L.privacy.title ?></h2>
<div class="govuk-inset-text"><?cs var:L.privacy.short ?> <a class="govuk-link" href="/privacy"><?cs var:L.privacy.link ?></a></div>
<?cs call:group("consent") ?><?cs call:hint_error("consent", "") ?><div class="govuk-checkboxes"><div class="govuk-checkboxes__item"><input class="govuk-checkboxes__input" type="checkbox" id="f-consent" name="consent" value="yes"<?cs if:Form.consent.Value == "yes" ?> checked<?cs /if ?><?cs call:told("consent") ?>><label class="govuk-label govuk-checkboxes__label" for="f-consent"><?cs var:L.privacy.consent ?></label></div></div></div>
<?cs call:submit(L.form.continue) ?></form>
</div></div></main>
<?cs include:"layout_bottom.cs" ?>
