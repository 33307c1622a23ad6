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
/** A text: control characters made visible, an apostrophe put before what Excel would take for a
 * formula. \param text  NULL: an empty field. */
void tk_csv_text(struct tk_csv *csv, const char *text);
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

/* ---- One function a table ---- */

void tk_open_progress(const struct tk_picture *picture, struct tk_csv *csv);
void tk_open_readiness(const struct tk_picture *picture, struct tk_csv *csv);
void tk_open_change(const struct tk_picture *picture, struct tk_csv *csv);
void tk_open_tasks(const struct tk_picture *picture, struct tk_csv *csv);
void tk_open_quality(const struct tk_picture *picture, struct tk_csv *csv);

#endif
