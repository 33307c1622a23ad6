#include <math.h>

#include "check_deck_charts_kit.h"

/* The deck's pages of charts (map, ranking, cooperation areas, trend) on made-up data, read back
 * from the PDF and compared with what is counted here. */

#define ALL_PAGES "  - kind: map\n  - kind: ranking\n  - kind: coops\n  - kind: trend\n"

static const struct world small = {
	.what = "small",
	.n_regions = 8,
	.n_areas = 2,
	.n_periods = 3,
	.n_coops = 3,
	.mapped = true,
	.target = "2023-01-01",
};

#define LONG_AREA                                                                                  \
	"Toimeenpanon kansallinen ohjaus, yhteinen kehittäminen ja alueiden välinen tuki sekä " \
	"arviointi"
#define LONG_REASON                                                                                \
	"Tietoja ei ole saatu määräaikaan mennessä, koska järjestelmän käyttöönotto on "  \
	"kesken"

/* ---- Ranking ---- */

struct ranked {
	unsigned region, rank;
	int64_t k, n, k_before, n_before;
};

/* Larger shares first, then names. */
static int compare_ranked(const void *a, const void *b)
{
	const struct ranked *left = a, *right = b;
	int64_t difference = right->k * left->n - left->k * right->n;

	if (difference != 0)
		return difference > 0 ? 1 : -1;
	return (left->region > right->region) - (left->region < right->region);
}

static void rank_all(const struct world *world, unsigned area, struct ranked *ranked)
{
	for (unsigned r = 0; r < world->n_regions; r++) {
		struct counts now = {0}, before = {0};

		count_region(&now, world, world->n_periods - 1, r, area);
		count_region(&before, world, world->n_periods - 2, r, area);
		ranked[r] = (struct ranked){
			r, 0, now.begun_window, now.window, before.begun_window, before.window};
	}
	qsort(ranked, world->n_regions, sizeof *ranked, compare_ranked);
	for (unsigned i = 0; i < world->n_regions; i++) {
		bool tie = i > 0 && ranked[i].k * ranked[i - 1].n == ranked[i - 1].k * ranked[i].n;

		ranked[i].rank = tie ? ranked[i - 1].rank : i + 1;
	}
}

/* Rounded half up from the exact mean of the two middle shares. */
static int64_t median_percent(const struct ranked *ranked, unsigned n)
{
	const struct ranked *a = &ranked[(n - 1) / 2], *b = &ranked[n / 2];

	return half_up(a->k * b->n + b->k * a->n, 2 * a->n * b->n);
}

static void check_ranking(const struct world *world, unsigned area, enum tk_lang lang,
			  const GPtrArray *rows, unsigned *at)
{
	struct ranked ranked[60];

	rank_all(world, area, ranked);
	for (unsigned i = 0; i < world->n_regions; i++) {
		const struct ranked *row = &ranked[i];
		g_autofree char *wanted =
			g_strdup_printf("%u%s|Alue %02u|%d|%d", row->rank, lang == TK_EN ? "" : ".",
					row->region + 1, (int)half_up(row->k, row->n),
					(int)half_up(row->k_before, row->n_before));

		*at = find_text(rows, *at, wanted);
	}
	g_autofree char *median = g_strdup_printf("%s|%d|", lang == TK_FI ? "mediaani" : "median",
						  (int)median_percent(ranked, world->n_regions));

	*at = find_text(rows, *at, median);
}

START_TEST(test_ranking_read_back)
{
	enum tk_lang lang = (enum tk_lang)_i;
	struct test_world *data = world_new(&small, "  - kind: ranking\n  - kind: ranking\n"
						    "    areas: [all, a1]\n");
	g_autofree char *path = test_world_deck(data, lang, NULL);
	struct reading *reading = reading_new(path);
	unsigned at = 0;

	ck_assert_uint_eq(reading->n_tables, 4);
	ck_assert_uint_eq(reading->n_pages, 5);
	check_ranking(&small, 0, lang, reading->rows, &at);
	check_ranking(&small, 1, lang, reading->rows, &at);
	check_ranking(&small, TK_ALL_AREAS, lang, reading->rows, &at);
	check_ranking(&small, 1, lang, reading->rows, &at);
	reading_free(reading);
	test_world_free(data);
}
END_TEST

