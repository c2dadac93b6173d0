<?cs # What stands below every page. Page.Program, Site.*. ?></div>
<footer class="hotline-footer"><div class="govuk-width-container govuk-body-s">
<?cs if:Page.Program == "portal" || Page.Program == "status" ?><ul>
<li><a class="govuk-link" href="/help"><?cs var:L.footer.help ?></a></li>
<li><a class="govuk-link" href="/privacy"><?cs var:L.footer.privacy ?></a></li>
<li><a class="govuk-link" href="/accessibility"><?cs var:L.footer.accessibility ?></a></li>
<li><a class="govuk-link" href="/refer"><?cs var:L.nav.refer ?></a></li>
<li><a class="govuk-link" href="/knowledge"><?cs var:L.nav.knowledge ?></a></li>
</ul><?cs /if ?>
<p><?cs var:L.footer.organiser ?> <?cs if:Site.Organiser ?><?cs var:Site.Organiser ?><?cs else ?><?cs var:L.footer.placeholder ?><?cs /if ?> · <?cs var:L.footer.operator ?> <?cs if:Site.Operator ?><?cs var:Site.Operator ?><?cs else ?><?cs var:L.footer.placeholder ?><?cs /if ?></p>
<p><?cs var:L.footer.icp ?> <?cs if:Site.Icp ?><?cs var:Site.Icp ?><?cs else ?><?cs var:L.footer.placeholder ?><?cs /if ?> · <?cs var:L.footer.police ?> <?cs if:Site.Police ?><?cs var:Site.Police ?><?cs else ?><?cs var:L.footer.placeholder ?><?cs /if ?> · <?cs var:L.footer.code ?> <?cs if:Site.Code ?><?cs var:Site.Code ?><?cs else ?><?cs var:L.footer.placeholder ?><?cs /if ?></p>
<?cs if:Page.Program == "admin" && Viewer.Login ?><p><button class="hotline-textbutton" type="button" data-keys hidden><?cs var:L.keys.title ?> <kbd>?</kbd></button></p><?cs /if ?></div></footer>
<?cs if:Page.Program == "admin" && Viewer.Login ?><?cs include:"_keys.cs" ?><?cs /if ?>
</body>
</html>
