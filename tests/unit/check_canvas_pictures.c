#include <math.h>

#include "check_canvas_kit.h"
#include "pdf-read.h"

/* PNG and SVG: the same drawing calls give the same picture as the PDF does. */

enum { WIDTH = 240, HEIGHT = 160 };

static void draw_triangle(struct tk_canvas *canvas, const struct tk_shape *shape)
{
	cairo_t *cairo = tk_canvas_cairo(canvas);

	cairo_move_to(cairo, 0, -shape->size_pt);
	cairo_line_to(cairo, shape->size_pt, shape->size_pt);
	cairo_line_to(cairo, -shape->size_pt, shape->size_pt);
	cairo_close_path(cairo);
	tk_canvas_fill(canvas, shape->colour);
}

static void draw_scene(struct tk_canvas *canvas)
{
	const struct tk_shape triangle = {
		.draw = draw_triangle, .size_pt = 5, .colour = deep, .box = {-6, -6, 12, 12}};
	const struct tk_text_style body = {.size_pt = 11, .colour = ink, .weight = 400};
	const struct tk_text_style right = {
		.size_pt = 20, .colour = deep, .weight = 600, .display = true, .align = TK_RIGHT};
	const struct tk_text_style centre = {
		.size_pt = 9, .colour = grey, .italic = true, .align = TK_CENTRE};
	const double dashes[] = {6, 3};
	cairo_t *cairo;

	tk_canvas_page(canvas, WIDTH, HEIGHT, NULL);
	cairo = tk_canvas_cairo(canvas);
	tk_draw_rect(canvas, 10.3, 10.7, 40, 30, pale);
	tk_draw_frame(canvas, 60, 10, 40, 30, 2, deep);
	tk_draw_hatch(canvas, 110, 10, 40, 30, 4, grey);
	cairo_set_dash(cairo, dashes, 2, 1);
	cairo_set_line_cap(cairo, CAIRO_LINE_CAP_ROUND);
	tk_draw_line(canvas, 10, 50, 230, 55, 2, deep);
	cairo_set_dash(cairo, NULL, 0, 0);
	/* A ring, by the even-odd rule; then half of it once more, through two clips. */
	cairo_set_fill_rule(cairo, CAIRO_FILL_RULE_EVEN_ODD);
	cairo_arc(cairo, 190, 25, 15, 0, 2 * G_PI);
	cairo_new_sub_path(cairo);
	cairo_arc(cairo, 190, 25, 8, 0, 2 * G_PI);
	tk_canvas_fill(canvas, pale);
	cairo_set_fill_rule(cairo, CAIRO_FILL_RULE_WINDING);
	tk_canvas_save(canvas);
	cairo_rectangle(cairo, 190, 0, 50, 50);
	tk_canvas_clip(canvas);
	tk_canvas_save(canvas);
	cairo_rectangle(cairo, 0, 25, WIDTH, 50);
	tk_canvas_clip(canvas);
	tk_draw_rect(canvas, 0, 0, WIDTH, HEIGHT, deep);
	tk_canvas_restore(canvas);
	tk_canvas_restore(canvas);
	tk_draw_text(canvas, 10, 75, "Eteneminen 57\u00A0% \U0001F600", &body);
	tk_draw_text(canvas, 230, 80, "Kainuu", &right);
	tk_draw_text(canvas, 120, 95, "keskellä, kursiivina", &centre);
	tk_draw_paragraph(canvas, 10, 115, 120,
			  "Kappale jossa on \002lihavaa\002 ja tavu\u00ADtus\u00ADta riittää.",
			  &body);
	tk_canvas_save(canvas);
	cairo_translate(cairo, 200, 150);
	cairo_rotate(cairo, -G_PI / 6);
	cairo_scale(cairo, 1.5, 1.5);
	tk_draw_text(canvas, 0, 0, "Vinossa", &centre);
	tk_draw_frame(canvas, -20, -8, 40, 12, 0.5, deep);
	tk_canvas_shape(canvas, &triangle, -30, -2);
	tk_canvas_restore(canvas);
	tk_canvas_shape(canvas, &triangle, 150, 110);
}

