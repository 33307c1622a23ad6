#include "check_form_kit.h"

/* What a region must mend: the places that are marked, the copies of its sheets, and that what was
 * mended reads without a remark. */

#define PERIOD "2021-10"

/* Parts of a fix-it workbook, in the order of its sheets. */
#define LIST_PART "xl/worksheets/sheet1.xml"
#define TASKS_PART "xl/worksheets/sheet2.xml"

static char *dir;

static void open_dir(void)
{
	dir = test_make_dir();
	test_write(
		dir, "tilannekuva.yaml",
		"title: {fi: Tilannekuva}\nissuer: {fi: Ministeriö}\nlanguages: [fi]\ntarget-date: "
		"2023-01-01\n"
		"periods:\n  - period: 2021-10\n    window: {from: 2021-04-01, to: 2021-12-31}\n");
	test_write(dir, "osa-alueet.csv", "tunnus;nimi_fi\nhallinto;Hallinto, talous\nict;ICT\n");
	test_write(dir, "yhteistyoalueet.csv", "tunnus;nimi_fi\netela;Etelä\n");
	test_write(dir, "alueet.csv",
		   "tunnus;nimi_fi;nimi_sv;kielet;yhteistyoalue;huomautus_fi\nkainuu;Kainuu;"
		   "Kajanaland;fi;etela;\n"
		   "pohjanmaa;Pohjanmaa;Österbotten;sv,fi;etela;Ei vielä\n");
	test_write(
		dir, "tiekartta.csv",
		"tunnus;osa_alue;tehtava_fi;alku;loppu\nA.1;hallinto;Yksi;1.4.2021;30.9.2021\n"
		"A.2;hallinto;Kaksi;1.4.2021;31.12.2022\nA.3;hallinto;Kolme;1.4.2021;31.12.2022\n"
		"B.1;ict;Neljä;1.1.2022;31.12.2022\nB.2;ict;Viisi;1.1.2022;31.12.2022\n");
}

static void close_dir(void)
{
	test_remove(dir);
	g_free(dir);
}

/* The sheets of a region's files, read again. */
static GPtrArray *read_sheets(const struct reading *reading, unsigned region)
{
	GPtrArray *sheets = g_ptr_array_new_with_free_func((GDestroyNotify)tk_sheet_free);
	g_autoptr(tk_log) log = tk_log_new();

	for (unsigned i = 0; i < reading->round->n_files; i++) {
		const struct tk_input_file *file = &reading->round->files[i];
		g_autoptr(tk_book) book = tk_fixit_has_file(reading->round, region, file->name)
						  ? tk_book_open(file->path, file->name, log)
						  : NULL;

		for (unsigned s = 0; book && s < tk_book_n_sheets(book); s++)
			g_ptr_array_add(sheets, tk_book_read_sheet(book, s, log));
	}
	return sheets;
}

static char *write_as(const struct reading *reading, const char *id, enum tk_lang lang,
		      const char *name)
{
	unsigned region = tk_dataset_find_region(reading->dataset, id);
	g_autoptr(GPtrArray) sheets = read_sheets(reading, region);
	g_autoptr(tk_log) log = tk_log_new();
	char *path = g_build_filename(dir, name, NULL);

	ck_assert(tk_fixit_write(reading->round, region,
				 (const struct tk_sheet *const *)sheets->pdata, sheets->len,
				 reading->kit, lang, path, reading->log, log));
	test_silent(log);
	return path;
}

static char *write_fixit(const struct reading *reading, const char *id)
{
	return write_as(reading, id, TK_FI, "korjattavaa.xlsx");
}

static void send(const char *name, const char *text)
{
	g_autofree char *relative = g_build_filename(PERIOD, name, NULL);

	test_write(dir, relative, text);
}

