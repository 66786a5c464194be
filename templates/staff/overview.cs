<?cs # title: [[Overzicht]] ?><?cs # Sum.Many .Late .Today .Nobody .News .Recheck   Statuses.N.Label .Status .Code .Many .Late .Today .Nobody   People.N.Name .Id .Many .Late .Today   Asked.Days .Many .Open .Answered .Lapsed .Share (per cent; absent when nothing is over) ?>
<h1 class="utrecht-heading-1">[[Overzicht]]</h1>
<ul class="kp-numbers">
<li><a href="/<?cs var:Lang ?>/queue"><strong><?cs var:Sum.Many ?></strong> <span>[[open]]</span></a></li>
<li><a href="/<?cs var:Lang ?>/queue?due=overdue"><strong><?cs var:Sum.Late ?></strong> <span>[[over tijd]]</span></a></li>
<li><a href="/<?cs var:Lang ?>/queue?due=today"><strong><?cs var:Sum.Today ?></strong> <span>[[vandaag]]</span></a></li>
<li><a href="/<?cs var:Lang ?>/queue?who=nobody"><strong><?cs var:Sum.Nobody ?></strong> <span>[[zonder behandelaar]]</span></a></li>
<li><a href="/<?cs var:Lang ?>/queue?news=1"><strong><?cs var:Sum.News ?></strong> <span>[[met nieuwe informatie]]</span></a></li>
<li><a href="/<?cs var:Lang ?>/queue?recheck=1"><strong><?cs var:Sum.Recheck ?></strong> <span>[[wachten op een tweede blik]]</span></a></li>
</ul>
<h2 class="utrecht-heading-2">[[Per status]]</h2>
<?cs call:table_stacked("statuses","[[Open signalen per status]]") ?><thead><tr><th scope="col">[[Status]]</th><th scope="col" class="kp-num">[[Open]]</th><th scope="col" class="kp-num">[[Over tijd]]</th><th scope="col" class="kp-num">[[Vandaag]]</th><th scope="col" class="kp-num">[[Zonder behandelaar]]</th></tr></thead>
<tbody><?cs each:s = Statuses ?><tr><th scope="row"><a class="utrecht-link" href="/<?cs var:Lang ?>/queue?status=<?cs var:s.Code ?>"><?cs var:s.Label ?></a></th><td class="kp-num"><?cs call:cell_label("[[Open]]") ?><?cs var:s.Many ?></td><td class="kp-num"><?cs call:cell_label("[[Over tijd]]") ?><?cs if:s.Late ?><?cs call:badge("late",s.Late) ?><?cs else ?>0<?cs /if ?></td><td class="kp-num"><?cs call:cell_label("[[Vandaag]]") ?><?cs if:s.Today ?><?cs call:badge("warning",s.Today) ?><?cs else ?>0<?cs /if ?></td><td class="kp-num"><?cs call:cell_label("[[Zonder behandelaar]]") ?><?cs var:s.Nobody ?></td></tr>
<?cs /each ?></tbody>
<?cs call:table_end() ?>
<h2 class="utrecht-heading-2">[[Per behandelaar]]</h2>
<?cs if:subcount(People) ?><?cs call:table_stacked("people","[[Open signalen per behandelaar]]") ?><thead><tr><th scope="col">[[Behandelaar]]</th><th scope="col" class="kp-num">[[Open]]</th><th scope="col" class="kp-num">[[Over tijd]]</th><th scope="col" class="kp-num">[[Vandaag]]</th></tr></thead>
<tbody><?cs each:p = People ?><tr><th scope="row"><a class="utrecht-link" href="/<?cs var:Lang ?>/queue?who=<?cs var:p.Id ?>"><bdi><?cs var:p.Name ?></bdi></a></th><td class="kp-num"><?cs call:cell_label("[[Open]]") ?><?cs var:p.Many ?></td><td class="kp-num"><?cs call:cell_label("[[Over tijd]]") ?><?cs if:p.Late ?><?cs call:badge("late",p.Late) ?><?cs else ?>0<?cs /if ?></td><td class="kp-num"><?cs call:cell_label("[[Vandaag]]") ?><?cs if:p.Today ?><?cs call:badge("warning",p.Today) ?><?cs else ?>0<?cs /if ?></td></tr>
<?cs /each ?></tbody>
<?cs call:table_end() ?><?cs else ?><p>[[Nog niemand heeft een signaal in behandeling.]]</p>
<?cs /if ?>
<h2 class="utrecht-heading-2">[[Vragen aan melders, laatste <?cs var:Asked.Days ?> dagen]]</h2>
<?cs if:Asked.Many ?><?cs call:table_stacked("asked","[[Vragen aan melders]]") ?><thead><tr><th scope="col" class="kp-num">[[Gesteld]]</th><th scope="col" class="kp-num">[[Nog open]]</th><th scope="col" class="kp-num">[[Beantwoord]]</th><th scope="col" class="kp-num">[[Vervallen]]</th><th scope="col" class="kp-num">[[Percentage beantwoord]]</th></tr></thead>
<tbody><tr><td class="kp-num"><?cs call:cell_label("[[Gesteld]]") ?><?cs var:Asked.Many ?></td><td class="kp-num"><?cs call:cell_label("[[Nog open]]") ?><?cs var:Asked.Open ?></td><td class="kp-num"><?cs call:cell_label("[[Beantwoord]]") ?><?cs var:Asked.Answered ?></td><td class="kp-num"><?cs call:cell_label("[[Vervallen]]") ?><?cs var:Asked.Lapsed ?></td><td class="kp-num"><?cs call:cell_label("[[Percentage beantwoord]]") ?><?cs if:Asked.Share != "" ?><?cs var:Asked.Share ?>&nbsp;%<?cs else ?>–<?cs /if ?></td></tr></tbody>
<?cs call:table_end() ?><p class="kp-small">[[Het percentage gaat over de vragen die niet meer open staan en niet zijn ingetrokken.]]</p>
<?cs else ?><p>[[Er is niets gevraagd.]]</p>
<?cs /if ?>
