#include "book-read.h"

#include <string.h>
#include <zip.h>

#include "common.h"

struct tk_book *book_of(const char *path)
{
	g_autoptr(tk_log) log = tk_log_new();
	struct tk_book *book = tk_book_open(path, NULL, log);

	ck_assert_ptr_nonnull(book);
	test_silent(log);
	return book;
}

struct tk_sheet *sheet_of(const char *path, const char *name)
{
	g_autoptr(tk_log) log = tk_log_new();
	g_autoptr(tk_book) book = book_of(path);
	unsigned i = 0;

	while (name && i < tk_book_n_sheets(book) && strcmp(tk_book_sheet_name(book, i), name) != 0)
		i++;
	ck_assert_msg(i < tk_book_n_sheets(book), "no sheet %s", name ? name : "");
	struct tk_sheet *sheet = tk_book_read_sheet(book, i, log);

	ck_assert_ptr_nonnull(sheet);
	test_silent(log);
	return sheet;
}

char *part_of(const char *path, const char *name)
{
	zip_t *zip = zip_open(path, ZIP_RDONLY, NULL);
	zip_stat_t stat;

	ck_assert_ptr_nonnull(zip);
	ck_assert_int_eq(zip_stat(zip, name, 0, &stat), 0);
	char *text = g_malloc0(stat.size + 1);
	zip_file_t *part = zip_fopen(zip, name, 0);

	ck_assert_int_eq(zip_fread(part, text, stat.size), (zip_int64_t)stat.size);
	zip_fclose(part);
	zip_discard(zip);
	return text;
}

const struct tk_cell *cell_at(const struct tk_sheet *sheet, unsigned row, unsigned col)
{
	for (unsigned i = 0; i < sheet->n_rows; i++) {
		if (sheet->rows[i].row == row)
			return tk_row_cell(&sheet->rows[i], col);
	}
	return NULL;
}

const char *text_at(const struct tk_sheet *sheet, unsigned row, unsigned col)
{
	const struct tk_cell *cell = cell_at(sheet, row, col);

	return cell ? cell->text : "";
}

double number_at(const struct tk_sheet *sheet, unsigned row, unsigned col)
{
	const struct tk_cell *cell = cell_at(sheet, row, col);

	ck_assert_ptr_nonnull(cell);
	ck_assert_uint_eq(cell->type, TK_CELL_NUMBER);
	return cell->number;
}

unsigned row_of(const struct tk_sheet *sheet, unsigned col, const char *text)
{
	for (unsigned i = 0; i < sheet->n_rows; i++) {
		const struct tk_cell *cell = tk_row_cell(&sheet->rows[i], col);

		if (cell && strcmp(cell->text, text) == 0)
			return sheet->rows[i].row;
	}
	ck_abort_msg("no row %s", text);
	return 0;
}

unsigned col_of(const struct tk_sheet *sheet, unsigned row, const char *text)
{
	for (unsigned col = 0; col < 100; col++) {
		if (strcmp(text_at(sheet, row, col), text) == 0)
			return col;
	}
	ck_abort_msg("no column %s", text);
	return 0;
}
