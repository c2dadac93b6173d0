<?cs # One ticket for its person: state, promise, steps, what can be done. Ticket.*, Events.N.*, Can.*, Ticket.{CorrectUntilMs,ReopenUntilMs,ReopenOver}, Who.*, Merged.{Number,Label,PromiseMs,Answer}, Intent, Done. ?><?cs set:Page.Title = L.track.one ?><?cs include:"layout_top.cs" ?>
<?cs include:"_who.cs" ?><?cs include:"_file_check.cs" ?>
<main class="govuk-main-wrapper" id="main"><div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds">
<?cs call:errors() ?>
<?cs include:"_done.cs" ?>
<span class="govuk-caption-l"><?cs var:group(Ticket.Number) ?></span>
<h1 class="govuk-heading-l"><?cs var:Ticket.StateLabel ?></h1>
<p class="govuk-body"><?cs var:L.state_text[Ticket.State] ?></p>
<?cs if:Merged.Number ?><div class="govuk-inset-text"><p class="govuk-body"><strong><?cs var:group(Merged.Number) ?></strong> <?cs var:Merged.Label ?><?cs if:Merged.PromiseMs ?><br><?cs var:L.track.promise ?> <?cs var:datetime_cn(Merged.PromiseMs) ?><?cs /if ?></p><?cs if:Merged.Answer ?><div class="hotline-words"><?cs var:L.text.reply ?>: <span lang="<?cs var:lang_of(Merged.Answer) ?>"><?cs var:Merged.Answer ?></span></div><?cs /if ?></div><?cs /if ?>
<dl class="govuk-summary-list">
<div class="govuk-summary-list__row"><dt class="govuk-summary-list__key"><?cs var:L.track.about ?></dt><dd class="govuk-summary-list__value"><?cs var:Ticket.KindLabel ?> · <?cs var:Ticket.ItemName ?> · <?cs var:Ticket.RegionName ?></dd></div>
<div class="govuk-summary-list__row"><dt class="govuk-summary-list__key"><?cs var:L.track.filed ?></dt><dd class="govuk-summary-list__value"><?cs var:datetime_cn(Ticket.FiledMs) ?></dd></div>
<?cs if:Ticket.PromiseMs ?><div class="govuk-summary-list__row"><dt class="govuk-summary-list__key"><?cs var:L.track.promise ?></dt><dd class="govuk-summary-list__value"><?cs if:Ticket.Paused ?><?cs var:L.track.paused ?><?cs if:Ticket.WaitMs ?><br><?cs var:L.track.wait ?> <strong><?cs var:datetime_cn(Ticket.WaitMs) ?></strong><br><?cs var:L.track.wait_after ?><?cs /if ?><?cs else ?><?cs var:datetime_cn(Ticket.PromiseMs) ?><?cs /if ?></dd></div><?cs /if ?>
<div class="govuk-summary-list__row"><dt class="govuk-summary-list__key"><?cs var:L.new.content ?></dt><dd class="govuk-summary-list__value" lang="<?cs var:lang_of(Ticket.Text.content) ?>"><?cs var:Ticket.Text.content ?></dd></div>
<?cs each:x = Ticket.Extra ?><div class="govuk-summary-list__row"><dt class="govuk-summary-list__key" lang="<?cs var:lang_of(x.Label) ?>"><?cs var:x.Label ?></dt><dd class="govuk-summary-list__value" lang="<?cs var:lang_of(x.Body) ?>"><?cs var:x.Body ?></dd></div>
<?cs /each ?><?cs if:?Ticket.Files.0.Name ?><div class="govuk-summary-list__row"><dt class="govuk-summary-list__key"><?cs var:L.new.files_title ?></dt><dd class="govuk-summary-list__value"><ul class="hotline-files"><?cs each:f = Ticket.Files ?><li><?cs if:f.Small ?><img class="hotline-small" src="<?cs var:href(f.Small) ?>" alt="<?cs var:L.file.small ?> <?cs var:f.Name ?>" width="<?cs var:f.Width ?>" height="<?cs var:f.Height ?>" loading="lazy" decoding="async"><?cs /if ?><span lang="<?cs var:lang_of(f.Name) ?>"><?cs var:f.Name ?></span><?cs call:file_check(f) ?></li><?cs /each ?></ul></dd></div><?cs /if ?>
</dl>
<?cs include:"_promise.cs" ?>
<?cs include:"_office.cs" ?>
<h2 class="govuk-heading-m"><?cs var:L.track.steps ?></h2>
<ol class="hotline-timeline govuk-body"><?cs each:e = Events ?><li><strong><?cs var:e.Label ?></strong><?cs if:e.Region ?> → <?cs var:e.Region ?><?cs /if ?> <time><?cs var:datetime_cn(e.AtMs) ?></time><?cs if:e.DueMs ?><div><?cs var:datetime_cn(e.FromMs) ?> → <strong><?cs var:datetime_cn(e.DueMs) ?></strong></div><?cs /if ?><?cs if:e.By ?><div><?cs var:L.look.by ?><?cs if:e.Office ?> <?cs var:e.Office ?><?cs /if ?> <?cs var:L.role[e.By] ?><?cs if:e.Second ?><br><?cs var:L.look.second ?> <?cs var:L.role[e.Second] ?><?cs /if ?></div><?cs /if ?><?cs if:?e.Why.0 || e.Wanted ?><div class="hotline-words"><?cs each:w = e.Why ?><?cs if:!first(w) ?>；<?cs /if ?><?cs var:w ?><?cs /each ?><?cs if:e.Wanted ?><?cs if:?e.Why.0 ?><br><?cs /if ?><?cs var:L.why.wanted ?> <?cs var:e.Wanted ?><?cs /if ?></div><?cs /if ?><?cs if:e.Found ?><div><?cs var:L.file.found ?> <span lang="en"><?cs var:e.Found ?></span></div><?cs /if ?><?cs if:e.Type != "filed" ?><?cs each:t = e.Texts ?><div class="hotline-words" lang="<?cs var:lang_of(t.Body) ?>"><?cs if:e.By ?><?cs var:L.look.why ?> <?cs elif:t.Label ?><?cs var:t.Label ?>：<?cs /if ?><?cs if:t.Body ?><?cs var:t.Body ?><?cs else ?><?cs var:L.correct.emptied ?><?cs /if ?></div><?cs /each ?><?cs /if ?></li><?cs /each ?></ol>
<div class="hotline-noprint"><?cs if:Can.rate ?><h2 class="govuk-heading-m"><?cs var:L.track.rate_title ?></h2>
<form method="post" action="/ticket/rate" novalidate><?cs call:acts() ?>
<?cs call:group("rating") ?><fieldset class="govuk-fieldset"<?cs call:told("rating") ?>><legend class="govuk-fieldset__legend"><?cs var:L.track.rate ?></legend><?cs call:hint_error("rating", "") ?><div class="govuk-radios govuk-radios--inline">
<?cs call:radio("rating", "5", L.rating.5, "", #1) ?><?cs call:radio("rating", "4", L.rating.4, "", #0) ?><?cs call:radio("rating", "3", L.rating.3, "", #0) ?><?cs call:radio("rating", "2", L.rating.2, "", #0) ?><?cs call:radio("rating", "1", L.rating.1, "", #0) ?></div></fieldset></div>
<?cs call:textarea("comment", L.track.comment, "", #3) ?>
<button class="govuk-button govuk-button--secondary" type="submit"><?cs var:L.track.rate_send ?></button></form><?cs /if ?>
<?cs if:Can.correct ?><h2 class="govuk-heading-m"><?cs var:L.correct.offer_title ?></h2>
<p class="govuk-body"><?cs var:L.correct.offer ?> <strong><?cs var:datetime_cn(Ticket.CorrectUntilMs) ?></strong></p>
<form method="post" action="/ticket/correct"><?cs call:opens() ?><button class="govuk-button govuk-button--secondary" type="submit"><?cs var:L.correct.offer_send ?></button></form><?cs /if ?>
<?cs if:Can.supplement ?><h2 class="govuk-heading-m"><?cs var:L.track.supplement_title ?></h2>
<?cs if:!Can.correct && Ticket.State == "accepted" ?><p class="govuk-body"><?cs var:L.correct.closed ?></p><?cs /if ?><?cs call:kept() ?><form method="post" action="/ticket/supplement"<?cs if:Can.attach ?> enctype="multipart/form-data"<?cs /if ?><?cs if:!Ticket.Confidential ?> data-keep="supplement"<?cs /if ?> novalidate><?cs call:acts() ?><?cs call:textarea("supplement", L.track.supplement, L.track.supplement_hint, #4) ?><?cs if:Can.attach ?><?cs call:group("attachment") ?><label class="govuk-label" for="f-attachment"><?cs var:L.new.files ?></label><?cs call:hint_error("attachment", L.new.files_hint) ?><input class="govuk-file-upload" id="f-attachment" name="attachment" type="file" multiple accept="image/jpeg,image/png,image/webp,image/heic,application/pdf,video/mp4,audio/mpeg,audio/mp4,.m4a"<?cs call:described("attachment", L.new.files_hint) ?>></div><?cs /if ?><button class="govuk-button govuk-button--secondary" type="submit"><?cs var:L.track.supplement_send ?></button></form><?cs /if ?>
<?cs if:Can.urge ?><details class="govuk-details"<?cs if:Form.urge_reason.Error ?> open<?cs /if ?>><summary class="govuk-details__summary"><span class="govuk-details__summary-text"><?cs var:L.track.urge_title ?></span></summary><div class="govuk-details__text"><p class="govuk-body"><?cs var:L.track.urge_text ?></p>
<form method="post" action="/ticket/urge" novalidate><?cs call:acts() ?><?cs call:textarea("urge_reason", L.track.urge, "", #2) ?><button class="govuk-button govuk-button--secondary" type="submit"><?cs var:L.track.urge_send ?></button></form></div></details><?cs /if ?>
<?cs if:Can.reopen ?><h2 class="govuk-heading-m"><?cs var:L.track.reopen_title ?></h2>
<p class="govuk-body"><?cs var:L.why.offer ?><?cs if:Ticket.ReopenUntilMs ?> <?cs var:L.why.until ?> <strong><?cs var:datetime_cn(Ticket.ReopenUntilMs) ?></strong><?cs /if ?></p>
<form method="post" action="/ticket/why"><?cs call:opens() ?><button class="govuk-button govuk-button--secondary" type="submit"><?cs var:L.why.open ?></button></form><?cs elif:Ticket.ReopenOver ?><h2 class="govuk-heading-m"><?cs var:L.track.reopen_title ?></h2>
<p class="govuk-body"><?cs var:L.why.over ?></p><?cs /if ?>
<?cs if:Can.apart ?><details class="govuk-details"><summary class="govuk-details__summary"><span class="govuk-details__summary-text"><?cs var:L.join.apart_title ?></span></summary><div class="govuk-details__text"><p class="govuk-body"><?cs var:L.join.apart_text ?></p>
<form method="post" action="/ticket/apart" novalidate><?cs call:acts() ?><button class="govuk-button govuk-button--secondary" type="submit"><?cs var:L.join.apart ?></button></form></div></details><?cs /if ?>
<?cs if:Can.withdraw ?><details class="govuk-details"><summary class="govuk-details__summary"><span class="govuk-details__summary-text"><?cs var:L.track.withdraw_title ?></span></summary><div class="govuk-details__text">
<form method="post" action="/ticket/withdraw" novalidate><?cs call:acts() ?><?cs call:textarea("reason", L.track.withdraw, "", #2) ?><button class="govuk-button govuk-button--warning" type="submit"><?cs var:L.track.withdraw_send ?></button></form></div></details><?cs /if ?>
<h2 class="govuk-heading-m" id="mine"><?cs var:L.mine.title ?></h2>
<p class="govuk-body"><?cs var:L.mine.text ?></p>
<form method="post" action="/ticket/mine" novalidate><?cs call:opens() ?><button class="govuk-button govuk-button--secondary" type="submit"><?cs var:L.mine.open ?></button></form>
</div>
</div></div></main>
<?cs include:"layout_bottom.cs" ?>
