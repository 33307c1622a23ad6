#ifndef TK_TESTS_BOOK_READ_H
#define TK_TESTS_BOOK_READ_H

#include "tilannekuva/sheet.h"

/* Workbooks read back: their sheets, cells by their place, the parts of the package. */

/** \return a workbook, opened without a remark; owned. */
struct tk_book *book_of(const char *path);
/** \return a sheet, read without a remark; owned. \param name  NULL: the first one. */
struct tk_sheet *sheet_of(const char *path, const char *name);
/** \return a part of a workbook as text; owned. */
char *part_of(const char *path, const char *name);

/** \return a cell, lent, NULL when it is empty. \param row,col [0-based] */
const struct tk_cell *cell_at(const struct tk_sheet *sheet, unsigned row, unsigned col);
/** \return a cell's text, lent; "" when it is empty. */
const char *text_at(const struct tk_sheet *sheet, unsigned row, unsigned col);
/** \return the number that a cell must have. */
double number_at(const struct tk_sheet *sheet, unsigned row, unsigned col);
/** \return the row [0-based] whose column has a text; it must be there. */
unsigned row_of(const struct tk_sheet *sheet, unsigned col, const char *text);
/** \return the column [0-based] whose cell in a row has a text; it must be there. */
unsigned col_of(const struct tk_sheet *sheet, unsigned row, const char *text);

#endif
