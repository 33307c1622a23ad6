#include <locale.h>
#include <math.h>
#include <signal.h>
#include <unistd.h>

#include "canvas/canvas-imp.h"
#include "check_canvas_kit.h"
#include "pdf-read.h"

/* The PDF back end in small: what single calls write, faults, the same bytes every time. */

static const struct tk_text_style body = {.size_pt = 10, .colour = {0, 0, 0}};

static struct tk_canvas *begin_document(const char *path)
{
	struct tk_canvas *canvas = tk_canvas_new_pdf(fonts, path, &kit_meta, tlog);

	tk_canvas_page(canvas, 200, 100, NULL);
	return canvas;
}

static char *text_of(const char *path)
{
	g_autoptr(pdf_document) document = test_pdf_open(path);

	return test_pdf_page(document, 0);
}

/* ---- Text as it is read back ---- */

static const struct {
	const char *text;
	/** 0: one line. */
	double width_pt;
	const char *read;
	unsigned n_missing;
} text_cases[] = {
	{"office ->fi 5x5 1234", 0, "office ->fi 5x5 1234", 0},
	{"tuki\u00ADpalvelut", 0, "tukipalvelut", 0},
	{"tuki\u00ADpalvelut", 100, "tukipalvelut", 0},
	{"tuki\u00ADpalvelut", 45, "tuki\u00AD\npalvelut", 0},
	{"yksi kaksi", 25, "yksi\nkaksi", 0},
	{"Ääkkösiä: ŠŽšž €", 0, "Ääkkösiä: ŠŽšž €", 0},
	/* The same glyphs as Latin letters have, or other meanings of one glyph. */
	{"Ωmega \u2126hm, Алуе", 0, "Ωmega Ωhm, Алуе", 0},
	{"a\U0001F600b\u6F22c\U0001F600", 0, "a\uFFFDb\uFFFDc\uFFFD", 2},
	{"\u2327 ja \U0001F600", 0, "\u2327 ja \uFFFD", 1},
	{"\uE000x", 0, "\uFFFDx", 1},
	{"a\bb\033c\xC2\x85"
	 "d\u202Ee",
	 0, "abcde", 0},
	/* Letter and mark, for which there is no one glyph. */
	{"x\u0323\u0302y", 0, "x\u0323\u0302y", 0},
	{"\002lihava\002 ja ei", 150, "lihava ja ei", 0},
	/* Stars are what somebody wrote. */
	{"2**3 ja **ei**", 150, "2**3 ja **ei**", 0},
	{"**lihava** ja ei", 0, "**lihava** ja ei", 0},
	{"", 0, "", 0},
	{"   ", 0, "", 0},
	{"\xC3", 0, "\uFFFD", 0},
};

START_TEST(test_text)
{
	g_autofree char *path = kit_path("text.pdf"), *text = NULL;
	struct tk_canvas *canvas = begin_document(path);

	tk_canvas_begin(canvas, "P", NULL);
	if (text_cases[_i].width_pt > 0)
		tk_draw_paragraph(canvas, 10, 20, text_cases[_i].width_pt, text_cases[_i].text,
				  &body);
	else
		tk_draw_text(canvas, 10, 20, text_cases[_i].text, &body);
	tk_canvas_end(canvas);
	ck_assert(tk_canvas_close(canvas));
	text = text_of(path);
	ck_assert_str_eq(text, text_cases[_i].read);
	ck_assert_uint_eq(kit_count(TK_DIAG_GLYPH_MISSING), text_cases[_i].n_missing);
}
END_TEST

/* A hyphen of the dictionary's is read as soft: the word is whole to who searches. */
START_TEST(test_hyphen)
{
	g_autofree char *path = kit_path("hyphen.pdf"), *text = NULL;
	struct tk_canvas *canvas = begin_document(path);
	const struct tk_text_style style = {.size_pt = 10, .hyphenate = true};

	tk_canvas_begin(canvas, "P", NULL);
	tk_draw_paragraph(canvas, 10, 20, 70, "hyvinvointialueiden \002tietojärjestelmät\002",
			  &style);
	tk_canvas_end(canvas);
	ck_assert(tk_canvas_close(canvas));
	text = text_of(path);
	ck_assert_str_eq(text, "hyvinvointi\u00AD\nalueiden\ntietojärjes\u00AD\ntelmät");
}
END_TEST

