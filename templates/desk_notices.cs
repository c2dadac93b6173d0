<?cs # What notices say in the own province. Kinds.N.{Word,Own,Waiting,Said.M.{Words,Parts}}. ?><?cs set:Page.Title = L.nav.notices ?><?cs include:"layout_top.cs" ?>
<main class="govuk-main-wrapper" id="main">
<h1 class="govuk-heading-l"><?cs var:L.nav.notices ?></h1>
<p class="govuk-body"><?cs var:L.wording.lead ?></p>
<div class="hotline-scroll" tabindex="0" role="region" aria-label="<?cs var:L.nav.notices ?>"><table class="govuk-table"><thead class="govuk-table__head"><tr><th scope="col" class="govuk-table__header"><?cs var:L.wording.kind ?></th><th scope="col" class="govuk-table__header"><?cs var:L.wording.now ?></th><th scope="col" class="govuk-table__header"><?cs var:L.wording.whose ?></th></tr></thead><tbody class="govuk-table__body">
<?cs each:k = Kinds ?><tr class="govuk-table__row"><td class="govuk-table__cell hotline-keep"><a class="govuk-link" href="/admin/notices/<?cs var:k.Word ?>"><?cs var:L.data.kind[k.Word] ?></a></td><td class="govuk-table__cell"><?cs each:s = k.Said ?><?cs if:!first(s) ?><br><?cs /if ?><span lang="<?cs if:first(s) ?>zh-CN<?cs else ?>en<?cs /if ?>"><?cs var:s.Words ?></span> <span class="hotline-quiet"><?cs var:s.Parts ?> <?cs var:L.wording.parts ?></span><?cs /each ?></td><td class="govuk-table__cell"><?cs if:k.Own ?><?cs var:L.wording.own ?><?cs else ?><?cs var:L.wording.nation ?><?cs /if ?><?cs if:k.Waiting ?> <span class="hotline-tag"><?cs var:L.wording.waits ?></span><?cs /if ?></td></tr>
<?cs /each ?></tbody></table></div>
</main>
<?cs include:"layout_bottom.cs" ?>
