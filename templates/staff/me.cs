<?cs # title: [[Mijn account]] ?><?cs # Me.Name .Display .Factor .Others, Me.Roles.N.Text; Sessions.N.Handle .Started .Seen .Current; Note ?>
<?cs call:error_summary() ?>
<?cs if:Note ?><?cs call:notice_start("info","[[Even weten]]") ?><p><?cs var:Note ?></p>
<?cs call:notice_end() ?><?cs /if ?><h1 class="utrecht-heading-1">[[Mijn account]]</h1>
<?cs call:facts_start() ?><?cs call:fact("[[Naam]]",Me.Display) ?><div><dt>[[Gebruikersnaam]]</dt><dd><?cs call:code(Me.Name) ?></dd></div>
<div><dt>[[Rollen]]</dt><dd><?cs each:r = Me.Roles ?><?cs var:r.Text ?><?cs if:!last(r) ?>, <?cs /if ?><?cs /each ?></dd></div>
<div><dt>[[Tweede stap]]</dt><dd><?cs if:Me.Factor ?>[[Ja, met uw telefoon]]<?cs else ?>[[Nee (kan alleen in een testomgeving)]]<?cs /if ?></dd></div>
<?cs call:facts_end() ?>
<?cs call:panel_start("h-sessions","[[Waar u bent ingelogd]]") ?><?cs call:table_start("sessions","[[Uw sessies]]") ?><thead><tr><th scope="col">[[Sinds]]</th><th scope="col">[[Laatst gebruikt]]</th><th scope="col">[[Beëindigen]]</th></tr></thead>
<tbody><?cs each:s = Sessions ?><tr><td><?cs var:s.Started ?></td><td><?cs var:s.Seen ?></td><td><?cs if:s.Current ?>[[Dit is deze sessie]]<?cs else ?><form method="post" action="/<?cs var:Lang ?>/account/sessions"><?cs call:form_secrets() ?><?cs call:hidden("handle",s.Handle) ?><?cs call:button_quiet("","","[[Beëindig]]") ?></form><?cs /if ?></td></tr>
<?cs /each ?></tbody>
<?cs call:table_end() ?><?cs if:Me.Others ?><form method="post" action="/<?cs var:Lang ?>/account/sessions"><?cs call:form_secrets() ?><?cs call:button_secondary("","","[[Beëindig al mijn andere sessies]]") ?></form>
<?cs /if ?><?cs call:panel_end() ?><?cs call:panel_start("h-password","[[Wachtwoord wijzigen]]") ?><p>[[Uw andere sessies worden dan beëindigd.]]</p>
<form method="post" action="/<?cs var:Lang ?>/account/password" novalidate><?cs call:form_secrets() ?><?cs call:password_field("password","[[Huidig wachtwoord]]","",Wrong.password,"current-password") ?><?cs call:password_field("new","[[Nieuw wachtwoord]]","[[Minstens 12 tekens, liever 15 of meer. Vier losse woorden is goed. Bijzondere tekens hoeven niet.]]",Wrong.new,"new-password") ?><?cs call:password_field("again","[[Nog een keer het nieuwe wachtwoord]]","",Wrong.again,"new-password") ?><?cs call:buttons_start() ?><?cs call:button_primary("","","[[Wijzig wachtwoord]]") ?><?cs call:buttons_end() ?></form>
<?cs call:panel_end() ?><?cs call:panel_start("h-factor","[[Tweede stap met uw telefoon]]") ?><form method="post" action="/<?cs var:Lang ?>/account/factor" novalidate><?cs call:form_secrets() ?><?cs call:password_field("current","[[Uw wachtwoord]]","",Wrong.current,"current-password") ?><?cs if:Me.Factor ?><?cs call:code_field("otp","[[Code van uw huidige telefoon]]","","",Wrong.otp,"numeric","one-time-code") ?><?cs /if ?><?cs call:buttons_start() ?><?cs if:Me.Factor ?><?cs call:button_secondary("","","[[Stel een andere telefoon in]]") ?><?cs else ?><?cs call:button_secondary("","","[[Stel een telefoon in]]") ?><?cs /if ?><?cs call:buttons_end() ?></form>
<?cs call:panel_end() ?>
