#include "form-imp.h"

#include <stdlib.h>
#include <string.h>

/* What the collection form and the fix-it workbook share: a workbook for one region, cells that may be
 * changed, and what may be written in them. */

/* Dates that an estimate may have. */
#define FIRST_YEAR 2000
#define LAST_YEAR 2100

/* A4 in Excel's numbers of papers. */
#define PAPER_A4 9

struct look {
	const char *number;
	enum lxw_format_alignments align;
	enum tk_ink ink, fill;
	bool bold, wrap, unlocked;
};

static const struct look looks[TK_N_FORM_STYLES] = {
	[TK_FORM_INPUT_TEXT] = {.fill = TK_BAND,
				.wrap = true,
				.unlocked = true,
				.align = LXW_ALIGN_LEFT},
	[TK_FORM_INPUT_DATE] = {.number = "d.m.yyyy",
				.fill = TK_BAND,
				.unlocked = true,
				.align = LXW_ALIGN_LEFT},
	[TK_FORM_INPUT_NUMBER] = {.fill = TK_BAND, .unlocked = true, .align = LXW_ALIGN_LEFT},
	[TK_FORM_AREA] = {.ink = TK_WHITE,
			  .fill = TK_MID_TEXT,
			  .bold = true,
			  .align = LXW_ALIGN_LEFT},
	[TK_FORM_GROUP] = {.fill = TK_PANEL, .bold = true, .align = LXW_ALIGN_LEFT},
	[TK_FORM_LABEL] = {.ink = TK_INK2, .fill = TK_WHITE, .align = LXW_ALIGN_RIGHT},
	[TK_FORM_UNCHOSEN] = {.fill = TK_WHITE, .align = LXW_ALIGN_LEFT},
};

static lxw_color_t colour(struct tk_colour from)
{
	unsigned value = tk_colour_hex(from);

	return value ? value : LXW_COLOR_BLACK;
}

static lxw_format *make_look(struct tk_form_book *book, const struct look *look)
{
	const struct tk_theme *theme = book->workbook.kit->theme;
	lxw_format *format = workbook_add_format(book->workbook.book);

	format_set_font_name(format, theme->sheet_family);
	format_set_font_size(format, 10);
	format_set_font_color(format, colour(theme->ink[look->ink]));
	format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
	format_set_align(format, (uint8_t)look->align);
	if (look->number)
		format_set_num_format(format, look->number);
	if (look->bold)
		format_set_bold(format);
	if (look->wrap)
		format_set_text_wrap(format);
	if (look->unlocked) {
		format_set_unlocked(format);
		format_set_border(format, LXW_BORDER_THIN);
		format_set_border_color(format, colour(theme->ink[TK_RULE]));
	}
	if (look->fill != TK_WHITE)
		format_set_bg_color(format, colour(theme->ink[look->fill]));
	return format;
}

/* A conditional format is told of its fill and edges alone. */
static lxw_format *make_unchosen(struct tk_form_book *book)
{
	const struct tk_theme *theme = book->workbook.kit->theme;
	lxw_format *format = workbook_add_format(book->workbook.book);

	format_set_bg_color(format, colour(theme->class_fill[0]));
	format_set_border(format, LXW_BORDER_THIN);
	format_set_border_color(format, colour(theme->ink[TK_WARM_FRAME]));
	return format;
}

void tk_form_keep(struct tk_form_book *book, lxw_error error)
{
	if (!book->workbook.error)
		book->workbook.error = error;
}

const char *tk_form_text(const struct tk_form_book *book, const char *key)
{
	return tk_workbook_text(&book->workbook, key);
}

char *tk_form_title(const struct tk_form_book *book, const char *key)
{
	enum tk_lang lang = book->workbook.lang;

	return tk_text_format(book->workbook.kit->texts, lang, key, "title",
			      tk_names_in(&book->dataset->settings.title, lang), "region",
			      tk_names_in(&book->region->name, lang), "period",
			      book->workbook.period, NULL);
}

char *tk_form_file_name(const struct tk_form_book *book)
{
	return g_strconcat(book->region->id, ".xlsx", NULL);
}

const char *tk_form_word(const struct tk_form_book *book, const char *kind, const char *meaning)
{
	const struct tk_vocabulary *vocabulary = book->workbook.kit->vocabulary;
	const char *word = tk_vocabulary_word(vocabulary, kind, meaning, book->workbook.lang);

	for (unsigned l = 0; !word && l < TK_N_LANGS; l++)
		word = tk_vocabulary_word(vocabulary, kind, meaning, (enum tk_lang)l);
	return word ? word : meaning;
}

static char **status_words(const struct tk_form_book *book)
{
	GPtrArray *words = g_ptr_array_new();

	for (unsigned s = TK_STATUS_NOT_STARTED; s < TK_N_STATUSES; s++)
		g_ptr_array_add(words, g_strdup(tk_form_word(book, "status",
							     tk_status_id((enum tk_status)s))));
	g_ptr_array_add(words, NULL);
	return (char **)g_ptr_array_free(words, FALSE);
}

