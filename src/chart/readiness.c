#include "tilannekuva/chart.h"

/* White between done and under way, which are too near each other in grey. */
#define GAP 0.75

static double part(struct tk_share share, double w)
{
	return share.n > 0 ? w * (double)share.k / (double)share.n : 0;
}

void tk_draw_readiness_bar(const struct tk_pen *pen, double x, double y, double w, double h,
			   struct tk_share done, struct tk_share under_way)
{
	double done_w = part(done, w), under_w = part(under_way, w);
	double gap = done_w > 0 ? GAP : 0;

	tk_draw_rect(pen->canvas, x, y, w, h, tk_pen_ink(pen, TK_TRACK));
	if (done_w > 0)
		tk_draw_rect(pen->canvas, x, y, done_w, h, tk_pen_ink(pen, TK_DEEP));
	if (under_w > 0) {
		tk_draw_rect(pen->canvas, x + done_w, y, gap, h, tk_pen_ink(pen, TK_WHITE));
		if (under_w > gap)
			tk_draw_rect(pen->canvas, x + done_w + gap, y, under_w - gap, h,
				     tk_pen_ink(pen, TK_MID));
	}
	tk_draw_line(pen->canvas, x + w, y - 1.5, x + w, y + h + 1.5, 0.75,
		     tk_pen_ink(pen, TK_KEY));
}
