<?cs # The auditor's own key, to which exports are sealed. Key.{Id,AtMs}, Form.public_key, Done: what was typed is not shown again. ?><?cs set:Page.Title = L.sealkey.title ?><?cs include:"layout_top.cs" ?>
<main class="govuk-main-wrapper" id="main"><?cs call:errors() ?>
<?cs call:back("/audit/") ?><h1 class="govuk-heading-l"><?cs var:L.sealkey.title ?></h1>
<p class="govuk-body"><?cs var:L.sealkey.text ?></p>
<?cs if:Key.Id ?><dl class="govuk-summary-list"><div class="govuk-summary-list__row"><dt class="govuk-summary-list__key"><?cs var:L.sealkey.id ?></dt><dd class="govuk-summary-list__value"><code><?cs var:Key.Id ?></code></dd></div>
<div class="govuk-summary-list__row"><dt class="govuk-summary-list__key"><?cs var:L.sealkey.since ?></dt><dd class="govuk-summary-list__value"><?cs var:datetime_cn(Key.AtMs) ?></dd></div></dl>
<form method="post" action="/audit/key"><?cs call:token() ?><input type="hidden" name="act" value="remove"><button class="govuk-button govuk-button--warning" type="submit"><?cs var:L.sealkey.remove ?></button></form><?cs else ?><p class="govuk-inset-text"><?cs var:L.sealkey.none ?></p><?cs /if ?>
<h2 class="govuk-heading-m"><?cs if:Key.Id ?><?cs var:L.sealkey.replace ?><?cs else ?><?cs var:L.sealkey.new ?><?cs /if ?></h2>
<p class="govuk-body"><?cs var:L.sealkey.make ?></p>
<pre class="hotline-code"><code>openssl genpkey -algorithm X25519 -out my.private
openssl pkey -in my.private -pubout -out my.pem</code></pre>
<form method="post" action="/audit/key" novalidate><?cs call:token() ?><input type="hidden" name="act" value="register">
<?cs call:textarea("public_key", L.sealkey.paste, L.sealkey.paste_hint, "4") ?>
<?cs call:submit(L.sealkey.register) ?></form>
<h2 class="govuk-heading-m"><?cs var:L.sealkey.how ?></h2>
<p class="govuk-body"><?cs var:L.sealkey.open ?></p>
<pre class="hotline-code"><code>hotline unseal 12328-export.xlsx.sealed --key my.private --out 12328-export.xlsx</code></pre>
<p class="govuk-body"><?cs var:L.sealkey.lost ?></p>
</main>
<?cs include:"layout_bottom.cs" ?>