/* \return the only font file of a document, opened; owned. */
static hb_font_t *open_embedded(const char *path)
{
	g_autoptr(GBytes) bytes = kit_read(path);
	g_autoptr(GString) file = g_string_new(NULL);
	size_t length;
	const char *at = g_bytes_get_data(bytes, &length), *end = at + length;

	at = kit_find(at, end, "/Subtype/OpenType");
	ck_assert_ptr_nonnull(at);
	const char *size = kit_find(at, end, "/Length ") + strlen("/Length ");

	kit_inflate(kit_find(at, end, "stream\n") + strlen("stream\n"),
		    g_ascii_strtoull(size, NULL, 10), file);
	hb_blob_t *blob = hb_blob_create(file->str, (unsigned)file->len, HB_MEMORY_MODE_DUPLICATE,
					 NULL, NULL);
	hb_face_t *face = hb_face_create(blob, 0);
	hb_font_t *font = hb_font_create(face);

	hb_blob_destroy(blob);
	hb_face_destroy(face);
	return font;
}

/* A font that is cut down still finds the glyphs of its characters, and each is as wide as it was. */
START_TEST(test_embedded_characters)
{
	static const char text[] = "Hämeenlinna – Åbo";
	g_autofree char *path = kit_path("font.pdf");
	struct tk_canvas *canvas = begin_document(path);
	const struct tk_face *face = tk_fonts_style_face(fonts, &body);

	tk_canvas_begin(canvas, "P", NULL);
	tk_draw_text(canvas, 10, 20, text, &body);
	tk_canvas_end(canvas);
	ck_assert(tk_canvas_close(canvas));
	hb_font_t *font = open_embedded(path);

	for (const char *c = text; *c; c = g_utf8_next_char(c)) {
		hb_codepoint_t cut = 0, whole = 0;

		ck_assert(hb_font_get_nominal_glyph(font, g_utf8_get_char(c), &cut));
		ck_assert(tk_face_glyph(face, g_utf8_get_char(c), &whole));
		ck_assert_uint_ne(cut, 0);
		ck_assert_int_eq(hb_font_get_glyph_h_advance(font, cut),
				 hb_font_get_glyph_h_advance(face->font, whole));
	}
	/* What was not drawn is not there. */
	ck_assert(!hb_font_get_nominal_glyph(font, 'q', &(hb_codepoint_t){0}));
	hb_font_destroy(font);
}
END_TEST

START_TEST(test_missing_named_once)
{
	g_autofree char *path = kit_path("missing.pdf"), *line = NULL;
	struct tk_canvas *canvas = begin_document(path);

	for (unsigned i = 0; i < 3; i++) {
		tk_draw_text(canvas, 10, 20, "\U0001F600", &body);
		tk_draw_paragraph(canvas, 10, 40, 100, "koe \U0001F600", &body);
	}
	ck_assert(tk_canvas_close(canvas));
	ck_assert_uint_eq(tk_log_n_messages(tlog), 1);
	line = tk_message_text(tk_log_message(tlog, 0), TK_EN);
	ck_assert_ptr_nonnull(strstr(line, "U+1F600"));
	/* The next document is told too, though the line is cached. */
	canvas = begin_document(path);
	tk_draw_text(canvas, 10, 20, "\U0001F600", &body);
	ck_assert(tk_canvas_close(canvas));
	ck_assert_uint_eq(tk_log_n_messages(tlog), 2);
}
END_TEST

/* ---- Content ---- */

static void draw_nothing_tagged(struct tk_canvas *canvas)
{
	tk_draw_rect(canvas, 0, 0, 10, 10, deep);
	tk_draw_rect(canvas, 0, 20, 10, 10, deep);
}

