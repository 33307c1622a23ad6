#include "check_workbook_files.h"

enum {
	GUIDE,
	PROGRESS,
	READINESS,
	CHANGE,
	HISTORY,
	FORECAST,
	COOPS,
	CHARTS,
	LATE,
	RISKS,
	TOLD_RISKS,
	INDICATORS,
	TASKS,
	QUALITY,
	LEDGER,
	TOTALS,
	COVERAGE,
	CHART_DATA,
	NAMES,
	METHOD,
	N_SHEETS
};

static const char *const sheet_names[TK_N_LANGS][N_SHEETS] = {
	[TK_FI] = {"Ohje",
		   "Eteneminen",
		   "Valmiusaste",
		   "Muutos",
		   "Kehitys",
		   "Ennuste",
		   "Yhteistyöalueet",
		   "Kaaviot",
		   "Myöhässä",
		   "Riskit",
		   "Riskit alueittain",
		   "Mittarit",
		   "Tehtävät",
		   "Laatu",
		   "Tulkinnat",
		   "Täsmäytys",
		   "Kattavuus",
		   "Kaavioiden tiedot",
		   "Nimet",
		   "Menetelmä"},
	[TK_SV] = {"Anvisning",
		   "Framsteg",
		   "Beredskapsgrad",
		   "Förändring",
		   "Utveckling",
		   "Prognos",
		   "Samarbetsområden",
		   "Diagram",
		   "Försenade",
		   "Risker",
		   "Risker per region",
		   "Indikatorer",
		   "Uppgifter",
		   "Kvalitet",
		   "Tolkningar",
		   "Avstämning",
		   "Täckning",
		   "Diagramdata",
		   "Namn",
		   "Metod"},
	[TK_EN] =
		{"Guide",           "Progress",          "Readiness",  "Change",  "Trend",
		 "Forecast",        "Cooperation areas", "Charts",     "Late",    "Risks",
		 "Risks by region", "Indicators",        "Tasks",      "Quality", "Interpretations",
		 "Control totals",  "Coverage",          "Chart data", "Names",   "Method"},
};

#define TASKS_PART "xl/worksheets/sheet13.xml"

/* Rows of the sheets [0-based]. */
enum { HEADS = 3, COUNTS, COUNTRY, REGIONS };

/* Columns of the sheet of tasks. */
enum {
	COL_PERIOD,
	COL_STATUS = 7,
	COL_LATE = 11,
	COL_START,
	COL_END,
	COL_OWNER = 16,
	COL_NOTE,
	COL_BEFORE,
	COL_FILE
};

static char *write_book(enum tk_lang lang, const char *name)
{
	char *path = in_dir(name);

	ck_assert(tk_workbook_write_national(world.picture, world.kit, lang, path, world.out));
	return path;
}

static struct tk_sheet *write_sheet(enum tk_lang lang, unsigned sheet)
{
	g_autofree char *path = write_book(lang, "book.xlsx");

	return sheet_of(path, sheet_names[lang][sheet]);
}

static const char *region_name(const char *id, enum tk_lang lang)
{
	unsigned region = tk_dataset_find_region(world.dataset, id);

	ck_assert_uint_ne(region, TK_NONE);
	return tk_names_in(&world.dataset->regions[region].name, lang);
}

/* ---- The published tables ---- */

static struct tk_sheet *published(const char *name)
{
	g_autofree char *relative = g_strconcat("samples/julkaistu/", name, NULL);
	g_autofree char *path = test_source_path(relative);

	return sheet_of(path, NULL);
}

/* The two cells that no task list can give (samples/README.md). */
static const struct {
	const char *region;
	unsigned col;
	int percent;
} known_otherwise[] = {{"helsinki", 3, 41}, {"ita-uusimaa", 7, 31}};

/* Compares a published table with a sheet; \return how many cells there were. */
static unsigned compare(const struct tk_sheet *table, const struct tk_sheet *sheet,
			enum tk_lang lang, unsigned first_row, unsigned exception)
{
	unsigned n = 0;

