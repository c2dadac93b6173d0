<?cs # The public home page. Regions.N.{Code,Name}, Office.* of a place that was asked about. ?><?cs set:Page.Title = L.home.title ?><?cs include:"layout_top.cs" ?>
<main class="govuk-main-wrapper" id="main">
<h1 class="govuk-heading-xl"><?cs var:L.home.heading ?></h1>
<p class="govuk-body-l"><?cs var:L.home.lead ?></p>
<div class="hotline-emergency govuk-body"><strong><?cs var:L.home.emergency ?></strong><br><?cs var:L.home.emergency_who ?>
<ul>
<li><a class="govuk-link" href="tel:110">110</a> <?cs var:L.home.police ?></li>
<li><a class="govuk-link" href="tel:119">119</a> <?cs var:L.home.fire ?></li>
<li><a class="govuk-link" href="tel:120">120</a> <?cs var:L.home.ambulance ?></li>
<li><a class="govuk-link" href="tel:122">122</a> <?cs var:L.home.accident ?></li>
<li><a class="govuk-link" href="tel:12395">12395</a> <?cs var:L.home.water ?></li>
</ul></div>
<ul class="hotline-cards">
<li class="hotline-card"><h2><a class="govuk-link" href="/ticket/new?kind=complaint"><?cs var:L.kind.complaint ?></a></h2><p class="govuk-body"><?cs var:L.home.complaint ?></p></li>
<li class="hotline-card"><h2><a class="govuk-link" href="/ticket/new?kind=inquiry"><?cs var:L.kind.inquiry ?></a></h2><p class="govuk-body"><?cs var:L.home.inquiry ?></p></li>
<li class="hotline-card"><h2><a class="govuk-link" href="/ticket/new?kind=suggestion"><?cs var:L.kind.suggestion ?></a></h2><p class="govuk-body"><?cs var:L.home.suggestion ?></p></li>
<li class="hotline-card"><h2><a class="govuk-link" href="/ticket/track"><?cs var:L.nav.track ?></a></h2><p class="govuk-body"><?cs var:L.home.track ?></p></li>
</ul>
<p class="govuk-body"><a class="govuk-link" href="/ticket/confidential"><?cs var:L.home.quiet ?></a></p>
<h2 class="govuk-heading-m hotline-fewer"><?cs var:L.home.ours_title ?></h2>
<p class="govuk-body hotline-fewer"><?cs var:L.home.ours ?></p>
<?cs if:?Office.Day ?><?cs include:"_office.cs" ?><?cs else ?><h2 class="govuk-heading-m"><?cs var:L.office.title ?></h2><?cs /if ?>
<form method="get" action="/#office"><div class="govuk-form-group"><label class="govuk-label" for="f-region"><?cs var:L.office.where ?></label><select class="govuk-select" id="f-region" name="region"><?cs each:r = Regions ?><option value="<?cs var:r.Code ?>"<?cs if:r.Code == Form.region.Value ?> selected<?cs /if ?>><?cs var:r.Name ?></option><?cs /each ?></select></div><button class="govuk-button govuk-button--secondary" type="submit"><?cs var:L.office.look ?></button></form>
<h2 class="govuk-heading-m"><?cs var:L.home.not_ours_title ?></h2>
<ul class="govuk-list govuk-list--bullet">
<li><?cs var:L.number.12306 ?> <a class="govuk-link" href="tel:12306">12306</a></li>
<li><?cs var:L.number.12326 ?> <a class="govuk-link" href="tel:12326">12326</a></li>
<li><?cs var:L.number.12305 ?> <a class="govuk-link" href="tel:12305">12305</a></li>
</ul>
<p class="govuk-body"><a class="govuk-link" href="/refer"><?cs var:L.home.all_numbers ?></a></p>
</main>
<?cs include:"layout_bottom.cs" ?>
