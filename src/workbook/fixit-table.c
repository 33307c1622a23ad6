#include "fixit-imp.h"

#include <string.h>

/* Where the table of a region's sheet stands, and which tasks have no row in it. */

void tk_fix_table_find(struct tk_fix_table *table, const struct tk_sheet *sheet,
		       const struct tk_vocabulary *vocabulary)
{
	/* What is odd about the header was told when the file was read. */
	g_autoptr(tk_log) ignored = tk_log_new();
	struct tk_header header;

	*table = (struct tk_fix_table){.kind = TK_TABLE_NONE};
	if (!tk_header_find(sheet, vocabulary, &header, ignored))
		return;
	bool tasks = header.kind == TK_TABLE_TASKS;

	*table = (struct tk_fix_table){
		.kind = header.kind,
		.row = sheet->rows[header.row_index].row,
		.id = tasks ? header.columns[TK_TASK_ID] : TK_NOWHERE,
		.status = tasks ? header.columns[TK_TASK_STATUS] : TK_NOWHERE,
		.name = tasks ? header.columns[TK_TASK_NAME] : TK_NOWHERE,
		.region = tk_header_region(&header),
	};
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

	if (!sheet->shared || table->kind == TK_TABLE_NONE || table->region == TK_NOWHERE ||
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

GArray *tk_fix_missing(const struct tk_fix_sheet *sheet, const struct tk_submission *submission,
		       const struct tk_dataset *dataset, const struct tk_region *region)
{
	g_autoptr(GHashTable) ids = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	GArray *missing = g_array_new(FALSE, FALSE, sizeof(unsigned));

	for (unsigned r = 0; r < sheet->sheet->n_rows; r++) {
		const struct tk_row *row = &sheet->sheet->rows[r];
		const struct tk_cell *cell = tk_row_cell(row, sheet->table.id);

		if (cell && row->row > sheet->table.row && tk_fix_row_is_own(sheet, row, region))
			g_hash_table_add(ids, tk_id_normalise(cell->text));
	}
	for (unsigned t = 0; t < dataset->n_tasks; t++) {
		g_autofree char *key = tk_id_normalise(dataset->tasks[t].id);

		bool told =
			submission->entries && submission->entries[t].status != TK_STATUS_MISSING;

		if (!told && !g_hash_table_contains(ids, key))
			g_array_append_val(missing, t);
	}
	return missing;
}
