<?cs # title: [[Mijn melding]] ?><?cs # Errors, Code.Error; or Stage.Name .Text, Until, MailboxDays ?>
<?cs call:error_summary() ?>
<h1 class="utrecht-heading-1">[[Mijn melding]]</h1>
<?cs if:Stage.Name ?><?cs call:facts_start() ?><div><dt>[[Zo staat het met uw melding]]</dt><dd><strong><?cs var:Stage.Name ?></strong></dd></div>
<?cs call:facts_end() ?>
<p><?cs var:Stage.Text ?></p>
<p><?cs if:Until ?>[[U kunt dit bekijken tot en met <?cs var:Until ?>.]]<?cs else ?>[[U kunt dit bekijken tot <?cs var:MailboxDays ?> dagen nadat wij uw melding hebben afgerond.]]<?cs /if ?></p>
<p>[[Wat u meldde laten wij hier niet zien. Zo kan niemand die uw code vindt het lezen.]]</p>
<p>[[Klaar? Klik dan bovenaan op "Verlaat deze site".]]</p>
<?cs else ?><p>[[Met uw geheime code ziet u hoe het met uw melding staat. Het nummer van uw melding werkt hier niet.]]</p>
<form method="post" action="<?cs if:Lang == "nl" ?>/nl/mijn-melding<?cs else ?>/en/my-report<?cs /if ?>" novalidate>
<?cs call:code_field("code","[[Uw geheime code]]","[[25 letters en cijfers in vijf groepen. Hoofdletters, spaties en streepjes maken niet uit.]]","",Code.Error,"text","off") ?><?cs call:buttons_start() ?><?cs call:button_primary("","","[[Bekijk mijn melding]]") ?><?cs call:buttons_end() ?></form>
<p>[[Bent u uw code kwijt? Dan kan niemand hem terughalen. U kunt wel opnieuw melden.]]</p>
<?cs /if ?>
