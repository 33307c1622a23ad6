#include "region-imp.h"

/* Fixed places of the look. */
#define KICKER_Y 50.0
#define FOOT_RULE_Y 800.0
#define FOOT_Y 812.0
#define FOOT_LINE_PT 10.5
#define FOOT_GAP 14.0
#define HEAD_BASELINE 13.5
#define HAIRLINE_PT 0.35
#define SYMBOL_PT 7.5

/* The look's type table for A4: size, weight, display family, colour, leading. */
static const struct {
	double size_pt;
	int weight;
	bool display;
	enum tk_ink ink;
	double leading_pt;
} roles[TK_N_A4_ROLES] = {
	[TK_A4_KICKER] = {9, 600, false, TK_DEEP, 12},
	[TK_A4_ASIDE] = {9, 400, false, TK_INK2, 12},
	[TK_A4_ASIDE_STRONG] = {9, 600, false, TK_INK, 12},
	[TK_A4_NAME] = {30, 600, true, TK_INK, 33},
	[TK_A4_LEAD] = {11, 400, false, TK_INK, 15.5},
	[TK_A4_SECTION] = {10, 600, false, TK_INK, 13},
	[TK_A4_SECTION_NOTE] = {8, 400, false, TK_INK2, 10.5},
	[TK_A4_KEY_LABEL] = {9, 600, false, TK_INK, 12},
	[TK_A4_KEY_FIGURE] = {25, 600, true, TK_INK, 28},
	[TK_A4_KEY_RANK] = {8.5, 500, false, TK_INK, 11},
	[TK_A4_KEY_NOTE] = {8.5, 400, false, TK_INK2, 11},
	[TK_A4_BODY] = {8.5, 400, false, TK_INK, 12},
	[TK_A4_STRONG] = {8.5, 600, false, TK_INK, 11},
	[TK_A4_CELL] = {8.5, 400, false, TK_INK, 10.5},
	[TK_A4_CELL2] = {8.5, 400, false, TK_INK2, 10.5},
	[TK_A4_CELL_STRONG] = {8.5, 700, false, TK_INK, 10.5},
	[TK_A4_MISSING] = {8.5, 600, false, TK_ALERT, 10.5},
	[TK_A4_NUMBER] = {9, 600, false, TK_INK, 11},
	[TK_A4_TASK] = {8.2, 500, false, TK_INK, 10.5},
	[TK_A4_COLUMN] = {8, 600, false, TK_INK2, 10},
	[TK_A4_AREA] = {8, 700, false, TK_INK, 10},
	[TK_A4_AREA_COUNT] = {8, 500, false, TK_INK2, 10},
	[TK_A4_GROUP] = {8, 400, false, TK_INK, 9.6},
	[TK_A4_NOTE] = {8, 400, false, TK_INK2, 10.5},
	[TK_A4_SMALL] = {8, 400, false, TK_INK, 9.6},
	[TK_A4_SMALL2] = {8, 400, false, TK_INK2, 9.6},
	[TK_A4_SMALL_TASK] = {8, 500, false, TK_INK, 9.6},
	[TK_A4_SMALL_NOTE] = {7.5, 400, false, TK_INK2, 9.5},
	[TK_A4_QUALITY] = {17, 600, true, TK_INK, 20},
	[TK_A4_AXIS] = {7.5, 400, false, TK_INK2, 9.5},
	[TK_A4_FOOT] = {7.5, 400, false, TK_INK3, FOOT_LINE_PT},
	[TK_A4_PAGE] = {8, 600, false, TK_INK2, FOOT_LINE_PT},
};

/** Texts in columns of tables: long words are hyphenated rather than cut. */
static const bool narrow[TK_N_A4_ROLES] = {
	[TK_A4_STRONG] = true, [TK_A4_CELL] = true,       [TK_A4_CELL2] = true,
	[TK_A4_TASK] = true,   [TK_A4_GROUP] = true,      [TK_A4_SMALL] = true,
	[TK_A4_SMALL2] = true, [TK_A4_SMALL_TASK] = true,
};

/* ---- Text ---- */

