#include "check_workbook_files.h"

#include <stdlib.h>

/* The rules are those of the checklists for accessible statistics in spreadsheets: looked for in the
 * parts of the package, and in the cells as another program reads them. */

/* Rows of a table's sheet [0-based]. */
enum { TITLE, LINE, SOURCE, HEADS, FIRST };
enum { COVER, NOTES, PROGRESS, PROGRESS_ALL, READINESS, READINESS_ALL, CHANGE, COOPS, LATE };

static const char *const sheet_names[TK_N_LANGS][12] = {
	[TK_FI] = {"Kansi", "Huomautukset", "Eteneminen", "Eteneminen kausittain", "Valmiusaste",
		   "Valmiusaste kausittain", "Muutos", "Yhteistyöalueet", "Myöhässä", "Riskit",
		   "Mittarit", "Tietojen laatu"},
	[TK_SV] = {"Omslag", "Noter", "Framsteg", "Framsteg per period", "Beredskapsgrad",
		   "Beredskapsgrad per period", "Förändring", "Samarbetsområden", "Försenade",
		   "Risker", "Indikatorer", "Uppgifternas kvalitet"},
	[TK_EN] = {"Cover", "Notes", "Progress", "Progress by period", "Readiness",
		   "Readiness by period", "Change", "Cooperation areas", "Late", "Risks",
		   "Indicators", "Data quality"},
};

#define N_SHEETS G_N_ELEMENTS(sheet_names[0])

static char *write_book(enum tk_lang lang)
{
	char *path = in_dir("book.xlsx");

	ck_assert(tk_workbook_write_publication(world.picture, world.kit, lang, path, world.out));
	return path;
}

static struct tk_sheet *write_sheet(enum tk_lang lang, unsigned index)
{
	g_autofree char *path = write_book(lang);

	return sheet_of(path, sheet_names[lang][index]);
}

/* ---- Rules for the parts ---- */

static char *sheet_part(const char *path, unsigned index)
{
	g_autofree char *name = g_strdup_printf("xl/worksheets/sheet%u.xml", index + 1);

	return part_of(path, name);
}

/* What no sheet may have: merged cells, frozen panes, hidden rows or columns, filters, headers and
 * footers, formulas, pictures, rules that colour cells, a cursor that is not at A1. */
static const char *const forbidden[] = {
	"<mergeCell", "<pane ",  "hidden=",   "<autoFilter", "<oddFooter",
	"<oddHeader", "<f>",     "<drawing ", "<legacy",     "<conditionalFormatting",
	"<selection", "<extLst",
};

static void check_parts(const char *path, unsigned n)
{
	for (unsigned i = 0; i < n; i++) {
		g_autofree char *xml = sheet_part(path, i);
		g_autofree char *name = g_strdup_printf("xl/tables/table%u.xml", i + 1);
		g_autofree char *table = part_of(path, name);

		for (unsigned k = 0; k < G_N_ELEMENTS(forbidden); k++)
			ck_assert_msg(!strstr(xml, forbidden[k]), "%s on sheet %u", forbidden[k],
				      i + 1);
		ck_assert_ptr_nonnull(strstr(xml, "<tableParts count=\"1\">"));
		ck_assert_ptr_null(strstr(table, "<autoFilter"));
		ck_assert_ptr_null(strstr(table, "headerRowCount=\"0\""));
		/* Only the first sheet is the one in view. */
		ck_assert_int_eq(strstr(xml, "tabSelected=\"1\"") != NULL, i == 0);
	}
}

START_TEST(sheets_keep_the_rules)
{
	samples_begin();
	g_autofree char *path = write_book((enum tk_lang)_i);
	g_autofree char *book = part_of(path, "xl/workbook.xml");

	check_parts(path, N_SHEETS);
	ck_assert_ptr_null(strstr(book, "state=\"hidden\""));
	ck_assert_ptr_null(strstr(book, "activeTab"));
	ck_assert_ptr_null(strstr(book, "firstSheet"));
	world_end();
}
END_TEST