/* The corrected workbook instead of everything that was sent. */
static void send_corrected(const char *path)
{
	g_autofree char *period = g_build_filename(dir, PERIOD, NULL);
	g_autofree char *sent = g_build_filename(period, "kainuu-2021-10-korjattavaa.xlsx", NULL);
	g_autofree char *bytes = NULL;
	gsize length;

	test_remove(period);
	ck_assert_int_eq(g_mkdir_with_parents(period, 0755), 0);
	ck_assert(g_file_get_contents(path, &bytes, &length, NULL));
	ck_assert(g_file_set_contents(sent, bytes, (gssize)length, NULL));
}

static void send_damaged(void)
{
	send("kainuu.csv", "Tilannekuva;31.10.2021\n"
			   "Tunnus;Tehtävä;Tila;Arvioitu valmistuminen;Vastuutaho;Lisätiedot\n"
			   "A.1;Yksi;Valmiz;;Matti;=1+1\nA.2;Kaksi;Valmis;pian;;\nA.3;Kolme;;;;\n"
			   "A.2;Kaksi;Käynnissä;;;\nX.9;Neljä;Valmis;;;\n");
	send("kainuu.riskit.csv",
	     "Osa-alue;Riski;Todennäköisyys;Vaikutus\nTalous;Rahat loppuvat;3;4\n"
	     "ICT;Järjestelmä myöhästyy;paljon;4\n");
	send("kainuu.mittarit.csv", "Mittari;Arvo;Yksikkö\nTilaisuudet;monta;kpl\n");
}

/* ---- What is marked ---- */

/* Places of the damaged submission, and what their comments say. */
static const struct {
	const char *sheet, *cell, *comment;
} marks[] = {
	{"Tehtävät", "C3", "tilaa ”Valmiz” ei tunneta; kirjoita jokin näistä: Ei aloitettu"},
	{"Tehtävät", "D4", "”pian” ei ole päivämäärä"},
	{"Tehtävät", "C5", "tehtävällä A.3 ei ole tilaa"},
	{"Tehtävät", "C6", "tehtävä A.2 on jo rivillä 4"},
	{"Tehtävät", "A7", "tehtävää ”X.9” ei ole tiekartassa"},
	{"Tehtävät", "C9", "Tehtävä B.1 puuttui taulukosta"},
	{"Tehtävät", "C10", "Tehtävä B.2 puuttui taulukosta"},
	{"Riskit", "A2", "osa-aluetta ”Talous” ei ole"},
	{"Riskit", "C3", "riskin arvo ”paljon” ei ole kokonaisluku"},
	{"Riskit", "E1", "Sarake puuttui taulukosta"},
	{"Mittarit", "B2", "”monta” ei ole luku"},
};

/* The number of a sheet's comments is that of the sheet among those that have any. */
static char *comments_of(const char *path, const char *sheet)
{
	static const char *const parts[][2] = {{"Tehtävät", "xl/comments1.xml"},
					       {"Mittarit", "xl/comments2.xml"},
					       {"Riskit", "xl/comments3.xml"}};

	for (unsigned i = 0; i < G_N_ELEMENTS(parts); i++) {
		if (strcmp(parts[i][0], sheet) == 0)
			return part_of(path, parts[i][1]);
	}
	ck_abort_msg("no comments of %s", sheet);
	return NULL;
}

START_TEST(cells_in_question_have_comments)
{
	send_damaged();
	struct reading reading = read_period(dir, PERIOD);
	g_autofree char *path = write_fixit(&reading, "kainuu");
	g_autofree char *comments = comments_of(path, marks[_i].sheet);
	g_autofree char *begin = g_strdup_printf("<comment ref=\"%s\"", marks[_i].cell);
	const char *at = strstr(comments, begin);

	ck_assert_msg(at, "%s!%s is not marked", marks[_i].sheet, marks[_i].cell);
	g_autofree char *comment = g_strndup(at, (gsize)(strstr(at, "</comment>") - at));

	ck_assert_msg(strstr(comment, marks[_i].comment), "%s", comment);
	close_reading(&reading);
}
END_TEST

