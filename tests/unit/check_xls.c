#include "check_ingest_kit.h"

#include "ingest/biff-imp.h"
#include "ingest/ole-imp.h"

/* Workbooks of Excel 5 to 2003, made on the spot record by record. */

#define VERSION_97 0x0600
#define VERSION_5 0x0500

static void put16(GByteArray *out, unsigned value)
{
	guint8 bytes[] = {(guint8)value, (guint8)(value >> 8)};

	g_byte_array_append(out, bytes, 2);
}

static void put32(GByteArray *out, guint32 value)
{
	put16(out, value & 0xffff);
	put16(out, value >> 16);
}

static void put_double(GByteArray *out, double value)
{
	guint64 bits;

	memcpy(&bits, &value, sizeof(bits));
	put32(out, (guint32)bits);
	put32(out, (guint32)(bits >> 32));
}

static void record(GByteArray *out, unsigned type, const char *body, gsize n)
{
	put16(out, type);
	put16(out, (unsigned)n);
	g_byte_array_append(out, (const guint8 *)body, (guint)n);
}

#define RECORD(out, type, literal) record(out, type, literal, sizeof(literal) - 1)

static void bof(GByteArray *out, unsigned version, unsigned kind)
{
	put16(out, TK_BIFF_BOF);
	put16(out, 8);
	put16(out, version);
	put16(out, kind);
	put32(out, 0);
}

/* Row, column and style of a cell record that holds n more bytes. */
static void cell(GByteArray *out, unsigned type, unsigned row, unsigned col, unsigned style,
		 unsigned n)
{
	put16(out, type);
	put16(out, 6 + n);
	put16(out, row);
	put16(out, col);
	put16(out, style);
}

static void number(GByteArray *out, unsigned row, unsigned col, unsigned style, double value)
{
	cell(out, TK_BIFF_NUMBER, row, col, style, 8);
	put_double(out, value);
}

static void shared(GByteArray *out, unsigned row, unsigned col, guint32 index)
{
	cell(out, TK_BIFF_LABELSST, row, col, 0, 4);
	put32(out, index);
}

/* A formula; its value as eight bytes, then flags and no expression. */
static void formula(GByteArray *out, unsigned row, unsigned col, const char value[8])
{
	cell(out, TK_BIFF_FORMULA, row, col, 0, 16);
	g_byte_array_append(out, (const guint8 *)value, 8);
	put32(out, 0);
	put32(out, 0);
}

static void boundsheet(GByteArray *out, guint32 at, unsigned state, unsigned kind, const char *name)
{
	gsize n = strlen(name);
	guint8 head[] = {(guint8)state, (guint8)kind, (guint8)n, 0};

	put16(out, TK_BIFF_BOUNDSHEET);
	put16(out, (unsigned)(8 + n));
	put32(out, at);
	g_byte_array_append(out, head, 4);
	g_byte_array_append(out, (const guint8 *)name, (guint)n);
}

/* A table of shared texts: plain, wide, rich with phonetic text, and one over two records. */
static void shared_texts(GByteArray *out)
{
	RECORD(out, TK_BIFF_SST,
	       "\x05\0\0\0\x05\0\0\0"
	       "\x04\0\0"
	       "T\xe4lt"
	       "\x03\0\x01"
	       "\x03\x26\x3d\xd8\x00\xde"
	       "\x02\0\x0c\x01\0\x04\0\0\0"
	       "ri"
	       "\0\0\0\0"
	       "PPPP"
	       "\0\0\0"
	       "\x06\0\0"
	       "abc");
	RECORD(out, TK_BIFF_CONTINUE,
	       "\x01"
	       "d\0\xe4\0f\0");
}

