#include "deck-imp.h"

/* Names in a sentence; more are told as their number alone. */
#define MOST_NAMES 4

const char *tk_words_area(const struct tk_document *doc, unsigned area)
{
	if (area == TK_ALL_AREAS)
		return tk_doc_text(doc, "area.all");
	return tk_names_in(&doc->picture->dataset->areas[area].name, doc->pen.lang);
}

char *tk_words_points(const struct tk_document *doc, int64_t points)
{
	g_autofree char *number = tk_format_int(doc->pen.lang, points);

	return tk_text_plural(doc->pen.texts, doc->pen.lang, "points", points, "number", number,
			      NULL);
}

struct tk_spread tk_words_spread(const struct tk_document *doc, const struct tk_measures *measures,
				 unsigned area)
{
	struct tk_spread spread = {0};

	for (unsigned r = 0; r < doc->picture->dataset->n_regions; r++) {
		struct tk_share share = tk_measures_region(measures, r, area)->progress;

		if (share.n == 0)
			continue;
		if (spread.n == 0 || tk_share_compare(share, spread.high) > 0)
			spread.high = share;
		if (spread.n == 0 || tk_share_compare(share, spread.low) < 0)
			spread.low = share;
		spread.n++;
	}
	if (spread.n > 0)
		spread.points = tk_fraction_points(tk_share_difference(spread.high, spread.low), 0);
	return spread;
}

GPtrArray *tk_words_below(const struct tk_document *doc, unsigned area, unsigned percent)
{
	GPtrArray *names = g_ptr_array_new();

	for (unsigned r = 0; r < doc->picture->dataset->n_regions; r++) {
		struct tk_share share = tk_measures_region(doc->picture->now, r, area)->progress;

		if (share.n > 0 && tk_percent(share) < (int)percent)
			g_ptr_array_add(names, (char *)tk_words_region(doc, r));
	}
	return names;
}

char *tk_words_named(const struct tk_document *doc, const GPtrArray *names)
{
	if (names->len == 0 || names->len > MOST_NAMES)
		return g_strdup("");
	g_autofree char *joined = tk_words_join(doc, names);

	return g_strdup_printf(" %s.", joined);
}

bool tk_words_limits_changed(const struct tk_period *before, const struct tk_period *now)
{
	if (before->n_classes != now->n_classes)
		return true;
	for (unsigned k = 0; k + 1 < now->n_classes; k++) {
		if (before->class_from[k] != now->class_from[k])
			return true;
	}
	return false;
}

char *tk_words_illustrated(const struct tk_document *doc)
{
	const struct tk_picture *picture = doc->picture;
	g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
	const struct tk_period *one = NULL;

	for (unsigned i = 0; i < picture->n_history; i++) {
		if (!picture->history[i]->period->illustrative)
			continue;
		one = picture->history[i]->period;
		g_ptr_array_add(names, tk_words_period(one));
	}
	if (names->len < 2)
		return one ? tk_words_illustrative(doc, one) : NULL;
	if (names->len > MOST_NAMES)
		return tk_text_plural(doc->pen.texts, doc->pen.lang, "illustrated.count",
				      names->len, NULL);
	g_autofree char *joined = tk_words_join(doc, names);

	return tk_text_format(doc->pen.texts, doc->pen.lang, "illustrated.list", "periods", joined,
			      NULL);
}
