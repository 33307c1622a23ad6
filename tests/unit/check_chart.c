#include <math.h>

#include "common.h"
#include "tilannekuva/chart.h"
#include "tilannekuva/kit.h"

/* Charts without a page: labels, scales, sizes, flow. */

struct bench {
	struct tk_log *log;
	struct tk_texts *texts;
	struct tk_theme *theme;
	struct tk_fonts *fonts;
	char *dir, *path;
	struct tk_pen pen;
};

static struct bench bench;

static void set_up(void)
{
	g_autofree char *texts = test_source_path("templates/texts");
	g_autofree char *theme = test_source_path("templates/theme.yaml");
	g_autofree char *fonts = test_source_path("fonts");

	bench.log = tk_log_new();
	bench.texts = tk_texts_open(texts, bench.log);
	bench.theme = tk_theme_open(theme, bench.log);
	ck_assert_ptr_nonnull(bench.texts);
	ck_assert_ptr_nonnull(bench.theme);
	bench.fonts = tk_fonts_open(fonts, bench.theme, bench.log);
	ck_assert_ptr_nonnull(bench.fonts);
	bench.dir = test_make_dir();
	bench.path = g_build_filename(bench.dir, "chart.svg", NULL);
	bench.pen = (struct tk_pen){tk_canvas_new_svg(bench.fonts, bench.path, bench.log),
				    bench.texts, bench.theme, TK_FI};
	tk_canvas_page(bench.pen.canvas, TK_PAGE_W, TK_PAGE_H, "1");
}

static void tear_down(void)
{
	ck_assert(tk_canvas_close(bench.pen.canvas));
	ck_assert_uint_eq(tk_log_n_messages(bench.log), 0);
	tk_fonts_free(bench.fonts);
	tk_theme_free(bench.theme);
	tk_texts_free(bench.texts);
	tk_log_free(bench.log);
	test_remove(bench.dir);
	g_free(bench.dir);
	g_free(bench.path);
}

/* ---- Roles: every one is set, and reads on white ---- */

START_TEST(test_role)
{
	struct tk_text_style style = tk_role_style(&bench.pen, (enum tk_role)_i, TK_LEFT);

	ck_assert_msg(style.size_pt >= 7, "role %d", _i);
	ck_assert_int_ge(style.weight, 300);
	ck_assert_double_ge(style.leading_pt, style.size_pt);
	ck_assert_double_ge(tk_colour_contrast(style.colour, bench.theme->ink[TK_WHITE]), 4.5);
}
END_TEST

/* ---- Classes ---- */

static const struct {
	unsigned n;
	int from[4];
	enum tk_lang lang;
	unsigned k;
	const char *label;
} labels[] = {
	{4, {25, 50, 76}, TK_FI, 0, "alle" TK_NBSP "25" TK_NBSP "%"},
	{4, {25, 50, 76}, TK_FI, 1, "25–49" TK_NBSP "%"},
	{4, {25, 50, 76}, TK_FI, 2, "50–75" TK_NBSP "%"},
	{4, {25, 50, 76}, TK_FI, 3, "yli" TK_NBSP "75" TK_NBSP "%"},
	{4, {25, 50, 76}, TK_SV, 3, "över" TK_NBSP "75" TK_NBSP "%"},
	{4, {25, 50, 76}, TK_EN, 1, "25–49%"},
	{3, {30, 70}, TK_FI, 1, "30–69" TK_NBSP "%"},
	{3, {30, 70}, TK_FI, 2, "yli" TK_NBSP "69" TK_NBSP "%"},
	{5, {20, 40, 60, 80}, TK_FI, 3, "60–79" TK_NBSP "%"},
	{5, {20, 40, 60, 80}, TK_EN, 4, "over" TK_NBSP "79%"},
};

START_TEST(test_class_label)
{
	struct tk_period period = {.n_classes = labels[_i].n};

	memcpy(period.class_from, labels[_i].from, sizeof period.class_from);
	bench.pen.lang = labels[_i].lang;
	g_autofree char *label = tk_class_label(&bench.pen, &period, labels[_i].k);

	ck_assert_str_eq(label, labels[_i].label);
}
END_TEST

