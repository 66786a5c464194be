<?cs # title: [[Dit ziet de melder]] ?><?cs # S.*   Preview.Lang .LangText .Text .Before .Own (in the page's language) .Foreign .Unused .Waits, .Taps.N.Text   Warnings.N.Text   Before   Form.version .question .text .tap .before .wait ?>
<p class="kp-back"><a class="utrecht-link" href="<?cs var:S.Url ?>">[[Terug naar signaal]] <?cs call:code(S.Number) ?></a></p>
<h1 class="utrecht-heading-1">[[Dit ziet de melder]]</h1>
<?cs if:subcount(Warnings) ?><div role="status"><?cs call:notice_start("warning","[[Kijk nog eens naar uw vraag]]") ?><ul class="utrecht-unordered-list">
<?cs each:x = Warnings ?><li><?cs var:x.Text ?></li>
<?cs /each ?></ul>
<p>[[U beslist zelf: u kunt de vraag toch versturen.]]</p>
<?cs call:notice_end() ?></div>
<?cs /if ?><?cs if:Preview.Unused ?><?cs call:notice("info","","[[U koos een vraag uit de lijst. De tekst die u zelf schreef, wordt niet verstuurd.]]") ?><?cs /if ?><?cs if:Preview.Foreign ?><?cs call:notice_start("info","") ?><p>[[De melder leest <?cs var:Preview.LangText ?>. Kijk of uw vraag in die taal staat.]]</p>
<?cs call:notice_end() ?><?cs /if ?>
<div class="kp-pair"><?cs call:panel_start("h-ziet","[[Zo ziet de melder het]]" + " (" + Preview.LangText + ")") ?><div class="kp-preview" lang="<?cs var:Preview.Lang ?>"><div class="kp-story kp-words" dir="auto"><?cs var:Preview.Text ?></div>
<p class="kp-small"><?cs var:Preview.Before ?></p>
<?cs if:subcount(Preview.Taps) ?><ul class="kp-taps">
<?cs each:x = Preview.Taps ?><li><?cs var:x.Text ?></li>
<?cs /each ?></ul>
<?cs /if ?></div>
<?cs call:panel_end() ?><?cs if:Preview.Own ?><?cs call:panel_start("h-eigen","[[In uw taal]]") ?><div class="kp-story kp-words"><?cs var:Preview.Own ?></div>
<?cs call:panel_end() ?><?cs /if ?></div>
<?cs call:facts_start() ?><?cs call:fact("[[De melder kijkt voor]]",Before) ?><div><dt>[[Signaal]]</dt><dd><?cs if:Preview.Waits ?>[[gaat op wachten; de termijn loopt door]]<?cs else ?>[[houdt zijn status]]<?cs /if ?></dd></div>
<?cs call:facts_end() ?><form method="post" action="<?cs var:S.Url ?>/ask"><?cs call:form_secrets() ?><?cs call:hidden("version",Form.version) ?><?cs call:hidden("question",Form.question) ?><?cs call:hidden("text",Form.text) ?><?cs if:Form.tap ?><?cs call:hidden("tap",Form.tap) ?><?cs /if ?><?cs call:hidden("before",Form.before) ?><?cs if:Form.wait ?><?cs call:hidden("wait",Form.wait) ?><?cs /if ?><?cs call:buttons_start() ?><?cs call:button_primary("go","send","[[Verstuur]]") ?><?cs call:button_secondary("go","back","[[Terug]]") ?><?cs call:buttons_end() ?></form>
