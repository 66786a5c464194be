<?cs # title: [[U verlaat deze site]] ?><?cs # LeaveUrl; the browser is told to go there by itself ?>
<h1 class="utrecht-heading-1">[[U verlaat deze site]]</h1>
<p>[[Wat u invulde is gewist. Er is niets verstuurd.]] <a class="utrecht-link" href="<?cs var:LeaveUrl ?>" rel="noreferrer">[[Ga verder]]</a></p>
<p>[[De geschiedenis van uw browser moet u zelf wissen.]]</p>
