#include <hb-ot.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "canvas/canvas-imp.h"
#include "check_canvas_kit.h"

/* Text: widths, wrapping, cleaning, caching. */

static const struct tk_text_style body = {.size_pt = 10};

/* ---- Fonts ---- */

static const struct {
	bool display, italic;
	int weight;
	const char *name;
} font_cases[] = {
	{false, false, 300, "Inter-Light"},          {false, false, 0, "Inter-Regular"},
	{false, false, 400, "Inter-Regular"},        {false, false, 500, "Inter-Medium"},
	{false, false, 600, "Inter-SemiBold"},       {false, false, 700, "Inter-Bold"},
	{false, true, 400, "Inter-Italic"},          {false, true, 700, "Inter-Italic"},
	{true, false, 300, "InterDisplay-Light"},    {true, false, 600, "InterDisplay-SemiBold"},
	{true, false, 700, "InterDisplay-SemiBold"},
};

START_TEST(test_font)
{
	const struct tk_text_style style = {.size_pt = 9,
					    .weight = font_cases[_i].weight,
					    .display = font_cases[_i].display,
					    .italic = font_cases[_i].italic};
	char name[64];
	unsigned size = sizeof(name);

	hb_ot_name_get_utf8(tk_fonts_style_face(fonts, &style)->hb, HB_OT_NAME_ID_POSTSCRIPT_NAME,
			    HB_LANGUAGE_INVALID, &size, name);
	ck_assert_str_eq(name, font_cases[_i].name);
}
END_TEST

START_TEST(test_fonts_missing)
{
	ck_assert_ptr_null(tk_fonts_open("/nonexistent", &kit_theme, tlog));
	ck_assert_uint_eq(kit_count(TK_DIAG_KIT_MISSING), 1);
	/* A folder without fonts. */
	ck_assert_ptr_null(tk_fonts_open(dir, &kit_theme, tlog));
	ck_assert_uint_eq(kit_count(TK_DIAG_KIT_MISSING), 2);
}
END_TEST

/* The machine's fonts and configuration play no part. */
START_TEST(test_fonts_private)
{
	double before = tk_text_width(fonts, "Eteneminen 57 %", &body);
	struct tk_fonts *others;

	g_setenv("FONTCONFIG_FILE", "/nonexistent/fonts.conf", TRUE);
	g_setenv("FONTCONFIG_PATH", "/nonexistent", TRUE);
	g_setenv("LANG", "ja_JP.UTF-8", TRUE);
	g_setenv("LANGUAGE", "ja", TRUE);
	others = kit_open_fonts();
	ck_assert_ptr_nonnull(others);
	ck_assert_double_eq_tol(tk_text_width(others, "Eteneminen 57 %", &body), before, 1e-9);
	tk_fonts_free(others);
}
END_TEST

/* Workers are forked: they go on with their parent's fonts, sizes that it never used included. */
START_TEST(test_fonts_forked)
{
	double before = tk_text_width(fonts, "Kainuu", &body), there[2] = {0, 0};
	int ends[2], status = -1;
	pid_t child;

	ck_assert_int_eq(pipe(ends), 0);
	child = fork();
	ck_assert_int_ge(child, 0);
	if (child == 0) {
		const struct tk_text_style larger = {.size_pt = 20},
					   other = {.size_pt = 12, .weight = 300};
		const double widths[] = {tk_text_width(fonts, "Kainuu", &larger),
					 tk_text_width(fonts, "x", &other)};

		/* It ends at once: what it has in its hands is nobody's leak. */
		if (write(ends[1], widths, sizeof(widths)) == sizeof(widths))
			kill(getpid(), SIGKILL);
		_exit(1);
	}
	close(ends[1]);
	ck_assert_int_eq(read(ends[0], there, sizeof(there)), sizeof(there));
	close(ends[0]);
	ck_assert_int_eq(waitpid(child, &status, 0), child);
	ck_assert_double_eq_tol(there[0] / before, 2, 0.01);
	ck_assert_double_gt(there[1], 1);
}
END_TEST

/* ---- Widths ---- */

