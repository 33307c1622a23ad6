#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "common.h"

/* The program as its user runs it: exit statuses, messages, what stands afterwards. */

/* ---- Command line ---- */

static const struct {
	const char *words[6];
	int status;
	const char *err;
	enum tk_diag id;
} usages[] = {
	{{"build", NULL}, 64, "like this: tilannekuva build [OPTION…] DATA; help:", TK_DIAG_USAGE},
	{{"build", "--oen", "x", NULL}, 64, "--oen", TK_DIAG_USAGE_OPTION},
	{{"build", "--oen", "--messages", "en", NULL},
	 64,
	 "fatal: there is no option --oen; use one of these: --period, --out,",
	 TK_DIAG_USAGE_OPTION},
	{{"build", "--strict=no", "samples", NULL},
	 64,
	 "option --strict=no;",
	 TK_DIAG_USAGE_OPTION},
	{{"build", "-p", NULL}, 64, "lacks --period 2021-10; help:", TK_DIAG_USAGE_MISSING},
	{{"build", "samples", "--region", NULL}, 64, "--region ID,…; help:", TK_DIAG_USAGE_MISSING},
	{{"form", "samples", NULL}, 64, "lacks -o DIR; help:", TK_DIAG_USAGE_MISSING},
	{{"build", "-j", "0", "samples", NULL}, 64, "--jobs cannot be “0”", TK_DIAG_USAGE_VALUE},
	{{"build", "-j", "x", "samples", NULL}, 64, "write 1–256", TK_DIAG_USAGE_VALUE},
	{{"build", "-j257", "samples", NULL}, 64, "--jobs cannot be “257”", TK_DIAG_USAGE_VALUE},
	{{"build", "samples", "more", NULL}, 64, "tilannekuva build --help", TK_DIAG_USAGE},
	{{"build", "--only", "dekc", "samples", NULL},
	 64,
	 "deck, summary, workbook, data, fixit",
	 TK_DIAG_USAGE_VALUE},
	{{"build", "-l", "fi,de", "samples", NULL}, 64, "fi, sv, en", TK_DIAG_USAGE_VALUE},
	{{"build", "-lfi,fi", "samples", NULL}, 64, "--lang: “fi”", TK_DIAG_USAGE_TWICE},
	{{"build", "--attach-data", "--only=data", "samples", NULL},
	 64,
	 "--attach-data goes only with --only deck",
	 TK_DIAG_USAGE_WITH},
	{{"check", "--format", "xml", "samples", NULL}, 64, "text, json, csv", TK_DIAG_USAGE_VALUE},
	{{"check", "--messages", "de", "samples", NULL}, 64, "fi, sv, en", TK_DIAG_USAGE_VALUE},
	{{"check", "/nonexistent", NULL}, 66, "/nonexistent", TK_DIAG_FOLDER_MISSING},
	{{"check", "-p", "2020-01", "samples", NULL},
	 66,
	 "2021-06, 2021-08, 2021-10",
	 TK_DIAG_PERIOD_UNKNOWN},
	/* A short option's value may stand right after it. */
	{{"check", "-p2031-01", "-fcsv", "samples", NULL},
	 66,
	 "2021-06, 2021-08, 2021-10",
	 TK_DIAG_PERIOD_UNKNOWN},
	{{"check", "-fxml", "samples", NULL}, 64, "text, json, csv", TK_DIAG_USAGE_VALUE},
	{{"check", "-p", "-fxml", "samples", NULL},
	 66,
	 "2021-06, 2021-08, 2021-10",
	 TK_DIAG_PERIOD_UNKNOWN},
	{{"explain", "samples", "atlantis", "ict", NULL}, 64, "kainuu", TK_DIAG_USAGE_VALUE},
	{{"explain", "samples", "kainuu", "kahvi", NULL}, 64, "hallinto", TK_DIAG_USAGE_VALUE},
	{{"dump", "--sheet", "9", "samples/2021-10/kainuu.ods", NULL},
	 65,
	 "1 Tehtävät, 2 Riskit, 3 Mittarit",
	 TK_DIAG_SHEET_UNKNOWN},
	{{"dump", "samples/README.md/x", NULL}, 66, "samples/README.md/x", TK_DIAG_FILE_UNREADABLE},
	{{"verify", "/nonexistent", NULL}, 66, "/nonexistent", TK_DIAG_FOLDER_MISSING},
	{{"verify", "samples", NULL}, 65, "samples/manifest.json", TK_DIAG_MANIFEST_FAULTY},
};

