#include "tilannekuva/chart.h"

/* The line of rings, and the dash of what does not apply. */
#define RING_PT 1.0
#define DASH_PT 1.25
#define HATCH_PITCH 2.2

/* One symbol, around 0, 0. */
struct symbol {
	const struct tk_pen *pen;
	cairo_t *cairo;
	double d;
	/** Radius of a ring's line. */
	double r;
};

static void ring(const struct symbol *symbol)
{
	cairo_new_sub_path(symbol->cairo);
	cairo_arc(symbol->cairo, 0, 0, symbol->r, 0, 2 * G_PI);
	cairo_close_path(symbol->cairo);
	tk_canvas_fill(symbol->pen->canvas, tk_pen_ink(symbol->pen, TK_WHITE));
	cairo_set_line_width(symbol->cairo, RING_PT);
	cairo_new_sub_path(symbol->cairo);
	cairo_arc(symbol->cairo, 0, 0, symbol->r, 0, 2 * G_PI);
	cairo_close_path(symbol->cairo);
	tk_canvas_stroke(symbol->pen->canvas, tk_pen_ink(symbol->pen, TK_INK));
}

/* A ring whose part from one angle on is filled, clockwise. */
static void part_ring(const struct symbol *symbol, double from, double to)
{
	ring(symbol);
	cairo_move_to(symbol->cairo, 0, 0);
	cairo_arc(symbol->cairo, 0, 0, symbol->r, from, to);
	cairo_close_path(symbol->cairo);
	tk_canvas_fill(symbol->pen->canvas, tk_pen_ink(symbol->pen, TK_INK));
}

static void draw_half(const struct symbol *symbol)
{
	part_ring(symbol, G_PI / 2, 3 * G_PI / 2);
}

/* The quarter that is left stands at the top right. */
static void draw_three_quarters(const struct symbol *symbol)
{
	part_ring(symbol, 0, 3 * G_PI / 2);
}

static void draw_tick(const struct symbol *symbol)
{
	double r = symbol->r;

	cairo_new_sub_path(symbol->cairo);
	cairo_arc(symbol->cairo, 0, 0, r + RING_PT / 2, 0, 2 * G_PI);
	cairo_close_path(symbol->cairo);
	tk_canvas_fill(symbol->pen->canvas, tk_pen_ink(symbol->pen, TK_INK));
	cairo_set_line_width(symbol->cairo, 0.14 * symbol->d);
	cairo_set_line_cap(symbol->cairo, CAIRO_LINE_CAP_ROUND);
	cairo_move_to(symbol->cairo, -0.5 * r, 0.05 * r);
	cairo_line_to(symbol->cairo, -0.1 * r, 0.45 * r);
	cairo_line_to(symbol->cairo, 0.55 * r, -0.4 * r);
	tk_canvas_stroke(symbol->pen->canvas, tk_pen_ink(symbol->pen, TK_WHITE));
}

static void draw_triangle(const struct symbol *symbol)
{
	struct tk_canvas *canvas = symbol->pen->canvas;
	struct tk_colour white = tk_pen_ink(symbol->pen, TK_WHITE);
	double q = symbol->d / 2 + 0.3, w = 0.12 * symbol->d;

	cairo_move_to(symbol->cairo, 0, -q);
	cairo_line_to(symbol->cairo, 1.05 * q, 0.8 * q);
	cairo_line_to(symbol->cairo, -1.05 * q, 0.8 * q);
	cairo_close_path(symbol->cairo);
	tk_canvas_fill(canvas, tk_pen_ink(symbol->pen, TK_ALERT));
	tk_draw_rect(canvas, -w / 2, -0.35 * q, w, 0.62 * q, white);
	tk_draw_rect(canvas, -w / 2, 0.42 * q, w, w, white);
}

static void draw_dash(const struct symbol *symbol)
{
	double half = 0.8 * symbol->r;

	tk_draw_line(symbol->pen->canvas, -half, 0, half, 0, DASH_PT,
		     tk_pen_ink(symbol->pen, TK_INK));
}

static void draw_hatch(const struct symbol *symbol)
{
	tk_draw_hatch(symbol->pen->canvas, -symbol->r, -symbol->r, 2 * symbol->r, 2 * symbol->r,
		      HATCH_PITCH, tk_pen_ink(symbol->pen, TK_KEY));
}

static void (*const marks[TK_N_MARKS])(const struct symbol *symbol) = {
	[TK_MARK_NOT_STARTED] = ring,
	[TK_MARK_IN_PROGRESS] = draw_half,
	[TK_MARK_ON_SCHEDULE] = draw_three_quarters,
	[TK_MARK_DONE] = draw_tick,
	[TK_MARK_LATE] = draw_triangle,
	[TK_MARK_NOT_APPLICABLE] = draw_dash,
	[TK_MARK_NO_DATA] = draw_hatch,
};

/* A task that a submission leaves out counts as not started, and looks like it. */
static const enum tk_mark status_marks[TK_N_STATUSES] = {
	[TK_STATUS_MISSING] = TK_MARK_NOT_STARTED,
	[TK_STATUS_NOT_STARTED] = TK_MARK_NOT_STARTED,
	[TK_STATUS_IN_PROGRESS] = TK_MARK_IN_PROGRESS,
	[TK_STATUS_ON_SCHEDULE] = TK_MARK_ON_SCHEDULE,
	[TK_STATUS_DONE] = TK_MARK_DONE,
	[TK_STATUS_NOT_APPLICABLE] = TK_MARK_NOT_APPLICABLE,
};

enum tk_mark tk_status_mark(enum tk_status status)
{
	return status_marks[status];
}

static void draw_mark(struct tk_canvas *canvas, const struct tk_shape *shape)
{
	double d = shape->size_pt;
	const struct symbol symbol = {shape->data, tk_canvas_cairo(canvas), d, d / 2 - RING_PT / 2};

	marks[shape->kind](&symbol);
}

void tk_draw_status(const struct tk_pen *pen, enum tk_mark mark, double x, double y, double d)
{
	/* The triangle is the widest: a twentieth more than its radius, and 0.3 pt. */
	double reach = 0.525 * d + 0.5;
	const struct tk_shape shape = {
		.draw = draw_mark,
		.kind = mark,
		.size_pt = d,
		.box = {-reach, -reach, 2 * reach, 2 * reach},
		.data = pen,
	};

	tk_canvas_shape(pen->canvas, &shape, x, y);
}
