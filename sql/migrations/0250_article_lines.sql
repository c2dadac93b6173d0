-- Where a line ends, articles that came with a release had the two characters of their file instead.
UPDATE article SET body = REPLACE(body, CONCAT(CHAR(92), 'n'), CHAR(10)), body_en = REPLACE(body_en, CONCAT(CHAR(92), 'n'), CHAR(10)), grams = '' WHERE version = 1;
