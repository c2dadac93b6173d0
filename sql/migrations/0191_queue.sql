-- A kept view may hold what was typed, percent-encoded.
ALTER TABLE queue_view MODIFY query VARBINARY(1000) NOT NULL;
