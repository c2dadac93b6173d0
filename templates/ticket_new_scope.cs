<?cs # The text is better told to somebody else. Scope.Outcome, Numbers.N.{Number,Label}. ?><?cs set:Page.Title = L.scope.title[Scope.Outcome] ?><?cs include:"layout_top.cs" ?><?cs call:back("/ticket/new/content") ?>
<main class="govuk-main-wrapper" id="main" data-keep-arrived="content"><div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds">
<?cs call:errors() ?>
<h1 class="govuk-heading-l"><?cs var:L.scope.title[Scope.Outcome] ?></h1>
<p class="govuk-body"><?cs var:L.scope.text[Scope.Outcome] ?></p>
<?cs if:?Numbers.0.Number ?><ul class="hotline-cards"><?cs each:n = Numbers ?><li class="hotline-card"><span class="hotline-number"><a class="govuk-link" href="tel:<?cs var:n.Number ?>"><?cs var:n.Number ?></a></span><p class="govuk-body"><?cs var:n.Label ?></p></li><?cs /each ?></ul><?cs /if ?>
<h2 class="govuk-heading-m"><?cs var:L.scope.mine_title ?></h2>
<p class="govuk-body"><?cs var:L.scope.mine_text ?></p>
<form method="post" action="/ticket/new/scope"><?cs call:token() ?><?cs call:submit(L.scope.mine) ?></form>
</div></div></main>
<?cs include:"layout_bottom.cs" ?>
