#include "tilannekuva/header.h"

#include <string.h>

/* A header stands among the first rows that have cells. */
#define MOST_HEADER_ROWS 60

struct column {
	/** Meaning in the vocabulary. */
	const char *meaning;
	/** A row without it is no header. */
	bool needed;
	/** A table without it is told of. */
	bool wanted;
};

struct kind {
	const char *vocabulary_kind;
	struct column columns[TK_MOST_COLUMNS];
};

static const struct kind kinds[] = {
	[TK_TABLE_TASKS] = {"header",
			    {
				    [TK_TASK_ID] = {"id", true, true},
				    [TK_TASK_STATUS] = {"status", true, true},
				    [TK_TASK_NAME] = {"name", false, false},
				    [TK_TASK_ESTIMATE] = {"estimate", false, true},
				    [TK_TASK_OWNER] = {"owner", false, true},
				    [TK_TASK_NOTE] = {"note", false, true},
				    [TK_TASK_REGION] = {"region", false, false},
			    }},
	[TK_TABLE_RISKS] = {"risk-header",
			    {
				    [TK_RISK_NAME] = {"name", true, true},
				    [TK_RISK_LIKELIHOOD] = {"likelihood", true, true},
				    [TK_RISK_IMPACT] = {"impact", true, true},
				    [TK_RISK_AREA] = {"area", false, true},
				    [TK_RISK_SUPPORT] = {"support", false, true},
				    [TK_RISK_REGION] = {"region", false, false},
			    }},
	[TK_TABLE_INDICATORS] = {"indicator-header",
				 {
					 [TK_INDICATOR_NAME] = {"name", true, true},
					 [TK_INDICATOR_VALUE] = {"value", true, true},
					 [TK_INDICATOR_UNIT] = {"unit", false, true},
					 [TK_INDICATOR_REGION] = {"region", false, false},
				 }},
};

static unsigned column_of(const struct kind *kind, const char *meaning)
{
	for (unsigned c = 0; c < TK_MOST_COLUMNS; c++) {
		if (kind->columns[c].meaning && strcmp(kind->columns[c].meaning, meaning) == 0)
			return c;
	}
	return TK_NOWHERE;
}

static bool has_needed(const struct kind *kind, const unsigned *columns)
{
	for (unsigned c = 0; c < TK_MOST_COLUMNS; c++) {
		if (kind->columns[c].needed && columns[c] == TK_NOWHERE)
			return false;
	}
	return true;
}

/* Match a row's words with a kind of table. */
static bool match_row(const struct tk_row *row, const struct tk_vocabulary *vocabulary,
		      enum tk_table_kind kind, struct tk_header *header)
{
	for (unsigned c = 0; c < TK_MOST_COLUMNS; c++)
		header->columns[c] = TK_NOWHERE;
	for (unsigned i = 0; i < row->n_cells; i++) {
		const char *meaning;

		if (!tk_vocabulary_find(vocabulary, kinds[kind].vocabulary_kind, row->cells[i].text,
					&meaning))
			continue;
		unsigned c = column_of(&kinds[kind], meaning);

		if (c != TK_NOWHERE && header->columns[c] == TK_NOWHERE)
			header->columns[c] = row->cells[i].col;
	}
	header->kind = kind;
	return has_needed(&kinds[kind], header->columns);
}

/* Say which words were matched loosely, which columns are doubled, and which are not there. */
static void tell(const struct tk_sheet *sheet, const struct tk_header *header,
		 const struct tk_vocabulary *vocabulary, struct tk_log *log)
{
	const struct kind *kind = &kinds[header->kind];
	const struct tk_row *row = &sheet->rows[header->row_index];

	for (unsigned i = 0; i < row->n_cells; i++) {
		const struct tk_cell *cell = &row->cells[i];
		struct tk_source source = tk_sheet_source(sheet, row->row, cell->col);
		const char *meaning;

		if (!tk_vocabulary_find(vocabulary, kind->vocabulary_kind, cell->text, &meaning))
			continue;
		unsigned c = column_of(kind, meaning);
		const char *preferred =
			tk_vocabulary_word(vocabulary, kind->vocabulary_kind, meaning, TK_FI);

		if (c != TK_NOWHERE && header->columns[c] != cell->col)
			tk_log_add(log, TK_DIAG_HEADER_DOUBLE, &source, cell->text, NULL);
		else if (preferred && strcmp(preferred, cell->text) != 0)
			tk_log_interpret(log, "header", cell->text, preferred, &source);
	}
	for (unsigned c = 0; c < TK_MOST_COLUMNS; c++) {
		if (!kind->columns[c].wanted || header->columns[c] != TK_NOWHERE)
			continue;
		struct tk_source source = tk_sheet_source(sheet, row->row, TK_NOWHERE);

		tk_log_add(log, TK_DIAG_COLUMN_MISSING, &source,
			   tk_vocabulary_word(vocabulary, kind->vocabulary_kind,
					      kind->columns[c].meaning, TK_FI),
			   NULL);
	}
}

