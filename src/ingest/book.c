#include "ingest/book-imp.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "ingest/ole-imp.h"
#include "ingest/zip-imp.h"

static const char *const format_names[TK_N_FORMATS] = {
	[TK_FORMAT_CSV] = "csv",
	[TK_FORMAT_XLSX] = "xlsx",
	[TK_FORMAT_ODS] = "ods",
	[TK_FORMAT_XLS] = "xls",
};

const char *tk_format_name(enum tk_format format)
{
	return format_names[format];
}

/* ---- Telling formats apart by content ---- */

/* Files that are something else, by their first bytes. Text is looked at when it has been decoded.
 */
static const struct {
	const char *bytes;
	gsize n;
	const char *name;
} signatures[] = {
	{"\x1f\x8b", 2, "gzip"},
	{"BZh", 3, "bzip2"},
	{"\xfd"
	 "7zXZ\0",
	 6, "xz"},
	{"\x28\xb5\x2f\xfd", 4, "zstd"},
	{"7z\xbc\xaf\x27\x1c", 6, "7z"},
	{"Rar!\x1a\x07", 6, "rar"},
	{"%PDF-", 5, "PDF"},
	{"\x89PNG", 4, "PNG"},
	{"\xff\xd8\xff", 3, "JPEG"},
	{"GIF8", 4, "GIF"},
	{"\x7f"
	 "ELF",
	 4, "ELF"},
	{"SQLite format 3", 15, "SQLite"},
	{"PAR1", 4, "Parquet"},
};

/* Workbooks without a compound file around them begin with a BOF record. */
static const struct {
	const char *bytes;
	gsize n;
} bare_xls[] = {
	{"\x09\x00\x04\x00", 4}, {"\x09\x02\x06\x00", 4}, {"\x09\x04\x06\x00", 4},
	{"\x09\x08\x08\x00", 4}, {"\x09\x08\x10\x00", 4},
};

#define BEGINS_WITH(data, len, row) ((len) >= (row).n && memcmp(data, (row).bytes, (row).n) == 0)

static bool is_bare_xls(const void *data, gsize len)
{
	for (unsigned i = 0; i < G_N_ELEMENTS(bare_xls); i++)
		if (BEGINS_WITH(data, len, bare_xls[i]))
			return true;
	return false;
}

static const char *find_signature(const void *data, gsize len)
{
	for (unsigned i = 0; i < G_N_ELEMENTS(signatures); i++)
		if (BEGINS_WITH(data, len, signatures[i]))
			return signatures[i].name;
	return NULL;
}

/* What packages hold, by a part that only they have. */
static const struct {
	const char *part;
	const struct tk_reader *reader;
	const char *name;
} packages[] = {
	{"xl/workbook.bin", NULL, "xlsb"},
	{"xl/workbook.xml", &tk_xlsx_reader, NULL},
	{"word/document.xml", NULL, "docx"},
	{"ppt/presentation.xml", NULL, "pptx"},
	{"_rels/.rels", &tk_xlsx_reader, NULL},
	{"META-INF/container.xml", NULL, "epub"},
	{"content.xml", &tk_ods_reader, NULL},
	/* LibreOffice locks a whole document up in one part. */
	{"encrypted-package", &tk_ods_reader, NULL},
};

/* Documents of the ODF family that are no spreadsheets. */
static const char *other_odf(struct tk_zip *zip)
{
	static const struct {
		const char *type, *name;
	} types[] = {
		{"application/vnd.oasis.opendocument.text", "odt"},
		{"application/vnd.oasis.opendocument.presentation", "odp"},
		{"application/vnd.oasis.opendocument.graphics", "odg"},
		{"application/epub+zip", "epub"},
	};
	g_autofree char *type = tk_zip_beginning(zip, "mimetype", 64);

	for (unsigned i = 0; type && i < G_N_ELEMENTS(types); i++)
		if (g_str_has_prefix(type, types[i].type))
			return types[i].name;
	return NULL;
}

static const struct tk_reader *tell_package(struct tk_book *book, struct tk_log *log)
{
	enum tk_part why;
	struct tk_zip *zip = tk_zip_open(book->bytes, &why);

	if (!zip) {
		tk_part_complain(log, &book->source, why, "zip");
		return NULL;
	}
	const struct tk_reader *reader = NULL;
	const char *name = other_odf(zip);

	for (unsigned i = 0; !name && !reader && i < G_N_ELEMENTS(packages); i++) {
		if (!tk_zip_has(zip, packages[i].part))
			continue;
		reader = packages[i].reader;
		name = packages[i].name;
	}
	tk_zip_close(zip);
	if (!reader)
		tk_book_refuse(book, log, TK_DIAG_FILE_NOT_SPREADSHEET, name ? name : "zip");
	return reader;
}

static const struct tk_reader *tell_ole(struct tk_book *book, struct tk_log *log)
{
	const char *name = NULL;
	enum tk_ole kind = tk_ole_tell(book->bytes, &name, NULL);

	if (kind == TK_OLE_WORKBOOK)
		return &tk_xls_reader;
	if (kind == TK_OLE_ENCRYPTED)
		tk_book_refuse(book, log, TK_DIAG_FILE_ENCRYPTED, "");
	else if (kind == TK_OLE_DAMAGED)
		tk_book_refuse(book, log, TK_DIAG_FILE_TRUNCATED, "OLE2");
	else
		tk_book_refuse(book, log, TK_DIAG_FILE_NOT_SPREADSHEET, name);
	return NULL;
}

