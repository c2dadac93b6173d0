<?cs # A change of the province's own days, and the days of a year that are not as others. Scope, Year, Before, After, Days.N.{Day,Worked,Name,Source,Provisional,Nation,Place}, Regions.N.*, Form.*. ?><?cs set:Page.Title = L.nav.localdays ?><?cs include:"layout_top.cs" ?>
<main class="govuk-main-wrapper" id="main"><?cs call:errors() ?>
<?cs def:choice(name, word, label) ?><option value="<?cs var:word ?>"<?cs if:Form[name].Value == word ?> selected<?cs /if ?>><?cs var:label ?></option><?cs /def ?>
<h1 class="govuk-heading-l"><?cs var:L.nav.localdays ?></h1>
<p class="govuk-body"><?cs var:L.localdays.lead ?></p>
<h2 class="govuk-heading-m"><?cs var:L.localdays.change ?></h2>
<form method="post" action="/admin/calendar" novalidate><?cs call:token() ?><input type="hidden" name="how" value="run"><input type="hidden" name="year" value="<?cs var:Year ?>">
<?cs call:text_input("first_day", L.localdays.from, L.localdays.day_hint, "text", "10", "off") ?><?cs call:text_input("last_day", L.localdays.until, L.localdays.until_hint, "text", "10", "off") ?>
<?cs call:group("region") ?><label class="govuk-label" for="f-region"><?cs var:L.localdays.place ?></label><?cs call:hint_error("region", "") ?><select class="govuk-select" id="f-region" name="region"<?cs call:picked(L.pick.hint) ?>><?cs each:r = Regions ?><option value="<?cs var:r.Code ?>" data-pinyin="<?cs var:r.Pinyin ?>"<?cs if:r.Code == Form.region.Value ?> selected<?cs /if ?>><?cs var:r.Indent ?><?cs var:r.Name ?></option><?cs /each ?></select></div>
<div class="govuk-form-group"><label class="govuk-label" for="f-worked"><?cs var:L.localdays.kind ?></label><select class="govuk-select" id="f-worked" name="worked"><?cs call:choice("worked", "off", L.localdays.worked.off) ?><?cs call:choice("worked", "work", L.localdays.worked.work) ?><?cs call:choice("worked", "plain", L.localdays.worked.remove) ?></select></div>
<?cs call:text_input("day_name", L.localdays.name, L.localdays.name_hint, "text", "20", "off") ?><?cs call:text_input("day_source", L.localdays.source, L.localdays.source_hint, "text", "30", "off") ?>
<?cs call:submit(L.localdays.look) ?></form>
<details class="govuk-details"<?cs if:Form.table.Value || Form.table.Error ?> open<?cs /if ?>><summary class="govuk-details__summary"><span class="govuk-details__summary-text"><?cs var:L.localdays.many ?></span></summary><div class="govuk-details__text">
<p class="govuk-body"><?cs var:L.localdays.many_lead ?></p>
<pre class="hotline-code"><code>2027-04-17..2027-04-18	<?cs var:Scope ?>	<?cs var:L.localdays.off_word ?>	<?cs var:L.localdays.example ?></code></pre>
<form method="post" action="/admin/calendar" novalidate><?cs call:token() ?><input type="hidden" name="how" value="table"><input type="hidden" name="year" value="<?cs var:Year ?>">
<?cs call:textarea("table", L.localdays.table, "", #8) ?>
<div class="govuk-form-group"><label class="govuk-label" for="t-source"><?cs var:L.localdays.source ?></label><input class="govuk-input govuk-input--width-30" id="t-source" name="day_source" type="text" value="<?cs var:Form.day_source.Value ?>" autocomplete="off"></div>
<button class="govuk-button govuk-button--secondary" type="submit"><?cs var:L.localdays.look ?></button></form></div></details>
<h2 class="govuk-heading-m"><?cs var:L.localdays.listed ?> <?cs var:Year ?></h2>
<p class="govuk-body"><a class="govuk-link" href="/admin/calendar?year=<?cs var:Before ?>"><?cs var:Before ?></a> · <a class="govuk-link" href="/admin/calendar?year=<?cs var:After ?>"><?cs var:After ?></a></p>
<?cs if:?Days.0.Day ?><div class="hotline-scroll" tabindex="0" role="region" aria-label="<?cs var:L.nav.localdays ?>"><table class="govuk-table"><thead class="govuk-table__head"><tr><th scope="col" class="govuk-table__header"><?cs var:L.localdays.day ?></th><th scope="col" class="govuk-table__header"><?cs var:L.localdays.place ?></th><th scope="col" class="govuk-table__header"><?cs var:L.localdays.kind ?></th><th scope="col" class="govuk-table__header"><?cs var:L.localdays.source ?></th></tr></thead><tbody class="govuk-table__body">
<?cs each:d = Days ?><tr class="govuk-table__row"><td class="govuk-table__cell hotline-keep"><?cs var:day_cn(d.Day) ?></td><td class="govuk-table__cell"><?cs if:d.Nation ?><?cs var:L.localdays.nation ?><?cs else ?><strong><?cs var:d.Place ?></strong><?cs /if ?></td><td class="govuk-table__cell"><?cs var:L.localdays.worked[d.Worked] ?> <?cs var:d.Name ?><?cs if:d.Provisional ?> <span class="hotline-tag"><?cs var:L.localdays.provisional ?></span><?cs /if ?></td><td class="govuk-table__cell"><?cs var:d.Source ?></td></tr>
<?cs /each ?></tbody></table></div><?cs else ?><p class="govuk-body"><?cs var:L.localdays.nothing ?></p><?cs /if ?>
</main><script src="<?cs var:href(Static.pick_js) ?>" defer></script>
<?cs include:"layout_bottom.cs" ?>