bool tk_header_find(const struct tk_sheet *sheet, const struct tk_vocabulary *vocabulary,
		    struct tk_header *header, struct tk_log *log)
{
	for (unsigned r = 0; r < sheet->n_rows && r < MOST_HEADER_ROWS; r++) {
		for (enum tk_table_kind kind = TK_TABLE_TASKS; kind <= TK_TABLE_INDICATORS;
		     kind++) {
			if (!match_row(&sheet->rows[r], vocabulary, kind, header))
				continue;
			header->row_index = r;
			tell(sheet, header, vocabulary, log);
			return true;
		}
	}
	header->kind = TK_TABLE_NONE;
	return false;
}

bool tk_header_is_repeated(const struct tk_header *header, const struct tk_row *row,
			   const struct tk_vocabulary *vocabulary)
{
	struct tk_header again;

	return match_row(row, vocabulary, header->kind, &again);
}

unsigned tk_header_region(const struct tk_header *header)
{
	static const unsigned columns[] = {
		[TK_TABLE_TASKS] = TK_TASK_REGION,
		[TK_TABLE_RISKS] = TK_RISK_REGION,
		[TK_TABLE_INDICATORS] = TK_INDICATOR_REGION,
	};

	return header->columns[columns[header->kind]];
}

const struct tk_cell *tk_header_cell(const struct tk_header *header, const struct tk_row *row,
				     unsigned column)
{
	unsigned col = header->columns[column];

	return col == TK_NOWHERE ? NULL : tk_row_cell(row, col);
}

char *tk_header_text(const struct tk_header *header, const struct tk_row *row, unsigned column)
{
	const struct tk_cell *cell = tk_header_cell(header, row, column);
	const char *from = cell ? cell->text : "";
	const char *to = from + strlen(from);

	while (*from && (g_unichar_isspace(g_utf8_get_char(from)) || g_utf8_get_char(from) == 0xa0))
		from = g_utf8_next_char(from);
	while (to > from) {
		const char *last = g_utf8_prev_char(to);

		if (!g_unichar_isspace(g_utf8_get_char(last)) && g_utf8_get_char(last) != 0xa0)
			break;
		to = last;
	}
	return g_strndup(from, (gsize)(to - from));
}

struct tk_source tk_header_source(const struct tk_header *header, const struct tk_sheet *sheet,
				  const struct tk_row *row, unsigned column)
{
	return tk_sheet_source(sheet, row->row, header->columns[column]);
}

char *tk_header_needed(const struct tk_vocabulary *vocabulary, enum tk_table_kind kind,
		       enum tk_lang lang)
{
	GString *words = g_string_new(NULL);

	for (unsigned c = 0; c < TK_MOST_COLUMNS; c++) {
		const struct column *column = &kinds[kind].columns[c];

		if (column->needed)
			g_string_append_printf(words, "%s%s", words->len ? ", " : "",
					       tk_vocabulary_word(vocabulary,
								  kinds[kind].vocabulary_kind,
								  column->meaning, lang));
	}
	return g_string_free(words, FALSE);
}

/* The longest heading that is worth comparing, and the most that are told. */
#define LONGEST_HEADING 40
#define MOST_NEAR_HEADINGS 4

/* How many cells of a row are compared: a table's headings stand at its beginning. */
#define MOST_COMPARED 64

char *tk_header_nearest(const struct tk_sheet *sheet, const struct tk_vocabulary *vocabulary)
{
	GString *near = g_string_new(NULL);
	unsigned n = 0;

	for (unsigned r = 0; r < sheet->n_rows && r < MOST_HEADER_ROWS; r++) {
		unsigned n_cells = MIN(sheet->rows[r].n_cells, MOST_COMPARED);

		for (unsigned i = 0; i < n_cells && n < MOST_NEAR_HEADINGS; i++) {
			const char *text = sheet->rows[r].cells[i].text;

			if (strlen(text) > LONGEST_HEADING)
				continue;
			g_auto(GStrv) words = tk_vocabulary_nearest(vocabulary, "header", text, 1);

			if (*words)
				g_string_append_printf(near, "%s%s → %s", n++ ? ", " : "", text,
						       *words);
		}
	}
	if (n == 0)
		g_string_append(near, "–");
	return g_string_free(near, FALSE);
}
