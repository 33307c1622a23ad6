#ifndef TK_CHECK_DECK_DATA_H
#define TK_CHECK_DECK_DATA_H

#include <poppler.h>

#include "common.h"
#include "document/deck-imp.h"
#include "tilannekuva/ingest.h"

/* A data folder made on the spot, read as the program reads it, its deck read back from the PDF. */

/** Settings that can be used. */
#define DATA_SETTINGS                                                                              \
	"title: {fi: Tilanne, sv: Läge, en: Situation}\n"                                         \
	"issuer: {fi: Toimisto, sv: Byrå, en: Office}\n"                                          \
	"target-date: 2023-01-01\n"
#define DATA_PERIODS                                                                               \
	"periods:\n"                                                                               \
	"  - period: 2021-10\n"                                                                    \
	"    window: {from: 2021-04-01, to: 2021-12-31}\n"

struct data {
	char *dir;
	struct tk_log *log;
	struct tk_kit *kit;
	struct tk_fonts *fonts;
	struct tk_dataset *dataset;
	struct tk_round *rounds[32];
	unsigned n_rounds;
	struct tk_picture *picture;
};

/** Make a folder with settings, two areas of tasks and so many regions (r01, r02, …); no period. */
G_GNUC_UNUSED static struct data *data_new(unsigned n_regions, unsigned n_tasks)
{
	struct data *data = g_new0(struct data, 1);
	const char *source = g_getenv("TK_SOURCE_DIR");
	g_autoptr(GString) regions = g_string_new("tunnus;nimi_fi;nimi_sv;nimi_en;paikka_fi\n");
	g_autoptr(GString) tasks = g_string_new("tunnus;osa_alue;ryhma;tehtava_fi;alku;loppu\n");

	g_setenv("TILANNEKUVA_SHARE", source ? source : ".", TRUE);
	data->dir = test_make_dir();
	data->log = tk_log_new();
	for (unsigned r = 1; r <= n_regions; r++)
		g_string_append_printf(regions,
				       "r%02u;Alue %02u;Region %02u;Region %02u;Alueella %02u\n", r,
				       r, r, r, r);
	for (unsigned t = 1; t <= n_tasks; t++)
		g_string_append_printf(tasks, "T.%u;%s;Ryhmä;Tehtävä %u;1.4.2021;%s\n", t,
				       t % 2 ? "ict" : "hallinto", t,
				       t % 3 ? "30.9.2021" : "31.12.2021");
	test_write(data->dir, "alueet.csv", regions->str);
	test_write(data->dir, "tiekartta.csv", tasks->str);
	test_write(data->dir, "yhteistyoalueet.csv", "tunnus;nimi_fi\netela;Etelä\n");
	test_write(data->dir, "osa-alueet.csv",
		   "tunnus;nimi_fi;nimi_sv;nimi_en\nict;ICT;IKT;ICT\n"
		   "hallinto;Hallinto;Förvaltning;Administration\n");
	test_write(data->dir, "tilannekuva.yaml", DATA_SETTINGS DATA_PERIODS);
	return data;
}

/** Read the folder. \return whether the dataset could be opened. */
G_GNUC_UNUSED static bool data_open(struct data *data)
{
	data->kit = tk_kit_open(data->log);
	ck_assert_ptr_nonnull(data->kit);
	data->dataset = tk_dataset_open(data->dir, data->log);
	return data->dataset != NULL;
}

/** Work out the picture of the last period. */
G_GNUC_UNUSED static void data_read(struct data *data)
{
	ck_assert(data_open(data));
	data->fonts = tk_fonts_open(data->kit->font_dir, data->kit->theme, data->log);
	ck_assert_ptr_nonnull(data->fonts);
	data->n_rounds = data->dataset->n_periods;
	for (unsigned p = 0; p < data->n_rounds; p++) {
		data->rounds[p] = tk_round_read(data->dataset, p, data->kit->vocabulary, data->log);
		ck_assert_ptr_nonnull(data->rounds[p]);
	}
	data->picture = tk_picture_new(data->rounds, data->n_rounds, data->log);
}

G_GNUC_UNUSED static void data_free(struct data *data)
{
	tk_picture_free(data->picture);
	for (unsigned p = 0; p < data->n_rounds; p++)
		tk_round_free(data->rounds[p]);
	tk_dataset_free(data->dataset);
	tk_fonts_free(data->fonts);
	tk_kit_free(data->kit);
	tk_log_free(data->log);
	test_remove(data->dir);
	g_free(data->dir);
	g_free(data);
}

/** Write the deck, or some kinds of its pages. \return the file; owned. */
G_GNUC_UNUSED static char *data_deck(struct data *data, enum tk_lang lang, const char *const *pages)
{
	char *path = g_strdup_printf("%s/deck-%s.pdf", data->dir, tk_lang_code(lang));
	const struct tk_deck_options options = {.pages = pages};

	ck_assert(tk_deck_write(data->picture, data->kit, data->fonts, lang, &options, path,
				data->log));
	return path;
}

