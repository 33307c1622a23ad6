#include <math.h>

#include "tilannekuva/chart.h"

#define GRID_STEPS 4
#define LABEL_GAP 10.0
/** Percents stand so far left of the plot. */
#define PERCENT_GAP 8.0
#define TICK_PT 4.0
#define CIRCLE_R 3.2
#define SQUARE_PT 5.6
#define DIAMOND_R 4.5
/** Room that a label keeps around itself, marks of lines counted; its white has less. */
#define CLEAR_PT 4.0
#define WHITE_IN 3.0
/** How bad it is that a label meets a thin line of a date, another line or a label, or leaves the
 * plot. */
#define MEETS_DATE 1
#define MEETS_LINE 4
#define OUTSIDE 1000

/** A line on the plot, or the box of a label. */
struct tk_trend_obstacle {
	double x1, y1, x2, y2;
	bool box;
	/** How bad it is to meet it. */
	unsigned cost;
};

void tk_trend_init(struct tk_trend *trend, double x, double y, double w, double h, int32_t from,
		   int32_t to, double label_pt)
{
	g_assert(to > from);
	*trend = (struct tk_trend){
		.x = x,
		.y = y,
		.w = w,
		.h = h,
		.from = from,
		.to = to,
		.label_pt = label_pt,
		.obstacles = g_array_new(FALSE, FALSE, sizeof(struct tk_trend_obstacle)),
	};
}

void tk_trend_clear(struct tk_trend *trend)
{
	g_clear_pointer(&trend->obstacles, g_array_unref);
}

double tk_trend_x(const struct tk_trend *trend, int32_t date)
{
	return trend->x +
	       trend->w * (double)(date - trend->from) / (double)(trend->to - trend->from);
}

double tk_trend_y(const struct tk_trend *trend, double percent)
{
	return trend->y + trend->h * (1 - percent / 100);
}

static void add_line(struct tk_trend *trend, double x1, double y1, double x2, double y2,
		     unsigned cost)
{
	struct tk_trend_obstacle line = {x1, y1, x2, y2, false, cost};

	g_array_append_val(trend->obstacles, line);
}

/* ---- Axes ---- */

static struct tk_text_style label_style(const struct tk_pen *pen, const struct tk_trend *trend,
					enum tk_align align)
{
	struct tk_text_style style = tk_role_style(pen, TK_ROLE_AXIS, align);

	style.size_pt = trend->label_pt;
	return style;
}

static void draw_percents(const struct tk_pen *pen, const struct tk_trend *trend)
{
	struct tk_text_style style = label_style(pen, trend, TK_RIGHT);

	for (int i = 0; i <= GRID_STEPS; i++) {
		int percent = 100 * i / GRID_STEPS;
		double y = tk_trend_y(trend, percent);
		g_autofree char *label = i == GRID_STEPS ? tk_format_percent(pen->lang, percent)
							 : tk_format_int(pen->lang, percent);

		tk_draw_line(pen->canvas, trend->x, y, trend->x + trend->w, y, i ? 0.5 : 0.75,
			     tk_pen_ink(pen, i ? TK_HAIR : TK_INK));
		tk_draw_text(pen->canvas, trend->x - PERCENT_GAP, y + trend->label_pt * 0.34, label,
			     &style);
	}
}

/* Months from the year 0 to that of a date, the month begun counted if the date is its first day
 * or before. */
static int first_month(int32_t date)
{
	int year, month, day;

	tk_date_to_ymd(date, &year, &month, &day);
	return year * 12 + month - 1 + (day > 1);
}

static int32_t month_begin(int months)
{
	return tk_date_from_ymd(months / 12, months % 12 + 1, 1);
}

static char *month_label(int months)
{
	return g_strdup_printf("%d/%d", months % 12 + 1, months / 12);
}

/* As few months from label to label as leave room for the widest one. */
static int month_step(const struct tk_pen *pen, const struct tk_trend *trend)
{
	static const int steps[] = {1, 3, 6, 12, 24, 60, 120, 240, 600};
	struct tk_text_style style = label_style(pen, trend, TK_CENTRE);
	double widest =
		tk_text_width(tk_canvas_fonts(pen->canvas), "10/2000", &style) + 2 * LABEL_GAP;
	double month_w = trend->w * 30.4 / (double)(trend->to - trend->from);
	unsigned i = 0;

	while (i + 1 < G_N_ELEMENTS(steps) && steps[i] * month_w < widest)
		i++;
	return steps[i];
}

