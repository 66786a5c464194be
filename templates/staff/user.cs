<?cs # title: [[Gebruiker]] ?><?cs # U.Name .Display .State .New .Disabled .Factor .Enrolling .Self .Has.N .HasNot.N (Value Label); MayChange; Changes.N.What .Role .Proposer; Code: shown this once ?>
<h1 class="utrecht-heading-1"><bdi><?cs var:U.Display ?></bdi></h1>
<?cs if:Code ?><?cs call:notice_start("warning","[[Eenmalige code: nu overschrijven]]") ?><p class="kp-big"><?cs call:code(Code) ?></p>
<p>[[Geef deze code zelf aan deze persoon, niet per e-mail. De code werkt drie dagen en één keer. Wij laten hem niet nog eens zien.]]</p>
<?cs call:notice_end() ?><?cs /if ?><?cs if:subcount(Changes) ?><?cs call:notice_start("info","[[Wacht op een tweede persoon]]") ?><ul class="utrecht-unordered-list">
<?cs each:c = Changes ?><li><?cs var:c.What ?><?cs if:c.Role ?> <strong><?cs var:c.Role ?></strong><?cs /if ?>. [[Voorgesteld door <bdi><?cs var:c.Proposer ?></bdi>.]]</li>
<?cs /each ?></ul>
<p><a class="utrecht-link" href="/<?cs var:Lang ?>/users">[[Een andere beheerder beslist bij alle gebruikers]]</a></p>
<?cs call:notice_end() ?><?cs /if ?><?cs call:facts_start() ?><div><dt>[[Gebruikersnaam]]</dt><dd><?cs call:code(U.Name) ?></dd></div>
<?cs call:fact("[[Toestand]]",U.State) ?><div><dt>[[Tweede stap]]</dt><dd><?cs if:U.Factor ?>[[Ja]]<?cs else ?>[[Nee]]<?cs /if ?></dd></div>
<?cs if:U.New ?><div><dt>[[Eenmalige code]]</dt><dd><?cs if:U.Enrolling ?>[[Uitgegeven, nog niet gebruikt]]<?cs else ?>[[Geen geldige code]]<?cs /if ?></dd></div>
<?cs /if ?><?cs call:facts_end() ?>
<?cs if:U.Self ?><p>[[Dit bent u zelf. Uw eigen rollen en toestand verandert een andere beheerder.]]</p>
<?cs /if ?><?cs call:panel_start("h-roles","[[Rollen]]") ?><?cs if:!subcount(U.Has) ?><p>[[Nog geen rol.]]</p>
<?cs /if ?><ul class="kp-plain">
<?cs each:r = U.Has ?><li><?cs var:r.Label ?><?cs if:MayChange && !U.Self ?> <form class="kp-inline" method="post" action="/<?cs var:Lang ?>/users/<?cs var:U.Name ?>"><?cs call:form_secrets() ?><?cs call:hidden("role",r.Value) ?><button class="kp-quiet" type="submit" name="do" value="revoke">[[Trek in]]<span class="kp-hidden">: <?cs var:r.Label ?></span></button></form><?cs /if ?></li>
<?cs /each ?></ul>
<?cs if:MayChange && !U.Self ?><form method="post" action="/<?cs var:Lang ?>/users/<?cs var:U.Name ?>"><?cs call:form_secrets() ?><?cs call:select_field("role","[[Rol erbij]]","[[Rollen die meldingen lezen of zien wie waar keek, en beheerder: een tweede persoon moet akkoord gaan. Die krijgt dan ook de eenmalige code.]]",0,U.HasNot,"") ?><?cs call:buttons_start() ?><?cs call:button_secondary("do","grant","[[Geef deze rol]]") ?><?cs call:buttons_end() ?></form>
<?cs /if ?><?cs call:panel_end() ?><?cs if:MayChange && !U.Self ?><?cs call:panel_start("h-access","[[Toegang]]") ?><form method="post" action="/<?cs var:Lang ?>/users/<?cs var:U.Name ?>"><?cs call:form_secrets() ?><?cs call:buttons_start() ?><?cs if:U.New && !subcount(Changes) ?><?cs call:button_primary("do","code","[[Maak een nieuwe eenmalige code]]") ?><?cs elif:!U.New && !U.Disabled ?><?cs call:button_secondary("do","end","[[Beëindig alle sessies]]") ?><?cs /if ?><?cs if:!U.Disabled ?><?cs call:button_secondary("do","reset","[[Stel een nieuw wachtwoord voor (tweede persoon nodig)]]") ?><?cs /if ?><?cs if:U.Disabled ?><?cs call:button_secondary("do","enable","[[Zet dit account weer aan]]") ?><?cs else ?><?cs call:button_danger("do","disable","[[Zet dit account uit]]") ?><?cs /if ?><?cs call:buttons_end() ?></form>
<?cs call:panel_end() ?><?cs /if ?><p><a class="utrecht-link" href="/<?cs var:Lang ?>/users">[[Terug naar alle gebruikers]]</a></p>
