<?cs # Step 5: files. Files.N.{Index,Name,Kib}, FileCount, FilesMax. ?><?cs set:Page.Title = L.new.files_title ?><?cs include:"layout_top.cs" ?><?cs call:back("/ticket/new/content") ?>
<main class="govuk-main-wrapper" id="main" data-keep-arrived="content"><div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds">
<?cs call:errors() ?>
<h1 class="govuk-heading-l"><?cs var:L.new.files_title ?></h1>
<p class="govuk-body"><?cs var:L.new.files_text ?></p>
<?cs if:?Files.0.Name ?><h2 class="govuk-heading-s"><?cs var:L.new.files_there ?></h2><ul class="govuk-list"><?cs each:f = Files ?><li><form method="post" action="/ticket/new/files" enctype="multipart/form-data"><?cs call:token() ?><span lang="<?cs var:lang_of(f.Name) ?>"><?cs var:f.Name ?></span> (<?cs var:f.Kib ?> KB) <button class="govuk-button govuk-button--secondary" name="remove" value="<?cs var:f.Index ?>" type="submit"><?cs var:L.new.file_remove ?> <span class="govuk-visually-hidden" lang="<?cs var:lang_of(f.Name) ?>"><?cs var:f.Name ?></span></button></form></li><?cs /each ?></ul><?cs /if ?>
<form method="post" action="/ticket/new/files" enctype="multipart/form-data" novalidate><?cs call:token() ?>
<?cs call:group("attachment") ?><label class="govuk-label" for="f-attachment"><?cs var:L.new.files ?></label><?cs call:hint_error("attachment", L.new.files_hint) ?>
<input class="govuk-file-upload" id="f-attachment" name="attachment" type="file" multiple accept="image/jpeg,image/png,image/webp,image/heic,application/pdf,video/mp4,audio/mpeg,audio/mp4,.m4a"<?cs call:described("attachment", L.new.files_hint) ?>></div>
<div id="upload" data-running="<?cs var:L.upload.running ?>" data-broken="<?cs var:L.upload.broken ?>" data-done="<?cs var:L.upload.done ?>" data-some="<?cs var:L.upload.some ?>" data-failed="<?cs var:L.upload.failed ?>"></div>
<?cs call:submit(L.new.files_continue) ?></form>
</div></div></main><script src="<?cs var:href(Static.upload_js) ?>" defer></script>
<?cs include:"layout_bottom.cs" ?>
