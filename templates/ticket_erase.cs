<?cs # Before a wish to be erased: what is kept and how long. Kept.N.{Class,Days,Source}, Form.erase_reason, Intent, Who.*, Ticket.Number. ?><?cs set:Page.Title = L.erase.title ?><?cs include:"layout_top.cs" ?><?cs include:"_who.cs" ?>
<main class="govuk-main-wrapper" id="main"><div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds">
<?cs call:errors() ?>
<span class="govuk-caption-l"><?cs var:group(Ticket.Number) ?></span>
<h1 class="govuk-heading-l"><?cs var:L.erase.title ?></h1>
<p class="govuk-body"><?cs var:L.erase.lead ?></p>
<h2 class="govuk-heading-m"><?cs var:L.erase.kept_title ?></h2>
<dl class="govuk-summary-list"><?cs each:k = Kept ?><div class="govuk-summary-list__row"><dt class="govuk-summary-list__key"><?cs var:L.erase.class[k.Class] ?></dt><dd class="govuk-summary-list__value"><?cs if:#k.Days > #0 ?><?cs var:L.erase.days_before ?> <?cs var:k.Days ?> <?cs var:L.erase.days_after ?><?cs else ?><?cs var:L.erase.no_end ?><?cs /if ?><br><span class="govuk-hint" lang="<?cs var:lang_of(k.Source) ?>"><?cs var:k.Source ?></span></dd></div><?cs /each ?></dl>
<p class="govuk-body"><?cs var:L.erase.hold ?></p>
<form method="post" action="/ticket/erase/ask" novalidate><?cs call:acts() ?>
<?cs call:textarea("erase_reason", L.erase.reason, "", #3) ?>
<?cs call:submit(L.erase.send) ?></form>
<form method="post" action="/ticket/mine"><?cs call:opens() ?><button class="govuk-button govuk-button--secondary" type="submit"><?cs var:L.erase.leave ?></button></form>
</div></div></main>
<?cs include:"layout_bottom.cs" ?>
