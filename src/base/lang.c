#include "tilannekuva/lang.h"

#include <glib.h>
#include <string.h>

static const char *const codes[TK_N_LANGS] = {[TK_FI] = "fi", [TK_SV] = "sv", [TK_EN] = "en"};

const char *tk_lang_code(enum tk_lang lang)
{
	return codes[lang];
}

bool tk_lang_parse(const char *code, enum tk_lang *lang)
{
	for (unsigned i = 0; i < TK_N_LANGS; i++) {
		if (strncmp(code, codes[i], 2) == 0 && strchr("_.-@", code[2])) {
			*lang = (enum tk_lang)i;
			return true;
		}
	}
	return false;
}

enum tk_lang tk_names_lang(const struct tk_names *names, enum tk_lang lang)
{
	if (names->in[lang] && *names->in[lang])
		return lang;
	for (unsigned i = 0; i < TK_N_LANGS; i++) {
		if (names->in[i] && *names->in[i])
			return (enum tk_lang)i;
	}
	return lang;
}

const char *tk_names_in(const struct tk_names *names, enum tk_lang lang)
{
	const char *text = names->in[tk_names_lang(names, lang)];

	return text ? text : "";
}

bool tk_names_any(const struct tk_names *names)
{
	return *tk_names_in(names, TK_FI) != '\0';
}

struct tk_names tk_names_copy(const struct tk_names *names)
{
	struct tk_names copy;

	for (unsigned i = 0; i < TK_N_LANGS; i++)
		copy.in[i] = g_strdup(names->in[i]);
	return copy;
}

void tk_names_clear(struct tk_names *names)
{
	for (unsigned i = 0; i < TK_N_LANGS; i++)
		g_clear_pointer(&names->in[i], g_free);
}

/* A letter's place in the alphabet: å ä ö after z, other letters by their base letter. */
static gunichar letter_order(gunichar c)
{
	static const gunichar last[] = {0xe5, 0xe4, 0xf6};

	c = g_unichar_tolower(c);
	for (unsigned i = 0; i < G_N_ELEMENTS(last); i++) {
		if (c == last[i])
			return 'z' + 1 + i;
	}
	gunichar base[G_UNICHAR_MAX_DECOMPOSITION_LENGTH];

	g_unichar_fully_decompose(c, FALSE, base, G_N_ELEMENTS(base));
	return base[0] > 'z' ? base[0] + 3 : base[0];
}

int tk_name_compare(const char *a, const char *b)
{
	while (*a && *b) {
		gunichar left = letter_order(g_utf8_get_char(a)),
			 right = letter_order(g_utf8_get_char(b));

		if (left != right)
			return left < right ? -1 : 1;
		a = g_utf8_next_char(a);
		b = g_utf8_next_char(b);
	}
	return (*a != '\0') - (*b != '\0');
}
