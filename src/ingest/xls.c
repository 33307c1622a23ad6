#include <string.h>

#include "ingest/biff-imp.h"
#include "ingest/book-imp.h"
#include "ingest/ole-imp.h"

/* Workbooks of Excel 5 to 2003, read from their records. */

#define EPOCH_1904 1462
#define XLS_ROWS 65536
#define VERSION_97 0x0600
#define VERSION_5 0x0500

struct state {
	/** The records. */
	GBytes *stream;
	unsigned version, codepage;
	bool date1904;
	/** Format id -> enum tk_shown + 1. */
	GHashTable *formats;
	/** What each cell style shows. */
	GByteArray *shown;
	/** Shared texts in one block, and where each begins; one more than there are. */
	GString *block;
	GArray *offsets;
};

/* A worksheet being read. */
struct sheet {
	struct state *state;
	struct tk_builder *builder;
	struct tk_biff biff;
	/** A bit for each row. */
	guint8 hidden[XLS_ROWS / 8];
	GString *text;
	/** Of a formula whose text follows in a record of its own. */
	bool awaits_text;
	unsigned row, col;
};

/* ---- The workbook's own records ---- */

static void read_format(struct state *state, const struct tk_biff *biff)
{
	g_autoptr(GString) code = g_string_new(NULL);
	struct tk_biff copy = *biff;

	if (biff->n < 5)
		return;
	if (state->version == VERSION_97) {
		struct tk_biff_run run = tk_biff_run(&copy, 4);

		tk_biff_run_unicode(&run, tk_biff_u16(biff->body + 2), code);
	} else {
		gsize n = MIN((gsize)biff->body[2], biff->n - 3);

		tk_biff_codepage_text(biff->body + 3, n, state->codepage, code);
	}
	g_hash_table_insert(state->formats, GUINT_TO_POINTER(tk_biff_u16(biff->body)),
			    GUINT_TO_POINTER((unsigned)tk_format_shown(code->str) + 1));
}

static void read_style(struct state *state, const struct tk_biff *biff)
{
	unsigned id = biff->n >= 4 ? tk_biff_u16(biff->body + 2) : 0;
	unsigned own = GPOINTER_TO_UINT(g_hash_table_lookup(state->formats, GUINT_TO_POINTER(id)));
	guint8 shown = (guint8)(own ? own - 1 : tk_format_builtin(id));

	g_byte_array_append(state->shown, &shown, 1);
}

/* \return false when the workbook has too many sheets, and the log says so. */
static bool read_boundsheet(struct tk_book *book, const struct tk_biff *biff, struct tk_log *log)
{
	struct state *state = book->state;
	struct tk_biff copy = *biff;
	g_autoptr(GString) name = g_string_new(NULL);

	/* Type 0 is a worksheet; charts, macros and modules have no cells of ours. */
	if (biff->n < 8 || biff->body[5] != 0)
		return true;
	if (state->version == VERSION_97) {
		struct tk_biff_run run = tk_biff_run(&copy, 7);

		tk_biff_run_unicode(&run, biff->body[6], name);
	} else {
		gsize n = MIN((gsize)biff->body[6], biff->n - 7);

		tk_biff_codepage_text(biff->body + 7, n, state->codepage, name);
	}
	struct tk_leaf leaf = {.name = g_intern_string(name->str),
			       .hidden = (biff->body[4] & 3) != 0,
			       .number = tk_biff_u32(biff->body)};

	return tk_book_add_leaf(book, &leaf, log);
}

/* \return false when the table is cut short or too large. */
static bool read_shared(struct state *state, struct tk_biff *biff)
{
	struct tk_biff_run run = tk_biff_run(biff, 4);
	guint32 n = tk_biff_run_number(&run, 4);

	for (guint32 i = 0; i < n; i++) {
		guint32 n_chars = tk_biff_run_number(&run, 2);

		tk_biff_run_unicode(&run, n_chars, state->block);
		if (run.cut || state->block->len > TK_LIMIT_TEXT_BYTES)
			return false;
		gsize end = state->block->len;

		g_array_append_val(state->offsets, end);
	}
	return true;
}

