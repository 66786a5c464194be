<?cs # title: [[Lees dit eerst]] ?><?cs # A page without questions: Page.Name says which ?>
<?cs if:Notice.Renewed ?><?cs call:notice_start("info","[[Uw formulier stond lang open]]") ?><p>[[Alles wat u invulde is er nog. U kunt gewoon verdergaan.]]</p>
<?cs call:notice_end() ?><?cs /if ?><?cs call:step_line(Step.Now,Step.Total,"") ?>
<h1 class="utrecht-heading-1"><?cs var:Page.Heading ?></h1>
<?cs if:Page.Name == "at_once" ?><p>[[Is er nu gevaar? Bel <a class="utrecht-link" href="tel:112">112</a>. Uw melding komt meteen bij ons binnen, maar niemand let daar dag en nacht op. Wij lezen haar uiterlijk op de eerste werkdag nadat u haar verstuurt.]]</p>
<?cs call:notice_start("warning","") ?><p>[[Meldingen over de nationale veiligheid sturen wij meteen door naar een kleine, gesloten groep medewerkers. Andere meldingen sturen wij in groepen door, zodat niemand kan zien wanneer u ze verstuurde. Bij deze melding kan dat niet: wie haar ziet binnenkomen, kent ongeveer het tijdstip.]]</p>
<p>[[Is dat voor u een gevaar? Verstuur de melding dan vanaf een ander apparaat of op een ander moment.]]</p>
<?cs call:notice_end() ?><?cs elif:Page.Name == "danger_now" ?><?cs call:notice_start("danger","") ?><p>[[Bel nu <a class="utrecht-link" href="tel:112">112</a>: alleen daar krijgt u meteen hulp. Uw melding komt meteen bij ons binnen, maar niemand let daar dag en nacht op. Wij lezen haar uiterlijk op de eerste werkdag nadat u haar verstuurt.]]</p>
<?cs call:notice_end() ?><p>[[U kunt daarna gewoon verdergaan met uw melding. Omdat er gevaar is, wacht uw melding niet op andere meldingen. Andere meldingen komen in groepen bij onze medewerkers, zodat niemand kan zien wanneer u ze verstuurde. Bij deze melding kan dat niet.]]</p>
<p>[[Gaat het om uzelf? Dan krijgt u hulp bij CoMensha: <a class="utrecht-link" href="tel:0334481186"><span dir="ltr">033 448 11 86</span></a>.]]</p>
<?cs else ?><p>[[U weet als enige wat u hier meldt. Dan kan de persoon over wie u meldt raden dat het van u komt, ook als u geen naam invult.]]</p>
<p>[[Lees uw verhaal nog eens na. Kunt u het zo vertellen dat het van meer mensen kan komen? Laat weg wat alleen u kunt weten.]]</p>
<?cs /if ?><form id="melding" method="post" action="<?cs var:Action ?>" novalidate>
<?cs call:form_secrets() ?><?cs call:buttons_start() ?><?cs call:button_primary("go","next","[[Volgende stap]]") ?><?cs if:Page.Name == "safety_warning" ?><?cs call:button_secondary("change","story","[[Terug naar mijn verhaal]]") ?><?cs /if ?><?cs call:button_secondary("go","previous","[[Vorige stap]]") ?><?cs if:May.Check ?><?cs call:button_quiet("go","check","[[Verder naar versturen]]") ?><?cs /if ?><?cs call:buttons_end() ?></form>
