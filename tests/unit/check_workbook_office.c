#include <math.h>
#include <zip.h>

#include "check_workbook_rows.h"

/* Another program works the formulas of the national workbook out: LibreOffice, where it is installed.
 * Without it check_workbook_live still counts the same figures from the rows. */

static char *office(void)
{
	return g_find_program_in_path("soffice");
}

static void replace_part(zip_t *zip, zip_uint64_t index, char *text)
{
	zip_source_t *source = zip_source_buffer(zip, text, strlen(text), 1);

	ck_assert_ptr_nonnull(source);
	ck_assert_int_eq(zip_file_replace(zip, index, source, 0), 0);
}

/* zip_source_buffer() frees what it is given with free(). */
static char *plain_copy(const char *text)
{
	char *copy = strdup(text);

	ck_assert_ptr_nonnull(copy);
	return copy;
}

static char *replaced(const char *pattern, const char *text, const char *by)
{
	g_autoptr(GRegex) regex = g_regex_new(pattern, G_REGEX_RAW | G_REGEX_OPTIMIZE, 0, NULL);

	ck_assert_ptr_nonnull(regex);
	return g_regex_replace(regex, text, -1, 0, by, 0, NULL);
}

/* \return a row of tasks in the window [0-based] with a status. */
static unsigned row_with(const struct tk_sheet *tasks, const char *status)
{
	for (unsigned i = 0; i < tasks->n_rows; i++) {
		if (is_at(&tasks->rows[i], COL_STATUS, status) &&
		    is_at(&tasks->rows[i], COL_WINDOW, "kyllä"))
			return tasks->rows[i].row;
	}
	ck_abort_msg("no row %s", status);
	return 0;
}

/* Give one row of the sheet of tasks the status of another. */
static char *change_status(const char *xml, unsigned row, unsigned model)
{
	g_autofree char *start = g_strdup_printf("<c r=\"H%u\"", model + 1);
	const char *value = strstr(strstr(xml, start), "<v>");
	g_autofree char *string = g_strndup(value, strcspn(value, "/"));
	g_autofree char *pattern = g_strdup_printf("(<c r=\"H%u\"[^>]*>)<v>[0-9]+<", row + 1);
	g_autofree char *by = g_strconcat("\\1", string, NULL);
	char *changed = replaced(pattern, xml, by);

	ck_assert_str_ne(changed, xml);
	return changed;
}

/* Take the values of all formulas away, so that none can be taken over unseen.
 * \param row,model  The row of tasks that is given the status of another; 0: none is. */
static void strip(const char *path, unsigned row, unsigned model)
{
	zip_t *zip = zip_open(path, 0, NULL);
	unsigned n_stripped = 0;

	for (zip_int64_t i = 0; i < zip_get_num_entries(zip, 0); i++) {
		const char *name = zip_get_name(zip, (zip_uint64_t)i, 0);

		if (!g_str_has_prefix(name, "xl/worksheets/sheet"))
			continue;
		g_autofree char *xml = part_of(path, name);
		g_autofree char *bare = replaced("</f><v>[^<]*</v>", xml, "</f>");
		g_autofree char *changed = row && strcmp(name, "xl/worksheets/sheet13.xml") == 0
						   ? change_status(bare, row, model)
						   : NULL;

		n_stripped += strcmp(xml, bare) != 0;
		replace_part(zip, (zip_uint64_t)i, plain_copy(changed ? changed : bare));
	}
	ck_assert_uint_gt(n_stripped, 10);
	ck_assert_int_eq(zip_close(zip), 0);
}

/* \return the workbook as LibreOffice works it out; owned. */
static char *work_out(const char *path)
{
	g_autofree char *program = office(), *out = in_dir("out"), *home = in_dir("office");
	g_autofree char *profile = g_strdup_printf("-env:UserInstallation=file://%s", home);
	g_autofree char *name = g_path_get_basename(path);
	char *argv[] = {program,
			profile,
			(char *)"--headless",
			(char *)"--convert-to",
			(char *)"xlsx",
			(char *)"--outdir",
			out,
			(char *)path,
			NULL};
	int status = -1;

	ck_assert(g_spawn_sync(NULL, argv, NULL,
			       G_SPAWN_STDOUT_TO_DEV_NULL | G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL,
			       NULL, NULL, &status, NULL));
	ck_assert_int_eq(status, 0);
	test_remove(home);
	return g_build_filename(out, name, NULL);
}

static void assert_same_cell(const struct tk_cell *x, const struct tk_cell *y, const char *where)
{
	ck_assert_msg(y != NULL, "%s", where);
	if (x->type == TK_CELL_TEXT)
		ck_assert_msg(strcmp(x->text, y->text) == 0, "%s: %s, %s", where, x->text, y->text);
	else
		ck_assert_msg(fabs(x->number - y->number) < 1e-9, "%s: %g, %g", where, x->number,
			      y->number);
}

