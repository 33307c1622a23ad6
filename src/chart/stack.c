#include "tilannekuva/chart.h"

/* White between parts, the edge of light ones, and the mark where the whole ends. */
#define GAP 1.1
#define EDGE_PT 0.75
#define TICK_OUT 2.0

static void draw_part(const struct tk_pen *pen, double x, double y, double w, double h,
		      const struct tk_stack_part *part)
{
	tk_draw_rect(pen->canvas, x, y, w, h, part->fill);
	if (part->edged)
		tk_draw_frame(pen->canvas, x, y, w, h, EDGE_PT, tk_pen_ink(pen, TK_KEY));
}

void tk_draw_stack(const struct tk_pen *pen, double x, double y, double w, double h,
		   const struct tk_stack_part *parts, unsigned n_parts, int64_t whole)
{
	double unit = whole > 0 ? w / (double)whole : 0, at = x;
	bool first = true;

	for (unsigned i = 0; i < n_parts; i++) {
		double part_w = (double)parts[i].n * unit, gap = first ? 0 : MIN(GAP, part_w / 2);

		if (part_w <= 0)
			continue;
		draw_part(pen, at + gap, y, part_w - gap, h, &parts[i]);
		at += part_w;
		first = false;
	}
	tk_draw_line(pen->canvas, x + w, y - TICK_OUT, x + w, y + h + TICK_OUT, EDGE_PT,
		     tk_pen_ink(pen, TK_KEY));
}

double tk_draw_stack_swatch(const struct tk_pen *pen, double x, double baseline_y,
			    const struct tk_stack_part *part, const char *label)
{
	tk_pen_begin_artifact(pen);
	draw_part(pen, x, baseline_y - 8, 14, 9, part);
	tk_pen_end(pen);
	return x + 19 + tk_pen_text(pen, TK_ROLE_LEGEND, TK_LEFT, x + 19, baseline_y, label);
}

void tk_draw_count_bar(const struct tk_pen *pen, double x, double y, double h, double unit_pt,
		       int64_t now, int64_t before, enum tk_ink ink)
{
	double middle = y + h / 2, mark_x = x + (double)before * unit_pt;

	if (now > 0)
		tk_draw_rect(pen->canvas, x, y, (double)now * unit_pt, h, tk_pen_ink(pen, ink));
	if (before < 0)
		return;
	tk_draw_level(pen, mark_x, middle - 7, 14);
}
