<?cs # title: [[Deze aanvulling is niet opgeslagen]] ?><?cs # Twenty additions are the most; Reference, Action ?>
<h1 class="utrecht-heading-1">[[Deze aanvulling is niet opgeslagen]]</h1>
<p>[[Uw melding en uw eerdere aanvullingen staan bij ons. Meer dan 20 aanvullingen bij een melding kunnen wij hier niet bewaren.]]</p>
<?cs call:facts_start() ?><div><dt>[[Nummer van uw melding]]</dt><dd id="reference"><?cs call:code(Reference) ?></dd></div>
<?cs call:facts_end() ?>
<p>[[Wilt u nog iets vertellen? Bel ons en noem dit nummer. Of doe een nieuwe melding, en kies daar voor extra informatie bij een eerdere melding.]]</p>
<form id="melding" method="post" action="<?cs var:Action ?>" novalidate>
<?cs call:form_secrets() ?><?cs call:buttons_start() ?><?cs call:button_secondary("go","check","[[Terug naar uw antwoorden]]") ?><?cs call:buttons_end() ?></form>
