<?cs # A page of text from the labels. Article.Name, Article.Parts.N.{Title,Text}. ?><?cs set:Page.Title = L.article[Article.Name].title ?><?cs include:"layout_top.cs" ?>
<main class="govuk-main-wrapper" id="main"><div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds">
<h1 class="govuk-heading-l"><?cs var:L.article[Article.Name].title ?></h1>
<?cs each:p = Article.Parts ?><?cs if:p.Title ?><h2 class="govuk-heading-m"><?cs var:p.Title ?></h2><?cs /if ?><p class="govuk-body"><?cs var:p.Text ?></p><?cs /each ?>
</div></div></main>
<?cs include:"layout_bottom.cs" ?>