static const struct {
	const char *left;
	char relation;
	const char *right;
} width_cases[] = {
	{"", '=', ""},
	/* Figures are of one width. */
	{"1111", '=', "8888"},
	{"i", '<', "m"},
	/* Soft hyphens, controls and marks of direction take no room. */
	{"tuki\u00ADpalvelut", '=', "tukipalvelut"},
	{"a\001b\u200Bc\u202Ed\uFEFF", '=', "abcd"},
	/* No contextual forms. */
	{"->", '=', "- >"},
	/* Composed and decomposed. */
	{"a\u0308o\u0308", '=', "\u00E4\u00F6"},
	/* Tabs and newlines are spaces. */
	{"a\tb\nc", '=', "a b c"},
	/* A single line knows no markup. */
	{"**a**", '>', "a"},
	/* Not UTF-8. */
	{"a\xFF", '=', "a\uFFFD"},
};

START_TEST(test_width)
{
	double left = tk_text_width(fonts, width_cases[_i].left, &body);
	double right = tk_text_width(fonts, width_cases[_i].right, &body);

	if (strcmp(width_cases[_i].left, "->") == 0)
		right -= tk_text_width(fonts, " ", &body);
	if (width_cases[_i].relation == '<')
		ck_assert_double_lt(left + 0.1, right);
	else if (width_cases[_i].relation == '>')
		ck_assert_double_gt(left, right + 0.1);
	else
		ck_assert_double_eq_tol(left, right, width_cases[_i].left[0] == '-' ? 1.0 : 0.001);
}
END_TEST

/* Nothing is fitted to pixels: widths grow in proportion to the size. */
START_TEST(test_width_scales)
{
	const char *text = "Järjestämisvastuun siirto";
	double ten = tk_text_width(fonts, text, &body);
	double seven = tk_text_width(fonts, text, &(struct tk_text_style){.size_pt = 7});

	ck_assert_double_gt(ten, 100);
	ck_assert_double_eq_tol(seven / ten, 0.7, 0.001);
}
END_TEST

/* ---- Wrapping ---- */

/* Lines joined by '|'; bold by '*', a hyphen drawn at a soft hyphen by '~'. The column is as wide
 * as the text in fits, or that many points where it is NULL. */
static const struct {
	const char *text, *fits;
	double width_pt;
	const char *lines;
} wrap_cases[] = {
	{"yksi kaksi kolme", "yksi kaksi kolme", 0, "yksi kaksi kolme"},
	{"yksi kaksi kolme", "yksi kaksi", 0, "yksi kaksi |kolme"},
	{"yksi kaksi kolme", "kolme", 0, "yksi |kaksi |kolme"},
	{"", "a", 0, ""},
	{"   ", "a", 0, ""},
	{"  yksi \n\t kaksi  ", "yksi kaksi", 0, "yksi kaksi"},
	/* Soft hyphens: only the one that is broken at is drawn. */
	{"tuki\u00ADpalvelu\u00ADjohtaja", "tukipalvelu-", 0, "tukipalvelu~|johtaja"},
	{"tuki\u00ADpalvelu\u00ADjohtaja", "tukipalvelujohtaja", 0, "tukipalvelujohtaja"},
	/* The hyphen must fit too. */
	{"tuki\u00ADpalvelut", "tukipalvelu", 0, "tuki~|palvelut"},
	/* At a word's end or after a space a soft hyphen says nothing. */
	{"tuki\u00AD \u00ADpalvelut\u00AD", "palvelut", 0, "tuki |palvelut"},
	/* No break at hyphens, dashes, slashes or no-break spaces. */
	{"Pohjois-Savo 25–49\u00A0% ja/tai", "Pohjois-Savo 25–49", 0,
	 "Pohjois-Savo |25–49\u00A0% ja/tai"},
	/* A word wider than the column is cut, as a last resort. */
	{"aaaaaaaaaa bb", "aaaa", 0, "aaaa|aaaa|aa |bb"},
	{"äiti", NULL, 0.5, "ä|i|t|i"},
	/* Bold goes on over lines. */
	{"yksi \002kaksi kolme\002 neljä", "kolme neljää", 0, "yksi *kaksi *|*kolme* neljä"},
	{"\002lihava\002 ja \002avoin", "lihava ja avoin...", 0, "*lihava* ja *avoin*"},
	{"\002tuki\u00ADpalvelut\002", "palveluttt", 0, "*tuki~*|*palvelut*"},
	/* A single star is a star. */
	{"2 * 3", "2 * 3.", 0, "2 ⋆ 3"},
};

