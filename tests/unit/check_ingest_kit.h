#ifndef TK_CHECK_INGEST_KIT_H
#define TK_CHECK_INGEST_KIT_H

#include <check.h>
#include <glib.h>
#include <stdlib.h>
#include <zip.h>

#include "common.h"
#include "ingest/book-imp.h"

/* What the tests of the readers share: packages made on the spot, sheets as text. */

struct kit_part {
	const char *name, *text;
};

/** \return a zip package of parts, up to one without a name. */
G_GNUC_UNUSED static GBytes *kit_zip(const struct kit_part *parts)
{
	zip_source_t *source = zip_source_buffer_create(NULL, 0, 0, NULL);
	zip_t *archive = zip_open_from_source(source, ZIP_TRUNCATE, NULL);

	ck_assert_ptr_nonnull(archive);
	zip_source_keep(source);
	for (; parts->name; parts++) {
		zip_source_t *part =
			zip_source_buffer(archive, parts->text, strlen(parts->text), 0);

		ck_assert_int_ge(zip_file_add(archive, parts->name, part, ZIP_FL_ENC_UTF_8), 0);
	}
	ck_assert_int_eq(zip_close(archive), 0);
	zip_stat_t stat;

	ck_assert_int_eq(zip_source_stat(source, &stat), 0);
	ck_assert_int_eq(zip_source_open(source), 0);
	char *bytes = g_malloc(stat.size);

	ck_assert_int_eq(zip_source_read(source, bytes, stat.size), (zip_int64_t)stat.size);
	zip_source_close(source);
	zip_source_free(source);
	return g_bytes_new_take(bytes, stat.size);
}

/** \return a sheet of a file in memory, owned; NULL when the file or the sheet is refused. */
G_GNUC_UNUSED static struct tk_sheet *kit_read(GBytes *bytes, unsigned index, struct tk_log *log)
{
	g_autoptr(tk_book) book = tk_book_open_bytes(bytes, "test", log);

	if (!book || index >= tk_book_n_sheets(book))
		return NULL;
	return tk_book_read_sheet(book, index, log);
}

/** \return the sheet as CSV, owned. */
G_GNUC_UNUSED static char *kit_csv(const struct tk_sheet *sheet)
{
	char *text = NULL;
	size_t len;
	FILE *out = open_memstream(&text, &len);

	ck_assert(tk_sheet_write_csv(sheet, out));
	fclose(out);
	char *owned = g_strndup(text, len);

	/* Not GLib's own memory. */
	free(text);
	return owned;
}

/** \return the cell at a place, which must be there. */
G_GNUC_UNUSED static const struct tk_cell *kit_cell(const struct tk_sheet *sheet, unsigned row,
						    unsigned col)
{
	for (unsigned r = 0; r < sheet->n_rows; r++)
		if (sheet->rows[r].row == row && tk_row_cell(&sheet->rows[r], col))
			return tk_row_cell(&sheet->rows[r], col);
	ck_abort_msg("no cell at %u,%u", row, col);
	return NULL;
}

/** The file must be refused, or its sheet, with one diagnostic that names a particular. */
G_GNUC_UNUSED static void kit_refused(GBytes *bytes, enum tk_diag id, const char *particular)
{
	g_autoptr(tk_log) log = tk_log_new();
	g_autoptr(tk_sheet) sheet = kit_read(bytes, 0, log);

	ck_assert_ptr_null(sheet);
	ck_assert_uint_eq(tk_log_n_messages(log), 1);
	const struct tk_message *message = tk_log_message(log, 0);

	ck_assert_str_eq(tk_diag_name(message->id), tk_diag_name(id));
	ck_assert_str_eq(message->source.file, "test");
	if (particular)
		ck_assert_str_eq(message->args[0], particular);
}

#endif