static GBytes *write_png(const char *name, double scale)
{
	g_autofree char *path = kit_path(name);
	struct tk_canvas *canvas = tk_canvas_new_png(fonts, path, scale, tlog);

	draw_scene(canvas);
	ck_assert(tk_canvas_close(canvas));
	return kit_read(path);
}

static GBytes *write_svg(const char *name)
{
	g_autofree char *path = kit_path(name);
	struct tk_canvas *canvas = tk_canvas_new_svg(fonts, path, tlog);

	draw_scene(canvas);
	ck_assert(tk_canvas_close(canvas));
	return kit_read(path);
}

START_TEST(test_same_bytes)
{
	g_autoptr(GBytes) png = write_png("1.png", 2), again = write_png("2.png", 2);
	g_autoptr(GBytes) svg = write_svg("1.svg"), svg_again = write_svg("2.svg");

	ck_assert(g_bytes_equal(png, again));
	ck_assert(g_bytes_equal(svg, svg_again));
}
END_TEST

static const double scales[] = {0.5, 1, 2, 3.3};

START_TEST(test_png_size)
{
	g_autoptr(GBytes) bytes = write_png("size.png", scales[_i]);
	g_autofree char *path = kit_path("size.png");
	cairo_surface_t *surface = cairo_image_surface_create_from_png(path);

	ck_assert_uint_gt(g_bytes_get_size(bytes), 1000);
	ck_assert_int_eq(cairo_image_surface_get_width(surface),
			 (int)(WIDTH * scales[_i] + 0.9999));
	ck_assert_int_eq(cairo_image_surface_get_height(surface),
			 (int)(HEIGHT * scales[_i] + 0.9999));
	/* The corner is white paper. */
	ck_assert_uint_eq(
		((const uint32_t *)(const void *)cairo_image_surface_get_data(surface))[0] &
			0xFFFFFF,
		0xFFFFFF);
	cairo_surface_destroy(surface);
}
END_TEST

START_TEST(test_svg)
{
	g_autoptr(GBytes) bytes = write_svg("a.svg");
	g_autofree char *text = g_strndup(g_bytes_get_data(bytes, NULL), g_bytes_get_size(bytes));

	ck_assert_ptr_nonnull(strstr(text, "width=\"240pt\" height=\"160pt\""));
	ck_assert_ptr_null(strstr(text, "surface"));
	/* Nothing is said of it: it is no image without a name. */
	ck_assert_ptr_null(strstr(text, "role="));
	/* Text is there as outlines. */
	ck_assert_ptr_null(strstr(text, "<text"));
	ck_assert_ptr_null(strstr(text, "font"));
	ck_assert_ptr_nonnull(strstr(text, "</svg>"));
}
END_TEST

/* ---- The PDF looks the same ---- */

static cairo_surface_t *render_pdf(const char *path, double scale)
{
	g_autoptr(pdf_document) document = test_pdf_open(path);
	PopplerPage *page = poppler_document_get_page(document, 0);
	cairo_surface_t *surface = cairo_image_surface_create(
		CAIRO_FORMAT_RGB24, (int)(WIDTH * scale), (int)(HEIGHT * scale));
	cairo_t *cairo = cairo_create(surface);

	cairo_set_source_rgb(cairo, 1, 1, 1);
	cairo_paint(cairo);
	cairo_scale(cairo, scale, scale);
	poppler_page_render(page, cairo);
	cairo_destroy(cairo);
	cairo_surface_flush(surface);
	g_object_unref(page);
	return surface;
}

struct difference {
	double mean, far_share;
};

/* Mean difference of a colour component, and the share of components that differ a lot. */
static struct difference compare(cairo_surface_t *a, cairo_surface_t *b)
{
	int width = cairo_image_surface_get_width(a), height = cairo_image_surface_get_height(a);
	int stride = cairo_image_surface_get_stride(a);
	const unsigned char *left = cairo_image_surface_get_data(a),
			    *right = cairo_image_surface_get_data(b);
	unsigned long sum = 0, far = 0, n = 0;

