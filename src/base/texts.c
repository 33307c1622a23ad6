#include "tilannekuva/texts.h"

#include "table.h"
#include "tilannekuva/date.h"
#include "tilannekuva/number.h"

struct tk_texts {
	/** key -> char *[TK_N_LANGS] */
	GHashTable *of_key;
};

static const char *const columns[] = {"key", "fi", "sv", "en", NULL};

char *tk_text_bold(const char *text)
{
	g_auto(GStrv) parts = g_strsplit(text, "**", -1);

	return g_strjoinv(TK_BOLD, parts);
}

/* Takes over one row; says what is wrong with it. */
static bool take_row(struct tk_texts *texts, char **row, const struct tk_source *source,
		     struct tk_log *log)
{
	if (*row[0] == '\0' || *row[0] == '#')
		return true;
	bool whole = *row[1] && *row[2] && *row[3] && !g_hash_table_contains(texts->of_key, row[0]);

	if (!whole) {
		tk_log_add(log, TK_DIAG_KIT_FAULTY, source, row[0], NULL);
		return false;
	}
	char **words = g_new0(char *, TK_N_LANGS + 1);

	for (unsigned i = 0; i < TK_N_LANGS; i++)
		words[i] = tk_text_bold(row[i + 1]);
	g_hash_table_insert(texts->of_key, g_strdup(row[0]), words);
	return true;
}

static bool read_file(struct tk_texts *texts, const char *file, struct tk_log *log)
{
	g_autoptr(GPtrArray) rows = tk_table_read(file, columns, log);
	struct tk_source source = {g_intern_string(file), NULL, TK_NOWHERE, TK_NOWHERE};
	bool good = rows != NULL;

	for (unsigned i = 0; rows && i < rows->len; i++)
		good &= take_row(texts, rows->pdata[i], &source, log);
	return good;
}

struct tk_texts *tk_texts_open(const char *dir, struct tk_log *log)
{
	g_autoptr(tk_texts) texts = g_new0(struct tk_texts, 1);
	g_autoptr(GError) error = NULL;
	g_autoptr(GDir) folder = g_dir_open(dir, 0, &error);
	bool good = true;

	texts->of_key =
		g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_strfreev);
	if (!folder) {
		tk_log_add(log, TK_DIAG_KIT_MISSING, NULL, error->message, NULL);
		return NULL;
	}
	for (const char *name; (name = g_dir_read_name(folder));) {
		g_autofree char *file = g_build_filename(dir, name, NULL);

		if (g_str_has_suffix(name, ".csv"))
			good &= read_file(texts, file, log);
	}
	return good ? g_steal_pointer(&texts) : NULL;
}

void tk_texts_free(struct tk_texts *texts)
{
	if (!texts)
		return;
	g_hash_table_unref(texts->of_key);
	g_free(texts);
}

bool tk_texts_has(const struct tk_texts *texts, const char *key)
{
	return g_hash_table_contains(texts->of_key, key);
}

const char *tk_text(const struct tk_texts *texts, enum tk_lang lang, const char *key)
{
	char **row = g_hash_table_lookup(texts->of_key, key);

	if (!row)
		g_error("no text \"%s\"", key);
	return row[lang];
}

/* The value of a place among pairs of name and value. */
static const char *place_value(GPtrArray *pairs, const char *name, size_t length)
{
	for (unsigned i = 0; i + 1 < pairs->len; i += 2) {
		const char *known = pairs->pdata[i];

		if (strlen(known) == length && memcmp(known, name, length) == 0)
			return pairs->pdata[i + 1];
	}
	return NULL;
}

static char *fill(const char *pattern, GPtrArray *pairs)
{
	GString *out = g_string_new(NULL);

	for (const char *at = pattern; *at;) {
		const char *end = *at == '{' ? strchr(at, '}') : NULL;

		if (!end) {
			g_string_append_c(out, *at++);
			continue;
		}
		const char *value = place_value(pairs, at + 1, (size_t)(end - at - 1));

		if (!value)
			g_error("no value for a place of \"%s\"", pattern);
		g_string_append(out, value);
		at = end + 1;
	}
	return g_string_free(out, FALSE);
}

static GPtrArray *collect(va_list list)
{
	GPtrArray *pairs = g_ptr_array_new();

	for (const char *name; (name = va_arg(list, const char *));) {
		g_ptr_array_add(pairs, (char *)name);
		g_ptr_array_add(pairs, va_arg(list, char *));
	}
	return pairs;
}

