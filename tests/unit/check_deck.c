#include <glib/gstdio.h>

#include "document/change-imp.h"
#include "pdf-read.h"
#include "tilannekuva/kit.h"
#include "world.h"

/* The national deck on made-up data, read back from the PDF. */

/* ---- Made-up data ---- */

struct shape {
	const char *what;
	unsigned n_regions, n_areas, n_classes;
	/** A period before there is. */
	bool before;
	/** Every region but one sends nothing. */
	bool lonely;
	/** Regions have places on the map, and their Finnish case forms. */
	bool mapped, inflected;
	/** Risks of each region. */
	unsigned n_risks;
	/** Instead of "Area 1", and without a short name; NULL: none. */
	const char *area_name;
	/** Instead of "Region"; NULL: none. */
	const char *region_name;
	const char *reason;
	const char *risk_name;
	/** How many diagnostics of what does not fit are expected: any, or none. */
	bool overflows;
};

#define TASKS_IN_AREA 12u
#define LONG_AREA                                                                                  \
	"Toimeenpanon kansallinen ohjaus, yhteinen kehittäminen ja alueiden välinen tuki sekä " \
	"arviointi"
#define LONG_REASON                                                                                         \
	"Tietoja ei ole saatu määräaikaan mennessä, koska järjestelmän käyttöönotto on kesken ja " \
	"tiedot "                                                                                           \
	"toimitetaan vasta seuraavalla kaudella"
#define LONG_RISK                                                                                  \
	"Riski, jonka nimi on niin pitkä, ettei se mahdu kahdelle riville vaikka kirjasinta "     \
	"pienennetään "                                                                          \
	"niin paljon kuin luettavuus vielä sallii, joten se katkaistaan ja siitä kerrotaan "     \
	"lukijalle"

static const struct shape shapes[] = {
	{.what = "as usual",
	 .n_regions = 23,
	 .n_areas = 5,
	 .n_classes = 4,
	 .before = true,
	 .mapped = true,
	 .inflected = true,
	 .n_risks = 4},
	{.what = "no period before",
	 .n_regions = 23,
	 .n_areas = 5,
	 .n_classes = 4,
	 .mapped = true,
	 .n_risks = 4},
	{.what = "one region",
	 .n_regions = 1,
	 .n_areas = 5,
	 .n_classes = 4,
	 .before = true,
	 .mapped = true},
	{.what = "one region and area",
	 .n_regions = 1,
	 .n_areas = 1,
	 .n_classes = 4,
	 .inflected = true},
	{.what = "60 regions",
	 .n_regions = 60,
	 .n_areas = 5,
	 .n_classes = 4,
	 .before = true,
	 .mapped = true,
	 .n_risks = 14},
	{.what = "all missing but one",
	 .n_regions = 23,
	 .n_areas = 5,
	 .n_classes = 4,
	 .before = true,
	 .lonely = true,
	 .mapped = true,
	 .reason = LONG_REASON},
	{.what = "12 areas",
	 .n_regions = 23,
	 .n_areas = 12,
	 .n_classes = 4,
	 .before = true,
	 .area_name = LONG_AREA},
	{.what = "3 classes",
	 .n_regions = 23,
	 .n_areas = 3,
	 .n_classes = 3,
	 .before = true,
	 .inflected = true},
	{.what = "5 classes",
	 .n_regions = 27,
	 .n_areas = 7,
	 .n_classes = 5,
	 .before = true,
	 .mapped = true},
	{.what = "long region names",
	 .n_regions = 30,
	 .n_areas = 5,
	 .n_classes = 4,
	 .before = true,
	 .region_name = "Keski-Uudenmaan ja Itä-Hämeen kuntayhtymä"},
	{.what = "a risk too long",
	 .n_regions = 4,
	 .n_areas = 5,
	 .n_classes = 4,
	 .before = true,
	 .n_risks = 1,
	 .risk_name = LONG_RISK,
	 .overflows = true},
};

/* For tests that read elements one by one, which poppler does slowly. */
static const struct shape small = {.what = "small",
				   .n_regions = 6,
				   .n_areas = 3,
				   .n_classes = 4,
				   .before = true,
				   .inflected = true};

