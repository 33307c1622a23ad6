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
/** Look at the temporary file anew, after it was replaced by another of its name. \return whether it
 * is there. */
bool tk_durable_reopen(struct tk_durable *file);

/* ---- package.c: what libxlsxwriter leaves unchecked ---- */

/** \return whether every part of a workbook reads back and is well-formed. */
bool tk_package_is_whole(const char *path);
/** Say a workbook's language in its properties (dc:language of ECMA-376 part 2). The file is replaced
 * by a new one. \return whether it could. */
bool tk_package_set_language(const char *path, enum tk_lang lang);

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
	/** The first sheet's title. */
	TK_STYLE_COVER,
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
	TK_STYLE_COUNT_DATE,
	/* Figures of the cover, beside their labels. */
	TK_STYLE_FACT_INT,
	TK_STYLE_FACT_PERCENT,
	TK_STYLE_FACT_POINTS,
	TK_STYLE_FACT_DATE,
	/* The country's row. */
	TK_STYLE_STRONG_TEXT,
	TK_STYLE_STRONG_INT,
	TK_STYLE_STRONG_NUMBER,
	TK_STYLE_STRONG_SIGNED,
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
	/** What a cell takes on while a rule holds: by class, and by zone. */
	lxw_format *class_rule[TK_MOST_CLASSES], *zone_rule[4];
};

/** \param scale  1: text of 10 points. */
void tk_styles_make(struct tk_styles *styles, lxw_workbook *book, const struct tk_theme *theme,
		    unsigned n_classes, enum tk_lang lang, double scale);
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
	/** Whether it prints upright. */
	bool portrait;
};

/** Words as formulas write them, in quotes: thousands of rows need the same ones. Owned. */
struct tk_formula_words {
	char *status[TK_N_STATUSES], *yes, *no;
};

/** A workbook being written. Its first error is kept; later calls do nothing. */
struct tk_workbook {
	const struct tk_picture *picture;
	/** The picture asked for, where the region's last figures are of an earlier one; else NULL. */
	const struct tk_picture *asked;
	const struct tk_kit *kit;
	enum tk_lang lang;
	struct tk_log *log;
	const struct tk_tab_kind *kinds;
	unsigned n_kinds;
	/** The workbook's own title and keywords are the texts workbook.KEY.title and .keywords. */
	const char *key;
	/** Whose workbook it is; TK_NONE: the country's. */
	unsigned region;
	/** 0: 1, text of 10 points. */
	double scale;
	/** Whether sheets stay in memory until all stand, as marked tables need. */
	bool in_memory;
	lxw_workbook *book;
	lxw_error error;
	struct tk_styles styles;
	struct tk_durable file;
	locale_t locale, old_locale;
	/** Regions by name, those without figures among them; owned. */
	unsigned *order;
	/** Names of periods, "10/2021"; owned. before is NULL where there is none. */
	char *period, *before, *asked_period;
	/** Whether figures are formulas upon the sheet of tasks. */
	bool live;
	struct tk_formula_words words;
	/** The national workbook alone: the rows of tasks are in files of their own. */
	bool split;
	/** Regions whose tasks this file holds, from and up to a place in order; to is 0: all. */
	unsigned part_from, part_to;
	/** Names given to cells so far, of struct tk_cell_name; and all names in use; owned. */
	GPtrArray *names;
	GHashTable *names_in_use;
	/** Where rows of the input stand in this workbook: struct tk_source -> its sheet's name and
	 * row; owned. */
	GHashTable *places;
	/** Heads of the columns of the sheet being written; owned. */
	GPtrArray *heads;
};

/** One sheet being written, row by row from the top. */
struct tk_tab {
	struct tk_workbook *workbook;
	const struct tk_tab_kind *kind;
	lxw_worksheet *sheet;
	/** The row that the put calls write to [0-based]. */
	lxw_row_t row;
	lxw_col_t n_cols;
	/** Lines that the highest head takes. */
	unsigned head_lines;
	/** How many columns are printed; 0: all. And how many of them on every page, where the sheet
	 * takes more than one across; 0: one. */
	lxw_col_t n_printed, n_repeated;
};

