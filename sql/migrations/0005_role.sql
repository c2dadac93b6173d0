-- Roles are bits, and there are more than eight.

ALTER TABLE staff MODIFY role SMALLINT UNSIGNED NOT NULL;
