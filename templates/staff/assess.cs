<?cs # title: [[Signaal beoordelen]] ?><?cs # S.*   Judged.N.No .Kind .Name .Grade .Verdict .Url .Chosen   Told.N.No .Answers.M   Story.Text
  Judging, No (0 = a new one), Choices.<field>, Form, Errors, Corrects, Saved, Impossible, Kept, Conflict, Open (somebody is not judged) ?>
<?cs call:error_summary() ?><p class="kp-back"><a class="utrecht-link" href="<?cs var:S.Url ?>">[[Terug naar signaal]] <?cs call:code(S.Number) ?></a></p>
<h1 class="utrecht-heading-1">[[Signaal beoordelen]]</h1>
<?cs if:Saved ?><div role="status"><?cs call:notice("success","","[[Het oordeel is bewaard.]]") ?></div>
<?cs /if ?><?cs call:conflict() ?><?cs if:Impossible ?><?cs call:keep_as_note(Kept) ?>
<?cs else ?><?cs call:columns_start() ?><?cs call:panel_start("h-wie","[[Betrokkenen]]") ?><?cs if:subcount(Judged) ?><?cs call:table_stacked("oordeel","[[Oordeel per betrokkene]]") ?><thead><tr><th scope="col">[[Wie of wat]]</th><th scope="col">[[Waardering]]</th><th scope="col">[[Oordeel]]</th></tr></thead>
<tbody><?cs each:j = Judged ?><tr><th scope="row"><?cs if:j.Chosen ?><strong>[[Betrokkene <?cs var:j.No ?>]]</strong><?cs else ?><a class="utrecht-link" href="<?cs var:j.Url ?>">[[Betrokkene <?cs var:j.No ?>]]</a><?cs /if ?> · <?cs var:j.Kind ?><?cs if:j.Name ?>, <bdi><?cs var:j.Name ?></bdi><?cs /if ?></th><td><?cs call:code(j.Grade) ?></td><td><?cs if:j.Verdict ?><?cs var:j.Verdict ?><?cs else ?><span class="kp-none">[[nog niet beoordeeld]]</span><?cs /if ?></td></tr>
<?cs /each ?></tbody>
<?cs call:table_end() ?><?cs else ?><p>[[Er is nog niemand genoemd. Voeg hieronder een betrokkene toe, of rond de beoordeling af als er niemand te noemen is.]]</p>
<?cs /if ?><?cs if:No || !Judging ?><p><a class="utrecht-link" href="<?cs var:S.Url ?>/assess?subject=0">[[Voeg een betrokkene toe]]</a></p>
<?cs /if ?><?cs call:panel_end() ?><?cs if:Judging ?><?cs if:No ?><?cs call:panel_start("h-oordeel","[[Oordeel over betrokkene]] " + No) ?><?cs if:About.0.Name ?><p><?cs var:About.0.Kind ?>, <strong><bdi><?cs var:About.0.Name ?></bdi></strong></p>
<?cs /if ?><?cs else ?><?cs call:panel_start("h-oordeel","[[Nieuwe betrokkene]]") ?><?cs /if ?><form method="post" action="<?cs var:S.Url ?>/assess" novalidate><?cs call:form_secrets() ?><?cs call:hidden("version",S.Version) ?><?cs call:hidden("no",No) ?>
<?cs call:radio_field("kind","[[Wie of wat is het?]]","",0,Choices.kind,Wrong.kind) ?>
<?cs call:prose_field("description","[[Omschrijving]]","[[Naam, geboortedatum, nummer, adres: wat u weet.]]",1,Form.description,Wrong.description,"3") ?>
<div class="kp-pair"><?cs call:radio_field("source","[[Hoe betrouwbaar is de bron?]]","",0,Choices.source,Wrong.source) ?><?cs call:radio_field("information","[[Hoe betrouwbaar is de informatie?]]","",0,Choices.information,Wrong.information) ?></div>
<div class="kp-pair"><?cs call:radio_field("verdict","[[Oordeel]]","",0,Choices.verdict,Wrong.verdict) ?><?cs call:radio_field("intent","[[Opzet]]","[[Weet u het niet? Kies dan “Onduidelijk”.]]",1,Choices.intent,Wrong.intent) ?></div>
<?cs call:code_field("leads","[[Nummer van het andere signaal]]","[[Alleen bij “Dubbel”. Bijvoorbeeld K7P2-M9QXZ.]]",Form.leads,Wrong.leads,"text","off") ?>
<?cs call:details_start("[[Kenmerken: werkwijze, sector, document, route]]") ?><div class="kp-pair"><?cs call:check_field("method","[[Werkwijze]]","",1,Choices.method,"") ?><?cs call:check_field("sector","[[Sector]]","",1,Choices.sector,"") ?><?cs call:check_field("document","[[Document]]","",1,Choices.document,"") ?><?cs call:check_field("route","[[Route]]","",1,Choices.route,"") ?></div><?cs call:details_end() ?>
<?cs if:Corrects ?><?cs call:prose_field("reason","[[Waarom verandert u het oordeel?]]","",0,Form.reason,Wrong.reason,"3") ?><?cs else ?><?cs call:prose_field("reason","[[Toelichting]]","",1,Form.reason,Wrong.reason,"3") ?><?cs /if ?>
<?cs call:buttons_start() ?><?cs call:button_primary("","","[[Bewaar oordeel]]") ?><?cs if:!Corrects && Last ?><?cs call:button_secondary("then","assessed","[[Bewaar en rond de beoordeling af]]") ?><?cs /if ?><?cs call:buttons_end() ?></form>
<?cs call:panel_end() ?><?cs /if ?><?cs if:!Corrects && !Open ?><p><?cs if:Judging ?>[[Niets meer te bewaren? Wat u hierboven typte, gaat dan niet mee.]] <?cs /if ?><a class="<?cs if:Judging ?>utrecht-link<?cs else ?>utrecht-button utrecht-button--primary-action<?cs /if ?>" href="<?cs var:S.Url ?>/assessed">[[Rond de beoordeling af]]</a></p>
<?cs /if ?><?cs call:columns_aside() ?><?cs if:Story ?><?cs call:panel_start("h-melding","[[De melding]]") ?><div class="kp-words" dir="auto"><?cs var:Story.Text ?></div>
<?cs each:t = Told ?><h3 class="utrecht-heading-4">[[Betrokkene <?cs var:t.No ?>]]</h3>
<?cs call:facts_start() ?><?cs each:a = t.Answers ?><?cs call:fact_words(a.Label,a.Value) ?><?cs /each ?><?cs call:facts_end() ?><?cs /each ?><?cs call:panel_end() ?><?cs /if ?><?cs call:columns_end() ?><?cs /if ?>