static void make_regions(struct tk_dataset *dataset, const struct shape *shape)
{
	test_make_regions(dataset, shape->n_regions, shape->region_name);
	for (unsigned r = 0; r < shape->n_regions; r++) {
		struct tk_region *region = &dataset->regions[r];

		region->locative_fi =
			shape->inflected ? g_strdup_printf("Alueella %02u", r + 1) : NULL;
		region->tile_col = shape->mapped ? r % 8 + 1 : 0;
		region->tile_row = r / 8;
		tk_names_clear(&region->reason);
		region->reason = test_names("%s", shape->reason ? shape->reason : "");
	}
}

static void make_tasks(struct tk_dataset *dataset)
{
	dataset->n_tasks = dataset->n_areas * TASKS_IN_AREA;
	dataset->tasks = g_new0(struct tk_task, dataset->n_tasks);
	for (unsigned t = 0; t < dataset->n_tasks; t++) {
		struct tk_task *task = &dataset->tasks[t];

		task->id = g_strdup_printf("t%u", t);
		task->area = t / TASKS_IN_AREA;
		/* One of four comes after the window. */
		task->start = tk_date_from_ymd(t % 4 ? 2021 : 2022, 5, 1);
		task->end = tk_date_from_ymd(t % 4 == 1 ? 2021 : 2022, 9, 30);
	}
}

static void make_periods(struct tk_dataset *dataset, unsigned n_classes)
{
	static const int limits[][4] = {[3] = {30, 70}, [4] = {25, 50, 76}, [5] = {20, 40, 60, 80}};

	test_make_periods(dataset, 2);
	dataset->periods[0].illustrative = true;
	for (unsigned p = 0; p < 2; p++) {
		struct tk_period *period = &dataset->periods[p];

		memcpy(period->class_from, limits[n_classes], sizeof period->class_from);
		period->n_classes = n_classes;
	}
}

static struct tk_dataset *make_dataset(const struct shape *shape, const char *dir)
{
	struct tk_dataset *dataset = g_new0(struct tk_dataset, 1);

	dataset->dir = g_strdup(dir);
	test_make_settings(dataset);
	test_make_areas(dataset, shape->n_areas, shape->area_name, 1);
	make_regions(dataset, shape);
	make_tasks(dataset);
	make_periods(dataset, shape->n_classes);
	return dataset;
}

/* Later regions and later periods are further; everything follows from the numbers alone. */
static enum tk_status made_up_status(const struct shape *shape, unsigned period, unsigned region,
				     unsigned task)
{
	unsigned toss = (task * 7 + region * 3) % 20;
	unsigned reach = (region + 1) * 20 / (shape->n_regions + 1) * (period + 1) / 2;

	if (toss == 19)
		return TK_STATUS_NOT_APPLICABLE;
	if (toss * 4 < reach)
		return TK_STATUS_DONE;
	return toss < reach ? TK_STATUS_IN_PROGRESS : TK_STATUS_NOT_STARTED;
}

static void make_risks(struct tk_submission *submission, const struct shape *shape, unsigned period,
		       unsigned region)
{
	submission->risks = g_new0(struct tk_risk, shape->n_risks + 1);
	for (unsigned i = 0; i < shape->n_risks; i++) {
		if ((region + i + period) % 3 == 0)
			continue;
		struct tk_risk *risk = &submission->risks[submission->n_risks++];

		risk->name = shape->risk_name ? g_strdup(shape->risk_name)
					      : g_strdup_printf("Risk %u", i + 1);
		risk->likelihood = risk->impact = 3;
	}
}

static struct tk_round *make_round(const struct tk_dataset *dataset, const struct shape *shape,
				   unsigned period)
{
	struct tk_round *round = test_make_round(dataset, period);

	for (unsigned r = 0; r < dataset->n_regions; r++) {
		struct tk_submission *submission = &round->submissions[r];

		if (shape->lonely && r != 1)
			continue;
		submission->reported = true;
		submission->entries = g_new0(struct tk_entry, dataset->n_tasks);
		for (unsigned t = 0; t < dataset->n_tasks; t++)
			submission->entries[t].status = made_up_status(shape, period, r, t);
		make_risks(submission, shape, period, r);
	}
	return round;
}

static struct test_world *world_new(const struct shape *shape)
{
	struct test_world *world = test_world_new();

