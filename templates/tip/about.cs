<?cs # title: [[Over wie gaat uw melding?]] ?><?cs # The list of persons and companies: Entries.N.Number .Kind .Name, Fields (add), Full ?>
<?cs call:error_summary() ?>
<?cs if:Notice.Renewed ?><?cs call:notice_start("info","[[Uw formulier stond lang open]]") ?><p>[[Alles wat u invulde is er nog. U kunt gewoon verdergaan.]]</p>
<?cs call:notice_end() ?><?cs /if ?><?cs call:step_line(Step.Now,Step.Total,"") ?>
<h1 class="utrecht-heading-1"><?cs var:Page.Heading ?></h1>
<form id="melding" method="post" action="<?cs var:Action ?>" novalidate accept-charset="utf-8">
<?cs call:form_secrets() ?><?cs if:subcount(Entries) ?><dl class="kp-facts">
<?cs each:e = Entries ?><div><dt><?cs var:e.Number ?>. <?cs var:e.Kind ?></dt><dd><?cs if:e.Name ?><bdi><?cs var:e.Name ?></bdi><?cs else ?><span class="kp-none">[[nog geen naam]]</span><?cs /if ?></dd>
<dd class="kp-change"><button class="kp-quiet" type="submit" formnovalidate name="edit" value="<?cs var:e.Number ?>">[[Wijzig]]<span class="kp-hidden"> <?cs var:e.Number ?>. <?cs var:e.Kind ?></span></button> <button class="kp-quiet" type="submit" formnovalidate name="remove" value="<?cs var:e.Number ?>">[[Verwijder]]<span class="kp-hidden"> <?cs var:e.Number ?>. <?cs var:e.Kind ?></span></button></dd></div>
<?cs /each ?></dl>
<?cs /if ?><?cs if:Full ?><p>[[U hebt 10 personen en bedrijven toegevoegd. Meer past hier niet. Zet de anderen bij uw verhaal.]]</p>
<?cs else ?><p>[[Wij vragen niet naar nationaliteit, geloof of uiterlijk.]]</p>
<?cs call:fields(Fields) ?><?cs /if ?><?cs call:buttons_start() ?><?cs call:button_primary("go","next","[[Volgende stap]]") ?><?cs call:button_secondary("go","previous","[[Vorige stap]]") ?><?cs call:button_quiet("go","check","[[Verder naar versturen]]") ?><?cs call:buttons_end() ?></form>
