#include <math.h>
#include <unistd.h>

#include "check_workbook_rows.h"

/* What lives in the national workbook: formulas, names, rules, charts, links, and its division into
 * files. Figures are counted anew from the rows of the sheet of tasks. */

/* One row of the sheets of progress and readiness against the rows of tasks. */
static void assert_unit(const struct tk_sheet *tasks, const struct tk_sheet *progress,
			const struct tk_sheet *readiness, unsigned row, const char *unit)
{
	for (unsigned a = 0; a <= 5; a++) {
		const char *area = a < 5 ? text_at(progress, HEADS, 1 + a) : NULL;
		struct counted counted = count_rows(tasks, COL_REGION, unit, area);

		ck_assert_double_eq_tol(number_at(progress, row, 1 + a),
					share(counted.begun_in_window, counted.window), 1e-12);
		ck_assert_double_eq_tol(number_at(readiness, row, 1 + 2 * a),
					share(counted.under_way, counted.n), 1e-12);
		ck_assert_double_eq_tol(number_at(readiness, row, 2 + 2 * a),
					share(counted.done, counted.n), 1e-12);
		if (!area)
			ck_assert_int_eq((int64_t)number_at(progress, row, 10), counted.late);
	}
}

START_TEST(values_are_those_of_the_rows)
{
	samples_begin();
	g_autofree char *path = write_book(TK_FI);
	g_autoptr(tk_sheet) tasks = sheet_of(path, "Tehtävät");
	g_autoptr(tk_sheet) progress = sheet_of(path, "Eteneminen");
	g_autoptr(tk_sheet) readiness = sheet_of(path, "Valmiusaste");

	assert_unit(tasks, progress, readiness, COUNTRY, NULL);
	for (unsigned i = 0; i < world.dataset->n_regions; i++) {
		const char *name = text_at(progress, REGIONS + i, 0);

		if (strcmp(name, "HUS") != 0)
			assert_unit(tasks, progress, readiness, REGIONS + i, name);
	}
	world_end();
}
END_TEST

START_TEST(coops_are_those_of_the_rows)
{
	samples_begin();
	g_autofree char *path = write_book(TK_FI);
	g_autoptr(tk_sheet) tasks = sheet_of(path, "Tehtävät");
	g_autoptr(tk_sheet) coops = sheet_of(path, "Yhteistyöalueet");
	g_autoptr(tk_sheet) change = sheet_of(path, "Muutos");

	for (unsigned c = 0; c < world.dataset->n_coops; c++) {
		const char *name = text_at(coops, REGIONS + c, 0);
		struct counted counted = count_rows(tasks, COL_COOP, name, NULL);

		ck_assert_double_eq_tol(number_at(coops, REGIONS + c, 6),
					share(counted.begun_in_window, counted.window), 1e-12);
		/* The change, which both sheets have. */
		ck_assert_double_eq(number_at(coops, REGIONS + c, 7),
				    number_at(change, row_of(change, 0, name), 3));
	}
	world_end();
}
END_TEST

static int compare_doubles(const void *a, const void *b)
{
	double left = *(const double *)a, right = *(const double *)b;

	return (left > right) - (left < right);
}

/* The median of the numbers of a column, over the rows of the regions. */
static double median_of(const struct tk_sheet *sheet, unsigned col)
{
	double values[64];
	unsigned n = 0;

	for (unsigned i = 0; i < world.dataset->n_regions; i++) {
		const struct tk_cell *cell = cell_at(sheet, REGIONS + i, col);

		if (cell && cell->type == TK_CELL_NUMBER)
			values[n++] = cell->number;
	}
	qsort(values, n, sizeof *values, compare_doubles);
	return n % 2 ? values[n / 2] : (values[n / 2 - 1] + values[n / 2]) / 2;
}

START_TEST(medians_are_in_the_middle)
{
	static const struct {
		const char *sheet;
		unsigned first, last;
	} sheets[] = {{"Eteneminen", 1, 6}, {"Eteneminen", 9, 10}, {"Valmiusaste", 1, 12}};

	samples_begin();
	g_autofree char *path = write_book(TK_FI);
	g_autoptr(tk_sheet) sheet = sheet_of(path, sheets[_i].sheet);
	unsigned row = row_of(sheet, 0, "Alueiden mediaani");

	ck_assert_uint_eq(row, REGIONS + world.dataset->n_regions);
	for (unsigned col = sheets[_i].first; col <= sheets[_i].last; col++)
		ck_assert_double_eq_tol(number_at(sheet, row, col), median_of(sheet, col), 1e-12);
	world_end();
}
END_TEST

