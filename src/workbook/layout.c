#include "workbook-imp.h"

#include <math.h>

/* Height of a line of 10 point text, and of the first sheet's title. */
#define LINE_PT 13.0
#define COVER_PT 26.0

/* What the filter's arrow and the edges take of a head's width, in characters. */
#define HEAD_SLACK 3.0

/* Characters of 10 points that a page takes at a readable size, about 6 points: upright, across. */
#define PORTRAIT_CHARS 135.0
#define LANDSCAPE_CHARS 205.0

/* The part of a page that columns which it repeats may take. */
#define MOST_REPEATED 0.6

/* Most characters of a footer; spreadsheets take 255, codes counted. */
#define MOST_FOOTER 200

/* Width of Arial's letters at 10 points, in those of the digits that columns are measured in. */
static double letter_width(gunichar c)
{
	switch (c) {
	case 'i':
	case 'j':
	case 'l':
	case 'I':
	case 't':
	case 'f':
	case '.':
	case ',':
	case ':':
	case ';':
	case '\'':
	case '!':
	case '|':
	case '(':
	case ')':
	case '[':
	case ']':
	case '/':
	case ' ':
	case 0xed:   /* í */
	case 0x2013: /* en dash */
	case 0xa0:   /* no-break space */
		return 0.53;
	case 'r':
	case '-':
		return 0.63;
	case 'c':
	case 'k':
	case 's':
	case 'z':
	case 'v':
	case 'x':
	case 'y':
		return 0.98;
	case 'm':
	case 'M':
	case 'w':
	case 'W':
	case '%':
	case 0x25cf: /* ● */
	case 0x25cb: /* ○ */
		return 1.6;
	default:
		return g_unichar_isupper(c) ? 1.3 : 1.06;
	}
}

static double text_width(const char *text)
{
	double width = 0;

	for (const char *at = text; *at; at = g_utf8_next_char(at))
		width += letter_width(g_utf8_get_char(at));
	return width;
}

static char *window_text(const struct tk_workbook *workbook)
{
	const struct tk_period *period = workbook->picture->period;
	const struct tk_texts *texts = workbook->kit->texts;
	g_autofree char *start = tk_text_date(texts, workbook->lang, period->window_start);
	g_autofree char *end = tk_text_date(texts, workbook->lang, period->window_end);

	return g_strconcat(start, TK_EN_DASH, end, NULL);
}

char *tk_class_words(const struct tk_workbook *workbook, unsigned k)
{
	const struct tk_period *period = workbook->picture->period;
	bool last = k + 1 == period->n_classes;
	int from = k > 0 ? period->class_from[k - 1] : 0,
	    to = last ? 100 : period->class_from[k] - 1;
	g_autofree char *low = tk_format_percent(workbook->lang, from);
	g_autofree char *below = tk_format_percent(workbook->lang, to + 1);
	g_autofree char *above = tk_format_percent(workbook->lang, from - 1);
	g_autofree char *high = tk_format_percent(workbook->lang, to);
	g_autofree char *digits = tk_format_int(workbook->lang, from);
	const char *key = k == 0 ? "workbook.class.first"
			  : last ? "workbook.class.last"
				 : "workbook.class.middle";

	return tk_text_format(workbook->kit->texts, workbook->lang, key, "below", below, "above",
			      above, "from", digits, "to", high, "low", low, NULL);
}

/* "alle 25 % ●○○○, 25–49 % ●●○○, …" */
static char *classes_text(const struct tk_workbook *workbook)
{
	unsigned n = workbook->picture->period->n_classes;
	GString *text = g_string_new(NULL);

	for (unsigned k = 0; k < n; k++) {
		g_autofree char *words = tk_class_words(workbook, k);
		g_autofree char *pips = tk_class_pips(k, n);

		g_string_append_printf(text, "%s%s" TK_NBSP "%s", k ? ", " : "", words, pips);
	}
	return g_string_free(text, FALSE);
}

