#include "check_form_kit.h"

/* Collection forms: what they are filled with, what may be changed in them, and that they read back
 * without a remark, also after LibreOffice has saved them. */

#define NEXT "2021-12"

/* Parts of a form, in the order of its sheets. */
#define TASKS_PART "xl/worksheets/sheet2.xml"
#define RISKS_PART "xl/worksheets/sheet3.xml"
#define INDICATORS_PART "xl/worksheets/sheet4.xml"
#define LISTS_PART "xl/worksheets/sheet5.xml"

static struct {
	char *dir, *next;
	struct reading last;
	struct tk_log *log;
	struct tk_period period;
} world;

static void begin(void)
{
	world.dir = test_copy_samples();
	world.next = g_build_filename(world.dir, NEXT, NULL);
	ck_assert_int_eq(g_mkdir_with_parents(world.next, 0755), 0);
	world.last = read_period(world.dir, "2021-10");
	world.log = tk_log_new();
	world.period = world.last.dataset->periods[world.last.round->period];
	world.period.id = (char *)NEXT;
	world.period.month = 12;
	world.period.reporting_date = tk_date_from_ymd(2021, 12, 31);
}

static void end(void)
{
	close_reading(&world.last);
	tk_log_free(world.log);
	test_remove(world.dir);
	g_free(world.dir);
	g_free(world.next);
}

static unsigned region_of(const char *id)
{
	unsigned region = tk_dataset_find_region(world.last.dataset, id);

	ck_assert_uint_ne(region, TK_NONE);
	return region;
}

/* Writes a region's form where it would be read; \return its path, owned. */
static char *write_form(unsigned region)
{
	g_autofree char *name = g_strconcat(world.last.dataset->regions[region].id, ".xlsx", NULL);
	char *path = g_build_filename(world.next, name, NULL);

	ck_assert(tk_form_write(world.last.dataset, world.last.round, region, &world.period,
				world.last.kit, path, world.log));
	test_silent(world.log);
	return path;
}

static void assert_same_entry(const struct tk_entry *old, const struct tk_entry *new)
{
	enum tk_status status =
		old->status == TK_STATUS_MISSING ? TK_STATUS_NOT_STARTED : old->status;

	ck_assert_uint_eq(new->status, status);
	ck_assert_int_eq(new->estimate, old->estimate);
	ck_assert_pstr_eq(new->owner, old->owner);
	ck_assert_pstr_eq(new->note, old->note);
}

static void assert_same_answers(const struct tk_submission *old, const struct tk_submission *new)
{
	ck_assert(new->reported);
	for (unsigned t = 0; t < world.last.dataset->n_tasks; t++)
		assert_same_entry(&old->entries[t], &new->entries[t]);
	ck_assert_uint_eq(new->n_risks, old->n_risks);
	for (unsigned i = 0; i < old->n_risks; i++) {
		ck_assert_str_eq(new->risks[i].name, old->risks[i].name);
		ck_assert_uint_eq(new->risks[i].area, old->risks[i].area);
		ck_assert_int_eq(new->risks[i].likelihood, old->risks[i].likelihood);
		ck_assert_int_eq(new->risks[i].impact, old->risks[i].impact);
		ck_assert_pstr_eq(new->risks[i].support, old->risks[i].support);
	}
	ck_assert_uint_eq(new->n_indicators, old->n_indicators);
	for (unsigned i = 0; i < old->n_indicators; i++) {
		ck_assert_str_eq(new->indicators[i].name, old->indicators[i].name);
		ck_assert_str_eq(new->indicators[i].unit, old->indicators[i].unit);
		ck_assert_double_eq(new->indicators[i].value, old->indicators[i].value);
	}
}

START_TEST(forms_of_all_regions_read_without_a_remark)
{
	const struct tk_dataset *dataset = world.last.dataset;

	for (unsigned r = 0; r < dataset->n_regions; r++) {
		if (world.last.round->submissions[r].reported)
			g_free(write_form(r));
	}
	struct reading next = read_period(world.dir, NEXT);
	unsigned n = 0;

	test_silent(next.log);
	for (unsigned r = 0; r < dataset->n_regions; r++) {
		if (!world.last.round->submissions[r].reported)
			continue;
		assert_same_answers(&world.last.round->submissions[r], &next.round->submissions[r]);
		n++;
	}
	ck_assert_uint_eq(n, 22);
	close_reading(&next);
}
END_TEST

