#include "canvas-imp.h"

#include <math.h>

/*
 * Paragraphs break at spaces and soft hyphens, and where the style says so at hyphens of the
 * dictionary when a line would be badly short without; only a word that is wider than the column
 * and has none of these is cut where it must be. The whole text is shaped once to learn where each
 * character stands; then each line is shaped for itself.
 */

/* Shaping is exact to a thousandth of a point; a word that fits should not be sent on for less. */
#define SLACK_PT 0.01

/* A line with less of its column filled than this is badly short; but what has few lines is a head or
 * a name, and reads better with its words whole. */
#define LEAST_FILLED 0.45
#define LEAST_LINES 3

/* One character of the text without marks and soft hyphens. */
struct letter {
	gunichar c;
	/** Where it begins and ends, if nothing were broken. */
	double from_pt, to_pt;
	bool bold;
	/** enum tk_joint: a hyphen may come after it. */
	unsigned char joint;
	/** Not the first character of its cluster: no line begins with it. */
	bool inside_cluster;
};

/* A text of any length is broken in portions of so many characters. */
#define PORTION_CHARS 4000

struct breaker {
	struct tk_fonts *fonts;
	const struct tk_text_style *style;
	double width_pt;
	/** Hyphenate where a line would be badly short, not only where a word does not fit. */
	bool fills;
	/** struct letter */
	GArray *letters;
	/** Lines made so far: char* */
	GPtrArray *lines;
};

static struct letter *letter_at(const struct breaker *breaker, unsigned i)
{
	return &g_array_index(breaker->letters, struct letter, i);
}

/* After the letter read last, unless that is a space: there a line breaks without one. */
static void allow_hyphen(const struct breaker *breaker)
{
	struct letter *last;

	if (breaker->letters->len == 0)
		return;
	last = letter_at(breaker, breaker->letters->len - 1);
	last->joint = last->c == ' ' ? TK_JOINT_NONE : TK_JOINT_OWN;
}

/* Take the marks out of the text and remember them with their letters. */
static char *read_letters(struct breaker *breaker, const char *cleaned)
{
	GString *shaped = g_string_new(NULL);
	struct letter letter = {0};

	for (const char *p = cleaned; *p; p = g_utf8_next_char(p)) {
		letter.c = g_utf8_get_char(p);
		if (letter.c == TK_SOFT_HYPHEN) {
			allow_hyphen(breaker);
			continue;
		}
		g_string_append_unichar(shaped, letter.c);
		if (letter.c == TK_MARK_BOLD)
			letter.bold = !letter.bold;
		else
			g_array_append_val(breaker->letters, letter);
	}
	return g_string_free(shaped, FALSE);
}

/* Clusters give the places; the letters within one share it out evenly. */
static void place_cluster(struct breaker *breaker, const struct tk_glyph *glyph, double end_pt)
{
	double each = (end_pt - glyph->x_pt) / glyph->n_chars;

	for (unsigned i = 0; i < glyph->n_chars && glyph->first + i < breaker->letters->len; i++) {
		struct letter *letter = letter_at(breaker, glyph->first + i);

		letter->from_pt = glyph->x_pt + i * each;
		letter->to_pt = letter->from_pt + each;
		letter->inside_cluster = i > 0;
	}
}

static void place_letters(struct breaker *breaker, const struct tk_line *line)
{
	double end_pt = line->advance_pt;

	for (unsigned i = line->n_glyphs; i-- > 0;) {
		const struct tk_glyph *glyph = &line->glyphs[i];

		if (glyph->n_glyphs == 0)
			continue;
		place_cluster(breaker, glyph, end_pt);
		end_pt = glyph->x_pt;
	}
	/* Whatever got no glyph stands where the letter before it ends. */
	for (unsigned i = 1; i < breaker->letters->len; i++) {
		struct letter *letter = letter_at(breaker, i);

		if (letter->to_pt < letter_at(breaker, i - 1)->to_pt)
			letter->from_pt = letter->to_pt = letter_at(breaker, i - 1)->to_pt;
	}
}

static double hyphen_width(const struct breaker *breaker, bool bold)
{
	static const char plain[] = {TK_MARK_HYPHEN, '\0'};
	static const char strong[] = {TK_MARK_BOLD, TK_MARK_HYPHEN, TK_MARK_BOLD, '\0'};

	return tk_line_shape_cleaned(breaker->fonts, bold ? strong : plain, breaker->style)
		->width_pt;
}

