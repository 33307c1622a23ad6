#include "check_canvas_kit.h"

/* Shapes: drawn once into a PDF and placed by name, and drawn each time elsewhere. */

#define SIZE 12.0

static const struct tk_tag bars = {.alt = "Kaksi merkkiä"};

/* A square with a stroke across, which takes its line's look from a new page's; kind 1 clips. */
static void draw_square(struct tk_canvas *canvas, const struct tk_shape *shape)
{
	cairo_t *cairo = tk_canvas_cairo(canvas);
	double half = shape->size_pt / 2;

	if (shape->kind == 1) {
		cairo_rectangle(cairo, -half, -half, half, 2 * half);
		tk_canvas_clip(canvas);
	}
	/* Leaves no trace. */
	tk_canvas_begin(canvas, "P", NULL);
	tk_draw_rect(canvas, -half, -half, 2 * half, 2 * half, shape->colour);
	tk_canvas_end(canvas);
	cairo_move_to(cairo, -half, 0);
	cairo_line_to(cairo, 0, -half / 2);
	cairo_line_to(cairo, half, 0);
	tk_canvas_stroke(canvas, ink);
}

static struct tk_shape square(unsigned kind, double size_pt, struct tk_colour colour)
{
	double half = size_pt / 2 + 2;

	return (struct tk_shape){
		.draw = draw_square,
		.kind = kind,
		.size_pt = size_pt,
		.colour = colour,
		.box = {-half, -half, 2 * half, 2 * half},
	};
}

/* Lines that no shape is to take over. */
static void spoil_lines(struct tk_canvas *canvas)
{
	static const double dashes[] = {1, 2};
	cairo_t *cairo = tk_canvas_cairo(canvas);

	cairo_set_line_width(cairo, 7);
	cairo_set_line_cap(cairo, CAIRO_LINE_CAP_ROUND);
	cairo_set_line_join(cairo, CAIRO_LINE_JOIN_ROUND);
	cairo_set_dash(cairo, dashes, 2, 0);
}

static void put(struct tk_canvas *canvas, unsigned kind, double size_pt, struct tk_colour colour,
		double x, double y)
{
	const struct tk_shape shape = square(kind, size_pt, colour);

	tk_canvas_shape(canvas, &shape, x, y);
}

static void draw_all(struct tk_canvas *canvas)
{
	const struct tk_text_style body = {.size_pt = 10, .colour = ink};

	tk_canvas_page(canvas, 200, 100, NULL);
	spoil_lines(canvas);
	tk_canvas_begin(canvas, "P", NULL);
	tk_draw_text(canvas, 10, 90, "Sanoja", &body);
	tk_canvas_end(canvas);
	tk_canvas_begin(canvas, "Figure", &bars);
	put(canvas, 0, SIZE, deep, 20, 20);
	put(canvas, 0, SIZE, deep, 40, 20);
	tk_canvas_end(canvas);
	put(canvas, 1, SIZE, deep, 60, 20);
	put(canvas, 0, SIZE, pale, 80, 20);
	put(canvas, 0, SIZE / 2, deep, 100, 20);
	tk_canvas_save(canvas);
	cairo_scale(tk_canvas_cairo(canvas), 2, 2);
	put(canvas, 0, SIZE, deep, 20, 30);
	tk_canvas_restore(canvas);
	tk_canvas_page(canvas, 200, 100, NULL);
	put(canvas, 0, SIZE, deep, 20.004, 20);
}

static char *write_pdf(const char *name)
{
	char *path = kit_path(name);
	struct tk_canvas *canvas = tk_canvas_new_pdf(fonts, path, &kit_meta, tlog);

	draw_all(canvas);
	ck_assert(tk_canvas_close(canvas));
	return path;
}

static const struct {
	const char *part;
	unsigned times;
} pdf_cases[] = {
	{"/XObject<</X0 ", 1},
	{"/X3 ", 2},
	{"/X4 ", 0},
	{" Do Q\n", 7},
	{"cm/X0 Do Q\n", 4},
	{"/Figure<</MCID 1>>BDC\nq 1 0 0 1 20 80 cm/X0 Do Q\nq 1 0 0 1 40 80 cm/X0 Do Q\nEMC\n", 1},
	{"/Artifact BMC\nq 1 0 0 1 60 80 cm/X1 Do Q\n", 1},
	{"q 2 0 0 2 40 40 cm/X0 Do Q\n", 1},
	/* The drawing itself: with its own colour and line, once a size. */
	{".067 .294 .408 rg\n-6 -6 12 12 re\nf\n", 2},
	{".725 .827 .867 rg\n-6 -6 12 12 re\nf\n", 1},
	{".067 .294 .408 rg\n-3 -3 6 6 re\nf\n", 1},
	{"2 w\n0 J\n0 j\n10 M\n[]0 d\n-6 0 m\n0 3 l\n6 0 l\nS\n", 3},
	{"q\n-6 -6 6 12 re\nW n\n", 1},
	/* The words, the figure, and an artifact on each page; nothing in the forms. */
	{"BDC", 2},
	{"BMC", 2},
	{"EMC", 4},
	{"/S/P", 1},
	{"/S/Figure", 1},
};

