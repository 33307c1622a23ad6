#include "count-table.h"

#define HEAD_BOTTOM 8.0
#define HEAD_Y 124.0
#define BAR_H 8.0
/** A hairline under so many rows. */
#define GROUP 5u

struct tk_count_column *tk_count_table_add(struct tk_count_table *table, const char *key,
					   double right_x, double width_pt)
{
	struct tk_count_column *column = &table->columns[table->n_columns++];

	g_assert(table->n_columns <= TK_MOST_COUNT_COLUMNS);
	*column = (struct tk_count_column){
		.head = g_strdup(tk_doc_text(table->doc, key)),
		.right_x = right_x,
		.width_pt = width_pt,
	};
	return column;
}

/* ---- Head ---- */

static struct tk_text_style head_style(const struct tk_count_table *table, unsigned i)
{
	return tk_role_style(&table->doc->pen, TK_ROLE_COLUMN,
			     table->columns[i].words ? TK_LEFT : TK_RIGHT);
}

static unsigned head_lines(const struct tk_count_table *table)
{
	unsigned most = 1;

	for (unsigned i = 0; i < table->n_columns; i++) {
		struct tk_text_style style = head_style(table, i);

		most = MAX(most, tk_pen_lines(&table->doc->pen, &style, table->columns[i].width_pt,
					      table->columns[i].head));
	}
	return most;
}

static double left_x(const struct tk_count_column *column)
{
	return column->right_x - column->width_pt;
}

static void draw_column_head(const struct tk_count_table *table, unsigned i)
{
	const struct tk_count_column *column = &table->columns[i];
	const struct tk_pen *pen = &table->doc->pen;
	struct tk_text_style style = head_style(table, i);
	unsigned n = tk_pen_lines(pen, &style, column->width_pt, column->head);

	if (tk_pen_widest_word(pen, &style, column->head) > column->width_pt + 0.5)
		tk_doc_overflow(table->doc, column->head);
	tk_pen_begin_th(pen, "Column", 0, pen->lang);
	tk_pen_block(pen, &style, column->words ? left_x(column) : column->right_x,
		     table->top_y - HEAD_BOTTOM - (n - 1) * style.leading_pt, column->width_pt,
		     column->head);
	tk_pen_end(pen);
}

static void draw_head(void *data)
{
	const struct tk_count_table *table = data;
	const struct tk_pen *pen = &table->doc->pen;

	tk_pen_begin(pen, "TR", pen->lang);
	tk_pen_begin_th(pen, "Column", 0, pen->lang);
	tk_pen_text(pen, TK_ROLE_COLUMN, TK_LEFT, table->rows.name_x, table->top_y - HEAD_BOTTOM,
		    tk_doc_text(table->doc, "count-table.region"));
	tk_pen_end(pen);
	for (unsigned i = 0; i < table->n_columns; i++)
		draw_column_head(table, i);
	tk_pen_end(pen);
}

/* ---- Rows ---- */

static void draw_bar(const struct tk_count_table *table, unsigned i, double share, double middle_y)
{
	const struct tk_count_column *column = &table->columns[i];
	const struct tk_pen *pen = &table->doc->pen;

	if (column->bar_w <= 0 || share <= 0)
		return;
	tk_pen_begin_artifact(pen);
	tk_draw_rect(pen->canvas, column->bar_x, middle_y - BAR_H / 2, column->bar_w * share, BAR_H,
		     tk_pen_ink(pen, column->bar));
	tk_pen_end(pen);
}