	world->dataset = make_dataset(shape, world->dir);
	world->n_rounds = 2;
	for (unsigned p = shape->before ? 0 : 1; p < 2; p++)
		world->rounds[p] = make_round(world->dataset, shape, p);
	test_world_look(world);
	return world;
}

/* ---- The deck says what the picture says ---- */

/* "|Region 07|48 %|…|": a row of the heat map as it should be read. */
static char *heat_row(const struct test_world *world, unsigned region, enum tk_lang lang)
{
	const struct tk_dataset *dataset = world->dataset;
	GString *row = g_string_new("|");

	for (unsigned a = 0; a <= dataset->n_areas; a++) {
		unsigned area = a < dataset->n_areas ? a : TK_ALL_AREAS;
		g_autofree char *percent = tk_format_percent(
			lang,
			tk_percent(
				tk_measures_region(world->picture->now, region, area)->progress));

		g_string_append_printf(row, "%s|", percent);
	}
	return g_string_free(row, FALSE);
}

static char *readiness_row(const struct test_world *world, unsigned region)
{
	GString *row = g_string_new("|");

	for (unsigned a = 0; a < world->dataset->n_areas; a++) {
		const struct tk_figures *figures =
			tk_measures_region(world->picture->now, region, a);

		g_string_append_printf(row, "%d|%d|", tk_percent(figures->under_way),
				       tk_percent(figures->done));
	}
	return g_string_free(row, FALSE);
}

/* Cells of all tables one after another. */
static char *cells_of(const char *path)
{
	g_autoptr(pdf_document) document = test_pdf_open(path);

	return test_pdf_say(document, POPPLER_STRUCTURE_ELEMENT_TABLE_DATA);
}

static void assert_holds(const char *text, char *wanted)
{
	g_autofree char *plain = test_pdf_plain(wanted);

	ck_assert_msg(strstr(text, plain) != NULL, "not there: %s", plain);
	g_free(wanted);
}

START_TEST(test_figures_read_back)
{
	struct test_world *world = world_new(&small);
	enum tk_lang lang = (enum tk_lang)_i;
	g_autofree char *path = test_world_deck(world, lang, NULL);
	g_autofree char *cells = cells_of(path);

	for (unsigned r = 0; r < world->dataset->n_regions; r++) {
		const struct tk_change *change =
			tk_picture_change_region(world->picture, r, TK_ALL_AREAS);

		assert_holds(cells, heat_row(world, r, lang));
		assert_holds(cells, readiness_row(world, r));
		assert_holds(cells,
			     tk_format_signed(lang, tk_fraction_points(change->whole, 1), 1));
	}
	test_world_free(world);
}
END_TEST

/* One H1, a H2 for every page but the cover, and tables with heads. */
START_TEST(test_structure)
{
	struct test_world *world = world_new(&shapes[_i]);
	g_autofree char *path = test_world_deck(world, TK_FI, NULL);
	PopplerDocument *document = test_pdf_open(path);
	unsigned n_tables = test_pdf_count(document, POPPLER_STRUCTURE_ELEMENT_TABLE);

	ck_assert_uint_eq(test_pdf_count(document, POPPLER_STRUCTURE_ELEMENT_HEADING_1), 1);
	unsigned n_sections = test_pdf_count(document, POPPLER_STRUCTURE_ELEMENT_SECTION);

	ck_assert_uint_ge(n_sections, 17);
	ck_assert_uint_eq(test_pdf_count(document, POPPLER_STRUCTURE_ELEMENT_HEADING_2),
			  n_sections - 1);
	ck_assert_uint_eq(test_pdf_count(document, POPPLER_STRUCTURE_ELEMENT_TABLE_HEADING) > 0, 1);
	ck_assert_uint_ge(n_tables, 3);
	ck_assert_int_ge(poppler_document_get_n_pages(document), 6);
	g_object_unref(document);
	test_world_free(world);
}
END_TEST

/* ---- Whatever the shape: nothing is cut, nothing leaves the page ---- */

static void check_edges(const char *path, const char *what)
{
	g_autoptr(pdf_document) document = test_pdf_open(path);

	test_pdf_check_edges(document, TK_PAGE_H, what);
}

