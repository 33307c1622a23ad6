#include "check_ingest_kit.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <math.h>
#include <sys/stat.h>
#include <unistd.h>

/* What all formats share: telling them apart, limits, values as text, the sheet as CSV. */

/* ---- Values ---- */

static const struct {
	double number;
	const char *text;
} numbers[] = {
	{0, "0"},
	{-0.0, "0"},
	{1, "1"},
	{-12, "-12"},
	{0.1, "0.1"},
	{-0.25, "-0.25"},
	{1234.5, "1234.5"},
	{0.1 + 0.2, "0.30000000000000004"},
	{1.0 / 3, "0.3333333333333333"},
	{123456789012345678.0, "123456789012345680"},
	{1e15, "1000000000000000"},
	{1e20, "100000000000000000000"},
	{1e21, "1e+21"},
	{1.5e300, "1.5e+300"},
	{1e-7, "0.0000001"},
	{1.25e-8, "1.25e-8"},
	{99.999999999999986, "99.99999999999999"},
	{5e-324, "5e-324"},
};

START_TEST(writes_numbers)
{
	char text[TK_VALUE_TEXT];

	tk_value_number(numbers[_i].number, text);
	ck_assert_double_eq(g_ascii_strtod(text, NULL), numbers[_i].number);
	if (numbers[_i].number != 5e-324)
		ck_assert_str_eq(text, numbers[_i].text);
}
END_TEST

static const struct {
	double serial;
	enum tk_shown shown;
	/* NULL: no calendar has it. */
	const char *text;
} serials[] = {
	{44470, TK_SHOWN_DATE, "2021-10-01"},
	{44470.99999999, TK_SHOWN_DATE, "2021-10-02"},
	{44470.5, TK_SHOWN_TIME, "2021-10-01 12:00:00"},
	{0, TK_SHOWN_DATE, "1899-12-30"},
	{0, TK_SHOWN_TIME, "00:00:00"},
	{0.75, TK_SHOWN_DATE, "18:00:00"},
	{1.25, TK_SHOWN_DURATION, "30:00:00"},
	{-0.5, TK_SHOWN_DURATION, "-12:00:00"},
	{0, TK_SHOWN_DURATION, "00:00:00"},
	{2958465, TK_SHOWN_DATE, "9999-12-31"},
	{2958465.999999999, TK_SHOWN_DATE, NULL},
	{2958466, TK_SHOWN_DATE, NULL},
	{-1, TK_SHOWN_DATE, NULL},
	{1e300, TK_SHOWN_DATE, NULL},
	{1e300, TK_SHOWN_DURATION, NULL},
	{NAN, TK_SHOWN_DATE, NULL},
	{INFINITY, TK_SHOWN_TIME, NULL},
};

START_TEST(writes_serials)
{
	char text[TK_VALUE_TEXT];
	bool written = tk_value_serial(serials[_i].serial, serials[_i].shown, text);

	ck_assert(written == (serials[_i].text != NULL));
	if (written)
		ck_assert_str_eq(text, serials[_i].text);
}
END_TEST

static const struct {
	const char *iso;
	bool duration;
	const char *text;
	double serial;
} isos[] = {
	{"2021-10-01", false, "2021-10-01", 44470},
	{"2021-10-01T06:00", false, "2021-10-01 06:00:00", 44470.25},
	{"2021-10-01T06:00:00Z", false, "2021-10-01 06:00:00", 44470.25},
	{"2021-10-01 18:00:00,5", false, "2021-10-01 18:00:01", 44470.75000578704},
	{"2021-10-01T23:59:59.9", false, "2021-10-02", 44470.99999884259},
	{"06:00:00", false, "06:00:00", 0.25},
	{"1899-12-31", false, "1899-12-31", 1},
	{"1600-01-01T06:00:00", false, "1600-01-01 06:00:00", -109571 + 0.25},
	{"2021-02-29", false, NULL, 0},
	{"2021-10-01x", false, NULL, 0},
	{"2021-10-01T", false, "2021-10-01", 44470},
	{"2021-1-1", false, NULL, 0},
	{"25:00:00", false, NULL, 0},
	{"44470", false, NULL, 0},
	{"", false, NULL, 0},
	{"PT6H", true, "06:00:00", 0.25},
	{"PT30H00M00S", true, "30:00:00", 1.25},
	{"P1DT6H", true, "30:00:00", 1.25},
	{"-PT12H", true, "-12:00:00", -0.5},
	{"PT0H0M1.6S", true, "00:00:02", 1.6 / 86400},
	{"P1Y", true, NULL, 0},
	{"6H", true, NULL, 0},
	{"PTH", true, NULL, 0},
};

