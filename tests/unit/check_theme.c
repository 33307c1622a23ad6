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

/* ---- The look's own figures ---- */

/* The look names each contrast with one decimal (the band with two). */
static const struct {
	enum tk_ink ink, ground;
	double contrast, within;
} contrasts[] = {
	{TK_INK, TK_WHITE, 16.4, 0.05},       {TK_INK2, TK_WHITE, 7.0, 0.05},
	{TK_INK2, TK_PANEL, 6.4, 0.05},       {TK_INK3, TK_WHITE, 5.5, 0.05},
	{TK_INK3, TK_PANEL, 5.0, 0.05},       {TK_KEY, TK_WHITE, 3.6, 0.05},
	{TK_RULE, TK_WHITE, 1.8, 0.05},       {TK_HAIR, TK_WHITE, 1.3, 0.05},
	{TK_TRACK, TK_WHITE, 1.2, 0.05},      {TK_PANEL, TK_WHITE, 1.1, 0.05},
	{TK_DEEP, TK_WHITE, 9.4, 0.05},       {TK_MID, TK_WHITE, 3.4, 0.05},
	{TK_INK, TK_MID, 4.8, 0.05},          {TK_MID_TEXT, TK_WHITE, 5.5, 0.05},
	{TK_ORANGE, TK_WHITE, 4.0, 0.05},     {TK_ORANGE_TEXT, TK_WHITE, 5.6, 0.05},
	{TK_ALERT, TK_WHITE, 6.0, 0.05},      {TK_BAND, TK_WHITE, 1.25, 0.005},
	{TK_WARM_FRAME, TK_WHITE, 4.6, 0.05},
};

START_TEST(test_contrast_of_the_look)
{
	g_autoptr(tk_theme) theme = open_theme();
	double contrast =
		tk_colour_contrast(theme->ink[contrasts[_i].ink], theme->ink[contrasts[_i].ground]);

	ck_assert_double_eq_tol(contrast, contrasts[_i].contrast, contrasts[_i].within);
}
END_TEST

static const double class_contrasts[] = {13.2, 10.5, 6.7, 9.4};

START_TEST(test_class_contrast_of_the_look)
{
	g_autoptr(tk_theme) theme = open_theme();
	double contrast = tk_colour_contrast(theme->class_fill[_i], theme->class_text[_i]);

	ck_assert_double_eq_tol(contrast, class_contrasts[_i], 0.05);
	/* Dark or light: nothing between them is written upon a class. */
	ck_assert_uint_eq(tk_colour_hex(theme->class_text[_i]),
			  tk_colour_hex(theme->ink[_i < 3 ? TK_INK : TK_WHITE]));
}
END_TEST

/* ---- As eyes see it ---- */

struct triple {
	double at[3];
};

enum eye { NORMAL, DEUTAN, PROTAN, TRITAN, GREY, N_EYES };

/* Machado, Oliveira and Fernandes (2009), severity 1.0, for linear light. */
static const double machado[N_EYES][3][3] = {
	[DEUTAN] = {{0.367322, 0.860646, -0.227968},
		    {0.280085, 0.672501, 0.047413},
		    {-0.011820, 0.042940, 0.968881}},
	[PROTAN] = {{0.152286, 1.052583, -0.204868},
		    {0.114503, 0.786281, 0.099216},
		    {-0.003882, -0.048116, 1.051998}},
	[TRITAN] = {{1.255528, -0.076749, -0.178779},
		    {-0.078411, 0.930809, 0.147602},
		    {0.004733, 0.691367, 0.303900}},
	/* Luminance alone. */
	[GREY] = {{0.2126, 0.7152, 0.0722}, {0.2126, 0.7152, 0.0722}, {0.2126, 0.7152, 0.0722}},
	[NORMAL] = {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}},
};

static double linear(double v)
{
	return v <= 0.04045 ? v / 12.92 : pow((v + 0.055) / 1.055, 2.4);
}

static struct triple multiply(const double matrix[3][3], struct triple v)
{
	struct triple out;

	for (unsigned i = 0; i < 3; i++)
		out.at[i] =
			matrix[i][0] * v.at[0] + matrix[i][1] * v.at[1] + matrix[i][2] * v.at[2];
	return out;
}

/* A part of a colour as screens have it, in 255 steps. */
static double stepped(double light)
{
	double v = CLAMP(light, 0, 1);

	v = v <= 0.0031308 ? 12.92 * v : 1.055 * pow(v, 1 / 2.4) - 0.055;
	return round(v * 255) / 255;
}

