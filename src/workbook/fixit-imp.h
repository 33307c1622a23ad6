#ifndef TK_WORKBOOK_FIXIT_IMP_H
#define TK_WORKBOOK_FIXIT_IMP_H

#include "form-imp.h"
#include "tilannekuva/header.h"

/* The fix-it workbook: planned first, as the list of problems links to places in the copies. */

/** What kind of table a sheet has, and where its parts stand. */
struct tk_fix_table {
	enum tk_table_kind kind;
	/** Row of the header [0-based on the sheet]. */
	unsigned row;
	/** Columns of a task table, the region's also of the others; TK_NOWHERE: not there. */
	unsigned id, status, name, region;
};

/** A cell in question. */
struct tk_fix_mark {
	/** What is wrong with it; owned. */
	GString *text;
	enum tk_form_check check;
	/** A header word that is put there; lent; NULL: what stood there. */
	const char *word;
};

/** A sheet to be copied. */
struct tk_fix_sheet {
	const struct tk_sheet *sheet;
	/** Its name in the workbook; owned. */
	char *name;
	struct tk_fix_table table;
	/** Only the region's own rows of a file from many regions. */
	bool shared;
	/** tk_fix_key() -> struct tk_fix_mark; owned. */
	GHashTable *marks;
	/** Rows that are marked as a whole, +1; owned. */
	GHashTable *rows;
	/** Where missing tasks begin, and which they are; owned, NULL: none. */
	unsigned first_missing;
	GArray *missing;
	/** Columns in use, added ones included. */
	unsigned n_cols;
};

/** One line of the list. */
struct tk_fix_problem {
	const struct tk_message *message;
	/** Where to mend it; NULL: nowhere in particular. */
	const struct tk_fix_sheet *sheet;
	unsigned row, col;
};

struct tk_fixit {
	struct tk_form_book book;
	const struct tk_round *round;
	unsigned region;
	struct tk_fix_sheet *sheets;
	unsigned n_sheets;
	/** struct tk_fix_problem; owned. */
	GArray *problems;
	/** How many there were beyond those. */
	unsigned n_more;
};

/* fixit-table.c */

/** Find the table of a sheet by the vocabulary's words. */
void tk_fix_table_find(struct tk_fix_table *table, const struct tk_sheet *sheet,
		       const struct tk_vocabulary *vocabulary);
/** \return a sheet's row by its number, lent, or NULL. */
const struct tk_row *tk_fix_row(const struct tk_sheet *sheet, unsigned row);
/** \return whether a row is copied: one above the table, or one of the region. */
bool tk_fix_row_is_own(const struct tk_fix_sheet *sheet, const struct tk_row *row,
		       const struct tk_region *region);
/** \return indexes of the tasks that are missing (all, where nothing was read) and stand on no row of
 * the table; owned. */
GArray *tk_fix_missing(const struct tk_fix_sheet *sheet, const struct tk_submission *submission,
		       const struct tk_dataset *dataset, const struct tk_region *region);

/* fixit-plan.c */

/** Plan the copies. \return a name for the sheet of lists; owned. */
char *tk_fix_plan_sheets(struct tk_fixit *fixit, const struct tk_sheet *const *sheets,
			 unsigned n_sheets, const struct tk_kit *kit, enum tk_lang lang);
/** Place the problems and mark the cells. */
void tk_fix_plan_problems(struct tk_fixit *fixit, const struct tk_kit *kit, enum tk_lang lang,
			  const struct tk_log *problems);
void tk_fix_free(struct tk_fixit *fixit);
/** \return the key of a cell's mark. */
gpointer tk_fix_key(unsigned row, unsigned col);
/** \return whether something in a region's submission came from a file. */
bool tk_fix_gave(const struct tk_round *round, unsigned region, const char *file);

/* fixit-list.c, fixit-copy.c */

void tk_fix_list(struct tk_fixit *fixit);
void tk_fix_copy(struct tk_fixit *fixit, const struct tk_fix_sheet *sheet);

#endif
