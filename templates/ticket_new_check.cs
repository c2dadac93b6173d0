<?cs # Step 7: check answers. Answer.*, Asked.*, Joins.{Kind,Item,FiledMs,Asked,Not}, Replaces.Number. ?><?cs set:Page.Title = L.new.check_title ?><?cs include:"layout_top.cs" ?><?cs call:back("/ticket/new/contact") ?>
<?cs def:row(key, value, path) ?><div class="govuk-summary-list__row"><dt class="govuk-summary-list__key"><?cs var:key ?></dt><dd class="govuk-summary-list__value"<?cs if:value ?> lang="<?cs var:lang_of(value) ?>"<?cs /if ?>><?cs if:value ?><?cs var:value ?><?cs else ?><?cs var:L.new.not_told ?><?cs /if ?></dd><dd class="govuk-summary-list__actions"><a class="govuk-link" href="<?cs var:href(path) ?>"><?cs var:L.new.change ?><span class="govuk-visually-hidden"> <?cs var:key ?></span></a></dd></div><?cs /def ?>
<main class="govuk-main-wrapper" id="main"><div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds">
<?cs call:errors() ?>
<h1 class="govuk-heading-l"><?cs var:L.new.check_title ?></h1>
<dl class="govuk-summary-list">
<?cs call:row(L.new.check_kind, L.kind[Answer.kind], "/ticket/new") ?>
<?cs call:row(L.new.check_region, Answer.region, "/ticket/new/region") ?>
<?cs call:row(L.new.check_item, Answer.item, "/ticket/new/item") ?>
<?cs call:row(L.new.content, Answer.content, "/ticket/new/content") ?>
<?cs call:row(L.new.wish, Answer.wish, "/ticket/new/content") ?>
<?cs call:row(L.new.happened_at, Answer.happened_at, "/ticket/new/content") ?>
<?cs call:row(L.new.place, Answer.place, "/ticket/new/content") ?>
<?cs call:row(L.new.plate, Answer.plate, "/ticket/new/content") ?>
<?cs call:row(L.new.company, Answer.company, "/ticket/new/content") ?>
<?cs call:row(L.new.line, Answer.line, "/ticket/new/content") ?>
<?cs each:x = Answer.Extra ?><?cs call:row(x.Label, x.Value, "/ticket/new/content") ?>
<?cs /each ?><div class="govuk-summary-list__row"><dt class="govuk-summary-list__key"><?cs var:L.new.files_title ?></dt><dd class="govuk-summary-list__value"><?cs if:?Answer.files.0 ?><ul class="govuk-list"><?cs each:f = Answer.files ?><li lang="<?cs var:lang_of(f) ?>"><?cs var:f ?></li><?cs /each ?></ul><?cs else ?><?cs var:L.new.not_told ?><?cs /if ?></dd><dd class="govuk-summary-list__actions"><a class="govuk-link" href="/ticket/new/files"><?cs var:L.new.change ?><span class="govuk-visually-hidden"> <?cs var:L.new.files_title ?></span></a></dd></div>
<?cs call:row(L.new.name, Answer.name, "/ticket/new/contact") ?>
<?cs call:row(L.new.phone, Answer.phone, "/ticket/new/contact") ?>
<?cs if:Offered.Mail ?><?cs call:row(L.new.email, Answer.email, "/ticket/new/contact") ?><?cs /if ?>
<?cs call:row(L.new.reply_by, L.reply_by[Answer.reply_by], "/ticket/new/contact") ?>
<?cs call:row(L.new.confidential_short, L.yesno[Answer.confidential], "/ticket/new/contact") ?>
<?cs if:Offered.Any ?><?cs call:row(L.new.quiet, L.yesno[Answer.quiet], "/ticket/new/contact") ?><?cs /if ?>
<?cs if:Joins.Item || Joins.Asked ?><div class="govuk-summary-list__row"><dt class="govuk-summary-list__key"><?cs var:L.join.row ?></dt><dd class="govuk-summary-list__value"><?cs if:Joins.Item ?><?cs var:L.kind[Joins.Kind] ?> · <?cs var:Joins.Item ?> · <?cs var:date_cn(Joins.FiledMs) ?><?cs else ?><?cs var:L.join.alone ?><?cs /if ?></dd><dd class="govuk-summary-list__actions"><?cs if:Joins.Asked ?><a class="govuk-link" href="/ticket/new/same"><?cs var:L.new.change ?><span class="govuk-visually-hidden"> <?cs var:L.join.row ?></span></a><?cs /if ?></dd></div><?cs /if ?>
</dl>
<?cs if:Joins.Not ?><p class="govuk-inset-text"><?cs var:L.join.not ?></p><?cs elif:Joins.Item ?><p class="govuk-inset-text"><?cs var:L.join.check ?></p><?cs /if ?>
<?cs if:Replaces.Number ?><p class="govuk-inset-text"><?cs var:L.new.replaces ?> <strong><?cs var:group(Replaces.Number) ?></strong></p><?cs /if ?>
<p class="govuk-body"><?cs var:L.new.check_text ?></p><?cs if:Phone.Number ?>
<p class="govuk-inset-text"><?cs var:L.phone_check.before ?> <strong><?cs var:mask(Phone.Number) ?></strong><?cs var:L.phone_check.before_rest ?></p><?cs /if ?>
<form method="post" action="/ticket/new/check"><?cs call:token() ?><?cs if:Asked.Challenge ?><?cs include:"_asked.cs" ?><?cs /if ?><?cs call:submit(L.new.submit) ?></form>
</div></div></main>
<?cs include:"layout_bottom.cs" ?>
