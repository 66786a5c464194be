<?cs # title: [[Bestanden]] ?><?cs # A part of signal.cs (include). Files.N.No .Name .About .Type .Size .Who .Day .State .StateText .Clean .Unscanned .Pages .Url .Take .Purpose .Reason .Original
  Originals.N.Id .No .Name .State .StateText .Who .When .By .Decided .Opened .Reason .Scan .Infected .Unscanned .Decide .Closed .Open .Had   May.file   S.Url ?>
<?cs if:subcount(Files) || May.file ?><?cs call:panel_start("h-bestanden","[[Bestanden]]") ?><?cs each:f = Files ?><article class="kp-attached" aria-labelledby="bestand-<?cs var:f.No ?>">
<h3 class="utrecht-heading-4" id="bestand-<?cs var:f.No ?>"><?cs var:f.No ?>. <?cs if:f.Name ?><bdi><?cs var:f.Name ?></bdi><?cs else ?>[[Bestand]]<?cs /if ?></h3>
<p class="kp-small"><?cs if:f.Clean ?><?cs call:badge("success",f.StateText) ?><?cs elif:f.State == "infected" || f.State == "damaged" ?><?cs call:badge("danger",f.StateText) ?><?cs elif:f.State == "waits" ?><?cs call:badge("info",f.StateText) ?><?cs else ?><?cs call:badge("warning",f.StateText) ?><?cs /if ?><?cs if:f.Type ?> <?cs var:f.Type ?><?cs /if ?><?cs if:f.Size ?>, <?cs var:f.Size ?><?cs /if ?> · <bdi><?cs var:f.Who ?></bdi>, <?cs var:f.Day ?></p>
<?cs if:f.About ?><?cs call:words(f.About) ?><?cs /if ?><?cs if:f.Unscanned ?><p class="kp-small">[[Niet op virussen nagekeken. Bekijken kan, downloaden nog niet.]]</p>
<?cs /if ?><div class="kp-small"><?cs if:f.Url ?><a class="utrecht-link" href="<?cs var:f.Url ?>">[[Bekijk]]<span class="kp-hidden"> [[bestand <?cs var:f.No ?>]]</span></a> <?cs /if ?><?cs if:f.Take ?>· <?cs call:take_file(f,"kp-quiet") ?> <?cs /if ?><?cs if:f.Original ?><?cs if:f.Url ?>· <?cs /if ?><a class="utrecht-link" href="<?cs var:f.Original ?>">[[Vraag het origineel]]<span class="kp-hidden"> [[van bestand <?cs var:f.No ?>]]</span></a><?cs /if ?></div>
</article>
<?cs /each ?><?cs if:subcount(Files) ?><p class="kp-small">[[Een melder met een code ziet in Mijn melding dezelfde nummers. Wat wij zelf toevoegen, begint bij 101 en ziet de melder niet.]]</p>
<?cs /if ?><?cs each:o = Originals ?><div class="kp-note" id="origineel-<?cs var:o.Id ?>"><p><strong>[[Origineel van bestand <?cs var:o.No ?>]]</strong><?cs if:o.Name ?> (<bdi><?cs var:o.Name ?></bdi>)<?cs /if ?>: <?cs var:o.StateText ?></p>
<ul class="kp-plain kp-small"><?cs if:o.Opened ?><li>[[Gedownload door]] <bdi><?cs var:o.Who ?></bdi>, <?cs var:o.Opened ?></li>
<?cs /if ?><li>[[Gevraagd door]] <bdi><?cs var:o.Who ?></bdi>, <?cs var:o.When ?></li>
<?cs if:o.By ?><li><?cs if:o.State == "refused" ?>[[Afgewezen door]]<?cs else ?>[[Goedgekeurd door]]<?cs /if ?> <bdi><?cs var:o.By ?></bdi>, <?cs var:o.Decided ?></li>
<?cs /if ?></ul>
<?cs if:o.Reason ?><?cs call:words(o.Reason) ?><?cs /if ?><?cs if:o.Infected && (o.Decide || o.Open) ?><p><?cs call:badge("danger","[[Let op: in dit bestand is een virus gevonden]]") ?></p>
<?cs elif:o.Unscanned && (o.Decide || o.Open) ?><p><?cs call:badge("warning","[[Let op: dit bestand is niet op virussen nagekeken]]") ?></p>
<?cs /if ?><?cs if:o.Decide ?><form method="post" action="<?cs var:S.Url ?>/original/decided"><?cs call:form_secrets() ?><?cs call:hidden("request",o.Id) ?><?cs call:hidden("scan",o.Scan) ?><?cs call:buttons_start() ?><button class="utrecht-button utrecht-button--primary-action<?cs if:o.Infected ?> utrecht-button--danger<?cs /if ?>" type="submit" name="decision" value="yes"><?cs if:o.Infected ?>[[Geef toestemming, met het virus]]<?cs elif:o.Unscanned ?>[[Geef toestemming, ook ongescand]]<?cs else ?>[[Geef toestemming]]<?cs /if ?><span class="kp-hidden"> [[voor bestand <?cs var:o.No ?>]]</span></button>
<button class="utrecht-button utrecht-button--secondary-action" type="submit" name="decision" value="no">[[Wijs af]]<span class="kp-hidden"> [[voor bestand <?cs var:o.No ?>]]</span></button>
<?cs call:buttons_end() ?></form>
<?cs elif:o.Closed ?><p>[[Open eerst de tekst van dit signaal. Dan ziet u de reden en kunt u beslissen.]]</p>
<?cs elif:o.Open ?><form method="post" action="<?cs var:S.Url ?>/original/opened"><?cs call:form_secrets() ?><?cs call:hidden("no",o.No) ?><?cs call:hidden("name",o.Name) ?><p>[[U kunt het origineel één keer downloaden, binnen 24 uur na de toestemming. Klik één keer en wacht.]]</p>
<?cs call:buttons_start() ?><?cs call:button_secondary("","","[[Download het origineel]]") ?><?cs call:buttons_end() ?></form>
<?cs elif:o.Had ?><p>[[U hebt dit origineel gedownload. Dat kan één keer. Hebt u het weer nodig? Vraag het opnieuw.]]</p>
<?cs /if ?></div>
<?cs /each ?><?cs if:!subcount(Files) ?><p>[[Bij dit signaal zijn geen bestanden.]]</p>
<?cs /if ?><?cs if:May.file ?><p><a class="utrecht-button utrecht-button--secondary-action" href="<?cs var:S.Url ?>/file/add">[[Voeg een bestand toe]]</a></p>
<?cs /if ?><?cs call:panel_end() ?><?cs /if ?>