START_TEST(links_stay_within_the_workbook)
{
	samples_begin();
	g_autofree char *path = write_book(TK_FI);
	g_autofree char *cover = sheet_part(path, COVER);
	unsigned n = 0;

	for (const char *at = cover; (at = strstr(at, "<hyperlink ")); at++)
		n++;
	ck_assert_uint_eq(n, N_SHEETS - 1);
	for (unsigned i = 0; i < N_SHEETS; i++) {
		g_autofree char *xml = sheet_part(path, i);
		g_autofree char *name =
			g_strdup_printf("xl/worksheets/_rels/sheet%u.xml.rels", i + 1);
		g_autofree char *relations = part_of(path, name);

		ck_assert(i == COVER || !strstr(xml, "<hyperlink"));
		ck_assert_ptr_null(strstr(relations, "External"));
	}
	world_end();
}
END_TEST

/* Every font that a cell can have, but the library's own first one, which cells do not use. */
START_TEST(fonts_are_legible)
{
	samples_begin();
	g_autofree char *path = write_book(TK_FI);
	g_autofree char *styles = part_of(path, "xl/styles.xml");
	const char *at = strstr(styles, "<font>"), *end = strstr(styles, "</fonts>");
	unsigned n = 0;

	for (at = strstr(at + 1, "<font>"); at && at < end; at = strstr(at + 1, "<font>"), n++) {
		const char *size = strstr(at, "<sz val=\""), *name = strstr(at, "<name val=\"");

		ck_assert_double_ge(g_ascii_strtod(size + strlen("<sz val=\""), NULL), 12);
		ck_assert(g_str_has_prefix(name, "<name val=\"Arial\""));
	}
	ck_assert_uint_gt(n, 3);
	world_end();
}
END_TEST

START_TEST(properties_are_told)
{
	static const char *const titles[] = {"Tilannekuva 10/2021: tilastotaulukot",
					     "Tilannekuva 10/2021: statistiktabeller",
					     "Tilannekuva 10/2021: statistical tables"};

	small_begin(2);
	g_autofree char *path = write_book((enum tk_lang)_i);
	g_autofree char *core = part_of(path, "docProps/core.xml");
	g_autofree char *title = g_strdup_printf("<dc:title>%s</dc:title>", titles[_i]);
	g_autofree char *language =
		g_strdup_printf("<dc:language>%s</dc:language>", tk_lang_code((enum tk_lang)_i));

	ck_assert_ptr_nonnull(strstr(core, title));
	ck_assert_ptr_nonnull(strstr(core, language));
	ck_assert_ptr_nonnull(strstr(core, "<dc:creator>Ministeriö &amp; muut</dc:creator>"));
	ck_assert_ptr_nonnull(strstr(core, "<dc:subject>"));
	ck_assert_ptr_nonnull(strstr(core, "<cp:keywords>"));
	world_end();
}
END_TEST

/* ---- Rules for the cells ---- */

struct range {
	unsigned top, left, bottom, right;
};

static unsigned letters(const char **at)
{
	unsigned col = 0;

	for (; g_ascii_isupper(**at); (*at)++)
		col = col * 26 + (unsigned)(**at - 'A' + 1);
	return col - 1;
}

static unsigned digits(const char **at)
{
	char *end = NULL;
	unsigned row = (unsigned)strtoul(*at, &end, 10) - 1;

	*at = end + (*end == ':');
	return row;
}

/* Where the table of a sheet stands. */
static struct range table_range(const char *path, unsigned index)
{
	g_autofree char *name = g_strdup_printf("xl/tables/table%u.xml", index + 1);
	g_autofree char *xml = part_of(path, name);
	const char *at = strstr(xml, " ref=\"") + strlen(" ref=\"");
	struct range range;

	range.left = letters(&at);
	range.top = digits(&at);
	range.right = letters(&at);
	range.bottom = digits(&at);
	return range;
}

/* Heads are unique, and the table's own; every cell of the table says something; nothing stands below
 * it or beside it; no row above it is blank. */
