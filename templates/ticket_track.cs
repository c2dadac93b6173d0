<?cs # Number and code. Form.number, Form.code. ?><?cs set:Page.Title = L.track.title ?><?cs include:"layout_top.cs" ?>
<main class="govuk-main-wrapper" id="main"><div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds">
<?cs call:errors() ?>
<h1 class="govuk-heading-l"><?cs var:L.track.title ?></h1>
<form method="post" action="/ticket/track" novalidate><?cs call:token() ?>
<?cs call:text_input("number", L.track.number, L.track.number_hint, "text", "30", "off") ?>
<?cs call:text_input("code", L.track.code, L.track.code_hint, "text", "10", "off") ?>
<?cs call:submit(L.track.show) ?></form>
<p class="govuk-body"><a class="govuk-link" href="/recover"><?cs var:L.recover.link ?></a></p>
</div></div></main>
<?cs include:"layout_bottom.cs" ?>
