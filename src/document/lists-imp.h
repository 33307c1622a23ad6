#ifndef TK_LISTS_IMP_H
#define TK_LISTS_IMP_H

#include "deck-imp.h"

/* Private to src/document: what the deck's pages of long lists share: the columns of a table, their
 * heads, the cells of its rows, and how they go over the pages. */

#define TK_MOST_COLUMNS 12u

/** A column of a list. */
struct tk_list_column {
	/** Its left edge and width. */
	double x, w;
	enum tk_align align;
	/** It names the row. */
	bool names_row;
	/** Its marks are for the eye, and other columns say what they show: it is an artifact. */
	bool unheard;
	/** Owned. */
	char *head;
	struct tk_text_style style;
};

struct tk_list {
	const struct tk_pen *pen;
	struct tk_list_column columns[TK_MOST_COLUMNS];
	unsigned n_columns;
	/** Both ends of its rules. */
	double x, right_x;
};

void tk_list_init(struct tk_list *list, const struct tk_pen *pen, double x, double right_x);
void tk_list_clear(struct tk_list *list);
/** Add a column. \param head  Taken over. \return it, for choices of style. */
struct tk_list_column *tk_list_add(struct tk_list *list, enum tk_align align, double x, double w,
				   char *head);
/** Change the size of all columns' text. */
void tk_list_size(struct tk_list *list, double size_pt, double leading_pt);
/** \return how many lines a text takes in a column. */
unsigned tk_list_lines(const struct tk_list *list, unsigned column, const char *text);
/** Draw the heads so that their last lines end above y, and the rule at y. */
void tk_list_draw_head(const struct tk_list *list, double y);
/** \return how much higher than two lines the heads are. */
double tk_list_head_extra(const struct tk_list *list);
/** Draw a cell, its element included. \param lang  Of the text. */
void tk_list_put(const struct tk_list *list, unsigned column, double baseline_y, const char *text,
		 enum tk_lang lang);
/** The same with a style of its own. */
void tk_list_put_as(const struct tk_list *list, unsigned column, double baseline_y,
		    const char *text, enum tk_lang lang, const struct tk_text_style *style);
/** The hairline under a row. */
void tk_list_rule(const struct tk_list *list, double y);

/** What a page of a list does; data is the page's own struct. What is NULL is not done. */
struct tk_list_ops {
	/** Choose one of the sizes that rows may have, the usual one first [0-based]. */
	void (*take_size)(void *data, unsigned size);
	unsigned n_sizes;
	/** As in struct tk_table_ops, but never called for the note. */
	double (*height)(const void *data, unsigned row);
	void (*row)(void *data, unsigned row, double y);
	bool (*keeps)(const void *data, unsigned row);
	double (*again)(void *data, unsigned row, double y, bool draw);
	/** Draw what stands above or beside the table; an artifact on further pages. */
	void (*beside)(const void *data);
};

/** One sentence after the rows, the only cell of its row; it is not told on a page of its own. */
struct tk_list_note {
	/** Owned; NULL: there is none. */
	char *text;
	double x, w;
	/** From the last row to its baseline. */
	double base_pt;
};

/** The first member of each page's own struct. */
struct tk_list_page {
	const struct tk_list_ops *ops;
	struct tk_sheet_frame sheet;
	struct tk_list list;
	/** Rows, the note not counted. */
	unsigned n_rows;
	struct tk_list_note note;
	/** Where the rows begin. */
	double top_y;
};

/** Draw the list on as many pages as it takes, in the first size at which one page holds it, and
 * clear the page. Everything is set but the size. */
void tk_list_page_draw(struct tk_list_page *page);

/** \return the language of what a region wrote. */
enum tk_lang tk_words_region_lang(const struct tk_document *doc, unsigned region);
/** \return "Lähde: …" and what a page of lists says after it, for tk_sheet_init(). \param own  Of
 * the page, or NULL; taken over. */
char **tk_list_sources(const struct tk_document *doc, char *own, bool compared);
/** A page without a table: one paragraph under the head. \param titles, note  Taken over. */
void tk_draw_plain_page(struct tk_document *doc, const char *page_key, char **titles, char *note);
/** \return the text, or its beginning with "…" where it takes more lines; owned. */
char *tk_words_cut(const struct tk_pen *pen, const struct tk_text_style *style, double width_pt,
		   unsigned most_lines, const char *text);

#endif
