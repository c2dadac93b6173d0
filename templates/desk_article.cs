<?cs # One article of the own province. Article.Id, Form.*, Domains.N.*, Owners.N.*. ?><?cs set:Page.Title = L.nav.articles ?><?cs include:"layout_top.cs" ?><?cs call:back("/admin/knowledge") ?>
<main class="govuk-main-wrapper" id="main"><?cs call:errors() ?>
<h1 class="govuk-heading-l"><?cs var:L.article_form.change ?></h1>
<form method="post" action="/admin/knowledge/<?cs var:Article.Id ?>" novalidate><?cs call:token() ?><input type="hidden" name="version" value="<?cs var:Form.version.Value ?>"><?cs include:"_article_form.cs" ?><?cs call:submit(L.article_form.save) ?></form></main>
<?cs include:"layout_bottom.cs" ?>
