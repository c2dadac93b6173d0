<?cs # Sign-in with two factors, for admin and audit. ?><?cs set:Page.Title = L.login.title ?><?cs include:"layout_top.cs" ?>
<main class="govuk-main-wrapper" id="main"><div class="govuk-grid-row"><div class="govuk-grid-column-one-half">
<?cs call:errors() ?>
<h1 class="govuk-heading-l"><?cs if:Page.Program == "audit" ?><?cs var:L.login.audit ?><?cs else ?><?cs var:L.login.admin ?><?cs /if ?></h1>
<form method="post" action="/<?cs var:Page.Program ?>/login" novalidate>
<?cs call:text_input("login", L.login.login, "", "text", "20", "username") ?>
<?cs call:group("passphrase") ?><label class="govuk-label" for="f-passphrase"><?cs var:L.login.passphrase ?></label><?cs call:hint_error("passphrase", "") ?><input class="govuk-input" id="f-passphrase" name="passphrase" type="password" autocomplete="current-password"></div>
<?cs call:group("totp") ?><label class="govuk-label" for="f-totp"><?cs var:L.login.totp ?></label><?cs call:hint_error("totp", L.login.totp_hint) ?><input class="govuk-input govuk-input--width-10" id="f-totp" name="totp" type="text" inputmode="numeric" autocomplete="one-time-code" aria-describedby="h-totp"></div>
<?cs call:submit(L.login.sign_in) ?></form>
</div></div></main>
<?cs include:"layout_bottom.cs" ?>
