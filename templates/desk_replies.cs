<?cs # Words to reply with. Kept.N.{Id,Title,Body,Retired,Province,Own} and a form for another, or Reply.Id and the form of one. Form.*. ?><?cs set:Page.Title = L.nav.replies ?><?cs include:"layout_top.cs" ?><?cs if:Reply.Id ?><?cs call:back("/admin/replies") ?><?cs /if ?>
<main class="govuk-main-wrapper" id="main"><?cs call:errors() ?>
<h1 class="govuk-heading-l"><?cs if:Reply.Id ?><?cs var:L.replies.change ?><?cs else ?><?cs var:L.nav.replies ?><?cs /if ?></h1>
<?cs if:?Kept.0.Id ?><div class="hotline-scroll" tabindex="0" role="region" aria-label="<?cs var:L.nav.replies ?>"><table class="govuk-table"><thead class="govuk-table__head"><tr><th scope="col" class="govuk-table__header"><?cs var:L.field.title ?></th><th scope="col" class="govuk-table__header"><?cs var:L.text.content ?></th><th scope="col" class="govuk-table__header"><?cs var:L.replies.whose ?></th></tr></thead><tbody class="govuk-table__body">
<?cs each:k = Kept ?><tr class="govuk-table__row"><td class="govuk-table__cell"><?cs if:k.Own ?><a class="govuk-link" href="/admin/replies/<?cs var:k.Id ?>"><?cs var:k.Title ?></a><?cs else ?><?cs var:k.Title ?><?cs /if ?><?cs if:k.Retired ?> <span class="hotline-tag"><?cs var:L.replies.retired ?></span><?cs /if ?></td><td class="govuk-table__cell"><?cs var:k.Body ?></td><td class="govuk-table__cell hotline-keep"><?cs if:k.Province ?><?cs var:L.replies.province ?><?cs else ?><?cs var:L.replies.unit ?><?cs /if ?></td></tr>
<?cs /each ?></tbody></table></div><?cs /if ?>
<?cs if:!Reply.Id ?><h2 class="govuk-heading-m"><?cs var:L.replies.add ?></h2><?cs /if ?>
<form method="post" action="/admin/replies<?cs if:Reply.Id ?>/<?cs var:Reply.Id ?><?cs /if ?>" novalidate><?cs call:token() ?><input type="hidden" name="version" value="<?cs var:Form.version.Value ?>">
<?cs call:text_input("title", L.field.title, "", "text", "30", "off") ?><?cs call:textarea("body", L.text.content, "", #6) ?>
<?cs if:Reply.Id ?><div class="govuk-checkboxes govuk-checkboxes--small"><div class="govuk-checkboxes__item"><input class="govuk-checkboxes__input" type="checkbox" id="f-retired" name="retired" value="yes"<?cs if:Form.retired.Value == "yes" ?> checked<?cs /if ?>><label class="govuk-label govuk-checkboxes__label" for="f-retired"><?cs var:L.replies.retire ?></label></div></div><?cs /if ?>
<?cs call:submit(L.article_form.save) ?></form></main>
<?cs include:"layout_bottom.cs" ?>
