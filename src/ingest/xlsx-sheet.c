#include "ingest/xlsx-imp.h"

#include <string.h>

#include "tilannekuva/number.h"

/* Days between 1899-12-30 and 1904-01-01. */
#define EPOCH_1904 1462

/* More than any row or column. */
#define LARGE 10000000u

enum kind {
	KIND_NUMBER,
	KIND_SHARED,
	KIND_STRING,
	KIND_INLINE,
	KIND_BOOLEAN,
	KIND_ERROR,
	KIND_DATE
};

static const struct {
	const char *name;
	enum kind kind;
} kinds[] = {
	{"n", KIND_NUMBER},  {"s", KIND_SHARED}, {"str", KIND_STRING}, {"inlineStr", KIND_INLINE},
	{"b", KIND_BOOLEAN}, {"e", KIND_ERROR},  {"d", KIND_DATE},
};

/* A sheet being read. */
struct sheet {
	struct tk_xlsx *xlsx;
	struct tk_builder *builder;
	/** Where the next row and the next cell stand when they do not say so. */
	unsigned row, col;
	bool is_sheet, in_data, in_cell, in_value, in_inline;
	/** Of the open cell. */
	unsigned cell_row, cell_col, style;
	enum kind kind;
	bool formula;
	GString *value;
	struct tk_rich rich;
	/** Escapes undone. */
	GString *text;
};

/* ---- Addresses ---- */

/* Read "AB12". Larger ones than XFD1048576 are read as something larger.
 * \return false when it is no address. */
static bool read_address(const char *at, unsigned *row, unsigned *col)
{
	unsigned letters = 0, digits = 0;

	while (*at == ' ')
		at++;
	at += *at == '$';
	for (; g_ascii_isalpha(*at); at++)
		letters = MIN(letters, LARGE) * 26 + (unsigned)(g_ascii_toupper(*at) - 'A') + 1;
	at += *at == '$';
	for (; g_ascii_isdigit(*at); at++)
		digits = MIN(digits, LARGE) * 10 + (unsigned)g_ascii_digit_value(*at);
	if (letters == 0 || digits == 0 || *at)
		return false;
	*row = digits - 1;
	*col = letters - 1;
	return true;
}

static void begin_row(struct sheet *sheet, const char **attrs)
{
	unsigned number;

	if (tk_xml_number(attrs, TK_FAMILY_OTHER, "r", LARGE, &number) && number > 0)
		sheet->row = number - 1;
	sheet->col = 0;
	sheet->builder->row_hidden = tk_xml_flag(attrs, "hidden");
}

static enum kind kind_of(const char *name)
{
	for (unsigned i = 0; name && i < G_N_ELEMENTS(kinds); i++)
		if (strcmp(kinds[i].name, name) == 0)
			return kinds[i].kind;
	return KIND_NUMBER;
}

static void begin_cell(struct sheet *sheet, const char **attrs)
{
	const char *address = tk_xml_attr(attrs, TK_FAMILY_OTHER, "r");

	sheet->cell_row = sheet->row;
	sheet->cell_col = sheet->col;
	if (address)
		read_address(address, &sheet->cell_row, &sheet->cell_col);
	sheet->style = 0;
	tk_xml_number(attrs, TK_FAMILY_OTHER, "s", G_MAXINT, &sheet->style);
	sheet->kind = kind_of(tk_xml_attr(attrs, TK_FAMILY_OTHER, "t"));
	sheet->in_cell = true;
	sheet->in_value = false;
	sheet->in_inline = false;
	sheet->formula = false;
	sheet->rich.in_text = false;
	sheet->rich.phonetic = 0;
	g_string_truncate(sheet->value, 0);
	g_string_truncate(sheet->rich.text, 0);
}

/* ---- Values ---- */

static enum tk_shown style_shown(const struct sheet *sheet)
{
	return sheet->style < sheet->xlsx->shown->len
		       ? (enum tk_shown)sheet->xlsx->shown->data[sheet->style]
		       : TK_SHOWN_NUMBER;
}

