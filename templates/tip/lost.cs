<?cs # title: [[Dit formulier kunnen wij niet meer lezen]] ?><?cs # The form state is not ours or too old. Typed.N.Text: what came with it, to copy ?>
<h1 class="utrecht-heading-1">[[Dit formulier kunnen wij niet meer lezen]]</h1>
<p>[[Het formulier is te oud of onderweg veranderd. Daarom is er nu niets verstuurd. Had u uw melding al verstuurd? Dan hebben wij die. Zo niet, begin dan alstublieft opnieuw.]]</p>
<?cs if:subcount(Typed) ?><p>[[Wat u net typte staat hieronder. Kopieer het voordat u opnieuw begint.]]</p>
<?cs each:y = Typed ?><?cs call:words(y.Text) ?><?cs /each ?><?cs /if ?><p><a class="utrecht-link" href="<?cs if:Lang == "nl" ?>/nl/melden<?cs else ?>/en/report<?cs /if ?>">[[Begin opnieuw]]</a></p>