static void check_table(const char *path, const struct tk_sheet *sheet, unsigned index)
{
	g_autofree char *name = g_strdup_printf("xl/tables/table%u.xml", index + 1);
	g_autofree char *xml = part_of(path, name);
	struct range table = table_range(path, index);
	g_autoptr(GHashTable) heads = g_hash_table_new(g_str_hash, g_str_equal);

	ck_assert_uint_eq(table.left, 0);
	ck_assert_uint_gt(table.bottom, table.top);
	for (unsigned col = 0; col <= table.right; col++) {
		g_autofree char *escaped = g_markup_escape_text(text_at(sheet, table.top, col), -1);
		g_autofree char *column = g_strdup_printf(" name=\"%s\"", escaped);

		ck_assert(g_hash_table_add(heads, (gpointer)text_at(sheet, table.top, col)));
		ck_assert_msg(strstr(xml, column) != NULL, "%s in %s", column, xml);
		for (unsigned row = table.top; row <= table.bottom; row++)
			ck_assert_msg(*text_at(sheet, row, col), "sheet %u, row %u, column %u",
				      index + 1, row + 1, col + 1);
	}
	ck_assert_uint_eq(sheet->n_rows, table.bottom + 1);
	for (unsigned i = 0; i < sheet->n_rows; i++) {
		const struct tk_row *row = &sheet->rows[i];

		ck_assert_uint_eq(row->row, i);
		ck_assert(!row->hidden);
		ck_assert_str_ne(text_at(sheet, i, 0), "");
		ck_assert_uint_le(row->cells[row->n_cells - 1].col, table.right);
	}
}

START_TEST(tables_are_whole)
{
	enum tk_lang lang = (enum tk_lang)_i;

	samples_begin();
	g_autofree char *path = write_book(lang);
	g_autoptr(tk_book) book = book_of(path);

	ck_assert_uint_eq(tk_book_n_sheets(book), N_SHEETS);
	for (unsigned i = 0; i < N_SHEETS; i++) {
		g_autoptr(tk_sheet) sheet = tk_book_read_sheet(book, i, world.out);

		ck_assert_str_eq(tk_book_sheet_name(book, i), sheet_names[lang][i]);
		check_table(path, sheet, i);
		if (i > NOTES)
			ck_assert_uint_eq(table_range(path, i).top, HEADS);
	}
	world_end();
}
END_TEST

/* Words that tell how many tables there are and where the notes stand. */
START_TEST(tables_tell_of_their_notes)
{
	static const char *const words[TK_N_LANGS][2] = {
		{"yksi taulukko", "Huomautukset ovat välilehdellä"},
		{"finns en tabell", "Noterna finns på bladet"},
		{"contains one table", "Notes are in the worksheet"}};

	samples_begin();
	g_autofree char *path = write_book((enum tk_lang)_i);

	for (unsigned i = NOTES; i < N_SHEETS; i++) {
		g_autoptr(tk_sheet) sheet = sheet_of(path, sheet_names[_i][i]);

		for (unsigned k = 0; k < (i == NOTES ? 1 : 2); k++)
			ck_assert_ptr_nonnull(strstr(text_at(sheet, LINE, 0), words[_i][k]));
	}
	world_end();
}
END_TEST

static void collect_marks(GHashTable *marks, const char *text, const char *begin)
{
	for (const char *at = text; (at = strstr(at, begin)); at++) {
		const char *end = strchr(at, ']');

		ck_assert_ptr_nonnull(end);
		g_hash_table_add(marks, g_strndup(at, (gsize)(end + 1 - at)));
	}
}

START_TEST(every_note_is_explained)
{
	static const char *const begins[] = {"[huomautus ", "[not ", "[note "};

	samples_begin();
	g_autofree char *path = write_book((enum tk_lang)_i);
	g_autoptr(GHashTable) marks = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	g_autoptr(tk_sheet) notes = sheet_of(path, sheet_names[_i][NOTES]);
	struct range table = table_range(path, NOTES);

	for (unsigned s = PROGRESS; s < N_SHEETS; s++) {
		g_autoptr(tk_sheet) sheet = sheet_of(path, sheet_names[_i][s]);

		for (unsigned r = 0; r < sheet->n_rows; r++) {
			for (unsigned c = 0; c < sheet->rows[r].n_cells; c++)
				collect_marks(marks, sheet->rows[r].cells[c].text, begins[_i]);
		}
	}
	ck_assert_uint_gt(g_hash_table_size(marks), 8);
	for (unsigned i = 0; i < g_hash_table_size(marks); i++) {
		g_autofree char *mark = g_strdup_printf("%s%u]", begins[_i], i + 1);

		ck_assert(g_hash_table_contains(marks, mark));
		ck_assert_str_eq(text_at(notes, table.top + 1 + i, 0), mark);
	}
	/* And the two marks of cells without figures. */
	ck_assert_uint_eq(table.bottom - table.top, g_hash_table_size(marks) + 2);
	ck_assert_str_eq(text_at(notes, table.bottom - 1, 0), "[x]");
	ck_assert_str_eq(text_at(notes, table.bottom, 0), "[z]");
	world_end();
}
END_TEST