	for (unsigned row = first_row; row < table->n_rows; row++) {
		const char *id = text_at(table, row, 0);
		unsigned at = row_of(sheet, 0, region_name(id, lang));

		for (unsigned col = 1; *text_at(table, row, col); col++, n++) {
			int expected = 0,
			    value = (int)(number_at(sheet, at, col) * 100 + 0.5 + 1e-9);
			bool other = strcmp(id, known_otherwise[exception].region) == 0 &&
				     col == known_otherwise[exception].col;

			expected = (int)g_ascii_strtoll(text_at(table, row, col), NULL, 10);
			ck_assert_int_eq(value,
					 other ? known_otherwise[exception].percent : expected);
			ck_assert(!other || value != expected);
		}
	}
	return n;
}

START_TEST(progress_is_as_published)
{
	enum tk_lang lang = (enum tk_lang)_i;

	samples_begin();
	g_autoptr(tk_sheet) table = published("eteneminen-2021-10.csv");
	g_autoptr(tk_sheet) sheet = write_sheet(lang, PROGRESS);
	static const int counts[] = {69, 30, 17, 20, 55, 191};

	ck_assert_uint_eq(compare(table, sheet, lang, 2, 0), 110);
	for (unsigned i = 0; i < G_N_ELEMENTS(counts); i++)
		ck_assert_int_eq((int)number_at(sheet, COUNTS, 1 + i), counts[i]);
	world_end();
}
END_TEST

START_TEST(readiness_is_as_published)
{
	enum tk_lang lang = (enum tk_lang)_i;

	samples_begin();
	g_autoptr(tk_sheet) table = published("valmiusaste-2021-10.csv");
	g_autoptr(tk_sheet) sheet = write_sheet(lang, READINESS);

	ck_assert_uint_eq(compare(table, sheet, lang, 1, 1), 220);
	world_end();
}
END_TEST

/* ---- Figures are those of the picture ---- */

START_TEST(progress_has_every_figure)
{
	samples_begin();
	const struct tk_picture *picture = world.picture;
	g_autoptr(tk_sheet) sheet = write_sheet(TK_FI, PROGRESS);
	unsigned n_areas = world.dataset->n_areas;

	for (unsigned r = 0; r < world.dataset->n_regions; r++) {
		const struct tk_figures *figures = tk_measures_region(picture->now, r, 0);
		unsigned row = row_of(sheet, 0, world.dataset->regions[r].name.in[TK_FI]);

		if (!picture->now->reported[r])
			continue;
		for (unsigned a = 0; a <= n_areas; a++)
			ck_assert_double_eq_tol(number_at(sheet, row, 1 + a),
						(double)figures[a].progress.k /
							(double)figures[a].progress.n,
						1e-12);
		ck_assert_uint_eq((unsigned)number_at(sheet, row, n_areas + 2),
				  tk_picture_rank(picture, TK_MEASURE_PROGRESS, r, TK_ALL_AREAS));
		ck_assert_int_eq((int64_t)number_at(sheet, row, n_areas + 5),
				 figures[n_areas].n_late);
	}
	ck_assert_int_eq((int64_t)number_at(sheet, COUNTRY, n_areas + 5),
			 tk_measures_country(picture->now, TK_ALL_AREAS)->n_late);
	world_end();
}
END_TEST

START_TEST(regions_stand_by_name)
{
	samples_begin();
	g_autoptr(tk_sheet) sheet = write_sheet((enum tk_lang)_i, PROGRESS);

	for (unsigned r = 1; r < world.dataset->n_regions; r++)
		ck_assert_int_lt(tk_name_compare(text_at(sheet, REGIONS + r - 1, 0),
						 text_at(sheet, REGIONS + r, 0)),
				 0);
	world_end();
}
END_TEST

START_TEST(region_without_figures_says_why)
{
	static const char *const reasons[] = {"Tilannekuvaseurantaa tarkennetaan",
					      "Uppföljningen av lägesbilden preciseras",
					      "Monitoring is being specified"};

	samples_begin();
	g_autoptr(tk_sheet) sheet = write_sheet((enum tk_lang)_i, PROGRESS);
	unsigned row = row_of(sheet, 0, "HUS");

	ck_assert_str_eq(text_at(sheet, row, 1), reasons[_i]);
	for (unsigned col = 2; col <= 6; col++)
		ck_assert_str_eq(text_at(sheet, row, col), "");
	for (unsigned col = 7; col <= 10; col++)
		ck_assert_str_eq(text_at(sheet, row, col), "–");
	world_end();
}
END_TEST

