#include "workbook-imp.h"

#include <math.h>

/* Height of a line of 10 point text, and of the filter's arrow below the heads. */
#define LINE_PT 13.0
#define ARROW_PT 12.0

/* Most characters of a footer; spreadsheets take 255, codes counted. */
#define MOST_FOOTER 200

/* Letters are narrower than the digits that columns are measured in. */
#define LETTERS_A_DIGIT 1.1

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
	g_autofree char *window = window_text(workbook);
	g_autofree char *classes = classes_text(workbook);
	const char *before =
		workbook->before ? workbook->before : tk_workbook_text(workbook, "none");

	return tk_text_format(texts, workbook->lang, key, "period", workbook->period, "before",
			      before, "date", date, "window", window, "classes", classes, "title",
			      tk_names_in(&settings->title, workbook->lang), "issuer",
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
	worksheet_set_landscape(tab->sheet);
	worksheet_set_paper(tab->sheet, 9 /* A4 */);
	worksheet_set_margins(tab->sheet, 0.5, 0.5, 0.5, 0.6);
	worksheet_fit_to_pages(tab->sheet, 1, 0);
}

/* A note of this sheet's own, and a warning where figures are made up. */
static char *note_text(const struct tk_workbook *workbook, const char *key)
{
	const struct tk_picture *picture = workbook->picture;
	g_autofree char *whole = g_strconcat("workbook.", key, ".note", NULL);
	g_autofree char *note = tk_workbook_format(workbook, whole);
	bool made_up = picture->period->illustrative;
	bool made_up_before = picture->before && picture->before->period->illustrative &&
			      strstr(tk_workbook_text(workbook, whole), "{before}");

	if (!made_up && !made_up_before)
		return g_steal_pointer(&note);
	g_autofree char *warning = tk_workbook_format(
		workbook, made_up ? "workbook.illustrative" : "workbook.illustrative-before");

	return g_strconcat(note, " ", warning, NULL);
}

bool tk_tab_open(struct tk_tab *tab, struct tk_workbook *workbook, const struct tk_tab_kind *kind)
{
	g_autofree char *title_key = g_strconcat("workbook.", kind->key, ".title", NULL);
	g_autofree char *title = tk_workbook_format(workbook, title_key);
	g_autofree char *note = note_text(workbook, kind->key);

	tab->kind = kind;
	tab->sheet =
		workbook_add_worksheet(workbook->book, tk_tab_text(workbook, kind->key, "name"));
	if (!tab->sheet) {
		workbook->error = LXW_ERROR_PARAMETER_VALIDATION;
		return false;
	}
	set_page(tab);
	tk_put_text(tab, 0, title, TK_STYLE_TITLE);
	tab->row++;
	tk_put_text(tab, 0, note, TK_STYLE_NOTE);
	tab->row = TK_HEAD_ROW;
	return true;
}

/* Words are broken at spaces; a word longer than the line takes more than one. */
unsigned tk_lines(const char *text, double width)
{
	g_auto(GStrv) words = g_strsplit_set(text, " \n", -1);
	double used = 0;
	unsigned lines = 1;

	width *= LETTERS_A_DIGIT;

	for (char **word = words; *word; word++) {
		double size = (double)g_utf8_strlen(*word, -1);

		if (used > 0 && used + 1 + size > width) {
			lines++;
			used = 0;
		}
		used += (used > 0) + size;
		if (used > width) {
			lines += (unsigned)(ceil(used / width) - 1);
			used = fmod(used, width);
		}
	}
	return lines;
}

void tk_tab_head(struct tk_tab *tab, lxw_col_t col, const char *text, double width, bool number)
{
	lxw_error error = worksheet_set_column(tab->sheet, col, col, width, NULL);

	if (!tab->workbook->error)
		tab->workbook->error = error;
	tk_put_text(tab, col, text, number ? TK_STYLE_HEAD_NUMBER : TK_STYLE_HEAD_TEXT);
	tab->n_cols = MAX(tab->n_cols, (lxw_col_t)(col + 1));
}

void tk_tab_heads_end(struct tk_tab *tab, unsigned lines)
{
	tk_tab_row_height(tab, MAX(lines, 1) * LINE_PT + ARROW_PT + 2);
	worksheet_freeze_panes(tab->sheet, TK_FIRST_ROW, tab->kind->freeze_column ? 1 : 0);
	worksheet_repeat_rows(tab->sheet, TK_HEAD_ROW, TK_HEAD_ROW);
	tab->row = TK_FIRST_ROW;
}

void tk_tab_heads(struct tk_tab *tab, const struct tk_column *columns, unsigned n)
{
	unsigned lines = 1;

	for (unsigned i = 0; i < n; i++) {
		g_autofree char *key = g_strconcat("workbook.col.", columns[i].key, NULL);
		g_autofree char *text = tk_workbook_format(tab->workbook, key);

		tk_tab_head(tab, (lxw_col_t)i, text, columns[i].width, columns[i].number);
		lines = MAX(lines, tk_lines(text, columns[i].width - 1));
	}
	tk_tab_heads_end(tab, lines);
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

void tk_tab_close(struct tk_tab *tab)
{
	/* A filter over no rows at all would be a damaged file to Excel. */
	lxw_row_t last = MAX(tab->row, TK_FIRST_ROW + 1) - 1;
	lxw_error error = worksheet_autofilter(tab->sheet, TK_HEAD_ROW, 0, last,
					       (lxw_col_t)(tab->n_cols - 1));

	if (!tab->workbook->error)
		tab->workbook->error = error;
}
