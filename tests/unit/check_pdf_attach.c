#include "check_canvas_kit.h"
#include "pdf-read.h"

/* Attached files: what a reader takes out is what was put in, and the file claims PDF/A-3. With
 * TK_KEEP=DIR the documents also stay there, for other validators. */

static const char csv[] = "\xEF\xBB\xBF"
			  "alue;osuus\r\nKainuu;57\r\nPäijät-Häme;43\r\n";

static const struct {
	const char *name, *kept, *mime, *description, *relationship;
	const char *data;
	size_t length;
} files[] = {
	{"eteneminen.csv", "eteneminen.csv", "text/csv", "Eteneminen alueittain", "Data", csv,
	 sizeof(csv) - 1},
	{"alue (1)/b.csv", "alue (1)_b.csv", "text/csv", "Käynnissä", "Data", "a;b\n", 4},
	{"lähde.xlsx", "lähde.xlsx",
	 "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", NULL, "Source",
	 "PK\0\1\xFF", 5},
	{"alue", "alue", "application/octet-stream", "", NULL, "", 0},
};

static void attach(struct tk_canvas *canvas, unsigned i)
{
	g_autoptr(GBytes) bytes = g_bytes_new(files[i].data, files[i].length);
	const struct tk_attachment attachment = {
		.name = files[i].name,
		.mime = files[i].mime,
		.description = files[i].description,
		.relationship = files[i].relationship,
		.bytes = bytes,
	};

	tk_canvas_attach(canvas, &attachment);
}

static void draw(struct tk_canvas *canvas)
{
	tk_canvas_page(canvas, 200, 100, NULL);
	tk_canvas_begin(canvas, "H1", NULL);
	tk_draw_text(canvas, 10, 20, "Liitteet", &(struct tk_text_style){.size_pt = 10});
	tk_canvas_end(canvas);
}

static char *document_path(const char *name)
{
	const char *keep = g_getenv("TK_KEEP");

	return keep ? g_build_filename(keep, name, NULL) : kit_path(name);
}

/* \return the path of a document with the first n files; owned. */
static char *write_document(const char *name, unsigned n)
{
	char *path = document_path(name);
	struct tk_canvas *canvas = tk_canvas_new_pdf(fonts, path, &kit_meta, tlog);

	/* Before a page and after it: it makes no difference. */
	if (n)
		attach(canvas, 0);
	draw(canvas);
	for (unsigned i = 1; i < n; i++)
		attach(canvas, i);
	ck_assert(tk_canvas_close(canvas));
	ck_assert_uint_eq(tk_log_n_messages(tlog), 0);
	return path;
}

static gboolean take(const char *data, gsize length, gpointer to, GError **error)
{
	(void)error;
	g_byte_array_append(to, (const guint8 *)data, (guint)length);
	return TRUE;
}

static const PopplerAttachment *find_attachment(GList *list, const char *name)
{
	for (; list; list = list->next)
		if (g_str_equal(((PopplerAttachment *)list->data)->name, name))
			return list->data;
	ck_abort_msg("no attachment %s", name);
}

START_TEST(test_read_back)
{
	g_autofree char *path = write_document("attached.pdf", G_N_ELEMENTS(files));
	PopplerDocument *document = test_pdf_open(path);
	GList *list = poppler_document_get_attachments(document);
	const PopplerAttachment *found = find_attachment(list, files[_i].kept);
	g_autoptr(GByteArray) bytes = g_byte_array_new();
	g_autofree char *sum = g_compute_checksum_for_data(
		G_CHECKSUM_MD5, (const guchar *)files[_i].data, files[_i].length);

	ck_assert_uint_eq(g_list_length(list), G_N_ELEMENTS(files));
	ck_assert(
		poppler_attachment_save_to_callback((PopplerAttachment *)found, take, bytes, NULL));
	ck_assert_uint_eq(bytes->len, files[_i].length);
	if (bytes->len)
		ck_assert_mem_eq(bytes->data, files[_i].data, bytes->len);
	ck_assert_uint_eq(found->size, files[_i].length);
	ck_assert_str_eq(found->description ? found->description : "",
			 files[_i].description ? files[_i].description : "");
	/* An identity of sixteen bytes, as digits here. */
	ck_assert_uint_eq(found->checksum->len, 16);
	for (unsigned i = 0; i < 16; i++) {
		g_autofree char *digits = g_strdup_printf("%02x", (guchar)found->checksum->str[i]);

		ck_assert(strncmp(digits, sum + 2 * i, 2) == 0);
	}
	g_list_free_full(list, g_object_unref);
	g_object_unref(document);
}
END_TEST

static const struct {
	const char *part;
	unsigned times;
} raw_cases[] = {
	{"/Type/Filespec/F(eteneminen.csv)/UF(eteneminen.csv)/Desc(Eteneminen alueittain)"
	 "/AFRelationship/Data/EF<</F ",
	 1},
	{"/Type/Filespec/F(alue \\(1\\)_b.csv)/UF(alue \\(1\\)_b.csv)", 1},
	{"/Type/Filespec/F(l_hde.xlsx)/UF<FEFF006C00E400680064", 1},
	{"/AFRelationship/Source/", 1},
	{"/AFRelationship/Unspecified/", 1},
	{"/Type/Filespec", 4},
	{"/AF[", 1},
	/* In the order of their names: "alue" before "alue (1)", letters of other alphabets last.
	 */
	{"/Names<</EmbeddedFiles<</Names[<FEFF0061006C00750065>", 1},
};