/* What an eye makes of a colour. */
static struct tk_colour seen(struct tk_colour colour, enum eye eye)
{
	struct triple light = {{linear(colour.r), linear(colour.g), linear(colour.b)}};

	light = multiply(machado[eye], light);
	return (struct tk_colour){stepped(light.at[0]), stepped(light.at[1]), stepped(light.at[2])};
}

/* CIE L*a*b*, D65. */
static struct triple lab(struct tk_colour colour)
{
	static const double to_xyz[3][3] = {{0.4124564, 0.3575761, 0.1804375},
					    {0.2126729, 0.7151522, 0.0721750},
					    {0.0193339, 0.1191920, 0.9503041}};
	static const double white[] = {0.95047, 1.0, 1.08883};
	struct triple light = {{linear(colour.r), linear(colour.g), linear(colour.b)}};
	struct triple xyz = multiply(to_xyz, light);
	double f[3];

	for (unsigned i = 0; i < 3; i++) {
		double t = xyz.at[i] / white[i];

		f[i] = t > 216.0 / 24389 ? cbrt(t) : (24389.0 / 27 * t + 16) / 116;
	}
	return (struct triple){{116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])}};
}

static double hue(double a, double b)
{
	double degrees = a == 0 && b == 0 ? 0 : atan2(b, a) * 180 / G_PI;

	return degrees < 0 ? degrees + 360 : degrees;
}

static double cosine(double degrees)
{
	return cos(degrees * G_PI / 180);
}

/* How far hues are apart, the short way round; the mean of hues. */
static double hue_step(double from, double to)
{
	double step = to - from;

	return step > 180 ? step - 360 : step < -180 ? step + 360 : step;
}

static double hue_mean(double one, double other)
{
	double sum = one + other;

	if (fabs(one - other) > 180)
		sum += sum < 360 ? 360 : -360;
	return sum / 2;
}

/* CIEDE2000 (Sharma, Wu and Dalal 2005, equations 2-22). */
static double difference(struct triple one, struct triple other)
{
	double c7 = pow((hypot(one.at[1], one.at[2]) + hypot(other.at[1], other.at[2])) / 2, 7);
	double g = 1.5 - 0.5 * sqrt(c7 / (c7 + pow(25, 7)));
	double a1 = g * one.at[1], a2 = g * other.at[1];
	double c1 = hypot(a1, one.at[2]), c2 = hypot(a2, other.at[2]), c = (c1 + c2) / 2;
	double h1 = hue(a1, one.at[2]), h2 = hue(a2, other.at[2]);
	bool grey = c1 * c2 == 0;
	double h = grey ? h1 + h2 : hue_mean(h1, h2), l = (one.at[0] + other.at[0]) / 2 - 50;
	double dh = 2 * sqrt(c1 * c2) * sin((grey ? 0 : hue_step(h1, h2)) * G_PI / 360);
	double t = 1 - 0.17 * cosine(h - 30) + 0.24 * cosine(2 * h) + 0.32 * cosine(3 * h + 6) -
		   0.20 * cosine(4 * h - 63);
	double sl = 1 + 0.015 * l * l / sqrt(20 + l * l), sc = 1 + 0.045 * c;
	double sh = 1 + 0.015 * c * t, turn = 30 * exp(-pow((h - 275) / 25, 2));
	double rt = -2 * sqrt(pow(c, 7) / (pow(c, 7) + pow(25, 7))) * sin(2 * turn * G_PI / 180);
	double dl = (other.at[0] - one.at[0]) / sl, dc = (c2 - c1) / sc;

	dh /= sh;
	return sqrt(dl * dl + dc * dc + dh * dh + rt * dc * dh);
}

/* From the data that its authors published to test with: hues across 0, greys, blues. */
static const struct {
	struct triple one, other;
	double difference;
} known[] = {
	{{{50, 2.6772, -79.7751}}, {{50, 0, -82.7485}}, 2.0425},
	{{{50, -1.3802, -84.2814}}, {{50, 0, -82.7485}}, 1.0000},
	{{{50, 0, 0}}, {{50, -1, 2}}, 2.3669},
	{{{50, 2.4900, -0.0010}}, {{50, -2.4900, 0.0009}}, 7.1792},
	{{{50, 2.4900, -0.0010}}, {{50, -2.4900, 0.0011}}, 7.2195},
	{{{50, 2.5, 0}}, {{73, 25, -18}}, 27.1492},
	{{{60.2574, -34.0099, 36.2677}}, {{60.4626, -34.1751, 39.4387}}, 1.2644},
	{{{2.0776, 0.0795, -1.1350}}, {{0.9033, -0.0636, -0.5514}}, 0.9082},
};

