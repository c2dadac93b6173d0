<?cs # Who is away, and who stands in. Person.{Id,Name,Own}, Absences.N.*, Delegates.N.{Id,Name,Role}, People.N.{Id,Name,Role,Unit}, For.N.*, Away.*, Form.*. ?><?cs set:Page.Title = L.absence.title ?><?cs include:"layout_top.cs" ?>
<main class="govuk-main-wrapper" id="main"><?cs call:errors() ?>
<h1 class="govuk-heading-l"><?cs var:L.absence.title ?><?cs if:Person.Id && !Person.Own ?> · <?cs var:Person.Name ?><?cs /if ?></h1>
<?cs include:"_standing_in.cs" ?>
<?cs if:?People.0.Id ?><form method="get" action="/admin/absence"><div class="govuk-form-group"><label class="govuk-label" for="p-person"><?cs var:L.absence.whom ?></label><select class="govuk-select" id="p-person" name="person"><option value=""><?cs var:L.absence.own ?></option><?cs each:p = People ?><option value="<?cs var:p.Id ?>"<?cs if:p.Id == Person.Id ?> selected<?cs /if ?>><?cs var:p.Name ?>（<?cs var:L.role[p.Role] ?><?cs if:p.Unit ?> <?cs var:p.Unit ?><?cs /if ?>）</option><?cs /each ?></select></div><button class="govuk-button govuk-button--secondary" type="submit"><?cs var:L.absence.choose ?></button></form><?cs /if ?>
<?cs if:!Person.Id ?><p class="govuk-body"><?cs var:L.absence.by_page ?></p><?cs else ?>
<p class="govuk-body"><?cs var:L.absence.text ?></p>
<form method="post" action="/admin/absence" novalidate><?cs call:token() ?><?cs if:!Person.Own ?><input type="hidden" name="person" value="<?cs var:Person.Id ?>"><?cs /if ?>
<?cs call:text_input("first_day", L.absence.from, L.absence.day_hint, "text", "10", "off") ?><?cs call:text_input("last_day", L.absence.until, L.absence.until_hint, "text", "10", "off") ?>
<?cs call:group("delegate") ?><label class="govuk-label" for="f-delegate"><?cs var:L.absence.delegate ?></label><?cs call:hint_error("delegate", L.absence.delegate_hint) ?><select class="govuk-select" id="f-delegate" name="delegate" aria-describedby="h-delegate<?cs if:Form.delegate.Error ?> e-delegate<?cs /if ?>"<?cs if:Form.delegate.Error ?> aria-invalid="true"<?cs /if ?>><option value=""><?cs var:L.form.choose ?></option><?cs each:d = Delegates ?><option value="<?cs var:d.Id ?>"<?cs if:d.Id == Form.delegate.Value ?> selected<?cs /if ?>><?cs var:d.Name ?>（<?cs var:L.role[d.Role] ?>）</option><?cs /each ?></select></div>
<button class="govuk-button" type="submit"><?cs var:L.absence.do ?></button></form>
<h2 class="govuk-heading-m"><?cs var:L.absence.list ?></h2>
<?cs include:"_absences.cs" ?><?cs /if ?>
</main>
<?cs include:"layout_bottom.cs" ?>
