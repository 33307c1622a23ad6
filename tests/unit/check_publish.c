#include <glib/gstdio.h>
#include <unistd.h>

#include "pdf-read.h"
#include "publish/publish-imp.h"
#include "tilannekuva/workbook.h"

/* Workers and what they cost when they crash; parts of the output and what stays of the rest. */

/* ---- Workers ---- */

static bool make_file(struct tk_making *making, const struct tk_job *job, const char *path,
		      struct tk_log *log)
{
	(void)making, (void)job, (void)log;
	return g_file_set_contents(path, "made", -1, NULL);
}

static bool make_crash(struct tk_making *making, const struct tk_job *job, const char *path,
		       struct tk_log *log)
{
	(void)making, (void)job, (void)path, (void)log;
	_exit(TK_EXIT_BUG);
}

static bool make_signal(struct tk_making *making, const struct tk_job *job, const char *path,
			struct tk_log *log)
{
	(void)making, (void)job, (void)path, (void)log;
	kill(getpid(), SIGKILL);
	return true;
}

/* Says that it made something and did not. */
static bool make_nothing(struct tk_making *making, const struct tk_job *job, const char *path,
			 struct tk_log *log)
{
	(void)making, (void)job, (void)path, (void)log;
	return true;
}

static bool make_fault(struct tk_making *making, const struct tk_job *job, const char *path,
		       struct tk_log *log)
{
	(void)making, (void)job;
	tk_log_add(log, TK_DIAG_OUTPUT_FAILED, NULL, path, "full", NULL);
	return false;
}

#define MOST_JOBS 12u

static const struct {
	const char *what;
	unsigned n_workers, n_jobs;
	/** The first jobs; the rest make files. */
	tk_make_func first[3];
	/** How many of the first ones do not crash. */
	unsigned n_crashes;
	bool good;
} crews[] = {
	{"nothing to do", 2, 0, {NULL}, 0, true},
	{"one worker", 1, 5, {NULL}, 0, true},
	{"more workers than jobs", 8, 3, {NULL}, 0, true},
	{"one crash, one worker", 1, MOST_JOBS, {make_crash}, 1, true},
	{"three crashes, two workers",
	 2,
	 MOST_JOBS,
	 {make_crash, make_signal, make_nothing},
	 3,
	 true},
	{"only crashes", 2, 3, {make_signal, make_signal, make_crash}, 3, true},
	{"a fault of the output stops it", 1, MOST_JOBS, {make_fault}, 0, false},
	{"a fault after a crash", 1, MOST_JOBS, {make_crash, make_fault}, 1, false},
};

START_TEST(a_crash_costs_one_document)
{
	struct tk_publish_options options = {.n_jobs = crews[_i].n_workers, .messages = TK_EN};
	struct tk_making making = {.options = &options, .dir = test_dir()};
	struct tk_job jobs[MOST_JOBS];
	g_autoptr(tk_log) log = tk_log_new();
	unsigned n_made = 0;

	for (unsigned i = 0; i < crews[_i].n_jobs; i++) {
		tk_make_func make = i < 3 ? crews[_i].first[i] : NULL;

		jobs[i] = (struct tk_job){g_strdup_printf("%u", i), make ? make : make_file, TK_FI,
					  i};
	}
	ck_assert_int_eq(tk_jobs_run(&making, jobs, crews[_i].n_jobs, log), crews[_i].good);
	for (unsigned i = 0; i < crews[_i].n_jobs; i++) {
		n_made += test_stands(jobs[i].path);
		g_free(jobs[i].path);
	}
	ck_assert_uint_eq(making.n_crashed, crews[_i].n_crashes);
	ck_assert_uint_eq(test_count(log, TK_DIAG_JOB_CRASHED), crews[_i].n_crashes);
	ck_assert_uint_eq(test_count(log, TK_DIAG_OUTPUT_FAILED), crews[_i].good ? 0 : 1);
	if (crews[_i].good)
		ck_assert_uint_eq(n_made, crews[_i].n_jobs - crews[_i].n_crashes);
	else
		ck_assert_uint_lt(n_made, crews[_i].n_jobs - crews[_i].n_crashes);
}
END_TEST

/* ---- Parts of the output ---- */

static const char *samples;

#define DECK_FI "out/2021-10/valtakunnallinen/tilannekuva-2021-10-fi.pdf"
#define DATA "out/2021-10/avoin-data/eteneminen.csv"
#define KAINUU "out/2021-10/alueet/kainuu/kainuu-2021-10-fi.pdf"