static bool damaged(struct tk_book *book, struct tk_log *log)
{
	return tk_book_refuse(book, log, TK_DIAG_FILE_TRUNCATED, "xls");
}

/* \return false: refused. */
static bool read_global(struct tk_book *book, struct tk_biff *biff, struct tk_log *log)
{
	struct state *state = book->state;

	switch (biff->type) {
	case TK_BIFF_FILEPASS:
		return tk_book_refuse(book, log, TK_DIAG_FILE_ENCRYPTED, "");
	case TK_BIFF_CODEPAGE:
		state->codepage = biff->n >= 2 ? tk_biff_u16(biff->body) : 0;
		return true;
	case TK_BIFF_DATEMODE:
		state->date1904 = biff->n >= 2 && tk_biff_u16(biff->body) == 1;
		return true;
	case TK_BIFF_FORMAT:
		read_format(state, biff);
		return true;
	case TK_BIFF_XF:
		read_style(state, biff);
		return true;
	case TK_BIFF_BOUNDSHEET:
		return read_boundsheet(book, biff, log);
	case TK_BIFF_SST:
		return read_shared(state, biff) || damaged(book, log);
	default:
		return true;
	}
}

static bool read_globals(struct tk_book *book, struct tk_log *log)
{
	struct state *state = book->state;
	struct tk_biff biff = {.next = 0};

	biff.data = g_bytes_get_data(state->stream, &biff.len);
	if (!tk_biff_next(&biff) || biff.n < 4)
		return damaged(book, log);
	state->version = tk_biff_u16(biff.body);
	/* Up to Excel 4 the first record had another number. */
	if (biff.type != TK_BIFF_BOF ||
	    (state->version != VERSION_97 && state->version != VERSION_5))
		return tk_book_refuse(book, log, TK_DIAG_FILE_NOT_SPREADSHEET, "Excel 2\u20134");
	while (tk_biff_next(&biff)) {
		if (biff.type == TK_BIFF_EOF)
			return book->leaves->len > 0 || damaged(book, log);
		if (!read_global(book, &biff, log))
			return false;
	}
	return damaged(book, log);
}

static bool xls_open(struct tk_book *book, struct tk_log *log)
{
	struct state *state = g_new0(struct state, 1);
	const char *name;
	gsize zero = 0, len;
	const guint8 *data = g_bytes_get_data(book->bytes, &len);

	book->state = state;
	state->formats = g_hash_table_new(NULL, NULL);
	state->shown = g_byte_array_new();
	state->block = g_string_new(NULL);
	state->offsets = g_array_new(FALSE, FALSE, sizeof(gsize));
	g_array_append_val(state->offsets, zero);
	/* Some programs write the records without the compound file around them. */
	if (data[0] == 0x09)
		state->stream = g_bytes_ref(book->bytes);
	else if (tk_ole_tell(book->bytes, &name, &state->stream) != TK_OLE_WORKBOOK)
		return damaged(book, log);
	g_clear_pointer(&book->bytes, g_bytes_unref);
	return read_globals(book, log);
}

static void xls_close(struct tk_book *book)
{
	struct state *state = book->state;

	if (!state)
		return;
	g_clear_pointer(&state->stream, g_bytes_unref);
	g_hash_table_unref(state->formats);
	g_byte_array_unref(state->shown);
	g_string_free(state->block, TRUE);
	g_array_unref(state->offsets);
	g_free(state);
}

/* ---- Cells ---- */

static void add_cell(struct sheet *sheet, unsigned row, const struct tk_cell *cell)
{
	if (cell->type == TK_CELL_EMPTY)
		return;
	sheet->builder->row_hidden = row < XLS_ROWS && sheet->hidden[row / 8] >> row % 8 & 1;
	tk_builder_add(sheet->builder, row, cell);
}

static void add_number(struct sheet *sheet, unsigned row, unsigned col, unsigned style,
		       double number)
{
	const GByteArray *styles = sheet->state->shown;
	struct tk_cell cell = {.col = col};
	enum tk_shown shown =
		style < styles->len ? (enum tk_shown)styles->data[style] : TK_SHOWN_NUMBER;
	bool dated = shown == TK_SHOWN_DATE || (shown == TK_SHOWN_TIME && number >= 1);

	if (dated && sheet->state->date1904)
		number += EPOCH_1904;
	tk_value_cell(sheet->builder, row, &cell, number, shown);
	add_cell(sheet, row, &cell);
}

