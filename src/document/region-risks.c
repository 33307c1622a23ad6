#include "region-imp.h"

/* Risks: the matrix with its list beside it; few of them share the width with the indicators, many
 * take a table of their own. */
#define COLUMN_GAP 18.0
#define NARROW_W (TK_A4_TEXT_W - COLUMN_GAP - TK_REGION_INDICATORS_W)
#define MATRIX_X 24.0
#define CELL_PT 20.0
#define MATRIX_TOP 6.0
#define LIST_X 135.0
/** A list so many times as high as the matrix still takes less of the page than a table. */
#define MOST_LIST 2
#define DOT_R 6.5
#define DOT_PT 8.0
#define NAME_X 17.0
#define LINE_PT 10.5
#define ITEM_GAP 6.0
/** Columns of the table, from its left edge. */
#define TABLE_X 146.0
#define NUMBER_W 20.0
#define AREA_X 164.0
#define SCORE_X 286.0
#define SUPPORT_X 294.0
#define NAME_W (AREA_X - NUMBER_W - 6)
#define SUPPORT_W (TK_A4_TEXT_W - TABLE_X - SUPPORT_X)
#define HEAD_BASELINE 8.0
#define HEAD_PT 14.0
#define ROW_PT 15.0
#define BASELINE 10.5

struct risks {
	struct tk_region_doc *rd;
	/** Lent, the largest score first. */
	const struct tk_risk **list;
	unsigned n;
	/** struct risk_row: the table's; owned. */
	GArray *rows;
	double head_y;
};

/* A risk in the table; one of long texts takes several rows. */
struct risk_row {
	/** Among the list. */
	unsigned risk;
	/** What the row holds of each; owned, "": nothing more. */
	char *name, *support;
};

static int score(const struct tk_risk *risk)
{
	return risk->likelihood * risk->impact;
}

static int compare_risks(const void *a, const void *b, void *data)
{
	const struct tk_risk *left = *(const struct tk_risk *const *)a;
	const struct tk_risk *right = *(const struct tk_risk *const *)b;

	(void)data;
	return (score(left) < score(right)) - (score(left) > score(right));
}

static void collect(struct risks *risks)
{
	const struct tk_submission *submission =
		&risks->rd->shown->round->submissions[risks->rd->region];

	risks->n = submission->n_risks;
	risks->list = g_new(const struct tk_risk *, risks->n + 1);
	for (unsigned i = 0; i < risks->n; i++)
		risks->list[i] = &submission->risks[i];
	/* Equal ones stay in the order of the file: this sort is stable. */
	g_qsort_with_data(risks->list, (int)risks->n, sizeof *risks->list, compare_risks, NULL);
}

/* ---- Words ---- */

static const char *name_of(const struct tk_risk *risk)
{
	return risk->name ? risk->name : "";
}

static char *score_text(const struct risks *risks, const struct tk_risk *risk)
{
	if (score(risk) == 0)
		return g_strdup(tk_doc_text(&risks->rd->doc, "none"));
	return g_strdup_printf("%d" TK_NBSP "×" TK_NBSP "%d" TK_NBSP "=" TK_NBSP "%d",
			       risk->likelihood, risk->impact, score(risk));
}

/* "4 × 3 = 12, tuki: Tarkennetut laskelmat" */
static char *details_text(const struct risks *risks, const struct tk_risk *risk)
{
	const struct tk_pen *pen = &risks->rd->doc.pen;
	bool asked = risk->support && *risk->support;
	g_autofree char *points =
		score(risk) ? score_text(risks, risk)
			    : g_strdup(tk_doc_text(&risks->rd->doc, "region.no-score"));

	return tk_text_format(pen->texts, pen->lang,
			      asked ? "region.risk-support" : "region.risk-no-support", "score",
			      points, "support", asked ? risk->support : "", NULL);
}

/* ---- The matrix ---- */

static struct tk_risk_matrix matrix_at(double x, double y)
{
	return (struct tk_risk_matrix){.x = x + MATRIX_X, .y = y + MATRIX_TOP, .cell_pt = CELL_PT};
}

static double matrix_height(void)
{
	struct tk_risk_matrix matrix = matrix_at(0, 0);

	return MATRIX_TOP + tk_risk_matrix_height(&matrix);
}

