<?cs # Faults and planned work, what is at hand first. Incidents.N.*. ?><?cs set:Page.Title = L.incident.title ?><?cs include:"layout_top.cs" ?>
<main class="govuk-main-wrapper" id="main">
<p class="govuk-body"><a class="govuk-link" href="/status/"><?cs var:L.status.title ?></a></p>
<h1 class="govuk-heading-l"><?cs var:L.incident.title ?></h1>
<p class="govuk-body"><?cs var:L.incident.lead ?></p>
<?cs if:?Incidents.0.Id ?><h2 class="govuk-visually-hidden"><?cs var:L.incident.newest ?></h2><?cs each:i = Incidents ?><?cs include:"_status_incident.cs" ?><?cs /each ?><?cs else ?><p class="govuk-body"><?cs var:L.incident.none ?></p><?cs /if ?>
</main>
<?cs include:"layout_bottom.cs" ?>