START_TEST(changes_add_up)
{
	samples_begin();
	g_autoptr(tk_sheet) sheet = write_sheet(TK_FI, CHANGE);
	unsigned n = 0;

	for (unsigned i = 0; i < sheet->n_rows; i++) {
		unsigned row = sheet->rows[i].row;
		const struct tk_cell *whole = cell_at(sheet, row, 3);
		double sum = 0;

		if (row <= HEADS || !whole)
			continue;
		for (unsigned col = 4; col <= 7; col++)
			sum += number_at(sheet, row, col);
		ck_assert_double_eq_tol(sum, whole->number, 1e-9);
		ck_assert_double_eq(number_at(sheet, row, 8), 0);
		n++;
	}
	ck_assert_uint_eq(n, 1 + 22 + world.dataset->n_coops);
	/* The cooperation areas have a heading, and a blank row before it. */
	unsigned heading = row_of(sheet, 0, "Yhteistyöalueet");

	ck_assert_str_eq(text_at(sheet, heading - 1, 0), "");
	ck_assert_str_ne(text_at(sheet, heading - 2, 0), "");
	ck_assert_str_eq(text_at(sheet, heading, 3), "");
	world_end();
}
END_TEST

START_TEST(every_task_has_a_row)
{
	samples_begin();
	g_autoptr(tk_sheet) sheet = write_sheet(TK_SV, TASKS);
	unsigned n = 0, late = 0;

	for (unsigned i = 0; i < sheet->n_rows; i++) {
		const struct tk_row *row = &sheet->rows[i];

		if (row->row <= HEADS)
			continue;
		n++;
		ck_assert_uint_eq(tk_row_cell(row, COL_START)->type, TK_CELL_DATE);
		ck_assert_uint_eq(tk_row_cell(row, COL_END)->type, TK_CELL_DATE);
		ck_assert_str_eq(tk_row_cell(row, COL_PERIOD)->text, "10/2021");
		late += strcmp(tk_row_cell(row, COL_LATE)->text, "ja") == 0;
		/* Files are named from the data folder on. */
		ck_assert(g_str_has_prefix(tk_row_cell(row, COL_FILE)->text, "2021-10/"));
	}
	ck_assert_uint_eq(n, 22 * 344);
	ck_assert_uint_eq(late, 423);
	world_end();
}
END_TEST

START_TEST(control_totals_balance)
{
	samples_begin();
	g_autofree char *path = write_book(TK_EN, "book.xlsx");
	g_autoptr(tk_sheet) totals = sheet_of(path, "Control totals");
	g_autoptr(tk_sheet) coverage = sheet_of(path, "Coverage");
	const struct tk_round *round = world.rounds[2];

	for (unsigned i = 0; i <= round->n_files; i++) {
		ck_assert_double_eq(number_at(totals, HEADS + 1 + i, 7), 0);
		ck_assert_str_eq(text_at(totals, HEADS + 1 + i, 8), "balances");
	}
	for (unsigned i = 0; i < 22; i++)
		ck_assert_double_eq(
			number_at(coverage,
				  row_of(coverage, 0, world.dataset->regions[0].name.in[TK_EN]), 5),
			0);
	world_end();
}
END_TEST

START_TEST(wrong_totals_are_shown)
{
	small_begin(2);
	struct tk_input_file *file = g_new0(struct tk_input_file, 1);

	*file = (struct tk_input_file){
		.name = "2021-10/kyla.csv", .format = "csv", .totals = {5, 3, 0, 0, 1}};
	world.rounds[1]->files = file;
	world.rounds[1]->n_files = 1;
	g_autoptr(tk_sheet) sheet = write_sheet(TK_FI, TOTALS);

	ck_assert_double_eq(number_at(sheet, 5, 7), 1);
	ck_assert_str_eq(text_at(sheet, 5, 8), "ei täsmää");
	ck_assert_str_eq(text_at(sheet, 4, 8), "ei täsmää");
	world_end();
}
END_TEST

