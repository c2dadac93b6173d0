<?cs # A person chooses the own factors. Invited.{Login,Name,Role,Token,Key}, Qr.*; without Invited.Login the link is void. ?><?cs set:Page.Title = L.invitation.title ?><?cs include:"layout_top.cs" ?>
<main class="govuk-main-wrapper" id="main"><div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds">
<?cs call:errors() ?>
<?cs if:Invited.Login ?><h1 class="govuk-heading-l"><?cs var:L.invitation.title ?></h1>
<p class="govuk-body"><?cs var:Invited.Name ?> · <?cs var:L.role[Invited.Role] ?> · <?cs var:L.login.login ?> <strong><?cs var:Invited.Login ?></strong></p>
<form method="post" action="/admin/invitation" novalidate><input type="hidden" name="t" value="<?cs var:Invited.Token ?>">
<h2 class="govuk-heading-m"><?cs var:L.invitation.passphrase_title ?></h2>
<?cs call:group("passphrase") ?><label class="govuk-label" for="f-passphrase"><?cs var:L.login.passphrase ?></label><?cs call:hint_error("passphrase", L.invitation.passphrase_hint) ?><input class="govuk-input" id="f-passphrase" name="passphrase" type="password" autocomplete="new-password" aria-describedby="h-passphrase"></div>
<?cs call:group("again") ?><label class="govuk-label" for="f-again"><?cs var:L.invitation.again ?></label><?cs call:hint_error("again", "") ?><input class="govuk-input" id="f-again" name="again" type="password" autocomplete="new-password"></div>
<h2 class="govuk-heading-m"><?cs var:L.invitation.totp_title ?></h2>
<p class="govuk-body"><?cs var:L.invitation.totp_text ?></p>
<?cs if:Qr.Size ?><?cs call:qr(Qr, L.invitation.qr, "") ?><?cs /if ?>
<p class="govuk-body"><?cs var:L.invitation.key ?></p><p class="govuk-body hotline-code"><strong><?cs var:Invited.Key ?></strong></p>
<?cs call:group("totp") ?><label class="govuk-label" for="f-totp"><?cs var:L.login.totp ?></label><?cs call:hint_error("totp", L.invitation.totp_hint) ?><input class="govuk-input govuk-input--width-10" id="f-totp" name="totp" type="text" inputmode="numeric" autocomplete="one-time-code" aria-describedby="h-totp"></div>
<?cs call:submit(L.invitation.send) ?></form>
<?cs else ?><h1 class="govuk-heading-l"><?cs var:L.invitation.void ?></h1><p class="govuk-body"><?cs var:L.invitation.void_text ?></p><?cs /if ?>
</div></div></main>
<?cs include:"layout_bottom.cs" ?>