/** Rows of every sheet but the guide [0-based]. */
#define TK_HEAD_ROW 3
#define TK_FIRST_ROW 4

bool tk_workbook_open(struct tk_workbook *workbook, const char *path);
/** Most rows of tasks in a workbook; over it they go to files of their own. Formulas over more would
 * keep a spreadsheet busy for minutes. */
#define TK_MOST_ROWS_WITHIN 50000u
/** \return how many rows the sheet of tasks has. */
uint64_t tk_workbook_task_rows(const struct tk_workbook *workbook);
/** \return whether the workbook has a kind of sheet. */
bool tk_workbook_has_tab(const struct tk_workbook *workbook, const char *key);
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
/** As tk_put_link(), to the first cell of a row [0-based]. */
void tk_put_link_to(struct tk_tab *tab, lxw_col_t col, const char *sheet, lxw_row_t row,
		    const char *text);
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
/** The height of the heads, their freezing and repeating. */
void tk_tab_heads_end(struct tk_tab *tab);
/** \return how many lines a text takes in a column. */
unsigned tk_lines(const char *text, double width);
/** Most rows of a table; a spreadsheet has 1,048,576 in all. */
#define TK_MOST_ROWS 1000000u
/** \return whether another row fits; when it does not, the row says that so many were left out. */
bool tk_tab_has_room(struct tk_tab *tab, unsigned n_left);
/** Print on as few pages across as leave the text readable, with what tells rows apart on
 * each of them. */
void tk_tab_fit_pages(struct tk_tab *tab);
/** The filter and the fit of the print, when all rows stand. */
void tk_tab_close(struct tk_tab *tab);
/** As tk_tab_close(), with heads and rows marked as a table, where the workbook is in memory.
 * \param name    As formulas name it.
 * \param filter  Whether its heads have filters. */
void tk_tab_close_table(struct tk_tab *tab, const char *name, bool filter);
/** Mark the heads and the rows down to the current one as a table, in a workbook in memory.
 * \param head  The row of the heads. */
void tk_tab_mark_table(struct tk_tab *tab, lxw_row_t head, const char *name, bool filter);
/** Say that there are no rows, where there are none. \param key  Of the text. */
void tk_tab_nothing(struct tk_tab *tab, const char *key);
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
	TK_BY_ID,
	TK_N_TASK_COLUMNS
};

/** Which tasks a formula counts; NULL leaves a condition out. */
struct tk_criteria {
	/** Expressions, such as "$A7" or "\"Kainuu\"". */
	const char *region, *coop, *area;
};

/** \return whether names can be looked up by formulas and the sheet of tasks is small enough. */
bool tk_formula_possible(const struct tk_workbook *workbook);
/** Make, and free, the words of a workbook's formulas. */
void tk_formula_words_make(struct tk_workbook *workbook);
void tk_formula_words_clear(struct tk_workbook *workbook);
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

/** \return as tk_formula_cell(), with the place fixed: "'Eteneminen'!$B$7"; owned. */
char *tk_formula_fixed(const char *sheet, lxw_row_t row, lxw_col_t col);
/** \return a range of one column or row, fixed: "'Eteneminen'!$B$7:$B$29"; owned.
 *  \param sheet  NULL: the formula's own. */
char *tk_formula_range(const char *sheet, lxw_row_t first_row, lxw_col_t first_col,
		       lxw_row_t last_row, lxw_col_t last_col);
/** \return whether ids of tasks can be looked up by formulas: none looks like a number. */
bool tk_formula_ids_possible(const struct tk_workbook *workbook);
/* Cells of the guide that formulas look at. */
#define TK_NAME_REPORTING "tk_reporting_date"
#define TK_NAME_WINDOW_START "tk_window_start"
#define TK_NAME_WINDOW_END "tk_window_end"
/** Lowest percent of a class but the first, followed by its number. */
#define TK_NAME_CLASS_LIMIT "class_limit_"
/** What a formula tells of a row of the sheet of tasks, by the row's own cells. */
enum tk_row_fact { TK_ROW_BEGUN, TK_ROW_DONE, TK_ROW_WINDOW, TK_ROW_LATE, TK_N_ROW_FACTS };
/** \return the formula of a fact; owned. \param status,start,end  Cells of the row, as "H5". */
char *tk_formula_row_fact(const struct tk_workbook *workbook, enum tk_row_fact fact,
			  const char *status, const char *start, const char *end);
