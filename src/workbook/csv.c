#include "opendata-imp.h"

#include <math.h>

#define BYTE_ORDER_MARK "\xef\xbb\xbf"

void tk_csv_begin(struct tk_csv *csv, FILE *out)
{
	*csv = (struct tk_csv){out, 0};
	fputs(BYTE_ORDER_MARK, out);
}

static void put_field(struct tk_csv *csv, const char *text)
{
	if (csv->n_fields++ > 0)
		fputc(',', csv->out);
	if (!strpbrk(text, ",\"\n\r")) {
		fputs(text, csv->out);
		return;
	}
	fputc('"', csv->out);
	for (; *text; text++) {
		if (*text == '"')
			fputc('"', csv->out);
		fputc(*text, csv->out);
	}
	fputc('"', csv->out);
}

/* First characters that spreadsheets take for the start of a formula, the wide ones of Eastern
 * keyboards among them. */
static const char *const risky[] = {"=", "+", "-", "@", "\t", "\n", "\r", "＝", "＋", "－", "＠"};

static bool is_risky(const char *text)
{
	for (unsigned i = 0; i < G_N_ELEMENTS(risky); i++) {
		if (g_str_has_prefix(text, risky[i]))
			return true;
	}
	return false;
}

void tk_csv_text(struct tk_csv *csv, const char *text)
{
	g_autofree char *clean = tk_clean_text(text ? text : "", NULL);
	g_autofree char *safe = is_risky(clean) ? g_strconcat("'", clean, NULL) : NULL;

	put_field(csv, safe ? safe : clean);
}

void tk_csv_names(struct tk_csv *csv, const struct tk_names *names)
{
	for (unsigned lang = 0; lang < TK_N_LANGS; lang++)
		tk_csv_text(csv, names->in[lang]);
}

void tk_csv_int(struct tk_csv *csv, int64_t value)
{
	g_autofree char *text = g_strdup_printf("%" G_GINT64_FORMAT, (gint64)value);

	put_field(csv, text);
}

void tk_csv_number(struct tk_csv *csv, double value, unsigned decimals)
{
	char format[8], text[G_ASCII_DTOSTR_BUF_SIZE + 64];

	g_snprintf(format, sizeof format, "%%.%uf", MIN(decimals, 15));
	/* Zero has no sign, and no number ends in zeros. */
	g_ascii_formatd(text, sizeof text, format,
			fabs(value) < pow(10, -(double)decimals) / 2 ? 0 : value);
	if (strchr(text, '.')) {
		char *end = text + strlen(text);

		while (end[-1] == '0')
			end--;
		if (end[-1] == '.')
			end--;
		*end = '\0';
	}
	put_field(csv, text);
}

void tk_csv_date(struct tk_csv *csv, int32_t date)
{
	g_autofree char *text = date == TK_NO_DATE ? g_strdup("") : tk_date_iso(date);

	put_field(csv, text);
}

void tk_csv_yes(struct tk_csv *csv, bool yes)
{
	put_field(csv, yes ? "kyllä" : "ei");
}

void tk_csv_empty(struct tk_csv *csv, unsigned n)
{
	while (n-- > 0)
		put_field(csv, "");
}

void tk_csv_end_row(struct tk_csv *csv)
{
	fputs("\r\n", csv->out);
	csv->n_fields = 0;
}

void tk_csv_head(struct tk_csv *csv, const char *const *columns)
{
	for (; *columns; columns++)
		put_field(csv, *columns);
	tk_csv_end_row(csv);
}
