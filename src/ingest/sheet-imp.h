#ifndef TK_INGEST_SHEET_IMP_H
#define TK_INGEST_SHEET_IMP_H

#include "tilannekuva/sheet.h"

/* How readers put a sheet together, and how values are written as text. */

/** A sheet in the making. Cells may come in any order; of two in one place the later one counts. */
typedef struct tk_builder {
	struct tk_source source;
	struct tk_log *log;
	/** The next rows are hidden ones. */
	bool row_hidden;
	/** A limit was passed and the log has it: nothing more is taken. */
	bool failed;

	/* The builder's own. */
	bool sheet_hidden, disorder;
	GArray *rows, *cells;
	GStringChunk *texts;
	/** Of texts that are kept, and of texts as cells show them: some share one. */
	gsize text_bytes, cell_bytes;
} tk_builder;

/**
 * Begin a sheet.
 * \param source  Its file and name; interned strings.
 * \param log     Takes what is wrong with cells; borrowed until the end.
 */
void tk_builder_init(struct tk_builder *builder, const struct tk_source *source, bool hidden,
		     struct tk_log *log);

/**
 * Take a copy of a cell's text.
 * \param row, col  Where it stands; for the complaint when it is too long and gets cut.
 * \return the text, which lives as long as the sheet; "" once the builder has failed.
 */
char *tk_builder_text(struct tk_builder *builder, unsigned row, unsigned col, const char *text,
		      gsize len);

/**
 * Add a cell.
 * \param cell  Its text is from tk_builder_text() or never changes.
 * \return false when the sheet got too large, and the log says so.
 */
bool tk_builder_add(struct tk_builder *builder, unsigned row, const struct tk_cell *cell);

/** Complain of a limit and take nothing more. \param limit  Such as "XFD1048576". */
void tk_builder_fail(struct tk_builder *builder, const char *limit);

/** \return the sheet, owned; NULL when the builder failed. The builder is empty afterwards. */
struct tk_sheet *tk_builder_finish(struct tk_builder *builder);
/** Throw away what there is. */
void tk_builder_clear(struct tk_builder *builder);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(tk_builder, tk_builder_clear)

/* ---- Values ---- */

/** What a number format makes of a number. */
enum tk_shown {
	TK_SHOWN_NUMBER,
	TK_SHOWN_PERCENT,
	TK_SHOWN_DATE,
	TK_SHOWN_TIME,
	/** Hours that do not start again at 24. */
	TK_SHOWN_DURATION,
};

/** Bytes that any number or date takes as text. */
#define TK_VALUE_TEXT 48

/** Write a number in the shortest form that reads back the same; no exponent between 1e-7 and 1e21.
 */
void tk_value_number(double number, char text[TK_VALUE_TEXT]);

/**
 * Write a serial day as a date, a time or both; seconds are rounded.
 * \return false when no calendar has it (negative, after 9999).
 */
bool tk_value_serial(double serial, enum tk_shown shown, char text[TK_VALUE_TEXT]);

/** Read an ISO 8601 date, date and time or time of day, and write it as sheets have it. */
bool tk_value_iso(const char *iso, double *serial, char text[TK_VALUE_TEXT]);
/** The same for a duration: PT12H30M00S. */
bool tk_value_iso_duration(const char *iso, double *serial, char text[TK_VALUE_TEXT]);

/** Fill type, percent, text and number of a cell from a number and how it is shown. */
void tk_value_cell(struct tk_builder *builder, unsigned row, struct tk_cell *cell, double number,
		   enum tk_shown shown);

/**
 * Tell what a spreadsheet's number format shows: only dates, times and percentages from numbers.
 * \param code  Such as "d.m.yyyy;@"; quoted words, colours and conditions do not count.
 */
enum tk_shown tk_format_shown(const char *code);
/** The same for the number of a built-in format (ECMA-376 part 1, 18.8.30). */
enum tk_shown tk_format_builtin(unsigned id);

#endif
