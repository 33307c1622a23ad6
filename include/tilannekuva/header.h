#ifndef TILANNEKUVA_HEADER_H
#define TILANNEKUVA_HEADER_H

#include "tilannekuva/sheet.h"
#include "tilannekuva/vocabulary.h"

/* Where a table stands on a sheet: its header row and columns, found by their words. */

enum tk_table_kind { TK_TABLE_NONE, TK_TABLE_TASKS, TK_TABLE_RISKS, TK_TABLE_INDICATORS };

/** Columns of the three kinds of table. */
enum {
	TK_TASK_ID,
	TK_TASK_STATUS,
	TK_TASK_NAME,
	TK_TASK_ESTIMATE,
	TK_TASK_OWNER,
	TK_TASK_NOTE,
	TK_TASK_REGION,
	TK_N_TASK_TABLE_COLUMNS,

	TK_RISK_NAME = 0,
	TK_RISK_LIKELIHOOD,
	TK_RISK_IMPACT,
	TK_RISK_AREA,
	TK_RISK_SUPPORT,
	TK_RISK_REGION,

	TK_INDICATOR_NAME = 0,
	TK_INDICATOR_VALUE,
	TK_INDICATOR_UNIT,
	TK_INDICATOR_REGION,

	TK_MOST_COLUMNS = TK_N_TASK_TABLE_COLUMNS
};

struct tk_header {
	enum tk_table_kind kind;
	/** Index among the sheet's rows [0-based]. */
	unsigned row_index;
	/** Column of each part [0-based]; TK_NOWHERE: the table has none. */
	unsigned columns[TK_MOST_COLUMNS];
};

/**
 * Find the table of a sheet.
 * \param log  Takes doubled and missing columns, and as interpretations the words that were matched
 *             otherwise than letter for letter.
 * \return whether there is one; header->kind is TK_TABLE_NONE if not.
 */
bool tk_header_find(const struct tk_sheet *sheet, const struct tk_vocabulary *vocabulary,
		    struct tk_header *header, struct tk_log *log);

/** \return whether a row says the header's words again (a table that goes on over pages). */
bool tk_header_is_repeated(const struct tk_header *header, const struct tk_row *row,
			   const struct tk_vocabulary *vocabulary);

/** \return the column that names the rows' regions [0-based]; TK_NOWHERE: the table has none. */
unsigned tk_header_region(const struct tk_header *header);

/** \return a row's cell in a column of the table, lent; NULL where there is none. */
const struct tk_cell *tk_header_cell(const struct tk_header *header, const struct tk_row *row,
				     unsigned column);
/** \return its text without blanks at its ends, owned; "" where there is none. */
char *tk_header_text(const struct tk_header *header, const struct tk_row *row, unsigned column);
/** \return where it stands, or would stand. */
struct tk_source tk_header_source(const struct tk_header *header, const struct tk_sheet *sheet,
				  const struct tk_row *row, unsigned column);
/** \return the preferred words of a kind's needed columns, "Tunnus, Tila"; owned. */
char *tk_header_needed(const struct tk_vocabulary *vocabulary, enum tk_table_kind kind,
		       enum tk_lang lang);

/** \return headings among a sheet's first rows that are nearly a task table's, "Tunnnus → Tunnus", "–" if
 * none; owned. */
char *tk_header_nearest(const struct tk_sheet *sheet, const struct tk_vocabulary *vocabulary);

#endif
