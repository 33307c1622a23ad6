#include "summary-imp.h"

#define W 206.0
#define ROW_PT 21.0
/** Regions at either end; where there are few, one list has them all. */
#define AT_END 4u
/** Bars stand here unless names are longer. */
#define BAR_X 114.0
#define BAR_RIGHT 166.0
#define ARROW_X 176.0
#define LEAST_BAR_W 16.0
#define LEAST_NAME_PT 7.5

struct change_list {
	const struct tk_document *doc;
	double x;
	/** Regions with a change, largest first; owned. */
	unsigned *order;
	unsigned n;
	struct tk_scale scale;
	/** Whether names leave room for bars. */
	bool bars;
	double name_pt, name_w;
};

static int64_t points_of(const struct change_list *list, unsigned i)
{
	const struct tk_change *change =
		tk_picture_change_region(list->doc->picture, list->order[i], TK_ALL_AREAS);

	return tk_fraction_points(change->whole, 0);
}

/* Names first; bars take what room is left. */
static void fit_list(struct change_list *list)
{
	const struct tk_dataset *dataset = list->doc->picture->dataset;
	struct tk_text_style style = tk_role_style(&list->doc->pen, TK_ROLE_ROW, TK_LEFT);
	double widest = 0;

	list->name_pt = tk_names_size(&list->doc->pen, TK_ROLE_ROW, dataset->regions,
				      dataset->n_regions, BAR_X - 8);
	style.size_pt = list->name_pt;
	for (unsigned i = 0; i < list->n; i++)
		widest = MAX(widest,
			     tk_text_width(tk_canvas_fonts(list->doc->pen.canvas),
					   tk_words_region(list->doc, list->order[i]), &style));
	double bar_x = MAX(BAR_X, widest + 8);

	list->bars = BAR_RIGHT - bar_x >= LEAST_BAR_W;
	list->scale = tk_scale_new(MIN(0, points_of(list, list->n - 1)), MAX(0, points_of(list, 0)),
				   list->x + bar_x, list->x + BAR_RIGHT);
	/* Bars fill their room: this scale has no ticks. */
	list->scale.to = MAX(points_of(list, 0), 1);
	list->scale.from = MIN(0, points_of(list, list->n - 1));
	list->name_w = list->bars ? bar_x : ARROW_X - 8;
}

static void draw_rule(const struct change_list *list, double y)
{
	const struct tk_pen *pen = &list->doc->pen;

	tk_pen_begin_artifact(pen);
	tk_draw_line(pen->canvas, list->x, y, list->x + W, y, 0.5, tk_pen_ink(pen, TK_HAIR));
	tk_pen_end(pen);
}

static void draw_bar(const struct change_list *list, double y, int64_t points)
{
	const struct tk_pen *pen = &list->doc->pen;
	double from = tk_scale_x(&list->scale, MIN(0, points)),
	       to = tk_scale_x(&list->scale, MAX(0, points));

	tk_pen_begin_artifact(pen);
	if (list->bars && to > from)
		tk_draw_rect(pen->canvas, from, y + 6, to - from, 8, tk_pen_ink(pen, TK_MID));
	tk_pen_end(pen);
	tk_draw_arrow(pen, list->x + ARROW_X, y + 10, 6.5, (points > 0) - (points < 0), TK_DEEP);
}

