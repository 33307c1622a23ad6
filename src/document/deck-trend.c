#include "trend-imp.h"

/* How readiness and starts have grown, the plan, and where the line leads. */

#define PLOT_X 86.0
#define PLOT_W 536.0
#define PLOT_Y 134.0
#define PLOT_BOTTOM 470.0
#define LABEL_PT 9.5
/** Labels right of the plot: the end of a line, in two lines that keep their distance. */
#define END_GAP 10.0
#define END_W 126.0
#define END_PT 30.0

/* ---- Data ---- */

static double percent_of(struct tk_share share)
{
	return 100.0 * (double)share.k / (double)share.n;
}

/* Tasks in progress, on schedule or done, of all of them. */
static struct tk_share begun_of(const struct tk_figures *figures)
{
	return (struct tk_share){figures->under_way.k + figures->done.k, figures->done.n};
}

static void collect_points(struct tk_trend_page *page)
{
	const struct tk_picture *picture = page->doc->picture;

	page->done = g_new0(struct tk_trend_point, picture->n_history);
	page->begun = g_new0(struct tk_trend_point, picture->n_history);
	for (unsigned i = 0; i < picture->n_history; i++) {
		const struct tk_figures *country =
			tk_measures_country(picture->history[i], TK_ALL_AREAS);
		int32_t date = picture->history[i]->period->reporting_date;

		if (country->done.n == 0)
			continue;
		page->last_done = country->done;
		page->last_begun = begun_of(country);
		page->done[page->n_points] =
			(struct tk_trend_point){date, percent_of(page->last_done)};
		page->begun[page->n_points++] =
			(struct tk_trend_point){date, percent_of(page->last_begun)};
	}
}

static const struct tk_trend_point *last_of(const struct tk_trend_page *page,
					    const struct tk_trend_point *points)
{
	return &points[page->n_points - 1];
}

static void init_page(struct tk_trend_page *page)
{
	collect_points(page);
	page->target = page->doc->picture->dataset->settings.target_date;
	page->ahead = page->n_points > 0 && page->target != TK_NO_DATE &&
		      page->target > last_of(page, page->done)->date;
	if (!page->ahead)
		return;
	page->forecast =
		tk_picture_forecast_country(page->doc->picture, TK_MEASURE_DONE, TK_ALL_AREAS);
	page->begun_forecast = tk_picture_forecast_begun(page->doc->picture, TK_NONE, TK_ALL_AREAS);
}

/* From the month of the first period to the target, or to the last period. */
static void init_plot(struct tk_trend_page *page)
{
	int year, month, day;
	double y = PLOT_Y + page->sheet.extra_y;
	int32_t last = last_of(page, page->done)->date;

	tk_date_to_ymd(page->done[0].date, &year, &month, &day);
	int32_t from = tk_date_from_ymd(year, month, 1);

	tk_trend_init(&page->plot, PLOT_X, y, PLOT_W, PLOT_BOTTOM - y, from,
		      MAX(page->ahead ? page->target : last, from + 1), LABEL_PT);
}

/* ---- The plan: a point for each date on which some task should be done ---- */

static int compare_dates(const void *a, const void *b)
{
	int32_t left = *(const int32_t *)a, right = *(const int32_t *)b;

	return (left > right) - (left < right);
}

static void add_plan(GArray *points, const struct tk_dataset *dataset, int32_t date)
{
	struct tk_trend_point point = {date,
				       percent_of(tk_plan_share(dataset, TK_ALL_AREAS, date))};

	g_array_append_val(points, point);
}