START_TEST(reads_iso)
{
	char text[TK_VALUE_TEXT];
	double serial;
	bool read = isos[_i].duration ? tk_value_iso_duration(isos[_i].iso, &serial, text)
				      : tk_value_iso(isos[_i].iso, &serial, text);

	ck_assert_msg(read == (isos[_i].text != NULL), "%s", isos[_i].iso);
	if (!read)
		return;
	ck_assert_str_eq(text, isos[_i].text);
	ck_assert_double_eq_tol(serial, isos[_i].serial, 1e-9);
}
END_TEST

/* ---- Sheets ---- */

static void add(struct tk_builder *builder, unsigned row, unsigned col, const char *text)
{
	struct tk_cell cell = {.col = col, .type = TK_CELL_TEXT};

	cell.text = tk_builder_text(builder, row, col, text, strlen(text));
	tk_builder_add(builder, row, &cell);
}

static struct tk_builder begin(struct tk_log *log)
{
	struct tk_source source = {"file", "sheet", TK_NOWHERE, TK_NOWHERE};
	struct tk_builder builder;

	tk_builder_init(&builder, &source, false, log);
	return builder;
}

START_TEST(puts_cells_in_order)
{
	g_autoptr(tk_log) log = tk_log_new();
	struct tk_builder builder = begin(log);

	add(&builder, 5, 2, "f");
	add(&builder, 1, 1, "b");
	add(&builder, 1, 0, "a");
	add(&builder, 5, 2, "later");
	builder.row_hidden = true;
	add(&builder, 3, 3, "d");
	g_autoptr(tk_sheet) sheet = tk_builder_finish(&builder);
	g_autofree char *csv = kit_csv(sheet);

	ck_assert_str_eq(csv, "\na,b\n\n,,,d\n\n,,later\n");
	ck_assert_uint_eq(sheet->n_rows, 3);
	ck_assert(!sheet->rows[0].hidden && sheet->rows[1].hidden);
	ck_assert_ptr_null(tk_row_cell(&sheet->rows[0], 2));
	struct tk_source source = tk_sheet_source(sheet, 5, 2);
	g_autofree char *place = tk_source_text(&source);

	ck_assert_str_eq(place, "file:sheet!C6");
}
END_TEST

START_TEST(writes_csv)
{
	g_autoptr(tk_log) log = tk_log_new();
	struct tk_builder builder = begin(log);

	add(&builder, 0, 0, "a,b");
	add(&builder, 0, 1, "say \"hi\"");
	add(&builder, 0, 2, "two\nlines");
	add(&builder, 0, 3, "cr\r");
	add(&builder, 0, 5, " plain; text ");
	g_autoptr(tk_sheet) sheet = tk_builder_finish(&builder);
	g_autofree char *csv = kit_csv(sheet);

	ck_assert_str_eq(csv,
			 "\"a,b\",\"say \"\"hi\"\"\",\"two\nlines\",\"cr\r\",, plain; text \n");
}
END_TEST

