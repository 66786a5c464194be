<?cs # title: [[Vraag aan de melder]] ?><?cs # S.*   Choices.taps, Choices.words (Value Label Checked)   Own   Form.text .tap .before.day .month .year .wait   ReporterLang   MayWait   Impossible (why)
  Story, Story.Text   Questions.N   Conflict, Errors, Wrong.* ?>
<?cs call:error_summary() ?><p class="kp-back"><a class="utrecht-link" href="<?cs var:S.Url ?>">[[Terug naar signaal]] <?cs call:code(S.Number) ?></a></p>
<h1 class="utrecht-heading-1">[[Vraag aan de melder]]</h1>
<?cs call:conflict() ?><?cs if:Impossible ?><p><?cs var:Impossible ?></p>
<?cs call:keep_as_note(Form.text) ?>
<?cs else ?><?cs call:columns_start() ?><p>[[De melder ziet de vraag met de code van de melding. Taal van de melder]]: <strong><?cs var:ReporterLang ?></strong>. [[U ziet eerst hoe de vraag eruitziet. Daarna verstuurt u hem.]]</p>
<form method="post" action="<?cs var:S.Url ?>/ask" novalidate><?cs call:form_secrets() ?><?cs call:hidden("version",S.Version) ?><?cs call:set_open("question","[[Welke vraag stelt u?]]","",0,Wrong.question) ?><div class="kp-pair"><div><h2 class="utrecht-heading-4">[[Met een tik: ja, nee of weet ik niet]]</h2>
<div class="kp-ticks">
<?cs each:c = Choices.taps ?><?cs if:first(c) ?><?cs call:tick_row("radio","question","question",c,0) ?><?cs else ?><?cs call:tick_row("radio","question","question-" + c.Value,c,0) ?><?cs /if ?><?cs /each ?></div></div>
<div><h2 class="utrecht-heading-4">[[In woorden]]</h2>
<div class="kp-ticks">
<?cs each:c = Choices.words ?><?cs call:tick_row("radio","question","question-" + c.Value,c,0) ?><?cs /each ?></div></div></div>
<div class="kp-tick"><input class="utrecht-radio-button" type="radio" name="question" id="question-own" value="own"<?cs if:Own ?> checked<?cs /if ?>>
<label class="utrecht-form-label" for="question-own">[[Ik schrijf zelf een vraag]]</label>
</div>
<div class="kp-under"><?cs call:prose_field("text","[[Uw vraag, in de taal van de melder]]","[[Stel één korte, open vraag. Vraag niet wie de melder is. Noem niets wat de melder niet zelf heeft verteld.]]",0,Form.text,Wrong.text,"4") ?><?cs call:tick_field("tap","[[De melder kan antwoorden met ja, nee of weet ik niet]]","",Form.tap,"") ?></div>
<?cs call:set_close() ?><?cs call:set_open("before","[[Voor welke dag moet de melder kijken?]]","[[Van morgen tot en met zestig dagen. Vijf werkdagen daarna vervalt een vraag zonder antwoord.]]",0,Wrong.before) ?><div class="kp-day">
<?cs call:day_part("before","before.day","[[Dag]]","2",Form.before.day,Wrong.before) ?><?cs call:day_part("before.month","before.month","[[Maand]]","2",Form.before.month,Wrong.before) ?><?cs call:day_part("before.year","before.year","[[Jaar]]","4",Form.before.year,Wrong.before) ?></div>
<?cs call:set_close() ?><?cs if:MayWait ?><?cs call:tick_field("wait","[[Zet het signaal op wachten]]","[[De termijn loopt door.]]",Form.wait,"") ?><?cs /if ?><?cs call:buttons_start() ?><?cs call:button_primary("go","preview","[[Bekijk wat de melder ziet]]") ?><a class="utrecht-link" href="<?cs var:S.Url ?>">[[Annuleer]]</a>
<?cs call:buttons_end() ?></form>
<?cs call:columns_aside() ?><?cs call:panel_start("h-melding","[[De melding]]") ?><?cs call:facts_start() ?><?cs call:fact("[[Onderwerp]]",S.Subject) ?><?cs call:fact("[[Melder]]",S.Reporter) ?><?cs call:facts_end() ?><?cs if:Story.Text ?><?cs call:words(Story.Text) ?><?cs /if ?><?cs call:panel_end() ?><?cs call:columns_end() ?><?cs /if ?>
