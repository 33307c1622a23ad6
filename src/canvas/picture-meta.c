#include "canvas-imp.h"

#include <math.h>
#include <zlib.h>

/* cairo's files carry no words; these put them in. */

/* ---- SVG ---- */

/* cairo numbers its surfaces through the life of the process, and says so in the file; the same
 * picture must give the same bytes whatever was drawn before it. */
static void name_surfaces(GByteArray *bytes)
{
	g_autoptr(GRegex) number = g_regex_new("\"(#?)surface\\d+\"", 0, 0, NULL);
	g_autofree char *named = g_regex_replace(number, (const char *)bytes->data,
						 (gssize)bytes->len, 0, "\"\\1picture\"", 0, NULL);

	if (!named)
		return;
	g_byte_array_set_size(bytes, 0);
	g_byte_array_append(bytes, (const guint8 *)named, (guint)strlen(named));
}

static void put_element(GString *out, const char *name, const char *text)
{
	g_autofree char *escaped = g_markup_escape_text(text, -1);

	if (*text)
		g_string_append_printf(out, "<%s>%s</%s>\n", name, escaped, name);
}

/* Title and desc are the first things in the file, and the whole is one image to who listens. */
static void put_words(const struct tk_canvas *canvas, GByteArray *bytes)
{
	g_autofree char *description = tk_canvas_description(canvas);
	g_autoptr(GString) words = g_string_new(NULL), out = g_string_new(NULL);
	const char *text = (const char *)bytes->data, *end = text + bytes->len;
	const char *root = memmem(text, bytes->len, "<svg ", 5);
	const char *inside = root ? memchr(root, '>', (size_t)(end - root)) : NULL;

	put_element(words, "title", canvas->title ? canvas->title : "");
	put_element(words, "desc", description);
	if (!inside || words->len == 0)
		return;
	g_string_append_len(out, text, root - text);
	g_string_append_printf(out, "<svg role=\"img\" xml:lang=\"%s\"",
			       tk_lang_code(canvas->lang));
	g_string_append_len(out, root + 4, inside + 1 - root - 4);
	g_string_append_printf(out, "\n%s", words->str);
	g_string_append_len(out, inside + 1, end - inside - 1);
	g_byte_array_set_size(bytes, 0);
	g_byte_array_append(bytes, (const guint8 *)out->str, (guint)out->len);
}

void tk_svg_dress(const struct tk_canvas *canvas, GByteArray *bytes)
{
	name_surfaces(bytes);
	put_words(canvas, bytes);
}

/* ---- PNG (ISO/IEC 15948) ---- */

/* Its signature and its first chunk. */
#define PNG_HEAD 33

static void put_number(GByteArray *out, unsigned number)
{
	const guint8 bytes[] = {(guint8)(number >> 24), (guint8)(number >> 16),
				(guint8)(number >> 8), (guint8)number};

	g_byte_array_append(out, bytes, sizeof(bytes));
}

static void put_chunk(GByteArray *out, const char *type, const void *data, size_t length)
{
	unsigned start;

	put_number(out, (unsigned)length);
	start = out->len;
	g_byte_array_append(out, (const guint8 *)type, 4);
	g_byte_array_append(out, data, (guint)length);
	put_number(out, (unsigned)crc32(0, out->data + start, out->len - start));
}

/* iTXt: keyword, two bytes for "not deflated", language, no keyword of that language, UTF-8. */
static void put_text(const struct tk_canvas *canvas, GByteArray *out, const char *keyword,
		     const char *text)
{
	g_autoptr(GString) data = g_string_new(keyword);

	if (!text || !*text)
		return;
	g_string_append_len(data, "\0\0\0", 3);
	g_string_append(data, tk_lang_code(canvas->lang));
	g_string_append_len(data, "\0\0", 2);
	g_string_append(data, text);
	put_chunk(out, "iTXt", data->str, data->len);
}

void tk_png_dress(const struct tk_canvas *canvas, GByteArray *bytes, double scale)
{
	g_autofree char *description = tk_canvas_description(canvas);
	g_autoptr(GByteArray) rest = g_byte_array_new(), size = g_byte_array_new();
	unsigned per_metre = (unsigned)lround(CLAMP(scale, 0, 1e5) * 72 / 0.0254);

	g_assert(bytes->len > PNG_HEAD);
	g_byte_array_append(rest, bytes->data + PNG_HEAD, bytes->len - PNG_HEAD);
	g_byte_array_set_size(bytes, PNG_HEAD);
	put_number(size, per_metre);
	put_number(size, per_metre);
	g_byte_array_append(size, (const guint8 *)"\1", 1);
	put_chunk(bytes, "pHYs", size->data, size->len);
	put_text(canvas, bytes, "Title", canvas->title);
	put_text(canvas, bytes, "Author", canvas->author);
	put_text(canvas, bytes, "Description", description);
	g_byte_array_append(bytes, rest->data, rest->len);
}
