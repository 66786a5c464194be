<?cs # title: [[Weet u het zeker?]] ?><?cs # Asked before the code is replaced (Replace) or the dialogue ends; Often: replaced too often; Action ?>
<?cs if:Often ?><?cs call:notice("warning","[[Dat kan nu even niet]]","[[U hebt uw code al vaak veranderd. Probeer het over drie dagen opnieuw. Uw code van nu blijft werken.]]") ?><?cs /if ?><?cs if:Replace ?><h1 class="utrecht-heading-1">[[Een nieuwe code?]]</h1>
<ul class="utrecht-unordered-list">
<li>[[U krijgt een nieuwe geheime code. Houd pen en papier klaar: u ziet de code één keer.]]</li>
<li>[[Uw oude code werkt daarna meteen niet meer, ook niet voor iemand anders die hem kent.]]</li>
<li>[[Uw melding en alles wat u al stuurde, blijven bij ons. Open vragen blijven staan.]]</li>
</ul>
<?cs else ?><h1 class="utrecht-heading-1">[[Wilt u stoppen?]]</h1>
<ul class="utrecht-unordered-list">
<li>[[Uw code werkt daarna niet meer. Dat kunt u niet terugdraaien.]]</li>
<li>[[Wij kunnen u geen vragen meer stellen. Open vragen vervallen. U kunt met deze code niets meer toevoegen.]]</li>
<li>[[Uw melding en alles wat u al stuurde, blijven bij ons. Wij gaan er gewoon mee verder.]]</li>
<li>[[De medewerker ziet de datum waarop u stopte.]]</li>
</ul>
<?cs /if ?><form id="mijn" method="post" action="<?cs var:Action ?>" novalidate>
<?cs call:form_secrets() ?><?cs call:buttons_start() ?><?cs if:Replace ?><?cs call:button_primary("go","yes","[[Ja, geef mij een nieuwe code]]") ?><?cs else ?><?cs call:button_danger("go","yes","[[Ja, ik stop]]") ?><?cs /if ?><?cs call:button_secondary("go","back","[[Nee, terug]]") ?><?cs call:buttons_end() ?></form>
<p class="kp-small">[[Had u iets getypt en nog niet verstuurd? Met "Nee, terug" is het er nog.]]</p>
