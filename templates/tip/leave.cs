<?cs # title: [[U verlaat deze site]] ?><?cs # LeaveUrl; the browser is told to go there by itself ?>
<h1 class="utrecht-heading-1">[[U verlaat deze site]]</h1>
<p>[[Wat u nog niet had verstuurd, is gewist. Wat u al verstuurde, hebben wij ontvangen.]] <a class="utrecht-link" href="<?cs var:LeaveUrl ?>" rel="noreferrer">[[Ga verder]]</a></p>
<p>[[De geschiedenis van uw browser moet u zelf wissen.]]</p>
