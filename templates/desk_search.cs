<?cs # Search by number, phone, plate or words. Query, Found, Cut, Rows.N.*. ?><?cs set:Page.Title = L.nav.search ?><?cs include:"layout_top.cs" ?>
<main class="govuk-main-wrapper" id="main">
<h1 class="govuk-heading-l"><?cs var:L.nav.search ?></h1>
<form method="get" action="/admin/search" role="search"><div class="govuk-form-group"><label class="govuk-label" for="f-q"><?cs var:L.desk.search ?></label><input class="govuk-input govuk-input--width-30" id="f-q" name="q" type="search" value="<?cs var:Query ?>"> <button class="govuk-button" type="submit"><?cs var:L.nav.search ?></button></div></form>
<?cs if:Cut ?><p class="govuk-body"><?cs var:L.desk.cut ?></p><?cs /if ?><?cs if:?Rows.0.Number ?><?cs include:"_rows.cs" ?><?cs elif:Query ?><p class="govuk-body"><?cs var:L.desk.nothing ?></p><?cs /if ?>
</main>
<?cs include:"layout_bottom.cs" ?>
