/* Articles: what both programs ask of them, and the index their search reads. */
#ifndef STORE_ARTICLE_STORE_H
#define STORE_ARTICLE_STORE_H

#include "statements.h"
#include "store/db.h"

/* Of article.status, as stored. */
enum article_status { ARTICLE_DRAFT = 1, ARTICLE_PUBLISHED, ARTICLE_WITHDRAWN };

/* What a search finds of an article: title and text in both languages, cut by domain/grams.h. */
const char *article_grams(struct arena *arena, const char *title, const char *title_en, const char *body, const char *body_en);
/* Gives those that came as facts their index. */
MUST_CHECK enum status article_index(struct db *db, struct arena *arena);
/* In force on a day in a region: those of an item and its domain, or the nearest to some words. */
MUST_CHECK enum status article_for_item(struct db *db, struct arena *arena, uint32_t item, uint32_t region, int32_t day, uint32_t most,
					struct article_row **rows, size_t *count);
MUST_CHECK enum status article_for_words(struct db *db, struct arena *arena, const char *text, uint32_t region, int32_t day, uint32_t most,
					 struct article_row **rows, size_t *count);

/* A ticket was answered with it. What was told before of that ticket stays. */
MUST_CHECK enum status article_answered(struct db *db, const struct article_use_add_in *use);

#endif