START_TEST(cover_leads_to_every_sheet)
{
	samples_begin();
	g_autofree char *path = write_book((enum tk_lang)_i);
	g_autoptr(tk_sheet) cover = sheet_of(path, sheet_names[_i][COVER]);
	struct range contents = table_range(path, COVER);

	ck_assert_uint_eq(contents.bottom - contents.top, N_SHEETS - 1);
	for (unsigned i = NOTES; i < N_SHEETS; i++) {
		struct range table = table_range(path, i);
		g_autoptr(tk_sheet) sheet = sheet_of(path, sheet_names[_i][i]);
		const char *title = text_at(cover, contents.top + i, 0);

		ck_assert_str_eq(text_at(cover, contents.top + i, 1), sheet_names[_i][i]);
		ck_assert(g_str_has_prefix(text_at(sheet, TITLE, 0), title));
		ck_assert_double_eq(number_at(cover, contents.top + i, 2),
				    table.bottom - table.top);
	}
	world_end();
}
END_TEST

/* ---- Figures ---- */

/* The row of a table that has a period (where it has a column of them), and a unit's name. */
static unsigned find(const struct tk_sheet *sheet, const char *period, const char *name)
{
	unsigned unit = period ? 2 : 1, found = 0;

	for (unsigned i = FIRST; i < sheet->n_rows; i++) {
		if ((!period || strcmp(text_at(sheet, i, 0), period) == 0) &&
		    strcmp(text_at(sheet, i, unit), name) == 0) {
			ck_assert_uint_eq(found, 0);
			found = i;
		}
	}
	ck_assert_msg(found > 0, "no row %s %s", period ? period : "", name);
	return found;
}

static const char *csv_value(const struct tk_sheet *csv, unsigned row, const char *column)
{
	return text_at(csv, row, col_of(csv, 0, column));
}

/* A cell beside a field of the open data: the same number, or a mark where the field is empty. */
static void compare_cell(const struct tk_sheet *sheet, unsigned row, unsigned col,
			 const char *field)
{
	double number = 0;

	if (!*field) {
		ck_assert_str_eq(text_at(sheet, row, col), "[x]");
		return;
	}
	ck_assert(tk_parse_double(field, &number));
	ck_assert_double_eq_tol(number_at(sheet, row, col), number, 1e-9);
}

static struct tk_sheet *open_data(enum tk_open_table table)
{
	g_autofree char *path = in_dir("table.csv");

	ck_assert(tk_open_table_write(world.picture, table, path, world.out));
	return sheet_of(path, NULL);
}

static unsigned area_index(const char *id)
{
	unsigned area = tk_dataset_find_area(world.dataset, id);

	return area == TK_NONE ? world.dataset->n_areas : area;
}

static const char *period_name(const char *id)
{
	return strcmp(id, "2021-10") == 0   ? "10/2021"
	       : strcmp(id, "2021-08") == 0 ? "8/2021"
					    : "6/2021";
}