/* The width of a line [from, to); spaces at its end take no room. */
static double line_width(const struct breaker *breaker, unsigned from, unsigned to, bool hyphen)
{
	const struct letter *last;
	double width;

	while (to > from + 1 && letter_at(breaker, to - 1)->c == ' ')
		to--;
	last = letter_at(breaker, to - 1);
	width = last->to_pt - letter_at(breaker, from)->from_pt;
	return hyphen ? width + hyphen_width(breaker, last->bold) : width;
}

static bool fits(const struct breaker *breaker, unsigned from, unsigned to, bool hyphen)
{
	return line_width(breaker, from, to, hyphen) <= breaker->width_pt + SLACK_PT;
}

static bool is_short(const struct breaker *breaker, unsigned from, unsigned to, bool hyphen)
{
	return line_width(breaker, from, to, hyphen) < LEAST_FILLED * breaker->width_pt;
}

/* The last place at which a line that begins at from can end; 0: none fits. */
static unsigned find_break(const struct breaker *breaker, unsigned from)
{
	unsigned best = 0;

	for (unsigned i = from; i < breaker->letters->len; i++) {
		const struct letter *letter = letter_at(breaker, i);
		bool at_end = i + 1 == breaker->letters->len;

		if (!at_end && letter->c != ' ' && letter->joint != TK_JOINT_OWN)
			continue;
		if (fits(breaker, from, i + 1, !at_end && letter->c != ' '))
			best = i + 1;
		else if (!fits(breaker, from, i + 1, false))
			break;
	}
	return best;
}

/* Ask the dictionary about the word that has a letter at i, unless its writer said where it breaks.
 * \return where the word ends. */
static unsigned hyphenate_word(const struct breaker *breaker, unsigned i)
{
	unsigned first = i, end = i;
	g_autofree gunichar *word = NULL;
	g_autofree unsigned char *joints = NULL;
	bool own = false;

	while (first > 0 && letter_at(breaker, first - 1)->c != ' ')
		first--;
	while (end < breaker->letters->len && letter_at(breaker, end)->c != ' ')
		end++;
	word = g_new(gunichar, end - first + 1);
	joints = g_new(unsigned char, end - first + 1);
	for (unsigned j = first; j < end; j++) {
		word[j - first] = letter_at(breaker, j)->c;
		own |= letter_at(breaker, j)->joint == TK_JOINT_OWN;
	}
	if (own)
		return end;
	tk_hyphenate(breaker->fonts, word, end - first, joints);
	for (unsigned j = first; j < end; j++)
		letter_at(breaker, j)->joint = joints[j - first];
	return end;
}

static bool may_hyphenate(const struct breaker *breaker)
{
	return breaker->style->hyphenate && breaker->style->lang == TK_FI;
}

/* Where a hyphen of the dictionary's ends a line that would end badly short, or not at all, at to;
 * 0: nowhere. Between words of a compound rather than between syllables, if that fills the line. */
static unsigned find_hyphen(const struct breaker *breaker, unsigned from, unsigned to)
{
	unsigned i = to ? to : from, best = 0, compound = 0, end;

	if (!may_hyphenate(breaker))
		return 0;
	if (to &&
	    (to == breaker->letters->len || !breaker->fills || !is_short(breaker, from, to, false)))
		return 0;
	end = hyphenate_word(breaker, i);
	for (; i < end; i++) {
		unsigned char joint = letter_at(breaker, i)->joint;

		if (joint != TK_JOINT_SYLLABLE && joint != TK_JOINT_COMPOUND)
			continue;
		if (!fits(breaker, from, i + 1, true))
			break;
		best = i + 1;
		if (joint == TK_JOINT_COMPOUND)
			compound = best;
	}
	return compound && !is_short(breaker, from, compound, true) ? compound : best;
}

/* A word wider than the column: as many of its letters as fit, at least one. */
static unsigned force_break(const struct breaker *breaker, unsigned from)
{
	unsigned to = from + 1;

	while (to < breaker->letters->len &&
	       (letter_at(breaker, to)->inside_cluster || fits(breaker, from, to + 1, false)))
		to++;
	return to;
}