static char **area_names(const struct tk_form_book *book)
{
	char **names = g_new0(char *, book->dataset->n_areas + 1);

	for (unsigned a = 0; a < book->dataset->n_areas; a++)
		names[a] =
			g_strdup(tk_names_in(&book->dataset->areas[a].name, book->workbook.lang));
	return names;
}

static void free_lists(struct tk_form_book *book)
{
	for (unsigned i = 0; i < TK_N_FORM_LISTS; i++)
		g_clear_pointer(&book->lists[i], g_strfreev);
	g_clear_pointer(&book->lists_name, g_free);
}

bool tk_form_open(struct tk_form_book *book, const struct tk_dataset *dataset, unsigned region,
		  const struct tk_period *period, const struct tk_kit *kit, enum tk_lang lang,
		  char *lists_name, char **indicators, const char *path, struct tk_log *log)
{
	book->dataset = dataset;
	book->region = &dataset->regions[region];
	book->measures = (struct tk_measures){.dataset = dataset, .period = period};
	book->picture =
		(struct tk_picture){.dataset = dataset, .period = period, .now = &book->measures};
	book->workbook = (struct tk_workbook){.picture = &book->picture,
					      .kit = kit,
					      .lang = lang,
					      .log = log,
					      .key = "form",
					      .region = region,
					      .in_memory = true};
	book->lists_name = lists_name;
	book->lists[TK_FORM_INDICATORS] = indicators;
	book->lists[TK_FORM_STATUSES] = status_words(book);
	book->lists[TK_FORM_AREAS] = area_names(book);
	if (!tk_workbook_open(&book->workbook, path)) {
		free_lists(book);
		return false;
	}
	for (unsigned i = 0; i < TK_N_FORM_STYLES; i++)
		book->of[i] =
			i == TK_FORM_UNCHOSEN ? make_unchosen(book) : make_look(book, &looks[i]);
	return true;
}

/* Readers of submissions pass hidden sheets over. */
static void write_lists(struct tk_form_book *book)
{
	struct tk_tab tab = {.workbook = &book->workbook};

	tab.sheet = workbook_add_worksheet(book->workbook.book, book->lists_name);
	if (!tab.sheet) {
		tk_form_keep(book, LXW_ERROR_PARAMETER_VALIDATION);
		return;
	}
	for (unsigned i = 0; i < TK_N_FORM_LISTS; i++) {
		tab.row = 0;
		for (char **word = book->lists[i]; *word; word++, tab.row++)
			tk_put_text(&tab, (lxw_col_t)i, *word, TK_STYLE_TEXT);
	}
	tk_form_protect(&tab);
	worksheet_hide(tab.sheet);
}

bool tk_form_close(struct tk_form_book *book)
{
	if (!book->workbook.error)
		write_lists(book);
	bool good = tk_workbook_close(&book->workbook);

	free_lists(book);
	return good;
}

/* ---- Sheets ---- */

bool tk_form_add_sheet(struct tk_tab *tab, struct tk_form_book *book,
		       const struct tk_tab_kind *kind, const char *name)
{
	*tab = (struct tk_tab){.workbook = &book->workbook, .kind = kind};
	if (book->workbook.error)
		return false;
	tab->sheet = workbook_add_worksheet(book->workbook.book, name);
	if (!tab->sheet) {
		tk_form_keep(book, LXW_ERROR_PARAMETER_VALIDATION);
		return false;
	}
	worksheet_set_landscape(tab->sheet);
	worksheet_set_paper(tab->sheet, PAPER_A4);
	worksheet_set_margins(tab->sheet, 0.5, 0.5, 0.5, 0.6);
	worksheet_fit_to_pages(tab->sheet, 1, 0);
	tk_form_keep(book, worksheet_set_footer(tab->sheet, "&L&8&A&R&8&P (&N)"));
	return true;
}

void tk_form_protect(const struct tk_tab *tab)
{
	lxw_protection allowed = {
		.format_columns = LXW_TRUE, .format_rows = LXW_TRUE, .autofilter = LXW_TRUE};

	worksheet_protect(tab->sheet, NULL, &allowed);
}

/* ---- What may be written in cells ---- */

struct check {
	enum lxw_validation_types type;
	/** Lists only. */
	enum tk_form_list list;
	/** What is said of other values; NULL: they are taken. */
	const char *key;
};

static const struct check checks[TK_N_FORM_CHECKS] = {
	[TK_CHECK_STATUS] = {LXW_VALIDATION_TYPE_LIST, TK_FORM_STATUSES, "form.check.status"},
	[TK_CHECK_AREA] = {LXW_VALIDATION_TYPE_LIST, TK_FORM_AREAS, "form.check.area"},
	[TK_CHECK_INDICATOR] = {LXW_VALIDATION_TYPE_LIST, TK_FORM_INDICATORS, NULL},
	[TK_CHECK_DATE] = {LXW_VALIDATION_TYPE_DATE, 0, "form.check.date"},
	[TK_CHECK_SCALE] = {LXW_VALIDATION_TYPE_INTEGER, 0, "form.check.scale"},
	[TK_CHECK_NUMBER] = {LXW_VALIDATION_TYPE_DECIMAL, 0, "form.check.number"},
};