START_TEST(shares_are_those_of_the_open_data)
{
	samples_begin();
	g_autofree char *path = write_book(TK_FI);
	g_autoptr(tk_sheet) progress = sheet_of(path, sheet_names[TK_FI][PROGRESS_ALL]);
	g_autoptr(tk_sheet) readiness = sheet_of(path, sheet_names[TK_FI][READINESS_ALL]);
	g_autoptr(tk_sheet) progress_csv = open_data(TK_OPEN_PROGRESS);
	g_autoptr(tk_sheet) readiness_csv = open_data(TK_OPEN_READINESS);

	ck_assert_uint_eq(progress_csv->n_rows, 1 + 3 * (1 + 5 + 23) * 6);
	for (unsigned i = 1; i < progress_csv->n_rows; i++) {
		const char *period = period_name(csv_value(progress_csv, i, "kausi"));
		const char *unit = csv_value(progress_csv, i, "alue_fi");
		unsigned area = area_index(csv_value(progress_csv, i, "osa_alue"));

		compare_cell(progress, find(progress, period, unit), 3 + area,
			     csv_value(progress_csv, i, "prosentti"));
		compare_cell(readiness, find(readiness, period, unit), 3 + 2 * area,
			     csv_value(readiness_csv, i, "kaynnissa_prosentti"));
		compare_cell(readiness, find(readiness, period, unit), 4 + 2 * area,
			     csv_value(readiness_csv, i, "valmis_prosentti"));
	}
	world_end();
}
END_TEST

START_TEST(changes_are_those_of_the_open_data)
{
	static const char *const columns[] = {"muutos_prosenttiyksikkoa", "tehtavien_tilat",
					      "tarkastelujakso", "koskeeko_aluetta",
					      "ilmoittaneet_alueet"};

	samples_begin();
	g_autoptr(tk_sheet) sheet = write_sheet(TK_FI, CHANGE);
	g_autoptr(tk_sheet) csv = open_data(TK_OPEN_CHANGE);
	unsigned row = FIRST;

	for (unsigned i = 1; i < csv->n_rows; i++) {
		if (strcmp(csv_value(csv, i, "kausi"), "2021-10") != 0)
			continue;
		ck_assert_str_eq(text_at(sheet, row, 1), csv_value(csv, i, "alue_fi"));
		ck_assert_str_eq(text_at(sheet, row, 2), csv_value(csv, i, "osa_alue_fi"));
		for (unsigned k = 0; k < G_N_ELEMENTS(columns); k++)
			compare_cell(sheet, row, 3 + k, csv_value(csv, i, columns[k]));
		row++;
	}
	ck_assert_uint_eq(row, sheet->n_rows);
	world_end();
}
END_TEST

START_TEST(figures_are_as_published)
{
	samples_begin();
	g_autofree char *path = write_book(TK_EN);
	g_autoptr(tk_sheet) progress = sheet_of(path, "Progress");
	g_autoptr(tk_sheet) readiness = sheet_of(path, "Readiness");
	g_autoptr(tk_sheet) late = sheet_of(path, "Late");
	g_autoptr(tk_sheet) risks = sheet_of(path, "Risks");
	g_autoptr(tk_sheet) indicators = sheet_of(path, "Indicators");
	double n_late = 0, n_risks = 0;

	ck_assert_double_eq(number_at(progress, FIRST, 7), 66);
	ck_assert_double_eq(number_at(readiness, FIRST, 12), 52);
	ck_assert_double_eq(number_at(readiness, FIRST, 13), 8);
	for (unsigned row = FIRST; row < late->n_rows; row++)
		n_late += number_at(late, row, 4);
	for (unsigned row = FIRST; row < risks->n_rows; row++)
		n_risks += number_at(risks, row, 5);
	ck_assert_double_eq(n_late, 423);
	ck_assert_double_gt(n_risks, 0);
	ck_assert_uint_eq(indicators->n_rows - FIRST, 132);
	ck_assert_uint_eq(cell_at(late, FIRST, 3)->type, TK_CELL_DATE);
	world_end();
}
END_TEST

