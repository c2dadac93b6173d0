<?cs # One call back. Ticket.*, Script.{Kind,Domain}, Call.{Answer,HalfDays,Needed,MayClose,JustTried,Reviewed}, Attempts.N.{AtMs,Half}, Intent, Form.*. ?><?cs set:Page.Title = L.call.title ?><?cs include:"layout_top.cs" ?><?cs call:back("/admin/followup") ?>
<main class="govuk-main-wrapper" id="main"><?cs call:errors() ?>
<div class="hotline-bar govuk-body"><strong><?cs var:group(Ticket.Number) ?></strong> <span class="hotline-tag"><?cs var:Ticket.StateLabel ?></span> <span><?cs if:Ticket.Confidential ?><?cs var:L.desk.kept ?><?cs else ?><?cs var:Ticket.NameMask ?> <?cs var:Ticket.PhoneMask ?><?cs /if ?></span> <a class="govuk-link" href="/admin/ticket/<?cs var:Ticket.Number ?>"><?cs var:L.call.whole ?></a></div>
<div class="hotline-columns"><div>
<h1 class="govuk-heading-l"><?cs var:L.call.title ?>：<?cs var:Ticket.KindLabel ?> · <?cs var:Ticket.ItemName ?></h1>
<h2 class="govuk-heading-m"><?cs var:L.call.script ?></h2>
<div class="govuk-inset-text"><p class="govuk-body"><?cs var:L.script.opening ?></p><p class="govuk-body"><?cs var:Script.Kind ?></p><?cs if:Script.Domain ?><p class="govuk-body"><?cs var:Script.Domain ?></p><?cs /if ?><p class="govuk-body"><?cs var:L.script.question ?></p><p class="govuk-body"><?cs var:L.script.closing ?></p></div>
<dl class="govuk-summary-list">
<?cs def:line(key, value) ?><?cs if:value ?><div class="govuk-summary-list__row"><dt class="govuk-summary-list__key"><?cs var:key ?></dt><dd class="govuk-summary-list__value"><?cs var:value ?></dd></div><?cs /if ?><?cs /def ?>
<?cs call:line(L.text.content, Ticket.Text.content) ?><?cs call:line(L.text.wish, Ticket.Text.wish) ?><?cs call:line(L.desk.region, Ticket.RegionName) ?><?cs call:line(L.text.reply, Call.Answer) ?></dl>
</div><div class="hotline-actions">
<?cs if:?Attempts.0.AtMs ?><h2 class="govuk-heading-m"><?cs var:L.call.attempts ?></h2><ol class="govuk-list govuk-list--number"><?cs each:a = Attempts ?><li><?cs var:datetime_cn(a.AtMs) ?> <?cs var:L.call.half[a.Half] ?></li><?cs /each ?></ol>
<p class="govuk-body"><?cs var:L.call.half_days ?> <?cs var:Call.HalfDays ?> / <?cs var:Call.Needed ?></p><?cs /if ?>
<?cs if:Call.Reviewed ?><p class="hotline-panel hotline-panel--alarm govuk-body"><?cs var:L.error[Call.Reviewed] ?></p><?cs else ?>
<?cs if:Call.JustTried ?><p class="hotline-panel govuk-body"><?cs var:L.call.just_tried_long ?></p><?cs /if ?>
<form method="post" action="/admin/followup/<?cs var:Ticket.Number ?>" novalidate><?cs call:token() ?><input type="hidden" name="version" value="<?cs var:Ticket.Version ?>"><input type="hidden" name="intent" value="<?cs var:Intent ?>">
<?cs call:group("result") ?><fieldset class="govuk-fieldset"><legend class="govuk-fieldset__legend govuk-fieldset__legend--m"><?cs var:L.call.result ?></legend><?cs call:hint_error("result", "") ?><div class="govuk-radios govuk-radios--small">
<?cs call:radio("result", "satisfied", L.call.satisfied, "", #1) ?><?cs call:radio("result", "basically", L.call.basically, "", #0) ?><?cs call:radio("result", "dissatisfied", L.call.dissatisfied, L.call.dissatisfied_hint, #0) ?><?cs call:radio("result", "failed", L.call.failed, L.call.failed_hint, #0) ?><?cs if:Call.MayClose ?><?cs call:radio("result", "unreachable", L.call.unreachable, "", #0) ?><?cs /if ?></div></fieldset></div>
<?cs call:group("why") ?><label class="govuk-label" for="f-why"><?cs var:L.call.why ?></label><?cs call:hint_error("why", L.call.why_hint) ?><select class="govuk-select" id="f-why" name="why"><option value=""></option><?cs def:why(word, label) ?><option value="<?cs var:word ?>"<?cs if:Form.why.Is[word] ?> selected<?cs /if ?>><?cs var:label ?></option><?cs /def ?><?cs call:why("no_answer", L.call.why_no_answer) ?><?cs call:why("busy", L.call.why_busy) ?><?cs call:why("off", L.call.why_off) ?><?cs call:why("wrong_number", L.call.why_wrong_number) ?><?cs call:why("not_convenient", L.call.why_not_convenient) ?></select></div>
<?cs call:textarea("text", L.call.text, "", #4) ?><?cs call:submit(L.call.save) ?></form><?cs /if ?>
</div></div></main>
<?cs include:"layout_bottom.cs" ?>