static GArray *plan_points(const struct tk_trend_page *page)
{
	const struct tk_dataset *dataset = page->doc->picture->dataset;
	g_autofree int32_t *ends = g_new(int32_t, dataset->n_tasks + 1);
	GArray *points = g_array_new(FALSE, FALSE, sizeof(struct tk_trend_point));
	int32_t last = page->plot.from;

	for (unsigned t = 0; t < dataset->n_tasks; t++)
		ends[t] = dataset->tasks[t].end;
	qsort(ends, dataset->n_tasks, sizeof *ends, compare_dates);
	add_plan(points, dataset, last);
	for (unsigned t = 0; t < dataset->n_tasks && ends[t] <= page->plot.to; t++) {
		if (ends[t] <= last)
			continue;
		last = ends[t];
		add_plan(points, dataset, last);
	}
	if (last < page->plot.to)
		add_plan(points, dataset, page->plot.to);
	return points;
}

/* ---- Labels ---- */

static struct tk_text_style label_style(const struct tk_trend_page *page, double size_pt,
					int weight, enum tk_ink ink)
{
	struct tk_text_style style = tk_role_style(&page->doc->pen, TK_ROLE_AXIS, TK_LEFT);

	style.size_pt = size_pt;
	style.weight = weight;
	style.colour = tk_pen_ink(&page->doc->pen, ink);
	return style;
}

/* Beside the last point of a line. */
static void draw_line_label(struct tk_trend_page *page, const struct tk_trend_point *point,
			    const char *key, struct tk_share share, enum tk_ink ink, bool above)
{
	const struct tk_pen *pen = &page->doc->pen;
	double x = tk_trend_x(&page->plot, point->date),
	       y = tk_trend_y(&page->plot, point->percent);
	const struct tk_trend_spot spots[] = {
		{x + 8, y + 3.5, TK_LEFT},  {x - 8, y - 8, TK_RIGHT},  {x + 8, y - 8, TK_LEFT},
		{x - 8, y + 15, TK_RIGHT},  {x + 8, y + 15, TK_LEFT},  {x - 8, y - 20, TK_RIGHT},
		{x + 8, y - 20, TK_LEFT},   {x - 8, y + 27, TK_RIGHT}, {x + 8, y + 27, TK_LEFT},
		{x - 40, y - 16, TK_RIGHT}, {x - 40, y + 22, TK_RIGHT}};
	struct tk_text_style style = label_style(page, 10.5, 600, ink);
	g_autofree char *percent = tk_pen_percent(pen, share);
	g_autofree char *text =
		tk_text_format(pen->texts, pen->lang, key, "percent", percent, NULL);

	tk_draw_trend_label(pen, &page->plot, text, &style, spots + above,
			    G_N_ELEMENTS(spots) - above);
}

/* Left of the highest steps, over their foot or under their head. */
static void draw_plan_label(struct tk_trend_page *page, const GArray *points)
{
	const struct tk_pen *pen = &page->doc->pen;
	g_autoptr(GArray) spots = g_array_new(FALSE, FALSE, sizeof(struct tk_trend_spot));
	struct tk_text_style style = label_style(page, LABEL_PT, 400, TK_INK2);

	for (unsigned pass = 0; pass < 3; pass++) {
		for (unsigned i = points->len - 1; i-- > 1;) {
			const struct tk_trend_point *to =
				&g_array_index(points, struct tk_trend_point, i);
			const struct tk_trend_point *from = to - 1;
			double x = tk_trend_x(&page->plot, to->date),
			       high = tk_trend_y(&page->plot, to->percent),
			       low = tk_trend_y(&page->plot, from->percent);
			struct tk_trend_spot spot[] = {{x - 5, high + 8, TK_RIGHT},
						       {x + 6, low - 2, TK_LEFT},
						       {x - 5, high - 6, TK_RIGHT}};

			g_array_append_val(spots, spot[pass]);
		}
	}
	tk_draw_trend_label(pen, &page->plot, tk_doc_text(page->doc, "trend.plan"), &style,
			    (const void *)spots->data, spots->len);
}