/* \return the reader for the content; NULL: refused, and the log says why. */
static const struct tk_reader *tell_reader(struct tk_book *book, struct tk_log *log)
{
	gsize len;
	const void *data = g_bytes_get_data(book->bytes, &len);
	const char *other = find_signature(data, len);

	if (other) {
		tk_book_refuse(book, log, TK_DIAG_FILE_NOT_SPREADSHEET, other);
		return NULL;
	}
	if (len >= 4 && (!memcmp(data, "PK\3\4", 4) || !memcmp(data, "PK\5\6", 4)))
		return tell_package(book, log);
	if (len >= 4 && !memcmp(data, "\xd0\xcf\x11\xe0", 4))
		return tell_ole(book, log);
	return is_bare_xls(data, len) ? &tk_xls_reader : &tk_csv_reader;
}

/* ---- Books ---- */

bool tk_book_refuse(const struct tk_book *book, struct tk_log *log, enum tk_diag id,
		    const char *arg)
{
	tk_log_add(log, id, &book->source, arg, NULL);
	return false;
}

bool tk_book_add_leaf(struct tk_book *book, const struct tk_leaf *leaf, struct tk_log *log)
{
	if (book->leaves->len >= TK_LIMIT_SHEETS)
		return tk_book_refuse(book, log, TK_DIAG_FILE_TOO_LARGE,
				      G_STRINGIFY(256) " \u00d7 Sheet");
	g_array_append_vals(book->leaves, leaf, 1);
	return true;
}

static void clear_leaf(void *data)
{
	struct tk_leaf *leaf = data;

	g_free(leaf->part);
}

struct tk_book *tk_book_open_bytes(GBytes *bytes, const char *name, struct tk_log *log)
{
	g_autoptr(tk_book) book = g_new0(struct tk_book, 1);

	book->source = (struct tk_source){g_intern_string(name), NULL, TK_NOWHERE, TK_NOWHERE};
	book->bytes = g_bytes_ref(bytes);
	book->leaves = g_array_new(FALSE, FALSE, sizeof(struct tk_leaf));
	g_array_set_clear_func(book->leaves, clear_leaf);
	book->reader = tell_reader(book, log);
	if (!book->reader || !book->reader->open(book, log))
		return NULL;
	return g_steal_pointer(&book);
}

/* Read a whole plain file within the limit. \return NULL with the reason in the log. */
static GBytes *read_file(const char *path, const struct tk_source *source, struct tk_log *log)
{
	struct stat stat;
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	g_autoptr(GByteArray) bytes = g_byte_array_new();
	ssize_t n = fd < 0 || fstat(fd, &stat) < 0 ? -1 : 0;
	int error = errno;

	if (n == 0 && !S_ISREG(stat.st_mode)) {
		n = -1;
		error = S_ISDIR(stat.st_mode) ? EISDIR : EINVAL;
	}
	bool large = n == 0 && stat.st_size > TK_LIMIT_FILE_BYTES;

	if (n == 0 && !large) {
		/* One byte more than there should be shows the end at once. */
		g_byte_array_set_size(bytes, (guint)stat.st_size + 1);
		gsize done = 0;

		while (done < bytes->len &&
		       (n = read(fd, bytes->data + done, bytes->len - done)) > 0)
			done += (gsize)n;
		error = errno;
		g_byte_array_set_size(bytes, (guint)MIN(done, (gsize)stat.st_size));
	}
	if (fd >= 0)
		close(fd);
	if (large)
		tk_log_add(log, TK_DIAG_FILE_TOO_LARGE, source, "256 MB", NULL);
	else if (n < 0)
		tk_log_add(log, TK_DIAG_FILE_UNREADABLE, source, g_strerror(error), NULL);
	return large || n < 0 ? NULL : g_byte_array_free_to_bytes(g_steal_pointer(&bytes));
}

struct tk_book *tk_book_open(const char *path, const char *name, struct tk_log *log)
{
	struct tk_source source = {g_intern_string(name ? name : path), NULL, TK_NOWHERE,
				   TK_NOWHERE};
	g_autoptr(GBytes) bytes = read_file(path, &source, log);

	return bytes ? tk_book_open_bytes(bytes, source.file, log) : NULL;
}

void tk_book_close(struct tk_book *book)
{
	if (!book)
		return;
	if (book->reader)
		book->reader->close(book);
	g_array_unref(book->leaves);
	g_clear_pointer(&book->bytes, g_bytes_unref);
	g_free(book);
}

enum tk_format tk_book_format(const struct tk_book *book)
{
	return book->reader->format;
}

unsigned tk_book_n_sheets(const struct tk_book *book)
{
	return book->leaves->len;
}

static const struct tk_leaf *leaf_at(const struct tk_book *book, unsigned index)
{
	g_assert(index < book->leaves->len);
	return &g_array_index(book->leaves, struct tk_leaf, index);
}

const char *tk_book_sheet_name(const struct tk_book *book, unsigned index)
{
	return leaf_at(book, index)->name;
}

bool tk_book_sheet_hidden(const struct tk_book *book, unsigned index)
{
	return leaf_at(book, index)->hidden;
}

struct tk_sheet *tk_book_read_sheet(struct tk_book *book, unsigned index, struct tk_log *log)
{
	const struct tk_leaf *leaf = leaf_at(book, index);
	g_auto(tk_builder) builder;
	struct tk_source source = book->source;

	source.sheet = leaf->name;
	tk_builder_init(&builder, &source, leaf->hidden, log);
	if (!book->reader->read(book, leaf, &builder))
		return NULL;
	return tk_builder_finish(&builder);
}
