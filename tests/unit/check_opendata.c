#include "check_workbook_kit.h"

#define MARK "\xef\xbb\xbf"

static const char *const files[TK_N_OPEN_TABLES] = {"eteneminen.csv", "valmiusaste.csv",
						    "muutos.csv", "tehtavat.csv", "laatu.csv"};

static char *write_table(enum tk_open_table table)
{
	char *path = in_dir(tk_open_table_file(table));

	ck_assert(tk_open_table_write(world.picture, table, path, world.out));
	return path;
}

static struct tk_sheet *read_table(enum tk_open_table table)
{
	g_autofree char *path = write_table(table);

	return sheet_of(path, NULL);
}

/* The row of a unit and area in a period; fails when there is not exactly one. */
static unsigned find(const struct tk_sheet *sheet, const char *period, const char *unit,
		     const char *area)
{
	unsigned unit_col = col_of(sheet, 0, "alue"), area_col = col_of(sheet, 0, "osa_alue");
	unsigned found = 0, n = 0;

	for (unsigned i = 1; i < sheet->n_rows; i++) {
		unsigned row = sheet->rows[i].row;

		if (strcmp(text_at(sheet, row, 0), period) ||
		    strcmp(text_at(sheet, row, unit_col), unit) ||
		    strcmp(text_at(sheet, row, area_col), area))
			continue;
		found = row;
		n++;
	}
	ck_assert_msg(n == 1, "%u rows of %s %s %s", n, period, unit, area);
	return found;
}

static const char *value(const struct tk_sheet *sheet, unsigned row, const char *column)
{
	return text_at(sheet, row, col_of(sheet, 0, column));
}

static int64_t whole(const struct tk_sheet *sheet, unsigned row, const char *column)
{
	int64_t number = -1;

	ck_assert(tk_parse_int(value(sheet, row, column), 0, INT64_MAX, &number));
	return number;
}

START_TEST(tables_have_their_names)
{
	ck_assert_str_eq(tk_open_table_file((enum tk_open_table)_i), files[_i]);
}
END_TEST

START_TEST(bytes_are_as_promised)
{
	small_begin(2);
	g_autofree char *path = write_table((enum tk_open_table)_i);
	g_autofree char *text = NULL;
	gsize size = 0;

	ck_assert(g_file_get_contents(path, &text, &size, NULL));
	ck_assert(g_str_has_prefix(text, MARK "kausi,"));
	ck_assert(g_str_has_suffix(text, "\r\n"));
	ck_assert(g_utf8_validate(text, (gssize)size, NULL));
	world_end();
}
END_TEST

/* ---- Figures are those of the picture ---- */

static void check_shares(const struct tk_sheet *progress, const struct tk_sheet *readiness,
			 const struct tk_measures *measures, unsigned region, unsigned area)
{
	const struct tk_figures *figures = tk_measures_region(measures, region, area);
	const char *area_id = area == TK_ALL_AREAS ? "yhteensa" : world.dataset->areas[area].id;
	const char *unit = world.dataset->regions[region].id;
	unsigned p = find(progress, measures->period->id, unit, area_id);
	unsigned r = find(readiness, measures->period->id, unit, area_id);

	if (!measures->reported[region]) {
		ck_assert_str_eq(value(progress, p, "osuus"), "");
		ck_assert_str_eq(value(progress, p, "prosentti"), "");
		ck_assert_str_ne(value(progress, p, "ei_tietoja_fi"), "");
		ck_assert_str_ne(value(readiness, r, "ei_tietoja_en"), "");
		return;
	}
	ck_assert_int_eq(whole(progress, p, "tehtavia"), figures->progress.n);
	ck_assert_int_eq(whole(progress, p, "aloitettu"), figures->progress.k);
	ck_assert_int_eq(whole(progress, p, "prosentti"), tk_percent(figures->progress));
	ck_assert_int_eq(whole(progress, p, "luokka"),
			 tk_period_class(measures->period, tk_percent(figures->progress)) + 1);
	ck_assert_str_eq(value(progress, p, "ei_tietoja_fi"), "");
	ck_assert_int_eq(whole(readiness, r, "tehtavia"), figures->done.n);
	ck_assert_int_eq(whole(readiness, r, "kaynnissa"), figures->under_way.k);
	ck_assert_int_eq(whole(readiness, r, "valmis_prosentti"), tk_percent(figures->done));
}

