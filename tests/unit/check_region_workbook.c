#include "check_workbook_files.h"

/* Rows and columns of the sheets [0-based]. */
enum { TITLE, NOTE, HEADS = 3, FIRST };
enum { FIG_MEASURE, FIG_AREA, FIG_OWN, FIG_MEDIAN, FIG_COUNTRY, FIG_RANK, FIG_BEFORE, FIG_CHANGE };
enum {
	TASK_STATUS = 4,
	TASK_BEFORE,
	TASK_MOVED,
	TASK_START,
	TASK_END,
	TASK_LATE = 10,
	TASK_ESTIMATE,
	TASK_SLIP,
	TASK_OWNER,
	TASK_REMARK,
	TASK_SOURCE
};

static const char *const measure_words[] = {"Eteneminen", "Käynnissä", "Valmis", "Myöhässä olevia"};

static char *write_book(unsigned region, enum tk_lang lang)
{
	char *path = in_dir("book.xlsx");

	ck_assert(
		tk_workbook_write_region(world.picture, region, world.kit, lang, path, world.out));
	return path;
}

static struct tk_sheet *write_sheet(unsigned region, const char *name)
{
	g_autofree char *path = write_book(region, TK_FI);

	return sheet_of(path, name);
}

/* ---- Sheets ---- */

static const char *const sheet_names[TK_N_LANGS][9] = {
	[TK_FI] = {"Ohje", "Luvut", "Tehtävät", "Myöhässä", "Riskit", "Mittarit", "Laatu",
		   "Tulkinnat", "Nimet"},
	[TK_SV] = {"Anvisning", "Siffror", "Uppgifter", "Försenade", "Risker", "Indikatorer",
		   "Kvalitet", "Tolkningar", "Namn"},
	[TK_EN] = {"Guide", "Figures", "Tasks", "Late", "Risks", "Indicators", "Quality",
		   "Interpretations", "Names"},
};

START_TEST(sheets_have_their_names)
{
	small_begin(2);
	g_autofree char *path = write_book(KYLA, (enum tk_lang)_i);
	g_autoptr(tk_book) book = book_of(path);

	ck_assert_uint_eq(tk_book_n_sheets(book), G_N_ELEMENTS(sheet_names[0]));
	for (unsigned i = 0; i < G_N_ELEMENTS(sheet_names[0]); i++) {
		g_autoptr(tk_sheet) sheet = tk_book_read_sheet(book, i, world.out);

		ck_assert_str_eq(tk_book_sheet_name(book, i), sheet_names[_i][i]);
		ck_assert(!tk_book_sheet_hidden(book, i));
		ck_assert_str_ne(text_at(sheet, TITLE, 0), "");
	}
	world_end();
}
END_TEST

static const struct {
	unsigned sheet;
	const char *mark;
	bool there;
} marks[] = {
	{1, "orientation=\"portrait\"", true},
	{2, "orientation=\"landscape\"", true},
	/* The chart stays on the page of its figures. */
	{2, "fitToHeight", false},
	{3, "fitToHeight=\"0\"", true},
	{2, "<oddFooter>", true},
	{2, "<drawing ", true},
	{2, "COUNTIFS(", true},
	{2, "<mergeCell", false},
	{3, "<tableParts count=\"1\"", true},
	{3, "<dataValidation ", true},
	{3, "state=\"frozen\"", true},
	{3, "<mergeCell", false},
	{3, "<hyperlink", false},
	{4, "<autoFilter ", true},
	{4, "paperSize=\"9\"", true},
};

START_TEST(sheets_are_fit_for_use)
{
	small_begin(2);
	g_autofree char *path = write_book(KYLA, TK_FI);
	g_autofree char *name = g_strdup_printf("xl/worksheets/sheet%u.xml", marks[_i].sheet);
	g_autofree char *xml = part_of(path, name);

	ck_assert_msg((strstr(xml, marks[_i].mark) != NULL) == marks[_i].there, "%s",
		      marks[_i].mark);
	world_end();
}
END_TEST

