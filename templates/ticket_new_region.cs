<?cs # Step 2: where. Regions.N.{Name,Cities.M.{Code,Name}}, Provinces.N.{Code,Name}, Chosen. ?><?cs set:Page.Title = L.new.region_title ?><?cs include:"layout_top.cs" ?><?cs call:back(Step.Back) ?>
<main class="govuk-main-wrapper" id="main"><div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds">
<?cs call:errors() ?>
<form method="post" action="/ticket/new/region" novalidate><?cs call:token() ?>
<h1 class="govuk-heading-l"><?cs var:L.new.region_title ?></h1>
<?cs call:group("region") ?><label class="govuk-label" for="f-region"><?cs var:L.new.region ?></label><?cs call:hint_error("region", L.new.region_hint) ?>
<select class="govuk-select<?cs if:Form.region.Error ?> govuk-select--error<?cs /if ?>" id="f-region" name="region"<?cs call:described("region", L.new.region_hint) ?>><option value=""><?cs var:L.form.choose ?></option>
<?cs each:p = Regions ?><optgroup label="<?cs var:p.Name ?>"><?cs each:c = p.Cities ?><option value="<?cs var:c.Code ?>"<?cs if:c.Code == Chosen ?> selected<?cs /if ?>><?cs var:c.Name ?></option><?cs /each ?></optgroup>
<?cs /each ?></select></div>
<?cs call:submit(L.form.continue) ?></form>
<h2 class="govuk-heading-s"><?cs var:L.new.by_province ?></h2>
<ul class="govuk-list hotline-inline"><?cs each:p = Provinces ?><li><a class="govuk-link" href="/ticket/new/region?province=<?cs var:p.Code ?>"><?cs var:p.Name ?></a></li><?cs /each ?></ul>
</div></div></main>
<?cs include:"layout_bottom.cs" ?>
