#include "tilannekuva/date.h"

#include <glib.h>
#include <math.h>

/* GDate's Julian day of 1970-01-01. */
#define EPOCH_JULIAN 719163
/* Day number of 1899-12-30, where spreadsheet serials begin. */
#define SERIAL_ZERO (-25569)

int32_t tk_date_from_ymd(int year, int month, int day)
{
	GDate date;

	if (year < 1900 || year > 9999 || month < 1 || month > 12 || day < 1 || day > 31)
		return TK_NO_DATE;
	if (!g_date_valid_dmy((GDateDay)day, (GDateMonth)month, (GDateYear)year))
		return TK_NO_DATE;
	g_date_clear(&date, 1);
	g_date_set_dmy(&date, (GDateDay)day, (GDateMonth)month, (GDateYear)year);
	return (int32_t)g_date_get_julian(&date) - EPOCH_JULIAN;
}

void tk_date_to_ymd(int32_t day_number, int *year, int *month, int *day)
{
	GDate date;

	g_assert(day_number != TK_NO_DATE);
	g_date_clear(&date, 1);
	g_date_set_julian(&date, (guint32)(day_number + EPOCH_JULIAN));
	*year = g_date_get_year(&date);
	*month = (int)g_date_get_month(&date);
	*day = g_date_get_day(&date);
}

int32_t tk_date_month_end(int year, int month)
{
	return tk_date_from_ymd(year, month,
				g_date_get_days_in_month((GDateMonth)month, (GDateYear)year));
}

int32_t tk_date_from_serial(double serial)
{
	/* 61 is 1900-03-01, the first day on which all spreadsheets agree; 2958465 is 9999-12-31. */
	if (!(serial >= 61 && serial < 2958466))
		return TK_NO_DATE;
	return (int32_t)floor(serial) + SERIAL_ZERO;
}

int tk_date_to_serial(int32_t date)
{
	return date - SERIAL_ZERO;
}

/* ---- Forms in which people write dates ----
 * A text's shape has an n for every run of digits and the other characters as they are; a form is a
 * shape and what its numbers are. */

enum part { PART_NONE, PART_YEAR, PART_MONTH, PART_DAY, PART_QUARTER };

struct form {
	const char *shape;
	enum tk_date_form form;
	enum part parts[3];
	/** Quarter that the shape itself names. */
	int quarter;
};

#define YMD                                                                                        \
	{                                                                                          \
		PART_YEAR, PART_MONTH, PART_DAY                                                    \
	}
#define DMY                                                                                        \
	{                                                                                          \
		PART_DAY, PART_MONTH, PART_YEAR                                                    \
	}
#define MY                                                                                         \
	{                                                                                          \
		PART_MONTH, PART_YEAR, PART_NONE                                                   \
	}
#define QY                                                                                         \
	{                                                                                          \
		PART_QUARTER, PART_YEAR, PART_NONE                                                 \
	}
#define Y                                                                                          \
	{                                                                                          \
		PART_YEAR, PART_NONE, PART_NONE                                                    \
	}

static const struct form forms[] = {
	{"n-n-n", TK_DATE_ISO, YMD, 0},         {"n-n-nTn:n", TK_DATE_ISO, YMD, 0},
	{"n-n-nTn:n:n", TK_DATE_ISO, YMD, 0},   {"n-n-nTn:n:nZ", TK_DATE_ISO, YMD, 0},
	{"n-n-nTn:n:n.n", TK_DATE_ISO, YMD, 0}, {"n-n-nTn:n:n.nZ", TK_DATE_ISO, YMD, 0},
	{"n-n-n n:n", TK_DATE_ISO, YMD, 0},     {"n-n-n n:n:n", TK_DATE_ISO, YMD, 0},
	{"n.n.n", TK_DATE_DMY, DMY, 0},         {"n.n.n n:n", TK_DATE_LOOSE, DMY, 0},
	{"n.n.n n:n:n", TK_DATE_LOOSE, DMY, 0}, {"n.n.n n.n", TK_DATE_LOOSE, DMY, 0},
	{"n .n. n", TK_DATE_LOOSE, DMY, 0},     {"n. n. n", TK_DATE_LOOSE, DMY, 0},
	{"n.n. n", TK_DATE_LOOSE, DMY, 0},      {"n.n.n.", TK_DATE_LOOSE, DMY, 0},
	{"n/n/n", TK_DATE_LOOSE, YMD, 0},       {"n.n", TK_DATE_MONTH, MY, 0},
	{"n/n", TK_DATE_MONTH, MY, 0},          {"Qn n", TK_DATE_QUARTER, QY, 0},
	{"Qn/n", TK_DATE_QUARTER, QY, 0},       {"Kn/n", TK_DATE_QUARTER, QY, 0},
	{"I/n", TK_DATE_QUARTER, Y, 1},         {"II/n", TK_DATE_QUARTER, Y, 2},
	{"III/n", TK_DATE_QUARTER, Y, 3},       {"IV/n", TK_DATE_QUARTER, Y, 4},
};

