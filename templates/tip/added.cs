<?cs # title: [[Uw aanvulling is verstuurd]] ?><?cs # The same form was sent before with other answers; Reference ?>
<h1 class="utrecht-heading-1">[[Uw aanvulling is verstuurd]]</h1>
<p>[[U had deze melding al eerder verstuurd. Uw nieuwe antwoorden zijn daaraan toegevoegd. De eerdere antwoorden blijven staan: er is niets weg.]]</p>
<?cs call:facts_start() ?><div><dt>[[Nummer van uw melding]]</dt><dd id="reference"><?cs call:code(Reference) ?></dd></div>
<?cs call:facts_end() ?>
<p>[[Hebt u een geheime code gekregen? Die blijft dezelfde. Wij laten hem hier niet nog eens zien.]]</p>
<p>[[De geschiedenis van uw browser moet u zelf wissen. Sluit daarna dit venster.]]</p>
