<?cs # title: [[Signaal doorzetten]] ?><?cs # S.*   Proposals.N.Destination .Desk .Urgency   Choices.destination (Hint: its desk)   Judged.N, Story, Story.Text   MayHandOver   Impossible, Kept, Conflict, Form, Errors ?>
<?cs call:error_summary() ?><p class="kp-back"><a class="utrecht-link" href="<?cs var:S.Url ?>">[[Terug naar signaal]] <?cs call:code(S.Number) ?></a></p>
<h1 class="utrecht-heading-1">[[Signaal doorzetten]]</h1>
<?cs call:conflict() ?><?cs if:Impossible ?><?cs call:keep_as_note(Kept) ?>
<?cs else ?><?cs call:columns_start() ?><?cs call:table_stacked("voorstel","[[Voorstel volgens de regels, het eerste weegt het zwaarst]]") ?><thead><tr><th scope="col">[[Bestemming]]</th><th scope="col">[[Bureau dat het oppakt]]</th><th scope="col">[[Hoe snel]]</th></tr></thead>
<tbody><?cs each:p = Proposals ?><tr><th scope="row"><?cs var:p.Destination ?></th><td><?cs var:p.Desk ?></td><td><?cs var:p.Urgency ?></td></tr>
<?cs /each ?></tbody>
<?cs call:table_end() ?><p>[[De regels stellen voor, u beslist. Het signaal blijft binnen het knooppunt: het bureau zorgt voor het contact naar buiten.]]</p>
<?cs if:MayHandOver ?><p>[[Kiest u de Unit Speciale Zaken? Daarna ziet alleen de Unit Speciale Zaken dit signaal. U ziet het niet meer terug.]]</p>
<?cs /if ?><form method="post" action="<?cs var:S.Url ?>/forward" novalidate><?cs call:form_secrets() ?><?cs call:hidden("version",S.Version) ?><?cs call:radio_field("destination","[[Bestemming]]","",0,Choices.destination,Wrong.destination) ?><?cs call:prose_field("reason","[[Waarom deze bestemming?]]","",0,Form.reason,Wrong.reason,"5") ?><?cs call:buttons_start() ?><?cs call:button_primary("","","[[Zet door]]") ?><a class="utrecht-link" href="<?cs var:S.Url ?>">[[Annuleer]]</a>
<?cs call:buttons_end() ?></form>
<?cs call:columns_aside() ?><?cs call:panel_start("h-melding","[[De melding]]") ?><?cs call:facts_start() ?><?cs call:fact("[[Onderwerp]]",S.Subject) ?><?cs each:j = Judged ?><div><dt>[[Betrokkene <?cs var:j.No ?>]]</dt><dd><?cs var:j.Kind ?><?cs if:j.Name ?>, <bdi><?cs var:j.Name ?></bdi><?cs /if ?><?cs if:j.Verdict ?><br><?cs var:j.Verdict ?> <?cs call:code(j.Grade) ?><?cs /if ?></dd></div>
<?cs /each ?><?cs call:facts_end() ?><?cs if:Story.Text ?><div class="kp-words" dir="auto"><?cs var:Story.Text ?></div>
<?cs /if ?><?cs call:panel_end() ?><?cs call:columns_end() ?><?cs /if ?>
