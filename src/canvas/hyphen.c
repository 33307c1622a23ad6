#include "canvas-imp.h"

#include <libvoikko/voikko.h>

/* Finnish hyphenation from Voikko's dictionary; without one, words have no joints. */

/* Letters on each side of a hyphen. */
#define LEAST_LETTERS 4
/* No word is longer, but input may be. */
#define MOST_LETTERS 100

static struct VoikkoHandle *open_dictionary(struct tk_fonts *fonts)
{
	const char *error;

	if (!fonts->voikko_asked) {
		fonts->voikko = voikkoInit(&error, "fi", NULL);
		if (fonts->voikko)
			voikkoSetBooleanOption(fonts->voikko, VOIKKO_OPT_NO_UGLY_HYPHENATION, 1);
	}
	fonts->voikko_asked = true;
	return fonts->voikko;
}

void tk_hyphens_close(struct tk_fonts *fonts)
{
	if (fonts->voikko)
		voikkoTerminate(fonts->voikko);
}

/* A place where two words are joined is better than one between syllables: "=ppp=pppp" has a '='
 * before each word, and a letter for each of ours. */
static void mark_compounds(struct VoikkoHandle *voikko, const char *word, unsigned n,
			   unsigned char *joints)
{
	struct voikko_mor_analysis **analyses = voikkoAnalyzeWordCstr(voikko, word);
	char *structure = analyses && analyses[0]
				  ? voikko_mor_analysis_value_cstr(analyses[0], "STRUCTURE")
				  : NULL;
	unsigned i = 0;

	for (const char *p = structure; p && *p && i < n; p++) {
		if (*p != '=')
			i++;
		else if (i > 0 && joints[i - 1] == TK_JOINT_SYLLABLE)
			joints[i - 1] = TK_JOINT_COMPOUND;
	}
	voikko_free_mor_analysis_value_cstr(structure);
	voikko_free_mor_analysis(analyses);
}

/* Voikko writes '-' for each letter that a hyphen may stand before. */
static void hyphenate_letters(struct VoikkoHandle *voikko, const gunichar *letters, unsigned n,
			      unsigned char *joints)
{
	g_autofree char *word = g_ucs4_to_utf8(letters, n, NULL, NULL, NULL);
	char *marks = word ? voikkoHyphenateCstr(voikko, word) : NULL;
	bool found = false;

	if (marks && strlen(marks) == n) {
		for (unsigned i = LEAST_LETTERS; i + LEAST_LETTERS <= n; i++) {
			if (marks[i] != '-')
				continue;
			joints[i - 1] = TK_JOINT_SYLLABLE;
			found = true;
		}
	}
	if (found)
		mark_compounds(voikko, word, n, joints);
	voikkoFreeCstr(marks);
}

/* Addresses and file names are not for breaking: a hyphen would be taken for a part of them. */
static bool is_address(const gunichar *word, unsigned n)
{
	for (unsigned i = 0; i < n; i++) {
		if (word[i] == '@' || word[i] == '/' || word[i] == '\\' || word[i] == '_')
			return true;
		if (word[i] == '.' && i > 0 && i + 1 < n && g_unichar_isalnum(word[i + 1]))
			return true;
	}
	return false;
}

/* A plain word: no capitals within it, as abbreviations have. */
static bool is_plain(const gunichar *letters, unsigned n)
{
	for (unsigned i = 1; i < n; i++)
		if (g_unichar_isupper(letters[i]))
			return false;
	return n >= 2 * LEAST_LETTERS && n <= MOST_LETTERS;
}

void tk_hyphenate(struct tk_fonts *fonts, const gunichar *word, unsigned n, unsigned char *joints)
{
	struct VoikkoHandle *voikko = open_dictionary(fonts);
	unsigned first = 0, end;

	memset(joints, TK_JOINT_NONE, n);
	if (!voikko || is_address(word, n))
		return;
	for (; first < n; first = end + 1) {
		for (end = first; end < n && g_unichar_isalpha(word[end]); end++)
			;
		if (is_plain(word + first, end - first))
			hyphenate_letters(voikko, word + first, end - first, joints + first);
	}
}
