#ifndef TK_COOPS_IMP_H
#define TK_COOPS_IMP_H

#include "deck-imp.h"

/* The page of the cooperation areas (deck-coops.c) and its table (coops-table.c). */

/** A row for the country, then for each cooperation area; those without figures are last. */
struct tk_coops_page {
	struct tk_document *doc;
	struct tk_sheet_frame sheet;
	/** Cooperation areas in order, and areas; owned. */
	unsigned *order, *areas;
	unsigned n_areas, n_reported;
	/** The table's own: a table that is too wide is cut into several, each with its areas. */
	unsigned first_area, n_shown, n_groups;
	struct tk_columns columns;
	double pitch, top_y;
};

/* A coop is an index or TK_NONE: the country. */

/** \return its figures, lent. */
const struct tk_figures *tk_coops_figures(const struct tk_coops_page *page, unsigned coop,
					  unsigned area);
/** \return its change, lent; NULL: there is nothing to compare with. */
const struct tk_change *tk_coops_change(const struct tk_coops_page *page, unsigned coop);
/** \return how many of its regions have reported. */
unsigned tk_coops_reported(const struct tk_coops_page *page, unsigned coop);

/** Draw the rows on as many pages as they take; the sheet is begun and ended. */
void tk_coops_draw_tables(struct tk_coops_page *page);

#endif