START_TEST(test_shape)
{
	const struct shape *shape = &shapes[_i];
	struct test_world *world = world_new(shape);

	for (unsigned lang = 0; lang < TK_N_LANGS; lang++) {
		g_autofree char *path = test_world_deck(world, (enum tk_lang)lang, NULL);

		/* Reading pages back is slow: one language for each shape, but all of the first. */
		if (_i == 0 || lang == (unsigned)_i % TK_N_LANGS)
			check_edges(path, shape->what);
	}
	test_world_check_fit(world, shape->overflows, shape->what);
	test_world_free(world);
}
END_TEST

/* Without a period before, no figure of change is made up. */
START_TEST(test_no_change_without_a_period_before)
{
	struct test_world *world = world_new(&shapes[1]);
	g_autofree char *path = test_world_deck(world, TK_EN, NULL);
	g_autoptr(pdf_document) document = test_pdf_open(path);
	g_autofree char *text = test_pdf_say(document, POPPLER_STRUCTURE_ELEMENT_PARAGRAPH);

	ck_assert_ptr_nonnull(strstr(text, "no figures from a period before"));
	ck_assert_ptr_null(strstr(text, "since"));
	test_world_free(world);
}
END_TEST

START_TEST(test_reason_of_a_missing_region)
{
	struct shape shape = small;
	struct test_world *world;

	shape.lonely = true;
	shape.reason = "Being specified";
	world = world_new(&shape);
	g_autofree char *path = test_world_deck(world, TK_EN, NULL);
	g_autofree char *cells = cells_of(path);

	ck_assert_ptr_nonnull(strstr(cells, "|Being specified|"));
	test_world_free(world);
}
END_TEST

/* The same input gives the same bytes. */
START_TEST(test_repeatable)
{
	struct test_world *world = world_new(&shapes[0]);
	g_autofree char *path = test_world_deck(world, TK_SV, NULL);
	g_autofree char *first = g_strconcat(path, ".first", NULL);

	ck_assert_int_eq(g_rename(path, first), 0);
	g_free(test_world_deck(world, TK_SV, NULL));
	test_same_files(first, path);
	test_world_free(world);
}
END_TEST

/* ---- Parts of a change add up as printed ---- */

static const struct {
	struct tk_change change;
	struct tk_change_parts parts;
} changes[] = {
	{{{159, 1000}, {159, 1000}, {0, 1}, {0, 1}, {0, 1}}, {159, 159, 0, 0, 0}},
	/* Thirds: 33.3 three times would be 99.9. */
	{{{1, 1}, {1, 3}, {1, 3}, {1, 3}, {0, 1}}, {1000, 334, 333, 333, 0}},
	{{{-1, 1}, {-1, 3}, {-1, 3}, {-1, 3}, {0, 1}}, {-1000, -333, -333, -334, 0}},
	{{{0, 1}, {1, 30}, {-1, 30}, {0, 1}, {0, 1}}, {0, 33, -33, 0, 0}},
	{{{-5, 10000}, {2, 10000}, {-7, 10000}, {0, 1}, {0, 1}}, {-1, 0, -1, 0, 0}},
};

START_TEST(test_parts_add_up)
{
	struct tk_change_parts parts = tk_change_round(&changes[_i].change);

	ck_assert_int_eq(parts.moves + parts.window + parts.applicability + parts.coverage,
			 parts.whole);
	ck_assert_int_eq(parts.whole, changes[_i].parts.whole);
	ck_assert_int_eq(parts.moves, changes[_i].parts.moves);
	ck_assert_int_eq(parts.window, changes[_i].parts.window);
	ck_assert_int_eq(parts.applicability, changes[_i].parts.applicability);
	ck_assert_int_eq(parts.coverage, changes[_i].parts.coverage);
}
END_TEST

/* ---- Templates ---- */

START_TEST(test_kinds_have_no_holes)
{
	unsigned n = 0;

	for (const struct tk_page_kind *kind; (kind = tk_page_kind(n)); n++) {
		struct tk_deck_page page = {.kind = (char *)kind->name};

		ck_assert_ptr_nonnull(kind->name);
		ck_assert(kind->draw != NULL);
		ck_assert_ptr_eq(tk_template_kind(&page), kind);
	}
	ck_assert_uint_ge(n, 6);
}
END_TEST

