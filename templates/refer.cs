<?cs # Other numbers. Item.{Name,Emergency}, Numbers.N.{Number,Label} for one item. ?><?cs set:Page.Title = L.refer.title ?><?cs include:"layout_top.cs" ?>
<?cs def:number(n, label) ?><div class="govuk-summary-list__row"><dt class="govuk-summary-list__key"><a class="govuk-link" href="tel:<?cs var:n ?>"><?cs var:n ?></a></dt><dd class="govuk-summary-list__value"><?cs var:label ?></dd></div><?cs /def ?>
<main class="govuk-main-wrapper" id="main"><div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds">
<?cs if:?Numbers.0.Number ?><h1 class="govuk-heading-l"><?cs var:Item.Name ?></h1>
<p class="govuk-body"><?cs if:Item.Emergency ?><?cs var:L.refer.emergency ?><?cs else ?><?cs var:L.refer.other ?><?cs /if ?></p>
<ul class="hotline-cards"><?cs each:n = Numbers ?><li class="hotline-card"><span class="hotline-number"><a class="govuk-link" href="tel:<?cs var:n.Number ?>"><?cs var:n.Number ?></a></span><p class="govuk-body"><?cs var:n.Label ?></p></li><?cs /each ?></ul>
<p class="govuk-body"><a class="govuk-link" href="/ticket/new/item"><?cs var:L.refer.back ?></a></p>
<h2 class="govuk-heading-m"><?cs var:L.refer.title ?></h2>
<?cs else ?><h1 class="govuk-heading-l"><?cs var:L.refer.title ?></h1><?cs /if ?>
<dl class="govuk-summary-list">
<?cs call:number("110", L.number.110) ?><?cs call:number("119", L.number.119) ?><?cs call:number("120", L.number.120) ?><?cs call:number("122", L.number.122) ?><?cs call:number("12395", L.number.12395) ?><?cs call:number("12122", L.number.12122) ?><?cs call:number("12306", L.number.12306) ?><?cs call:number("12326", L.number.12326) ?><?cs call:number("12305", L.number.12305) ?><?cs call:number("12345", L.number.12345) ?><?cs call:number("12315", L.number.12315) ?><?cs call:number("12333", L.number.12333) ?><?cs call:number("12123", L.number.12123) ?>
</dl>
</div></div></main>
<?cs include:"layout_bottom.cs" ?>