/* The globals of a workbook with these sheets; offsets are mended by finish(). */
static GByteArray *begin(void)
{
	GByteArray *out = g_byte_array_new();

	bof(out, VERSION_97, 5);
	RECORD(out, TK_BIFF_FORMAT,
	       "\xa4\0\x08\0\0"
	       "d.m.yyyy");
	RECORD(out, TK_BIFF_XF, "\0\0\0\0\0\0");
	RECORD(out, TK_BIFF_XF, "\0\0\xa4\0\0\0");
	RECORD(out, TK_BIFF_XF, "\0\0\x09\0\0\0");
	return out;
}

/* One sheet at the end of the globals. */
static GBytes *finish(GByteArray *globals, const GByteArray *cells)
{
	boundsheet(globals, globals->len + 4 + 8 + 5 + 4, 0, 0, "Taulu");
	RECORD(globals, TK_BIFF_EOF, "");
	bof(globals, VERSION_97, 0x10);
	g_byte_array_append(globals, cells->data, cells->len);
	RECORD(globals, TK_BIFF_EOF, "");
	return g_byte_array_free_to_bytes(globals);
}

START_TEST(reads_cells)
{
	GByteArray *globals = begin();
	g_autoptr(GByteArray) cells = g_byte_array_new();
	g_autoptr(tk_log) log = tk_log_new();

	shared_texts(globals);
	for (guint32 i = 0; i < 5; i++)
		shared(cells, 0, i, i);
	number(cells, 1, 0, 0, 0.1);
	number(cells, 1, 1, 1, 44470);
	number(cells, 1, 2, 2, 0.57);
	cell(cells, TK_BIFF_RK, 1, 3, 0, 4);
	put32(cells, (guint32)-5 << 2 | 2);
	cell(cells, TK_BIFF_RK, 1, 4, 0, 4);
	put32(cells, 1234u << 2 | 3);
	cell(cells, TK_BIFF_RK, 1, 5, 0, 4);
	put32(cells, 0x3ff80000);
	RECORD(cells, TK_BIFF_MULRK,
	       "\x02\0\x01\0"
	       "\0\0\x06\0\0\0"
	       "\0\0\x0a\0\0\0"
	       "\x02\0");
	cell(cells, TK_BIFF_BOOLERR, 3, 0, 0, 2);
	g_byte_array_append(cells, (const guint8 *)"\x01\0", 2);
	cell(cells, TK_BIFF_BOOLERR, 3, 1, 0, 2);
	g_byte_array_append(cells, (const guint8 *)"\x2a\x01", 2);
	g_autoptr(GBytes) bytes = finish(globals, cells);
	g_autoptr(tk_sheet) sheet = kit_read(bytes, 0, log);

	ck_assert_ptr_nonnull(sheet);
	g_autofree char *csv = kit_csv(sheet);

	ck_assert_str_eq(csv, "Tält,☃😀,ri,,abcdäf\n"
			      "0.1,2021-10-01,0.57,-5,12.34,1.5\n"
			      ",1,2\n"
			      "TRUE,#N/A\n");
	ck_assert_str_eq(sheet->name, "Taulu");
	ck_assert_int_eq(kit_cell(sheet, 1, 1)->type, TK_CELL_DATE);
	ck_assert(kit_cell(sheet, 1, 2)->percent);
	ck_assert_int_eq(kit_cell(sheet, 3, 1)->type, TK_CELL_ERROR);
	ck_assert_uint_eq(tk_log_n_messages(log), 0);
}
END_TEST

