#include <csv.h>
#include <string.h>

#include "ingest/book-imp.h"
#include "ingest/csv-imp.h"
#include "ingest/encoding-imp.h"

/* Text files. Where fields end is decided in fields.c, since an unclosed quotation mark must not
 * swallow the rest; libcsv takes the fields apart. */

/* Complaints of one kind; the ledger counts the rest. */
#define MOST_COMPLAINTS 20
/* No text holds it: NULs have given way to U+FFFD. */
#define NO_QUOTE '\0'

struct state {
	struct tk_text text;
	struct tk_dialect dialect;
};

/* ---- Opening ---- */

/* Text that is something else: how it begins, in lower case, after blanks. */
static const struct {
	const char *begin, *name;
} others[] = {
	{"<!doctype html", "HTML"}, {"<html", "HTML"},
	{"<table", "HTML"},         {"<head", "HTML"},
	{"<body", "HTML"},          {"<meta", "HTML"},
	{"<script", "HTML"},        {"<!--", "HTML"},
	{"<?xml", "XML"},           {"<svg", "SVG"},
	{"%pdf-", "PDF"},           {"{\\rtf", "RTF"},
	{"%!ps", "PostScript"},     {"mime-version:", "MHTML"},
};

static const char *find_other(const char *text, gsize len)
{
	gsize blank = 0;

	while (blank < len && g_ascii_isspace(text[blank]))
		blank++;
	for (unsigned i = 0; i < G_N_ELEMENTS(others); i++) {
		gsize n = strlen(others[i].begin);

		if (len - blank >= n && !g_ascii_strncasecmp(text + blank, others[i].begin, n))
			return others[i].name;
	}
	return NULL;
}

static void report_choices(const struct tk_book *book, const struct state *state,
			   struct tk_log *log)
{
	char delimiter[] = {state->dialect.delimiter, '\0'};
	char quote[] = {state->dialect.quote, '\0'};
	const char *said = state->dialect.skip > 0 ? "sep=" : "";

	tk_log_interpret(log, "encoding", state->text.bom ? "BOM" : "", state->text.encoding,
			 &book->source);
	if (state->dialect.delimiter)
		tk_log_interpret(log, "delimiter", said,
				 state->dialect.delimiter == '\t' ? "TAB" : delimiter,
				 &book->source);
	if (state->dialect.quote != '"')
		tk_log_interpret(log, "quote", "", quote, &book->source);
}

static bool csv_open(struct tk_book *book, struct tk_log *log)
{
	struct state *state = g_new0(struct state, 1);
	struct tk_leaf leaf = {.name = NULL};
	gsize len;

	book->state = state;
	if (!tk_text_decode(book->bytes, &state->text))
		return tk_book_refuse(book, log, TK_DIAG_FILE_NOT_SPREADSHEET, "?");
	const char *text = g_bytes_get_data(state->text.utf8, &len);
	const char *other = len > 0 ? find_other(text, len) : NULL;

	if (other)
		return tk_book_refuse(book, log, TK_DIAG_FILE_NOT_SPREADSHEET, other);
	if (len > 0) {
		state->dialect = tk_dialect_guess(text, len);
		report_choices(book, state, log);
	}
	g_clear_pointer(&book->bytes, g_bytes_unref);
	return tk_book_add_leaf(book, &leaf, log);
}

static void csv_close(struct tk_book *book)
{
	struct state *state = book->state;

	if (state)
		tk_text_clear(&state->text);
	g_free(state);
}

/* ---- Reading ---- */

struct parse {
	struct tk_builder *builder;
	struct tk_fields fields;
	struct csv_parser parser;
	unsigned row, col;
	const struct tk_text *text;
	/* The field's marks stand after backslashes. */
	bool backslashed;
	/* Next one of the replaced characters. */
	unsigned replaced;
	unsigned n_complaints;
};

static struct tk_source parse_source(const struct parse *parse)
{
	struct tk_source source = parse->builder->source;

	source.row = parse->row;
	source.col = parse->col;
	return source;
}

