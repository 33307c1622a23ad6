#include "records.h"

struct tk_records {
	struct tk_sheet *sheet;
	const struct tk_record_column *columns;
	unsigned n_columns;
	/** Place of each column in the sheet; TK_NOWHERE: not there. */
	unsigned *places;
	/** Texts handed out, trimmed; owned here. */
	GStringChunk *texts;
};

static unsigned find_column(const struct tk_row *header, const char *name)
{
	for (unsigned i = 0; i < header->n_cells; i++) {
		g_autofree char *text = g_strstrip(g_strdup(header->cells[i].text));

		if (strcmp(text, name) == 0)
			return header->cells[i].col;
	}
	return TK_NOWHERE;
}

static bool place_columns(struct tk_records *records, struct tk_log *log)
{
	const struct tk_row *header = &records->sheet->rows[0];
	bool good = true;

	for (unsigned c = 0; c < records->n_columns; c++) {
		records->places[c] = find_column(header, records->columns[c].name);
		if (records->places[c] == TK_NOWHERE && records->columns[c].needed) {
			struct tk_source source =
				tk_sheet_source(records->sheet, header->row, TK_NOWHERE);

			tk_log_add(log, TK_DIAG_TABLE_COLUMN, &source, records->columns[c].name,
				   NULL);
			good = false;
		}
	}
	return good;
}

/* Every record has what it needs. */
static bool check_needed(struct tk_records *records, struct tk_log *log)
{
	bool good = true;

	for (unsigned r = 0; r < tk_records_count(records); r++) {
		for (unsigned c = 0; c < records->n_columns; c++) {
			if (records->columns[c].needed && *tk_record_text(records, r, c) == '\0') {
				struct tk_source source = tk_record_source(records, r, c);

				tk_log_add(log, TK_DIAG_TABLE_MISSING, &source,
					   records->columns[c].name, NULL);
				good = false;
			}
		}
	}
	return good;
}

static struct tk_sheet *read_only_sheet(const char *path, const char *name, struct tk_log *log)
{
	struct tk_source source = {g_intern_string(name), NULL, TK_NOWHERE, TK_NOWHERE};

	if (!g_file_test(path, G_FILE_TEST_IS_REGULAR)) {
		tk_log_add(log, TK_DIAG_FILE_MISSING, &source, name, NULL);
		return NULL;
	}
	g_autoptr(tk_log) opening = tk_log_new();
	g_autoptr(tk_book) book = tk_book_open(path, name, opening);
	g_autoptr(tk_sheet) sheet = book ? tk_book_read_sheet(book, 0, opening) : NULL;

	/* How our own tables are encoded is no news to anyone: only complaints are passed on. */
	if (tk_log_n_messages(opening) > 0)
		tk_log_take(log, opening);
	if (!sheet || sheet->n_rows < 2) {
		tk_log_add(log, TK_DIAG_TABLE_EMPTY, &source, NULL);
		return NULL;
	}
	return g_steal_pointer(&sheet);
}

struct tk_records *tk_records_open(const char *dir, const char *name,
				   const struct tk_record_column *columns, struct tk_log *log)
{
	g_autofree char *path = g_build_filename(dir, name, NULL);
	struct tk_sheet *sheet = read_only_sheet(path, name, log);

	if (!sheet)
		return NULL;
	g_autoptr(tk_records) records = g_new0(struct tk_records, 1);

	records->sheet = sheet;
	records->columns = columns;
	while (columns[records->n_columns].name)
		records->n_columns++;
	records->places = g_new0(unsigned, records->n_columns);
	records->texts = g_string_chunk_new(4096);
	if (!place_columns(records, log) || !check_needed(records, log))
		return NULL;
	return g_steal_pointer(&records);
}

void tk_records_free(struct tk_records *records)
{
	if (!records)
		return;
	tk_sheet_free(records->sheet);
	g_free(records->places);
	g_string_chunk_free(records->texts);
	g_free(records);
}

unsigned tk_records_count(const struct tk_records *records)
{
	return records->sheet->n_rows - 1;
}

const char *tk_record_text(struct tk_records *records, unsigned record, unsigned column)
{
	unsigned place = records->places[column];

	if (place == TK_NOWHERE)
		return "";
	const struct tk_cell *cell = tk_row_cell(&records->sheet->rows[record + 1], place);

	if (!cell)
		return "";
	g_autofree char *text = g_strdup(cell->text);

	/* What a spreadsheet leaves in a name, such as a line break, can stand on no page. */
	for (char *at = text; *at; at++) {
		if (g_ascii_iscntrl(*at))
			*at = ' ';
	}
	g_strstrip(text);
	return g_string_chunk_insert_const(records->texts, text);
}

char *tk_record_dup(struct tk_records *records, unsigned record, unsigned column)
{
	const char *text = tk_record_text(records, record, column);

	return *text ? g_strdup(text) : NULL;
}

struct tk_source tk_record_source(const struct tk_records *records, unsigned record,
				  unsigned column)
{
	return tk_sheet_source(records->sheet, records->sheet->rows[record + 1].row,
			       records->places[column]);
}

void tk_record_refuse(struct tk_records *records, unsigned record, unsigned column,
		      const char *wanted, struct tk_log *log)
{
	struct tk_source source = tk_record_source(records, record, column);

	tk_log_add(log, TK_DIAG_TABLE_VALUE, &source, tk_record_text(records, record, column),
		   wanted, NULL);
}
