<?cs # title: [[Vraag het origineel]] ?><?cs # S.* (desk_put)   Files.0 (file_put)   Form, Errors ?>
<?cs call:error_summary() ?><p class="kp-back"><a class="utrecht-link" href="<?cs var:S.Url ?>">[[Terug naar het signaal]]</a></p>
<h1 class="utrecht-heading-1">[[Vraag het origineel]]</h1>
<?cs with:f = Files.0 ?><p>[[Signaal]] <?cs call:code(S.Number) ?> · <?cs var:f.No ?>. <?cs if:f.Name ?><bdi><?cs var:f.Name ?></bdi><?cs else ?>[[Bestand]]<?cs /if ?><?cs if:f.Type ?> (<?cs var:f.Type ?>)<?cs /if ?></p>
<p>[[In het origineel kunnen gegevens staan die de melder verraden, zoals plaats, toestel en naam. Vraag het alleen als de schone kopie niet genoeg is.]]</p>
<p>[[Een tweede persoon beslist en ziet uw reden. Daarna kunt u het origineel één keer downloaden, binnen 24 uur. Alles wordt vastgelegd.]]</p>
<?cs if:f.State == "infected" ?><?cs call:notice("danger","[[In dit bestand is een virus gevonden]]","[[Open het nooit op uw gewone computer. Overleg eerst met de beheerder.]]") ?><?cs /if ?><form method="post" action="<?cs var:S.Url ?>/original" novalidate><?cs call:form_secrets() ?><?cs call:hidden("no",f.No) ?><?cs call:prose_field("reason","[[Waarom hebt u het origineel nodig?]]","[[Bijvoorbeeld: de politie vraagt het bestand met de opnamegegevens.]]",0,Form.reason,Wrong.reason,"4") ?><?cs call:buttons_start() ?><?cs call:button_primary("","","[[Vraag toestemming]]") ?><?cs call:buttons_end() ?></form>
<?cs /with ?>