	ck_assert_int_eq(width, cairo_image_surface_get_width(b));
	ck_assert_int_eq(height, cairo_image_surface_get_height(b));
	for (int y = 0; y < height; y++) {
		for (int x = 0; x < 4 * width; x++) {
			int at = y * stride + x, d;

			if (x % 4 == 3)
				continue;
			d = abs(left[at] - right[at]);
			sum += (unsigned long)d;
			far += d > 64;
			n++;
		}
	}
	return (struct difference){(double)sum / (double)n, (double)far / (double)n};
}

START_TEST(test_pdf_looks_the_same)
{
	g_autofree char *pdf = kit_path("scene.pdf"), *png = kit_path("scene.png");
	struct tk_canvas *canvas = tk_canvas_new_pdf(fonts, pdf, &kit_meta, tlog);
	g_autoptr(GBytes) bytes = write_png("scene.png", 4);
	cairo_surface_t *drawn, *rendered;
	struct difference difference;

	ck_assert_uint_gt(g_bytes_get_size(bytes), 1000);
	draw_scene(canvas);
	ck_assert(tk_canvas_close(canvas));
	drawn = cairo_image_surface_create_from_png(png);
	rendered = render_pdf(pdf, 4);
	if (g_getenv("TK_KEEP")) {
		g_autofree char *kept =
			g_build_filename(g_getenv("TK_KEEP"), "scene-pdf.png", NULL);
		g_autofree char *kept_png =
			g_build_filename(g_getenv("TK_KEEP"), "scene.png", NULL);

		cairo_surface_write_to_png(rendered, kept);
		cairo_surface_write_to_png(drawn, kept_png);
	}
	difference = compare(drawn, rendered);
	/* poppler moves glyphs to whole pixels: hence the large scale, and edges that differ a
	 * little. */
	ck_assert_double_lt(difference.mean, 1.0);
	ck_assert_double_lt(difference.far_share, 0.01);
	cairo_surface_destroy(drawn);
	cairo_surface_destroy(rendered);
}
END_TEST

/* ---- A part of a page ---- */

static GBytes *write_part(const char *name, bool svg, const double *part)
{
	g_autofree char *path = kit_path(name);
	struct tk_canvas *canvas = svg ? tk_canvas_new_svg(fonts, path, tlog)
				       : tk_canvas_new_png(fonts, path, 2, tlog);

	tk_canvas_show_part(canvas, part[0], part[1], part[2], part[3]);
	draw_scene(canvas);
	ck_assert(tk_canvas_close(canvas));
	return kit_read(path);
}

static cairo_surface_t *open_png(const char *name)
{
	g_autofree char *path = kit_path(name);
	cairo_surface_t *surface = cairo_image_surface_create_from_png(path);

	ck_assert_int_eq(cairo_surface_status(surface), CAIRO_STATUS_SUCCESS);
	return surface;
}

static uint32_t pixel(cairo_surface_t *surface, int x, int y)
{
	const unsigned char *row =
		cairo_image_surface_get_data(surface) + y * cairo_image_surface_get_stride(surface);

	return ((const uint32_t *)(const void *)row)[x] & 0xFFFFFF;
}

static const double parts[][4] = {
	{0, 0, 100, 60},
	{50, 20, 120.5, 80},
	{100, 60, 140, 100},
};

/* Pixel for pixel what the whole page shows there. */
START_TEST(test_part_is_cut_out)
{
	const double *part = parts[_i];
	g_autoptr(GBytes) whole = write_png("whole.png", 2);
	g_autoptr(GBytes) cut = write_part("part.png", false, part);
	cairo_surface_t *all = open_png("whole.png"), *some = open_png("part.png");
	int width = cairo_image_surface_get_width(some),
	    height = cairo_image_surface_get_height(some);

	ck_assert_uint_lt(g_bytes_get_size(cut), g_bytes_get_size(whole));
	ck_assert_int_eq(width, (int)(2 * part[2]));
	ck_assert_int_eq(height, (int)(2 * part[3]));
	for (int y = 0; y < height; y++)
		for (int x = 0; x < width; x++)
			ck_assert_uint_eq(pixel(some, x, y), pixel(all, x + (int)(2 * part[0]),
								   y + (int)(2 * part[1])));
	cairo_surface_destroy(all);
	cairo_surface_destroy(some);
}
END_TEST