START_TEST(mistakes_are_told_with_what_to_write)
{
	const char *const *w = usages[_i].words;
	const char *source = g_getenv("TK_SOURCE_DIR");

	ck_assert_int_eq(g_chdir(source ? source : "."), 0);
	struct test_run run =
		test_run(NULL, w[0], w[1], w[1] ? w[2] : NULL, w[1] && w[2] ? w[3] : NULL,
			 w[1] && w[2] && w[3] ? w[4] : NULL, NULL);

	ck_assert_msg(run.status == usages[_i].status, "%s: exit status %d", run.err, run.status);
	ck_assert_msg(strstr(run.err, usages[_i].err) != NULL, "%s", run.err);
	ck_assert_msg(test_says(run.err, usages[_i].id), "%s", run.err);
	ck_assert_str_eq(run.out, "");
	test_run_clear(&run);
}
END_TEST

static const char *const commands[] = {"build", "check", "dump", "explain", "form", "verify"};

START_TEST(every_command_has_help)
{
	struct test_run run = test_run(NULL, commands[_i], "--help", NULL);

	ck_assert_int_eq(run.status, 0);
	ck_assert_ptr_nonnull(strstr(run.out, "--messages"));
	test_run_clear(&run);
}
END_TEST

START_TEST(an_unknown_command_gets_the_help)
{
	struct test_run run = test_run(NULL, "nonsense", NULL);

	ck_assert_int_eq(run.status, 64);
	ck_assert_ptr_nonnull(strstr(run.err, "Usage: tilannekuva COMMAND"));
	test_run_clear(&run);
}
END_TEST

START_TEST(version_is_told)
{
	struct test_run run = test_run(NULL, "--version", NULL);

	ck_assert_int_eq(run.status, 0);
	ck_assert_str_eq(run.out, "tilannekuva " TK_VERSION "\n");
	test_run_clear(&run);
}
END_TEST

static const struct {
	const char *environment[3], *option, *word;
} languages[] = {
	{{"LC_ALL=fi_FI.UTF-8", NULL, NULL}, NULL, "este"},
	{{"LC_ALL=", "LANG=sv_FI.UTF-8", NULL}, NULL, "hinder"},
	{{"LC_ALL=C", NULL, NULL}, NULL, "fatal"},
	{{"LC_ALL=fi_FI.UTF-8", NULL, NULL}, "en", "fatal"},
};

START_TEST(messages_speak_the_users_language)
{
	struct test_run run =
		test_run(languages[_i].environment, "check", "/nonexistent",
			 languages[_i].option ? "--messages" : NULL, languages[_i].option, NULL);

	ck_assert_msg(strstr(run.err, languages[_i].word) != NULL, "%s", run.err);
	test_run_clear(&run);
}
END_TEST

/* ---- Building ---- */

static struct test_run build(const char *data, const char *out, const char *const *environment)
{
	return test_run(environment, "build", "-p", "2021-10", "-o", out, data, NULL);
}

START_TEST(the_samples_publish_in_silence)
{
	g_autofree char *samples = test_source_path("samples"), *out = test_below("out");
	g_autofree char *latest = test_below("out/latest"), *target = NULL;
	struct test_run run = build(samples, out, NULL);

	ck_assert_msg(run.status == 0, "%s", run.err);
	ck_assert_str_eq(run.err, "");
	ck_assert_str_eq(run.out, "");
	ck_assert(test_stands("out/2021-10/valtakunnallinen/tilannekuva-2021-10-fi.pdf"));
	ck_assert(test_stands("out/2021-10/valtakunnallinen/tilannekuva-2021-10-sv.pdf"));
	ck_assert(test_stands("out/2021-10/valtakunnallinen/tilannekuva-2021-10-en.pdf"));
	ck_assert(test_stands("out/2021-10/valtakunnallinen/tilannekuva-2021-10.xlsx"));
	ck_assert(test_stands("out/2021-10/avoin-data/eteneminen.csv"));
	ck_assert(test_stands("out/2021-10/manifest.json"));
	target = g_file_read_link(latest, NULL);
	ck_assert_str_eq(target, "2021-10");
	test_run_clear(&run);
}
END_TEST

