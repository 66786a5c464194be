<?cs # title: [[Volgende stap]] ?><?cs # S.*   Act.Name .Explain .Label .Button .Fact .Reason .Optional   Choices.found   Unjudged, Unjudged.No .Url   Impossible, Kept, Conflict, Form, Errors ?>
<?cs call:error_summary() ?><p class="kp-back"><a class="utrecht-link" href="<?cs var:S.Url ?>">[[Terug naar signaal]] <?cs call:code(S.Number) ?></a></p>
<h1 class="utrecht-heading-1"><?cs var:Title ?></h1>
<?cs call:conflict() ?><?cs if:Impossible ?><?cs call:keep_as_note(Kept) ?>
<?cs else ?><?cs if:Unjudged ?><div role="alert"><?cs call:notice_start("warning","[[Nog niet iedereen is beoordeeld]]") ?><p><a class="utrecht-link" href="<?cs var:Unjudged.Url ?>">[[Beoordeel betrokkene <?cs var:Unjudged.No ?>]]</a>. [[Rond daarna de beoordeling af.]]</p>
<?cs call:notice_end() ?></div>
<?cs /if ?><?cs if:!Unjudged || Form.reason ?><p><?cs var:Act.Explain ?></p>
<form method="post" action="<?cs var:S.Url ?>/<?cs var:Act.Name ?>" novalidate><?cs call:form_secrets() ?><?cs call:hidden("version",S.Version) ?><?cs if:Act.Fact ?><?cs call:radio_field("found","[[Hebt u iets gevonden?]]","[[“Gezocht en niets gevonden” telt ook.]]",0,Choices.found,Wrong.found) ?><?cs /if ?><?cs if:Act.Reason ?><?cs call:prose_field("reason",Act.Label,"",Act.Optional,Form.reason,Wrong.reason,"5") ?><?cs /if ?><?cs call:buttons_start() ?><?cs call:button_primary("","",Act.Button) ?><a class="utrecht-link" href="<?cs var:S.Url ?>">[[Annuleer]]</a>
<?cs call:buttons_end() ?></form>
<?cs /if ?><?cs /if ?>
