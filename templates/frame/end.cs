</main>
<footer class="kp-footer"><div class="kp-footer__in">
<?cs if:Program.Tip ?><nav aria-label="[[Over deze website]]"><ul>
<?cs if:Lang == "nl" ?><li><a href="/nl/mijn-melding"<?cs if:LangForm ?> target="_blank" rel="noopener"<?cs /if ?>>Mijn melding<?cs if:LangForm ?><span class="kp-hidden"> ([[opent in een nieuw tabblad]])</span><?cs /if ?></a></li>
<li><a href="/nl/privacy"<?cs if:LangForm ?> target="_blank" rel="noopener"<?cs /if ?>>Privacy<?cs if:LangForm ?><span class="kp-hidden"> ([[opent in een nieuw tabblad]])</span><?cs /if ?></a></li>
<li><a href="/nl/toegankelijkheid"<?cs if:LangForm ?> target="_blank" rel="noopener"<?cs /if ?>>Toegankelijkheid<?cs if:LangForm ?><span class="kp-hidden"> ([[opent in een nieuw tabblad]])</span><?cs /if ?></a></li>
<li><a href="/nl/contact"<?cs if:LangForm ?> target="_blank" rel="noopener"<?cs /if ?>>Contact<?cs if:LangForm ?><span class="kp-hidden"> ([[opent in een nieuw tabblad]])</span><?cs /if ?></a></li>
<?cs else ?><li><a href="/en/my-report"<?cs if:LangForm ?> target="_blank" rel="noopener"<?cs /if ?>>My report<?cs if:LangForm ?><span class="kp-hidden"> ([[opent in een nieuw tabblad]])</span><?cs /if ?></a></li>
<li><a href="/en/privacy"<?cs if:LangForm ?> target="_blank" rel="noopener"<?cs /if ?>>Privacy<?cs if:LangForm ?><span class="kp-hidden"> ([[opent in een nieuw tabblad]])</span><?cs /if ?></a></li>
<li><a href="/en/accessibility"<?cs if:LangForm ?> target="_blank" rel="noopener"<?cs /if ?>>Accessibility<?cs if:LangForm ?><span class="kp-hidden"> ([[opent in een nieuw tabblad]])</span><?cs /if ?></a></li>
<li><a href="/en/contact"<?cs if:LangForm ?> target="_blank" rel="noopener"<?cs /if ?>>Contact<?cs if:LangForm ?><span class="kp-hidden"> ([[opent in een nieuw tabblad]])</span><?cs /if ?></a></li>
<?cs /if ?></ul>
<?cs if:LangForm ?><p aria-hidden="true">[[Deze links openen in een nieuw tabblad.]]</p>
<?cs /if ?></nav>
<p>[[Is iemand in gevaar? Bel <a href="tel:112">112</a>.]]</p>
<?cs else ?><p>[[Wat u opent en beslist, wordt vastgelegd met uw naam en de reden.]]</p>
<?cs /if ?></div></footer>
</body>
</html>