START_TEST(test_pdf)
{
	g_autofree char *path = write_pdf("shapes.pdf");
	GString *text = kit_inflate_pdf(path);

	ck_assert_msg(kit_occurrences(text, pdf_cases[_i].part) == pdf_cases[_i].times,
		      "%s: %u: %s", pdf_cases[_i].part, kit_occurrences(text, pdf_cases[_i].part),
		      text->str);
	g_string_free(text, TRUE);
}
END_TEST

/* A form has its own resources, none, and no transparency. */
START_TEST(test_dictionary)
{
	static const char form[] = "/Type/XObject/Subtype/Form/BBox[", none[] = "/Resources<<>>/";
	g_autofree char *path = write_pdf("dictionary.pdf");
	g_autoptr(GBytes) bytes = kit_read(path);
	size_t length;
	const char *at = g_bytes_get_data(bytes, &length), *end = at + length;
	unsigned n = 0;

	ck_assert_ptr_nonnull(kit_find(at, end, "/BBox[-8 -8 8 8 ]/Resources<<>>/Filter"));
	ck_assert_ptr_nonnull(kit_find(at, end, "/BBox[-5 -5 5 5 ]/Resources<<>>/Filter"));
	ck_assert_ptr_null(kit_find(at, end, "/Group"));
	for (; (at = kit_find(at, end, form)); at += strlen(form), n++)
		ck_assert_ptr_nonnull(kit_find(at, MIN(at + 80, end), none));
	ck_assert_uint_eq(n, 4);
}
END_TEST

/* Whatever was drawn before in the process. */
START_TEST(test_same_bytes)
{
	g_autofree char *first = write_pdf("first.pdf"), *other = kit_path("other.pdf"),
			*second = NULL;
	struct tk_canvas *canvas = tk_canvas_new_pdf(fonts, other, &kit_meta, tlog);
	g_autoptr(GBytes) one = kit_read(first), two = NULL;

	tk_canvas_page(canvas, 100, 100, NULL);
	for (unsigned i = 0; i < 20; i++)
		put(canvas, i % 3 == 1, i + 1, grey, 10, 10);
	ck_assert(tk_canvas_close(canvas));
	second = write_pdf("second.pdf");
	two = kit_read(second);
	ck_assert(g_bytes_equal(one, two));
}
END_TEST

/* ---- Pictures ---- */

static GBytes *write_picture(const char *name, bool svg, bool by_hand)
{
	g_autofree char *path = kit_path(name);
	struct tk_canvas *canvas = svg ? tk_canvas_new_svg(fonts, path, tlog)
				       : tk_canvas_new_png(fonts, path, 2, tlog);
	const struct tk_shape shape = square(1, SIZE, deep);

	tk_canvas_page(canvas, 100, 60, NULL);
	if (by_hand) {
		tk_canvas_save(canvas);
		cairo_translate(tk_canvas_cairo(canvas), 30, 20);
		tk_canvas_begin(canvas, "Artifact", NULL);
		draw_square(canvas, &shape);
		tk_canvas_end(canvas);
		tk_canvas_restore(canvas);
	} else {
		spoil_lines(canvas);
		tk_canvas_shape(canvas, &shape, 30, 20);
	}
	/* Neither its place nor its clip goes on after it. */
	tk_draw_rect(canvas, 50, 30, 20, 20, grey);
	ck_assert(tk_canvas_close(canvas));
	return kit_read(path);
}

START_TEST(test_picture)
{
	g_autoptr(GBytes) shape = write_picture("shape", _i, false);
	g_autoptr(GBytes) drawn = write_picture("drawn", _i, true);

	ck_assert(g_bytes_equal(shape, drawn));
}
END_TEST

/* After an error nothing is drawn. */
START_TEST(test_fault)
{
	g_autofree char *path = kit_path("fault.pdf");
	struct tk_canvas *canvas = tk_canvas_new_pdf(fonts, path, &kit_meta, tlog);

	tk_canvas_page(canvas, -1, 100, NULL);
	put(canvas, 0, SIZE, deep, 20, 20);
	ck_assert(!tk_canvas_close(canvas));
	ck_assert_uint_eq(kit_count_files(dir), 0);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("canvas-shapes");
	TCase *tcase = tcase_create("shapes");
	SRunner *runner = srunner_create(suite);
	int failed;

	tcase_add_checked_fixture(tcase, kit_setup, kit_teardown);
	tcase_add_loop_test(tcase, test_pdf, 0, G_N_ELEMENTS(pdf_cases));
	tcase_add_test(tcase, test_dictionary);
	tcase_add_test(tcase, test_same_bytes);
	tcase_add_loop_test(tcase, test_picture, 0, 2);
	tcase_add_test(tcase, test_fault);
	suite_add_tcase(suite, tcase);
	srunner_run_all(runner, CK_ENV);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
