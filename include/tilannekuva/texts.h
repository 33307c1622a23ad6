#ifndef TILANNEKUVA_TEXTS_H
#define TILANNEKUVA_TEXTS_H

#include <glib.h>
#include <stdint.h>

#include "tilannekuva/diag.h"

/** The words shown to people: tables key;fi;sv;en read from templates/texts (all *.csv there). */
typedef struct tk_texts tk_texts;

/**
 * Read the text tables.
 * \param dir  Folder of the tables.
 * \param log  Says what is wrong with them (missing file, doubled key, empty translation).
 * \return the texts, owned; NULL when they cannot be read.
 */
struct tk_texts *tk_texts_open(const char *dir, struct tk_log *log);
void tk_texts_free(struct tk_texts *texts);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(tk_texts, tk_texts_free)

/** Stands before and after the bold words of a paragraph. Tables of texts, settings and templates write
 * "**"; what regions write stays as it is, stars and all. */
#define TK_BOLD "\002"
/** \return a text of ours with TK_BOLD for "**"; owned. */
char *tk_text_bold(const char *text);

/** \return the text of a key, lent; a key that is not in the tables is our bug and aborts. */
const char *tk_text(const struct tk_texts *texts, enum tk_lang lang, const char *key);
bool tk_texts_has(const struct tk_texts *texts, const char *key);

/**
 * Fill a text's {name} places.
 * \param ...  Pairs of name and value, then NULL: "region", "Kainuu", "percent", "57 %", NULL.
 * \return owned text; a place without a value is our bug and aborts.
 */
char *tk_text_format(const struct tk_texts *texts, enum tk_lang lang, const char *key, ...)
	G_GNUC_NULL_TERMINATED;

/** As tk_text_format(), from the key "KEY.one" when n is 1, else "KEY.other"; {n} is n itself, {word},
 * {genitive} and {adessive} a small n in words, {Word} with a capital. */
char *tk_text_plural(const struct tk_texts *texts, enum tk_lang lang, const char *key, int64_t n,
		     ...) G_GNUC_NULL_TERMINATED;

/** Forms of a month's name. */
enum tk_month_form {
	/** lokakuu 2021 */
	TK_MONTH_YEAR,
	/** lokakuun 2021, of October 2021 */
	TK_MONTH_GENITIVE_YEAR,
	/** lokakuusta, from October */
	TK_MONTH_FROM,
	/** lokakuuhun 2021, to October 2021 */
	TK_MONTH_TO_YEAR,
	/** lokakuussa, in October */
	TK_MONTH_IN,
	/** lokakuun, of October */
	TK_MONTH_GENITIVE,
	TK_N_MONTH_FORMS
};

/** \return the month in words; owned. */
char *tk_text_month(const struct tk_texts *texts, enum tk_lang lang, enum tk_month_form form,
		    int year, int month);
/** \return "31.10.2021" (fi, sv) or "31 October 2021" (en); owned. */
char *tk_text_date(const struct tk_texts *texts, enum tk_lang lang, int32_t date);
/** \return the same for a table's cell: "31.10.2021" (fi, sv) or "31 Oct 2021" (en); owned. */
char *tk_text_date_short(const struct tk_texts *texts, enum tk_lang lang, int32_t date);
/** \return a small number in words where the language has one in the table (0-12), else digits; owned. */
char *tk_text_number(const struct tk_texts *texts, enum tk_lang lang, int64_t n);
/** \return the same as the word of a form of the table: "genitive", "adessive" (viidellä); owned. */
char *tk_text_number_form(const struct tk_texts *texts, enum tk_lang lang, const char *form,
			  int64_t n);

#endif
