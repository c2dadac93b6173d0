<?cs # A ticket for staff. Ticket.*, Events.N.*, Moves.N.{Word,Label,Text,Unit}, Units.N.*, Person.*, Intent, Typed.Move, Fresh.Code. ?><?cs set:Page.Title = Ticket.Number ?><?cs include:"layout_top.cs" ?>
<?cs def:hidden() ?><?cs call:token() ?><input type="hidden" name="version" value="<?cs var:Ticket.Version ?>"><input type="hidden" name="intent" value="<?cs var:Intent ?>"><?cs /def ?>
<main class="govuk-main-wrapper" id="main">
<?cs call:errors() ?>
<div class="hotline-bar govuk-body"><strong><?cs var:Ticket.Grouped ?></strong> <span class="hotline-tag"><?cs var:Ticket.StateLabel ?></span><?cs if:Ticket.Confidential ?> <span class="hotline-tag hotline-tag--soon"><?cs var:L.desk.confidential ?></span><?cs /if ?><?cs if:Ticket.Late ?> <span class="hotline-tag hotline-tag--late"><?cs var:L.due.late ?></span><?cs /if ?><?cs if:Ticket.Paused ?> <span class="hotline-tag"><?cs var:L.due.waiting ?></span><?cs /if ?>
<?cs if:Ticket.DueMs ?><span><?cs var:L.desk.due ?> <?cs var:datetime_cn(Ticket.DueMs) ?></span><?cs /if ?><?cs if:Ticket.PromiseMs ?><span><?cs var:L.track.promise ?> <?cs var:datetime_cn(Ticket.PromiseMs) ?></span><?cs /if ?><?cs if:Ticket.Unit ?><span><?cs var:L.desk.unit ?> <?cs var:Ticket.UnitName ?></span><?cs /if ?> <a class="govuk-link hotline-noprint" href="/admin/next?after=<?cs var:Ticket.Number ?>" accesskey="n" rel="next"><?cs var:L.desk.next_ticket ?></a></div>
<?cs if:Fresh.Code ?><div class="govuk-inset-text"><?cs var:L.desk.tell_code ?> <strong><?cs var:Ticket.Grouped ?></strong> · <strong><?cs var:Fresh.Code ?></strong></div><?cs /if ?>
<div class="hotline-columns"><div>
<h1 class="govuk-heading-l"><?cs var:Ticket.KindLabel ?> · <?cs var:Ticket.ItemName ?></h1>
<dl class="govuk-summary-list">
<?cs def:line(key, value) ?><?cs if:value ?><div class="govuk-summary-list__row"><dt class="govuk-summary-list__key"><?cs var:key ?></dt><dd class="govuk-summary-list__value"><?cs var:value ?></dd></div><?cs /if ?><?cs /def ?>
<?cs call:line(L.desk.region, Ticket.RegionName) ?><?cs call:line(L.desk.source, L.source[Ticket.Source]) ?>
<?cs call:line(L.text.content, Ticket.Text.content) ?><?cs call:line(L.text.wish, Ticket.Text.wish) ?><?cs call:line(L.text.place, Ticket.Text.place) ?><?cs call:line(L.text.plate, Ticket.Text.plate) ?><?cs call:line(L.text.company, Ticket.Text.company) ?><?cs call:line(L.text.line, Ticket.Text.line) ?>
<div class="govuk-summary-list__row"><dt class="govuk-summary-list__key"><?cs var:L.desk.person ?></dt><dd class="govuk-summary-list__value"><?cs if:Person.Phone || Person.Name ?><strong><?cs var:Person.Name ?> <?cs var:Person.Phone ?></strong><?cs elif:Ticket.Confidential ?><?cs var:L.desk.kept ?><?cs else ?><?cs var:Ticket.NameMask ?> <?cs var:Ticket.PhoneMask ?><?cs /if ?></dd></div>
<?cs if:?Ticket.Files.0.Name ?><div class="govuk-summary-list__row"><dt class="govuk-summary-list__key"><?cs var:L.new.files_title ?></dt><dd class="govuk-summary-list__value"><?cs each:f = Ticket.Files ?><a class="govuk-link" href="/admin/file/<?cs var:f.Id ?>"><?cs var:f.Name ?></a>（<?cs var:f.Kib ?> KB）<br><?cs /each ?></dd></div><?cs /if ?>
</dl>
<?cs include:"_calendar.cs" ?>
<?cs include:"_promise.cs" ?>
<h2 class="govuk-heading-m"><?cs var:L.track.steps ?></h2>
<ol class="hotline-timeline govuk-body"><?cs each:e = Events ?><li><strong><?cs var:e.Label ?></strong> <time><?cs var:datetime_cn(e.AtMs) ?></time> <span class="govuk-hint"><?cs var:L.actor[e.Actor] ?><?cs if:e.ActorId ?> #<?cs var:e.ActorId ?><?cs /if ?><?cs if:e.Unit ?> → <?cs var:e.Unit ?><?cs /if ?></span><?cs if:e.Type != "filed" ?><?cs each:t = e.Texts ?><div class="hotline-words"><?cs var:t.Label ?>：<?cs var:t.Body ?></div><?cs /each ?><?cs /if ?></li><?cs /each ?></ol>
</div><div class="hotline-actions">
<h2 class="govuk-heading-m"><?cs var:L.desk.can ?></h2>
<?cs if:!Moves.0.Word ?><p class="govuk-body"><?cs var:L.desk.cannot ?></p><?cs /if ?>
<?cs each:m = Moves ?><?cs if:m.Text || m.Unit ?><details class="govuk-details hotline-move"<?cs if:first(m) || Typed.Move == m.Word ?> open<?cs /if ?>><summary class="govuk-details__summary"><span class="govuk-details__summary-text"><?cs var:m.Label ?></span></summary><?cs /if ?><form method="post" action="/admin/ticket/<?cs var:Ticket.Number ?>/<?cs var:m.Word ?>" novalidate><?cs call:hidden() ?>
<?cs if:m.Unit ?><div class="govuk-form-group"><label class="govuk-label" for="u-<?cs var:m.Word ?>"><?cs var:L.desk.unit ?></label><select class="govuk-select" id="u-<?cs var:m.Word ?>" name="unit"><option value=""><?cs var:L.form.choose ?></option><?cs each:u = Units ?><option value="<?cs var:u.Code ?>"<?cs if:Typed.Move == m.Word && Form.unit.Value == u.Code ?> selected<?cs /if ?>><?cs var:u.Name ?></option><?cs /each ?></select></div><?cs /if ?>
<?cs if:m.Text ?><div class="govuk-form-group"><label class="govuk-label" for="t-<?cs var:m.Word ?>"><?cs var:m.Text ?><span class="govuk-visually-hidden"> (<?cs var:m.Label ?>)</span></label><textarea class="govuk-textarea" id="t-<?cs var:m.Word ?>" name="text" rows="3">
<?cs if:Typed.Move == m.Word ?><?cs var:Form.text.Value ?><?cs /if ?></textarea></div><?cs /if ?>
<button class="govuk-button<?cs if:m.Word == "noted" ?> govuk-button--secondary<?cs /if ?>" type="submit"><?cs var:m.Label ?></button></form><?cs if:m.Text || m.Unit ?></details><?cs /if ?><?cs /each ?>
<?cs if:Can.Reveal ?><details class="govuk-details hotline-move"><summary class="govuk-details__summary"><span class="govuk-details__summary-text"><?cs var:L.desk.reveal ?></span></summary><form method="post" action="/admin/ticket/<?cs var:Ticket.Number ?>/reveal" novalidate><?cs call:hidden() ?><div class="govuk-form-group"><label class="govuk-label" for="t-reveal"><?cs var:L.desk.reveal_reason ?></label><textarea class="govuk-textarea" id="t-reveal" name="text" rows="2"></textarea></div><button class="govuk-button govuk-button--secondary" type="submit"><?cs var:L.desk.reveal ?></button></form></details><?cs /if ?>
</div></div></main>
<?cs include:"layout_bottom.cs" ?>
