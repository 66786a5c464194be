<?cs # title: [[Inloggen]] ?><?cs # Note: why somebody is here; Carry: a text is waiting; To; Optional: demo without second factor; AskCode after a failure ?>
<?cs call:error_summary() ?>
<?cs if:Carry ?><?cs call:notice_start("warning","[[Uw tekst is niet weg]]") ?><p>[[Uw sessie was verlopen toen u op de knop drukte. Log opnieuw in. Daarna kunt u verder met wat u typte.]]</p>
<?cs call:notice_end() ?><?cs /if ?><?cs if:Note ?><?cs call:notice_start("info","[[Even weten]]") ?><p><?cs var:Note ?></p>
<?cs call:notice_end() ?><?cs /if ?><h1 class="utrecht-heading-1">[[Inloggen]]</h1>
<form id="login" method="post" action="/<?cs var:Lang ?>/login" novalidate>
<?cs call:form_secrets() ?><?cs call:hidden("to",To) ?><?cs if:Carry ?><?cs call:hidden("carry",Carry) ?><?cs /if ?><?cs call:code_field("name","[[Gebruikersnaam]]","",Form.name,Wrong.name,"text","username") ?><?cs call:password_field("password","[[Wachtwoord]]","",Wrong.password,"current-password") ?><?cs if:AskCode ?><?cs call:code_field("otp","[[Code van uw telefoon]]","[[Alleen als u een tweede stap hebt. Met een goede code hoeft u na te veel pogingen niet te wachten.]]","",Wrong.otp,"numeric","one-time-code") ?><?cs /if ?><?cs call:buttons_start() ?><?cs call:button_primary("","","[[Log in]]") ?><?cs call:buttons_end() ?></form>
<?cs if:Optional ?><p class="kp-small">[[Dit is een testomgeving. De meeste testaccounts hebben geen tweede stap. In het echt is een code van de telefoon altijd nodig.]]</p>
<?cs /if ?><p><?cs if:Carry ?><button class="kp-quiet" type="submit" form="login" formnovalidate name="go" value="enrol">[[Voor het eerst hier? Gebruik uw eenmalige code]]</button><?cs else ?><a class="utrecht-link" href="/<?cs var:Lang ?>/enrol">[[Voor het eerst hier? Gebruik uw eenmalige code]]</a><?cs /if ?></p>
<p class="kp-small">[[Wachtwoord of telefoon kwijt? Vraag een beheerder om een nieuwe eenmalige code. Een tweede persoon moet daarmee akkoord gaan.]]</p>
