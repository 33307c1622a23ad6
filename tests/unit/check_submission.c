#include <sys/stat.h>

#include "check_ingest_kit.h"
#include "common.h"
#include "tilannekuva/ingest.h"
#include "tilannekuva/measure.h"

/* What is done with what regions send: every complaint has a case that raises it, with its cell. */

static char *dir;

static void open_dir(void)
{
	dir = test_make_dir();
	test_write(
		dir, "tilannekuva.yaml",
		"title: {fi: Tilannekuva}\nissuer: {fi: Ministeriö}\nlanguages: [fi]\n"
		"periods:\n  - period: 2021-10\n    window: {from: 2021-04-01, to: 2021-12-31}\n");
	test_write(dir, "osa-alueet.csv", "tunnus;nimi_fi\nhallinto;Hallinto\nict;ICT\n");
	test_write(dir, "yhteistyoalueet.csv", "tunnus;nimi_fi\netela;Etelä\n");
	test_write(dir, "alueet.csv",
		   "tunnus;nimi_fi;kielet;yhteistyoalue;huomautus_fi\nkainuu;Kainuu;fi;etela;\n"
		   "pohjanmaa;Pohjanmaa;sv,fi;etela;\nhus;HUS;fi;etela;Tarkennetaan\n");
	test_write(dir, "tiekartta.csv",
		   "tunnus;osa_alue;tehtava_fi;alku;loppu\nA.1;hallinto;Yksi;1.4.2021;30.9.2021\n"
		   "A.2;hallinto;Kaksi;1.4.2021;31.12.2022\nB.1;ict;Kolme;1.1.2022;31.12.2022\n");
}

static void close_dir(void)
{
	test_remove(dir);
	g_free(dir);
}

/* Everything that reading a period needs and gives. */
struct reading {
	struct tk_log *log;
	struct tk_vocabulary *vocabulary;
	struct tk_dataset *dataset;
	struct tk_round *round;
};

static struct reading read_period(void)
{
	g_autofree char *words = test_source_path("templates/vocabulary.csv");
	struct reading reading = {.log = tk_log_new()};

	reading.vocabulary = tk_vocabulary_open(words, reading.log);
	reading.dataset = tk_dataset_open(dir, reading.log);
	ck_assert_ptr_nonnull(reading.dataset);
	reading.round = tk_round_read(reading.dataset, 0, reading.vocabulary, reading.log);
	ck_assert_ptr_nonnull(reading.round);
	return reading;
}

static void close_reading(struct reading *reading)
{
	tk_round_free(reading->round);
	tk_dataset_free(reading->dataset);
	tk_vocabulary_free(reading->vocabulary);
	tk_log_free(reading->log);
}

#define WHOLE "A.1;Valmis\nA.2;Käynnissä\nB.1;Ei aloitettu\n"