START_TEST(small_figures_are_all_there)
{
	small_begin(2);
	g_autoptr(tk_sheet) progress = read_table(TK_OPEN_PROGRESS);
	g_autoptr(tk_sheet) readiness = read_table(TK_OPEN_READINESS);

	/* Four regions, two cooperation areas and the country; two areas and all; two periods. */
	ck_assert_uint_eq(progress->n_rows, 1 + 7 * 3 * 2);
	ck_assert_uint_eq(readiness->n_rows, progress->n_rows);
	for (unsigned i = 0; i < 2; i++) {
		for (unsigned r = 0; r < SMALL_REGIONS; r++) {
			check_shares(progress, readiness, world.picture->history[i], r, 0);
			check_shares(progress, readiness, world.picture->history[i], r, 1);
			check_shares(progress, readiness, world.picture->history[i], r,
				     TK_ALL_AREAS);
		}
	}
	world_end();
}
END_TEST

/* Where tasks were told of but none applies there are 0 of them, which is why there is no share. */
START_TEST(no_tasks_are_counted)
{
	small_begin(2);
	for (unsigned t = 0; t < SMALL_TASKS; t++)
		small_entry(KYLA, t)->status = TK_STATUS_NOT_APPLICABLE;
	world_look();
	static const enum tk_open_table tables[] = {TK_OPEN_PROGRESS, TK_OPEN_READINESS};
	const char *period = world.picture->period->id;

	for (unsigned i = 0; i < G_N_ELEMENTS(tables); i++) {
		g_autoptr(tk_sheet) sheet = read_table(tables[i]);
		const char *share = i ? "valmis_osuus" : "osuus";
		unsigned none = find(sheet, period, "kylä", "yhteensa"),
			 missing = find(sheet, period, "niemi", "yhteensa");

		ck_assert_str_eq(value(sheet, none, "tehtavia"), "0");
		ck_assert_str_eq(value(sheet, none, share), "");
		ck_assert_str_eq(value(sheet, none, "ei_tietoja_fi"), "");
		ck_assert_str_eq(value(sheet, missing, "tehtavia"), "");
		ck_assert_str_ne(value(sheet, missing, "ei_tietoja_fi"), "");
	}
	world_end();
}
END_TEST

START_TEST(sample_figures_are_all_there)
{
	samples_begin();
	g_autoptr(tk_sheet) progress = read_table(TK_OPEN_PROGRESS);
	g_autoptr(tk_sheet) readiness = read_table(TK_OPEN_READINESS);

	for (unsigned r = 0; r < world.dataset->n_regions; r++) {
		for (unsigned a = 0; a < world.dataset->n_areas; a++)
			check_shares(progress, readiness, world.picture->now, r, a);
	}
	unsigned country = find(progress, "2021-10", "koko-maa", "yhteensa");

	ck_assert_str_eq(value(progress, country, "prosentti"), "66");
	ck_assert_str_eq(value(progress, country, "havainnollistava"), "ei");
	country = find(progress, "2021-08", "koko-maa", "yhteensa");
	ck_assert_str_eq(value(progress, country, "havainnollistava"), "kyllä");
	world_end();
}
END_TEST

START_TEST(changes_add_up_in_all_periods)
{
	static const char *const parts[] = {"tehtavien_tilat", "tarkastelujakso",
					    "koskeeko_aluetta", "ilmoittaneet_alueet"};

	samples_begin();
	g_autoptr(tk_sheet) sheet = read_table(TK_OPEN_CHANGE);
	unsigned n = 0;

	for (unsigned i = 1; i < sheet->n_rows; i++) {
		unsigned row = sheet->rows[i].row;
		double change, part, sum = 0;

		if (!*value(sheet, row, "muutos_prosenttiyksikkoa")) {
			ck_assert_str_eq(value(sheet, row, "alue"), "hus");
			continue;
		}
		for (unsigned k = 0; k < G_N_ELEMENTS(parts); k++) {
			ck_assert(tk_parse_double(value(sheet, row, parts[k]), &part));
			sum += part;
		}
		ck_assert(tk_parse_double(value(sheet, row, "muutos_prosenttiyksikkoa"), &change));
		ck_assert_double_eq_tol(sum, change, 1e-8);
		n++;
	}
	ck_assert_uint_eq(n, 2 * 6 * (22 + world.dataset->n_coops + 1));
	unsigned row = find(sheet, "2021-08", "kainuu", "yhteensa");

	ck_assert_str_eq(value(sheet, row, "vertailukausi"), "2021-06");
	world_end();
}
END_TEST

