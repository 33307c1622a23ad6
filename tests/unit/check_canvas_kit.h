#ifndef CHECK_CANVAS_KIT_H
#define CHECK_CANVAS_KIT_H

/* What the canvas's tests share: the project's fonts, a scratch folder, a log. */

#include <check.h>
#include <gio/gio.h>
#include <stdio.h>
#include <string.h>

#include "tilannekuva/canvas.h"

static char kit_text_family[] = "Inter", kit_display_family[] = "Inter Display";
static const struct tk_theme kit_theme = {
	.text_family = kit_text_family,
	.display_family = kit_display_family,
};
static const struct tk_colour ink = {20 / 255.0, 33 / 255.0, 43 / 255.0},
			      deep = {17 / 255.0, 75 / 255.0, 104 / 255.0},
			      pale = {185 / 255.0, 211 / 255.0, 221 / 255.0},
			      grey = {124 / 255.0, 138 / 255.0, 147 / 255.0};
static const struct tk_canvas_meta kit_meta = {.title = "Koe", .lang = TK_FI, .time = 1635681600};

static struct tk_fonts *fonts;
static struct tk_log *tlog;
static char *dir;

static inline struct tk_fonts *kit_open_fonts(void)
{
	const char *source = g_getenv("TK_SOURCE_DIR");
	g_autofree char *font_dir = g_build_filename(source ? source : ".", "fonts", NULL);
	g_autofree char *absolute = g_canonicalize_filename(font_dir, NULL);

	return tk_fonts_open(absolute, &kit_theme, tlog);
}

static inline void kit_setup(void)
{
	tlog = tk_log_new();
	fonts = kit_open_fonts();
	ck_assert_ptr_nonnull(fonts);
	dir = g_dir_make_tmp("tk-canvas-XXXXXX", NULL);
	ck_assert_ptr_nonnull(dir);
}

/* \return how many files there are. */
static inline unsigned kit_count_files(const char *folder)
{
	g_autoptr(GDir) open = g_dir_open(folder, 0, NULL);
	unsigned n = 0;

	while (open && g_dir_read_name(open))
		n++;
	return n;
}

static inline void kit_teardown(void)
{
	g_autoptr(GDir) open = g_dir_open(dir, 0, NULL);
	const char *name;

	while (open && (name = g_dir_read_name(open))) {
		g_autofree char *path = g_build_filename(dir, name, NULL);

		remove(path);
	}
	remove(dir);
	g_free(dir);
	tk_fonts_free(fonts);
	tk_log_free(tlog);
}

static inline char *kit_path(const char *name)
{
	return g_build_filename(dir, name, NULL);
}

static inline GBytes *kit_read(const char *path)
{
	char *data = NULL;
	size_t length = 0;

	ck_assert_msg(g_file_get_contents(path, &data, &length, NULL), "cannot read %s", path);
	return g_bytes_new_take(data, length);
}

static inline const char *kit_find(const char *at, const char *end, const char *part)
{
	return memmem(at, (size_t)(end - at), part, strlen(part));
}

static inline void kit_inflate(const char *data, size_t length, GString *out)
{
	g_autoptr(GZlibDecompressor) zlib = g_zlib_decompressor_new(G_ZLIB_COMPRESSOR_FORMAT_ZLIB);
	size_t room = 4u << 20, read = 0, written = 0;
	g_autofree char *buffer = g_malloc(room);

	ck_assert_int_eq(g_converter_convert(G_CONVERTER(zlib), data, length, buffer, room,
					     G_CONVERTER_INPUT_AT_END, &read, &written, NULL),
			 G_CONVERTER_FINISHED);
	g_string_append_len(out, buffer, (gssize)written);
	g_string_append_c(out, '\n');
}

/* \return the deflated streams of a PDF of ours, inflated: objects and page contents; fonts too.
 * NUL bytes become '.', so that it can be searched as a string. */
static inline GString *kit_inflate_pdf(const char *path)
{
	g_autoptr(GBytes) bytes = kit_read(path);
	size_t length;
	const char *at = g_bytes_get_data(bytes, &length), *end = at + length;
	GString *out = g_string_new(NULL);

	while ((at = kit_find(at, end, "/FlateDecode"))) {
		const char *from = kit_find(at, end, "stream\n") + strlen("stream\n");
		const char *size = kit_find(at, end, "/Length ");

		/* The cross-reference stream has a predictor as well. */
		kit_inflate(from, g_ascii_strtoull(size + strlen("/Length "), NULL, 10), out);
		at = from;
	}
	for (size_t i = 0; i < out->len; i++)
		if (!out->str[i])
			out->str[i] = '.';
	return out;
}

static inline unsigned kit_occurrences(const GString *text, const char *part)
{
	unsigned n = 0;

	for (const char *at = text->str; (at = strstr(at, part)); at += strlen(part))
		n++;
	return n;
}

/* \return how many messages of a kind there are. */
static inline unsigned kit_count(enum tk_diag id)
{
	unsigned n = 0;

	for (unsigned i = 0; i < tk_log_n_messages(tlog); i++)
		n += tk_log_message(tlog, i)->id == id;
	return n;
}

#endif
