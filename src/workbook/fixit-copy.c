#include "fixit-imp.h"

#include <string.h>

/* A region's sheet once more: every cell where it was and of the type it had, those in question
 * coloured, with a comment. */

/* Size of comments, in pixels, and how many letters a line of them takes. */
#define COMMENT_WIDTH 360
#define COMMENT_LINE 17
#define COMMENT_LETTERS 52
#define MOST_COMMENT_HEIGHT 420

#define LINE_PT 13.0

/* Widths of columns, and how many rows are looked at for them. */
#define LEAST_WIDTH 9.0
#define MOST_WIDTH 52.0
#define MOST_WIDTH_ROWS 300u
#define MOST_WIDTH_COLS 256u

enum form { GENERAL, LINES, DATE, DATE_TIME, TIME, PERCENT, N_FORMS };
enum colouring { PLAIN, HEAD, MARKED, N_COLOURINGS };

static const char *const numbers[N_FORMS] = {
	[DATE] = "d.m.yyyy",
	[DATE_TIME] = "d.m.yyyy h:mm:ss",
	[TIME] = "[h]:mm:ss",
	[PERCENT] = "0.##%",
};

/** Rows of a column whose cells are checked: one check from the first of them to the last, for
 * libxlsxwriter counts a sheet's checks in a byte. */
struct span {
	enum tk_form_check check;
	unsigned first, last, col;
};

/** A sheet being copied. */
struct copy {
	struct tk_fixit *fixit;
	const struct tk_fix_sheet *from;
	struct tk_tab tab;
	lxw_format *formats[N_COLOURINGS][N_FORMS];
	/** struct span. */
	GArray *spans;
};

static lxw_color_t colour(struct tk_colour from)
{
	unsigned value = tk_colour_hex(from);

	return value ? value : LXW_COLOR_BLACK;
}

static lxw_format *make_format(const struct copy *copy, enum colouring colouring, enum form form)
{
	const struct tk_theme *theme = copy->tab.workbook->kit->theme;
	lxw_format *format = workbook_add_format(copy->tab.workbook->book);

	format_set_font_name(format, theme->sheet_family);
	format_set_font_size(format, 10);
	format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
	if (numbers[form])
		format_set_num_format(format, numbers[form]);
	if (form == LINES)
		format_set_text_wrap(format);
	if (colouring == HEAD) {
		format_set_bold(format);
		format_set_bottom(format, LXW_BORDER_THIN);
	} else if (colouring == MARKED) {
		format_set_bg_color(format, colour(theme->class_fill[0]));
		format_set_border(format, LXW_BORDER_THIN);
		format_set_border_color(format, colour(theme->ink[TK_WARM_FRAME]));
	}
	return format;
}

static enum form form_of(const struct tk_cell *cell)
{
	if (cell->type == TK_CELL_NUMBER && cell->percent)
		return PERCENT;
	if (cell->type != TK_CELL_DATE)
		return strchr(cell->text, '\n') ? LINES : GENERAL;
	if (*cell->text == '-' || !strchr(cell->text, '-'))
		return TIME;
	return strchr(cell->text, ' ') ? DATE_TIME : DATE;
}

static const struct tk_fix_mark *mark_at(const struct copy *copy, unsigned row, unsigned col)
{
	return g_hash_table_lookup(copy->from->marks, tk_fix_key(row, col));
}

static enum colouring colouring_of(const struct copy *copy, unsigned row, unsigned col)
{
	const struct tk_fix_sheet *from = copy->from;

	if (mark_at(copy, row, col) || g_hash_table_contains(from->rows, GUINT_TO_POINTER(row + 1)))
		return MARKED;
	return from->table.kind != TK_TABLE_NONE && from->table.row == row ? HEAD : PLAIN;
}

static void put_text(struct copy *copy, unsigned row, unsigned col, const char *text,
		     lxw_format *format)
{
	struct tk_source source = tk_sheet_source(copy->from->sheet, row, col);
	bool cut = false;
	g_autofree char *clean = tk_clean_cell(text, &cut);

	if (cut)
		tk_log_add(copy->tab.workbook->log, TK_DIAG_CELL_TOO_LONG, &source,
			   G_STRINGIFY(TK_CELL_MOST), NULL);
	tk_form_keep(&copy->fixit->book,
		     worksheet_write_string(copy->tab.sheet, row, (lxw_col_t)col, clean, format));
}

