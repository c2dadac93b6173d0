<?cs # Others have brought what may be the same. Same.N.{At,Kind,Item,State,Because,FiledMs,Led,Plate,Line,Place}. ?><?cs set:Page.Title = L.join.title ?><?cs include:"layout_top.cs" ?><?cs call:back("/ticket/new/content") ?>
<main class="govuk-main-wrapper" id="main" data-keep-arrived="content"><div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds">
<?cs call:errors() ?>
<h1 class="govuk-heading-l"><?cs var:L.join.title ?></h1>
<p class="govuk-body"><?cs var:L.join.text ?></p>
<ul class="hotline-cards"><?cs each:s = Same ?><li class="hotline-card"><h2 class="govuk-heading-s" id="same-<?cs var:s.At ?>"><?cs var:L.kind[s.Kind] ?> · <?cs var:s.Item ?></h2>
<p class="govuk-body"><?cs var:L.join.because[s.Because] ?><?cs if:s.Plate ?> <span lang="<?cs var:lang_of(s.Plate) ?>"><?cs var:s.Plate ?></span><?cs /if ?><?cs if:s.Line ?> <span lang="<?cs var:lang_of(s.Line) ?>"><?cs var:s.Line ?></span><?cs /if ?><?cs if:s.Place ?> <span lang="<?cs var:lang_of(s.Place) ?>"><?cs var:s.Place ?></span><?cs /if ?><br><?cs var:L.join.day ?> <?cs var:date_cn(s.FiledMs) ?> · <?cs var:L.state[s.State] ?><?cs if:#s.Led > #0 ?><br><?cs var:L.join.led ?> <?cs var:s.Led ?><?cs /if ?></p>
<form method="post" action="/ticket/new/same"><?cs call:token() ?><input type="hidden" name="join" value="<?cs var:s.At ?>"><button class="govuk-button govuk-button--secondary" type="submit" aria-describedby="same-<?cs var:s.At ?>"><?cs var:L.join.this ?></button></form></li><?cs /each ?></ul>
<h2 class="govuk-heading-m"><?cs var:L.join.none_title ?></h2>
<p class="govuk-body"><?cs var:L.join.none_text ?></p>
<form method="post" action="/ticket/new/same"><?cs call:token() ?><?cs call:submit(L.join.none) ?></form>
</div></div></main>
<?cs include:"layout_bottom.cs" ?>
