#include "tilannekuva/chart.h"

/* Longer than this, the words go into two lines. */
#define LONG_LINE 70.0

/* What the figure is of stands to its right, the last line on the figure's baseline. */
static void draw_of(const struct tk_pen *pen, double x, double baseline_y, double w,
		    const char *text)
{
	struct tk_text_style style = tk_role_style(pen, TK_ROLE_FIGURE_OF, TK_LEFT);
	double whole_w = tk_pen_width(pen, TK_ROLE_FIGURE_OF, text);

	for (double part = 0.5; whole_w > LONG_LINE && part < 1; part += 0.1) {
		if (part * whole_w < w && tk_pen_lines(pen, &style, part * whole_w, text) == 2) {
			w = part * whole_w;
			break;
		}
	}
	unsigned n = tk_pen_lines(pen, &style, w, text);

	tk_pen_block(pen, &style, x, baseline_y - (n - 1) * style.leading_pt, w, text);
}

void tk_draw_key_figure(const struct tk_pen *pen, double x, double y, double w,
			const struct tk_key_figure *figure)
{
	bool arrow = figure->change && figure->arrow != TK_NO_ARROW;

	tk_pen_begin_artifact(pen);
	tk_draw_line(pen->canvas, x, y, x + w, y, 1, tk_pen_ink(pen, TK_INK));
	tk_pen_end(pen);
	tk_pen_begin(pen, "H3", pen->lang);
	tk_pen_text(pen, TK_ROLE_SECTION, TK_LEFT, x, y + 18, figure->label);
	tk_pen_end(pen);
	tk_pen_begin(pen, "P", pen->lang);
	double figure_w = tk_pen_text(pen, TK_ROLE_FIGURE, TK_LEFT, x, y + 58, figure->value) + 10;

	if (figure->of)
		draw_of(pen, x + figure_w, y + 58, w - figure_w, figure->of);
	tk_pen_end(pen);
	if (!figure->change)
		return;
	if (arrow)
		tk_draw_arrow(pen, x + 4, y + 76, 7, figure->arrow, TK_DEEP);
	tk_pen_begin(pen, "P", pen->lang);
	tk_pen_paragraph(pen, TK_ROLE_FIGURE_CHANGE, x + (arrow ? 13 : 0), y + 79.5,
			 w - (arrow ? 13 : 0), figure->change);
	tk_pen_end(pen);
}
