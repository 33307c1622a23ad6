#include "ranking-imp.h"

#define WIDTH (TK_PAGE_X1 - TK_RANKING_SIDE_X)
#define SWATCH_W 26.0
#define TEXT_X (TK_RANKING_SIDE_X + 34)
#define KEY_PT 17.0
#define SECTION_GAP 20.0
#define REMARK_GAP 7.0

unsigned tk_ranking_threshold(const struct tk_document *doc)
{
	return tk_doc_threshold(doc, (unsigned)doc->picture->period->class_from[0]);
}

/* ---- How the chart is read ---- */

enum key_mark { KEY_DEEP, KEY_MID, KEY_LEVEL, KEY_MEDIAN };

static void draw_key_mark(const struct tk_pen *pen, enum key_mark mark, double y)
{
	double x = TK_RANKING_SIDE_X, middle = x + SWATCH_W / 2;

	if (mark == KEY_DEEP || mark == KEY_MID)
		tk_draw_rect(pen->canvas, x, y - 8, SWATCH_W, 9,
			     tk_pen_ink(pen, mark == KEY_DEEP ? TK_DEEP : TK_MID));
	else if (mark == KEY_LEVEL)
		tk_draw_level(pen, middle, y - 10, 13);
	else
		tk_draw_line(pen->canvas, middle, y - 10, middle, y + 3, 1.25,
			     tk_pen_ink(pen, TK_ALERT));
}

/* \return the baseline of the next one. */
static double draw_key(const struct tk_document *doc, enum key_mark mark, double y,
		       const char *text)
{
	const struct tk_pen *pen = &doc->pen;

	draw_key_mark(pen, mark, y);
	tk_pen_text(pen, TK_ROLE_NAME, TK_LEFT, TEXT_X, y, text);
	return y + KEY_PT;
}

static double draw_keys(const struct tk_document *doc, double y)
{
	const struct tk_measures *before = doc->picture->before;

	tk_draw_section(&doc->pen, TK_RANKING_SIDE_X, y, tk_doc_text(doc, "ranking.keys"));
	y += SECTION_GAP;
	y = draw_key(doc, KEY_DEEP, y, tk_doc_text(doc, "ranking.key.above"));
	y = draw_key(doc, KEY_MID, y, tk_doc_text(doc, "ranking.key.below"));
	if (before) {
		g_autofree char *month =
			tk_text_month(doc->pen.texts, doc->pen.lang, TK_MONTH_GENITIVE_YEAR,
				      before->period->year, before->period->month);
		g_autofree char *level = tk_text_format(doc->pen.texts, doc->pen.lang,
							"ranking.key.before", "month", month, NULL);

		y = draw_key(doc, KEY_LEVEL, y, level);
	}
	return draw_key(doc, KEY_MEDIAN, y, tk_doc_text(doc, "ranking.key.median"));
}

/* ---- What there is to see ---- */

/* The regions with the highest share; that everything has begun, where it has. */
static char *top_sentence(const struct tk_document *doc, unsigned area,
			  const struct tk_spread *spread)
{
	const struct tk_pen *pen = &doc->pen;
	g_autoptr(GPtrArray) names = g_ptr_array_new();

	for (unsigned r = 0; r < doc->picture->dataset->n_regions; r++) {
		struct tk_share share = tk_measures_region(doc->picture->now, r, area)->progress;

		if (share.n > 0 && tk_share_compare(share, spread->high) == 0)
			g_ptr_array_add(names, (char *)tk_words_region(doc, r));
	}
	g_autofree char *named = tk_words_named(doc, names);
	g_autofree char *high = tk_pen_percent(pen, spread->high);

	if (spread->high.k == spread->high.n)
		return tk_text_plural(pen->texts, pen->lang, "ranking.all-begun", names->len,
				      "regions", named, NULL);
	return tk_text_plural(pen->texts, pen->lang, "ranking.highest", names->len, "high", high,
			      "regions", named, NULL);
}

static char *below_sentence(const struct tk_document *doc, unsigned area)
{
	const struct tk_pen *pen = &doc->pen;
	unsigned limit = tk_ranking_threshold(doc);
	g_autoptr(GPtrArray) names = tk_words_below(doc, area, limit);
	g_autofree char *percent = tk_format_percent(pen->lang, (int)limit);
	g_autofree char *named = tk_words_named(doc, names);

	if (names->len == 0)
		return tk_text_format(pen->texts, pen->lang, "ranking.below-none", "percent",
				      percent, NULL);
	return tk_text_plural(pen->texts, pen->lang, "ranking.below", names->len, "percent",
			      percent, "regions", named, NULL);
}

