<?cs # title: [[Kijk uw antwoorden na]] ?><?cs # Parts.N.Heading .Rows.M.Label .Value .Note .Change .Files.K.Number .Name .About; EmptyText, Empty.N.Heading .Labels .Change; Urgent; WithCode; Again.Text when sending did not work yet ?>
<?cs if:Notice.Renewed ?><?cs call:notice_start("info","[[Uw formulier stond lang open]]") ?><p>[[Uw melding is nog niet verstuurd. Alles wat u invulde is er nog. Kijk het na en verstuur het dan.]]</p>
<?cs call:notice_end() ?><?cs /if ?><?cs call:step_line(Step.Now,Step.Total) ?>
<h1 class="utrecht-heading-1"><?cs var:Page.Heading ?></h1>
<p>[[Er is nog niets verstuurd. Kijk of alles klopt. U kunt elk antwoord wijzigen.]]</p>
<form id="melding" method="post" action="<?cs var:Action ?>" novalidate>
<?cs call:form_secrets() ?><?cs each:p = Parts ?><?cs if:subcount(p.Rows) ?><h2 class="utrecht-heading-3"><?cs var:p.Heading ?></h2>
<?cs call:facts_start() ?><?cs each:r = p.Rows ?><?cs if:subcount(r.Files) ?><?cs call:fact_files(r.Label,r.Files,"change",r.Change) ?><?cs else ?><?cs call:fact_change(r.Label,r.Value,"change",r.Change) ?><?cs /if ?><?cs /each ?><?cs call:facts_end() ?><?cs each:r = p.Rows ?><?cs if:r.Note ?><p class="kp-small"><?cs var:r.Label ?>: <?cs var:r.Note ?></p>
<?cs /if ?><?cs /each ?><?cs /if ?><?cs /each ?><?cs if:subcount(Empty) ?><?cs call:details_start(EmptyText) ?><?cs call:facts_start() ?><?cs each:r = Empty ?><?cs call:fact_change(r.Heading,r.Labels,"change",r.Change) ?><?cs /each ?><?cs call:facts_end() ?><?cs call:details_end() ?><?cs /if ?><?cs if:Urgent ?><?cs call:notice_start("warning","[[Deze melding gaat meteen door]]") ?><p>[[Is er nu gevaar? Bel <a class="utrecht-link" href="tel:112">112</a>. Wij lezen dit formulier niet meteen, maar uiterlijk op <?cs var:ReadBy ?>. Omdat uw melding meteen doorgaat, kan een medewerker ongeveer weten wanneer u haar verstuurde.]]</p>
<?cs call:notice_end() ?><?cs /if ?><h2 class="utrecht-heading-3">[[Klopt alles?]]</h2>
<p>[[Na het versturen kunt u uw melding niet meer wijzigen of terughalen.]] <?cs if:WithCode ?>[[U krijgt dan een nummer en een geheime code. Houd pen en papier klaar.]]<?cs else ?>[[U krijgt dan een nummer. U koos ervoor om geen code te krijgen.]]<?cs /if ?></p>
<?cs call:buttons_start() ?><?cs call:button_primary("go","send","[[Versturen]]") ?><?cs call:button_secondary("go","previous","[[Vorige stap]]") ?><?cs call:buttons_end() ?></form>
