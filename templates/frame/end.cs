</main>
<footer class="kp-footer"><div class="kp-footer__in">
<?cs if:Program.Tip ?><nav aria-label="[[Over deze website]]"><ul>
<?cs if:Lang == "nl" ?><li><a href="/nl/mijn-melding">Mijn melding</a></li>
<li><a href="/nl/privacy">Privacy</a></li>
<li><a href="/nl/toegankelijkheid">Toegankelijkheid</a></li>
<li><a href="/nl/contact">Contact</a></li>
<?cs else ?><li><a href="/en/my-report">My report</a></li>
<li><a href="/en/privacy">Privacy</a></li>
<li><a href="/en/accessibility">Accessibility</a></li>
<li><a href="/en/contact">Contact</a></li>
<?cs /if ?></ul></nav>
<p>[[Is iemand in gevaar? Bel <a href="tel:112">112</a>.]]</p>
<?cs else ?><p>[[Wat u opent en beslist, wordt vastgelegd met uw naam en de reden.]]</p>
<?cs /if ?></div></footer>
</body>
</html>