START_TEST(test_part_outside_is_white)
{
	const double part[] = {WIDTH + 5, -50, 20, 20};
	g_autoptr(GBytes) bytes = write_part("white.png", false, part);
	cairo_surface_t *surface = open_png("white.png");

	for (int y = 0; y < 40; y++)
		for (int x = 0; x < 40; x++)
			ck_assert_uint_eq(pixel(surface, x, y), 0xFFFFFF);
	cairo_surface_destroy(surface);
}
END_TEST

START_TEST(test_part_svg)
{
	const double part[] = {50, 20, 120.5, 80};
	g_autoptr(GBytes) bytes = write_part("part.svg", true, part);
	g_autoptr(GBytes) again = write_part("again.svg", true, part);
	g_autofree char *text = g_strndup(g_bytes_get_data(bytes, NULL), g_bytes_get_size(bytes));

	ck_assert_ptr_nonnull(strstr(text, "width=\"120.5pt\" height=\"80pt\" "
					   "viewBox=\"0 0 120.5 80\""));
	ck_assert(g_bytes_equal(bytes, again));
}
END_TEST

static const double bad_parts[][4] = {
	{0, 0, 0, 10}, {0, 0, 10, -1}, {0, 0, (double)NAN, 10}, {(double)INFINITY, 0, 10, 10}};

START_TEST(test_bad_part)
{
	g_autofree char *path = kit_path("bad.png");
	struct tk_canvas *canvas = tk_canvas_new_png(fonts, path, 1, tlog);
	const double *part = bad_parts[_i];

	tk_canvas_show_part(canvas, part[0], part[1], part[2], part[3]);
	draw_scene(canvas);
	ck_assert(!tk_canvas_close(canvas));
	ck_assert_uint_eq(kit_count(TK_DIAG_OUTPUT_FAILED), 1);
	ck_assert_uint_eq(kit_count_files(dir), 0);
}
END_TEST

/* ---- Words ---- */

static void figure(struct tk_canvas *canvas, const char *alt, const double *box)
{
	const struct tk_tag tag = {.alt = alt, .bbox = box};

	tk_canvas_begin(canvas, "Figure", &tag);
	tk_draw_rect(canvas, 10, 10, 20, 20, deep);
	tk_canvas_end(canvas);
}

static void draw_figures(struct tk_canvas *canvas)
{
	static const double left[] = {0, 0, 50, 50}, right[] = {100, 0, 50, 50};

	tk_canvas_page(canvas, 150, 50, NULL);
	figure(canvas, "Vasen: 57\u00A0% & <kasvaa>,\nrivi\u00ADvaihto", left);
	figure(canvas, "Oikea.", right);
	figure(canvas, "Missä\u00A0vain.", NULL);
	figure(canvas, NULL, left);
	tk_canvas_begin(canvas, "P", &(struct tk_tag){.alt = "ei kuva"});
	tk_canvas_end(canvas);
	tk_canvas_begin(canvas, "Artifact", NULL);
	figure(canvas, "koriste", left);
	tk_canvas_end(canvas);
}

enum kind { PDF, PNG, SVG };

static struct tk_canvas *new_canvas(enum kind kind, const char *path)
{
	switch (kind) {
	case PDF:
		return tk_canvas_new_pdf(fonts, path, &kit_meta, tlog);
	case PNG:
		return tk_canvas_new_png(fonts, path, 1, tlog);
	default:
		return tk_canvas_new_svg(fonts, path, tlog);
	}
}

#define LEFT_ALT "Vasen: 57\u00A0% & <kasvaa>, rivivaihto"

