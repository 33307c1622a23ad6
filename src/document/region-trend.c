#include "region-imp.h"

/* Progress and what is done from period to period, the country's progress beside them. */
#define PLOT_TOP 30.0
#define PLOT_H 88.0
#define LEFT_PAD 8.0
/** Labels of the lines stand right of the plot: the least they take, without so much of the gap. */
#define LABELS_W 62.0
#define PLOT_END 4.0
#define LABEL_GAP 7.0
#define LABEL_PT 9.5
#define HEIGHT 142.0
#define DATES_Y 11.0
#define DATE_GAP 6.0
#define DOT_R 2.6
#define N_LINES 3u

/** A line: how it is drawn, its points and its label. */
struct line {
	enum tk_ink ink, label_ink;
	double line_pt, dash_pt;
	bool dot;
	/** struct tk_trend_point; owned. */
	GArray *points;
	/** Owned. */
	char *label;
	double label_y;
};

struct plot {
	const struct tk_region_doc *rd;
	struct tk_trend trend;
	struct line lines[N_LINES];
};

/* ---- Lines ---- */

static struct tk_share share_of(const struct tk_region_doc *rd, const struct tk_measures *measures,
				unsigned line)
{
	const struct tk_figures *own = tk_measures_region(measures, rd->region, TK_ALL_AREAS);

	if (line == 0)
		return tk_measures_country(measures, TK_ALL_AREAS)->progress;
	if (!measures->reported[rd->region])
		return (struct tk_share){0, 0};
	return line == 1 ? own->progress : own->done;
}

static void collect(struct plot *plot, unsigned l)
{
	const struct tk_picture *picture = plot->rd->doc.picture;

	plot->lines[l].points = g_array_new(FALSE, FALSE, sizeof(struct tk_trend_point));
	for (unsigned p = 0; p < picture->n_history; p++) {
		struct tk_share share = share_of(plot->rd, picture->history[p], l);
		struct tk_trend_point point = {picture->history[p]->period->reporting_date, 0};

		if (share.n == 0)
			continue;
		point.percent = 100.0 * (double)share.k / (double)share.n;
		g_array_append_val(plot->lines[l].points, point);
	}
}

/* The last share that a line has, as its label tells it. */
static struct tk_share last_share(const struct plot *plot, unsigned l)
{
	const struct tk_picture *picture = plot->rd->doc.picture;
	struct tk_share share = {0, 0};

	for (unsigned p = picture->n_history; p-- > 0 && share.n == 0;)
		share = share_of(plot->rd, picture->history[p], l);
	return share;
}

static void make_lines(struct plot *plot)
{
	static const struct line kinds[N_LINES] = {
		{TK_KEY, TK_INK2, 1.25, 3, false, NULL, NULL, 0},
		{TK_DEEP, TK_DEEP, 2, 0, true, NULL, NULL, 0},
		{TK_MID, TK_MID_TEXT, 2, 0, true, NULL, NULL, 0},
	};
	static const char *const keys[N_LINES] = {"region.trend.country", "region.trend.region",
						  "region.trend.done"};
	const struct tk_pen *pen = &plot->rd->doc.pen;

	for (unsigned l = 0; l < N_LINES; l++) {
		plot->lines[l] = kinds[l];
		collect(plot, l);
		struct tk_share share = last_share(plot, l);
		g_autofree char *value =
			share.n ? tk_format_int(pen->lang, tk_percent(share)) : g_strdup("");

		plot->lines[l].label =
			tk_text_format(pen->texts, pen->lang, keys[l], "value", value, NULL);
	}
}

/* ---- Drawing ---- */

static void draw_axes(const struct plot *plot, double x, double right_x)
{
	const struct tk_region_doc *rd = plot->rd;
	struct tk_canvas *canvas = rd->doc.pen.canvas;
	double zero = tk_trend_y(&plot->trend, 0), half = tk_trend_y(&plot->trend, 50);
	double full = tk_trend_y(&plot->trend, 100);

	tk_draw_line(canvas, x, zero, right_x, zero, 0.5, tk_pen_ink(&rd->doc.pen, TK_INK));
	tk_draw_line(canvas, x, half, right_x, half, 0.5, tk_pen_ink(&rd->doc.pen, TK_RULE));
	tk_draw_line(canvas, x, full, right_x, full, 0.5, tk_pen_ink(&rd->doc.pen, TK_RULE));
	tk_a4_text(rd, TK_A4_AXIS, TK_LEFT, x, half - 3, "50");
	tk_a4_text(rd, TK_A4_AXIS, TK_LEFT, x, full - 3, "100");
}