/* The row [0-based] of each task in a form. */
static void fill_all(const char *path, const char *status)
{
	g_autoptr(tk_sheet) sheet = sheet_of(path, "Tehtävät");
	g_autofree char *old = part_of(path, TASKS_PART);
	g_autofree char *by = g_strdup_printf(
		"<c r=\"E\\1\" s=\"\\2\" t=\"inlineStr\"><is><t>%s</t></is></c>", status);
	g_autoptr(GString) text = g_string_new(old);

	for (unsigned i = 0; i < sheet->n_rows; i++) {
		const struct tk_row *row = &sheet->rows[i];
		const struct tk_cell *id = tk_row_cell(row, 0);

		if (row->row < 4 || !id)
			continue;
		g_autofree char *pattern =
			g_strdup_printf("<c r=\"E(%u)\" s=\"([0-9]+)\"/>", row->row + 1);
		char *new = replace_all(text->str, pattern, by);

		g_string_assign(text, new);
		g_free(new);
	}
	replace_part(path, TASKS_PART, text->str);
}

START_TEST(form_without_answers_is_empty_and_reads_once_filled)
{
	unsigned hus = region_of("hus");
	g_autofree char *path = write_form(hus);
	struct reading empty = read_period(world.dir, NEXT);

	ck_assert_uint_eq(test_count(empty.log, TK_DIAG_STATUS_EMPTY), empty.dataset->n_tasks);
	close_reading(&empty);
	fill_all(path, "Käynnissä");
	fill_cell(path, TASKS_PART, "F7", "28.2.2022");
	fill_cell(path, RISKS_PART, "A5", "ICT");
	fill_cell(path, RISKS_PART, "B5", "Aika loppuu");
	fill_cell(path, RISKS_PART, "C5", "3");
	fill_cell(path, RISKS_PART, "D5", "5");
	fill_cell(path, INDICATORS_PART, "A5", "Tilaisuudet");
	fill_cell(path, INDICATORS_PART, "B5", "12,5");
	struct reading filled = read_period(world.dir, NEXT);
	const struct tk_submission *submission = &filled.round->submissions[hus];

	for (unsigned i = 0; i < tk_log_n_messages(filled.log); i++)
		ck_assert_uint_eq(tk_log_message(filled.log, i)->id, TK_DIAG_REGION_NO_FILE);
	ck_assert(submission->reported);
	ck_assert_uint_eq(submission->n_missing, 0);
	for (unsigned t = 0; t < filled.dataset->n_tasks; t++)
		ck_assert_uint_eq(submission->entries[t].status, TK_STATUS_IN_PROGRESS);
	ck_assert_int_eq(submission->entries[0].estimate, tk_date_from_ymd(2022, 2, 28));
	ck_assert_uint_eq(submission->n_risks, 1);
	ck_assert_int_eq(submission->risks[0].impact, 5);
	ck_assert_uint_eq(submission->n_indicators, 1);
	close_reading(&filled);
}
END_TEST

START_TEST(missing_task_has_the_status_it_was_counted_as)
{
	unsigned kainuu = region_of("kainuu");

	world.last.round->submissions[kainuu].entries[1].status = TK_STATUS_MISSING;
	g_autofree char *path = write_form(kainuu);
	g_autoptr(tk_sheet) sheet = sheet_of(path, "Tehtävät");

	ck_assert_str_eq(text_at(sheet, 7, 0), world.last.dataset->tasks[1].id);
	ck_assert_str_eq(text_at(sheet, 7, 4), "Ei aloitettu");
}
END_TEST

/* ---- Languages ---- */

