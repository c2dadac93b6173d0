<?cs # What stands above every page. Page.*, Site.*, Static.*, Viewer.*, Nav.N.{Href,Label,Current}, Trouble.N.{Code,Name}. ?><!DOCTYPE html>
<html class="govuk-template" lang="<?cs var:Page.Lang ?>">
<head>
<meta charset="utf-8">
<title><?cs if:?Errors.0.Text ?><?cs var:L.form.error_prefix ?> <?cs /if ?><?cs var:Page.Title ?><?cs if:Page.Title ?> – <?cs /if ?><?cs var:L.site.name ?></title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="theme-color" content="#0b3d91">
<link rel="icon" href="<?cs var:href(Static.favicon_svg) ?>" type="image/svg+xml">
<?cs if:Page.Program == "admin" || Page.Program == "audit" ?><link rel="stylesheet" href="<?cs var:href(Static.staff_css) ?>">
<?cs else ?><link rel="stylesheet" href="<?cs var:href(Static.public_css) ?>">
<?cs /if ?><script src="<?cs var:href(Static.app_js) ?>" defer></script><?cs if:Page.Program == "admin" && Viewer.Login ?><script src="<?cs var:href(Static.desk_js) ?>" defer></script><?cs if:Viewer.Role == "agent" || Viewer.Role == "supervisor" ?><script src="<?cs var:href(Static.call_js) ?>" defer></script><?cs /if ?><?cs /if ?>
</head>
<body class="govuk-template__body<?cs if:Page.Elder ?> hotline-elder<?cs /if ?><?cs if:Page.Program == "admin" || Page.Program == "audit" ?> hotline-staff<?cs /if ?>">
<a href="#main" class="govuk-skip-link"><?cs var:L.site.skip ?></a>
<?cs if:Site.Demo ?><aside class="hotline-demo" aria-label="<?cs var:L.site.demo_name ?>"><div class="govuk-width-container"><p class="govuk-body-s"><?cs var:L.site.demo ?></p></div></aside><?cs /if ?>
<header class="hotline-header"><div class="govuk-width-container hotline-header__inner">
<a class="hotline-header__mark" href="<?cs if:Page.Program == "admin" ?>/admin/<?cs elif:Page.Program == "audit" ?>/audit/<?cs else ?>/<?cs /if ?>"><img class="hotline-noprint" src="<?cs var:href(Static.mark_svg) ?>" alt="12328" width="131" height="40"><img class="hotline-print" src="<?cs var:href(Static.mark_one_colour_svg) ?>" alt="" width="131" height="40"> <span><?cs var:L.site.short ?></span></a><?cs if:Page.Brand ?>
<p class="hotline-header__brand" lang="<?cs var:lang_of(Page.Brand) ?>"><?cs var:Page.Brand ?></p><?cs /if ?>
<div class="hotline-header__tools govuk-body-s">
<?cs if:Page.Lang == "en" ?><a class="govuk-link govuk-link--inverse" lang="zh-CN" hreflang="zh-CN" href="/prefs?lang=zh-CN&amp;back=<?cs var:Page.Path ?>">中文</a>
<?cs else ?><a class="govuk-link govuk-link--inverse" lang="en" hreflang="en" href="/prefs?lang=en&amp;back=<?cs var:Page.Path ?>">English</a>
<?cs /if ?><?cs if:Page.Program == "portal" || Page.Program == "status" ?><?cs if:Page.Elder ?><a class="govuk-link govuk-link--inverse" href="/prefs?elder=0&amp;back=<?cs var:Page.Path ?>"><?cs var:L.site.elder_off ?></a>
<?cs else ?><a class="govuk-link govuk-link--inverse" href="/prefs?elder=1&amp;back=<?cs var:Page.Path ?>"><?cs var:L.site.elder_on ?></a>
<?cs /if ?><?cs /if ?></div>
</div></header>
<?cs if:Page.Quiet ?><aside class="hotline-leave hotline-noprint" aria-label="<?cs var:L.quiet.leave ?>"><div class="govuk-width-container"><a class="govuk-button govuk-button--warning" href="/leave" rel="nofollow noreferrer" data-leave><?cs var:L.quiet.leave ?></a> <span class="govuk-body-s"><?cs var:L.quiet.leave_keys ?></span></div></aside><?cs /if ?><?cs if:Page.Program == "portal" || Page.Program == "status" ?><nav class="hotline-nav hotline-noprint" aria-label="<?cs var:L.site.nav ?>"><div class="govuk-width-container"><ul class="govuk-body">
<li><a class="govuk-link govuk-link--inverse" href="/"<?cs if:Page.Path == "/" ?> aria-current="page"<?cs /if ?>><?cs var:L.nav.home ?></a></li>
<li><a class="govuk-link govuk-link--inverse" href="/ticket/new"><?cs var:L.nav.new ?></a></li>
<li><a class="govuk-link govuk-link--inverse" href="/ticket/track"<?cs if:Page.Path == "/ticket/track" ?> aria-current="page"<?cs /if ?>><?cs var:L.nav.track ?></a></li>
<li><a class="govuk-link govuk-link--inverse" href="/refer"<?cs if:Page.Path == "/refer" ?> aria-current="page"<?cs /if ?>><?cs var:L.nav.refer ?></a></li>
<li><a class="govuk-link govuk-link--inverse" href="/status/"<?cs if:Page.Program == "status" ?> aria-current="page"<?cs /if ?>><?cs var:L.nav.status ?></a></li>
</ul></div></nav><?cs /if ?><?cs if:Viewer.Login ?><nav class="hotline-nav hotline-noprint" aria-label="<?cs var:L.site.nav ?>"><div class="govuk-width-container"><ul class="govuk-body">
<?cs each:n = Nav ?><li><a class="govuk-link govuk-link--inverse" href="<?cs var:href(n.Href) ?>"<?cs if:n.Current ?> aria-current="page"<?cs /if ?>><?cs var:n.Label ?></a></li>
<?cs /each ?><li class="hotline-nav__viewer"><a class="govuk-link govuk-link--inverse" href="/<?cs var:Page.Program ?>/sessions"><?cs var:Viewer.Name ?>（<?cs var:L.role[Viewer.Role] ?>）</a></li>
<li><form method="post" action="/<?cs var:Page.Program ?>/logout"><?cs call:token() ?><button class="govuk-button govuk-button--secondary" type="submit"><?cs var:L.nav.logout ?></button></form></li>
</ul></div></nav><?cs /if ?><?cs if:Page.Program == "admin" && Viewer.Login ?><?cs if:Viewer.Role == "agent" || Viewer.Role == "supervisor" ?><aside id="call-line" class="hotline-call" hidden role="status" aria-label="<?cs var:L.calls.title ?>" data-url="/admin/calls/now" data-ringing="<?cs var:L.calls.state.ringing ?>" data-answered="<?cs var:L.calls.state.answered ?>" data-ended="<?cs var:L.calls.state.ended ?>"><div class="govuk-width-container"><p class="govuk-body"><span data-states></span> <strong data-withheld="<?cs var:L.calls.withheld ?>"></strong> <a class="govuk-link" href="/admin/calls" data-to="/admin/intake?call="><?cs var:L.calls.take ?></a></p></div></aside><?cs /if ?><?cs /if ?><?cs if:?Trouble.0.Code ?><aside class="hotline-trouble" aria-label="<?cs var:L.rules.trouble_name ?>"><div class="govuk-width-container"><p class="govuk-body-s"><?cs var:L.rules.trouble ?><?cs each:t = Trouble ?> <a class="govuk-link" href="/admin/rules/<?cs var:t.Code ?>"><?cs var:t.Name ?></a><?cs /each ?></p></div></aside><?cs /if ?>
<div class="govuk-width-container">
