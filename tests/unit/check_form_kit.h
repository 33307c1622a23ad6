#ifndef CHECK_FORM_KIT_H
#define CHECK_FORM_KIT_H

/* What the tests of forms and fix-it workbooks share: a data folder that is read, and workbooks whose
 * cells are filled in as a region would. */

#include <stdio.h>
#include <string.h>
#include <zip.h>

#include "book-read.h"
#include "common.h"
#include "tilannekuva/form.h"
#include "tilannekuva/ingest.h"
#include "tilannekuva/number.h"

/** A data folder that was read. */
struct reading {
	struct tk_log *log;
	struct tk_kit *kit;
	struct tk_dataset *dataset;
	struct tk_round *round;
};

/** \param period  Its id. */
static inline struct reading read_period(const char *dir, const char *period)
{
	struct reading reading = {.log = tk_log_new()};
	g_autofree char *source = test_source_path(".");
	g_autoptr(tk_log) opening = tk_log_new();

	g_setenv("TILANNEKUVA_SHARE", source, TRUE);
	reading.kit = tk_kit_open(reading.log);
	reading.dataset = tk_dataset_open(dir, opening);
	ck_assert_ptr_nonnull(reading.kit);
	ck_assert_ptr_nonnull(reading.dataset);
	unsigned index = tk_dataset_find_period(reading.dataset, period);

	ck_assert_uint_ne(index, TK_NONE);
	reading.round = tk_round_read(reading.dataset, index, reading.kit->vocabulary, reading.log);
	ck_assert_ptr_nonnull(reading.round);
	return reading;
}

static inline void close_reading(struct reading *reading)
{
	tk_round_free(reading->round);
	tk_dataset_free(reading->dataset);
	tk_kit_free(reading->kit);
	tk_log_free(reading->log);
}

static inline void replace_part(const char *path, const char *name, const char *text)
{
	zip_t *zip = zip_open(path, 0, NULL);

	ck_assert_ptr_nonnull(zip);
	zip_source_t *source = zip_source_buffer(zip, text, strlen(text), 0);

	ck_assert_int_ge(zip_file_add(zip, name, source, ZIP_FL_OVERWRITE), 0);
	ck_assert_int_eq(zip_close(zip), 0);
}

static inline char *replace_all(const char *text, const char *pattern, const char *by)
{
	g_autoptr(GRegex) regex = g_regex_new(pattern, G_REGEX_DOTALL, 0, NULL);

	ck_assert_ptr_nonnull(regex);
	ck_assert_msg(g_regex_match(regex, text, 0, NULL), "no %s", pattern);
	return g_regex_replace(regex, text, -1, 0, by, 0, NULL);
}

/** Write a text in a cell that is there, empty or not. \param cell  "E7". */
static inline void fill_cell(const char *path, const char *part, const char *cell, const char *text)
{
	g_autofree char *old = part_of(path, part);
	g_autofree char *pattern = g_strdup_printf(
		"<c r=\"%s\"( s=\"[0-9]+\")?(?:/>| t=\"[a-z]+\">.*?</c>|>.*?</c>)", cell);
	g_autofree char *by = g_strdup_printf(
		"<c r=\"%s\"\\1 t=\"inlineStr\"><is><t>%s</t></is></c>", cell, text);
	g_autofree char *new = replace_all(old, pattern, by);

	replace_part(path, part, new);
}

/** Take a row away. \param row  [1-based] */
static inline void remove_row(const char *path, const char *part, unsigned row)
{
	g_autofree char *old = part_of(path, part);
	g_autofree char *pattern = g_strdup_printf("<row r=\"%u\".*?</row>", row);
	g_autofree char *new = replace_all(old, pattern, "");

	replace_part(path, part, new);
}

#endif