/* Builds with up to four more words and expects silence. */
static void build_part(const char *data, const char *const words[4])
{
	g_autofree char *out = test_below("out");
	struct test_run run = test_run(NULL, "build", "-p", "2021-10", "-o", out, data, words[0],
				       words[1], words[2], words[3], NULL);

	ck_assert_msg(run.status == 0, "%s", run.err);
	ck_assert_str_eq(run.err, "");
	test_run_clear(&run);
}

static void verify(void)
{
	g_autofree char *place = test_below("out/2021-10");
	struct test_run run = test_run(NULL, "verify", place, NULL);

	ck_assert_msg(run.status == 0 && *run.err == '\0', "%s", run.err);
	test_run_clear(&run);
}

START_TEST(a_part_is_added_to_what_is_made_of_the_same)
{
	static const char *const data[4] = {"--only", "data"}, *const deck[4] = {"--only", "deck"};
	static const char *const kainuu[4] = {"--region", "kainuu", "--only", "summary,workbook"};

	build_part(samples, data);
	ck_assert(test_stands(DATA) && !test_stands(DECK_FI) && !test_stands(KAINUU));
	build_part(samples, deck);
	ck_assert(test_stands(DATA) && test_stands(DECK_FI) && !test_stands(KAINUU));
	build_part(samples, kainuu);
	ck_assert(test_stands(DATA) && test_stands(DECK_FI) && test_stands(KAINUU));
	ck_assert(test_stands("out/2021-10/alueet/kainuu/kainuu-2021-10.xlsx"));
	ck_assert(!test_stands("out/2021-10/alueet/lappi"));
	verify();
}
END_TEST

START_TEST(what_was_made_of_other_input_is_not_kept)
{
	static const char *const data[4] = {"--only", "data"};
	g_autofree char *copy = test_copy_samples(), *out = test_below("out");
	g_autofree char *file = g_build_filename(copy, "2021-10", "satakunta.csv", NULL);

	build_part(copy, data);
	ck_assert_int_eq(g_remove(file), 0);
	struct test_run run = test_run(NULL, "build", "-o", out, "--only", "deck", "-l", "fi",
				       "--pages", "cover", copy, NULL);

	ck_assert_msg(run.status == 0, "%s", run.err);
	ck_assert(test_says(run.err, TK_DIAG_PARTS_DROPPED));
	ck_assert(test_stands(DECK_FI) && !test_stands(DATA));
	verify();
	test_run_clear(&run);
	test_remove(copy);
}
END_TEST

/* A region's languages, those of the run, and the documents that it gets, with their languages. */
static const struct {
	enum tk_lang own[TK_N_LANGS];
	unsigned n_own;
	enum tk_lang run[TK_N_LANGS];
	unsigned n_run;
	const char *plan;
} plans[] = {
	{{TK_FI}, 1, {TK_FI, TK_SV, TK_EN}, 3, "a-1-fi.pdf fi|a-1.xlsx fi|korjattavaa fi"},
	/* The first of its own has the plain name, whatever the run's main language is. */
	{{TK_SV, TK_FI},
	 2,
	 {TK_FI, TK_SV, TK_EN},
	 3,
	 "a-1-sv.pdf sv|a-1-fi.pdf fi|a-1.xlsx sv|a-1-fi.xlsx fi|korjattavaa sv"},
	{{TK_SV, TK_FI}, 2, {TK_FI}, 1, "a-1-fi.pdf fi|a-1.xlsx fi|korjattavaa sv"},
	/* None of its own was asked for: better the run's first than nothing. */
	{{TK_SV}, 1, {TK_EN, TK_FI}, 2, "a-1-en.pdf en|a-1.xlsx en|korjattavaa sv"},
};

START_TEST(the_plan_follows_the_regions_languages)
{
	static const bool all[] = {true};
	struct tk_region region = {.id = (char *)"a", .n_langs = plans[_i].n_own};
	struct tk_period period = {.id = (char *)"1"};
	struct tk_dataset dataset = {
		.regions = &region, .n_regions = 1, .periods = &period, .n_periods = 1};
	struct tk_input_file file = {.name = "1/a.csv"};
	struct tk_submission submission = {0};
	struct tk_round round = {
		.dataset = &dataset, .submissions = &submission, .files = &file, .n_files = 1};
	struct tk_measures now = {.dataset = &dataset, .period = &period, .round = &round};
	g_autoptr(tk_log) log = tk_log_new();
	struct tk_picture picture = {
		.dataset = &dataset, .period = &period, .now = &now, .log = log};
	struct tk_publish_options options = {.regions = all, .n_langs = plans[_i].n_run};
	GString *told = g_string_new(NULL);

	memcpy(region.langs, plans[_i].own, sizeof region.langs);
	memcpy(options.langs, plans[_i].run, sizeof options.langs);
	options.outputs[TK_OUTPUT_SUMMARY] = options.outputs[TK_OUTPUT_WORKBOOK] = true;
	options.outputs[TK_OUTPUT_FIXIT] = true;
	tk_log_add(log, TK_DIAG_FILE_EMPTY, &(struct tk_source){file.name, NULL, 0, 0}, NULL);
	g_autoptr(GArray) jobs = tk_plan_new(&picture, &options);

	for (unsigned i = 0; i < jobs->len; i++) {
		const struct tk_job *job = &g_array_index(jobs, struct tk_job, i);
		g_autofree char *name = g_path_get_basename(job->path);
		const char *mends = strstr(name, "korjattavaa") ? "korjattavaa" : name;

		g_string_append_printf(told, "%s%s %s", i ? "|" : "", mends,
				       tk_lang_code(job->lang));
	}
	ck_assert_str_eq(told->str, plans[_i].plan);
	g_string_free(told, TRUE);
}
END_TEST