/* ---- Sheets and their shape ---- */

START_TEST(sheets_have_their_names)
{
	small_begin(2);
	g_autofree char *path = write_book((enum tk_lang)_i, "book.xlsx");
	g_autoptr(tk_book) book = book_of(path);

	ck_assert_uint_eq(tk_book_n_sheets(book), N_SHEETS);
	for (unsigned i = 0; i < N_SHEETS; i++) {
		ck_assert_str_eq(tk_book_sheet_name(book, i), sheet_names[_i][i]);
		ck_assert_int_le(g_utf8_strlen(sheet_names[_i][i], -1), 31);
		/* Excel has that name for itself, and mends a workbook that uses it. */
		ck_assert_str_ne(sheet_names[_i][i], "History");
	}
	world_end();
}
END_TEST

static const char *const table_marks[] = {
	"<pane ",
	"state=\"frozen\"",
	"<autoFilter ",
	"orientation=\"landscape\"",
	"showGridLines=\"0\"",
	"fitToHeight=\"0\"",
	"<oddFooter>",
	"fitToPage=\"1\"",
};

START_TEST(tables_are_fit_for_use)
{
	small_begin(2);
	g_autofree char *path = write_book(TK_FI, "book.xlsx");

	for (unsigned i = PROGRESS; i <= COVERAGE; i++) {
		g_autofree char *name = g_strdup_printf("xl/worksheets/sheet%u.xml", i + 1);
		g_autofree char *xml = part_of(path, name);
		bool filter = strcmp(table_marks[_i], "<autoFilter ") == 0;

		/* The pictures are no table, and that of tasks is one with a filter of its own. */
		if (i != CHARTS && !(i == TASKS && filter))
			ck_assert_msg(strstr(xml, table_marks[_i]) != NULL, "sheet %u", i);
		ck_assert_ptr_null(strstr(xml, "<mergeCell"));
	}
	g_autofree char *book = part_of(path, "xl/workbook.xml");

	ck_assert_ptr_nonnull(strstr(book, "_xlnm.Print_Titles"));
	ck_assert_ptr_nonnull(strstr(book, "Tehtavat_tila"));
	world_end();
}
END_TEST

START_TEST(properties_are_told)
{
	static const char *const marks[] = {"<dc:title>Tilannekuva 10/2021</dc:title>",
					    "<dc:creator>Ministeriö &amp; muut</dc:creator>",
					    ">2021-10-31T12:00:00Z</dcterms:created>"};

	small_begin(2);
	g_autofree char *path = write_book(TK_FI, "book.xlsx");
	g_autofree char *core = part_of(path, "docProps/core.xml");

	for (unsigned i = 0; i < G_N_ELEMENTS(marks); i++)
		ck_assert_msg(strstr(core, marks[i]) != NULL, "%s in %s", marks[i], core);
	g_autofree char *sheet = part_of(path, "xl/worksheets/sheet2.xml");

	ck_assert_ptr_nonnull(strstr(sheet, "Ministeriö &amp;&amp; muut"));
	world_end();
}
END_TEST

static const struct {
	unsigned n_classes;
	const char *first, *last;
	bool there;
} pips[] = {
	{3, "●○○", "●●●", true},
	{4, "●○○○", "●●●●", true},
	{5, "●○○○○", "●●●●●", true},
	{4, "●○○○○", "●●●●●", false},
};

START_TEST(classes_have_pips)
{
	small_begin(2);
	world.dataset->periods[1].n_classes = pips[_i].n_classes;
	world_look();
	g_autofree char *path = write_book(TK_FI, "book.xlsx");
	g_autofree char *styles = part_of(path, "xl/styles.xml");
	g_autofree char *first = g_strconcat("&quot;", pips[_i].first, "\u2003&quot;??0", NULL);
	g_autofree char *last = g_strconcat("&quot;", pips[_i].last, "\u2003&quot;??0", NULL);

	ck_assert_int_eq(strstr(styles, first) != NULL, pips[_i].there);
	ck_assert_int_eq(strstr(styles, last) != NULL, pips[_i].there);
	world_end();
}
END_TEST

/* ---- Formulas ---- */

