<?cs # title: [[Signaal afsluiten]] ?><?cs # S.*   Choices.code   Verdicts, Undone, Away: what stands on the signal   Doubt.Code .Reason .Verdict: a contradiction to be confirmed   Impossible, Kept, Conflict, Form, Errors ?>
<?cs call:error_summary() ?><p class="kp-back"><a class="utrecht-link" href="<?cs var:S.Url ?>">[[Terug naar signaal]] <?cs call:code(S.Number) ?></a></p>
<h1 class="utrecht-heading-1">[[Signaal afsluiten]]</h1>
<?cs call:conflict() ?><?cs if:Impossible ?><?cs call:keep_as_note(Kept) ?>
<?cs else ?><?cs call:facts_start() ?><?cs if:Verdicts ?><?cs call:fact("[[Oordeel]]",Verdicts) ?><?cs /if ?><?cs if:Undone ?><?cs call:fact("[[Nog niet gedaan]]",Undone) ?><?cs /if ?><?cs if:Away && S.Forwarded ?><?cs call:fact("[[Doorgezet]]",S.Forwarded) ?><?cs else ?><?cs call:fact("[[Doorgezet]]","[[nee]]") ?><?cs /if ?><?cs call:facts_end() ?>
<form method="post" action="<?cs var:S.Url ?>/close" novalidate><?cs call:form_secrets() ?><?cs call:hidden("version",S.Version) ?><?cs call:radio_field("code","[[Waarom sluit u dit signaal?]]","[[Van “geen vervolg” bekijkt een collega een deel opnieuw.]]",0,Choices.code,Wrong.code) ?><?cs call:code_field("leads","[[Nummer van het andere signaal]]","[[Alleen bij een dubbel signaal. Bijvoorbeeld K7P2-M9QXZ.]]",Form.leads,Wrong.leads,"text","off") ?><?cs call:prose_field("reason","[[Toelichting]]","[[Schrijf zo dat een collega het over een jaar begrijpt.]]",0,Form.reason,Wrong.reason,"5") ?><?cs if:Doubt.Code ?><div class="utrecht-form-field utrecht-form-field--invalid">
<?cs call:error_line("sure",Wrong.sure) ?><p>[[Het oordeel is “<?cs var:Doubt.Verdict ?>”. U sluit af met “<?cs var:Doubt.Reason ?>”.]]</p>
<div class="kp-tick">
<input class="utrecht-checkbox" type="checkbox" name="sure" id="sure" value="<?cs var:Doubt.Code ?>"<?cs call:described("sure","",Wrong.sure,0) ?><?cs call:invalid(Wrong.sure) ?>>
<label class="utrecht-form-label" for="sure">[[Ja, ik sluit toch af]]</label>
</div>
</div>
<?cs /if ?><?cs call:buttons_start() ?><?cs call:button_primary("","","[[Sluit af]]") ?><a class="utrecht-link" href="<?cs var:S.Url ?>">[[Annuleer]]</a>
<?cs call:buttons_end() ?></form>
<?cs /if ?>