START_TEST(test_steps_grow_with_classes)
{
	ck_assert_double_eq_tol(tk_steps_width(4, 1), 9.3, 0.001);
	ck_assert_double_eq_tol(tk_steps_width(3, 2), 13.6, 0.001);
	ck_assert_double_gt(tk_steps_width(5, 1), tk_steps_width(4, 1));
}
END_TEST

/* ---- Scales ---- */

static const struct {
	int64_t low, high, from, to, step;
} scales[] = {
	{52, 272, 0, 300, 50}, {-52, 272, -100, 300, 50}, {-520, -39, -600, 0, 100},
	{0, 0, 0, 10, 10},     {3, 8, 0, 10, 10},         {-1000, 1000, -1000, 1000, 500},
	{-3, -1, -10, 0, 10},
};

START_TEST(test_scale)
{
	struct tk_scale scale = tk_scale_new(scales[_i].low, scales[_i].high, 100, 400);

	ck_assert_int_eq(scale.from, scales[_i].from);
	ck_assert_int_eq(scale.to, scales[_i].to);
	ck_assert_int_eq(scale.step, scales[_i].step);
	ck_assert_double_eq_tol(tk_scale_x(&scale, scale.from), 100, 0.001);
	ck_assert_double_eq_tol(tk_scale_x(&scale, scale.to), 400, 0.001);
}
END_TEST

/* ---- Tile map ---- */

START_TEST(test_tiles_fit_their_room)
{
	static const struct tk_period period = {.n_classes = 4, .class_from = {25, 50, 76}};
	struct tk_tile tiles[] = {{"A", 2, 1, {1, 2}},
				  {"B", 6, 4, {1, 10}},
				  {"C", 3, 2, {0, 0}},
				  {"off", 0, 0, {1, 1}}};
	struct tk_tile_map map = {tiles, G_N_ELEMENTS(tiles), &period, TK_TILE_VALUES, 10, 20, 0,
				  0};

	ck_assert(tk_tile_map_fit(&map, 200, 100, 48));
	ck_assert_double_le(tk_tile_map_width(&map), 200.001);
	ck_assert_double_le(tk_tile_map_height(&map), 100.001);
	ck_assert(tk_tile_map_meets(&map, 10, 20, 5, 5));
	ck_assert(!tk_tile_map_meets(&map, 0, 0, 9, 19));
	tk_draw_tile_map(&bench.pen, &map);
	for (unsigned i = 0; i < G_N_ELEMENTS(tiles); i++)
		tiles[i].col = 0;
	ck_assert(!tk_tile_map_fit(&map, 200, 100, 48));
}
END_TEST

/* ---- Column heads ---- */

START_TEST(test_columns_take_one_length_for_all)
{
	struct tk_area areas[] = {
		{.name = {{(char *)"Hallinto, talous ja tukipalvelut"}},
		 .short_name = {{(char *)"Hallinto"}}},
		{.name = {{(char *)"ICT"}}, .short_name = {{(char *)"ICT"}}},
	};
	struct tk_columns wide = tk_columns_new(&bench.pen, areas, 2, 100);
	struct tk_columns narrow = tk_columns_new(&bench.pen, areas, 2, 60);
	struct tk_columns hopeless = tk_columns_new(&bench.pen, areas, 2, 20);

	ck_assert(wide.fits && !wide.shortened);
	ck_assert_uint_eq(wide.n_lines, 2);
	ck_assert(narrow.fits && narrow.shortened);
	ck_assert_str_eq(tk_names_in(tk_columns_name(&narrow, &areas[0]), TK_FI), "Hallinto");
	ck_assert(!hopeless.fits);
}
END_TEST

