#include <string.h>

#include "ingest/ods-imp.h"

void tk_paragraphs_begin(struct tk_paragraphs *paragraphs, unsigned depth)
{
	g_string_truncate(paragraphs->text, 0);
	paragraphs->cell_depth = depth;
	paragraphs->skip_depth = 0;
	paragraphs->depth = 0;
	paragraphs->n = 0;
	paragraphs->blank = true;
}

static void put_char(struct tk_paragraphs *paragraphs, char c)
{
	/* A little more than the limit, so that the sheet sees that it was passed. */
	if (paragraphs->text->len <= TK_LIMIT_CELL_BYTES)
		g_string_append_c(paragraphs->text, c);
}

static void begin_paragraph(struct tk_paragraphs *paragraphs, unsigned depth)
{
	if (paragraphs->n++ > 0)
		put_char(paragraphs, '\n');
	paragraphs->depth = depth;
	paragraphs->blank = true;
}

static void put_spaces(struct tk_paragraphs *paragraphs, const char **attrs)
{
	unsigned n = 1;

	tk_xml_number(attrs, TK_FAMILY_TEXT, "c", TK_LIMIT_CELL_BYTES, &n);
	while (n-- > 0)
		put_char(paragraphs, ' ');
	paragraphs->blank = false;
}

/* Elements that are no part of what the cell says. */
static bool is_left_out(enum tk_family family, const char *name)
{
	if (family == TK_FAMILY_OFFICE)
		return strcmp(name, "annotation") == 0;
	return family == TK_FAMILY_TEXT &&
	       (strcmp(name, "note") == 0 || strcmp(name, "ruby-text") == 0);
}

void tk_paragraphs_start(struct tk_paragraphs *paragraphs, const struct tk_xml *xml,
			 enum tk_family family, const char *name, const char **attrs)
{
	if (paragraphs->skip_depth > 0)
		return;
	if (is_left_out(family, name)) {
		paragraphs->skip_depth = xml->depth;
		return;
	}
	if (family != TK_FAMILY_TEXT)
		return;
	/* Paragraphs of pictures and nested tables lie deeper; they are not the cell's. */
	if (paragraphs->depth == 0 && xml->depth == paragraphs->cell_depth + 1 &&
	    (strcmp(name, "p") == 0 || strcmp(name, "h") == 0))
		begin_paragraph(paragraphs, xml->depth);
	else if (paragraphs->depth == 0)
		return;
	else if (strcmp(name, "s") == 0)
		put_spaces(paragraphs, attrs);
	else if (strcmp(name, "tab") == 0 || strcmp(name, "line-break") == 0)
		put_char(paragraphs, *name == 't' ? '\t' : '\n');
}

void tk_paragraphs_end(struct tk_paragraphs *paragraphs, const struct tk_xml *xml)
{
	if (xml->depth == paragraphs->skip_depth)
		paragraphs->skip_depth = 0;
	else if (xml->depth == paragraphs->depth)
		paragraphs->depth = 0;
}

void tk_paragraphs_text(struct tk_paragraphs *paragraphs, const char *text, int len)
{
	if (paragraphs->depth == 0 || paragraphs->skip_depth > 0)
		return;
	for (int i = 0; i < len; i++) {
		bool blank = strchr(" \t\r\n", text[i]) && text[i];

		if (!blank || !paragraphs->blank)
			put_char(paragraphs, blank ? ' ' : text[i]);
		paragraphs->blank = blank;
	}
}
