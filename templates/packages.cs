<?cs # Signed packages of other auditors that wait for a second person. Rows.N.{Id,AtMs,Login,Why,Region,FromDay,ToDay,Kind,State,Item,Unit,Rule,Sealed}. ?><?cs set:Page.Title = L.package.asked ?><?cs include:"layout_top.cs" ?>
<main class="govuk-main-wrapper" id="main"><?cs call:back("/audit/") ?>
<h1 class="govuk-heading-l"><?cs var:L.package.asked ?></h1>
<p class="govuk-body"><?cs var:L.package.lead ?></p>
<?cs if:?Rows.0.Id ?><div class="hotline-scroll" tabindex="0" role="region" aria-label="<?cs var:L.package.asked ?>"><table class="govuk-table"><thead class="govuk-table__head"><tr><th scope="col" class="govuk-table__header"><?cs var:L.job.asked ?></th><th scope="col" class="govuk-table__header"><?cs var:L.package.by ?></th><th scope="col" class="govuk-table__header"><?cs var:L.desk.region ?></th><th scope="col" class="govuk-table__header"><?cs var:L.package.period ?></th><th scope="col" class="govuk-table__header"><?cs var:L.package.why ?></th></tr></thead><tbody class="govuk-table__body">
<?cs each:r = Rows ?><tr class="govuk-table__row"><td class="govuk-table__cell hotline-keep"><a class="govuk-link" href="/audit/packages/<?cs var:r.Id ?>"><?cs var:datetime_cn(r.AtMs) ?></a></td><td class="govuk-table__cell"><?cs var:r.Login ?></td><td class="govuk-table__cell"><?cs var:r.Region ?></td><td class="govuk-table__cell"><?cs var:day_cn(r.FromDay) ?> – <?cs var:day_cn(r.ToDay) ?></td><td class="govuk-table__cell"><?cs var:r.Why ?></td></tr>
<?cs /each ?></tbody></table></div><?cs else ?><p class="govuk-body"><?cs var:L.package.none ?></p><?cs /if ?>
</main>
<?cs include:"layout_bottom.cs" ?>