START_TEST(bounds_padding)
{
	g_autoptr(tk_log) log = tk_log_new();
	struct tk_builder builder = begin(log);

	add(&builder, TK_LIMIT_ROWS - 1, TK_LIMIT_COLS - 1, "x");
	g_autoptr(tk_sheet) corner = tk_builder_finish(&builder);
	g_autofree char *csv = kit_csv(corner);

	ck_assert_uint_eq(strlen(csv), TK_LIMIT_ROWS - 1 + TK_LIMIT_COLS - 1 + 2);
	builder = begin(log);
	for (unsigned row = 0; row < 5000; row++)
		add(&builder, row, TK_LIMIT_COLS - 1, "x");
	g_autoptr(tk_sheet) edge = tk_builder_finish(&builder);
	char *text = NULL;
	size_t len;
	FILE *out = open_memstream(&text, &len);

	ck_assert(!tk_sheet_write_csv(edge, out));
	fclose(out);
	ck_assert_uint_eq(len, 0);
	free(text);
}
END_TEST

START_TEST(bounds_texts)
{
	g_autoptr(tk_log) log = tk_log_new();
	struct tk_builder builder = begin(log);
	g_autofree char *text = g_strnfill(TK_LIMIT_CELL_BYTES, 'x');

	for (unsigned i = 0; i < 300 && !builder.failed; i++)
		add(&builder, i, 0, text);
	ck_assert_ptr_null(tk_builder_finish(&builder));
	ck_assert_uint_eq(tk_log_n_messages(log), 1);
	ck_assert_uint_eq(test_count(log, TK_DIAG_SHEET_TOO_LARGE), 1);
}
END_TEST

/* ---- Files ---- */

static struct tk_book *open_in(const char *dir, const char *name, struct tk_log *log)
{
	g_autofree char *path = g_build_filename(dir, name, NULL);

	return tk_book_open(path, name, log);
}

START_TEST(opens_files)
{
	g_autofree char *dir = test_make_dir();
	g_autoptr(tk_log) log = tk_log_new();

	/* Names say nothing. */
	test_write(dir, "a.xlsx", "x;y\n1;2\n");
	test_write(dir, "empty.ods", "");
	g_autoptr(tk_book) text = open_in(dir, "a.xlsx", log);
	g_autoptr(tk_book) empty = open_in(dir, "empty.ods", log);

	ck_assert_int_eq(tk_book_format(text), TK_FORMAT_CSV);
	ck_assert_str_eq(tk_format_name(tk_book_format(text)), "csv");
	ck_assert_uint_eq(tk_book_n_sheets(text), 1);
	ck_assert_ptr_null(tk_book_sheet_name(text, 0));
	g_autoptr(tk_sheet) sheet = tk_book_read_sheet(text, 0, log);
	g_autoptr(tk_sheet) none = tk_book_read_sheet(empty, 0, log);

	ck_assert_str_eq(sheet->file, "a.xlsx");
	ck_assert_uint_eq(sheet->n_rows, 2);
	ck_assert_uint_eq(none->n_rows, 0);
	ck_assert_uint_eq(tk_log_n_messages(log), 0);
	test_remove(dir);
}
END_TEST

START_TEST(refuses_what_is_no_file)
{
	g_autofree char *dir = test_make_dir();
	g_autofree char *fifo = g_build_filename(dir, "fifo", NULL);
	g_autoptr(tk_log) log = tk_log_new();

	ck_assert_int_eq(mkfifo(fifo, 0600), 0);
	ck_assert_ptr_null(open_in(dir, "none", log));
	ck_assert_ptr_null(open_in(dir, ".", log));
	ck_assert_ptr_null(open_in(dir, "fifo", log));
	ck_assert_uint_eq(test_count(log, TK_DIAG_FILE_UNREADABLE), 3);
	test_remove(dir);
}
END_TEST

