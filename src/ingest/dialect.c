#include "ingest/csv-imp.h"

#include <string.h>

/* How much is weighed. */
#define SAMPLE_BYTES (1u << 20)
#define SAMPLE_ROWS 500
#define MOST_FIELDS 16384

/* In the order in which they win a tie: commas are the most at home in plain text. */
static const char delimiters[] = {'\t', ';', '|', ','};

/* How a text falls apart at one delimiter. */
struct split {
	unsigned n_rows;
	/** Fields of a row -> rows. */
	unsigned *counts;
	/** Fields without quotation marks, and those of them that hold another delimiter. */
	unsigned n_fields, n_foreign;
};

/* A comma between digits is a decimal comma, and one before a blank belongs to a sentence. */
static bool is_foreign(const char *text, gsize start, gsize end, char delimiter)
{
	for (gsize i = start; i < end; i++) {
		if (text[i] == delimiter || !memchr(delimiters, text[i], sizeof(delimiters)))
			continue;
		if (text[i] != ',')
			return true;
		bool first = i == start, last = i + 1 == end;

		if (!first && !last && !g_ascii_isdigit(text[i + 1]) && text[i + 1] != ' ')
			return true;
	}
	return false;
}

static void end_row(struct split *split, unsigned n_fields, bool blank)
{
	if (blank)
		return;
	split->n_rows++;
	split->counts[MIN(n_fields, MOST_FIELDS)]++;
}

static void split_text(struct tk_fields *fields, gsize at, struct split *split)
{
	unsigned n_fields = 0;
	bool blank = true;

	while (at < fields->len && split->n_rows < SAMPLE_ROWS) {
		struct tk_field field = tk_fields_at(fields, at);

		n_fields++;
		blank &= field.end == field.start;
		if (!field.quoted && field.end > field.start) {
			split->n_fields++;
			split->n_foreign += is_foreign(fields->text, field.start, field.end,
						       fields->dialect.delimiter);
		}
		gsize line_end = tk_fields_line_end(fields, field.stop);

		at = field.stop + (line_end ? line_end : 1);
		if (line_end || at >= fields->len) {
			end_row(split, n_fields, blank);
			n_fields = 0;
			blank = true;
		}
	}
}

/* \return the number of fields that most rows have, two at least; 0: none. */
static unsigned usual_fields(const struct split *split)
{
	unsigned best = 0;

	for (unsigned n = 2; n <= MOST_FIELDS; n++)
		if (split->counts[n] > 0 && (best == 0 || split->counts[n] >= split->counts[best]))
			best = n;
	return best;
}

/* 0 to 1: rows that agree, many columns, no other delimiters left in the fields. */
static double judge_split(const struct split *split, unsigned usual)
{
	if (usual == 0 || split->n_rows == 0)
		return 0;
	double agree = (double)split->counts[usual] / split->n_rows;
	double wide = 1 - 1.0 / usual;
	double foreign = split->n_fields ? (double)split->n_foreign / split->n_fields : 0;

	return agree * wide * (1 - foreign / 2);
}

/* "sep=;" on the first line: Excel's own word for the delimiter. */
static bool read_sep(const char *text, gsize len, struct tk_dialect *dialect)
{
	if (len < 5 || g_ascii_strncasecmp(text, "sep=", 4) != 0 || g_ascii_isalnum(text[4]) ||
	    (guchar)text[4] >= 128 || strchr("\r\n\"", text[4]))
		return false;
	struct tk_fields fields = {.text = text, .len = len};
	gsize line_end = tk_fields_line_end(&fields, 5);

	if (len > 5 && line_end == 0)
		return false;
	dialect->delimiter = text[4];
	dialect->skip = 5 + line_end;
	return true;
}

/* Apostrophes quote only where they stand on both sides of fields and nowhere else. */
static char guess_quote(const char *text, gsize len, char delimiter)
{
	unsigned opening = 0, closing = 0, all = 0;

	if (memchr(text, '"', len))
		return '"';
	for (gsize i = 0; i < len; i++) {
		if (text[i] != '\'')
			continue;
		char before = i > 0 ? text[i - 1] : '\n', after = i + 1 < len ? text[i + 1] : '\n';

		all++;
		opening += before == '\n' || before == '\r' || before == delimiter;
		closing += after == '\n' || after == '\r' || after == delimiter;
	}
	return opening >= 3 && opening == closing && all == opening + closing ? '\'' : '"';
}

/* The sample ends with a whole row where that can be. */
static gsize sample_length(const char *text, gsize len)
{
	if (len <= SAMPLE_BYTES)
		return len;
	len = SAMPLE_BYTES;
	while (len > SAMPLE_BYTES / 2 && text[len - 1] != '\n' && text[len - 1] != '\r')
		len--;
	return len;
}

static double try_delimiter(const char *text, gsize len, struct tk_dialect *dialect)
{
	struct tk_fields fields;
	struct split split = {.counts = g_new0(unsigned, MOST_FIELDS + 1)};

	tk_fields_init(&fields, text, len, dialect);
	split_text(&fields, dialect->skip, &split);
	dialect->n_fields = usual_fields(&split);
	double score = judge_split(&split, dialect->n_fields);

	g_free(split.counts);
	return score;
}

struct tk_dialect tk_dialect_guess(const char *text, gsize len)
{
	struct tk_dialect best = {.quote = '"', .n_fields = 1};
	double best_score = 0;

	len = sample_length(text, len);
	if (read_sep(text, len, &best)) {
		best.quote = guess_quote(text, len, best.delimiter);
		try_delimiter(text, len, &best);
		return best;
	}
	for (unsigned i = 0; i < sizeof(delimiters); i++) {
		struct tk_dialect dialect = {.delimiter = delimiters[i]};

		dialect.quote = guess_quote(text, len, delimiters[i]);
		double score = try_delimiter(text, len, &dialect);

		if (score > best_score + 1e-9) {
			best_score = score;
			best = dialect;
		}
	}
	return best;
}