START_TEST(shares_are_formulas)
{
	small_begin(2);
	g_autofree char *path = write_book(TK_FI, "book.xlsx");
	g_autofree char *progress = part_of(path, "xl/worksheets/sheet2.xml");
	g_autofree char *tasks = part_of(path, TASKS_PART);

	ck_assert_ptr_nonnull(strstr(progress, "COUNTIFS(Tehtavat_alue,$A"));
	ck_assert_ptr_nonnull(strstr(tasks, "<f>IF(AND(N5&lt;tk_reporting_date,"));
	world_end();
}
END_TEST

/* Names that a formula would take for a pattern, or that stand for two regions. */
static const char *const bad_names[] = {"Kylä*", "Ky?lä", "~Kylä", "<Kylä", "=Kylä", "saari", ""};

START_TEST(shares_are_numbers_where_names_cannot_be_looked_up)
{
	small_begin(2);
	g_autoptr(tk_sheet) before = write_sheet(TK_FI, PROGRESS);

	g_free(world.dataset->regions[KYLA].name.in[TK_FI]);
	world.dataset->regions[KYLA].name.in[TK_FI] = g_strdup(bad_names[_i]);
	if (!*bad_names[_i]) {
		g_clear_pointer(&world.dataset->regions[KYLA].name.in[TK_SV], g_free);
		g_clear_pointer(&world.dataset->regions[KYLA].name.in[TK_EN], g_free);
	}
	g_autofree char *path = write_book(TK_FI, "other.xlsx");
	g_autofree char *xml = part_of(path, "xl/worksheets/sheet2.xml");
	g_autoptr(tk_sheet) after = sheet_of(path, "Eteneminen");

	ck_assert_ptr_null(strstr(xml, "COUNTIFS"));
	for (unsigned col = 1; col <= 3; col++)
		ck_assert_double_eq(number_at(before, COUNTRY, col),
				    number_at(after, COUNTRY, col));
	world_end();
}
END_TEST

/* ---- Regions without figures, a single period ---- */

START_TEST(small_world_tells_reasons)
{
	small_begin(2);
	g_autofree char *path = write_book(TK_FI, "book.xlsx");
	g_autoptr(tk_sheet) progress = sheet_of(path, "Eteneminen");
	g_autoptr(tk_sheet) change = sheet_of(path, "Muutos");
	g_autoptr(tk_sheet) coverage = sheet_of(path, "Kattavuus");

	ck_assert_str_eq(text_at(progress, row_of(progress, 0, "Niemi"), 1),
			 "Seurantaa tarkennetaan");
	ck_assert_str_eq(text_at(progress, row_of(progress, 0, "Lahti"), 1),
			 "Alueelta ei ole saatu tiedostoa");
	ck_assert_str_eq(text_at(coverage, row_of(coverage, 0, "Niemi"), 2),
			 "Seurantaa tarkennetaan");
	/* Saari is new: it has a figure, but no change. */
	ck_assert_double_gt(number_at(progress, row_of(progress, 0, "Saari"), 3), 0);
	ck_assert_str_eq(text_at(change, row_of(change, 0, "Saari"), 3), "–");
	world_end();
}
END_TEST

START_TEST(rejected_file_gives_its_reason)
{
	small_begin(2);
	struct tk_source source = {"2021-10/lahti.xlsx", NULL, TK_NOWHERE, TK_NOWHERE};

	world.rounds[1]->submissions[LAHTI].file = source.file;
	tk_log_add(world.log, TK_DIAG_FILE_ENCRYPTED, &source, NULL);
	g_autoptr(tk_sheet) sheet = write_sheet(TK_EN, PROGRESS);

	ck_assert_ptr_nonnull(strstr(text_at(sheet, row_of(sheet, 0, "Lahti"), 1), "password"));
	world_end();
}
END_TEST

