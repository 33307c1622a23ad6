#include "ingest/xlsx-imp.h"

#include <string.h>

/* ---- Escapes ---- */

/* \return the code unit of "_x000D_" at a place, or -1. */
static int read_escape(const char *at, const char *end)
{
	int unit = 0;

	if (end - at < 7 || at[0] != '_' || at[1] != 'x' || at[6] != '_')
		return -1;
	for (int i = 2; i < 6; i++) {
		int digit = g_ascii_xdigit_value(at[i]);

		if (digit < 0)
			return -1;
		unit = unit * 16 + digit;
	}
	return unit;
}

/* A pair of surrogates makes one character; one alone makes none. */
static gunichar join_units(int unit, const char **at, const char *end)
{
	if (unit < 0xd800 || unit > 0xdfff)
		return unit ? (gunichar)unit : 0xfffd;
	int low = unit < 0xdc00 ? read_escape(*at, end) : -1;

	if (low < 0xdc00 || low > 0xdfff)
		return 0xfffd;
	*at += 7;
	return 0x10000 + (((gunichar)unit - 0xd800) << 10) + ((gunichar)low - 0xdc00);
}

void tk_xlsx_unescape(GString *out, const char *text, gsize len)
{
	const char *end = text + len;

	while (text < end) {
		const char *mark = memchr(text, '_', (gsize)(end - text));

		g_string_append_len(out, text, (mark ? mark : end) - text);
		if (!mark)
			return;
		int unit = read_escape(mark, end);

		text = mark + (unit < 0 ? 1 : 7);
		if (unit < 0)
			g_string_append_c(out, '_');
		else
			g_string_append_unichar(out, join_units(unit, &text, end));
	}
}

/* ---- Rich text ---- */

void tk_rich_start(struct tk_rich *rich, const char *name)
{
	if (strcmp(name, "rPh") == 0)
		rich->phonetic++;
	else if (strcmp(name, "t") == 0)
		rich->in_text = rich->phonetic == 0;
}

void tk_rich_end(struct tk_rich *rich, const char *name)
{
	if (strcmp(name, "rPh") == 0 && rich->phonetic > 0)
		rich->phonetic--;
	else if (strcmp(name, "t") == 0)
		rich->in_text = false;
}

void tk_rich_text(struct tk_rich *rich, const char *text, int len)
{
	/* A little more than the limit, so that the sheet sees that it was passed. */
	if (rich->in_text && rich->text->len <= TK_LIMIT_CELL_BYTES)
		g_string_append_len(rich->text, text, len);
}

/* ---- The table of shared strings ---- */

struct loading {
	struct tk_strings *strings;
	struct tk_rich rich;
	bool in_item;
};

static void strings_start(struct tk_xml *xml, enum tk_family family, const char *name,
			  const char **attrs)
{
	struct loading *loading = xml->data;

	(void)attrs;
	if (family != TK_FAMILY_SHEET)
		return;
	if (strcmp(name, "si") == 0) {
		loading->in_item = true;
		loading->rich.in_text = false;
		loading->rich.phonetic = 0;
		g_string_truncate(loading->rich.text, 0);
	} else if (loading->in_item) {
		tk_rich_start(&loading->rich, name);
	}
}

static void strings_end(struct tk_xml *xml, enum tk_family family, const char *name)
{
	struct loading *loading = xml->data;
	struct tk_strings *strings = loading->strings;

	if (family != TK_FAMILY_SHEET || !loading->in_item)
		return;
	if (strcmp(name, "si") != 0) {
		tk_rich_end(&loading->rich, name);
		return;
	}
	loading->in_item = false;
	tk_xlsx_unescape(strings->block, loading->rich.text->str, loading->rich.text->len);
	gsize end = strings->block->len;

	g_array_append_val(strings->offsets, end);
	if (end > TK_LIMIT_TEXT_BYTES || strings->offsets->len > TK_LIMIT_CELLS)
		tk_xml_stop(xml, TK_PART_LARGE);
}

static void strings_text(struct tk_xml *xml, const char *text, int len)
{
	struct loading *loading = xml->data;

	if (loading->in_item)
		tk_rich_text(&loading->rich, text, len);
}

enum tk_part tk_strings_load(struct tk_strings *strings, struct tk_zip *zip, const char *part)
{
	static const struct tk_xml_handler handler = {TK_FAMILY_SHEET, strings_start, strings_end,
						      strings_text};
	struct loading loading = {.strings = strings, .rich = {.text = g_string_new(NULL)}};
	gsize zero = 0;

	strings->block = g_string_new(NULL);
	strings->offsets = g_array_new(FALSE, FALSE, sizeof(gsize));
	strings->copies = g_ptr_array_new();
	g_array_append_val(strings->offsets, zero);
	enum tk_part result = tk_xml_parse(zip, part, &handler, &loading);

	g_string_free(loading.rich.text, TRUE);
	return result;
}

unsigned tk_strings_count(const struct tk_strings *strings)
{
	return strings->offsets ? strings->offsets->len - 1 : 0;
}

void tk_strings_begin_sheet(struct tk_strings *strings)
{
	if (!strings->copies)
		return;
	g_ptr_array_set_size(strings->copies, 0);
	g_ptr_array_set_size(strings->copies, (int)tk_strings_count(strings));
}

char *tk_strings_text(struct tk_strings *strings, unsigned index, struct tk_builder *builder,
		      unsigned row, unsigned col)
{
	void **copy = &g_ptr_array_index(strings->copies, index);
	gsize start = g_array_index(strings->offsets, gsize, index);
	gsize end = g_array_index(strings->offsets, gsize, index + 1);

	if (!*copy)
		*copy = tk_builder_text(builder, row, col, strings->block->str + start,
					end - start);
	return *copy;
}

void tk_strings_clear(struct tk_strings *strings)
{
	if (strings->block)
		g_string_free(strings->block, TRUE);
	strings->block = NULL;
	g_clear_pointer(&strings->offsets, g_array_unref);
	g_clear_pointer(&strings->copies, g_ptr_array_unref);
}