static void draw_artifact_in_paragraph(struct tk_canvas *canvas)
{
	tk_canvas_begin(canvas, "P", NULL);
	tk_draw_text(canvas, 10, 20, "a", &body);
	tk_canvas_begin(canvas, "Artifact", NULL);
	tk_canvas_begin(canvas, "Figure", NULL);
	tk_draw_rect(canvas, 0, 0, 10, 10, deep);
	/* Within an artifact a link is none. */
	tk_canvas_link(canvas, 0, 0, 10, 10, "https://example.fi", "x");
	tk_canvas_end(canvas);
	tk_canvas_end(canvas);
	tk_draw_text(canvas, 10, 40, "b", &body);
	tk_canvas_end(canvas);
}

static void draw_mixed_kids(struct tk_canvas *canvas)
{
	tk_canvas_begin(canvas, "P", NULL);
	tk_draw_text(canvas, 10, 20, "a", &body);
	tk_canvas_begin(canvas, "Span", &(struct tk_tag){.lang = "sv"});
	tk_draw_text(canvas, 20, 20, "b", &body);
	tk_canvas_end(canvas);
	tk_draw_text(canvas, 30, 20, "c", &body);
	tk_canvas_end(canvas);
}

static void draw_one_sequence(struct tk_canvas *canvas)
{
	tk_canvas_begin(canvas, "P", NULL);
	tk_draw_text(canvas, 10, 20, "a", &body);
	tk_canvas_save(canvas);
	cairo_set_line_width(tk_canvas_cairo(canvas), 3);
	tk_draw_line(canvas, 0, 0, 10, 10, 1, deep);
	tk_canvas_restore(canvas);
	tk_draw_text(canvas, 10, 40, "b", &body);
	tk_canvas_end(canvas);
}

static void draw_empty_elements(struct tk_canvas *canvas)
{
	tk_canvas_begin(canvas, "Sect", NULL);
	tk_canvas_begin(canvas, "P", NULL);
	tk_draw_text(canvas, 10, 20, "", &body);
	tk_canvas_end(canvas);
	tk_canvas_begin(canvas, "L", NULL);
	tk_canvas_begin(canvas, "LI", NULL);
	tk_canvas_end(canvas);
	tk_canvas_end(canvas);
	tk_canvas_end(canvas);
}

static void draw_three_clips(struct tk_canvas *canvas)
{
	for (unsigned i = 0; i < 3; i++) {
		tk_canvas_save(canvas);
		cairo_rectangle(tk_canvas_cairo(canvas), 10 * i, 0, 10, 10);
		tk_canvas_clip(canvas);
		tk_draw_rect(canvas, 0, 0, 100, 100, deep);
		tk_canvas_restore(canvas);
	}
}

static void draw_unused_clip(struct tk_canvas *canvas)
{
	tk_canvas_save(canvas);
	cairo_rectangle(tk_canvas_cairo(canvas), 0, 0, 10, 10);
	tk_canvas_clip(canvas);
	tk_canvas_restore(canvas);
	tk_draw_rect(canvas, 0, 0, 100, 100, deep);
}

static void draw_degenerate(struct tk_canvas *canvas)
{
	cairo_t *cairo = tk_canvas_cairo(canvas);

	tk_canvas_fill(canvas, deep);
	cairo_move_to(cairo, 1, 1);
	tk_canvas_stroke(canvas, deep);
	tk_draw_rect(canvas, 0, 0, 0, 10, deep);
	tk_draw_rect(canvas, 0, 0, -5, 10, deep);
	tk_draw_frame(canvas, 0, 0, 1, 1, 2, deep);
	tk_draw_hatch(canvas, 0, 0, 0, 0, 0, deep);
}

