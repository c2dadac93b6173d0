<?cs # Answers: those a search finds, or all by field. Query, Found.N.{Id,Title,Lead}, Domains.N.{Name,Articles.M.{Id,Title}}. ?><?cs if:Query ?><?cs set:Page.Title = Query + " – " + L.knowledge.title ?><?cs else ?><?cs set:Page.Title = L.knowledge.title ?><?cs /if ?><?cs include:"layout_top.cs" ?>
<main class="govuk-main-wrapper" id="main"><div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds"><?cs call:errors() ?>
<h1 class="govuk-heading-l"><?cs var:L.knowledge.title ?></h1>
<form method="get" action="/knowledge" role="search"><?cs call:text_input("q", L.knowledge.search, L.knowledge.search_hint, "search", "20", "off") ?><button class="govuk-button" type="submit"><?cs var:L.knowledge.find ?></button></form>
<?cs if:?Found.0.Id ?><h2 class="govuk-heading-m"><?cs var:L.knowledge.found ?></h2><ul class="govuk-list"><?cs each:a = Found ?><li><a class="govuk-link" href="/knowledge/<?cs var:a.Id ?>"><?cs var:a.Title ?></a><br><span class="govuk-hint"><?cs var:a.Lead ?></span></li><?cs /each ?></ul>
<?cs elif:Query ?><p class="govuk-body"><?cs var:L.knowledge.nothing ?></p><p class="govuk-body"><a class="govuk-button govuk-button--secondary" href="/ticket/new?kind=inquiry"><?cs var:L.knowledge.ask ?></a></p>
<?cs else ?><?cs each:d = Domains ?><h2 class="govuk-heading-m"><?cs var:d.Name ?></h2><ul class="govuk-list govuk-list--bullet"><?cs each:a = d.Articles ?><li><a class="govuk-link" href="/knowledge/<?cs var:a.Id ?>"><?cs var:a.Title ?></a></li><?cs /each ?></ul><?cs /each ?><?cs /if ?>
</div></div></main>
<?cs include:"layout_bottom.cs" ?>
