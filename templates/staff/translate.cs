<?cs # title: [[Vertaling toevoegen]] ?><?cs # S.*   Choices.of .lang .by .grade   Form.who .text   Impossible   Story, Story.Text, Story.Additions.N.Day .Answers.M, Questions.N.Answers.M   Errors, Wrong.* ?>
<?cs call:error_summary() ?><p class="kp-back"><a class="utrecht-link" href="<?cs var:S.Url ?>">[[Terug naar signaal]] <?cs call:code(S.Number) ?></a></p>
<h1 class="utrecht-heading-1">[[Vertaling toevoegen]]</h1>
<?cs if:Impossible ?><?cs call:keep_as_note(Form.text) ?>
<?cs else ?><?cs call:columns_start() ?><p>[[Het origineel blijft staan. De vertaling komt eronder, met wie hem maakte en hoe goed hij is.]]</p>
<form method="post" action="<?cs var:S.Url ?>/translate" novalidate><?cs call:form_secrets() ?><?cs call:radio_field("of","[[Wat is vertaald?]]","",0,Choices.of,Wrong.of) ?><?cs call:radio_field("lang","[[In welke taal is de vertaling?]]","",0,Choices.lang,Wrong.lang) ?><?cs call:prose_field("text","[[De vertaling]]","",0,Form.text,Wrong.text,"10") ?><?cs call:radio_field("by","[[Wie of wat vertaalde?]]","",0,Choices.by,Wrong.by) ?><?cs call:text_field("who","[[Naam of nummer van de tolk, of naam van het programma]]","",0,Form.who,Wrong.who) ?><?cs call:radio_field("grade","[[Hoe goed is de vertaling?]]","",0,Choices.grade,Wrong.grade) ?><?cs call:buttons_start() ?><?cs call:button_primary("","","[[Bewaar de vertaling]]") ?><a class="utrecht-link" href="<?cs var:S.Url ?>">[[Annuleer]]</a>
<?cs call:buttons_end() ?></form>
<?cs call:columns_aside() ?><?cs if:Story ?><?cs call:panel_start("h-origineel","[[Origineel]]") ?><?cs if:Story.Text ?><h3 class="utrecht-heading-4">[[De melding]]</h3>
<?cs call:words(Story.Text) ?><?cs /if ?><?cs each:x = Story.Additions ?><h3 class="utrecht-heading-4">[[Aanvulling van <?cs var:x.Day ?>]]</h3>
<?cs each:a = x.Answers ?><?cs call:words(a.Value) ?><?cs /each ?><?cs /each ?><?cs each:q = Questions ?><?cs each:y = q.Answers ?><?cs if:y.Text ?><h3 class="utrecht-heading-4">[[Antwoord van <?cs var:y.Day ?>]]</h3>
<?cs call:words(y.Text) ?><?cs /if ?><?cs /each ?><?cs /each ?><?cs call:panel_end() ?><?cs /if ?><?cs call:columns_end() ?><?cs /if ?>
