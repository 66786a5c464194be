<?cs # title: [[Uw telefoon als tweede stap]] ?><?cs # Qr.Path .Size: the picture; Secret: the same as text; Pending To Carry; Optional: may be left out ?>
<?cs call:error_summary() ?>
<h1 class="utrecht-heading-1">[[Uw telefoon als tweede stap]]</h1>
<p>[[Open een app voor codes op uw telefoon en scan de afbeelding. Typ daarna de code over die de app laat zien.]]</p>
<?cs if:Qr.Path ?><p><svg class="kp-qr" xmlns="http://www.w3.org/2000/svg" width="240" height="240" viewBox="0 0 <?cs var:Qr.Size ?> <?cs var:Qr.Size ?>" role="img" aria-label="[[QR-code. Scannen lukt niet? Typ de sleutel hieronder over.]]"><rect width="<?cs var:Qr.Size ?>" height="<?cs var:Qr.Size ?>" fill="#fff"/><path d="<?cs var:Qr.Path ?>" fill="#000" shape-rendering="crispEdges"/></svg></p>
<?cs /if ?><?cs call:facts_start() ?><div><dt>[[Account]]</dt><dd><?cs call:code(Name) ?></dd></div>
<div><dt>[[Sleutel, als scannen niet lukt]]</dt><dd><?cs call:code(Secret) ?></dd></div>
<?cs call:facts_end() ?>
<form id="factor" method="post" action="/<?cs var:Lang ?>/enrol/confirm" novalidate>
<?cs call:form_secrets() ?><?cs call:hidden("pending",Pending) ?><?cs call:hidden("to",To) ?><?cs if:Carry ?><?cs call:hidden("carry",Carry) ?><?cs /if ?><?cs call:code_field("otp","[[Code van uw telefoon]]","[[Zes cijfers. Een code werkt één keer.]]","",Wrong.otp,"numeric","one-time-code") ?><?cs call:buttons_start() ?><?cs call:button_primary("","","[[Klaar]]") ?><?cs if:Optional ?><?cs call:button_secondary("without","1","[[Zonder tweede stap (alleen in deze testomgeving)]]") ?><?cs /if ?><?cs call:buttons_end() ?></form>
