<?cs # title: [[Mijn melding]] ?><?cs # Asks for the code: Errors, Code.Error; Notice.Again when a page lay open too long; Typed.N.Text to copy, Elsewhere when another site sent it ?>
<?cs call:error_summary() ?>
<h1 class="utrecht-heading-1">[[Mijn melding]]</h1>
<?cs if:Notice.Again ?><?cs call:notice_start("info","[[Vul uw code nog een keer in]]") ?><p>[[De pagina stond lang open. Voor uw veiligheid vragen wij de code opnieuw. Er is nog niets verstuurd. Had u iets getypt? Dat ziet u terug als uw code klopt.]]</p>
<?cs call:notice_end() ?><?cs /if ?><?cs if:Elsewhere ?><?cs call:notice_start("warning","[[Er is niets verstuurd]]") ?><p>[[Deze pagina kwam niet van onze site.]]<?cs if:subcount(Typed) ?> [[De tekst die erin stond, staat hieronder. Hebt u die zelf getypt? Dan kunt u hem kopiëren.]]<?cs /if ?></p>
<?cs call:notice_end() ?><?cs elif:subcount(Typed) ?><?cs call:notice_start("warning","[[Wat u typte, is niet verstuurd]]") ?><p>[[Deze code werkt niet meer. Uw tekst staat hieronder. U kunt hem kopiëren.]]</p>
<?cs call:notice_end() ?><?cs /if ?><?cs each:y = Typed ?><?cs call:words(y.Text) ?><?cs /each ?><p>[[Met uw geheime code ziet u hoe het met uw melding staat en of wij u iets willen vragen. Het nummer van uw melding werkt hier niet.]]</p>
<form id="mijn" method="post" action="<?cs if:Lang == "nl" ?>/nl/mijn-melding<?cs else ?>/en/my-report<?cs /if ?>" novalidate>
<?cs call:form_secrets() ?><?cs call:code_field("code","[[Uw geheime code]]","[[25 letters en cijfers in vijf groepen. Hoofdletters, spaties en streepjes maken niet uit.]]","",Code.Error,"text","off") ?><?cs call:buttons_start() ?><?cs call:button_primary("","","[[Bekijk mijn melding]]") ?><?cs call:buttons_end() ?></form>
<p>[[Bent u uw code kwijt? Dan kan niemand hem terughalen. U kunt wel opnieuw melden.]]</p>
