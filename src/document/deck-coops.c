#include "coops-imp.h"

/* How the cooperation areas have got on: their order, and what the page says of them. */

/* ---- What a row is of ---- */

const struct tk_figures *tk_coops_figures(const struct tk_coops_page *page, unsigned coop,
					  unsigned area)
{
	const struct tk_measures *now = page->doc->picture->now;

	return coop == TK_NONE ? tk_measures_country(now, area) : tk_measures_coop(now, coop, area);
}

const struct tk_change *tk_coops_change(const struct tk_coops_page *page, unsigned coop)
{
	const struct tk_picture *picture = page->doc->picture;

	return coop == TK_NONE ? tk_picture_change_country(picture, TK_ALL_AREAS)
			       : tk_picture_change_coop(picture, coop, TK_ALL_AREAS);
}

unsigned tk_coops_reported(const struct tk_coops_page *page, unsigned coop)
{
	const struct tk_measures *now = page->doc->picture->now;

	return coop == TK_NONE ? now->n_reported : now->coop_reported[coop];
}

static const char *name_of(const struct tk_coops_page *page, unsigned coop)
{
	return tk_names_in(&page->doc->picture->dataset->coops[coop].name, page->doc->pen.lang);
}

/* ---- Order ---- */

static int compare_share(const struct tk_coops_page *page, enum tk_order_by by, unsigned a,
			 unsigned b)
{
	const struct tk_figures *left = tk_coops_figures(page, a, TK_ALL_AREAS);
	const struct tk_figures *right = tk_coops_figures(page, b, TK_ALL_AREAS);

	if (by == TK_BY_DONE)
		return tk_share_compare(left->done, right->done);
	if (by == TK_BY_PROGRESS)
		return tk_share_compare(left->progress, right->progress);
	const struct tk_change *before = tk_coops_change(page, a),
			       *after = tk_coops_change(page, b);

	if (by == TK_BY_NAME || !before || !after)
		return 0;
	return tk_share_compare((struct tk_share){before->whole.num, before->whole.den},
				(struct tk_share){after->whole.num, after->whole.den});
}

static int compare_coops(const void *a, const void *b, void *data)
{
	const struct tk_coops_page *page = data;
	unsigned left = *(const unsigned *)a, right = *(const unsigned *)b;
	int order = (tk_coops_reported(page, right) > 0) - (tk_coops_reported(page, left) > 0);

	if (order == 0)
		order = compare_share(page, tk_doc_order(page->doc, TK_BY_PROGRESS), right, left);
	if (order == 0)
		order = tk_name_compare(name_of(page, left), name_of(page, right));
	return order != 0 ? order : (left > right) - (left < right);
}

static void order_coops(struct tk_coops_page *page)
{
	unsigned n = page->doc->picture->dataset->n_coops;

	page->order = g_new(unsigned, n + 1);
	for (unsigned c = 0; c < n; c++) {
		page->order[c] = c;
		page->n_reported += tk_coops_reported(page, c) > 0;
	}
	g_qsort_with_data(page->order, (gint)n, sizeof *page->order, compare_coops, page);
}

/* ---- Title ---- */

/* The first and the last one by progress, whatever the order of the rows. */
static void find_ends(const struct tk_coops_page *page, unsigned *best, unsigned *worst)
{
	for (unsigned i = 0; i < page->n_reported; i++) {
		unsigned coop = page->order[i];

		if (i == 0 || compare_share(page, TK_BY_PROGRESS, coop, *best) > 0)
			*best = coop;
		if (i == 0 || compare_share(page, TK_BY_PROGRESS, coop, *worst) < 0)
			*worst = coop;
	}
}

/* How many show the same percent. */
static unsigned count_equal(const struct tk_coops_page *page, struct tk_share share)
{
	unsigned n = 0;

	for (unsigned i = 0; i < page->n_reported; i++) {
		struct tk_share own =
			tk_coops_figures(page, page->order[i], TK_ALL_AREAS)->progress;

		n += own.n > 0 && tk_percent(own) == tk_percent(share);
	}
	return n;
}

