#ifndef TILANNEKUVA_MODEL_H
#define TILANNEKUVA_MODEL_H

#include <glib.h>
#include <stdint.h>

#include "tilannekuva/date.h"
#include "tilannekuva/diag.h"
#include "tilannekuva/lang.h"

/* What the program knows: the settings, the catalogue, the regions and what they sent.
 * Only this crosses stages; renderers never see a spreadsheet, readers never see a page. */

#define TK_NONE UINT_MAX

/** A task's status in a submission. */
enum tk_status {
	/** Left out by the submission: counts as not started and is reported as missing. */
	TK_STATUS_MISSING,
	TK_STATUS_NOT_STARTED,
	TK_STATUS_IN_PROGRESS,
	TK_STATUS_ON_SCHEDULE,
	TK_STATUS_DONE,
	/** Leaves every denominator. */
	TK_STATUS_NOT_APPLICABLE,
	TK_N_STATUSES
};

/** \return the lasting word of a status: "missing", "not-started", "in-progress", "on-schedule",
 * "done", "not-applicable" (vocabulary meanings, open data, text keys "status.…"). */
const char *tk_status_id(enum tk_status status);
/** \return whether it is in progress, on schedule or done. */
bool tk_status_begun(enum tk_status status);

/** A preparation area. */
struct tk_area {
	char *id;
	struct tk_names name, short_name;
};

/** A cooperation area. */
struct tk_coop {
	char *id;
	struct tk_names name;
};

/** A regional body. */
struct tk_region {
	char *id;
	struct tk_names name, code;
	/** "Etelä-Karjalan", "Etelä-Karjalassa"; NULL where the table has none. */
	char *genitive_fi, *locative_fi;
	/** Its own languages, the first one first. */
	enum tk_lang langs[TK_N_LANGS];
	unsigned n_langs;
	/** Index among the cooperation areas, or TK_NONE. */
	unsigned coop;
	/** Place on the tile map [column 1-based, row 0-based], as in alueet.csv; column 0: not on it. */
	unsigned tile_col, tile_row;
	/** Why it reports nothing; all empty: it should report. */
	struct tk_names reason;
};

/** A task of the roadmap. */
struct tk_task {
	char *id;
	/** Index among the areas. */
	unsigned area;
	/** English only where the catalogue has it. */
	struct tk_names group, name;
	int32_t start, end;
	struct tk_source source;
};

/** Texts that an editor gives for a page of the deck, instead of those that the page makes. A
 * language that is left out keeps the page's own text. */
struct tk_page_texts {
	/** A kind of page, as the deck's template names it. */
	char *page;
	/** Id of the area whose page is meant, of a kind that draws a page for each; NULL: all. */
	char *area;
	struct tk_names title, subtitle;
	/** In the order of the page's own ones. */
	struct tk_names *sentences;
	unsigned n_sentences;
	/** Where the settings have them. */
	struct tk_source source;
};

/** What an editor says to one region in a period. */
struct tk_region_texts {
	/** Id of the region, one of the dataset's. */
	char *region;
	/** What is asked of it; empty: what is asked of all of them. */
	struct tk_names asked;
	/** An observation about it. */
	struct tk_names note;
	struct tk_source source;
};

/** Whom to ask. */
struct tk_contact {
	struct tk_names name, role;
	/** Free words after them, or instead of them. */
	struct tk_names text;
	/** NULL: none. */
	char *email, *phone;
	/** Id of the region that they answer for; NULL: the whole country. */
	char *region;
	struct tk_source source;
};

/** A reporting period, from the settings or from its folder's name. */
struct tk_period {
	/** "2021-10" */
	char *id;
	int year, month;
	int32_t reporting_date;
	/** TK_NO_DATE where the settings give none. */
	int32_t published;
	/** The observation window, both ends in it. */
	int32_t window_start, window_end;
	/** Lowest percent of the second and later classes: 25, 50, 76. */
	int class_from[4];
	/** How many classes there are, 3-5. */
	unsigned n_classes;
	/** Made-up data: pages must say so. */
	bool illustrative;
	/** One sentence for each language, from the settings, or empty. */
	struct tk_names next_note;
	/** What is asked of every region, or empty. */
	struct tk_names asked;
	/** Owned. */
	struct tk_region_texts *regions;
	unsigned n_regions;
	struct tk_page_texts *texts;
	unsigned n_texts;
};

