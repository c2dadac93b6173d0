-- How large the small picture beside an attachment is; 0: it has none. Its file is the attachment's path and ".t".
ALTER TABLE attachment
	ADD COLUMN thumb_width SMALLINT UNSIGNED NOT NULL DEFAULT 0,
	ADD COLUMN thumb_height SMALLINT UNSIGNED NOT NULL DEFAULT 0;
