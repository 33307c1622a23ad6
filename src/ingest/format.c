#include "ingest/sheet-imp.h"

#include <string.h>

/* Number formats: only what tells dates, times and percentages from numbers. */

/* Built-in formats that are not numbers; those from 27 on are East Asian dates and times. */
static const struct {
	unsigned first, last;
	enum tk_shown shown;
} builtin[] = {
	{9, 10, TK_SHOWN_PERCENT}, {14, 17, TK_SHOWN_DATE}, {18, 21, TK_SHOWN_TIME},
	{22, 22, TK_SHOWN_DATE},   {27, 31, TK_SHOWN_DATE}, {32, 35, TK_SHOWN_TIME},
	{36, 36, TK_SHOWN_DATE},   {45, 45, TK_SHOWN_TIME}, {46, 46, TK_SHOWN_DURATION},
	{47, 47, TK_SHOWN_TIME},   {50, 54, TK_SHOWN_DATE}, {55, 56, TK_SHOWN_TIME},
	{57, 58, TK_SHOWN_DATE},
};

enum tk_shown tk_format_builtin(unsigned id)
{
	for (unsigned i = 0; i < G_N_ELEMENTS(builtin); i++)
		if (id >= builtin[i].first && id <= builtin[i].last)
			return builtin[i].shown;
	return TK_SHOWN_NUMBER;
}

/* What one section of a format holds. */
struct section {
	bool day, month, clock, elapsed, digits, percent;
	/* A digit stood before any letter of a date: 0.00, not ss.00. */
	bool number;
};

static const char *past(const char *at, char c)
{
	const char *end = strchr(at, c);

	return end ? end + 1 : at + strlen(at);
}

/* [h], [mm], [s]: elapsed time. Colours, conditions, currencies and locales say nothing. */
static const char *read_brackets(const char *at, struct section *section)
{
	const char *end = past(at, ']');
	gsize n = strspn(at, "hHmMsS");

	section->elapsed |= n > 0 && at[n] == ']';
	return end;
}

static void read_letter(const char *at, struct section *section)
{
	switch (g_ascii_tolower(*at)) {
	case 'y':
	case 'd':
	case 'b':
		section->day = true;
		break;
	case 'e':
		/* The exponent of 0.00E+00; else a year of an era. */
		if (at[1] != '+' && at[1] != '-')
			section->day = true;
		break;
	case 'm':
		section->month = true;
		break;
	case 'h':
	case 's':
		section->clock = true;
		break;
	case '0':
	case '#':
	case '?':
		section->digits = true;
		section->number |=
			!section->day && !section->month && !section->clock && !section->elapsed;
		break;
	case '%':
		section->percent = true;
		break;
	default:
		break;
	}
}

/* Words that are made of date letters and mean something else. */
static gsize word_length(const char *at, struct section *section)
{
	static const struct {
		const char *word;
		bool clock, digits;
	} words[] = {
		{"General", false, true},
		{"Standard", false, true},
		{"AM/PM", true, false},
		{"A/P", true, false},
	};

	for (unsigned i = 0; i < G_N_ELEMENTS(words); i++) {
		gsize n = strlen(words[i].word);

		if (g_ascii_strncasecmp(at, words[i].word, n) != 0)
			continue;
		section->clock |= words[i].clock;
		section->digits |= words[i].digits;
		section->number |= words[i].digits;
		return n;
	}
	return 0;
}

/* Read up to the semicolon or the end. */
static const char *read_section(const char *at, struct section *section)
{
	while (*at && *at != ';') {
		gsize word = word_length(at, section);

		if (word > 0) {
			at += word;
		} else if (*at == '"') {
			at = past(at + 1, '"');
		} else if (*at == '[') {
			at = read_brackets(at + 1, section);
		} else if (strchr("\\_*", *at)) {
			/* The next character stands for itself. */
			at++;
			at += *at != '\0';
		} else {
			read_letter(at++, section);
		}
	}
	return *at ? at + 1 : at;
}

enum tk_shown tk_format_shown(const char *code)
{
	/* The first section that shows anything speaks for the format: [=0]"";d.m.yyyy */
	while (*code) {
		struct section section = {.day = false};

		code = read_section(code, &section);
		if (section.number)
			return section.percent ? TK_SHOWN_PERCENT : TK_SHOWN_NUMBER;
		if (section.elapsed)
			return TK_SHOWN_DURATION;
		if (section.day || (section.month && !section.clock))
			return TK_SHOWN_DATE;
		if (section.clock)
			return TK_SHOWN_TIME;
	}
	return TK_SHOWN_NUMBER;
}