/* The bytes of every file of a published folder. */
static GHashTable *read_tree(const char *root)
{
	GHashTable *files = g_hash_table_new_full(g_str_hash, g_str_equal, g_free,
						  (GDestroyNotify)g_bytes_unref);
	g_autoptr(GPtrArray) folders = g_ptr_array_new_with_free_func(g_free);

	g_ptr_array_add(folders, g_strdup(""));
	for (unsigned i = 0; i < folders->len; i++) {
		g_autofree char *folder = g_build_filename(root, folders->pdata[i], NULL);
		g_autoptr(GDir) listing = g_dir_open(folder, 0, NULL);

		for (const char *name; listing && (name = g_dir_read_name(listing));) {
			g_autofree char *path = g_build_filename(folder, name, NULL);
			char *relative = g_build_filename(folders->pdata[i], name, NULL), *bytes;
			gsize length;

			if (g_file_test(path, G_FILE_TEST_IS_DIR)) {
				g_ptr_array_add(folders, relative);
				continue;
			}
			ck_assert(g_file_get_contents(path, &bytes, &length, NULL));
			g_hash_table_insert(files, relative, g_bytes_new_take(bytes, length));
		}
	}
	return files;
}

START_TEST(two_runs_give_the_same_bytes)
{
	static const char *const here[] = {"TZ=Pacific/Auckland", "LC_ALL=C", NULL};
	static const char *const there[] = {"TZ=America/Lima", "LC_ALL=fi_FI.UTF-8", NULL};
	g_autofree char *samples = test_copy_samples(), *other = test_source_path("samples");
	g_autofree char *out_a = test_below("a"), *out_b = test_below("b/c");
	struct test_run a = build(samples, out_a, here), b = build(other, out_b, there);
	g_autofree char *tree_a = test_below("a/2021-10"), *tree_b = test_below("b/c/2021-10");
	g_autoptr(GHashTable) files_a = read_tree(tree_a), files_b = read_tree(tree_b);
	GHashTableIter iter;
	gpointer name, bytes;

	ck_assert_int_eq(a.status, 0);
	ck_assert_int_eq(b.status, 0);
	ck_assert_uint_gt(g_hash_table_size(files_a), 8);
	ck_assert_uint_eq(g_hash_table_size(files_a), g_hash_table_size(files_b));
	g_hash_table_iter_init(&iter, files_a);
	while (g_hash_table_iter_next(&iter, &name, &bytes)) {
		GBytes *twin = g_hash_table_lookup(files_b, name);

		ck_assert_msg(twin && g_bytes_equal(bytes, twin), "%s differs", (char *)name);
	}
	test_run_clear(&a);
	test_run_clear(&b);
	test_remove(samples);
}
END_TEST

static ino_t inode_of(const char *relative)
{
	g_autofree char *path = test_below(relative);
	GStatBuf info;

	ck_assert_int_eq(g_stat(path, &info), 0);
	return info.st_ino;
}

START_TEST(an_unchanged_night_rewrites_nothing)
{
	g_autofree char *samples = test_source_path("samples"), *out = test_below("out");
	struct test_run first = build(samples, out, NULL);
	ino_t before = inode_of("out/2021-10/manifest.json");
	struct test_run second = build(samples, out, NULL);

	ck_assert_int_eq(first.status, 0);
	ck_assert_int_eq(second.status, 0);
	ck_assert_uint_eq(before, inode_of("out/2021-10/manifest.json"));
	test_run_clear(&first);
	test_run_clear(&second);
	/* What was tampered with is made anew. */
	test_write(out, "2021-10/avoin-data/laatu.csv", "tampered");
	second = build(samples, out, NULL);
	ck_assert_uint_ne(before, inode_of("out/2021-10/manifest.json"));
	test_run_clear(&second);
}
END_TEST