START_TEST(workbook_tells_of_itself)
{
	static const char *const core_marks[] = {"<dc:title>Tilannekuva 10/2021: Kylä</dc:title>",
						 "<cp:keywords>", "<dc:language>fi</dc:language>",
						 ">2021-10-31T12:00:00Z</dcterms:created>"};

	small_begin(2);
	g_autofree char *path = write_book(KYLA, TK_FI);
	g_autofree char *core = part_of(path, "docProps/core.xml");
	g_autofree char *book = part_of(path, "xl/workbook.xml");
	g_autofree char *table = part_of(path, "xl/tables/table1.xml");
	g_autofree char *chart = part_of(path, "xl/charts/chart1.xml");

	for (unsigned i = 0; i < G_N_ELEMENTS(core_marks); i++)
		ck_assert_msg(strstr(core, core_marks[i]) != NULL, "%s in %s", core_marks[i], core);
	ck_assert_ptr_nonnull(strstr(book, "progress_total"));
	ck_assert_ptr_nonnull(strstr(book, "_xlnm.Print_Titles"));
	ck_assert_ptr_nonnull(strstr(table, "displayName=\"Tehtavat\""));
	ck_assert_ptr_nonnull(strstr(table, "ref=\"A4:P7\""));
	/* The areas and their total, the region's own and the median. */
	ck_assert_ptr_nonnull(strstr(chart, "Luvut!$C$5:$C$7"));
	ck_assert_ptr_nonnull(strstr(chart, "Luvut!$D$5:$D$7"));
	world_end();
}
END_TEST

/* ---- Figures, counted here anew ---- */

struct count {
	int64_t k, n;
};

static struct count count_tasks(const struct tk_round *round, unsigned region, unsigned area,
				unsigned measure)
{
	const struct tk_period *period = &world.dataset->periods[round->period];
	struct count count = {0, 0};

	for (unsigned t = 0; t < world.dataset->n_tasks; t++) {
		const struct tk_task *task = &world.dataset->tasks[t];
		enum tk_status status = round->submissions[region].entries[t].status;
		bool in_window =
			task->start <= period->window_end && task->end >= period->window_start;

		if ((area < world.dataset->n_areas && task->area != area) ||
		    status == TK_STATUS_NOT_APPLICABLE || (measure == 0 && !in_window))
			continue;
		bool under_way = status == TK_STATUS_IN_PROGRESS || status == TK_STATUS_ON_SCHEDULE;
		bool done = status == TK_STATUS_DONE;
		const bool counts[] = {under_way || done, under_way, done,
				       !done && task->end < period->reporting_date};

		count.n++;
		count.k += counts[measure];
	}
	return count;
}

static int compare_doubles(const void *a, const void *b)
{
	double left = *(const double *)a, right = *(const double *)b;

	return (left > right) - (left < right);
}

/* What a row ought to say. */
struct expected {
	double own, median, country, before;
	unsigned rank;
};

static double value_of(struct count count, unsigned measure)
{
	return measure == 3 ? (double)count.k : (double)count.k / (double)count.n;
}

static struct expected expect(unsigned region, unsigned area, unsigned measure)
{
	const struct tk_round *now = world.rounds[world.n_rounds - 1];
	const struct tk_round *before = world.rounds[world.n_rounds - 2];
	struct expected expected = {.rank = 1};
	struct count pooled = {0, 0};
	double values[100];
	unsigned n = 0;

	expected.own = value_of(count_tasks(now, region, area, measure), measure);
	expected.before = value_of(count_tasks(before, region, area, measure), measure);
	for (unsigned r = 0; r < world.dataset->n_regions; r++) {
		if (!now->submissions[r].reported)
			continue;
		struct count count = count_tasks(now, r, area, measure);

		pooled.k += count.k;
		pooled.n += count.n;
		values[n++] = value_of(count, measure);
		expected.rank += values[n - 1] > expected.own + 1e-12;
	}
	qsort(values, n, sizeof *values, compare_doubles);
	expected.median = (values[(n - 1) / 2] + values[n / 2]) / 2;
	expected.country = value_of(pooled, measure);
	return expected;
}

