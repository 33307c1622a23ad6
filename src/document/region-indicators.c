#include "region-imp.h"

#include <math.h>

/* Communication indicators, now and in the period before. */
#define HEAD_BASELINE 26.0
#define ROWS_AFTER 30.0
#define ROW_PT 15.6
#define BASELINE 10.5
#define LINE_PT 10.0
/** From the right edge: values, arrows, values before; values are at least so wide. */
#define GAP 5.0
#define ARROW_W 6.0
#define VALUE_W 30.0
#define NAME_GAP 8.0
/** Values beyond this are told with an exponent. */
#define MOST_VALUE 9e12
#define MOST_DECIMALS 6u

struct indicators {
	struct tk_region_doc *rd;
	const struct tk_submission *now, *before;
	double x, right_x, head_y;
	/** Right edges of the values, the middle of the arrows, where names end. */
	double now_x, arrow_x, before_x, names_x;
};

/* Whole numbers as such, others with one decimal; small ones with so many that they are not 0. */
static char *value_text(const struct indicators *all, double value)
{
	enum tk_lang lang = all->rd->doc.pen.lang;
	unsigned n_decimals = 1;
	double scaled = value * 10;

	if (!(fabs(value) < MOST_VALUE))
		return g_strdup_printf("%.3g", value);
	if (fabs(value - round(value)) < 1e-9)
		return tk_format_int(lang, (int64_t)round(value));
	for (; fabs(scaled) < 0.5 && n_decimals < MOST_DECIMALS; n_decimals++)
		scaled *= 10;
	return tk_format_decimal(lang, (int64_t)round(scaled), n_decimals);
}

static const struct tk_indicator *earlier(const struct indicators *all, unsigned row)
{
	return all->before ? tk_submission_indicator(all->before, &all->now->indicators[row])
			   : NULL;
}

/* Columns as wide as what stands in them. */
static void fit_columns(struct indicators *all)
{
	const struct tk_region_doc *rd = all->rd;
	double now_w = VALUE_W, before_w = VALUE_W;

	for (unsigned i = 0; i < all->now->n_indicators; i++) {
		const struct tk_indicator *indicator = &all->now->indicators[i];
		const struct tk_indicator *before = earlier(all, i);
		g_autofree char *value = value_text(all, indicator->value);
		g_autofree char *was = before ? value_text(all, before->value) : g_strdup("");

		now_w = MAX(now_w, tk_a4_width(rd, TK_A4_NUMBER, value));
		before_w = MAX(before_w, tk_a4_width(rd, TK_A4_CELL2, was));
	}
	all->now_x = all->right_x;
	all->arrow_x = all->now_x - now_w - GAP - ARROW_W / 2;
	all->before_x = all->arrow_x - ARROW_W / 2 - GAP;
	all->names_x = all->before_x - before_w - NAME_GAP;
}

static struct indicators indicators_of(struct tk_region_doc *rd, double x, double w)
{
	const struct tk_picture *picture = rd->doc.picture;
	struct indicators all = {
		.rd = rd,
		.now = &rd->shown->round->submissions[rd->region],
		.before = rd->shown == picture->now && picture->before
				  ? &picture->before->round->submissions[rd->region]
				  : NULL,
		.x = x,
		.right_x = x + w,
	};

	fit_columns(&all);
	return all;
}

unsigned tk_region_n_indicators(const struct tk_region_doc *rd)
{
	return rd->shown->round->submissions[rd->region].n_indicators;
}

/* ---- Rows ---- */

static double name_w(const struct indicators *all)
{
	return MAX(60, all->names_x - all->x);
}

/* "Verkkosivujen kävijät, kpl" */
static char *name_text(const struct tk_indicator *indicator)
{
	bool unit = indicator->unit && *indicator->unit;

	return g_strconcat(indicator->name, unit ? ", " : NULL, indicator->unit, NULL);
}

static double row_height(const void *data, unsigned row)
{
	const struct indicators *all = data;
	const struct tk_indicator *indicator = &all->now->indicators[row];
	g_autofree char *name = name_text(indicator);

	return ROW_PT + (tk_a4_lines(all->rd, TK_A4_CELL, name_w(all), name) - 1) * LINE_PT;
}

static void draw_text(const struct indicators *all, enum tk_a4_role role, double right_x, double y,
		      const char *text, enum tk_lang lang)
{
	struct tk_region_cell cell = {role, TK_RIGHT, right_x, 0, text, lang};

	tk_region_draw_cell(all->rd, &cell, y);
}

static void draw_before(const struct indicators *all, unsigned row, double y)
{
	const struct tk_pen *pen = &all->rd->doc.pen;
	const struct tk_indicator *before = earlier(all, row);
	double value = all->now->indicators[row].value;
	g_autofree char *text = before ? value_text(all, before->value)
				       : g_strdup(tk_doc_text(&all->rd->doc, "none"));

	draw_text(all, TK_A4_CELL2, all->before_x, y, text, pen->lang);
	if (before)
		tk_draw_arrow(pen, all->arrow_x, y - 3, 5.5,
			      (value > before->value) - (value < before->value), TK_INK2);
}