/* "1: Rahoituslaskelmien epävarmuus, 4 × 3 = 12; …" is in the list; the figure says what it is. */
static void draw_matrix(const struct risks *risks, double x, double y)
{
	const struct tk_pen *pen = &risks->rd->doc.pen;
	g_autofree struct tk_risk_dot *dots = g_new(struct tk_risk_dot, risks->n + 1);
	struct tk_risk_matrix matrix = matrix_at(x, y);
	double box[4] = {x, y, LIST_X, matrix_height()};
	GString *list = g_string_new(NULL);

	for (unsigned i = 0; i < risks->n; i++) {
		const struct tk_risk *risk = risks->list[i];

		if (score(risk) == 0)
			continue;
		dots[matrix.n_dots++] = (struct tk_risk_dot){i + 1, risk->likelihood, risk->impact};
		g_autofree char *words = score_text(risks, risk);

		g_string_append_printf(list, "%s%u: %s", list->len ? "; " : "", i + 1, words);
	}
	matrix.dots = dots;
	g_autofree char *points = g_string_free(list, FALSE);
	g_autofree char *alt =
		tk_text_format(pen->texts, pen->lang, "region.matrix-alt", "risks",
			       *points ? points : tk_doc_text(&risks->rd->doc, "none"), NULL);
	struct tk_tag tag = {.alt = alt, .bbox = box};

	tk_canvas_begin(pen->canvas, "Figure", &tag);
	tk_draw_risk_matrix(pen, &matrix);
	tk_pen_end(pen);
}

/* ---- Few: a list beside the matrix ---- */

static double item_w(void)
{
	return NARROW_W - LIST_X - NAME_X;
}

static double item_height(const struct risks *risks, const struct tk_risk *risk)
{
	g_autofree char *details = details_text(risks, risk);

	return (tk_a4_lines(risks->rd, TK_A4_STRONG, item_w(), name_of(risk)) +
		tk_a4_lines(risks->rd, TK_A4_NOTE, item_w(), details)) *
		       LINE_PT +
	       ITEM_GAP;
}

static double list_height(const struct risks *risks)
{
	double height = MATRIX_TOP - ITEM_GAP;

	for (unsigned i = 0; i < risks->n; i++)
		height += item_height(risks, risks->list[i]);
	return height;
}

static void draw_item(const struct risks *risks, unsigned i, double x, double y)
{
	const struct tk_risk *risk = risks->list[i];
	const struct tk_region_doc *rd = risks->rd;
	const struct tk_pen *pen = &rd->doc.pen;
	struct tk_text_style style = tk_a4_style(rd, TK_A4_STRONG, TK_LEFT);
	g_autofree char *details = details_text(risks, risk);

	style.leading_pt = LINE_PT;
	tk_pen_begin(pen, "LI", pen->lang);
	tk_pen_begin(pen, "Lbl", pen->lang);
	tk_draw_risk_dot(pen, x + DOT_R, y + 5.3, DOT_R, DOT_PT, i + 1, score(risk));
	tk_pen_end(pen);
	tk_pen_begin(pen, "LBody", pen->lang);
	tk_pen_begin(pen, "P", tk_region_lang(rd));
	y += 8.5 +
	     LINE_PT * tk_pen_block(pen, &style, x + NAME_X, y + 8.5, item_w(), name_of(risk));
	tk_pen_end(pen);
	tk_a4_paragraph(rd, TK_A4_NOTE, x + NAME_X, y, item_w(), details);
	tk_pen_end(pen);
	tk_pen_end(pen);
}

static void draw_narrow(const struct risks *risks, double x, double y)
{
	const struct tk_pen *pen = &risks->rd->doc.pen;
	double item_y = y + MATRIX_TOP;

	draw_matrix(risks, x, y);
	tk_canvas_begin(pen->canvas, "L", &(struct tk_tag){.list = "Decimal"});
	for (unsigned i = 0; i < risks->n; i++) {
		draw_item(risks, i, x + LIST_X, item_y);
		item_y += item_height(risks, risks->list[i]);
	}
	tk_pen_end(pen);
}

static char *count_text(const struct risks *risks)
{
	const struct tk_pen *pen = &risks->rd->doc.pen;

	return tk_text_plural(pen->texts, pen->lang, "region.risks-n", risks->n, NULL);
}