static unsigned figure_row(const struct tk_sheet *sheet, unsigned measure, const char *area)
{
	unsigned found = 0;

	for (unsigned i = 0; i < sheet->n_rows && !found; i++) {
		unsigned row = sheet->rows[i].row;

		if (strcmp(text_at(sheet, row, FIG_MEASURE), measure_words[measure]) == 0 &&
		    strcmp(text_at(sheet, row, FIG_AREA), area) == 0)
			found = row;
	}
	ck_assert_msg(found > 0, "no row %s, %s", measure_words[measure], area);
	return found;
}

static void check_figures(const struct tk_sheet *sheet, unsigned region, unsigned area,
			  unsigned measure)
{
	bool all = area == world.dataset->n_areas;
	const char *name = all ? "Yhteensä" : world.dataset->areas[area].name.in[TK_FI];
	unsigned row = figure_row(sheet, measure, name);
	struct expected expected = expect(region, area, measure);
	double scale = measure == 3 ? 1 : 100;

	ck_assert_double_eq_tol(number_at(sheet, row, FIG_OWN), expected.own, 1e-12);
	ck_assert_double_eq_tol(number_at(sheet, row, FIG_MEDIAN), expected.median, 1e-12);
	ck_assert_double_eq_tol(number_at(sheet, row, FIG_COUNTRY), expected.country, 1e-12);
	ck_assert_double_eq_tol(number_at(sheet, row, FIG_BEFORE), expected.before, 1e-12);
	ck_assert_double_eq_tol(number_at(sheet, row, FIG_CHANGE),
				scale * (expected.own - expected.before), 1e-9);
	if (measure == 3)
		ck_assert_str_eq(text_at(sheet, row, FIG_RANK), "–");
	else
		ck_assert_uint_eq((unsigned)number_at(sheet, row, FIG_RANK), expected.rank);
}

static const char *const some_regions[] = {"kainuu", "pohjanmaa", "helsinki", "keski-pohjanmaa"};

START_TEST(figures_are_counted)
{
	samples_begin();
	unsigned region = tk_dataset_find_region(world.dataset, some_regions[_i]);
	g_autoptr(tk_sheet) sheet = write_sheet(region, "Luvut");

	for (unsigned measure = 0; measure < G_N_ELEMENTS(measure_words); measure++) {
		for (unsigned a = 0; a <= world.dataset->n_areas; a++)
			check_figures(sheet, region, a, measure);
	}
	/* As published: 66 % and 423 late. */
	ck_assert_double_eq_tol(number_at(sheet, figure_row(sheet, 0, "Yhteensä"), FIG_COUNTRY),
				0.66, 0.005);
	ck_assert_double_eq(number_at(sheet, figure_row(sheet, 3, "Yhteensä"), FIG_COUNTRY), 423);
	world_end();
}
END_TEST

START_TEST(figures_are_numbers_where_names_cannot_be_looked_up)
{
	small_begin(2);
	g_autoptr(tk_sheet) before = write_sheet(KYLA, "Luvut");

	g_free(world.dataset->areas[0].name.in[TK_FI]);
	world.dataset->areas[0].name.in[TK_FI] = g_strdup("Hallinto*");
	g_autofree char *path = write_book(KYLA, TK_FI);
	g_autoptr(tk_sheet) after = sheet_of(path, "Luvut");
	g_autofree char *xml = part_of(path, "xl/worksheets/sheet2.xml");

	ck_assert_ptr_null(strstr(xml, "COUNTIFS"));
	for (unsigned row = FIRST; row < FIRST + 12; row++)
		ck_assert_double_eq(number_at(before, row, FIG_OWN),
				    number_at(after, row, FIG_OWN));
	world_end();
}
END_TEST

/* ---- Tasks ---- */