/* Yes and no follow from the status and the dates of the row. */
START_TEST(facts_follow_from_the_row)
{
	samples_begin();
	g_autofree char *path = write_book(TK_FI);
	g_autoptr(tk_sheet) tasks = sheet_of(path, "Tehtävät");
	unsigned n_slipping = 0;

	for (unsigned i = 0; i < tasks->n_rows; i++) {
		const struct tk_row *row = &tasks->rows[i];

		if (row->row <= HEADS)
			continue;
		bool done = is_at(row, COL_STATUS, "valmis");
		bool idle = is_at(row, COL_STATUS, "ei aloitettu") ||
			    is_at(row, COL_STATUS, "ei ilmoitettu") ||
			    is_at(row, COL_STATUS, "ei koske aluetta");
		const struct tk_cell *estimate = tk_row_cell(row, COL_ESTIMATE);
		const struct tk_cell *slippage = tk_row_cell(row, COL_SLIPPAGE);

		ck_assert(is_at(row, COL_DONE, done ? "kyllä" : "ei"));
		ck_assert(is_at(row, COL_BEGUN, idle ? "ei" : "kyllä"));
		ck_assert_int_eq(estimate != NULL, slippage != NULL);
		if (slippage) {
			n_slipping++;
			ck_assert_double_eq(slippage->number,
					    estimate->number - tk_row_cell(row, COL_END)->number);
		}
	}
	ck_assert_uint_gt(n_slipping, 1000);
	world_end();
}
END_TEST

START_TEST(late_counts_are_those_of_the_rows)
{
	samples_begin();
	g_autofree char *path = write_book(TK_FI);
	g_autoptr(tk_sheet) tasks = sheet_of(path, "Tehtävät");
	g_autoptr(tk_sheet) late = sheet_of(path, "Myöhässä");
	g_autofree char *xml = part_of(path, "xl/worksheets/sheet9.xml");
	double sum = 0;

	for (unsigned i = 0; i < late->n_rows; i++) {
		unsigned row = late->rows[i].row, n = 0, n_idle = 0;

		if (row <= HEADS)
			continue;
		for (unsigned k = 0; k < tasks->n_rows; k++) {
			const struct tk_row *task = &tasks->rows[k];
			bool is_late = is_at(task, COL_ID, text_at(late, row, 0)) &&
				       is_at(task, COL_LATE, "kyllä");

			n += is_late;
			n_idle += is_late && is_at(task, COL_BEGUN, "ei");
		}
		ck_assert_uint_eq((unsigned)number_at(late, row, 4), n);
		ck_assert_uint_eq((unsigned)number_at(late, row, 5), n_idle);
		sum += n;
	}
	ck_assert_double_eq(sum, 423);
	ck_assert_ptr_nonnull(strstr(xml, "COUNTIFS(Tehtavat_tunnus,$A5,"));
	world_end();
}
END_TEST

/* Ids that a formula would take for numbers: counts are values then. */
START_TEST(ids_like_numbers_are_not_looked_up)
{
	small_begin(2);
	g_free(world.dataset->tasks[0].id);
	world.dataset->tasks[0].id = g_strdup("1.10");
	g_autofree char *path = write_book(TK_FI);
	g_autofree char *xml = part_of(path, "xl/worksheets/sheet9.xml");
	g_autoptr(tk_sheet) late = sheet_of(path, "Myöhässä");

	ck_assert_ptr_null(strstr(xml, "<f>"));
	ck_assert_double_eq(number_at(late, HEADS + 1, 4), 2);
	world_end();
}
END_TEST

/* ---- History and forecast ---- */

