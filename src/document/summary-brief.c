#include "summary-imp.h"

/* Done is called little where it is at most so many percent. */
#define FEW_PERCENT 5

/* ---- Areas ---- */

struct area_ends {
	unsigned n, best, worst;
	/** How many show the highest and the lowest percent: as printed, so that words agree with
	 * figures. */
	unsigned n_high, n_low;
	struct tk_share high, low;
};

static void take_area(struct area_ends *ends, unsigned area, struct tk_share share)
{
	if (ends->n == 0 || tk_share_compare(share, ends->high) > 0) {
		ends->best = area;
		ends->high = share;
	}
	if (ends->n == 0 || tk_share_compare(share, ends->low) < 0) {
		ends->worst = area;
		ends->low = share;
	}
	ends->n++;
}

static struct area_ends find_area_ends(const struct tk_picture *picture)
{
	struct area_ends ends = {0};

	for (unsigned a = 0; a < picture->dataset->n_areas; a++) {
		struct tk_share share = tk_measures_country(picture->now, a)->progress;

		if (share.n > 0)
			take_area(&ends, a, share);
	}
	for (unsigned a = 0; ends.n > 0 && a < picture->dataset->n_areas; a++) {
		struct tk_share share = tk_measures_country(picture->now, a)->progress;

		ends.n_high += share.n > 0 && tk_percent(share) == tk_percent(ends.high);
		ends.n_low += share.n > 0 && tk_percent(share) == tk_percent(ends.low);
	}
	return ends;
}

static const char *area_key(const struct area_ends *ends)
{
	if (ends->n == 1)
		return "summary.area";
	if (tk_percent(ends->high) == tk_percent(ends->low))
		return "summary.areas-equal";
	return ends->n_high > 1 || ends->n_low > 1 ? "summary.areas-range" : "summary.areas";
}

static char *areas_sentence(const struct tk_document *doc)
{
	const struct tk_area *areas = doc->picture->dataset->areas;
	struct area_ends ends = find_area_ends(doc->picture);

	if (ends.n == 0)
		return NULL;
	const char *key = area_key(&ends);
	g_autofree char *window = tk_words_window(doc);
	g_autofree char *high = tk_pen_percent(&doc->pen, ends.high);
	/* A range says the percent sign once. */
	g_autofree char *low = g_str_equal(key, "summary.areas-range")
				       ? tk_format_int(doc->pen.lang, tk_percent(ends.low))
				       : tk_pen_percent(&doc->pen, ends.low);

	return tk_text_format(doc->pen.texts, doc->pen.lang, key, "best",
			      tk_names_in(&areas[ends.best].name, doc->pen.lang), "worst",
			      tk_names_in(&areas[ends.worst].name, doc->pen.lang), "high", high,
			      "low", low, "window", window, NULL);
}

/* ---- Regions ---- */

static char *gap_sentence(const struct tk_document *doc, const struct tk_ends *ends)
{
	const struct tk_pen *pen = &doc->pen;
	const char *best, *worst;
	bool named = tk_words_place(doc, ends->best, &best);
	int64_t gap = tk_fraction_points(tk_share_difference(ends->high, ends->low), 0);
	g_autofree char *high = tk_pen_percent(pen, ends->high);
	g_autofree char *low = tk_pen_percent(pen, ends->low);

	named = tk_words_place(doc, ends->worst, &worst) && named;
	if (gap == 0)
		return tk_text_format(pen->texts, pen->lang, "summary.gap-none", "high", high,
				      NULL);
	return tk_text_plural(pen->texts, pen->lang, named ? "summary.gap.in" : "summary.gap.name",
			      gap, "best", named ? best : tk_words_region(doc, ends->best), "worst",
			      named ? worst : tk_words_region(doc, ends->worst), "high", high,
			      "low", low, NULL);
}

static char *regions_sentence(const struct tk_document *doc)
{
	struct tk_ends ends = tk_words_ends(doc, TK_ALL_AREAS);

	if (ends.n == 0)
		return NULL;
	if (ends.n == 1)
		return tk_text_format(doc->pen.texts, doc->pen.lang, "summary.region", "best",
				      tk_words_region(doc, ends.best), NULL);
	return gap_sentence(doc, &ends);
}

/* ---- Readiness ---- */

struct cell_counts {
	/** Cells in the highest class, and those of them where little is done. */
	unsigned top, few;
};

static struct cell_counts count_cells(const struct tk_picture *picture)
{
	struct cell_counts counts = {0, 0};

	for (unsigned r = 0; r < picture->dataset->n_regions; r++) {
		for (unsigned a = 0; a < picture->dataset->n_areas; a++) {
			const struct tk_figures *cell = tk_measures_region(picture->now, r, a);
			bool top =
				cell->progress.n > 0 &&
				tk_period_class(picture->period, tk_percent(cell->progress)) + 1 ==
					picture->period->n_classes;

			counts.top += top;
			counts.few += top && tk_percent(cell->done) <= FEW_PERCENT;
		}
	}
	return counts;
}

/* In how many of the cells of the highest class little is done. */
static char *few_sentence(const struct tk_pen *pen, struct cell_counts counts)
{
	g_autofree char *limit = tk_format_percent(pen->lang, FEW_PERCENT);

	if (counts.top == 1)
		return tk_text_format(pen->texts, pen->lang,
				      counts.few ? "summary.one-few" : "summary.one-more", "limit",
				      limit, NULL);
	if (counts.few == 0)
		return tk_text_format(pen->texts, pen->lang, "summary.few-none", "limit", limit,
				      NULL);
	return tk_text_plural(pen->texts, pen->lang, "summary.few", counts.few, "limit", limit,
			      NULL);
}

static char *cells_sentence(const struct tk_document *doc)
{
	const struct tk_pen *pen = &doc->pen;
	struct cell_counts counts = count_cells(doc->picture);
	g_autofree char *label =
		tk_class_label(pen, doc->picture->period, doc->picture->period->n_classes - 1);
	g_autofree char *few = few_sentence(pen, counts);

	if (counts.top == 0)
		return tk_text_format(pen->texts, pen->lang, "summary.cells-none", "class", label,
				      NULL);
	return tk_text_plural(pen->texts, pen->lang, "summary.cells", counts.top, "class", label,
			      "few", few, NULL);
}

static char *ready_sentence(const struct tk_document *doc)
{
	const struct tk_pen *pen = &doc->pen;
	const struct tk_figures *country = tk_measures_country(doc->picture->now, TK_ALL_AREAS);

	if (country->done.n == 0)
		return NULL;
	g_autofree char *under = tk_pen_percent(pen, country->under_way);
	g_autofree char *done = tk_pen_percent(pen, country->done);
	g_autofree char *cells = cells_sentence(doc);

	return tk_text_format(pen->texts, pen->lang, "summary.ready", "under", under, "done", done,
			      "cells", cells, NULL);
}

char **tk_summary_sentences(const struct tk_document *doc)
{
	return tk_texts_new(3, areas_sentence(doc), regions_sentence(doc), ready_sentence(doc));
}
