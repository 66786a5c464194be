<?cs # title: [[Wie keek waar]] ?><?cs # Rows.N.Seq .At .Actor .Program .Action .Purpose .Object; Actors, Actions (choices), Form.number, Form.brief; Page ?>
<h1 class="utrecht-heading-1">[[Wie keek waar]]</h1>
<p>[[Elke handeling staat in een ketting die niemand kan veranderen zonder dat het opvalt. U ziet wie, wat en wanneer, geen inhoud.]]</p>
<?cs call:filters_start("/" + Lang + "/audit","[[Filter de handelingen]]") ?><?cs call:select_field("actor","[[Wie]]","",0,Actors,"") ?><?cs call:select_field("action","[[Wat]]","",0,Actions,"") ?><?cs call:text_field("number","[[Nummer van het signaal]]","",0,Form.number,"") ?><?cs call:tick_field("brief","[[Zonder lijsten en inloggen]]","",Form.brief,"") ?><?cs call:button_primary("","","[[Laat zien]]") ?><?cs call:filters_end() ?><?cs if:subcount(Rows) ?><?cs call:table_start("rows","[[Handelingen, de nieuwste eerst]]") ?><thead><tr><th scope="col">[[Nummer]]</th><th scope="col">[[Wanneer]]</th><th scope="col">[[Wie]]</th><th scope="col">[[Wat]]</th><th scope="col">[[Doel]]</th><th scope="col">[[Waarop]]</th></tr></thead>
<tbody><?cs each:r = Rows ?><tr><td><?cs var:r.Seq ?></td><td><?cs var:r.At ?></td><td><bdi><?cs var:r.Actor ?></bdi></td><td><?cs var:r.Action ?></td><td><?cs var:r.Purpose ?></td><td><?cs if:r.Object ?><?cs call:code(r.Object) ?><?cs /if ?></td></tr>
<?cs /each ?></tbody>
<?cs call:table_end() ?><?cs else ?><p>[[Hier is niets gevonden.]]</p>
<?cs /if ?><?cs call:pagination(Page) ?>