static char *line_text(const struct breaker *breaker, unsigned from, unsigned to, bool hyphen)
{
	GString *text = g_string_new(NULL);
	bool bold = false;

	for (unsigned i = from; i < to; i++) {
		const struct letter *letter = letter_at(breaker, i);

		if (letter->bold != bold)
			g_string_append_c(text, TK_MARK_BOLD);
		bold = letter->bold;
		g_string_append_unichar(text, letter->c);
	}
	if (hyphen)
		g_string_append_c(text, TK_MARK_HYPHEN);
	if (bold)
		g_string_append_c(text, TK_MARK_BOLD);
	return g_string_free(text, FALSE);
}

/* The space that a line is broken at stays: who listens would hear two words as one. */
static void break_lines(struct breaker *breaker)
{
	unsigned from = 0;

	while (from < breaker->letters->len) {
		unsigned to = find_break(breaker, from), hyphen = find_hyphen(breaker, from, to);
		bool hyphened;

		if (hyphen)
			to = hyphen;
		else if (to == 0)
			to = force_break(breaker, from);
		hyphened = hyphen || letter_at(breaker, to - 1)->joint == TK_JOINT_OWN;
		g_ptr_array_add(breaker->lines, line_text(breaker, from, to,
							  hyphened && to < breaker->letters->len));
		from = to;
	}
}

/* Learn where each letter of a text stands. \param missing  As of tk_text_clean(). */
static void breaker_init(struct breaker *breaker, const char *text, gunichar **missing)
{
	g_autofree char *cleaned =
		tk_text_clean(breaker->fonts, breaker->style, text, true, missing);
	g_autofree char *shaped = NULL;
	struct tk_line *whole;

	breaker->letters = g_array_new(FALSE, FALSE, sizeof(struct letter));
	shaped = read_letters(breaker, cleaned);
	whole = tk_line_new(breaker->fonts, shaped, breaker->style);
	place_letters(breaker, whole);
	tk_line_free(whole);
}

static struct tk_paragraph *new_paragraph(struct tk_fonts *fonts, double width_pt, const char *text,
					  const struct tk_text_style *style)
{
	struct tk_paragraph *paragraph = g_new0(struct tk_paragraph, 1);
	struct breaker breaker = {
		.fonts = fonts,
		.style = style,
		.width_pt = width_pt,
		.lines = g_ptr_array_new_with_free_func(g_free),
	};

	breaker_init(&breaker, text, &paragraph->missing);
	break_lines(&breaker);
	if (may_hyphenate(&breaker) && breaker.lines->len >= LEAST_LINES) {
		g_ptr_array_set_size(breaker.lines, 0);
		breaker.fills = true;
		break_lines(&breaker);
	}
	g_ptr_array_set_free_func(breaker.lines, NULL);
	paragraph->n_lines = breaker.lines->len;
	paragraph->lines = (char **)g_ptr_array_free(breaker.lines, FALSE);
	g_array_unref(breaker.letters);
	return paragraph;
}

void tk_paragraph_free(struct tk_paragraph *paragraph)
{
	if (!paragraph)
		return;
	for (unsigned i = 0; i < paragraph->n_lines; i++)
		g_free(paragraph->lines[i]);
	g_free(paragraph->lines);
	g_free(paragraph->missing);
	g_free(paragraph);
}

/* \param width  In Pango's units. */
static void paragraph_key(const struct tk_text_style *style, int width, struct tk_cache_style *key)
{
	tk_cache_style_of(style, key);
	key->flags |= style->hyphenate ? TK_FLAG_HYPHENATE : 0;
	key->width = width;
}

const struct tk_paragraph *tk_paragraph_break(struct tk_fonts *fonts, double width_pt,
					      const char *text, const struct tk_text_style *style)
{
	struct tk_cache_style key;
	struct tk_paragraph *paragraph;
	size_t bytes = sizeof(*paragraph);

	paragraph_key(style, (int)lround(CLAMP(width_pt, 0, 100000) * PANGO_SCALE), &key);
	paragraph = tk_cache_find(fonts->paragraphs, &key, text);
	if (paragraph)
		return paragraph;
	paragraph = new_paragraph(fonts, width_pt, text, style);
	for (unsigned i = 0; i < paragraph->n_lines; i++)
		bytes += strlen(paragraph->lines[i]) + 2 * sizeof(char *);
	tk_cache_add(fonts->paragraphs, &key, text, paragraph, bytes);
	return paragraph;
}