START_TEST(test_difference_is_the_formula)
{
	ck_assert_double_eq_tol(difference(known[_i].one, known[_i].other), known[_i].difference,
				0.0001);
	ck_assert_double_eq_tol(difference(known[_i].other, known[_i].one), known[_i].difference,
				0.0001);
}
END_TEST

/* Colours that stand side by side. */
enum shade { CLASS_1, CLASS_2, CLASS_3, CLASS_4, DEEP, MID, ORANGE, ZONE_2, ZONE_3, ZONE_4 };

static struct tk_colour shade_of(const struct tk_theme *theme, enum shade shade)
{
	switch (shade) {
	case DEEP:
		return theme->ink[TK_DEEP];
	case MID:
		return theme->ink[TK_MID];
	case ORANGE:
		return theme->ink[TK_ORANGE];
	case ZONE_2:
	case ZONE_3:
	case ZONE_4:
		return theme->zone[shade - ZONE_2 + 1];
	default:
		return theme->class_fill[shade];
	}
}

/* The look's table of neighbours; ratio is of their luminances, 0: not named. */
static const struct {
	enum shade one, other;
	double difference[N_EYES], ratio;
} neighbours[] = {
	{CLASS_1, CLASS_2, {26, 27, 24, 30, 5}, 1.26},
	{CLASS_2, CLASS_3, {13, 13, 11, 14, 11}, 1.58},
	{CLASS_3, CLASS_4, {38, 38, 38, 37, 38}, 3.83},
	{DEEP, MID, {26, 25, 27, 26, 26}, 2.74},
	{DEEP, ORANGE, {48, 51, 42, 53, 21}, 2.34},
	{MID, ORANGE, {47, 44, 41, 57, 4}, 1.17},
	{ZONE_2, ZONE_3, {22, 22, 21, 22, 3}, 0},
	{ZONE_3, ZONE_4, {13, 10, 12, 14, 10}, 0},
};

START_TEST(test_neighbours_of_the_look)
{
	g_autoptr(tk_theme) theme = open_theme();
	struct tk_colour one = shade_of(theme, neighbours[_i].one),
			 other = shade_of(theme, neighbours[_i].other);

	for (unsigned eye = 0; eye < N_EYES; eye++) {
		double found = difference(lab(seen(one, eye)), lab(seen(other, eye)));

		ck_assert_msg(lround(found) == neighbours[_i].difference[eye], "eye %u: %.2f", eye,
			      found);
	}
	if (neighbours[_i].ratio > 0)
		ck_assert_double_eq_tol(tk_colour_contrast(one, other), neighbours[_i].ratio,
					0.015);
}
END_TEST

/* What must hold whatever a ministry makes of the colours: fills that a colour alone parts are told
 * apart by every eye; in grey, where frames, glyphs and numbers help, they are not the same. */
#define LEAST_DIFFERENCE 10.0
#define LEAST_GREY_DIFFERENCE 3.0

START_TEST(test_neighbours_differ)
{
	g_autoptr(tk_theme) theme = open_theme();
	unsigned n = (unsigned)_i;

	for (unsigned k = 1; k < n; k++) {
		struct tk_colour one = tk_theme_class_fill(theme, k - 1, n),
				 other = tk_theme_class_fill(theme, k, n);

		for (unsigned eye = 0; eye < N_EYES; eye++) {
			double found = difference(lab(seen(one, eye)), lab(seen(other, eye)));

			ck_assert_msg(found >= (eye == GREY || n > 4 ? LEAST_GREY_DIFFERENCE
								     : LEAST_DIFFERENCE),
				      "class %u of %u, eye %u: %.2f", k, n, eye, found);
		}
	}
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
	tcase_add_loop_test(cases, test_contrast_of_the_look, 0, G_N_ELEMENTS(contrasts));
	tcase_add_loop_test(cases, test_class_contrast_of_the_look, 0,
			    G_N_ELEMENTS(class_contrasts));
	tcase_add_loop_test(cases, test_difference_is_the_formula, 0, G_N_ELEMENTS(known));
	tcase_add_loop_test(cases, test_neighbours_of_the_look, 0, G_N_ELEMENTS(neighbours));
	tcase_add_loop_test(cases, test_neighbours_differ, 3, TK_MOST_CLASSES + 1);
	suite_add_tcase(suite, cases);
	return test_main(suite);
}