/* "'Lists'!$A$1:$A$5" */
static char *list_range(const struct tk_form_book *book, enum tk_form_list list)
{
	g_auto(GStrv) parts = g_strsplit(book->lists_name, "'", -1);
	g_autofree char *name = g_strjoinv("''", parts);
	char column = (char)('A' + list);

	return g_strdup_printf("'%s'!$%c$1:$%c$%u", name, column, column,
			       g_strv_length(book->lists[list]));
}

/* libxlsxwriter 1.1.4 loses the memory of a range that is asked for as such. A list of words is asked
 * for instead, and the range put in its place. */
static void point_at_list(const struct tk_form_book *book, lxw_worksheet *sheet,
			  enum tk_form_list list)
{
	lxw_data_val_obj *at, *last = NULL;

	STAILQ_FOREACH(at, sheet->data_validations, list_pointers)
	last = at;
	if (!last)
		return;
	g_autofree char *range = list_range(book, list);

	free(last->value_formula);
	last->value_formula = strdup(range);
}

static void set_limits(lxw_data_validation *validation)
{
	validation->criteria = LXW_VALIDATION_CRITERIA_BETWEEN;
	if (validation->validate == LXW_VALIDATION_TYPE_DATE) {
		validation->minimum_datetime =
			(lxw_datetime){.year = FIRST_YEAR, .month = 1, .day = 1};
		validation->maximum_datetime =
			(lxw_datetime){.year = LAST_YEAR, .month = 12, .day = 31};
	} else if (validation->validate == LXW_VALIDATION_TYPE_INTEGER) {
		validation->minimum_number = 1;
		validation->maximum_number = 5;
	} else {
		validation->minimum_number = -1e15;
		validation->maximum_number = 1e15;
	}
}

void tk_form_check(struct tk_form_book *book, const struct tk_tab *tab, enum tk_form_check kind,
		   lxw_row_t first, lxw_row_t last, lxw_col_t col)
{
	const struct check *check = &checks[kind];
	char none[] = "-", *words[] = {none, NULL};
	lxw_data_validation validation = {.validate = (uint8_t)check->type};

	if (kind == TK_CHECK_NONE || book->workbook.error)
		return;
	if (check->type == LXW_VALIDATION_TYPE_LIST) {
		if (!book->lists[check->list][0])
			return;
		validation.value_list = words;
	} else {
		set_limits(&validation);
	}
	if (check->key) {
		validation.error_title = (char *)tk_form_text(book, "form.check");
		validation.error_message = (char *)tk_form_text(book, check->key);
	} else {
		validation.show_error = LXW_VALIDATION_OFF;
	}
	lxw_error error =
		worksheet_data_validation_range(tab->sheet, first, col, last, col, &validation);

	if (!error && check->type == LXW_VALIDATION_TYPE_LIST)
		point_at_list(book, tab->sheet, check->list);
	tk_form_keep(book, error);
}

/* ---- Cells ---- */

void tk_form_put_empty(struct tk_form_book *book, struct tk_tab *tab, lxw_col_t col,
		       enum tk_form_style style)
{
	tk_form_keep(book, worksheet_write_blank(tab->sheet, tab->row, col, book->of[style]));
}

void tk_form_put_text(struct tk_form_book *book, struct tk_tab *tab, lxw_col_t col,
		      const char *text, const struct tk_source *source)
{
	bool cut = false;
	g_autofree char *clean = tk_clean_cell(text ? text : "", &cut);

	if (cut)
		tk_log_add(book->workbook.log, TK_DIAG_CELL_TOO_LONG, source,
			   G_STRINGIFY(TK_CELL_MOST), NULL);
	if (*clean == '\0')
		tk_form_put_empty(book, tab, col, TK_FORM_INPUT_TEXT);
	else
		tk_form_keep(book, worksheet_write_string(tab->sheet, tab->row, col, clean,
							  book->of[TK_FORM_INPUT_TEXT]));
}

void tk_form_put_number(struct tk_form_book *book, struct tk_tab *tab, lxw_col_t col, double value)
{
	tk_form_keep(book, worksheet_write_number(tab->sheet, tab->row, col, value,
						  book->of[TK_FORM_INPUT_NUMBER]));
}

void tk_form_put_date(struct tk_form_book *book, struct tk_tab *tab, lxw_col_t col, int32_t date)
{
	if (date == TK_NO_DATE)
		tk_form_put_empty(book, tab, col, TK_FORM_INPUT_DATE);
	else
		tk_form_keep(book, worksheet_write_number(tab->sheet, tab->row, col,
							  tk_date_to_serial(date),
							  book->of[TK_FORM_INPUT_DATE]));
}
