#include "pdf-imp.h"

#include <math.h>

void tk_pdf_put_number(GString *out, double value, int decimals)
{
	static const int powers[] = {1, 10, 100, 1000, 10000};
	long long scaled =
		isfinite(value) ? llround(CLAMP(value, -1e9, 1e9) * powers[decimals]) : 0;
	long long whole, part;

	if (scaled < 0) {
		g_string_append_c(out, '-');
		scaled = -scaled;
	}
	whole = scaled / powers[decimals];
	part = scaled % powers[decimals];
	if (whole || !part)
		g_string_append_printf(out, "%lld", whole);
	if (!part)
		return;
	g_string_append_printf(out, ".%0*lld", decimals, part);
	while (out->str[out->len - 1] == '0')
		g_string_truncate(out, out->len - 1);
}

void tk_pdf_put_numbers(GString *out, int decimals, unsigned n, const double *values)
{
	for (unsigned i = 0; i < n; i++) {
		tk_pdf_put_number(out, values[i], decimals);
		g_string_append_c(out, ' ');
	}
}

void tk_pdf_put_utf16(GString *out, const gunichar *chars, unsigned n)
{
	for (unsigned i = 0; i < n; i++) {
		gunichar c = chars[i];

		if (c < 0x10000)
			g_string_append_printf(out, "%04X", c);
		else
			g_string_append_printf(out, "%04X%04X", 0xD800 + ((c - 0x10000) >> 10),
					       0xDC00 + ((c - 0x10000) & 0x3FF));
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
