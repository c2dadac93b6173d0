/* Articles; see article_store.h. */
#include "store/article_store.h"

#include "domain/grams.h"
#include "domain/ticket.h"
#include "store/tx.h"

const char *article_grams(struct arena *arena, const char *title, const char *title_en, const char *body, const char *body_en)
{
	struct buf out = buf_new(arena, 2048);

	grams_add(&out, title);
	grams_add(&out, title_en);
	grams_add(&out, body);
	grams_add(&out, body_en);
	return out.text;
}

enum status article_index(struct db *db, struct arena *arena)
{
	struct article_row *rows;
	size_t count;

	TRY(article_without_grams_list(db, arena, &rows, &count));
	for (size_t i = 0; i < count; i++)
		TRY(article_set_grams(db, &(struct article_set_grams_in){
			article_grams(arena, rows[i].title, rows[i].title_en, rows[i].body, rows[i].body_en), rows[i].id }));
	return ST_OK;
}

enum status article_for_item(struct db *db, struct arena *arena, uint32_t item, uint32_t region, int32_t day, uint32_t most,
			     struct article_row **rows, size_t *count)
{
	return article_of_item_list(db, arena, &(struct article_of_item_in){
		item, item / 100 * 100, day, day, region_province(region), region_city(region), most }, rows, count);
}

enum status article_for_words(struct db *db, struct arena *arena, const char *text, uint32_t region, int32_t day, uint32_t most,
			      struct article_row **rows, size_t *count)
{
	struct buf words = buf_new(arena, 512);

	grams_add(&words, text);
	*count = 0;
	if (words.len == 0)
		return ST_OK;
	return article_like_list(db, arena, &(struct article_like_in){
		words.text, day, day, region_province(region), region_city(region), words.text, most }, rows, count);
}

static enum status answered_in_tx(struct db *db, void *work)
{
	const struct article_use_add_in *use = work;

	TRY(article_use_add(db, use));
	return article_used(db, &(struct article_used_in){ use->article_id });
}

enum status article_answered(struct db *db, const struct article_use_add_in *use)
{
	struct article_use_add_in copy = *use;
	enum status status = tx_run(db, answered_in_tx, &copy);

	return status == ST_DUPLICATE ? ST_OK : status;
}
