#include "tilannekuva/number.h"

#include <errno.h>
#include <glib.h>
#include <math.h>

/* Products of two 64-bit numbers. */
__extension__ typedef __int128 wide;

struct habits {
	const char *decimal, *thousands, *percent;
};

static const struct habits habits[TK_N_LANGS] = {
	[TK_FI] = {",", TK_NBSP, TK_NBSP "%"},
	[TK_SV] = {",", TK_NBSP, TK_NBSP "%"},
	[TK_EN] = {".", ",", "%"},
};

const char *tk_digits(char *room, unsigned number)
{
	char *at = room + TK_DIGITS - 1;

	*at = '\0';
	do {
		*--at = (char)('0' + number % 10);
		number /= 10;
	} while (number);
	return at;
}

int tk_percent(struct tk_share share)
{
	g_assert(share.n > 0);
	return (int)((200 * share.k + share.n) / (2 * share.n));
}

struct tk_fraction tk_share_difference(struct tk_share a, struct tk_share b)
{
	return (struct tk_fraction){a.k * b.n - b.k * a.n, a.n * b.n};
}

struct tk_fraction tk_fraction_sum(struct tk_fraction a, struct tk_fraction b)
{
	wide num = (wide)a.num * b.den + (wide)b.num * a.den, den = (wide)a.den * b.den;
	wide x = num < 0 ? -num : num, y = den;

	while (y > 0) {
		wide rest = x % y;

		x = y;
		y = rest;
	}
	if (x > 0) {
		num /= x;
		den /= x;
	}
	/* Only sums over millions of tasks come here; what is lost is far below what is printed. */
	while (den > INT64_MAX) {
		num /= 2;
		den /= 2;
	}
	return (struct tk_fraction){(int64_t)num, (int64_t)den};
}

int64_t tk_fraction_points(struct tk_fraction fraction, unsigned decimals)
{
	int64_t scale = 100;

	g_assert(fraction.den > 0);
	while (decimals-- > 0)
		scale *= 10;
	wide twice = (wide)fraction.num * scale * 2;
	wide den = fraction.den;

	return (int64_t)((twice < 0 ? twice - den : twice + den) / (2 * den));
}

int tk_share_compare(struct tk_share a, struct tk_share b)
{
	if (a.n == 0 || b.n == 0)
		return (a.n > 0) - (b.n > 0);
	wide left = (wide)a.k * b.n, right = (wide)b.k * a.n;

	return (left > right) - (left < right);
}

char *tk_format_percent(enum tk_lang lang, int percent)
{
	g_autofree char *digits = tk_format_int(lang, percent);

	return g_strconcat(digits, habits[lang].percent, NULL);
}

/* Digits in groups of three, without a sign. */
static GString *group_digits(enum tk_lang lang, uint64_t value)
{
	GString *text = g_string_new(NULL);

	g_string_printf(text, "%" G_GUINT64_FORMAT, value);
	for (gssize at = (gssize)text->len - 3; at > 0; at -= 3)
		g_string_insert(text, at, habits[lang].thousands);
	return text;
}

char *tk_format_decimal(enum tk_lang lang, int64_t value, unsigned decimals)
{
	uint64_t size = value < 0 ? -(uint64_t)value : (uint64_t)value, scale = 1;

	for (unsigned i = 0; i < decimals; i++)
		scale *= 10;
	GString *text = group_digits(lang, size / scale);

	if (decimals > 0)
		g_string_append_printf(text, "%s%0*" G_GUINT64_FORMAT, habits[lang].decimal,
				       (int)decimals, size % scale);
	if (value < 0)
		g_string_prepend(text, TK_MINUS);
	return g_string_free(text, FALSE);
}

char *tk_format_int(enum tk_lang lang, int64_t value)
{
	return tk_format_decimal(lang, value, 0);
}

char *tk_format_signed(enum tk_lang lang, int64_t value, unsigned decimals)
{
	if (value == 0)
		return g_strdup("0");
	g_autofree char *text = tk_format_decimal(lang, value, decimals);

	return g_strconcat(value > 0 ? "+" : "", text, NULL);
}

bool tk_parse_double(const char *text, double *value)
{
	char *end;

	if (!g_ascii_isdigit(*text) && !strchr("+-.", *text))
		return false;
	if (strpbrk(text, "xXpPnN"))
		return false;
	double number = g_ascii_strtod(text, &end);

	if (end == text || *end || !isfinite(number))
		return false;
	*value = number;
	return true;
}

bool tk_parse_int(const char *text, int64_t min, int64_t max, int64_t *value)
{
	gint64 number;

	if (!g_ascii_string_to_signed(text, 10, min, max, &number, NULL))
		return false;
	*value = number;
	return true;
}