/* Equal shares have the same rank, and the title says that they are equal. */
START_TEST(test_ties_share_a_rank)
{
	struct world world = small;

	world.level = true;
	struct test_world *data = world_new(&world, "  - kind: ranking\n    areas: [a0]\n");
	g_autofree char *path = test_world_deck(data, TK_FI, NULL);
	g_autofree char *text = data_text(path);
	struct reading *reading = reading_new(path);
	unsigned at = 0;

	for (unsigned r = 1; r <= world.n_regions; r++) {
		g_autofree char *row = g_strdup_printf("1.|Alue %02u|", r);

		at = find_text(reading->rows, at, row);
	}
	test_has(text, "Osa 1: jokaisella raportoineella alueella liikkeellä on");
	reading_free(reading);
	test_world_free(data);
}
END_TEST

static const char *const fi_words[] = {
	"",         "",         "kahdella",    "kolmella",    "neljällä",
	"viidellä", "kuudella", "seitsemällä", "kahdeksalla",
};
static const char *const sv_words[] = {"", "", "Två", "Tre", "Fyra", "Fem", "Sex", "Sju", "Åtta"};
static const char *const en_words[] = {"",     "",    "Two",   "Three", "Four",
				       "Five", "Six", "Seven", "Eight"};

/* Regions under a limit of the template's, in the title and in the sentences. */
static const struct {
	unsigned threshold;
	enum tk_lang lang;
	const char *none, *one, *before, *many;
	/** How many regions, where there are several: between the two. */
	const char *const *words;
} limits[] = {
	{1, TK_FI, "vähintään 1 %", "Osuus on alle 1 % yhdellä alueella", "Osuus on alle 1 % ",
	 " alueella", fi_words},
	{30, TK_SV, "minst 30 %", "En region ligger under 30 %", "", " regioner ligger under 30 %",
	 sv_words},
	{45, TK_EN, "is at 45% or above", "One region is below 45%", "", " regions are below 45%",
	 en_words},
	{100, TK_FI, "vähintään 100 %", "Osuus on alle 100 % yhdellä alueella",
	 "Osuus on alle 100 % ", " alueella", fi_words},
};

START_TEST(test_threshold)
{
	unsigned n = 0;
	g_autofree char *pages = g_strdup_printf(
		"  - kind: ranking\n    areas: [a1]\n    threshold: %u\n", limits[_i].threshold);
	struct test_world *data = world_new(&small, pages);
	g_autofree char *text = data_deck_text(data, limits[_i].lang, NULL);

	for (unsigned r = 0; r < small.n_regions; r++) {
		struct counts counts = {0};

		count_region(&counts, &small, small.n_periods - 1, r, 1);
		n += half_up(counts.begun_window, counts.window) < limits[_i].threshold;
	}
	g_autofree char *many =
		g_strconcat(limits[_i].before, limits[_i].words[MIN(n, 8)], limits[_i].many, NULL);

	test_has(text, n == 0 ? limits[_i].none : n == 1 ? limits[_i].one : many);
	test_world_free(data);
}
END_TEST

/* ---- Map ---- */

START_TEST(test_map_in_words)
{
	static const char *const kinds[TK_N_LANGS] = {"Ruutukartta", "Rutkarta", "Tile map"};
	static const char *const unplaced[TK_N_LANGS] = {"Kartalla ei ole: Alue 08.",
							 "Inte på kartan: Alue 08.",
							 "Not on the map: Alue 08."};
	static const unsigned areas[] = {1, TK_ALL_AREAS};
	enum tk_lang lang = (enum tk_lang)_i;
	struct test_world *data = world_new(&small, "  - kind: map\n    areas: [a1, all]\n");
	g_autofree char *path = test_world_deck(data, lang, NULL);
	g_autofree char *text = data_text(path);
	struct reading *reading = reading_new(path);
	/* The first figure is the cover's. */
	unsigned at = 1;

	ck_assert_uint_eq(reading->alts->len, 1 + G_N_ELEMENTS(areas));
	for (unsigned i = 0; i < G_N_ELEMENTS(areas); i++) {
		struct ranked ranked[60];
		g_autofree char *what =
			g_strdup_printf("%s%s", i == 0 ? "Osa 2. " : "", kinds[lang]);

		rank_all(&small, areas[i], ranked);
		/* The highest share, with the region that has it. */
		g_autofree char *high =
			g_strdup_printf("%d%% (Alue %02u)", (int)half_up(ranked[0].k, ranked[0].n),
					ranked[0].region + 1);

		find_text(reading->alts, at, what);
		at = find_text(reading->alts, at, high);
	}
	test_has(text, unplaced[lang]);
	reading_free(reading);
	test_world_free(data);
}
END_TEST

/* ---- Cooperation areas ---- */

static void append_share(GString *row, int64_t k, int64_t n)
{
	g_string_append_printf(row, "|%d%%%d/%d", (int)half_up(k, n), (int)k, (int)n);
}

