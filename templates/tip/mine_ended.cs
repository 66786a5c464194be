<?cs # title: [[U bent gestopt]] ?>
<h1 class="utrecht-heading-1">[[U bent gestopt]]</h1>
<p>[[Uw code werkt niet meer. Wij stellen u geen vragen meer. U kunt uw code weggooien.]]</p>
<p>[[Uw melding staat bij ons. Wij gaan er gewoon mee verder. Weet u later toch nog iets? Dan kunt u opnieuw melden.]]</p>
<p>[[Klik bovenaan op "Verlaat deze site". De geschiedenis van uw browser moet u zelf wissen.]]</p>