START_TEST(history_has_every_period)
{
	static const char *const heads[] = {"Eteneminen", "Käynnissä", "Valmis"};

	samples_begin();
	const struct tk_picture *picture = world.picture;
	g_autofree char *path = write_book(TK_FI);
	g_autoptr(tk_sheet) sheet = sheet_of(path, "Kehitys");

	for (unsigned m = 0; m < 3; m++) {
		for (unsigned p = 0; p < 3; p++) {
			const struct tk_period *period = picture->history[p]->period;
			g_autofree char *head =
				g_strdup_printf("%s %d/%d", heads[m], period->month, period->year);
			unsigned col = col_of(sheet, HEADS, head);

			for (unsigned r = 0; r < world.dataset->n_regions; r++) {
				const char *name = world.dataset->regions[r].name.in[TK_FI];
				unsigned row = row_of(sheet, 0, name);
				struct tk_share share = tk_figures_share(
					tk_measures_region(picture->history[p], r, TK_ALL_AREAS),
					(enum tk_measure)m);

				if (share.n == 0)
					ck_assert_str_eq(text_at(sheet, row, col), "–");
				else
					ck_assert_double_eq_tol(number_at(sheet, row, col),
								(double)share.k / (double)share.n,
								1e-12);
			}
		}
	}
	ck_assert_ptr_nonnull(strstr(text_at(sheet, 2, 0), "Esimerkkiaineistoa"));
	world_end();
}
END_TEST

START_TEST(forecast_is_that_of_the_measures)
{
	samples_begin();
	g_autofree char *path = write_book((enum tk_lang)_i);
	g_autoptr(tk_book) book = book_of(path);
	g_autoptr(tk_sheet) sheet = tk_book_read_sheet(book, 5, world.out);
	struct tk_forecast country =
		tk_picture_forecast_country(world.picture, TK_MEASURE_DONE, TK_ALL_AREAS);

	ck_assert(country.made);
	ck_assert_double_eq(number_at(sheet, HEADS + 1, 1), 3);
	ck_assert_double_eq_tol(number_at(sheet, HEADS + 1, 3), country.at_target / 100, 1e-12);
	ck_assert_double_eq_tol(number_at(sheet, HEADS + 1, 4), country.low / 100, 1e-12);
	ck_assert_double_eq_tol(number_at(sheet, HEADS + 1, 5), country.high / 100, 1e-12);
	ck_assert_double_eq_tol(number_at(sheet, HEADS + 1, 6), country.pace, 1e-12);
	ck_assert_double_eq_tol(number_at(sheet, HEADS + 1, 7), country.needed, 1e-12);
	/* Then those that have begun, done or not: the shares of 6, 8 and 10/2021 are 29.77, 45.94
	 * and 60.36 %, so that all have begun by 2023. */
	ck_assert_double_eq_tol(number_at(sheet, HEADS + 1, 8), (3958 + 610) / 7568.0, 1e-12);
	ck_assert_double_eq(number_at(sheet, HEADS + 1, 9), 1);
	ck_assert_double_eq_tol(number_at(sheet, HEADS + 1, 12), 7.5696, 1e-4);
	ck_assert_double_eq_tol(number_at(sheet, HEADS + 1, 13), 2.8257, 1e-4);
	world_end();
}
END_TEST

static const struct {
	int year;
	const char *text;
} no_forecast[] = {
	{2023, "Ennusteen tekeminen on liian aikaista: tietoja on oltava vähintään kolmelta "
	       "kaudelta."},
	{2021, "Tavoitepäivä on ohi, joten ennustetta ei tehdä."},
	{0, "Tavoitepäivää ei ole annettu, joten ennustetta ei tehdä."},
};

START_TEST(forecast_says_why_there_is_none)
{
	int year = no_forecast[_i].year;

	small_begin(2);
	world.dataset->settings.target_date = year ? tk_date_from_ymd(year, 1, 1) : TK_NO_DATE;
	g_autofree char *path = write_book(TK_FI);
	g_autoptr(tk_sheet) sheet = sheet_of(path, "Ennuste");

	ck_assert_str_eq(text_at(sheet, HEADS + 1, 0), no_forecast[_i].text);
	world_end();
}
END_TEST

/* ---- Names ---- */

/* \return what a name stands for, "'Eteneminen'!$G$6"; NULL: there is no such name; owned. */
static char *name_of(const char *path, const char *name)
{
	g_autofree char *xml = part_of(path, "xl/workbook.xml");
	g_autofree char *start = g_strdup_printf("<definedName name=\"%s\">", name);
	const char *at = strstr(xml, start);

	if (!at)
		return NULL;
	at += strlen(start);
	return g_strndup(at, (gsize)(strstr(at, "</definedName>") - at));
}

