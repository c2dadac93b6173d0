<?cs # The archive sheet of a ticket, laid out for A4 paper. Ticket.*, Events.N.*, Staff.ID, Names.CODE. ?><?cs set:Page.Title = Ticket.Number ?><?cs include:"layout_top.cs" ?><?cs call:back("/admin/ticket/" + Ticket.Number) ?>
<?cs def:fact(key, value) ?><tr><th scope="row"><?cs var:key ?></th><td colspan="3"><?cs var:value ?></td></tr><?cs /def ?>
<main class="govuk-main-wrapper" id="main">
<div class="hotline-noprint" data-print="<?cs var:L.sheet.print ?>"></div>
<article class="hotline-sheet">
<header><p class="hotline-sheet__head"><?cs var:L.sheet.head ?></p><p class="hotline-sheet__number"><?cs var:group(Ticket.Number) ?></p></header>
<h1 class="hotline-sheet__title"><?cs var:L.sheet.title ?></h1>
<table class="hotline-sheet__facts"><tbody>
<tr><th scope="row"><?cs var:L.desk.kind ?></th><td><?cs var:Ticket.KindLabel ?></td><th scope="row"><?cs var:L.desk.source ?></th><td><?cs var:L.source[Ticket.Source] ?></td></tr>
<tr><th scope="row"><?cs var:L.new.item ?></th><td><?cs var:Ticket.ItemName ?></td><th scope="row"><?cs var:L.desk.region ?></th><td><?cs var:Ticket.RegionName ?></td></tr>
<tr><th scope="row"><?cs var:L.sheet.filed ?></th><td><?cs var:datetime_cn(Ticket.FiledMs) ?></td><th scope="row"><?cs var:L.track.promise ?></th><td><?cs if:Ticket.PromiseMs ?><?cs var:datetime_cn(Ticket.PromiseMs) ?><?cs else ?>—<?cs /if ?></td></tr>
<tr><th scope="row"><?cs var:L.sheet.answered ?></th><td><?cs if:Ticket.AnsweredMs ?><?cs var:datetime_cn(Ticket.AnsweredMs) ?><?cs else ?>—<?cs /if ?></td><th scope="row"><?cs var:L.sheet.closed ?></th><td><?cs if:Ticket.ClosedMs ?><?cs var:datetime_cn(Ticket.ClosedMs) ?><?cs else ?>—<?cs /if ?></td></tr>
<tr><th scope="row"><?cs var:L.desk.unit ?></th><td><?cs if:Ticket.UnitName ?><?cs var:Ticket.UnitName ?><?cs else ?>—<?cs /if ?></td><th scope="row"><?cs var:L.desk.person ?></th><td><?cs if:Ticket.Confidential ?><?cs var:L.desk.confidential ?><?cs else ?><?cs var:Ticket.NameMask ?> <?cs var:Ticket.PhoneMask ?><?cs /if ?></td></tr>
<?cs if:Ticket.Text.place ?><?cs call:fact(L.text.place, Ticket.Text.place) ?><?cs /if ?><?cs if:Ticket.Text.plate ?><?cs call:fact(L.text.plate, Ticket.Text.plate) ?><?cs /if ?><?cs if:Ticket.Text.company ?><?cs call:fact(L.text.company, Ticket.Text.company) ?><?cs /if ?><?cs if:Ticket.Text.line ?><?cs call:fact(L.text.line, Ticket.Text.line) ?><?cs /if ?><?cs each:x = Ticket.Extra ?><?cs call:fact(x.Label, x.Body) ?><?cs /each ?>
<?cs if:?Ticket.Files.0.Name ?><tr><th scope="row"><?cs var:L.new.files_title ?></th><td colspan="3"><?cs each:f = Ticket.Files ?><?cs var:f.Name ?>（<?cs var:f.Kib ?> KB）<br><?cs /each ?></td></tr><?cs /if ?></tbody></table>
<h2><?cs var:L.sheet.matter ?></h2><p class="hotline-sheet__text"><?cs var:Ticket.Text.content ?></p>
<?cs if:Ticket.Text.wish ?><h2><?cs var:L.text.wish ?></h2><p class="hotline-sheet__text"><?cs var:Ticket.Text.wish ?></p><?cs /if ?>
<h2><?cs var:L.track.steps ?></h2>
<table class="hotline-sheet__facts"><thead><tr><th scope="col"><?cs var:L.sheet.when ?></th><th scope="col"><?cs var:L.sheet.step ?></th><th scope="col"><?cs var:L.sheet.who ?></th></tr></thead><tbody><?cs each:e = Events ?><tr><td class="hotline-keep"><?cs var:datetime_cn(e.AtMs) ?></td><td><?cs var:e.Label ?><?cs if:e.Region ?> → <?cs var:e.Region ?><?cs /if ?><?cs if:e.Unit ?>（<?cs if:?Names[e.Unit] ?><?cs var:Names[e.Unit] ?><?cs else ?><?cs var:e.Unit ?><?cs /if ?>）<?cs /if ?><?cs if:e.Type != "filed" ?><?cs each:t = e.Texts ?><div class="hotline-sheet__words"><?cs var:t.Label ?>：<?cs var:t.Body ?></div><?cs /each ?><?cs /if ?></td><td><?cs if:?Staff[e.ActorId] ?><?cs var:Staff[e.ActorId] ?><?cs else ?><?cs var:L.actor[e.Actor] ?><?cs /if ?></td></tr><?cs /each ?></tbody></table>
<footer class="hotline-sheet__end"><p><?cs var:L.sheet.printed_by ?><?cs var:Viewer.Name ?></p><p><?cs var:datetime_cn(Page.Now) ?></p></footer>
<p class="hotline-sheet__proof"><?cs var:L.sheet.proof ?> <?cs var:Ticket.Seq ?> · <?cs var:Ticket.Hash ?></p>
</article></main>
<?cs include:"layout_bottom.cs" ?>