static char *show_lines(const struct tk_paragraph *paragraph)
{
	GString *shown = g_string_new(NULL);

	for (unsigned i = 0; i < paragraph->n_lines; i++) {
		if (i)
			g_string_append_c(shown, '|');
		for (const char *p = paragraph->lines[i]; *p; p++) {
			if (*p == '*')
				g_string_append(shown, "⋆");
			else
				g_string_append_c(shown, *p == TK_MARK_BOLD     ? '*'
							 : *p == TK_MARK_HYPHEN ? '~'
										: *p);
		}
	}
	return g_string_free(shown, FALSE);
}

START_TEST(test_wrap)
{
	double width_pt = wrap_cases[_i].fits
				  ? tk_text_width(fonts, wrap_cases[_i].fits, &body) + 0.02
				  : wrap_cases[_i].width_pt;
	const struct tk_paragraph *paragraph =
		tk_paragraph_break(fonts, width_pt, wrap_cases[_i].text, &body);
	g_autofree char *shown = show_lines(paragraph);

	ck_assert_str_eq(shown, wrap_cases[_i].lines);
	ck_assert_uint_eq(tk_text_lines(fonts, width_pt, wrap_cases[_i].text, &body),
			  paragraph->n_lines);
}
END_TEST

/* ---- Hyphenation by the dictionary ---- */

static const struct tk_text_style narrow = {.size_pt = 10, .hyphenate = true},
				  narrow_sv = {.size_pt = 10, .hyphenate = true, .lang = TK_SV};

static const struct {
	const struct tk_text_style *style;
	const char *text, *fits;
	const char *lines;
} hyphen_cases[] = {
	/* Nothing is broken that fits. */
	{&narrow, "hyvinvointialueiden järjestämisvastuu", "hyvinvointialueiden",
	 "hyvinvointialueiden |järjestämisvastuu"},
	/* A word wider than the column: between the words of a compound. */
	{&narrow, "järjestämisvastuunsiirto", "järjestämisvastuunsi-",
	 "järjestämisvastuun~|siirto"},
	{&narrow, "järjestämisvastuunsiirto", "järjestämisvas-", "järjestämis~|vastuunsiirto"},
	{&narrow, "tietojärjestelmien", "tietojärjestel-", "tietojärjestel~|mien"},
	/* The hyphen must fit too. */
	{&narrow, "järjestämisvastuunsiirto", "järjestämis", "järjestä~|misvas~|tuunsiirto"},
	/* Between syllables where nothing else fits; never fewer than four letters. */
	{&narrow, "rekisterinpitäjyyden", "rekiste-", "rekiste~|rinpitä~|jyyden"},
	{&narrow, "satakunta", "satakun-", "sata~|kunta"},
	{&narrow, "kainuussa", "kainu-", "kainu|ussa"},
	/* The whole word when style or language say nothing of hyphens. */
	{&body, "tietojärjestelmien", "tietojärjestel-", "tietojärjestel|mien"},
	{&narrow_sv, "hyvinvointialueiden", "hyvinvointialue-", "hyvinvointialuei|den"},
	/* A line that would be badly short. */
	{&narrow, "ja hyvinvointialueiden järjestämisvastuu", "hyvinvointialueiden",
	 "ja hyvinvointi~|alueiden järjestä~|misvastuu"},
	{&body, "ja hyvinvointialueiden järjestämisvastuu", "hyvinvointialueiden",
	 "ja |hyvinvointialueiden |järjestämisvastuu"},
	/* In a head or a name of two lines words stay whole. */
	{&narrow, "ja hyvinvointialueiden", "hyvinvointialueiden", "ja |hyvinvointialueiden"},
	/* One that is not. */
	{&narrow, "kaikkien alueiden hyvinvointi", "kaikkien alueiden hyv",
	 "kaikkien alueiden |hyvinvointi"},
	/* The last line is as short as it is. */
	{&narrow, "hyvinvointialueiden ja", "hyvinvointialueiden", "hyvinvointialueiden |ja"},
	/* Its writer said where. */
	{&narrow, "järjestämis\u00ADvastuunsiirto", "järjestämisvastuunsi-",
	 "järjestämis~|vastuunsiirto"},
	/* Signs around words, and words bound together. */
	{&narrow, "(”hyvinvointialueiden”),", "(”hyvinvointialuei-", "(”hyvinvointi~|alueiden”),"},
	{&narrow, "ja\u00A0hyvinvointialueiden", "hyvinvointialueiden",
	 "ja\u00A0hyvinvointi~|alueiden"},
	{&narrow, "yksi ja kaksi, hyvinvointi, \002tietojärjestelmien\002 hankinnat",
	 "tietojärjestelmienxx", "yksi ja kaksi, |hyvinvointi, |*tietojärjestelmien* |hankinnat"},
	{&narrow, "\002hyvinvointialueiden\002", "hyvinvointialueid", "*hyvinvointi~*|*alueiden*"},
	/* Nothing but plain words. */
	{&narrow, "HYVINVOINTI", "HYVINVO", "HYVINVO|INTI"},
	{&narrow, "www.hyvinvointialue.fi", "www.hyvinvointi-", "www.hyvinvointi|alue.fi"},
	{&narrow, "1234567890", "123456", "123456|7890"},
};