/* Risks and indicators beside each other. */
static void lay_beside(struct risks *risks)
{
	struct tk_region_doc *rd = risks->rd;
	const double x = TK_A4_X0 + NARROW_W + COLUMN_GAP;
	double height =
		MAX(MAX(matrix_height(), list_height(risks)), tk_region_indicators_height(rd));
	g_autofree char *count = count_text(risks);
	const char *title = tk_doc_text(&rd->doc, "region.risks");

	tk_region_need(rd, TK_A4_HEAD + height);
	rd->y += rd->empty ? 0 : TK_A4_GAP;
	rd->empty = false;
	if (!rd->counting) {
		tk_canvas_bookmark(rd->doc.pen.canvas, 1, title);
		tk_region_head(rd, TK_A4_X0, rd->y, NARROW_W, title, count);
		draw_narrow(risks, TK_A4_X0, rd->y + TK_A4_HEAD);
		tk_region_draw_indicators(rd, x, rd->y, TK_A4_X1 - x);
	}
	rd->y += TK_A4_HEAD + height;
}

/* ---- Many: a table beside the matrix ---- */

static const char *area_of(const struct risks *risks, const struct tk_risk *risk)
{
	const struct tk_document *doc = &risks->rd->doc;
	const struct tk_area *area;

	if (risk->area == TK_NONE)
		return tk_doc_text(doc, "none");
	area = &doc->picture->dataset->areas[risk->area];
	return tk_names_in(tk_names_any(&area->short_name) ? &area->short_name : &area->name,
			   doc->pen.lang);
}

static const char *support_of(const struct risks *risks, const struct tk_risk *risk)
{
	return risk->support && *risk->support ? risk->support
					       : tk_doc_text(&risks->rd->doc, "none");
}

static const char *piece_at(const GPtrArray *pieces, unsigned i)
{
	return i < pieces->len ? pieces->pdata[i] : "";
}

static void clear_row(void *data)
{
	struct risk_row *row = data;

	g_free(row->name);
	g_free(row->support);
}

static void make_rows(struct risks *risks)
{
	risks->rows = g_array_new(FALSE, FALSE, sizeof(struct risk_row));
	g_array_set_clear_func(risks->rows, clear_row);
	for (unsigned i = 0; i < risks->n; i++) {
		const struct tk_risk *risk = risks->list[i];
		g_autoptr(GPtrArray) names =
			tk_region_pieces(risks->rd, TK_A4_STRONG, NAME_W, name_of(risk));
		g_autoptr(GPtrArray) supports = tk_region_pieces(risks->rd, TK_A4_CELL2, SUPPORT_W,
								 support_of(risks, risk));

		for (unsigned part = 0; part < MAX(names->len, supports->len); part++) {
			struct risk_row row = {i, g_strdup(piece_at(names, part)),
					       g_strdup(piece_at(supports, part))};

			g_array_append_val(risks->rows, row);
		}
	}
}

static const struct risk_row *row_at(const struct risks *risks, unsigned row)
{
	return &g_array_index(risks->rows, struct risk_row, row);
}

static double row_height(const void *data, unsigned index)
{
	const struct risks *risks = data;
	const struct risk_row *row = row_at(risks, index);
	unsigned n = tk_a4_lines(risks->rd, TK_A4_STRONG, NAME_W, row->name);

	n = MAX(n, tk_a4_lines(risks->rd, TK_A4_CELL, SCORE_X - AREA_X - 50,
			       area_of(risks, risks->list[row->risk])));
	n = MAX(n, tk_a4_lines(risks->rd, TK_A4_CELL2, SUPPORT_W, row->support));
	return ROW_PT + (n - 1) * LINE_PT;
}

static void draw_text(const struct risks *risks, enum tk_a4_role role, enum tk_align align,
		      double x, double w, double y, const char *text, enum tk_lang lang)
{
	struct tk_region_cell cell = {role, align, TK_A4_X0 + TABLE_X + x, w, text, lang};

	tk_region_draw_cell(risks->rd, &cell, y);
}

static void draw_row(void *data, unsigned index, double y)
{
	const struct risks *risks = data;
	const struct risk_row *row = row_at(risks, index);
	const struct tk_risk *risk = risks->list[row->risk];
	const struct tk_region_doc *rd = risks->rd;
	const struct tk_pen *pen = &rd->doc.pen;
	struct tk_text_style style = tk_a4_style(rd, TK_A4_STRONG, TK_LEFT);
	double baseline = y + BASELINE, bottom = y + row_height(data, index);
	g_autofree char *points = score_text(risks, risk);

	style.leading_pt = LINE_PT;
	tk_pen_begin_td(pen, 0, pen->lang);
	tk_draw_risk_dot(pen, TK_A4_X0 + TABLE_X + DOT_R, y + 7.4, DOT_R, DOT_PT, row->risk + 1,
			 score(risk));
	tk_pen_end(pen);
	tk_pen_begin_th(pen, "Row", 0, tk_region_lang(rd));
	tk_pen_block(pen, &style, TK_A4_X0 + TABLE_X + NUMBER_W, baseline, NAME_W, row->name);
	tk_pen_end(pen);
	draw_text(risks, TK_A4_CELL, TK_LEFT, AREA_X, SCORE_X - AREA_X - 50, baseline,
		  area_of(risks, risk), pen->lang);
	draw_text(risks, TK_A4_CELL, TK_RIGHT, SCORE_X, 0, baseline, points, pen->lang);
	draw_text(risks, TK_A4_CELL2, TK_LEFT, SUPPORT_X, SUPPORT_W, baseline, row->support,
		  risk->support && *risk->support ? tk_region_lang(rd) : pen->lang);
	tk_a4_hairline(rd, TK_A4_X0 + TABLE_X, TK_A4_X1, bottom);
}

