#include "tilannekuva/chart.h"

/* Heights of the glyph's bars in its unit: from 2.2 to 7.9 whatever their number. */
#define BAR_W 1.8
#define BAR_PITCH 2.5
#define LOWEST 2.2
#define HIGHEST 7.9
#define STUB 0.7

double tk_steps_width(unsigned n, double unit_pt)
{
	return (BAR_PITCH * (n - 1) + BAR_W) * unit_pt;
}

void tk_draw_steps(const struct tk_pen *pen, double x, double base_y, unsigned k, unsigned n,
		   struct tk_colour colour, double unit_pt)
{
	cairo_t *cairo = tk_canvas_cairo(pen->canvas);

	for (unsigned i = 0; i < n; i++) {
		double whole = LOWEST + (HIGHEST - LOWEST) * i / (n - 1);
		double h = (i <= k ? whole : STUB) * unit_pt;

		cairo_rectangle(cairo, x + i * BAR_PITCH * unit_pt, base_y - h, BAR_W * unit_pt, h);
	}
	tk_canvas_fill(pen->canvas, colour);
}

void tk_draw_class(const struct tk_pen *pen, double x, double y, double w, double h, unsigned k,
		   unsigned n)
{
	tk_draw_rect(pen->canvas, x, y, w, h, tk_theme_class_fill(pen->theme, k, n));
	if (k == 0)
		tk_draw_frame(pen->canvas, x, y, w, h, 1, tk_pen_ink(pen, TK_WARM_FRAME));
}

void tk_draw_swatch(const struct tk_pen *pen, double x, double y, double w, double h, unsigned k,
		    unsigned n, double unit_pt)
{
	double glyph_x = x + (w - tk_steps_width(n, unit_pt)) / 2;

	tk_draw_class(pen, x, y, w, h, k, n);
	tk_draw_steps(pen, glyph_x, y + h / 2 + 3.9 * unit_pt, k, n,
		      tk_theme_class_text(pen->theme, k, n), unit_pt);
}