static const struct {
	const char *name, *place;
} names[] = {
	{"tk_reporting_date", "'Ohje'!$B$5"},
	{"tk_window_start", "'Ohje'!$B$6"},
	{"tk_window_end", "'Ohje'!$B$7"},
	{"tk_progress_country", "'Eteneminen'!$G$6"},
	{"tk_progress_country_ict", "'Eteneminen'!$F$6"},
	{"tk_progress_median", "'Eteneminen'!$G$30"},
	{"tk_change_country", "'Eteneminen'!$I$6"},
	{"tk_done_country", "'Eteneminen'!$J$6"},
	{"tk_late_country", "'Eteneminen'!$K$6"},
	{"tk_under_way_country", "'Valmiusaste'!$L$6"},
	{"tk_progress_kainuu", "'Eteneminen'!$G$13"},
	{"tk_progress_etela_karjala", "'Eteneminen'!$G$7"},
	{"tk_done_kainuu", "'Eteneminen'!$J$13"},
	{"tk_late_kainuu", "'Eteneminen'!$K$13"},
	{"tk_under_way_kainuu", "'Valmiusaste'!$L$13"},
	{"tk_progress_hus", NULL},
};

START_TEST(names_stand_for_their_cells)
{
	samples_begin();
	g_autofree char *path = write_book(TK_FI);
	g_autofree char *place = name_of(path, names[_i].name);

	ck_assert_pstr_eq(place, names[_i].place);
	world_end();
}
END_TEST

/* Every name of a figure is on the sheet of names, with the figure. */
START_TEST(names_are_listed)
{
	samples_begin();
	g_autofree char *path = write_book((enum tk_lang)_i);
	g_autofree char *xml = part_of(path, "xl/workbook.xml");
	g_autoptr(tk_book) book = book_of(path);
	g_autoptr(tk_sheet) sheet = tk_book_read_sheet(book, 18, world.out);
	unsigned n = 0;

	for (const char *at = xml; (at = strstr(at, "<definedName name=\"tk_"));) {
		at += strlen("<definedName name=\"");
		g_autofree char *name = g_strndup(at, strcspn(at, "\""));

		row_of(sheet, 0, name);
		n++;
	}
	/* 3 dates, the country, change and median, 22 regions with 5 areas. */
	ck_assert_uint_eq(n, 3 + 9 + 2 + 22 * 9);
	ck_assert_double_eq(
		floor(100 * number_at(sheet, row_of(sheet, 0, "tk_progress_country"), 2) + 0.5),
		66);
	ck_assert_double_eq(number_at(sheet, row_of(sheet, 0, "tk_late_country"), 2), 423);
	ck_assert_double_eq(number_at(sheet, row_of(sheet, 0, "class_limit_3"), 2), 76);
	world_end();
}
END_TEST

/* Ids that are one when names cannot hold their letters. */
START_TEST(names_never_clash)
{
	small_begin(2);
	g_free(world.dataset->regions[KYLA].id);
	world.dataset->regions[KYLA].id = g_strdup("Country");
	g_free(world.dataset->regions[SAARI].id);
	world.dataset->regions[SAARI].id = g_strdup("ä ö:1!");
	g_autofree char *path = write_book(TK_FI);
	g_autofree char *country = name_of(path, "tk_progress_country");
	g_autofree char *region = name_of(path, "tk_progress_Country_2");
	g_autofree char *letters = name_of(path, "tk_progress_______1_");

	ck_assert_str_eq(country, "'Eteneminen'!$D$6");
	ck_assert_str_eq(region, "'Eteneminen'!$D$7");
	ck_assert_pstr_ne(letters, NULL);
	world_end();
}
END_TEST

/* ---- Rules, the table, words to choose from ---- */

START_TEST(classes_follow_by_rules)
{
	small_begin(2);
	g_autofree char *path = write_book(TK_FI);
	g_autofree char *live = part_of(path, "xl/worksheets/sheet2.xml");
	g_autofree char *styles = part_of(path, "xl/styles.xml");

	ck_assert_ptr_nonnull(strstr(live, "<conditionalFormatting sqref=\"B6:D11\">"));
	ck_assert_ptr_nonnull(strstr(live, "AND(ISNUMBER(B6),B6&lt;(class_limit_1-0.5)/100)"));
	ck_assert_ptr_nonnull(strstr(live, "B6&gt;=(class_limit_3-0.5)/100"));
	ck_assert_ptr_null(strstr(live, "class_limit_4"));
	ck_assert_ptr_nonnull(strstr(strstr(styles, "<dxfs"), "●○○○"));
	/* Without formulas nothing can change. */
	g_free(world.dataset->regions[KYLA].name.in[TK_FI]);
	world.dataset->regions[KYLA].name.in[TK_FI] = g_strdup("Ky*lä");
	g_autofree char *other = write_book(TK_FI);
	g_autofree char *still = part_of(other, "xl/worksheets/sheet2.xml");

	ck_assert_ptr_null(strstr(still, "<conditionalFormatting"));
	world_end();
}
END_TEST

