<?cs # title: [[Uw bericht is verstuurd]] ?><?cs # Answers: how many (absent when none); Texts: 1 when a text was added; Files: how many; LookFrom, Action ?>
<h1 class="utrecht-heading-1"><?cs if:Answers == "1" && !Texts ?>[[Uw antwoord is verstuurd]]<?cs elif:Answers && !Texts ?>[[Uw antwoorden zijn verstuurd]]<?cs else ?>[[Uw bericht is verstuurd]]<?cs /if ?></h1>
<form id="mijn" method="post" action="<?cs var:Action ?>" novalidate>
<?cs call:form_secrets() ?><?cs call:notice_start("success","") ?><p>[[Dank u wel. Wij hebben het ontvangen en bij uw melding bewaard. U hoeft het niet nog een keer te sturen.]]</p>
<?cs call:notice_end() ?><p>[[Een medewerker leest het binnen vijf werkdagen. Kijk vanaf <?cs var:LookFrom ?> of wij nog een vraag hebben.]]</p>
<p>[[Uw code blijft dezelfde.]]</p>
<?cs call:buttons_start() ?><?cs call:button_secondary("go","back","[[Terug naar Mijn melding]]") ?><?cs call:buttons_end() ?></form>
<p>[[Klaar? Klik dan bovenaan op "Verlaat deze site". De geschiedenis van uw browser moet u zelf wissen.]]</p>
