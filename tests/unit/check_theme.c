#include <math.h>

#include "common.h"
#include "tilannekuva/theme.h"

/* The look's contrasts, computed from the theme file: text 4.5, shapes 3.0 (WCAG 2.2). */

#define TEXT_CONTRAST 4.5
#define SHAPE_CONTRAST 3.0

static struct tk_theme *open_theme(void)
{
	g_autoptr(tk_log) log = tk_log_new();
	g_autofree char *file = test_source_path("templates/theme.yaml");
	struct tk_theme *theme = tk_theme_open(file, log);

	ck_assert_ptr_nonnull(theme);
	ck_assert_uint_eq(tk_log_n_messages(log), 0);
	return theme;
}

static const struct {
	enum tk_ink ink, ground;
	double least;
} pairs[] = {
	{TK_INK, TK_WHITE, TEXT_CONTRAST},
	{TK_INK2, TK_WHITE, TEXT_CONTRAST},
	{TK_INK3, TK_WHITE, TEXT_CONTRAST},
	{TK_INK, TK_PANEL, TEXT_CONTRAST},
	{TK_INK2, TK_PANEL, TEXT_CONTRAST},
	{TK_INK3, TK_PANEL, TEXT_CONTRAST},
	{TK_DEEP, TK_WHITE, TEXT_CONTRAST},
	{TK_WHITE, TK_DEEP, TEXT_CONTRAST},
	{TK_MID_TEXT, TK_WHITE, TEXT_CONTRAST},
	{TK_ORANGE_TEXT, TK_WHITE, TEXT_CONTRAST},
	{TK_ALERT, TK_WHITE, TEXT_CONTRAST},
	{TK_INK, TK_MID, TEXT_CONTRAST},
	{TK_KEY, TK_WHITE, SHAPE_CONTRAST},
	{TK_MID, TK_WHITE, SHAPE_CONTRAST},
	{TK_ORANGE, TK_WHITE, SHAPE_CONTRAST},
	{TK_WARM_FRAME, TK_WHITE, SHAPE_CONTRAST},
	/* The edge of the forecast's band. */
	{TK_MID, TK_BAND, 2.5},
};

START_TEST(test_inks_read_on_their_grounds)
{
	g_autoptr(tk_theme) theme = open_theme();
	double contrast =
		tk_colour_contrast(theme->ink[pairs[_i].ink], theme->ink[pairs[_i].ground]);

	ck_assert_msg(contrast >= pairs[_i].least, "ink %d on %d: %.2f", pairs[_i].ink,
		      pairs[_i].ground, contrast);
}
END_TEST

/* Every number of classes that a period may have. */
START_TEST(test_class_texts_read)
{
	g_autoptr(tk_theme) theme = open_theme();
	unsigned n = (unsigned)_i;

	for (unsigned k = 0; k < n; k++) {
		double contrast = tk_colour_contrast(tk_theme_class_fill(theme, k, n),
						     tk_theme_class_text(theme, k, n));

		ck_assert_msg(contrast >= TEXT_CONTRAST, "class %u of %u: %.2f", k, n, contrast);
	}
}
END_TEST

/* In grey, each class is darker than the one before: the order shows without colours. */
START_TEST(test_classes_darken)
{
	g_autoptr(tk_theme) theme = open_theme();
	struct tk_colour black = {0, 0, 0};
	unsigned n = (unsigned)_i;

	for (unsigned k = 1; k < n; k++) {
		double lighter = tk_colour_contrast(tk_theme_class_fill(theme, k - 1, n), black);
		double darker = tk_colour_contrast(tk_theme_class_fill(theme, k, n), black);

		ck_assert_msg(lighter > darker * 1.1, "class %u of %u", k, n);
	}
}
END_TEST

START_TEST(test_lowest_class_is_framed)
{
	g_autoptr(tk_theme) theme = open_theme();
	struct tk_colour frame = theme->ink[TK_WARM_FRAME];

	ck_assert_double_ge(tk_colour_contrast(frame, tk_theme_class_fill(theme, 0, 4)),
			    SHAPE_CONTRAST);
	for (unsigned n = 3; n <= TK_MOST_CLASSES; n++)
		ck_assert_uint_eq(tk_colour_hex(tk_theme_class_fill(theme, 0, n)),
				  tk_colour_hex(theme->class_fill[0]));
}
END_TEST

START_TEST(test_four_classes_are_the_files)
{
	g_autoptr(tk_theme) theme = open_theme();

	for (unsigned k = 0; k < 4; k++)
		ck_assert_uint_eq(tk_colour_hex(tk_theme_class_fill(theme, k, 4)),
				  tk_colour_hex(theme->class_fill[k]));
}
END_TEST

START_TEST(test_risk_zones_read)
{
	g_autoptr(tk_theme) theme = open_theme();

	for (unsigned z = 0; z < G_N_ELEMENTS(theme->zone); z++)
		ck_assert_double_ge(tk_colour_contrast(theme->ink[TK_INK], theme->zone[z]),
				    TEXT_CONTRAST);
}
END_TEST

START_TEST(test_contrast_is_the_formula)
{
	struct tk_colour black = {0, 0, 0}, white = {1, 1, 1},
			 grey = {0x77 / 255.0, 0x77 / 255.0, 0x77 / 255.0};

	ck_assert_double_eq_tol(tk_colour_contrast(black, white), 21, 0.001);
	ck_assert_double_eq_tol(tk_colour_contrast(white, grey), 4.48, 0.01);
	ck_assert_uint_eq(tk_colour_hex(grey), 0x777777);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("theme");
	TCase *cases = tcase_create("theme");

	tcase_add_loop_test(cases, test_inks_read_on_their_grounds, 0, G_N_ELEMENTS(pairs));
	tcase_add_loop_test(cases, test_class_texts_read, 3, TK_MOST_CLASSES + 1);
	tcase_add_loop_test(cases, test_classes_darken, 3, TK_MOST_CLASSES + 1);
	tcase_add_test(cases, test_lowest_class_is_framed);
	tcase_add_test(cases, test_four_classes_are_the_files);
	tcase_add_test(cases, test_risk_zones_read);
	tcase_add_test(cases, test_contrast_is_the_formula);
	suite_add_tcase(suite, cases);
	return test_main(suite);
}