/* Checks and drop-downs of the cells, where they are in the sheets of tasks, indicators and risks. */
static const struct {
	const char *part, *text;
} expected[] = {
	{TASKS_PART, "<dataValidation type=\"list\" allowBlank=\"1\" showInputMessage=\"1\" "
		     "showErrorMessage=\"1\""},
	{TASKS_PART, "sqref=\"C3:C10\"><formula1>'Luettelot'!$A$1:$A$5</formula1>"},
	{TASKS_PART, "sqref=\"D4\"><formula1>36526</formula1>"},
	{"xl/worksheets/sheet3.xml", "<dataValidation type=\"decimal\""},
	{"xl/worksheets/sheet4.xml", "<dataValidation type=\"whole\""},
	{"xl/worksheets/sheet4.xml", "sqref=\"A2\"><formula1>'Luettelot'!$B$1:$B$2</formula1>"},
	{LIST_PART, "location=\"'Tehtävät'!C3\""},
	{LIST_PART, "location=\"'Tehtävät'!C9\""},
	{LIST_PART, "location=\"'Riskit'!E1\""},
	{"xl/workbook.xml", "<sheet name=\"Luettelot\" sheetId=\"5\" state=\"hidden\""},
};

START_TEST(cells_in_question_are_checked_and_linked)
{
	send_damaged();
	struct reading reading = read_period(dir, PERIOD);
	g_autofree char *path = write_fixit(&reading, "kainuu");
	g_autofree char *text = part_of(path, expected[_i].part);

	ck_assert_msg(strstr(text, expected[_i].text), "%s has no %s: %s", expected[_i].part,
		      expected[_i].text, text);
	close_reading(&reading);
}
END_TEST

/* libxlsxwriter counts a sheet's checks in a byte: at 256 of them it would write none. */
START_TEST(many_cells_are_checked)
{
	g_autoptr(GString) tasks = g_string_new("tunnus;osa_alue;tehtava_fi;alku;loppu\n");
	g_autoptr(GString) sent = g_string_new("Tunnus;Tila\n");

	for (unsigned t = 1; t <= 256; t++) {
		g_string_append_printf(tasks, "A.%u;hallinto;Nimi;1.4.2021;30.9.2021\n", t);
		g_string_append_printf(sent, "A.%u;Valmiz\n", t);
	}
	test_write(dir, "tiekartta.csv", tasks->str);
	send("kainuu.csv", sent->str);
	struct reading reading = read_period(dir, PERIOD);
	g_autofree char *path = write_fixit(&reading, "kainuu");
	g_autofree char *part = part_of(path, TASKS_PART);

	ck_assert_ptr_nonnull(strstr(part, "<dataValidations count=\"1\">"));
	ck_assert_ptr_nonnull(strstr(part, "sqref=\"B2:B257\""));
	close_reading(&reading);
}
END_TEST

START_TEST(list_says_every_problem)
{
	send_damaged();
	struct reading reading = read_period(dir, PERIOD);
	g_autofree char *path = write_fixit(&reading, "kainuu");
	g_autoptr(tk_sheet) list = sheet_of(path, "Korjattavaa");

	ck_assert_str_eq(text_at(list, 0, 0), "Korjattavaa: Kainuu, 10/2021");
	ck_assert_str_eq(text_at(list, 3, 2), "Mitä luettiin");
	ck_assert_str_eq(text_at(list, 4, 0), "virhe");
	ck_assert_str_eq(text_at(list, 4, 1), "Tehtävät C3");
	ck_assert_str_eq(text_at(list, 4, 2), "Valmiz");
	/* All but the region that has a reason not to report. */
	ck_assert_uint_eq(list->n_rows, 3 + tk_log_n_messages(reading.log));
	close_reading(&reading);
}
END_TEST

