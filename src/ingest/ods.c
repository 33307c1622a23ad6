#include "ingest/ods-imp.h"

#include <string.h>

#include "tilannekuva/number.h"

#define CONTENT "content.xml"
#define MANIFEST "META-INF/manifest.xml"
/* Repeats may add up to more than a sheet holds; they are never walked through when empty. */
#define MOST_REPEATS 100000000u

struct state {
	struct tk_zip *zip;
	/** Some formula has a value. Then the writer calculated, and where a formula has none, its
	 * value is the empty text: LibreOffice writes nothing for that. */
	bool calculated;
};

/* ---- Opening: locks, tables and their styles ---- */

struct opening {
	struct tk_book *book;
	struct state *state;
	struct tk_log *log;
	/** Names of the table styles that are not displayed. */
	GHashTable *hidden_styles;
	char *style;
	unsigned n_tables;
	bool is_spreadsheet, failed, locked;
};

static void manifest_start(struct tk_xml *xml, enum tk_family family, const char *name,
			   const char **attrs)
{
	struct opening *opening = xml->data;

	(void)attrs;
	if (family == TK_FAMILY_MANIFEST && strcmp(name, "encryption-data") == 0)
		opening->locked = true;
}

static void style_start(struct opening *opening, const char *name, const char **attrs)
{
	const char *display;

	if (strcmp(name, "style") == 0) {
		g_free(opening->style);
		opening->style = g_strdup(tk_xml_attr(attrs, TK_FAMILY_STYLE, "name"));
	} else if (strcmp(name, "table-properties") == 0 && opening->style) {
		display = tk_xml_attr(attrs, TK_FAMILY_TABLE, "display");
		if (display && strcmp(display, "false") == 0)
			g_hash_table_add(opening->hidden_styles, g_strdup(opening->style));
	}
}

static void add_table(struct opening *opening, const char **attrs)
{
	const char *name = tk_xml_attr(attrs, TK_FAMILY_TABLE, "name");
	const char *style = tk_xml_attr(attrs, TK_FAMILY_TABLE, "style-name");
	struct tk_leaf leaf = {.name = g_intern_string(name ? name : ""),
			       .number = opening->n_tables++};

	leaf.hidden = style && g_hash_table_contains(opening->hidden_styles, style);
	opening->failed |= !tk_book_add_leaf(opening->book, &leaf, opening->log);
}

/* Tables of sheets lie right in the spreadsheet; others belong to cells and tracked changes. */
static bool is_sheet(const struct tk_xml *xml, enum tk_family family, const char *name)
{
	return family == TK_FAMILY_TABLE && xml->depth == 4 && strcmp(name, "table") == 0;
}

static bool is_cell(enum tk_family family, const char *name)
{
	return family == TK_FAMILY_TABLE &&
	       (strcmp(name, "table-cell") == 0 || strcmp(name, "covered-table-cell") == 0);
}

static void content_start(struct tk_xml *xml, enum tk_family family, const char *name,
			  const char **attrs)
{
	struct opening *opening = xml->data;

	if (family == TK_FAMILY_STYLE)
		style_start(opening, name, attrs);
	else if (family == TK_FAMILY_OFFICE && strcmp(name, "spreadsheet") == 0)
		opening->is_spreadsheet = true;
	else if (opening->is_spreadsheet && is_sheet(xml, family, name))
		add_table(opening, attrs);
	else if (!opening->state->calculated && is_cell(family, name))
		opening->state->calculated = tk_xml_attr(attrs, TK_FAMILY_TABLE, "formula") &&
					     tk_xml_attr(attrs, TK_FAMILY_OFFICE, "value-type");
	if (opening->failed)
		tk_xml_stop(xml, TK_PART_STOPPED);
}

static bool refuse_locked(struct tk_book *book, struct tk_log *log)
{
	static const struct tk_xml_handler handler = {.family = TK_FAMILY_MANIFEST,
						      .start = manifest_start};
	struct state *state = book->state;
	struct opening opening = {.locked = false};

	/* A manifest that cannot be read locks nothing. */
	tk_xml_parse(state->zip, MANIFEST, &handler, &opening);
	if (!opening.locked && !tk_zip_has(state->zip, "encrypted-package"))
		return false;
	tk_book_refuse(book, log, TK_DIAG_FILE_ENCRYPTED, "");
	return true;
}

