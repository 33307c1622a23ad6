#include "check_ingest_kit.h"

#include "ingest/encoding-imp.h"

/* Text files. Each file in tests/golden/ingest has beside it what must come out: the choices that
 * were made, the complaints, the sheet. TK_GOLDEN=write writes what comes out. */

#define GOLDEN "tests/golden/ingest"

static char **names;

static void list_names(void)
{
	g_autofree char *path = test_source_path(GOLDEN);
	g_autoptr(GDir) dir = g_dir_open(path, 0, NULL);
	GPtrArray *found = g_ptr_array_new();

	for (const char *name; dir && (name = g_dir_read_name(dir));)
		if (!g_str_has_suffix(name, ".expected"))
			g_ptr_array_add(found, g_strdup(name));
	g_ptr_array_sort(found, (GCompareFunc)(void (*)(void))g_strcmp0);
	g_ptr_array_add(found, NULL);
	names = (char **)g_ptr_array_free(found, FALSE);
}

static void tell_log(GString *out, const struct tk_log *log)
{
	for (unsigned i = 0; i < tk_log_n_interpretations(log); i++) {
		const struct tk_interpretation *one = tk_log_interpretation(log, i);

		g_string_append_printf(out, "# %s: %s -> %s, %u\n", one->kind, one->read,
				       one->taken, one->count);
	}
	for (unsigned i = 0; i < tk_log_n_messages(log); i++) {
		g_autofree char *line = tk_message_line(tk_log_message(log, i), TK_EN);

		g_string_append_printf(out, "! %s\n", line);
	}
}

static char *read_golden(const char *path)
{
	g_autoptr(tk_log) log = tk_log_new();
	g_autoptr(tk_book) book = tk_book_open(path, "test", log);
	g_autoptr(tk_sheet) sheet = book ? tk_book_read_sheet(book, 0, log) : NULL;
	g_autofree char *csv = sheet ? kit_csv(sheet) : g_strdup("refused\n");
	GString *out = g_string_new(NULL);

	tell_log(out, log);
	g_string_append(out, csv);
	return g_string_free(out, FALSE);
}

START_TEST(golden)
{
	g_autofree char *relative = g_build_filename(GOLDEN, names[_i], NULL);
	g_autofree char *path = test_source_path(relative);
	g_autofree char *expected_path = g_strconcat(path, ".expected", NULL);
	g_autofree char *expected = NULL;
	g_autofree char *got = read_golden(path);

	if (g_strcmp0(g_getenv("TK_GOLDEN"), "write") == 0)
		ck_assert(g_file_set_contents(expected_path, got, -1, NULL));
	ck_assert_msg(g_file_get_contents(expected_path, &expected, NULL, NULL), "%s", names[_i]);
	ck_assert_msg(strcmp(got, expected) == 0, "%s\nexpected:\n%s\ngot:\n%s", names[_i],
		      expected, got);
}
END_TEST

static const struct {
	const char *bytes;
	gsize len;
	const char *particular;
} refusals[] = {
	{"<html><body><table><tr><td>1</table>", 0, "HTML"},
	{"\xef\xbb\xbf \r\n<!DOCTYPE html><p>x", 0, "HTML"},
	{"\xff\xfe<\0T\0A\0B\0L\0E\0>\0", 16, "HTML"},
	{"<?xml version=\"1.0\"?><Workbook/>", 0, "XML"},
	{"{\\rtf1 a}", 0, "RTF"},
	{"%PDF-1.7\n", 0, "PDF"},
	{"\x1f\x8b\x08\0\0", 5, "gzip"},
	{"\x89PNG\r\n\x1a\n", 8, "PNG"},
	{"\1\2\3\4\5\6\7\x08", 8, "?"},
	{"a\0\0\0b\1\2\3c\4\5\6d;e\n", 16, "?"},
};

START_TEST(refuses)
{
	gsize len = refusals[_i].len ? refusals[_i].len : strlen(refusals[_i].bytes);
	g_autoptr(GBytes) bytes = g_bytes_new_static(refusals[_i].bytes, len);

	kit_refused(bytes, TK_DIAG_FILE_NOT_SPREADSHEET, refusals[_i].particular);
}
END_TEST

