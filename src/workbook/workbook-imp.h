#ifndef TK_WORKBOOK_IMP_H
#define TK_WORKBOOK_IMP_H

#include <locale.h>
#include <xlsxwriter.h>

#include "tilannekuva/workbook.h"

/* ---- durable.c: a file stands whole under its name, or not at all ---- */

/** A file that is written under a temporary name beside its own. */
struct tk_durable {
	/** Owned. */
	char *path, *temp;
	int fd;
};

/** Make the temporary file. \return whether it could; else the log has OUTPUT_FAILED. */
bool tk_durable_open(struct tk_durable *file, const char *path, struct tk_log *log);
/** Sync, close, rename. \return whether the file stands; else nothing is left; the log says why. */
bool tk_durable_commit(struct tk_durable *file, struct tk_log *log);
/** Close and remove the temporary file. \param reason  For OUTPUT_FAILED; NULL: told already. */
void tk_durable_abandon(struct tk_durable *file, const char *reason, struct tk_log *log);

/* ---- package.c: what libxlsxwriter leaves unchecked ---- */

/** \return whether every part of a workbook reads back and is well-formed. */
bool tk_package_is_whole(const char *path);

/* ---- clean.c: words from submissions, made fit for their readers ---- */

/** Most characters of a cell (UTF-16 units). */
#define TK_CELL_MOST 32767

/**
 * Make a text fit for a cell: control characters become their pictures (U+2400 and up), line ends
 * become LF, soft hyphens go, and what is over TK_CELL_MOST is cut.
 * \param cut  Set to whether something was cut; may be NULL.
 * \return owned.
 */
char *tk_clean_text(const char *text, bool *cut);
/** As tk_clean_text(), with what workbooks would take for an escaped character escaped itself. */
char *tk_clean_cell(const char *text, bool *cut);
/** \return a source file as recipients know it, without the place of the data folder; lent. */
const char *tk_clean_path(const struct tk_dataset *dataset, const char *file);
/** \return why a region has no figures in a period, in words; owned.
 *  \param texts  NULL: only the settings' and the diagnostics' own words (open data). */
char *tk_region_reason(const struct tk_measures *measures, unsigned region,
		       const struct tk_log *log, const struct tk_texts *texts, enum tk_lang lang);

/* ---- style.c: cell formats by what they are for ---- */

enum tk_style {
	TK_STYLE_TITLE,
	TK_STYLE_NOTE,
	TK_STYLE_SECTION,
	TK_STYLE_HEAD_TEXT,
	TK_STYLE_HEAD_NUMBER,
	TK_STYLE_TEXT,
	TK_STYLE_WRAP,
	TK_STYLE_LINK,
	TK_STYLE_INT,
	TK_STYLE_NUMBER,
	TK_STYLE_PERCENT,
	TK_STYLE_POINTS,
	/** A whole change with its sign. */
	TK_STYLE_SIGNED,
	TK_STYLE_DATE,
	/** "–" where there is no figure. */
	TK_STYLE_NONE,
	/** Hatched: a region without figures. */
	TK_STYLE_NO_DATA,
	/* The row of task counts under the heads. */
	TK_STYLE_COUNT_TEXT,
	TK_STYLE_COUNT_INT,
	/* The country's row. */
	TK_STYLE_STRONG_TEXT,
	TK_STYLE_STRONG_INT,
	TK_STYLE_STRONG_PERCENT,
	TK_STYLE_STRONG_POINTS,
	TK_STYLE_STRONG_NONE,
	TK_N_STYLES
};

/** The formats of one workbook; lent by it. */
struct tk_styles {
	lxw_format *of[TK_N_STYLES];
	/** By class: percentages with pips, in plain rows and in the country's; and words. */
	lxw_format *class_percent[2][TK_MOST_CLASSES], *class_text[TK_MOST_CLASSES];
	/** By zone of the risk matrix, mildest first. */
	lxw_format *zone[4];
};

void tk_styles_make(struct tk_styles *styles, lxw_workbook *book, const struct tk_theme *theme,
		    unsigned n_classes, enum tk_lang lang);
/** \return the pips of a class [0-based] of n: "●●○○"; owned. */
char *tk_class_pips(unsigned k, unsigned n);

/* ---- writer.c: libxlsxwriter with one memory for errors ---- */

struct tk_tab;

/** One kind of sheet. */
struct tk_tab_kind {
	/** Its texts are workbook.KEY.name, .title and .note. */
	const char *key;
	void (*write)(struct tk_tab *tab);
	/** Whether the first column stays in view. */
	bool freeze_column;
};