START_TEST(test_hyphens)
{
	const struct tk_text_style *style = hyphen_cases[_i].style;
	double width_pt = tk_text_width(fonts, hyphen_cases[_i].fits, &body) + 0.02;
	const struct tk_paragraph *paragraph =
		tk_paragraph_break(fonts, width_pt, hyphen_cases[_i].text, style);
	g_autofree char *shown = show_lines(paragraph);

	ck_assert_str_eq(shown, hyphen_cases[_i].lines);
}
END_TEST

/* Whatever the width: every line fits, nothing is lost, four letters at least beside a hyphen. */
START_TEST(test_hyphens_all_widths)
{
	const char *text = "Järjestämisvastuunsiirron valmistelutoimielimen "
			   "tietohallintoyksikössä rekisterinpitäjyyden "
			   "kokonaisarkkitehtuurissa tarkistetaan.";

	for (double width_pt = 60; width_pt < 300; width_pt += 1.3) {
		const struct tk_paragraph *paragraph =
			tk_paragraph_break(fonts, width_pt, text, &narrow);
		g_autoptr(GString) all = g_string_new(NULL);

		for (unsigned i = 0; i < paragraph->n_lines; i++) {
			const struct tk_line *line =
				tk_line_shape_cleaned(fonts, paragraph->lines[i], &narrow);
			const char *mark = strchr(paragraph->lines[i], TK_MARK_HYPHEN);

			ck_assert_double_le(line->width_pt, width_pt + 0.05);
			g_string_append_len(all, paragraph->lines[i],
					    mark ? mark - paragraph->lines[i] : -1);
			if (!mark)
				continue;
			ck_assert_int_ge(g_utf8_strlen(paragraph->lines[i], -1), 5);
			ck_assert_uint_ge(strcspn(paragraph->lines[i + 1], " ."), 4);
		}
		ck_assert_str_eq(all->str, text);
	}
}
END_TEST

static const struct {
	const struct tk_text_style *style;
	/** The piece is as wide as this text. */
	const char *text, *piece;
} piece_cases[] = {
	{&body, "ja hyvinvointialueiden osalta", "hyvinvointialueiden"},
	{&narrow_sv, "ja hyvinvointialueiden osalta", "hyvinvointialueiden"},
	{&narrow, "ja hyvinvointialueiden osalta", "alueiden"},
	{&body, "tuki\u00ADpalvelut", "palvelut"},
	{&narrow, "tuki\u00ADpalvelut", "palvelut"},
	{&body, "yksi\u00A0kaksi kolme", "yksi\u00A0kaksi"},
	{&body, "", ""},
};

START_TEST(test_narrowest)
{
	const char *text = piece_cases[_i].text;
	const struct tk_text_style *style = piece_cases[_i].style;
	double width_pt = tk_text_narrowest(fonts, text, style);

	ck_assert_double_eq_tol(width_pt, tk_text_width(fonts, piece_cases[_i].piece, &body), 0.01);
	/* Asked for again: the same. */
	ck_assert_double_eq(tk_text_narrowest(fonts, text, style), width_pt);
}
END_TEST

/* Without a dictionary words are whole, or cut where they must be. */
START_TEST(test_no_dictionary)
{
	const struct tk_paragraph *paragraph;
	g_autofree char *shown = NULL;

	/* As if it had been looked for in vain. */
	fonts->voikko_asked = true;
	paragraph = tk_paragraph_break(fonts, tk_text_width(fonts, "hyvinvointialueiden", &body),
				       "ja hyvinvointialueiden järjestämisvastuu", &narrow);
	shown = show_lines(paragraph);
	ck_assert_str_eq(shown, "ja |hyvinvointialueiden |järjestämisvastuu");
}
END_TEST

