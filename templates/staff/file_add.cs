<?cs # title: [[Voeg een bestand toe]] ?><?cs # S.* (desk_put)   FileId Limit   Form.about, Wrong.about .file, Errors ?>
<?cs call:error_summary() ?><p class="kp-back"><a class="utrecht-link" href="<?cs var:S.Url ?>">[[Terug naar het signaal]]</a></p>
<h1 class="utrecht-heading-1">[[Voeg een bestand toe]]</h1>
<p>[[Signaal]] <?cs call:code(S.Number) ?></p>
<p>[[Bijvoorbeeld een gescande brief. Wij bewaren het origineel verzegeld en maken een schone kopie. Collega's zien de kopie.]]</p>
<form method="post" action="<?cs var:S.Url ?>/file/add" enctype="multipart/form-data" novalidate><?cs call:form_secrets() ?><?cs call:hidden("id",FileId) ?><?cs call:prose_field("about","[[Wat is het, en van wie?]]","[[Bijvoorbeeld: brief van 3 november, per post ontvangen.]]",0,Form.about,Wrong.about,"3") ?><?cs call:file_field("file","[[Bestand]]","[[JPG, PNG of PDF, niet groter dan]] " + Limit + " MB.",0,Wrong.file,"image/jpeg,image/png,application/pdf") ?><?cs call:buttons_start() ?><?cs call:button_primary("","","[[Voeg toe]]") ?><?cs call:buttons_end() ?></form>