/** \return the formula of how many regions are late with a task, or have not begun it though late;
 * owned. \param id  A cell. */
char *tk_formula_late_regions(const struct tk_workbook *workbook, const char *id, bool not_begun);
/** \return the word of a status; lent. */
const char *tk_status_word(const struct tk_workbook *workbook, enum tk_status status);

/* ---- names.c: cells with names, for other workbooks to link to ---- */

/** A cell with a name. */
struct tk_cell_name {
	/** As formulas write it, in every language of the workbook the same. */
	char *name;
	/** What it is, in words. */
	char *what;
	double value;
	enum tk_style style;
};

/** Name the cell that stands at a place of a sheet and keep it for the sheet of names.
 *  \param name   Made of parts by "_"; what names cannot hold becomes "_", and one in use gets a
 *                number. Each part is lent; the last one is followed by NULL.
 *  \param what   Taken. */
void tk_name_cell(struct tk_tab *tab, lxw_row_t row, lxw_col_t col, char *what, double value,
		  enum tk_style style, ...) G_GNUC_NULL_TERMINATED;

/* ---- places.c: where rows of the input stand in the workbook ---- */

/** Keep that the current row came from a place in the input. */
void tk_place_keep(struct tk_tab *tab, const struct tk_source *source);
/** Write a link to the row that came from a place in the input, or else to the row of its region on
 * the sheet of coverage; nothing where there is none. */
void tk_place_put(struct tk_tab *tab, lxw_col_t col, const struct tk_source *source);

/* ---- figures.c: cells of shares and changes ---- */

/** Give shares the format of their class by rules, so that it follows when rows of tasks are changed.
 * The limits are the cells class_limit_1, … of the guide. Nothing where figures are not live. */
void tk_tab_class_rules(struct tk_tab *tab, lxw_row_t first_row, lxw_col_t first_col,
			lxw_row_t last_row, lxw_col_t last_col);
/** Add a name to a list of many, which ends before it fills its cell. \param n_left  Counts those
 * that did not fit. */
void tk_cell_list_add(GString *list, unsigned *n_left, const char *name);
/** "…, and 123 more" */
void tk_cell_list_end(const struct tk_workbook *workbook, GString *list, unsigned n_left);
/** Write the median of a column's regions: a formula, and the value that it has. */
void tk_put_median(struct tk_tab *tab, lxw_col_t col, struct tk_fraction median, bool is_class);

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
/** Heads of the areas and of their total from a column on. */
void tk_put_area_heads(struct tk_tab *tab, lxw_col_t first);
double tk_share_value(struct tk_share share);
/** \return in percentage points. */
double tk_fraction_value(struct tk_fraction fraction);
const char *tk_region_name(const struct tk_workbook *workbook, unsigned region);
/** \return an area's name, "" for none, the word for all of them; lent. */
const char *tk_area_name(const struct tk_workbook *workbook, unsigned area);

/* ---- charts.c: charts of one look ---- */

/** \return a chart with a title and without a legend; lent by the workbook. */
lxw_chart *tk_chart_new(struct tk_tab *tab, lxw_chart_type type, const char *title);
/** Dress the axes of horizontal bars of shares, the first on top. \param names_key  Of what the bars
 * are. */
void tk_chart_dress_bars(const struct tk_workbook *workbook, lxw_chart *chart,
			 const char *names_key);
/** Write a series' shares beside its bars or points. */
void tk_chart_label_percents(const struct tk_workbook *workbook, lxw_chart_series *series);

/* ---- guide.c: rows of the first sheet ---- */

