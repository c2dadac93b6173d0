<?cs # Step 2b: which county. City.{Code,Name}, Counties.N.{Code,Name}, Chosen. ?><?cs set:Page.Title = L.new.county_title ?><?cs include:"layout_top.cs" ?><?cs call:back("/ticket/new/region") ?>
<main class="govuk-main-wrapper" id="main"><div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds">
<?cs call:errors() ?>
<form method="post" action="/ticket/new/county" novalidate><?cs call:token() ?>
<?cs call:group("region") ?><fieldset class="govuk-fieldset"<?cs call:told("region") ?>><legend class="govuk-fieldset__legend govuk-fieldset__legend--l"><h1 class="govuk-fieldset__heading"><?cs var:L.new.county_title ?></h1></legend>
<div class="govuk-hint"><?cs var:City.Name ?></div><?cs call:hint_error("region", "") ?><div class="govuk-radios govuk-radios--small">
<div class="govuk-radios__item"><input class="govuk-radios__input" type="radio" id="f-region" name="region" value="<?cs var:City.Code ?>"<?cs if:Chosen == City.Code ?> checked<?cs /if ?>><label class="govuk-label govuk-radios__label" for="f-region"><?cs var:L.new.county_unknown ?></label></div>
<?cs each:c = Counties ?><div class="govuk-radios__item"><input class="govuk-radios__input" type="radio" id="f-region-<?cs var:c.Code ?>" name="region" value="<?cs var:c.Code ?>"<?cs if:Chosen == c.Code ?> checked<?cs /if ?>><label class="govuk-label govuk-radios__label" for="f-region-<?cs var:c.Code ?>"><?cs var:c.Name ?></label></div>
<?cs /each ?></div></fieldset></div>
<?cs call:submit(L.form.continue) ?></form>
<?cs include:"_office.cs" ?>
</div></div></main>
<?cs include:"layout_bottom.cs" ?>