static void draw_row(const struct change_list *list, unsigned i, double y)
{
	const struct tk_pen *pen = &list->doc->pen;
	const struct tk_names *name = &list->doc->picture->dataset->regions[list->order[i]].name;
	int64_t points = points_of(list, i);
	g_autofree char *number = tk_format_signed(pen->lang, points, 0);
	struct tk_text_style style = tk_role_style(pen, TK_ROLE_ROW, TK_LEFT);

	draw_rule(list, y);
	draw_bar(list, y, points);
	style.size_pt = list->name_pt;
	unsigned n = tk_pen_lines(pen, &style, list->name_w, tk_names_in(name, pen->lang));

	while (n > 2 && style.size_pt > LEAST_NAME_PT) {
		style.size_pt -= 0.5;
		n = tk_pen_lines(pen, &style, list->name_w, tk_names_in(name, pen->lang));
	}
	if (n > 2)
		tk_doc_overflow(list->doc, tk_names_in(name, pen->lang));
	style.leading_pt = 9.5;
	tk_pen_begin(pen, "TR", pen->lang);
	tk_pen_begin_th(pen, "Row", 0, tk_names_lang(name, pen->lang));
	tk_pen_block(pen, &style, list->x, n == 1 ? y + 14 : y + 9, list->name_w,
		     tk_names_in(name, pen->lang));
	tk_pen_end(pen);
	tk_pen_begin_td(pen, 0, pen->lang);
	tk_pen_text(pen, TK_ROLE_ROW_NUMBER, TK_RIGHT, list->x + W, y + 14, number);
	tk_pen_end(pen);
	tk_pen_end(pen);
}

/* One table: what it lists, the unit, its rows. */
static double draw_part(const struct change_list *list, const char *key, unsigned first, unsigned n,
			double y)
{
	const struct tk_pen *pen = &list->doc->pen;

	tk_pen_begin(pen, "Table", pen->lang);
	tk_pen_begin(pen, "THead", pen->lang);
	tk_pen_begin(pen, "TR", pen->lang);
	tk_pen_begin_th(pen, "Column", 0, pen->lang);
	tk_pen_text(pen, TK_ROLE_LEGEND, TK_LEFT, list->x, y, tk_doc_text(list->doc, key));
	tk_pen_end(pen);
	tk_pen_begin_th(pen, "Column", 0, pen->lang);
	tk_pen_text(pen, TK_ROLE_LEGEND, TK_RIGHT, list->x + W, y,
		    tk_doc_text(list->doc, "summary.points"));
	tk_pen_end(pen);
	tk_pen_end(pen);
	tk_pen_end(pen);
	tk_pen_begin(pen, "TBody", pen->lang);
	y += 6;
	for (unsigned i = 0; i < n; i++, y += ROW_PT)
		draw_row(list, first + i, y);
	tk_pen_end(pen);
	tk_pen_end(pen);
	draw_rule(list, y);
	return y;
}

static void order_list(struct change_list *list)
{
	const struct tk_picture *picture = list->doc->picture;
	unsigned n_all = tk_picture_order(picture, TK_BY_CHANGE, TK_ALL_AREAS, list->doc->pen.lang,
					  list->order);

	for (unsigned i = 0; i < n_all; i++) {
		if (tk_picture_change_region(picture, list->order[i], TK_ALL_AREAS)->whole.den > 0)
			list->order[list->n++] = list->order[i];
	}
}

static void draw_nothing(const struct tk_document *doc, double x, double y)
{
	const struct tk_pen *pen = &doc->pen;

	tk_draw_section(pen, x, y, tk_doc_text(doc, "summary.change-missing"));
	tk_pen_begin(pen, "P", pen->lang);
	tk_pen_paragraph(pen, TK_ROLE_REMARK, x, y + 22, W, tk_doc_text(doc, "summary.no-before"));
	tk_pen_end(pen);
}

void tk_draw_summary_change(const struct tk_document *doc, double x, double y)
{
	const struct tk_picture *picture = doc->picture;
	g_autofree unsigned *order = g_new(unsigned, picture->dataset->n_regions + 1);
	struct change_list list = {.doc = doc, .x = x, .order = order};

	if (picture->before)
		order_list(&list);
	if (list.n == 0) {
		draw_nothing(doc, x, y);
		return;
	}
	g_autofree char *since = tk_words_since(doc, "since");
	g_autofree char *head = tk_text_format(doc->pen.texts, doc->pen.lang, "summary.change",
					       "since", since, NULL);

	fit_list(&list);
	tk_draw_section(&doc->pen, x, y, head);
	if (list.n <= 2 * AT_END + 1) {
		draw_part(&list, "summary.regions", 0, list.n, y + 22);
		return;
	}
	y = draw_part(&list, "summary.most", 0, AT_END, y + 22);
	draw_part(&list, "summary.least", list.n - AT_END, AT_END, y + 21);
}