START_TEST(single_period_has_no_change)
{
	small_begin(1);
	g_autofree char *path = write_book((enum tk_lang)_i, "book.xlsx");
	g_autoptr(tk_sheet) change = sheet_of(path, sheet_names[_i][CHANGE]);
	g_autoptr(tk_sheet) progress = sheet_of(path, sheet_names[_i][PROGRESS]);

	ck_assert_str_eq(text_at(change, HEADS + 1, 0),
			 tk_text(world.kit->texts, (enum tk_lang)_i, "workbook.change.none"));
	ck_assert_str_eq(text_at(progress, COUNTRY, 5), "–");
	/* No dash stands for the period that is not there. */
	ck_assert_ptr_null(strstr(text_at(change, 0, 0), "–"));
	world_end();
}
END_TEST

/* A region that none of the tasks applies to has no share, and the first sheet says why. */
START_TEST(region_without_tasks_says_why)
{
	small_begin(1);
	for (unsigned t = 0; t < SMALL_TASKS; t++)
		small_entry(KYLA, t)->status = TK_STATUS_NOT_APPLICABLE;
	world_look();
	g_autofree char *path = write_book(TK_FI, "book.xlsx");
	g_autoptr(tk_sheet) guide = sheet_of(path, "Ohje");
	g_autoptr(tk_sheet) data = sheet_of(path, "Kaavioiden tiedot");
	unsigned n_told = 0, n_placed = 0;

	for (unsigned row = 0; row < 100; row++) {
		if (strcmp(text_at(guide, row, 0), "Kylä") == 0)
			n_told += strstr(text_at(guide, row, 1), "ei koske aluetta") != NULL;
	}
	ck_assert_uint_eq(n_told, 1);
	/* Kylä has no place among the bars, so no bar looks for it. */
	for (unsigned row = HEADS + 1; row < data->n_rows; row++) {
		n_placed += *text_at(data, row, 4) != '\0';
		ck_assert_str_ne(text_at(data, row, 4), "Kylä");
	}
	ck_assert_uint_eq(n_placed, world.picture->now->n_reported - 1);
	world_end();
}
END_TEST

/* Dates are those of the language wherever the workbook is opened. */
START_TEST(dates_are_of_the_language)
{
	small_begin(2);
	g_autofree char *path = write_book((enum tk_lang)_i, "book.xlsx");
	g_autofree char *styles = part_of(path, "xl/styles.xml");
	bool english = _i == TK_EN;

	ck_assert_int_eq(strstr(styles, "\"d.m.yyyy") != NULL, !english);
	ck_assert_int_eq(strstr(styles, "\"[$-809]d mmm yyyy") != NULL, english);
	ck_assert_int_eq(strstr(styles, "\"[$-809]d mmmm yyyy") != NULL, english);
	world_end();
}
END_TEST

START_TEST(made_up_figures_are_told)
{
	small_begin(2);
	world.dataset->periods[1].illustrative = true;
	g_autoptr(tk_sheet) progress = write_sheet(TK_EN, PROGRESS);

	ck_assert_ptr_nonnull(strstr(text_at(progress, 2, 0), "examples, not published"));
	world_end();
}
END_TEST

/* Where figures of the period before are, or of every period. */
static const struct {
	const char *sheet, *told;
} compared[] = {
	{"Progress", "compared with, 6/2021, are examples"},
	{"Readiness", NULL},
	{"Change", "compared with, 6/2021, are examples"},
	{"Trend", "Examples, not published data: 6/2021."},
	{"Forecast", "Examples, not published data: 6/2021."},
	{"Cooperation areas", "compared with, 6/2021, are examples"},
	{"Charts", "Examples, not published data: 6/2021."},
	{"Late", NULL},
	{"Risks", "compared with, 6/2021, are examples"},
	{"Risks by region", NULL},
	{"Indicators", "compared with, 6/2021, are examples"},
	{"Tasks", "compared with, 6/2021, are examples"},
	{"Chart data", "Examples, not published data: 6/2021."},
};

START_TEST(made_up_periods_are_told_where_they_count)
{
	small_begin(2);
	world.dataset->periods[0].illustrative = true;
	world.dataset->periods[0].month = 6;
	g_autofree char *path = write_book(TK_EN, "book.xlsx");
	g_autoptr(tk_sheet) sheet = sheet_of(path, compared[_i].sheet);
	const char *text = text_at(sheet, 2, 0);

	if (compared[_i].told)
		ck_assert_msg(strstr(text, compared[_i].told), "%s", text);
	else
		ck_assert_str_eq(text, "");
	world_end();
}
END_TEST