START_TEST(quality_is_counted)
{
	samples_begin();
	g_autoptr(tk_sheet) sheet = write_sheet(TK_FI, N_SHEETS - 1);
	const struct tk_round *round = world.rounds[2];
	double missing = 0, rows = 0;

	for (unsigned r = 0; r < world.dataset->n_regions; r++) {
		unsigned row = find(sheet, NULL, world.dataset->regions[r].name.in[TK_FI]);

		if (!round->submissions[r].reported) {
			ck_assert_str_eq(text_at(sheet, row, 2), "[x]");
			continue;
		}
		ck_assert_double_eq(number_at(sheet, row, 2), 344);
		ck_assert_double_eq(number_at(sheet, row, 3) + number_at(sheet, row, 4), 344);
		ck_assert_double_eq(number_at(sheet, row, 6), round->submissions[r].totals.rows);
		missing += number_at(sheet, row, 4);
		rows += number_at(sheet, row, 6);
	}
	ck_assert_double_eq(number_at(sheet, FIRST, 2), 22 * 344);
	ck_assert_double_eq(number_at(sheet, FIRST, 4), missing);
	ck_assert_double_eq(number_at(sheet, FIRST, 6), rows);
	world_end();
}
END_TEST

START_TEST(messages_are_counted_by_region)
{
	small_begin(2);
	struct tk_source kyla = {g_intern_string("/somewhere/data/2021-10/kyla.xlsx"), "Tehtävät",
				 1, 1},
			 lahti = {g_intern_string("/somewhere/data/2021-10/lahti.riskit.csv"), NULL,
				  1, 1};
	struct tk_input_file *files = g_new0(struct tk_input_file, 1);

	files[0] = (struct tk_input_file){.name = lahti.file, .format = "csv"};
	world.rounds[1]->files = files;
	world.rounds[1]->n_files = 1;
	world.rounds[1]->submissions[SAARI].file = g_intern_string("saari.csv");
	tk_log_add(world.log, TK_DIAG_TASK_MISSING, &kyla, "T.1", "Kylä", NULL);
	tk_log_add(world.log, TK_DIAG_RISK_SCALE, &lahti, "9", NULL);
	tk_log_add(world.log, TK_DIAG_RISK_SCALE, &lahti, "8", NULL);
	g_autofree char *path = write_book(TK_FI);
	g_autoptr(tk_sheet) sheet = sheet_of(path, "Tietojen laatu");

	ck_assert_double_eq(number_at(sheet, find(sheet, NULL, "Kylä"), 8), 0);
	ck_assert_double_eq(number_at(sheet, find(sheet, NULL, "Kylä"), 9), 1);
	ck_assert_double_eq(number_at(sheet, find(sheet, NULL, "Lahti"), 8), 2);
	ck_assert_double_eq(number_at(sheet, find(sheet, NULL, "Saari"), 8), 0);
	ck_assert_double_eq(number_at(sheet, FIRST, 8), 2);
	ck_assert_double_eq(number_at(sheet, FIRST, 9), 1);
	world_end();
}
END_TEST

/* ---- Regions without figures, a single period ---- */

START_TEST(missing_figures_have_a_reason)
{
	small_begin(2);
	g_autofree char *path = write_book(TK_FI);
	g_autoptr(tk_sheet) progress = sheet_of(path, "Eteneminen");
	g_autoptr(tk_sheet) change = sheet_of(path, "Muutos");
	g_autoptr(tk_sheet) notes = sheet_of(path, "Huomautukset");
	unsigned niemi = find(progress, NULL, "Niemi"), saari = row_of(change, 1, "Saari");
	const char *mark = text_at(progress, niemi, 7);

	for (unsigned col = 2; col <= 6; col++)
		ck_assert_str_eq(text_at(progress, niemi, col), "[x]");
	ck_assert(g_str_has_prefix(mark, "[huomautus "));
	ck_assert_ptr_nonnull(
		strstr(text_at(notes, row_of(notes, 0, mark), 1), "Seurantaa tarkennetaan"));
	/* Saari is new: it has figures, but no change. */
	ck_assert_str_eq(text_at(progress, find(progress, NULL, "Saari"), 7), "ei huomautuksia");
	ck_assert_str_eq(text_at(change, saari, 3), "[x]");
	ck_assert_ptr_nonnull(strstr(text_at(notes, row_of(notes, 0, text_at(change, saari, 8)), 1),
				     "Alueelta ei ole saatu tiedostoa"));
	world_end();
}
END_TEST

