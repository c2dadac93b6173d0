<?cs # After the check: the code that was sent to the phone. Phone.{Number,Source,Verified}, Minutes, Tries, Sent, Form.sms_code. ?><?cs set:Page.Title = L.phone_check.title ?><?cs include:"layout_top.cs" ?><?cs call:back("/ticket/new/check") ?>
<main class="govuk-main-wrapper" id="main"><div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds">
<?cs call:errors() ?>
<h1 class="govuk-heading-l"><?cs var:L.phone_check.title ?></h1>
<?cs if:Sent ?><p class="govuk-inset-text" role="status"><?cs var:L.phone_check.sent_again ?></p><?cs /if ?>
<p class="govuk-body"><?cs var:L.phone_check.lead ?> <strong><?cs var:mask(Phone.Number) ?></strong><?cs var:L.phone_check.lead_rest ?> <?cs var:Minutes ?> <?cs var:L.phone_check.minutes ?></p>
<p class="govuk-body"><?cs var:L.phone_check.not_filed ?></p>
<form method="post" action="/ticket/new/phone" novalidate><?cs call:token() ?>
<?cs call:group("sms_code") ?><label class="govuk-label" for="f-sms_code"><?cs var:L.phone_check.code ?></label><?cs call:hint_error("sms_code", L.phone_check.code_hint) ?>
<input class="govuk-input govuk-input--width-10<?cs if:Form.sms_code.Error ?> govuk-input--error<?cs /if ?>" id="f-sms_code" name="sms_code" type="text" inputmode="numeric" autocomplete="one-time-code"<?cs call:described("sms_code", L.phone_check.code_hint) ?>></div>
<?cs call:submit(L.new.submit) ?></form>
<h2 class="govuk-heading-m"><?cs var:L.phone_check.none_title ?></h2>
<p class="govuk-body"><?cs var:L.phone_check.none ?></p>
<form method="post" action="/ticket/new/phone" novalidate><?cs call:token() ?><input type="hidden" name="do" value="again"><button class="govuk-button govuk-button--secondary" type="submit"><?cs var:L.phone_check.again ?></button></form>
<p class="govuk-body"><a class="govuk-link" href="/ticket/new/contact"><?cs var:L.phone_check.other ?></a></p>
<details class="govuk-details"><summary class="govuk-details__summary"><span class="govuk-details__summary-text"><?cs var:L.phone_check.why ?></span></summary><div class="govuk-details__text"><p class="govuk-body"><?cs var:L.phone_check.because ?><?cs if:Phone.Source ?> <span lang="<?cs var:lang_of(Phone.Source) ?>"><?cs var:Phone.Source ?></span><?cs /if ?><?cs if:!Phone.Verified ?> <?cs var:L.promise.unverified ?><?cs /if ?></p></div></details>
</div></div></main>
<?cs include:"layout_bottom.cs" ?>
