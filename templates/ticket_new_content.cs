<?cs # Step 4: what happened. Form.*, ItemName, RegionName, Maybe.N.{Id,Title}, Extra.N.*. ?><?cs set:Page.Title = L.new.content_title ?><?cs include:"layout_top.cs" ?><?cs call:back("/ticket/new/item") ?>
<main class="govuk-main-wrapper" id="main"><div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds">
<?cs call:errors() ?>
<span class="govuk-caption-l"><?cs var:RegionName ?> · <?cs var:ItemName ?></span>
<h1 class="govuk-heading-l"><?cs var:L.new.content_title ?></h1>
<?cs if:?Maybe.0.Id ?><details class="govuk-details" open><summary class="govuk-details__summary"><span class="govuk-details__summary-text"><?cs var:L.new.maybe ?></span></summary><div class="govuk-details__text"><ul class="govuk-list"><?cs each:a = Maybe ?><li><a class="govuk-link" href="/knowledge/<?cs var:a.Id ?>"><?cs var:a.Title ?></a></li><?cs /each ?></ul></div></details><?cs /if ?>
<?cs call:kept() ?><form method="post" action="/ticket/new/content"<?cs if:!Page.Quiet ?> data-keep="content"<?cs /if ?> novalidate><?cs call:token() ?>
<?cs call:textarea("content", L.new.content, L.new.content_hint, #8) ?>
<?cs call:textarea("wish", L.new.wish, L.new.wish_hint, #3) ?>
<?cs call:text_input("happened_at", L.new.happened_at, L.new.happened_at_hint, "text", "20", "") ?>
<?cs call:text_input("place", L.new.place, L.new.place_hint, "text", "30", "") ?>
<h2 class="govuk-heading-m"><?cs var:L.new.object_title ?></h2>
<?cs call:text_input("plate", L.new.plate, L.new.plate_hint, "text", "10", "") ?>
<?cs call:text_input("company", L.new.company, "", "text", "30", "") ?>
<?cs call:text_input("line", L.new.line, L.new.line_hint, "text", "30", "") ?>
<?cs include:"_extra.cs" ?><?cs call:submit(L.form.continue) ?></form>
</div></div></main>
<?cs include:"layout_bottom.cs" ?>
