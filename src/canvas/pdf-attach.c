#include "pdf-imp.h"

/* Attached files: embedded streams, listed by name, and associated with the document as a whole
 * (ISO 19005-3 6.8, ISO 14289-1 7.11). */

struct tk_pdf_file {
	char *name;
	/** The name in UTF-16 digits: the key that the name tree is in order of. */
	char *key;
	char *mime, *description, *relationship;
	GBytes *bytes;
	/** Which it was in the order of the calls. */
	unsigned number;
};

void tk_pdf_free_file(void *data)
{
	struct tk_pdf_file *file = data;

	g_free(file->name);
	g_free(file->key);
	g_free(file->mime);
	g_free(file->description);
	g_free(file->relationship);
	g_bytes_unref(file->bytes);
	g_free(file);
}

/* A name that every file system takes, whatever the reader saves it to. */
static char *safe_name(const char *name)
{
	char *tidy = tk_text_tidy(name);

	return g_strdelimit(tidy, "/\\:*?\"<>|", '_');
}

static char *key_of(const char *name)
{
	glong n;
	g_autofree gunichar *chars = g_utf8_to_ucs4_fast(name, -1, &n);
	GString *key = g_string_new("FEFF");

	tk_pdf_put_utf16(key, chars, (unsigned)n);
	return g_string_free(key, FALSE);
}

static bool is_name(const char *name)
{
	return *name && !g_str_equal(name, ".") && !g_str_equal(name, "..");
}

void tk_pdf_attach(struct tk_canvas *canvas, const struct tk_attachment *attachment)
{
	struct tk_pdf *pdf = tk_pdf_of(canvas);
	struct tk_pdf_file *file = g_new0(struct tk_pdf_file, 1);
	unsigned at = 0;
	int order = 1;

	file->name = safe_name(attachment->name);
	file->key = key_of(file->name);
	file->mime = g_strdup(attachment->mime);
	file->description = tk_text_tidy(attachment->description);
	file->relationship =
		g_strdup(attachment->relationship ? attachment->relationship : "Unspecified");
	file->bytes = g_bytes_ref(attachment->bytes);
	file->number = pdf->files->len;
	while (at < pdf->files->len && order > 0) {
		order = strcmp(file->key, ((struct tk_pdf_file *)pdf->files->pdata[at])->key);
		at += order > 0;
	}
	if (order == 0 || !is_name(file->name)) {
		g_autofree char *reason = g_strdup_printf("attachment \"%s\"", file->name);

		tk_canvas_fail(canvas, reason);
	}
	g_ptr_array_insert(pdf->files, (int)at, file);
}

static unsigned write_data(struct tk_pdf *pdf, const struct tk_pdf_file *file)
{
	unsigned id = tk_pdf_reserve(pdf);
	size_t size;
	const void *data = g_bytes_get_data(file->bytes, &size);
	g_autofree char *sum = g_compute_checksum_for_data(G_CHECKSUM_MD5, data, size);
	g_autoptr(GBytes) deflated = tk_pdf_deflate(pdf, data, size);
	g_autoptr(GString) entries = g_string_new("/Type/EmbeddedFile/Subtype");

	tk_pdf_put_name(entries, file->mime);
	g_string_append_printf(entries, "/Params<</Size %zu/CheckSum<%s>/ModDate", size, sum);
	tk_pdf_put_date(entries, pdf->time);
	g_string_append(entries, ">>");
	tk_pdf_set_stream(pdf, id, entries->str, deflated, true);
	return id;
}

/* For readers that know no Unicode names. */
static char *ascii_name(const char *name)
{
	GString *out = g_string_new(NULL);

	for (; *name; name = g_utf8_next_char(name))
		g_string_append_c(out, (guchar)*name < 0x80 ? *name : '_');
	return g_string_free(out, FALSE);
}

static unsigned write_file(struct tk_pdf *pdf, const struct tk_pdf_file *file)
{
	unsigned data_id = write_data(pdf, file);
	g_autofree char *ascii = ascii_name(file->name);
	GString *out = g_string_new("<</Type/Filespec/F");

	tk_pdf_put_text(out, ascii);
	g_string_append(out, "/UF");
	tk_pdf_put_text(out, file->name);
	if (*file->description) {
		g_string_append(out, "/Desc");
		tk_pdf_put_text(out, file->description);
	}
	g_string_append(out, "/AFRelationship");
	tk_pdf_put_name(out, file->relationship);
	g_string_append_printf(out, "/EF<</F %u 0 R/UF %u 0 R>>>>", data_id, data_id);
	return tk_pdf_add(pdf, out);
}

void tk_pdf_write_files(struct tk_pdf *pdf)
{
	g_autoptr(GString) names = g_string_new(NULL), associated = g_string_new(NULL);
	g_autofree unsigned *ids = g_new(unsigned, pdf->files->len + 1);

	if (pdf->files->len == 0)
		return;
	for (unsigned i = 0; i < pdf->files->len; i++) {
		const struct tk_pdf_file *file = pdf->files->pdata[i];

		ids[file->number] = write_file(pdf, file);
		g_string_append_printf(names, "<%s>%u 0 R", file->key, ids[file->number]);
	}
	for (unsigned i = 0; i < pdf->files->len; i++)
		g_string_append_printf(associated, "%u 0 R ", ids[i]);
	tk_pdf_extra(pdf, pdf->doc->catalog, "/AF[%s]/Names<</EmbeddedFiles<</Names[%s]>>>>",
		     associated->str, names->str);
}