START_TEST(refuses_large_files)
{
	g_autofree char *dir = test_make_dir();
	g_autofree char *path = g_build_filename(dir, "large.csv", NULL);
	g_autoptr(tk_log) log = tk_log_new();
	int fd = g_open(path, O_CREAT | O_WRONLY, 0600);

	ck_assert_int_eq(ftruncate(fd, (off_t)TK_LIMIT_FILE_BYTES + 1), 0);
	close(fd);
	ck_assert_ptr_null(open_in(dir, "large.csv", log));
	ck_assert_uint_eq(test_count(log, TK_DIAG_FILE_TOO_LARGE), 1);
	test_remove(dir);
}
END_TEST

static const struct {
	struct kit_part parts[3];
	const char *particular;
} packages[] = {
	{{{"a.csv", "a;b\n"}}, "zip"},
	{{{"xl/workbook.bin", "x"}, {"_rels/.rels", "x"}}, "xlsb"},
	{{{"word/document.xml", "<a/>"}}, "docx"},
	{{{"ppt/presentation.xml", "<a/>"}}, "pptx"},
	{{{"mimetype", "application/vnd.oasis.opendocument.presentation"}, {"content.xml", "<a/>"}},
	 "odp"},
};

START_TEST(refuses_other_packages)
{
	g_autoptr(GBytes) bytes = kit_zip(packages[_i].parts);

	kit_refused(bytes, TK_DIAG_FILE_NOT_SPREADSHEET, packages[_i].particular);
}
END_TEST

/* Every beginning of a package is refused. */
START_TEST(refuses_cut_packages)
{
	g_autoptr(GBytes) whole =
		kit_zip((struct kit_part[]){{"xl/workbook.xml", "<a/>"}, {NULL, NULL}});

	for (gsize len = 4; len < g_bytes_get_size(whole); len++) {
		g_autoptr(GBytes) bytes = g_bytes_new_from_bytes(whole, 0, len);

		kit_refused(bytes, TK_DIAG_FILE_TRUNCATED, NULL);
	}
}
END_TEST

/* A part whose bytes do not match their sum is damaged. */
START_TEST(refuses_wrong_sums)
{
	g_autoptr(GBytes) whole = kit_zip((struct kit_part[]){
		{"content.xml", "<?xml version='1.0'?><a b='cdefgh'/>"}, {NULL, NULL}});
	gsize len;
	char *copy = g_bytes_unref_to_data(g_bytes_ref(whole), &len);
	char *at = g_strstr_len(copy + 30, (gssize)len - 30, "cdefgh");

	if (at) {
		*at = 'x';
		g_autoptr(GBytes) bytes = g_bytes_new(copy, len);

		kit_refused(bytes, TK_DIAG_FILE_TRUNCATED, "content.xml");
	}
	g_free(copy);
	ck_assert_msg(at != NULL, "the part was packed; give the test one that stays plain");
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("book");
	TCase *values = tcase_create("values");
	TCase *sheets = tcase_create("sheets");
	TCase *files = tcase_create("files");

	tcase_add_loop_test(values, writes_numbers, 0, (int)G_N_ELEMENTS(numbers));
	tcase_add_loop_test(values, writes_serials, 0, (int)G_N_ELEMENTS(serials));
	tcase_add_loop_test(values, reads_iso, 0, (int)G_N_ELEMENTS(isos));
	suite_add_tcase(suite, values);
	tcase_set_timeout(sheets, 60);
	tcase_add_test(sheets, puts_cells_in_order);
	tcase_add_test(sheets, writes_csv);
	tcase_add_test(sheets, bounds_padding);
	tcase_add_test(sheets, bounds_texts);
	suite_add_tcase(suite, sheets);
	tcase_add_test(files, opens_files);
	tcase_add_test(files, refuses_what_is_no_file);
	tcase_add_test(files, refuses_large_files);
	tcase_add_loop_test(files, refuses_other_packages, 0, (int)G_N_ELEMENTS(packages));
	tcase_add_test(files, refuses_cut_packages);
	tcase_add_test(files, refuses_wrong_sums);
	suite_add_tcase(suite, files);
	return test_main(suite);
}
