<?cs # The auditor's filter, first rows and own exports. Form.*, Kinds.N, States.N, Domains.N.*, Rules.N, Total, More, Rows.N.*, Exports.N.*. ?><?cs set:Page.Title = L.audit.title ?><?cs include:"layout_top.cs" ?>
<?cs def:choice(name, value, label) ?><option value="<?cs var:value ?>"<?cs if:Form[name].Value == value ?> selected<?cs /if ?>><?cs var:label ?></option><?cs /def ?>
<main class="govuk-main-wrapper" id="main"><?cs call:errors() ?>
<h1 class="govuk-heading-l"><?cs var:L.audit.title ?></h1>
<form method="get" action="/audit/" novalidate><div class="hotline-filter">
<?cs call:text_input("from", L.audit.from, "2026-11-01", "text", "10", "off") ?><?cs call:text_input("to", L.audit.to, "2026-11-30", "text", "10", "off") ?>
<?cs call:text_input("region", L.audit.region, L.audit.region_hint, "text", "10", "off") ?>
<?cs include:"_audit_filter.cs" ?></div>
<button class="govuk-button" type="submit"><?cs var:L.audit.look ?></button>
<button class="govuk-button govuk-button--secondary" type="submit" formaction="/audit/export" name="format" value="csv"><?cs var:L.audit.csv ?></button>
<button class="govuk-button govuk-button--secondary" type="submit" formaction="/audit/export" name="format" value="jsonl"><?cs var:L.audit.jsonl ?></button>
<button class="govuk-button govuk-button--secondary" type="submit" formaction="/audit/inspections"><?cs var:L.inspection.draw ?></button></form>
<form method="post" action="/audit/export/sheet" class="hotline-bar"><?cs call:token() ?><?cs def:narrowed(name) ?><?cs if:Form[name].Value ?><input type="hidden" name="<?cs var:name ?>" value="<?cs var:Form[name].Value ?>"><?cs /if ?><?cs /def ?><?cs call:narrowed("from") ?><?cs call:narrowed("to") ?><?cs call:narrowed("region") ?><?cs call:narrowed("kind") ?><?cs call:narrowed("state") ?><?cs call:narrowed("item") ?><?cs call:narrowed("unit") ?><?cs call:narrowed("rule") ?>
<label class="govuk-label" for="f-profile"><?cs var:L.export.profile ?></label><select class="govuk-select" id="f-profile" name="profile"><?cs call:choice("profile", "all", L.export.profiles.all) ?><?cs call:choice("profile", "no_text", L.export.profiles.no_text) ?></select>
<button class="govuk-button govuk-button--secondary" type="submit"><?cs var:L.export.make ?></button> <a class="govuk-link" href="/audit/jobs"><?cs var:L.job.mine ?></a></form>
<p class="govuk-body"><?cs if:More ?><?cs var:L.audit.more ?> <?cs /if ?><strong><?cs var:Total ?></strong> <?cs var:L.audit.found ?></p>
<?cs if:?Rows.0.Number ?><div class="hotline-scroll" tabindex="0" role="region" aria-label="<?cs var:L.desk.list ?>"><table class="govuk-table"><thead class="govuk-table__head"><tr><th scope="col" class="govuk-table__header"><?cs var:L.desk.number ?></th><th scope="col" class="govuk-table__header"><?cs var:L.desk.about ?></th><th scope="col" class="govuk-table__header"><?cs var:L.desk.region ?></th><th scope="col" class="govuk-table__header"><?cs var:L.desk.unit ?></th><th scope="col" class="govuk-table__header"><?cs var:L.desk.state ?></th><th scope="col" class="govuk-table__header"><?cs var:L.track.filed ?></th></tr></thead><tbody class="govuk-table__body"><?cs each:r = Rows ?><tr class="govuk-table__row"><td class="govuk-table__cell"><a class="govuk-link" href="/audit/ticket/<?cs var:r.Number ?>"><?cs var:r.Number ?></a></td><td class="govuk-table__cell"><?cs var:L.kind[r.Kind] ?> · <?cs var:r.Item ?></td><td class="govuk-table__cell"><?cs var:r.Region ?></td><td class="govuk-table__cell"><?cs var:r.Unit ?></td><td class="govuk-table__cell"><?cs var:L.state[r.State] ?></td><td class="govuk-table__cell"><?cs var:datetime_cn(r.FiledMs) ?></td></tr><?cs /each ?></tbody></table></div><?cs /if ?>
<h2 class="govuk-heading-m"><?cs var:L.audit.exports ?></h2>
<?cs if:?Exports.0.AtMs ?><ul class="govuk-list"><?cs each:e = Exports ?><li><?cs var:datetime_cn(e.AtMs) ?> · <?cs var:e.Format ?> · <?cs var:e.Detail ?></li><?cs /each ?></ul><?cs else ?><p class="govuk-body"><?cs var:L.audit.no_exports ?></p><?cs /if ?>
</main>
<?cs include:"layout_bottom.cs" ?>