START_TEST(missing_regions_say_why)
{
	small_begin(2);
	g_autoptr(tk_sheet) progress = read_table(TK_OPEN_PROGRESS);
	g_autoptr(tk_sheet) change = read_table(TK_OPEN_CHANGE);
	unsigned niemi = find(progress, "2021-10", "niemi", "a"),
		 lahti = find(progress, "2021-10", "lahti", "a");
	unsigned saari = find(change, "2021-10", "saari", "yhteensa");

	ck_assert_str_eq(value(progress, niemi, "ei_tietoja_sv"), "Seurantaa tarkennetaan");
	ck_assert_ptr_nonnull(
		strstr(value(progress, lahti, "ei_tietoja_en"), "no file from the region"));
	/* Saari reported for the first time. */
	ck_assert_str_eq(value(change, saari, "muutos_prosenttiyksikkoa"), "");
	ck_assert_str_ne(value(change, saari, "ei_tietoja_fi"), "");
	world_end();
}
END_TEST

START_TEST(single_period_has_no_changes)
{
	small_begin(1);
	g_autoptr(tk_sheet) sheet = read_table(TK_OPEN_CHANGE);

	ck_assert_uint_eq(sheet->n_rows, 1);
	world_end();
}
END_TEST

START_TEST(tasks_have_statuses_and_places)
{
	small_begin(2);
	small_entry(KYLA, 0)->owner = g_strdup("Virtanen");
	small_entry(KYLA, 0)->note = g_strdup("Virtanen on lomalla");
	g_autofree char *path = write_table(TK_OPEN_TASKS);
	g_autoptr(tk_sheet) sheet = sheet_of(path, NULL);
	g_autofree char *text = NULL;

	ck_assert_uint_eq(sheet->n_rows, 1 + 2 * SMALL_TASKS);
	ck_assert_str_eq(value(sheet, 1, "tila"), "in-progress");
	ck_assert_str_eq(value(sheet, 1, "loppu"), "2021-09-30");
	ck_assert_str_eq(value(sheet, 1, "arvio"), "");
	ck_assert_str_eq(value(sheet, 1, "myohassa"), "kyllä");
	ck_assert_str_eq(value(sheet, 2, "myohassa"), "ei");
	ck_assert_str_eq(value(sheet, 1, "tiedosto"), "2021-10/kyla.xlsx");
	ck_assert_str_eq(value(sheet, 1, "rivi"), "2");
	ck_assert_str_eq(value(sheet, 1, "sarake"), "C");
	/* Owners and notes may name people. */
	ck_assert(g_file_get_contents(path, &text, NULL, NULL));
	ck_assert_ptr_null(strstr(text, "Virtanen"));
	world_end();
}
END_TEST

START_TEST(messages_are_told_in_every_language)
{
	small_begin(2);
	struct tk_source source = {"/somewhere/data/2021-10/kyla.xlsx", "Tehtävät", 16, 1};

	tk_log_add(world.log, TK_DIAG_TASK_MISSING, &source, "melkein, \"valmis\"", "Kylä", NULL);
	g_autoptr(tk_sheet) sheet = read_table(TK_OPEN_QUALITY);

	ck_assert_uint_eq(sheet->n_rows, 2);
	ck_assert_str_eq(value(sheet, 1, "taso"), "warning");
	ck_assert_str_eq(value(sheet, 1, "tunniste"), "TASK_MISSING");
	ck_assert_str_eq(value(sheet, 1, "tiedosto"), "2021-10/kyla.xlsx");
	ck_assert_str_eq(value(sheet, 1, "rivi"), "17");
	ck_assert_str_eq(value(sheet, 1, "sarake"), "B");
	ck_assert_ptr_nonnull(strstr(value(sheet, 1, "teksti_fi"), "melkein, \"valmis\""));
	ck_assert_ptr_nonnull(strstr(value(sheet, 1, "teksti_sv"), "saknas"));
	ck_assert_ptr_nonnull(strstr(value(sheet, 1, "teksti_en"), "is missing"));
	world_end();
}
END_TEST

/* ---- Safe for spreadsheets ---- */