START_TEST(tasks_are_a_table)
{
	static const char *const tables[] = {"Tehtavat", "Uppgifter", "Tasks"};

	samples_begin();
	g_autofree char *path = write_book((enum tk_lang)_i);
	g_autofree char *xml = part_of(path, "xl/tables/table1.xml");
	g_autofree char *sheet = part_of(path, "xl/worksheets/sheet13.xml");
	g_autofree char *named =
		g_strdup_printf(" displayName=\"%s\" ref=\"A4:V7572\"", tables[_i]);
	g_autoptr(GHashTable) heads = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

	ck_assert_ptr_nonnull(strstr(xml, named));
	ck_assert_ptr_nonnull(strstr(xml, "<autoFilter ref=\"A4:V7572\"/>"));
	for (const char *at = xml; (at = strstr(at, "<tableColumn id"));) {
		at = strstr(at, "name=\"") + strlen("name=\"");
		ck_assert(g_hash_table_add(heads, g_strndup(at, strcspn(at, "\""))));
	}
	ck_assert_uint_eq(g_hash_table_size(heads), 22);
	ck_assert_ptr_nonnull(strstr(sheet, "<dataValidation type=\"list\""));
	world_end();
}
END_TEST

START_TEST(status_before_stands_beside)
{
	small_begin(2);
	g_autofree char *path = write_book(TK_FI);
	g_autoptr(tk_sheet) tasks = sheet_of(path, "Tehtävät");

	ck_assert_str_eq(text_at(tasks, HEADS, COL_BEFORE), "Tila 8/2021");
	ck_assert_str_eq(text_at(tasks, HEADS + 1, COL_STATUS), "käynnissä");
	ck_assert_str_eq(text_at(tasks, HEADS + 1, COL_BEFORE), "ei aloitettu");
	/* Saari did not report then. */
	ck_assert_str_eq(text_at(tasks, HEADS + 4, COL_REGION), "Saari");
	ck_assert_str_eq(text_at(tasks, HEADS + 4, COL_BEFORE), "");
	world_end();
}
END_TEST

/* ---- Print and first view ---- */

START_TEST(sheets_print_on_a4)
{
	small_begin(2);
	g_autofree char *path = write_book(TK_FI);
	g_autofree char *book = part_of(path, "xl/workbook.xml");
	g_autofree char *area = name_of(path, "_xlnm.Print_Area\" localSheetId=\"12");

	for (unsigned i = 1; i <= 20; i++) {
		g_autofree char *name = g_strdup_printf("xl/worksheets/sheet%u.xml", i);
		g_autofree char *xml = part_of(path, name);

		ck_assert_ptr_nonnull(strstr(xml, "paperSize=\"9\""));
		ck_assert_ptr_nonnull(strstr(xml, "fitToPage=\"1\""));
		ck_assert_ptr_nonnull(strstr(xml, "&amp;P (&amp;N)"));
		ck_assert_int_eq(strstr(xml, "tabSelected=\"1\"") != NULL, i == 1);
		/* The cursor stands at A1, where it is without a word; the other panes are not active. */
		ck_assert_ptr_null(strstr(xml, "pane=\"bottomRight\" activeCell"));
	}
	ck_assert_ptr_null(strstr(book, "activeTab"));
	ck_assert_pstr_eq(area, "'Tehtävät'!$A$1:$P$10");
	/* The rows of tasks would be too small on one page across: they take two, and what tells
	 * them apart stands on both. */
	g_autofree char *tasks = part_of(path, "xl/worksheets/sheet13.xml");
	g_autofree char *progress = part_of(path, "xl/worksheets/sheet2.xml");
	g_autofree char *titles = name_of(path, "_xlnm.Print_Titles\" localSheetId=\"12");

	ck_assert_ptr_nonnull(strstr(tasks, "fitToWidth=\"2\""));
	ck_assert_ptr_null(strstr(progress, "fitToWidth"));
	ck_assert_pstr_eq(titles, "'Tehtävät'!$A:$F,'Tehtävät'!$4:$4");
	world_end();
}
END_TEST