static const struct {
	enum tk_lang lang;
	const char *guide, *tasks, *risks, *indicators, *lists;
	/** Heads of the tasks. */
	const char *heads[8];
	const char *first_status, *title;
} languages[] = {
	{TK_FI,
	 "Ohje",
	 "Tehtävät",
	 "Riskit",
	 "Mittarit",
	 "Luettelot",
	 {"Tunnus", "Tehtävä", "Suunniteltu alku", "Suunniteltu loppu", "Tila",
	  "Arvioitu valmistuminen", "Vastuutaho", "Lisätiedot"},
	 "Ei aloitettu",
	 "Alueellinen tilannekuva: Kainuu, 12/2021"},
	{TK_SV,
	 "Anvisning",
	 "Uppgifter",
	 "Risker",
	 "Indikatorer",
	 "Listor",
	 {"Nummer", "Uppgift", "Planerad start", "Planerat slut", "Status", "Beräknad färdig",
	  "Ansvarig", "Tilläggsuppgifter"},
	 "Ej påbörjad",
	 "Regional lägesbild: Kajanaland, 12/2021"},
	{TK_EN,
	 "Instructions",
	 "Tasks",
	 "Risks",
	 "Indicators",
	 "Lists",
	 {"Id", "Task", "Planned start", "Planned end", "Status", "Estimated completion", "Owner",
	  "Notes"},
	 "Not started",
	 "Regional situational picture: Kainuu, 12/2021"},
};

START_TEST(form_speaks_the_language_of_the_region)
{
	unsigned kainuu = region_of("kainuu");
	struct tk_region *region = &world.last.dataset->regions[kainuu];

	region->langs[0] = languages[_i].lang;
	region->n_langs = 1;
	g_autofree char *path = write_form(kainuu);
	const char *const names[] = {languages[_i].guide, languages[_i].tasks, languages[_i].risks,
				     languages[_i].indicators, languages[_i].lists};
	g_autoptr(tk_book) book = tk_book_open(path, NULL, world.log);

	ck_assert_uint_eq(tk_book_n_sheets(book), 5);
	for (unsigned i = 0; i < 5; i++) {
		ck_assert_str_eq(tk_book_sheet_name(book, i), names[i]);
		ck_assert(tk_book_sheet_hidden(book, i) == (i == 4));
	}
	g_autoptr(tk_sheet) tasks = sheet_of(path, languages[_i].tasks);
	g_autoptr(tk_sheet) lists = sheet_of(path, languages[_i].lists);

	ck_assert_str_eq(text_at(tasks, 0, 0), languages[_i].title);
	for (unsigned c = 0; c < 8; c++)
		ck_assert_str_eq(text_at(tasks, 3, c), languages[_i].heads[c]);
	ck_assert_uint_eq(cell_at(tasks, 1, 2)->type, TK_CELL_DATE);
	ck_assert_str_eq(text_at(tasks, 1, 2), "2021-12-31");
	ck_assert_str_eq(text_at(lists, 0, 0), languages[_i].first_status);
	struct reading next = read_period(world.dir, NEXT);

	for (unsigned i = 0; i < tk_log_n_messages(next.log); i++)
		ck_assert_uint_eq(tk_log_message(next.log, i)->id, TK_DIAG_REGION_NO_FILE);
	assert_same_answers(&world.last.round->submissions[kainuu],
			    &next.round->submissions[kainuu]);
	close_reading(&next);
}
END_TEST

/* The words of columns that are not read must not be the vocabulary's. */
START_TEST(planned_dates_are_not_taken_for_other_columns)
{
	const char *meaning;

	for (unsigned l = 0; l < TK_N_LANGS; l++) {
		ck_assert_uint_eq(tk_vocabulary_find(world.last.kit->vocabulary, "header",
						     tk_text(world.last.kit->texts, (enum tk_lang)l,
							     "form.start"),
						     &meaning),
				  TK_MATCH_NONE);
		ck_assert_uint_eq(tk_vocabulary_find(world.last.kit->vocabulary, "header",
						     tk_text(world.last.kit->texts, (enum tk_lang)l,
							     "form.end"),
						     &meaning),
				  TK_MATCH_NONE);
	}
}
END_TEST

/* ---- What may be changed ---- */