START_TEST(tasks_stand_beside_the_period_before)
{
	samples_begin();
	unsigned region = tk_dataset_find_region(world.dataset, "kainuu"), moved = 0, late = 0;
	const struct tk_entry *now = world.rounds[2]->submissions[region].entries;
	const struct tk_entry *before = world.rounds[1]->submissions[region].entries;
	g_autoptr(tk_sheet) sheet = write_sheet(region, "Tehtävät");

	/* Title, note, warning, heads. */
	ck_assert_uint_eq(sheet->n_rows, 4 + world.dataset->n_tasks);
	for (unsigned t = 0; t < world.dataset->n_tasks; t++) {
		g_autofree char *now_key =
			g_strconcat("status.", tk_status_id(now[t].status), NULL);
		g_autofree char *before_key =
			g_strconcat("status.", tk_status_id(before[t].status), NULL);
		const char *changed = now[t].status == before[t].status ? "ei" : "kyllä";

		ck_assert_str_eq(text_at(sheet, FIRST + t, 2), world.dataset->tasks[t].id);
		ck_assert_str_eq(text_at(sheet, FIRST + t, TASK_STATUS),
				 tk_text(world.kit->texts, TK_FI, now_key));
		ck_assert_str_eq(text_at(sheet, FIRST + t, TASK_BEFORE),
				 tk_text(world.kit->texts, TK_FI, before_key));
		ck_assert_str_eq(text_at(sheet, FIRST + t, TASK_MOVED), changed);
		ck_assert_uint_eq(cell_at(sheet, FIRST + t, TASK_START)->type, TK_CELL_DATE);
		ck_assert_uint_eq(cell_at(sheet, FIRST + t, TASK_END)->type, TK_CELL_DATE);
		if (now[t].estimate != TK_NO_DATE)
			ck_assert_int_eq((int)number_at(sheet, FIRST + t, TASK_SLIP),
					 now[t].estimate - world.dataset->tasks[t].end);
		moved += now[t].status != before[t].status;
		late += strcmp(text_at(sheet, FIRST + t, TASK_LATE), "kyllä") == 0;
	}
	ck_assert_uint_gt(moved, 0);
	ck_assert_uint_eq(
		late, (unsigned)count_tasks(world.rounds[2], region, world.dataset->n_areas, 3).k);
	world_end();
}
END_TEST

START_TEST(late_tasks_are_all_there)
{
	samples_begin();
	unsigned region = tk_dataset_find_region(world.dataset, "helsinki");
	int64_t expected = count_tasks(world.rounds[2], region, world.dataset->n_areas, 3).k;
	g_autoptr(tk_sheet) sheet = write_sheet(region, "Myöhässä");
	int32_t reporting = world.picture->period->reporting_date;
	double last = 0;

	ck_assert_int_eq((int64_t)sheet->n_rows, 4 + expected);
	for (unsigned row = FIRST; row < FIRST + expected; row++) {
		const struct tk_cell *end = cell_at(sheet, row, 3);

		ck_assert_uint_eq(end->type, TK_CELL_DATE);
		ck_assert_double_ge(end->number, last);
		ck_assert_int_eq((int)number_at(sheet, row, 4),
				 reporting - tk_date_from_serial(end->number));
		last = end->number;
	}
	world_end();
}
END_TEST

START_TEST(late_tasks_come_oldest_first)
{
	small_begin(2);
	world.dataset->tasks[1].end = tk_date_from_ymd(2021, 10, 30);
	world.dataset->tasks[2].end = tk_date_from_ymd(2021, 8, 30);
	small_entry(KYLA, 1)->status = TK_STATUS_NOT_STARTED;
	world_look();
	g_autoptr(tk_sheet) sheet = write_sheet(KYLA, "Myöhässä");

	ck_assert_str_eq(text_at(sheet, FIRST, 0), "T.3");
	ck_assert_str_eq(text_at(sheet, FIRST + 1, 0), "T.1");
	ck_assert_str_eq(text_at(sheet, FIRST + 2, 0), "T.2");
	ck_assert_double_eq(number_at(sheet, FIRST + 2, 4), 1);
	/* Late in Saari, too, where T.2 is done. */
	ck_assert_double_eq(number_at(sheet, FIRST, 9), 2);
	ck_assert_double_eq(number_at(sheet, FIRST + 2, 9), 1);
	world_end();
}
END_TEST

