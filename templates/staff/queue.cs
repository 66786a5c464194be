<?cs # title: [[Werkvoorraad]] ?><?cs # Chips.N.Label .Url .Counted .Many .On   Choices.<field>.N   Form.<tick>, Form.status   Filtered More
  Rows.N.Number .Url .Words .Place .People .Danger .Security .News .Answered .Waits .Suspect .Recheck .Files .Lang .Subject .Channel .Province
  .Status .StatusText .Due .DueKind .DueDate .Assignee .Mine   Pages, Pages.First (on a page that is not there)   Total SortText   Locked Away   Done   Undecided.N, Ready.N, Refused.N .Number .Url   LeftOut.N.Text ?>
<h1 class="utrecht-heading-1">[[Werkvoorraad]]</h1>
<?cs if:Done ?><div role="status"><?cs call:notice("success","",Done) ?></div>
<?cs /if ?><?cs if:subcount(Ready) ?><?cs call:notice_start("success","[[Uw verzoek is goedgekeurd]]") ?><p>[[U kunt het origineel nu downloaden: één keer, binnen 24 uur na de toestemming.]]</p>
<ul class="utrecht-unordered-list">
<?cs each:u = Ready ?><li><a class="utrecht-link" href="<?cs var:u.Url ?>"><?cs call:code(u.Number) ?></a></li>
<?cs /each ?></ul>
<?cs call:notice_end() ?><?cs /if ?><?cs if:subcount(Refused) ?><?cs call:notice_start("info","[[Uw verzoek is afgewezen]]") ?><p>[[U krijgt het origineel niet. Bij het signaal staat wie dat besloot.]]</p>
<ul class="utrecht-unordered-list">
<?cs each:u = Refused ?><li><a class="utrecht-link" href="<?cs var:u.Url ?>"><?cs call:code(u.Number) ?></a></li>
<?cs /each ?></ul>
<?cs call:notice_end() ?><?cs /if ?><?cs if:subcount(Undecided) ?><?cs call:notice_start("info","[[Wacht op een tweede persoon]]") ?><p>[[Een collega vraagt het origineel van een bestand. U kunt daarover beslissen:]]</p>
<ul class="utrecht-unordered-list">
<?cs each:u = Undecided ?><li><a class="utrecht-link" href="<?cs var:u.Url ?>"><?cs call:code(u.Number) ?></a></li>
<?cs /each ?></ul>
<?cs call:notice_end() ?><?cs /if ?><?cs if:Locked ?><?cs call:notice("info","[[De sleutels zijn nog niet vrijgegeven]]","[[U ziet alle signalen, maar nog niet de eerste woorden. Meldingen komen gewoon binnen. Een beheerder geeft de sleutels vrij.]]") ?><?cs elif:Away ?><?cs call:notice("info","[[De eerste woorden zijn er nu niet]]","[[De sleuteldienst antwoordt niet. U kunt wel filteren en signalen openen zodra hij er weer is.]]") ?><?cs /if ?>
<form class="kp-find" method="get" action="/<?cs var:Lang ?>/queue" role="search" aria-label="[[Zoek op nummer]]"><?cs call:code_field("number","[[Zoek op nummer]]","[[Het nummer van het signaal of van de melder.]]",Form.number,"","text","off") ?><?cs call:button_secondary("","","[[Zoek]]") ?></form>
<?cs call:left_out() ?><?cs if:NotFound ?><div role="status"><?cs call:notice("info","[[Niet gevonden]]","[[Er is geen signaal met dit nummer dat u kunt zien. Kijk of het nummer klopt.]]") ?></div>
<?cs /if ?><nav aria-label="[[Status]]"><ul class="kp-tabs">
<?cs each:c = Chips ?><li><a href="<?cs var:c.Url ?>"<?cs if:c.On ?> aria-current="page"<?cs /if ?>><?cs var:c.Label ?><?cs if:c.Counted ?>&nbsp;<span class="kp-badge kp-badge--neutral"><?cs var:c.Many ?></span><?cs /if ?></a></li>
<?cs /each ?></ul></nav>
<?cs call:filters_start("/" + Lang + "/queue","[[Filter de werkvoorraad]]") ?><?cs if:Form.status ?><?cs call:hidden("status",Form.status) ?><?cs /if ?>
<?cs call:select_field("due","[[Termijn]]","",0,Choices.due,"") ?>
<?cs call:select_field("who","[[Behandelaar]]","",0,Choices.who,"") ?>
<?cs call:select_field("subject","[[Onderwerp]]","",0,Choices.subject,"") ?>
<?cs call:buttons_start() ?><?cs call:button_primary("","","[[Toon]]") ?><?cs if:Filtered ?><a class="utrecht-link" href="/<?cs var:Lang ?>/queue">[[Wis filters]]</a>
<?cs /if ?><?cs call:buttons_end() ?>
<details class="kp-details"<?cs if:More ?> open<?cs /if ?>><summary>[[Meer filters en volgorde]]</summary>
<div><div class="kp-filter-more"><?cs call:select_field("channel","[[Binnengekomen via]]","",0,Choices.channel,"") ?>
<?cs if:subcount(Choices.class) ?><?cs call:select_field("class","[[Soort]]","",0,Choices.class,"") ?><?cs /if ?>
<?cs call:select_field("sort","[[Volgorde]]","",0,Choices.sort,"") ?>
<?cs call:select_field("rows","[[Rijen]]","",0,Choices.rows,"") ?></div>
<fieldset class="kp-filter-ticks"><legend class="kp-hidden">[[Alleen signalen met]]</legend>
<?cs call:tick_field("danger","[[Gevaar]]","",Form.danger,"") ?>
<?cs call:tick_field("news","[[Nieuwe informatie]]","",Form.news,"") ?>
<?cs call:tick_field("suspect","[[Mogelijk automatisch of massaal]]","",Form.suspect,"") ?>
<?cs call:tick_field("recheck","[[Tweede blik nodig]]","",Form.recheck,"") ?>
</fieldset></div></details>
<?cs call:filters_end() ?>
<?cs if:subcount(Rows) ?><?cs if:!Locked && !Away ?><p class="kp-small">[[Van elk verhaal ziet u de eerste 120 tekens. Een kort verhaal staat er dus helemaal.]]</p>
<?cs /if ?><div class="kp-table kp-queue" role="region" tabindex="0" aria-labelledby="rijen">
<table class="utrecht-table"><caption class="utrecht-table__caption" id="rijen"><?cs var:Total ?>, <?cs var:SortText ?></caption>
<thead><tr><th scope="col">[[Termijn]]</th><th scope="col">[[Signaal]]</th><th scope="col">[[Onderwerp]]</th><th scope="col">[[Status]]</th><th scope="col">[[Behandelaar]]</th></tr></thead>
<tbody>
<?cs each:r = Rows ?><tr<?cs if:r.DueKind == "late" ?> class="kp-row--late"<?cs elif:r.DueKind == "today" ?> class="kp-row--today"<?cs /if ?>>
<td class="kp-date"><?cs call:due(r.DueKind,r.Due) ?><br><span class="kp-small"><?cs var:r.DueDate ?></span></td>
<th scope="row" class="kp-first"><a class="utrecht-link" href="<?cs var:r.Url ?>"><?cs call:code(r.Number) ?></a> <?cs if:r.Security ?><?cs call:badge("danger","[[Nationale veiligheid]]") ?> <?cs /if ?><?cs if:r.Danger ?><?cs call:badge("danger","[[Gevaar]]") ?> <?cs /if ?><?cs if:r.News && r.Answered ?><?cs call:badge("info","[[Antwoord van de melder]]") ?> <?cs elif:r.News ?><?cs call:badge("info","[[Nieuwe informatie]]") ?> <?cs /if ?><?cs if:r.Waits ?><?cs call:badge("neutral","[[Wacht op melder]]") ?> <?cs /if ?><?cs if:r.Suspect ?><?cs call:badge("warning","[[Mogelijk automatisch of massaal]]") ?> <?cs /if ?><?cs if:r.Recheck ?><?cs call:badge("warning","[[Tweede blik]]") ?><?cs /if ?>
<?cs if:r.Words ?><div class="kp-row-words" dir="auto"><?cs var:r.Words ?></div>
<?cs /if ?><div class="kp-row-meta"><?cs if:r.Place ?><bdi><?cs var:r.Place ?></bdi><?cs elif:r.Province ?><?cs var:r.Province ?><?cs else ?>[[Plaats onbekend]]<?cs /if ?> · <?cs if:r.People ?><?cs var:r.People ?><?cs else ?>[[niemand genoemd]]<?cs /if ?><?cs if:r.Lang ?> · <?cs var:r.Lang ?><?cs /if ?><?cs if:r.Files ?> · [[met bestanden]]<?cs /if ?><?cs if:r.Waits ?> · [[melder kijkt voor <?cs var:r.Waits ?>]]<?cs /if ?></div></th>
<td><?cs var:r.Subject ?><br><span class="kp-small"><?cs var:r.Channel ?></span></td>
<td class="kp-status"><?cs call:status_chip(r.Status,r.StatusText) ?></td>
<td><span class="kp-phone">[[Behandelaar]]: </span><?cs if:r.Mine ?><strong>[[U]]</strong><?cs elif:r.Assignee ?><bdi><?cs var:r.Assignee ?></bdi><?cs else ?><span class="kp-none">[[Niemand]]</span><?cs /if ?></td>
</tr>
<?cs /each ?></tbody>
<?cs call:table_end() ?><?cs call:pagination(Pages) ?>
<?cs else ?><?cs call:notice_start("info","[[Geen signalen]]") ?><p><?cs if:Pages.First ?>[[Zo veel pagina's zijn er niet.]] <a class="utrecht-link" href="<?cs var:Pages.First ?>">[[Naar de eerste pagina]]</a><?cs elif:Filtered ?>[[Er zijn geen signalen die bij dit filter horen.]] <a class="utrecht-link" href="/<?cs var:Lang ?>/queue">[[Wis filters]]</a><?cs else ?>[[Er staan nu geen signalen open.]]<?cs /if ?></p>
<?cs call:notice_end() ?><?cs /if ?>