char *tk_workbook_format(const struct tk_workbook *workbook, const char *key)
{
	const struct tk_texts *texts = workbook->kit->texts;
	const struct tk_settings *settings = &workbook->picture->dataset->settings;
	int32_t reporting = workbook->picture->period->reporting_date;
	g_autofree char *date = tk_text_date(texts, workbook->lang, reporting);
	g_autofree char *target =
		settings->target_date == TK_NO_DATE
			? g_strdup(tk_workbook_text(workbook, "none"))
			: tk_text_date(texts, workbook->lang, settings->target_date);
	g_autofree char *window = window_text(workbook);
	g_autofree char *classes = classes_text(workbook);
	const char *before =
		workbook->before ? workbook->before : tk_workbook_text(workbook, "none");

	const char *region =
		workbook->region == TK_NONE ? "" : tk_region_name(workbook, workbook->region);

	return tk_text_format(texts, workbook->lang, key, "region", region, "asked",
			      workbook->asked_period, "period", workbook->period, "before", before,
			      "date", date, "window", window, "classes", classes, "target", target,
			      "title", tk_names_in(&settings->title, workbook->lang), "issuer",
			      tk_names_in(&settings->issuer, workbook->lang), NULL);
}

/* "&" begins a code in a footer, so a text's own is doubled. */
static char *footer_text(const struct tk_workbook *workbook)
{
	g_autofree char *source = tk_workbook_format(workbook, "workbook.footer");
	g_autofree char *clean = tk_clean_text(source, NULL);
	g_auto(GStrv) parts = g_strsplit(clean, "&", -1);
	g_autofree char *escaped = g_strjoinv("&&", parts);
	glong length = g_utf8_strlen(escaped, -1);

	if (length > MOST_FOOTER) {
		char *end = g_utf8_offset_to_pointer(escaped, MOST_FOOTER);

		/* Not between the two of a doubled "&". */
		while (end > escaped && end[-1] == '&')
			end--;
		*end = '\0';
	}
	return g_strdup_printf("&L&8%s&R&8&P (&N)", escaped);
}

static void set_page(struct tk_tab *tab)
{
	struct tk_workbook *workbook = tab->workbook;
	g_autofree char *footer = footer_text(workbook);
	lxw_error error = worksheet_set_footer(tab->sheet, footer);

	if (!workbook->error)
		workbook->error = error;
	worksheet_gridlines(tab->sheet, LXW_HIDE_ALL_GRIDLINES);
	if (!tab->kind->portrait)
		worksheet_set_landscape(tab->sheet);
	worksheet_set_paper(tab->sheet, 9 /* A4 */);
	worksheet_set_margins(tab->sheet, 0.5, 0.5, 0.5, 0.6);
	worksheet_fit_to_pages(tab->sheet, 1, 0);
}

/* \return the key of a sheet's own text: its .alone, if there is one, where no period is compared
 * with; owned. */
static char *sheet_key(const struct tk_workbook *workbook, const char *key, const char *part)
{
	g_autofree char *plain = g_strconcat("workbook.", key, ".", part, NULL);
	g_autofree char *alone = g_strconcat(plain, ".alone", NULL);
	bool shorter = !workbook->before && tk_texts_has(workbook->kit->texts, alone);

	return shorter ? g_steal_pointer(&alone) : g_steal_pointer(&plain);
}

/* \return a warning where figures are made up, else NULL; owned. \param note  The sheet's note, which
 * may tell of the period before. */
static char *warning_text(const struct tk_workbook *workbook, const char *note)
{
	const struct tk_picture *picture = workbook->picture;
	bool made_up = picture->period->illustrative;
	bool made_up_before = picture->before && picture->before->period->illustrative &&
			      strstr(tk_workbook_text(workbook, note), "{before}");

	if (!made_up && !made_up_before)
		return NULL;
	return tk_workbook_format(workbook, made_up ? "workbook.illustrative"
						    : "workbook.illustrative-before");
}

/* The note under a title, and the warning under it. */
static void put_notes(struct tk_tab *tab)
{
	g_autofree char *key = sheet_key(tab->workbook, tab->kind->key, "note");
	g_autofree char *note = tk_workbook_format(tab->workbook, key);
	g_autofree char *warning = warning_text(tab->workbook, key);

	tk_put_text(tab, 0, note, TK_STYLE_NOTE);
	tab->row++;
	if (warning)
		tk_put_text(tab, 0, warning, TK_STYLE_NOTE);
	tab->row++;
}

bool tk_tab_open(struct tk_tab *tab, struct tk_workbook *workbook, const struct tk_tab_kind *kind)
{
	g_autofree char *title_key = sheet_key(workbook, kind->key, "title");
	g_autofree char *title = tk_workbook_format(workbook, title_key);
	bool cover = kind == workbook->kinds;

	tab->kind = kind;
	tab->sheet =
		workbook_add_worksheet(workbook->book, tk_tab_text(workbook, kind->key, "name"));
	if (!tab->sheet) {
		workbook->error = LXW_ERROR_PARAMETER_VALIDATION;
		return false;
	}
	g_ptr_array_set_size(workbook->heads, 0);
	set_page(tab);
	if (cover)
		tk_tab_row_height(tab, COVER_PT);
	tk_put_text(tab, 0, title, cover ? TK_STYLE_COVER : TK_STYLE_TITLE);
	tab->row++;
	put_notes(tab);
	return true;
}