/* In how many regions the share grew, stayed and fell. */
static char *change_sentence(const struct tk_document *doc, unsigned area)
{
	static const char *const keys[] = {"ranking.up", "ranking.same", "ranking.down"};
	unsigned n[G_N_ELEMENTS(keys)] = {0};
	g_autoptr(GPtrArray) parts = g_ptr_array_new_with_free_func(g_free);

	for (unsigned r = 0; doc->picture->before && r < doc->picture->dataset->n_regions; r++) {
		struct tk_fraction whole = tk_picture_change_region(doc->picture, r, area)->whole;

		if (whole.den > 0)
			n[whole.num > 0 ? 0 : whole.num == 0 ? 1 : 2]++;
	}
	for (unsigned i = 0; i < G_N_ELEMENTS(keys); i++) {
		if (n[i] > 0)
			g_ptr_array_add(parts, tk_text_plural(doc->pen.texts, doc->pen.lang,
							      keys[i], n[i], NULL));
	}
	if (parts->len == 0)
		return NULL;
	g_autofree char *since = tk_words_since(doc, "since");
	g_autofree char *joined = tk_words_join(doc, parts);

	return tk_text_format(doc->pen.texts, doc->pen.lang, "ranking.changes", "since", since,
			      "parts", joined, NULL);
}

static char *spread_sentence(const struct tk_document *doc, unsigned area,
			     const struct tk_spread *spread)
{
	const struct tk_pen *pen = &doc->pen;
	const struct tk_measures *measures = doc->picture->before;
	struct tk_spread before = {0};

	if (measures)
		before = tk_words_spread(doc, measures, area);
	if (spread->n < 2)
		return NULL;
	g_autofree char *points = tk_words_points(doc, spread->points);

	if (before.n < 2)
		return tk_text_format(pen->texts, pen->lang, "ranking.spread", "points", points,
				      NULL);
	g_autofree char *was = tk_words_points(doc, before.points);
	g_autofree char *period = tk_words_period(measures->period);

	return tk_text_format(pen->texts, pen->lang, "ranking.spread-before", "points", points,
			      "before", was, "period", period, NULL);
}

static char *country_sentence(const struct tk_document *doc, unsigned area)
{
	const struct tk_pen *pen = &doc->pen;
	struct tk_share share = tk_measures_country(doc->picture->now, area)->progress;
	struct tk_fraction median =
		tk_measures_median(doc->picture->now, TK_MEASURE_PROGRESS, area);
	g_autofree char *percent = tk_pen_percent(pen, share);
	g_autofree char *middle = tk_format_percent(pen->lang, (int)tk_fraction_points(median, 0));

	return tk_text_format(pen->texts, pen->lang, "ranking.country", "percent", percent,
			      "median", middle, NULL);
}

static char *only_sentence(const struct tk_document *doc, unsigned area)
{
	struct tk_ends ends = tk_words_ends(doc, area);

	return tk_text_format(doc->pen.texts, doc->pen.lang, "summary.region", "best",
			      tk_words_region(doc, ends.best), NULL);
}

static char **sentences(const struct tk_document *doc, unsigned area)
{
	struct tk_spread spread = tk_words_spread(doc, doc->picture->now, area);

	if (spread.n == 0)
		return tk_texts_new(0);
	if (spread.n == 1)
		return tk_texts_new(2, only_sentence(doc, area), change_sentence(doc, area));
	return tk_texts_new(5, top_sentence(doc, area, &spread), below_sentence(doc, area),
			    spread_sentence(doc, area, &spread), change_sentence(doc, area),
			    country_sentence(doc, area));
}

/* Sizes that the sentences are tried in. */
static const struct {
	double size_pt, leading_pt;
} sizes[] = {{11.5, 16.5}, {10.5, 15}, {9.5, 13.5}};

static struct tk_text_style remark_style(const struct tk_document *doc, char **remarks, double room)
{
	struct tk_text_style style = tk_role_style(&doc->pen, TK_ROLE_REMARK, TK_LEFT);
	double height = room + 1;

	for (unsigned i = 0; i < G_N_ELEMENTS(sizes) && height > room; i++) {
		style.size_pt = sizes[i].size_pt;
		style.leading_pt = sizes[i].leading_pt;
		height = -REMARK_GAP;
		for (unsigned s = 0; remarks[s]; s++)
			height += REMARK_GAP + tk_pen_lines(&doc->pen, &style, WIDTH, remarks[s]) *
						       style.leading_pt;
	}
	if (height > room)
		tk_doc_overflow(doc, remarks[0]);
	return style;
}

static void draw_remarks(const struct tk_document *doc, char **remarks, double y)
{
	const struct tk_pen *pen = &doc->pen;

	tk_draw_section(pen, TK_RANKING_SIDE_X, y, tk_doc_text(doc, "ranking.remarks"));
	y += SECTION_GAP;
	struct tk_text_style style = remark_style(doc, remarks, TK_PAGE_BOTTOM - y + 11);

	for (unsigned s = 0; remarks[s]; s++) {
		tk_pen_begin(pen, "P", pen->lang);
		y += tk_pen_block(pen, &style, TK_RANKING_SIDE_X, y, WIDTH, remarks[s]) *
			     style.leading_pt +
		     REMARK_GAP;
		tk_pen_end(pen);
	}
}

void tk_draw_ranking_side(const struct tk_document *doc, unsigned area, double top_y)
{
	g_auto(GStrv) remarks = tk_doc_sentences(doc, sentences(doc, area));

	/* The marks are for the eye: what they show, the table says. */
	tk_pen_begin_artifact(&doc->pen);
	double y = draw_keys(doc, top_y + 2);

	tk_pen_end(&doc->pen);
	if (remarks[0])
		draw_remarks(doc, remarks, y + KEY_PT);
}