START_TEST(list_speaks_the_language_asked_for)
{
	static const char *const titles[TK_N_LANGS] = {"Korjattavaa: Kainuu, 10/2021",
						       "Att rätta: Kajanaland, 10/2021",
						       "To be corrected: Kainuu, 10/2021"};
	static const char *const names[TK_N_LANGS] = {"Korjattavaa", "Att rätta", "To correct"};

	send_damaged();
	struct reading reading = read_period(dir, PERIOD);
	g_autofree char *path = write_as(&reading, "kainuu", (enum tk_lang)_i, "korjattavaa.xlsx");
	g_autoptr(tk_sheet) list = sheet_of(path, names[_i]);

	ck_assert_str_eq(text_at(list, 0, 0), titles[_i]);
	close_reading(&reading);
}
END_TEST

/* ---- Mending ---- */

START_TEST(corrected_copy_reads_clean)
{
	send_damaged();
	struct reading reading = read_period(dir, PERIOD);
	g_autofree char *path = write_fixit(&reading, "kainuu");

	close_reading(&reading);
	fill_cell(path, TASKS_PART, "C3", "Valmis");
	fill_cell(path, TASKS_PART, "D4", "31.12.2021");
	fill_cell(path, TASKS_PART, "C5", "Käynnissä");
	remove_row(path, TASKS_PART, 6);
	fill_cell(path, TASKS_PART, "A7", "B.1");
	remove_row(path, TASKS_PART, 9);
	fill_cell(path, TASKS_PART, "C10", "Ei aloitettu");
	fill_cell(path, "xl/worksheets/sheet3.xml", "B2", "12");
	fill_cell(path, "xl/worksheets/sheet4.xml", "A2", "Hallinto, talous");
	fill_cell(path, "xl/worksheets/sheet4.xml", "C3", "5");
	send_corrected(path);
	struct reading again = read_period(dir, PERIOD);
	const struct tk_submission *submission = &again.round->submissions[0];

	test_silent(again.log);
	ck_assert_uint_eq(submission->n_missing, 0);
	ck_assert_uint_eq(submission->entries[0].status, TK_STATUS_DONE);
	ck_assert_str_eq(submission->entries[0].note, "=1+1");
	ck_assert_int_eq(submission->entries[1].estimate, tk_date_from_ymd(2021, 12, 31));
	ck_assert_uint_eq(submission->entries[2].status, TK_STATUS_IN_PROGRESS);
	ck_assert_uint_eq(submission->entries[3].status, TK_STATUS_DONE);
	ck_assert_uint_eq(submission->entries[4].status, TK_STATUS_NOT_STARTED);
	ck_assert_uint_eq(submission->n_risks, 2);
	ck_assert_uint_eq(submission->n_indicators, 1);
	close_reading(&again);
}
END_TEST

/* What is sent back as it came has the same problems, at the same places. */
START_TEST(uncorrected_copy_has_the_same_problems)
{
	send_damaged();
	struct reading reading = read_period(dir, PERIOD);
	g_autofree char *path = write_fixit(&reading, "kainuu");

	send_corrected(path);
	struct reading again = read_period(dir, PERIOD);
	static const enum tk_diag ids[] = {TK_DIAG_STATUS_UNKNOWN, TK_DIAG_DATE_UNKNOWN,
					   TK_DIAG_TASK_DUPLICATE, TK_DIAG_TASK_UNKNOWN,
					   TK_DIAG_RISK_SCALE,     TK_DIAG_AREA_UNKNOWN,
					   TK_DIAG_NUMBER_UNKNOWN};

	for (unsigned i = 0; i < G_N_ELEMENTS(ids); i++)
		ck_assert_uint_eq(test_count(again.log, ids[i]), 1);
	/* Those without a status, and the two that were added. */
	ck_assert_uint_eq(test_count(again.log, TK_DIAG_STATUS_EMPTY), 3);
	ck_assert_uint_eq(test_count(again.log, TK_DIAG_COLUMN_MISSING), 0);
	close_reading(&again);
	close_reading(&reading);
}
END_TEST