START_TEST(a_region_gets_its_own_languages)
{
	static const char *const bilingual[4] = {"--region", "pohjanmaa,kainuu", "--only",
						 "summary"};

	build_part(samples, bilingual);
	ck_assert(test_stands(KAINUU));
	ck_assert(!test_stands("out/2021-10/alueet/kainuu/kainuu-2021-10-sv.pdf"));
	ck_assert(test_stands("out/2021-10/alueet/pohjanmaa/pohjanmaa-2021-10-fi.pdf"));
	ck_assert(test_stands("out/2021-10/alueet/pohjanmaa/pohjanmaa-2021-10-sv.pdf"));
	ck_assert(!test_stands("out/2021-10/valtakunnallinen"));
}
END_TEST

static PopplerDocument *open_pdf(const char *relative)
{
	g_autofree char *path = test_below(relative);

	return test_pdf_open(path);
}

START_TEST(pages_make_a_deck_of_their_kinds)
{
	static const char *const two[4] = {"--only", "deck", "--pages", "heatmap,cover"};

	build_part(samples, two);
	g_autoptr(pdf_document) pdf = open_pdf(DECK_FI);

	ck_assert_int_eq(poppler_document_get_n_pages(pdf), 2);
}
END_TEST

START_TEST(decks_carry_the_open_data)
{
	static const char *const attached[4] = {"--only", "deck,data", "--attach-data"};
	g_autofree char *csv = test_below(DATA), *expected = NULL;
	bool found = false;

	build_part(samples, attached);
	ck_assert(g_file_get_contents(csv, &expected, NULL, NULL));
	g_autoptr(pdf_document) pdf = open_pdf(DECK_FI);
	GList *attachments = poppler_document_get_attachments(pdf);

	ck_assert_uint_eq(g_list_length(attachments), TK_N_OPEN_TABLES);
	for (GList *at = attachments; at; at = at->next) {
		PopplerAttachment *attachment = at->data;
		g_autofree char *path = test_below("attached"), *bytes = NULL;

		if (strcmp(attachment->name, "eteneminen.csv") != 0)
			continue;
		found = true;
		ck_assert(poppler_attachment_save(attachment, path, NULL));
		ck_assert(g_file_get_contents(path, &bytes, NULL, NULL));
		ck_assert_str_eq(bytes, expected);
	}
	ck_assert(found);
	g_autofree char *metadata = poppler_document_get_metadata(pdf);

	ck_assert_ptr_nonnull(strstr(metadata, "<pdfaid:part>3<"));
	g_list_free_full(attachments, g_object_unref);
}
END_TEST

START_TEST(images_come_with_their_words)
{
	static const char *const images[4] = {"--only", "images", "-l", "fi"};
	static const char *const names[] = {"heatmap", "readiness", "change", "map",
					    "ranking", "ranking-5", "coops",  "trend",
					    "late",    "groups",    "risks",  "indicators"};

	build_part(samples, images);
	for (unsigned i = 0; i < G_N_ELEMENTS(names); i++) {
		g_autofree char *base = g_strconcat("out/2021-10/kuvat/", names[i], "-fi", NULL);
		g_autofree char *svg_path = g_strconcat(test_dir(), "/", base, ".svg", NULL);
		g_autofree char *txt_path = g_strconcat(test_dir(), "/", base, ".txt", NULL);
		g_autofree char *png = g_strconcat(base, ".png", NULL), *svg = NULL, *txt = NULL;

		ck_assert_msg(test_stands(png), "%s", png);
		ck_assert(g_file_get_contents(svg_path, &svg, NULL, NULL));
		ck_assert(g_file_get_contents(txt_path, &txt, NULL, NULL));
		ck_assert_ptr_nonnull(strstr(svg, "role=\"img\" xml:lang=\"fi\""));
		ck_assert_ptr_nonnull(strstr(svg, "<desc>"));
		/* The title is the first line of the words. */
		g_autofree char *title = g_strndup(txt, strcspn(txt, "\n"));
		g_autofree char *escaped = g_markup_printf_escaped("<title>%s</title>", title);

		ck_assert_msg(strstr(svg, escaped) != NULL, "%s: %s", names[i], escaped);
	}
	g_autofree char *heatmap = test_below("out/2021-10/kuvat/heatmap-fi.txt"), *words = NULL;

	ck_assert(g_file_get_contents(heatmap, &words, NULL, NULL));
	ck_assert_ptr_nonnull(strstr(words, "\nHelsinki; 43\u00a0%; 53\u00a0%; 41\u00a0%;"));
	ck_assert_ptr_null(strstr(words, "Lähde"));
	ck_assert(!test_stands("out/2021-10/kuvat/cover-fi.svg"));
	ck_assert(!test_stands("out/2021-10/valtakunnallinen"));
}
END_TEST