/** Titles and choices of tilannekuva.yaml. */
struct tk_settings {
	struct tk_names programme, title, description, issuer;
	/** "soteuudistus.fi" */
	char *website;
	enum tk_lang langs[TK_N_LANGS];
	unsigned n_langs;
	/** When everything must be done: 1.1.2023. */
	int32_t target_date;
	struct tk_contact *contacts;
	unsigned n_contacts;
};

/** The data folder: everything but the submissions. */
typedef struct tk_dataset {
	char *dir;
	struct tk_settings settings;
	struct tk_area *areas;
	unsigned n_areas;
	struct tk_coop *coops;
	unsigned n_coops;
	/** In the order of alueet.csv. */
	struct tk_region *regions;
	unsigned n_regions;
	struct tk_task *tasks;
	unsigned n_tasks;
	/** In the order of time. */
	struct tk_period *periods;
	unsigned n_periods;
} tk_dataset;

void tk_dataset_free(struct tk_dataset *dataset);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(tk_dataset, tk_dataset_free)

/** \return an index, or TK_NONE. */
unsigned tk_dataset_find_region(const struct tk_dataset *dataset, const char *id);
unsigned tk_dataset_find_area(const struct tk_dataset *dataset, const char *id);
unsigned tk_dataset_find_coop(const struct tk_dataset *dataset, const char *id);
unsigned tk_dataset_find_period(const struct tk_dataset *dataset, const char *id);
/** \return the region that a file is named for: of the ids that its name begins with
 * ("kainuu.riskit.csv") the longest; or TK_NONE. */
unsigned tk_dataset_find_named(const struct tk_dataset *dataset, const char *file);
/** \return whether the task meets the period's observation window. */
bool tk_task_in_window(const struct tk_task *task, const struct tk_period *period);
/** \return what is asked of a region in a period, its own words before those for all; lent; NULL:
 * nothing is. */
const struct tk_names *tk_period_asked(const struct tk_period *period,
				       const struct tk_region *region);
/** \return an editor's observation about a region, lent; NULL: there is none. */
const struct tk_names *tk_period_note(const struct tk_period *period,
				      const struct tk_region *region);
/** Free what a period owns, not the struct. */
void tk_period_clear(struct tk_period *period);
/** \return the class of a percent [0-based] by the period's limits. */
unsigned tk_period_class(const struct tk_period *period, int percent);

/** What a submission says of one task. */
struct tk_entry {
	enum tk_status status;
	/** Estimated completion, or TK_NO_DATE. */
	int32_t estimate;
	/** NULL when not given; owned by the submission. */
	char *owner, *note;
	/** The status cell; file NULL for a missing task. */
	struct tk_source source;
};

/** A risk as a region told it. */
struct tk_risk {
	/** Index among the areas, or TK_NONE. */
	unsigned area;
	char *name;
	/** 1-5; 0: not given. */
	int likelihood, impact;
	/** Support needed; NULL: none. */
	char *support;
	struct tk_source source;
};

/** A communication indicator as a region told it. */
struct tk_indicator {
	char *name, *unit;
	double value;
	struct tk_source source;
};

/** Control totals of one file: rows == counted + not_applicable + rejected + headings. */
struct tk_totals {
	unsigned rows, counted, not_applicable, rejected, headings;
};

/** One file that was read for a period. */
struct tk_input_file {
	/** As in diagnostics, interned. */
	const char *name;
	/** Path on disk; owned. */
	char *path;
	/** "csv", "xlsx", "ods", "xls"; static. */
	const char *format;
	struct tk_totals totals;
};

/** What one region sent for one period. */
struct tk_submission {
	/** Whether there are figures at all. */
	bool reported;
	/** Whether a file came from it, readable or not. */
	bool sent;
	/** One for each task of the catalogue; NULL when not reported. */
	struct tk_entry *entries;
	unsigned n_missing;
	struct tk_risk *risks;
	unsigned n_risks;
	struct tk_indicator *indicators;
	unsigned n_indicators;
	/** Its file of tasks, interned; NULL when there is none. */
	const char *file;
	/** "csv", "xlsx", …; NULL when there is none. */
	const char *format;
	/** Rows of its task table. */
	struct tk_totals totals;
};

/** Everything that was sent for one period. */
typedef struct tk_round {
	const struct tk_dataset *dataset;
	/** Index among the dataset's periods. */
	unsigned period;
	/** One for each region of the dataset. */
	struct tk_submission *submissions;
	struct tk_input_file *files;
	unsigned n_files;
} tk_round;

void tk_round_free(struct tk_round *round);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(tk_round, tk_round_free)

#endif
