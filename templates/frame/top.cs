<?cs # The top of every page, public and staff.
  Lang Dir Title Path Csrf State  Errors (adds "Fout: " to the title)
  Program.Tip or Program.Staff (words.hdf)  Site.Name .Test .Phone  User.Name User.Roles.<role>
  Langs.N.Code .Name .Current .Url (no Url: /Code/)   LangForm: id of the page's form; then the
  languages are its submit buttons (name lang, value Code), so that nothing typed is lost. Enter in a
  field presses a form's first button: that is a hidden one without a name, and must mean "next". ?><!DOCTYPE html>
<html lang="<?cs var:Lang ?>" dir="<?cs var:Dir ?>" class="kp-theme">
<head>
<meta charset="utf-8">
<title><?cs if:subcount(Errors) ?>[[Fout:]] <?cs /if ?><?cs var:Title ?> – <?cs if:Program.Staff ?>[[Knooppunt intranet]]<?cs else ?>Knooppunt<?cs /if ?></title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="same-origin">
<meta name="format-detection" content="telephone=no">
<link rel="icon" type="image/png" href="/static/knooppunt.png">
<link rel="stylesheet" href="/static/<?cs if:Program.Staff ?>staff<?cs else ?>knooppunt<?cs /if ?>.css">
</head>
<body class="<?cs if:Program.Staff ?>kp-staff<?cs else ?>kp-public<?cs /if ?>">
<a class="kp-skip" href="#inhoud">[[Naar de inhoud]]</a>
<header>
<?cs if:Site.Test ?><p class="kp-test"><?cs if:Program.Staff ?>[[<strong>Testomgeving.</strong> Alle gegevens zijn verzonnen. Voer geen echte gegevens in.]]<?cs else ?>[[<strong>Testomgeving:</strong> meld hier niets. Echt melden:]] <a href="https://www.ind.nl"<?cs if:LangForm ?> target="_blank" rel="noopener noreferrer"<?cs else ?> rel="noreferrer"<?cs /if ?>>www.ind.nl<?cs if:LangForm ?><span class="kp-hidden"> ([[opent in een nieuw tabblad]])</span><?cs /if ?></a><?cs /if ?></p>
<?cs /if ?><div class="kp-header">
<div class="kp-header__bar">
<p class="kp-brand"><a href="/<?cs var:Lang ?>/"<?cs if:LangForm ?> target="_blank" rel="noopener"<?cs /if ?>><img src="/static/knooppunt.png" alt="" width="36" height="36"><span><strong>Knooppunt</strong> <span class="kp-brand__long">[[Handhavingsinformatieknooppunt]]</span></span><?cs if:LangForm ?><span class="kp-hidden"> ([[opent in een nieuw tabblad]])</span><?cs /if ?></a></p>
<?cs if:LangForm ?><button class="kp-hidden" type="submit" form="<?cs var:LangForm ?>" tabindex="-1" aria-hidden="true"></button>
<?cs /if ?><?cs if:subcount(Langs) ?><nav class="kp-langs" aria-label="[[Taal]]"><ul>
<?cs each:l = Langs ?><li><?cs if:l.Current ?><span lang="<?cs var:l.Code ?>" aria-current="true"><?cs var:l.Name ?></span><?cs elif:LangForm ?><button type="submit" form="<?cs var:LangForm ?>" name="lang" value="<?cs var:l.Code ?>" lang="<?cs var:l.Code ?>" formnovalidate><?cs var:l.Name ?></button><?cs else ?><a href="<?cs if:l.Url ?><?cs var:l.Url ?><?cs else ?>/<?cs var:l.Code ?>/<?cs /if ?>" lang="<?cs var:l.Code ?>" hreflang="<?cs var:l.Code ?>"><?cs var:l.Name ?></a><?cs /if ?></li>
<?cs /each ?></ul></nav>
<?cs /if ?><?cs if:User.Name ?><div class="kp-me"><a href="/<?cs var:Lang ?>/account"><span class="kp-hidden">[[Mijn account:]] </span><bdi><?cs var:User.Name ?></bdi></a>
<form method="post" action="/<?cs var:Lang ?>/logout"><?cs call:form_secrets() ?><button type="submit">[[Uitloggen]]</button></form></div>
<?cs /if ?></div>
<?cs if:User.Name ?><nav class="kp-menu" aria-label="[[Hoofdmenu]]"><ul>
<?cs if:User.Roles.caseworker || User.Roles.lead || User.Roles.analyst || User.Roles.security_adviser ?><?cs call:nav_link("/" + Lang + "/queue","[[Werkvoorraad]]",Path == "/" + Lang + "/queue") ?><?cs /if ?><?cs if:User.Roles.lead || User.Roles.analyst ?><?cs call:nav_link("/" + Lang + "/overview","[[Overzicht]]",Path == "/" + Lang + "/overview") ?><?cs /if ?><?cs if:User.Roles.administrator || User.Roles.lead ?><?cs call:nav_link("/" + Lang + "/users","[[Gebruikers]]",Path == "/" + Lang + "/users") ?><?cs /if ?><?cs if:User.Roles.administrator ?><?cs call:nav_link("/" + Lang + "/calendar","[[Kalender]]",Path == "/" + Lang + "/calendar") ?><?cs /if ?><?cs if:User.Roles.auditor || User.Roles.privacy_officer ?><?cs call:nav_link("/" + Lang + "/audit","[[Wie keek waar]]",Path == "/" + Lang + "/audit") ?><?cs /if ?><?cs call:nav_link("/" + Lang + "/account","[[Mijn account]]",Path == "/" + Lang + "/account") ?></ul></nav>
<?cs /if ?></div>
<?cs if:Program.Tip ?><div class="kp-exit"><form method="post" action="/<?cs var:Lang ?>/uit"><button type="submit" aria-describedby="uit-uitleg">[[Verlaat deze site]]</button></form>
<p id="uit-uitleg">[[Wist wat u hier invulde en opent een neutrale website. De geschiedenis van uw browser blijft staan.]]</p></div>
<?cs /if ?></header>
<main class="kp-main" id="inhoud" tabindex="-1">