static char **ends_titles(const struct tk_coops_page *page, unsigned best, unsigned worst)
{
	const struct tk_document *doc = page->doc;
	const struct tk_pen *pen = &doc->pen;
	struct tk_share high = tk_coops_figures(page, best, TK_ALL_AREAS)->progress,
			low = tk_coops_figures(page, worst, TK_ALL_AREAS)->progress;
	const char *first = name_of(page, best), *last = name_of(page, worst);
	g_autofree char *high_text = tk_pen_percent(pen, high);
	g_autofree char *low_text = tk_pen_percent(pen, low);
	g_autofree char *low_number = tk_format_int(pen->lang, tk_percent(low));

	if (tk_percent(high) == tk_percent(low))
		return tk_texts_new(1, tk_text_format(pen->texts, pen->lang, "coops.title.equal",
						      "high", high_text, NULL));
	char *range = tk_text_format(pen->texts, pen->lang, "coops.title.range", "low", low_number,
				     "high", high_text, NULL);

	if (count_equal(page, high) > 1 || count_equal(page, low) > 1)
		return tk_texts_new(1, range);
	return tk_texts_new(2,
			    tk_text_format(pen->texts, pen->lang, "coops.title", "best", first,
					   "high", high_text, "worst", last, "low", low_text, NULL),
			    range);
}

static char **titles(const struct tk_coops_page *page)
{
	const struct tk_document *doc = page->doc;
	const struct tk_pen *pen = &doc->pen;
	unsigned best = 0, worst = 0;

	if (page->n_reported == 0)
		return tk_texts_new(1, g_strdup(tk_doc_text(doc, "coops.title.none")));
	find_ends(page, &best, &worst);
	struct tk_share high = tk_coops_figures(page, best, TK_ALL_AREAS)->progress,
			low = tk_coops_figures(page, worst, TK_ALL_AREAS)->progress;
	g_autofree char *percent = tk_pen_percent(pen, high);

	if (high.n == 0)
		return tk_texts_new(1, g_strdup(tk_doc_text(doc, "heatmap.title.empty")));
	if (page->n_reported == 1 || low.n == 0)
		return tk_texts_new(1, tk_text_format(pen->texts, pen->lang, "heatmap.title.single",
						      "region", name_of(page, best), "high",
						      percent, NULL));
	return ends_titles(page, best, worst);
}

/* Regions that belong to no cooperation area; the country's figures have them. */
static char *outside_text(const struct tk_document *doc)
{
	const struct tk_dataset *dataset = doc->picture->dataset;
	g_autoptr(GPtrArray) names = g_ptr_array_new();

	for (unsigned r = 0; r < dataset->n_regions; r++) {
		if (dataset->regions[r].coop == TK_NONE)
			g_ptr_array_add(names, (char *)tk_words_region(doc, r));
	}
	return tk_words_told(doc, "coops.outside", names);
}

static void init_sheet(struct tk_coops_page *page)
{
	struct tk_document *doc = page->doc;
	const struct tk_picture *picture = doc->picture;
	g_autofree char *window = tk_words_window(doc);
	char *before = picture->before ? tk_words_illustrative(doc, picture->before->period) : NULL;

	tk_sheet_init(&page->sheet, doc, "page.coops", TK_ROLE_DATA_TITLE, titles(page),
		      tk_text_format(doc->pen.texts, doc->pen.lang, "coops.subtitle", "window",
				     window, NULL),
		      tk_texts_new(4, tk_words_reports(doc), outside_text(doc), before,
				   tk_words_illustrative(doc, picture->period)));
}

/* ---- The page ---- */

void tk_draw_coops(struct tk_document *doc)
{
	struct tk_coops_page page = {.doc = doc};

	page.areas = tk_doc_areas(doc, &page.n_areas);
	order_coops(&page);
	init_sheet(&page);
	tk_coops_draw_tables(&page);
	g_free(page.order);
	g_free(page.areas);
}
