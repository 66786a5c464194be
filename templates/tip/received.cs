<?cs # title: [[Uw melding was al ontvangen]] ?><?cs # Sent again long after: no code, no answers; Reference (absent when not sent again) ?>
<h1 class="utrecht-heading-1">[[Uw melding was al ontvangen]]</h1>
<p>[[U hebt dit formulier al eerder verstuurd. Uw melding staat één keer bij ons. U hoeft niets meer te doen.]]</p>
<?cs if:Reference ?><?cs call:facts_start() ?><div><dt>[[Nummer van uw melding]]</dt><dd id="reference"><?cs call:code(Reference) ?></dd></div>
<?cs call:facts_end() ?><?cs /if ?>
<p>[[Uw geheime code laten wij hier niet meer zien. Dat is voor uw veiligheid: iemand anders kan achter dit scherm zitten.]]</p>
<p>[[De geschiedenis van uw browser moet u zelf wissen. Sluit daarna dit venster.]]</p>
