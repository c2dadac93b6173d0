<?cs # Any error. Page.{Code,Incident,Status}. ?><?cs set:Page.Title = L.error_page[Page.Status].title ?><?cs include:"layout_top.cs" ?>
<main class="govuk-main-wrapper" id="main"><div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds">
<h1 class="govuk-heading-l"><?cs var:L.error_page[Page.Status].title ?></h1>
<p class="govuk-body"><?cs var:L.error_page[Page.Status].text ?></p>
<p class="govuk-body"><?cs var:L.error_page.phone ?> <a class="govuk-link" href="tel:12328">12328</a></p>
<p class="govuk-body-s"><?cs var:L.error_page.incident ?> <?cs var:Page.Incident ?> (<?cs var:Page.Code ?>)</p>
</div></div></main>
<?cs include:"layout_bottom.cs" ?>