static const struct {
	const char *yaml, *line;
} bad_templates[] = {
	{"pages:\n  - kind: pie\n",
	 "“kind: pie”; use one of these: cover, summary, heatmap, readiness, change, map"},
	{"pages:\n  - kind: heatmap\n    order: random\n",
	 "“order: random”; use one of these: progress, done, change, name"},
	{"pages:\n  - kind: cover\n    order: name\n", "“order”; use one of these: kind"},
	{"pages:\n  - kind: cover\n    colour: red\n", "“colour”; use one of these: kind, order"},
};

START_TEST(test_bad_template)
{
	struct test_world *world = world_new(&shapes[3]);
	g_autofree char *path = g_build_filename(world->dir, "deck.pdf", NULL);

	test_write(world->dir, "deck.yaml", bad_templates[_i].yaml);
	ck_assert(!tk_deck_write(world->picture, world->kit, world->fonts, TK_FI, NULL, path,
				 world->log));
	ck_assert(!g_file_test(path, G_FILE_TEST_EXISTS));
	g_autofree char *line = test_line(world->log, TK_DIAG_TEMPLATE_KEY);

	ck_assert_ptr_nonnull(line);
	ck_assert_msg(strstr(line, bad_templates[_i].line) != NULL, "%s", line);
	test_world_free(world);
}
END_TEST

/* A data folder brings its own pages, and their order. */
START_TEST(test_own_template)
{
	struct test_world *world = world_new(&shapes[0]);

	test_write(world->dir, "deck.yaml",
		   "pages:\n  - kind: cover\n  - kind: heatmap\n    order: name\n");
	g_autofree char *path = test_world_deck(world, TK_EN, NULL);
	g_autoptr(pdf_document) document = test_pdf_open(path);
	g_autofree char *heads = test_pdf_say(document, POPPLER_STRUCTURE_ELEMENT_TABLE_HEADING);

	ck_assert_int_eq(poppler_document_get_n_pages(document), 2);
	ck_assert_ptr_nonnull(strstr(heads, "|Region 01|Region 02|Region 03|"));
	test_world_free(world);
}
END_TEST

/* ---- Texts ---- */

/* Whether a key, or what is made of it, is in the tables. */
static bool is_known(const struct tk_texts *texts, const char *key)
{
	static const char *const endings[] = {".head", ".what.one", "",          ".one", ".none",
					      ".list", ".other",    ".progress", ".fi"};

	for (unsigned i = 0; i < G_N_ELEMENTS(endings); i++) {
		g_autofree char *whole = g_strconcat(key, endings[i], NULL);

		if (tk_texts_has(texts, whole))
			return true;
	}
	return false;
}

static unsigned check_keys(const struct tk_texts *texts, const char *file)
{
	g_autofree char *source = NULL;
	g_autoptr(GRegex) pattern =
		g_regex_new("\"([a-z]+(?:-[a-z]+)*(?:\\.[a-z-]+)+?)\\.?\"", 0, 0, NULL);
	g_autoptr(GMatchInfo) match = NULL;
	unsigned n = 0;

	ck_assert(g_file_get_contents(file, &source, NULL, NULL));
	for (g_regex_match(pattern, source, 0, &match); g_match_info_matches(match);
	     g_match_info_next(match, NULL)) {
		g_autofree char *key = g_match_info_fetch(match, 1);

		if (g_str_has_suffix(key, ".yaml") || g_str_has_suffix(key, ".h"))
			continue;
		ck_assert_msg(is_known(texts, key), "%s uses the text %s", file, key);
		n++;
	}
	return n;
}

/* Every key in the sources is in the tables; the tables' reader sees to the three languages. */
START_TEST(test_keys_exist)
{
	static const char *const folders[] = {"src/document", "src/chart"};
	g_autoptr(tk_log) log = tk_log_new();
	g_autofree char *dir = test_source_path("templates/texts");
	g_autoptr(tk_texts) texts = tk_texts_open(dir, log);
	unsigned n = 0;

	ck_assert_ptr_nonnull(texts);
	for (unsigned i = 0; i < G_N_ELEMENTS(folders); i++) {
		g_autofree char *folder = test_source_path(folders[i]);
		g_autoptr(GDir) listing = g_dir_open(folder, 0, NULL);

		for (const char *name; (name = g_dir_read_name(listing));) {
			g_autofree char *file = g_build_filename(folder, name, NULL);

			if (g_str_has_suffix(name, ".c"))
				n += check_keys(texts, file);
		}
	}
	ck_assert_uint_gt(n, 100);
}
END_TEST