static const struct {
	enum kind kind;
	/** x of what is shown, 40 wide; -1: all. */
	double part_x;
	const char *alts;
} alt_cases[] = {
	{PNG, -1, LEFT_ALT "|Oikea.|Missä\u00A0vain."},
	{SVG, -1, LEFT_ALT "|Oikea.|Missä\u00A0vain."},
	{PDF, -1, LEFT_ALT "|Oikea.|Missä\u00A0vain."},
	{PNG, 5, LEFT_ALT "|Missä\u00A0vain."},
	{SVG, 105, "Oikea.|Missä\u00A0vain."},
	/* Between the two: their edges alone meet it not. */
	{PNG, 55, "Missä\u00A0vain."},
	/* PDF shows all of its pages. */
	{PDF, 55, LEFT_ALT "|Oikea.|Missä\u00A0vain."},
};

START_TEST(test_alts)
{
	g_autofree char *path = kit_path("alts"), *joined = NULL;
	struct tk_canvas *canvas = new_canvas(alt_cases[_i].kind, path);
	g_autoptr(GPtrArray) alts = g_ptr_array_new();

	if (alt_cases[_i].part_x >= 0)
		tk_canvas_show_part(canvas, alt_cases[_i].part_x, 0, 40, 50);
	ck_assert_uint_eq(tk_canvas_alts(canvas)->len, 0);
	draw_figures(canvas);
	for (unsigned i = 0; i < tk_canvas_alts(canvas)->len; i++)
		g_ptr_array_add(alts, tk_canvas_alts(canvas)->pdata[i]);
	g_ptr_array_add(alts, NULL);
	joined = g_strjoinv("|", (char **)alts->pdata);
	ck_assert_str_eq(joined, alt_cases[_i].alts);
	ck_assert(tk_canvas_close(canvas));
}
END_TEST

/* A bar in a table is read in its cell: alone it means nothing. */
START_TEST(test_figure_in_a_cell)
{
	static const struct tk_text_style style = {.size_pt = 10};
	g_autofree char *path = kit_path("cell.svg");
	struct tk_canvas *canvas = tk_canvas_new_svg(fonts, path, tlog);
	static const char *const types[] = {"Table", "TBody", "TR", "TH"};

	tk_canvas_page(canvas, 150, 50, NULL);
	for (unsigned i = 0; i < G_N_ELEMENTS(types); i++)
		tk_canvas_begin(canvas, types[i], NULL);
	tk_draw_text(canvas, 5, 20, "Brändi", &style);
	tk_canvas_end(canvas);
	tk_canvas_begin(canvas, "TD", NULL);
	tk_draw_text(canvas, 50, 20, "22", &style);
	figure(canvas, "aloittamatta 7", NULL);
	tk_canvas_end(canvas);
	tk_canvas_begin(canvas, "TD", NULL);
	tk_draw_text(canvas, 90, 20, "+45", &style);
	for (unsigned i = 0; i < G_N_ELEMENTS(types); i++)
		tk_canvas_end(canvas);
	figure(canvas, "Kartta.", NULL);
	ck_assert_str_eq(tk_canvas_words(canvas), "Brändi; 22, aloittamatta 7; +45\n");
	ck_assert_uint_eq(tk_canvas_alts(canvas)->len, 1);
	ck_assert_str_eq(tk_canvas_alts(canvas)->pdata[0], "Kartta.");
	ck_assert(tk_canvas_close(canvas));
}
END_TEST

