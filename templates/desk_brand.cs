<?cs # The line beside the mark. Now.{Words,WordsEn,Own}, May, Said.N.{Day,Words,WordsEn,Source,By,MadeMs,Replaced}, Form.*, Intent. ?><?cs set:Page.Title = L.nav.brand ?><?cs include:"layout_top.cs" ?>
<main class="govuk-main-wrapper" id="main"><?cs call:errors() ?>
<h1 class="govuk-heading-l"><?cs var:L.nav.brand ?></h1>
<p class="govuk-body"><?cs var:L.brand.lead ?></p>
<?cs if:Now.Words ?><p class="govuk-inset-text"><span class="hotline-quiet"><?cs var:L.brand.now ?> · <?cs if:Now.Own ?><?cs var:L.brand.own ?><?cs else ?><?cs var:L.brand.rules ?><?cs /if ?></span><br><strong lang="zh-CN"><?cs var:Now.Words ?></strong><br><strong lang="en"><?cs var:Now.WordsEn ?></strong></p><?cs else ?><p class="govuk-inset-text"><?cs var:L.brand.none ?></p><?cs /if ?>
<?cs if:May ?><h2 class="govuk-heading-m"><?cs var:L.brand.change ?></h2>
<form method="post" action="/admin/brand" novalidate><?cs call:token() ?><input type="hidden" name="intent" value="<?cs var:Intent ?>">
<?cs call:group("whose") ?><fieldset class="govuk-fieldset"><legend class="govuk-visually-hidden"><?cs var:L.brand.whose ?></legend><div class="govuk-radios govuk-radios--small"><?cs call:radio("whose", "own", L.brand.to_own, "", #1) ?><?cs call:radio("whose", "rules", L.brand.to_rules, "", #0) ?></div></fieldset></div>
<?cs call:text_input("words", L.brand.words, L.brand.words_hint, "text", "30", "off") ?><?cs call:text_input("words_en", L.brand.words_en, "", "text", "30", "off") ?><?cs call:text_input("from_day", L.hours.since, L.hours.day_hint, "text", "10", "off") ?><?cs call:text_input("brand_source", L.hours.source, L.brand.source_hint, "text", "30", "off") ?>
<?cs call:submit(L.brand.send) ?></form><?cs /if ?>
<?cs if:?Said.0.Day ?><h2 class="govuk-heading-m"><?cs var:L.brand.history ?></h2><div class="hotline-scroll" tabindex="0" role="region" aria-label="<?cs var:L.brand.history ?>"><table class="govuk-table"><thead class="govuk-table__head"><tr><th scope="col" class="govuk-table__header"><?cs var:L.hours.since ?></th><th scope="col" class="govuk-table__header"><?cs var:L.brand.line ?></th><th scope="col" class="govuk-table__header"><?cs var:L.hours.source ?></th><th scope="col" class="govuk-table__header"><?cs var:L.hours.by ?></th></tr></thead><tbody class="govuk-table__body">
<?cs each:s = Said ?><tr class="govuk-table__row"><td class="govuk-table__cell hotline-keep"><?cs var:day_cn(s.Day) ?></td><td class="govuk-table__cell"><?cs if:s.Words ?><span lang="zh-CN"><?cs var:s.Words ?></span><br><span lang="en"><?cs var:s.WordsEn ?></span><?cs else ?><?cs var:L.brand.rules ?><?cs /if ?><?cs if:s.Replaced ?> <span class="hotline-tag"><?cs var:L.hours.replaced ?></span><?cs /if ?></td><td class="govuk-table__cell"><?cs var:s.Source ?></td><td class="govuk-table__cell"><?cs var:s.By ?><br><span class="hotline-quiet"><?cs var:datetime_cn(s.MadeMs) ?></span></td></tr>
<?cs /each ?></tbody></table></div><?cs /if ?>
</main>
<?cs include:"layout_bottom.cs" ?>