/** A workbook being written. Its first error is kept; later calls do nothing. */
struct tk_workbook {
	const struct tk_picture *picture;
	const struct tk_kit *kit;
	enum tk_lang lang;
	struct tk_log *log;
	const struct tk_tab_kind *kinds;
	unsigned n_kinds;
	lxw_workbook *book;
	lxw_error error;
	struct tk_styles styles;
	struct tk_durable file;
	locale_t locale, old_locale;
	/** Regions by name, those without figures among them; owned. */
	unsigned *order;
	/** Names of periods, "10/2021"; owned. before is NULL where there is none. */
	char *period, *before;
	/** Whether figures are formulas upon the sheet of tasks. */
	bool live;
};

/** One sheet being written, row by row from the top. */
struct tk_tab {
	struct tk_workbook *workbook;
	const struct tk_tab_kind *kind;
	lxw_worksheet *sheet;
	/** The row that the put calls write to [0-based]. */
	lxw_row_t row;
	lxw_col_t n_cols;
};

/** Rows of every sheet but the guide [0-based]. */
#define TK_HEAD_ROW 3
#define TK_FIRST_ROW 4

bool tk_workbook_open(struct tk_workbook *workbook, const char *path);
/** Write all sheets of the table in its order. */
void tk_workbook_write_tabs(struct tk_workbook *workbook);
/** Write the file and free everything. \return whether the file stands; else the log says why. */
bool tk_workbook_close(struct tk_workbook *workbook);

const char *tk_workbook_text(const struct tk_workbook *workbook, const char *key);
/** \return a kind's text "workbook.KEY.PART". */
const char *tk_tab_text(const struct tk_workbook *workbook, const char *key, const char *part);

void tk_put_text(struct tk_tab *tab, lxw_col_t col, const char *text, enum tk_style style);
/** As tk_put_text(); says CELL_TOO_LONG of a place in the input when the text must be cut. */
void tk_put_input(struct tk_tab *tab, lxw_col_t col, const char *text, enum tk_style style,
		  const struct tk_source *source);
void tk_put_formatted(struct tk_tab *tab, lxw_col_t col, const char *text, lxw_format *format);
void tk_put_int(struct tk_tab *tab, lxw_col_t col, int64_t value, enum tk_style style);
void tk_put_number(struct tk_tab *tab, lxw_col_t col, double value, enum tk_style style);
/** TK_NO_DATE leaves the cell empty. */
void tk_put_date(struct tk_tab *tab, lxw_col_t col, int32_t date);
void tk_put_blank(struct tk_tab *tab, lxw_col_t col, enum tk_style style);
/** "–" */
void tk_put_none(struct tk_tab *tab, lxw_col_t col, bool strong);
/** A formula and the value that it has. */
void tk_put_formula(struct tk_tab *tab, lxw_col_t col, const char *formula, double value,
		    lxw_format *format);
void tk_put_formula_text(struct tk_tab *tab, lxw_col_t col, const char *formula, const char *value,
			 enum tk_style style);
/** Words that lead to another sheet of the workbook. */
void tk_put_link(struct tk_tab *tab, lxw_col_t col, const char *sheet, const char *text);
/** Yes or no in words. */
void tk_put_yes(struct tk_tab *tab, lxw_col_t col, bool yes);
lxw_format *tk_tab_format(const struct tk_tab *tab, enum tk_style style);
void tk_tab_row_height(struct tk_tab *tab, double points);

/* ---- layout.c: what all sheets have in common ---- */

/** A column of a sheet with a fixed set of them. */
struct tk_column {
	/** Its head is workbook.col.KEY. */
	const char *key;
	/** In characters. */
	double width;
	/** Whether its head stands over numbers, to the right. */
	bool number;
};

/** Add a sheet: its name, page setup, title and note. \return false when it could not be added. */
bool tk_tab_open(struct tk_tab *tab, struct tk_workbook *workbook, const struct tk_tab_kind *kind);
/** Write the heads of columns from a table and go to the first row under them. */
void tk_tab_heads(struct tk_tab *tab, const struct tk_column *columns, unsigned n);
/** Write one head of a sheet whose columns depend on the data; tk_tab_heads_end() when all stand.
 */