static void draw_head(void *data)
{
	const struct risks *risks = data;
	const struct tk_pen *pen = &risks->rd->doc.pen;
	const struct tk_region_column columns[] = {
		{"region.column.number", TK_LEFT, 0},
		{"region.column.risk", TK_LEFT, NUMBER_W},
		{"region.area", TK_LEFT, AREA_X},
		{"region.column.score", TK_RIGHT, SCORE_X},
		{"region.column.support", TK_LEFT, SUPPORT_X},
	};

	tk_pen_begin(pen, "TR", pen->lang);
	for (unsigned i = 0; i < G_N_ELEMENTS(columns); i++) {
		tk_pen_begin_th(pen, "Column", 0, pen->lang);
		tk_a4_text(risks->rd, TK_A4_COLUMN, columns[i].align,
			   TK_A4_X0 + TABLE_X + columns[i].x, risks->head_y,
			   tk_doc_text(&risks->rd->doc, columns[i].key));
		tk_pen_end(pen);
	}
	tk_pen_end(pen);
}

static void turn(void *data)
{
	struct risks *risks = data;

	tk_region_continue(risks->rd, "region.risks", TK_A4_TEXT_W);
	risks->head_y = TK_A4_TOP + TK_A4_HEAD + HEAD_BASELINE;
}

static const struct tk_table_ops ops = {
	.height = row_height,
	.head = draw_head,
	.row = draw_row,
	.turn = turn,
};

static void lay_table(struct risks *risks)
{
	struct tk_region_doc *rd = risks->rd;
	g_autofree char *count = count_text(risks);
	unsigned page;

	make_rows(risks);
	tk_region_begin(rd, tk_doc_text(&rd->doc, "region.risks"), count,
			MAX(matrix_height(), HEAD_PT + row_height(risks, 0)));
	double matrix_y = rd->y + matrix_height();
	struct tk_table table = {
		.ops = &ops,
		.data = risks,
		.n_rows = risks->rows->len,
		.top_y = TK_A4_TOP + TK_A4_HEAD + HEAD_PT,
		.bottom_y = TK_A4_BOTTOM,
		.first_y = rd->y + HEAD_PT,
	};

	risks->head_y = rd->y + HEAD_BASELINE;
	if (!rd->counting)
		draw_matrix(risks, TK_A4_X0, rd->y);
	page = rd->doc.n_pages;
	tk_region_table(rd, &table);
	if (rd->doc.n_pages == page)
		rd->y = MAX(rd->y, matrix_y);
	g_array_unref(risks->rows);
}

static void lay_none(struct risks *risks)
{
	struct tk_region_doc *rd = risks->rd;
	char *none[] = {(char *)tk_doc_text(&rd->doc, "change.no-risks"), NULL};

	tk_region_begin(rd, tk_doc_text(&rd->doc, "region.risks"), NULL, 14);
	tk_region_text(rd, TK_A4_BODY, none);
}

void tk_region_lay_risks(struct tk_region_doc *rd)
{
	struct risks risks = {.rd = rd};
	bool wanted = rd->template.sections[TK_REGION_RISKS];
	bool indicators = rd->template.sections[TK_REGION_INDICATORS];

	collect(&risks);
	if (wanted && indicators && risks.n > 0 &&
	    list_height(&risks) <= MOST_LIST * matrix_height() && tk_region_n_indicators(rd) > 0 &&
	    tk_region_indicators_height(rd) <= matrix_height() + 20) {
		lay_beside(&risks);
	} else {
		if (wanted && risks.n > 0)
			lay_table(&risks);
		else if (wanted)
			lay_none(&risks);
		if (indicators)
			tk_region_lay_indicators(rd);
	}
	g_free(risks.list);
}