START_TEST(dates_of_the_guide_are_dates)
{
	small_begin(2);
	world.dataset->periods[1].published = tk_date_from_ymd(2021, 11, 15);
	g_autoptr(tk_sheet) guide = write_sheet(TK_EN, GUIDE);

	ck_assert_str_eq(text_at(guide, row_of(guide, 0, "Published"), 1), "2021-11-15");
	world_end();
}
END_TEST

/* ---- Hostile texts ---- */

static const struct {
	const char *sent, *read;
} hostile[] = {
	{"=HYPERLINK(\"http://x\",\"y\")", NULL},
	{"+1+1", NULL},
	{"-1", NULL},
	{"@SUM(A1)", NULL},
	{"{=1+1}", NULL},
	{"12,5", NULL},
	{"2021-10-01", NULL},
	{"TRUE", NULL},
	{"http://example.invalid/", NULL},
	{"mailto:a@example.invalid", NULL},
	{"internal:'Ohje'!A1", NULL},
	{"external:c:\\x.xlsx", NULL},
	{"<b>&amp;</b> \"'", NULL},
	{"_x0041_", NULL},
	{"_x000D_ ja _x005F_", NULL},
	{"  välejä  ", NULL},
	{"rivi\nrivi", NULL},
	{"rivi\r\nrivi", "rivi\nrivi"},
	{"vaunu\rpalautus", "vaunu\npalautus"},
	{"a\x01\x1f\x7fz", "a\u2401\u241f\u2421z"},
	{"\xff\xfe", "\uFFFD\uFFFD"},
	{"\xc2\x85\xef\xbf\xbe\xef\xbf\xbf", "\uFFFD\uFFFD\uFFFD"},
	{"järjestä\u00adminen", "järjestäminen"},
	{"\U0001F600", NULL},
	{"שלום", NULL},
	{"lasku\u202Efdp.exe\u202D", "lasku\uFFFDfdp.exe\uFFFD"},
	{"]]>", NULL},
	{"#REF!", NULL},
};

START_TEST(hostile_texts_stay_texts)
{
	const char *expected = hostile[_i].read ? hostile[_i].read : hostile[_i].sent;

	small_begin(2);
	small_entry(KYLA, 1)->note = g_strdup(hostile[_i].sent);
	small_entry(KYLA, 1)->owner = g_strdup(hostile[_i].sent);
	g_autofree char *path = write_book(TK_FI, "book.xlsx");
	g_autoptr(tk_sheet) sheet = sheet_of(path, "Tehtävät");
	const struct tk_cell *cell = cell_at(sheet, HEADS + 2, COL_NOTE);
	g_autofree char *xml = part_of(path, TASKS_PART);

	ck_assert_ptr_nonnull(cell);
	ck_assert_uint_eq(cell->type, TK_CELL_TEXT);
	ck_assert_str_eq(cell->text, expected);
	ck_assert_str_eq(text_at(sheet, HEADS + 2, COL_OWNER), expected);
	ck_assert_ptr_null(strstr(xml, "<hyperlink"));
	/* Owner and note of the second row are shared strings, and no formula is near them. */
	ck_assert_ptr_nonnull(strstr(xml, "<c r=\"Q6\""));
	for (const char *at = strstr(xml, "<c r=\"Q6\""); at < strstr(xml, "<c r=\"S6\""); at++)
		ck_assert(!g_str_has_prefix(at, "<f>"));
	ck_assert_uint_eq(tk_log_n_messages(world.out), 0);
	world_end();
}
END_TEST

/* Lengths around the limit, in one and in two UTF-16 units a character. */
static const struct {
	const char *character;
	unsigned n, n_left;
} lengths[] = {{"x", 32767, 32767},
	       {"x", 32768, 32767},
	       {"ä", 40000, 32767},
	       {"\U0001F600", 16384, 16383}};