struct tk_text_style tk_a4_style(const struct tk_region_doc *rd, enum tk_a4_role role,
				 enum tk_align align)
{
	return (struct tk_text_style){
		.size_pt = roles[role].size_pt,
		.weight = roles[role].weight,
		.display = roles[role].display,
		.align = align,
		.colour = tk_pen_ink(&rd->doc.pen, roles[role].ink),
		.leading_pt = roles[role].leading_pt,
		.bold_weight = 600,
		.lang = rd->doc.pen.lang,
		.hyphenate = narrow[role],
	};
}

double tk_a4_leading(enum tk_a4_role role)
{
	return roles[role].leading_pt;
}

double tk_a4_text(const struct tk_region_doc *rd, enum tk_a4_role role, enum tk_align align,
		  double x, double baseline_y, const char *text)
{
	struct tk_text_style style = tk_a4_style(rd, role, align);

	return tk_draw_text(rd->doc.pen.canvas, x, baseline_y, text, &style);
}

double tk_a4_width(const struct tk_region_doc *rd, enum tk_a4_role role, const char *text)
{
	struct tk_text_style style = tk_a4_style(rd, role, TK_LEFT);

	return tk_text_width(tk_canvas_fonts(rd->doc.pen.canvas), text, &style);
}

unsigned tk_a4_lines(const struct tk_region_doc *rd, enum tk_a4_role role, double width_pt,
		     const char *text)
{
	struct tk_text_style style = tk_a4_style(rd, role, TK_LEFT);

	return MAX(1, tk_pen_lines(&rd->doc.pen, &style, width_pt, text));
}

double tk_a4_block(const struct tk_region_doc *rd, enum tk_a4_role role, double x,
		   double baseline_y, double width_pt, const char *text)
{
	struct tk_text_style style = tk_a4_style(rd, role, TK_LEFT);
	unsigned n = tk_pen_block(&rd->doc.pen, &style, x, baseline_y, width_pt, text);

	return baseline_y + n * style.leading_pt;
}

double tk_a4_paragraph(const struct tk_region_doc *rd, enum tk_a4_role role, double x,
		       double baseline_y, double width_pt, const char *text)
{
	tk_pen_begin(&rd->doc.pen, "P", rd->doc.pen.lang);
	double next = tk_a4_block(rd, role, x, baseline_y, width_pt, text);

	tk_pen_end(&rd->doc.pen);
	return next;
}

GPtrArray *tk_a4_split(const struct tk_region_doc *rd, enum tk_a4_role role, double width_pt,
		       const char *text)
{
	struct tk_text_style style = tk_a4_style(rd, role, TK_LEFT);

	return tk_text_split(tk_canvas_fonts(rd->doc.pen.canvas), width_pt, text, &style);
}

void tk_a4_hairline(const struct tk_region_doc *rd, double x, double right_x, double y)
{
	const struct tk_region_stroke line = {.x = x, .y = y, .right_x = right_x};

	g_array_append_val(rd->hairlines, line);
}

void tk_a4_symbol(const struct tk_region_doc *rd, enum tk_mark mark, double x, double y)
{
	const struct tk_region_stroke symbol = {.x = x, .y = y, .mark = mark};

	g_array_append_val(rd->symbols, symbol);
}

/* ---- Pages ---- */

/* A long name takes the place of the kicker, whose words the foot has too. */
static void draw_running_head(const struct tk_region_doc *rd)
{
	double w = tk_a4_width(rd, TK_A4_ASIDE_STRONG, tk_summary_name(rd));

	tk_pen_begin_artifact(&rd->doc.pen);
	if (w + FOOT_GAP + tk_a4_width(rd, TK_A4_KICKER, rd->kicker) <= TK_A4_TEXT_W)
		tk_a4_text(rd, TK_A4_KICKER, TK_LEFT, TK_A4_X0, KICKER_Y, rd->kicker);
	tk_a4_text(rd, TK_A4_ASIDE_STRONG, TK_RIGHT, TK_A4_X1, KICKER_Y, tk_summary_name(rd));
	tk_pen_end(&rd->doc.pen);
}

void tk_region_page(struct tk_region_doc *rd)
{
	rd->doc.n_pages++;
	rd->y = TK_A4_TOP;
	rd->empty = true;
	rd->closed = false;
	if (rd->counting)
		return;
	g_autofree char *label = g_strdup_printf("%u", rd->doc.n_pages);

	tk_canvas_page(rd->doc.pen.canvas, TK_A4_W, TK_A4_H, label);
	if (rd->doc.n_pages > 1)
		draw_running_head(rd);
}