static const struct {
	const char *part, *text;
} expected[] = {
	{"xl/worksheets/sheet1.xml", "<sheetProtection sheet=\"1\""},
	{TASKS_PART, "<sheetProtection sheet=\"1\""},
	{TASKS_PART, "autoFilter=\"0\""},
	{RISKS_PART, "<sheetProtection sheet=\"1\""},
	{INDICATORS_PART, "<sheetProtection sheet=\"1\""},
	{LISTS_PART, "<sheetProtection sheet=\"1\""},
	{"xl/styles.xml", "<protection locked=\"0\"/>"},
	{"xl/workbook.xml", "<sheet name=\"Luettelot\" sheetId=\"5\" state=\"hidden\""},
	{TASKS_PART, "<dataValidations count=\"2\">"},
	{TASKS_PART, "<formula1>'Luettelot'!$A$1:$A$5</formula1>"},
	{TASKS_PART, "<dataValidation type=\"date\""},
	{TASKS_PART, "<conditionalFormatting sqref=\"E5:"},
	{TASKS_PART, "<autoFilter ref=\"A4:H"},
	{TASKS_PART, "state=\"frozen\""},
	{TASKS_PART, "<f>344-COUNTA(E5:E"},
	{RISKS_PART, "<formula1>'Luettelot'!$B$1:$B$5</formula1>"},
	{RISKS_PART, "<dataValidation type=\"whole\""},
	{INDICATORS_PART, "<dataValidation type=\"decimal\""},
	{INDICATORS_PART, "<formula1>'Luettelot'!$C$1:$C$6</formula1>"},
};

START_TEST(form_is_locked_and_checked)
{
	g_autofree char *path = write_form(region_of("kainuu"));
	g_autofree char *text = part_of(path, expected[_i].part);

	ck_assert_msg(strstr(text, expected[_i].text), "%s has no %s", expected[_i].part,
		      expected[_i].text);
}
END_TEST

/* The style of a cell, as its number in the workbook's table. */
static char *style_at(const char *sheet, const char *cell)
{
	g_autofree char *begin = g_strdup_printf("<c r=\"%s\" s=\"", cell);
	const char *at = strstr(sheet, begin);

	ck_assert_ptr_nonnull(at);
	at += strlen(begin);
	return g_strndup(at, strcspn(at, "\""));
}

static bool is_locked(const char *styles, const char *style)
{
	const char *table = strstr(styles, "<cellXfs");
	g_auto(GStrv) formats = g_strsplit(table, "<xf ", -1);

	return !strstr(formats[g_ascii_strtoull(style, NULL, 10) + 1], "locked=\"0\"");
}

static const struct {
	const char *cell;
	bool locked;
} cells[] = {
	{"A7", true},  {"B7", true},  {"C7", true}, {"D7", true}, {"E7", false}, {"F7", false},
	{"G7", false}, {"H7", false}, {"E5", true}, {"B5", true}, {"E6", true},  {"A4", true},
};

START_TEST(only_answers_can_be_changed)
{
	g_autofree char *path = write_form(region_of("kainuu"));
	g_autofree char *sheet = part_of(path, TASKS_PART);
	g_autofree char *styles = part_of(path, "xl/styles.xml");
	g_autofree char *style = style_at(sheet, cells[_i].cell);

	ck_assert(is_locked(styles, style) == cells[_i].locked);
}
END_TEST

START_TEST(texts_of_submissions_stay_texts)
{
	unsigned kainuu = region_of("kainuu");
	struct tk_submission *submission = &world.last.round->submissions[kainuu];

	g_free(submission->entries[0].note);
	submission->entries[0].note = g_strdup("=HYPERLINK(\"http://example.org\")");
	g_free(submission->risks[0].name);
	submission->risks[0].name = g_strdup("@SUM(A1)");
	g_autofree char *path = write_form(kainuu);
	g_autofree char *tasks = part_of(path, TASKS_PART), *risks = part_of(path, RISKS_PART);
	g_autoptr(tk_sheet) sheet = sheet_of(path, "Tehtävät");

	ck_assert_ptr_null(strstr(tasks, "HYPERLINK"));
	ck_assert_ptr_null(strstr(risks, "<f>"));
	ck_assert_uint_eq(cell_at(sheet, 6, 7)->type, TK_CELL_TEXT);
	ck_assert_str_eq(text_at(sheet, 6, 7), "=HYPERLINK(\"http://example.org\")");
}
END_TEST

