<?cs # title: [[Signaal]] ?><?cs # S.* (desk_put)   Story, Story.Text .Answers.N .Reporter.N .Additions.N (.File) .Damaged .Warned   Told.N.No .Answers.M
  Sealed.Ask .Locked .Away .Limit .Moving .Steps   Judged.N.No .Kind .Name .Grade .Verdict .Intent   Notes.N.Text .Who .When   Events.N   Looks.N
  May.<act>, Choices.assignee, Choices.purpose, Region.Code .Text (chosen before it was opened, not saved), Done, Conflict.Who .What .When, Downloaded.When .Url, Form, Errors ?>
<?cs call:error_summary() ?><p class="kp-back"><a class="utrecht-link" href="/<?cs var:Lang ?>/queue">[[Terug naar de werkvoorraad]]</a></p>
<h1 class="utrecht-heading-1">[[Signaal]] <?cs call:code(S.Number) ?></h1>
<p><?cs call:status_chip(S.Status,S.StatusText) ?> <?cs if:S.First.Text ?><?cs if:S.First.Kind ?><?cs call:due(S.First.Kind,S.First.Text) ?><?cs else ?><?cs call:badge("neutral",S.First.Text) ?><?cs /if ?> <?cs /if ?><?cs if:S.Security ?><?cs call:badge("danger","[[Nationale veiligheid]]") ?> <?cs /if ?><?cs if:S.Danger ?><?cs call:badge("danger","[[Gevaar]]") ?> <?cs /if ?><?cs if:S.News ?><?cs call:badge("info","[[Nieuwe informatie]]") ?> <?cs /if ?><?cs if:S.Suspect ?><?cs call:badge("warning","[[Mogelijk automatisch of massaal]]") ?> <?cs /if ?><?cs if:S.Recheck ?><?cs call:badge("warning","[[Tweede blik nodig]]") ?><?cs /if ?></p>
<?cs if:Done ?><div role="status"><?cs call:notice("success","",Done) ?></div>
<?cs /if ?><?cs if:Downloaded.When ?><div role="alert"><?cs call:notice_start("warning","[[Al gedownload]]") ?><p>[[U hebt dit origineel al gedownload op <?cs var:Downloaded.When ?>.]]</p>
<p>[[Elke toestemming geldt voor één keer. Hebt u het weer nodig? Vraag het opnieuw. Een tweede persoon beslist dan weer.]]<?cs if:Downloaded.Url ?> <a class="utrecht-link" href="<?cs var:Downloaded.Url ?>">[[Vraag het origineel opnieuw]]</a><?cs /if ?></p>
<?cs call:notice_end() ?></div>
<?cs /if ?><?cs call:conflict() ?><?cs if:S.Danger && !S.IsClosed ?><?cs call:notice("danger","[[Er is misschien iemand in gevaar]]","[[Bel bij acuut gevaar eerst 112. Doe daarna pas de rest.]]") ?><?cs /if ?>
<?cs if:S.Todo ?><p><strong>[[Nog te doen, uiterlijk op <?cs var:S.Due.Date ?>: <?cs var:S.Todo ?>.]]</strong></p>
<?cs /if ?><?cs if:May.note && (May.claimed || May.taken_over || May.judged || May.forwarded || May.closed || May.reopened || (May.rechecked && S.Recheck) || May.handed_over || May.linked || May.enriched || Ask.May || May.waiting || May.resumed || May.returned || (May.news_read && S.News)) ?><section class="kp-acts" aria-label="[[Wat wilt u doen?]]">
<?cs if:May.claimed ?><form method="post" action="<?cs var:S.Url ?>/claimed"><?cs call:form_secrets() ?><?cs call:hidden("version",S.Version) ?><?cs call:button_primary("","","[[Neem in behandeling]]") ?></form>
<?cs /if ?><?cs if:May.taken_over ?><a class="utrecht-button utrecht-button--secondary-action" href="<?cs var:S.Url ?>/taken_over">[[Neem over]]</a>
<?cs /if ?><?cs if:May.resumed ?><a class="utrecht-button utrecht-button--<?cs if:May.claimed ?>secondary<?cs else ?>primary<?cs /if ?>-action" href="<?cs var:S.Url ?>/resumed">[[Ga verder met behandelen]]</a>
<?cs /if ?><?cs if:May.judged ?><a class="utrecht-button utrecht-button--<?cs if:S.Assessed ?>secondary<?cs else ?>primary<?cs /if ?>-action" href="<?cs var:S.Url ?>/assess"><?cs if:S.Assessed ?>[[Beoordeel opnieuw]]<?cs else ?>[[Beoordeel]]<?cs /if ?></a>
<?cs /if ?><?cs if:May.forwarded ?><a class="utrecht-button utrecht-button--<?cs if:S.Forwarded ?>secondary<?cs else ?>primary<?cs /if ?>-action" href="<?cs var:S.Url ?>/forward"><?cs if:S.Forwarded ?>[[Zet nog eens door]]<?cs else ?>[[Zet door]]<?cs /if ?></a>
<?cs /if ?><?cs if:May.closed ?><a class="utrecht-button utrecht-button--secondary-action" href="<?cs var:S.Url ?>/close">[[Sluit af]]</a>
<?cs /if ?><?cs if:May.reopened ?><a class="utrecht-button utrecht-button--secondary-action" href="<?cs var:S.Url ?>/reopened">[[Heropen]]</a>
<?cs /if ?><?cs if:May.rechecked && S.Recheck ?><a class="utrecht-button utrecht-button--primary-action" href="<?cs var:S.Url ?>/rechecked">[[Doe de tweede blik]]</a>
<?cs /if ?><?cs if:May.handed_over ?><a class="utrecht-link" href="<?cs var:S.Url ?>/handed_over">[[Nationale veiligheid: draag over]]</a>
<?cs /if ?><?cs if:May.linked ?><a class="utrecht-link" href="<?cs var:S.Url ?>/linked">[[Rond het koppelen af]]</a>
<?cs /if ?><?cs if:May.enriched ?><a class="utrecht-link" href="<?cs var:S.Url ?>/enriched">[[Rond het verrijken af]]</a>
<?cs /if ?><?cs if:Ask.May ?><a class="utrecht-link" href="<?cs var:S.Url ?>/ask">[[Stel de melder een vraag]]</a>
<?cs /if ?><?cs if:May.waiting ?><a class="utrecht-link" href="<?cs var:S.Url ?>/waiting">[[Zet op wachten]]</a>
<?cs /if ?><?cs if:May.returned ?><a class="utrecht-link" href="<?cs var:S.Url ?>/returned">[[Teruggekregen: niet voor dit bureau]]</a>
<?cs /if ?><?cs if:May.news_read && S.News ?><a class="utrecht-link" href="<?cs var:S.Url ?>/news_read">[[Nieuwe informatie is verwerkt]]</a>
<?cs /if ?></section>
<?cs /if ?><?cs call:columns_start() ?><?cs call:panel_start("h-melding","[[De melding]]") ?><?cs if:Story ?><?cs if:Story.Warned ?><?cs call:notice("warning","[[U zoekt veel op]]","[[U nadert de grens voor opzoeken buiten uw eigen werk. Daarna moet u even wachten.]]") ?><?cs /if ?><?cs if:Story.Damaged ?><?cs call:notice("danger","[[Een deel kan niet worden gelezen]]","[[Een stuk van dit signaal is beschadigd. Meld dit bij de beheerder.]]") ?><?cs /if ?>
<?cs if:Story.Text ?><div class="kp-story kp-words" dir="auto"><?cs var:Story.Text ?></div>
<?cs /if ?><?cs if:subcount(Story.Answers) ?><?cs call:facts_start() ?><?cs each:a = Story.Answers ?><?cs if:a.Url ?><div><dt><?cs var:a.Label ?></dt><dd><a class="utrecht-link" href="<?cs var:a.Url ?>"><?cs call:code(a.Value) ?></a></dd></div>
<?cs else ?><?cs call:fact_words(a.Label,a.Value) ?><?cs /if ?><?cs /each ?><?cs call:facts_end() ?><?cs /if ?><?cs call:translations(Story.Translations) ?><?cs if:Story.Of && May.translated ?><p class="kp-small"><a class="utrecht-link" href="<?cs var:S.Url ?>/translate?of=<?cs var:Story.Of ?>">[[Voeg een vertaling toe]]<span class="kp-hidden"> [[van de melding]]</span></a></p>
<?cs /if ?>
<?cs elif:Sealed.Moving ?><?cs call:notice("info","[[Dit signaal is net aan u overgedragen]]","[[De tekst komt zo. Open de pagina over een halve minuut opnieuw.]]") ?>
<?cs elif:Sealed.Locked ?><?cs call:notice("info","[[De sleutels zijn nog niet vrijgegeven]]","[[De tekst blijft dicht tot een beheerder de sleutels vrijgeeft. De andere gegevens ziet u wel.]]") ?>
<?cs elif:Sealed.Away ?><?cs call:notice("info","[[De tekst is er nu niet]]","[[De sleuteldienst antwoordt niet. Probeer het over een minuut opnieuw.]]") ?>
<?cs elif:Sealed.Limit ?><?cs call:notice("danger","[[U hebt de grens voor opzoeken bereikt]]","[[Wacht tien minuten. Moet u nu verder? Vraag uw leidinggevende.]]") ?>
<?cs else ?><p>[[Dit signaal ligt niet bij u. U kunt het wel opzoeken: zeg waarom. Uw naam en reden worden vastgelegd.]]<?cs if:Sealed.Steps ?> [[Daarna kunt u een dag lang ook de stappen nemen waarvoor u de tekst moet kennen.]]<?cs /if ?></p>
<form method="post" action="<?cs var:S.Url ?>/open" novalidate><?cs call:form_secrets() ?><?cs if:Region.Code ?><p>[[Uw keuze voor de regio blijft staan: <?cs var:Region.Text ?>.]]</p>
<?cs call:hidden("province",Region.Code) ?><?cs /if ?><?cs call:radio_field("purpose","[[Waarvoor opent u dit signaal?]]","",0,Choices.purpose,Wrong.purpose) ?><?cs call:prose_field("reason","[[Reden]]","[[Bijvoorbeeld: overleg met de behandelaar over een signaal over hetzelfde adres.]]",0,Form.reason,Wrong.reason,"3") ?><?cs call:buttons_start() ?><?cs call:button_primary("","","[[Open de tekst]]") ?><?cs call:buttons_end() ?></form>
<?cs /if ?><?cs call:panel_end() ?>
<?cs if:subcount(Told) || subcount(Judged) ?><?cs call:panel_start("h-wie","[[Over wie]]") ?><?cs each:t = Told ?><h3 class="utrecht-heading-4">[[Betrokkene <?cs var:t.No ?>]]</h3>
<?cs call:facts_start() ?><?cs each:a = t.Answers ?><?cs call:fact_words(a.Label,a.Value) ?><?cs /each ?><?cs call:facts_end() ?><?cs /each ?>
<?cs if:subcount(Judged) ?><?cs call:table_stacked("oordeel","[[Oordeel per betrokkene]]") ?><thead><tr><th scope="col">[[Nr.]]</th><th scope="col">[[Wie of wat]]</th><th scope="col">[[Waardering]]</th><th scope="col">[[Oordeel]]</th><th scope="col">[[Opzet]]</th></tr></thead>
<tbody><?cs each:j = Judged ?><tr><th scope="row"><?cs var:j.No ?></th><td><?cs var:j.Kind ?><?cs if:j.Name ?>, <bdi><?cs var:j.Name ?></bdi><?cs /if ?></td><td><?cs call:code(j.Grade) ?></td><td><?cs if:j.Verdict ?><?cs var:j.Verdict ?><?cs else ?><span class="kp-none">[[nog niet beoordeeld]]</span><?cs /if ?></td><td><?cs if:j.Intent ?><?cs var:j.Intent ?><?cs else ?>–<?cs /if ?></td></tr>
<?cs /each ?></tbody>
<?cs call:table_end() ?><?cs /if ?><?cs call:panel_end() ?><?cs /if ?>
<?cs if:subcount(Story.Additions) ?><?cs call:panel_start("h-extra","[[Later toegevoegd door de melder]]") ?><?cs each:x = Story.Additions ?><h3 class="utrecht-heading-4"><?cs var:x.Day ?></h3>
<?cs if:x.File ?><p class="kp-small">[[Met een bestand erbij.]] <a class="utrecht-link" href="#h-bestanden">[[Bekijk de bestanden]]</a></p>
<?cs /if ?><?cs if:subcount(x.Answers) ?><?cs call:facts_start() ?><?cs each:a = x.Answers ?><?cs if:a.No ?><?cs call:fact_words(a.Label + " (" + a.No + ")",a.Value) ?><?cs else ?><?cs call:fact_words(a.Label,a.Value) ?><?cs /if ?><?cs /each ?><?cs call:facts_end() ?><?cs /if ?><?cs call:translations(x.Translations) ?><?cs if:x.Of && subcount(x.Answers) && May.translated ?><p class="kp-small"><a class="utrecht-link" href="<?cs var:S.Url ?>/translate?of=<?cs var:x.Of ?>">[[Voeg een vertaling toe]]<span class="kp-hidden"> [[van de aanvulling van <?cs var:x.Day ?>]]</span></a></p>
<?cs /if ?><?cs /each ?><?cs call:panel_end() ?><?cs /if ?>
<?cs include!"files.cs" ?>
<?cs include!"dialogue.cs" ?>
<?cs if:subcount(Story.Reporter) ?><?cs call:panel_start("h-melder","[[De melder]]") ?><?cs call:facts_start() ?><?cs each:a = Story.Reporter ?><?cs call:fact_words(a.Label,a.Value) ?><?cs /each ?><?cs call:facts_end() ?><?cs call:panel_end() ?><?cs /if ?>
<?cs if:Story || May.note ?><?cs call:panel_start("h-notities","[[Notities]]") ?><?cs each:n = Notes ?><article class="kp-note"><p class="kp-small"><bdi><?cs var:n.Who ?></bdi>, <?cs var:n.When ?></p>
<?cs call:words(n.Text) ?></article>
<?cs /each ?><?cs if:May.note ?><form method="post" action="<?cs var:S.Url ?>/note" novalidate><?cs call:form_secrets() ?><?cs call:hidden("form",S.Form) ?><?cs call:prose_field("note","[[Nieuwe notitie]]","",0,Form.note,Wrong.note,"3") ?><?cs call:buttons_start() ?><?cs call:button_secondary("","","[[Bewaar notitie]]") ?><?cs call:buttons_end() ?></form>
<?cs /if ?><?cs call:panel_end() ?><?cs /if ?>
<?cs call:panel_start("h-verloop","[[Verloop]]") ?><ol class="kp-timeline">
<?cs each:e = Events ?><li><span class="kp-small"><?cs var:e.When ?></span><br><strong><?cs var:e.What ?></strong><?cs if:e.Who ?> · <bdi><?cs var:e.Who ?></bdi><?cs /if ?><?cs if:e.Detail ?><br><?cs var:e.Detail ?><?cs /if ?><?cs if:e.Number ?><br>[[Nieuw signaal:]] <?cs if:e.Url ?><a class="utrecht-link" href="<?cs var:e.Url ?>"><?cs call:code(e.Number) ?></a><?cs else ?><?cs call:code(e.Number) ?><?cs /if ?><?cs /if ?><?cs if:e.About ?><?cs call:words(e.About) ?><?cs /if ?><?cs if:e.Reason ?><?cs call:words(e.Reason) ?><?cs /if ?></li>
<?cs /each ?></ol>
<?cs call:panel_end() ?><?cs call:details_start("[[Wie keek naar dit signaal]]") ?><?cs call:table_start("gekeken","[[De laatste keren, nieuwste eerst]]") ?><thead><tr><th scope="col">[[Wanneer]]</th><th scope="col">[[Wie]]</th><th scope="col">[[Wat]]</th><th scope="col">[[Waarvoor]]</th></tr></thead>
<tbody><?cs each:l = Looks ?><tr><td class="kp-date"><?cs var:l.When ?></td><td><bdi><?cs var:l.Who ?></bdi></td><td><?cs var:l.What ?><?cs if:l.Times ?> <span class="kp-small"><?cs var:l.Times ?></span><?cs /if ?></td><td><?cs var:l.Why ?><?cs if:l.Reason ?><?cs call:words(l.Reason) ?><?cs /if ?></td></tr>
<?cs /each ?></tbody>
<?cs call:table_end() ?><?cs call:details_end() ?>
<?cs call:columns_aside() ?><?cs call:panel_start("h-feiten","[[Gegevens]]") ?><?cs call:facts_start() ?><?cs call:fact("[[Onderwerp]]",S.Subject) ?><div><dt>[[Uiterlijk]]</dt><dd><?cs var:S.Due.Date ?><?cs if:S.Due.Text ?><br><?cs call:due(S.Due.Kind,S.Due.Text) ?><?cs /if ?><?cs if:!S.Due.Met ?><br><span class="kp-small">[[Dan moeten alle vier de stappen klaar zijn: vijf werkdagen na ontvangst.]]</span><?cs /if ?></dd></div>
<?cs if:S.ActBy.Date ?><div><dt>[[Handelen uiterlijk op]]</dt><dd><?cs var:S.ActBy.Date ?><?cs if:S.ActBy.Text ?><br><?cs call:due(S.ActBy.Kind,S.ActBy.Text) ?><?cs /if ?><?cs if:!S.ActBy.Met ?><br><span class="kp-small">[[Dit signaal heeft haast: zet het uiterlijk die dag door. De vroegste van de twee data telt in de werkvoorraad.]]</span><?cs /if ?></dd></div>
<?cs /if ?><?cs if:S.News ?><div><dt>[[Nieuwe informatie]]</dt><dd><?cs var:S.News ?><?cs if:S.NewsDue.Date ?><br>[[verwerken uiterlijk op]] <?cs var:S.NewsDue.Date ?><?cs /if ?></dd></div>
<?cs /if ?><?cs call:fact("[[Ontvangen]]",S.Received) ?><?cs if:S.Reference ?><div><dt>[[Nummer van de melder]]</dt><dd><?cs call:code(S.Reference) ?></dd></div>
<?cs /if ?><?cs call:fact("[[Via]]",S.Channel) ?><?cs if:S.Province && !subcount(Choices.province) ?><?cs call:fact("[[Regio]]",S.Province) ?><?cs /if ?><?cs call:fact("[[Taal]]",S.Lang) ?><?cs call:fact("[[Melder]]",S.Reporter) ?><div><dt>[[Behandelaar]]</dt><dd><?cs if:S.Mine ?>[[U]]<?cs elif:S.Assignee ?><bdi><?cs var:S.Assignee ?></bdi><?cs else ?><span class="kp-none">[[Niemand]]</span><?cs /if ?></dd></div>
<?cs call:fact("[[Bureau]]",S.Desk) ?><?cs if:S.IsClosed ?><?cs call:fact("[[Afgesloten]]",S.Closed) ?><?cs call:fact("[[Omdat]]",S.Reason) ?><?cs /if ?><?cs call:facts_end() ?><?cs if:subcount(Choices.province) ?><?cs if:Region.Code ?><p><strong>[[Uw keuze voor de regio is nog niet bewaard.]]</strong></p>
<?cs /if ?><form class="kp-assign" method="post" action="<?cs var:S.Url ?>/region"><?cs call:form_secrets() ?><?cs call:select_field("province","[[Regio]]","",0,Choices.province,"") ?><?cs call:button_secondary("","","[[Bewaar regio]]") ?></form>
<?cs /if ?><?cs if:May.assigned ?><form class="kp-assign" method="post" action="<?cs var:S.Url ?>/assigned"><?cs call:form_secrets() ?><?cs call:hidden("version",S.Version) ?><?cs call:select_field("assignee","[[Geef aan]]","",0,Choices.assignee,Wrong.assignee) ?><?cs call:button_secondary("","","[[Wijs toe]]") ?></form>
<?cs /if ?><?cs call:panel_end() ?>
<?cs call:panel_start("h-stappen","[[Vier stappen]]") ?><?cs call:facts_start() ?><?cs call:dated("[[Beoordeeld]]",S.Assessed) ?><?cs call:dated("[[Gekoppeld]]",S.Linked) ?><?cs call:dated("[[Verrijkt]]",S.Enriched) ?><?cs call:dated("[[Doorgezet]]",S.Forwarded) ?><?cs call:facts_end() ?><?cs call:panel_end() ?>
<?cs call:columns_end() ?>
