-- A ticket of the public's form may ask to be handled with another that is about the same matter: 1 where its own person wanted the tie.
ALTER TABLE tie ADD joined TINYINT UNSIGNED NOT NULL DEFAULT 0;
