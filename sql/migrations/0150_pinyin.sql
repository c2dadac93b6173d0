-- How the names of regions and items are spelled, syllable by syllable, so that staff find them by first letters. Loaded from sql/seed/regions.tsv
-- and item_pinyin.tsv; '' for an item that is not in it, which is found by its characters.
ALTER TABLE region ADD COLUMN pinyin VARBINARY(120) NOT NULL DEFAULT '';
ALTER TABLE item ADD COLUMN pinyin VARBINARY(200) NOT NULL DEFAULT '';