static void set_text(struct sheet *sheet, struct tk_cell *cell, const GString *text)
{
	cell->type = text->len > 0 ? TK_CELL_TEXT : TK_CELL_EMPTY;
	cell->text =
		tk_builder_text(sheet->builder, sheet->cell_row, cell->col, text->str, text->len);
}

static void set_escaped(struct sheet *sheet, struct tk_cell *cell, const GString *text)
{
	g_string_truncate(sheet->text, 0);
	tk_xlsx_unescape(sheet->text, text->str, text->len);
	set_text(sheet, cell, sheet->text);
}

/* Cut the blanks around a value. */
static const char *strip(GString *value)
{
	g_strstrip(value->str);
	g_string_set_size(value, strlen(value->str));
	return value->str;
}

/* Text in place of a number is text. */
static void set_number(struct sheet *sheet, struct tk_cell *cell)
{
	enum tk_shown shown = style_shown(sheet);
	double number;

	if (!tk_parse_double(strip(sheet->value), &number)) {
		set_escaped(sheet, cell, sheet->value);
		return;
	}
	/* Times of day and lengths of time have no epoch. */
	bool dated = shown == TK_SHOWN_DATE || (shown == TK_SHOWN_TIME && number >= 1);

	if (dated && sheet->xlsx->date1904)
		number += EPOCH_1904;
	tk_value_cell(sheet->builder, sheet->cell_row, cell, number, shown);
}

static bool set_shared(struct sheet *sheet, struct tk_cell *cell)
{
	struct tk_strings *strings = &sheet->xlsx->strings;
	int64_t index;

	if (!*strip(sheet->value))
		return true;
	if (!tk_parse_int(sheet->value->str, 0, G_MAXINT, &index) ||
	    index >= tk_strings_count(strings))
		return false;
	cell->text = tk_strings_text(strings, (unsigned)index, sheet->builder, sheet->cell_row,
				     cell->col);
	cell->type = *cell->text ? TK_CELL_TEXT : TK_CELL_EMPTY;
	return true;
}

static void set_boolean(struct sheet *sheet, struct tk_cell *cell)
{
	const char *value = strip(sheet->value);

	if (!*value)
		return;
	bool yes = strcmp(value, "1") == 0 || g_ascii_strcasecmp(value, "true") == 0;
	bool no = strcmp(value, "0") == 0 || g_ascii_strcasecmp(value, "false") == 0;
	const char *word = yes ? "TRUE" : no ? "FALSE" : value;

	cell->type = yes || no ? TK_CELL_BOOLEAN : TK_CELL_TEXT;
	cell->number = yes;
	cell->text =
		tk_builder_text(sheet->builder, sheet->cell_row, cell->col, word, strlen(word));
}

static void set_date(struct sheet *sheet, struct tk_cell *cell)
{
	char text[TK_VALUE_TEXT];

	if (!tk_value_iso(strip(sheet->value), &cell->number, text)) {
		set_number(sheet, cell);
		return;
	}
	cell->type = TK_CELL_DATE;
	cell->text =
		tk_builder_text(sheet->builder, sheet->cell_row, cell->col, text, strlen(text));
}

/* Fill the cell from what was collected. \return false: it points to a text that is not there. */
static bool set_value(struct sheet *sheet, struct tk_cell *cell)
{
	bool has_inline = sheet->rich.text->len > 0;

	switch (sheet->kind) {
	case KIND_SHARED:
		return set_shared(sheet, cell);
	case KIND_BOOLEAN:
		set_boolean(sheet, cell);
		return true;
	case KIND_ERROR:
		set_text(sheet, cell, sheet->value);
		if (cell->type == TK_CELL_TEXT)
			cell->type = TK_CELL_ERROR;
		return true;
	case KIND_DATE:
		set_date(sheet, cell);
		return true;
	case KIND_INLINE:
	case KIND_STRING:
		set_escaped(sheet, cell, has_inline ? sheet->rich.text : sheet->value);
		return true;
	case KIND_NUMBER:
		break;
	}
	if (has_inline && sheet->value->len == 0)
		set_escaped(sheet, cell, sheet->rich.text);
	else
		set_number(sheet, cell);
	return true;
}

