#include "tilannekuva/chart.h"

/* The percent that class k begins at. */
static int class_from(const struct tk_period *period, unsigned k)
{
	return k == 0 ? 0 : period->class_from[k - 1];
}

char *tk_class_label(const struct tk_pen *pen, const struct tk_period *period, unsigned k)
{
	bool last = k + 1 == period->n_classes;
	int edge = last ? class_from(period, k) - 1 : class_from(period, k + 1) - (k > 0);
	g_autofree char *percent = tk_format_percent(pen->lang, edge);
	g_autofree char *from = tk_format_int(pen->lang, class_from(period, k));

	if (k == 0)
		return tk_text_format(pen->texts, pen->lang, "class.below", "percent", percent,
				      NULL);
	if (last)
		return tk_text_format(pen->texts, pen->lang, "class.above", "percent", percent,
				      NULL);
	return tk_text_format(pen->texts, pen->lang, "class.range", "from", from, "to", percent,
			      NULL);
}

/* The i-th thing of a legend, highest class first, "no data" last. */
static char *item_label(const struct tk_pen *pen, const struct tk_period *period, unsigned i)
{
	if (i == period->n_classes)
		return g_strdup(tk_text(pen->texts, pen->lang, "class.no-data"));
	return tk_class_label(pen, period, period->n_classes - 1 - i);
}

static void draw_item(const struct tk_pen *pen, const struct tk_period *period, unsigned i,
		      double x, double y, double w, double h, double unit_pt)
{
	tk_pen_begin_artifact(pen);
	if (i == period->n_classes)
		tk_draw_hatch(pen->canvas, x, y, w, h, w < 20 ? 3 : 4, tk_pen_ink(pen, TK_KEY));
	else
		tk_draw_swatch(pen, x, y, w, h, period->n_classes - 1 - i, period->n_classes,
			       unit_pt);
	tk_pen_end(pen);
}

#define SMALL_W 16.0
#define SMALL_H 10.0
#define SMALL_PITCH 12.4
#define SMALL_GAP 4.0

double tk_draw_legend_column(const struct tk_pen *pen, double x, double y,
			     const struct tk_period *period)
{
	for (unsigned i = 0; i <= period->n_classes; i++) {
		g_autofree char *label = item_label(pen, period, i);

		draw_item(pen, period, i, x, y, SMALL_W, SMALL_H, 0.78);
		tk_pen_text(pen, TK_ROLE_LEGEND_SMALL, TK_LEFT, x + SMALL_W + SMALL_GAP, y + 8.1,
			    label);
		y += SMALL_PITCH;
	}
	return y;
}

double tk_legend_column_width(const struct tk_pen *pen, const struct tk_period *period)
{
	double widest = 0;

	for (unsigned i = 0; i <= period->n_classes; i++) {
		g_autofree char *label = item_label(pen, period, i);

		widest = MAX(widest, tk_pen_width(pen, TK_ROLE_LEGEND_SMALL, label));
	}
	return SMALL_W + SMALL_GAP + widest;
}

static char *counted_label(const struct tk_pen *pen, const struct tk_period *period, unsigned i,
			   const unsigned *counts)
{
	unsigned n = i == period->n_classes ? counts[i] : counts[period->n_classes - 1 - i];
	g_autofree char *label = item_label(pen, period, i);
	g_autofree char *count = tk_format_int(pen->lang, n);

	return tk_text_format(pen->texts, pen->lang, "class.counted", "class", label, "n", count,
			      NULL);
}

double tk_draw_legend_line(const struct tk_pen *pen, double x, double baseline_y,
			   const struct tk_period *period)
{
	tk_pen_begin_artifact(pen);
	for (unsigned i = 0; i <= period->n_classes; i++) {
		unsigned item = i == period->n_classes ? i : period->n_classes - 1 - i;
		g_autofree char *label = item_label(pen, period, item);

		draw_item(pen, period, item, x, baseline_y - 9, 20, 12, 0.9);
		x += 25 + tk_pen_text(pen, TK_ROLE_LEGEND, TK_LEFT, x + 25, baseline_y, label) + 16;
	}
	tk_pen_end(pen);
	return x;
}

void tk_draw_legend_row(const struct tk_pen *pen, double right_x, double baseline_y,
			const struct tk_period *period, const unsigned *counts)
{
	double x = right_x + 16;

	for (unsigned i = 0; i <= period->n_classes; i++) {
		g_autofree char *label = counted_label(pen, period, i, counts);

		x -= 25 + tk_pen_width(pen, TK_ROLE_LEGEND, label) + 16;
	}
	tk_pen_begin(pen, "P", pen->lang);
	for (unsigned i = 0; i <= period->n_classes; i++) {
		g_autofree char *label = counted_label(pen, period, i, counts);

		draw_item(pen, period, i, x, baseline_y - 9, 20, 12, 0.9);
		x += 25 + tk_pen_text(pen, TK_ROLE_LEGEND, TK_LEFT, x + 25, baseline_y, label) + 16;
	}
	tk_pen_end(pen);
}

static void draw_legend_row_of_table(const struct tk_pen *pen, double x, double right_x, double y,
				     const struct tk_period *period, unsigned i, unsigned n)
{
	g_autofree char *label = item_label(pen, period, i);
	g_autofree char *count = tk_format_int(pen->lang, n);

	draw_item(pen, period, i, x, y - 10, 26, 14, 0.9);
	if (i < period->n_classes) {
		tk_pen_begin_artifact(pen);
		tk_draw_line(pen->canvas, x, y + 8, right_x, y + 8, 0.5, tk_pen_ink(pen, TK_HAIR));
		tk_pen_end(pen);
	}
	tk_pen_begin(pen, "TR", pen->lang);
	tk_pen_begin_th(pen, "Row", 0, pen->lang);
	tk_pen_text(pen, TK_ROLE_NAME, TK_LEFT, x + 34, y + 0.6, label);
	tk_pen_end(pen);
	tk_pen_begin_td(pen, 0, pen->lang);
	tk_pen_text(pen, TK_ROLE_NUMBER, TK_RIGHT, right_x, y + 0.6, count);
	tk_pen_end(pen);
	tk_pen_end(pen);
}

double tk_draw_legend_table(const struct tk_pen *pen, const char *counted_key, double x,
			    double right_x, double head_y, double first_y,
			    const struct tk_period *period, const unsigned *counts)
{
	double y = first_y + 10;

	tk_pen_begin(pen, "Table", pen->lang);
	tk_pen_begin(pen, "THead", pen->lang);
	tk_pen_begin(pen, "TR", pen->lang);
	tk_pen_begin_th(pen, "Column", 0, pen->lang);
	tk_pen_text(pen, TK_ROLE_COLUMN, TK_LEFT, x, head_y,
		    tk_text(pen->texts, pen->lang, "class.class"));
	tk_pen_end(pen);
	tk_pen_begin_th(pen, "Column", 0, pen->lang);
	tk_pen_text(pen, TK_ROLE_COLUMN, TK_RIGHT, right_x, head_y,
		    tk_text(pen->texts, pen->lang, counted_key));
	tk_pen_end(pen);
	tk_pen_end(pen);
	tk_pen_end(pen);
	tk_pen_begin(pen, "TBody", pen->lang);
	for (unsigned i = 0; i <= period->n_classes; i++) {
		unsigned n = i == period->n_classes ? counts[i] : counts[period->n_classes - 1 - i];

		draw_legend_row_of_table(pen, x, right_x, y, period, i, n);
		y += 21;
	}
	tk_pen_end(pen);
	tk_pen_end(pen);
	return y;
}