START_TEST(verify_finds_a_changed_a_missing_and_an_extra_file)
{
	g_autofree char *samples = test_source_path("samples"), *out = test_below("out");
	g_autofree char *published = test_below("out/2021-10"),
			*data = test_below("out/2021-10/avoin-data/laatu.csv");
	struct test_run run = build(samples, out, NULL);

	test_run_clear(&run);
	run = test_run(NULL, "verify", published, NULL);
	ck_assert_int_eq(run.status, 0);
	ck_assert_str_eq(run.err, "");
	test_run_clear(&run);
	test_write(published, "avoin-data/muutos.csv", "tampered");
	test_write(published, "muuta.txt", "extra");
	g_remove(data);
	run = test_run(NULL, "verify", published, NULL);
	ck_assert_int_eq(run.status, 1);
	ck_assert(test_says(run.err, TK_DIAG_VERIFY_CHANGED));
	ck_assert(test_says(run.err, TK_DIAG_VERIFY_MISSING));
	ck_assert(test_says(run.err, TK_DIAG_VERIFY_EXTRA));
	ck_assert_ptr_nonnull(
		strstr(run.err, "not the one that was published: avoin-data/muutos.csv"));
	ck_assert_ptr_nonnull(strstr(run.err, "missing: avoin-data/laatu.csv"));
	ck_assert_ptr_nonnull(strstr(run.err, "does not belong to the publication: muuta.txt"));
	test_run_clear(&run);
}
END_TEST

/* ---- What goes wrong ---- */

START_TEST(damaged_files_cost_their_regions_only)
{
	g_autofree char *data = test_copy_samples(), *out = test_below("out");

	test_write(data, "2021-10/kainuu.ods", "PK\003\004 cut");
	test_write(data, "2021-10/etela-savo.csv", "");
	test_write(data, "2021-10/satakunta.csv", "Tunnus;Tila\nA.1.1;Valmis\nA.1.2;Melkein\n");
	struct test_run run = build(data, out, NULL);

	ck_assert_msg(run.status == 1, "%s", run.err);
	ck_assert_ptr_nonnull(strstr(run.err, "2021-10/kainuu.ods: error"));
	ck_assert_ptr_nonnull(strstr(run.err, "2021-10/etela-savo.csv: error"));
	ck_assert_ptr_nonnull(
		strstr(run.err, "2021-10/satakunta.csv:B3: error: the status “Melkein”"));
	ck_assert(test_stands("out/2021-10/valtakunnallinen/tilannekuva-2021-10-fi.pdf"));
	ck_assert(test_stands("out/2021-10/alueet/satakunta/satakunta-2021-10-korjattavaa.xlsx"));
	ck_assert(!test_stands("out/2021-10/alueet/lappi/lappi-2021-10-korjattavaa.xlsx"));
	test_run_clear(&run);
	run = test_run(NULL, "build", "--strict", "-o", out, data, NULL);
	ck_assert_int_eq(run.status, 65);
	ck_assert(test_says(run.err, TK_DIAG_STRICT));
	test_run_clear(&run);
	test_remove(data);
}
END_TEST

START_TEST(a_misspelt_setting_is_one_clear_message)
{
	g_autofree char *data = test_copy_samples(), *out = test_below("out");
	g_autofree char *path = g_build_filename(data, "tilannekuva.yaml", NULL), *text = NULL;

	ck_assert(g_file_get_contents(path, &text, NULL, NULL));
	g_auto(GStrv) parts = g_strsplit(text, "website:", 2);
	g_autofree char *misspelt = g_strjoinv("webiste:", parts);

	test_write(data, "tilannekuva.yaml", misspelt);
	struct test_run run = build(data, out, NULL);

	ck_assert_int_eq(run.status, 65);
	ck_assert_ptr_nonnull(strstr(run.err, "there is no setting “webiste”"));
	ck_assert_ptr_eq(strchr(run.err, (int)'\n'), run.err + strlen(run.err) - 1);
	ck_assert(!test_stands("out/2021-10"));
	test_run_clear(&run);
	test_remove(data);
}
END_TEST

START_TEST(only_the_needed_settings_will_do)
{
	g_autofree char *data = test_copy_samples(), *out = test_below("out"),
			*forms = test_below("forms");

	test_write(data, "tilannekuva.yaml",
		   "title: {fi: Tilannekuva}\nissuer: {fi: Ministeriö}\nperiods:\n  - period: "
		   "2021-10\n");
	struct test_run run = build(data, out, NULL);

	/* The other two periods are not in the settings: warnings. */
	ck_assert_msg(run.status == 0, "%s", run.err);
	ck_assert_ptr_nonnull(strstr(run.err, "period 2021-08 is not in the settings"));
	test_run_clear(&run);
	run = test_run(NULL, "form", "-o", forms, data, NULL);
	ck_assert_msg(run.status == 0, "%s", run.err);
	ck_assert(test_stands("forms/kainuu.xlsx"));
	test_run_clear(&run);
	run = test_run(NULL, "form", "-o", data, data, NULL);
	ck_assert_int_eq(run.status, 64);
	ck_assert(test_says(run.err, TK_DIAG_FORM_IN_DATA));
	test_run_clear(&run);
	test_remove(data);
}
END_TEST

