<?cs # title: [[Vragen aan de melder]] ?><?cs # A part of signal.cs (include). Ask, Ask.May, Ask.Why   Questions.N.Id .Text .Lang .Asked .Who .Before .State .StateText .Open .Coming
  .Answers.M.Day .Tap .Text .Of .File .Translations.K   May.withdrawn May.translated   S.Url ?>
<?cs if:Ask ?><?cs call:panel_start("h-vragen","[[Vragen aan de melder]]") ?><?cs each:q = Questions ?><article class="kp-question" id="vraag-<?cs var:q.Id ?>" aria-labelledby="vraag-<?cs var:q.Id ?>-kop">
<h3 class="utrecht-heading-4" id="vraag-<?cs var:q.Id ?>-kop"><?cs if:q.Text ?><span class="kp-words"<?cs if:q.Lang ?> lang="<?cs var:q.Lang ?>"<?cs /if ?> dir="auto"><?cs var:q.Text ?></span><?cs else ?>[[Vraag van <?cs var:q.Asked ?>]]<?cs /if ?></h3>
<p class="kp-small"><?cs if:q.State == "answered" ?><?cs call:badge("success",q.StateText) ?><?cs elif:q.State == "read" || q.State == "open" ?><?cs call:badge("info",q.StateText) ?><?cs elif:q.State == "lapsed" ?><?cs call:badge("warning",q.StateText) ?><?cs else ?><?cs call:badge("neutral",q.StateText) ?><?cs /if ?> [[gevraagd op <?cs var:q.Asked ?>]]<?cs if:q.Who ?>, <bdi><?cs var:q.Who ?></bdi><?cs /if ?><?cs if:q.Open ?> · [[de melder kijkt voor <?cs var:q.Before ?>]]<?cs /if ?></p>
<?cs each:y = q.Answers ?><div class="kp-note"><p class="kp-small">[[Antwoord van <?cs var:y.Day ?>]]</p>
<?cs if:y.Tap ?><p><strong><?cs var:y.Tap ?></strong></p>
<?cs /if ?><?cs if:y.Text ?><?cs call:words(y.Text) ?><?cs /if ?><?cs if:y.File ?><p class="kp-small">[[Met een bestand erbij.]] <a class="utrecht-link" href="#h-bestanden">[[Bekijk de bestanden]]</a></p>
<?cs /if ?><?cs call:translations(y.Translations) ?><?cs if:y.Of && May.translated ?><p class="kp-small"><a class="utrecht-link" href="<?cs var:S.Url ?>/translate?of=<?cs var:y.Of ?>">[[Voeg een vertaling toe]]<span class="kp-hidden"> [[van het antwoord van <?cs var:y.Day ?>]]</span></a></p>
<?cs /if ?></div>
<?cs /each ?><?cs if:q.Coming ?><p>[[Het antwoord is binnen en wordt nu verwerkt. Open de pagina straks opnieuw.]]</p>
<?cs /if ?><?cs if:q.Open && May.withdrawn ?><form method="post" action="<?cs var:S.Url ?>/withdrawn"><?cs call:form_secrets() ?><?cs call:hidden("question",q.Id) ?><button class="kp-quiet" type="submit">[[Trek deze vraag in]]<span class="kp-hidden"> ([[gevraagd op <?cs var:q.Asked ?>]])</span></button></form>
<?cs /if ?></article>
<?cs /each ?><?cs if:Ask.May ?><p><a class="utrecht-button utrecht-button--secondary-action" href="<?cs var:S.Url ?>/ask"><?cs if:subcount(Questions) ?>[[Stel nog een vraag]]<?cs else ?>[[Stel een vraag]]<?cs /if ?></a></p>
<?cs elif:Ask.Why ?><p><?cs var:Ask.Why ?></p>
<?cs /if ?><?cs call:panel_end() ?><?cs /if ?>
