#include "tilannekuva/chart.h"

#define TICKS 4
#define GRID_PT 0.5
#define AXIS_PT 0.75
#define REFERENCE_PT 1.25
#define LEVEL_PT 1.5
#define HALO_PT 4.0
/** The marker stands out of the bar by so much. */
#define LEVEL_OUT 1.7

static double share_x(const struct tk_share_bar *bar, int64_t num, int64_t den)
{
	return bar->x + bar->w * (double)num / (double)den;
}

static void draw_grid(const struct tk_pen *pen, const struct tk_share_bar *bar)
{
	for (int i = 0; i <= TICKS; i++) {
		double x = share_x(bar, i, TICKS);

		tk_draw_line(pen->canvas, x, bar->y, x, bar->y + bar->h, i ? GRID_PT : AXIS_PT,
			     tk_pen_ink(pen, i ? TK_HAIR : TK_INK));
	}
}

void tk_draw_level(const struct tk_pen *pen, double x, double y, double h)
{
	tk_draw_line(pen->canvas, x, y, x, y + h, HALO_PT, tk_pen_ink(pen, TK_WHITE));
	tk_draw_line(pen->canvas, x, y, x, y + h, LEVEL_PT, tk_pen_ink(pen, TK_INK));
}

static enum tk_ink bar_ink(const struct tk_share_bar *bar)
{
	struct tk_share reference = {bar->reference.num, bar->reference.den};

	return reference.n > 0 && tk_share_compare(bar->share, reference) < 0 ? TK_MID : TK_DEEP;
}

void tk_draw_share_bar(const struct tk_pen *pen, const struct tk_share_bar *bar)
{
	double bar_y = bar->y + (bar->h - bar->bar_pt) / 2;

	tk_pen_begin_artifact(pen);
	if (bar->grid)
		draw_grid(pen, bar);
	if (bar->reference.den > 0) {
		double x = share_x(bar, bar->reference.num, bar->reference.den);

		tk_draw_line(pen->canvas, x, bar->y, x, bar->y + bar->h, REFERENCE_PT,
			     tk_pen_ink(pen, TK_ALERT));
	}
	if (bar->share.k > 0)
		tk_draw_rect(pen->canvas, bar->x, bar_y,
			     share_x(bar, bar->share.k, bar->share.n) - bar->x, bar->bar_pt,
			     tk_pen_ink(pen, bar_ink(bar)));
	if (bar->before.n > 0)
		tk_draw_level(pen, share_x(bar, bar->before.k, bar->before.n), bar_y - LEVEL_OUT,
			      bar->bar_pt + 2 * LEVEL_OUT);
	tk_pen_end(pen);
}

void tk_draw_share_axis(const struct tk_pen *pen, double x, double w, double baseline_y)
{
	for (int i = 0; i <= TICKS; i++) {
		int percent = 100 * i / TICKS;
		g_autofree char *label = i == TICKS ? tk_format_percent(pen->lang, percent)
						    : tk_format_int(pen->lang, percent);

		tk_pen_text(pen, TK_ROLE_AXIS, TK_CENTRE, x + w * i / TICKS, baseline_y, label);
	}
}