static bool read_tables(struct tk_book *book, struct tk_log *log)
{
	static const struct tk_xml_handler handler = {.family = TK_FAMILY_OTHER,
						      .start = content_start};
	struct state *state = book->state;
	struct opening opening = {.book = book, .state = state, .log = log};

	opening.hidden_styles = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	enum tk_part part = tk_xml_parse(state->zip, CONTENT, &handler, &opening);

	g_hash_table_unref(opening.hidden_styles);
	g_free(opening.style);
	if (opening.failed)
		return false;
	if (part == TK_PART_OK && !opening.is_spreadsheet)
		return tk_book_refuse(book, log, TK_DIAG_FILE_NOT_SPREADSHEET, "zip");
	if (part == TK_PART_OK && book->leaves->len == 0)
		part = TK_PART_BAD;
	if (part != TK_PART_OK)
		tk_part_complain(log, &book->source, part, CONTENT);
	return part == TK_PART_OK;
}

static bool ods_open(struct tk_book *book, struct tk_log *log)
{
	struct state *state = g_new0(struct state, 1);
	enum tk_part why;

	book->state = state;
	state->zip = tk_zip_open(book->bytes, &why);
	if (!state->zip) {
		tk_part_complain(log, &book->source, why, "zip");
		return false;
	}
	return !refuse_locked(book, log) && read_tables(book, log);
}

static void ods_close(struct tk_book *book)
{
	struct state *state = book->state;

	if (state)
		tk_zip_close(state->zip);
	g_free(state);
}

/* ---- Reading a table ---- */

struct sheet {
	struct tk_builder *builder;
	/** Tables met, and which of them is read. */
	unsigned n_tables, wanted;
	bool is_spreadsheet, in_table, done, calculated;
	/** Depth of the open cell; 0: none. */
	unsigned cell_depth;
	unsigned row, col, row_repeat, col_repeat;
	/** Cells of this row, to be copied for the rows that repeat it; struct tk_cell. */
	GArray *cells;
	struct tk_paragraphs paragraphs;
	/** Of the open cell, from its attributes. */
	struct tk_cell cell;
	bool formula, has_type;
	char value[TK_VALUE_TEXT];
	GString *string;
	bool has_string;
};

static unsigned repeats(const char **attrs, const char *name)
{
	const char *text = tk_xml_attr(attrs, TK_FAMILY_TABLE, name);
	int64_t n = 1;

	if (text && !tk_parse_int(text, 1, MOST_REPEATS, &n))
		n = strlen(text) > 8 && g_ascii_isdigit(*text) ? MOST_REPEATS : 1;
	return (unsigned)n;
}

static void begin_row(struct sheet *sheet, const char **attrs)
{
	const char *visibility = tk_xml_attr(attrs, TK_FAMILY_TABLE, "visibility");

	sheet->row_repeat = repeats(attrs, "number-rows-repeated");
	sheet->builder->row_hidden = visibility && strcmp(visibility, "visible") != 0;
	sheet->col = 0;
	g_array_set_size(sheet->cells, 0);
}

static bool add_row(struct sheet *sheet, unsigned row)
{
	for (unsigned i = 0; i < sheet->cells->len; i++)
		if (!tk_builder_add(sheet->builder, row,
				    &g_array_index(sheet->cells, struct tk_cell, i)))
			return false;
	return true;
}

static void end_row(struct tk_xml *xml, struct sheet *sheet)
{
	unsigned i = 0;

	if (sheet->cells->len > 0)
		while (i < sheet->row_repeat && add_row(sheet, sheet->row + i))
			i++;
	if (sheet->builder->failed)
		tk_xml_stop(xml, TK_PART_STOPPED);
	sheet->row = MIN(sheet->row + sheet->row_repeat, MOST_REPEATS);
	g_array_set_size(sheet->cells, 0);
}

