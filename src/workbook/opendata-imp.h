#ifndef TK_OPENDATA_IMP_H
#define TK_OPENDATA_IMP_H

#include <stdio.h>

#include "workbook-imp.h"

/* ---- csv.c: rows of tidy CSV ---- */

/** A table being written: RFC 4180 commas and quotes, UTF-8 with a byte order mark, CRLF. */
struct tk_csv {
	FILE *out;
	unsigned n_fields;
};

void tk_csv_begin(struct tk_csv *csv, FILE *out);
/** A text: control characters made visible, an apostrophe put before what a spreadsheet would take
 * for a formula, here or after a separator within the text, and before a whole text that it would
 * take for a number or date and change. \param text  NULL: an empty field. */
void tk_csv_text(struct tk_csv *csv, const char *text);
/** An id, which tables are joined by: kept as it is unless it could be a formula. */
void tk_csv_id(struct tk_csv *csv, const char *id);
/** The names in all languages, a field each; a missing translation stays empty. */
void tk_csv_names(struct tk_csv *csv, const struct tk_names *names);
void tk_csv_int(struct tk_csv *csv, int64_t value);
/** A number with a decimal point and at the most so many decimals. */
void tk_csv_number(struct tk_csv *csv, double value, unsigned decimals);
/** 2021-10-31; TK_NO_DATE: an empty field. */
void tk_csv_date(struct tk_csv *csv, int32_t date);
void tk_csv_yes(struct tk_csv *csv, bool yes);
void tk_csv_empty(struct tk_csv *csv, unsigned n);
void tk_csv_end_row(struct tk_csv *csv);
/** A head: the names of columns. \param columns  NULL-terminated. */
void tk_csv_head(struct tk_csv *csv, const char *const *columns);

/* ---- openrows.c: what the tables have rows of ---- */

enum tk_unit_level { TK_UNIT_REGION, TK_UNIT_COOP, TK_UNIT_COUNTRY };

/** A region, cooperation area or the country in one period. */
struct tk_open_unit {
	enum tk_unit_level level;
	/** Among the regions or cooperation areas; 0 for the country. */
	unsigned index;
	/** Figures of each area and of all. */
	const struct tk_figures *figures;
	const struct tk_measures *measures;
};

typedef void tk_open_unit_fn(const struct tk_open_unit *unit, void *data);

/** Walk all units of one period: the country, cooperation areas, regions. */
void tk_open_units(const struct tk_measures *measures, tk_open_unit_fn *put, void *data);
/** \return whether a unit has figures: some region of it told of its tasks. */
bool tk_open_is_reported(const struct tk_open_unit *unit);
/** \return a unit's change, lent; the picture has a period before. */
const struct tk_change *tk_open_change_of(const struct tk_picture *picture,
					  const struct tk_open_unit *unit, unsigned area);
/** \return the period whose missing figures are why a unit has no change, if it has none. */
const struct tk_measures *tk_open_without_change(const struct tk_picture *picture,
						 const struct tk_open_unit *unit);
/** \return why a region has no figures in a period, owned; NULL where it has.
 *  \param texts  NULL: only the settings' and the diagnostics' own words. */
char *tk_open_reason(const struct tk_picture *picture, const struct tk_open_unit *unit,
		     const struct tk_measures *measures, const struct tk_texts *texts,
		     enum tk_lang lang);

/* ---- One function a table ---- */

void tk_open_progress(const struct tk_picture *picture, struct tk_csv *csv);
void tk_open_readiness(const struct tk_picture *picture, struct tk_csv *csv);
void tk_open_change(const struct tk_picture *picture, struct tk_csv *csv);
void tk_open_tasks(const struct tk_picture *picture, struct tk_csv *csv);
void tk_open_quality(const struct tk_picture *picture, struct tk_csv *csv);

#endif
