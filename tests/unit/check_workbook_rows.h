#ifndef CHECK_WORKBOOK_ROWS_H
#define CHECK_WORKBOOK_ROWS_H

#include "check_workbook_kit.h"

/* Figures counted anew from the rows of the sheet of tasks of the national workbook. */

/* Rows of the sheets [0-based], and columns of the sheet of tasks. */
enum { HEADS = 3, COUNTS, COUNTRY, REGIONS };
enum {
	COL_REGION = 1,
	COL_COOP,
	COL_AREA,
	COL_ID = 5,
	COL_STATUS = 7,
	COL_BEGUN,
	COL_DONE,
	COL_WINDOW,
	COL_LATE,
	COL_END = 13,
	COL_ESTIMATE,
	COL_SLIPPAGE,
	COL_BEFORE = 18
};

/* ---- Counting anew ---- */

/* What a share counts. */
struct counted {
	int64_t n, window, begun_in_window, under_way, done, late;
};

/* \param value  NULL: any. */
static inline bool is_at(const struct tk_row *row, unsigned col, const char *value)
{
	const struct tk_cell *cell = tk_row_cell(row, col);

	return !value || (cell && strcmp(cell->text, value) == 0);
}

/* Counts rows by the words of their cells: no formula and no measure of the program has a part in it. */
static inline struct counted count_rows(const struct tk_sheet *tasks, unsigned col,
					const char *unit, const char *area)
{
	struct counted all = {0};

	for (unsigned i = 0; i < tasks->n_rows; i++) {
		const struct tk_row *row = &tasks->rows[i];

		if (row->row <= HEADS || !is_at(row, col, unit) || !is_at(row, COL_AREA, area) ||
		    is_at(row, COL_STATUS, "ei koske aluetta"))
			continue;
		bool done = is_at(row, COL_STATUS, "valmis");
		bool under_way = is_at(row, COL_STATUS, "käynnissä") ||
				 is_at(row, COL_STATUS, "valmistumassa aikataulussa");
		bool window = is_at(row, COL_WINDOW, "kyllä");

		all.n++;
		all.window += window;
		all.begun_in_window += window && (done || under_way);
		all.done += done;
		all.under_way += under_way;
		/* 31.10.2021 */
		all.late += !done && tk_row_cell(row, COL_END)->number < 44500;
	}
	return all;
}

static inline double share(int64_t k, int64_t n)
{
	return (double)k / (double)n;
}

/** Write the national workbook into the test's folder. \return its path; owned. */
static inline char *write_book(enum tk_lang lang)
{
	char *path = in_dir("book.xlsx");

	ck_assert(tk_workbook_write_national(world.picture, world.kit, lang, path, world.out));
	return path;
}

#endif
