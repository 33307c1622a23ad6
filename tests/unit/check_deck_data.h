#ifndef TK_CHECK_DECK_DATA_H
#define TK_CHECK_DECK_DATA_H

#include "document/deck-imp.h"
#include "pdf-read.h"
#include "world.h"

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

/** Make a folder with settings, two areas of tasks and so many regions (r01, r02, …); no period. */
static inline struct test_world *data_new(unsigned n_regions, unsigned n_tasks)
{
	struct test_world *data = test_world_new();
	g_autoptr(GString) regions = g_string_new("tunnus;nimi_fi;nimi_sv;nimi_en;paikka_fi\n");
	g_autoptr(GString) tasks = g_string_new("tunnus;osa_alue;ryhma;tehtava_fi;alku;loppu\n");

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
static inline bool data_open(struct test_world *data)
{
	data->dataset = tk_dataset_open(data->dir, data->log);
	return data->dataset != NULL;
}

/** Work out the picture of the last period. */
static inline void data_read(struct test_world *data)
{
	ck_assert(data_open(data));
	test_world_read(data);
}

/** \return a document's text, as test_pdf_text(); owned. */
static inline char *data_text(const char *path)
{
	g_autoptr(pdf_document) document = test_pdf_open(path);

	return test_pdf_text(document);
}

/** A deck's text in one go; owned. */
static inline char *data_deck_text(struct test_world *data, enum tk_lang lang,
				   const char *const *pages)
{
	g_autofree char *path = test_world_deck(data, lang, pages);

	return data_text(path);
}

/** \return what the elements of a kind say, as test_pdf_say(); owned. */
static inline char *data_elements(const char *path, PopplerStructureElementKind kind)
{
	g_autoptr(pdf_document) document = test_pdf_open(path);

	return test_pdf_say(document, kind);
}

/** \return how many elements of a kind there are. */
static inline unsigned data_count(const char *path, PopplerStructureElementKind kind)
{
	g_autoptr(pdf_document) document = test_pdf_open(path);

	return test_pdf_count(document, kind);
}

/** Every text stands between the page's edges. */
static inline void data_check_edges(const char *path)
{
	g_autoptr(pdf_document) document = test_pdf_open(path);

	test_pdf_check_edges(document, TK_PAGE_H, path);
}

#endif
