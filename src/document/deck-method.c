#include "change-imp.h"

/* How the figures are computed, with the period's own numbers: sections that flow down columns. */

#define N_COLUMNS 3u
#define COLUMN_GAP 26.0
#define COLUMN_W ((TK_PAGE_X1 - TK_PAGE_X0 - (N_COLUMNS - 1) * COLUMN_GAP) / N_COLUMNS)
#define TOP_Y 116.0
#define HEAD_PT 15.0

/* Sizes that all of it is tried in; in the last one it goes on to further pages. */
static const struct {
	double size_pt, leading_pt, gap_pt;
} sizes[] = {{11, 15.5, 16}, {10.5, 14.8, 14}, {10, 14, 13}, {9.5, 13.3, 11}, {9, 12.5, 10}};

/* A rule, and its numbers in this period. */
struct section {
	const char *head;
	/** Owned. */
	char *rule, *now;
};

#define MOST_SECTIONS 8u

struct method {
	struct tk_document *doc;
	struct tk_sheet_frame sheet;
	struct section sections[MOST_SECTIONS];
	unsigned n_sections;
	struct tk_text_style style;
	double gap_pt;
};

/* Take a section in; the texts are taken over. */
static void add(struct method *page, const char *key, char *rule, char *now)
{
	g_autofree char *head = g_strconcat(key, ".head", NULL);

	g_assert(page->n_sections < MOST_SECTIONS);
	page->sections[page->n_sections++] =
		(struct section){tk_doc_text(page->doc, head), rule, now};
}

static char *date_text(const struct tk_document *doc, int32_t date)
{
	return tk_text_date(doc->pen.texts, doc->pen.lang, date);
}

/* ---- What they say ---- */

static void add_progress(struct method *page)
{
	const struct tk_document *doc = page->doc;
	const struct tk_period *period = doc->picture->period;
	g_autofree char *from = date_text(doc, period->window_start);
	g_autofree char *to = date_text(doc, period->window_end);
	g_autofree char *window = tk_format_int(
		doc->pen.lang, tk_measures_window_tasks(doc->picture->now, TK_ALL_AREAS));
	g_autofree char *all =
		tk_format_int(doc->pen.lang, tk_measures_tasks(doc->picture->now, TK_ALL_AREAS));

	add(page, "method.progress", g_strdup(tk_doc_text(doc, "method.progress")),
	    tk_text_format(doc->pen.texts, doc->pen.lang, "method.progress.now", "from", from, "to",
			   to, "window", window, "all", all, NULL));
}

static void add_readiness(struct method *page)
{
	const struct tk_document *doc = page->doc;
	const struct tk_figures *country = tk_measures_country(doc->picture->now, TK_ALL_AREAS);
	g_autofree char *done = tk_pen_percent(&doc->pen, country->done);
	g_autofree char *under = tk_pen_percent(&doc->pen, country->under_way);
	g_autofree char *n = tk_format_int(doc->pen.lang, country->done.n);
	char *now = NULL;

	if (country->done.n > 0)
		now = tk_text_format(doc->pen.texts, doc->pen.lang, "method.readiness.now", "done",
				     done, "under", under, "n", n, NULL);
	add(page, "method.readiness", g_strdup(tk_doc_text(doc, "method.readiness")), now);
}

/* "alle 25 %, 25–49 %, 50–75 %, yli 75 %" */
static char *classes_text(const struct tk_document *doc, const struct tk_period *period)
{
	GString *text = g_string_new(NULL);

	for (unsigned k = 0; k < period->n_classes; k++) {
		g_autofree char *label = tk_class_label(&doc->pen, period, k);

		g_string_append_printf(text, "%s%s", k ? ", " : "", label);
	}
	return g_string_free(text, FALSE);
}

static bool same_limits(const struct tk_period *a, const struct tk_period *b)
{
	return a->n_classes == b->n_classes &&
	       memcmp(a->class_from, b->class_from, (a->n_classes - 1) * sizeof *a->class_from) ==
		       0;
}

/* The last period of other class limits, or that there is none; NULL: there is nothing earlier. */
static char *limits_text(const struct tk_document *doc)
{
	const struct tk_picture *picture = doc->picture;

	if (picture->n_history < 2)
		return NULL;
	for (unsigned i = picture->n_history - 1; i-- > 0;) {
		const struct tk_period *earlier = picture->history[i]->period;

		if (same_limits(earlier, picture->period))
			continue;
		g_autofree char *period = tk_words_period(earlier);
		g_autofree char *classes = classes_text(doc, earlier);

		return tk_text_format(doc->pen.texts, doc->pen.lang, "method.classes.changed",
				      "period", period, "classes", classes, NULL);
	}
	return g_strdup(tk_doc_text(doc, "method.classes.same"));
}

