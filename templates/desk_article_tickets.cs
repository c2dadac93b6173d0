<?cs # The tickets that one article answered. Article.{Id,Title}, Regretted, Rows.N.*. ?><?cs set:Page.Title = Article.Title ?><?cs include:"layout_top.cs" ?><?cs call:back("/admin/knowledge") ?>
<main class="govuk-main-wrapper" id="main">
<h1 class="govuk-heading-l"><?cs var:Article.Title ?></h1>
<p class="govuk-body"><?cs if:Regretted ?><strong><?cs var:L.article_form.those_regretted ?></strong> · <a class="govuk-link" href="/admin/knowledge/<?cs var:Article.Id ?>/tickets"><?cs var:L.article_form.those_used ?></a><?cs else ?><strong><?cs var:L.article_form.those_used ?></strong> · <a class="govuk-link" href="/admin/knowledge/<?cs var:Article.Id ?>/tickets?only=regretted"><?cs var:L.article_form.those_regretted ?></a><?cs /if ?></p>
<p class="govuk-body hotline-quiet"><?cs var:L.article_form.those_newest ?></p>
<?cs if:?Rows.0.Number ?><?cs include:"_rows.cs" ?><?cs else ?><p class="govuk-body"><?cs var:L.desk.empty ?></p><?cs /if ?>
</main>
<?cs include:"layout_bottom.cs" ?>