START_TEST(same_bytes_twice)
{
	g_autofree char *first = write_form(region_of("kainuu"));
	g_autofree char *second = g_build_filename(world.dir, "other.xlsx", NULL);

	ck_assert(tk_form_write(world.last.dataset, world.last.round, region_of("kainuu"),
				&world.period, world.last.kit, second, world.log));
	test_same_files(first, second);
}
END_TEST

START_TEST(failure_is_told)
{
	g_autofree char *path = g_build_filename(world.dir, "missing", "kainuu.xlsx", NULL);

	ck_assert(!tk_form_write(world.last.dataset, NULL, 0, &world.period, world.last.kit, path,
				 world.log));
	ck_assert_uint_eq(test_count(world.log, TK_DIAG_OUTPUT_FAILED), 1);
}
END_TEST

/* ---- LibreOffice ---- */

/* Saves a file anew in a format; \return whether LibreOffice is here. */
static bool save_with_office(const char *path, const char *format)
{
	g_autofree char *office = g_find_program_in_path("soffice");

	if (!office) {
		printf("soffice is not here: the round trip through LibreOffice is skipped\n");
		return false;
	}
	g_autofree char *home = g_build_filename(world.dir, "home", NULL);
	g_autofree char *out = g_build_filename(world.dir, "saved", NULL);
	g_autofree char *profile = g_strconcat("-env:UserInstallation=file://", home, NULL);
	const char *words[] = {office, profile, "--headless", "--convert-to", format, "--outdir",
			       out,    path,    NULL};
	g_auto(GStrv) variables = g_environ_setenv(g_get_environ(), "HOME", home, TRUE);
	int status;

	ck_assert_int_eq(g_mkdir_with_parents(home, 0755), 0);
	ck_assert(g_spawn_sync(NULL, (char **)words, variables,
			       G_SPAWN_STDOUT_TO_DEV_NULL | G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL,
			       NULL, NULL, &status, NULL));
	ck_assert(g_spawn_check_wait_status(status, NULL));
	return true;
}

static const struct {
	const char *region, *format;
} trips[] = {{"kainuu", "xlsx"}, {"kainuu", "ods"}, {"pohjanmaa", "ods"}};

START_TEST(form_saved_by_libreoffice_reads_without_a_remark)
{
	unsigned region = region_of(trips[_i].region);
	g_autofree char *path = write_form(region);
	g_autofree char *name = g_strdup_printf("%s.%s", trips[_i].region, trips[_i].format);
	g_autofree char *saved = g_build_filename(world.dir, "saved", name, NULL);
	g_autofree char *sent = g_build_filename(world.next, name, NULL);
	g_autofree char *bytes = NULL;
	gsize length;

	if (!save_with_office(path, trips[_i].format))
		return;
	test_remove(path);
	ck_assert(g_file_get_contents(saved, &bytes, &length, NULL));
	ck_assert(g_file_set_contents(sent, bytes, (gssize)length, NULL));
	struct reading next = read_period(world.dir, NEXT);

	for (unsigned i = 0; i < tk_log_n_messages(next.log); i++)
		ck_assert_uint_eq(tk_log_message(next.log, i)->id, TK_DIAG_REGION_NO_FILE);
	assert_same_answers(&world.last.round->submissions[region],
			    &next.round->submissions[region]);
	close_reading(&next);
}
END_TEST

/* ---- The command ---- */

static const struct {
	const char *period, *date;
} chosen[] = {{NULL, "2021-12-31"}, {"2021-10", "2021-10-31"}, {"2022-02", "2022-02-28"}};

