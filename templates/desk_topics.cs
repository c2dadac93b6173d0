<?cs # What rose this week. Place, PlaceCode, Week, FromMs, UntilMs, Query, All.{Now,Before}, Kinds.D.{Dim,Least,Score,Rows.N.{Name,Value,Now,Before,Score}}, Weeks.N.{Day,Ms}, Regions.N.*, Form.*, Static.*. ?><?cs set:Page.Title = L.topics.title ?><?cs include:"layout_top.cs" ?>
<?cs def:pick(name, label) ?><label class="govuk-label" for="f-<?cs var:name ?>"><?cs var:label ?></label><?cs call:hint_error(name, "") ?><?cs /def ?>
<?cs def:count(n, week, k, r) ?><td class="govuk-table__cell govuk-table__cell--numeric"><?cs if:#n > #0 ?><a class="govuk-link" href="/admin/topics/tickets?what=<?cs var:k.Dim ?>&amp;value=<?cs var:r.Value ?><?cs if:#PlaceCode > #0 ?>&amp;region=<?cs var:PlaceCode ?><?cs /if ?>&amp;week=<?cs var:week ?>"><?cs var:n ?></a><?cs else ?>0<?cs /if ?></td><?cs /def ?>
<main class="govuk-main-wrapper" id="main">
<?cs call:errors() ?>
<h1 class="govuk-heading-l"><?cs var:L.topics.title ?> <span class="hotline-quiet"><?cs var:Place ?> <?cs var:date_cn(FromMs) ?>–<?cs var:date_cn(UntilMs) ?></span></h1>
<nav class="hotline-bar govuk-body hotline-noprint" aria-label="<?cs var:L.nav.signs ?>"><a class="govuk-link" href="/admin/signs"><?cs var:L.signs.title ?></a> <a class="govuk-link" href="/admin/topics" aria-current="page"><strong><?cs var:L.topics.title ?></strong></a></nav>
<form method="get" action="/admin/topics" class="hotline-filter hotline-noprint" aria-label="<?cs var:L.signs.choose ?>">
<div><?cs call:pick("region", L.desk.region) ?><select class="govuk-select" id="f-region" name="region"><?cs if:#Viewer.Region == #0 ?><option value=""><?cs var:L.measure.nation ?></option><?cs /if ?><?cs each:r = Regions ?><option value="<?cs var:r.Code ?>"<?cs if:r.Code == PlaceCode ?> selected<?cs /if ?>><?cs var:r.Name ?></option><?cs /each ?></select></div>
<div><?cs call:pick("week", L.topics.week) ?><select class="govuk-select" id="f-week" name="week"><?cs each:w = Weeks ?><option value="<?cs var:w.Day ?>"<?cs if:w.Day == Week ?> selected<?cs /if ?>><?cs var:date_cn(w.Ms) ?></option><?cs /each ?></select></div>
<div><button class="govuk-button govuk-button--secondary" type="submit"><?cs var:L.measure.look ?></button></div></form>
<p class="govuk-body"><?cs var:L.topics.all ?> <strong><?cs var:All.Now ?></strong>, <?cs var:L.topics.all_before ?> <strong><?cs var:All.Before ?></strong></p>
<?cs if:#All.Before == #0 ?><p class="govuk-inset-text"><?cs var:L.topics.no_before ?></p><?cs /if ?>
<?cs each:k = Kinds ?><section aria-labelledby="k-<?cs var:k.Dim ?>"><h2 class="govuk-heading-m" id="k-<?cs var:k.Dim ?>"><?cs var:L.topics.kind[k.Dim] ?></h2>
<?cs if:?k.Rows.0.Name ?><div class="hotline-scroll" tabindex="0" role="region" aria-labelledby="k-<?cs var:k.Dim ?>"><table class="govuk-table"<?cs if:?k.Rows.2.Name && (k.Dim == "item" || k.Dim == "word") ?> data-chart="parts" data-counts="2" data-columns="2"<?cs /if ?>><caption class="govuk-visually-hidden"><?cs var:L.topics.kind[k.Dim] ?></caption>
<thead class="govuk-table__head"><tr><th scope="col" class="govuk-table__header"><?cs var:L.topics.name[k.Dim] ?></th><th scope="col" class="govuk-table__header govuk-table__header--numeric"><?cs var:L.topics.now ?></th><th scope="col" class="govuk-table__header govuk-table__header--numeric"><?cs var:L.topics.before ?></th><th scope="col" class="govuk-table__header govuk-table__header--numeric"><?cs var:L.topics.score ?></th></tr></thead>
<tbody class="govuk-table__body"><?cs each:r = k.Rows ?><tr class="govuk-table__row"><th scope="row" class="govuk-table__header"><?cs var:r.Name ?></th><?cs call:count(r.Now, Week, k, r) ?><?cs call:count(r.Before, #Week - #7, k, r) ?><td class="govuk-table__cell govuk-table__cell--numeric"><?cs var:r.Score ?></td></tr>
<?cs /each ?></tbody></table></div><?cs else ?><p class="govuk-body"><?cs var:L.topics.none ?></p><?cs /if ?></section>
<?cs /each ?>
<details class="govuk-details"><summary class="govuk-details__summary"><span class="govuk-details__summary-text"><?cs var:L.signs.how ?></span></summary><div class="govuk-details__text"><p class="govuk-body"><?cs var:L.topics.how ?></p><ul class="govuk-list govuk-list--bullet"><?cs each:k = Kinds ?><li><?cs var:L.topics.name[k.Dim] ?>: <?cs var:L.topics.least ?> <?cs var:k.Least ?>, <?cs var:L.topics.score_least ?> <?cs var:k.Score ?></li><?cs /each ?></ul></div></details>
</main>
<script src="<?cs var:href(Static.echarts_js) ?>" defer></script><script src="<?cs var:href(Static.chart_js) ?>" defer></script>
<?cs include:"layout_bottom.cs" ?>