static void add_classes(struct method *page)
{
	const struct tk_document *doc = page->doc;
	g_autofree char *classes = classes_text(doc, doc->picture->period);

	add(page, "method.classes",
	    tk_text_format(doc->pen.texts, doc->pen.lang, "method.classes", "classes", classes,
			   NULL),
	    limits_text(doc));
}

static void add_totals(struct method *page)
{
	const struct tk_document *doc = page->doc;
	g_autofree char *all = tk_format_int(doc->pen.lang, doc->picture->dataset->n_regions);

	add(page, "method.totals", g_strdup(tk_doc_text(doc, "method.totals")),
	    tk_text_plural(doc->pen.texts, doc->pen.lang, "method.totals.now",
			   doc->picture->now->n_reported, "all", all, NULL));
}

static char *change_text(const struct tk_document *doc)
{
	const struct tk_picture *picture = doc->picture;
	const struct tk_change *change = tk_picture_change_country(picture, TK_ALL_AREAS);

	if (!change || change->whole.den == 0)
		return g_strdup(tk_doc_text(doc, "method.change.none"));
	const struct tk_change_parts parts = tk_change_round(change);
	const int64_t tenths[] = {parts.whole, parts.moves, parts.window, parts.applicability,
				  parts.coverage};
	g_autofree char *from = tk_words_period(picture->before->period);
	g_autofree char *to = tk_words_period(picture->period);
	g_auto(GStrv) texts = g_new0(char *, G_N_ELEMENTS(tenths) + 1);

	for (unsigned i = 0; i < G_N_ELEMENTS(tenths); i++)
		texts[i] = tk_format_signed(doc->pen.lang, tenths[i], 1);
	return tk_text_format(doc->pen.texts, doc->pen.lang, "method.change.now", "from", from,
			      "to", to, "whole", texts[0], "moves", texts[1], "window", texts[2],
			      "applicability", texts[3], "coverage", texts[4], NULL);
}

/* How many tasks of regions slip without being late yet. */
static int64_t count_slipping(const struct tk_picture *picture)
{
	int64_t n = 0;

	for (unsigned i = 0; i < picture->n_slipping; i++)
		n += picture->slipping[i].n_regions;
	return n;
}

static void add_late(struct method *page)
{
	const struct tk_document *doc = page->doc;
	const struct tk_picture *picture = doc->picture;
	g_autofree char *date = date_text(doc, picture->period->reporting_date);
	g_autofree char *late = tk_format_int(
		doc->pen.lang, tk_measures_country(picture->now, TK_ALL_AREAS)->n_late);
	g_autofree char *slipping = tk_format_int(doc->pen.lang, count_slipping(picture));

	add(page, "method.late", g_strdup(tk_doc_text(doc, "method.late")),
	    tk_text_format(doc->pen.texts, doc->pen.lang, "method.late.now", "date", date, "late",
			   late, "slipping", slipping, NULL));
}

static void add_forecast(struct method *page)
{
	const struct tk_document *doc = page->doc;
	const struct tk_picture *picture = doc->picture;
	int32_t target = picture->dataset->settings.target_date;
	g_autofree char *least = tk_text_number(doc->pen.texts, doc->pen.lang, TK_FORECAST_PERIODS);
	g_autofree char *periods =
		tk_text_plural(doc->pen.texts, doc->pen.lang, "method.forecast.now",
			       picture->n_history, "least", least, NULL);
	char *now = g_strdup(periods);

	if (target != TK_NO_DATE) {
		g_autofree char *date = date_text(doc, target);
		g_autofree char *told =
			tk_text_format(doc->pen.texts, doc->pen.lang, "method.forecast.target",
				       "date", date, NULL);

		g_free(now);
		now = g_strconcat(told, " ", periods, NULL);
	}
	add(page, "method.forecast",
	    g_strdup(tk_doc_text(doc, picture->n_history < TK_FORECAST_INTERVAL_PERIODS
					      ? "method.forecast"
					      : "method.forecast-interval")),
	    now);
}

