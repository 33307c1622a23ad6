#ifndef TILANNEKUVA_SHEET_H
#define TILANNEKUVA_SHEET_H

#include <glib.h>
#include <stdbool.h>
#include <stdio.h>

#include "tilannekuva/diag.h"

/* Spreadsheets of any format, as they were read: text and type, nothing interpreted. */

enum tk_cell_type {
	TK_CELL_EMPTY,
	TK_CELL_TEXT,
	TK_CELL_NUMBER,
	TK_CELL_DATE,
	TK_CELL_BOOLEAN,
	TK_CELL_ERROR,
};

/** One cell that is not empty. Cells of text files are TK_CELL_TEXT, exactly as typed. */
struct tk_cell {
	/** [0-based] */
	unsigned col;
	enum tk_cell_type type;
	/** The formula had no cached value: text is "", type TK_CELL_EMPTY. */
	bool uncached;
	/** A number that the workbook shows as a percentage: 0.57 for 57 %. */
	bool percent;
	/** UTF-8, never NULL; numbers in the shortest decimal form that reads back the same, with a
	 * point; dates as 2021-10-01, 2021-10-01 12:30:00 or 12:30:00 (durations 36:00:00);
	 * booleans TRUE or FALSE; errors #N/A. Lent by the sheet. */
	char *text;
	/** Numbers; dates as 1900 serial days (1899-12-30 is 0); booleans 0 or 1; else 0. */
	double number;
};

/** One row that has cells; cells in the order of their columns, one for each column at most. */
struct tk_row {
	/** [0-based] */
	unsigned row;
	bool hidden;
	unsigned n_cells;
	/** Lent by the sheet. */
	struct tk_cell *cells;
};

/** One sheet: its rows in order, empty ones left out. */
typedef struct tk_sheet {
	/** Interned; NULL where the format has no sheets. */
	const char *name;
	/** File as in diagnostics, interned. */
	const char *file;
	bool hidden;
	unsigned n_rows;
	struct tk_row *rows;
	/** What the rows and cells lie in; only for tk_sheet_free(). */
	struct tk_cell *cells;
	GStringChunk *texts;
} tk_sheet;

void tk_sheet_free(struct tk_sheet *sheet);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(tk_sheet, tk_sheet_free)

/** \return a row's cell in a column, lent; NULL when it is empty. */
const struct tk_cell *tk_row_cell(const struct tk_row *row, unsigned col);
/** \return where a cell of the sheet stands. */
struct tk_source tk_sheet_source(const struct tk_sheet *sheet, unsigned row, unsigned col);

/**
 * Write a sheet as CSV: UTF-8, comma, LF, quotes where needed (RFC 4180). Every row and column
 * keeps its place: an empty row is an empty line, empty columns to the left are commas. \return
 * false, with nothing written, when the commas and line ends of the empty places alone would pass
 * TK_LIMIT_PADDING_BYTES. Write errors stay with the stream (ferror()).
 */
bool tk_sheet_write_csv(const struct tk_sheet *sheet, FILE *out);

enum tk_format { TK_FORMAT_CSV, TK_FORMAT_XLSX, TK_FORMAT_ODS, TK_FORMAT_XLS, TK_N_FORMATS };

/** \return "csv", "xlsx", "ods" or "xls". */
const char *tk_format_name(enum tk_format format);

/** An open spreadsheet of any format. */
typedef struct tk_book tk_book;

/**
 * Open a spreadsheet; the format is told by its content, not its name.
 * \param path  The file; an empty one is a text file with one empty sheet.
 * \param name  How diagnostics name the file; NULL: the path.
 * \param log   Takes what is wrong and, as interpretations, what was decided: "encoding",
 *              "delimiter", "quote".
 * \return the book, owned; NULL when it was refused, and the log says why.
 */
struct tk_book *tk_book_open(const char *path, const char *name, struct tk_log *log);
void tk_book_close(struct tk_book *book);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(tk_book, tk_book_close)

enum tk_format tk_book_format(const struct tk_book *book);
/** \return how many worksheets there are, hidden ones counted, chart and macro sheets not. */
unsigned tk_book_n_sheets(const struct tk_book *book);
/** \return the name of a sheet [0-based], interned; NULL where the format has none. */
const char *tk_book_sheet_name(const struct tk_book *book, unsigned index);
/** \return whether a sheet is hidden or very hidden. */
bool tk_book_sheet_hidden(const struct tk_book *book, unsigned index);

/**
 * Read one sheet.
 * \param book   Open workbook, borrowed.
 * \param index  Sheet number [0-based], hidden sheets counted.
 * \param log    Takes what is wrong with the sheet; what is wrong with all of them, once.
 * \return rows and cells, owned; NULL when nothing could be read, and the log says why.
 */
struct tk_sheet *tk_book_read_sheet(struct tk_book *book, unsigned index, struct tk_log *log);

/* Most that input may make us take; the manual shows the same table. */

/** Of a file. */
#define TK_LIMIT_FILE_BYTES (256u << 20)
/** Of one part of a workbook, unpacked. */
#define TK_LIMIT_PART_BYTES (512u << 20)
/** Parts in a workbook. */
#define TK_LIMIT_PARTS 16384u
/** Times that a part of over TK_LIMIT_RATIO_BYTES may grow when unpacked. */
#define TK_LIMIT_RATIO 400u
#define TK_LIMIT_RATIO_BYTES (16u << 20)
/** Elements within elements. */
#define TK_LIMIT_XML_DEPTH 256u
/** Of one cell's text; the rest is cut off. */
#define TK_LIMIT_CELL_BYTES (1u << 20)
/** Of all texts of a sheet, and of a workbook's shared texts. */
#define TK_LIMIT_TEXT_BYTES (256u << 20)
#define TK_LIMIT_ROWS 1048576u
#define TK_LIMIT_COLS 16384u
#define TK_LIMIT_CELLS 8000000u
#define TK_LIMIT_SHEETS 256u
/** Of commas and line ends that tk_sheet_write_csv() writes for empty places. */
#define TK_LIMIT_PADDING_BYTES (64u << 20)

#endif
