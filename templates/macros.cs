<?cs # Parts of forms. Each control shows its label, hint, error and what was typed; ids are the field's name. ?>
<?cs def:errors() ?><?cs if:?Errors.0.Text ?><div class="govuk-error-summary" role="alert" tabindex="-1" aria-labelledby="error-title">
<h2 class="govuk-error-summary__title" id="error-title"><?cs var:L.form.error_title ?></h2>
<ul class="govuk-list govuk-error-summary__list"><?cs each:e = Errors ?><li><?cs if:e.Field ?><a href="#f-<?cs var:e.Field ?>"><?cs var:e.Text ?></a><?cs else ?><?cs var:e.Text ?><?cs /if ?></li><?cs /each ?></ul>
</div><?cs /if ?><?cs /def ?>
<?cs # Said by the script of a form with data-keep: the connection is gone; or what was typed before it went is back. A text browser shows what is hidden, so the words stand in attributes until then. ?><?cs def:kept() ?><div id="keep-lost" role="alert" tabindex="-1" data-title="<?cs var:L.form.offline_title ?>" data-text="<?cs var:L.form.offline ?>"></div><div id="keep-back" role="status" data-text="<?cs var:L.form.offline_back ?>"></div><?cs /def ?>
<?cs def:token() ?><input type="hidden" name="token" value="<?cs var:Page.Token ?>"><?cs /def ?>
<?cs # Finding Form[name] takes long: who asks for more than one thing of it hands it on as f. A macro is called only where it has something to say. ?><?cs def:group(name) ?><div class="govuk-form-group<?cs if:Form[name].Error ?> govuk-form-group--error<?cs /if ?>"><?cs /def ?>
<?cs def:hint_error_of(f, name, hint) ?><?cs if:hint ?><div class="govuk-hint" id="h-<?cs var:name ?>"><?cs var:hint ?></div><?cs /if ?><?cs if:f.Error ?><p class="govuk-error-message" id="e-<?cs var:name ?>"><span class="govuk-visually-hidden"><?cs var:L.form.error ?></span> <?cs var:f.Error ?></p><?cs /if ?><?cs if:f.Warning ?><p class="govuk-hint" id="w-<?cs var:name ?>"><strong><?cs var:L.form.note ?></strong> <?cs var:f.Warning ?></p><?cs /if ?><?cs /def ?>
<?cs def:hint_error(name, hint) ?><?cs call:hint_error_of(Form[name], name, hint) ?><?cs /def ?>
<?cs def:described_of(f, name, hint) ?><?cs if:hint || f.Error ?> aria-describedby="<?cs if:hint ?>h-<?cs var:name ?><?cs /if ?> <?cs if:f.Error ?>e-<?cs var:name ?><?cs /if ?>"<?cs /if ?><?cs /def ?>
<?cs def:described(name, hint) ?><?cs call:described_of(Form[name], name, hint) ?><?cs /def ?>
<?cs # Of a group of choices, or a control without a hint: its error belongs to it. ?><?cs def:told(name) ?><?cs if:Form[name].Error ?> aria-describedby="e-<?cs var:name ?>"<?cs /if ?><?cs /def ?>
<?cs def:text_input_of(f, name, label, hint, type, width, more) ?><div class="govuk-form-group<?cs if:f.Error ?> govuk-form-group--error<?cs /if ?>">
<label class="govuk-label" for="f-<?cs var:name ?>"><?cs var:label ?></label><?cs if:hint || f.Error || f.Warning ?><?cs call:hint_error_of(f, name, hint) ?><?cs /if ?>
<input class="govuk-input<?cs if:f.Error ?> govuk-input--error<?cs /if ?> govuk-input--width-<?cs var:width ?>" id="f-<?cs var:name ?>" name="<?cs var:name ?>" type="<?cs var:type ?>" value="<?cs var:f.Value ?>"<?cs if:more ?> autocomplete="<?cs var:more ?>"<?cs /if ?><?cs if:hint || f.Error ?><?cs call:described_of(f, name, hint) ?><?cs /if ?>>
</div><?cs /def ?>
<?cs def:text_input(name, label, hint, type, width, more) ?><?cs call:text_input_of(Form[name], name, label, hint, type, width, more) ?><?cs /def ?>
<?cs def:textarea_of(f, name, label, hint, rows) ?><div class="govuk-form-group<?cs if:f.Error ?> govuk-form-group--error<?cs /if ?>">
<label class="govuk-label" for="f-<?cs var:name ?>"><?cs var:label ?></label><?cs if:hint || f.Error || f.Warning ?><?cs call:hint_error_of(f, name, hint) ?><?cs /if ?>
<textarea class="govuk-textarea<?cs if:f.Error ?> govuk-textarea--error<?cs /if ?>" id="f-<?cs var:name ?>" name="<?cs var:name ?>" rows="<?cs var:rows ?>"<?cs if:hint || f.Error ?><?cs call:described_of(f, name, hint) ?><?cs /if ?>>
<?cs if:!Done ?><?cs var:f.Value ?><?cs /if ?></textarea>
</div><?cs /def ?>
<?cs def:textarea(name, label, hint, rows) ?><?cs call:textarea_of(Form[name], name, label, hint, rows) ?><?cs /def ?>
<?cs def:radio(name, value, label, hint, first) ?><div class="govuk-radios__item">
<input class="govuk-radios__input" id="f-<?cs var:name ?><?cs if:!first ?>-<?cs var:value ?><?cs /if ?>" name="<?cs var:name ?>" type="radio" value="<?cs var:value ?>"<?cs if:Form[name].Is[value] ?> checked<?cs /if ?><?cs if:hint ?> aria-describedby="h-<?cs var:name ?>-<?cs var:value ?>"<?cs /if ?>>
<label class="govuk-label govuk-radios__label" for="f-<?cs var:name ?><?cs if:!first ?>-<?cs var:value ?><?cs /if ?>"><?cs var:label ?></label><?cs if:hint ?><div class="govuk-hint govuk-radios__hint" id="h-<?cs var:name ?>-<?cs var:value ?>"><?cs var:hint ?></div><?cs /if ?>
</div><?cs /def ?>
<?cs # A long select that pick.js lets be found by typing. ?><?cs def:picked(hint) ?> data-pick="<?cs var:hint ?>" data-pick-none="<?cs var:L.pick.none ?>" data-pick-count="<?cs var:L.pick.count ?>"<?cs /def ?>
<?cs def:qr(code, label, more) ?><svg class="hotline-qr<?cs var:more ?>" viewBox="-4 -4 <?cs var:#code.Size + #8 ?> <?cs var:#code.Size + #8 ?>" role="img" aria-label="<?cs var:label ?>"><rect x="-4" y="-4" width="100%" height="100%" fill="#fff"/><?cs each:r = code.Runs ?><rect x="<?cs var:r.X ?>" y="<?cs var:r.Y ?>" width="<?cs var:r.W ?>" height="1"/><?cs /each ?></svg><?cs /def ?>
<?cs # Of a person who could be given a ticket: that they are away, and who would do it. ?><?cs def:away_today(deputy) ?> · <?cs var:L.absence.today ?><?cs if:Page.Lang == "en" ?> <?cs var:deputy ?> <?cs else ?><?cs var:deputy ?><?cs /if ?><?cs var:L.absence.does ?><?cs /def ?>
<?cs def:submit(label) ?><button class="govuk-button" type="submit"><?cs var:label ?></button><?cs /def ?>
<?cs def:back(path) ?><nav aria-label="<?cs var:L.form.back ?>"><a class="govuk-back-link" href="<?cs var:href(path) ?>"><?cs var:L.form.back ?></a></nav><?cs /def ?>
<?cs # When a telephone line is answered: h.{Always,Same,Work.N,Off.N}. ?><?cs def:spans(s) ?><?cs each:p = s ?><?cs if:!first(p) ?>, <?cs /if ?><?cs var:p.From ?>–<?cs var:p.Until ?><?cs /each ?><?cs /def ?>
<?cs def:hours(h) ?><?cs if:h.Always ?><?cs var:L.status.all_day ?><?cs elif:h.Same ?><?cs var:L.hours.daily ?> <?cs call:spans(h.Work) ?><?cs else ?><?cs var:L.hours.workdays ?> <?cs call:spans(h.Work) ?> · <?cs var:L.hours.days_off ?> <?cs if:?h.Off.0.From ?><?cs call:spans(h.Off) ?><?cs else ?><?cs var:L.hours.nobody ?><?cs /if ?><?cs /if ?><?cs /def ?>
