<?cs # title: [[Doe uw melding]] ?><?cs # FormUrl MineUrl Opening.Text .Open Site.Phone .NoResidenceText ?>
<?cs call:notice_start("danger","") ?><p>[[Is er nu gevaar? Bel <a class="utrecht-link" href="tel:112">112</a>.]]</p>
<?cs call:notice_end() ?><div class="kp-hero">
<h1 class="utrecht-heading-1">[[Doe uw melding]]</h1>
<p class="kp-lead">[[Denkt u dat iemand de regels voor verblijf in Nederland misbruikt? Of dat iemand wordt uitgebuit? Vertel het ons. U hoeft niet te zeggen wie u bent.]]</p>
<p>[[Melden duurt ongeveer 10 minuten. Alleen drie vragen zijn verplicht: waar het over gaat, wat er aan de hand is en hoe u wilt melden.]] [[Ga terug met de knoppen op de pagina zelf. De terugknop van uw browser werkt niet altijd, omdat uw browser niets van u mag bewaren.]]</p>
<form method="get" action="<?cs var:FormUrl ?>"><?cs call:buttons_start() ?><?cs call:button_primary("go","start","[[Doe uw melding]]") ?><?cs call:buttons_end() ?></form>
<p><a class="utrecht-link" href="<?cs var:MineUrl ?>">[[Hebt u al gemeld en een code gekregen? Ga naar Mijn melding]]</a></p>
</div>
<div class="kp-start"><div>
<h2 class="utrecht-heading-2">[[Wat is anoniem?]]</h2>
<p>[[Wij bewaren niets waaraan u te herkennen bent: geen adres van uw computer of telefoon, geen naam van uw browser, geen tijdstip. Alleen de dag waarop uw melding binnenkwam.]]</p>
<p>[[Dit kunnen wij niet beloven:]]</p>
<ul class="utrecht-unordered-list">
<li>[[Uw internetprovider kan zien dat u deze site bezocht.]]</li>
<li>[[Bent u op het netwerk van uw werkgever? Dan kan die dat ook zien.]]</li>
<li>[[De geschiedenis van uw browser blijft staan. Die moet u zelf wissen.]]</li>
</ul>
<p>[[Uw melding kan in een dossier komen. Gaat de persoon over wie u meldt in bezwaar of naar de rechter, dan mag hij dat dossier meestal lezen. Schrijf daarom niets op wat naar u wijst.]]</p>
<p>[[Ga niet zelf op onderzoek uit. Vertel alleen wat u al weet.]]</p>
<p>[[Meldt u namens een organisatie? Dat is niet anoniem.]]</p>
</div>
<div class="kp-aside">
<?cs call:panel_start("h-zelf","[[Wordt u zelf uitgebuit of gedwongen?]]") ?><p>[[Dat mag u hier melden. Hebt u nu hulp nodig? Dan kunt u hier terecht:]]</p>
<ul class="utrecht-unordered-list">
<li>[[Bij gevaar: bel <a class="utrecht-link" href="tel:112">112</a>.]]</li>
<li>[[Politie, geen spoed: <a class="utrecht-link" href="tel:09008844"><span dir="ltr">0900 8844</span></a>.]]</li>
<li>[[Nederlandse Arbeidsinspectie: <a class="utrecht-link" href="tel:08005151"><span dir="ltr">0800 5151</span></a>.]]</li>
<li>[[CoMensha, hulp bij mensenhandel: <a class="utrecht-link" href="tel:0334481186"><span dir="ltr">033 448 11 86</span></a>.]]</li>
</ul>
<?cs call:panel_end() ?><?cs call:panel_start("h-verblijf","[[Hebt u zelf geen verblijfsvergunning?]]") ?><p><?cs if:Site.NoResidenceText ?><?cs var:Site.NoResidenceText ?><?cs else ?>[[Hier staat straks wat er dan met uw melding gebeurt. De beheerder van deze testomgeving heeft dat nog niet ingevuld.]]<?cs /if ?></p>
<?cs call:panel_end() ?><?cs call:panel_start("h-bellen","[[Liever bellen?]]") ?><p>[[U kunt op werkdagen ook bellen: <a class="utrecht-link" href="<?cs var:PhoneUrl ?>"><span dir="ltr"><?cs var:Site.Phone ?></span></a>.]] <strong><?cs var:Opening.Text ?></strong></p>
<p><a class="utrecht-link" href="/<?cs var:Lang ?>/contact">[[Meer over contact]]</a></p>
<?cs call:panel_end() ?></div>
<div>
<h2 class="utrecht-heading-2">[[Wat gebeurt er met uw melding?]]</h2>
<p>[[Binnen vijf werkdagen beoordeelt een medewerker uw melding. U hoort niet wat de uitkomst is. Met uw code ziet u hoe het met uw melding staat. Hebben wij een vraag, dan leest u die daar. U kunt daar antwoorden en iets toevoegen, zonder te zeggen wie u bent.]]</p>

<h2 class="utrecht-heading-2">[[Waarvoor moet u ergens anders zijn?]]</h2>
<ul class="utrecht-unordered-list">
<li>[[Gebeurt het in een ander land en heeft het niets met Nederland te maken? Meld het bij de politie van dat land.]]</li>
<li>[[Gaat het over een uitkering? Meld het bij de gemeente, het UWV of de SVB.]]</li>
<li>[[Gaat het over belasting of toeslagen? Meld het bij de Belastingdienst.]]</li>
<li>[[Bent u slachtoffer van een misdrijf? Doe aangifte bij de politie.]]</li>
<li>[[Hebt u een vraag over uw eigen aanvraag of verblijf? Bel de IND.]]</li>
</ul>
</div></div>
