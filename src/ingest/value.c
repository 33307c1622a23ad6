#include "ingest/sheet-imp.h"

#include <math.h>
#include <string.h>

#define DAY_SECONDS 86400
/* GDate's Julian day of 1899-12-30, where serial days begin. */
#define JULIAN_ZERO 693594
/* 9999-12-31. */
#define LAST_SERIAL 2958465
/* The day that 1900 never had; spreadsheets count it all the same. */
#define FALSE_LEAP_DAY 60

/* ---- Numbers ---- */

/* Digits without sign and point, and the power of ten of the first one. */
struct decimal {
	char digits[20];
	int n_digits, exponent;
};

static struct decimal decimal_of(double number)
{
	static const char *const formats[] = {"%.14e", "%.15e", "%.16e"};
	char text[G_ASCII_DTOSTR_BUF_SIZE];
	struct decimal decimal = {.n_digits = 0};

	for (unsigned i = 0; i < G_N_ELEMENTS(formats); i++) {
		g_ascii_formatd(text, sizeof(text), formats[i], number);
		if (g_ascii_strtod(text, NULL) == number)
			break;
	}
	const char *at = text;

	for (; *at && *at != 'e'; at++)
		if (g_ascii_isdigit(*at) && decimal.n_digits < (int)sizeof(decimal.digits) - 1)
			decimal.digits[decimal.n_digits++] = *at;
	while (decimal.n_digits > 1 && decimal.digits[decimal.n_digits - 1] == '0')
		decimal.n_digits--;
	decimal.digits[decimal.n_digits] = '\0';
	decimal.exponent = *at ? (int)g_ascii_strtoll(at + 1, NULL, 10) : 0;
	return decimal;
}

/* 1.5e+300 */
static void put_scientific(GString *out, const struct decimal *decimal)
{
	g_string_append_c(out, decimal->digits[0]);
	if (decimal->n_digits > 1)
		g_string_append_printf(out, ".%s", decimal->digits + 1);
	g_string_append_printf(out, "e%+d", decimal->exponent);
}

static void put_plain(GString *out, const struct decimal *decimal)
{
	int point = decimal->exponent + 1;

	if (point <= 0)
		g_string_append(out, "0.");
	for (int i = point; i < 0; i++)
		g_string_append_c(out, '0');
	for (int i = 0; i < MAX(decimal->n_digits, point); i++) {
		if (i > 0 && i == point)
			g_string_append_c(out, '.');
		g_string_append_c(out, i < decimal->n_digits ? decimal->digits[i] : '0');
	}
}

void tk_value_number(double number, char text[TK_VALUE_TEXT])
{
	if (number == floor(number) && fabs(number) < 1e15) {
		g_snprintf(text, TK_VALUE_TEXT, "%lld", (long long)number);
		return;
	}
	struct decimal decimal = decimal_of(fabs(number));
	g_autoptr(GString) out = g_string_new(number < 0 ? "-" : "");

	if (decimal.exponent < -7 || decimal.exponent > 20)
		put_scientific(out, &decimal);
	else
		put_plain(out, &decimal);
	g_strlcpy(text, out->str, TK_VALUE_TEXT);
}

/* ---- Dates and times ---- */

static void put_clock(char *text, gsize size, gint64 seconds)
{
	g_snprintf(text, size, "%02d:%02d:%02d", (int)(seconds / 3600), (int)(seconds / 60 % 60),
		   (int)(seconds % 60));
}

static void put_day(char *text, gsize size, int serial)
{
	GDate date;

	if (serial == FALSE_LEAP_DAY) {
		g_strlcpy(text, "1900-02-29", size);
		return;
	}
	/* Days before the false one are a day later than counting back tells; 0 is no day. */
	if (serial > 0 && serial < FALSE_LEAP_DAY)
		serial++;
	g_date_clear(&date, 1);
	g_date_set_julian(&date, (guint32)(serial + JULIAN_ZERO));
	g_snprintf(text, size, "%04d-%02d-%02d", g_date_get_year(&date),
		   (int)g_date_get_month(&date), g_date_get_day(&date));
}

static bool put_duration(double serial, char text[TK_VALUE_TEXT])
{
	gint64 seconds = (gint64)floor(fabs(serial) * DAY_SECONDS + 0.5);
	bool negative = serial < 0 && seconds > 0;

	text[0] = '-';
	put_clock(text + negative, TK_VALUE_TEXT - 1, seconds);
	return true;
}

bool tk_value_serial(double serial, enum tk_shown shown, char text[TK_VALUE_TEXT])
{
	if (!(fabs(serial) < LAST_SERIAL + 1))
		return false;
	if (shown == TK_SHOWN_DURATION)
		return put_duration(serial, text);
	if (serial < 0)
		return false;
	gint64 seconds = (gint64)floor(serial * DAY_SECONDS + 0.5);
	int day = (int)(seconds / DAY_SECONDS);
	gint64 clock = seconds % DAY_SECONDS;

	if (day > LAST_SERIAL)
		return false;
	if (day == 0 && (clock > 0 || shown == TK_SHOWN_TIME)) {
		put_clock(text, TK_VALUE_TEXT, clock);
		return true;
	}
	put_day(text, TK_VALUE_TEXT, day);
	if (clock > 0) {
		text[10] = ' ';
		put_clock(text + 11, TK_VALUE_TEXT - 11, clock);
	}
	return true;
}