START_TEST(a_misspelt_page_kind_is_one_clear_message)
{
	g_autofree char *data = test_copy_samples(), *out = test_below("out");

	test_write(data, "deck.yaml", "pages:\n  - kind: cover\n  - kind: heatmpa\n");
	struct test_run run = build(data, out, NULL);

	ck_assert_int_eq(run.status, 65);
	ck_assert_ptr_nonnull(strstr(run.err, "heatmpa"));
	ck_assert_ptr_nonnull(strstr(run.err, "cover, summary, heatmap, readiness, change, map"));
	ck_assert_ptr_eq(strchr(run.err, (int)'\n'), run.err + strlen(run.err) - 1);
	ck_assert(!test_stands("out/2021-10"));
	test_run_clear(&run);
	test_remove(data);
}
END_TEST

START_TEST(a_folder_without_periods_is_told)
{
	g_autofree char *data = test_copy_samples(), *out = test_below("out");

	for (unsigned i = 0; i < 3; i++) {
		static const char *const periods[] = {"2021-06", "2021-08", "2021-10"};
		g_autofree char *period = g_build_filename(data, periods[i], NULL);

		test_remove(period);
	}
	struct test_run run = test_run(NULL, "build", "-o", out, data, NULL);

	ck_assert_int_eq(run.status, 66);
	ck_assert_ptr_nonnull(strstr(run.err, "2021-10"));
	test_run_clear(&run);
	test_remove(data);
}
END_TEST

START_TEST(an_empty_period_publishes_nothing)
{
	g_autofree char *data = test_copy_samples(), *out = test_below("out");
	g_autofree char *period = g_build_filename(data, "2021-10", NULL);

	test_remove(period);
	ck_assert_int_eq(g_mkdir(period, 0755), 0);
	struct test_run run = build(data, out, NULL);

	ck_assert_int_eq(run.status, 65);
	ck_assert(test_says(run.err, TK_DIAG_NO_SUBMISSIONS));
	ck_assert(!test_stands("out/2021-10"));
	test_run_clear(&run);
	test_remove(data);
}
END_TEST

START_TEST(an_unwritable_output_is_told)
{
	g_autofree char *samples = test_source_path("samples"), *file = test_below("file");

	test_write(test_dir(), "file", "not a folder");
	struct test_run run = build(samples, file, NULL);

	ck_assert_int_eq(run.status, 73);
	ck_assert(test_says(run.err, TK_DIAG_OUTPUT_UNWRITABLE));
	test_run_clear(&run);
	run = build(samples, "/proc/nothing", NULL);
	ck_assert_int_eq(run.status, 73);
	test_run_clear(&run);
}
END_TEST

START_TEST(what_is_not_ours_is_not_replaced)
{
	g_autofree char *data = test_copy_samples(), *out = test_below("out");

	/* The data folder itself: the submissions stand where the output would go. */
	struct test_run run = build(data, data, NULL);
	g_autofree char *kainuu = g_build_filename(data, "2021-10/kainuu.ods", NULL);

	ck_assert_int_eq(run.status, 73);
	ck_assert(test_says(run.err, TK_DIAG_OUTPUT_NOT_OURS));
	ck_assert(g_file_test(kainuu, G_FILE_TEST_EXISTS));
	test_run_clear(&run);
	test_write(test_dir(), "out/latest/minun.txt", "mine");
	run = build(data, out, NULL);
	ck_assert_int_eq(run.status, 73);
	ck_assert(test_stands("out/latest/minun.txt"));
	test_run_clear(&run);
	test_remove(data);
}
END_TEST

static const char *const manifests[] = {
	"{\"outputs\":[{\"path\":5,\"sha256\":[]}]}",
	"{\"outputs\":[5]}",
	"{\"outputs\":[{\"path\":\"../x\",\"sha256\":\"\"}]}",
	"{\"outputs\":[{\"path\":\"/etc/passwd\",\"sha256\":\"\"}]}",
	"[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[",
	"{\"outputs\":",
	"[]",
	"",
};

START_TEST(a_hostile_manifest_is_refused)
{
	test_write(test_dir(), "p/manifest.json", manifests[_i]);
	g_autofree char *published = test_below("p");
	struct test_run run = test_run(NULL, "verify", published, NULL);

	ck_assert_msg(run.status == 65, "%d %s", run.status, run.err);
	ck_assert(test_says(run.err, TK_DIAG_MANIFEST_FAULTY));
	test_run_clear(&run);
}
END_TEST

