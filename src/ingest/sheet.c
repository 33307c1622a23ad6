#include "ingest/sheet-imp.h"

#include <string.h>

/* Texts up to this long lie in common blocks. */
#define TEXT_BLOCK 65536

/* A row in the making: its cells are cells[first] and on. */
struct row {
	unsigned row;
	bool hidden;
	gsize first, n;
};

/* A cell on its own, for putting cells in order. */
struct loose {
	unsigned row;
	bool hidden;
	struct tk_cell cell;
};

void tk_builder_init(struct tk_builder *builder, const struct tk_source *source, bool hidden,
		     struct tk_log *log)
{
	*builder = (struct tk_builder){
		.source = *source,
		.log = log,
		.sheet_hidden = hidden,
		.rows = g_array_new(FALSE, FALSE, sizeof(struct row)),
		.cells = g_array_new(FALSE, FALSE, sizeof(struct tk_cell)),
		.texts = g_string_chunk_new(TEXT_BLOCK),
	};
	builder->source.row = TK_NOWHERE;
	builder->source.col = TK_NOWHERE;
}

void tk_builder_clear(struct tk_builder *builder)
{
	g_clear_pointer(&builder->rows, g_array_unref);
	g_clear_pointer(&builder->cells, g_array_unref);
	g_clear_pointer(&builder->texts, g_string_chunk_free);
}

void tk_builder_fail(struct tk_builder *builder, const char *limit)
{
	if (!builder->failed)
		tk_log_add(builder->log, TK_DIAG_SHEET_TOO_LARGE, &builder->source, limit, NULL);
	builder->failed = true;
}

/* The length that is left of a text when it is cut between characters. */
static gsize cut_length(const char *text, gsize len)
{
	while (len > 0 && (text[len] & 0xc0) == 0x80)
		len--;
	return len;
}

char *tk_builder_text(struct tk_builder *builder, unsigned row, unsigned col, const char *text,
		      gsize len)
{
	if (len > TK_LIMIT_CELL_BYTES) {
		struct tk_source source = builder->source;

		source.row = row;
		source.col = col;
		tk_log_add(builder->log, TK_DIAG_CELL_TOO_LONG, &source, G_STRINGIFY(1048576),
			   NULL);
		len = cut_length(text, TK_LIMIT_CELL_BYTES);
	}
	builder->text_bytes += len + 1;
	if (builder->text_bytes > TK_LIMIT_TEXT_BYTES)
		tk_builder_fail(builder, "256 MB");
	if (builder->failed)
		return g_string_chunk_insert_const(builder->texts, "");
	return g_string_chunk_insert_len(builder->texts, text, (gssize)len);
}

static struct row *last_row(struct tk_builder *builder)
{
	return builder->rows->len == 0
		       ? NULL
		       : &g_array_index(builder->rows, struct row, builder->rows->len - 1);
}

bool tk_builder_add(struct tk_builder *builder, unsigned row, const struct tk_cell *cell)
{
	struct row *last = last_row(builder);

	if (row >= TK_LIMIT_ROWS || cell->col >= TK_LIMIT_COLS)
		tk_builder_fail(builder, "XFD1048576");
	if (builder->cells->len >= TK_LIMIT_CELLS)
		tk_builder_fail(builder, "8\u00a0000\u00a0000");
	builder->cell_bytes += strlen(cell->text) + 1;
	if (builder->cell_bytes > TK_LIMIT_TEXT_BYTES)
		tk_builder_fail(builder, "256 MB");
	if (builder->failed)
		return false;
	if (!last || last->row != row) {
		struct row begun = {row, builder->row_hidden, builder->cells->len, 0};

		builder->disorder |= last && row < last->row;
		g_array_append_val(builder->rows, begun);
		last = last_row(builder);
	} else {
		const struct tk_cell *before =
			&g_array_index(builder->cells, struct tk_cell, builder->cells->len - 1);

		builder->disorder |= cell->col <= before->col;
	}
	last->n++;
	g_array_append_vals(builder->cells, cell, 1);
	return true;
}

static int compare_places(const void *a, const void *b, void *data)
{
	const struct loose *x = a, *y = b;

	(void)data;
	if (x->row != y->row)
		return x->row < y->row ? -1 : 1;
	return (x->cell.col > y->cell.col) - (x->cell.col < y->cell.col);
}

static struct loose *loose_cells(const struct tk_builder *builder)
{
	struct loose *all = g_new(struct loose, builder->cells->len);

	for (unsigned r = 0; r < builder->rows->len; r++) {
		const struct row *row = &g_array_index(builder->rows, struct row, r);

		for (gsize i = row->first; i < row->first + row->n; i++)
			all[i] = (struct loose){row->row, row->hidden,
						g_array_index(builder->cells, struct tk_cell, i)};
	}
	return all;
}

