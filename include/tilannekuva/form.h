#ifndef TILANNEKUVA_FORM_H
#define TILANNEKUVA_FORM_H

#include "tilannekuva/kit.h"
#include "tilannekuva/model.h"
#include "tilannekuva/sheet.h"

/* Workbooks that go back to a region: the form it answers on, and its own answers with what must be
 * mended in them. Both are read again as its submission. Texts of submissions are always texts: never
 * formulas. The same input gives the same bytes. */

/**
 * Write a region's collection form, in the first of its own languages: instructions; its tasks with
 * their last statuses, estimates, owners and notes; risks; indicators. Statuses, areas and indicators
 * have drop-downs, dates and numbers are validated, and all that is not to be filled in is locked
 * (without a password). A task that the last submission left out has the status it was counted as: not
 * started. Where there is no last submission, the statuses are empty and stand out until they are
 * chosen; a task without a status is told of when the form is read.
 * \param last    The round to take answers from, borrowed; NULL: none. Its region may not have reported.
 * \param region  Index among the regions.
 * \param period  The period to be reported; it need not be one of the dataset's.
 * \param path    The .xlsx to write; a submission's name is "<region id>.xlsx".
 * \return whether it stands; else the log has OUTPUT_FAILED and what stood at path is untouched.
 */
bool tk_form_write(const struct tk_dataset *dataset, const struct tk_round *last, unsigned region,
		   const struct tk_period *period, const struct tk_kit *kit, const char *path,
		   struct tk_log *log);

/** \return whether a file of the round, named as in diagnostics, is from this region: something in its
 *  submission came from it, or its name begins with the region's id. */
bool tk_fixit_has_file(const struct tk_round *round, unsigned region, const char *file);

/** \return whether warnings or errors were said of the region's files. */
bool tk_fixit_is_needed(const struct tk_round *round, unsigned region,
			const struct tk_log *problems);

/**
 * Write what a region must mend: a list of the problems with links, then its own sheets, every cell
 * where it was and of the type that it had; the cells in question are coloured and have a comment
 * that says what is wrong and, where words or numbers are asked for, a drop-down or a check. Missing
 * tasks stand below the table, missing columns to its right, to be filled in. Of a file from many
 * regions only the region's own rows are copied. Task tables of files that were left out for another
 * file of the region's are not copied, nor are hidden and empty sheets.
 * \param round     As it was read.
 * \param sheets    The sheets of the region's files (tk_fixit_has_file()), n_sheets of them, read again
 *                  under the names of the diagnostics; borrowed.
 * \param lang      Language of the list and the comments.
 * \param problems  What reading said; those of other files are passed over. At most
 *                  TK_FIXIT_MOST_PROBLEMS are shown.
 * \param log       Takes what goes wrong with the writing; may be the same log.
 * \return as tk_form_write().
 */
bool tk_fixit_write(const struct tk_round *round, unsigned region,
		    const struct tk_sheet *const *sheets, unsigned n_sheets,
		    const struct tk_kit *kit, enum tk_lang lang, const char *path,
		    const struct tk_log *problems, struct tk_log *log);

#define TK_FIXIT_MOST_PROBLEMS 2000u

#endif