/* "10/21" under each period, from the last one backwards as they have room. */
static void draw_dates(const struct plot *plot)
{
	const struct tk_region_doc *rd = plot->rd;
	const struct tk_picture *picture = rd->doc.picture;
	double y = tk_trend_y(&plot->trend, 0) + DATES_Y, free_x = G_MAXDOUBLE;

	for (unsigned p = picture->n_history; p-- > 0;) {
		const struct tk_period *period = picture->history[p]->period;
		double x = tk_trend_x(&plot->trend, period->reporting_date);
		g_autofree char *label =
			g_strdup_printf("%d/%02d", period->month, period->year % 100);
		double half = tk_a4_width(rd, TK_A4_AXIS, label) / 2;

		if (x + half > free_x)
			continue;
		tk_a4_text(rd, TK_A4_AXIS, TK_CENTRE, x, y, label);
		free_x = x - half - DATE_GAP;
	}
}

static void draw_line(const struct plot *plot, const struct line *line)
{
	struct tk_canvas *canvas = plot->rd->doc.pen.canvas;
	cairo_t *cairo = tk_canvas_cairo(canvas);
	const struct tk_trend_point *points = (const void *)line->points->data;
	unsigned n = line->points->len;

	if (n == 0)
		return;
	if (n > 1) {
		tk_canvas_save(canvas);
		cairo_set_line_width(cairo, line->line_pt);
		cairo_set_line_join(cairo, CAIRO_LINE_JOIN_ROUND);
		if (line->dash_pt > 0)
			cairo_set_dash(cairo, (double[]){line->dash_pt, 2}, 2, 0);
		for (unsigned i = 0; i < n; i++)
			cairo_line_to(cairo, tk_trend_x(&plot->trend, points[i].date),
				      tk_trend_y(&plot->trend, points[i].percent));
		tk_canvas_stroke(canvas, tk_pen_ink(&plot->rd->doc.pen, line->ink));
		tk_canvas_restore(canvas);
	}
	if (line->dot || n == 1) {
		cairo_new_sub_path(cairo);
		cairo_arc(cairo, tk_trend_x(&plot->trend, points[n - 1].date),
			  tk_trend_y(&plot->trend, points[n - 1].percent), DOT_R, 0, 2 * G_PI);
		tk_canvas_fill(canvas, tk_pen_ink(&plot->rd->doc.pen, line->ink));
	}
}

static int compare_labels(const void *a, const void *b)
{
	const struct line *left = *(const struct line *const *)a;
	const struct line *right = *(const struct line *const *)b;

	return (left->label_y > right->label_y) - (left->label_y < right->label_y);
}

static struct tk_text_style label_style(const struct plot *plot, const struct line *line)
{
	struct tk_text_style style =
		tk_a4_style(plot->rd, line->dot ? TK_A4_AREA_COUNT : TK_A4_NOTE, TK_LEFT);

	style.weight = line->dot ? 600 : 400;
	style.colour = tk_pen_ink(&plot->rd->doc.pen, line->label_ink);
	return style;
}

/* Labels stand at the ends of their lines, apart from each other. */
static void draw_labels(struct plot *plot, double x)
{
	g_autoptr(GPtrArray) labels = g_ptr_array_new();
	double least = -G_MAXDOUBLE;

	for (unsigned l = 0; l < N_LINES; l++) {
		struct line *line = &plot->lines[l];
		unsigned n = line->points->len;

		if (n == 0)
			continue;
		line->label_y =
			3 +
			tk_trend_y(
				&plot->trend,
				g_array_index(line->points, struct tk_trend_point, n - 1).percent);
		g_ptr_array_add(labels, line);
	}
	g_ptr_array_sort(labels, compare_labels);
	/* The lowest one keeps above the dates; the others give way upwards from there. */
	for (unsigned i = 0; i < labels->len; i++) {
		struct line *line = labels->pdata[i];

		line->label_y = MAX(line->label_y, least + LABEL_PT);
		least = line->label_y;
	}
	for (unsigned i = labels->len; i-- > 0;) {
		struct line *line = labels->pdata[i];
		double most = tk_trend_y(&plot->trend, 0) + 2 - (labels->len - 1 - i) * LABEL_PT;

		line->label_y = MIN(line->label_y, most);
		struct tk_text_style style = label_style(plot, line);

		tk_draw_text(plot->rd->doc.pen.canvas, x, line->label_y, line->label, &style);
	}
}