static void put_cell(struct copy *copy, unsigned row, const struct tk_cell *cell)
{
	enum colouring colouring = colouring_of(copy, row, cell->col);
	lxw_format *format = copy->formats[colouring][form_of(cell)];
	lxw_worksheet *sheet = copy->tab.sheet;
	lxw_col_t col = (lxw_col_t)cell->col;
	lxw_error error = LXW_NO_ERROR;

	switch (cell->type) {
	case TK_CELL_NUMBER:
	case TK_CELL_DATE:
		error = worksheet_write_number(sheet, row, col, cell->number, format);
		break;
	case TK_CELL_BOOLEAN:
		error = worksheet_write_boolean(sheet, row, col, cell->number != 0, format);
		break;
	case TK_CELL_TEXT:
	case TK_CELL_ERROR:
		put_text(copy, row, cell->col, cell->text, format);
		break;
	case TK_CELL_EMPTY:
		error = worksheet_write_blank(sheet, row, col, format);
		break;
	}
	tk_form_keep(&copy->fixit->book, error);
}

/* Not every spreadsheet program makes room for several lines by itself. */
static void set_height(struct copy *copy, const struct tk_row *row)
{
	unsigned most = 1;

	for (unsigned c = 0; c < row->n_cells; c++) {
		unsigned lines = 1;

		for (const char *at = row->cells[c].text; (at = strchr(at, '\n')); at++)
			lines++;
		most = MAX(most, lines);
	}
	copy->tab.row = row->row;
	if (most > 1)
		tk_tab_row_height(&copy->tab, LINE_PT * most + 2);
}

static void put_rows(struct copy *copy)
{
	const struct tk_sheet *sheet = copy->from->sheet;
	const struct tk_region *region = copy->fixit->book.region;

	for (unsigned r = 0; r < sheet->n_rows && !copy->tab.workbook->error; r++) {
		const struct tk_row *row = &sheet->rows[r];

		if (row->row >= LXW_ROW_MAX || !tk_fix_row_is_own(copy->from, row, region))
			continue;
		for (unsigned c = 0; c < row->n_cells && row->cells[c].col < LXW_COL_MAX; c++)
			put_cell(copy, row->row, &row->cells[c]);
		set_height(copy, row);
	}
}

/* ---- Marks ---- */

static void put_comment(struct copy *copy, unsigned row, unsigned col, const char *text)
{
	const struct tk_settings *settings = &copy->fixit->book.dataset->settings;
	g_autofree char *clean = tk_clean_text(text, NULL);
	g_autofree char *author =
		tk_clean_text(tk_names_in(&settings->issuer, copy->tab.workbook->lang), NULL);
	unsigned lines = (unsigned)(g_utf8_strlen(clean, -1) / COMMENT_LETTERS) + 2;
	lxw_comment_options options = {
		.author = author,
		.width = COMMENT_WIDTH,
		.height = (uint16_t)MIN(lines * COMMENT_LINE, MOST_COMMENT_HEIGHT),
	};

	tk_form_keep(
		&copy->fixit->book,
		worksheet_write_comment_opt(copy->tab.sheet, row, (lxw_col_t)col, clean, &options));
}

/* Rows come in their order. */
static void keep_check(struct copy *copy, unsigned row, unsigned col, enum tk_form_check check)
{
	struct span span = {check, row, row, col};

	for (unsigned i = 0; i < copy->spans->len; i++) {
		struct span *old = &g_array_index(copy->spans, struct span, i);

		if (old->check == check && old->col == col) {
			old->last = row;
			return;
		}
	}
	g_array_append_val(copy->spans, span);
}

static void put_checks(struct copy *copy)
{
	for (unsigned i = 0; i < copy->spans->len; i++) {
		const struct span *span = &g_array_index(copy->spans, struct span, i);

		tk_form_check(&copy->fixit->book, &copy->tab, span->check, span->first, span->last,
			      (lxw_col_t)span->col);
	}
}

static int compare_keys(const void *a, const void *b)
{
	gsize left = GPOINTER_TO_SIZE(*(gpointer const *)a),
	      right = GPOINTER_TO_SIZE(*(gpointer const *)b);

	return (left > right) - (left < right);
}

