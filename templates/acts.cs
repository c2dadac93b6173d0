<?cs # What staff did besides moving tickets. Form.{from,to,login,object,act}, Period.{From,To}, Acts.N.Word, Rows.N.*, Next. ?><?cs set:Page.Title = L.acts.title ?><?cs include:"layout_top.cs" ?>
<main class="govuk-main-wrapper" id="main"><?cs call:errors() ?>
<h1 class="govuk-heading-l"><?cs var:L.acts.title ?></h1>
<p class="govuk-body"><?cs var:L.acts.lead ?></p>
<form method="get" action="/<?cs var:Page.Program ?>/acts" novalidate role="search" aria-label="<?cs var:L.acts.title ?>"><div class="hotline-filter">
<?cs call:text_input("from", L.reading.from, "", "text", "10", "off") ?><?cs call:text_input("to", L.reading.to, "", "text", "10", "off") ?>
<?cs call:text_input("login", L.acts.login, "", "text", "10", "off") ?><?cs call:text_input("object", L.acts.object, "", "text", "20", "off") ?>
<?cs call:group("act") ?><label class="govuk-label" for="f-act"><?cs var:L.acts.what ?></label><?cs call:hint_error("act", "") ?><select class="govuk-select" id="f-act" name="act"><option value=""><?cs var:L.acts.any ?></option><?cs each:a = Acts ?><option value="<?cs var:a.Word ?>"<?cs if:Form.act.Value == a.Word ?> selected<?cs /if ?>><?cs var:L.act[a.Word] ?></option><?cs /each ?></select></div></div>
<button class="govuk-button" type="submit"><?cs var:L.audit.look ?></button></form>
<h2 class="govuk-heading-m"><?cs var:day_cn(Period.From) ?> – <?cs var:day_cn(Period.To) ?></h2>
<?cs if:?Rows.0.Act ?><div class="hotline-scroll" tabindex="0" role="region" aria-label="<?cs var:L.acts.title ?>"><table class="govuk-table"><thead class="govuk-table__head"><tr><th scope="col" class="govuk-table__header"><?cs var:L.reading.at ?></th><th scope="col" class="govuk-table__header"><?cs var:L.reading.who ?></th><th scope="col" class="govuk-table__header"><?cs var:L.acts.what ?></th><th scope="col" class="govuk-table__header"><?cs var:L.acts.object ?></th><th scope="col" class="govuk-table__header"><?cs var:L.acts.detail ?></th></tr></thead><tbody class="govuk-table__body">
<?cs each:r = Rows ?><tr class="govuk-table__row"><td class="govuk-table__cell hotline-keep"><?cs var:datetime_cn(r.AtMs) ?></td><td class="govuk-table__cell"><?cs if:r.Login ?><?cs var:r.Login ?> <?cs var:r.Name ?>（<?cs var:L.role[r.Role] ?>）<?cs else ?><?cs var:L.acts.shell ?><?cs /if ?></td><td class="govuk-table__cell"><?cs if:?L.act[r.Act] ?><?cs var:L.act[r.Act] ?><?cs else ?><?cs var:r.Act ?><?cs /if ?></td><td class="govuk-table__cell hotline-keep"><?cs var:r.Object ?></td><td class="govuk-table__cell"><?cs var:r.Detail ?></td></tr>
<?cs /each ?></tbody></table></div><?cs else ?><p class="govuk-body"><?cs var:L.acts.none ?></p><?cs /if ?>
<?cs if:Next ?><p class="govuk-body"><a class="govuk-link" href="<?cs var:href(Next) ?>" rel="next"><?cs var:L.desk.next ?></a></p><?cs /if ?>
</main>
<?cs include:"layout_bottom.cs" ?>
