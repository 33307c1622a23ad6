#include "tilannekuva/vocabulary.h"

#include "table.h"

enum { COLUMN_KIND, COLUMN_MEANING, COLUMN_WORD, COLUMN_LANG };

static const char *const columns[] = {"kind", "meaning", "word", "lang", NULL};

/* More letters to change than this and a word is not "near". */
#define MOST_EDITS 4

/* Longer texts are no words: nothing that is known looks like them, and normalising takes long. */
#define LONGEST_WORD 4096

/* Longer words are near nothing, in characters. */
#define LONGEST_NEAR 200

struct word {
	const char *kind, *meaning;
	char *word, *normalised;
	enum tk_lang lang;
};

struct tk_vocabulary {
	/** struct word, in the table's order */
	GArray *words;
	/** "kind\x1fnormalised" -> index + 1 */
	GHashTable *of_word;
	/** "kind\x1fword", letter for letter -> index + 1: most words need no normalising. */
	GHashTable *of_exact;
};

static void clear_word(void *data)
{
	struct word *word = data;

	g_free(word->word);
	g_free(word->normalised);
}

static bool is_soft(gunichar c)
{
	return c == 0xad || c == 0x200b || c == 0x200c || c == 0x200d || c == 0xfeff || c == 0x2060;
}

/* Hyphens and dashes of all kinds as one. */
static gunichar plain_letter(gunichar c)
{
	return c >= 0x2010 && c <= 0x2015 ? '-' : c == 0x2212 ? '-' : c;
}

/* Most words are plain, and need none of Unicode's tables. */
static char *normalise_ascii(const char *word)
{
	char *out = g_new(char, strlen(word) + 1), *to = out;
	bool blank = false;

	for (; *word; word++) {
		if (g_ascii_isspace(*word) || g_ascii_iscntrl(*word)) {
			blank = to > out;
			continue;
		}
		if (blank)
			*to++ = ' ';
		blank = false;
		*to++ = g_ascii_tolower(*word);
	}
	*to = '\0';
	return out;
}

char *tk_word_normalise(const char *word)
{
	if (strlen(word) > LONGEST_WORD)
		return g_utf8_make_valid(word, -1);
	if (g_str_is_ascii(word))
		return normalise_ascii(word);
	g_autofree char *valid = g_utf8_make_valid(word, -1);
	g_autofree char *composed = g_utf8_normalize(valid, -1, G_NORMALIZE_ALL_COMPOSE);
	g_autofree char *folded = g_utf8_casefold(composed, -1);
	GString *out = g_string_new(NULL);
	bool blank = false;

	for (const char *at = folded; *at; at = g_utf8_next_char(at)) {
		gunichar c = g_utf8_get_char(at);

		if (is_soft(c))
			continue;
		if (g_unichar_isspace(c) || g_unichar_iscntrl(c)) {
			blank = out->len > 0;
			continue;
		}
		if (blank)
			g_string_append_c(out, ' ');
		blank = false;
		g_string_append_unichar(out, plain_letter(c));
	}
	return g_string_free(out, FALSE);
}

char *tk_id_normalise(const char *id)
{
	g_autofree char *normalised = tk_word_normalise(id);
	GString *key = g_string_new(NULL);

	for (const char *at = normalised; *at; at++) {
		if (*at != ' ')
			g_string_append_c(key, *at);
	}
	while (key->len > 0 && key->str[key->len - 1] == '.')
		g_string_truncate(key, key->len - 1);
	return g_string_free(key, FALSE);
}

static char *word_key(const char *kind, const char *normalised)
{
	return g_strjoin("\x1f", kind, normalised, NULL);
}

static const struct word *word_at(const struct tk_vocabulary *vocabulary, unsigned index)
{
	return &g_array_index(vocabulary->words, struct word, index);
}

static bool take_row(struct tk_vocabulary *vocabulary, char **row)
{
	struct word word = {
		.kind = g_intern_string(row[COLUMN_KIND]),
		.meaning = g_intern_string(row[COLUMN_MEANING]),
		.word = g_strdup(row[COLUMN_WORD]),
		.normalised = tk_word_normalise(row[COLUMN_WORD]),
	};
	g_autofree char *key = word_key(word.kind, word.normalised);
	unsigned known = GPOINTER_TO_UINT(g_hash_table_lookup(vocabulary->of_word, key));
	bool good = tk_lang_parse(row[COLUMN_LANG], &word.lang);

	/* Languages share words; a word must not have two meanings. */
	good &= !known || word_at(vocabulary, known - 1)->meaning == word.meaning;
	g_array_append_val(vocabulary->words, word);
	g_hash_table_insert(vocabulary->of_exact, word_key(word.kind, word.word),
			    GUINT_TO_POINTER(vocabulary->words->len));
	if (!known)
		g_hash_table_insert(vocabulary->of_word, g_steal_pointer(&key),
				    GUINT_TO_POINTER(vocabulary->words->len));
	return good;
}

struct tk_vocabulary *tk_vocabulary_open(const char *file, struct tk_log *log)
{
	g_autoptr(tk_vocabulary) vocabulary = g_new0(struct tk_vocabulary, 1);
	g_autoptr(GPtrArray) rows = tk_table_read(file, columns, log);
	struct tk_source source = {g_intern_string(file), NULL, TK_NOWHERE, TK_NOWHERE};
	bool good = rows != NULL;