static const struct {
	const char *title, *subject;
	enum tk_lang lang;
	/** What the file has after "<svg", up to the end of the words. */
	const char *root, *words;
	/** PNG: keyword=text of each chunk. */
	const char *chunks;
} word_cases[] = {
	{"Eteneminen\t<10/2021>", "Kuvaus \"tässä\"", TK_FI, "<svg role=\"img\" xml:lang=\"fi\" ",
	 "\n<title>Eteneminen &lt;10/2021&gt;</title>\n<desc>Kuvaus &quot;tässä&quot;</desc>\n",
	 "Title(fi)=Eteneminen <10/2021>|Description(fi)=Kuvaus \"tässä\"|"},
	/* Nothing else is said of it: its figures' texts. */
	{"Lägesbild", NULL, TK_SV, "<svg role=\"img\" xml:lang=\"sv\" ",
	 "\n<title>Lägesbild</title>\n<desc>Vasen: 57\u00A0% &amp; &lt;kasvaa&gt;, rivivaihto "
	 "Oikea. Missä\u00A0vain.</desc>\n",
	 "Title(sv)=Lägesbild|Description(sv)=" LEFT_ALT " Oikea. Missä\u00A0vain.|"},
	{"", "Just words", TK_EN, "<svg role=\"img\" xml:lang=\"en\" ",
	 "\n<desc>Just words</desc>\n", "Description(en)=Just words|"},
};

static GBytes *write_words(enum kind kind, const char *name, unsigned i)
{
	g_autofree char *path = kit_path(name);
	struct tk_canvas *canvas = new_canvas(kind, path);
	const struct tk_canvas_meta meta = {.title = word_cases[i].title,
					    .subject = word_cases[i].subject,
					    .lang = word_cases[i].lang};

	tk_canvas_describe(canvas, &(struct tk_canvas_meta){.title = "vanha", .author = "x"});
	tk_canvas_describe(canvas, &meta);
	draw_figures(canvas);
	ck_assert(tk_canvas_close(canvas));
	return kit_read(path);
}

START_TEST(test_svg_words)
{
	g_autoptr(GBytes) bytes = write_words(SVG, "words.svg", (unsigned)_i);
	g_autoptr(GBytes) again = write_words(SVG, "again.svg", (unsigned)_i);
	g_autofree char *text = g_strndup(g_bytes_get_data(bytes, NULL), g_bytes_get_size(bytes));
	const char *root = strstr(text, "<svg"), *end = root ? strchr(root, '>') : NULL;

	ck_assert(g_bytes_equal(bytes, again));
	ck_assert_ptr_nonnull(end);
	ck_assert(g_str_has_prefix(root, word_cases[_i].root));
	ck_assert_msg(g_str_has_prefix(end + 1, word_cases[_i].words), "%.200s", end + 1);
}
END_TEST

static unsigned read_number(const guint8 *at)
{
	return (unsigned)at[0] << 24 | (unsigned)at[1] << 16 | (unsigned)at[2] << 8 | at[3];
}

/* \return the sum that ends a chunk (ISO/IEC 15948, annex D), bit by bit. */
static unsigned chunk_sum(const guint8 *data, size_t length)
{
	unsigned sum = 0xFFFFFFFFu;

	for (size_t i = 0; i < length; i++) {
		sum ^= data[i];
		for (unsigned bit = 0; bit < 8; bit++)
			sum = sum & 1 ? 0xEDB88320u ^ sum >> 1 : sum >> 1;
	}
	return ~sum;
}

/* \return the international texts of a PNG file; its pixels a metre; checks the sums. */
static GString *png_texts(GBytes *bytes, unsigned *per_metre)
{
	size_t length;
	const guint8 *at = g_bytes_get_data(bytes, &length), *end = at + length;
	GString *texts = g_string_new(NULL);

	for (at += 8; at < end; at += read_number(at) + 12) {
		unsigned size = read_number(at);
		const guint8 *data = at + 8;

		ck_assert_uint_eq(chunk_sum(at + 4, size + 4), read_number(data + size));
		if (memcmp(at + 4, "pHYs", 4) == 0)
			*per_metre = read_number(data);
		if (memcmp(at + 4, "iTXt", 4) == 0) {
			const char *keyword = (const char *)data, *lang;

			lang = keyword + strlen(keyword) + 3;
			g_string_append_printf(texts, "%s(%s)=", keyword, lang);
			lang += strlen(lang) + 2;
			g_string_append_len(texts, lang, (const char *)data + size - lang);
			g_string_append_c(texts, '|');
		}
	}
	ck_assert_ptr_eq(at, end);
	return texts;
}