static const struct {
	const char *name, *file, *text;
	enum tk_diag id;
	/** How often, and what the first line begins with. */
	unsigned times;
	const char *begins;
} complaints[] = {
	{"unknown status", "kainuu.csv", "Tunnus;Tila\nA.1;Valmiz\nA.2;Valmis\n",
	 TK_DIAG_STATUS_UNKNOWN, 1,
	 "2021-10/kainuu.csv:B2: error: the status “Valmiz” is not known; write one of these: Ei "
	 "aloitettu"},
	{"empty status", "kainuu.csv", "Tunnus;Tila\nA.1;\nA.2;Valmis\n", TK_DIAG_STATUS_EMPTY, 1,
	 "2021-10/kainuu.csv:B2: error: task A.1 has no status"},
	{"unknown task", "kainuu.csv", "Tunnus;Tila\nA.9;Valmis\n" WHOLE, TK_DIAG_TASK_UNKNOWN, 1,
	 "2021-10/kainuu.csv:A2: error: the roadmap has no task “A.9”"},
	{"status without a task", "kainuu.csv", "Tunnus;Tila\n;Valmis\n" WHOLE, TK_DIAG_TASK_NO_ID,
	 1, "2021-10/kainuu.csv:A2: error"},
	{"second row, other status", "kainuu.csv", "Tunnus;Tila\n" WHOLE "A.1;Käynnissä\n",
	 TK_DIAG_TASK_DUPLICATE, 1, "2021-10/kainuu.csv:B5: error: task A.1 is on row 2 already"},
	{"second row, same status", "kainuu.csv", "Tunnus;Tila\n" WHOLE "A.1;valmis\n",
	 TK_DIAG_TASK_REPEATED, 1, "2021-10/kainuu.csv:B5: warning"},
	{"one missing task", "kainuu.csv", "Tunnus;Tila\nA.1;Valmis\nA.2;Valmis\n",
	 TK_DIAG_TASK_MISSING, 1, "2021-10/kainuu.csv: warning: Kainuu: task B.1 is missing"},
	{"missing tasks", "kainuu.csv", "Tunnus;Tila\nA.1;Valmis\n", TK_DIAG_TASKS_MISSING, 1,
	 "2021-10/kainuu.csv: warning: Kainuu: 2 tasks are missing (A.2, B.1)"},
	{"no header", "kainuu.csv", "Hei;vaan\n" WHOLE, TK_DIAG_HEADER_MISSING, 1,
	 "2021-10/kainuu.csv: error"},
	{"nearly a header", "kainuu.csv", "Tunnnus;Tilaa\n" WHOLE, TK_DIAG_HEADER_MISSING, 1,
	 "2021-10/kainuu.csv: error: the header row of the task table was not found; the table "
	 "must have at least the "
	 "columns Tunnus, Tila (nearest headings: Tunnnus → Tunnus, Tilaa → Tila)"},
	{"doubled column", "kainuu.csv",
	 "Tunnus;Tila;Status\nA.1;Valmis;x\nA.2;Valmis;\nB.1;Valmis;\n", TK_DIAG_HEADER_DOUBLE, 1,
	 "2021-10/kainuu.csv:C1: warning"},
	{"missing columns", "kainuu.csv", "Tunnus;Tila\n" WHOLE, TK_DIAG_COLUMN_MISSING, 3,
	 "2021-10/kainuu.csv:1: warning: the table has no column “Arvioitu valmistuminen”"},
	{"no date", "kainuu.csv", "Tunnus;Tila;Valmistumisarvio\nA.1;Valmis;pian\n",
	 TK_DIAG_DATE_UNKNOWN, 1, "2021-10/kainuu.csv:C2: error"},
	{"empty file", "kainuu.csv", "", TK_DIAG_FILE_EMPTY, 1, "2021-10/kainuu.csv: error"},
	{"only unusable rows", "kainuu.csv", "Tunnus;Tila\nA.1;ehkä\n", TK_DIAG_FILE_NO_TASKS, 1,
	 "2021-10/kainuu.csv: error"},
	{"nobody's file", "kainu.csv", "Tunnus;Tila\n" WHOLE, TK_DIAG_FILE_UNKNOWN_REGION, 1,
	 "2021-10/kainu.csv: error: the file's name “kainu.csv” is not the id of any region; the "
	 "file was "
	 "left out; did you "
	 "mean: kainuu"},
	{"not a spreadsheet", "kainuu.xlsx", "%PDF-1.7\n1 0 obj\n", TK_DIAG_FILE_NOT_SPREADSHEET, 1,
	 "2021-10/kainuu.xlsx: error"},
	{"truncated xlsx", "kainuu.xlsx", "PK\003\004\024", TK_DIAG_FILE_TRUNCATED, 1,
	 "2021-10/kainuu.xlsx: error"},
	{"risk out of scale", "kainuu.riskit.csv",
	 "Osa-alue;Riski;Todennäköisyys;Vaikutus\nICT;Myöhästyy;6;3\n", TK_DIAG_RISK_SCALE, 1,
	 "2021-10/kainuu.riskit.csv:C2: error"},
	{"unknown area", "kainuu.riskit.csv",
	 "Osa-alue;Riski;Todennäköisyys;Vaikutus\nKahvi;Loppuu;5;3\n", TK_DIAG_AREA_UNKNOWN, 1,
	 "2021-10/kainuu.riskit.csv:A2: warning"},
	{"indicator that is no number", "kainuu.mittarit.csv",
	 "Mittari;Arvo;Yksikkö\nTilaisuudet;monta;kpl\n", TK_DIAG_NUMBER_UNKNOWN, 1,
	 "2021-10/kainuu.mittarit.csv:B2: error"},
	{"unknown region in a row", "kaikki.csv",
	 "Alue;Tunnus;Tila\nAtlantis;A.1;Valmis\nKainuu;A.1;Valmis\n", TK_DIAG_ROW_REGION_UNKNOWN,
	 1, "2021-10/kaikki.csv:A2: error"},
	{"unclosed quotation mark", "kainuu.csv",
	 "Tunnus;Tila\nA.1;\"Valmis\nA.2;Valmis\nB.1;Valmis\n", TK_DIAG_QUOTE_UNCLOSED, 1,
	 "2021-10/kainuu.csv:B2: warning"},
	{"a few bad bytes", "kainuu.csv",
	 "Tunnus;Tila;Huomiot\nA.1;Valmis;Työ on "
	 "tehty\nA.2;Valmis;p\xe4\xe4tös\nB.1;Valmis;käynnissä öljy ääni\n",
	 TK_DIAG_BYTES_REPLACED, 1, "2021-10/kainuu.csv:C3: warning"},
	{"no file", "pohjanmaa.csv", "Tunnus;Tila\n" WHOLE, TK_DIAG_REGION_NO_FILE, 1,
	 "2021-10: warning: there is no file from the region Kainuu"},
};

