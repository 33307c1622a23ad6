#ifndef TK_TESTS_WORLD_H
#define TK_TESTS_WORLD_H

#include "common.h"
#include "tilannekuva/document.h"
#include "tilannekuva/ingest.h"

/* All that documents and workbooks are made from, on data that was read or made up. */

struct test_world {
	struct tk_log *log;
	/** What is said of writing, where a test keeps that apart from reading. */
	struct tk_log *out;
	struct tk_kit *kit;
	/** NULL: not opened. */
	struct tk_fonts *fonts;
	/** A fresh folder. */
	char *dir;
	struct tk_dataset *dataset;
	/** By period; those before the first that there is are NULL. */
	struct tk_round *rounds[32];
	unsigned n_rounds;
	struct tk_picture *picture;
};

/** Open a log, the program's own files and a fresh folder. */
void test_world_open(struct test_world *world);
/** Open the fonts too. */
void test_world_open_fonts(struct test_world *world);
/** Read the rounds of all periods of its dataset, and look. */
void test_world_read(struct test_world *world);
/** Read the sample data. */
void test_world_read_samples(struct test_world *world);
/** Work the picture out of the rounds, again where they have changed. */
void test_world_look(struct test_world *world);
/** Give up all that it has, and remove the folder. */
void test_world_close(struct test_world *world);

/** \return an open world with fonts; owned. */
struct test_world *test_world_new(void);
void test_world_free(struct test_world *world);

/** Write the deck, or some kinds of its pages. \return the file; owned. */
char *test_world_deck(struct test_world *world, enum tk_lang lang, const char *const *pages);

/** Every letter had a glyph; whether some text did not fit. */
void test_world_check_fit(const struct test_world *world, bool overflows, const char *what);

/* ---- Made-up data ---- */

/** \return the same in all languages; owned. */
struct tk_names test_names(const char *format, ...) G_GNUC_PRINTF(1, 2);

/** Programme, title, issuer and such; the target date is 1.1.2023. */
void test_make_settings(struct tk_dataset *dataset);
/** Areas a0, a1, …: "Area 1" and "A1". \param n_named  So many of them have a name of their own, with
 * the number, and no short one. */
void test_make_areas(struct tk_dataset *dataset, unsigned n, const char *name, unsigned n_named);
/** Regions r0, r1, …: "Region 01" and "R1"; of no cooperation area, not on the map, without case forms.
 * \param name  Instead of "Region"; NULL: none. */
void test_make_regions(struct tk_dataset *dataset, unsigned n, const char *name);
/** Periods two months apart, the last one 10/2021; each counts the tasks of 2021. */
void test_make_periods(struct tk_dataset *dataset, unsigned n);
/** \return a round without a report; owned. */
struct tk_round *test_make_round(const struct tk_dataset *dataset, unsigned period);

#endif
