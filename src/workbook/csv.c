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

/* A spreadsheet that is set to another separator than the comma begins a cell after it, within quotes
 * too. */
static bool may_begin_cell(const char *text, const char *at)
{
	return at == text || strchr(",;\t\n", at[-1]) != NULL;
}

/* An apostrophe before each part of a text that would be a formula if a cell began with it. */
static char *without_formulas(const char *text)
{
	GString *safe = g_string_sized_new(strlen(text) + 1);

	for (const char *at = text; *at; at++) {
		/* Quotes before it would be the cell's. */
		const char *within = at == text ? at : at + strspn(at, "\"");

		if (may_begin_cell(text, at) && is_risky(within))
			g_string_append_c(safe, '\'');
		g_string_append_c(safe, *at);
	}
	return g_string_free(safe, FALSE);
}

/* Digits of a number that a spreadsheet keeps. */
#define MOST_DIGITS 15

/* \return whether a spreadsheet would take a text for a number or date and show something else: "007",
 * "1.10", "2021-10-01", "12:30", "1E5", or more digits than it keeps. */
static bool is_mistaken(const char *text)
{
	size_t n_digits = 0;

	for (const char *at = text; *at; at++)
		n_digits += g_ascii_isdigit(*at);
	if (n_digits == 0 || text[strspn(text, "0123456789.,/-:+eE% ")])
		return false;
	return n_digits > MOST_DIGITS || strpbrk(text, "./-:eE") ||
	       (text[0] == '0' && g_ascii_isdigit(text[1]));
}

void tk_csv_id(struct tk_csv *csv, const char *id)
{
	g_autofree char *clean = tk_clean_text(id, NULL);
	g_autofree char *safe = without_formulas(clean);

	put_field(csv, safe);
}

void tk_csv_text(struct tk_csv *csv, const char *text)
{
	g_autofree char *clean = tk_clean_text(text ? text : "", NULL);
	g_autofree char *safe = without_formulas(clean);
	g_autofree char *kept =
		*safe != '\'' && is_mistaken(safe) ? g_strconcat("'", safe, NULL) : NULL;

	put_field(csv, kept ? kept : safe);
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