START_TEST(a_complaint_names_its_cell)
{
	g_autofree char *path = g_strdup_printf("2021-10/%s", complaints[_i].file);

	test_write(dir, path, complaints[_i].text);
	struct reading reading = read_period();
	g_autofree char *line = test_line(reading.log, complaints[_i].id);

	ck_assert_msg(test_count(reading.log, complaints[_i].id) == complaints[_i].times,
		      "%s: %u times", complaints[_i].name,
		      test_count(reading.log, complaints[_i].id));
	ck_assert_msg(g_str_has_prefix(line, complaints[_i].begins), "%s: %s", complaints[_i].name,
		      line);
	ck_assert(tk_round_balances(reading.round, NULL));
	close_reading(&reading);
}
END_TEST

static const struct {
	const char *name, *file, *text;
	/** Totals: counted, not applicable, rejected, headings. */
	struct tk_totals totals;
} readings[] = {
	{"plain", "kainuu.csv", "Tunnus;Tila\n" WHOLE, {4, 3, 0, 0, 1}},
	{"title rows, group headings, totals, notes",
	 "kainuu.csv",
	 "Tilannekuva "
	 "Kainuu\nTilanne;8.10.2021\n\nTunnus;Tehtävä;Tila\nA;Hallinto\nA.1;x;Valmis\nA.2;y;"
	 "Käynnissä\n"
	 "B;ICT\nB.1;z;Valmis\nYhteensä;;3\nHuom. luvut ovat alustavia\n",
	 {10, 3, 0, 0, 7}},
	{"header again on the next page",
	 "kainuu.csv",
	 "Tunnus;Tila\nA.1;Valmis\nTunnus;Tila\nA.2;Valmis\nB.1;Valmis\n",
	 {5, 3, 0, 0, 2}},
	{"columns in another order and language",
	 "kainuu.csv",
	 "Kommentarer\tStatus\tUppgift\tNummer\n\tKlar\tx\tA.1\n\tPågår\ty\tA.2\n\tEj "
	 "påbörjad\tz\tB.1\n",
	 {4, 3, 0, 0, 1}},
	{"loosely written ids",
	 "kainuu.csv",
	 "Tunnus;Tila\na.1.;Valmis\nA 2;Valmis\nb. 1;Valmis\n",
	 {4, 2, 0, 1, 1}},
	{"not applicable",
	 "kainuu.csv",
	 "Tunnus;Tila\nA.1;Ei koske aluetta\nA.2;Valmis\nB.1;Valmis\n",
	 {4, 2, 1, 0, 1}},
	{"name instead of id", "Kainuu 10_2021.csv", "Tunnus;Tila\n" WHOLE, {4, 3, 0, 0, 1}},
};

