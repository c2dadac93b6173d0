<?cs # What the person can take away of a ticket, and have erased. Ticket.{Number,Paused}, Notices.N.{Kind,Channel,State,AtMs}, Promise.*, Told, Who.*, Done. ?><?cs set:Page.Title = L.mine.title ?><?cs include:"layout_top.cs" ?><?cs include:"_who.cs" ?>
<?cs def:take(path, label) ?><form method="post" action="<?cs var:href(path) ?>" novalidate><?cs call:opens() ?><button class="govuk-button govuk-button--secondary" type="submit"><?cs var:label ?></button></form><?cs /def ?>
<main class="govuk-main-wrapper" id="main"><div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds">
<?cs call:errors() ?>
<?cs include:"_done.cs" ?>
<span class="govuk-caption-l"><?cs var:group(Ticket.Number) ?></span>
<h1 class="govuk-heading-l"><?cs var:L.mine.title ?></h1>
<?cs call:take("/ticket/track", L.mine.back) ?>
<?cs include:"_calendar.cs" ?>
<?cs include:"_promise.cs" ?>
<h2 class="govuk-heading-m"><?cs var:L.track.proof_title ?></h2>
<p class="govuk-body"><?cs var:L.track.signed_text ?> <a class="govuk-link" href="/status/verify"><?cs var:L.verify.title ?></a></p>
<?cs call:take("/ticket/signed", L.track.signed_send) ?>
<p class="govuk-body"><?cs var:L.track.proof_text ?></p>
<?cs call:take("/ticket/proof/first", L.track.first_send) ?><?cs call:take("/ticket/proof", L.track.proof_send) ?>
<?cs if:?Notices.0.Kind ?><h2 class="govuk-heading-m"><?cs var:L.data.notices_title ?></h2>
<ul class="govuk-list"><?cs each:n = Notices ?><li><?cs var:L.data.kind[n.Kind] ?> · <?cs var:L.data.channel[n.Channel] ?> · <?cs var:L.data.state[n.State] ?> <time><?cs var:datetime_cn(n.AtMs) ?></time></li><?cs /each ?></ul><?cs /if ?>
<?cs include:"_own_data.cs" ?>
</div></div></main>
<?cs include:"layout_bottom.cs" ?>
