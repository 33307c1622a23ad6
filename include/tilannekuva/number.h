#ifndef TILANNEKUVA_NUMBER_H
#define TILANNEKUVA_NUMBER_H

#include <stdbool.h>
#include <stdint.h>

#include "tilannekuva/lang.h"

#define TK_NBSP "\u00a0"
#define TK_MINUS "\u2212"
#define TK_EN_DASH "\u2013"

/** Room for the digits of an unsigned number and a NUL. */
#define TK_DIGITS 12
/** Write plain digits, for what there are many of: printf costs ten times as much.
 * \param room  TK_DIGITS bytes; the NUL is its last. \return where in the room the digits begin. */
const char *tk_digits(char *room, unsigned number);

/** k of n. n == 0: there is no figure. */
struct tk_share {
	int64_t k, n;
};

/** An exact number, such as the difference of two shares. den == 0: there is no figure. */
struct tk_fraction {
	int64_t num, den;
};

/** \return the percent of a share, half up: (200*k + n) / (2*n) (DESIGN.md section 2); n > 0. */
int tk_percent(struct tk_share share);

/** \return a - b; no figure where either has none. */
struct tk_fraction tk_share_difference(struct tk_share a, struct tk_share b);

/** \return a + b, reduced; no figure where either has none. */
struct tk_fraction tk_fraction_sum(struct tk_fraction a, struct tk_fraction b);

/** \return 100 * fraction in units of 10^-decimals, half away from zero: 0.2715 with 1 gives 272. */
int64_t tk_fraction_points(struct tk_fraction fraction, unsigned decimals);

/** \return -1, 0 or 1 as a share is smaller than, equal to or greater than another; no figure first. */
int tk_share_compare(struct tk_share a, struct tk_share b);

/* Texts for people, in a language's habits; owned by the caller. */

/** 57 -> "57 %" with a no-break space (fi, sv), "57%" (en). */
char *tk_format_percent(enum tk_lang lang, int percent);
/** 7736 -> "7 736" with a no-break space (fi, sv), "7,736" (en); the minus is U+2212. */
char *tk_format_int(enum tk_lang lang, int64_t value);
/** 159 with 1 decimal -> "+15,9" (fi, sv), "+15.9" (en); zero is "0" without sign. */
char *tk_format_signed(enum tk_lang lang, int64_t value, unsigned decimals);
/** 159 with 1 decimal -> "15,9". */
char *tk_format_decimal(enum tk_lang lang, int64_t value, unsigned decimals);

/**
 * Read a whole text as a number with a decimal point, locale-free.
 * \return whether all of it was one finite number.
 */
bool tk_parse_double(const char *text, double *value);
/** Read a whole text as a whole number within limits. */
bool tk_parse_int(const char *text, int64_t min, int64_t max, int64_t *value);

#endif
