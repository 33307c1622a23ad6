#include "tilannekuva/chart.h"

#define PADDING 6.0

void tk_draw_no_data(const struct tk_pen *pen, double x, double y, double w, double h)
{
	tk_draw_hatch(pen->canvas, x, y, w, h, 4, tk_pen_ink(pen, TK_KEY));
}

static struct tk_text_style reason_style(const struct tk_pen *pen)
{
	return tk_role_style(pen, TK_ROLE_REASON, TK_CENTRE);
}

unsigned tk_reason_lines(const struct tk_pen *pen, double w, const char *reason)
{
	struct tk_text_style style = reason_style(pen);

	return tk_pen_lines(pen, &style, w - 4 * PADDING, reason);
}

void tk_draw_reason(const struct tk_pen *pen, double x, double y, double w, double h,
		    const char *reason)
{
	struct tk_text_style style = reason_style(pen);
	unsigned n = tk_reason_lines(pen, w, reason);
	double text_w = w - 4 * PADDING, middle = x + w / 2;
	double first_y = y + h / 2 + style.size_pt * 0.36 - (n - 1) * style.leading_pt / 2;

	if (n == 1)
		text_w = tk_text_width(tk_canvas_fonts(pen->canvas), reason, &style);
	tk_pen_begin_artifact(pen);
	tk_draw_rect(pen->canvas, middle - text_w / 2 - PADDING, y + 0.5, text_w + 2 * PADDING,
		     h - 1, tk_pen_ink(pen, TK_WHITE));
	tk_pen_end(pen);
	if (n == 1)
		tk_draw_text(pen->canvas, middle, first_y, reason, &style);
	else
		tk_pen_block(pen, &style, middle, first_y, text_w, reason);
}