START_TEST(nothing_usable_is_mended_too)
{
	send("kainuu.csv", "Tunnus;Tehtävä;Tila;Arvioitu "
			   "valmistuminen;Vastuutaho;Lisätiedot\nA.1;Yksi;ehkä;;;\n");
	struct reading reading = read_period(dir, PERIOD);
	g_autofree char *path = write_fixit(&reading, "kainuu");
	static const char *const cells[] = {"C2", "C4", "C5", "C6", "C7"};

	ck_assert_uint_eq(test_count(reading.log, TK_DIAG_FILE_NO_TASKS), 1);
	close_reading(&reading);
	for (unsigned i = 0; i < G_N_ELEMENTS(cells); i++)
		fill_cell(path, TASKS_PART, cells[i], "Valmis");
	send_corrected(path);
	struct reading again = read_period(dir, PERIOD);

	test_silent(again.log);
	ck_assert_uint_eq(again.round->submissions[0].n_missing, 0);
	close_reading(&again);
}
END_TEST

/* ---- Which files, rows and sheets ---- */

START_TEST(only_own_rows_of_a_shared_file)
{
	test_write(dir, "alueet.csv",
		   "tunnus;nimi_fi;kielet;yhteistyoalue\nkainuu;Kainuu;fi;etela\npohjanmaa;"
		   "Pohjanmaa;sv,fi;etela\n");
	send("kaikki.csv", "Alue;Tunnus;Tehtävä;Tila;Arvioitu valmistuminen;Vastuutaho;Lisätiedot\n"
			   "Kainuu;A.1;;Valmiz;;;\nPohjanmaa;A.1;;Klaar;;;\nKainuu;A.2;;Valmis;;;\n"
			   "Pohjanmaa;A.2;;Klar;;;\nPohjanmaa;A.3;;Klar;;;\n");
	struct reading reading = read_period(dir, PERIOD);
	g_autofree char *path = write_fixit(&reading, "kainuu");
	g_autofree char *strings = part_of(path, "xl/sharedStrings.xml");
	g_autoptr(tk_sheet) tasks = sheet_of(path, "Tehtävät");

	ck_assert_str_eq(text_at(tasks, 1, 3), "Valmiz");
	ck_assert_str_eq(text_at(tasks, 2, 3), "");
	ck_assert_str_eq(text_at(tasks, 3, 3), "Valmis");
	ck_assert_ptr_null(strstr(strings, "Klaar"));
	/* A.3 stands on a row of the other region alone. */
	ck_assert_str_eq(text_at(tasks, 7, 1), "A.3");
	close_reading(&reading);
}
END_TEST

START_TEST(second_file_is_told_but_not_copied)
{
	send("kainuu.csv",
	     "Tunnus;Tehtävä;Tila;Arvioitu valmistuminen;Vastuutaho;Lisätiedot\nA.1;;Valmis;;;\n"
	     "A.2;;Valmis;;;\nA.3;;Valmis;;;\nB.1;;Valmis;;;\nB.2;;Valmis;;;\n");
	send("kainuu-v2.csv", "Tunnus;Tehtävä;Tila;Arvioitu "
			      "valmistuminen;Vastuutaho;Lisätiedot\nA.1;;Käynnissä;;;\n");
	struct reading reading = read_period(dir, PERIOD);
	g_autofree char *path = write_fixit(&reading, "kainuu");

	ck_assert_uint_eq(test_count(reading.log, TK_DIAG_FILE_SECOND), 1);
	close_reading(&reading);
	send_corrected(path);
	struct reading again = read_period(dir, PERIOD);

	ck_assert_uint_eq(test_count(again.log, TK_DIAG_TASK_DUPLICATE), 0);
	close_reading(&again);
}
END_TEST