/* ---- Words ---- */

/* "6/2021: eteneminen 28 %, valmis 2 %, koko maa 29 %; …" */
static char *trend_alt(const struct tk_region_doc *rd)
{
	const struct tk_pen *pen = &rd->doc.pen;
	const struct tk_picture *picture = rd->doc.picture;
	GString *points = g_string_new(NULL);

	for (unsigned p = 0; p < picture->n_history; p++) {
		const struct tk_measures *measures = picture->history[p];
		g_autofree char *period = tk_words_period(measures->period);
		g_autofree char *country = tk_region_percent(rd, share_of(rd, measures, 0));
		g_autofree char *progress = tk_region_percent(rd, share_of(rd, measures, 1));
		g_autofree char *done = tk_region_percent(rd, share_of(rd, measures, 2));
		g_autofree char *point = tk_text_format(pen->texts, pen->lang, "region.trend.point",
							"period", period, "progress", progress,
							"done", done, "country", country, NULL);

		g_string_append_printf(points, "%s%s", p ? "; " : "", point);
	}
	g_autofree char *list = g_string_free(points, FALSE);

	return tk_text_format(pen->texts, pen->lang, "region.trend.alt", "points", list, NULL);
}

/* What the widest label takes right of the plot. */
static double labels_width(const struct plot *plot)
{
	double widest = LABELS_W;

	for (unsigned l = 0; l < N_LINES; l++) {
		struct tk_text_style style = label_style(plot, &plot->lines[l]);
		double w = tk_text_width(tk_canvas_fonts(plot->rd->doc.pen.canvas),
					 plot->lines[l].label, &style);

		widest = MAX(widest, w + LABEL_GAP - PLOT_END);
	}
	return widest;
}

static void init_trend(struct plot *plot, double x, double y, double w)
{
	const struct tk_picture *picture = plot->rd->doc.picture;
	int32_t from = picture->history[0]->period->reporting_date;
	int32_t to = picture->period->reporting_date;

	/* A single period stands at the right end. */
	if (to <= from)
		from = to - 30;
	tk_trend_init(&plot->trend, x + LEFT_PAD + 8, y + PLOT_TOP,
		      w - labels_width(plot) - LEFT_PAD - 8 - PLOT_END, PLOT_H, from, to, 7.5);
}

static void draw_plot(const struct tk_region_doc *rd, double x, double y, double w)
{
	struct plot plot = {.rd = rd};

	make_lines(&plot);
	init_trend(&plot, x, y, w);
	draw_axes(&plot, x, plot.trend.x + plot.trend.w);
	draw_dates(&plot);
	for (unsigned l = 0; l < N_LINES; l++)
		draw_line(&plot, &plot.lines[l]);
	draw_labels(&plot, plot.trend.x + plot.trend.w + LABEL_GAP);
	for (unsigned l = 0; l < N_LINES; l++) {
		g_array_unref(plot.lines[l].points);
		g_free(plot.lines[l].label);
	}
	tk_trend_clear(&plot.trend);
}

double tk_region_draw_trend(const struct tk_region_doc *rd, double x, double y, double w)
{
	const struct tk_pen *pen = &rd->doc.pen;
	double box[4] = {x, y + TK_A4_HEAD, w, HEIGHT - TK_A4_HEAD};

	if (rd->counting)
		return HEIGHT;
	g_autofree char *alt = trend_alt(rd);
	struct tk_tag tag = {.alt = alt, .bbox = box};

	tk_canvas_bookmark(pen->canvas, 1, tk_doc_text(&rd->doc, "region.trend"));
	tk_region_head(rd, x, y, w, tk_doc_text(&rd->doc, "region.trend"),
		       tk_doc_text(&rd->doc, "region.trend.of"));
	tk_canvas_begin(pen->canvas, "Figure", &tag);
	draw_plot(rd, x, y, w);
	tk_pen_end(pen);
	return HEIGHT;
}