/* The foot's lines end where what stands at their right begins: file names may be long. */
static void draw_foot_line(const struct tk_region_doc *rd, double y, const char *text, double room)
{
	struct tk_text_style style = tk_a4_style(rd, TK_A4_FOOT, TK_LEFT);
	double w = tk_a4_width(rd, TK_A4_FOOT, text);

	if (w > room)
		style.size_pt *= room / w;
	tk_draw_text(rd->doc.pen.canvas, TK_A4_X0, y, text, &style);
}

/* What the page was made from: read on the last page alone. */
static void draw_sources(const struct tk_region_doc *rd, const char *type, double number_w)
{
	const struct tk_pen *pen = &rd->doc.pen;

	tk_pen_begin(pen, type, pen->lang);
	draw_foot_line(rd, FOOT_Y, rd->totals, TK_A4_TEXT_W - FOOT_GAP - number_w);
	draw_foot_line(rd, FOOT_Y + FOOT_LINE_PT, rd->source,
		       TK_A4_TEXT_W - FOOT_GAP - tk_a4_width(rd, TK_A4_FOOT, rd->document));
	tk_pen_end(pen);
}

/* The hairlines and symbols of the page. */
static void draw_strokes(const struct tk_region_doc *rd)
{
	const struct tk_pen *pen = &rd->doc.pen;
	cairo_t *cairo = tk_canvas_cairo(pen->canvas);

	tk_canvas_save(pen->canvas);
	cairo_set_line_width(cairo, HAIRLINE_PT);
	for (unsigned i = 0; i < rd->hairlines->len; i++) {
		const struct tk_region_stroke *line =
			&g_array_index(rd->hairlines, struct tk_region_stroke, i);

		cairo_move_to(cairo, line->x, line->y);
		cairo_line_to(cairo, line->right_x, line->y);
	}
	tk_canvas_stroke(pen->canvas, tk_pen_ink(pen, TK_HAIR));
	tk_canvas_restore(pen->canvas);
	for (unsigned i = 0; i < rd->symbols->len; i++) {
		const struct tk_region_stroke *symbol =
			&g_array_index(rd->symbols, struct tk_region_stroke, i);

		tk_draw_status(pen, symbol->mark, symbol->x, symbol->y, SYMBOL_PT);
	}
	g_array_set_size(rd->hairlines, 0);
	g_array_set_size(rd->symbols, 0);
}

static void draw_foot(const struct tk_region_doc *rd, const char *type)
{
	const struct tk_pen *pen = &rd->doc.pen;
	g_autofree char *page = tk_format_int(pen->lang, rd->doc.n_pages);
	g_autofree char *all = tk_format_int(pen->lang, rd->n_all_pages);
	g_autofree char *number = tk_text_format(pen->texts, pen->lang, "region.page", "page", page,
						 "pages", all, NULL);

	if (rd->counting)
		return;
	tk_pen_begin_artifact(pen);
	draw_strokes(rd);
	tk_draw_line(pen->canvas, TK_A4_X0, FOOT_RULE_Y, TK_A4_X1, FOOT_RULE_Y, 0.5,
		     tk_pen_ink(pen, TK_RULE));
	double w = tk_a4_text(rd, TK_A4_PAGE, TK_RIGHT, TK_A4_X1, FOOT_Y, number);

	tk_a4_text(rd, TK_A4_FOOT, TK_RIGHT, TK_A4_X1, FOOT_Y + FOOT_LINE_PT, rd->document);
	tk_pen_end(pen);
	draw_sources(rd, type, w);
}

void tk_region_last_foot(const struct tk_region_doc *rd)
{
	draw_foot(rd, "Note");
}

void tk_region_turn(struct tk_region_doc *rd)
{
	draw_foot(rd, "Artifact");
	tk_region_page(rd);
}

void tk_region_continue(struct tk_region_doc *rd, const char *title_key, double w)
{
	const struct tk_pen *pen = &rd->doc.pen;
	g_autofree char *title = tk_text_format(pen->texts, pen->lang, "page.continued", "page",
						tk_doc_text(&rd->doc, title_key), NULL);

	tk_region_turn(rd);
	tk_pen_begin_artifact(pen);
	tk_region_head(rd, TK_A4_X0, TK_A4_TOP, w, title, NULL);
	tk_pen_end(pen);
}