START_TEST(reads_formulas)
{
	GByteArray *globals = begin();
	g_autoptr(GByteArray) cells = g_byte_array_new();
	g_autoptr(tk_log) log = tk_log_new();

	formula(cells, 0, 0, "\0\0\0\0\0\0\xf8\x3f");
	formula(cells, 0, 1, "\0\0\0\0\0\0\xff\xff");
	RECORD(cells, 0x4bc, "shared formula");
	RECORD(cells, TK_BIFF_STRING,
	       "\x03\0\0"
	       "t\xe4"
	       "x");
	formula(cells, 0, 2, "\x01\0\x01\0\0\0\xff\xff");
	formula(cells, 0, 3, "\x02\0\x07\0\0\0\xff\xff");
	formula(cells, 0, 4, "\x03\0\0\0\0\0\xff\xff");
	number(cells, 0, 5, 0, 9);
	/* A text without a formula before it belongs to nothing. */
	RECORD(cells, TK_BIFF_STRING,
	       "\x01\0\0"
	       "?");
	g_autoptr(GBytes) bytes = finish(globals, cells);
	g_autoptr(tk_sheet) sheet = kit_read(bytes, 0, log);

	ck_assert_ptr_nonnull(sheet);
	g_autofree char *csv = kit_csv(sheet);

	ck_assert_str_eq(csv, "1.5,täx,TRUE,#DIV/0!,,9\n");
}
END_TEST

START_TEST(knows_hidden)
{
	GByteArray *globals = begin();
	g_autoptr(GByteArray) cells = g_byte_array_new();
	g_autoptr(tk_log) log = tk_log_new();

	boundsheet(globals, 0, 0, 2, "Kaavio");
	boundsheet(globals, 0, 1, 0, "Piilo");
	boundsheet(globals, 0, 2, 0, "Syvempi");
	RECORD(cells, TK_BIFF_ROW, "\x01\0\0\0\x01\0\0\0\0\0\0\0\x20\0\0\0");
	number(cells, 0, 0, 0, 1);
	number(cells, 1, 0, 0, 2);
	/* A chart in the sheet, with records like those of cells. */
	bof(cells, VERSION_97, 0x20);
	number(cells, 2, 0, 0, 99);
	RECORD(cells, TK_BIFF_EOF, "");
	number(cells, 3, 0, 0, 3);
	g_autoptr(GBytes) bytes = finish(globals, cells);
	g_autoptr(tk_book) book = tk_book_open_bytes(bytes, "test", log);

	ck_assert_ptr_nonnull(book);
	ck_assert_int_eq(tk_book_format(book), TK_FORMAT_XLS);
	ck_assert_uint_eq(tk_book_n_sheets(book), 3);
	ck_assert(tk_book_sheet_hidden(book, 0) && tk_book_sheet_hidden(book, 1));
	ck_assert(!tk_book_sheet_hidden(book, 2));
	g_autoptr(tk_sheet) sheet = tk_book_read_sheet(book, 2, log);
	g_autoptr(tk_sheet) wrong = tk_book_read_sheet(book, 0, log);

	ck_assert_uint_eq(sheet->n_rows, 3);
	ck_assert(!sheet->rows[0].hidden && sheet->rows[1].hidden);
	ck_assert_uint_eq(sheet->rows[2].row, 3);
	/* "Piilo" is said to begin at the globals, which never hold cells. */
	ck_assert(!wrong || wrong->n_rows == 0);
}
END_TEST

START_TEST(reads_1904_and_excel_5)
{
	GByteArray *out = g_byte_array_new();
	g_autoptr(tk_log) log = tk_log_new();

	bof(out, VERSION_5, 5);
	RECORD(out, TK_BIFF_CODEPAGE, "\xe4\x04");
	RECORD(out, TK_BIFF_DATEMODE, "\x01\0");
	RECORD(out, TK_BIFF_FORMAT,
	       "\xa4\0\x08"
	       "d.m.yyyy");
	RECORD(out, TK_BIFF_XF, "\0\0\xa4\0");
	put16(out, TK_BIFF_BOUNDSHEET);
	put16(out, 9);
	put32(out, out->len + 9 + 4);
	g_byte_array_append(out, (const guint8 *)"\0\0\x02T\xe4", 5);
	RECORD(out, TK_BIFF_EOF, "");
	bof(out, VERSION_5, 0x10);
	number(out, 0, 0, 0, 43008);
	cell(out, TK_BIFF_LABEL, 0, 1, 0, 5);
	g_byte_array_append(out, (const guint8 *)"\x03\0a\xe4\x80", 5);
	cell(out, TK_BIFF_RSTRING, 0, 2, 0, 8);
	g_byte_array_append(out, (const guint8 *)"\x02\0hi\x01\0\0\0", 8);
	RECORD(out, TK_BIFF_EOF, "");
	g_autoptr(GBytes) bytes = g_byte_array_free_to_bytes(out);
	g_autoptr(tk_sheet) sheet = kit_read(bytes, 0, log);

	ck_assert_ptr_nonnull(sheet);
	g_autofree char *csv = kit_csv(sheet);

	ck_assert_str_eq(csv, "2021-10-01,aä€,hi\n");
	ck_assert_str_eq(sheet->name, "Tä");
}
END_TEST

