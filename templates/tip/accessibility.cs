<?cs # title: [[Toegankelijkheid]] ?>
<h1 class="utrecht-heading-1">[[Toegankelijkheid]]</h1>
<p>[[Iedereen moet hier kunnen melden. Wij maken deze site volgens WCAG 2.2, niveau AA.]]</p>
<ul class="utrecht-unordered-list">
<li>[[Alles werkt met een toetsenbord en met een schermlezer.]]</li>
<li>[[Alles werkt zonder JavaScript, ook in Tor Browser.]]</li>
<li>[[U kunt de tekst vergroten tot 200 procent en de site op een kleine telefoon gebruiken.]]</li>
</ul>
<p>[[Lukt iets niet? Bel ons dan, of laat het de beheerder weten:]] <a class="utrecht-link" href="<?cs var:PhoneUrl ?>"><span dir="ltr"><?cs var:Site.Phone ?></span></a>, <bdi><?cs var:OperatorContact ?></bdi></p>
<?cs if:Site.AccessibilityText ?><h2 class="utrecht-heading-2">[[Toegankelijkheidsverklaring van de beheerder]]</h2>
<?cs call:words(Site.AccessibilityText) ?><?cs /if ?>