/* ---- Sections ---- */

static double section_gap(const struct tk_region_doc *rd)
{
	return rd->empty ? 0 : TK_A4_GAP;
}

void tk_region_need(struct tk_region_doc *rd, double height_pt)
{
	if (rd->closed || (!rd->empty && rd->y + section_gap(rd) + height_pt > TK_A4_BOTTOM))
		tk_region_turn(rd);
}

void tk_region_head(const struct tk_region_doc *rd, double x, double y, double w, const char *title,
		    const char *note)
{
	const struct tk_pen *pen = &rd->doc.pen;

	tk_pen_begin_artifact(pen);
	tk_draw_line(pen->canvas, x, y, x + w, y, 0.75, tk_pen_ink(pen, TK_INK));
	tk_pen_end(pen);
	tk_pen_begin(pen, "H2", pen->lang);
	tk_a4_text(rd, TK_A4_SECTION, TK_LEFT, x, y + HEAD_BASELINE, title);
	tk_pen_end(pen);
	if (!note || !*note)
		return;
	tk_pen_begin(pen, "P", pen->lang);
	tk_a4_text(rd, TK_A4_SECTION_NOTE, TK_RIGHT, x + w, y + HEAD_BASELINE, note);
	tk_pen_end(pen);
}

void tk_region_begin(struct tk_region_doc *rd, const char *title, const char *note,
		     double height_pt)
{
	tk_region_need(rd, TK_A4_HEAD + height_pt);
	rd->y += section_gap(rd);
	rd->empty = false;
	if (!rd->counting) {
		tk_canvas_bookmark(rd->doc.pen.canvas, 1, title);
		tk_region_head(rd, TK_A4_X0, rd->y, TK_A4_TEXT_W, title, note);
	}
	rd->y += TK_A4_HEAD;
}

void tk_region_table(struct tk_region_doc *rd, struct tk_table *table)
{
	unsigned n_pages;

	if (!rd->counting) {
		rd->y = tk_draw_table(rd->doc.pen.canvas, table);
	} else {
		rd->y = tk_table_end(table, &n_pages);
		rd->doc.n_pages += n_pages - 1;
	}
	rd->empty = false;
}

/* One that no page holds: line by line, the marks of bold words left out. */
static void lay_lines(struct tk_region_doc *rd, enum tk_a4_role role, const char *text)
{
	g_autoptr(GPtrArray) lines = tk_a4_split(rd, role, TK_A4_TEXT_W, text);
	double leading = tk_a4_leading(role);

	if (!rd->counting)
		tk_pen_begin(&rd->doc.pen, "P", rd->doc.pen.lang);
	for (unsigned i = 0; i < lines->len; i++) {
		if (rd->y + leading > TK_A4_BOTTOM)
			tk_region_turn(rd);
		rd->y += leading;
		rd->empty = false;
		if (!rd->counting)
			tk_a4_text(rd, role, TK_LEFT, TK_A4_X0, rd->y - 1, lines->pdata[i]);
	}
	if (!rd->counting)
		tk_pen_end(&rd->doc.pen);
}

double tk_region_text_need(const struct tk_region_doc *rd, enum tk_a4_role role,
			   const char *paragraph)
{
	double leading = tk_a4_leading(role);
	double height = tk_a4_lines(rd, role, TK_A4_TEXT_W, paragraph) * leading;

	return height > TK_A4_BOTTOM - TK_A4_TOP ? 2 * leading : height;
}

void tk_region_text(struct tk_region_doc *rd, enum tk_a4_role role, char *const *paragraphs)
{
	double leading = tk_a4_leading(role);

	for (; *paragraphs; paragraphs++) {
		double height = tk_a4_lines(rd, role, TK_A4_TEXT_W, *paragraphs) * leading;

		if (height > TK_A4_BOTTOM - TK_A4_TOP) {
			lay_lines(rd, role, *paragraphs);
			continue;
		}
		if (rd->y + height > TK_A4_BOTTOM)
			tk_region_turn(rd);
		if (!rd->counting)
			tk_a4_paragraph(rd, role, TK_A4_X0, rd->y + leading - 1, TK_A4_TEXT_W,
					*paragraphs);
		rd->y += height + 2;
		rd->empty = false;
	}
}
