#include "tilannekuva/chart.h"

void tk_draw_arrow(const struct tk_pen *pen, double x, double y, double size_pt, int sign,
		   enum tk_ink ink)
{
	cairo_t *cairo = tk_canvas_cairo(pen->canvas);
	double half = size_pt / 2, tip = sign > 0 ? -half : half,
	       foot = sign > 0 ? half * 0.8 : -half * 0.8;

	tk_pen_begin_artifact(pen);
	if (sign == 0) {
		tk_draw_rect(pen->canvas, x - half, y - 0.75, size_pt, 1.5,
			     tk_pen_ink(pen, TK_INK2));
	} else {
		cairo_move_to(cairo, x, y + tip);
		cairo_line_to(cairo, x + half, y + foot);
		cairo_line_to(cairo, x - half, y + foot);
		cairo_close_path(cairo);
		tk_canvas_fill(pen->canvas, tk_pen_ink(pen, ink));
	}
	tk_pen_end(pen);
}
