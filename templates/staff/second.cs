<?cs # title: [[Tweede stap]] ?><?cs # Pending, To, Carry: carried along, sealed ?>
<?cs call:error_summary() ?>
<h1 class="utrecht-heading-1">[[Tweede stap]]</h1>
<p>[[Open de app met codes op uw telefoon. Typ de zes cijfers over die daar nu staan.]]</p>
<form id="code" method="post" action="/<?cs var:Lang ?>/login/code" novalidate>
<?cs call:form_secrets() ?><?cs call:hidden("pending",Pending) ?><?cs call:hidden("to",To) ?><?cs if:Carry ?><?cs call:hidden("carry",Carry) ?><?cs /if ?><?cs call:code_field("otp","[[Code van uw telefoon]]","[[Zes cijfers. Een code werkt één keer.]]","",Wrong.otp,"numeric","one-time-code") ?><?cs call:buttons_start() ?><?cs call:button_primary("","","[[Verder]]") ?><?cs call:buttons_end() ?></form>
<p><?cs if:Carry ?><button class="kp-quiet" type="submit" form="code" formnovalidate name="go" value="back">[[Terug naar het begin]]</button><?cs else ?><a class="utrecht-link" href="/<?cs var:Lang ?>/login">[[Terug naar het begin]]</a><?cs /if ?></p>
