<?cs # What a place did in a month that is over; made to be printed. Month.*, Kinds.N.*, Domains.N.*, Trend.N.*, Compare.*, Parts.N.*, Place.{Name,Code}, FreshMs. ?><?cs set:Page.Title = L.status.bulletin ?><?cs include:"layout_top.cs" ?>
<main class="govuk-main-wrapper" id="main">
<p class="govuk-body hotline-noprint"><a class="govuk-link" href="/status/<?cs if:Place.Code ?><?cs var:Place.Code ?><?cs /if ?>"><?cs var:L.status.title ?></a></p>
<h1 class="govuk-heading-l"><?cs if:Place.Name ?><?cs var:Place.Name ?><?cs else ?><?cs var:L.status.nation ?><?cs /if ?> · <?cs var:L.status.bulletin ?> · <?cs var:month_cn(Month.Day) ?></h1>
<p class="govuk-body"><?cs var:day_cn(Month.Day) ?> – <?cs var:day_cn(Month.LastDay) ?><?cs var:L.status.stop ?> <?cs if:FreshMs ?><?cs var:L.status.fresh ?> <?cs var:datetime_cn(FreshMs) ?><?cs var:L.status.stop ?><?cs else ?><?cs var:L.status.not_fresh ?><?cs /if ?></p>
<ul class="hotline-cards hotline-cards--figures"><li class="hotline-card"><span class="hotline-figure"><?cs var:Month.Taken ?></span><p class="govuk-body"><?cs var:L.status.taken ?></p></li><li class="hotline-card"><span class="hotline-figure"><?cs var:Month.Instant ?></span><p class="govuk-body"><?cs var:L.status.instant ?></p></li><li class="hotline-card"><span class="hotline-figure"><?cs var:Month.Closed ?></span><p class="govuk-body"><?cs var:L.status.closed ?></p></li><li class="hotline-card"><span class="hotline-figure"><?cs var:percent(Month.OnTime, Month.Answered) ?></span><p class="govuk-body"><?cs var:L.status.on_time ?></p></li><li class="hotline-card"><span class="hotline-figure"><?cs var:percent(Month.Satisfied, Month.Rated) ?></span><p class="govuk-body"><?cs var:L.status.satisfied ?></p></li></ul>
<?cs include:"_status_compare.cs" ?><?cs include:"_status_shares.cs" ?><?cs include:"_status_trend.cs" ?><?cs if:?Parts.0.Name ?><h2 class="govuk-heading-m"><?cs var:L.status.parts_then ?></h2>
<?cs include:"_status_parts.cs" ?><p class="govuk-body"><?cs var:L.status.waiting_now ?></p><?cs /if ?>
<p class="govuk-body"><?cs var:L.status.meaning ?></p>
</main>
<?cs include:"layout_bottom.cs" ?>