START_TEST(test_png_words)
{
	g_autoptr(GBytes) bytes = write_words(PNG, "words.png", (unsigned)_i);
	g_autoptr(GBytes) again = write_words(PNG, "again.png", (unsigned)_i);
	unsigned per_metre = 0;
	g_autoptr(GString) texts = png_texts(bytes, &per_metre);
	cairo_surface_t *surface = open_png("words.png");

	ck_assert(g_bytes_equal(bytes, again));
	ck_assert_str_eq(texts->str, word_cases[_i].chunks);
	/* 72 a inch. */
	ck_assert_uint_eq(per_metre, 2835);
	cairo_surface_destroy(surface);
}
END_TEST

/* ---- Faults ---- */

START_TEST(test_two_pages)
{
	g_autofree char *path = kit_path("two.png");
	struct tk_canvas *canvas = tk_canvas_new_png(fonts, path, 1, tlog);

	draw_scene(canvas);
	draw_scene(canvas);
	ck_assert(!tk_canvas_close(canvas));
	ck_assert_uint_eq(kit_count(TK_DIAG_OUTPUT_FAILED), 1);
	ck_assert_uint_eq(kit_count_files(dir), 0);
}
END_TEST

START_TEST(test_too_large)
{
	g_autofree char *path = kit_path("large.png");
	struct tk_canvas *canvas = tk_canvas_new_png(fonts, path, 1e6, tlog);

	draw_scene(canvas);
	ck_assert(!tk_canvas_close(canvas));
	ck_assert_uint_eq(kit_count(TK_DIAG_OUTPUT_FAILED), 1);
	ck_assert_uint_eq(kit_count_files(dir), 0);
}
END_TEST

/* What stood there before still does when writing fails, and is replaced when it does not. */
START_TEST(test_replaced)
{
	g_autofree char *path = kit_path("old.png");
	struct tk_canvas *canvas = tk_canvas_new_png(fonts, path, 1, tlog);
	g_autoptr(GBytes) kept = NULL, replaced = NULL;

	ck_assert(g_file_set_contents(path, "old", 3, NULL));
	ck_assert(!tk_canvas_close(canvas));
	kept = kit_read(path);
	ck_assert_uint_eq(g_bytes_get_size(kept), 3);
	replaced = write_png("old.png", 1);
	ck_assert_uint_gt(g_bytes_get_size(replaced), 1000);
	ck_assert_uint_eq(kit_count_files(dir), 1);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("canvas-pictures");
	TCase *tcase = tcase_create("pictures");
	SRunner *runner = srunner_create(suite);
	int failed;

	tcase_add_checked_fixture(tcase, kit_setup, kit_teardown);
	tcase_add_test(tcase, test_same_bytes);
	tcase_add_loop_test(tcase, test_png_size, 0, G_N_ELEMENTS(scales));
	tcase_add_test(tcase, test_svg);
	tcase_add_test(tcase, test_pdf_looks_the_same);
	tcase_add_loop_test(tcase, test_part_is_cut_out, 0, G_N_ELEMENTS(parts));
	tcase_add_test(tcase, test_part_outside_is_white);
	tcase_add_test(tcase, test_part_svg);
	tcase_add_loop_test(tcase, test_bad_part, 0, G_N_ELEMENTS(bad_parts));
	tcase_add_loop_test(tcase, test_alts, 0, G_N_ELEMENTS(alt_cases));
	tcase_add_test(tcase, test_figure_in_a_cell);
	tcase_add_loop_test(tcase, test_svg_words, 0, G_N_ELEMENTS(word_cases));
	tcase_add_loop_test(tcase, test_png_words, 0, G_N_ELEMENTS(word_cases));
	tcase_add_test(tcase, test_two_pages);
	tcase_add_test(tcase, test_too_large);
	tcase_add_test(tcase, test_replaced);
	suite_add_tcase(suite, tcase);
	srunner_run_all(runner, CK_ENV);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