/* ---- Charts ---- */

static const struct {
	const char *title, *axis, *values, *words;
} charts[] = {
	{"Eteneminen osa-alueittain 10/2021, koko maa", "Osuus tehtävistä", "Eteneminen!$B$6:$F$6",
	 "Eteneminen osa-alueittain 10/2021, koko maa: "},
	{"Kehitys kausittain, koko maa", "Kausi", "&apos;Kaavioiden tiedot&apos;!$L$5:$L$7",
	 "Kehitys"},
	{"Alueet etenemisen luokittain 10/2021", "Luokka",
	 "&apos;Kaavioiden tiedot&apos;!$I$5:$I$8",
	 "Alueet etenemisen luokittain 10/2021: alle 25 % 0, 25–49 % 4, 50–75 % 12, yli 75 % 6"},
	{"Eteneminen alueittain 10/2021", "Alue", "&apos;Kaavioiden tiedot&apos;!$F$5:$F$26",
	 "Eteneminen alueittain 10/2021: Keski-Pohjanmaa 97 %"},
};

/* No-break spaces as plain ones, and apostrophes as libxlsxwriter may or may not escape them. */
static char *plain(const char *xml)
{
	g_auto(GStrv) parts = g_strsplit(xml, TK_NBSP, -1);
	g_autofree char *spaced = g_strjoinv(" ", parts);
	g_auto(GStrv) marks = g_strsplit(spaced, "'", -1);

	return g_strjoinv("&apos;", marks);
}

START_TEST(charts_follow_the_figures)
{
	samples_begin();
	g_autofree char *path = write_book(TK_FI);
	g_autofree char *name = g_strdup_printf("xl/charts/chart%d.xml", _i + 1);
	g_autofree char *chart = part_of(path, name),
			*drawing = part_of(path, "xl/drawings/drawing1.xml");
	g_autofree char *text = plain(chart), *words = plain(drawing);

	ck_assert_ptr_nonnull(strstr(text, charts[_i].title));
	ck_assert_ptr_nonnull(strstr(text, charts[_i].axis));
	ck_assert_msg(strstr(text, charts[_i].values) != NULL, "%s", charts[_i].values);
	/* A colour of the theme. */
	g_autofree char *deep = g_strdup_printf("<a:srgbClr val=\"%06X\"/>",
						tk_colour_hex(world.kit->theme->ink[TK_INK]));

	ck_assert_ptr_nonnull(strstr(text, deep));
	g_autofree char *descr = g_strconcat("descr=\"", charts[_i].words, NULL);

	ck_assert_msg(strstr(words, descr) != NULL, "%s in %s", descr, words);
	world_end();
}
END_TEST

START_TEST(chart_data_is_in_order)
{
	samples_begin();
	g_autofree char *path = write_book(TK_FI);
	g_autoptr(tk_sheet) data = sheet_of(path, "Kaavioiden tiedot");
	g_autoptr(tk_sheet) progress = sheet_of(path, "Eteneminen");
	double sum = 0;

	for (unsigned i = 0; i < 22; i++) {
		const char *name = text_at(data, HEADS + 1 + i, 4);
		double value = number_at(data, HEADS + 1 + i, 5);

		ck_assert_double_eq(number_at(data, HEADS + 1 + i, 3), i + 1);
		ck_assert_double_eq(value, number_at(progress, row_of(progress, 0, name), 6));
		if (i > 0)
			ck_assert_double_le(value, number_at(data, HEADS + i, 5));
	}
	for (unsigned k = 0; k < 4; k++)
		sum += number_at(data, HEADS + 1 + k, 8);
	ck_assert_double_eq(sum, 22);
	world_end();
}
END_TEST

/* ---- Links of what is said of the input ---- */