static const struct {
	const char *name;
	void (*draw)(struct tk_canvas *canvas);
	const char *part;
	unsigned times;
} content_cases[] = {
	{"everything untagged is one artifact", draw_nothing_tagged, "/Artifact BMC", 1},
	{"artifact within an element", draw_artifact_in_paragraph, "/Artifact BMC", 1},
	{"the element goes on after it", draw_artifact_in_paragraph, "/P<</MCID ", 2},
	{"elements in artifacts are none", draw_artifact_in_paragraph, "Figure", 0},
	{"no link in an artifact", draw_artifact_in_paragraph, "/Annot", 0},
	{"both pieces are kids of the element", draw_artifact_in_paragraph, "/K[0 1]", 1},
	{"mixed kids in order", draw_mixed_kids, "/P<</MCID 2>>BDC", 1},
	{"a state is no reason to break", draw_one_sequence, "BDC", 1},
	{"states alone write no q", draw_one_sequence, "q\n", 0},
	{"empty elements leave no trace", draw_empty_elements, "/S/P", 0},
	{"empty elements leave no parents", draw_empty_elements, "/S/Sect", 0},
	{"a clip each", draw_three_clips, "q\n", 3},
	{"and its end", draw_three_clips, "Q\n", 3},
	{"a clip that nothing is painted in", draw_unused_clip, "W n", 0},
	{"degenerate shapes paint nothing", draw_degenerate, "BMC", 0},
};

START_TEST(test_content)
{
	g_autofree char *path = kit_path("content.pdf");
	struct tk_canvas *canvas = begin_document(path);
	GString *text;

	content_cases[_i].draw(canvas);
	ck_assert(tk_canvas_close(canvas));
	text = kit_inflate_pdf(path);
	ck_assert_msg(kit_occurrences(text, content_cases[_i].part) == content_cases[_i].times,
		      "%s: %u: %s", content_cases[_i].name,
		      kit_occurrences(text, content_cases[_i].part), text->str);
	ck_assert_uint_eq(kit_occurrences(text, "BDC") + kit_occurrences(text, "BMC"),
			  kit_occurrences(text, "EMC"));
	g_string_free(text, TRUE);
}
END_TEST

/* PDF/A allows 28 states within each other; the canvas allows any number. */
START_TEST(test_deep_nesting)
{
	g_autofree char *path = kit_path("deep.pdf");
	struct tk_canvas *canvas = begin_document(path);
	int depth = 0, deepest = 0;
	GString *text;

	for (unsigned i = 0; i < 100; i++) {
		tk_canvas_begin(canvas, "Sect", NULL);
		tk_canvas_save(canvas);
		cairo_rectangle(tk_canvas_cairo(canvas), i * 0.5, i * 0.25, 200 - i, 100 - i * 0.5);
		tk_canvas_clip(canvas);
		tk_draw_rect(canvas, 0, 0, 200, 100, i % 2 ? deep : pale);
	}
	for (unsigned i = 0; i < 100; i++) {
		tk_canvas_restore(canvas);
		tk_draw_rect(canvas, 0, 0, 2, 2, grey);
		tk_canvas_end(canvas);
	}
	ck_assert(tk_canvas_close(canvas));
	text = kit_inflate_pdf(path);
	for (const char *p = text->str; p; p = strchr(p, '\n')) {
		p += *p == '\n';
		depth += g_str_has_prefix(p, "q\n") ? 1 : g_str_has_prefix(p, "Q\n") ? -1 : 0;
		deepest = MAX(deepest, depth);
		ck_assert_int_ge(depth, 0);
	}
	ck_assert_int_eq(depth, 0);
	ck_assert_int_eq(deepest, 1);
	g_string_free(text, TRUE);
}
END_TEST

/* ---- Page labels ---- */

static const struct {
	const char *labels[4];
	const char *written;
} label_cases[] = {
	{{NULL, NULL, NULL}, "[0<</S/D/St 1>>]"},
	{{"1", "2", "3"}, "[0<</S/D/St 1>>]"},
	{{"1", "3", "4"}, "[0<</S/D/St 1>>1<</S/D/St 3>>]"},
	{{"Kansi", "1", "2"}, "[0<</P(Kansi)>>1<</S/D/St 1>>]"},
	{{"A-1", "A-2", "B-3"}, "[0<</P(A-)/S/D/St 1>>2<</P(B-)/S/D/St 3>>]"},
	{{"01", "02", "0"}, "[0<</P(01)>>1<</P(02)>>2<</P(0)>>]"},
	{{"99999999999", "(x)", "ä"}, "[0<</P(99999999999)>>1<</P(\\(x\\))>>2<</P<FEFF00E4>>>]"},
};

