#include "workbook-imp.h"

#define SOFT_HYPHEN 0xad

/* Characters that XML 1.0 cannot hold, or that nobody means to send. */
static gunichar cleaned(gunichar c)
{
	if (c == '\t' || c == '\n')
		return c;
	if (c < 0x20)
		return 0x2400 + c;
	if (c == 0x7f)
		return 0x2421;
	if ((c >= 0x80 && c < 0xa0) || (c & 0xfffe) == 0xfffe || (c >= 0xfdd0 && c <= 0xfdef))
		return 0xfffd;
	/* Overrides of the direction would show a text backwards, such as the end of a file's name. */
	if (c == 0x202d || c == 0x202e)
		return 0xfffd;
	return c;
}

/* Most texts are fit as they are: printable ASCII and the letters of Europe, not long. */
static bool is_clean(const char *text)
{
	const char *at = text;

	for (; *at; at++) {
		unsigned char c = (unsigned char)*at;

		if (c >= 0x20 && c < 0x7f)
			continue;
		/* U+00C0 to U+017F */
		if (c < 0xc3 || c > 0xc5 || (at[1] & 0xc0) != 0x80)
			return false;
		at++;
	}
	return at - text <= TK_CELL_MOST;
}

char *tk_clean_text(const char *text, bool *cut)
{
	if (cut)
		*cut = false;
	if (is_clean(text))
		return g_strdup(text);
	g_autofree char *valid = g_utf8_make_valid(text, -1);
	GString *out = g_string_sized_new(strlen(valid));
	unsigned units = 0;
	bool whole = true;

	for (const char *at = valid; *at && whole; at = g_utf8_next_char(at)) {
		gunichar c = g_utf8_get_char(at);
		unsigned size = c > 0xffff ? 2 : 1;

		if (c == SOFT_HYPHEN || (c == '\r' && at[1] == '\n'))
			continue;
		whole = units + size <= TK_CELL_MOST;
		units += size;
		if (whole)
			g_string_append_unichar(out, c == '\r' ? '\n' : cleaned(c));
	}
	if (cut)
		*cut = !whole;
	return g_string_free(out, FALSE);
}

/* \return whether a text has "_x0041_" here, which readers of workbooks take for a character. */
static bool is_escape(const char *at)
{
	return at[0] == '_' && at[1] == 'x' && g_ascii_isxdigit(at[2]) && g_ascii_isxdigit(at[3]) &&
	       g_ascii_isxdigit(at[4]) && g_ascii_isxdigit(at[5]) && at[6] == '_';
}

#define ESCAPED_LINE "_x005F_"

char *tk_clean_cell(const char *text, bool *cut)
{
	g_autofree char *clean = tk_clean_text(text, cut);

	if (!strstr(clean, "_x"))
		return g_steal_pointer(&clean);
	GString *out = g_string_sized_new(strlen(clean));
	glong room = TK_CELL_MOST;

	for (const char *at = clean; *at; at = g_utf8_next_char(at)) {
		bool escape = is_escape(at);

		room -= escape ? (glong)strlen(ESCAPED_LINE) : g_utf8_get_char(at) > 0xffff ? 2 : 1;
		if (room < 0) {
			if (cut)
				*cut = true;
			break;
		}
		if (escape)
			g_string_append(out, ESCAPED_LINE);
		else
			g_string_append_len(out, at, g_utf8_next_char(at) - at);
	}
	return g_string_free(out, FALSE);
}

const char *tk_clean_path(const struct tk_dataset *dataset, const char *file)
{
	if (!file)
		return "";
	size_t length = dataset->dir ? strlen(dataset->dir) : 0;

	if (length == 0 || strncmp(file, dataset->dir, length) != 0)
		return file;
	const char *rest = file + length;

	if (*rest != G_DIR_SEPARATOR && rest[-1] != G_DIR_SEPARATOR)
		return file;
	while (*rest == G_DIR_SEPARATOR)
		rest++;
	return rest;
}

/* What the log says of a file that was left out. */
static const struct tk_message *message_of(const struct tk_log *log, const char *file)
{
	for (unsigned i = 0; i < tk_log_n_messages(log); i++) {
		const struct tk_message *message = tk_log_message(log, i);

		if (message->level == TK_LEVEL_ERROR && g_strcmp0(message->source.file, file) == 0)
			return message;
	}
	return NULL;
}

char *tk_region_reason(const struct tk_measures *measures, unsigned region,
		       const struct tk_log *log, const struct tk_texts *texts, enum tk_lang lang)
{
	const struct tk_region *of = &measures->dataset->regions[region];
	const char *file = measures->round->submissions[region].file;
	const char *settled = tk_names_in(&of->reason, lang);
	const struct tk_message *told = file ? message_of(log, file) : NULL;

	if (*settled)
		return g_strdup(settled);
	if (told)
		return tk_message_text(told, lang);
	if (texts)
		return g_strdup(tk_text(texts, lang, "reason.no-file"));
	char *args[] = {(char *)tk_names_in(&of->name, lang), NULL};
	struct tk_message missing = {.id = TK_DIAG_REGION_NO_FILE, .args = args};

	return tk_message_text(&missing, lang);
}
