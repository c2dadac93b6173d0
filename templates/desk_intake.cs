<?cs # A call on one screen. Form.*, Regions.N.{Code,Indent,Name}, Domains.N.{Name,Items.M.*}, Units.N.*, Draft.Kept; Scope.Outcome, Numbers.N.* when the words are better told to somebody else. ?><?cs set:Page.Title = L.nav.intake ?><?cs include:"layout_top.cs" ?>
<?cs def:choice(name, value, label) ?><option value="<?cs var:value ?>"<?cs if:Form[name].Is[value] || Form[name].Value == value ?> selected<?cs /if ?>><?cs var:label ?></option><?cs /def ?>
<main class="govuk-main-wrapper" id="main">
<?cs call:errors() ?>
<h1 class="govuk-heading-l"><?cs var:L.nav.intake ?></h1>
<?cs if:Draft.Kept ?><div class="govuk-inset-text"><?cs var:L.preview.kept ?> <form method="post" action="/admin/intake/fresh"><?cs call:token() ?><button class="govuk-button govuk-button--secondary" type="submit"><?cs var:L.preview.fresh ?></button></form></div><?cs /if ?>
<form method="post" action="/admin/intake" novalidate data-preview="/admin/intake/preview" data-preview-into="preview"><?cs call:token() ?><input type="hidden" name="intent" value="<?cs var:Form.intent.Value ?>">
<div class="hotline-intake">
<section aria-labelledby="s-caller"><h2 class="govuk-heading-m" id="s-caller"><?cs var:L.desk.caller ?></h2>
<?cs call:group("source") ?><label class="govuk-label" for="f-source"><?cs var:L.desk.source ?></label><?cs call:hint_error("source", "") ?><select class="govuk-select" id="f-source" name="source"><?cs call:choice("source", "phone", L.source.phone) ?><?cs call:choice("source", "wechat", L.source.wechat) ?><?cs call:choice("source", "sms", L.source.sms) ?><?cs call:choice("source", "fax", L.source.fax) ?><?cs call:choice("source", "letter", L.source.letter) ?><?cs call:choice("source", "visit", L.source.visit) ?><?cs call:choice("source", "12345", L.source.12345) ?><?cs call:choice("source", "ministry", L.source.ministry) ?><?cs call:choice("source", "mailbox", L.source.mailbox) ?><?cs call:choice("source", "app", L.source.app) ?></select></div>
<?cs call:text_input("phone", L.new.phone, "", "tel", "20", "off") ?>
<?cs call:text_input("name", L.new.name, "", "text", "20", "off") ?>
<div class="govuk-checkboxes govuk-checkboxes--small"><div class="govuk-checkboxes__item"><input class="govuk-checkboxes__input" type="checkbox" id="f-confidential" name="confidential" value="yes"<?cs if:Form.confidential.Value == "yes" ?> checked<?cs /if ?>><label class="govuk-label govuk-checkboxes__label" for="f-confidential"><?cs var:L.desk.confidential ?></label></div>
<div class="govuk-checkboxes__item"><input class="govuk-checkboxes__input" type="checkbox" id="f-urgent" name="urgent" value="yes"<?cs if:Form.urgent.Value == "yes" ?> checked<?cs /if ?>><label class="govuk-label govuk-checkboxes__label" for="f-urgent"><?cs var:L.desk.urgent ?></label></div></div>
<?cs call:group("reply_by") ?><label class="govuk-label" for="f-reply_by"><?cs var:L.new.reply_by ?></label><select class="govuk-select" id="f-reply_by" name="reply_by"><?cs call:choice("reply_by", "phone", L.reply_by.phone) ?><?cs call:choice("reply_by", "sms", L.reply_by.sms) ?><?cs call:choice("reply_by", "web", L.reply_by.web) ?></select></div>
<?cs call:text_input("external_number", L.desk.external, "", "text", "20", "off") ?>
</section>
<section aria-labelledby="s-matter"><h2 class="govuk-heading-m" id="s-matter"><?cs var:L.desk.matter ?></h2>
<div class="hotline-pair"><?cs call:group("kind") ?><label class="govuk-label" for="f-kind"><?cs var:L.desk.kind ?></label><?cs call:hint_error("kind", "") ?><select class="govuk-select" id="f-kind" name="kind" accesskey="k"><?cs call:choice("kind", "inquiry", L.kind.inquiry) ?><?cs call:choice("kind", "complaint", L.kind.complaint) ?><?cs call:choice("kind", "suggestion", L.kind.suggestion) ?></select></div>
<?cs call:group("region") ?><label class="govuk-label" for="f-region"><?cs var:L.desk.region ?></label><?cs call:hint_error("region", "") ?><select class="govuk-select" id="f-region" name="region" accesskey="r"<?cs call:picked() ?>><option value=""><?cs var:L.form.choose ?></option><?cs each:r = Regions ?><option value="<?cs var:r.Code ?>" data-pinyin="<?cs var:r.Pinyin ?>"<?cs if:r.Indent ?> data-below<?cs /if ?><?cs if:r.Code == Form.region.Value ?> selected<?cs /if ?>><?cs var:r.Indent ?><?cs var:r.Name ?></option><?cs /each ?></select></div></div>
<?cs call:group("item") ?><label class="govuk-label" for="f-item"><?cs var:L.new.item ?></label><?cs call:hint_error("item", "") ?><select class="govuk-select" id="f-item" name="item" accesskey="i"<?cs call:picked() ?>><option value=""><?cs var:L.form.choose ?></option><?cs each:d = Domains ?><optgroup label="<?cs var:d.Name ?>" data-pinyin="<?cs var:d.Pinyin ?>"><?cs each:i = d.Items ?><option value="<?cs var:i.Code ?>" data-pinyin="<?cs var:i.Pinyin ?>"<?cs if:i.Code == Form.item.Value ?> selected<?cs /if ?>><?cs var:i.Name ?></option><?cs /each ?></optgroup><?cs /each ?></select></div>
<?cs call:textarea("content", L.new.content, "", #6) ?><?cs if:Scope.Outcome ?><div class="govuk-inset-text"><?cs each:n = Numbers ?><strong class="hotline-keep"><?cs var:n.Number ?></strong> <?cs var:n.Label ?><br><?cs /each ?><div class="govuk-checkboxes govuk-checkboxes--small"><div class="govuk-checkboxes__item"><input class="govuk-checkboxes__input" type="checkbox" id="f-scope" name="scope" value="yes"><label class="govuk-label govuk-checkboxes__label" for="f-scope"><?cs var:L.desk.scope_mine ?></label></div></div></div><?cs /if ?>
<?cs call:textarea("wish", L.new.wish, "", #2) ?>
<div class="hotline-pair"><?cs call:text_input("happened_at", L.new.happened_at, "", "text", "20", "off") ?><?cs call:text_input("place", L.new.place, "", "text", "30", "off") ?>
<?cs call:text_input("plate", L.new.plate, "", "text", "10", "off") ?><?cs call:text_input("company", L.new.company, "", "text", "30", "off") ?></div>
<?cs call:text_input("line", L.new.line, "", "text", "30", "off") ?>
<?cs include:"_extra.cs" ?>
</section>
<section aria-labelledby="s-next"><div id="preview" class="hotline-preview" role="status" aria-live="polite" aria-label="<?cs var:L.preview.title ?>"></div>
<h2 class="govuk-heading-m" id="s-next"><?cs var:L.desk.next_step ?></h2>
<?cs call:group("next") ?><fieldset class="govuk-fieldset"><legend class="govuk-visually-hidden"><?cs var:L.desk.next_step ?></legend><div class="govuk-radios govuk-radios--small">
<?cs call:radio("next", "answered_at_once", L.move.answered_at_once, "", #1) ?><?cs call:radio("next", "dispatched", L.move.dispatched, "", #0) ?><?cs call:radio("next", "referred", L.move.referred, "", #0) ?><?cs call:radio("next", "not_accepted", L.move.not_accepted, "", #0) ?><?cs call:radio("next", "file", L.desk.only_file, "", #0) ?></div></fieldset></div>
<?cs call:textarea("text", L.desk.words, "", #6) ?>
<?cs call:group("unit") ?><label class="govuk-label" for="f-unit"><?cs var:L.desk.unit ?></label><?cs call:hint_error("unit", "") ?><select class="govuk-select" id="f-unit" name="unit"><option value=""><?cs var:L.form.choose ?></option><?cs each:u = Units ?><option value="<?cs var:u.Code ?>"<?cs if:u.Code == Form.unit.Value ?> selected<?cs /if ?>><?cs var:u.Name ?></option><?cs /each ?></select></div>
<button class="govuk-button" type="submit" accesskey="s"><?cs var:L.desk.send ?></button>
<p class="govuk-body-s"><?cs var:L.desk.keys ?></p>
</section></div></form></main><script src="<?cs var:href(Static.pick_js) ?>" defer></script>
<?cs include:"layout_bottom.cs" ?>
