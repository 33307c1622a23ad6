#include "ingest/xlsx-imp.h"

#include <string.h>

#define MOST_STYLES 1048576u
#define MOST_FORMAT_ID 1000000u

struct styles {
	GByteArray *shown;
	/** Format id -> enum tk_shown + 1, of the workbook's own formats. */
	GHashTable *formats;
	bool in_cell_styles;
};

static void add_format(struct styles *styles, const char **attrs)
{
	const char *code = tk_xml_attr(attrs, TK_FAMILY_OTHER, "formatCode");
	unsigned id;

	if (code && tk_xml_number(attrs, TK_FAMILY_OTHER, "numFmtId", MOST_FORMAT_ID, &id))
		g_hash_table_insert(styles->formats, GUINT_TO_POINTER(id),
				    GUINT_TO_POINTER((unsigned)tk_format_shown(code) + 1));
}

static void add_style(struct styles *styles, const char **attrs)
{
	unsigned id = 0;

	tk_xml_number(attrs, TK_FAMILY_OTHER, "numFmtId", MOST_FORMAT_ID, &id);
	unsigned own = GPOINTER_TO_UINT(g_hash_table_lookup(styles->formats, GUINT_TO_POINTER(id)));
	guint8 shown = (guint8)(own ? own - 1 : tk_format_builtin(id));

	g_byte_array_append(styles->shown, &shown, 1);
}

static void styles_start(struct tk_xml *xml, enum tk_family family, const char *name,
			 const char **attrs)
{
	struct styles *styles = xml->data;

	if (family != TK_FAMILY_SHEET)
		return;
	if (strcmp(name, "numFmt") == 0 && xml->depth == 3)
		add_format(styles, attrs);
	else if (strcmp(name, "cellXfs") == 0)
		styles->in_cell_styles = true;
	else if (strcmp(name, "xf") == 0 && styles->in_cell_styles)
		add_style(styles, attrs);
	if (styles->shown->len > MOST_STYLES)
		tk_xml_stop(xml, TK_PART_LARGE);
}

static void styles_end(struct tk_xml *xml, enum tk_family family, const char *name)
{
	struct styles *styles = xml->data;

	if (family == TK_FAMILY_SHEET && strcmp(name, "cellXfs") == 0)
		styles->in_cell_styles = false;
}

enum tk_part tk_styles_load(GByteArray *shown, struct tk_zip *zip, const char *part)
{
	static const struct tk_xml_handler handler = {TK_FAMILY_SHEET, styles_start, styles_end,
						      NULL};
	g_autoptr(GHashTable) formats = g_hash_table_new(NULL, NULL);
	struct styles styles = {shown, formats, false};

	g_byte_array_set_size(shown, 0);
	return tk_xml_parse(zip, part, &handler, &styles);
}
