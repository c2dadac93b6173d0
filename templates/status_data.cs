<?cs # What the open data hold and mean. Site.BaseUrl, FreshMs. ?><?cs set:Page.Title = L.open_data.title ?><?cs include:"layout_top.cs" ?>
<main class="govuk-main-wrapper" id="main">
<p class="govuk-body"><a class="govuk-link" href="/status/"><?cs var:L.status.title ?></a></p>
<h1 class="govuk-heading-l"><?cs var:L.open_data.title ?></h1>
<p class="govuk-body"><?cs var:L.open_data.lead ?> <?cs if:FreshMs ?><?cs var:L.status.fresh ?> <?cs var:datetime_cn(FreshMs) ?><?cs var:L.status.stop ?><?cs else ?><?cs var:L.status.not_fresh ?><?cs /if ?></p>
<dl class="govuk-summary-list">
<div class="govuk-summary-list__row"><dt class="govuk-summary-list__key"><a class="govuk-link" href="/status.json">/status.json</a></dt><dd class="govuk-summary-list__value"><?cs var:L.open_data.file.json ?></dd></div>
<div class="govuk-summary-list__row"><dt class="govuk-summary-list__key"><a class="govuk-link" href="/status.csv">/status.csv</a></dt><dd class="govuk-summary-list__value"><?cs var:L.open_data.file.csv ?></dd></div>
<div class="govuk-summary-list__row"><dt class="govuk-summary-list__key"><a class="govuk-link" href="/status/months.csv">/status/months.csv</a></dt><dd class="govuk-summary-list__value"><?cs var:L.open_data.file.months ?></dd></div>
<div class="govuk-summary-list__row"><dt class="govuk-summary-list__key"><a class="govuk-link" href="/status/44/months.csv">/status/44/months.csv</a></dt><dd class="govuk-summary-list__value"><?cs var:L.open_data.file.place ?></dd></div>
<div class="govuk-summary-list__row"><dt class="govuk-summary-list__key"><a class="govuk-link" href="/status/feed.atom">/status/feed.atom</a></dt><dd class="govuk-summary-list__value"><?cs var:L.open_data.file.atom ?></dd></div>
<div class="govuk-summary-list__row"><dt class="govuk-summary-list__key"><a class="govuk-link" href="/status/log">/status/log</a></dt><dd class="govuk-summary-list__value"><?cs var:L.open_data.file.log ?></dd></div>
<div class="govuk-summary-list__row"><dt class="govuk-summary-list__key"><a class="govuk-link" href="/status/verify">/status/verify</a></dt><dd class="govuk-summary-list__value"><?cs var:L.verify.title ?></dd></div>
<div class="govuk-summary-list__row"><dt class="govuk-summary-list__key"><a class="govuk-link" href="/status/badge.svg">/status/badge.svg</a></dt><dd class="govuk-summary-list__value"><?cs var:L.open_data.file.badge ?></dd></div>
</dl>
<h2 class="govuk-heading-m"><?cs var:L.open_data.fields ?></h2>
<div class="hotline-scroll" tabindex="0" role="region" aria-label="<?cs var:L.open_data.fields ?>"><table class="govuk-table"><caption class="govuk-visually-hidden"><?cs var:L.open_data.fields ?></caption><thead class="govuk-table__head"><tr class="govuk-table__row"><th scope="col" class="govuk-table__header"><?cs var:L.open_data.field ?></th><th scope="col" class="govuk-table__header"><?cs var:L.open_data.meaning ?></th></tr></thead><tbody class="govuk-table__body">
<tr class="govuk-table__row"><th scope="row" class="govuk-table__header"><code>counted_at_ms</code></th><td class="govuk-table__cell"><?cs var:L.open_data.counted_at_ms ?></td></tr>
<tr class="govuk-table__row"><th scope="row" class="govuk-table__header"><code>region</code></th><td class="govuk-table__cell"><?cs var:L.open_data.region ?></td></tr>
<tr class="govuk-table__row"><th scope="row" class="govuk-table__header"><code>name</code></th><td class="govuk-table__cell"><?cs var:L.open_data.name ?></td></tr>
<tr class="govuk-table__row"><th scope="row" class="govuk-table__header"><code>month</code></th><td class="govuk-table__cell"><?cs var:L.open_data.month ?></td></tr>
<tr class="govuk-table__row"><th scope="row" class="govuk-table__header"><code>kind</code></th><td class="govuk-table__cell"><?cs var:L.open_data.kind ?></td></tr>
<tr class="govuk-table__row"><th scope="row" class="govuk-table__header"><code>domain</code></th><td class="govuk-table__cell"><?cs var:L.open_data.domain ?></td></tr>
<tr class="govuk-table__row"><th scope="row" class="govuk-table__header"><code>taken</code></th><td class="govuk-table__cell"><?cs var:L.open_data.taken ?></td></tr>
<tr class="govuk-table__row"><th scope="row" class="govuk-table__header"><code>answered_at_once</code></th><td class="govuk-table__cell"><?cs var:L.open_data.answered_at_once ?></td></tr>
<tr class="govuk-table__row"><th scope="row" class="govuk-table__header"><code>closed</code></th><td class="govuk-table__cell"><?cs var:L.open_data.closed ?></td></tr>
<tr class="govuk-table__row"><th scope="row" class="govuk-table__header"><code>answered</code></th><td class="govuk-table__cell"><?cs var:L.open_data.answered ?></td></tr>
<tr class="govuk-table__row"><th scope="row" class="govuk-table__header"><code>on_time</code></th><td class="govuk-table__cell"><?cs var:L.open_data.on_time ?></td></tr>
<tr class="govuk-table__row"><th scope="row" class="govuk-table__header"><code>rated</code></th><td class="govuk-table__cell"><?cs var:L.open_data.rated ?></td></tr>
<tr class="govuk-table__row"><th scope="row" class="govuk-table__header"><code>satisfied</code></th><td class="govuk-table__cell"><?cs var:L.open_data.satisfied ?></td></tr>
<tr class="govuk-table__row"><th scope="row" class="govuk-table__header"><code>waiting</code></th><td class="govuk-table__cell"><?cs var:L.open_data.waiting ?></td></tr>
<tr class="govuk-table__row"><th scope="row" class="govuk-table__header"><code>parts</code></th><td class="govuk-table__cell"><?cs var:L.open_data.up.parts ?></td></tr>
<tr class="govuk-table__row"><th scope="row" class="govuk-table__header"><code>part</code></th><td class="govuk-table__cell"><?cs var:L.open_data.up.part ?></td></tr>
<tr class="govuk-table__row"><th scope="row" class="govuk-table__header"><code>state</code></th><td class="govuk-table__cell"><?cs var:L.open_data.up.state ?></td></tr>
<tr class="govuk-table__row"><th scope="row" class="govuk-table__header"><code>since_ms</code></th><td class="govuk-table__cell"><?cs var:L.open_data.up.since_ms ?></td></tr>
<tr class="govuk-table__row"><th scope="row" class="govuk-table__header"><code>incidents</code></th><td class="govuk-table__cell"><?cs var:L.open_data.up.incidents ?></td></tr>
<tr class="govuk-table__row"><th scope="row" class="govuk-table__header"><code>id</code></th><td class="govuk-table__cell"><?cs var:L.open_data.up.id ?></td></tr>
<tr class="govuk-table__row"><th scope="row" class="govuk-table__header"><code>planned</code></th><td class="govuk-table__cell"><?cs var:L.open_data.up.planned ?></td></tr>
<tr class="govuk-table__row"><th scope="row" class="govuk-table__header"><code>phase</code></th><td class="govuk-table__cell"><?cs var:L.open_data.up.phase ?></td></tr>
<tr class="govuk-table__row"><th scope="row" class="govuk-table__header"><code>begins_ms</code></th><td class="govuk-table__cell"><?cs var:L.open_data.up.begins_ms ?></td></tr>
<tr class="govuk-table__row"><th scope="row" class="govuk-table__header"><code>ends_ms</code></th><td class="govuk-table__cell"><?cs var:L.open_data.up.ends_ms ?></td></tr>
<tr class="govuk-table__row"><th scope="row" class="govuk-table__header"><code>title</code></th><td class="govuk-table__cell"><?cs var:L.open_data.up.title ?></td></tr>
<tr class="govuk-table__row"><th scope="row" class="govuk-table__header"><code>title_en</code></th><td class="govuk-table__cell"><?cs var:L.open_data.up.title_en ?></td></tr>
<tr class="govuk-table__row"><th scope="row" class="govuk-table__header"><code>words</code></th><td class="govuk-table__cell"><?cs var:L.open_data.up.words ?></td></tr>
<tr class="govuk-table__row"><th scope="row" class="govuk-table__header"><code>at_ms</code></th><td class="govuk-table__cell"><?cs var:L.open_data.up.at_ms ?></td></tr>
<tr class="govuk-table__row"><th scope="row" class="govuk-table__header"><code>text</code></th><td class="govuk-table__cell"><?cs var:L.open_data.up.text ?></td></tr>
<tr class="govuk-table__row"><th scope="row" class="govuk-table__header"><code>text_en</code></th><td class="govuk-table__cell"><?cs var:L.open_data.up.text_en ?></td></tr>
</tbody></table></div>
<h2 class="govuk-heading-m"><?cs var:L.status.badge ?></h2>
<p class="govuk-body"><img src="/status/badge.svg" alt="<?cs var:L.status.badge ?>" width="220" height="28"></p>
<p class="govuk-body"><?cs var:L.open_data.embed ?></p>
<pre class="hotline-code">&lt;a href="<?cs var:Site.BaseUrl ?>/status/"&gt;&lt;img src="<?cs var:Site.BaseUrl ?>/status/badge.svg" alt="12328"&gt;&lt;/a&gt;</pre>
</main>
<?cs include:"layout_bottom.cs" ?>