static char *change_of(const struct world *world, unsigned coop, enum tk_lang lang)
{
	struct counts now = count_many(world, world->n_periods - 1, coop, TK_ALL_AREAS);
	struct counts before = count_many(world, world->n_periods - 2, coop, TK_ALL_AREAS);
	double points = 100.0 * (double)now.begun_window / (double)now.window -
			100.0 * (double)before.begun_window / (double)before.window;
	int tenths = (int)floor(fabs(points) * 10 + 0.5);

	return g_strdup_printf("|%s%d%s%d", points < 0 ? TK_MINUS : "+", tenths / 10,
			       lang == TK_EN ? "." : ",", tenths % 10);
}

START_TEST(test_coops_read_back)
{
	enum tk_lang lang = (enum tk_lang)_i;
	struct test_world *data = world_new(&small, "  - kind: coops\n    order: name\n");
	g_autofree char *path = test_world_deck(data, lang, NULL);
	struct reading *reading = reading_new(path);
	unsigned at = 0;

	for (unsigned i = 0; i <= small.n_coops; i++) {
		unsigned coop = i ? i - 1 : TK_NONE;
		g_autoptr(GString) row = g_string_new(NULL);
		struct counts all = count_many(&small, small.n_periods - 1, coop, TK_ALL_AREAS);
		g_autofree char *change = change_of(&small, coop, lang);
		g_autofree char *name = g_strdup_printf("Coop %u|", i);

		for (unsigned a = 0; a < small.n_areas; a++) {
			struct counts area = count_many(&small, small.n_periods - 1, coop, a);

			append_share(row, area.begun_window, area.window);
		}
		append_share(row, all.begun_window, all.window);
		append_share(row, all.done, all.all);
		g_string_append(row, change);
		if (i > 0)
			find_text(reading->rows, at, name);
		at = find_text(reading->rows, at, row->str);
	}
	reading_free(reading);
	test_world_free(data);
}
END_TEST

/* One whose regions are all silent has a reason instead of figures; nobody's regions are told. */
START_TEST(test_silent_coop)
{
	struct world world = small;

	world.lonely = true;
	struct test_world *data = world_new(&world, "  - kind: coops\n");
	g_autofree char *path = test_world_deck(data, TK_FI, NULL);
	g_autofree char *text = data_text(path);
	struct reading *reading = reading_new(path);

	find_text(reading->rows, 0, "Coop 2|Raportoi 1/3: Alue 02. Ei tietoja: Alue 05 ja");
	find_text(reading->rows, 0,
		  "Coop 1|Raportoi 0/3. Ei tietoja: Alue 01, Alue 04 ja Alue 07.|Yksik");
	test_has(text, "Coop 2: tehtävistä liikkeellä on");
	reading_free(reading);
	test_world_free(data);
}
END_TEST

/* ---- Trend ---- */

static double done_percent(const struct world *world, unsigned p)
{
	struct counts counts = count_many(world, p, TK_NONE, TK_ALL_AREAS);

	return 100.0 * (double)counts.done / (double)counts.all;
}

static double middle_of_three(double a, double b, double c)
{
	return MAX(MIN(a, b), MIN(MAX(a, b), c));
}

/* The line of a slope at the target date, from three periods. */
static int line_at_target(const struct world *world, const int32_t *days, double slope)
{
	int32_t target = tk_date_from_ymd(2023, 1, 1);
	double at[3];

	for (unsigned p = 0; p < 3; p++)
		at[p] = done_percent(world, p) + slope * (target - days[p]);
	return (int)floor(CLAMP(middle_of_three(at[0], at[1], at[2]), 0, 100) + 0.5);
}

START_TEST(test_trend_in_words)
{
	struct test_world *data = world_new(&small, "  - kind: trend\n");
	g_autofree char *path = test_world_deck(data, TK_FI, NULL);
	g_autofree char *text = data_text(path);
	struct reading *reading = reading_new(path);
	int32_t days[3];

	for (unsigned p = 0; p < 3; p++) {
		struct counts counts = count_many(&small, p, TK_NONE, TK_ALL_AREAS);
		g_autofree char *name = period_name(&small, p);
		g_autofree char *point =
			g_strdup_printf("%s: valmiina %d %%, aloitettu %d %%", name,
					(int)half_up(counts.done, counts.all),
					(int)half_up(counts.begun, counts.all));

		find_text(reading->alts, 0, point);
		days[p] = tk_date_month_end(2021, month_of(&small, p) + 1);
	}
	double a = (done_percent(&small, 1) - done_percent(&small, 0)) / (days[1] - days[0]),
	       b = (done_percent(&small, 2) - done_percent(&small, 0)) / (days[2] - days[0]),
	       c = (done_percent(&small, 2) - done_percent(&small, 1)) / (days[2] - days[1]);
	g_autofree char *forecast =
		g_strdup_printf("Ennuste 1.1.2023: valmiina %d %%, väli %d–%d %%.",
				line_at_target(&small, days, middle_of_three(a, b, c)),
				line_at_target(&small, days, MIN(a, MIN(b, c))),
				line_at_target(&small, days, MAX(a, MAX(b, c))));

	find_text(reading->alts, 0, forecast);
	/* A quarter of the tasks has been planned to be done by the end of September. */
	find_text(reading->alts, 0, "pitäisi nyt olla 25 %");
	test_has(text, "Kausien 8/2021 ja 9/2021 luvut ovat esimerkkiaineistoa.");
	test_has(text, "Ennusteessa on kolme kautta");
	test_lacks(text, "Ennuste vaatii");
	reading_free(reading);
	test_world_free(data);
}
END_TEST

