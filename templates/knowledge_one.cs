<?cs # One answer. Article.{Id,Title,Source,FromDay,Item,Parts.N}, Solved. ?><?cs set:Page.Title = Article.Title ?><?cs include:"layout_top.cs" ?><?cs call:back("/knowledge") ?>
<main class="govuk-main-wrapper" id="main"><div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds"><?cs call:errors() ?>
<span class="govuk-caption-l"><?cs var:Article.Item ?></span><h1 class="govuk-heading-l"><?cs var:Article.Title ?></h1>
<?cs each:p = Article.Parts ?><p class="govuk-body"><?cs var:p ?></p><?cs /each ?>
<?cs if:Article.Source ?><p class="govuk-body-s"><?cs var:L.promise.source ?> <?cs var:Article.Source ?></p><?cs /if ?>
<?cs if:Solved ?><div class="govuk-inset-text"><?cs if:Solved == "yes" ?><?cs var:L.knowledge.thanks ?><?cs else ?><?cs var:L.knowledge.sorry ?><?cs /if ?></div>
<?cs else ?><form method="post" action="/knowledge/<?cs var:Article.Id ?>" class="hotline-noprint"><?cs call:token() ?><fieldset class="govuk-fieldset"><legend class="govuk-fieldset__legend govuk-fieldset__legend--m"><?cs var:L.knowledge.solved ?></legend><button class="govuk-button govuk-button--secondary" type="submit" name="solved" value="yes"><?cs var:L.knowledge.yes ?></button> <button class="govuk-button govuk-button--secondary" type="submit" name="solved" value="no"><?cs var:L.knowledge.no ?></button></fieldset></form><?cs /if ?>
<p class="govuk-body hotline-noprint"><a class="govuk-link" href="/ticket/new"><?cs var:L.nav.new ?></a></p>
</div></div></main>
<?cs include:"layout_bottom.cs" ?>