#undef YMD
#undef DMY
#undef MY
#undef QY
#undef Y

#define MOST_SHAPE 24
#define MOST_NUMBERS 8

struct shape {
	char text[MOST_SHAPE];
	int numbers[MOST_NUMBERS];
	unsigned digits[MOST_NUMBERS];
};

/* Returns whether the text is short enough to be a date. */
static bool take_shape(const char *text, struct shape *shape)
{
	unsigned n = 0, length = 0;

	for (const char *at = text; *at;) {
		if (length + 1 >= MOST_SHAPE || n == MOST_NUMBERS)
			return false;
		if (!g_ascii_isdigit(*at)) {
			shape->text[length++] = g_ascii_toupper(*at++);
			continue;
		}
		shape->text[length++] = 'n';
		shape->numbers[n] = 0;
		shape->digits[n] = 0;
		for (; g_ascii_isdigit(*at) && shape->digits[n] < 6; at++, shape->digits[n]++)
			shape->numbers[n] = shape->numbers[n] * 10 + (*at - '0');
		n++;
	}
	shape->text[length] = '\0';
	return true;
}

/* The date of a shape by a form; *loose is set where the year has two digits. */
static int32_t form_date(const struct form *form, const struct shape *shape, bool *loose)
{
	int year = 0, month = form->quarter * 3, day = 0;

	for (unsigned i = 0; i < 3 && form->parts[i] != PART_NONE; i++) {
		int value = shape->numbers[i];

		switch (form->parts[i]) {
		case PART_YEAR:
			*loose = shape->digits[i] == 2;
			if (shape->digits[i] != 4 && !(*loose && form->parts[0] == PART_DAY))
				return TK_NO_DATE;
			year = *loose ? 2000 + value : value;
			break;
		case PART_MONTH:
			month = value;
			break;
		case PART_DAY:
			day = value;
			if (day == 0)
				return TK_NO_DATE;
			break;
		default:
			month = value >= 1 && value <= 4 ? value * 3 : 0;
		}
	}
	if (day == 0 && year >= 1900 && month >= 1 && month <= 12)
		return tk_date_month_end(year, month);
	return tk_date_from_ymd(year, month, day);
}

enum tk_date_form tk_date_parse(const char *text, int32_t *date)
{
	struct shape shape;

	*date = TK_NO_DATE;
	if (strlen(text) > 100)
		return TK_DATE_NONE;
	g_autofree char *word = g_strstrip(g_strdup(text));

	if (!take_shape(word, &shape))
		return TK_DATE_NONE;
	for (unsigned i = 0; i < G_N_ELEMENTS(forms); i++) {
		bool loose = false;

		if (strcmp(forms[i].shape, shape.text) != 0)
			continue;
		*date = form_date(&forms[i], &shape, &loose);
		if (*date == TK_NO_DATE)
			return TK_DATE_NONE;
		return loose ? TK_DATE_LOOSE : forms[i].form;
	}
	return TK_DATE_NONE;
}

char *tk_date_iso(int32_t date)
{
	int year, month, day;

	tk_date_to_ymd(date, &year, &month, &day);
	return g_strdup_printf("%04d-%02d-%02d", year, month, day);
}

char *tk_date_dmy(int32_t date)
{
	int year, month, day;

	tk_date_to_ymd(date, &year, &month, &day);
	return g_strdup_printf("%d.%d.%d", day, month, year);
}

/* NULL where it is not set, or to nothing. */
static const char *document_epoch(void)
{
	const char *epoch = g_getenv("SOURCE_DATE_EPOCH");

	return epoch && *epoch ? epoch : NULL;
}

static bool parse_epoch(const char *epoch, gint64 *seconds)
{
	return g_ascii_string_to_signed(epoch, 10, 0, G_GINT64_CONSTANT(253402300799), seconds,
					NULL);
}

const char *tk_document_time_fault(void)
{
	const char *epoch = document_epoch();
	gint64 seconds;

	return epoch && !parse_epoch(epoch, &seconds) ? epoch : NULL;
}

int64_t tk_document_time(int32_t date)
{
	const char *epoch = document_epoch();
	gint64 seconds;

	if (epoch && parse_epoch(epoch, &seconds))
		return seconds;
	return (int64_t)date * 86400 + 43200;
}
