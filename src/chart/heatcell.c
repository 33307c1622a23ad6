#include "tilannekuva/chart.h"

/* Glyph's left edge and number's right edge stand this far from the middle, less in narrow cells.
 */
#define REACH 24.0

static double reach(double w)
{
	return MIN(REACH, w / 2 - 2);
}

void tk_draw_heat_fill(const struct tk_pen *pen, double x, double y, double w, double h,
		       struct tk_share share, const struct tk_period *period)
{
	const double unit = 0.9;

	if (share.n == 0) {
		tk_draw_hatch(pen->canvas, x, y, w, h, 4, tk_pen_ink(pen, TK_KEY));
		tk_draw_rect(pen->canvas, x + w / 2 - 7, y + 1, 14, h - 2,
			     tk_pen_ink(pen, TK_WHITE));
		return;
	}
	unsigned k = tk_period_class(period, tk_percent(share));

	tk_draw_class(pen, x, y, w, h, k, period->n_classes);
	tk_draw_steps(pen, x + w / 2 - reach(w), y + h / 2 + 3.9 * unit, k, period->n_classes,
		      tk_theme_class_text(pen->theme, k, period->n_classes), unit);
}

void tk_draw_heat_number(const struct tk_pen *pen, double x, double y, double w, double h,
			 struct tk_share share, const struct tk_period *period, double size_pt,
			 bool strong)
{
	struct tk_text_style style = tk_role_style(pen, TK_ROLE_HEAT, TK_RIGHT);
	g_autofree char *text = tk_pen_percent(pen, share);
	double baseline_y = y + h / 2 + size_pt * 0.36;

	style.size_pt = size_pt;
	style.weight = strong ? 700 : 500;
	if (share.n == 0) {
		style.align = TK_CENTRE;
		tk_draw_text(pen->canvas, x + w / 2, baseline_y, text, &style);
		return;
	}
	unsigned k = tk_period_class(period, tk_percent(share));

	style.weight = strong || k == 0 ? 700 : 500;
	style.colour = tk_theme_class_text(pen->theme, k, period->n_classes);
	tk_draw_text(pen->canvas, x + w / 2 + reach(w), baseline_y, text, &style);
}