/* Put cells that came in any order into theirs; of two in one place the later one stays. */
static void put_in_order(struct tk_builder *builder)
{
	unsigned n = builder->cells->len;
	g_autofree struct loose *all = loose_cells(builder);

	g_qsort_with_data(all, (int)n, sizeof(*all), compare_places, NULL);
	g_array_set_size(builder->rows, 0);
	g_array_set_size(builder->cells, 0);
	builder->cell_bytes = 0;
	builder->disorder = false;
	for (unsigned i = 0; i < n; i++) {
		if (i + 1 < n && compare_places(&all[i], &all[i + 1], NULL) == 0)
			continue;
		builder->row_hidden = all[i].hidden;
		tk_builder_add(builder, all[i].row, &all[i].cell);
	}
}

struct tk_sheet *tk_builder_finish(struct tk_builder *builder)
{
	if (builder->disorder && !builder->failed)
		put_in_order(builder);
	if (builder->failed) {
		tk_builder_clear(builder);
		return NULL;
	}
	struct tk_sheet *sheet = g_new0(struct tk_sheet, 1);

	sheet->name = builder->source.sheet;
	sheet->file = builder->source.file;
	sheet->hidden = builder->sheet_hidden;
	sheet->n_rows = builder->rows->len;
	sheet->rows = g_new(struct tk_row, sheet->n_rows);
	sheet->texts = g_steal_pointer(&builder->texts);
	sheet->cells =
		(struct tk_cell *)(void *)g_array_free(g_steal_pointer(&builder->cells), FALSE);
	for (unsigned r = 0; r < sheet->n_rows; r++) {
		const struct row *row = &g_array_index(builder->rows, struct row, r);

		sheet->rows[r] = (struct tk_row){row->row, row->hidden, (unsigned)row->n,
						 sheet->cells + row->first};
	}
	tk_builder_clear(builder);
	return sheet;
}

void tk_sheet_free(struct tk_sheet *sheet)
{
	if (!sheet)
		return;
	g_free(sheet->rows);
	g_free(sheet->cells);
	g_string_chunk_free(sheet->texts);
	g_free(sheet);
}

const struct tk_cell *tk_row_cell(const struct tk_row *row, unsigned col)
{
	unsigned low = 0, high = row->n_cells;

	while (low < high) {
		unsigned middle = low + (high - low) / 2;

		if (row->cells[middle].col < col)
			low = middle + 1;
		else
			high = middle;
	}
	return low < row->n_cells && row->cells[low].col == col ? &row->cells[low] : NULL;
}

struct tk_source tk_sheet_source(const struct tk_sheet *sheet, unsigned row, unsigned col)
{
	return (struct tk_source){sheet->file, sheet->name, row, col};
}

/* ---- Writing as CSV ---- */

static void write_field(const char *text, FILE *out)
{
	if (!strpbrk(text, ",\"\r\n")) {
		fputs(text, out);
		return;
	}
	fputc('"', out);
	for (const char *at = text; *at; at++) {
		if (*at == '"')
			fputc('"', out);
		fputc(*at, out);
	}
	fputc('"', out);
}

static void write_times(char c, unsigned n, FILE *out)
{
	while (n-- > 0)
		fputc(c, out);
}

/* Commas and line ends that hold empty places: what a hostile sheet could make endless. */
static guint64 padding_bytes(const struct tk_sheet *sheet)
{
	guint64 n = 0;

	for (unsigned r = 0; r < sheet->n_rows; r++) {
		const struct tk_row *row = &sheet->rows[r];

		n += row->cells[row->n_cells - 1].col + 1 - row->n_cells;
	}
	if (sheet->n_rows > 0)
		n += sheet->rows[sheet->n_rows - 1].row + 1 - sheet->n_rows;
	return n;
}

bool tk_sheet_write_csv(const struct tk_sheet *sheet, FILE *out)
{
	unsigned line = 0;

	if (padding_bytes(sheet) > TK_LIMIT_PADDING_BYTES)
		return false;
	for (unsigned r = 0; r < sheet->n_rows; r++, line++) {
		const struct tk_row *row = &sheet->rows[r];
		unsigned col = 0;

		write_times('\n', row->row - line, out);
		line = row->row;
		for (unsigned i = 0; i < row->n_cells; i++) {
			write_times(',', row->cells[i].col - col, out);
			col = row->cells[i].col;
			write_field(row->cells[i].text, out);
		}
		fputc('\n', out);
	}
	return true;
}
