<?cs # A ticket as its events tell it, with hashes and canonical bytes. Ticket.*, Events.N.*. ?><?cs set:Page.Title = Ticket.Number ?><?cs include:"layout_top.cs" ?>
<?cs call:back("/audit/") ?><main class="govuk-main-wrapper" id="main">
<h1 class="govuk-heading-l"><?cs var:Ticket.Grouped ?></h1>
<p class="govuk-body"><span class="hotline-tag"><?cs var:Ticket.StateLabel ?></span> <?cs var:Ticket.KindLabel ?> · <?cs var:Ticket.ItemName ?> · <?cs var:Ticket.RegionName ?></p>
<?cs include:"_promise.cs" ?>
<ol class="hotline-timeline govuk-body"><?cs each:e = Events ?><li><strong><?cs var:e.Seq ?>. <?cs var:e.Label ?></strong> <time><?cs var:datetime_cn(e.AtMs) ?></time> <span class="govuk-hint"><?cs var:L.actor[e.Actor] ?><?cs if:e.ActorId ?> #<?cs var:e.ActorId ?><?cs /if ?><?cs if:e.Unit ?> → <?cs var:e.Unit ?><?cs /if ?></span><?cs each:t = e.Texts ?><div class="hotline-words"><?cs var:t.Label ?>：<?cs var:t.Body ?></div><?cs /each ?><details class="govuk-details"><summary class="govuk-details__summary"><span class="govuk-details__summary-text"><?cs var:L.audit.evidence ?></span></summary><div class="govuk-details__text"><p class="govuk-body-s"><?cs var:L.audit.hash ?> <?cs var:e.Hash ?></p><p class="govuk-body-s"><?cs var:e.Canonical ?></p></div></details></li><?cs /each ?></ol>
</main>
<?cs include:"layout_bottom.cs" ?>