static void draw_needed_label(struct tk_trend_page *page, const struct tk_trend_point *from)
{
	static const double parts[] = {0.85, 0.75, 0.65, 0.55, 0.45, 0.35, 0.25};
	const struct tk_pen *pen = &page->doc->pen;
	struct tk_trend_spot spots[2 * G_N_ELEMENTS(parts)];
	struct tk_text_style style = label_style(page, LABEL_PT, 600, TK_ORANGE_TEXT);
	double x1 = tk_trend_x(&page->plot, from->date), x2 = tk_trend_x(&page->plot, page->target),
	       y1 = tk_trend_y(&page->plot, from->percent), y2 = page->plot.y;

	for (unsigned i = 0; i < G_N_ELEMENTS(parts); i++) {
		double x = x1 + parts[i] * (x2 - x1), y = y1 + parts[i] * (y2 - y1);

		spots[i] = (struct tk_trend_spot){x - 12, y - 2, TK_RIGHT};
		spots[G_N_ELEMENTS(parts) + i] = (struct tk_trend_spot){x + 12, y + 8, TK_LEFT};
	}
	tk_draw_trend_label(pen, &page->plot, tk_doc_text(page->doc, "trend.needed"), &style, spots,
			    G_N_ELEMENTS(spots));
}

/* Two lines right of the plot. */
static void draw_end(const struct tk_trend_page *page, double y, const char *text,
		     const char *under, enum tk_ink ink)
{
	const struct tk_pen *pen = &page->doc->pen;
	struct tk_text_style style = label_style(page, 11, 600, ink);
	struct tk_text_style small = label_style(page, LABEL_PT, 400, TK_INK2);
	double x = PLOT_X + PLOT_W + END_GAP;

	tk_draw_text(pen->canvas, x, y - 1, text, &style);
	tk_pen_block(pen, &small, x, y + 12, END_W, under);
}

static char *range_text(const struct tk_trend_page *page)
{
	const struct tk_pen *pen = &page->doc->pen;
	g_autofree char *low = tk_format_int(pen->lang, tk_trend_percent(page->forecast.low));
	g_autofree char *high = tk_format_percent(pen->lang, tk_trend_percent(page->forecast.high));

	return tk_text_format(pen->texts, pen->lang, "trend.range", "low", low, "high", high, NULL);
}

static void draw_ends(const struct tk_trend_page *page)
{
	const struct tk_pen *pen = &page->doc->pen;
	g_autofree char *all = tk_format_percent(pen->lang, 100);
	g_autofree char *target =
		tk_text_format(pen->texts, pen->lang, "trend.target", "percent", all, NULL);
	g_autofree char *date = tk_text_date(pen->texts, pen->lang, page->target);

	draw_end(page, page->plot.y, target, date, TK_INK);
	if (!page->forecast.made)
		return;
	g_autofree char *percent =
		tk_format_percent(pen->lang, tk_trend_percent(page->forecast.at_target));
	g_autofree char *text =
		tk_text_format(pen->texts, pen->lang, "trend.forecast", "percent", percent, NULL);
	g_autofree char *range = range_text(page);

	draw_end(page,
		 CLAMP(tk_trend_y(&page->plot, page->forecast.at_target), page->plot.y + END_PT,
		       page->plot.y + page->plot.h - 14),
		 text, range, TK_DEEP);
}

/* The date of the figures, above the plot. */
static void draw_data_date(struct tk_trend_page *page)
{
	const struct tk_pen *pen = &page->doc->pen;
	int32_t date = last_of(page, page->done)->date;
	g_autofree char *told = tk_text_date(pen->texts, pen->lang, date);
	g_autofree char *text =
		tk_text_format(pen->texts, pen->lang, "trend.data", "date", told, NULL);
	double w = tk_pen_width(pen, TK_ROLE_AXIS, text), x = tk_trend_x(&page->plot, date);

	tk_draw_trend_date(pen, &page->plot, date, false);
	tk_pen_text(pen, TK_ROLE_AXIS, TK_LEFT, CLAMP(x - w / 2, PLOT_X, PLOT_X + PLOT_W - 12 - w),
		    page->plot.y - 8, text);
}

