<?cs # title: [[Uw bestand is niet toegevoegd]] ?><?cs # A file on a page of a report that was sent long ago: FormUrl MineUrl ?>
<h1 class="utrecht-heading-1">[[Uw bestand is niet toegevoegd]]</h1>
<p>[[U hebt deze melding al eerder verstuurd. Uw melding is bij ons. Het bestand dat u nu koos, is er niet bij gekomen. Wij hebben het ook niet bewaard.]]</p>
<h2 class="utrecht-heading-3">[[Wilt u het bestand toch sturen?]]</h2>
<p>[[Hebt u de geheime code van uw melding? Dan kunt u het bestand toevoegen bij Mijn melding.]] <a class="utrecht-link" href="<?cs var:MineUrl ?>">[[Ga naar Mijn melding]]</a></p>
<p>[[Hebt u geen code? Dan kunt u een nieuwe melding doen. Voeg het bestand daarin toe, en vul het nummer van uw eerste melding in als u dat nog hebt.]] <a class="utrecht-link" href="<?cs var:FormUrl ?>">[[Doe een nieuwe melding]]</a></p>
<p>[[De geschiedenis van uw browser moet u zelf wissen. Sluit daarna dit venster.]]</p>
