<?cs # title: [[Dit lukt niet]] ?><?cs # Status: HTTP status. Locked: keyd has no keys yet.
  Again.Action and Again.Fields.N.Name .Value: the form as it was sent, to send it once more (503, 429). ?>
<h1 class="utrecht-heading-1"><?cs if:Status == "400" ?>[[Dit formulier kunnen wij niet lezen]]<?cs elif:Status == "401" ?>[[Log opnieuw in]]<?cs elif:Status == "403" ?>[[U mag deze pagina niet openen]]<?cs elif:Status == "404" ?>[[Deze pagina is er niet]]<?cs elif:Status == "405" ?>[[Dit kan hier niet]]<?cs elif:Status == "409" ?>[[Dit is intussen veranderd]]<?cs elif:Status == "413" ?>[[Te veel tekst in een keer]]<?cs elif:Status == "422" ?>[[Controleer uw antwoorden]]<?cs elif:Status == "429" ?>[[Het is nu erg druk]]<?cs elif:Locked ?>[[Het systeem is nog op slot]]<?cs elif:Status == "503" ?><?cs if:Program.Staff && !Again.Action ?>[[Deze pagina is er nu even niet]]<?cs else ?>[[Wij kunnen nu even niets opslaan]]<?cs /if ?><?cs else ?>[[Er ging bij ons iets mis]]<?cs /if ?></h1>
<?cs if:Status == "400" ?><p>[[Er kwam iets binnen dat ons formulier niet kan versturen. Er is niets opgeslagen. Ga terug en probeer het opnieuw.]]</p>
<?cs elif:Status == "401" ?><p>[[U bent niet ingelogd of uw sessie is verlopen.]]</p>
<?cs elif:Status == "403" ?><p>[[Uw account heeft hiervoor geen recht. Is dat niet juist? Vraag het uw leidinggevende.]]</p>
<?cs elif:Status == "404" ?><p>[[Misschien klopt het adres niet. Of de pagina is niet voor u bedoeld.]]</p>
<?cs elif:Status == "405" ?><p>[[Open de pagina opnieuw vanaf het begin.]]</p>
<?cs elif:Status == "409" ?><p>[[U of een collega heeft dit net veranderd. Er is nu niets opgeslagen. Open de pagina opnieuw en kijk wat er veranderd is.]]</p>
<?cs elif:Status == "413" ?><p>[[Wat u verstuurde is te groot. Er is niets bewaard. Ga terug in uw browser: uw tekst staat er dan meestal nog. Maak de tekst korter en verstuur opnieuw.]]</p>
<?cs elif:Status == "422" ?><p>[[Er is niets opgeslagen. Ga terug en kijk uw antwoorden na.]]</p>
<?cs elif:Status == "429" ?><p>[[Wacht een minuut en probeer het dan opnieuw.]]<?cs if:Again.Action ?> [[Wat u typte is niet weg.]]<?cs /if ?></p>
<?cs elif:Locked ?><p>[[De sleutels zijn nog niet vrijgegeven. Meldingen komen gewoon binnen en blijven bewaard. Een beheerder moet het systeem openen.]]</p>
<?cs elif:Status == "503" ?><p><?cs if:Program.Staff && !Again.Action ?>[[Dit duurt meestal kort. Wacht even en open de pagina opnieuw.]]<?cs else ?>[[Dit duurt meestal kort. Uw bericht is nog niet verstuurd. Wacht even en verstuur het opnieuw.]]<?cs /if ?></p>
<?cs else ?><p>[[Dit ligt niet aan u. Probeer het over een paar minuten opnieuw.]]</p>
<?cs /if ?>
<?cs if:Again.Action ?><form method="post" action="<?cs var:Again.Action ?>">
<?cs call:form_secrets() ?><?cs each:a = Again.Fields ?><?cs call:hidden(a.Name,a.Value) ?><?cs /each ?><?cs call:buttons_start() ?><?cs call:button_primary("","","[[Verstuur opnieuw]]") ?><?cs call:buttons_end() ?></form>
<?cs /if ?><?cs if:Program.Staff ?><p><a class="utrecht-link" href="/<?cs var:Lang ?>/<?cs if:!User.Name ?>login<?cs /if ?>"><?cs if:User.Roles.caseworker || User.Roles.lead || User.Roles.analyst || User.Roles.security_adviser ?>[[Naar de werkvoorraad]]<?cs elif:User.Name ?>[[Naar uw eerste pagina]]<?cs else ?>[[Naar het inlogscherm]]<?cs /if ?></a></p>
<?cs else ?><p><a class="utrecht-link" href="/<?cs var:Lang ?>/">[[Naar de eerste pagina]]</a></p>
<?cs if:Site.Phone ?><p>[[U kunt ook bellen: <span dir="ltr"><?cs var:Site.Phone ?></span>.]] <?cs var:Opening.Text ?></p>
<?cs /if ?><?cs /if ?>