static const struct {
	struct tk_source source;
	const char *link;
} said[] = {
	{{"/somewhere/data/2021-10/kyla.xlsx", "Tehtävät", 2, 5}, "Tehtävät!A6"},
	{{"/somewhere/data/2021-10/kyla.xlsx", "Tehtävät", 77, 5}, "Kattavuus!A5"},
	{{"/somewhere/data/2021-10/kyla.xlsx", NULL, TK_NOWHERE, TK_NOWHERE}, "Kattavuus!A5"},
	{{"/somewhere/data/alueet.csv", NULL, 3, 1}, ""},
	{{NULL, NULL, TK_NOWHERE, TK_NOWHERE}, ""},
};

START_TEST(remarks_lead_to_their_rows)
{
	small_begin(2);
	for (unsigned t = 0; t < SMALL_TASKS; t++)
		small_entry(SAARI, t)->source.file = "/somewhere/data/2021-10/s.xlsx";
	world.rounds[1]->submissions[SAARI].file = "/somewhere/data/2021-10/s.xlsx";
	tk_log_add(world.log, TK_DIAG_CELL_TOO_LONG, &said[_i].source, "1", NULL);
	g_autofree char *path = write_book(TK_FI);
	g_autoptr(tk_sheet) sheet = sheet_of(path, "Laatu");

	ck_assert_str_eq(text_at(sheet, HEADS + 1, 7), said[_i].link);
	world_end();
}
END_TEST

START_TEST(clean_input_is_told)
{
	static const char *const words[] = {"Ei huomautettavaa.", "Inga anmärkningar.",
					    "No remarks."};

	small_begin(2);
	g_autofree char *path = write_book((enum tk_lang)_i);
	g_autoptr(tk_book) book = book_of(path);
	g_autoptr(tk_sheet) sheet = tk_book_read_sheet(book, 13, world.out);

	ck_assert_str_eq(text_at(sheet, HEADS + 1, 0), words[_i]);
	world_end();
}
END_TEST

/* ---- Many tasks ---- */

/* Two regions report so many tasks that each fills a file. */
#define MANY_TASKS 126000u

static void many_begin(void)
{
	struct tk_dataset *dataset;

	small_begin(2);
	dataset = world.dataset;
	dataset->tasks = g_renew(struct tk_task, dataset->tasks, MANY_TASKS);
	for (unsigned t = SMALL_TASKS; t < MANY_TASKS; t++) {
		dataset->tasks[t] = (struct tk_task){.id = g_strdup_printf("M.%u", t),
						     .area = t % 2,
						     .start = dataset->tasks[1].start,
						     .end = dataset->tasks[1].end};
	}
	dataset->n_tasks = MANY_TASKS;
	for (unsigned p = 0; p < 2; p++) {
		for (unsigned r = 0; r <= SAARI; r++) {
			struct tk_submission *of = &world.rounds[p]->submissions[r];

			if (!of->reported)
				continue;
			of->entries = g_renew(struct tk_entry, of->entries, MANY_TASKS);
			for (unsigned t = SMALL_TASKS; t < MANY_TASKS; t++)
				of->entries[t] = (struct tk_entry){.status = TK_STATUS_DONE,
								   .estimate = TK_NO_DATE};
		}
	}
	world_look();
}

START_TEST(many_tasks_go_to_files_of_their_own)
{
	many_begin();
	ck_assert_uint_eq(tk_workbook_n_parts(world.picture), 2);
	g_autofree char *path = write_book(TK_FI);
	g_autofree char *part = tk_workbook_part_path(path, 1);
	g_autofree char *name = g_path_get_basename(part);
	g_autofree char *xml = part_of(path, "xl/worksheets/sheet2.xml");
	g_autoptr(tk_sheet) list = sheet_of(path, "Tehtävät");

	ck_assert_uint_eq(test_count(world.out, TK_DIAG_WORKBOOK_SPLIT), 1);
	ck_assert_str_eq(name, "book-tehtavat-2.xlsx");
	ck_assert_str_eq(text_at(list, HEADS + 1, 0), "book-tehtavat-1.xlsx");
	ck_assert_str_eq(text_at(list, HEADS + 2, 0), name);
	ck_assert_str_eq(text_at(list, HEADS + 1, 1), "Kylä");
	ck_assert_str_eq(text_at(list, HEADS + 2, 1), "Saari");
	ck_assert_double_eq(number_at(list, HEADS + 2, 4), MANY_TASKS);
	ck_assert_ptr_null(strstr(xml, "<f>COUNTIFS"));
	ck_assert(tk_workbook_write_part(world.picture, world.kit, TK_FI, 1, part, world.out));
	g_autoptr(tk_sheet) tasks = sheet_of(part, "Tehtävät");

	ck_assert_uint_eq(tasks->n_rows, 3 + MANY_TASKS);
	ck_assert_str_eq(text_at(tasks, HEADS + 1, COL_REGION), "Saari");
	ck_assert_str_eq(tk_row_cell(&tasks->rows[tasks->n_rows - 1], COL_REGION)->text, "Saari");
	ck_assert_str_eq(tk_row_cell(&tasks->rows[tasks->n_rows - 1], COL_DONE)->text, "kyllä");
	world_end();
}
END_TEST