/* ---- Compound files ---- */

static void directory_entry(GByteArray *out, const char *name, guint8 type, guint32 start,
			    guint32 size)
{
	guint first = out->len;

	for (const char *at = name; *at; at++)
		put16(out, (guint8)*at);
	g_byte_array_set_size(out, first + 128);
	gsize n = strlen(name);

	memset(out->data + first + 2 * n, 0, 128 - 2 * n);
	out->data[first + 64] = (guint8)(2 * n + 2);
	out->data[first + 66] = type;
	for (unsigned i = 0; i < 4; i++) {
		out->data[first + 116 + i] = (guint8)(start >> 8 * i);
		out->data[first + 120 + i] = (guint8)(size >> 8 * i);
	}
}

/* Sector 0 is the table, 1 the directory, 2 and on the stream. */
static GBytes *compound(const char *name, GBytes *stream, bool ring)
{
	GByteArray *out = g_byte_array_new();
	gsize len;
	const guint8 *data = g_bytes_get_data(stream, &len);
	guint n = (guint)MAX((len + 511) / 512, 1);

	g_byte_array_append(out, (const guint8 *)"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 8);
	g_byte_array_set_size(out, 512);
	memset(out->data + 8, 0, 68);
	memset(out->data + 76, 0xff, 436);
	out->data[30] = 9;
	out->data[32] = 6;
	out->data[44] = 1;
	out->data[48] = 1;
	memset(out->data + 60, 0xfe, 1);
	memset(out->data + 61, 0xff, 3);
	memset(out->data + 68, 0xfe, 1);
	memset(out->data + 69, 0xff, 3);
	memset(out->data + 76, 0, 4);
	put32(out, 0xfffffffd);
	put32(out, 0xfffffffe);
	for (guint i = 0; i < n; i++)
		put32(out, i + 1 < n ? i + 3 : ring ? 2 : 0xfffffffe);
	while (out->len < 1024)
		put32(out, 0xffffffff);
	directory_entry(out, "Root Entry", 5, 0xfffffffe, 0);
	directory_entry(out, name, 2, 2, (guint32)len);
	directory_entry(out, "", 0, 0, 0);
	directory_entry(out, "", 0, 0, 0);
	g_byte_array_append(out, data, (guint)len);
	g_byte_array_set_size(out, 512 * (3 + n));
	return g_byte_array_free_to_bytes(out);
}

static GBytes *small_workbook(void)
{
	g_autoptr(GByteArray) cells = g_byte_array_new();

	for (unsigned row = 0; row < 300; row++)
		number(cells, row, 0, 0, row);
	return finish(begin(), cells);
}

START_TEST(reads_compound_files)
{
	g_autoptr(tk_log) log = tk_log_new();
	g_autoptr(GBytes) stream = small_workbook();
	g_autoptr(GBytes) bytes = compound(_i ? "Workbook" : "Book", stream, false);
	g_autoptr(tk_sheet) sheet = kit_read(bytes, 0, log);

	ck_assert_ptr_nonnull(sheet);
	ck_assert_uint_eq(sheet->n_rows, 300);
	ck_assert_str_eq(kit_cell(sheet, 299, 0)->text, "299");
}
END_TEST

static const struct {
	const char *stream, *particular;
	enum tk_diag id;
} others[] = {
	{"EncryptedPackage", NULL, TK_DIAG_FILE_ENCRYPTED},
	{"WordDocument", "doc", TK_DIAG_FILE_NOT_SPREADSHEET},
	{"PowerPoint Document", "ppt", TK_DIAG_FILE_NOT_SPREADSHEET},
	{"Something", "OLE2", TK_DIAG_FILE_NOT_SPREADSHEET},
};

START_TEST(refuses_other_compound_files)
{
	g_autoptr(GBytes) stream = small_workbook();
	g_autoptr(GBytes) bytes = compound(others[_i].stream, stream, true);

	kit_refused(bytes, others[_i].id, others[_i].particular);
}
END_TEST

/* Every beginning of a file is refused or read, never more than that. */
START_TEST(refuses_cut_files)
{
	g_autoptr(GBytes) stream = small_workbook();
	g_autoptr(GBytes) whole = compound("Workbook", stream, false);

	for (gsize len = 8; len + 600 < g_bytes_get_size(whole); len += 37) {
		g_autoptr(GBytes) bytes = g_bytes_new_from_bytes(whole, 0, len);

		kit_refused(bytes, TK_DIAG_FILE_TRUNCATED, NULL);
	}
}
END_TEST

START_TEST(refuses_locked_files)
{
	GByteArray *globals = begin();
	g_autoptr(GByteArray) cells = g_byte_array_new();

	RECORD(globals, TK_BIFF_FILEPASS, "\x01\0\x01\0");
	g_autoptr(GBytes) bytes = finish(globals, cells);

	kit_refused(bytes, TK_DIAG_FILE_ENCRYPTED, NULL);
}
END_TEST

START_TEST(refuses_wrong_records)
{
	GByteArray *globals = begin();
	g_autoptr(GByteArray) cells = g_byte_array_new();

	if (_i == 0)
		RECORD(globals, TK_BIFF_SST, "\xff\xff\xff\xff\xff\xff\xff\x7f");
	if (_i == 1)
		RECORD(globals, TK_BIFF_SST,
		       "\x01\0\0\0\x01\0\0\0\x01\0\x0c\xff\xff\xff\xff\xff\xff"
		       "a");
	if (_i == 2)
		shared(cells, 0, 0, 0);
	if (_i == 3)
		RECORD(cells, TK_BIFF_NUMBER, "\0\0\0\0");
	if (_i == 4)
		RECORD(cells, TK_BIFF_BOOLERR, "\0\0\0\0\0\0");
	g_autoptr(GBytes) bytes = finish(globals, cells);

	kit_refused(bytes, _i < 2 ? TK_DIAG_FILE_TRUNCATED : TK_DIAG_SHEET_FAULTY, "xls");
}
END_TEST

START_TEST(refuses_old_versions)
{
	g_autoptr(GBytes) bytes = g_bytes_new_static("\x09\x04\x06\0\0\0\x10\0\0\0\x0a\0\0\0", 14);

	kit_refused(bytes, TK_DIAG_FILE_NOT_SPREADSHEET, "Excel 2\u20134");
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("xls");
	TCase *cases = tcase_create("workbooks");

	tcase_add_test(cases, reads_cells);
	tcase_add_test(cases, reads_formulas);
	tcase_add_test(cases, knows_hidden);
	tcase_add_test(cases, reads_1904_and_excel_5);
	tcase_add_loop_test(cases, reads_compound_files, 0, 2);
	tcase_add_loop_test(cases, refuses_other_compound_files, 0, (int)G_N_ELEMENTS(others));
	tcase_add_test(cases, refuses_cut_files);
	tcase_add_test(cases, refuses_locked_files);
	tcase_add_loop_test(cases, refuses_wrong_records, 0, 5);
	tcase_add_test(cases, refuses_old_versions);
	suite_add_tcase(suite, cases);
	return test_main(suite);
}