START_TEST(nothing_late_is_told)
{
	small_begin(2);
	small_entry(KYLA, 0)->status = TK_STATUS_DONE;
	world_look();
	g_autoptr(tk_sheet) sheet = write_sheet(KYLA, "Myöhässä");

	ck_assert_str_eq(text_at(sheet, FIRST, 0), "Yhtään tehtävää ei ole myöhässä.");
	world_end();
}
END_TEST

/* ---- Risks and indicators ---- */

static void give_risks(unsigned round, const char *const *names, unsigned n)
{
	struct tk_submission *submission = &world.rounds[round]->submissions[KYLA];

	submission->risks = g_new0(struct tk_risk, n);
	submission->n_risks = n;
	for (unsigned i = 0; i < n; i++)
		submission->risks[i] = (struct tk_risk){
			.area = 0,
			.name = g_strdup(names[i]),
			.likelihood = (int)(round + 2),
			.impact = 4,
			.source = {submission->file, "Riskit", i + 1, 0},
		};
}

START_TEST(risks_stand_beside_those_before)
{
	static const char *const before[] = {"Rahat loppuvat", "Tila puuttuu"};
	static const char *const now[] = {"Kilpailutus viivästyy", "rahat  loppuvat"};

	small_begin(2);
	give_risks(0, before, 2);
	give_risks(1, now, 2);
	world_look();
	g_autoptr(tk_sheet) sheet = write_sheet(KYLA, "Riskit");
	unsigned fresh = row_of(sheet, 2, "Kilpailutus viivästyy"),
		 same = row_of(sheet, 2, "rahat  loppuvat"),
		 gone = row_of(sheet, 2, "Tila puuttuu");

	ck_assert_str_eq(text_at(sheet, fresh, 0), "uusi");
	ck_assert_str_eq(text_at(sheet, fresh, 6), "–");
	ck_assert_str_eq(text_at(sheet, same, 0), "myös ennen");
	ck_assert_double_eq(number_at(sheet, same, 5), 12);
	ck_assert_double_eq(number_at(sheet, same, 8), 8);
	ck_assert_str_eq(text_at(sheet, gone, 0), "ei enää");
	ck_assert_str_eq(text_at(sheet, gone, 3), "–");
	ck_assert_double_eq(number_at(sheet, gone, 9), 0);
	ck_assert_uint_eq(sheet->n_rows, 3 + 3);
	world_end();
}
END_TEST

static void give_indicator(unsigned round, const char *name, double value)
{
	struct tk_submission *submission = &world.rounds[round]->submissions[KYLA];

	submission->indicators = g_new0(struct tk_indicator, 1);
	submission->n_indicators = 1;
	submission->indicators[0] = (struct tk_indicator){
		g_strdup(name), g_strdup("kpl"), value, {submission->file, "Mittarit", 1, 1}};
}

START_TEST(indicators_stand_beside_those_before)
{
	small_begin(2);
	give_indicator(0, "Tilaisuudet", 7);
	give_indicator(1, "Tilaisuudet", 5);
	world_look();
	g_autoptr(tk_sheet) sheet = write_sheet(KYLA, "Mittarit");

	ck_assert_str_eq(text_at(sheet, FIRST, 0), "myös ennen");
	ck_assert_double_eq(number_at(sheet, FIRST, 2), 5);
	ck_assert_double_eq(number_at(sheet, FIRST, 3), 7);
	ck_assert_double_eq(number_at(sheet, FIRST, 4), -2);
	world_end();
}
END_TEST

/* ---- Quality ---- */