static void add_text(struct sheet *sheet, unsigned row, unsigned col, const char *text, gsize len)
{
	struct tk_cell cell = {.col = col, .type = len > 0 ? TK_CELL_TEXT : TK_CELL_EMPTY};

	cell.text = tk_builder_text(sheet->builder, row, col, text, len);
	add_cell(sheet, row, &cell);
}

static void add_word(struct sheet *sheet, unsigned row, unsigned col, enum tk_cell_type type,
		     const char *word, double number)
{
	struct tk_cell cell = {.col = col, .type = type, .number = number};

	cell.text = tk_builder_text(sheet->builder, row, col, word, strlen(word));
	add_cell(sheet, row, &cell);
}

static void add_boolean(struct sheet *sheet, unsigned row, unsigned col, bool value)
{
	add_word(sheet, row, col, TK_CELL_BOOLEAN, value ? "TRUE" : "FALSE", value);
}

static void add_error(struct sheet *sheet, unsigned row, unsigned col, guint8 code)
{
	static const struct {
		guint8 code;
		const char *word;
	} errors[] = {
		{0x00, "#NULL!"}, {0x07, "#DIV/0!"}, {0x0f, "#VALUE!"}, {0x17, "#REF!"},
		{0x1d, "#NAME?"}, {0x24, "#NUM!"},   {0x2a, "#N/A"},
	};
	const char *word = "#ERROR!";

	for (unsigned i = 0; i < G_N_ELEMENTS(errors); i++)
		if (errors[i].code == code)
			word = errors[i].word;
	add_word(sheet, row, col, TK_CELL_ERROR, word, 0);
}

/* A formula's cached value: a number, or marked as text, truth, error or empty text. */
static void read_formula(struct sheet *sheet, unsigned row, unsigned col, unsigned style)
{
	const guint8 *value = sheet->biff.body + 6;

	if (sheet->biff.n < 14)
		return;
	if (tk_biff_u16(value + 6) != 0xffff)
		add_number(sheet, row, col, style, tk_biff_double(value));
	else if (value[0] == 1)
		add_boolean(sheet, row, col, value[2] != 0);
	else if (value[0] == 2)
		add_error(sheet, row, col, value[2]);
	sheet->awaits_text = tk_biff_u16(value + 6) == 0xffff && value[0] == 0;
	sheet->row = row;
	sheet->col = col;
}

/* A text that lies in the record itself. \param offset  Of its length. */
static void read_label(struct sheet *sheet, unsigned row, unsigned col, gsize offset)
{
	struct tk_biff *biff = &sheet->biff;

	if (biff->n < offset + 2)
		return;
	unsigned n = tk_biff_u16(biff->body + offset);

	g_string_truncate(sheet->text, 0);
	if (sheet->state->version == VERSION_97) {
		struct tk_biff_run run = tk_biff_run(biff, offset + 2);

		tk_biff_run_unicode(&run, n, sheet->text);
	} else {
		tk_biff_codepage_text(biff->body + offset + 2, MIN(n, biff->n - offset - 2),
				      sheet->state->codepage, sheet->text);
	}
	add_text(sheet, row, col, sheet->text->str, sheet->text->len);
}

/* \return false when there is no such text. */
static bool read_labelsst(struct sheet *sheet, unsigned row, unsigned col)
{
	const GArray *offsets = sheet->state->offsets;
	guint32 index = sheet->biff.n >= 10 ? tk_biff_u32(sheet->biff.body + 6) : G_MAXUINT32;

	if (index >= offsets->len - 1)
		return false;
	gsize start = g_array_index(offsets, gsize, index);

	add_text(sheet, row, col, sheet->state->block->str + start,
		 g_array_index(offsets, gsize, index + 1) - start);
	return true;
}

static void read_mulrk(struct sheet *sheet, unsigned row, unsigned col)
{
	const struct tk_biff *biff = &sheet->biff;

	for (gsize at = 4; at + 8 <= biff->n; at += 6)
		add_number(sheet, row, col++, tk_biff_u16(biff->body + at),
			   tk_biff_rk(biff->body + at + 2));
}

