<?cs # Long work that the viewer asked for. Jobs.N.{Id,Title,State,Done,Total,AskedMs,ExpiresMs,FileName,Open}. ?><?cs set:Page.Title = L.job.mine ?><?cs include:"layout_top.cs" ?>
<main class="govuk-main-wrapper" id="main">
<h1 class="govuk-heading-l"><?cs var:L.job.mine ?></h1>
<?cs if:?Jobs.0.Id ?><div class="hotline-scroll" tabindex="0" role="region" aria-label="<?cs var:L.job.mine ?>"><table class="govuk-table"><caption class="govuk-visually-hidden"><?cs var:L.job.mine ?></caption>
<thead class="govuk-table__head"><tr><th scope="col" class="govuk-table__header"><?cs var:L.job.asked ?></th><th scope="col" class="govuk-table__header"><?cs var:L.job.what ?></th><th scope="col" class="govuk-table__header"><?cs var:L.job.state ?></th><th scope="col" class="govuk-table__header"><?cs var:L.job.file ?></th></tr></thead>
<tbody class="govuk-table__body"><?cs each:j = Jobs ?><tr class="govuk-table__row"><td class="govuk-table__cell hotline-keep"><?cs var:datetime_cn(j.AskedMs) ?></td><td class="govuk-table__cell"><a class="govuk-link" href="/<?cs var:Page.Program ?>/jobs/<?cs var:j.Id ?>"><?cs var:j.Title ?></a></td><td class="govuk-table__cell"><?cs var:L.job.states[j.State] ?></td><td class="govuk-table__cell"><?cs if:j.State == "done" ?><a class="govuk-link" href="/<?cs var:Page.Program ?>/jobs/<?cs var:j.Id ?>/file"><?cs var:j.FileName ?></a><br><?cs var:L.job.until ?> <?cs var:datetime_cn(j.ExpiresMs) ?><?cs else ?>–<?cs /if ?></td></tr>
<?cs /each ?></tbody></table></div><?cs else ?><p class="govuk-body"><?cs var:L.job.nothing ?></p><?cs /if ?>
</main>
<?cs include:"layout_bottom.cs" ?>
