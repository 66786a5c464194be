<?cs # title: [[Doe uw melding]] ?><?cs # A page of questions: Page.Heading .Intro, Step.Now .Total .Part (which person), Fields, Action, Notice.Renewed, Bait ?>
<?cs call:error_summary() ?>
<?cs if:Notice.Renewed ?><?cs call:notice_start("info","[[Uw formulier stond lang open]]") ?><p>[[Alles wat u invulde is er nog. U kunt gewoon verdergaan.]]</p>
<?cs call:notice_end() ?><?cs /if ?><?cs call:step_line(Step.Now,Step.Total,Step.Part) ?>
<h1 class="utrecht-heading-1"><?cs var:Page.Heading ?></h1>
<?cs if:Page.Intro ?><p><?cs var:Page.Intro ?></p>
<?cs /if ?><?cs if:Page.Earlier ?><p><a class="utrecht-link" href="<?cs if:Lang == "nl" ?>/nl/mijn-melding<?cs else ?>/en/my-report<?cs /if ?>" target="_blank" rel="noopener">[[Naar Mijn melding]] ([[opent in een nieuw tabblad]])</a></p>
<?cs /if ?><form id="melding" method="post" action="<?cs var:Action ?>" novalidate accept-charset="utf-8">
<?cs call:form_secrets() ?><?cs call:fields(Fields) ?><?cs if:Bait ?><div class="kp-hidden" aria-hidden="true"><label for="homepage">[[Laat dit vak leeg]]</label><input type="text" id="homepage" name="homepage" tabindex="-1" autocomplete="off" value=""></div>
<?cs /if ?><?cs call:buttons_start() ?><?cs call:button_primary("go","next","[[Volgende stap]]") ?><?cs if:May.Previous ?><?cs call:button_secondary("go","previous","[[Vorige stap]]") ?><?cs /if ?><?cs if:May.Check ?><?cs call:button_quiet("go","check","[[Verder naar versturen]]") ?><?cs /if ?><?cs call:buttons_end() ?></form>
