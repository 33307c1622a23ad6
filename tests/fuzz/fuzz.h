#ifndef TK_FUZZ_H
#define TK_FUZZ_H

#include <stddef.h>
#include <stdint.h>

#include "ingest/book-imp.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/** Check what every sheet promises; abort where one does not hold. */
static inline void fuzz_check_sheet(const struct tk_sheet *sheet)
{
	for (unsigned r = 0; r < sheet->n_rows; r++) {
		const struct tk_row *row = &sheet->rows[r];

		g_assert(row->n_cells > 0 && row->row < TK_LIMIT_ROWS);
		g_assert(r == 0 || row->row > row[-1].row);
		for (unsigned i = 0; i < row->n_cells; i++) {
			const struct tk_cell *cell = &row->cells[i];

			g_assert(cell->col < TK_LIMIT_COLS);
			g_assert(i == 0 || cell->col > cell[-1].col);
			g_assert(g_utf8_validate(cell->text, -1, NULL));
			g_assert(*cell->text || cell->uncached);
			g_assert((cell->type == TK_CELL_EMPTY) == cell->uncached);
		}
	}
}

/** Read every sheet of a file in memory; what cannot be read must be told of. */
static inline void fuzz_read(GBytes *bytes)
{
	g_autoptr(tk_log) log = tk_log_new();
	g_autoptr(tk_book) book = tk_book_open_bytes(bytes, "fuzz", log);

	g_assert(book || tk_log_count(log, TK_LEVEL_ERROR) > 0);
	for (unsigned i = 0; book && i < tk_book_n_sheets(book); i++) {
		g_autoptr(tk_sheet) sheet = tk_book_read_sheet(book, i, log);

		/* What is wrong with all sheets is told of at the first. */
		g_assert(sheet || tk_log_count(log, TK_LEVEL_ERROR) > 0);
		if (sheet)
			fuzz_check_sheet(sheet);
	}
}

#endif
