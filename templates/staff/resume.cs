<?cs # title: [[Verder met uw tekst]] ?><?cs # Mine; Action, Fields.N.Name .Value .Long: the POST of before, to be sent by the same person ?>
<h1 class="utrecht-heading-1">[[Verder met uw tekst]]</h1>
<?cs if:Mine ?><p>[[U bent weer ingelogd. Wat u typte is er nog. Er is nog niets opgeslagen.]]</p>
<form id="resume" method="post" action="<?cs var:Action ?>">
<?cs call:form_secrets() ?><?cs each:f = Fields ?><?cs call:hidden(f.Name,f.Value) ?><?cs if:f.Long ?><?cs call:words(f.Value) ?><?cs /if ?><?cs /each ?><?cs call:buttons_start() ?><?cs call:button_primary("","","[[Verder met uw tekst]]") ?><?cs call:buttons_end() ?></form>
<?cs else ?><?cs call:notice_start("warning","[[Deze tekst is van iemand anders]]") ?><p>[[De tekst die hier wachtte, typte een andere collega. Wij laten hem u niet zien en slaan hem niet op.]]</p>
<?cs call:notice_end() ?><?cs /if ?><p><a class="utrecht-link" href="/<?cs var:Lang ?>/"><?cs if:Mine ?>[[Niet versturen. Naar de eerste pagina]]<?cs else ?>[[Naar de eerste pagina]]<?cs /if ?></a></p>