void tk_value_cell(struct tk_builder *builder, unsigned row, struct tk_cell *cell, double number,
		   enum tk_shown shown)
{
	char text[TK_VALUE_TEXT];

	/* Broken files hold what is no number. */
	if (!isfinite(number)) {
		cell->type = TK_CELL_ERROR;
		cell->text = tk_builder_text(builder, row, cell->col, "#NUM!", 5);
		return;
	}
	cell->number = number;
	cell->percent = shown == TK_SHOWN_PERCENT;
	cell->type = TK_CELL_DATE;
	if (shown < TK_SHOWN_DATE || !tk_value_serial(number, shown, text)) {
		cell->type = TK_CELL_NUMBER;
		tk_value_number(number, text);
	}
	cell->text = tk_builder_text(builder, row, cell->col, text, strlen(text));
}

/* ---- ISO 8601 ---- */

/* Read digits; exactly n of them when n is given, else any up to six. */
static bool read_digits(const char **at, unsigned n, int *value)
{
	unsigned i = 0;

	*value = 0;
	while (g_ascii_isdigit(**at) && i < (n ? n : 6)) {
		*value = *value * 10 + g_ascii_digit_value(**at);
		(*at)++;
		i++;
	}
	return n ? i == n : i > 0;
}

static bool skip_char(const char **at, char c)
{
	if (**at != c)
		return false;
	(*at)++;
	return true;
}

/* A fraction of a second, which only rounds. */
static double read_fraction(const char **at)
{
	double value = 0, unit = 0.1;

	if (**at != '.' && **at != ',')
		return 0;
	for ((*at)++; g_ascii_isdigit(**at); (*at)++, unit /= 10)
		value += g_ascii_digit_value(**at) * unit;
	return value;
}

/* 12:30, 12:30:00, 12:30:00.5 as a part of a day. */
static bool read_clock(const char **at, double *part)
{
	int h, m, s = 0;

	if (!read_digits(at, 2, &h) || !skip_char(at, ':') || !read_digits(at, 2, &m))
		return false;
	if (skip_char(at, ':') && !read_digits(at, 2, &s))
		return false;
	if (h > 24 || m > 59 || s > 60)
		return false;
	*part = (h * 3600 + m * 60 + s + read_fraction(at)) / DAY_SECONDS;
	return true;
}

static bool read_day(const char **at, double *serial)
{
	int y, m, d;
	GDate date;

	if (!read_digits(at, 4, &y) || !skip_char(at, '-') || !read_digits(at, 2, &m) ||
	    !skip_char(at, '-') || !read_digits(at, 2, &d))
		return false;
	if (y < 1 || m < 1 || m > 12 || !g_date_valid_dmy((GDateDay)d, (GDateMonth)m, (GDateYear)y))
		return false;
	g_date_clear(&date, 1);
	g_date_set_dmy(&date, (GDateDay)d, (GDateMonth)m, (GDateYear)y);
	*serial = (double)g_date_get_julian(&date) - JULIAN_ZERO;
	return true;
}

bool tk_value_iso(const char *iso, double *serial, char text[TK_VALUE_TEXT])
{
	const char *at = iso;
	double day = 0, part = 0;
	bool dated = strlen(iso) >= 10 && iso[4] == '-';

	if (dated && !read_day(&at, &day))
		return false;
	if (dated && (*at == 'T' || *at == ' '))
		at++;
	else if (dated && *at)
		return false;
	if (*at && !read_clock(&at, &part))
		return false;
	skip_char(&at, 'Z');
	if (*at || at == iso)
		return false;
	*serial = day + part;
	if (!dated)
		return tk_value_serial(part, TK_SHOWN_TIME, text);
	gint64 seconds = (gint64)floor(part * DAY_SECONDS + 0.5);

	/* Dates before spreadsheets' own stay as they were written. */
	if (day > FALSE_LEAP_DAY)
		return tk_value_serial(*serial, TK_SHOWN_DATE, text);
	g_strlcpy(text, iso, 11);
	if (seconds > 0) {
		text[10] = ' ';
		put_clock(text + 11, TK_VALUE_TEXT - 11, seconds);
	}
	return true;
}

bool tk_value_iso_duration(const char *iso, double *serial, char text[TK_VALUE_TEXT])
{
	const char *at = iso;
	bool negative = skip_char(&at, '-');
	bool clock = false;
	double seconds = 0;
	int value;

	if (!skip_char(&at, 'P'))
		return false;
	while (*at) {
		if (skip_char(&at, 'T')) {
			clock = true;
			continue;
		}
		if (!read_digits(&at, 0, &value))
			return false;
		double exact = value + read_fraction(&at);

		if (skip_char(&at, 'H'))
			seconds += exact * 3600;
		else if (clock && skip_char(&at, 'M'))
			seconds += exact * 60;
		else if (skip_char(&at, 'S'))
			seconds += exact;
		else if (skip_char(&at, 'D'))
			seconds += exact * DAY_SECONDS;
		else
			return false;
	}
	*serial = (negative ? -seconds : seconds) / DAY_SECONDS;
	return tk_value_serial(*serial, TK_SHOWN_DURATION, text);
}