/* Words are broken at spaces; a word longer than the line takes more than one. */
unsigned tk_lines(const char *text, double width)
{
	g_auto(GStrv) paragraphs = g_strsplit(text, "\n", -1);
	double space = text_width(" ");
	unsigned lines = 0;

	for (char **paragraph = paragraphs; *paragraph; paragraph++) {
		g_auto(GStrv) words = g_strsplit(*paragraph, " ", -1);
		double used = 0;

		lines++;
		for (char **word = words; *word; word++) {
			double size = text_width(*word);

			if (used > 0 && used + space + size > width) {
				lines++;
				used = 0;
			}
			used += (used > 0 ? space : 0) + size;
			if (used > width) {
				lines += (unsigned)(ceil(used / width) - 1);
				used = fmod(used, width);
			}
		}
	}
	return MAX(lines, 1);
}

static void keep_head(struct tk_tab *tab, lxw_col_t col, const char *text)
{
	GPtrArray *heads = tab->workbook->heads;

	if (heads->len <= col)
		g_ptr_array_set_size(heads, col + 1);
	g_free(g_ptr_array_index(heads, col));
	g_ptr_array_index(heads, col) = g_strdup(text);
}

void tk_tab_head(struct tk_tab *tab, lxw_col_t col, const char *text, double width, bool number)
{
	lxw_error error = worksheet_set_column(tab->sheet, col, col, width, NULL);

	if (!tab->workbook->error)
		tab->workbook->error = error;
	tk_put_text(tab, col, text, number ? TK_STYLE_HEAD_NUMBER : TK_STYLE_HEAD_TEXT);
	keep_head(tab, col, text);
	tab->n_cols = MAX(tab->n_cols, (lxw_col_t)(col + 1));
	tab->head_lines = MAX(tab->head_lines, tk_lines(text, width - HEAD_SLACK));
}

void tk_tab_heads_end(struct tk_tab *tab)
{
	tk_tab_row_height(tab, MAX(tab->head_lines, 1) * LINE_PT + 4);
	worksheet_freeze_panes(tab->sheet, TK_FIRST_ROW, tab->kind->freeze_column ? 1 : 0);
	worksheet_repeat_rows(tab->sheet, TK_HEAD_ROW, TK_HEAD_ROW);
	tab->row = TK_FIRST_ROW;
}

void tk_tab_heads(struct tk_tab *tab, const struct tk_column *columns, unsigned n)
{
	for (unsigned i = 0; i < n; i++) {
		g_autofree char *key = g_strconcat("workbook.col.", columns[i].key, NULL);
		g_autofree char *text = tk_workbook_format(tab->workbook, key);

		tk_tab_head(tab, (lxw_col_t)i, text, columns[i].width, columns[i].number);
	}
	tk_tab_heads_end(tab);
}

bool tk_tab_has_room(struct tk_tab *tab, unsigned n_left)
{
	if (tab->row < TK_FIRST_ROW + TK_MOST_ROWS)
		return true;
	g_autofree char *n = tk_format_int(tab->workbook->lang, n_left);
	g_autofree char *text = tk_text_format(tab->workbook->kit->texts, tab->workbook->lang,
					       "workbook.left-out", "n", n, NULL);

	tk_put_text(tab, 0, text, TK_STYLE_NOTE);
	tab->row++;
	return false;
}

void tk_tab_nothing(struct tk_tab *tab, const char *key)
{
	if (tab->row > TK_FIRST_ROW)
		return;
	g_autofree char *text = tk_workbook_format(tab->workbook, key);

	tk_put_text(tab, 0, text, TK_STYLE_NOTE);
	tab->row++;
}

/* A sheet without rows says so, in words of its own where it has some. */
static void say_empty(struct tk_tab *tab)
{
	g_autofree char *own = g_strconcat("workbook.", tab->kind->key, ".nothing", NULL);
	bool has_own = tk_texts_has(tab->workbook->kit->texts, own);

	tk_tab_nothing(tab, has_own ? own : "workbook.nothing");
}

