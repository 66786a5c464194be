<?cs # title: [[Uw nieuwe code]] ?><?cs # Code, MailboxDays, Action. Try.Right, Try.Error ?>
<?cs call:error_summary() ?>
<h1 class="utrecht-heading-1">[[Uw nieuwe code]]</h1>
<form id="mijn" method="post" action="<?cs var:Action ?>" novalidate>
<?cs call:form_secrets() ?><?cs call:facts_start() ?><div><dt>[[Uw geheime code]]</dt><dd id="receipt"><strong><?cs call:code(Code) ?></strong></dd></div>
<?cs call:facts_end() ?>
<?cs call:notice_start("warning","[[Schrijf de code nu op]]") ?><p>[[U ziet de code alleen op deze pagina. Niemand kan hem opnieuw maken, wij ook niet. Uw oude code werkt niet meer: gooi hem weg.]]</p>
<p>[[De code werkt tot <?cs var:MailboxDays ?> dagen nadat wij uw melding hebben afgerond.]]</p>
<?cs call:notice_end() ?><?cs if:Try.Right ?><?cs call:notice_start("success","") ?><p>[[De code klopt. U hebt hem goed opgeschreven.]]</p>
<?cs call:notice_end() ?><?cs else ?><p>[[Probeer nu of u de code goed hebt opgeschreven. Typ hem over van uw papier.]]</p>
<?cs call:code_field("try","[[Uw geheime code]]","","",Try.Error,"text","off") ?><?cs /if ?><?cs call:buttons_start() ?><?cs if:!Try.Right ?><?cs call:button_primary("go","try","[[Probeer de code]]") ?><?cs /if ?><?cs call:button_secondary("go","back","[[Terug naar Mijn melding]]") ?><?cs call:buttons_end() ?></form>
<p>[[Klaar? Klik dan bovenaan op "Verlaat deze site". De geschiedenis van uw browser moet u zelf wissen.]]</p>