/* \return how many cells of a there were. Rows stand in their order. */
static unsigned assert_same_sheet(const struct tk_sheet *a, const struct tk_sheet *b,
				  const char *name)
{
	unsigned n = 0, k = 0;

	for (unsigned i = 0; i < a->n_rows; i++) {
		const struct tk_row *row = &a->rows[i];

		while (k < b->n_rows && b->rows[k].row < row->row)
			k++;
		for (unsigned col = 0; col < 40; col++) {
			const struct tk_cell *cell = tk_row_cell(row, col);

			if (!cell || !*cell->text)
				continue;
			g_autofree char *where =
				g_strdup_printf("%s row %u column %u", name, row->row + 1, col);

			ck_assert_msg(k < b->n_rows && b->rows[k].row == row->row, "%s", where);
			assert_same_cell(cell, tk_row_cell(&b->rows[k], col), where);
			n++;
		}
	}
	return n;
}

/* Compares all sheets of two workbooks; \return how many cells there were. */
static unsigned assert_same_values(const char *expected, const char *got)
{
	g_autoptr(tk_book) left = book_of(expected), right = book_of(got);
	unsigned n = 0;

	ck_assert_uint_eq(tk_book_n_sheets(left), tk_book_n_sheets(right));
	for (unsigned s = 0; s < tk_book_n_sheets(left); s++) {
		g_autoptr(tk_sheet) a = tk_book_read_sheet(left, s, world.out);
		g_autoptr(tk_sheet) b = tk_book_read_sheet(right, s, world.out);

		n += assert_same_sheet(a, b, tk_book_sheet_name(left, s));
	}
	return n;
}

static char *copy_of(const char *path, const char *name)
{
	char *copy = in_dir(name);
	g_autofree char *bytes = NULL;
	gsize size = 0;

	ck_assert(g_file_get_contents(path, &bytes, &size, NULL));
	ck_assert(g_file_set_contents(copy, bytes, (gssize)size, NULL));
	return copy;
}

START_TEST(libreoffice_works_out_the_same)
{
	samples_begin();
	g_autofree char *path = write_book((enum tk_lang)_i), *bare = NULL, *out = NULL;

	bare = copy_of(path, "bare.xlsx");
	strip(bare, 0, 0);
	out = work_out(bare);
	ck_assert_uint_gt(assert_same_values(path, out), 100000);
	world_end();
}
END_TEST

/* A task that was not begun is tried out as done: the figures follow. */
START_TEST(libreoffice_follows_a_change)
{
	samples_begin();
	g_autofree char *path = write_book(TK_FI), *bare = copy_of(path, "bare.xlsx");
	g_autoptr(tk_sheet) before = sheet_of(path, "Eteneminen");
	g_autoptr(tk_sheet) tasks = sheet_of(path, "Tehtävät");
	unsigned row = row_with(tasks, "ei aloitettu");
	const char *region = text_at(tasks, row, COL_REGION);
	struct counted own = count_rows(tasks, COL_REGION, region, NULL);
	struct counted all = count_rows(tasks, COL_REGION, NULL, NULL);
	strip(bare, row, row_with(tasks, "valmis"));
	g_autofree char *out = work_out(bare);
	g_autoptr(tk_sheet) after = sheet_of(out, "Eteneminen");
	g_autoptr(tk_sheet) guide = sheet_of(out, "Ohje");
	unsigned at = row_of(after, 0, region);

	ck_assert_double_eq_tol(number_at(after, at, 6), share(own.begun_in_window + 1, own.window),
				1e-9);
	ck_assert_double_eq_tol(number_at(after, COUNTRY, 9), share(all.done + 1, all.n), 1e-9);
	ck_assert_double_eq_tol(number_at(guide, row_of(guide, 0, "Eteneminen"), 1),
				share(all.begun_in_window + 1, all.window), 1e-9);
	ck_assert_double_gt(number_at(after, at, 8), number_at(before, at, 8));
	world_end();
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("workbook_office");
	TCase *formulas = tcase_create("formulas");
	g_autofree char *program = office();

	if (!program) {
		printf("4 tests passed over: there is no soffice\n");
		return test_main(suite);
	}
	tcase_set_timeout(formulas, 600);
	tcase_add_loop_test(formulas, libreoffice_works_out_the_same, 0, TK_N_LANGS);
	tcase_add_test(formulas, libreoffice_follows_a_change);
	suite_add_tcase(suite, formulas);
	return test_main(suite);
}
