<?cs # Ending notices. Form.t, Stopped. ?><?cs if:Stopped ?><?cs set:Page.Title = L.notice.stopped_title ?><?cs else ?><?cs set:Page.Title = L.notice.stop_title ?><?cs /if ?><?cs include:"layout_top.cs" ?>
<main class="govuk-main-wrapper" id="main"><div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds">
<?cs call:errors() ?>
<?cs if:Stopped ?><h1 class="govuk-heading-l"><?cs var:L.notice.stopped_title ?></h1>
<p class="govuk-body"><?cs var:L.notice.stopped_text ?></p>
<p class="govuk-body"><a class="govuk-link" href="/ticket/track"><?cs var:L.nav.track ?></a></p>
<?cs else ?><h1 class="govuk-heading-l"><?cs var:L.notice.stop_title ?></h1>
<p class="govuk-body"><?cs var:L.notice.stop_text ?></p>
<form method="post" action="/notice/stop"><?cs call:token() ?><input type="hidden" name="t" value="<?cs var:Form.t.Value ?>"><?cs call:submit(L.notice.stop_send) ?></form><?cs /if ?>
</div></div></main>
<?cs include:"layout_bottom.cs" ?>