START_TEST(untidy_tables_are_read)
{
	g_autofree char *path = g_strdup_printf("2021-10/%s", readings[_i].file);

	test_write(dir, path, readings[_i].text);
	struct reading reading = read_period();
	const struct tk_totals *t = &reading.round->submissions[0].totals,
			       *e = &readings[_i].totals;

	ck_assert(reading.round->submissions[0].reported);
	ck_assert_msg(t->rows == e->rows && t->counted == e->counted &&
			      t->not_applicable == e->not_applicable &&
			      t->rejected == e->rejected && t->headings == e->headings,
		      "%s: %u = %u + %u + %u + %u", readings[_i].name, t->rows, t->counted,
		      t->not_applicable, t->rejected, t->headings);
	ck_assert(tk_round_balances(reading.round, NULL));
	close_reading(&reading);
}
END_TEST

START_TEST(several_regions_in_one_file)
{
	test_write(dir, "2021-10/kaikki.csv",
		   "Alue;Tunnus;Tila\nKainuu;A.1;Valmis\nÖsterbotten;A.1;Valmis\nPohjanmaa;A.2;"
		   "Klar\nkainuu;A.2;Kesken\n");
	struct reading reading = read_period();

	ck_assert_int_eq(reading.round->submissions[0].entries[1].status, TK_STATUS_IN_PROGRESS);
	ck_assert_int_eq(reading.round->submissions[1].entries[1].status, TK_STATUS_DONE);
	ck_assert_int_eq(reading.round->submissions[1].entries[0].status, TK_STATUS_MISSING);
	ck_assert(!reading.round->submissions[2].reported);
	ck_assert(tk_round_balances(reading.round, NULL));
	close_reading(&reading);
}
END_TEST

START_TEST(of_two_files_the_newer_counts)
{
	test_write(dir, "2021-10/kainuu.csv", "Tilanne;1.10.2021\nTunnus;Tila\nA.1;Ei aloitettu\n");
	test_write(dir, "2021-10/kainuu-2.csv", "Tilanne;8.10.2021\nTunnus;Tila\nA.1;Valmis\n");
	struct reading reading = read_period();

	ck_assert_uint_eq(test_count(reading.log, TK_DIAG_FILE_NEWER), 1);
	ck_assert_uint_eq(test_count(reading.log, TK_DIAG_FILE_SECOND), 0);
	ck_assert_int_eq(reading.round->submissions[0].entries[0].status, TK_STATUS_DONE);
	ck_assert(tk_round_balances(reading.round, NULL));
	close_reading(&reading);
}
END_TEST

START_TEST(of_two_files_without_dates_the_second_is_an_error)
{
	test_write(dir, "2021-10/kainuu.csv", "Tunnus;Tila\nA.1;Valmis\n");
	test_write(dir, "2021-10/kainuu_v2.csv", "Tunnus;Tila\nA.1;Ei aloitettu\n");
	struct reading reading = read_period();

	ck_assert_uint_eq(test_count(reading.log, TK_DIAG_FILE_SECOND), 1);
	ck_assert_int_eq(reading.round->submissions[0].entries[0].status, TK_STATUS_DONE);
	ck_assert(tk_round_balances(reading.round, NULL));
	close_reading(&reading);
}
END_TEST

/* An .ods whose one sheet is hidden, with a formula that was never worked out. */
#define HIDDEN_ODS                                                                                 \
	"<office:document-content "                                                                \
	"xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" "                       \
	"xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" "                         \
	"xmlns:style=\"urn:oasis:names:tc:opendocument:xmlns:style:1.0\" "                         \
	"xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\"><office:automatic-styles>"  \
	"<style:style style:name=\"h\" style:family=\"table\"><style:table-properties "            \
	"table:display=\"false\"/></style:style></office:automatic-styles><office:body>"           \
	"<office:spreadsheet><table:table table:name=\"S\" "                                       \
	"table:style-name=\"h\"><table:table-row>"                                                 \
	"<table:table-cell "                                                                       \
	"office:value-type=\"string\"><text:p>Tunnus</text:p></table:table-cell>"                  \
	"<table:table-cell office:value-type=\"string\"><text:p>Tila</text:p></table:table-cell>"  \
	"</table:table-row><table:table-row><table:table-cell office:value-type=\"string\">"       \
	"<text:p>A.1</text:p></table:table-cell><table:table-cell office:value-type=\"string\">"   \
	"<text:p>Valmis</text:p></table:table-cell></table:table-row><table:table-row>"            \
	"<table:table-cell office:value-type=\"string\"><text:p>A.2</text:p></table:table-cell>"   \
	"<table:table-cell table:formula=\"of:=[.B2]\"/></table:table-row></table:table>"          \
	"</office:spreadsheet></office:body></office:document-content>"