START_TEST(only_regions_with_problems_need_it)
{
	send("kainuu.csv",
	     "Tunnus;Tehtävä;Tila;Arvioitu valmistuminen;Vastuutaho;Lisätiedot\nA.1;;Valmis;;;\n");
	send("pohjanmaa.csv",
	     "Tunnus;Tehtävä;Tila;Arvioitu valmistuminen;Vastuutaho;Lisätiedot\nA.1;;Valmis;;;\n"
	     "A.2;;Valmis;;;\nA.3;;Valmis;;;\nB.1;;Valmis;;;\nB.2;;Valmis;;;\n");
	struct reading reading = read_period(dir, PERIOD);

	ck_assert(tk_fixit_is_needed(reading.round, 0, reading.log));
	ck_assert(!tk_fixit_is_needed(reading.round, 1, reading.log));
	ck_assert(tk_fixit_has_file(reading.round, 0, "2021-10/kainuu.csv"));
	ck_assert(!tk_fixit_has_file(reading.round, 1, "2021-10/kainuu.csv"));
	ck_assert(!tk_fixit_has_file(reading.round, 0, "2021-10/kainuu.xlsx"));
	ck_assert(!tk_fixit_has_file(reading.round, 0, NULL));
	close_reading(&reading);
}
END_TEST

/* A name that workbooks cannot have, one that is taken, a hidden sheet and an earlier list. */
START_TEST(names_of_sheets_are_made_fit)
{
	send("kainuu.csv", "Tunnus;Tila\nA.1;Valmiz\n");
	struct reading reading = read_period(dir, PERIOD);
	g_autoptr(GPtrArray) read = read_sheets(&reading, 0);
	struct tk_sheet *from = read->pdata[0];
	struct tk_sheet sheets[7];
	static const char *const names[] = {"Tehtävät/2021 [v:2] ja vielä pitkä loppuosa",
					    "luettelot",
					    "'Omat'",
					    "Salainen",
					    "LUETTELOT",
					    "history",
					    "\u00ad"};
	const struct tk_sheet *list[G_N_ELEMENTS(names)];
	g_autofree char *path = g_build_filename(dir, "korjattavaa.xlsx", NULL);

	for (unsigned i = 0; i < G_N_ELEMENTS(names); i++) {
		sheets[i] = *from;
		sheets[i].name = names[i];
		sheets[i].hidden = i == 3;
		list[i] = &sheets[i];
	}
	ck_assert(tk_fixit_write(reading.round, 0, list, G_N_ELEMENTS(names), reading.kit, TK_FI,
				 path, reading.log, reading.log));
	g_autoptr(tk_book) book = tk_book_open(path, NULL, reading.log);
	static const char *const fit[] = {"Korjattavaa",
					  "Tehtävät-2021 -v-2- ja vielä pi",
					  "luettelot",
					  "-Omat-",
					  "LUETTELOT (2)",
					  "history-",
					  "-",
					  "Luettelot (3)"};

	ck_assert_uint_eq(tk_book_n_sheets(book), G_N_ELEMENTS(fit));
	for (unsigned i = 0; i < G_N_ELEMENTS(fit); i++)
		ck_assert_str_eq(tk_book_sheet_name(book, i), fit[i]);
	close_reading(&reading);
}
END_TEST

START_TEST(same_bytes_twice)
{
	send_damaged();
	struct reading reading = read_period(dir, PERIOD);
	g_autofree char *first = write_as(&reading, "kainuu", TK_FI, "first.xlsx");
	g_autofree char *second = write_as(&reading, "kainuu", TK_FI, "second.xlsx");

	test_same_files(first, second);
	close_reading(&reading);
}
END_TEST