START_TEST(test_columns_without_short_names_keep_the_long_ones)
{
	struct tk_area area = {
		.name = {{(char *)"Toimeenpanon kansallinen ohjaus, kehittäminen ja alueiden "
				  "välinen tuki sekä arviointi kaikille"}}};
	struct tk_columns columns = tk_columns_new(&bench.pen, &area, 1, 89);

	ck_assert(columns.fits);
	ck_assert_uint_gt(columns.n_lines, 2);
	ck_assert_ptr_eq(tk_columns_name(&columns, &area), &area.name);
}
END_TEST

/* A name that no size makes fit is hyphenated rather than cut; one that fits never is. */
START_TEST(test_columns_hyphenate_at_last)
{
	struct tk_area area = {.name = {{(char *)"Järjestämisvastuunsiirto"}}};
	struct tk_columns wide = tk_columns_new(&bench.pen, &area, 1, 130);
	struct tk_columns slim = tk_columns_new(&bench.pen, &area, 1, 62);
	struct tk_text_style style = tk_role_style(&bench.pen, TK_ROLE_COLUMN, TK_LEFT);

	ck_assert(wide.fits && !wide.hyphenated);
	ck_assert(slim.fits && slim.hyphenated);
	ck_assert_uint_eq(slim.n_lines, 2);
	/* Words are whole to who asks for words. */
	ck_assert_double_gt(tk_pen_widest_word(&bench.pen, &style, area.name.in[TK_FI]),
			    tk_pen_widest_piece(&bench.pen, &style, area.name.in[TK_FI]) + 10);
}
END_TEST

/* What is narrow is hyphenated; titles and figures are not. */
START_TEST(test_roles_that_hyphenate)
{
	ck_assert(tk_role_style(&bench.pen, TK_ROLE_NOTE, TK_LEFT).hyphenate);
	ck_assert(tk_role_style(&bench.pen, TK_ROLE_REMARK, TK_LEFT).hyphenate);
	ck_assert(tk_role_style(&bench.pen, TK_ROLE_COLUMN, TK_LEFT).hyphenate);
	ck_assert(!tk_role_style(&bench.pen, TK_ROLE_DATA_TITLE, TK_LEFT).hyphenate);
	ck_assert(!tk_role_style(&bench.pen, TK_ROLE_FIGURE, TK_LEFT).hyphenate);
}
END_TEST

/* ---- Paragraphs ---- */

START_TEST(test_no_line_ends_with_ja)
{
	struct tk_text_style style = tk_role_style(&bench.pen, TK_ROLE_COLUMN, TK_LEFT);
	double together = tk_text_width(bench.fonts, "ja" TK_NBSP "tukipalvelut", &style);

	ck_assert_double_eq_tol(tk_pen_widest_word(&bench.pen, &style, "Hallinto ja tukipalvelut"),
				together, 0.01);
	ck_assert_uint_eq(tk_pen_lines(&bench.pen, &style, 1000, "Hallinto ja tukipalvelut"), 1);
	ck_assert_uint_eq(
		tk_pen_lines(&bench.pen, &style, together + 1, "Hallinto ja tukipalvelut"), 2);
}
END_TEST

/* ---- Tables over pages ---- */

struct flow {
	unsigned heads, turns, rows;
	double lowest;
};

static double row_height(const void *data, unsigned row)
{
	(void)data;
	return row == 0 ? 20 : 10;
}

static void draw_head(void *data)
{
	struct flow *flow = data;

	flow->heads++;
}

static void draw_row(void *data, unsigned row, double y)
{
	struct flow *flow = data;

	flow->rows++;
	flow->lowest = MAX(flow->lowest, y + row_height(NULL, row));
}

static void turn(void *data)
{
	struct flow *flow = data;

	flow->turns++;
}

static const struct tk_table_ops flow_ops = {
	.height = row_height, .head = draw_head, .row = draw_row, .turn = turn};

static const struct {
	unsigned n_rows, pages;
} flows[] = {{0, 1}, {1, 1}, {9, 1}, {10, 2}, {19, 2}, {20, 3}, {200, 21}};