/* Whatever the width, every line fits it and nothing is lost. */
START_TEST(test_wrap_all_widths)
{
	const char *text = "Hyvinvointi\u00ADalueiden \002valmistelu\002 on edennyt "
			   "järjestämis\u00ADvastuun\u00ADsiirron osalta hyvin.";

	for (double width_pt = 75; width_pt < 400; width_pt += 1.7) {
		const struct tk_paragraph *paragraph =
			tk_paragraph_break(fonts, width_pt, text, &body);
		g_autoptr(GString) all = g_string_new(NULL);

		for (unsigned i = 0; i < paragraph->n_lines; i++) {
			const struct tk_line *line =
				tk_line_shape_cleaned(fonts, paragraph->lines[i], &body);

			ck_assert_double_le(line->width_pt, width_pt + 0.05);
			for (unsigned c = 0; c < line->n_chars; c++)
				if (line->meaning[c] != TK_SOFT_HYPHEN)
					g_string_append_unichar(all, line->meaning[c]);
		}
		ck_assert_str_eq(all->str, "Hyvinvointialueiden valmistelu on edennyt "
					   "järjestämisvastuunsiirron osalta hyvin.");
	}
}
END_TEST

/* ---- Cleaning ---- */

static const struct {
	const char *text, *cleaned;
	unsigned n_missing;
	gunichar first_missing;
} clean_cases[] = {
	{"Åland – 57\u00A0% −3 ≥ 2", "Åland – 57\u00A0% −3 ≥ 2", 0, 0},
	{"a\U0001F600b\U0001F600", "a\uFFFDb\uFFFD", 1, 0x1F600},
	{"漢字", "\uFFFD\uFFFD", 2, 0x6F22},
	/* Private use means nothing to a reader, glyph or not. */
	{"\uE000", "\uFFFD", 1, 0xE000},
	/* Replaced already, and told by whoever did it. */
	{"a\uFFFDb", "a\uFFFDb", 0, 0},
	{"\u3000", " ", 0, 0},
	{"koe\u2010koe", "koe-koe", 0, 0},
	{"\033[31mpunainen\a", "[31mpunainen", 0, 0},
	{"\u2764\uFE0F", "\u2764", 0, 0},
	{"e\u0301 \u0327q", "\u00E9 \u0327q", 0, 0},
};

START_TEST(test_clean)
{
	gunichar *missing;
	g_autofree char *cleaned =
		tk_text_clean(fonts, &body, clean_cases[_i].text, false, &missing);
	unsigned n = 0;

	ck_assert_str_eq(cleaned, clean_cases[_i].cleaned);
	while (missing && missing[n])
		n++;
	ck_assert_uint_eq(n, clean_cases[_i].n_missing);
	if (n)
		ck_assert_uint_eq(missing[0], clean_cases[_i].first_missing);
	g_free(missing);
}
END_TEST

static const struct {
	const char *word;
	unsigned n;
	/** How much of its width a line fills at least. */
	double filled;
} split_cases[] = {
	{"", 0, 0},
	{"sana ", 1, 0},
	/* Longer than a portion, than a line may be, and than any page. */
	{"sosiaali- ja terveydenhuollon ", 2000, 0.3},
	{"w", 30000, 0.9},
	{"å", 3999, 0.9},
	{"x ", 4001, 0.9},
};

/* Nothing is lost between the portions that a long text is broken in, and no line is too wide. */
START_TEST(test_split)
{
	const double width_pt = 120;
	GString *text = g_string_new(NULL);

	for (unsigned i = 0; i < split_cases[_i].n; i++)
		g_string_append(text, split_cases[_i].word);
	g_strchomp(text->str);
	g_autoptr(GPtrArray) lines = tk_text_split(fonts, width_pt, text->str, &body);
	g_autoptr(GString) joined = g_string_new(NULL);

	for (unsigned i = 0; i < lines->len; i++) {
		g_autofree char *line = g_strchomp(g_strdup(lines->pdata[i]));

		g_string_append(joined, lines->pdata[i]);
		ck_assert_double_le(tk_text_width(fonts, line, &body), width_pt + 0.1);
		/* Only the last line may be short: a portion's end ends no line. */
		ck_assert(i + 1 == lines->len ||
			  tk_text_width(fonts, line, &body) > width_pt * split_cases[_i].filled);
	}
	ck_assert(g_str_equal(joined->str, text->str));
	g_string_free(text, TRUE);
}
END_TEST

