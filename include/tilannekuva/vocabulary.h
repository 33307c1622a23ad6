#ifndef TILANNEKUVA_VOCABULARY_H
#define TILANNEKUVA_VOCABULARY_H

#include <glib.h>

#include "tilannekuva/diag.h"

/**
 * The words that submissions may use: templates/vocabulary.csv with kind;meaning;word;lang.
 * kind: "header" (a task table's column), "risk-header", "indicator-header", "status", "sheet", …
 */
typedef struct tk_vocabulary tk_vocabulary;

struct tk_vocabulary *tk_vocabulary_open(const char *file, struct tk_log *log);
void tk_vocabulary_free(struct tk_vocabulary *vocabulary);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(tk_vocabulary, tk_vocabulary_free)

/** How a word was found. */
enum tk_match {
	TK_MATCH_NONE,
	/** Letter for letter as in the table. */
	TK_MATCH_EXACT,
	/** After normalising: NFKC, case, blanks, soft hyphens. */
	TK_MATCH_NORMALISED
};

/**
 * Look a word up.
 * \param meaning  Receives the meaning, lent; NULL when there is none.
 */
enum tk_match tk_vocabulary_find(const struct tk_vocabulary *vocabulary, const char *kind,
				 const char *word, const char **meaning);

/**
 * The accepted words nearest to an unknown one, best first.
 * \param n_most  How many at the most.
 * \return NULL-terminated, owned (g_strfreev); empty when nothing is near.
 */
char **tk_vocabulary_nearest(const struct tk_vocabulary *vocabulary, const char *kind,
			     const char *word, unsigned n_most);

/** \return the words of a kind in the table's order, the first of each meaning in a language; owned. */
char **tk_vocabulary_words(const struct tk_vocabulary *vocabulary, const char *kind,
			   enum tk_lang lang);
/** \return the preferred (first) word of one meaning in a language, lent; NULL when there is none. */
const char *tk_vocabulary_word(const struct tk_vocabulary *vocabulary, const char *kind,
			       const char *meaning, enum tk_lang lang);

/** NFKC, case folded, blanks of all kinds run together and cut, soft hyphens gone; a text too long for a
 * word (over 4,096 bytes) stays as it is; owned. */
char *tk_word_normalise(const char *word);

/** A task's id for comparing: "a.1.1." and "A 1.1" and "A.1.1" are one; owned. */
char *tk_id_normalise(const char *id);

#endif
