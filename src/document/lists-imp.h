#ifndef TK_LISTS_IMP_H
#define TK_LISTS_IMP_H

#include "deck-imp.h"

/* Private to src/document: what the deck's pages of long lists share: the columns of a table, their
 * heads and the cells of its rows. */

#define TK_MOST_COLUMNS 12u

/** A column of a list. */
struct tk_list_column {
	/** Its left edge and width. */
	double x, w;
	enum tk_align align;
	/** It names the row. */
	bool names_row;
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
/** Draw the only cell of a row: text over all columns. */
void tk_list_put_note(const struct tk_list *list, double x, double baseline_y, double width_pt,
		      const char *text);
/** \return how many lines that takes. */
unsigned tk_list_note_lines(const struct tk_list *list, double width_pt, const char *text);
/** The hairline under a row. */
void tk_list_rule(const struct tk_list *list, double y);

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
