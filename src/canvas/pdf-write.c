#include "pdf-imp.h"

#include <math.h>

#include "tilannekuva/number.h"

void tk_pdf_put_count(GString *out, unsigned number)
{
	char room[TK_DIGITS];
	const char *digits = tk_digits(room, number);

	tk_pdf_put(out, digits, (size_t)(room + TK_DIGITS - 1 - digits));
}

void tk_pdf_put_reference(GString *out, unsigned id)
{
	tk_pdf_put_count(out, id);
	TK_PDF_PUT(out, " 0 R");
}

/* A number in parts of a power of ten. */
static void put_parts(GString *out, long long parts, unsigned power)
{
	unsigned long long size = (unsigned long long)ABS(parts);
	unsigned whole = (unsigned)(size / power), part = (unsigned)(size % power);
	char text[24];
	size_t n = 0;

	if (parts < 0)
		g_string_append_c(out, '-');
	if (whole || !part)
		tk_pdf_put_count(out, whole);
	if (!part)
		return;
	text[n++] = '.';
	for (power /= 10; part; part %= power, power /= 10)
		text[n++] = (char)('0' + part / power);
	tk_pdf_put(out, text, n);
}

void tk_pdf_put_number(GString *out, double value, int decimals)
{
	static const unsigned powers[] = {1, 10, 100, 1000, 10000};
	double scaled = isfinite(value) ? CLAMP(value, -4e5, 4e5) * powers[decimals] : 0;

	put_parts(out, (long long)(scaled < 0 ? scaled - 0.5 : scaled + 0.5), powers[decimals]);
}

void tk_pdf_put_hundredths(GString *out, long long hundredths)
{
	put_parts(out, hundredths, 100);
}

void tk_pdf_put_numbers(GString *out, int decimals, unsigned n, const double *values)
{
	for (unsigned i = 0; i < n; i++) {
		tk_pdf_put_number(out, values[i], decimals);
		g_string_append_c(out, ' ');
	}
}

void tk_pdf_put_hex(GString *out, unsigned value)
{
	static const char digits[] = "0123456789ABCDEF";
	const char text[] = {digits[value >> 12 & 15], digits[value >> 8 & 15],
			     digits[value >> 4 & 15], digits[value & 15]};

	tk_pdf_put(out, text, sizeof(text));
}

void tk_pdf_put_utf16(GString *out, const gunichar *chars, unsigned n)
{
	for (unsigned i = 0; i < n; i++) {
		gunichar c = chars[i];

		if (c >= 0x10000) {
			tk_pdf_put_hex(out, 0xD800 + ((c - 0x10000) >> 10));
			c = 0xDC00 + ((c - 0x10000) & 0x3FF);
		}
		tk_pdf_put_hex(out, c);
	}
}

void tk_pdf_put_text(GString *out, const char *utf8)
{
	bool ascii = g_str_is_ascii(utf8);

	for (const char *p = utf8; ascii && *p; p++)
		ascii = *p >= ' ' && *p < 0x7F;
	if (!ascii) {
		g_autofree char *valid = g_utf8_make_valid(utf8, -1);
		glong n;
		g_autofree gunichar *chars = g_utf8_to_ucs4_fast(valid, -1, &n);

		g_string_append(out, "<FEFF");
		tk_pdf_put_utf16(out, chars, (unsigned)n);
		g_string_append_c(out, '>');
		return;
	}
	g_string_append_c(out, '(');
	for (; *utf8; utf8++) {
		if (strchr("()\\", *utf8))
			g_string_append_c(out, '\\');
		g_string_append_c(out, *utf8);
	}
	g_string_append_c(out, ')');
}

void tk_pdf_put_name(GString *out, const char *name)
{
	g_string_append_c(out, '/');
	for (; *name; name++) {
		if (g_ascii_isalnum(*name) || strchr("-+.", *name))
			g_string_append_c(out, *name);
		else
			g_string_append_printf(out, "#%02X", (guchar)*name);
	}
}

GDateTime *tk_pdf_moment(int64_t time)
{
	GDateTime *date = g_date_time_new_from_unix_utc(time);

	return date ? date : g_date_time_new_from_unix_utc(0);
}

void tk_pdf_put_date(GString *out, int64_t time)
{
	g_autoptr(GDateTime) date = tk_pdf_moment(time);

	g_string_append_printf(out, "(D:%04d%02d%02d%02d%02d%02dZ)", g_date_time_get_year(date),
			       g_date_time_get_month(date), g_date_time_get_day_of_month(date),
			       g_date_time_get_hour(date), g_date_time_get_minute(date),
			       g_date_time_get_second(date));
}