START_TEST(test_labels)
{
	g_autofree char *path = kit_path("labels.pdf");
	struct tk_canvas *canvas = tk_canvas_new_pdf(fonts, path, &kit_meta, tlog);
	GString *text;

	for (unsigned i = 0; i < 3; i++)
		tk_canvas_page(canvas, 100, 100, label_cases[_i].labels[i]);
	ck_assert(tk_canvas_close(canvas));
	text = kit_inflate_pdf(path);
	ck_assert_msg(kit_occurrences(text, label_cases[_i].written) == 1, "%s",
		      strstr(text->str, "/PageLabels"));
	g_string_free(text, TRUE);
}
END_TEST

/* ---- The same bytes ---- */

static GBytes *write_sample(const char *name)
{
	g_autofree char *path = kit_path(name);
	struct tk_canvas *canvas = begin_document(path);
	const struct tk_text_style light = {.size_pt = 9.3, .weight = 300, .display = true};

	tk_canvas_begin(canvas, "H1", NULL);
	tk_draw_text(canvas, 10.123, 20.456, "Tilannekuva 10/2021", &light);
	tk_canvas_end(canvas);
	tk_canvas_bookmark(canvas, 0, "Tilannekuva");
	draw_mixed_kids(canvas);
	tk_draw_hatch(canvas, 50, 50, 40, 30, 3.3, grey);
	ck_assert(tk_canvas_close(canvas));
	return kit_read(path);
}

START_TEST(test_same_bytes)
{
	g_autoptr(GBytes) first = write_sample("first.pdf"), second = NULL, third = NULL;
	g_autofree char *here = g_get_current_dir();
	struct tk_fonts *mine = fonts;

	/* After other drawing, in another place, time zone and locale. */
	for (int size = 5; size < 20; size++)
		tk_text_width(fonts, "muuta",
			      &(struct tk_text_style){.size_pt = size, .weight = 700});
	ck_assert_int_eq(chdir("/"), 0);
	g_setenv("TZ", "Pacific/Kiritimati", TRUE);
	g_setenv("LC_ALL", "fi_FI.UTF-8", TRUE);
	setlocale(LC_ALL, "");
	second = write_sample("second.pdf");
	/* With fonts of its own. */
	fonts = kit_open_fonts();
	if (fonts) {
		third = write_sample("third.pdf");
		tk_fonts_free(fonts);
	}
	fonts = mine;
	ck_assert_int_eq(chdir(here), 0);
	setlocale(LC_ALL, "C");
	ck_assert(g_bytes_equal(first, second));
	if (third)
		ck_assert(g_bytes_equal(first, third));
}
END_TEST

/* ---- Faults: nothing is left behind, and the log says why ---- */

static void page_too_large(struct tk_canvas *canvas)
{
	tk_canvas_page(canvas, 20000, 100, NULL);
}

static void page_too_small(struct tk_canvas *canvas)
{
	tk_canvas_page(canvas, 0, -1, NULL);
}

static void page_unreal(struct tk_canvas *canvas)
{
	tk_canvas_page(canvas, (double)NAN, 100, NULL);
}

static void no_page(struct tk_canvas *canvas)
{
	(void)canvas;
}

static void context_in_error(struct tk_canvas *canvas)
{
	tk_canvas_page(canvas, 100, 100, NULL);
	cairo_scale(tk_canvas_cairo(canvas), 0, 0);
}

static void uri_too_long(struct tk_canvas *canvas)
{
	g_autofree char *uri = g_strnfill(70000, 'a');

	tk_canvas_page(canvas, 100, 100, NULL);
	tk_canvas_begin(canvas, "Link", NULL);
	tk_draw_text(canvas, 10, 10, "a", &body);
	tk_canvas_link(canvas, 0, 0, 10, 10, uri, "a");
	tk_canvas_end(canvas);
}