void tk_tab_head(struct tk_tab *tab, lxw_col_t col, const char *text, double width, bool number);
/** \param lines  How many lines the highest head takes. */
void tk_tab_heads_end(struct tk_tab *tab, unsigned lines);
/** \return how many lines a text takes in a column. */
unsigned tk_lines(const char *text, double width);
/** Most rows of a table; a spreadsheet has 1,048,576 in all. */
#define TK_MOST_ROWS 1000000u
/** \return whether another row fits; when it does not, the row says that so many were left out. */
bool tk_tab_has_room(struct tk_tab *tab, unsigned n_left);
/** The filter, when all rows stand. */
void tk_tab_close(struct tk_tab *tab);
/** \return a title's or note's text with the workbook's usual places filled; owned. */
char *tk_workbook_format(const struct tk_workbook *workbook, const char *key);
/** \return what a class [0-based] takes in, "25–49 %"; owned. */
char *tk_class_words(const struct tk_workbook *workbook, unsigned k);

/* ---- formula.c: figures as formulas upon the sheet of tasks ---- */

/** Columns of the sheet of tasks that formulas look at. */
enum tk_task_column {
	TK_BY_REGION,
	TK_BY_COOP,
	TK_BY_AREA,
	TK_BY_STATUS,
	TK_BY_WINDOW,
	TK_BY_LATE,
	TK_N_TASK_COLUMNS
};

/** Which tasks a formula counts; NULL leaves a condition out. */
struct tk_criteria {
	/** Expressions, such as "$A7" or "\"Kainuu\"". */
	const char *region, *coop, *area;
};

/** \return whether names can be looked up by formulas and the sheet of tasks is small enough. */
bool tk_formula_possible(const struct tk_workbook *workbook);
/** \return the formula of a share; owned. */
char *tk_formula_share(const struct tk_workbook *workbook, enum tk_measure measure,
		       const struct tk_criteria *criteria);
/** \return the formula of how many tasks are late; owned. */
char *tk_formula_late(const struct tk_workbook *workbook, const struct tk_criteria *criteria);
/** Name a column of the sheet of tasks. */
void tk_formula_define(struct tk_tab *tab, enum tk_task_column column, lxw_col_t col);
/** \return a text as a formula writes it, in quotes; owned. */
char *tk_formula_quote(const char *text);
/** \return a cell "B7", or "'Eteneminen'!B7" where a sheet is given; owned. \param row,col
 * [0-based] */
char *tk_formula_cell(const char *sheet, lxw_row_t row, lxw_col_t col);

/* ---- figures.c: cells of shares and changes ---- */

/** A share as a percentage with the pips of its class; "–" where there is none.
 *  \param formula  NULL: a plain number. */
void tk_put_share(struct tk_tab *tab, lxw_col_t col, struct tk_share share, const char *formula,
		  bool strong);
/** A share as a plain percentage. */
void tk_put_percent(struct tk_tab *tab, lxw_col_t col, struct tk_share share, const char *formula,
		    bool strong);
/** Percentage points with their sign. \param formula  NULL: a plain number. */
void tk_put_points(struct tk_tab *tab, lxw_col_t col, struct tk_fraction change,
		   const char *formula, bool strong);
/** The reason in the first column and the hatch in all of them. */
void tk_put_no_data(struct tk_tab *tab, lxw_col_t first, lxw_col_t last, unsigned region);
/** Heads of the areas and of their total from a column on. \return lines of the highest one. */
unsigned tk_put_area_heads(struct tk_tab *tab, lxw_col_t first);
double tk_share_value(struct tk_share share);
/** \return in percentage points. */
double tk_fraction_value(struct tk_fraction fraction);
const char *tk_region_name(const struct tk_workbook *workbook, unsigned region);
/** \return an area's name, "" for none, the word for all of them; lent. */
const char *tk_area_name(const struct tk_workbook *workbook, unsigned area);

/** Rows of the country and of the first region on the sheets of progress, readiness, change. */
#define TK_COUNTRY_ROW (TK_FIRST_ROW + 1)
#define TK_REGION_ROW (TK_FIRST_ROW + 2)

/* ---- One function a sheet ---- */

void tk_tab_guide(struct tk_tab *tab);
void tk_tab_progress(struct tk_tab *tab);
void tk_tab_readiness(struct tk_tab *tab);
void tk_tab_change(struct tk_tab *tab);
void tk_tab_coops(struct tk_tab *tab);
void tk_tab_late(struct tk_tab *tab);
void tk_tab_risks(struct tk_tab *tab);
void tk_tab_region_risks(struct tk_tab *tab);
void tk_tab_indicators(struct tk_tab *tab);
void tk_tab_tasks(struct tk_tab *tab);
void tk_tab_quality(struct tk_tab *tab);
void tk_tab_ledger(struct tk_tab *tab);
void tk_tab_totals(struct tk_tab *tab);
void tk_tab_coverage(struct tk_tab *tab);

#endif
