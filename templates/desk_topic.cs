<?cs # The tickets of a week that one topic was counted in. Dim, Name, Place, FromMs, UntilMs, Query, Rows.N.*, Next. ?><?cs set:Page.Title = Name ?><?cs include:"layout_top.cs" ?>
<main class="govuk-main-wrapper" id="main">
<nav aria-label="<?cs var:L.form.back ?>"><a class="govuk-back-link" href="/admin/topics?<?cs var:Query ?>"><?cs var:L.topics.title ?></a></nav>
<h1 class="govuk-heading-l"><?cs var:Name ?> <span class="hotline-quiet"><?cs var:L.topics.name[Dim] ?> · <?cs var:Place ?> <?cs var:date_cn(FromMs) ?>–<?cs var:date_cn(UntilMs) ?></span></h1>
<?cs if:?Rows.0.Number ?><?cs include:"_rows.cs" ?><?cs else ?><p class="govuk-body"><?cs var:L.desk.empty ?></p><?cs /if ?>
<?cs if:Next ?><p class="govuk-body"><a class="govuk-link" href="<?cs var:href(Next) ?>" rel="next"><?cs var:L.desk.next ?></a></p><?cs /if ?>
</main>
<?cs include:"layout_bottom.cs" ?>