/* Tell of the U+FFFD that were put into the text up to an offset. */
static void tell_replaced(struct parse *parse, gsize end)
{
	const GArray *replaced = parse->text->replaced;
	struct tk_source source = parse_source(parse);
	bool told = false;

	while (parse->replaced < replaced->len &&
	       g_array_index(replaced, gsize, parse->replaced) < end) {
		tk_log_interpret(parse->builder->log, "bytes", parse->text->encoding, "\uFFFD",
				 &source);
		if (!told && parse->n_complaints++ < MOST_COMPLAINTS)
			tk_log_add(parse->builder->log, TK_DIAG_BYTES_REPLACED, &source,
				   parse->text->encoding, NULL);
		told = true;
		parse->replaced++;
	}
}

/* \" -> ". \return the new length. */
static gsize drop_backslashes(char *text, gsize len, char quote)
{
	gsize n = 0;

	for (gsize i = 0; i < len; i++)
		if (text[i] != '\\' || i + 1 == len || text[i + 1] != quote)
			text[n++] = text[i];
	return n;
}

static void on_field(void *text, size_t len, void *data)
{
	struct parse *parse = data;
	struct tk_cell cell = {.col = parse->col, .type = TK_CELL_TEXT};

	if (parse->backslashed)
		len = drop_backslashes(text, len, parse->fields.dialect.quote);
	if (len > 0 && !parse->builder->failed) {
		cell.text = tk_builder_text(parse->builder, parse->row, parse->col, text, len);
		tk_builder_add(parse->builder, parse->row, &cell);
	}
	parse->col++;
}

static void on_row(int end, void *data)
{
	struct parse *parse = data;

	(void)end;
	parse->row++;
	parse->col = 0;
}

/* Blanks around a field belong to it. */
static int no_blank(unsigned char c)
{
	(void)c;
	return 0;
}

static void feed(struct parse *parse, const char *text, gsize len)
{
	csv_parse(&parse->parser, text, len, on_field, on_row, parse);
}

static void read_field(struct parse *parse, const struct tk_field *field)
{
	if (field->unclosed) {
		struct tk_source source = parse_source(parse);

		tk_log_interpret(parse->builder->log, "quote-unclosed", "\"", "", &source);
		if (parse->n_complaints++ < MOST_COMPLAINTS)
			tk_log_add(parse->builder->log, TK_DIAG_QUOTE_UNCLOSED, &source, NULL);
	}
	if (field->backslashed) {
		struct tk_source source = parse_source(parse);

		tk_log_interpret(parse->builder->log, "quote", "\\\"", "\"", &source);
	}
	parse->backslashed = field->backslashed;
	tell_replaced(parse, field->stop);
	csv_set_quote(&parse->parser,
		      (unsigned char)(field->quoted ? parse->fields.dialect.quote : NO_QUOTE));
	feed(parse, parse->fields.text + field->start, field->end - field->start);
}

static void read_fields(struct parse *parse)
{
	gsize at = parse->fields.dialect.skip;

	while (at < parse->fields.len && !parse->builder->failed) {
		struct tk_field field = tk_fields_at(&parse->fields, at);
		gsize line_end = tk_fields_line_end(&parse->fields, field.stop);

		read_field(parse, &field);
		at = field.stop;
		if (line_end > 0)
			feed(parse, "\n", 1);
		else if (at < parse->fields.len)
			feed(parse, parse->fields.text + at, 1);
		at += line_end ? line_end : 1;
	}
	csv_fini(&parse->parser, on_field, on_row, parse);
}

static bool csv_read(struct tk_book *book, const struct tk_leaf *leaf, struct tk_builder *builder)
{
	struct state *state = book->state;
	struct parse parse = {.builder = builder, .text = &state->text};
	gsize len;
	const char *text = g_bytes_get_data(state->text.utf8, &len);

	(void)leaf;
	if (len == 0)
		return true;
	tk_fields_init(&parse.fields, text, len, &state->dialect);
	csv_init(&parse.parser, CSV_REPALL_NL);
	csv_set_delim(&parse.parser, (unsigned char)state->dialect.delimiter);
	csv_set_space_func(&parse.parser, no_blank);
	read_fields(&parse);
	csv_free(&parse.parser);
	return !builder->failed;
}

const struct tk_reader tk_csv_reader = {TK_FORMAT_CSV, csv_open, csv_read, csv_close};