START_TEST(tasks_that_do_not_apply_leave_no_figure)
{
	small_begin(2);
	small_entry(KYLA, 2)->status = TK_STATUS_NOT_APPLICABLE;
	world_look();
	g_autoptr(tk_sheet) sheet = write_sheet(TK_FI, PROGRESS);

	ck_assert_str_eq(text_at(sheet, find(sheet, NULL, "Kylä"), 3), "[z]");
	world_end();
}
END_TEST

static unsigned find_note(const struct tk_sheet *notes, const char *words)
{
	unsigned row = 0;

	while (row < notes->n_rows && !strstr(text_at(notes, row, 1), words))
		row++;
	ck_assert_uint_lt(row, notes->n_rows);
	return row;
}

/* A sheet without a column of notes says in its title that its comparison is made up. */
START_TEST(made_up_comparisons_are_noted)
{
	static const char *const compared[] = {"Yhteistyöalueet", "Riskit", "Mittarit"};

	samples_begin();
	g_autofree char *path = write_book(TK_FI);
	g_autoptr(tk_sheet) notes = sheet_of(path, sheet_names[TK_FI][NOTES]);
	const char *mark = text_at(notes, find_note(notes, "esimerkkiaineistoa"), 0);

	for (unsigned i = 0; i < G_N_ELEMENTS(compared); i++) {
		g_autoptr(tk_sheet) sheet = sheet_of(path, compared[i]);

		ck_assert_msg(strstr(text_at(sheet, 0, 0), mark), "%s", compared[i]);
	}
	g_autoptr(tk_sheet) late = sheet_of(path, "Myöhässä");

	ck_assert_ptr_null(strstr(text_at(late, 0, 0), mark));
	world_end();
}
END_TEST

START_TEST(sheets_without_rows_are_left_out)
{
	small_begin(1);
	small_entry(KYLA, 0)->status = TK_STATUS_DONE;
	small_entry(SAARI, 0)->status = TK_STATUS_DONE;
	world_look();
	g_autofree char *path = write_book(TK_FI);
	g_autoptr(tk_book) book = book_of(path);
	static const char *const left[] = {"Kansi",       "Huomautukset",    "Eteneminen",
					   "Valmiusaste", "Yhteistyöalueet", "Tietojen laatu"};

	ck_assert_uint_eq(tk_book_n_sheets(book), G_N_ELEMENTS(left));
	for (unsigned i = 0; i < G_N_ELEMENTS(left); i++) {
		g_autoptr(tk_sheet) sheet = tk_book_read_sheet(book, i, world.out);

		ck_assert_str_eq(tk_book_sheet_name(book, i), left[i]);
		check_table(path, sheet, i);
	}
	check_parts(path, G_N_ELEMENTS(left));
	world_end();
}
END_TEST

/* ---- Hostile texts ---- */

static void give_hostile(const char *text)
{
	struct tk_submission *submission = &world.rounds[1]->submissions[KYLA];

	submission->risks = g_new0(struct tk_risk, 1);
	submission->n_risks = 1;
	submission->risks[0] = (struct tk_risk){.area = TK_NONE, .name = g_strdup(text)};
	submission->indicators = g_new0(struct tk_indicator, 1);
	submission->n_indicators = 1;
	submission->indicators[0] = (struct tk_indicator){.name = g_strdup(text),
							  .unit = g_strdup(text),
							  .value = 1.5,
							  .source = {submission->file, "M", 1, 1}};
	g_free(world.dataset->tasks[0].name.in[TK_FI]);
	world.dataset->tasks[0].name.in[TK_FI] = g_strdup(text);
	world_look();
}

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
	{"a\x01\x1f\x7fz", "a\u2401\u241f\u2421z"},
};