START_TEST(test_table_flows)
{
	struct flow flow = {0};
	struct tk_table table = {.ops = &flow_ops,
				 .data = &flow,
				 .n_rows = flows[_i].n_rows,
				 .top_y = 100,
				 .bottom_y = 200};

	ck_assert_uint_eq(tk_table_pages(&table), flows[_i].pages);
	tk_draw_table(bench.pen.canvas, &table);
	ck_assert_uint_eq(flow.rows, flows[_i].n_rows);
	ck_assert_uint_eq(flow.turns, flows[_i].pages - 1);
	ck_assert_uint_eq(flow.heads, flows[_i].pages);
	ck_assert_double_le(flow.lowest, 200);
}
END_TEST

/* A row taller than any page still comes out once. */
START_TEST(test_table_with_a_giant_row)
{
	struct flow flow = {0};
	struct tk_table table = {
		.ops = &flow_ops, .data = &flow, .n_rows = 3, .top_y = 100, .bottom_y = 105};

	ck_assert_uint_eq(tk_table_pages(&table), 3);
	tk_draw_table(bench.pen.canvas, &table);
	ck_assert_uint_eq(flow.rows, 3);
}
END_TEST

/* Pages of 50 points, 15 of them repeated at the head of all but the first. Rows by letters: r 20 points,
 * h a heading of 10 that stays with the next row, g 60 and never split, c 120 in lines of 10. */
struct told {
	const char *rows;
	GString *trace;
};

static double told_height(const void *data, unsigned row)
{
	switch (((const struct told *)data)->rows[row]) {
	case 'h':
		return 10;
	case 'g':
		return 60;
	case 'c':
		return 120;
	default:
		return 20;
	}
}

static void tell_nothing(void *data)
{
	(void)data;
}

static void tell_row(void *data, unsigned row, double y)
{
	struct told *told = data;

	(void)y;
	g_string_append_c(told->trace, told->rows[row]);
}

static void tell_turn(void *data)
{
	g_string_append_c(((struct told *)data)->trace, '|');
}

static bool told_keeps(const void *data, unsigned row)
{
	return ((const struct told *)data)->rows[row] == 'h';
}

static double tell_again(void *data, unsigned row, double y, bool draw)
{
	(void)row;
	ck_assert_double_eq_tol(y, 100, 0.001);
	if (draw)
		g_string_append_c(((struct told *)data)->trace, '^');
	return 15;
}

static double told_cut(const void *data, unsigned row, double from_pt, double room_pt)
{
	double rest = told_height(data, row) - from_pt;

	return from_pt + 10 * (unsigned)(MIN(rest, room_pt) / 10);
}

static void tell_piece(void *data, unsigned row, double y, double from_pt, double to_pt)
{
	struct told *told = data;

	(void)row;
	ck_assert_double_le(y + to_pt - from_pt, 150);
	g_string_append_printf(told->trace, "%g-%g", from_pt, to_pt);
}

static const struct {
	const char *rows, *trace;
	bool cuts;
} tellings[] = {
	{"rrrr", "rr|^r|^r", false},
	{"rrhr", "rr|^hr", false},
	{"hrhr", "hr|^hr", false},
	{"rrh", "rrh", false},
	/* What no page holds turns once, and is not parted from its heading. */
	{"rhgr", "r|^hg|^r", false},
	{"gg", "g|^g", false},
	/* A row that is split begins here where a quarter of the page is left. */
	{"rc", "r0-30|^30-60|^60-90|^90-120", true},
	{"rrc", "rr|^0-30|^30-60|^60-90|^90-120", true},
	{"cr", "0-50|^50-80|^80-110|^110-120r", true},
};

