#ifndef TILANNEKUVA_LANG_H
#define TILANNEKUVA_LANG_H

#include <stdbool.h>

/** Languages of everything that people read; Finnish first. */
enum tk_lang { TK_FI, TK_SV, TK_EN, TK_N_LANGS };

/** A text in every language; a missing one is NULL or "". Strings owned by whoever owns the struct. */
struct tk_names {
	char *in[TK_N_LANGS];
};

/** \return "fi", "sv" or "en". */
const char *tk_lang_code(enum tk_lang lang);

/**
 * Read a language code.
 * \param code  "fi", "sv", "en", or a locale such as "sv_FI.UTF-8".
 * \param lang  Receives the language; untouched on failure.
 * \return whether the code names a language of ours.
 */
bool tk_lang_parse(const char *code, enum tk_lang *lang);

/** \return the text in a language, else in the first language that has it, else ""; lent. */
const char *tk_names_in(const struct tk_names *names, enum tk_lang lang);

/** \return whether there is a text in any language. */
bool tk_names_any(const struct tk_names *names);
/** \return a copy, its texts owned by the caller. */
struct tk_names tk_names_copy(const struct tk_names *names);

/** \return the language that tk_names_in() took its text from (for tagging foreign words). */
enum tk_lang tk_names_lang(const struct tk_names *names, enum tk_lang lang);

/**
 * Put two names in alphabetical order, å ä ö last as in Finnish and Swedish, the same on every
 * machine whatever its locale.
 * \return < 0, 0 or > 0.
 */
int tk_name_compare(const char *a, const char *b);

/** Free the texts, not the struct. */
void tk_names_clear(struct tk_names *names);

#endif
