<?cs # What a province settles for itself. Settings.N.{Href,Label,Text}. ?><?cs set:Page.Title = L.nav.settings ?><?cs include:"layout_top.cs" ?>
<main class="govuk-main-wrapper" id="main">
<h1 class="govuk-heading-l"><?cs var:L.nav.settings ?></h1>
<p class="govuk-body"><?cs var:L.settings.lead ?></p>
<dl class="govuk-summary-list"><?cs each:s = Settings ?><div class="govuk-summary-list__row"><dt class="govuk-summary-list__key"><a class="govuk-link" href="<?cs var:href(s.Href) ?>"><?cs var:s.Label ?></a></dt><dd class="govuk-summary-list__value"><?cs var:s.Text ?></dd></div>
<?cs /each ?></dl>
</main>
<?cs include:"layout_bottom.cs" ?>