static double column_width(const struct tk_tab *tab, lxw_col_t col)
{
	const lxw_col_options *options =
		col < tab->sheet->col_options_max ? tab->sheet->col_options[col] : NULL;

	return options ? options->width : LXW_DEF_COL_WIDTH;
}

static double columns_width(const struct tk_tab *tab, lxw_col_t n)
{
	double width = 0;

	for (lxw_col_t col = 0; col < n; col++)
		width += column_width(tab, col);
	return width;
}

void tk_tab_fit_pages(struct tk_tab *tab)
{
	bool portrait = tab->kind && tab->kind->portrait;
	double scale = tab->workbook->scale > 0 ? tab->workbook->scale : 1;
	/* Columns have grown with the text. */
	double room = (portrait ? PORTRAIT_CHARS : LANDSCAPE_CHARS) * scale;
	lxw_col_t n_repeated = MAX(tab->n_repeated, 1);
	double width = columns_width(tab, tab->n_printed ? tab->n_printed : tab->n_cols);
	double repeated = columns_width(tab, n_repeated);
	unsigned n_across = 1;

	if (width > room && repeated < MOST_REPEATED * room)
		n_across = 1 + (unsigned)ceil((width - room) / (room - repeated));
	worksheet_fit_to_pages(tab->sheet, (uint16_t)n_across, 0);
	if (n_across > 1)
		worksheet_repeat_columns(tab->sheet, 0, (lxw_col_t)(n_repeated - 1));
}

void tk_tab_close(struct tk_tab *tab)
{
	tk_tab_fit_pages(tab);
	say_empty(tab);
	/* A filter over no rows at all would be a damaged file to Excel. */
	lxw_row_t last = MAX(tab->row, TK_FIRST_ROW + 1) - 1;
	lxw_error error = worksheet_autofilter(tab->sheet, TK_HEAD_ROW, 0, last,
					       (lxw_col_t)(tab->n_cols - 1));

	if (!tab->workbook->error)
		tab->workbook->error = error;
}

/* A table's heads must differ from one another, and hold no line ends. */
static char *table_head(GHashTable *used, const char *text)
{
	g_autofree char *clean = tk_clean_text(text ? text : "", NULL);
	g_autofree char *base = g_strdelimit(g_steal_pointer(&clean), "\t\n", ' ');
	char *head = g_strdup(base);

	for (unsigned n = 2; !g_hash_table_add(used, g_utf8_casefold(head, -1)); n++) {
		g_free(head);
		head = g_strdup_printf("%s (%u)", base, n);
	}
	return head;
}

/* The formats that the heads have already. */
static lxw_format *head_format(const struct tk_tab *tab, lxw_row_t row, lxw_col_t col)
{
	lxw_cell *cell =
		lxw_worksheet_find_cell_in_row(lxw_worksheet_find_row(tab->sheet, row), col);

	return cell ? cell->format : tk_tab_format(tab, TK_STYLE_HEAD_TEXT);
}

void tk_tab_mark_table(struct tk_tab *tab, lxw_row_t head, const char *name, bool filter)
{
	struct tk_workbook *workbook = tab->workbook;
	unsigned n = tab->n_cols;
	g_autoptr(GHashTable) used = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	g_autofree lxw_table_column *columns = g_new0(lxw_table_column, n);
	g_autofree lxw_table_column **lent = g_new0(lxw_table_column *, n + 1);
	lxw_table_options options = {.name = (char *)name,
				     .no_autofilter = !filter,
				     .no_banded_rows = LXW_TRUE,
				     .style_type = LXW_TABLE_STYLE_TYPE_LIGHT,
				     .columns = lent};

	for (unsigned i = 0; i < n; i++) {
		columns[i].header = table_head(used, g_ptr_array_index(workbook->heads, i));
		columns[i].header_format = head_format(tab, head, (lxw_col_t)i);
		lent[i] = &columns[i];
	}
	lxw_error error = worksheet_add_table(tab->sheet, head, 0, MAX(tab->row, head + 2) - 1,
					      (lxw_col_t)(n - 1), &options);

	if (!workbook->error)
		workbook->error = error;
	for (unsigned i = 0; i < n; i++)
		g_free(columns[i].header);
}

void tk_tab_close_table(struct tk_tab *tab, const char *name, bool filter)
{
	if (!tab->workbook->in_memory) {
		tk_tab_close(tab);
		return;
	}
	tk_tab_fit_pages(tab);
	tk_tab_mark_table(tab, TK_HEAD_ROW, name, filter);
}
