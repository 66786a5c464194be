<?cs # title: [[Bestanden]] ?><?cs # Files.N.Number .About .Name; Most; Full; Added (number); File.Hint .Error ?>
<?cs call:error_summary() ?>
<?cs if:Notice.Renewed ?><?cs call:notice_start("info","[[Uw formulier stond lang open]]") ?><p>[[Alles wat u invulde is er nog. U kunt gewoon verdergaan.]]</p>
<?cs call:notice_end() ?><?cs /if ?><?cs if:Added ?><?cs call:notice_start("success","") ?><p>[[Bestand <?cs var:Added ?> is toegevoegd.]]</p>
<?cs call:notice_end() ?><?cs /if ?><?cs call:step_line(Step.Now,Step.Total,"") ?>
<h1 class="utrecht-heading-1"><?cs var:Page.Heading ?></h1>
<p>[[Hebt u een foto, een schermafdruk of een document? Dan kunt u het hier toevoegen. Het hoeft niet.]]</p>
<h2 class="utrecht-heading-3">[[Wat gebeurt er met uw bestand?]]</h2>
<ul class="utrecht-unordered-list">
<li>[[In een bestand staat vaak meer dan u ziet. Zoals de plaats waar een foto is gemaakt, het toestel, of de naam van de maker.]]</li>
<li>[[Medewerkers krijgen een nieuwe kopie te zien. Die verborgen gegevens staan daar niet in, en de naam van uw bestand ook niet.]]</li>
<li>[[Het bestand zoals u het stuurt, bewaren wij versleuteld. Het kan bewijs zijn. Een medewerker mag het alleen openen met een goede reden, en als een collega dat ook vindt.]]</li>
<li>[[Wat op de foto of in het document zelf staat, blijft zichtbaar. Kijk dus of iemand daaraan kan zien dat het van u komt.]]</li>
</ul>
<form id="melding" method="post" action="<?cs var:Action ?>" enctype="multipart/form-data" novalidate accept-charset="utf-8">
<?cs call:form_secrets() ?><?cs if:subcount(Files) ?><h2 class="utrecht-heading-3">[[Uw bestanden]]</h2>
<dl class="kp-facts">
<?cs each:f = Files ?><div><dt><?cs var:f.Number ?>. <?cs var:f.About ?></dt><dd><bdi class="kp-words"><?cs var:f.Name ?></bdi></dd>
<dd class="kp-change"><button class="kp-quiet" type="submit" formnovalidate name="remove" value="<?cs var:f.Number ?>">[[Verwijder]]<span class="kp-hidden"> <?cs var:f.Number ?>. <bdi><?cs var:f.Name ?></bdi></span></button></dd></div>
<?cs /each ?></dl>
<p class="kp-small">[[Gebruik de knoppen op deze pagina. Gaat u terug met uw browser, dan kan een bestand dat u net toevoegde er niet meer bij staan.]]</p>
<?cs /if ?><?cs if:Full ?><p>[[U hebt <?cs var:Most ?> bestanden toegevoegd. Meer kan niet.]]</p>
<?cs else ?><?cs call:file_field("file","[[Kies een bestand]]",File.Hint,1,File.Error,"image/jpeg,image/png,application/pdf") ?><?cs call:buttons_start() ?><?cs call:button_secondary("go","add","[[Voeg bestand toe]]") ?><?cs call:buttons_end() ?><?cs /if ?><?cs call:buttons_start() ?><?cs call:button_primary("go","next","[[Volgende stap]]") ?><?cs call:button_secondary("go","previous","[[Vorige stap]]") ?><?cs if:May.Check ?><?cs call:button_quiet("go","check","[[Verder naar versturen]]") ?><?cs /if ?><?cs call:buttons_end() ?></form>