/* Kainuu sends an ODS file with a content, Pohjanmaa a whole table. */
static struct reading read_ods(const char *content)
{
	const struct kit_part parts[] = {
		{"mimetype", "application/vnd.oasis.opendocument.spreadsheet"},
		{"content.xml", content},
		{NULL, NULL},
	};
	g_autoptr(GBytes) bytes = kit_zip(parts);
	g_autofree char *path = g_build_filename(dir, "2021-10", "kainuu.ods", NULL);

	test_write(dir, "2021-10/pohjanmaa.csv", "Tunnus;Tila\n" WHOLE);
	ck_assert(g_file_set_contents(path, g_bytes_get_data(bytes, NULL),
				      (gssize)g_bytes_get_size(bytes), NULL));
	return read_period();
}

START_TEST(a_hidden_table_and_an_uncached_formula_are_told)
{
	struct reading reading = read_ods(HIDDEN_ODS);

	ck_assert_uint_eq(test_count(reading.log, TK_DIAG_SHEET_HIDDEN), 1);
	ck_assert_uint_eq(test_count(reading.log, TK_DIAG_CELL_UNCACHED), 1);
	ck_assert_int_eq(reading.round->submissions[0].entries[0].status, TK_STATUS_DONE);
	close_reading(&reading);
}
END_TEST

/* A file that cannot be read is not said to be empty. */
START_TEST(a_damaged_workbook_is_not_empty)
{
	struct reading reading = read_ods(HIDDEN_ODS "<");

	ck_assert_uint_eq(tk_log_count(reading.log, TK_LEVEL_ERROR), 1);
	ck_assert_uint_eq(test_count(reading.log, TK_DIAG_FILE_EMPTY), 0);
	close_reading(&reading);
}
END_TEST

/* Tables that make a careless reader take its rows times the roadmap, or the square of a word: minutes,
 * and Check ends the test. */
static const struct {
	const char *begins, *repeated, *ends;
	unsigned n;
	enum tk_diag id;
} slow[] = {
	{"Tunnus;Tila\n", "Z.9;\n", "A.1;Valmis\n", 200000, TK_DIAG_MESSAGES_CUT},
	{"Tunnus;Tila\nA.1;Valmis\n", "A.9", ";Valmis\n", 300000, TK_DIAG_TASK_UNKNOWN},
	{"Tunnus;Tila\nA.1;", "val", "\n", 300000, TK_DIAG_STATUS_UNKNOWN},
};

START_TEST(takes_no_square)
{
	g_autoptr(GString) tasks = g_string_new("tunnus;osa_alue;tehtava_fi;alku;loppu\n");
	g_autoptr(GString) table = g_string_new(slow[_i].begins);

	for (unsigned i = 1; i <= 2000; i++)
		g_string_append_printf(tasks, "A.%u;ict;Tehtävä;1.4.2021;30.9.2021\n", i);
	for (unsigned i = 0; i < slow[_i].n; i++)
		g_string_append(table, slow[_i].repeated);
	g_string_append(table, slow[_i].ends);
	test_write(dir, "tiekartta.csv", tasks->str);
	test_write(dir, "2021-10/kainuu.csv", table->str);
	struct reading reading = read_period();

	ck_assert_uint_eq(test_count(reading.log, slow[_i].id), 1);
	close_reading(&reading);
}
END_TEST