START_TEST(only_own_messages_are_told)
{
	small_begin(2);
	struct tk_source own = {g_intern_string("/somewhere/data/2021-10/kyla.xlsx"), "Tehtävät",
				16, 1},
			 other = {g_intern_string("/somewhere/data/2021-10/saari.csv"), NULL, 3, 1};
	struct tk_input_file *files = g_new0(struct tk_input_file, 2);

	files[0] = (struct tk_input_file){.name = own.file, .format = "xlsx"};
	files[1] = (struct tk_input_file){.name = other.file, .format = "csv"};
	world.rounds[1]->files = files;
	world.rounds[1]->n_files = 2;
	world.rounds[1]->submissions[SAARI].file = other.file;
	tk_log_add(world.log, TK_DIAG_TASK_MISSING, &own, "T.1", "Kylä", NULL);
	tk_log_add(world.log, TK_DIAG_TASK_MISSING, &other, "T.2", "Saari", NULL);
	tk_log_interpret(world.log, "status", "melkein", "käynnissä", &own);
	tk_log_interpret(world.log, "status", "tehty", "valmis", &other);
	g_autofree char *path = write_book(KYLA, TK_FI);
	g_autoptr(tk_sheet) quality = sheet_of(path, "Laatu");
	g_autoptr(tk_sheet) ledger = sheet_of(path, "Tulkinnat");

	ck_assert_uint_eq(quality->n_rows, 3 + 1);
	ck_assert_ptr_nonnull(strstr(text_at(quality, FIRST, 1), "T.1"));
	ck_assert_str_eq(text_at(quality, FIRST, 2), "2021-10/kyla.xlsx");
	ck_assert_double_eq(number_at(quality, FIRST, 4), 17);
	ck_assert_str_eq(text_at(quality, FIRST, 5), "B");
	ck_assert_uint_eq(ledger->n_rows, 3 + 1);
	ck_assert_str_eq(text_at(ledger, FIRST, 1), "melkein");
	world_end();
}
END_TEST

START_TEST(faultless_files_are_told)
{
	small_begin(2);
	g_autofree char *path = write_book(KYLA, TK_FI);
	g_autoptr(tk_sheet) quality = sheet_of(path, "Laatu");
	g_autoptr(tk_sheet) ledger = sheet_of(path, "Tulkinnat");

	ck_assert_str_eq(text_at(quality, FIRST, 0), "Tiedostoista ei ole huomautettavaa.");
	ck_assert_str_eq(text_at(ledger, FIRST, 0), "Kaikki luettiin sanatarkasti.");
	world_end();
}
END_TEST

/* ---- Regions without figures, and new ones ---- */

static const struct {
	unsigned region;
	const char *reason;
} silent[] = {{NIEMI, "Seurantaa tarkennetaan"}, {LAHTI, "Alueelta ei ole saatu tiedostoa"}};

START_TEST(region_that_never_told_has_a_reason)
{
	small_begin(2);
	g_autofree char *path = write_book(silent[_i].region, TK_FI);
	g_autoptr(tk_sheet) guide = sheet_of(path, "Ohje");
	g_autoptr(tk_sheet) figures = sheet_of(path, "Luvut");
	g_autoptr(tk_book) book = book_of(path);

	g_autoptr(tk_sheet) quality = sheet_of(path, "Laatu");

	ck_assert_uint_eq(tk_book_n_sheets(book), 3);
	ck_assert_str_eq(text_at(quality, FIRST, 0), "Alueelta ei ole tullut tiedostoja.");
	ck_assert_ptr_nonnull(strstr(text_at(guide, TITLE, 0), "ei tietoja kaudelta"));
	ck_assert_str_eq(text_at(guide, row_of(guide, 0, "Miksi tietoja ei ole"), 1),
			 silent[_i].reason);
	for (unsigned row = FIRST; row < FIRST + 12; row++) {
		ck_assert_str_eq(text_at(figures, row, FIG_OWN), "–");
		ck_assert_str_eq(text_at(figures, row, FIG_RANK), "–");
		ck_assert_str_eq(text_at(figures, row, FIG_CHANGE), "–");
		number_at(figures, row, FIG_COUNTRY);
		number_at(figures, row, FIG_MEDIAN);
	}
	world_end();
}
END_TEST

