-- Parts of files whose import says that they are gone: throwing one away and saying so were two steps.
DELETE FROM legacy_part WHERE import_id IN (SELECT id FROM legacy_import WHERE gone = 1);

-- A guess of what columns are was kept like what somebody had said of them: which it was is not known of these, so it is asked again.
UPDATE legacy_import i LEFT JOIN legacy_system s ON s.province = i.province AND s.name = i.origin
SET i.mapping = '' WHERE i.gone = 0 AND (s.mapping IS NULL OR s.mapping <> i.mapping);
