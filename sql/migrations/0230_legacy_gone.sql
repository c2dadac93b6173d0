-- Parts of files whose import says that they are gone: throwing one away and saying so were two steps.
DELETE FROM legacy_part WHERE import_id IN (SELECT id FROM legacy_import WHERE gone = 1);
