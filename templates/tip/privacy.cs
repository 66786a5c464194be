<?cs # title: [[Privacy]] ?>
<h1 class="utrecht-heading-1">[[Privacy]]</h1>
<h2 class="utrecht-heading-2">[[Waarvoor gebruiken wij uw melding?]]</h2>
<p>[[Wij gebruiken meldingen om misbruik van verblijfsregels, uitbuiting en andere misstanden te vinden en te stoppen. Wij tellen meldingen ook, om te zien wat vaak voorkomt. Daar staan geen namen bij.]]</p>
<h2 class="utrecht-heading-2">[[Wat bewaren wij?]]</h2>
<p>[[Wat u schrijft bewaren wij versleuteld. Alleen medewerkers die eraan werken kunnen het lezen, en elke keer dat iemand het leest wordt vastgelegd.]]</p>
<p>[[Van wie anoniem meldt bewaren wij geen adres van de computer, geen browser en geen tijdstip. Deze site zet geen cookies en gebruikt geen diensten van anderen.]]</p>
<p>[[Stuurt u een bestand mee? Wij maken er een nieuwe kopie van, zonder verborgen gegevens. Het bestand zelf bewaren wij versleuteld. Een medewerker mag het alleen openen met een goede reden, en als een collega dat ook vindt.]]</p>
<p>[[Stellen wij u een vraag bij Mijn melding? Dan bewaren wij de dag waarop wij dat deden, de dag waarop u de vraag voor het eerst zag en de dag waarop u antwoordde. Medewerkers zien dat pas samen met andere meldingen. Kijkt u zonder dat er een vraag is, dan bewaren wij daarvan niets.]]</p>
<h2 class="utrecht-heading-2">[[Hoe lang bewaren wij uw melding?]]</h2>
<p>[[Kreeg u een code? Dan kunt u tot <?cs var:MailboxDays ?> dagen nadat wij uw melding hebben afgerond, zien hoe het ermee staat. Hoe lang wij de melding zelf bewaren, bepaalt de beheerder.]]</p>
<p><?cs if:Site.PrivacyText ?>[[Onderaan deze pagina leest u van de beheerder hoe lang dat is, op welke wet wij ons baseren en wie er let op uw privacy (de functionaris voor gegevensbescherming).]]<?cs else ?>[[Hoe lang dat is, op welke wet wij ons baseren en wie er let op uw privacy (de functionaris voor gegevensbescherming), moet de beheerder van deze site nog invullen.]]<?cs /if ?></p>
<h2 class="utrecht-heading-2">[[Wie krijgt uw melding?]]</h2>
<p>[[Een melding kan naar de politie, de Koninklijke Marechaussee of de Arbeidsinspectie gaan. Uw naam en nummer gaan alleen mee als u dat hebt goedgevonden. Wilt u dit intrekken? Bel ons en noem het nummer van uw melding.]]</p>
<p>[[Een melding kan ook in een dossier komen dat de persoon over wie u meldt mag lezen. Wij laten dan weg wie u bent, maar niet alles wat naar u kan wijzen.]]</p>
<h2 class="utrecht-heading-2">[[Uw rechten]]</h2>
<p>[[U mag vragen welke gegevens wij van u hebben, ze laten verbeteren of wissen, en bezwaar maken. Meldde u anoniem? Dan kunnen wij niet zien welke melding van u is.]]</p>
<p>[[Vragen stellen of bezwaar maken doet u bij de beheerder:]] <bdi><?cs var:OperatorName ?></bdi>, <bdi><?cs var:OperatorContact ?></bdi></p>
<p>[[Bent u het niet met ons eens? Dan kunt u een klacht indienen bij de Autoriteit Persoonsgegevens.]]</p>
<?cs if:Site.PrivacyText ?><h2 class="utrecht-heading-2">[[Van de beheerder]]</h2>
<?cs call:words(Site.PrivacyText) ?><?cs /if ?>
