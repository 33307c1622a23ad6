#include "common.h"

#include <glib/gstdio.h>
#include <stdarg.h>
#include <sys/wait.h>

char *test_source_path(const char *relative)
{
	const char *dir = g_getenv("TK_SOURCE_DIR");

	return g_build_filename(dir ? dir : ".", relative, NULL);
}

char *test_make_dir(void)
{
	char *dir = g_dir_make_tmp("tilannekuva-test-XXXXXX", NULL);

	ck_assert_ptr_nonnull(dir);
	return dir;
}

void test_remove(const char *dir)
{
	g_autoptr(GDir) folder =
		g_file_test(dir, G_FILE_TEST_IS_SYMLINK) ? NULL : g_dir_open(dir, 0, NULL);

	for (const char *name; folder && (name = g_dir_read_name(folder));) {
		g_autofree char *path = g_build_filename(dir, name, NULL);

		test_remove(path);
	}
	g_remove(dir);
}

void test_write(const char *dir, const char *relative, const char *text)
{
	g_autofree char *path = g_build_filename(dir, relative, NULL);
	g_autofree char *folder = g_path_get_dirname(path);

	ck_assert_int_eq(g_mkdir_with_parents(folder, 0755), 0);
	ck_assert(g_file_set_contents(path, text, -1, NULL));
}

void test_copy(const char *from, const char *to)
{
	g_autoptr(GDir) folder = g_dir_open(from, 0, NULL);

	ck_assert_ptr_nonnull(folder);
	ck_assert_int_eq(g_mkdir_with_parents(to, 0755), 0);
	for (const char *name; (name = g_dir_read_name(folder));) {
		g_autofree char *source = g_build_filename(from, name, NULL);
		g_autofree char *target = g_build_filename(to, name, NULL);
		g_autofree char *bytes = NULL;
		gsize length;

		if (g_file_test(source, G_FILE_TEST_IS_DIR)) {
			test_copy(source, target);
			continue;
		}
		ck_assert(g_file_get_contents(source, &bytes, &length, NULL));
		ck_assert(g_file_set_contents(target, bytes, (gssize)length, NULL));
	}
}

char *test_copy_samples(void)
{
	g_autofree char *samples = test_source_path("samples");
	char *dir = test_make_dir();

	test_copy(samples, dir);
	return dir;
}

/* The folder of the test at hand. */
static char *dir_at_hand;

void test_open_dir(void)
{
	dir_at_hand = test_make_dir();
}

void test_close_dir(void)
{
	test_remove(dir_at_hand);
	g_clear_pointer(&dir_at_hand, g_free);
}

const char *test_dir(void)
{
	return dir_at_hand;
}

char *test_below(const char *relative)
{
	return g_build_filename(dir_at_hand, relative, NULL);
}

bool test_stands(const char *relative)
{
	g_autofree char *path = test_below(relative);

	return g_file_test(path, G_FILE_TEST_EXISTS);
}

void test_same_files(const char *a, const char *b)
{
	g_autofree char *left = NULL, *right = NULL;
	gsize n_left, n_right;

	ck_assert(g_file_get_contents(a, &left, &n_left, NULL));
	ck_assert(g_file_get_contents(b, &right, &n_right, NULL));
	ck_assert_uint_gt(n_left, 0);
	ck_assert_msg(n_left == n_right && memcmp(left, right, n_left) == 0, "%s and %s differ", a,
		      b);
}

void test_has(const char *text, const char *wanted)
{
	ck_assert_msg(strstr(text, wanted) != NULL, "“%s” is not in: %.3000s", wanted, text);
}

void test_lacks(const char *text, const char *unwanted)
{
	ck_assert_msg(strstr(text, unwanted) == NULL, "“%s” is in: %.3000s", unwanted, text);
}

static char **run_words(va_list list)
{
	GPtrArray *words = g_ptr_array_new();
	const char *program = g_getenv("TK_PROGRAM");

	ck_assert_ptr_nonnull(program);
	g_ptr_array_add(words, g_strdup(program));
	for (const char *word; (word = va_arg(list, const char *));)
		g_ptr_array_add(words, g_strdup(word));
	g_ptr_array_add(words, NULL);
	return (char **)g_ptr_array_free(words, FALSE);
}

struct test_run test_run(const char *const *environment, ...)
{
	struct test_run run = {0};
	g_auto(GStrv) variables = g_get_environ();
	va_list list;
	int status;

	va_start(list, environment);
	g_auto(GStrv) words = run_words(list);
	va_end(list);
	variables = g_environ_setenv(variables, "LC_ALL", "C", TRUE);
	for (; environment && *environment; environment++) {
		g_auto(GStrv) pair = g_strsplit(*environment, "=", 2);

		variables = g_environ_setenv(variables, pair[0], pair[1], TRUE);
	}
	ck_assert(g_spawn_sync(NULL, words, variables, G_SPAWN_DEFAULT, NULL, NULL, &run.out,
			       &run.err, &status, NULL));
	run.status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
	return run;
}

void test_run_clear(struct test_run *run)
{
	g_clear_pointer(&run->out, g_free);
	g_clear_pointer(&run->err, g_free);
}

unsigned test_count(const struct tk_log *log, enum tk_diag id)
{
	unsigned n = 0;

	for (unsigned i = 0; i < tk_log_n_messages(log); i++)
		n += tk_log_message(log, i)->id == id;
	return n;
}

char *test_line(const struct tk_log *log, enum tk_diag id)
{
	for (unsigned i = 0; i < tk_log_n_messages(log); i++) {
		if (tk_log_message(log, i)->id == id)
			return tk_message_line(tk_log_message(log, i), TK_EN);
	}
	return NULL;
}

void test_silent(const struct tk_log *log)
{
	if (tk_log_n_messages(log) == 0)
		return;
	g_autofree char *line = tk_message_line(tk_log_message(log, 0), TK_EN);

	ck_abort_msg("%u messages, the first: %s", tk_log_n_messages(log), line);
}

bool test_says(const char *text, enum tk_diag id)
{
	g_auto(GStrv) pieces = g_regex_split_simple("\\{\\d\\}", tk_diag_template(id, TK_EN), 0, 0);

	for (unsigned i = 0; pieces[i] && text; i++)
		text = strstr(text, pieces[i]);
	return text != NULL;
}

int test_main(Suite *suite)
{
	SRunner *runner = srunner_create(suite);

	srunner_run_all(runner, CK_ENV);
	int failed = srunner_ntests_failed(runner);

	srunner_free(runner);
	return failed == 0 ? 0 : 1;
}
