<?cs # The queue of a role. Tabs.N.{State,Count,Current}, Rows.N.*, Next. ?><?cs set:Page.Title = L.nav.queue ?><?cs include:"layout_top.cs" ?>
<main class="govuk-main-wrapper" id="main">
<h1 class="govuk-heading-l"><?cs var:L.nav.queue ?></h1>
<nav class="hotline-bar govuk-body" aria-label="<?cs var:L.desk.states ?>"><?cs each:t = Tabs ?><a class="govuk-link" href="/admin/?state=<?cs var:t.State ?>"<?cs if:t.Current ?> aria-current="page"<?cs /if ?>><?cs if:t.Current ?><strong><?cs /if ?><?cs var:L.state[t.State] ?> <?cs var:t.Count ?><?cs if:t.Current ?></strong><?cs /if ?></a> <?cs /each ?></nav>
<?cs if:?Rows.0.Number ?><?cs include:"_rows.cs" ?><?cs else ?><p class="govuk-body"><?cs var:L.desk.empty ?></p><?cs /if ?>
<?cs if:Next ?><p class="govuk-body"><a class="govuk-link" href="<?cs var:href(Next) ?>" rel="next"><?cs var:L.desk.next ?></a></p><?cs /if ?>
</main>
<?cs include:"layout_bottom.cs" ?>
