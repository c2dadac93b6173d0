<?cs # A lost query code: number and phone. Form.number, Form.phone, Sent, Minutes, Offered.Sms. ?><?cs if:Sent ?><?cs set:Page.Title = L.recover.sent_title ?><?cs else ?><?cs set:Page.Title = L.recover.title ?><?cs /if ?><?cs include:"layout_top.cs" ?><?cs call:back("/ticket/track") ?>
<main class="govuk-main-wrapper" id="main"><div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds">
<?cs call:errors() ?>
<?cs if:Sent ?><h1 class="govuk-heading-l"><?cs var:L.recover.sent_title ?></h1>
<p class="govuk-body"><?cs var:L.recover.sent ?></p>
<ul class="govuk-list govuk-list--bullet"><li><?cs var:L.recover.sent_minutes_before ?> <?cs var:Minutes ?> <?cs var:L.recover.sent_minutes_after ?></li><li><?cs var:L.recover.sent_same ?></li><li><?cs var:L.recover.sent_none ?></li></ul>
<p class="govuk-body"><a class="govuk-link" href="/recover"><?cs var:L.recover.again ?></a></p>
<?cs else ?><h1 class="govuk-heading-l"><?cs var:L.recover.title ?></h1>
<?cs if:Offered.Sms ?><p class="govuk-body"><?cs var:L.recover.lead ?></p>
<form method="post" action="/recover" novalidate><?cs call:token() ?>
<?cs call:text_input("number", L.track.number, L.track.number_hint, "text", "30", "off") ?>
<?cs call:text_input("phone", L.recover.phone, L.recover.phone_hint, "tel", "20", "tel") ?>
<?cs call:submit(L.recover.send) ?></form>
<?cs else ?><p class="govuk-body"><?cs var:L.recover.off ?></p><?cs /if ?>
<h2 class="govuk-heading-m"><?cs var:L.recover.without_title ?></h2>
<p class="govuk-body"><?cs var:L.recover.without ?></p><?cs /if ?>
</div></div></main>
<?cs include:"layout_bottom.cs" ?>
