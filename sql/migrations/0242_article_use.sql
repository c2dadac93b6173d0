-- Which answer of the knowledge base a matter was answered with at once, and whether its person was dissatisfied after it. used and regretted of an
-- article are how many: the one is counted when it is used, the other by whoever takes the person's word from the queue.
ALTER TABLE article
	ADD COLUMN used INT UNSIGNED NOT NULL DEFAULT 0,
	ADD COLUMN regretted INT UNSIGNED NOT NULL DEFAULT 0;

CREATE TABLE article_use (
	ticket_id BIGINT UNSIGNED NOT NULL PRIMARY KEY,
	article_id INT UNSIGNED NOT NULL,
	province INT UNSIGNED NOT NULL,
	at_ms BIGINT NOT NULL,
	regretted_ms BIGINT NOT NULL DEFAULT 0,
	KEY by_article (article_id, province, at_ms)
) ENGINE=InnoDB;
