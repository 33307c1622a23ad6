#ifndef TK_PUBLICATION_IMP_H
#define TK_PUBLICATION_IMP_H

#include "opendata-imp.h"

/* The publication workbook, by the checklists for accessible statistics in spreadsheets (Analysis
 * Function of the UK government, "Releasing statistics in spreadsheets"). */

struct tk_pub;

/** One sheet with a table. */
struct tk_pub_kind {
	/** Its texts are workbook.KEY.name, .title and .table; the last names the table in formulas. */
	const char *key;
	void (*write)(struct tk_pub *pub, struct tk_tab *tab);
	/** Whether there is anything to write; NULL: always. */
	bool (*wanted)(const struct tk_picture *picture);
	/** Texts of the notes to its title, workbook.pub-note.KEY; NULL-terminated. */
	const char *notes[4];
	/** Whether it has figures of the period before, without a column of notes that tells which are
	 * made up. */
	bool compares;
};

/** A publication workbook being written. */
struct tk_pub {
	/** First, for tabs point to it. */
	struct tk_workbook workbook;
	/** Texts of the notes so far, note 1 first; owned. */
	GPtrArray *notes;
	/** What the contents tell of each sheet with a table, of struct tk_pub_sheet; owned. */
	GArray *sheets;
};

/** A line of the contents. */
struct tk_pub_sheet {
	/** Lent by the texts. */
	const char *name;
	/** Owned. */
	char *title;
	unsigned n_rows;
};

/** Text of 12 points; columns are measured in digits of a smaller one. */
#define TK_PUB_SCALE 1.2

/* ---- publication.c: sheets and their notes ---- */

/** Write one head. \param width  In characters of the text. */
void tk_pub_head(struct tk_tab *tab, lxw_col_t col, const char *text, double width, bool number);
/** All heads stand in the current row: make room for the highest and go to the first row. */
void tk_pub_heads_end(struct tk_tab *tab);
/** \return how many lines a text takes in a column of so many characters. */
unsigned tk_pub_lines(const char *text, double width);
/** Height for so many lines of the current row. */
void tk_pub_row_height(struct tk_tab *tab, unsigned lines);
/** \return the mark of a note, "[note 3]", which joins the notes if it is a new one; owned.
 *  \param text  What the note says. */
char *tk_pub_note(struct tk_pub *pub, const char *text);

/* ---- publication-cells.c: cells, none of them empty ---- */

/** Why a cell has no figure. */
enum tk_pub_gap {
	/** There is no data: [x]. */
	TK_PUB_MISSING,
	/** There is nothing that it could be of: [z]. */
	TK_PUB_NOT_APPLICABLE,
};

void tk_pub_put_gap(struct tk_tab *tab, lxw_col_t col, enum tk_pub_gap gap);
/** A text; [z] where it is empty. */
void tk_pub_put_text(struct tk_tab *tab, lxw_col_t col, const char *text);
/** As tk_pub_put_text(); says CELL_TOO_LONG of a place in the input when the text must be cut. */
void tk_pub_put_input(struct tk_tab *tab, lxw_col_t col, const char *text,
		      const struct tk_source *source);
/** A whole percentage, rounded as everywhere. \param reported  Whether it could have a figure. */
void tk_pub_put_percent(struct tk_tab *tab, lxw_col_t col, struct tk_share share, bool reported);
void tk_pub_put_points(struct tk_tab *tab, lxw_col_t col, struct tk_fraction change);
/** The level and the name of a unit, in two columns. */
void tk_pub_put_unit(struct tk_tab *tab, lxw_col_t col, const struct tk_open_unit *unit);
/** Marks of the notes of a unit's row: why it has no figures, and that they are made up.
 *  \param reason  Owned here; NULL: it has figures. */
void tk_pub_put_notes(struct tk_pub *pub, struct tk_tab *tab, lxw_col_t col, char *reason,
		      bool illustrative);
/** \return an area's name with "(%)", or with more words by a key that has {area}; owned. */
char *tk_pub_area_head(const struct tk_workbook *workbook, unsigned area, const char *key);
/** Heads of level and unit. */
void tk_pub_unit_heads(struct tk_tab *tab, lxw_col_t col);
void tk_pub_notes_head(struct tk_tab *tab, lxw_col_t col);
/** A head from the texts, workbook.pub-col.KEY. */
void tk_pub_key_head(struct tk_tab *tab, lxw_col_t col, const char *key, double width, bool number);

/* ---- One function a table ---- */

void tk_pub_progress(struct tk_pub *pub, struct tk_tab *tab);
void tk_pub_progress_all(struct tk_pub *pub, struct tk_tab *tab);
void tk_pub_readiness(struct tk_pub *pub, struct tk_tab *tab);
void tk_pub_readiness_all(struct tk_pub *pub, struct tk_tab *tab);
void tk_pub_change(struct tk_pub *pub, struct tk_tab *tab);
void tk_pub_coops(struct tk_pub *pub, struct tk_tab *tab);
void tk_pub_late(struct tk_pub *pub, struct tk_tab *tab);
void tk_pub_risks(struct tk_pub *pub, struct tk_tab *tab);
void tk_pub_indicators(struct tk_pub *pub, struct tk_tab *tab);
void tk_pub_quality(struct tk_pub *pub, struct tk_tab *tab);

/* ---- publication-cover.c: the sheets that tell of the others ---- */

/** Write the cover, when all tables stand. */
void tk_pub_cover(struct tk_pub *pub, struct tk_tab *tab);
/** Write the table of notes. */
void tk_pub_notes(struct tk_pub *pub, struct tk_tab *tab);

#endif
