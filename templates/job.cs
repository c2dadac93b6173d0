<?cs # One piece of long work and how far it is. Job.{Id,Title,State,Done,Total,AskedMs,EndedMs,ExpiresMs,FileName,Size,Sha256,Open,Asked,SealedTo,Opened,Import,Gone}; of a package Order.{Why,Directory,SaidMs,SaidBy,Agreed,SaidWhy}. ?><?cs set:Page.Title = Job.Title ?><?cs include:"layout_top.cs" ?>
<main class="govuk-main-wrapper" id="main">
<nav aria-label="<?cs var:L.form.back ?>"><a class="govuk-back-link" href="/<?cs var:Page.Program ?>/jobs"><?cs var:L.job.mine ?></a></nav>
<h1 class="govuk-heading-l"><?cs var:Job.Title ?></h1>
<p class="govuk-body" role="status"><strong><?cs var:L.job.states[Job.State] ?></strong><?cs if:Job.Open && #Job.Total > #0 ?> <?cs var:percent(Job.Done, Job.Total) ?><?cs elif:Job.Open && #Job.Done > #0 ?> <?cs var:Job.Done ?><?cs /if ?></p>
<?cs if:Job.Open ?><p class="govuk-body"><label class="govuk-visually-hidden" for="progress"><?cs var:L.job.progress ?></label><progress class="hotline-progress" id="progress"<?cs if:#Job.Total > #0 ?> value="<?cs var:Job.Done ?>" max="<?cs var:Job.Total ?>"<?cs /if ?>></progress></p>
<p class="govuk-body"><?cs var:L.job.going ?></p>
<form method="post" action="/<?cs var:Page.Program ?>/jobs/<?cs var:Job.Id ?>/cancel"><?cs call:token() ?><button class="govuk-button govuk-button--warning" type="submit"><?cs var:L.job.cancel ?></button></form>
<?cs else ?><p class="govuk-body"><?cs var:L.job.text[Job.State] ?></p><?cs /if ?>
<?cs if:Job.Asked ?><form method="post" action="/<?cs var:Page.Program ?>/jobs/<?cs var:Job.Id ?>/cancel"><?cs call:token() ?><button class="govuk-button govuk-button--warning" type="submit"><?cs var:L.job.cancel ?></button></form><?cs /if ?>
<?cs if:Order.Directory ?><dl class="govuk-summary-list"><div class="govuk-summary-list__row"><dt class="govuk-summary-list__key"><?cs var:L.package.why ?></dt><dd class="govuk-summary-list__value"><?cs var:Order.Why ?></dd></div><?cs include:"_package_word.cs" ?></dl><?cs /if ?>
<?cs if:Job.Gone ?><p class="govuk-body"><?cs var:L.import.gone_text ?></p><?cs /if ?><?cs if:Job.Import ?><p class="govuk-body"><a class="govuk-link" href="/admin/import/<?cs var:Job.Import ?>"><?cs var:L.import.back ?></a></p><?cs /if ?>
<?cs if:Job.State == "done" ?><p class="govuk-body"><a class="govuk-button" role="button" href="/<?cs var:Page.Program ?>/jobs/<?cs var:Job.Id ?>/file"><?cs var:L.job.take ?></a></p>
<dl class="govuk-summary-list"><div class="govuk-summary-list__row"><dt class="govuk-summary-list__key"><?cs var:L.job.file ?></dt><dd class="govuk-summary-list__value"><?cs var:Job.FileName ?></dd></div>
<div class="govuk-summary-list__row"><dt class="govuk-summary-list__key"><?cs var:L.job.size ?></dt><dd class="govuk-summary-list__value"><?cs var:Job.Size ?></dd></div>
<div class="govuk-summary-list__row"><dt class="govuk-summary-list__key"><?cs if:Order.Directory ?><?cs var:L.package.hash ?><?cs elif:Job.SealedTo ?><?cs var:L.sealkey.hash ?><?cs else ?><?cs var:L.job.hash ?><?cs /if ?></dt><dd class="govuk-summary-list__value hotline-break"><code><?cs var:Job.Sha256 ?></code></dd></div>
<div class="govuk-summary-list__row"><dt class="govuk-summary-list__key"><?cs var:L.job.until ?></dt><dd class="govuk-summary-list__value"><?cs var:datetime_cn(Job.ExpiresMs) ?></dd></div><?cs if:Job.SealedTo ?>
<div class="govuk-summary-list__row"><dt class="govuk-summary-list__key"><?cs var:L.sealkey.to ?></dt><dd class="govuk-summary-list__value"><code><?cs var:Job.SealedTo ?></code></dd></div><?cs /if ?></dl>
<?cs if:Order.Directory ?><h2 class="govuk-heading-m"><?cs var:L.package.how ?></h2>
<p class="govuk-body"><?cs var:L.package.check ?> <a class="govuk-link" href="/status/log/keys"><?cs var:L.package.keys ?></a></p>
<pre class="hotline-code"><code><?cs if:Job.SealedTo ?>hotline unseal <?cs var:Job.FileName ?> --key my.private --out <?cs var:Order.Directory ?><?cs else ?>tar -xf <?cs var:Job.FileName ?><?cs /if ?>
hotline verify <?cs var:Order.Directory ?> --key export.pem</code></pre>
<?cs elif:Job.SealedTo ?><h2 class="govuk-heading-m"><?cs var:L.sealkey.how ?></h2>
<p class="govuk-body"><?cs var:L.sealkey.open ?></p>
<pre class="hotline-code"><code>hotline unseal <?cs var:Job.FileName ?> --key my.private --out <?cs var:Job.Opened ?></code></pre>
<p class="govuk-body"><?cs var:L.sealkey.compare ?></p><?cs /if ?><?cs /if ?>
</main>
<?cs include:"layout_bottom.cs" ?>