START_TEST(lock_files_and_strangers_are_passed_over)
{
	test_write(dir, "2021-10/kainuu.csv",
		   "Tunnus;Tila;Valmistumisarvio;Vastuu;Huomiot\nA.1;Valmis;;;\nA.2;Valmis;;;\nB.1;"
		   "Valmis;;;\n");
	test_write(dir, "2021-10/~$kainuu.xlsx", "junk");
	test_write(dir, "2021-10/.~lock.kainuu.ods#", "junk");
	test_write(dir, "2021-10/.hidden.csv", "junk");
	test_write(dir, "2021-10/lue-minut.md", "junk");
	g_autofree char *pipe = g_build_filename(dir, "2021-10", "pohjanmaa.csv", NULL);

	/* Reading a pipe would wait for ever. */
	ck_assert_int_eq(mkfifo(pipe, 0600), 0);
	struct reading reading = read_period();

	ck_assert_uint_eq(reading.round->n_files, 1);
	ck_assert_uint_eq(tk_log_count(reading.log, TK_LEVEL_ERROR), 0);
	close_reading(&reading);
}
END_TEST

/* The name of a file may be any bytes; a manifest that has it must be read again. */
START_TEST(a_name_in_another_encoding_is_shown_in_characters)
{
	test_write(dir, "2021-10/kainuu p\xe4iv.csv", "Tunnus;Tila\nA.1;Valmis\n");
	test_write(dir, "2021-10/sekaannus\n.csv", "Tunnus;Tila\nA.1;Valmis\n");
	struct reading reading = read_period();
	g_autofree char *line = test_line(reading.log, TK_DIAG_FILE_UNKNOWN_REGION);

	ck_assert(reading.round->submissions[0].reported);
	ck_assert_uint_eq(reading.round->n_files, 2);
	ck_assert_str_eq(reading.round->files[0].name, "2021-10/kainuu p\uFFFDiv.csv");
	ck_assert_str_eq(reading.round->files[1].name, "2021-10/sekaannus\u240a.csv");
	ck_assert(g_str_has_prefix(line, "2021-10/sekaannus\u240a.csv: error"));
	close_reading(&reading);
}
END_TEST

START_TEST(a_region_with_a_reason_is_not_asked_for_a_file)
{
	test_write(dir, "2021-10/kainuu.csv", "Tunnus;Tila\n" WHOLE);
	struct reading reading = read_period();

	/* Pohjanmaa is told of, HUS is not. */
	ck_assert_uint_eq(test_count(reading.log, TK_DIAG_REGION_NO_FILE), 1);
	close_reading(&reading);
}
END_TEST

START_TEST(values_keep_their_place)
{
	test_write(dir, "2021-10/kainuu.csv",
		   "Tunnus;Tila;Valmistumisarvio;Vastuu;Huomiot\nA.2;Valmis;Q4/2021; Matti "
		   ";\"Kaksi\nriviä\"\n");
	struct reading reading = read_period();
	const struct tk_entry *entry = &reading.round->submissions[0].entries[1];
	g_autofree char *place = tk_source_text(&entry->source);
	g_autofree char *date = tk_date_iso(entry->estimate);

	ck_assert_str_eq(place, "2021-10/kainuu.csv:B2");
	ck_assert_str_eq(date, "2021-12-31");
	ck_assert_str_eq(entry->owner, "Matti");
	ck_assert_str_eq(entry->note, "Kaksi\nriviä");
	close_reading(&reading);
}
END_TEST

/* ---- The data folder itself ---- */