START_TEST(few_tasks_stay)
{
	samples_begin();
	ck_assert_uint_eq(tk_workbook_n_parts(world.picture), 0);
	g_autofree char *odd = tk_workbook_part_path("a/b.c", 0);

	ck_assert_str_eq(odd, "a/b.c-tehtavat-1.xlsx");
	world_end();
}
END_TEST

/* ---- A full disk ---- */

static bool write_any_book(const char *path)
{
	return tk_workbook_write_national(world.picture, world.kit, TK_FI, path, world.out);
}

START_TEST(full_disk_is_told_by_the_log_alone)
{
	small_begin(2);
	g_autofree char *path = in_dir("book.xlsx"), *said_here = in_dir("stderr");
	FILE *file = fopen(said_here, "w");
	int kept = dup(STDERR_FILENO);

	ck_assert_ptr_nonnull(file);
	dup2(fileno(file), STDERR_FILENO);
	bool good = write_limited(write_any_book, path, 200);

	dup2(kept, STDERR_FILENO);
	close(kept);
	fclose(file);
	g_autofree char *text = NULL;

	ck_assert(g_file_get_contents(said_here, &text, NULL, NULL));
	ck_assert(!good);
	ck_assert_str_eq(text, "");
	ck_assert_uint_eq(test_count(world.out, TK_DIAG_OUTPUT_FAILED), 1);
	world_end();
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("workbook_live");
	TCase *figures = tcase_create("figures"), *shape = tcase_create("shape");
	TCase *many = tcase_create("many");

	tcase_set_timeout(figures, 120);
	tcase_set_timeout(shape, 120);
	tcase_set_timeout(many, 600);
	tcase_add_test(figures, values_are_those_of_the_rows);
	tcase_add_test(figures, coops_are_those_of_the_rows);
	tcase_add_loop_test(figures, medians_are_in_the_middle, 0, 3);
	tcase_add_test(figures, facts_follow_from_the_row);
	tcase_add_test(figures, late_counts_are_those_of_the_rows);
	tcase_add_test(figures, ids_like_numbers_are_not_looked_up);
	tcase_add_test(figures, history_has_every_period);
	tcase_add_loop_test(figures, forecast_is_that_of_the_measures, 0, TK_N_LANGS);
	tcase_add_loop_test(figures, forecast_says_why_there_is_none, 0, G_N_ELEMENTS(no_forecast));
	tcase_add_test(figures, chart_data_is_in_order);
	tcase_add_loop_test(shape, names_stand_for_their_cells, 0, G_N_ELEMENTS(names));
	tcase_add_loop_test(shape, names_are_listed, 0, TK_N_LANGS);
	tcase_add_test(shape, names_never_clash);
	tcase_add_test(shape, classes_follow_by_rules);
	tcase_add_loop_test(shape, tasks_are_a_table, 0, TK_N_LANGS);
	tcase_add_test(shape, status_before_stands_beside);
	tcase_add_test(shape, sheets_print_on_a4);
	tcase_add_loop_test(shape, charts_follow_the_figures, 0, G_N_ELEMENTS(charts));
	tcase_add_loop_test(shape, remarks_lead_to_their_rows, 0, G_N_ELEMENTS(said));
	tcase_add_loop_test(shape, clean_input_is_told, 0, TK_N_LANGS);
	tcase_add_test(shape, full_disk_is_told_by_the_log_alone);
	tcase_add_test(many, many_tasks_go_to_files_of_their_own);
	tcase_add_test(many, few_tasks_stay);
	suite_add_tcase(suite, figures);
	suite_add_tcase(suite, shape);
	suite_add_tcase(suite, many);
	return test_main(suite);
}
