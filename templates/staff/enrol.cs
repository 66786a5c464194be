<?cs # title: [[Voor het eerst inloggen]] ?><?cs # A one-time code and a password of one's own; Carry: a text is waiting ?>
<?cs call:error_summary() ?>
<h1 class="utrecht-heading-1">[[Voor het eerst inloggen]]</h1>
<p>[[U hebt een eenmalige code gekregen van een beheerder. Die werkt drie dagen. Kies hier uw eigen wachtwoord.]]</p>
<form id="enrol" method="post" action="/<?cs var:Lang ?>/enrol" novalidate>
<?cs call:form_secrets() ?><?cs if:Carry ?><?cs call:hidden("carry",Carry) ?><?cs /if ?><?cs call:code_field("code","[[Eenmalige code]]","[[25 letters en cijfers. Streepjes en spaties maken niet uit.]]",Form.code,Wrong.code,"text","off") ?><?cs call:password_field("new","[[Nieuw wachtwoord]]","[[Minstens 12 tekens, liever 15 of meer. Vier losse woorden is goed. Bijzondere tekens hoeven niet.]]",Wrong.new,"new-password") ?><?cs call:password_field("again","[[Nog een keer het nieuwe wachtwoord]]","",Wrong.again,"new-password") ?><?cs call:buttons_start() ?><?cs call:button_primary("","","[[Volgende stap]]") ?><?cs call:buttons_end() ?></form>