static const struct {
	const char *name, *file, *text;
	enum tk_diag id;
	const char *has;
} faults[] = {
	{"misspelt key", "tilannekuva.yaml",
	 "title: {fi: x}\nissuer: {fi: y}\nlanguges: [fi]\nperiods:\n  - period: 2021-10\n",
	 TK_DIAG_SETTINGS_KEY, "tilannekuva.yaml:3: fatal: there is no setting “languges”"},
	{"misspelt key of a period", "tilannekuva.yaml",
	 "title: {fi: x}\nissuer: {fi: y}\nperiods:\n  - period: 2021-10\n    publishd: "
	 "2021-11-15\n",
	 TK_DIAG_SETTINGS_KEY,
	 "tilannekuva.yaml:5: fatal: there is no setting “publishd”; use one of these: period, "
	 "reporting-date, published"},
	{"wrong date", "tilannekuva.yaml",
	 "title: {fi: x}\nissuer: {fi: y}\nperiods:\n  - period: 2021-10\n    published: soon\n",
	 TK_DIAG_SETTINGS_VALUE,
	 "tilannekuva.yaml:5: fatal: setting published cannot be “soon”; write 2021-10-31"},
	{"classes out of order", "tilannekuva.yaml",
	 "title: {fi: x}\nissuer: {fi: y}\nperiods:\n  - period: 2021-10\n    classes: [50, 25, "
	 "76]\n",
	 TK_DIAG_SETTINGS_VALUE, "tilannekuva.yaml:5: fatal: setting classes cannot be “25”"},
	{"window backwards", "tilannekuva.yaml",
	 "title: {fi: x}\nissuer: {fi: y}\nperiods:\n  - period: 2021-10\n    window: {from: "
	 "2021-12-01, to: 2021-01-01}\n",
	 TK_DIAG_SETTINGS_VALUE, "setting window: to cannot be “2021-01-01”"},
	{"not YAML", "tilannekuva.yaml", "title: {fi: \"x\n", TK_DIAG_YAML_SYNTAX,
	 "tilannekuva.yaml:2: fatal: this cannot be understood"},
	{"empty settings", "tilannekuva.yaml", "", TK_DIAG_YAML_MISSING, "“title” is missing"},
	{"no settings", "tilannekuva.yaml", NULL, TK_DIAG_FILE_MISSING,
	 "the data has no file tilannekuva.yaml"},
	{"no catalogue", "tiekartta.csv", NULL, TK_DIAG_FILE_MISSING,
	 "the data has no file tiekartta.csv"},
	{"missing column", "alueet.csv", "tunnus;nimi\nkainuu;Kainuu\n", TK_DIAG_TABLE_COLUMN,
	 "alueet.csv:1: fatal: the table has no column “nimi_fi”"},
	{"empty table", "osa-alueet.csv", "tunnus;nimi_fi\n", TK_DIAG_TABLE_EMPTY,
	 "osa-alueet.csv: fatal"},
	{"doubled id", "osa-alueet.csv", "tunnus;nimi_fi\nict;ICT\nict;ICT\nhallinto;H\n",
	 TK_DIAG_TABLE_DUPLICATE, "osa-alueet.csv:A3: fatal"},
	{"unknown area", "tiekartta.csv",
	 "tunnus;osa_alue;tehtava_fi;alku;loppu\nA.1;kahvi;Yksi;1.4.2021;30.9.2021\n",
	 TK_DIAG_TABLE_VALUE,
	 "tiekartta.csv:B2: fatal: the value “kahvi” is not valid; write hallinto, ict"},
	{"an end before the start", "tiekartta.csv",
	 "tunnus;osa_alue;tehtava_fi;alku;loppu\nA.1;ict;Yksi;1.10.2021;30.9.2021\n",
	 TK_DIAG_TABLE_VALUE,
	 "tiekartta.csv:E2: fatal: the value “30.9.2021” is not valid; write ≥ 1.10.2021"},
	{"an empty cell", "tiekartta.csv",
	 "tunnus;osa_alue;tehtava_fi;alku;loppu\nA.1;ict;Yksi;;30.9.2021\n", TK_DIAG_TABLE_MISSING,
	 "tiekartta.csv:D2: fatal: the row has no “alku”"},
	{"unknown cooperation area", "alueet.csv",
	 "tunnus;nimi_fi;yhteistyoalue\nkainuu;Kainuu;idea\n", TK_DIAG_TABLE_VALUE,
	 "alueet.csv:C2: fatal: the value “idea” is not valid; write etela"},
	{"wrong date in the catalogue", "tiekartta.csv",
	 "tunnus;osa_alue;tehtava_fi;alku;loppu\nA.1;ict;Yksi;31.4.2021;30.9.2021\n",
	 TK_DIAG_TABLE_VALUE, "tiekartta.csv:D2: fatal"},
	{"an id that leaves its folder", "alueet.csv", "tunnus;nimi_fi\n../../evil;Evil\n",
	 TK_DIAG_TABLE_VALUE, "alueet.csv:A2: fatal: the value “../../evil” is not valid"},
	{"an id that is a hidden file", "alueet.csv", "tunnus;nimi_fi\n..;Evil\n",
	 TK_DIAG_TABLE_VALUE, "alueet.csv:A2: fatal"},
	{"language twice", "alueet.csv", "tunnus;nimi_fi;kielet\nkainuu;Kainuu;fi,fi\n",
	 TK_DIAG_TABLE_VALUE, "alueet.csv:C2: fatal"},
	{"wrong language", "alueet.csv", "tunnus;nimi_fi;kielet\nkainuu;Kainuu;ruotsi\n",
	 TK_DIAG_TABLE_VALUE, "alueet.csv:C2: fatal"},
};