static void put_mark(struct copy *copy, unsigned row, unsigned col, const struct tk_fix_mark *mark)
{
	const struct tk_row *of = tk_fix_row(copy->from->sheet, row);
	lxw_format *format = copy->formats[MARKED][mark->check == TK_CHECK_DATE ? DATE : GENERAL];

	if (mark->word)
		put_text(copy, row, col, mark->word, format);
	else if (!of || !tk_row_cell(of, col))
		tk_form_keep(&copy->fixit->book,
			     worksheet_write_blank(copy->tab.sheet, row, (lxw_col_t)col, format));
	put_comment(copy, row, col, mark->text->str);
	keep_check(copy, row, col, mark->check);
}

/* In the order of their places, as a hash table has none that lasts. */
static void put_marks(struct copy *copy)
{
	guint n;
	g_autofree gpointer *keys = g_hash_table_get_keys_as_array(copy->from->marks, &n);

	qsort(keys, n, sizeof *keys, compare_keys);
	for (guint i = 0; i < n; i++) {
		gsize place = GPOINTER_TO_SIZE(keys[i]) - 1;

		put_mark(copy, (unsigned)(place / LXW_COL_MAX), (unsigned)(place % LXW_COL_MAX),
			 g_hash_table_lookup(copy->from->marks, keys[i]));
	}
}

static void put_missing(struct copy *copy)
{
	const struct tk_fix_table *table = &copy->from->table;
	const struct tk_workbook *workbook = copy->tab.workbook;
	unsigned row = copy->from->first_missing;

	for (unsigned i = 0; copy->from->missing && i < copy->from->missing->len; i++, row++) {
		const struct tk_task *task =
			&copy->fixit->book.dataset
				 ->tasks[g_array_index(copy->from->missing, unsigned, i)];
		g_autofree char *text = tk_text_format(workbook->kit->texts, workbook->lang,
						       "fixit.missing", "task", task->id, NULL);
		struct tk_fix_mark mark = {.text = g_string_new(text), .check = TK_CHECK_STATUS};

		put_text(copy, row, table->id, task->id, copy->formats[PLAIN][GENERAL]);
		if (table->name != TK_NOWHERE)
			put_text(copy, row, table->name, tk_names_in(&task->name, workbook->lang),
				 copy->formats[PLAIN][GENERAL]);
		put_mark(copy, row, table->status, &mark);
		g_string_free(mark.text, TRUE);
	}
}

/* ---- The sheet ---- */

static void set_widths(struct copy *copy)
{
	const struct tk_sheet *sheet = copy->from->sheet;
	unsigned n_cols = MIN(copy->from->n_cols, MOST_WIDTH_COLS);
	g_autofree double *widths = g_new0(double, n_cols + 1);

	for (unsigned r = 0; r < MIN(sheet->n_rows, MOST_WIDTH_ROWS); r++) {
		const struct tk_row *row = &sheet->rows[r];

		/* A title reaches over its neighbours. */
		for (unsigned c = 0; c < row->n_cells && row->cells[c].col < n_cols; c++) {
			const struct tk_cell *cell = &row->cells[c];

			if (row->n_cells > 1)
				widths[cell->col] = MAX(widths[cell->col],
							(double)g_utf8_strlen(cell->text, -1) + 2);
		}
	}
	for (unsigned c = 0; c < n_cols; c++)
		tk_form_keep(&copy->fixit->book,
			     worksheet_set_column(copy->tab.sheet, (lxw_col_t)c, (lxw_col_t)c,
						  CLAMP(widths[c], LEAST_WIDTH, MOST_WIDTH), NULL));
}

void tk_fix_copy(struct tk_fixit *fixit, const struct tk_fix_sheet *from)
{
	static const struct tk_tab_kind kind = {.key = "fixit"};
	g_autoptr(GArray) spans = g_array_new(FALSE, FALSE, sizeof(struct span));
	struct copy copy = {.fixit = fixit, .from = from, .spans = spans};

	if (!tk_form_add_sheet(&copy.tab, &fixit->book, &kind, from->name))
		return;
	for (unsigned c = 0; c < N_COLOURINGS; c++) {
		for (unsigned f = 0; f < N_FORMS; f++)
			copy.formats[c][f] = make_format(&copy, (enum colouring)c, (enum form)f);
	}
	set_widths(&copy);
	put_rows(&copy);
	put_marks(&copy);
	put_missing(&copy);
	put_checks(&copy);
	if (from->table.kind != TK_TABLE_NONE && from->table.row + 1 < LXW_ROW_MAX)
		worksheet_freeze_panes(copy.tab.sheet, from->table.row + 1, 0);
}