static const struct {
	const char *sent, *written;
} texts[] = {
	{"=1+1", ",'=1+1,"},
	{"+358 40 123", ",'+358 40 123,"},
	{"-3", ",'-3,"},
	{"@SUM(A1)", ",'@SUM(A1),"},
	{"\t=1", ",'\t'=1,"},
	{"\r=1", ",\"'\n'=1\","},
	{"\n=1", ",\"'\n'=1\","},
	{"＝1", ",'＝1,"},
	{"a=1", ",a=1,"},
	{"a,b", ",\"a,b\","},
	{"\"=1\"", ",\"\"\"=1\"\"\","},
	{"=\"a\"", ",\"'=\"\"a\"\"\","},
	{"rivi\nrivi", ",\"rivi\nrivi\","},
	{"a\x01", ",a\u2401,"},
	{"'jo", ",'jo,"},
	/* Another separator than the comma begins a cell after it. */
	{"a;=1+1", ",a;'=1+1,"},
	{"a;\"=1\"", ",\"a;'\"\"=1\"\"\","},
	{"a\t@x;-2", ",a\t'@x;'-2,"},
	{"a,=HYPERLINK(1)", ",\"a,'=HYPERLINK(1)\","},
	{"a; b-c = d", ",a; b-c = d,"},
	{"=HYPERLINK(\"http://x\";\"y\")", ",\"'=HYPERLINK(\"\"http://x\"\";\"\"y\"\")\","},
	/* What a spreadsheet would change. */
	{"12345678901234567890", ",'12345678901234567890,"},
	{"1234567890123456", ",'1234567890123456,"},
	{"123456789012345", ",123456789012345,"},
	{"007", ",'007,"},
	{"1.10", ",'1.10,"},
	{"1/2", ",'1/2,"},
	{"2021-10-01", ",'2021-10-01,"},
	{"12:30", ",'12:30,"},
	{"1E5", ",'1E5,"},
	{"12", ",12,"},
	{"A.1.2", ",A.1.2,"},
	{"1.10. alkaen", ",1.10. alkaen,"},
};

START_TEST(texts_are_safe)
{
	small_begin(2);
	g_free(world.dataset->tasks[1].name.in[TK_FI]);
	world.dataset->tasks[1].name.in[TK_FI] = g_strdup(texts[_i].sent);
	g_autofree char *path = write_table(TK_OPEN_TASKS);
	g_autofree char *text = NULL;

	ck_assert(g_file_get_contents(path, &text, NULL, NULL));
	ck_assert_msg(strstr(text, texts[_i].written) != NULL, "%s", text);
	world_end();
}
END_TEST

/* No field of any table begins as a formula would. */
START_TEST(no_field_is_a_formula)
{
	samples_begin();
	g_autoptr(tk_sheet) sheet = read_table((enum tk_open_table)_i);

	for (unsigned i = 0; i < sheet->n_rows; i++) {
		for (unsigned c = 0; c < sheet->rows[i].n_cells; c++) {
			const char *text = sheet->rows[i].cells[c].text;
			double number;

			ck_assert(!*text || !strchr("=+-@\t\r", *text) ||
				  tk_parse_double(text, &number));
		}
	}
	world_end();
}
END_TEST

/* ---- The same bytes, or none ---- */

START_TEST(same_bytes_everywhere)
{
	samples_begin();
	home_surroundings();
	g_autofree char *here = write_table((enum tk_open_table)_i);
	g_autofree char *there = in_dir("there.csv");

	foreign_surroundings();
	ck_assert(tk_open_table_write(world.picture, (enum tk_open_table)_i, there, world.out));
	home_surroundings();
	test_same_files(here, there);
	world_end();
}
END_TEST

static bool write_any_table(const char *path)
{
	return tk_open_table_write(world.picture, TK_OPEN_PROGRESS, path, world.out);
}

START_TEST(failures_leave_nothing)
{
	small_begin(2);
	assert_failures_leave_nothing(write_any_table);
	world_end();
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("opendata");
	TCase *figures = tcase_create("figures"), *fields = tcase_create("fields");

	tcase_set_timeout(figures, 120);
	tcase_set_timeout(fields, 120);
	tcase_add_loop_test(figures, tables_have_their_names, 0, TK_N_OPEN_TABLES);
	tcase_add_test(figures, small_figures_are_all_there);
	tcase_add_test(figures, no_tasks_are_counted);
	tcase_add_test(figures, sample_figures_are_all_there);
	tcase_add_test(figures, changes_add_up_in_all_periods);
	tcase_add_test(figures, missing_regions_say_why);
	tcase_add_test(figures, single_period_has_no_changes);
	tcase_add_test(figures, tasks_have_statuses_and_places);
	tcase_add_test(figures, messages_are_told_in_every_language);
	tcase_add_loop_test(fields, bytes_are_as_promised, 0, TK_N_OPEN_TABLES);
	tcase_add_loop_test(fields, texts_are_safe, 0, G_N_ELEMENTS(texts));
	tcase_add_loop_test(fields, no_field_is_a_formula, 0, TK_N_OPEN_TABLES);
	tcase_add_loop_test(fields, same_bytes_everywhere, 0, TK_N_OPEN_TABLES);
	tcase_add_test(fields, failures_leave_nothing);
	suite_add_tcase(suite, figures);
	suite_add_tcase(suite, fields);
	return test_main(suite);
}