/* ---- The chart in words ---- */

static char *points_in_words(const struct tk_trend_page *page)
{
	const struct tk_document *doc = page->doc;
	g_autoptr(GPtrArray) parts = g_ptr_array_new_with_free_func(g_free);

	for (unsigned i = 0; i < doc->picture->n_history; i++) {
		const struct tk_measures *measures = doc->picture->history[i];
		const struct tk_figures *country = tk_measures_country(measures, TK_ALL_AREAS);
		g_autofree char *period = tk_words_period(measures->period);
		g_autofree char *done = tk_pen_percent(&doc->pen, country->done);
		g_autofree char *begun = tk_pen_percent(&doc->pen, begun_of(country));

		if (country->done.n > 0)
			g_ptr_array_add(parts, tk_text_format(doc->pen.texts, doc->pen.lang,
							      "trend.alt.point", "period", period,
							      "done", done, "begun", begun, NULL));
	}
	return tk_words_join(doc, parts);
}

static char *forecast_in_words(const struct tk_trend_page *page)
{
	const struct tk_pen *pen = &page->doc->pen;
	g_autofree char *date = tk_text_date(pen->texts, pen->lang, page->target);
	g_autofree char *percent =
		tk_format_percent(pen->lang, tk_trend_percent(page->forecast.at_target));
	g_autofree char *range = range_text(page);

	return tk_text_format(pen->texts, pen->lang, "trend.alt.forecast", "date", date, "percent",
			      percent, "range", range, NULL);
}

static char *alt_text(const struct tk_trend_page *page)
{
	const struct tk_document *doc = page->doc;
	const struct tk_pen *pen = &doc->pen;
	g_autofree char *points = points_in_words(page);
	struct tk_share plan = tk_plan_share(doc->picture->dataset, TK_ALL_AREAS,
					     doc->picture->period->reporting_date);
	g_autofree char *planned = tk_pen_percent(pen, plan);
	g_autofree char *now = tk_text_format(pen->texts, pen->lang, "trend.alt", "points", points,
					      "plan", planned, NULL);

	if (!page->forecast.made)
		return g_steal_pointer(&now);
	g_autofree char *forecast = forecast_in_words(page);

	return g_strconcat(now, " ", forecast, NULL);
}

/* ---- The chart ---- */

static void draw_forecast(struct tk_trend_page *page)
{
	const struct tk_forecast *forecast = &page->forecast;
	struct tk_trend_band band = {
		.from = last_of(page, page->done)->date,
		.to = page->target,
		.middle = {forecast->at_last, forecast->at_target},
		.low = {forecast->low_at_last, forecast->low},
		.high = {forecast->high_at_last, forecast->high},
	};

	tk_draw_trend_band(&page->doc->pen, &page->plot, &band);
}

static void draw_lines(struct tk_trend_page *page, const GArray *plan)
{
	const struct tk_pen *pen = &page->doc->pen;
	struct tk_trend_point last = *last_of(page, page->done), target = {page->target, 100};

	tk_draw_trend_axes(pen, &page->plot);
	if (page->forecast.made)
		draw_forecast(page);
	tk_draw_trend_plan(pen, &page->plot, (const void *)plan->data, plan->len);
	if (page->ahead && last.percent < 100)
		tk_draw_trend_needed(pen, &page->plot, last, target);
	tk_draw_trend_line(pen, &page->plot, TK_TREND_BEGUN, page->begun, page->n_points);
	tk_draw_trend_line(pen, &page->plot, TK_TREND_DONE, page->done, page->n_points);
	if (page->ahead)
		tk_draw_trend_date(pen, &page->plot, page->target, true);
}