static const struct {
	const char *name;
	void (*draw)(struct tk_canvas *canvas);
} fault_cases[] = {
	{"large page", page_too_large},
	{"small page", page_too_small},
	{"NaN page", page_unreal},
	{"no page", no_page},
	{"singular matrix", context_in_error},
	{"long link", uri_too_long},
};

START_TEST(test_fault)
{
	g_autofree char *path = kit_path("fault.pdf");
	struct tk_canvas *canvas = tk_canvas_new_pdf(fonts, path, &kit_meta, tlog);

	fault_cases[_i].draw(canvas);
	/* Whatever comes after is passed over: callers need not look. */
	tk_canvas_page(canvas, 100, 100, NULL);
	tk_canvas_begin(canvas, "P", NULL);
	cairo_rectangle(tk_canvas_cairo(canvas), 0, 0, 10, 10);
	tk_canvas_save(canvas);
	tk_canvas_clip(canvas);
	tk_canvas_fill(canvas, deep);
	tk_draw_text(canvas, 10, 10, "a", &body);
	tk_canvas_restore(canvas);
	tk_canvas_bookmark(canvas, 0, "a");
	tk_canvas_end(canvas);
	if (fault_cases[_i].draw == no_page) {
		ck_assert(tk_canvas_close(canvas));
		canvas = tk_canvas_new_pdf(fonts, path, &kit_meta, tlog);
		remove(path);
	}
	ck_assert(!tk_canvas_close(canvas));
	ck_assert_uint_eq(kit_count(TK_DIAG_OUTPUT_FAILED), 1);
	ck_assert_uint_eq(kit_count_files(dir), 0);
}
END_TEST

static const char *const bad_paths[] = {"no/such/folder/a.pdf", "folder"};

START_TEST(test_unwritable)
{
	g_autofree char *path = kit_path(bad_paths[_i]), *folder = kit_path("folder");
	struct tk_canvas *canvas;

	ck_assert_int_eq(g_mkdir_with_parents(folder, 0755), 0);
	canvas = begin_document(path);
	ck_assert(!tk_canvas_close(canvas));
	ck_assert_uint_eq(kit_count(TK_DIAG_OUTPUT_FAILED), 1);
	ck_assert_uint_eq(kit_count_files(dir), 1);
	ck_assert_uint_eq(kit_count_files(folder), 0);
	rmdir(folder);
}
END_TEST

/* The assertions that guard the callers' own balance. */
START_TEST(test_unbalanced)
{
	g_autofree char *path = kit_path("a.pdf");
	struct tk_canvas *canvas = begin_document(path);

	/* Nobody tidies up after an abort, and nobody needs to read of it. */
	rmdir(dir);
	ck_assert_ptr_nonnull(freopen("/dev/null", "w", stdout));
	ck_assert_ptr_nonnull(freopen("/dev/null", "w", stderr));
	tk_canvas_begin(canvas, "P", NULL);
	tk_canvas_close(canvas);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("pdf-cases");
	TCase *tcase = tcase_create("cases");
	SRunner *runner = srunner_create(suite);
	int failed;

	tcase_add_checked_fixture(tcase, kit_setup, kit_teardown);
	tcase_add_loop_test(tcase, test_text, 0, G_N_ELEMENTS(text_cases));
	tcase_add_test(tcase, test_hyphen);
	tcase_add_test(tcase, test_embedded_characters);
	tcase_add_test(tcase, test_missing_named_once);
	tcase_add_loop_test(tcase, test_content, 0, G_N_ELEMENTS(content_cases));
	tcase_add_test(tcase, test_deep_nesting);
	tcase_add_loop_test(tcase, test_labels, 0, G_N_ELEMENTS(label_cases));
	tcase_add_test(tcase, test_same_bytes);
	tcase_add_loop_test(tcase, test_fault, 0, G_N_ELEMENTS(fault_cases));
	tcase_add_loop_test(tcase, test_unwritable, 0, G_N_ELEMENTS(bad_paths));
	if (srunner_fork_status(runner) == CK_FORK)
		tcase_add_test_raise_signal(tcase, test_unbalanced, SIGABRT);
	suite_add_tcase(suite, tcase);
	srunner_run_all(runner, CK_ENV);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
