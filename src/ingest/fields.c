#include "ingest/csv-imp.h"

#include <string.h>

void tk_fields_init(struct tk_fields *fields, const char *text, gsize len,
		    const struct tk_dialect *dialect)
{
	*fields = (struct tk_fields){text, len, *dialect, 16 * len + 65536};
}

static bool is_line_end(char c)
{
	return c == '\n' || c == '\r';
}

gsize tk_fields_line_end(const struct tk_fields *fields, gsize offset)
{
	const char *at = fields->text + offset;

	if (offset >= fields->len || !is_line_end(*at))
		return 0;
	return *at == '\r' && offset + 1 < fields->len && at[1] == '\n' ? 2 : 1;
}

static bool is_delimiter(const struct tk_fields *fields, char c)
{
	return fields->dialect.delimiter && c == fields->dialect.delimiter;
}

/* Whether a field ends here; blanks after the closing mark are passed over. */
static bool ends_here(const struct tk_fields *fields, gsize at, gsize *stop)
{
	while (at < fields->len && (fields->text[at] == ' ' || fields->text[at] == '\t') &&
	       !is_delimiter(fields, fields->text[at]))
		at++;
	*stop = at;
	return at >= fields->len || is_line_end(fields->text[at]) ||
	       is_delimiter(fields, fields->text[at]);
}

static gsize plain_end(const struct tk_fields *fields, gsize at)
{
	while (at < fields->len && !is_line_end(fields->text[at]) &&
	       !is_delimiter(fields, fields->text[at]))
		at++;
	return at;
}

static unsigned count_char(const char *from, const char *to, char c)
{
	unsigned n = 0;

	while ((from = memchr(from, c, (gsize)(to - from)))) {
		n++;
		from++;
	}
	return n;
}

static const char *line_end_after(const char *at, const char *end)
{
	while (at < end && !is_line_end(*at))
		at++;
	return at;
}

/* Whether a line has as many delimiters as a row of the table. */
static bool is_row(const struct tk_fields *fields, const char *from, const char *to)
{
	return count_char(from, to, fields->dialect.delimiter) + 1 == fields->dialect.n_fields;
}

/* The same for the whole line around an offset. */
static bool is_row_around(const struct tk_fields *fields, gsize offset)
{
	gsize from = offset, to = offset;

	while (from > 0 && !is_line_end(fields->text[from - 1]))
		from--;
	while (to < fields->len && !is_line_end(fields->text[to]))
		to++;
	return is_row(fields, fields->text + from, fields->text + to);
}

/* Whether a quoted text over several lines is really rows of the table: every whole line in it has
 * as many delimiters as a row, or, where there are two lines only, both lines have. Then the mark
 * was never closed, and some later one closed it. */
static bool swallows_rows(const struct tk_fields *fields, gsize from, gsize to)
{
	const char *at = fields->text + from, *end = fields->text + to;
	unsigned n_lines = 0;

	if (fields->dialect.n_fields < 3)
		return false;
	at = line_end_after(at, end);
	while (at < end) {
		const char *line = at;

		while (line < end && is_line_end(*line))
			line++;
		const char *next = line_end_after(line, end);

		if (next == end)
			break;
		if (!is_row(fields, line, next))
			return false;
		n_lines++;
		at = next;
	}
	return n_lines > 0 || (is_row_around(fields, from) && is_row_around(fields, to));
}

/* What was met on the way to a closing mark. */
struct quoted {
	bool newline, stray;
	/** Stray marks after a backslash, and others. */
	bool backslash, bare;
};

/**
 * Follow an opening mark to the one that closes it: an odd run of marks before a delimiter, a line
 * end or the end of the text. Stray marks inside are passed over within one line; a mark that looks
 * like the opening of another field, on a later line, shows that this one was never closed.
 * \param end  Receives the offset after the closing mark, stop that of what follows.
 */
static bool find_close(const struct tk_fields *fields, gsize open, gsize *end, gsize *stop,
		       struct quoted *met)
{
	const char *text = fields->text;
	char quote = fields->dialect.quote;
	gsize at = open + 1;

	while (at < fields->len) {
		if (is_line_end(text[at])) {
			*end = at;
			if (met->stray)
				return false;
			met->newline = true;
		}
		if (text[at] != quote) {
			at++;
			continue;
		}
		gsize run = at;

		while (at < fields->len && text[at] == quote)
			at++;
		if ((at - run) % 2 == 0)
			continue;
		*end = at;
		if (ends_here(fields, at, stop))
			return !met->newline || !swallows_rows(fields, open, run);
		if (met->newline &&
		    (is_delimiter(fields, text[run - 1]) || is_line_end(text[run - 1])))
			return false;
		met->stray = true;
		if (text[run - 1] == '\\')
			met->backslash = true;
		else
			met->bare = true;
	}
	*end = at;
	return false;
}

struct tk_field tk_fields_at(struct tk_fields *fields, gsize offset)
{
	const char *text = fields->text;
	gsize open = offset, end = offset, stop;
	struct quoted met = {.newline = false};
	struct tk_field plain = {.start = offset};

	plain.end = plain.stop = plain_end(fields, offset);
	/* A quotation mark after blanks opens a field only where all else about it is right. */
	while (open < plain.stop && text[open] == ' ')
		open++;
	if (open >= fields->len || text[open] != fields->dialect.quote)
		return plain;
	bool closed = fields->patience > 0 && find_close(fields, open, &end, &stop, &met);

	if (closed && (open == offset || (!met.newline && !met.stray)))
		return (struct tk_field){open, end, stop, true, false, met.backslash && !met.bare};
	fields->patience -= MIN(fields->patience, end - open);
	plain.unclosed = open == offset && !closed;
	return plain;
}