void tk_guide_columns(struct tk_tab *tab);
/** A label and what belongs to it. */
void tk_guide_pair(struct tk_tab *tab, const char *label, const char *text);
/** A heading with a row's space above it. \param key  Of its text. */
void tk_guide_section(struct tk_tab *tab, const char *key);
/** Pairs from the texts workbook.guide.KEY and workbook.guide.KEY.text. \param keys
 * NULL-terminated. */
void tk_guide_keys(struct tk_tab *tab, const char *const *keys);
/** A date that formulas look at by a name. \param key  Of its label. */
void tk_guide_named_date(struct tk_tab *tab, const char *key, int32_t date, const char *name);
/** Where figures are made up. */
void tk_guide_warnings(struct tk_tab *tab);
/** The other sheets, with links. */
void tk_guide_contents(struct tk_tab *tab);
void tk_guide_classes(struct tk_tab *tab);

/* ---- Cells of tasks, risks and indicators, from tasks.c and risks.c ---- */

/** \return whether a task of that status is late in a period. */
bool tk_is_late(const struct tk_task *task, enum tk_status status, const struct tk_period *period);
/** Where something stood, in one cell. */
void tk_put_place(struct tk_tab *tab, lxw_col_t col, const struct tk_source *source);
/** Likelihood, impact and their product with the colour of its zone, in three columns. */
void tk_put_score(struct tk_tab *tab, lxw_col_t likelihood_col, int likelihood, int impact);
void tk_put_area(struct tk_tab *tab, lxw_col_t col, unsigned area);
/** \return how many lines tk_put_area() takes in a column. */
unsigned tk_area_lines(const struct tk_tab *tab, unsigned area, double width);
/** A number, whole or not. */
void tk_put_value(struct tk_tab *tab, lxw_col_t col, double value);

/** Rows of the country and of the first region on the sheets of progress, readiness, change. */
#define TK_COUNTRY_ROW (TK_FIRST_ROW + 1)
#define TK_REGION_ROW (TK_FIRST_ROW + 2)
/** Column of an area, or of TK_ALL_AREAS, on the sheets of progress and cooperation areas; and on that
 * of readiness. */
lxw_col_t tk_progress_col(const struct tk_workbook *workbook, unsigned area);
lxw_col_t tk_readiness_col(const struct tk_workbook *workbook, unsigned area, bool done);
/** Rows of the sheet of change, which has no row of counts. */
lxw_row_t tk_change_country_row(void);
lxw_row_t tk_change_region_row(unsigned index);
lxw_row_t tk_change_coop_row(const struct tk_workbook *workbook, unsigned coop);
/** Column of the change on the sheet of change. */
#define TK_CHANGE_COL 3
/** Tell the periods of the history whose figures are made up, in the row between note and heads. */
void tk_tab_made_up(struct tk_tab *tab);
/** Rows of the country and of the first region on the sheet of history, and its columns. */
lxw_col_t tk_history_col(const struct tk_workbook *workbook, enum tk_measure measure,
			 unsigned period);

/* ---- One function a sheet ---- */

void tk_tab_guide(struct tk_tab *tab);
void tk_tab_progress(struct tk_tab *tab);
void tk_tab_readiness(struct tk_tab *tab);
void tk_tab_change(struct tk_tab *tab);
void tk_tab_history(struct tk_tab *tab);
void tk_tab_forecast(struct tk_tab *tab);
void tk_tab_charts(struct tk_tab *tab);
void tk_tab_chart_data(struct tk_tab *tab);
void tk_tab_names(struct tk_tab *tab);
void tk_tab_method(struct tk_tab *tab);
void tk_tab_coops(struct tk_tab *tab);
void tk_tab_late(struct tk_tab *tab);
void tk_tab_risks(struct tk_tab *tab);
void tk_tab_region_risks(struct tk_tab *tab);
void tk_tab_indicators(struct tk_tab *tab);
void tk_tab_tasks(struct tk_tab *tab);
void tk_tab_parts(struct tk_tab *tab);
void tk_tab_quality(struct tk_tab *tab);
void tk_tab_ledger(struct tk_tab *tab);
void tk_tab_totals(struct tk_tab *tab);
void tk_tab_coverage(struct tk_tab *tab);

#endif
