#include <poppler.h>

#include "check_canvas_kit.h"

/* PNG and SVG: the same drawing calls give the same picture as the PDF does. */

enum { WIDTH = 240, HEIGHT = 160 };

static void draw_scene(struct tk_canvas *canvas)
{
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
			  "Kappale jossa on **lihavaa** ja tavu\u00ADtus\u00ADta riittää.", &body);
	tk_canvas_save(canvas);
	cairo_translate(cairo, 200, 150);
	cairo_rotate(cairo, -G_PI / 6);
	cairo_scale(cairo, 1.5, 1.5);
	tk_draw_text(canvas, 0, 0, "Vinossa", &centre);
	tk_draw_frame(canvas, -20, -8, 40, 12, 0.5, deep);
	tk_canvas_restore(canvas);
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
	ck_assert_ptr_nonnull(strstr(text, "</svg>"));
}
END_TEST

/* ---- The PDF looks the same ---- */

static cairo_surface_t *render_pdf(const char *path, double scale)
{
	g_autofree char *uri = g_filename_to_uri(path, NULL, NULL);
	PopplerDocument *document = poppler_document_new_from_file(uri, NULL, NULL);
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
	g_object_unref(document);
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
	tcase_add_test(tcase, test_two_pages);
	tcase_add_test(tcase, test_too_large);
	tcase_add_test(tcase, test_replaced);
	suite_add_tcase(suite, tcase);
	srunner_run_all(runner, CK_ENV);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