START_TEST(pages_make_images_of_their_kinds)
{
	static const char *const trend[4] = {"--only", "images", "--pages", "trend"};

	build_part(samples, trend);
	ck_assert(test_stands("out/2021-10/kuvat/trend-fi.svg"));
	ck_assert(test_stands("out/2021-10/kuvat/trend-en.png"));
	ck_assert(!test_stands("out/2021-10/kuvat/heatmap-fi.svg"));
}
END_TEST

static const struct {
	const char *words[5];
	const char *told;
} mistakes[] = {
	{{"--region", "kainu", NULL}, "kainuu"},
	{{"--region", "kainuu,kainuu", NULL}, "--region: “kainuu” is there twice"},
	{{"--region", "", NULL}, "--region"},
	{{"--pages", "heatmaps", NULL}, "heatmap, readiness"},
	{{"--pages", "", NULL}, "--pages"},
	{{"--pages", "heatmap", "--only", "data", NULL}, "--only deck, images"},
	{{"--pages", "trend", "--pages", "trend", NULL}, "--pages: “trend” is there twice"},
	{{"--pages", "cover", "--only", "images", NULL},
	 "--pages cannot be “cover”; write heatmap, readiness"},
	{{"--region", "kainuu", "--only", "deck", NULL}, "--only summary, workbook, fixit"},
	{{"--region", "kainuu", "--only", "data", NULL}, "--only summary, workbook, fixit"},
	{{"--region", "kainuu", "--only", "summary,images", NULL},
	 "--only summary, workbook, fixit"},
	{{"--attach-data", "--only", "data", NULL}, "--attach-data goes only with --only deck"},
	{{"--attach-data", "--region", "kainuu", NULL}, "--attach-data goes only with --only deck"},
	{{"--pages", "heatmap", "--region", "kainuu", NULL}, "--pages goes only with --only deck"},
	{{"--only", "", NULL}, "--only"},
	{{"-l", "", NULL}, "--lang"},
};

START_TEST(wrong_parts_are_told)
{
	const char *const *w = mistakes[_i].words;
	g_autofree char *out = test_below("out");
	struct test_run run =
		test_run(NULL, "build", "-o", out, samples, w[0], w[1], w[2], w[3], w[4], NULL);

	ck_assert_int_eq(run.status, 64);
	ck_assert_msg(strstr(run.err, mistakes[_i].told) != NULL, "%s", run.err);
	ck_assert(!test_stands("out/2021-10"));
	test_run_clear(&run);
}
END_TEST

int main(void)
{
	g_autofree char *source = test_source_path("samples");
	Suite *suite = suite_create("publish");
	TCase *tests = tcase_create("publish");

	samples = source;
	tcase_set_timeout(tests, 120);
	tcase_add_checked_fixture(tests, test_open_dir, test_close_dir);
	suite_add_tcase(suite, tests);
	tcase_add_loop_test(tests, a_crash_costs_one_document, 0, G_N_ELEMENTS(crews));
	tcase_add_test(tests, a_part_is_added_to_what_is_made_of_the_same);
	tcase_add_test(tests, what_was_made_of_other_input_is_not_kept);
	tcase_add_test(tests, a_region_gets_its_own_languages);
	tcase_add_loop_test(tests, the_plan_follows_the_regions_languages, 0, G_N_ELEMENTS(plans));
	tcase_add_test(tests, pages_make_a_deck_of_their_kinds);
	tcase_add_test(tests, pages_make_images_of_their_kinds);
	tcase_add_test(tests, decks_carry_the_open_data);
	tcase_add_test(tests, images_come_with_their_words);
	tcase_add_loop_test(tests, wrong_parts_are_told, 0, G_N_ELEMENTS(mistakes));
	return test_main(suite);
}
