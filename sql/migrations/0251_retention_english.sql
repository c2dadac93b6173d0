-- Why something is kept is read by the person too, in either language.
ALTER TABLE retention ADD COLUMN source_en VARCHAR(600) NOT NULL DEFAULT '' AFTER source;
