<?cs # Step 3: about what. Domains.N.{Code,Name,Items.M.{Code,Name}}, Chosen. ?><?cs set:Page.Title = L.new.item_title ?><?cs include:"layout_top.cs" ?><?cs call:back("/ticket/new/region") ?>
<main class="govuk-main-wrapper" id="main"><div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds">
<?cs call:errors() ?>
<form method="post" action="/ticket/new/item" novalidate><?cs call:token() ?>
<h1 class="govuk-heading-l"><?cs var:L.new.item_title ?></h1>
<?cs call:group("item") ?><label class="govuk-label" for="f-item"><?cs var:L.new.item ?></label><?cs call:hint_error("item", L.new.item_hint) ?>
<select class="govuk-select<?cs if:Form.item.Error ?> govuk-select--error<?cs /if ?>" id="f-item" name="item"<?cs call:described("item", L.new.item_hint) ?>><option value=""><?cs var:L.form.choose ?></option>
<?cs each:d = Domains ?><optgroup label="<?cs var:d.Name ?>"><?cs each:i = d.Items ?><option value="<?cs var:i.Code ?>"<?cs if:i.Code == Chosen ?> selected<?cs /if ?>><?cs var:i.Name ?></option><?cs /each ?></optgroup>
<?cs /each ?></select></div>
<?cs call:submit(L.form.continue) ?></form>
</div></div></main>
<?cs include:"layout_bottom.cs" ?>
