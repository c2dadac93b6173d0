<?cs # Old beside new, before it is saved. Changes.N.{Label,Before,Now}, Form.*, Who.*, Intent, Ticket.{Number,CorrectUntilMs}. ?><?cs set:Page.Title = L.correct.check_title ?><?cs include:"layout_top.cs" ?>
<?cs def:kept_field(name) ?><input type="hidden" name="<?cs var:name ?>" value="<?cs var:Form[name].Value ?>"><?cs /def ?>
<main class="govuk-main-wrapper" id="main"><div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds">
<?cs call:errors() ?>
<span class="govuk-caption-l"><?cs var:group(Ticket.Number) ?></span>
<h1 class="govuk-heading-l"><?cs var:L.correct.check_title ?></h1>
<?cs each:c = Changes ?><h2 class="govuk-heading-s"><?cs var:c.Label ?></h2><dl class="govuk-summary-list">
<div class="govuk-summary-list__row"><dt class="govuk-summary-list__key"><?cs var:L.correct.before ?></dt><dd class="govuk-summary-list__value"><div class="hotline-words"><?cs if:c.Before ?><?cs var:c.Before ?><?cs else ?><?cs var:L.new.not_told ?><?cs /if ?></div></dd></div>
<div class="govuk-summary-list__row"><dt class="govuk-summary-list__key"><?cs var:L.correct.now ?></dt><dd class="govuk-summary-list__value"><div class="hotline-words"><?cs if:c.Now ?><?cs var:c.Now ?><?cs else ?><?cs var:L.correct.emptied ?><?cs /if ?></div></dd></div>
</dl><?cs /each ?>
<p class="govuk-body"><?cs var:L.correct.until ?> <strong><?cs var:datetime_cn(Ticket.CorrectUntilMs) ?></strong></p>
<form method="post" action="/ticket/correct/save"><?cs call:token() ?><input type="hidden" name="number" value="<?cs var:Who.Number ?>"><input type="hidden" name="code" value="<?cs var:Who.Code ?>"><input type="hidden" name="intent" value="<?cs var:Intent ?>">
<?cs call:kept_field("content") ?><?cs call:kept_field("wish") ?><?cs call:kept_field("happened_at") ?><?cs call:kept_field("place") ?><?cs call:kept_field("plate") ?><?cs call:kept_field("company") ?><?cs call:kept_field("line") ?><?cs call:kept_field("contact") ?><?cs call:kept_field("name") ?><?cs call:kept_field("phone") ?><?cs call:kept_field("email") ?><?cs if:Form.quiet.Value == "yes" ?><?cs call:kept_field("quiet") ?><?cs /if ?>
<div class="govuk-button-group"><button class="govuk-button" type="submit" name="do" value="save"><?cs var:L.correct.save ?></button> <button class="govuk-button govuk-button--secondary" type="submit" name="do" value="back"><?cs var:L.correct.back ?></button></div></form>
</div></div></main>
<?cs include:"layout_bottom.cs" ?>
