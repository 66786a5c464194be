<?cs # title: [[Bestand]] ?><?cs # S.* (desk_put)   Files.0 (file_put)   Pages.N.No .Url   Page.Prev .Next ?>
<p class="kp-back"><a class="utrecht-link" href="<?cs var:S.Url ?>">[[Terug naar het signaal]]</a></p>
<?cs with:f = Files.0 ?><h1 class="utrecht-heading-1"><?cs if:f.Name ?><bdi><?cs var:f.Name ?></bdi><?cs else ?>[[Bestand <?cs var:f.No ?>]]<?cs /if ?></h1>
<p>[[Signaal]] <?cs call:code(S.Number) ?> · <?cs if:f.Type ?><?cs var:f.Type ?> · <?cs /if ?><bdi><?cs var:f.Who ?></bdi>, <?cs var:f.Day ?></p>
<?cs if:f.About ?><?cs call:words(f.About) ?><?cs /if ?><p>[[U ziet een schone kopie: opnieuw gemaakt, zonder gegevens over plaats en toestel. Het origineel blijft verzegeld.]]</p>
<?cs if:f.Unscanned ?><?cs call:notice("warning","[[Niet op virussen nagekeken]]","[[Bekijken is veilig: dit zijn plaatjes die wij zelf maakten. Downloaden kan pas als het bestand is nagekeken.]]") ?><?cs /if ?><?cs if:f.Take ?><?cs call:take_file(f,"utrecht-button utrecht-button--secondary-action") ?>
<?cs /if ?><?cs call:pagination(Page) ?><?cs each:p = Pages ?><figure class="kp-page"><a href="<?cs var:p.Url ?>"><img src="<?cs var:p.Url ?>" alt="[[Pagina <?cs var:p.No ?> van <?cs var:f.Pages ?>, als plaatje]]"></a>
<figcaption class="kp-small">[[Pagina <?cs var:p.No ?> van <?cs var:f.Pages ?>]]</figcaption></figure>
<?cs /each ?><?cs call:pagination(Page) ?><?cs /with ?>