static void draw_dates(const struct tk_pen *pen, const struct tk_trend *trend)
{
	struct tk_text_style style = label_style(pen, trend, TK_CENTRE);
	int step = month_step(pen, trend), month = first_month(trend->from);
	double y = trend->y + trend->h;

	month += (step - month % step) % step;
	for (; month_begin(month) <= trend->to; month += step) {
		double x = tk_trend_x(trend, month_begin(month));
		g_autofree char *label = month_label(month);

		tk_draw_line(pen->canvas, x, y, x, y + TICK_PT, 0.75, tk_pen_ink(pen, TK_INK));
		tk_draw_text(pen->canvas, x, y + TICK_PT + trend->label_pt * 1.3, label, &style);
	}
}

void tk_draw_trend_axes(const struct tk_pen *pen, const struct tk_trend *trend)
{
	draw_percents(pen, trend);
	draw_dates(pen, trend);
}

/* ---- Lines ---- */

/* How a line is drawn; no dash where on is 0. */
struct stroke {
	enum tk_ink ink;
	double line_pt, on_pt, off_pt;
};

static void stroke_points(const struct tk_pen *pen, const struct tk_trend *trend,
			  const struct tk_trend_point *points, unsigned n,
			  const struct stroke *stroke)
{
	cairo_t *cairo = tk_canvas_cairo(pen->canvas);
	double dash[] = {stroke->on_pt, stroke->off_pt};

	if (n < 2)
		return;
	tk_canvas_save(pen->canvas);
	cairo_set_line_width(cairo, stroke->line_pt);
	cairo_set_line_join(cairo, CAIRO_LINE_JOIN_ROUND);
	if (stroke->off_pt > 0)
		cairo_set_dash(cairo, dash, 2, 0);
	for (unsigned i = 0; i < n; i++)
		cairo_line_to(cairo, tk_trend_x(trend, points[i].date),
			      tk_trend_y(trend, points[i].percent));
	tk_canvas_stroke(pen->canvas, tk_pen_ink(pen, stroke->ink));
	tk_canvas_restore(pen->canvas);
}

static void keep_clear(struct tk_trend *trend, const struct tk_trend_point *points, unsigned n)
{
	for (unsigned i = 0; i < n; i++) {
		const struct tk_trend_point *next = &points[MIN(i + 1, n - 1)];

		add_line(trend, tk_trend_x(trend, points[i].date),
			 tk_trend_y(trend, points[i].percent), tk_trend_x(trend, next->date),
			 tk_trend_y(trend, next->percent), MEETS_LINE);
	}
}

static void draw_mark(const struct tk_pen *pen, double x, double y, enum tk_trend_line line,
		      double part)
{
	cairo_t *cairo = tk_canvas_cairo(pen->canvas);

	for (unsigned pass = 0; pass < 2; pass++) {
		double edge = pass == 0 ? 1 : 0, r = CIRCLE_R * part + edge,
		       side = SQUARE_PT * part + 2 * edge;

		if (line == TK_TREND_DONE)
			cairo_arc(cairo, x, y, r, 0, 2 * G_PI);
		else
			cairo_rectangle(cairo, x - side / 2, y - side / 2, side, side);
		tk_canvas_fill(pen->canvas, tk_pen_ink(pen, pass == 0               ? TK_WHITE
							    : line == TK_TREND_DONE ? TK_DEEP
										    : TK_MID));
	}
}

/* Marks get smaller where periods stand close together. */
static double mark_part(const struct tk_trend *trend, const struct tk_trend_point *points,
			unsigned n)
{
	double nearest = trend->w;

	for (unsigned i = 1; i < n; i++)
		nearest = MIN(nearest, tk_trend_x(trend, points[i].date) -
					       tk_trend_x(trend, points[i - 1].date));
	return CLAMP(nearest / (4 * CIRCLE_R), 0.4, 1);
}

