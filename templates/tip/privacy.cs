<?cs # title: [[Privacy]] ?>
<h1 class="utrecht-heading-1">[[Privacy]]</h1>
<h2 class="utrecht-heading-2">[[Waarvoor gebruiken wij uw melding?]]</h2>
<p>[[Wij gebruiken meldingen om misbruik van verblijfsregels, uitbuiting en andere misstanden te vinden en te stoppen. Wij gebruiken ze nergens anders voor.]]</p>
<h2 class="utrecht-heading-2">[[Wat bewaren wij?]]</h2>
<p>[[Wat u schrijft bewaren wij versleuteld. Alleen medewerkers die eraan werken kunnen het lezen, en elke keer dat iemand het leest wordt vastgelegd.]]</p>
<p>[[Van wie anoniem meldt bewaren wij geen adres van de computer, geen browser en geen tijdstip. Deze site zet geen cookies en gebruikt geen diensten van anderen.]]</p>
<h2 class="utrecht-heading-2">[[Wie krijgt uw melding?]]</h2>
<p>[[Een melding kan naar de politie, de Koninklijke Marechaussee of de Arbeidsinspectie gaan. Uw naam en nummer gaan alleen mee als u dat hebt goedgevonden. U kunt dat later intrekken.]]</p>
<p>[[Een melding kan ook in een dossier komen dat de persoon over wie u meldt mag lezen. Wij laten dan weg wie u bent, maar niet alles wat naar u kan wijzen.]]</p>
<h2 class="utrecht-heading-2">[[Uw rechten]]</h2>
<p>[[U mag vragen welke gegevens wij van u hebben, ze laten verbeteren of wissen, en bezwaar maken. Meldde u anoniem? Dan kunnen wij niet zien welke melding van u is.]]</p>
<p>[[Vragen stellen of bezwaar maken doet u bij de beheerder:]] <bdi><?cs var:Site.OperatorName ?></bdi>, <bdi><?cs var:Site.OperatorContact ?></bdi></p>
<p>[[Bent u het niet met ons eens? Dan kunt u een klacht indienen bij de Autoriteit Persoonsgegevens.]]</p>
<?cs if:Site.PrivacyText ?><h2 class="utrecht-heading-2">[[Van de beheerder]]</h2>
<?cs call:words(Site.PrivacyText) ?><?cs /if ?>
