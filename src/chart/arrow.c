#include "tilannekuva/chart.h"

/* The kinds of the shape. */
enum { UNCHANGED, UP, DOWN };

static void draw(struct tk_canvas *canvas, const struct tk_shape *shape)
{
	cairo_t *cairo = tk_canvas_cairo(canvas);
	double half = shape->size_pt / 2, tip = shape->kind == UP ? -half : half;

	if (shape->kind == UNCHANGED) {
		tk_draw_rect(canvas, -half, -0.75, shape->size_pt, 1.5, shape->colour);
		return;
	}
	cairo_move_to(cairo, 0, tip);
	cairo_line_to(cairo, half, -tip * 0.8);
	cairo_line_to(cairo, -half, -tip * 0.8);
	cairo_close_path(cairo);
	tk_canvas_fill(canvas, shape->colour);
}

void tk_draw_arrow(const struct tk_pen *pen, double x, double y, double size_pt, int sign,
		   enum tk_ink ink)
{
	double half = size_pt / 2 + 0.5;
	const struct tk_shape shape = {
		.draw = draw,
		.kind = sign == 0  ? UNCHANGED
			: sign > 0 ? UP
				   : DOWN,
		.size_pt = size_pt,
		.colour = tk_pen_ink(pen, sign == 0 ? TK_INK2 : ink),
		.box = {-half, -half, 2 * half, 2 * half},
	};

	tk_pen_begin_artifact(pen);
	tk_canvas_shape(pen->canvas, &shape, x, y);
	tk_pen_end(pen);
}
