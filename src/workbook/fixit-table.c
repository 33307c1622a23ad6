#include "fixit-imp.h"

#include <string.h>

/* Where the table of a region's sheet stands, and which tasks have no row in it. */

/* A header stands among the first rows that have cells. */
#define MOST_HEADER_ROWS 60

struct kind {
	const char *words;
	/** Meanings without which a row is no header. */
	const char *needed[3];
};

static const struct kind kinds[] = {
	[TK_FIX_TASKS] = {"header", {"id", "status"}},
	[TK_FIX_RISKS] = {"risk-header", {"name", "likelihood", "impact"}},
	[TK_FIX_INDICATORS] = {"indicator-header", {"name", "value"}},
};

/* The first column whose header has a meaning. */
static unsigned column_of(const struct tk_row *row, const struct tk_vocabulary *vocabulary,
			  const char *words, const char *wanted)
{
	for (unsigned i = 0; i < row->n_cells; i++) {
		const char *meaning;

		if (tk_vocabulary_find(vocabulary, words, row->cells[i].text, &meaning) &&
		    strcmp(meaning, wanted) == 0)
			return row->cells[i].col;
	}
	return TK_NOWHERE;
}

static bool is_header(const struct tk_row *row, const struct tk_vocabulary *vocabulary,
		      const struct kind *kind)
{
	for (unsigned i = 0; i < G_N_ELEMENTS(kind->needed) && kind->needed[i]; i++) {
		if (column_of(row, vocabulary, kind->words, kind->needed[i]) == TK_NOWHERE)
			return false;
	}
	return true;
}

void tk_fix_table_find(struct tk_fix_table *table, const struct tk_sheet *sheet,
		       const struct tk_vocabulary *vocabulary)
{
	for (unsigned r = 0; r < MIN(sheet->n_rows, MOST_HEADER_ROWS); r++) {
		const struct tk_row *row = &sheet->rows[r];

		for (enum tk_fix_kind k = TK_FIX_TASKS; k <= TK_FIX_INDICATORS; k++) {
			if (!is_header(row, vocabulary, &kinds[k]))
				continue;
			*table = (struct tk_fix_table){
				.kind = k,
				.row = row->row,
				.id = column_of(row, vocabulary, kinds[k].words, "id"),
				.status = column_of(row, vocabulary, kinds[k].words, "status"),
				.name = column_of(row, vocabulary, kinds[k].words, "name"),
				.region = column_of(row, vocabulary, kinds[k].words, "region"),
			};
			return;
		}
	}
	table->kind = TK_FIX_NONE;
}

const struct tk_row *tk_fix_row(const struct tk_sheet *sheet, unsigned row)
{
	unsigned from = 0, to = sheet->n_rows;

	while (from < to) {
		unsigned middle = from + (to - from) / 2;

		if (sheet->rows[middle].row < row)
			from = middle + 1;
		else
			to = middle;
	}
	return from < sheet->n_rows && sheet->rows[from].row == row ? &sheet->rows[from] : NULL;
}

bool tk_fix_row_is_own(const struct tk_fix_sheet *sheet, const struct tk_row *row,
		       const struct tk_region *region)
{
	const struct tk_fix_table *table = &sheet->table;

	if (!sheet->shared || table->kind == TK_FIX_NONE || table->region == TK_NOWHERE ||
	    row->row <= table->row)
		return true;
	const struct tk_cell *cell = tk_row_cell(row, table->region);
	g_autofree char *own = tk_word_normalise(cell ? cell->text : "");
	const char *const names[] = {region->id, region->name.in[TK_FI], region->name.in[TK_SV],
				     region->name.in[TK_EN]};

	for (unsigned i = 0; i < G_N_ELEMENTS(names); i++) {
		g_autofree char *known = names[i] ? tk_word_normalise(names[i]) : NULL;

		if (known && strcmp(known, own) == 0)
			return true;
	}
	return false;
}

/* "a.1.1." and "A 1.1" and "A.1.1" are one id. */
static char *id_key(const char *text)
{
	g_autofree char *normalised = tk_word_normalise(text);
	GString *key = g_string_new(NULL);

	for (const char *at = normalised; *at; at++) {
		if (*at != ' ')
			g_string_append_c(key, *at);
	}
	while (key->len > 0 && key->str[key->len - 1] == '.')
		g_string_truncate(key, key->len - 1);
	return g_string_free(key, FALSE);
}

GArray *tk_fix_missing(const struct tk_fix_sheet *sheet, const struct tk_submission *submission,
		       const struct tk_dataset *dataset, const struct tk_region *region)
{
	g_autoptr(GHashTable) ids = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	GArray *missing = g_array_new(FALSE, FALSE, sizeof(unsigned));

	for (unsigned r = 0; r < sheet->sheet->n_rows; r++) {
		const struct tk_row *row = &sheet->sheet->rows[r];
		const struct tk_cell *cell = tk_row_cell(row, sheet->table.id);

		if (cell && row->row > sheet->table.row && tk_fix_row_is_own(sheet, row, region))
			g_hash_table_add(ids, id_key(cell->text));
	}
	for (unsigned t = 0; t < dataset->n_tasks; t++) {
		g_autofree char *key = id_key(dataset->tasks[t].id);

		bool told =
			submission->entries && submission->entries[t].status != TK_STATUS_MISSING;

		if (!told && !g_hash_table_contains(ids, key))
			g_array_append_val(missing, t);
	}
	return missing;
}