	vocabulary->words = g_array_new(FALSE, FALSE, sizeof(struct word));
	g_array_set_clear_func(vocabulary->words, clear_word);
	vocabulary->of_word = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	vocabulary->of_exact = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	for (unsigned i = 0; rows && i < rows->len; i++) {
		char **row = rows->pdata[i];

		if (!take_row(vocabulary, row)) {
			tk_log_add(log, TK_DIAG_KIT_FAULTY, &source, row[COLUMN_WORD], NULL);
			good = false;
		}
	}
	return good ? g_steal_pointer(&vocabulary) : NULL;
}

void tk_vocabulary_free(struct tk_vocabulary *vocabulary)
{
	if (!vocabulary)
		return;
	g_array_unref(vocabulary->words);
	g_hash_table_unref(vocabulary->of_word);
	g_hash_table_unref(vocabulary->of_exact);
	g_free(vocabulary);
}

enum tk_match tk_vocabulary_find(const struct tk_vocabulary *vocabulary, const char *kind,
				 const char *word, const char **meaning)
{
	g_autofree char *exact = word_key(kind, word);
	unsigned index = GPOINTER_TO_UINT(g_hash_table_lookup(vocabulary->of_exact, exact));

	*meaning = NULL;
	if (index) {
		*meaning = word_at(vocabulary, index - 1)->meaning;
		return TK_MATCH_EXACT;
	}
	g_autofree char *normalised = tk_word_normalise(word);
	g_autofree char *key = word_key(kind, normalised);

	index = GPOINTER_TO_UINT(g_hash_table_lookup(vocabulary->of_word, key));
	if (!index)
		return TK_MATCH_NONE;
	*meaning = word_at(vocabulary, index - 1)->meaning;
	return TK_MATCH_NORMALISED;
}

/* Levenshtein distance of two texts in characters, at most `most + 1`. */
static unsigned edit_distance(const char *a, const char *b, unsigned most)
{
	glong n_a, n_b;
	g_autofree gunichar *left = g_utf8_to_ucs4_fast(a, -1, &n_a);
	g_autofree gunichar *right = g_utf8_to_ucs4_fast(b, -1, &n_b);

	if (ABS(n_a - n_b) > (glong)most || n_a > LONGEST_NEAR || n_b > LONGEST_NEAR)
		return most + 1;
	g_autofree unsigned *row = g_new(unsigned, (gsize)n_b + 1);

	for (glong j = 0; j <= n_b; j++)
		row[j] = (unsigned)j;
	for (glong i = 1; i <= n_a; i++) {
		unsigned diagonal = row[0];

		row[0] = (unsigned)i;
		for (glong j = 1; j <= n_b; j++) {
			unsigned above = row[j];
			unsigned change = diagonal + (left[i - 1] != right[j - 1]);

			row[j] = MIN(MIN(above, row[j - 1]) + 1, change);
			diagonal = above;
		}
	}
	return row[n_b];
}

char **tk_vocabulary_nearest(const struct tk_vocabulary *vocabulary, const char *kind,
			     const char *word, unsigned n_most)
{
	g_autofree char *normalised = tk_word_normalise(word);
	GPtrArray *near = g_ptr_array_new();
	glong length = g_utf8_strlen(normalised, -1);
	unsigned allowed = MIN(MOST_EDITS, (unsigned)length / 2);

	kind = g_intern_string(kind);
	for (unsigned distance = 0; length <= LONGEST_NEAR && distance <= allowed; distance++) {
		for (unsigned i = 0; i < vocabulary->words->len && near->len < n_most; i++) {
			const struct word *known = word_at(vocabulary, i);

			if (known->kind == kind &&
			    edit_distance(known->normalised, normalised, allowed) == distance)
				g_ptr_array_add(near, g_strdup(known->word));
		}
	}
	g_ptr_array_add(near, NULL);
	return (char **)g_ptr_array_free(near, FALSE);
}

const char *tk_vocabulary_word(const struct tk_vocabulary *vocabulary, const char *kind,
			       const char *meaning, enum tk_lang lang)
{
	for (unsigned i = 0; i < vocabulary->words->len; i++) {
		const struct word *word = word_at(vocabulary, i);

		if (word->lang == lang && strcmp(word->kind, kind) == 0 &&
		    strcmp(word->meaning, meaning) == 0)
			return word->word;
	}
	return NULL;
}

char **tk_vocabulary_words(const struct tk_vocabulary *vocabulary, const char *kind,
			   enum tk_lang lang)
{
	GPtrArray *words = g_ptr_array_new();

	for (unsigned i = 0; i < vocabulary->words->len; i++) {
		const struct word *word = word_at(vocabulary, i);

		if (word->lang == lang && strcmp(word->kind, kind) == 0 &&
		    tk_vocabulary_word(vocabulary, kind, word->meaning, lang) == word->word)
			g_ptr_array_add(words, g_strdup(word->word));
	}
	g_ptr_array_add(words, NULL);
	return (char **)g_ptr_array_free(words, FALSE);
}