unsigned tk_text_lines(struct tk_fonts *fonts, double width_pt, const char *text,
		       const struct tk_text_style *style)
{
	return tk_paragraph_break(fonts, width_pt, text, style)->n_lines;
}

/* ---- Texts of any length ---- */

/* The beginning of a text that is broken in one go, up to a space where there is one. */
static const char *portion_end(const char *text)
{
	const char *end = text, *space = NULL;

	for (unsigned n = 0; n < PORTION_CHARS && *end; n++, end = g_utf8_next_char(end)) {
		if (*end == ' ')
			space = end + 1;
	}
	return *end && space ? space : end;
}

/* A line as a text of its own. */
static char *without_marks(const char *line)
{
	GString *out = g_string_new(NULL);

	for (; *line; line++) {
		if (*line == TK_MARK_HYPHEN)
			g_string_append_c(out, '-');
		else if (*line != TK_MARK_BOLD)
			g_string_append_c(out, *line);
	}
	return g_string_free(out, FALSE);
}

/* Portion by portion, so that the work grows with the text and no faster; what a portion's last line
 * holds begins the next one. */
GPtrArray *tk_text_split(struct tk_fonts *fonts, double width_pt, const char *text,
			 const struct tk_text_style *style)
{
	GPtrArray *lines = g_ptr_array_new_with_free_func(g_free);
	g_autofree char *valid = g_utf8_make_valid(text, -1);
	g_autoptr(GString) portion = g_string_new(NULL);
	struct tk_text_style whole = *style;

	whole.hyphenate = false;
	for (const char *left = valid; *left || portion->len;) {
		const char *end = portion_end(left);

		g_string_append_len(portion, left, end - left);
		left = end;
		struct tk_paragraph *broken = new_paragraph(fonts, width_pt, portion->str, &whole);
		unsigned last = MAX(broken->n_lines, 1) - 1;
		/* A paragraph ends without spaces. */
		const char *lost = *left && g_str_has_suffix(portion->str, " ") ? " " : "";

		for (unsigned i = 0; i < last; i++)
			g_ptr_array_add(lines, without_marks(broken->lines[i]));
		g_string_assign(portion, broken->n_lines ? broken->lines[last] : "");
		g_string_append(portion, portion->len ? lost : "");
		if (portion->len && (!*left || last == 0)) {
			g_ptr_array_add(lines, without_marks(portion->str));
			g_string_truncate(portion, 0);
		}
		tk_paragraph_free(broken);
	}
	return lines;
}

static double widest_piece(const struct breaker *breaker)
{
	unsigned from = 0;
	double widest = 0;

	for (unsigned to = 0; to < breaker->letters->len; to++) {
		const struct letter *letter = letter_at(breaker, to);
		bool at_end = to + 1 == breaker->letters->len, hyphen;

		if (to == from && may_hyphenate(breaker))
			hyphenate_word(breaker, to);
		hyphen = !at_end && letter->joint != TK_JOINT_NONE;
		if (!at_end && letter->c != ' ' && !hyphen)
			continue;
		widest = MAX(widest, line_width(breaker, from, to + 1, hyphen));
		from = to + 1;
	}
	return widest;
}

double tk_text_narrowest(struct tk_fonts *fonts, const char *text,
			 const struct tk_text_style *style)
{
	struct breaker breaker = {.fonts = fonts, .style = style};
	struct tk_paragraph *measured;
	struct tk_cache_style key;

	paragraph_key(style, -1, &key);
	measured = tk_cache_find(fonts->paragraphs, &key, text);
	if (measured)
		return measured->narrowest_pt;
	measured = g_new0(struct tk_paragraph, 1);
	breaker_init(&breaker, text, &measured->missing);
	measured->narrowest_pt = widest_piece(&breaker);
	g_array_unref(breaker.letters);
	tk_cache_add(fonts->paragraphs, &key, text, measured, sizeof(*measured));
	return measured->narrowest_pt;
}
