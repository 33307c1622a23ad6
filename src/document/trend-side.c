#include <math.h>

#include "trend-imp.h"

/* Beside the trend's chart: the paces, and how the forecast is made. */

#define SIDE_X 768.0
#define SIDE_W (TK_PAGE_X1 - SIDE_X)

int tk_trend_percent(double percent)
{
	return (int)floor(percent + 0.5);
}

bool tk_trend_is_rough(const struct tk_trend_page *page)
{
	return page->forecast.n_periods < TK_FORECAST_INTERVAL_PERIODS;
}

/* ---- Paces ---- */

static void draw_pace_row(const struct tk_trend_page *page, double y, const char *key, double pace)
{
	const struct tk_pen *pen = &page->doc->pen;
	struct tk_text_style style = tk_role_style(pen, TK_ROLE_ROW_NUMBER, TK_RIGHT);
	g_autofree char *number = tk_format_decimal(pen->lang, (int64_t)floor(pace * 10 + 0.5), 1);

	style.size_pt = 15;
	style.display = true;
	tk_pen_begin_artifact(pen);
	tk_draw_line(pen->canvas, SIDE_X, y + 6, TK_PAGE_X1, y + 6, 0.5, tk_pen_ink(pen, TK_HAIR));
	tk_pen_end(pen);
	tk_pen_begin(pen, "TR", pen->lang);
	tk_pen_begin_th(pen, "Row", 0, pen->lang);
	tk_pen_text(pen, TK_ROLE_ROW, TK_LEFT, SIDE_X, y, tk_doc_text(page->doc, key));
	tk_pen_end(pen);
	tk_pen_begin_td(pen, 0, pen->lang);
	tk_draw_text(pen->canvas, TK_PAGE_X1, y, number, &style);
	tk_pen_end(pen);
	tk_pen_end(pen);
}

static double draw_side_head(const struct tk_trend_page *page, double y, const char *key)
{
	const struct tk_pen *pen = &page->doc->pen;

	tk_pen_begin(pen, "H3", pen->lang);
	y = tk_pen_paragraph(pen, TK_ROLE_SECTION, SIDE_X, y, SIDE_W, tk_doc_text(page->doc, key));
	tk_pen_end(pen);
	return y;
}

static double draw_pace(const struct tk_trend_page *page, double y)
{
	const struct tk_pen *pen = &page->doc->pen;

	tk_pen_begin_artifact(pen);
	tk_draw_line(pen->canvas, SIDE_X, y, TK_PAGE_X1, y, 1, tk_pen_ink(pen, TK_INK));
	tk_pen_end(pen);
	y = draw_side_head(page, y + 18, "trend.pace") + 6;
	tk_pen_begin(pen, "Table", pen->lang);
	draw_pace_row(page, y, "trend.pace.now", page->forecast.pace);
	draw_pace_row(page, y + 20, "trend.pace.needed", page->forecast.needed);
	draw_pace_row(page, y + 40, "trend.pace.begun", page->begun_forecast.pace);
	tk_pen_end(pen);
	return y + 64;
}

/* ---- Sentences ---- */

static double draw_note(const struct tk_trend_page *page, double y, const char *text)
{
	const struct tk_pen *pen = &page->doc->pen;

	tk_pen_begin(pen, "P", pen->lang);
	y = tk_pen_paragraph(pen, TK_ROLE_NOTE, SIDE_X, y, SIDE_W, text);
	tk_pen_end(pen);
	return y + 8;
}

/* How many tasks have begun by the target date. */
static char *begun_text(const struct tk_trend_page *page)
{
	const struct tk_pen *pen = &page->doc->pen;
	const struct tk_forecast *forecast = &page->begun_forecast;
	g_autofree char *date = tk_text_date(pen->texts, pen->lang, page->target);
	g_autofree char *percent =
		tk_format_percent(pen->lang, tk_trend_percent(forecast->at_target));
	g_autofree char *low = tk_format_int(pen->lang, tk_trend_percent(forecast->low));
	g_autofree char *high = tk_format_percent(pen->lang, tk_trend_percent(forecast->high));

	if (forecast->low >= 100)
		return tk_text_format(pen->texts, pen->lang, "trend.begun-all", "date", date, NULL);
	return tk_text_format(pen->texts, pen->lang, "trend.begun-forecast", "percent", percent,
			      "date", date, "low", low, "high", high, NULL);
}

/* The periods before which the classes had other limits. */
static char *limits_text(const struct tk_document *doc)
{
	const struct tk_picture *picture = doc->picture;
	g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);

	for (unsigned i = 1; i < picture->n_history; i++) {
		if (tk_words_limits_changed(picture->history[i - 1]->period,
					    picture->history[i]->period))
			g_ptr_array_add(names, tk_words_period(picture->history[i]->period));
	}
	return tk_words_told(doc, "trend.limits", names);
}

/* Different regions have reported in different periods. */
static char *coverage_text(const struct tk_document *doc)
{
	const struct tk_picture *picture = doc->picture;
	unsigned least = UINT_MAX, most = 0;

	for (unsigned i = 0; i < picture->n_history; i++) {
		least = MIN(least, picture->history[i]->n_reported);
		most = MAX(most, picture->history[i]->n_reported);
	}
	if (least == most)
		return NULL;
	g_autofree char *from = tk_format_int(doc->pen.lang, least);
	g_autofree char *to = tk_format_int(doc->pen.lang, most);

	return tk_text_format(doc->pen.texts, doc->pen.lang, "trend.coverage", "least", from,
			      "most", to, NULL);
}

/* How the forecast is made, or why there is none. */
static char *method_text(const struct tk_trend_page *page)
{
	const struct tk_pen *pen = &page->doc->pen;

	if (page->forecast.made)
		return g_strdup(tk_doc_text(page->doc, tk_trend_is_rough(page)
							       ? "trend.method"
							       : "trend.method-interval"));
	if (page->target == TK_NO_DATE)
		return g_strdup(tk_doc_text(page->doc, "trend.no-target"));
	if (!page->ahead && page->n_points > 0)
		return g_strdup(tk_doc_text(page->doc, "trend.target-past"));
	return tk_text_plural(pen->texts, pen->lang, "trend.too-few", page->n_points, NULL);
}

void tk_draw_trend_side(const struct tk_trend_page *page)
{
	double y = page->plot.y - 6;
	g_auto(GStrv) notes = tk_doc_sentences(page->doc, tk_texts_new(3, method_text(page),
								       coverage_text(page->doc),
								       limits_text(page->doc)));

	if (page->forecast.made) {
		g_autofree char *begun = begun_text(page);

		y = draw_note(page, draw_pace(page, y), begun) + 16;
	} else {
		y += 10;
	}
	y = draw_side_head(page, y, page->forecast.made ? "trend.how" : "trend.none") + 2;
	for (unsigned i = 0; notes[i]; i++)
		y = draw_note(page, y, notes[i]);
	if (y > TK_PAGE_BOTTOM + 20)
		tk_doc_overflow(page->doc, notes[0]);
}
