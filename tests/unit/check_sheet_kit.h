#ifndef TK_CHECK_SHEET_KIT_H
#define TK_CHECK_SHEET_KIT_H

#include "tilannekuva/sheet.h"

/* Cells of a sheet by their place, for tests of workbooks. */

/** \return a cell, lent, NULL when it is empty. \param row,col [0-based] */
static inline const struct tk_cell *cell_at(const struct tk_sheet *sheet, unsigned row,
					    unsigned col)
{
	for (unsigned i = 0; i < sheet->n_rows; i++) {
		if (sheet->rows[i].row == row)
			return tk_row_cell(&sheet->rows[i], col);
	}
	return NULL;
}

static inline const char *text_at(const struct tk_sheet *sheet, unsigned row, unsigned col)
{
	const struct tk_cell *cell = cell_at(sheet, row, col);

	return cell ? cell->text : "";
}

#endif