static void draw_chart(struct tk_trend_page *page)
{
	const struct tk_pen *pen = &page->doc->pen;
	g_autoptr(GArray) plan = plan_points(page);
	g_autofree char *alt = alt_text(page);
	double bbox[] = {PLOT_X - 40, page->plot.y - 18, PLOT_W + 40 + END_GAP + END_W,
			 page->plot.h + 40};
	struct tk_tag tag = {.alt = alt, .bbox = bbox};

	tk_canvas_begin(pen->canvas, "Figure", &tag);
	draw_lines(page, plan);
	draw_data_date(page);
	draw_line_label(page, last_of(page, page->begun), "trend.begun", page->last_begun,
			TK_MID_TEXT, false);
	draw_line_label(page, last_of(page, page->done), "trend.done", page->last_done, TK_DEEP,
			true);
	if (page->ahead && last_of(page, page->done)->percent < 100)
		draw_needed_label(page, last_of(page, page->done));
	draw_plan_label(page, plan);
	if (page->ahead)
		draw_ends(page);
	tk_pen_end(pen);
}

/* ---- Title ---- */

static char **forecast_titles(const struct tk_trend_page *page)
{
	const struct tk_pen *pen = &page->doc->pen;
	g_autofree char *date = tk_text_date(pen->texts, pen->lang, page->target);
	int at_target = tk_trend_percent(page->forecast.at_target);
	g_autofree char *percent = tk_format_percent(pen->lang, at_target);

	if (at_target >= 100)
		return tk_texts_new(1, tk_text_format(pen->texts, pen->lang, "trend.title.all",
						      "date", date, NULL));
	return tk_texts_new(1, tk_text_format(pen->texts, pen->lang, "trend.title.forecast",
					      "percent", percent, "date", date, NULL));
}

static char **titles(const struct tk_trend_page *page)
{
	const struct tk_pen *pen = &page->doc->pen;

	if (page->n_points == 0)
		return tk_texts_new(1, g_strdup(tk_doc_text(page->doc, "readiness.title.empty")));
	if (page->forecast.made)
		return forecast_titles(page);
	g_autofree char *done = tk_pen_percent(pen, page->last_done);
	g_autofree char *begun = tk_pen_percent(pen, page->last_begun);

	return tk_texts_new(1, tk_text_format(pen->texts, pen->lang, "trend.title.now", "done",
					      done, "begun", begun, NULL));
}

static char *subtitle_text(const struct tk_trend_page *page)
{
	const struct tk_document *doc = page->doc;
	const struct tk_pen *pen = &doc->pen;
	g_autofree char *number = tk_text_number(pen->texts, pen->lang, page->forecast.n_periods);
	g_autofree char *what =
		tk_text_plural(pen->texts, pen->lang, "trend.subtitle",
			       tk_measures_tasks(doc->picture->now, TK_ALL_AREAS), NULL);

	if (!page->forecast.made || !tk_trend_is_rough(page))
		return g_steal_pointer(&what);
	g_autofree char *rough =
		tk_text_format(pen->texts, pen->lang, "trend.rough", "number", number, NULL);

	return g_strconcat(what, " ", rough, NULL);
}

/* ---- The page ---- */

static void init_sheet(struct tk_trend_page *page)
{
	struct tk_document *doc = page->doc;

	tk_sheet_init(&page->sheet, doc, "page.trend", TK_ROLE_DATA_TITLE, titles(page),
		      subtitle_text(page),
		      tk_texts_new(3, g_strdup(tk_doc_text(doc, "trend.source")),
				   tk_words_illustrated(doc), tk_words_missing(doc)));
}

void tk_draw_trend(struct tk_document *doc)
{
	struct tk_trend_page page = {.doc = doc};

	init_page(&page);
	init_sheet(&page);
	tk_sheet_begin(&page.sheet, 1);
	if (page.n_points > 0) {
		init_plot(&page);
		draw_chart(&page);
		tk_draw_trend_side(&page);
		tk_trend_clear(&page.plot);
	} else {
		page.plot.y = PLOT_Y + page.sheet.extra_y;
		tk_draw_trend_side(&page);
	}
	tk_sheet_end(&page.sheet);
	g_free(page.done);
	g_free(page.begun);
}