START_TEST(faults_of_the_data_folder_stop_the_run)
{
	g_autoptr(tk_log) log = tk_log_new();
	g_autofree char *path = g_build_filename(dir, faults[_i].file, NULL);

	test_write(dir, "2021-10/kainuu.csv", "Tunnus;Tila\n" WHOLE);
	if (faults[_i].text)
		test_write(dir, faults[_i].file, faults[_i].text);
	else
		test_remove(path);
	ck_assert_ptr_null(tk_dataset_open(dir, log));
	g_autofree char *line = test_line(log, faults[_i].id);

	ck_assert_msg(line && strstr(line, faults[_i].has), "%s: %s", faults[_i].name, line);
	ck_assert_int_ge(tk_log_exit(log), TK_EXIT_DATA);
}
END_TEST

START_TEST(a_folder_without_periods_is_told)
{
	g_autoptr(tk_log) log = tk_log_new();

	ck_assert_ptr_null(tk_dataset_open(dir, log));
	ck_assert_uint_eq(test_count(log, TK_DIAG_NO_PERIODS), 1);
	ck_assert_int_eq(tk_log_exit(log), TK_EXIT_NO_INPUT);
}
END_TEST

START_TEST(a_period_that_is_not_set_goes_on_as_the_one_before)
{
	test_write(dir, "2021-12/kainuu.csv", "Tunnus;Tila\n" WHOLE);
	g_autoptr(tk_log) log = tk_log_new();
	g_autoptr(tk_dataset) dataset = tk_dataset_open(dir, log);

	ck_assert_ptr_nonnull(dataset);
	ck_assert_uint_eq(test_count(log, TK_DIAG_PERIOD_NOT_SET), 1);
	ck_assert_int_eq(dataset->periods[0].window_start, tk_date_from_ymd(2021, 4, 1));
	ck_assert_int_eq(dataset->periods[0].reporting_date, tk_date_from_ymd(2021, 12, 31));
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("submission");
	TCase *tests = tcase_create("submission");

	tcase_set_timeout(tests, 60);
	tcase_add_checked_fixture(tests, open_dir, close_dir);
	suite_add_tcase(suite, tests);
	tcase_add_loop_test(tests, a_complaint_names_its_cell, 0, G_N_ELEMENTS(complaints));
	tcase_add_loop_test(tests, untidy_tables_are_read, 0, G_N_ELEMENTS(readings));
	tcase_add_test(tests, several_regions_in_one_file);
	tcase_add_test(tests, of_two_files_the_newer_counts);
	tcase_add_test(tests, of_two_files_without_dates_the_second_is_an_error);
	tcase_add_test(tests, a_hidden_table_and_an_uncached_formula_are_told);
	tcase_add_test(tests, a_damaged_workbook_is_not_empty);
	tcase_add_loop_test(tests, takes_no_square, 0, G_N_ELEMENTS(slow));
	tcase_add_test(tests, lock_files_and_strangers_are_passed_over);
	tcase_add_test(tests, a_name_in_another_encoding_is_shown_in_characters);
	tcase_add_test(tests, a_region_with_a_reason_is_not_asked_for_a_file);
	tcase_add_test(tests, values_keep_their_place);
	tcase_add_loop_test(tests, faults_of_the_data_folder_stop_the_run, 0, G_N_ELEMENTS(faults));
	tcase_add_test(tests, a_folder_without_periods_is_told);
	tcase_add_test(tests, a_period_that_is_not_set_goes_on_as_the_one_before);
	return test_main(suite);
}
