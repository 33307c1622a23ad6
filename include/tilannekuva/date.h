#ifndef TILANNEKUVA_DATE_H
#define TILANNEKUVA_DATE_H

#include <stdbool.h>
#include <stdint.h>

/** A calendar date is a day number: days since 1970-01-01. */
#define TK_NO_DATE INT32_MIN

/** \return the day number, or TK_NO_DATE when there is no such date (years 1900-9999). */
int32_t tk_date_from_ymd(int year, int month, int day);
void tk_date_to_ymd(int32_t date, int *year, int *month, int *day);
/** \return the last day of a month. */
int32_t tk_date_month_end(int year, int month);

/** \return the date of a spreadsheet's serial day (1899-12-30 is 0), or TK_NO_DATE. */
int32_t tk_date_from_serial(double serial);
/** \return the spreadsheet serial day of a date. */
int tk_date_to_serial(int32_t date);

/** How a date was written. */
enum tk_date_form {
	TK_DATE_NONE,
	/** 2021-10-01, with or without a time. */
	TK_DATE_ISO,
	/** 1.10.2021 */
	TK_DATE_DMY,
	/** 10/2021: taken as the month's last day. */
	TK_DATE_MONTH,
	/** Q4/2021, IV/2021: taken as the quarter's last day. */
	TK_DATE_QUARTER,
	/** 1.10.21, 1.10. 2021 and such: a date, but not in a form that we ask for. */
	TK_DATE_LOOSE,
};

/**
 * Read a date as people write it. Blanks around it are passed over.
 * \param date  Receives the date; TK_NO_DATE on failure.
 * \return the form, TK_DATE_NONE when it is no date.
 */
enum tk_date_form tk_date_parse(const char *text, int32_t *date);

/** \return "2021-10-01"; owned. */
char *tk_date_iso(int32_t date);
/** \return "1.10.2021"; owned. */
char *tk_date_dmy(int32_t date);

/**
 * The moment that documents carry: SOURCE_DATE_EPOCH where set, else noon UTC of a date.
 * \return seconds since 1970-01-01 UTC. Never the clock.
 */
int64_t tk_document_time(int32_t date);
/** \return what SOURCE_DATE_EPOCH is set to where that is no such number of seconds; else NULL. */
const char *tk_document_time_fault(void);

#endif