START_TEST(hostile_texts_stay_texts)
{
	const char *expected = hostile[_i].read ? hostile[_i].read : hostile[_i].sent;

	small_begin(2);
	give_hostile(hostile[_i].sent);
	g_autofree char *path = write_book(TK_FI);
	g_autoptr(tk_sheet) late = sheet_of(path, "Myöhässä");
	g_autoptr(tk_sheet) risks = sheet_of(path, "Riskit");
	g_autoptr(tk_sheet) indicators = sheet_of(path, "Mittarit");
	const struct tk_cell *cells[] = {cell_at(late, FIRST, 1), cell_at(risks, FIRST, 0),
					 cell_at(indicators, FIRST, 1),
					 cell_at(indicators, FIRST, 2)};

	for (unsigned i = 0; i < G_N_ELEMENTS(cells); i++) {
		ck_assert_uint_eq(cells[i]->type, TK_CELL_TEXT);
		ck_assert_str_eq(cells[i]->text, expected);
	}
	/* A risk without an area or a scale says so. */
	ck_assert_str_eq(text_at(risks, FIRST, 1), "[z]");
	ck_assert_str_eq(text_at(risks, FIRST, 2), "[x]");
	world_end();
}
END_TEST

START_TEST(long_names_are_cut)
{
	g_autofree char *name = g_strnfill(40000, 'x');

	small_begin(2);
	give_hostile(name);
	g_autofree char *path = write_book(TK_FI);
	g_autoptr(tk_sheet) indicators = sheet_of(path, "Mittarit");

	ck_assert_uint_eq(strlen(text_at(indicators, FIRST, 1)), 32767);
	ck_assert_uint_gt(test_count(world.out, TK_DIAG_CELL_TOO_LONG), 0);
	world_end();
}
END_TEST

/* Owners and notes may name people. */
START_TEST(nobody_is_named)
{
	small_begin(2);
	for (unsigned t = 0; t < SMALL_TASKS; t++) {
		small_entry(KYLA, t)->owner = g_strdup("Virtanen");
		small_entry(KYLA, t)->note = g_strdup("Virtanen on lomalla");
	}
	world_look();
	g_autofree char *path = write_book(TK_FI);
	g_autofree char *strings = part_of(path, "xl/sharedStrings.xml");

	ck_assert_ptr_nonnull(strstr(strings, "Kylä"));
	ck_assert_ptr_null(strstr(strings, "Virtanen"));
	world_end();
}
END_TEST

/* ---- The same bytes, or none ---- */

static bool write_any_book(const char *path)
{
	return tk_workbook_write_publication(world.picture, world.kit, TK_SV, path, world.out);
}

int main(void)
{
	Suite *suite = suite_create("publication workbook");
	TCase *rules = tcase_create("rules"), *figures = tcase_create("figures");
	TCase *hostility = tcase_create("hostile");

	tcase_set_timeout(rules, 120);
	tcase_set_timeout(figures, 120);
	tcase_add_loop_test(rules, sheets_keep_the_rules, 0, TK_N_LANGS);
	tcase_add_test(rules, links_stay_within_the_workbook);
	tcase_add_test(rules, fonts_are_legible);
	tcase_add_loop_test(rules, properties_are_told, 0, TK_N_LANGS);
	tcase_add_loop_test(rules, tables_are_whole, 0, TK_N_LANGS);
	tcase_add_loop_test(rules, tables_tell_of_their_notes, 0, TK_N_LANGS);
	tcase_add_loop_test(rules, every_note_is_explained, 0, TK_N_LANGS);
	tcase_add_loop_test(rules, cover_leads_to_every_sheet, 0, TK_N_LANGS);
	tcase_add_test(figures, shares_are_those_of_the_open_data);
	tcase_add_test(figures, changes_are_those_of_the_open_data);
	tcase_add_test(figures, figures_are_as_published);
	tcase_add_test(figures, quality_is_counted);
	tcase_add_test(figures, messages_are_counted_by_region);
	tcase_add_test(figures, missing_figures_have_a_reason);
	tcase_add_test(figures, tasks_that_do_not_apply_leave_no_figure);
	tcase_add_test(figures, sheets_without_rows_are_left_out);
	tcase_add_test(figures, made_up_comparisons_are_noted);
	tcase_add_loop_test(hostility, hostile_texts_stay_texts, 0, G_N_ELEMENTS(hostile));
	tcase_add_test(hostility, long_names_are_cut);
	tcase_add_test(hostility, nobody_is_named);
	suite_add_tcase(suite, rules);
	suite_add_tcase(suite, figures);
	suite_add_tcase(suite, hostility);
	add_file_tests(suite);
	return test_main(suite);
}
