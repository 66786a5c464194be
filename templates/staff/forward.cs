<?cs # title: [[Signaal doorzetten]] ?><?cs # S.*   Proposals.N.Destination .Desk .Urgency   Choices.destination, Choices.desk   Impossible, Conflict, Form, Errors ?>
<?cs call:error_summary() ?><p class="kp-back"><a class="utrecht-link" href="<?cs var:S.Url ?>">[[Terug naar signaal]] <?cs call:code(S.Number) ?></a></p>
<h1 class="utrecht-heading-1">[[Signaal doorzetten]]</h1>
<?cs call:conflict() ?><?cs if:Impossible ?><?cs call:keep_as_note(Form.reason) ?>
<?cs else ?><?cs call:table_start("voorstel","[[Voorstel volgens de regels, het eerste weegt het zwaarst]]") ?><thead><tr><th scope="col">[[Bestemming]]</th><th scope="col">[[Bureau dat het oppakt]]</th><th scope="col">[[Hoe snel]]</th></tr></thead>
<tbody><?cs each:p = Proposals ?><tr><th scope="row"><?cs var:p.Destination ?></th><td><?cs var:p.Desk ?></td><td><?cs var:p.Urgency ?></td></tr>
<?cs /each ?></tbody>
<?cs call:table_end() ?><p>[[De regels stellen voor, u beslist. Het signaal blijft binnen het knooppunt: het bureau zorgt voor het contact naar buiten.]]</p>
<form method="post" action="<?cs var:S.Url ?>/forward" novalidate><?cs call:form_secrets() ?><?cs call:hidden("version",S.Version) ?><?cs call:radio_field("destination","[[Bestemming]]","",0,Choices.destination,Wrong.destination) ?><?cs call:radio_field("desk","[[Bureau]]","",0,Choices.desk,Wrong.desk) ?><?cs call:prose_field("reason","[[Waarom deze bestemming?]]","",0,Form.reason,Wrong.reason,"5") ?><?cs call:buttons_start() ?><?cs call:button_primary("","","[[Zet door]]") ?><a class="utrecht-link" href="<?cs var:S.Url ?>">[[Annuleer]]</a>
<?cs call:buttons_end() ?></form>
<?cs /if ?>