/* What the page says where there can be no forecast. */
static const struct {
	unsigned n_periods;
	const char *target;
	enum tk_lang lang;
	const char *wanted, *unwanted;
} unforeseen[] = {
	{1, "2023-01-01", TK_FI, "Ennuste vaatii kolme kautta. Lukuja on yhdeltä kaudelta.",
	 "Tähänastisella vauhdilla"},
	{2, "2023-01-01", TK_FI, "Ennuste vaatii kolme kautta. Lukuja on 2 kaudelta.",
	 "Tähänastisella vauhdilla"},
	{2, "2023-01-01", TK_SV, "En prognos kräver tre perioder.", "I hittillsvarande takt"},
	{1, "2023-01-01", TK_EN, "A forecast needs three periods.", "At the pace so far"},
	{3, NULL, TK_FI, "Tavoitepäivää ei ole annettu", "Tähänastisella vauhdilla"},
	{3, "2021-09-30", TK_EN, "The target date has passed", "At the pace so far"},
};

START_TEST(test_no_forecast)
{
	struct world world = small;

	world.n_periods = unforeseen[_i].n_periods;
	world.target = unforeseen[_i].target;
	struct test_world *data = world_new(&world, "  - kind: trend\n");
	g_autofree char *text = data_deck_text(data, unforeseen[_i].lang, NULL);

	test_has(text, unforeseen[_i].wanted);
	test_lacks(text, unforeseen[_i].unwanted);
	test_world_free(data);
}
END_TEST

/* What the range is, by the number of periods. */
static const struct {
	unsigned n_periods;
	enum tk_lang lang;
	const char *wanted, *unwanted;
} ranges[] = {
	{5, TK_FI, "pienimmästä ja suurimmasta kulmakertoimesta", "luottamusväli"},
	{6, TK_FI, "90 prosentin luottamusväli", "pienimmästä ja suurimmasta"},
	{6, TK_SV, "konfidensintervall på 90 procent", "den minsta och den största"},
	{6, TK_EN, "90 per cent confidence interval", "least and greatest"},
};

START_TEST(test_method_of_the_range)
{
	struct world world = small;

	world.n_periods = ranges[_i].n_periods;
	struct test_world *data = world_new(&world, "  - kind: method\n");
	g_autofree char *text = data_deck_text(data, ranges[_i].lang, NULL);

	test_has(text, ranges[_i].wanted);
	test_lacks(text, ranges[_i].unwanted);
	test_world_free(data);
}
END_TEST

START_TEST(test_changes_in_time_are_told)
{
	struct world world = small;

	world.limits = world.come_and_go = true;
	struct test_world *data = world_new(&world, "  - kind: trend\n");
	g_autofree char *text = data_deck_text(data, TK_FI, NULL);

	test_has(text, "luokkarajat muuttuivat: 10/2021.");
	test_lacks(text, "määrä on eri kausilla");
	test_world_free(data);

	world.limits = world.come_and_go = false;
	world.silent = true;
	data = world_new(&world, "  - kind: trend\n");
	g_autofree char *second = data_deck_text(data, TK_FI, NULL);

	test_lacks(second, "luokkarajat");
	test_has(second, "määrä on eri kausilla 0–8.");
	test_world_free(data);
}
END_TEST

/* ---- Whatever the shape: nothing is cut, nothing leaves the page ---- */