START_TEST(command_writes_a_form_for_every_region)
{
	g_autofree char *out = test_make_dir();
	g_autofree char *path = g_build_filename(out, "kainuu.xlsx", NULL);
	struct test_run run = chosen[_i].period
				      ? test_run(NULL, "form", "-p", chosen[_i].period, "-o", out,
						 world.dir, NULL)
				      : test_run(NULL, "form", "-o", out, world.dir, NULL);

	ck_assert_msg(run.status == 0, "%s", run.err);
	g_autoptr(GDir) folder = g_dir_open(out, 0, NULL);
	unsigned n = 0;

	while (g_dir_read_name(folder))
		n++;
	ck_assert_uint_eq(n, 23);
	g_autoptr(tk_sheet) sheet = sheet_of(path, "Tehtävät");

	/* The copy of the samples has an empty folder 2021-12. */
	ck_assert_str_eq(text_at(sheet, 1, 2), chosen[_i].date);
	ck_assert_str_eq(text_at(sheet, 2, 2), "0");
	test_run_clear(&run);
	test_remove(out);
}
END_TEST

static const struct {
	const char *words[4];
	int status;
	const char *error;
} refused[] = {
	{{"form", NULL}, TK_EXIT_USAGE, "-o DIR"},
	{{"form", "-o", "/proc/none", NULL}, TK_EXIT_CANNOT_CREATE, "cannot be written to"},
	{{"form", "-o", "DATA", NULL}, TK_EXIT_USAGE, "forms are not written in the data folder"},
	{{"form", "-p", "2021-13", NULL}, TK_EXIT_USAGE, "2021-13"},
};

START_TEST(command_refuses)
{
	g_autofree char *inside = g_build_filename(world.dir, "2022-01", NULL);
	const char *const *words = refused[_i].words;
	const char *last = words[2] && strcmp(words[2], "DATA") == 0 ? inside : words[2];
	const char *period = words[1] && strcmp(words[1], "-p") == 0 ? last : NULL;
	struct test_run run;

	if (period)
		run = test_run(NULL, "form", "-p", period, "-o", "/tmp", world.dir, NULL);
	else if (words[1])
		run = test_run(NULL, "form", "-o", last, world.dir, NULL);
	else
		run = test_run(NULL, "form", world.dir, NULL);
	ck_assert_int_eq(run.status, refused[_i].status);
	ck_assert_msg(strstr(run.err, refused[_i].error), "%s", run.err);
	ck_assert(!g_file_test(inside, G_FILE_TEST_EXISTS));
	test_run_clear(&run);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("form");
	TCase *forms = tcase_create("forms"), *office = tcase_create("office"),
	      *command = tcase_create("command");

	tcase_add_checked_fixture(forms, begin, end);
	tcase_set_timeout(forms, 120);
	tcase_add_test(forms, forms_of_all_regions_read_without_a_remark);
	tcase_add_test(forms, form_without_answers_is_empty_and_reads_once_filled);
	tcase_add_test(forms, missing_task_has_the_status_it_was_counted_as);
	tcase_add_loop_test(forms, form_speaks_the_language_of_the_region, 0,
			    G_N_ELEMENTS(languages));
	tcase_add_test(forms, planned_dates_are_not_taken_for_other_columns);
	tcase_add_loop_test(forms, form_is_locked_and_checked, 0, G_N_ELEMENTS(expected));
	tcase_add_loop_test(forms, only_answers_can_be_changed, 0, G_N_ELEMENTS(cells));
	tcase_add_test(forms, texts_of_submissions_stay_texts);
	tcase_add_test(forms, same_bytes_twice);
	tcase_add_test(forms, failure_is_told);
	suite_add_tcase(suite, forms);
	tcase_add_checked_fixture(office, begin, end);
	tcase_set_timeout(office, 300);
	tcase_add_loop_test(office, form_saved_by_libreoffice_reads_without_a_remark, 0,
			    G_N_ELEMENTS(trips));
	suite_add_tcase(suite, office);
	tcase_add_checked_fixture(command, begin, end);
	tcase_set_timeout(command, 60);
	tcase_add_loop_test(command, command_writes_a_form_for_every_region, 0,
			    G_N_ELEMENTS(chosen));
	tcase_add_loop_test(command, command_refuses, 0, G_N_ELEMENTS(refused));
	suite_add_tcase(suite, command);
	return test_main(suite);
}