/* Never .notdef, whatever the font lacks. */
START_TEST(test_no_notdef)
{
	const struct tk_line *line =
		tk_line_shape(fonts, "a\U0001F600\u0E01\u05D0\u0627z\u0327\u0308", &body);

	ck_assert_uint_ge(line->n_glyphs, 6);
	for (unsigned i = 0; i < line->n_glyphs; i++)
		ck_assert_uint_ne(line->glyphs[i].id, 0);
}
END_TEST

/* ---- Cache ---- */

START_TEST(test_cache_hits)
{
	const struct tk_line *line = tk_line_shape(fonts, "Kainuu", &body);
	const struct tk_text_style same = {
		.size_pt = 10, .weight = 400, .colour = deep, .align = TK_RIGHT};
	const struct tk_text_style larger = {.size_pt = 10.5},
				   italic = {.size_pt = 10, .italic = true};

	ck_assert_ptr_eq(tk_line_shape(fonts, "Kainuu", &body), line);
	/* Colour, alignment and the unsaid weight are no part of a shape. */
	ck_assert_ptr_eq(tk_line_shape(fonts, "Kainuu", &same), line);
	ck_assert_ptr_ne(tk_line_shape(fonts, "Kainuu", &larger), line);
	ck_assert_ptr_ne(tk_line_shape(fonts, "Kainuu", &italic), line);
	ck_assert_ptr_ne(tk_line_shape_cleaned(fonts, "Kainuu", &body), line);
}
END_TEST

static unsigned n_freed;

static void count_free(void *value)
{
	(void)value;
	n_freed++;
}

START_TEST(test_cache_bounded)
{
	struct tk_cache *cache = tk_cache_new(20000, count_free);
	const struct tk_cache_style style = {.size = 1};

	n_freed = 0;
	for (unsigned i = 0; i < 1000; i++) {
		g_autofree char *text = g_strdup_printf("%u", i);

		ck_assert_ptr_null(tk_cache_find(cache, &style, text));
		tk_cache_add(cache, &style, text, cache, 100);
		/* What is asked for again and again stays. */
		if (i)
			ck_assert_ptr_nonnull(tk_cache_find(cache, &style, "0"));
	}
	ck_assert_uint_ge(n_freed, 850);
	ck_assert_ptr_null(tk_cache_find(cache, &style, "1"));
	tk_cache_free(cache);
	ck_assert_uint_eq(n_freed, 1000);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("canvas");
	TCase *tcase = tcase_create("text");
	SRunner *runner = srunner_create(suite);
	int failed;

	tcase_add_checked_fixture(tcase, kit_setup, kit_teardown);
	tcase_add_loop_test(tcase, test_font, 0, G_N_ELEMENTS(font_cases));
	tcase_add_test(tcase, test_fonts_missing);
	tcase_add_loop_test(tcase, test_split, 0, G_N_ELEMENTS(split_cases));
	tcase_add_test(tcase, test_fonts_private);
	tcase_add_test(tcase, test_fonts_forked);
	tcase_add_loop_test(tcase, test_width, 0, G_N_ELEMENTS(width_cases));
	tcase_add_test(tcase, test_width_scales);
	tcase_add_loop_test(tcase, test_wrap, 0, G_N_ELEMENTS(wrap_cases));
	tcase_add_test(tcase, test_wrap_all_widths);
	tcase_add_loop_test(tcase, test_hyphens, 0, G_N_ELEMENTS(hyphen_cases));
	tcase_add_test(tcase, test_hyphens_all_widths);
	tcase_add_loop_test(tcase, test_narrowest, 0, G_N_ELEMENTS(piece_cases));
	tcase_add_test(tcase, test_no_dictionary);
	tcase_add_loop_test(tcase, test_clean, 0, G_N_ELEMENTS(clean_cases));
	tcase_add_test(tcase, test_no_notdef);
	tcase_add_test(tcase, test_cache_hits);
	tcase_add_test(tcase, test_cache_bounded);
	suite_add_tcase(suite, tcase);
	srunner_run_all(runner, CK_ENV);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