/* Output that does not arrive is told, whatever it is; a closed one is not taken for a file's. */
static const char *const unheard[] = {
	"dump samples/2021-10/kainuu.ods >/dev/full",
	"dump samples/2021-10/kainuu.ods >&-",
	"build --help >/dev/full",
	"--help >/dev/full",
	"--version >&-",
};

/* Runs the program in a shell in the source folder. Returns its exit status. */
static int run_in_shell(const char *before, const char *words)
{
	g_autofree char *command =
		g_strdup_printf("%s '%s' %s", before, g_getenv("TK_PROGRAM"), words);
	const char *source = g_getenv("TK_SOURCE_DIR");

	ck_assert_int_eq(g_chdir(source ? source : "."), 0);
	int status = system(command);

	ck_assert(WIFEXITED(status));
	return WEXITSTATUS(status);
}

START_TEST(output_that_does_not_arrive_is_told)
{
	ck_assert_int_eq(run_in_shell("", unheard[_i]), 74);
}
END_TEST

/* Files that may not grow fail the run as a full disk does: what stood there before stays. */
START_TEST(a_limit_of_file_sizes_is_a_failure_of_output)
{
	g_autofree char *out = test_below("out");
	g_autofree char *words = g_strdup_printf("build --only workbook -o '%s' samples", out);

	ck_assert_int_eq(run_in_shell("ulimit -f 8;", words), 74);
	ck_assert(!test_stands("out/2021-10"));
	ck_assert(!test_stands("out/latest"));
}
END_TEST

/* Messages that nobody reads cost no document: into a pipe that is closed, or without any stderr. */
static const char *const deaf[] = {"2>&1 >/dev/null | true", "2>&-"};

START_TEST(messages_that_nobody_reads_cost_nothing)
{
	g_autofree char *data = test_copy_samples(), *out = test_below("out");
	g_autofree char *lock = test_below("out/.tilannekuva.lock"), *text = NULL;
	g_autofree char *published = test_below("out/2021-10"), *words = NULL;

	/* A letter that the fonts do not have is told of by whoever draws it. */
	test_write(data, "2021-10/satakunta.csv",
		   "Tunnus;Tila;Lisätiedot\nA.1.1;Valmis;\U00013000\n");
	words = g_strdup_printf("build -l fi -o '%s' '%s' %s", out, data, deaf[_i]);
	run_in_shell("", words);
	ck_assert(test_stands("out/.fingerprint-2021-10"));
	ck_assert(g_file_get_contents(lock, &text, NULL, NULL));
	ck_assert_str_eq(text, "");
	struct test_run run = test_run(NULL, "verify", published, NULL);

	ck_assert_msg(run.status == 0, "%s", run.err);
	test_run_clear(&run);
	test_remove(data);
}
END_TEST

START_TEST(two_runs_at_once_do_not_mix)
{
	g_autofree char *samples = test_source_path("samples"), *out = test_below("out");
	g_autofree char *lock = test_below("out/.tilannekuva.lock");

	test_write(test_dir(), "out/.tilannekuva.lock", "");
	int fd = open(lock, O_RDWR);

	ck_assert_int_eq(flock(fd, LOCK_EX), 0);
	struct test_run run = build(samples, out, NULL);

	close(fd);
	ck_assert_int_eq(run.status, 75);
	ck_assert(!test_stands("out/2021-10"));
	test_run_clear(&run);
}
END_TEST

START_TEST(leftovers_of_a_killed_run_are_removed)
{
	g_autofree char *samples = test_source_path("samples"), *out = test_below("out");

	test_write(test_dir(), "out/.2021-10.abcdef/half.pdf", "half");
	struct test_run run = build(samples, out, NULL);

	ck_assert_int_eq(run.status, 0);
	ck_assert(!test_stands("out/.2021-10.abcdef"));
	test_run_clear(&run);
}
END_TEST

/* ---- Reports ---- */

static const struct {
	const char *words[3], *has;
} reports[] = {
	{{"-f", "text", NULL}, "HUS"},
	{{"-f", "csv", NULL}, "level,id,file,sheet,column,row,text\n"},
	{{"-f", "json", NULL}, "\"regions\" : ["},
	{{"--ledger", NULL, NULL},
	 "2021-10/etela-savo.csv:C8: status: KÄYNNISSÄ → Käynnissä (145)"},
};

