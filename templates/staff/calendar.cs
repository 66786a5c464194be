<?cs # title: [[Kalender]] ?><?cs # Days.N.Day .Text .Kind .Note; Past.N: the same for days before today; Until, EndsSoon, CalendarVersion; Done; AtUntil: the error belongs to the last form ?>
<?cs call:error_summary() ?>
<h1 class="utrecht-heading-1">[[Kalender]]</h1>
<?cs if:Done ?><div role="status"><?cs call:notice("success","",Done) ?></div>
<?cs /if ?><p>[[Weekenden en wettelijke feestdagen rekent het systeem zelf uit. Hier staan de dagen die daar bovenop vrij zijn. De termijnen van nieuwe signalen volgen meteen.]]</p>
<?cs if:EndsSoon ?><?cs call:notice_start("warning","[[De kalender loopt bijna af]]") ?><p>[[Voeg de vrije dagen van het volgende jaar toe en zet daarna de datum hieronder verder.]]</p>
<?cs call:notice_end() ?><?cs /if ?><?cs call:facts_start() ?><?cs call:fact("[[Vrije dagen bekend tot en met]]",Until) ?><?cs call:fact("[[Versie van de kalender]]",CalendarVersion) ?><?cs call:facts_end() ?>
<?cs call:table_start("days","[[Extra vrije dagen]]") ?><thead><tr><th scope="col">[[Dag]]</th><th scope="col">[[Soort]]</th><th scope="col">[[Toelichting]]</th><th scope="col">[[Verwijderen]]</th></tr></thead>
<tbody><?cs each:d = Days ?><tr><th scope="row"><?cs var:d.Text ?></th><td><?cs var:d.Kind ?></td><td><bdi><?cs var:d.Note ?></bdi></td><td><form class="kp-inline" method="post" action="/<?cs var:Lang ?>/calendar"><?cs call:form_secrets() ?><?cs call:hidden("day",d.Day) ?><button class="kp-quiet" type="submit" name="do" value="remove">[[Verwijder]]<span class="kp-hidden"> <?cs var:d.Text ?></span></button></form></td></tr>
<?cs /each ?></tbody>
<?cs call:table_end() ?><?cs if:subcount(Past) ?><?cs call:details_start("[[Dagen die voorbij zijn]]") ?><?cs call:table_start("past","[[Extra vrije dagen die voorbij zijn]]") ?><thead><tr><th scope="col">[[Dag]]</th><th scope="col">[[Soort]]</th><th scope="col">[[Toelichting]]</th><th scope="col">[[Verwijderen]]</th></tr></thead>
<tbody><?cs each:d = Past ?><tr><th scope="row"><?cs var:d.Text ?></th><td><?cs var:d.Kind ?></td><td><bdi><?cs var:d.Note ?></bdi></td><td><form class="kp-inline" method="post" action="/<?cs var:Lang ?>/calendar"><?cs call:form_secrets() ?><?cs call:hidden("day",d.Day) ?><button class="kp-quiet" type="submit" name="do" value="remove">[[Verwijder]]<span class="kp-hidden"> <?cs var:d.Text ?></span></button></form></td></tr>
<?cs /each ?></tbody>
<?cs call:table_end() ?><?cs call:details_end() ?>
<?cs /if ?><?cs call:panel_start("h-add","[[Dag toevoegen]]") ?><form method="post" action="/<?cs var:Lang ?>/calendar" novalidate><?cs call:form_secrets() ?><?cs call:set_open("day","[[Welke dag?]]","",0,Wrong.day) ?><div class="kp-day">
<?cs call:day_part("day","day.day","[[Dag]]","2",Form.day.day,Wrong.day) ?><?cs call:day_part("day.month","day.month","[[Maand]]","2",Form.day.month,Wrong.day) ?><?cs call:day_part("day.year","day.year","[[Jaar]]","4",Form.day.year,Wrong.day) ?></div>
<?cs call:set_close() ?><?cs call:field_open("kind","[[Soort]]","",0,"") ?><select class="utrecht-select" id="kind" name="kind"><option value="closing">[[Sluitingsdag van de organisatie]]</option><option value="decree"<?cs if:Form.kind == "decree" ?> selected<?cs /if ?>>[[Vrije dag bij besluit]]</option></select>
<?cs call:field_close() ?><?cs call:text_field("note","[[Toelichting]]","[[Geen namen van personen]]",1,Form.note,Wrong.note) ?><?cs call:buttons_start() ?><?cs call:button_primary("do","add","[[Voeg toe]]") ?><?cs call:buttons_end() ?></form>
<?cs call:panel_end() ?><?cs call:panel_start("h-until","[[Tot wanneer bekend]]") ?><form method="post" action="/<?cs var:Lang ?>/calendar" novalidate><?cs call:form_secrets() ?><fieldset class="utrecht-form-fieldset"><legend class="utrecht-form-fieldset__legend">[[Alle vrije dagen zijn bekend tot en met]]</legend>
<div class="kp-day">
<?cs call:day_part("until-day","day.day","[[Dag]]","2","",0) ?><?cs call:day_part("until-month","day.month","[[Maand]]","2","",0) ?><?cs call:day_part("until-year","day.year","[[Jaar]]","4","",0) ?></div>
</fieldset>
<?cs call:buttons_start() ?><?cs call:button_secondary("do","until","[[Bewaar de datum]]") ?><?cs call:buttons_end() ?></form>
<?cs call:panel_end() ?>