char *tk_text_format(const struct tk_texts *texts, enum tk_lang lang, const char *key, ...)
{
	va_list list;

	va_start(list, key);
	g_autoptr(GPtrArray) pairs = collect(list);
	va_end(list);
	return fill(tk_text(texts, lang, key), pairs);
}

static char *with_capital(const char *word)
{
	char letter[7] = {0};

	g_unichar_to_utf8(g_unichar_toupper(g_utf8_get_char(word)), letter);
	return g_strconcat(letter, g_utf8_next_char(word), NULL);
}

char *tk_text_plural(const struct tk_texts *texts, enum tk_lang lang, const char *key, int64_t n,
		     ...)
{
	g_autofree char *form = g_strconcat(key, n == 1 ? ".one" : ".other", NULL);
	g_autofree char *digits = tk_format_int(lang, n);
	g_autofree char *word = tk_text_number(texts, lang, n);
	g_autofree char *capital = with_capital(word);
	g_autofree char *genitive = tk_text_number_form(texts, lang, "genitive", n);
	g_autofree char *adessive = tk_text_number_form(texts, lang, "adessive", n);
	const char *const own[] = {"n",     digits,     "word",   word,       "Word",
				   capital, "genitive", genitive, "adessive", adessive};
	va_list list;

	va_start(list, n);
	g_autoptr(GPtrArray) pairs = collect(list);
	va_end(list);
	for (unsigned i = 0; i < G_N_ELEMENTS(own); i++)
		g_ptr_array_add(pairs, (char *)own[i]);
	return fill(tk_text(texts, lang, form), pairs);
}

/* Stem of the month's name that a form is built on, and the pattern it goes into. */
static const struct {
	const char *name, *pattern;
} month_forms[TK_N_MONTH_FORMS] = {
	[TK_MONTH_YEAR] = {"nominative", "month.year"},
	[TK_MONTH_GENITIVE_YEAR] = {"genitive", "month.of-year"},
	[TK_MONTH_FROM] = {"elative", "month.from"},
	[TK_MONTH_TO_YEAR] = {"illative", "month.to-year"},
	[TK_MONTH_IN] = {"inessive", "month.in"},
	[TK_MONTH_GENITIVE] = {"genitive", "month.of"},
};

char *tk_text_month(const struct tk_texts *texts, enum tk_lang lang, enum tk_month_form form,
		    int year, int month)
{
	g_autofree char *key = g_strdup_printf("month.%d.%s", month, month_forms[form].name);
	g_autofree char *digits = g_strdup_printf("%d", year);

	return tk_text_format(texts, lang, month_forms[form].pattern, "month",
			      tk_text(texts, lang, key), "year", digits, NULL);
}

static char *date_text(const struct tk_texts *texts, enum tk_lang lang, const char *pattern,
		       const char *name, int32_t date)
{
	int year, month, day;
	char y[TK_DIGITS], m[TK_DIGITS], d[TK_DIGITS];

	tk_date_to_ymd(date, &year, &month, &day);
	const char *digits = tk_digits(m, (unsigned)month);
	g_autofree char *key = g_strconcat("month.", digits, ".", name, NULL);

	return tk_text_format(texts, lang, pattern, "day", tk_digits(d, (unsigned)day), "month",
			      digits, "year", tk_digits(y, (unsigned)year), "name",
			      tk_text(texts, lang, key), NULL);
}

char *tk_text_date(const struct tk_texts *texts, enum tk_lang lang, int32_t date)
{
	return date_text(texts, lang, "date", "nominative", date);
}

char *tk_text_date_short(const struct tk_texts *texts, enum tk_lang lang, int32_t date)
{
	return date_text(texts, lang, "date.short", "short", date);
}

char *tk_text_number_form(const struct tk_texts *texts, enum tk_lang lang, const char *form,
			  int64_t n)
{
	g_autofree char *key = g_strdup_printf("number.%" G_GINT64_FORMAT ".%s", (gint64)n, form);

	if (tk_texts_has(texts, key))
		return g_strdup(tk_text(texts, lang, key));
	return tk_format_int(lang, n);
}

char *tk_text_number(const struct tk_texts *texts, enum tk_lang lang, int64_t n)
{
	g_autofree char *key = g_strdup_printf("number.%" G_GINT64_FORMAT, (gint64)n);

	if (tk_texts_has(texts, key))
		return g_strdup(tk_text(texts, lang, key));
	return tk_format_int(lang, n);
}
