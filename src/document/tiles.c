#include "deck-imp.h"

struct tk_tile *tk_doc_tiles(const struct tk_document *doc, unsigned area)
{
	const struct tk_dataset *dataset = doc->picture->dataset;
	struct tk_tile *tiles = g_new0(struct tk_tile, dataset->n_regions + 1);

	for (unsigned r = 0; r < dataset->n_regions; r++) {
		const struct tk_region *region = &dataset->regions[r];

		tiles[r] = (struct tk_tile){
			.code = tk_names_in(&region->code, doc->pen.lang),
			.col = region->tile_col,
			.row = region->tile_row,
			.share = tk_measures_region(doc->picture->now, r, area)->progress,
		};
	}
	return tiles;
}

void tk_doc_class_counts(const struct tk_document *doc, unsigned area,
			 unsigned counts[TK_MOST_CLASSES + 1])
{
	const struct tk_picture *picture = doc->picture;
	const struct tk_period *period = picture->period;

	for (unsigned k = 0; k <= TK_MOST_CLASSES; k++)
		counts[k] = 0;
	for (unsigned r = 0; r < picture->dataset->n_regions; r++) {
		struct tk_share share = tk_measures_region(picture->now, r, area)->progress;

		counts[share.n > 0 ? tk_period_class(period, tk_percent(share))
				   : period->n_classes]++;
	}
}

/* "yli 75 % 6 aluetta, 50–75 % 12 aluetta", highest first, empty classes left out. */
static char *classes_in_words(const struct tk_document *doc, unsigned area)
{
	const struct tk_period *period = doc->picture->period;
	unsigned counts[TK_MOST_CLASSES + 1];
	g_autoptr(GPtrArray) parts = g_ptr_array_new_with_free_func(g_free);

	tk_doc_class_counts(doc, area, counts);
	for (unsigned k = period->n_classes; k-- > 0;) {
		g_autofree char *label = tk_class_label(&doc->pen, period, k);

		if (counts[k] > 0)
			g_ptr_array_add(parts,
					tk_text_plural(doc->pen.texts, doc->pen.lang, "tiles.class",
						       counts[k], "class", label, NULL));
	}
	return tk_words_join(doc, parts);
}

static char *map_in_words(const struct tk_document *doc, unsigned area)
{
	struct tk_ends ends = tk_words_ends(doc, area);
	g_autofree char *missing = tk_words_missing(doc);

	if (ends.n == 0)
		return g_strdup(tk_doc_text(doc, "tiles.alt-none"));
	g_autofree char *classes = classes_in_words(doc, area);
	g_autofree char *high = tk_pen_percent(&doc->pen, ends.high);
	g_autofree char *low = tk_pen_percent(&doc->pen, ends.low);
	g_autofree char *alt =
		tk_text_format(doc->pen.texts, doc->pen.lang, "tiles.alt", "classes", classes,
			       "high", high, "best", tk_words_region(doc, ends.best), "low", low,
			       "worst", tk_words_region(doc, ends.worst), NULL);

	return missing ? g_strconcat(alt, " ", missing, NULL) : g_steal_pointer(&alt);
}

/* What the map shows; owned. */
static char *tiles_alt(const struct tk_document *doc, unsigned area)
{
	g_autofree char *alt = map_in_words(doc, area);

	if (area == TK_ALL_AREAS)
		return g_steal_pointer(&alt);
	return tk_text_format(doc->pen.texts, doc->pen.lang, "map.area", "area",
			      tk_words_area(doc, area), "alt", alt, NULL);
}

void tk_doc_draw_tiles(const struct tk_document *doc, unsigned area, const struct tk_tile_map *map)
{
	g_autofree char *alt = tiles_alt(doc, area);
	double bbox[] = {map->x, map->y, tk_tile_map_width(map), tk_tile_map_height(map)};
	struct tk_tag tag = {.alt = alt, .bbox = bbox};

	tk_canvas_begin(doc->pen.canvas, "Figure", &tag);
	tk_draw_tile_map(&doc->pen, map);
	tk_pen_end(&doc->pen);
}
