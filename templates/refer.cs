<?cs # Other numbers. Item.{Name,Emergency}, Numbers.N.{Number,Label} for one item; Scope.Outcome for posted words. ?><?cs set:Page.Title = L.refer.title ?><?cs include:"layout_top.cs" ?>
<?cs def:number(n, label) ?><div class="govuk-summary-list__row"><dt class="govuk-summary-list__key"><a class="govuk-link" href="tel:<?cs var:n ?>"><?cs var:n ?></a></dt><dd class="govuk-summary-list__value"><?cs var:label ?></dd></div><?cs /def ?>
<main class="govuk-main-wrapper" id="main"><div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds">
<?cs call:errors() ?><?cs if:Scope.Outcome ?><h1 class="govuk-heading-l"><?cs var:L.refer.outcome[Scope.Outcome] ?></h1>
<p class="govuk-body"><?cs var:L.refer.outcome_text[Scope.Outcome] ?></p>
<?cs elif:?Numbers.0.Number ?><h1 class="govuk-heading-l"><?cs var:Item.Name ?></h1>
<p class="govuk-body"><?cs if:Item.Emergency ?><?cs var:L.refer.emergency ?><?cs else ?><?cs var:L.refer.other ?><?cs /if ?></p>
<?cs else ?><h1 class="govuk-heading-l"><?cs var:L.refer.title ?></h1><?cs /if ?>
<?cs if:?Numbers.0.Number ?><ul class="hotline-cards"><?cs each:n = Numbers ?><li class="hotline-card"><span class="hotline-number"><a class="govuk-link" href="tel:<?cs var:n.Number ?>"><?cs var:n.Number ?></a></span><p class="govuk-body"><?cs var:n.Label ?></p></li><?cs /each ?></ul>
<?cs /if ?><?cs if:Item.Name ?><p class="govuk-body"><a class="govuk-link" href="/ticket/new/item"><?cs var:L.refer.back ?></a></p><?cs /if ?>
<?cs if:Scope.Outcome == "accept" || Scope.Outcome == "ask" ?><p class="govuk-body"><a class="govuk-button govuk-button--secondary" href="/ticket/new"><?cs var:L.nav.new ?></a></p><?cs /if ?>
<form method="post" action="/refer" novalidate><?cs call:token() ?><?cs call:textarea("content", L.refer.text, L.refer.text_hint, #3) ?><button class="govuk-button" type="submit"><?cs var:L.refer.ask ?></button></form>
<h2 class="govuk-heading-m"><?cs var:L.refer.all ?></h2>
<dl class="govuk-summary-list">
<?cs call:number("110", L.number.110) ?><?cs call:number("119", L.number.119) ?><?cs call:number("120", L.number.120) ?><?cs call:number("122", L.number.122) ?><?cs call:number("12395", L.number.12395) ?><?cs call:number("12122", L.number.12122) ?><?cs call:number("12306", L.number.12306) ?><?cs call:number("12326", L.number.12326) ?><?cs call:number("12305", L.number.12305) ?><?cs call:number("12345", L.number.12345) ?><?cs call:number("12315", L.number.12315) ?><?cs call:number("12333", L.number.12333) ?><?cs call:number("12123", L.number.12123) ?><?cs call:number("12320", L.number.12320) ?><?cs call:number("12367", L.number.12367) ?><?cs call:number("12369", L.number.12369) ?><?cs call:number("12378", L.number.12378) ?><?cs call:number("95598", L.number.95598) ?><?cs call:number("96110", L.number.96110) ?>
</dl>
</div></div></main>
<?cs include:"layout_bottom.cs" ?>
