<?cs # title: [[Weet u het zeker?]] ?><?cs # Title, Text, Button; Action, Fields.N.Name .Value: the POST to say yes to; Back ?>
<h1 class="utrecht-heading-1"><?cs var:Title ?></h1>
<p><?cs var:Text ?></p>
<form method="post" action="<?cs var:Action ?>"><?cs call:form_secrets() ?><?cs each:f = Fields ?><?cs call:hidden(f.Name,f.Value) ?><?cs /each ?><?cs call:hidden("sure","1") ?><?cs call:buttons_start() ?><?cs call:button_danger("","",Button) ?><a class="utrecht-link" href="<?cs var:Back ?>">[[Annuleer]]</a>
<?cs call:buttons_end() ?></form>