START_TEST(keeps_types_and_places)
{
	g_autoptr(GBytes) bytes = g_bytes_new_static("\n\n;;1,5\n=1+1;TRUE\n", 18);
	g_autoptr(tk_log) log = tk_log_new();
	g_autoptr(tk_sheet) sheet = kit_read(bytes, 0, log);

	ck_assert_ptr_nonnull(sheet);
	ck_assert_uint_eq(sheet->n_rows, 2);
	ck_assert_uint_eq(sheet->rows[0].row, 2);
	ck_assert_ptr_null(sheet->name);
	const struct tk_cell *cell = kit_cell(sheet, 2, 2);

	ck_assert_int_eq(cell->type, TK_CELL_TEXT);
	ck_assert_str_eq(cell->text, "1,5");
	ck_assert_str_eq(kit_cell(sheet, 3, 0)->text, "=1+1");
	ck_assert_int_eq(kit_cell(sheet, 3, 1)->type, TK_CELL_TEXT);
	ck_assert_ptr_null(tk_row_cell(&sheet->rows[0], 0));
}
END_TEST

/* A text over the limit is cut between characters and told of. */
START_TEST(cuts_long_cells)
{
	g_autoptr(GString) text = g_string_new("a;b\nx");
	g_autoptr(tk_log) log = tk_log_new();

	for (unsigned i = 0; i < TK_LIMIT_CELL_BYTES / 2; i++)
		g_string_append(text, "ä");
	g_string_append(text, ";y\n");
	g_autoptr(GBytes) bytes = g_bytes_new(text->str, text->len);
	g_autoptr(tk_sheet) sheet = kit_read(bytes, 0, log);

	ck_assert_ptr_nonnull(sheet);
	ck_assert_uint_eq(strlen(kit_cell(sheet, 1, 0)->text), TK_LIMIT_CELL_BYTES - 1);
	ck_assert(g_utf8_validate(kit_cell(sheet, 1, 0)->text, -1, NULL));
	ck_assert_str_eq(kit_cell(sheet, 1, 1)->text, "y");
	ck_assert_uint_eq(test_count(log, TK_DIAG_CELL_TOO_LONG), 1);
}
END_TEST

START_TEST(refuses_too_many_columns)
{
	g_autofree char *text = g_strnfill(TK_LIMIT_COLS, ';');
	g_autofree char *line = g_strconcat(text, "x\n", NULL);
	g_autoptr(GBytes) bytes = g_bytes_new(line, strlen(line));

	kit_refused(bytes, TK_DIAG_SHEET_TOO_LARGE, "XFD1048576");
}
END_TEST

/* Inputs that make a careless reader take the square of their length: minutes, and Check ends the
 * test. */
static const struct {
	const char *repeated;
	unsigned n;
} patterns[] = {
	{",\"a", 200000},         {"\"a\n", 200000},      {"\"\n\n\n\n\n\n\n\n\n", 60000},
	{"\"a;\"b\n", 100000},    {"\"\"\"", 200000},     {"\"a\\\" b\n", 100000},
	{";\"x\ny\"", 100000},    {" \"a \"b,", 100000},  {"\xe4\n", 300000},
	{"\xc3\xa4\xff", 200000}, {";;\"a;b;c\n", 80000},
};

START_TEST(takes_no_square)
{
	g_autoptr(GString) text = g_string_new(NULL);
	g_autoptr(tk_log) log = tk_log_new();

	for (unsigned i = 0; i < patterns[_i].n; i++)
		g_string_append(text, patterns[_i].repeated);
	g_autoptr(GBytes) bytes = g_bytes_new(text->str, text->len);
	g_autoptr(tk_sheet) sheet = kit_read(bytes, 0, log);

	ck_assert(sheet || tk_log_n_messages(log) > 0);
	/* However much is wrong, people read a few lines of it. */
	ck_assert_uint_le(tk_log_n_messages(log), 41);
}
END_TEST

START_TEST(knows_codepages)
{
	gunichar table[128];

	ck_assert(tk_codepage_table("CP1252", table));
	ck_assert_uint_eq(table[0xe4 - 128], 0xe4);
	ck_assert_uint_eq(table[0x80 - 128], 0x20ac);
	ck_assert_uint_eq(table[0x81 - 128], 0xfffd);
	ck_assert(!tk_codepage_table("no such page", table));
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("csv");
	TCase *cases = tcase_create("text files");

	list_names();
	tcase_set_timeout(cases, 240);
	g_assert(g_strv_length(names) > 30);
	tcase_add_loop_test(cases, golden, 0, (int)g_strv_length(names));
	tcase_add_loop_test(cases, refuses, 0, (int)G_N_ELEMENTS(refusals));
	tcase_add_loop_test(cases, takes_no_square, 0, (int)G_N_ELEMENTS(patterns));
	tcase_add_test(cases, keeps_types_and_places);
	tcase_add_test(cases, cuts_long_cells);
	tcase_add_test(cases, refuses_too_many_columns);
	tcase_add_test(cases, knows_codepages);
	suite_add_tcase(suite, cases);
	int status = test_main(suite);

	g_strfreev(names);
	return status;
}