static void draw_cell(const struct tk_count_table *table, unsigned row, unsigned i, double middle_y)
{
	const struct tk_count_column *column = &table->columns[i];
	const struct tk_pen *pen = &table->doc->pen;
	struct tk_count_cell cell = table->cell(table->page, tk_rows_region(&table->rows, row), i);
	struct tk_text_style style =
		tk_role_style(pen, TK_ROLE_NAME, column->words ? TK_LEFT : TK_RIGHT);
	double x = column->words ? left_x(column) : column->right_x;

	style.size_pt = table->rows.name_pt;
	if (cell.strong || tk_rows_region(&table->rows, row) == TK_NONE)
		style.weight = 700;
	if (!cell.strong && g_str_equal(cell.text, "0"))
		style.colour = tk_pen_ink(pen, TK_INK3);
	draw_bar(table, i, cell.bar, middle_y);
	tk_pen_begin_td(pen, 0, pen->lang);
	if (cell.heard)
		tk_canvas_begin(pen->canvas, "Span", &(struct tk_tag){.alt = cell.heard});
	double w = tk_draw_text(pen->canvas, x, middle_y + style.size_pt * 0.34, cell.text, &style);

	if (cell.heard)
		tk_pen_end(pen);
	tk_pen_end(pen);
	if (w > column->width_pt + 0.5)
		tk_doc_overflow(table->doc, cell.text);
	g_free(cell.text);
	g_free(cell.heard);
}

static double marks_height(const struct tk_count_table *table, unsigned row)
{
	return tk_rows_height(&table->rows, row) - tk_rows_gap(&table->rows, row) - 1;
}

static void draw_hairline(const struct tk_count_table *table, unsigned row, double y)
{
	const struct tk_region_rows *rows = &table->rows;
	const struct tk_pen *pen = &table->doc->pen;

	if (row == 0 || row % GROUP != 0 || !tk_rows_reported(rows, row + 1))
		return;
	y += marks_height(table, row) + 0.5;
	tk_pen_begin_artifact(pen);
	tk_draw_line(pen->canvas, rows->name_x, y, rows->rule_right, y, 0.5,
		     tk_pen_ink(pen, TK_HAIR));
	tk_pen_end(pen);
}

static double row_height(const void *data, unsigned row)
{
	const struct tk_count_table *table = data;

	return tk_rows_height(&table->rows, row);
}

static void draw_row(void *data, unsigned row, double y)
{
	const struct tk_count_table *table = data;

	y = tk_rows_draw_name(&table->rows, row, y);
	if (!tk_rows_reported(&table->rows, row)) {
		tk_rows_draw_missing(&table->rows, row, table->n_columns, table->rows.cells_x, y,
				     table->rows.cells_right - table->rows.cells_x,
				     marks_height(table, row));
		return;
	}
	for (unsigned i = 0; i < table->n_columns; i++)
		draw_cell(table, row, i, y + marks_height(table, row) / 2);
	draw_hairline(table, row, y);
}

static void turn(void *data)
{
	struct tk_count_table *table = data;

	tk_pen_begin_artifact(&table->doc->pen);
	table->side(table->page, table->top_y);
	tk_pen_end(&table->doc->pen);
	tk_sheet_turn(&table->sheet);
}

static const struct tk_table_ops ops = {
	.height = row_height,
	.head = draw_head,
	.row = draw_row,
	.turn = turn,
};

void tk_count_table_draw(struct tk_count_table *table)
{
	double leading = tk_role_style(&table->doc->pen, TK_ROLE_COLUMN, TK_LEFT).leading_pt;

	table->top_y =
		HEAD_Y + table->sheet.extra_y + HEAD_BOTTOM + (head_lines(table) - 1) * leading;
	tk_rows_fit(&table->rows, TK_PAGE_BOTTOM - table->top_y);
	struct tk_table rows = {
		.ops = &ops,
		.data = table,
		.n_rows = tk_rows_count(&table->rows),
		.top_y = table->top_y,
		.bottom_y = TK_PAGE_BOTTOM,
	};

	tk_sheet_begin(&table->sheet, tk_table_pages(&rows));
	tk_draw_table(table->doc->pen.canvas, &rows);
	table->side(table->page, table->top_y);
	tk_sheet_end(&table->sheet);
	for (unsigned i = 0; i < table->n_columns; i++)
		g_free(table->columns[i].head);
}