START_TEST(test_table_keeps_repeats_and_cuts)
{
	struct told told = {tellings[_i].rows, g_string_new(NULL)};
	const struct tk_table_ops ops = {
		.height = told_height,
		.head = tell_nothing,
		.row = tell_row,
		.turn = tell_turn,
		.keeps = told_keeps,
		.again = tell_again,
		.cut = tellings[_i].cuts ? told_cut : NULL,
		.piece = tellings[_i].cuts ? tell_piece : NULL,
	};
	struct tk_table table = {.ops = &ops,
				 .data = &told,
				 .n_rows = (unsigned)strlen(tellings[_i].rows),
				 .top_y = 100,
				 .bottom_y = 150};
	unsigned n_pages = tk_table_pages(&table), n_turns = 0;

	ck_assert_str_eq(told.trace->str, "");
	tk_draw_table(bench.pen.canvas, &table);
	ck_assert_str_eq(told.trace->str, tellings[_i].trace);
	for (const char *at = told.trace->str; *at; at++)
		n_turns += *at == '|';
	ck_assert_uint_eq(n_pages, n_turns + 1);
	g_string_free(told.trace, TRUE);
}
END_TEST

/* ---- Marks draw at their limits ---- */

START_TEST(test_marks_at_their_limits)
{
	static const struct tk_share shares[] = {{0, 1}, {1, 1}, {1, 2}, {0, 0}};
	static const struct tk_period period = {.n_classes = 5, .class_from = {20, 40, 60, 80}};
	static const unsigned counts[] = {1, 2, 3, 4, 5, 6};

	for (unsigned i = 0; i < G_N_ELEMENTS(shares); i++) {
		struct tk_share rest = {shares[i].n - shares[i].k, shares[i].n};

		tk_draw_readiness_bar(&bench.pen, 10, 10, 66, 8.5, shares[i], rest);
		tk_draw_heat_fill(&bench.pen, 10, 30, 40, 13, shares[i], &period);
		tk_draw_heat_number(&bench.pen, 10, 30, 40, 13, shares[i], &period, 10, false);
	}
	for (int sign = -1; sign <= 1; sign++)
		tk_draw_arrow(&bench.pen, 10, 10, 7, sign, TK_INK2);
	tk_draw_legend_row(&bench.pen, 900, 100, &period, counts);
	tk_draw_legend_table(&bench.pen, "class.cells", 700, 900, 120, 140, &period, counts);
	tk_draw_legend_column(&bench.pen, 10, 200, &period);
	tk_draw_no_data(&bench.pen, 10, 60, 100, 13);
	tk_draw_reason(&bench.pen, 10, 60, 100, 13, "Syy");
	/* Marks are for the eye; the table says how many there are of each. */
	static const char *const said[] = {"Luokka; Soluja\n", "%; 5\n", "%; 4\n",
					   "%; 3\n",           "%; 2\n", "%; 1\nei tietoja; 6"};

	for (unsigned i = 0; i < G_N_ELEMENTS(said); i++)
		ck_assert_ptr_nonnull(strstr(tk_canvas_words(bench.pen.canvas), said[i]));
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("chart");
	TCase *cases = tcase_create("chart");

	tcase_add_checked_fixture(cases, set_up, tear_down);
	tcase_add_loop_test(cases, test_role, 0, TK_N_ROLES);
	tcase_add_loop_test(cases, test_class_label, 0, G_N_ELEMENTS(labels));
	tcase_add_test(cases, test_steps_grow_with_classes);
	tcase_add_loop_test(cases, test_scale, 0, G_N_ELEMENTS(scales));
	tcase_add_test(cases, test_tiles_fit_their_room);
	tcase_add_test(cases, test_columns_take_one_length_for_all);
	tcase_add_test(cases, test_columns_without_short_names_keep_the_long_ones);
	tcase_add_test(cases, test_columns_hyphenate_at_last);
	tcase_add_test(cases, test_roles_that_hyphenate);
	tcase_add_test(cases, test_no_line_ends_with_ja);
	tcase_add_loop_test(cases, test_table_flows, 0, G_N_ELEMENTS(flows));
	tcase_add_test(cases, test_table_with_a_giant_row);
	tcase_add_loop_test(cases, test_table_keeps_repeats_and_cuts, 0, G_N_ELEMENTS(tellings));
	tcase_add_test(cases, test_marks_at_their_limits);
	suite_add_tcase(suite, cases);
	return test_main(suite);
}
