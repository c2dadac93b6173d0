-- Whether the rules of the province and the draw chose an answered matter to be called back: domain/sample.h. 0: never asked.
ALTER TABLE ticket ADD COLUMN sampled TINYINT UNSIGNED NOT NULL DEFAULT 0;