static void add_all(struct method *page)
{
	const struct tk_document *doc = page->doc;

	add_progress(page);
	add_readiness(page);
	add_classes(page);
	add_totals(page);
	add(page, "method.rank", g_strdup(tk_doc_text(doc, "method.rank")), NULL);
	add(page, "method.change", g_strdup(tk_doc_text(doc, "method.change")), change_text(doc));
	add_late(page);
	add_forecast(page);
}

/* ---- Where they stand ---- */

static double height_of(const struct method *page, const struct section *section)
{
	const struct tk_pen *pen = &page->doc->pen;
	unsigned n = tk_pen_lines(pen, &page->style, COLUMN_W, section->rule);

	if (section->now)
		n += tk_pen_lines(pen, &page->style, COLUMN_W, section->now);
	return HEAD_PT + n * page->style.leading_pt + page->gap_pt;
}

/* Whether a section goes to the next column: one that is taller than that stays. */
static bool turns(double y, double top_y, double height, double gap)
{
	return y + height - gap > TK_PAGE_BOTTOM && y > top_y;
}

static unsigned columns_needed(const struct method *page, double top_y)
{
	double y = top_y;
	unsigned n = 1;

	for (unsigned i = 0; i < page->n_sections; i++) {
		double height = height_of(page, &page->sections[i]);

		if (turns(y, top_y, height, page->gap_pt)) {
			y = top_y;
			n++;
		}
		y += height;
	}
	return n;
}

/* \return how many pages it takes in the size that is chosen. */
static unsigned choose_size(struct method *page, double top_y)
{
	unsigned n = N_COLUMNS + 1;

	page->style = tk_role_style(&page->doc->pen, TK_ROLE_REMARK, TK_LEFT);
	for (unsigned i = 0; i < G_N_ELEMENTS(sizes) && n > N_COLUMNS; i++) {
		page->style.size_pt = sizes[i].size_pt;
		page->style.leading_pt = sizes[i].leading_pt;
		page->gap_pt = sizes[i].gap_pt;
		n = columns_needed(page, top_y);
	}
	return (n + N_COLUMNS - 1) / N_COLUMNS;
}

static void draw_section(const struct method *page, const struct section *section, double x,
			 double y)
{
	const struct tk_pen *pen = &page->doc->pen;
	struct tk_text_style now = page->style;

	now.colour = tk_pen_ink(pen, TK_DEEP);
	y += 10;
	tk_draw_section(pen, x, y, section->head);
	y += HEAD_PT;
	tk_pen_begin(pen, "P", pen->lang);
	y += page->style.leading_pt *
	     tk_pen_block(pen, &page->style, x, y, COLUMN_W, section->rule);
	tk_pen_end(pen);
	if (!section->now)
		return;
	tk_pen_begin(pen, "P", pen->lang);
	tk_pen_block(pen, &now, x, y, COLUMN_W, section->now);
	tk_pen_end(pen);
}

static void draw_sections(struct method *page, double top_y)
{
	double y = top_y;
	unsigned column = 0;

	for (unsigned i = 0; i < page->n_sections; i++) {
		double height = height_of(page, &page->sections[i]);

		if (turns(y, top_y, height, page->gap_pt)) {
			y = top_y;
			column = (column + 1) % N_COLUMNS;
			if (column == 0)
				tk_sheet_turn(&page->sheet);
		}
		draw_section(page, &page->sections[i],
			     TK_PAGE_X0 + column * (COLUMN_W + COLUMN_GAP), y);
		y += height;
	}
}

void tk_draw_method(struct tk_document *doc)
{
	struct method page = {.doc = doc};

	tk_sheet_init(&page.sheet, doc, "page.method", TK_ROLE_TEXT_TITLE,
		      tk_texts_new(1, g_strdup(tk_doc_text(doc, "method.title"))),
		      g_strdup(tk_doc_text(doc, "method.subtitle")),
		      tk_texts_new(3, tk_words_reports(doc),
				   tk_words_illustrative(doc, doc->picture->period),
				   tk_words_missing(doc)));
	add_all(&page);
	double top_y = TOP_Y + page.sheet.extra_y;

	tk_sheet_begin(&page.sheet, choose_size(&page, top_y));
	draw_sections(&page, top_y);
	tk_sheet_end(&page.sheet);
	for (unsigned i = 0; i < page.n_sections; i++) {
		g_free(page.sections[i].rule);
		g_free(page.sections[i].now);
	}
}