START_TEST(failure_is_told)
{
	send_damaged();
	struct reading reading = read_period(dir, PERIOD);
	g_autofree char *path = g_build_filename(dir, "missing", "x.xlsx", NULL);
	g_autoptr(tk_log) log = tk_log_new();

	ck_assert(!tk_fixit_write(reading.round, 0, NULL, 0, reading.kit, TK_FI, path, reading.log,
				  log));
	ck_assert_uint_eq(test_count(log, TK_DIAG_OUTPUT_FAILED), 1);
	close_reading(&reading);
}
END_TEST

/* ---- Copies of all the sample files ---- */

static void assert_same_cells(const struct tk_sheet *from, const struct tk_sheet *to)
{
	for (unsigned r = 0; r < from->n_rows; r++) {
		for (unsigned c = 0; c < from->rows[r].n_cells; c++) {
			const struct tk_cell *old = &from->rows[r].cells[c];
			const struct tk_cell *new = cell_at(to, from->rows[r].row, old->col);
			g_auto(GStrv) halves = g_strsplit(old->text, "\u00ad", -1);
			g_autofree char *text = g_strjoinv("", halves);

			if (old->type == TK_CELL_EMPTY ||
			    (old->type == TK_CELL_TEXT && *text == '\0'))
				continue;
			ck_assert_ptr_nonnull(new);
			ck_assert_uint_eq(new->type,
					  old->type == TK_CELL_ERROR ? TK_CELL_TEXT : old->type);
			ck_assert_str_eq(new->text, text);
			ck_assert_double_eq(new->number, old->number);
			ck_assert(new->percent == old->percent);
		}
	}
}

/* Below the table there may be what was missing from it. */
START_TEST(copies_have_the_same_cells)
{
	g_autofree char *samples = test_copy_samples();
	struct reading reading = read_period(samples, PERIOD);
	unsigned n_sheets = 0;

	for (unsigned r = 0; r < reading.dataset->n_regions; r++) {
		g_autoptr(GPtrArray) sheets = read_sheets(&reading, r);
		g_autofree char *path = write_fixit(&reading, reading.dataset->regions[r].id);
		g_autoptr(tk_book) book = tk_book_open(path, NULL, reading.log);
		unsigned at = 1;

		for (unsigned s = 0; s < sheets->len; s++) {
			const struct tk_sheet *from = sheets->pdata[s];

			if (from->hidden || from->n_rows == 0)
				continue;
			g_autoptr(tk_sheet) to = tk_book_read_sheet(book, at++, reading.log);

			assert_same_cells(from, to);
			n_sheets++;
		}
	}
	ck_assert_uint_ge(n_sheets, 60);
	close_reading(&reading);
	test_remove(samples);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("fixit");
	TCase *all = tcase_create("fixit");

	tcase_add_checked_fixture(all, open_dir, close_dir);
	tcase_set_timeout(all, 120);
	tcase_add_loop_test(all, cells_in_question_have_comments, 0, G_N_ELEMENTS(marks));
	tcase_add_loop_test(all, cells_in_question_are_checked_and_linked, 0,
			    G_N_ELEMENTS(expected));
	tcase_add_test(all, many_cells_are_checked);
	tcase_add_test(all, list_says_every_problem);
	tcase_add_loop_test(all, list_speaks_the_language_asked_for, 0, TK_N_LANGS);
	tcase_add_test(all, corrected_copy_reads_clean);
	tcase_add_test(all, uncorrected_copy_has_the_same_problems);
	tcase_add_test(all, nothing_usable_is_mended_too);
	tcase_add_test(all, only_own_rows_of_a_shared_file);
	tcase_add_test(all, second_file_is_told_but_not_copied);
	tcase_add_test(all, only_regions_with_problems_need_it);
	tcase_add_test(all, names_of_sheets_are_made_fit);
	tcase_add_test(all, same_bytes_twice);
	tcase_add_test(all, failure_is_told);
	tcase_add_test(all, copies_have_the_same_cells);
	suite_add_tcase(suite, all);
	return test_main(suite);
}
