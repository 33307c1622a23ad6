#ifndef TK_WORKBOOK_FORM_IMP_H
#define TK_WORKBOOK_FORM_IMP_H

#include "tilannekuva/form.h"
#include "workbook-imp.h"

/* What the collection form and the fix-it workbook share (form-book.c). */

/** Formats of cells that a region writes in, and of those around them. */
enum tk_form_style {
	/* Unlocked and coloured. */
	TK_FORM_INPUT_TEXT,
	TK_FORM_INPUT_DATE,
	TK_FORM_INPUT_NUMBER,
	/* Headings of areas and groups within the table of tasks. */
	TK_FORM_AREA,
	TK_FORM_GROUP,
	/** A label whose value stands to the right of it. */
	TK_FORM_LABEL,
	/** What makes a status that is not chosen yet stand out. */
	TK_FORM_UNCHOSEN,
	TK_N_FORM_STYLES
};

/** Drop-downs, in columns of the hidden sheet of lists. */
enum tk_form_list { TK_FORM_STATUSES, TK_FORM_AREAS, TK_FORM_INDICATORS, TK_N_FORM_LISTS };

/** What may be written in a cell. */
enum tk_form_check {
	TK_CHECK_NONE,
	TK_CHECK_STATUS,
	TK_CHECK_AREA,
	TK_CHECK_DATE,
	TK_CHECK_SCALE,
	TK_CHECK_NUMBER,
	/** Offered, but others are taken too. */
	TK_CHECK_INDICATOR,
	TK_N_FORM_CHECKS
};

/** A workbook for one region. It must not be moved once open. */
struct tk_form_book {
	struct tk_workbook workbook;
	/** The shared writer looks at a picture: this one has no figures. */
	struct tk_picture picture;
	struct tk_measures measures;
	const struct tk_dataset *dataset;
	const struct tk_region *region;
	/** Words of the drop-downs; owned, NULL-terminated, may be empty. */
	char **lists[TK_N_FORM_LISTS];
	/** Name of the sheet of lists; owned. */
	char *lists_name;
	lxw_format *of[TK_N_FORM_STYLES];
};

/**
 * Open a workbook.
 * \param lists_name  What its sheet of lists is to be called; taken over.
 * \param indicators  Names to choose from; taken over.
 */
bool tk_form_open(struct tk_form_book *book, const struct tk_dataset *dataset, unsigned region,
		  const struct tk_period *period, const struct tk_kit *kit, enum tk_lang lang,
		  char *lists_name, char **indicators, const char *path, struct tk_log *log);
/** Write the hidden lists and the file. \return whether it stands; else the log says why. */
bool tk_form_close(struct tk_form_book *book);

/** Keep the first error. */
void tk_form_keep(struct tk_form_book *book, lxw_error error);
const char *tk_form_text(const struct tk_form_book *book, const char *key);
/** \return form.title or fixit.title with its places filled; owned. */
char *tk_form_title(const struct tk_form_book *book, const char *key);
/** \return "kainuu.xlsx"; owned. */
char *tk_form_file_name(const struct tk_form_book *book);
/** \return the preferred word of the vocabulary in the book's language, else in another; lent. */
const char *tk_form_word(const struct tk_form_book *book, const char *kind, const char *meaning);

/** Add a sheet with its page setup. \return false when it could not be added. */
bool tk_form_add_sheet(struct tk_tab *tab, struct tk_form_book *book,
		       const struct tk_tab_kind *kind, const char *name);
/** Lock everything but the unlocked cells, without a password. */
void tk_form_protect(const struct tk_tab *tab);
/** Say what may be written in some cells. */
void tk_form_check(struct tk_form_book *book, const struct tk_tab *tab, enum tk_form_check check,
		   lxw_row_t first, lxw_row_t last, lxw_col_t col);
/** Cells at the tab's row that a region may change; TK_NO_DATE and NULL are empty. */
void tk_form_put_text(struct tk_form_book *book, struct tk_tab *tab, lxw_col_t col,
		      const char *text, const struct tk_source *source);
void tk_form_put_date(struct tk_form_book *book, struct tk_tab *tab, lxw_col_t col, int32_t date);
void tk_form_put_number(struct tk_form_book *book, struct tk_tab *tab, lxw_col_t col, double value);
void tk_form_put_empty(struct tk_form_book *book, struct tk_tab *tab, lxw_col_t col,
		       enum tk_form_style style);

/* ---- The sheets of a form ---- */

/** What a form is filled with. */
struct tk_form {
	struct tk_form_book book;
	/** The round's and the region's last answers; NULL: none. */
	const struct tk_round *last;
	const struct tk_submission *answers;
};

void tk_form_guide(struct tk_form *form);
void tk_form_risks(struct tk_form *form);
void tk_form_indicators(struct tk_form *form);
/** \return the names of indicators that any region told of, each once; owned. */
char **tk_form_indicator_names(const struct tk_round *round);

#endif
