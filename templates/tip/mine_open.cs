<?cs # title: [[Mijn melding]] ?><?cs # Stage.Name .Text, LookFrom, Until, MailboxDays; Questions.N.Text .Own .Lang .Before .Name .Value .Error .Tap .Choices; Several; Add.Value .Error, MaxLength; Files.N.Number .About .Name (to be sent); Sent.N.No .Day .State; Action ?>
<?cs call:error_summary() ?>
<h1 class="utrecht-heading-1">[[Mijn melding]]</h1>
<?cs if:subcount(Questions) ?><?cs call:notice_start("info","") ?><p><strong><?cs if:Several ?>[[Wij hebben vragen voor u.]]<?cs else ?>[[Wij hebben een vraag voor u.]]<?cs /if ?></strong> [[U hoeft niet te antwoorden. Met een antwoord kunnen wij meer doen met uw melding.]]</p>
<?cs call:notice_end() ?><?cs /if ?><?cs call:facts_start() ?><div><dt>[[Zo staat het met uw melding]]</dt><dd><strong><?cs var:Stage.Name ?></strong><br><?cs var:Stage.Text ?></dd></div>
<?cs if:LookFrom ?><div><dt>[[Kijk hier opnieuw]]</dt><dd>[[vanaf <?cs var:LookFrom ?>]]</dd></div>
<?cs /if ?><div><dt>[[Uw code werkt]]</dt><dd><?cs if:Until ?>[[tot en met <?cs var:Until ?>]]<?cs else ?>[[tot <?cs var:MailboxDays ?> dagen nadat wij uw melding hebben afgerond]]<?cs /if ?></dd></div>
<?cs call:facts_end() ?>
<form id="mijn" method="post" action="<?cs var:Action ?>" novalidate accept-charset="utf-8">
<?cs call:form_secrets() ?><?cs if:subcount(Questions) ?><h2 class="utrecht-heading-2"><?cs if:Several ?>[[Onze vragen]]<?cs else ?>[[Onze vraag]]<?cs /if ?></h2>
<p>[[Schrijf alleen wat u al weet. Zoek niets uit. Wilt u anoniem blijven? Schrijf dan niets waaraan iemand u kan herkennen.]]</p>
<?cs each:q = Questions ?><?cs if:q.Tap ?><fieldset class="utrecht-form-fieldset kp-asked"<?cs if:q.Before ?> aria-describedby="<?cs var:q.Tap ?>-hint"<?cs /if ?>>
<legend class="utrecht-form-fieldset__legend"><?cs call:asked(q) ?></legend>
<?cs if:q.Before ?><div class="utrecht-form-field-description" id="<?cs var:q.Tap ?>-hint">[[Antwoord als het kan voor <?cs var:q.Before ?>.]]</div>
<?cs /if ?><div class="kp-ticks">
<?cs each:c = q.Choices ?><?cs if:first(c) ?><?cs call:tick_row("radio",q.Tap,q.Tap,c,0) ?><?cs else ?><?cs call:tick_row("radio",q.Tap,q.Tap + "-" + c.Value,c,0) ?><?cs /if ?><?cs /each ?></div>
<?cs call:prose_field(q.Name,"[[Wilt u er iets bij vertellen?]]","",1,q.Value,q.Error,"3") ?></fieldset>
<?cs else ?><div class="utrecht-form-field kp-asked<?cs if:q.Error ?> utrecht-form-field--invalid<?cs /if ?>">
<label class="utrecht-form-label" for="<?cs var:q.Name ?>"><?cs call:asked(q) ?></label>
<?cs if:q.Before ?><div class="utrecht-form-field-description" id="<?cs var:q.Name ?>-hint">[[Antwoord als het kan voor <?cs var:q.Before ?>.]]</div>
<?cs /if ?><?cs call:error_line(q.Name,q.Error) ?><textarea class="utrecht-textarea<?cs if:q.Error ?> utrecht-textarea--invalid<?cs /if ?>" id="<?cs var:q.Name ?>" name="<?cs var:q.Name ?>" rows="5" dir="auto" spellcheck="false"<?cs call:described(q.Name,q.Before,q.Error,0) ?><?cs call:invalid(q.Error) ?>>
<?cs var:q.Value ?></textarea>
</div>
<?cs /if ?><?cs /each ?><?cs /if ?><h2 class="utrecht-heading-2">[[Iets toevoegen]]</h2>
<?cs call:prose_field("add","[[Wilt u nog iets vertellen over uw melding?]]","[[Alleen als u nog iets weet. U mag in elke taal schrijven.]]",1,Add.Value,Add.Error,"5") ?><p class="kp-small">[[Per antwoord kunt u maximaal <?cs var:MaxLength ?> tekens gebruiken. Wat u leeg laat, blijft open. Na het versturen kunt u een antwoord niet meer wijzigen of terughalen, en u ziet het hier niet terug.]]</p>
<?cs if:subcount(Files) ?><h3 class="utrecht-heading-3">[[Bestanden om mee te sturen]]</h3>
<ul class="utrecht-unordered-list">
<?cs each:f = Files ?><li><?cs var:f.Number ?>. <?cs var:f.About ?>: <bdi class="kp-words"><?cs var:f.Name ?></bdi></li>
<?cs /each ?></ul>
<p>[[Deze bestanden worden verstuurd als u op "Versturen" klikt.]]</p>
<?cs /if ?><?cs call:buttons_start() ?><?cs call:button_primary("go","send","[[Versturen]]") ?><?cs if:subcount(Files) ?><?cs call:button_secondary("go","file","[[Bestanden wijzigen]]") ?><?cs else ?><?cs call:button_secondary("go","file","[[Voeg een bestand toe]]") ?><?cs /if ?><?cs call:buttons_end() ?>
<?cs if:subcount(Sent) ?><h2 class="utrecht-heading-2">[[Uw eerdere bestanden]]</h2>
<ul class="utrecht-unordered-list">
<?cs each:f = Sent ?><li><?cs if:f.No ?>[[Bestand <?cs var:f.No ?>, van <?cs var:f.Day ?>:]]<?cs else ?>[[Een bestand van <?cs var:f.Day ?>:]]<?cs /if ?> <?cs var:f.State ?></li>
<?cs /each ?></ul>
<?cs /if ?><h2 class="utrecht-heading-2">[[Uw code]]</h2>
<p>[[Denkt u dat iemand anders uw code kent? Vraag dan een nieuwe code. U kunt ook stoppen: dan werkt uw code niet meer en stellen wij u geen vragen.]]</p>
<?cs call:buttons_start() ?><?cs call:button_secondary("go","replace","[[Nieuwe code]]") ?><?cs call:button_secondary("go","end","[[Stoppen]]") ?><?cs call:buttons_end() ?></form>
<p class="kp-small">[[Ga terug met de knoppen op de pagina zelf. De terugknop van uw browser werkt niet altijd, omdat uw browser niets van u mag bewaren.]]</p>
<p class="kp-small">[[Wat u meldde en wat u eerder antwoordde, laten wij hier niet zien. Zo kan niemand die uw code vindt het lezen. Dat u hier kijkt, bewaren wij niet. Alleen als wij iets hebben gevraagd, bewaren wij de datum waarop u de vraag voor het eerst zag.]]</p>
