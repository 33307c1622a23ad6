#include "fixit-imp.h"

#include <string.h>

/* The first sheet of the fix-it workbook: every problem, with a link to its cell. */

enum { COL_LEVEL, COL_PLACE, COL_READ, COL_TEXT, N_COLS };

/* What is shown of a cell's text. */
#define MOST_READ 200

#define LINE_PT 13.0

struct column {
	const char *key;
	double width;
};

static const struct column columns[N_COLS] = {
	[COL_LEVEL] = {"fixit.col.level", 13},
	[COL_PLACE] = {"fixit.col.place", 28},
	[COL_READ] = {"fixit.col.read", 34},
	[COL_TEXT] = {"fixit.col.text", 90},
};

static void put_top(struct tk_fixit *fixit, struct tk_tab *tab)
{
	struct tk_workbook *workbook = tab->workbook;
	g_autofree char *title = tk_form_title(&fixit->book, "fixit.title");
	g_autofree char *file = tk_form_file_name(&fixit->book);
	g_autofree char *note = tk_text_format(workbook->kit->texts, workbook->lang, "fixit.note",
					       "file", file, NULL);
	double width = 0;

	for (unsigned c = 0; c < N_COLS; c++)
		width += columns[c].width;
	tab->row = 0;
	tk_put_text(tab, 0, title, TK_STYLE_TITLE);
	tab->row = 1;
	tk_tab_row_height(tab, LINE_PT * tk_lines(note, width - 4) + 3);
	tk_form_keep(&fixit->book, worksheet_merge_range(tab->sheet, 1, 0, 1, N_COLS - 1, note,
							 tk_tab_format(tab, TK_STYLE_WRAP)));
}

static void put_heads(struct tk_fixit *fixit, struct tk_tab *tab)
{
	tab->row = TK_HEAD_ROW;
	for (unsigned c = 0; c < N_COLS; c++)
		tk_tab_head(tab, (lxw_col_t)c, tk_form_text(&fixit->book, columns[c].key),
			    columns[c].width, false);
	tk_tab_heads_end(tab);
}

/* "Tehtävät B17", which leads there; a file or a place that is not copied is only named. */
static void put_place(struct tk_fixit *fixit, struct tk_tab *tab,
		      const struct tk_fix_problem *problem)
{
	if (!problem->sheet) {
		g_autofree char *place = tk_source_text(&problem->message->source);

		tk_put_text(tab, COL_PLACE, place, TK_STYLE_WRAP);
		return;
	}
	g_autofree char *cell = tk_formula_cell(NULL, problem->row, (lxw_col_t)problem->col);
	g_auto(GStrv) parts = g_strsplit(problem->sheet->name, "'", -1);
	g_autofree char *quoted = g_strjoinv("''", parts);
	g_autofree char *link = g_strdup_printf("internal:'%s'!%s", quoted, cell);
	g_autofree char *text = g_strconcat(problem->sheet->name, " ", cell, NULL);

	tk_form_keep(&fixit->book,
		     worksheet_write_url_opt(tab->sheet, tab->row, COL_PLACE, link,
					     tk_tab_format(tab, TK_STYLE_LINK), text, NULL));
}

static char *read_text(const struct tk_fix_problem *problem)
{
	const struct tk_row *row =
		problem->sheet ? tk_fix_row(problem->sheet->sheet, problem->row) : NULL;
	const struct tk_cell *cell = row ? tk_row_cell(row, problem->col) : NULL;

	if (!cell)
		return g_strdup("");
	glong length = g_utf8_strlen(cell->text, -1);

	return g_utf8_substring(cell->text, 0, MIN(length, MOST_READ));
}

static void put_problem(struct tk_fixit *fixit, struct tk_tab *tab,
			const struct tk_fix_problem *problem)
{
	enum tk_lang lang = tab->workbook->lang;
	g_autofree char *read = read_text(problem);
	g_autofree char *text = tk_message_text(problem->message, lang);
	unsigned lines = MAX(tk_lines(text, columns[COL_TEXT].width - 2),
			     tk_lines(read, columns[COL_READ].width - 2));

	tk_tab_row_height(tab, LINE_PT * lines + 3);
	tk_put_text(tab, COL_LEVEL, tk_level_word(problem->message->level, lang), TK_STYLE_TEXT);
	put_place(fixit, tab, problem);
	tk_put_text(tab, COL_READ, read, TK_STYLE_WRAP);
	tk_put_text(tab, COL_TEXT, text, TK_STYLE_WRAP);
	tab->row++;
}

void tk_fix_list(struct tk_fixit *fixit)
{
	static const struct tk_tab_kind kind = {.key = "fixit.list"};
	struct tk_tab tab;

	if (!tk_form_add_sheet(&tab, &fixit->book, &kind,
			       tk_form_text(&fixit->book, "fixit.list.name")))
		return;
	put_top(fixit, &tab);
	put_heads(fixit, &tab);
	for (unsigned i = 0; i < fixit->problems->len; i++)
		put_problem(fixit, &tab, &g_array_index(fixit->problems, struct tk_fix_problem, i));
	if (fixit->n_more > 0) {
		g_autofree char *n = tk_format_int(tab.workbook->lang, fixit->n_more);
		g_autofree char *more = tk_text_format(tab.workbook->kit->texts, tab.workbook->lang,
						       "fixit.more", "n", n, NULL);

		tk_put_text(&tab, COL_TEXT, more, TK_STYLE_WRAP);
		tab.row++;
	}
	tk_tab_close(&tab);
	worksheet_activate(tab.sheet);
}