static void draw_row(void *data, unsigned row, double y)
{
	const struct indicators *all = data;
	const struct tk_indicator *indicator = &all->now->indicators[row];
	const struct tk_pen *pen = &all->rd->doc.pen;
	struct tk_text_style style = tk_a4_style(all->rd, TK_A4_CELL, TK_LEFT);
	double baseline = y + BASELINE, bottom = y + row_height(data, row);
	g_autofree char *value = value_text(all, indicator->value);
	g_autofree char *name = name_text(indicator);

	style.leading_pt = LINE_PT;
	tk_pen_begin_th(pen, "Row", 0, tk_region_lang(all->rd));
	tk_pen_block(pen, &style, all->x, baseline, name_w(all), name);
	tk_pen_end(pen);
	draw_before(all, row, baseline);
	draw_text(all, TK_A4_NUMBER, all->now_x, baseline, value, pen->lang);
	tk_a4_hairline(all->rd, all->x, all->right_x, bottom);
}

/* ---- Table ---- */

static void draw_column(const struct indicators *all, enum tk_align align, double x,
			const char *text)
{
	const struct tk_pen *pen = &all->rd->doc.pen;

	tk_pen_begin_th(pen, "Column", 0, pen->lang);
	tk_a4_text(all->rd, TK_A4_AXIS, align, x, all->head_y, text);
	tk_pen_end(pen);
}

static void draw_head(void *data)
{
	const struct indicators *all = data;
	const struct tk_region_doc *rd = all->rd;
	const struct tk_pen *pen = &rd->doc.pen;
	const struct tk_picture *picture = rd->doc.picture;
	g_autofree char *now = tk_words_period(rd->shown->period);
	g_autofree char *before = all->before
					  ? tk_words_period(picture->before->period)
					  : g_strdup(tk_doc_text(&rd->doc, "region.column.before"));

	tk_pen_begin(pen, "TR", pen->lang);
	draw_column(all, TK_LEFT, all->x, tk_doc_text(&rd->doc, "region.column.indicator"));
	draw_column(all, TK_RIGHT, all->before_x, before);
	draw_column(all, TK_RIGHT, all->now_x, now);
	tk_pen_end(pen);
}

static void turn(void *data)
{
	struct indicators *all = data;

	tk_region_continue(all->rd, "region.indicators", TK_A4_TEXT_W);
	all->head_y = TK_A4_TOP + HEAD_BASELINE;
}

static const struct tk_table_ops ops = {
	.height = row_height,
	.head = draw_head,
	.row = draw_row,
	.turn = turn,
};

static struct tk_table table_of(struct indicators *all, double first_y)
{
	return (struct tk_table){
		.ops = &ops,
		.data = all,
		.n_rows = all->now->n_indicators,
		.top_y = TK_A4_TOP + ROWS_AFTER,
		.bottom_y = TK_A4_BOTTOM,
		.first_y = first_y,
	};
}

/* ---- Beside the risks ---- */

double tk_region_indicators_height(const struct tk_region_doc *rd)
{
	struct indicators all =
		indicators_of((struct tk_region_doc *)rd, TK_A4_X0, TK_REGION_INDICATORS_W);
	double height = ROWS_AFTER - TK_A4_HEAD;

	for (unsigned i = 0; i < all.now->n_indicators; i++)
		height += row_height(&all, i);
	return height;
}

void tk_region_draw_indicators(struct tk_region_doc *rd, double x, double y, double w)
{
	struct indicators all = indicators_of(rd, x, w);
	struct tk_table table = table_of(&all, y + ROWS_AFTER);
	const char *title = tk_doc_text(&rd->doc, "region.indicators");

	all.head_y = y + HEAD_BASELINE;
	tk_canvas_bookmark(rd->doc.pen.canvas, 1, title);
	tk_region_head(rd, x, y, w, title, NULL);
	tk_draw_table(rd->doc.pen.canvas, &table);
}

/* ---- On their own ---- */

void tk_region_lay_indicators(struct tk_region_doc *rd)
{
	struct indicators all = indicators_of(rd, TK_A4_X0, TK_A4_TEXT_W);
	const char *title = tk_doc_text(&rd->doc, "region.indicators");
	char *none[] = {(char *)tk_doc_text(&rd->doc, "region.no-indicators"), NULL};
	double first_pt = all.now->n_indicators > 0 ? row_height(&all, 0) : ROW_PT;

	tk_region_begin(rd, title, NULL, ROWS_AFTER - TK_A4_HEAD + first_pt);
	if (all.now->n_indicators == 0) {
		tk_region_text(rd, TK_A4_BODY, none);
		return;
	}
	all.head_y = rd->y + HEAD_BASELINE - TK_A4_HEAD;
	struct tk_table table = table_of(&all, rd->y + ROWS_AFTER - TK_A4_HEAD);

	tk_region_table(rd, &table);
}