static const struct world shapes[] = {
	{.what = "60 regions",
	 .n_regions = 60,
	 .n_areas = 5,
	 .n_periods = 3,
	 .n_coops = 4,
	 .mapped = true,
	 .target = "2023-01-01"},
	{.what = "12 areas, a long name",
	 .n_regions = 23,
	 .n_areas = 12,
	 .n_periods = 2,
	 .n_coops = 5,
	 .mapped = true,
	 .area_name = LONG_AREA,
	 .target = "2023-01-01"},
	{.what = "one period",
	 .n_regions = 23,
	 .n_areas = 5,
	 .n_periods = 1,
	 .n_coops = 5,
	 .target = "2023-01-01"},
	{.what = "all missing but one",
	 .n_regions = 23,
	 .n_areas = 5,
	 .n_periods = 3,
	 .n_coops = 5,
	 .lonely = true,
	 .mapped = true,
	 .reason = LONG_REASON,
	 .target = "2023-01-01"},
	{.what = "all missing",
	 .n_regions = 23,
	 .n_areas = 2,
	 .n_periods = 2,
	 .n_coops = 5,
	 .silent = true,
	 .mapped = true,
	 .target = "2023-01-01"},
	{.what = "regions come and go",
	 .n_regions = 9,
	 .n_areas = 3,
	 .n_periods = 3,
	 .n_coops = 2,
	 .come_and_go = true,
	 .mapped = true,
	 .target = "2023-01-01"},
	{.what = "24 periods, long names of regions",
	 .n_regions = 12,
	 .n_areas = 7,
	 .n_periods = 24,
	 .n_coops = 12,
	 .mapped = true,
	 .region_name = "Keski-Uudenmaan ja Itä-Hämeen kuntayhtymä",
	 .target = "2023-06-30"},
	{.what = "one region, one area",
	 .n_regions = 1,
	 .n_areas = 1,
	 .n_periods = 3,
	 .n_coops = 1},
};

/* A table for each area, and one of cooperation areas for each group of areas; the trend's. */
static void check_structure(const struct world *world, const char *path)
{
	struct reading *reading = reading_new(path);
	unsigned n_pages = 3 + world->n_areas;

	ck_assert_uint_eq(reading->n_sections, n_pages + 1);
	ck_assert_uint_ge(reading->n_pages, n_pages + 1);
	ck_assert_uint_ge(reading->n_tables, world->n_areas + (world->n_coops > 0));
	ck_assert_uint_le(reading->n_tables, 2 * world->n_areas + 5);
	reading_free(reading);
}

START_TEST(test_shape)
{
	const struct world *world = &shapes[_i / TK_N_LANGS];
	enum tk_lang lang = (enum tk_lang)(_i % TK_N_LANGS);
	struct test_world *data = world_new(world, ALL_PAGES);
	g_autofree char *path = test_world_deck(data, lang, NULL);

	test_world_check_fit(data, false, world->what);
	data_check_edges(path);
	if (lang == TK_FI && world->n_regions < 30)
		check_structure(world, path);
	test_world_free(data);
}
END_TEST

/* 60 regions take several pages, and are one table. */
START_TEST(test_one_table_over_pages)
{
	struct test_world *data = world_new(&shapes[0], "  - kind: ranking\n    areas: [a0]\n");
	g_autofree char *path = test_world_deck(data, TK_SV, NULL);
	struct reading *reading = reading_new(path);

	ck_assert_uint_eq(reading->n_tables, 1);
	ck_assert_uint_ge(reading->n_pages, 4);
	/* A head, the regions and their median. */
	ck_assert_uint_eq(reading->rows->len, 62);
	reading_free(reading);
	test_world_free(data);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("deck-charts");
	TCase *cases = tcase_create("deck-charts");

	tcase_set_timeout(cases, 120);
	tcase_add_loop_test(cases, test_ranking_read_back, 0, TK_N_LANGS);
	tcase_add_test(cases, test_ties_share_a_rank);
	tcase_add_loop_test(cases, test_threshold, 0, G_N_ELEMENTS(limits));
	tcase_add_loop_test(cases, test_map_in_words, 0, TK_N_LANGS);
	tcase_add_loop_test(cases, test_coops_read_back, 0, TK_N_LANGS);
	tcase_add_test(cases, test_silent_coop);
	tcase_add_test(cases, test_trend_in_words);
	tcase_add_loop_test(cases, test_no_forecast, 0, G_N_ELEMENTS(unforeseen));
	tcase_add_loop_test(cases, test_method_of_the_range, 0, G_N_ELEMENTS(ranges));
	tcase_add_test(cases, test_changes_in_time_are_told);
	tcase_add_loop_test(cases, test_shape, 0, G_N_ELEMENTS(shapes) * TK_N_LANGS);
	tcase_add_test(cases, test_one_table_over_pages);
	suite_add_tcase(suite, cases);
	return test_main(suite);
}
