#ifndef TK_COUNT_TABLE_H
#define TK_COUNT_TABLE_H

#include "deck-imp.h"

/* A table of counts by region beside a column of words (count-table.c), over as many pages as it
 * takes: the country, the regions with most first, those without figures last. */

/** What stands in a cell. */
struct tk_count_cell {
	/** Owned. */
	char *text;
	/** What the text is short for, read aloud in its place; NULL: nothing. Owned. */
	char *heard;
	/** Bold: worth asking about. */
	bool strong;
	/** Of the longest bar, 0-1. */
	double bar;
};

struct tk_count_column {
	/** The head's text; owned. */
	char *head;
	double right_x, width_pt;
	/** A bar stands left of the number where the width is not 0. */
	double bar_x, bar_w;
	enum tk_ink bar;
	/** Words that stand from the column's left edge, instead of numbers at its right edge. */
	bool words;
};

#define TK_MOST_COUNT_COLUMNS 9

struct tk_count_table {
	struct tk_document *doc;
	struct tk_sheet_frame sheet;
	struct tk_region_rows rows;
	struct tk_count_column columns[TK_MOST_COUNT_COLUMNS];
	unsigned n_columns;
	/** What the page knows. */
	const void *page;
	/** \param region  TK_NONE: the country. */
	struct tk_count_cell (*cell)(const void *page, unsigned region, unsigned column);
	/** Draw what stands beside the table, from top_y down. */
	void (*side)(const void *page, double top_y);
	/** Where the rows begin; set by the drawing. */
	double top_y;
};

/** Add a column. \param key  Of its head's text. */
struct tk_count_column *tk_count_table_add(struct tk_count_table *table, const char *key,
					   double right_x, double width_pt);
/** Draw it on the sheet, which has been initialised, and end that. Frees the heads, not the rows. */
void tk_count_table_draw(struct tk_count_table *table);

#endif