/* ---- Values ---- */

static void set_number(struct sheet *sheet, const char **attrs, enum tk_shown shown)
{
	const char *value = tk_xml_attr(attrs, TK_FAMILY_OFFICE, "value");

	if (!value || !tk_parse_double(value, &sheet->cell.number))
		return;
	sheet->cell.type = TK_CELL_NUMBER;
	sheet->cell.percent = shown == TK_SHOWN_PERCENT;
	tk_value_number(sheet->cell.number, sheet->value);
}

static void set_boolean(struct sheet *sheet, const char **attrs)
{
	const char *value = tk_xml_attr(attrs, TK_FAMILY_OFFICE, "boolean-value");

	if (!value)
		return;
	sheet->cell.type = TK_CELL_BOOLEAN;
	sheet->cell.number = strcmp(value, "true") == 0;
	g_strlcpy(sheet->value, sheet->cell.number > 0 ? "TRUE" : "FALSE", sizeof(sheet->value));
}

static void set_date(struct sheet *sheet, const char **attrs)
{
	const char *date = tk_xml_attr(attrs, TK_FAMILY_OFFICE, "date-value");

	if (date && tk_value_iso(date, &sheet->cell.number, sheet->value))
		sheet->cell.type = TK_CELL_DATE;
}

static void set_time(struct sheet *sheet, const char **attrs)
{
	const char *time = tk_xml_attr(attrs, TK_FAMILY_OFFICE, "time-value");

	if (time && tk_value_iso_duration(time, &sheet->cell.number, sheet->value))
		sheet->cell.type = TK_CELL_DATE;
}

static void set_typed(struct sheet *sheet, const char *type, const char **attrs)
{
	if (strcmp(type, "float") == 0 || strcmp(type, "currency") == 0)
		set_number(sheet, attrs, TK_SHOWN_NUMBER);
	else if (strcmp(type, "percentage") == 0)
		set_number(sheet, attrs, TK_SHOWN_PERCENT);
	else if (strcmp(type, "boolean") == 0)
		set_boolean(sheet, attrs);
	else if (strcmp(type, "date") == 0)
		set_date(sheet, attrs);
	else if (strcmp(type, "time") == 0)
		set_time(sheet, attrs);
}

static void begin_cell(struct sheet *sheet, const struct tk_xml *xml, const char **attrs)
{
	const char *type = tk_xml_attr(attrs, TK_FAMILY_OFFICE, "value-type");
	const char *calc = tk_xml_attr(attrs, TK_FAMILY_CALC, "value-type");
	const char *string = tk_xml_attr(attrs, TK_FAMILY_OFFICE, "string-value");

	sheet->cell = (struct tk_cell){.col = sheet->col, .type = TK_CELL_EMPTY};
	sheet->cell_depth = xml->depth;
	sheet->col_repeat = repeats(attrs, "number-columns-repeated");
	sheet->formula = tk_xml_attr(attrs, TK_FAMILY_TABLE, "formula") != NULL;
	sheet->has_type = type != NULL;
	sheet->has_string = string != NULL;
	g_string_assign(sheet->string, string ? string : "");
	tk_paragraphs_begin(&sheet->paragraphs, xml->depth);
	if (calc && strcmp(calc, "error") == 0)
		sheet->cell.type = TK_CELL_ERROR;
	else if (type)
		set_typed(sheet, type, attrs);
}

/* The cell's text: of its value, or what its paragraphs say. \return false: it is empty. */
static bool finish_value(struct sheet *sheet)
{
	struct tk_cell *cell = &sheet->cell;
	const GString *shown = sheet->paragraphs.text;
	const char *text = sheet->value;
	gsize len;

	if (cell->type == TK_CELL_EMPTY || cell->type == TK_CELL_ERROR) {
		if (shown->len == 0 && sheet->has_string)
			shown = sheet->string;
		if (cell->type == TK_CELL_EMPTY && shown->len > 0)
			cell->type = TK_CELL_TEXT;
		text = shown->str;
		len = shown->len;
	} else {
		len = strlen(text);
	}
	if (cell->type == TK_CELL_ERROR && len == 0)
		cell->type = TK_CELL_EMPTY;
	cell->uncached = sheet->formula && !sheet->has_type && !sheet->calculated && len == 0;
	if (len == 0 && !cell->uncached)
		return false;
	cell->text = tk_builder_text(sheet->builder, sheet->row, sheet->col, text, len);
	return true;
}