START_TEST(test_raw)
{
	g_autofree char *path = write_document("attached.pdf", G_N_ELEMENTS(files));
	GString *text = kit_inflate_pdf(path);

	ck_assert_msg(kit_occurrences(text, raw_cases[_i].part) == raw_cases[_i].times,
		      "%s: %u times", raw_cases[_i].part,
		      kit_occurrences(text, raw_cases[_i].part));
	g_string_free(text, TRUE);
}
END_TEST

/* The dictionaries of streams stand in the file as they are. */
START_TEST(test_streams)
{
	g_autofree char *path = write_document("attached.pdf", G_N_ELEMENTS(files));
	g_autoptr(GBytes) bytes = kit_read(path);
	size_t length;
	const char *data = g_bytes_get_data(bytes, &length);

	ck_assert_ptr_nonnull(kit_find(data, data + length,
				       "/Type/EmbeddedFile/Subtype/text#2Fcsv/Params<</Size 4/"
				       "CheckSum<"));
	ck_assert_ptr_nonnull(kit_find(data, data + length,
				       "/ModDate(D:20211031120000Z)>>/Filter"
				       "/FlateDecode"));
}
END_TEST

/* Only a document with a file is PDF/A-3. */
static const struct {
	unsigned n;
	const char *claim;
} claim_cases[] = {
	{0, "<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A<"},
	{1, "<pdfaid:part>3</pdfaid:part><pdfaid:conformance>A<"},
	{4, "<pdfaid:part>3</pdfaid:part><pdfaid:conformance>A<"},
};

START_TEST(test_claim)
{
	g_autofree char *path = write_document("claim.pdf", claim_cases[_i].n);
	PopplerDocument *document = test_pdf_open(path);
	g_autofree char *xmp = poppler_document_get_metadata(document);

	ck_assert_ptr_nonnull(strstr(xmp, claim_cases[_i].claim));
	ck_assert_ptr_nonnull(strstr(xmp, "<pdfuaid:part>1</pdfuaid:part>"));
	ck_assert(!poppler_document_has_attachments(document) == (claim_cases[_i].n == 0));
	g_object_unref(document);
}
END_TEST

START_TEST(test_same_bytes)
{
	g_autofree char *first = write_document("first.pdf", 4),
			*second = write_document("second.pdf", 4);
	g_autoptr(GBytes) one = kit_read(first), two = kit_read(second);

	ck_assert(g_bytes_equal(one, two));
}
END_TEST

static const char *const bad_names[][2] = {
	{"a.csv", "a.csv"}, {"a/b", "a\\b"}, {"a.csv", ""}, {"a.csv", "."}, {"..", "a.csv"},
};

START_TEST(test_bad_names)
{
	g_autofree char *path = kit_path("bad.pdf");
	struct tk_canvas *canvas = tk_canvas_new_pdf(fonts, path, &kit_meta, tlog);
	g_autoptr(GBytes) bytes = g_bytes_new_static("x", 1);

	for (unsigned i = 0; i < 2; i++)
		tk_canvas_attach(canvas, &(struct tk_attachment){.name = bad_names[_i][i],
								 .mime = "text/plain",
								 .bytes = bytes});
	/* Passed over now. */
	attach(canvas, 0);
	tk_canvas_page(canvas, 100, 100, NULL);
	ck_assert(!tk_canvas_close(canvas));
	ck_assert_uint_eq(kit_count(TK_DIAG_OUTPUT_FAILED), 1);
	ck_assert_uint_eq(kit_count_files(dir), 0);
}
END_TEST

START_TEST(test_pictures_pass_it_over)
{
	g_autofree char *path = kit_path("a.png");
	struct tk_canvas *canvas = tk_canvas_new_png(fonts, path, 1, tlog);

	attach(canvas, 0);
	attach(canvas, 0);
	draw(canvas);
	ck_assert(tk_canvas_close(canvas));
	ck_assert_uint_eq(tk_log_n_messages(tlog), 0);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("pdf-attach");
	TCase *tcase = tcase_create("attach");
	SRunner *runner = srunner_create(suite);
	int failed;

	tcase_add_checked_fixture(tcase, kit_setup, kit_teardown);
	tcase_add_loop_test(tcase, test_read_back, 0, G_N_ELEMENTS(files));
	tcase_add_loop_test(tcase, test_raw, 0, G_N_ELEMENTS(raw_cases));
	tcase_add_test(tcase, test_streams);
	tcase_add_loop_test(tcase, test_claim, 0, G_N_ELEMENTS(claim_cases));
	tcase_add_test(tcase, test_same_bytes);
	tcase_add_loop_test(tcase, test_bad_names, 0, G_N_ELEMENTS(bad_names));
	tcase_add_test(tcase, test_pictures_pass_it_over);
	suite_add_tcase(suite, tcase);
	srunner_run_all(runner, CK_ENV);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
