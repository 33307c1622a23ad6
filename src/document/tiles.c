#include "deck-imp.h"

struct tk_tile *tk_deck_tiles(const struct tk_deck *deck)
{
	const struct tk_dataset *dataset = deck->picture->dataset;
	struct tk_tile *tiles = g_new0(struct tk_tile, dataset->n_regions + 1);

	for (unsigned r = 0; r < dataset->n_regions; r++) {
		const struct tk_region *region = &dataset->regions[r];

		tiles[r] = (struct tk_tile){
			.code = tk_names_in(&region->code, deck->pen.lang),
			.col = region->tile_col,
			.row = region->tile_row,
			.share = tk_measures_region(deck->picture->now, r, TK_ALL_AREAS)->progress,
		};
	}
	return tiles;
}

void tk_deck_class_counts(const struct tk_deck *deck, unsigned counts[TK_MOST_CLASSES + 1])
{
	const struct tk_picture *picture = deck->picture;
	const struct tk_period *period = picture->period;

	for (unsigned k = 0; k <= TK_MOST_CLASSES; k++)
		counts[k] = 0;
	for (unsigned r = 0; r < picture->dataset->n_regions; r++) {
		struct tk_share share = tk_measures_region(picture->now, r, TK_ALL_AREAS)->progress;

		counts[share.n > 0 ? tk_period_class(period, tk_percent(share))
				   : period->n_classes]++;
	}
}

/* "yli 75 % 6 aluetta, 50–75 % 12 aluetta", highest first, empty classes left out. */
static char *classes_in_words(const struct tk_deck *deck)
{
	const struct tk_period *period = deck->picture->period;
	unsigned counts[TK_MOST_CLASSES + 1];
	g_autoptr(GPtrArray) parts = g_ptr_array_new_with_free_func(g_free);

	tk_deck_class_counts(deck, counts);
	for (unsigned k = period->n_classes; k-- > 0;) {
		g_autofree char *label = tk_class_label(&deck->pen, period, k);

		if (counts[k] > 0)
			g_ptr_array_add(parts, tk_text_plural(deck->pen.texts, deck->pen.lang,
							      "tiles.class", counts[k], "class",
							      label, NULL));
	}
	return tk_words_join(deck, parts);
}

char *tk_deck_tiles_alt(const struct tk_deck *deck)
{
	struct tk_ends ends = tk_words_ends(deck);
	g_autofree char *missing = tk_words_missing(deck);

	if (ends.n == 0)
		return g_strdup(tk_deck_text(deck, "tiles.alt-none"));
	g_autofree char *classes = classes_in_words(deck);
	g_autofree char *high = tk_pen_percent(&deck->pen, ends.high);
	g_autofree char *low = tk_pen_percent(&deck->pen, ends.low);
	g_autofree char *alt =
		tk_text_format(deck->pen.texts, deck->pen.lang, "tiles.alt", "classes", classes,
			       "high", high, "best", tk_words_region(deck, ends.best), "low", low,
			       "worst", tk_words_region(deck, ends.worst), NULL);

	return missing ? g_strconcat(alt, " ", missing, NULL) : g_steal_pointer(&alt);
}

void tk_deck_draw_tiles(const struct tk_deck *deck, const struct tk_tile_map *map)
{
	g_autofree char *alt = tk_deck_tiles_alt(deck);
	double bbox[] = {map->x, map->y, tk_tile_map_width(map), tk_tile_map_height(map)};
	struct tk_tag tag = {.alt = alt, .bbox = bbox};

	tk_canvas_begin(deck->pen.canvas, "Figure", &tag);
	tk_draw_tile_map(&deck->pen, map);
	tk_pen_end(&deck->pen);
}