void tk_draw_trend_line(const struct tk_pen *pen, struct tk_trend *trend, enum tk_trend_line line,
			const struct tk_trend_point *points, unsigned n)
{
	static const struct stroke strokes[] = {
		[TK_TREND_DONE] = {TK_DEEP, 2.5, 0, 0},
		[TK_TREND_BEGUN] = {TK_MID, 2, 0, 0},
	};
	double part = mark_part(trend, points, n);

	stroke_points(pen, trend, points, n, &strokes[line]);
	keep_clear(trend, points, n);
	for (unsigned i = 0; i < n; i++)
		draw_mark(pen, tk_trend_x(trend, points[i].date),
			  tk_trend_y(trend, points[i].percent), line, part);
}

void tk_draw_trend_plan(const struct tk_pen *pen, struct tk_trend *trend,
			const struct tk_trend_point *points, unsigned n)
{
	static const struct stroke stroke = {TK_INK3, 1.25, 1, 3};
	g_autoptr(GArray) steps = g_array_new(FALSE, FALSE, sizeof(struct tk_trend_point));

	for (unsigned i = 0; i < n; i++) {
		struct tk_trend_point foot = {points[i].date, points[i ? i - 1 : 0].percent};

		if (i > 0)
			g_array_append_val(steps, foot);
		g_array_append_val(steps, points[i]);
	}
	tk_canvas_save(pen->canvas);
	cairo_set_line_cap(tk_canvas_cairo(pen->canvas), CAIRO_LINE_CAP_ROUND);
	stroke_points(pen, trend, (const void *)steps->data, steps->len, &stroke);
	tk_canvas_restore(pen->canvas);
	keep_clear(trend, (const void *)steps->data, steps->len);
}

void tk_draw_trend_band(const struct tk_pen *pen, struct tk_trend *trend,
			const struct tk_trend_band *band)
{
	static const struct stroke edge = {TK_MID, 0.75, 0, 0}, middle = {TK_DEEP, 2, 6, 3};
	const struct tk_trend_point high[] = {{band->from, band->high[0]},
					      {band->to, band->high[1]}};
	const struct tk_trend_point low[] = {{band->from, band->low[0]}, {band->to, band->low[1]}};
	const struct tk_trend_point line[] = {{band->from, band->middle[0]},
					      {band->to, band->middle[1]}};
	cairo_t *cairo = tk_canvas_cairo(pen->canvas);
	double x1 = tk_trend_x(trend, band->from), x2 = tk_trend_x(trend, band->to);

	cairo_move_to(cairo, x1, tk_trend_y(trend, band->high[0]));
	cairo_line_to(cairo, x2, tk_trend_y(trend, band->high[1]));
	cairo_line_to(cairo, x2, tk_trend_y(trend, band->low[1]));
	cairo_line_to(cairo, x1, tk_trend_y(trend, band->low[0]));
	cairo_close_path(cairo);
	tk_canvas_fill(pen->canvas, tk_pen_ink(pen, TK_BAND));
	stroke_points(pen, trend, high, 2, &edge);
	stroke_points(pen, trend, low, 2, &edge);
	stroke_points(pen, trend, line, 2, &middle);
	keep_clear(trend, high, 2);
	keep_clear(trend, low, 2);
	keep_clear(trend, line, 2);
}

void tk_draw_trend_needed(const struct tk_pen *pen, struct tk_trend *trend,
			  struct tk_trend_point from, struct tk_trend_point to)
{
	static const struct stroke stroke = {TK_ORANGE, 1.5, 3, 3};
	const struct tk_trend_point points[] = {from, to};

	stroke_points(pen, trend, points, 2, &stroke);
	keep_clear(trend, points, 2);
}

static void draw_diamond(const struct tk_pen *pen, double x, double y)
{
	cairo_t *cairo = tk_canvas_cairo(pen->canvas);

	for (unsigned pass = 0; pass < 2; pass++) {
		double r = DIAMOND_R + (pass == 0 ? 1 : 0);

		cairo_move_to(cairo, x, y - r);
		cairo_line_to(cairo, x + r, y);
		cairo_line_to(cairo, x, y + r);
		cairo_line_to(cairo, x - r, y);
		cairo_close_path(cairo);
		tk_canvas_fill(pen->canvas, tk_pen_ink(pen, pass == 0 ? TK_WHITE : TK_INK));
	}
}

