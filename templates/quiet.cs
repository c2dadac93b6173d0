<?cs # Before a confidential report: what is kept, what is not, how to leave. ?><?cs set:Page.Title = L.quiet.title ?><?cs include:"layout_top.cs" ?><?cs call:back("/") ?>
<main class="govuk-main-wrapper" id="main"><div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds">
<?cs call:errors() ?>
<h1 class="govuk-heading-l"><?cs var:L.quiet.title ?></h1>
<p class="govuk-body-l"><?cs var:L.quiet.lead ?></p>
<h2 class="govuk-heading-m"><?cs var:L.quiet.kept_title ?></h2>
<ul class="govuk-list govuk-list--bullet"><li><?cs var:L.quiet.kept.1 ?></li><li><?cs var:L.quiet.kept.2 ?></li><li><?cs var:L.quiet.kept.3 ?></li></ul>
<h2 class="govuk-heading-m"><?cs var:L.quiet.not_kept_title ?></h2>
<ul class="govuk-list govuk-list--bullet"><li><?cs var:L.quiet.not_kept.1 ?></li><li><?cs var:L.quiet.not_kept.2 ?></li><li><?cs var:L.quiet.not_kept.3 ?></li></ul>
<h2 class="govuk-heading-m"><?cs var:L.quiet.seen_title ?></h2>
<p class="govuk-body"><?cs var:L.quiet.seen ?></p>
<p class="govuk-body"><?cs var:L.quiet.code ?></p>
<h2 class="govuk-heading-m"><?cs var:L.quiet.leave_title ?></h2>
<p class="govuk-body"><?cs var:L.quiet.leave_text ?></p>
<form method="post" action="/ticket/confidential"><?cs call:token() ?><?cs call:submit(L.quiet.start) ?></form>
</div></div></main>
<?cs include:"layout_bottom.cs" ?>