static const struct {
	int from_year, from, from_day, to_year, to, to_day;
	const char *in[TK_N_LANGS];
} windows[] = {
	{2021, 1, 1, 2021, 12, 31, {"vuoden 2021", "2021", "2021"}},
	{2021,
	 4,
	 1,
	 2021,
	 12,
	 31,
	 {"huhti–joulukuun 2021", "april–december 2021", "April–December 2021"}},
	{2021, 10, 1, 2021, 10, 31, {"lokakuun 2021", "oktober 2021", "October 2021"}},
	{2021,
	 12,
	 1,
	 2022,
	 2,
	 28,
	 {"joulukuun 2021–helmikuun 2022", "december 2021–februari 2022",
	  "December 2021–February 2022"}},
	{2021,
	 4,
	 1,
	 2021,
	 12,
	 15,
	 {"ajan 1.4.2021–15.12.2021", "1.4.2021–15.12.2021", "1 April 2021–15 December 2021"}},
};

START_TEST(test_window_words)
{
	struct test_world *world = world_new(&shapes[3]);
	struct tk_period *period = &world->dataset->periods[1];

	period->window_start =
		tk_date_from_ymd(windows[_i].from_year, windows[_i].from, windows[_i].from_day);
	period->window_end =
		tk_date_from_ymd(windows[_i].to_year, windows[_i].to, windows[_i].to_day);
	for (unsigned lang = 0; lang < TK_N_LANGS; lang++) {
		struct tk_document doc = {
			.pen = {NULL, world->kit->texts, world->kit->theme, (enum tk_lang)lang},
			.picture = world->picture};
		g_autofree char *words = tk_words_window(&doc);

		ck_assert_str_eq(words, windows[_i].in[lang]);
	}
	test_world_free(world);
}
END_TEST

START_TEST(test_joining_words)
{
	struct test_world *world = world_new(&shapes[3]);
	struct tk_document doc = {.pen = {NULL, world->kit->texts, world->kit->theme, TK_FI},
				  .picture = world->picture};
	g_autoptr(GPtrArray) names = g_ptr_array_new();
	static const char *const expected[] = {"", "A", "A ja B", "A, B ja C"};

	for (unsigned n = 0; n < G_N_ELEMENTS(expected); n++) {
		g_autofree char *joined = tk_words_join(&doc, names);

		ck_assert_str_eq(joined, expected[n]);
		g_ptr_array_add(names, (char *)(n == 0 ? "A" : n == 1 ? "B" : "C"));
	}
	g_autofree char *capital = tk_words_capital(g_strdup("äiti"));

	ck_assert_str_eq(capital, "Äiti");
	test_world_free(world);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("deck");
	TCase *cases = tcase_create("deck");

	tcase_set_timeout(cases, 120);
	tcase_add_loop_test(cases, test_figures_read_back, 0, TK_N_LANGS);
	tcase_add_loop_test(cases, test_structure, 0, 3);
	tcase_add_loop_test(cases, test_shape, 0, G_N_ELEMENTS(shapes));
	tcase_add_test(cases, test_no_change_without_a_period_before);
	tcase_add_test(cases, test_reason_of_a_missing_region);
	tcase_add_test(cases, test_repeatable);
	tcase_add_loop_test(cases, test_parts_add_up, 0, G_N_ELEMENTS(changes));
	tcase_add_test(cases, test_kinds_have_no_holes);
	tcase_add_loop_test(cases, test_bad_template, 0, G_N_ELEMENTS(bad_templates));
	tcase_add_test(cases, test_own_template);
	tcase_add_test(cases, test_keys_exist);
	tcase_add_loop_test(cases, test_window_words, 0, G_N_ELEMENTS(windows));
	tcase_add_test(cases, test_joining_words);
	suite_add_tcase(suite, cases);
	return test_main(suite);
}