START_TEST(long_texts_are_cut)
{
	small_begin(2);
	GString *text = g_string_new(NULL);

	for (unsigned i = 0; i < lengths[_i].n; i++)
		g_string_append(text, lengths[_i].character);
	small_entry(KYLA, 0)->note = g_string_free(text, FALSE);
	g_autofree char *path = write_book(TK_FI, "book.xlsx");
	g_autoptr(tk_sheet) sheet = sheet_of(path, "Tehtävät");
	bool cut = lengths[_i].n > lengths[_i].n_left;

	ck_assert_int_eq(g_utf8_strlen(text_at(sheet, HEADS + 1, COL_NOTE), -1),
			 lengths[_i].n_left);
	ck_assert_uint_eq(test_count(world.out, TK_DIAG_CELL_TOO_LONG), cut);
	if (cut) {
		g_autofree char *line = test_line(world.out, TK_DIAG_CELL_TOO_LONG);

		ck_assert_msg(strstr(line, "kyla.xlsx:Tehtävät!C2") != NULL, "%s", line);
	}
	world_end();
}
END_TEST

/* ---- The same bytes, or none ---- */

static bool write_any_book(const char *path)
{
	return tk_workbook_write_national(world.picture, world.kit, TK_FI, path, world.out);
}

/* The workbook itself would fit, but not the sheet that it is packed from. */
START_TEST(lost_temporary_file_is_noticed)
{
	samples_begin();
	g_autofree char *path = in_dir("book.xlsx");

	ck_assert(!write_limited(write_any_book, path, 2 << 20));
	ck_assert_uint_eq(test_count(world.out, TK_DIAG_OUTPUT_FAILED), 1);
	assert_nothing_but(world.dir, NULL);
	ck_assert(write_any_book(path));
	world_end();
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("workbook");
	TCase *figures = tcase_create("figures"), *shape = tcase_create("shape");
	TCase *hostility = tcase_create("hostile"), *files = add_file_tests(suite);

	tcase_set_timeout(figures, 120);
	tcase_add_loop_test(figures, progress_is_as_published, 0, TK_N_LANGS);
	tcase_add_loop_test(figures, readiness_is_as_published, 0, TK_N_LANGS);
	tcase_add_test(figures, progress_has_every_figure);
	tcase_add_loop_test(figures, regions_stand_by_name, 0, TK_N_LANGS);
	tcase_add_loop_test(figures, region_without_figures_says_why, 0, TK_N_LANGS);
	tcase_add_test(figures, changes_add_up);
	tcase_add_test(figures, every_task_has_a_row);
	tcase_add_test(figures, control_totals_balance);
	tcase_add_test(figures, wrong_totals_are_shown);
	tcase_add_loop_test(shape, sheets_have_their_names, 0, TK_N_LANGS);
	tcase_add_loop_test(shape, tables_are_fit_for_use, 0, G_N_ELEMENTS(table_marks));
	tcase_add_test(shape, properties_are_told);
	tcase_add_loop_test(shape, classes_have_pips, 0, G_N_ELEMENTS(pips));
	tcase_add_test(shape, shares_are_formulas);
	tcase_add_loop_test(shape, shares_are_numbers_where_names_cannot_be_looked_up, 0,
			    G_N_ELEMENTS(bad_names));
	tcase_add_test(shape, small_world_tells_reasons);
	tcase_add_test(shape, rejected_file_gives_its_reason);
	tcase_add_loop_test(shape, single_period_has_no_change, 0, TK_N_LANGS);
	tcase_add_test(shape, region_without_tasks_says_why);
	tcase_add_loop_test(shape, dates_are_of_the_language, 0, TK_N_LANGS);
	tcase_add_test(shape, made_up_figures_are_told);
	tcase_add_loop_test(shape, made_up_periods_are_told_where_they_count, 0,
			    G_N_ELEMENTS(compared));
	tcase_add_test(shape, dates_of_the_guide_are_dates);
	tcase_add_loop_test(hostility, hostile_texts_stay_texts, 0, G_N_ELEMENTS(hostile));
	tcase_add_loop_test(hostility, long_texts_are_cut, 0, G_N_ELEMENTS(lengths));
	tcase_add_test(files, lost_temporary_file_is_noticed);
	suite_add_tcase(suite, figures);
	suite_add_tcase(suite, shape);
	suite_add_tcase(suite, hostility);
	return test_main(suite);
}