static void read_row(struct sheet *sheet)
{
	unsigned row = sheet->biff.n >= 14 ? tk_biff_u16(sheet->biff.body) : XLS_ROWS;

	if (row < XLS_ROWS && sheet->biff.body[12] & 0x20)
		sheet->hidden[row / 8] |= (guint8)(1 << row % 8);
}

/* Records that begin with row, column and style. \return false: the record is wrong. */
static bool read_cell(struct sheet *sheet)
{
	const struct tk_biff *biff = &sheet->biff;

	if (biff->n < 6)
		return false;
	unsigned row = tk_biff_u16(biff->body), col = tk_biff_u16(biff->body + 2);
	unsigned style = tk_biff_u16(biff->body + 4);

	switch (biff->type) {
	case TK_BIFF_NUMBER:
		if (biff->n >= 14)
			add_number(sheet, row, col, style, tk_biff_double(biff->body + 6));
		return biff->n >= 14;
	case TK_BIFF_RK:
		if (biff->n >= 10)
			add_number(sheet, row, col, style, tk_biff_rk(biff->body + 6));
		return biff->n >= 10;
	case TK_BIFF_MULRK:
		read_mulrk(sheet, row, col);
		return true;
	case TK_BIFF_LABEL:
	case TK_BIFF_RSTRING:
		read_label(sheet, row, col, 6);
		return true;
	case TK_BIFF_LABELSST:
		return read_labelsst(sheet, row, col);
	case TK_BIFF_FORMULA:
		read_formula(sheet, row, col, style);
		return true;
	default:
		if (biff->n >= 8 && biff->body[7])
			add_error(sheet, row, col, biff->body[6]);
		else if (biff->n >= 8)
			add_boolean(sheet, row, col, biff->body[6] != 0);
		return biff->n >= 8;
	}
}

static bool read_record(struct sheet *sheet)
{
	switch (sheet->biff.type) {
	case TK_BIFF_ROW:
		read_row(sheet);
		return true;
	case TK_BIFF_STRING:
		if (sheet->awaits_text)
			read_label(sheet, sheet->row, sheet->col, 0);
		sheet->awaits_text = false;
		return true;
	case TK_BIFF_NUMBER:
	case TK_BIFF_RK:
	case TK_BIFF_MULRK:
	case TK_BIFF_LABEL:
	case TK_BIFF_RSTRING:
	case TK_BIFF_LABELSST:
	case TK_BIFF_FORMULA:
	case TK_BIFF_BOOLERR:
		return read_cell(sheet);
	default:
		return true;
	}
}

/* Read to the sheet's end; charts within it have a beginning and an end of their own. */
static bool read_records(struct sheet *sheet)
{
	unsigned depth = 1;

	if (!tk_biff_next(&sheet->biff) || sheet->biff.type != TK_BIFF_BOF)
		return false;
	while (!sheet->builder->failed && tk_biff_next(&sheet->biff)) {
		if (sheet->biff.type == TK_BIFF_BOF)
			depth++;
		else if (sheet->biff.type == TK_BIFF_EOF && --depth == 0)
			return true;
		else if (depth == 1 && !read_record(sheet))
			return false;
	}
	return false;
}

static bool xls_read(struct tk_book *book, const struct tk_leaf *leaf, struct tk_builder *builder)
{
	struct sheet *sheet = g_new0(struct sheet, 1);

	sheet->state = book->state;
	sheet->builder = builder;
	sheet->text = g_string_new(NULL);
	sheet->biff.data = g_bytes_get_data(sheet->state->stream, &sheet->biff.len);
	sheet->biff.next = leaf->number;
	bool read = read_records(sheet);

	if (!read && !builder->failed)
		tk_log_add(builder->log, TK_DIAG_SHEET_FAULTY, &builder->source, "xls", NULL);
	g_string_free(sheet->text, TRUE);
	g_free(sheet);
	return read;
}

const struct tk_reader tk_xls_reader = {TK_FORMAT_XLS, xls_open, xls_read, xls_close};
