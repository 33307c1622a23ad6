#include "ingest/zip-imp.h"

#include <zip.h>

#define PIECE_BYTES 65536

struct tk_zip {
	GBytes *bytes;
	zip_t *archive;
	/* Lower-case name with plain slashes -> index + 1. */
	GHashTable *names;
};

/* One spelling for all: lower case, '/' between folders, none in front. */
static char *plain_name(const char *name)
{
	g_autofree char *valid = g_utf8_make_valid(name, -1);
	char *plain = g_ascii_strdown(valid, -1);

	g_strdelimit(plain, "\\", '/');
	while (g_str_has_prefix(plain, "/") || g_str_has_prefix(plain, "./"))
		memmove(plain, plain + 1, strlen(plain));
	return plain;
}

static bool list_names(struct tk_zip *zip)
{
	zip_int64_t n = zip_get_num_entries(zip->archive, 0);

	if (n > TK_LIMIT_PARTS)
		return false;
	for (zip_int64_t i = 0; i < n; i++) {
		const char *name = zip_get_name(zip->archive, (zip_uint64_t)i, 0);

		if (!name)
			continue;
		char *plain = plain_name(name);

		/* Of two parts with one name the first is read. */
		if (g_hash_table_contains(zip->names, plain))
			g_free(plain);
		else
			g_hash_table_insert(zip->names, plain, GUINT_TO_POINTER((guint)i + 1));
	}
	return true;
}

struct tk_zip *tk_zip_open(GBytes *bytes, enum tk_part *why)
{
	gsize len;
	const void *data = g_bytes_get_data(bytes, &len);
	zip_source_t *source = zip_source_buffer_create(data, len, 0, NULL);
	zip_t *archive = source ? zip_open_from_source(source, ZIP_RDONLY, NULL) : NULL;

	*why = TK_PART_DAMAGED;
	if (!archive) {
		zip_source_free(source);
		return NULL;
	}
	struct tk_zip *zip = g_new0(struct tk_zip, 1);

	zip->bytes = g_bytes_ref(bytes);
	zip->archive = archive;
	zip->names = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	if (list_names(zip))
		return zip;
	*why = TK_PART_LARGE;
	tk_zip_close(zip);
	return NULL;
}

void tk_zip_close(struct tk_zip *zip)
{
	if (!zip)
		return;
	zip_discard(zip->archive);
	g_hash_table_unref(zip->names);
	g_bytes_unref(zip->bytes);
	g_free(zip);
}

/* \return the part's index + 1, or 0. */
static guint find_part(const struct tk_zip *zip, const char *name)
{
	g_autofree char *plain = plain_name(name);

	return GPOINTER_TO_UINT(g_hash_table_lookup(zip->names, plain));
}

bool tk_zip_has(const struct tk_zip *zip, const char *name)
{
	return find_part(zip, name) > 0;
}

static enum tk_part judge_part(struct tk_zip *zip, guint index, zip_stat_t *stat)
{
	const zip_uint64_t needed = ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE | ZIP_STAT_ENCRYPTION_METHOD;

	if (zip_stat_index(zip->archive, index, 0, stat) < 0 || (stat->valid & needed) != needed)
		return TK_PART_DAMAGED;
	if (stat->encryption_method != ZIP_EM_NONE)
		return TK_PART_ENCRYPTED;
	if (stat->size > TK_LIMIT_PART_BYTES)
		return TK_PART_LARGE;
	if (stat->size > TK_LIMIT_RATIO_BYTES && stat->size / TK_LIMIT_RATIO > stat->comp_size)
		return TK_PART_LARGE;
	return TK_PART_OK;
}

/* libzip stops at the size that the package states, and tells of a wrong sum at the end. */
static enum tk_part unpack(zip_file_t *file, zip_uint64_t size, tk_zip_take take, void *data)
{
	char piece[PIECE_BYTES];
	zip_uint64_t done = 0;
	zip_int64_t n;

	while ((n = zip_fread(file, piece, sizeof(piece))) > 0) {
		done += (zip_uint64_t)n;
		if (done > size || done > TK_LIMIT_PART_BYTES)
			return TK_PART_DAMAGED;
		if (!take(data, piece, (size_t)n, false))
			return TK_PART_STOPPED;
	}
	if (n < 0 || done != size)
		return TK_PART_DAMAGED;
	return take(data, piece, 0, true) ? TK_PART_OK : TK_PART_STOPPED;
}

enum tk_part tk_zip_read(struct tk_zip *zip, const char *name, tk_zip_take take, void *data)
{
	guint found = find_part(zip, name);
	zip_stat_t stat;

	if (found == 0)
		return TK_PART_MISSING;
	enum tk_part part = judge_part(zip, found - 1, &stat);

	if (part != TK_PART_OK)
		return part;
	zip_file_t *file = zip_fopen_index(zip->archive, found - 1, 0);

	if (!file)
		return TK_PART_DAMAGED;
	part = unpack(file, stat.size, take, data);
	zip_fclose(file);
	return part;
}

struct beginning {
	GString *text;
	size_t max;
};

static bool take_beginning(void *data, const char *piece, size_t len, bool last)
{
	struct beginning *beginning = data;

	(void)last;
	g_string_append_len(beginning->text, piece,
			    (gssize)MIN(len, beginning->max - beginning->text->len));
	return beginning->text->len < beginning->max;
}

char *tk_zip_beginning(struct tk_zip *zip, const char *name, size_t max)
{
	struct beginning beginning = {g_string_new(NULL), max};
	enum tk_part part = tk_zip_read(zip, name, take_beginning, &beginning);
	bool read = part == TK_PART_OK || part == TK_PART_STOPPED;

	return g_string_free(beginning.text, !read);
}

/* What is said of a file and of one sheet of it. */
static const struct {
	enum tk_diag file, sheet;
} complaints[] = {
	[TK_PART_MISSING] = {TK_DIAG_FILE_TRUNCATED, TK_DIAG_SHEET_FAULTY},
	[TK_PART_BAD] = {TK_DIAG_FILE_TRUNCATED, TK_DIAG_SHEET_FAULTY},
	[TK_PART_DAMAGED] = {TK_DIAG_FILE_TRUNCATED, TK_DIAG_SHEET_FAULTY},
	[TK_PART_ENCRYPTED] = {TK_DIAG_FILE_ENCRYPTED, TK_DIAG_FILE_ENCRYPTED},
	[TK_PART_LARGE] = {TK_DIAG_FILE_TOO_LARGE, TK_DIAG_SHEET_TOO_LARGE},
	[TK_PART_UNSAFE] = {TK_DIAG_FILE_UNSAFE, TK_DIAG_FILE_UNSAFE},
	[TK_PART_STOPPED] = {TK_DIAG_FILE_TRUNCATED, TK_DIAG_SHEET_FAULTY},
};

void tk_part_complain(struct tk_log *log, const struct tk_source *source, enum tk_part part,
		      const char *name)
{
	g_assert(part > TK_PART_OK && part < G_N_ELEMENTS(complaints));
	tk_log_add(log, source->sheet ? complaints[part].sheet : complaints[part].file, source,
		   name, NULL);
}
