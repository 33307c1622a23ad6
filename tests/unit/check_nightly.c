#include <glib/gstdio.h>

#include "common.h"

/* What befalls a run that nobody watches: what it finds in its output folder, in its environment and in
 * the data. */

static struct test_run build_data(const char *period)
{
	g_autofree char *samples = test_source_path("samples"), *out = test_below("out");

	return test_run(NULL, "build", "--only", "data", "-p", period, "-o", out, samples, NULL);
}

START_TEST(a_date_that_is_none_is_told)
{
	static const char *const environment[] = {"SOURCE_DATE_EPOCH=eilen", NULL};
	static const char *const commands[] = {"build", "form"};
	g_autofree char *samples = test_source_path("samples"), *out = test_below("out");
	struct test_run run = test_run(environment, commands[_i], "-o", out, samples, NULL);

	ck_assert_int_eq(run.status, 64);
	ck_assert_ptr_nonnull(
		strstr(run.err, "SOURCE_DATE_EPOCH cannot be “eilen”; write 1635681600"));
	ck_assert(!test_stands("out"));
	test_run_clear(&run);
}
END_TEST

/* What the templates say is judged with the files. */
START_TEST(check_reads_the_templates_too)
{
	g_autofree char *data = test_copy_samples();

	test_write(data, "deck.yaml", "pages:\n  - kind: heatmpa\n");
	test_write(data, "region.yaml", "sections: [laet]\n");
	struct test_run run = test_run(NULL, "check", data, NULL);

	ck_assert_int_eq(run.status, 65);
	ck_assert_ptr_nonnull(strstr(run.out, "heatmpa"));
	ck_assert_ptr_nonnull(strstr(run.out, "laet"));
	test_run_clear(&run);
	test_remove(data);
}
END_TEST

START_TEST(latest_is_the_newest_period)
{
	static const char *const periods[] = {"2021-06", "2021-10", "2021-08"};
	static const char *const newest[] = {"2021-06", "2021-10", "2021-10"};
	g_autofree char *latest = test_below("out/latest");

	for (unsigned i = 0; i < G_N_ELEMENTS(periods); i++) {
		struct test_run run = build_data(periods[i]);
		g_autofree char *target = g_file_read_link(latest, NULL);

		ck_assert_msg(run.status == 0, "%s", run.err);
		ck_assert_str_eq(target, newest[i]);
		test_run_clear(&run);
	}
}
END_TEST

START_TEST(what_somebody_has_put_there_stays)
{
	g_autofree char *samples = test_source_path("samples"), *out = test_below("out");
	g_autofree char *manifest = test_below("out/2021-10/manifest.json"), *text = NULL;
	struct test_run run = build_data("2021-10");

	test_run_clear(&run);
	test_write(out, "2021-10/muistio.txt", "mine");
	test_write(out, "2021-10/avoin-data/.~lock.x#", "");
	run = test_run(NULL, "build", "--only", "workbook", "--region", "kainuu", "-o", out,
		       samples, NULL);
	ck_assert_msg(run.status == 0 && *run.err == '\0', "%s", run.err);
	ck_assert(test_stands("out/2021-10/alueet/kainuu/kainuu-2021-10.xlsx"));
	ck_assert(test_stands("out/2021-10/avoin-data/laatu.csv"));
	ck_assert(test_stands("out/2021-10/muistio.txt"));
	ck_assert(test_stands("out/2021-10/avoin-data/.~lock.x#"));
	test_run_clear(&run);
	/* It is not a part of the publication for that. */
	ck_assert(g_file_get_contents(manifest, &text, NULL, NULL));
	ck_assert_ptr_null(strstr(text, "muistio.txt"));
}
END_TEST

START_TEST(what_a_killed_run_left_is_mended)
{
	g_autofree char *out = test_below("out");

	test_write(out, ".2021-08.abcdef/half.pdf", "half");
	test_write(out, ".2021-08.abcdef.data/laatu.csv", "half");
	test_write(out, ".2021-08.previous/manifest.json", "{}");
	test_write(out, ".2021-06.previous/manifest.json", "{}");
	test_write(out, "2021-06/manifest.json", "{}");
	test_write(out, ".omat/muistio.txt", "mine");
	struct test_run run = build_data("2021-10");

	ck_assert_msg(run.status == 0 && *run.err == '\0', "%s", run.err);
	ck_assert(!test_stands("out/.2021-08.abcdef") && !test_stands("out/.2021-08.abcdef.data"));
	/* Where it was killed while the place was empty, what stood there goes back. */
	ck_assert(test_stands("out/2021-08/manifest.json"));
	ck_assert(!test_stands("out/.2021-08.previous") && !test_stands("out/.2021-06.previous"));
	ck_assert(test_stands("out/.omat/muistio.txt"));
	test_run_clear(&run);
}
END_TEST

/* What Excel and Word leave in a cell: a page break and a bell are not to stop a workbook. */
START_TEST(control_characters_of_the_catalogue_are_blanks)
{
	g_autofree char *data = test_copy_samples(), *out = test_below("out");
	g_autofree char *path = g_build_filename(data, "osa-alueet.csv", NULL), *text = NULL;

	ck_assert(g_file_get_contents(path, &text, NULL, NULL));
	g_auto(GStrv) parts = g_strsplit(text, "Johtaminen ja osaaminen", 2);
	g_autofree char *strange = g_strjoinv("Johtaminen\x0b\aja\x1bosaaminen", parts);

	ck_assert_ptr_nonnull(parts[1]);
	test_write(data, "osa-alueet.csv", strange);
	struct test_run run =
		test_run(NULL, "build", "--only", "workbook", "-l", "fi", "-o", out, data, NULL);

	ck_assert_msg(run.status == 0 && *run.err == '\0', "%s", run.err);
	test_run_clear(&run);
	test_remove(data);
}
END_TEST

START_TEST(settings_that_a_machine_wrote_are_refused)
{
	g_autofree char *data = test_copy_samples(), *out = test_below("out");
	g_autofree char *comment = g_strnfill((1 << 20) + 1, '#');

	test_write(data, "tilannekuva.yaml", comment);
	struct test_run run = test_run(NULL, "build", "-o", out, data, NULL);

	ck_assert_int_eq(run.status, 65);
	ck_assert(test_says(run.err, TK_DIAG_SETTINGS_FAULTY));
	ck_assert(!test_stands("out"));
	test_run_clear(&run);
	test_remove(data);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("nightly");
	TCase *tests = tcase_create("nightly");

	tcase_set_timeout(tests, 120);
	tcase_add_checked_fixture(tests, test_open_dir, test_close_dir);
	suite_add_tcase(suite, tests);
	tcase_add_loop_test(tests, a_date_that_is_none_is_told, 0, 2);
	tcase_add_test(tests, check_reads_the_templates_too);
	tcase_add_test(tests, latest_is_the_newest_period);
	tcase_add_test(tests, what_somebody_has_put_there_stays);
	tcase_add_test(tests, what_a_killed_run_left_is_mended);
	tcase_add_test(tests, settings_that_a_machine_wrote_are_refused);
	tcase_add_test(tests, control_characters_of_the_catalogue_are_blanks);
	return test_main(suite);
}
