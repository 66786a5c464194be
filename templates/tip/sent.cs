<?cs # title: [[Uw melding is verstuurd]] ?><?cs # Reference; Code (absent without a code); MailboxDays; LookFrom; ReadBy when it went at once. Try.Right, Try.Error ?>
<?cs call:error_summary() ?>
<h1 class="utrecht-heading-1">[[Uw melding is verstuurd]]</h1>
<form id="melding" method="post" action="<?cs var:Action ?>" novalidate>
<?cs call:form_secrets() ?><p>[[Dank u wel. Wij hebben uw melding ontvangen.]]</p>
<?cs call:facts_start() ?><div><dt>[[Nummer van uw melding]]</dt><dd id="reference"><?cs call:code(Reference) ?></dd></div>
<?cs if:Code ?><div><dt>[[Uw geheime code]]</dt><dd id="receipt"><strong><?cs call:code(Code) ?></strong></dd></div>
<?cs /if ?><?cs call:facts_end() ?>
<p>[[Het nummer is niet geheim. Noem het als u ons over deze melding belt.]]</p>
<?cs if:Code ?><?cs call:notice_start("warning","[[Schrijf de code nu op]]") ?><p>[[U ziet de code alleen op deze pagina. Niemand kan hem opnieuw maken, wij ook niet. Wie de code heeft, kan zien hoe het met uw melding staat en namens u antwoorden. Bewaar hem waar anderen niet kijken, en geef hem aan niemand.]]</p>
<p>[[De code werkt tot <?cs var:MailboxDays ?> dagen nadat wij uw melding hebben afgerond.]]</p>
<?cs call:notice_end() ?><?cs if:Try.Right ?><?cs call:notice_start("success","") ?><p>[[De code klopt. U hebt hem goed opgeschreven.]]</p>
<?cs call:notice_end() ?><?cs else ?><p>[[Probeer nu of u de code goed hebt opgeschreven. Typ hem over van uw papier.]]</p>
<?cs call:code_field("try","[[Uw geheime code]]","","",Try.Error,"text","off") ?><?cs call:buttons_start() ?><?cs call:button_secondary("go","try","[[Probeer de code]]") ?><?cs call:buttons_end() ?><?cs /if ?><?cs /if ?></form>
<h2 class="utrecht-heading-2">[[Wat gebeurt er nu?]]</h2>
<ul class="utrecht-unordered-list">
<?cs if:ReadBy ?><li>[[Uw melding is meteen bij ons binnengekomen, maar niemand let daar dag en nacht op. Wij lezen haar uiterlijk op <?cs var:ReadBy ?>.]]</li>
<?cs /if ?><li>[[Binnen vijf werkdagen beoordeelt een medewerker uw melding.]]</li>
<li>[[Is er meer nodig? Dan zoeken wij verder of geven wij de melding door aan wie erover gaat.]]<?cs if:Code ?> [[Soms willen wij u iets vragen. Die vraag staat dan bij Mijn melding.]]<?cs /if ?></li>
<li>[[U hoort niet wat de uitkomst is. Dat mogen wij niet vertellen.]]</li>
<?cs if:Code ?><li>[[Kijk bij Mijn melding, vanaf <?cs var:LookFrom ?>. Met uw code ziet u daar hoe het met uw melding staat en of wij u iets vragen. U kunt antwoorden, iets toevoegen of een bestand meesturen. U hoeft daarbij niet te zeggen wie u bent.]]</li>
<?cs /if ?></ul>
<p>[[Wilt u dit bewaren? Print deze pagina dan met uw browser. Doe dat alleen als niemand anders de afdruk kan vinden.]]</p>
<p>[[Wij hebben uw browser gevraagd om te wissen wat u invulde. De geschiedenis van uw browser moet u zelf wissen. Sluit daarna dit venster.]] <?cs if:Code ?>[[Tot een half uur na het versturen kan iemand op dit apparaat uw antwoorden en de code terugkrijgen.]]<?cs else ?>[[Tot een half uur na het versturen kan iemand op dit apparaat uw antwoorden terugkrijgen.]]<?cs /if ?> [[Een privévenster bewaart het minst.]]</p>
