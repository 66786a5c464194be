<?cs # title: [[Contact]] ?>
<h1 class="utrecht-heading-1">[[Contact]]</h1>
<?cs call:notice_start("danger","") ?><p>[[Is er nu gevaar? Bel <a class="utrecht-link" href="tel:112">112</a>.]]</p>
<?cs call:notice_end() ?><h2 class="utrecht-heading-2">[[Bellen]]</h2>
<p>[[U kunt op werkdagen bellen: <a class="utrecht-link" href="<?cs var:PhoneUrl ?>"><span dir="ltr"><?cs var:Site.Phone ?></span></a>.]] <strong><?cs var:Opening.Text ?></strong></p>
<p>[[Wie belt, is minder anoniem dan wie dit formulier gebruikt: uw telefoonbedrijf weet dat u belde.]]</p>
<h2 class="utrecht-heading-2">[[Wie beheert deze site?]]</h2>
<p><bdi><?cs var:OperatorName ?></bdi></p>
<p><bdi><?cs var:OperatorContact ?></bdi></p>
<h2 class="utrecht-heading-2">[[Een lek of fout gevonden?]]</h2>
<p>[[In <a class="utrecht-link" href="/.well-known/security.txt">security.txt</a> staat hoe u een kwetsbaarheid meldt.]]</p>