/** \return a document's pages as text, each after a form feed, no-break spaces as plain ones and
 * line ends too; owned. */
G_GNUC_UNUSED static char *data_text(const char *path)
{
	g_autofree char *uri = g_filename_to_uri(path, NULL, NULL);
	PopplerDocument *document = poppler_document_new_from_file(uri, NULL, NULL);
	GString *text = g_string_new(NULL);

	ck_assert_ptr_nonnull(document);
	for (int p = 0; p < poppler_document_get_n_pages(document); p++) {
		PopplerPage *page = poppler_document_get_page(document, p);
		g_autofree char *own = poppler_page_get_text(page);

		g_string_append_printf(text, "\f%s\n", own);
		g_object_unref(page);
	}
	g_object_unref(document);
	g_string_replace(text, TK_NBSP, " ", 0);
	g_string_replace(text, "\n", " ", 0);
	return g_string_free(text, FALSE);
}

/** A deck's text in one go; owned. */
G_GNUC_UNUSED static char *data_deck_text(struct data *data, enum tk_lang lang,
					  const char *const *pages)
{
	g_autofree char *path = data_deck(data, lang, pages);

	return data_text(path);
}

/* What an element says, and that of everything in it. */
static void data_collect(PopplerStructureElementIter *iter, PopplerStructureElementKind kind,
			 GString *text, unsigned *n)
{
	do {
		PopplerStructureElement *element = poppler_structure_element_iter_get_element(iter);
		PopplerStructureElementIter *child = poppler_structure_element_iter_get_child(iter);

		if (poppler_structure_element_get_kind(element) == kind && text) {
			g_autofree char *own = poppler_structure_element_get_text(
				element, POPPLER_STRUCTURE_GET_TEXT_RECURSIVE);

			g_string_append_printf(text, "%s|", own ? own : "");
		}
		*n += poppler_structure_element_get_kind(element) == kind;
		if (child)
			data_collect(child, kind, text, n);
		poppler_structure_element_iter_free(child);
		g_object_unref(element);
	} while (poppler_structure_element_iter_next(iter));
}

/** \return what the elements of a kind say, "|" after each and before the first, and how many they
 * are. poppler-glib takes its own UTF-8 for PDFDocEncoding: its no-break spaces are made plain. */
G_GNUC_UNUSED static char *data_elements(const char *path, PopplerStructureElementKind kind,
					 unsigned *n)
{
	g_autofree char *uri = g_filename_to_uri(path, NULL, NULL);
	PopplerDocument *document = poppler_document_new_from_file(uri, NULL, NULL);
	PopplerStructureElementIter *iter = poppler_structure_element_iter_new(document);
	GString *text = g_string_new("|");

	*n = 0;
	data_collect(iter, kind, text, n);
	poppler_structure_element_iter_free(iter);
	g_object_unref(document);
	g_string_replace(text, "\u00c2\u20ac", " ", 0);
	return g_string_free(text, FALSE);
}

/** \return how many elements of a kind there are. */
G_GNUC_UNUSED static unsigned data_count(const char *path, PopplerStructureElementKind kind)
{
	g_autofree char *uri = g_filename_to_uri(path, NULL, NULL);
	PopplerDocument *document = poppler_document_new_from_file(uri, NULL, NULL);
	PopplerStructureElementIter *iter = poppler_structure_element_iter_new(document);
	unsigned n = 0;

	data_collect(iter, kind, NULL, &n);
	poppler_structure_element_iter_free(iter);
	g_object_unref(document);
	return n;
}

/** Every text stands between the page's edges. */
G_GNUC_UNUSED static void data_check_edges(const char *path)
{
	g_autofree char *uri = g_filename_to_uri(path, NULL, NULL);
	PopplerDocument *document = poppler_document_new_from_file(uri, NULL, NULL);

	for (int p = 0; p < poppler_document_get_n_pages(document); p++) {
		PopplerPage *page = poppler_document_get_page(document, p);
		PopplerRectangle *at = NULL;
		guint n = 0;

		if (poppler_page_get_text_layout(page, &at, &n)) {
			for (guint i = 0; i < n; i++)
				ck_assert_msg(at[i].x1 >= TK_PAGE_X0 - 1 &&
						      at[i].x2 <= TK_PAGE_X1 + 1 &&
						      at[i].y2 <= TK_PAGE_H,
					      "text at %.1f-%.1f, %.1f on page %d", at[i].x1,
					      at[i].x2, at[i].y2, p + 1);
			g_free(at);
		}
		g_object_unref(page);
	}
	g_object_unref(document);
}

G_GNUC_UNUSED static void data_has(const char *text, const char *wanted)
{
	ck_assert_msg(strstr(text, wanted) != NULL, "“%s” is not in: %s", wanted, text);
}

G_GNUC_UNUSED static void data_lacks(const char *text, const char *unwanted)
{
	ck_assert_msg(strstr(text, unwanted) == NULL, "“%s” is in: %s", unwanted, text);
}

#endif