static void end_cell(struct tk_xml *xml, struct sheet *sheet)
{
	struct tk_cell cell = {.col = sheet->cell_col, .type = TK_CELL_EMPTY};

	sheet->in_cell = false;
	sheet->row = sheet->cell_row;
	sheet->col = sheet->cell_col + 1;
	if (!set_value(sheet, &cell)) {
		tk_xml_stop(xml, TK_PART_BAD);
		return;
	}
	cell.uncached = sheet->formula && cell.type == TK_CELL_EMPTY &&
			sheet->kind != KIND_STRING && sheet->value->len == 0;
	if (cell.uncached)
		cell.text = tk_builder_text(sheet->builder, sheet->cell_row, cell.col, "", 0);
	if (cell.type == TK_CELL_EMPTY && !cell.uncached)
		return;
	if (!tk_builder_add(sheet->builder, sheet->cell_row, &cell))
		tk_xml_stop(xml, TK_PART_STOPPED);
}

/* ---- Elements ---- */

static void sheet_start(struct tk_xml *xml, enum tk_family family, const char *name,
			const char **attrs)
{
	struct sheet *sheet = xml->data;

	if (family != TK_FAMILY_SHEET)
		return;
	if (sheet->in_cell) {
		sheet->in_value = strcmp(name, "v") == 0;
		sheet->formula |= strcmp(name, "f") == 0;
		sheet->in_inline |= strcmp(name, "is") == 0;
		if (sheet->in_inline)
			tk_rich_start(&sheet->rich, name);
	} else if (sheet->in_data && strcmp(name, "c") == 0) {
		begin_cell(sheet, attrs);
	} else if (sheet->in_data && strcmp(name, "row") == 0) {
		begin_row(sheet, attrs);
	} else if (strcmp(name, "sheetData") == 0) {
		sheet->in_data = true;
	} else if (xml->depth == 1) {
		sheet->is_sheet = strcmp(name, "worksheet") == 0;
	}
}

static void sheet_end(struct tk_xml *xml, enum tk_family family, const char *name)
{
	struct sheet *sheet = xml->data;

	if (family != TK_FAMILY_SHEET)
		return;
	if (sheet->in_inline)
		tk_rich_end(&sheet->rich, name);
	if (sheet->in_cell && strcmp(name, "c") == 0)
		end_cell(xml, sheet);
	else if (strcmp(name, "v") == 0)
		sheet->in_value = false;
	else if (strcmp(name, "is") == 0)
		sheet->in_inline = false;
	else if (!sheet->in_cell && strcmp(name, "row") == 0)
		sheet->row++;
	else if (strcmp(name, "sheetData") == 0)
		sheet->in_data = false;
}

static void sheet_text(struct tk_xml *xml, const char *text, int len)
{
	struct sheet *sheet = xml->data;

	if (!sheet->in_cell)
		return;
	if (sheet->in_value && sheet->value->len <= TK_LIMIT_CELL_BYTES)
		g_string_append_len(sheet->value, text, len);
	else if (sheet->in_inline)
		tk_rich_text(&sheet->rich, text, len);
}

enum tk_part tk_xlsx_read_sheet(struct tk_xlsx *xlsx, const char *part, struct tk_builder *builder)
{
	static const struct tk_xml_handler handler = {TK_FAMILY_SHEET, sheet_start, sheet_end,
						      sheet_text};
	struct sheet sheet = {
		.xlsx = xlsx,
		.builder = builder,
		.value = g_string_new(NULL),
		.rich = {.text = g_string_new(NULL)},
		.text = g_string_new(NULL),
	};
	enum tk_part result = tk_xml_parse(xlsx->zip, part, &handler, &sheet);

	g_string_free(sheet.value, TRUE);
	g_string_free(sheet.rich.text, TRUE);
	g_string_free(sheet.text, TRUE);
	return result == TK_PART_OK && !sheet.is_sheet ? TK_PART_BAD : result;
}
