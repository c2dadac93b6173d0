<?cs # The receipt: number, code, promise, QR. Ticket.*, Receipt.{Code,Renewed,Joined}, Promise.*, Qr.*, Receipt.{Word,Hash}, SignedQr.*. ?><?cs set:Page.Title = L.receipt.title ?><?cs include:"layout_top.cs" ?>
<main class="govuk-main-wrapper" id="main"><div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds">
<h1 class="govuk-heading-l"><?cs var:L.receipt.title ?></h1>
<p class="govuk-body"><?cs var:L.receipt.lead ?></p>
<div class="hotline-receipt"><dl class="govuk-body">
<dt><?cs var:L.receipt.number ?></dt><dd><?cs var:group(Ticket.Number) ?></dd>
<dt><?cs var:L.receipt.code ?></dt><dd><?cs if:Receipt.Renewed ?><?cs var:L.receipt.renewed ?><?cs else ?><?cs var:Receipt.Code ?><?cs /if ?></dd>
<dt><?cs var:L.receipt.promise ?></dt><dd><?cs var:datetime_cn(Ticket.PromiseMs) ?></dd>
<dt><?cs var:L.receipt.filed ?></dt><dd><?cs var:datetime_cn(Ticket.FiledMs) ?></dd>
</dl>
<?cs if:Qr.Size ?><?cs call:qr(Qr, L.receipt.qr, "") ?><p class="govuk-body-s"><?cs var:L.receipt.qr ?></p><?cs /if ?>
</div>
<?cs if:Receipt.Joined ?><p class="govuk-inset-text"><?cs var:L.join.receipt ?></p><?cs /if ?>
<?cs include:"_promise.cs" ?>
<?cs include:"_office.cs" ?>
<p class="govuk-body"><?cs var:L.receipt.keep ?></p>
<?cs if:Receipt.Word ?><h2 class="govuk-heading-m"><?cs var:L.receipt.signed ?></h2>
<p class="govuk-body"><?cs var:L.receipt.signed_text ?></p>
<div class="hotline-receipt"><?cs if:SignedQr.Size ?><?cs call:qr(SignedQr, L.receipt.signed_qr, " hotline-qr--fine") ?><p class="govuk-body-s"><?cs var:L.receipt.signed_qr ?></p><?cs /if ?></div>
<p class="govuk-body"><a class="govuk-link" href="/status/verify?receipt=<?cs var:Receipt.Word ?>"><?cs var:L.receipt.check ?></a></p>
<p class="govuk-body"><a class="govuk-link hotline-noprint" href="/ticket/receipt.json"><?cs var:L.receipt.file ?></a></p>
<p class="govuk-body-s hotline-word"><?cs var:L.verify.hash ?> <?cs var:Receipt.Hash ?></p>
<p class="govuk-body-s hotline-word"><?cs var:L.receipt.word ?> <?cs var:Receipt.Word ?></p><?cs /if ?>
<p class="govuk-body"><?cs var:Ticket.KindLabel ?> · <?cs var:Ticket.RegionName ?> · <?cs var:Ticket.ItemName ?></p>
<div class="hotline-noprint" data-print="<?cs var:L.receipt.print ?>"></div>
<p class="govuk-body hotline-noprint"><a class="govuk-link" href="/ticket/track"><?cs var:L.nav.track ?></a></p>
</div></div></main>
<?cs include:"layout_bottom.cs" ?>