START_TEST(last_known_figures_are_dated)
{
	small_begin(2);
	struct tk_submission *submission = &world.rounds[1]->submissions[KYLA];

	submission->reported = false;
	world_look();
	g_autofree char *path = write_book(KYLA, TK_EN);
	g_autoptr(tk_sheet) guide = sheet_of(path, "Guide");
	g_autoptr(tk_sheet) figures = sheet_of(path, "Figures");
	g_autoptr(tk_sheet) tasks = sheet_of(path, "Tasks");

	ck_assert_ptr_nonnull(strstr(text_at(guide, TITLE, 0), "10/2021: Kylä, no data"));
	ck_assert_ptr_nonnull(strstr(text_at(guide, NOTE, 0), "8/2021, data as of 31 August 2021"));
	ck_assert_ptr_nonnull(strstr(text_at(guide, row_of(guide, 0, "Last known"), 1), "8/2021"));
	ck_assert_ptr_nonnull(strstr(text_at(figures, TITLE, 0), "8/2021"));
	/* One of three was in progress in August. */
	ck_assert_double_eq_tol(number_at(figures, FIRST + 2, FIG_OWN), 1.0 / 3, 1e-12);
	ck_assert_str_eq(text_at(figures, FIRST + 2, FIG_BEFORE), "–");
	ck_assert_str_eq(text_at(tasks, FIRST + 1, TASK_STATUS), "in progress");
	submission->reported = true;
	world_end();
}
END_TEST

START_TEST(single_region_has_no_rank)
{
	samples_begin();
	unsigned region = tk_dataset_find_region(world.dataset, "kainuu");

	for (unsigned r = 0; r < world.dataset->n_regions; r++)
		world.rounds[world.n_rounds - 1]->submissions[r].reported = r == region;
	test_world_look(&world);
	g_autoptr(tk_sheet) sheet = write_sheet(region, "Luvut");

	for (unsigned measure = 0; measure < G_N_ELEMENTS(measure_words); measure++)
		ck_assert_str_eq(text_at(sheet, figure_row(sheet, measure, "Yhteensä"), FIG_RANK),
				 "–");
	world_end();
}
END_TEST

START_TEST(new_region_has_no_change)
{
	small_begin(2);
	g_autofree char *path = write_book(SAARI, TK_FI);
	g_autoptr(tk_sheet) figures = sheet_of(path, "Luvut");
	g_autoptr(tk_sheet) tasks = sheet_of(path, "Tehtävät");

	ck_assert_double_eq_tol(number_at(figures, FIRST + 2, FIG_OWN), 2.0 / 3, 1e-12);
	for (unsigned row = FIRST; row < FIRST + 12; row++) {
		ck_assert_str_eq(text_at(figures, row, FIG_BEFORE), "–");
		ck_assert_str_eq(text_at(figures, row, FIG_CHANGE), "–");
	}
	ck_assert_str_eq(text_at(tasks, FIRST, TASK_BEFORE), "–");
	ck_assert_str_eq(text_at(tasks, FIRST, TASK_MOVED), "–");
	world_end();
}
END_TEST

START_TEST(single_period_is_enough)
{
	small_begin(1);
	g_autofree char *path = write_book(KYLA, (enum tk_lang)_i);
	g_autoptr(tk_sheet) figures = sheet_of(path, sheet_names[_i][1]);

	ck_assert_str_eq(text_at(figures, FIRST, FIG_CHANGE), "–");
	world_end();
}
END_TEST

/* ---- Hostile texts ---- */

static const struct {
	const char *sent, *read;
} hostile[] = {
	{"=HYPERLINK(\"http://x\",\"y\")", NULL},
	{"+1", NULL},
	{"-2", NULL},
	{"@cmd", NULL},
	{"12345678901234567890", NULL},
	{"1.10.2021", NULL},
	{"http://example.invalid/", NULL},
	{"_x0041_", NULL},
	{"a\x01\x1f\x7fz", "a\u2401\u241f\u2421z"},
	{"\xff\xfe", "\uFFFD\uFFFD"},
};

