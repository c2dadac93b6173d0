<?cs # Behind the link of the message: another query code. Form.t, Intent, Dead, Minutes; once it is made Number, Code. ?><?cs set:Page.Title = L.recover.code_title ?><?cs include:"layout_top.cs" ?>
<main class="govuk-main-wrapper" id="main"><div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds">
<?cs call:errors() ?>
<?cs if:Code ?><h1 class="govuk-heading-l"><?cs var:L.recover.code_title ?></h1>
<p class="govuk-body"><?cs var:L.recover.code_lead ?></p>
<div class="hotline-receipt"><dl class="govuk-body"><dt><?cs var:L.receipt.number ?></dt><dd><?cs var:group(Number) ?></dd><dt><?cs var:L.receipt.code ?></dt><dd><?cs var:Code ?></dd></dl></div>
<form method="post" action="/ticket/track"><?cs call:token() ?><input type="hidden" name="number" value="<?cs var:Number ?>"><input type="hidden" name="code" value="<?cs var:Code ?>"><?cs call:submit(L.recover.to_ticket) ?></form>
<?cs elif:Dead ?><h1 class="govuk-heading-l"><?cs var:L.recover.dead_title ?></h1>
<p class="govuk-body"><?cs var:L.recover.dead ?></p>
<p class="govuk-body"><a class="govuk-link" href="/recover"><?cs var:L.recover.again ?></a></p>
<?cs else ?><h1 class="govuk-heading-l"><?cs var:L.recover.code_title ?></h1>
<p class="govuk-body"><?cs var:L.recover.code_text ?></p>
<form method="post" action="/recover/code"><?cs call:token() ?><input type="hidden" name="t" value="<?cs var:Form.t.Value ?>"><input type="hidden" name="intent" value="<?cs var:Intent ?>"><?cs call:submit(L.recover.code_send) ?></form><?cs /if ?>
</div></div></main>
<?cs include:"layout_bottom.cs" ?>