void tk_draw_trend_date(const struct tk_pen *pen, struct tk_trend *trend, int32_t date, bool target)
{
	static const struct stroke solid = {TK_INK, 1, 0, 0}, dashed = {TK_INK2, 0.5, 2, 2};
	const struct tk_trend_point points[] = {{date, 0}, {date, 100}};

	double x = tk_trend_x(trend, date);

	stroke_points(pen, trend, points, 2, target ? &solid : &dashed);
	add_line(trend, x, trend->y, x, trend->y + trend->h, target ? MEETS_LINE : MEETS_DATE);
	if (target)
		draw_diamond(pen, x, trend->y);
}

/* ---- Labels ---- */

/* Narrow [t0, t1] to where a step from a point by d stays within low and high. */
static bool clip(double from, double d, double low, double high, double *t0, double *t1)
{
	if (fabs(d) < 1e-9)
		return from > low && from < high;
	double a = (low - from) / d, b = (high - from) / d;

	*t0 = MAX(*t0, MIN(a, b));
	*t1 = MIN(*t1, MAX(a, b));
	return *t0 < *t1;
}

static bool meets(const struct tk_trend_obstacle *box, const struct tk_trend_obstacle *other)
{
	double t0 = 0, t1 = 1;

	if (other->box)
		return box->x1 < other->x2 && box->x2 > other->x1 && box->y1 < other->y2 &&
		       box->y2 > other->y1;
	/* A point is a line of no length: within, or not. */
	t1 = 1 + 1e-6;
	return clip(other->x1, other->x2 - other->x1, box->x1, box->x2, &t0, &t1) &&
	       clip(other->y1, other->y2 - other->y1, box->y1, box->y2, &t0, &t1);
}

static struct tk_trend_obstacle label_box(const struct tk_trend_spot *spot, double w, double size)
{
	double x = spot->align == TK_RIGHT ? spot->x - w
					   : spot->x - (spot->align == TK_CENTRE ? w / 2 : 0);

	return (struct tk_trend_obstacle){x - CLEAR_PT,
					  spot->baseline_y - 0.75 * size - CLEAR_PT,
					  x + w + CLEAR_PT,
					  spot->baseline_y + 0.2 * size + CLEAR_PT,
					  true,
					  MEETS_LINE};
}

/* How much a label would meet there. */
static unsigned cost_of(const struct tk_trend *trend, const struct tk_trend_obstacle *box)
{
	bool inside = box->x1 >= trend->x && box->x2 <= trend->x + trend->w &&
		      box->y1 >= trend->y - 2 * CLEAR_PT && box->y2 <= trend->y + trend->h;
	unsigned cost = inside ? 0 : OUTSIDE;

	for (unsigned i = 0; i < trend->obstacles->len; i++) {
		const struct tk_trend_obstacle *other =
			&g_array_index(trend->obstacles, struct tk_trend_obstacle, i);

		if (meets(box, other))
			cost += other->cost;
	}
	return cost;
}

void tk_draw_trend_label(const struct tk_pen *pen, struct tk_trend *trend, const char *text,
			 const struct tk_text_style *style, const struct tk_trend_spot *spots,
			 unsigned n_spots)
{
	double w = tk_text_width(tk_canvas_fonts(pen->canvas), text, style);
	unsigned best = 0, least = UINT_MAX;

	for (unsigned i = 0; i < n_spots && least > 0; i++) {
		struct tk_trend_obstacle box = label_box(&spots[i], w, style->size_pt);
		unsigned cost = cost_of(trend, &box);

		if (cost < least) {
			best = i;
			least = cost;
		}
	}
	if (n_spots == 0)
		return;
	struct tk_trend_obstacle box = label_box(&spots[best], w, style->size_pt);
	struct tk_text_style own = *style;

	own.align = spots[best].align;
	if (least > 0)
		tk_draw_rect(pen->canvas, box.x1 + WHITE_IN, box.y1 + WHITE_IN,
			     box.x2 - box.x1 - 2 * WHITE_IN, box.y2 - box.y1 - 2 * WHITE_IN,
			     tk_pen_ink(pen, TK_WHITE));
	tk_draw_text(pen->canvas, spots[best].x, spots[best].baseline_y, text, &own);
	g_array_append_val(trend->obstacles, box);
}