static void end_cell(struct tk_xml *xml, struct sheet *sheet)
{
	sheet->cell_depth = 0;
	if (finish_value(sheet)) {
		unsigned end = sheet->col + sheet->col_repeat;

		if (sheet->row >= TK_LIMIT_ROWS || end > TK_LIMIT_COLS)
			tk_builder_fail(sheet->builder, "XFD1048576");
		for (unsigned col = sheet->col; col < end && !sheet->builder->failed; col++) {
			sheet->cell.col = col;
			g_array_append_val(sheet->cells, sheet->cell);
		}
		if (sheet->builder->failed)
			tk_xml_stop(xml, TK_PART_STOPPED);
	}
	sheet->col = MIN(sheet->col + sheet->col_repeat, MOST_REPEATS);
}

/* ---- Elements ---- */

static void sheet_start(struct tk_xml *xml, enum tk_family family, const char *name,
			const char **attrs)
{
	struct sheet *sheet = xml->data;

	if (sheet->done)
		return;
	if (sheet->cell_depth > 0)
		tk_paragraphs_start(&sheet->paragraphs, xml, family, name, attrs);
	else if (sheet->in_table && is_cell(family, name))
		begin_cell(sheet, xml, attrs);
	else if (sheet->in_table && family == TK_FAMILY_TABLE && strcmp(name, "table-row") == 0)
		begin_row(sheet, attrs);
	else if (family == TK_FAMILY_OFFICE && strcmp(name, "spreadsheet") == 0)
		sheet->is_spreadsheet = true;
	else if (sheet->is_spreadsheet && is_sheet(xml, family, name))
		sheet->in_table = sheet->n_tables++ == sheet->wanted;
}

static void sheet_end(struct tk_xml *xml, enum tk_family family, const char *name)
{
	struct sheet *sheet = xml->data;

	if (!sheet->in_table)
		return;
	if (sheet->cell_depth == xml->depth)
		end_cell(xml, sheet);
	else if (sheet->cell_depth > 0)
		tk_paragraphs_end(&sheet->paragraphs, xml);
	else if (family == TK_FAMILY_TABLE && strcmp(name, "table-row") == 0)
		end_row(xml, sheet);
	else if (is_sheet(xml, family, name)) {
		sheet->in_table = false;
		sheet->done = true;
	}
}

static void sheet_text(struct tk_xml *xml, const char *text, int len)
{
	struct sheet *sheet = xml->data;

	if (sheet->cell_depth > 0)
		tk_paragraphs_text(&sheet->paragraphs, text, len);
}

static bool ods_read(struct tk_book *book, const struct tk_leaf *leaf, struct tk_builder *builder)
{
	static const struct tk_xml_handler handler = {TK_FAMILY_OTHER, sheet_start, sheet_end,
						      sheet_text};
	struct state *state = book->state;
	struct sheet sheet = {
		.builder = builder,
		.calculated = state->calculated,
		.wanted = leaf->number,
		.cells = g_array_new(FALSE, FALSE, sizeof(struct tk_cell)),
		.paragraphs = {.text = g_string_new(NULL)},
		.string = g_string_new(NULL),
	};
	enum tk_part part = tk_xml_parse(state->zip, CONTENT, &handler, &sheet);

	g_array_unref(sheet.cells);
	g_string_free(sheet.paragraphs.text, TRUE);
	g_string_free(sheet.string, TRUE);
	if (part != TK_PART_OK && !builder->failed)
		tk_part_complain(builder->log, &builder->source, part, CONTENT);
	return part == TK_PART_OK && !builder->failed;
}

const struct tk_reader tk_ods_reader = {TK_FORMAT_ODS, ods_open, ods_read, ods_close};