START_TEST(hostile_texts_stay_texts)
{
	const char *expected = hostile[_i].read ? hostile[_i].read : hostile[_i].sent;
	const char *const names[] = {hostile[_i].sent};

	small_begin(2);
	small_entry(KYLA, 0)->note = g_strdup(hostile[_i].sent);
	small_entry(KYLA, 0)->owner = g_strdup(hostile[_i].sent);
	give_risks(1, names, 1);
	world.rounds[1]->submissions[KYLA].risks[0].support = g_strdup(hostile[_i].sent);
	give_indicator(1, hostile[_i].sent, 1);
	world_look();
	g_autofree char *path = write_book(KYLA, TK_FI);
	g_autoptr(tk_sheet) tasks = sheet_of(path, "Tehtävät");
	g_autoptr(tk_sheet) late = sheet_of(path, "Myöhässä");
	g_autoptr(tk_sheet) risks = sheet_of(path, "Riskit");
	g_autoptr(tk_sheet) indicators = sheet_of(path, "Mittarit");
	const struct tk_cell *cells[] = {
		cell_at(tasks, FIRST, TASK_OWNER), cell_at(tasks, FIRST, TASK_REMARK),
		cell_at(late, FIRST, 10),          cell_at(late, FIRST, 11),
		cell_at(risks, FIRST, 2),          cell_at(risks, FIRST, 10),
		cell_at(indicators, FIRST, 1),
	};

	for (unsigned i = 0; i < G_N_ELEMENTS(cells); i++) {
		ck_assert_ptr_nonnull(cells[i]);
		ck_assert_uint_eq(cells[i]->type, TK_CELL_TEXT);
		ck_assert_str_eq(cells[i]->text, expected);
	}
	ck_assert_uint_eq(tk_log_n_messages(world.out), 0);
	world_end();
}
END_TEST

START_TEST(long_notes_are_cut)
{
	small_begin(2);
	small_entry(KYLA, 1)->note = g_strnfill(40000, 'x');
	g_autoptr(tk_sheet) sheet = write_sheet(KYLA, "Tehtävät");

	ck_assert_uint_eq(strlen(text_at(sheet, FIRST + 1, TASK_REMARK)), 32767);
	ck_assert_uint_eq(test_count(world.out, TK_DIAG_CELL_TOO_LONG), 1);
	world_end();
}
END_TEST

/* ---- The same bytes, or none ---- */

/* Pohjanmaa of the sample data, or Kylä. */
static bool write_any_book(const char *path)
{
	unsigned region = tk_dataset_find_region(world.dataset, "pohjanmaa");

	return tk_workbook_write_region(world.picture, region == TK_NONE ? KYLA : region, world.kit,
					TK_SV, path, world.out);
}

int main(void)
{
	Suite *suite = suite_create("region workbook");
	TCase *shape = tcase_create("shape"), *figures = tcase_create("figures");
	TCase *silence = tcase_create("silent"), *hostility = tcase_create("hostile");

	tcase_set_timeout(figures, 120);
	tcase_add_loop_test(shape, sheets_have_their_names, 0, TK_N_LANGS);
	tcase_add_loop_test(shape, sheets_are_fit_for_use, 0, G_N_ELEMENTS(marks));
	tcase_add_test(shape, workbook_tells_of_itself);
	tcase_add_loop_test(figures, figures_are_counted, 0, G_N_ELEMENTS(some_regions));
	tcase_add_test(figures, figures_are_numbers_where_names_cannot_be_looked_up);
	tcase_add_test(figures, tasks_stand_beside_the_period_before);
	tcase_add_test(figures, late_tasks_are_all_there);
	tcase_add_test(figures, late_tasks_come_oldest_first);
	tcase_add_test(figures, nothing_late_is_told);
	tcase_add_test(figures, risks_stand_beside_those_before);
	tcase_add_test(figures, indicators_stand_beside_those_before);
	tcase_add_test(figures, only_own_messages_are_told);
	tcase_add_test(figures, faultless_files_are_told);
	tcase_add_loop_test(silence, region_that_never_told_has_a_reason, 0, G_N_ELEMENTS(silent));
	tcase_add_test(silence, last_known_figures_are_dated);
	tcase_add_test(silence, single_region_has_no_rank);
	tcase_add_test(silence, new_region_has_no_change);
	tcase_add_loop_test(silence, single_period_is_enough, 0, TK_N_LANGS);
	tcase_add_loop_test(hostility, hostile_texts_stay_texts, 0, G_N_ELEMENTS(hostile));
	tcase_add_test(hostility, long_notes_are_cut);
	suite_add_tcase(suite, shape);
	suite_add_tcase(suite, figures);
	suite_add_tcase(suite, silence);
	suite_add_tcase(suite, hostility);
	add_file_tests(suite);
	return test_main(suite);
}