START_TEST(check_reports)
{
	g_autofree char *samples = test_source_path("samples");
	struct test_run run =
		test_run(NULL, "check", samples, reports[_i].words[0], reports[_i].words[1], NULL);

	ck_assert_int_eq(run.status, 0);
	ck_assert_msg(strstr(run.out, reports[_i].has) != NULL, "%s", run.out);
	ck_assert_str_eq(run.err, "");
	test_run_clear(&run);
}
END_TEST

START_TEST(explain_shows_the_rows)
{
	g_autofree char *samples = test_source_path("samples");
	struct test_run run = test_run(NULL, "explain", "--messages", "fi", samples, "helsinki",
				       "palvelut", NULL);

	ck_assert_int_eq(run.status, 0);
	ck_assert_ptr_nonnull(strstr(run.out, "41\u00a0% = 7 / 17"));
	ck_assert_ptr_nonnull(strstr(run.out, "2021-10/helsinki.xlsx:Tehtävät!C"));
	test_run_clear(&run);
}
END_TEST

START_TEST(dump_prints_a_sheet)
{
	g_autofree char *file = test_source_path("samples/2021-10/kainuu.ods");
	struct test_run run = test_run(NULL, "dump", "--sheet", "Riskit", file, NULL);

	ck_assert_int_eq(run.status, 0);
	ck_assert(g_str_has_prefix(run.out, "Osa-alue,Riski,Todennäköisyys,Vaikutus,Tuen tarve"));
	test_run_clear(&run);
	run = test_run(NULL, "dump", "--list", file, NULL);
	ck_assert_str_eq(run.out,
			 "1\tTehtävät\tvisible\n2\tRiskit\tvisible\n3\tMittarit\tvisible\n");
	test_run_clear(&run);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("command");
	TCase *tests = tcase_create("command");

	tcase_set_timeout(tests, 120);
	tcase_add_checked_fixture(tests, test_open_dir, test_close_dir);
	suite_add_tcase(suite, tests);
	tcase_add_loop_test(tests, mistakes_are_told_with_what_to_write, 0, G_N_ELEMENTS(usages));
	tcase_add_loop_test(tests, every_command_has_help, 0, G_N_ELEMENTS(commands));
	tcase_add_test(tests, an_unknown_command_gets_the_help);
	tcase_add_test(tests, version_is_told);
	tcase_add_loop_test(tests, messages_speak_the_users_language, 0, G_N_ELEMENTS(languages));
	tcase_add_test(tests, the_samples_publish_in_silence);
	tcase_add_test(tests, two_runs_give_the_same_bytes);
	tcase_add_test(tests, an_unchanged_night_rewrites_nothing);
	tcase_add_test(tests, verify_finds_a_changed_a_missing_and_an_extra_file);
	tcase_add_test(tests, damaged_files_cost_their_regions_only);
	tcase_add_test(tests, a_misspelt_setting_is_one_clear_message);
	tcase_add_test(tests, only_the_needed_settings_will_do);
	tcase_add_test(tests, a_misspelt_page_kind_is_one_clear_message);
	tcase_add_test(tests, a_folder_without_periods_is_told);
	tcase_add_test(tests, an_empty_period_publishes_nothing);
	tcase_add_test(tests, an_unwritable_output_is_told);
	tcase_add_test(tests, what_is_not_ours_is_not_replaced);
	tcase_add_loop_test(tests, a_hostile_manifest_is_refused, 0, G_N_ELEMENTS(manifests));
	tcase_add_loop_test(tests, output_that_does_not_arrive_is_told, 0, G_N_ELEMENTS(unheard));
	tcase_add_test(tests, a_limit_of_file_sizes_is_a_failure_of_output);
	tcase_add_loop_test(tests, messages_that_nobody_reads_cost_nothing, 0, G_N_ELEMENTS(deaf));
	tcase_add_test(tests, two_runs_at_once_do_not_mix);
	tcase_add_test(tests, leftovers_of_a_killed_run_are_removed);
	tcase_add_loop_test(tests, check_reports, 0, G_N_ELEMENTS(reports));
	tcase_add_test(tests, explain_shows_the_rows);
	tcase_add_test(tests, dump_prints_a_sheet);
	return test_main(suite);
}
