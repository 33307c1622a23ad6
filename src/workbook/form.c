#include "form-imp.h"

/* The collection form: instructions and the sheet of tasks. Header words are the vocabulary's own, so
 * that what is filled in reads without a remark. */

enum {
	COL_ID,
	COL_TASK,
	COL_START,
	COL_END,
	COL_STATUS,
	COL_ESTIMATE,
	COL_OWNER,
	COL_NOTE,
	N_COLS
};

struct column {
	/** Meaning of the header in the vocabulary; NULL: a column that is not read. */
	const char *meaning;
	/** Text of a column that is not read. */
	const char *key;
	double width;
	bool number;
};

static const struct column columns[N_COLS] = {
	[COL_ID] = {"id", NULL, 10, false},
	[COL_TASK] = {"name", NULL, 54, false},
	[COL_START] = {NULL, "form.start", 16, true},
	[COL_END] = {NULL, "form.end", 16, true},
	[COL_STATUS] = {"status", NULL, 28, false},
	[COL_ESTIMATE] = {"estimate", NULL, 15, false},
	[COL_OWNER] = {"owner", NULL, 24, false},
	[COL_NOTE] = {"note", NULL, 48, false},
};

#define LINE_PT 13.0

/* What stands over the table. */
enum { DATE_ROW = 1, COUNT_ROW = 2 };

static void put_heads(struct tk_form *form, struct tk_tab *tab)
{
	tab->row = TK_HEAD_ROW;
	for (unsigned c = 0; c < N_COLS; c++) {
		const struct column *column = &columns[c];
		const char *text = column->meaning
					   ? tk_form_word(&form->book, "header", column->meaning)
					   : tk_form_text(&form->book, column->key);

		tk_tab_head(tab, (lxw_col_t)c, text, column->width, column->number);
	}
	tk_tab_heads_end(tab);
	worksheet_freeze_panes(tab->sheet, TK_FIRST_ROW, COL_START);
}

/* A heading stands under the names: a row without an id and a status is none of a task. */
static void put_heading(struct tk_form *form, struct tk_tab *tab, const char *text,
			enum tk_form_style style)
{
	for (unsigned c = 0; c < N_COLS; c++)
		tk_form_put_empty(&form->book, tab, (lxw_col_t)c, style);
	tk_put_formatted(tab, COL_TASK, text, form->book.of[style]);
	tab->row++;
}

/* What the last submission left out counted as not started, and the region was told so. */
static const char *last_status(const struct tk_form *form, const struct tk_entry *entry)
{
	enum tk_status status =
		entry->status == TK_STATUS_MISSING ? TK_STATUS_NOT_STARTED : entry->status;

	return tk_form_word(&form->book, "status", tk_status_id(status));
}

static unsigned lines_in(const char *text, unsigned col)
{
	g_auto(GStrv) parts = g_strsplit(text ? text : "", "\n", -1);
	unsigned lines = 0;

	for (char **part = parts; *part; part++)
		lines += tk_lines(*part, columns[col].width - 1);
	return MAX(lines, 1);
}

/* Not every spreadsheet program makes room for wrapped lines by itself. */
static double row_height(const struct tk_task *task, const struct tk_entry *entry,
			 enum tk_lang lang)
{
	unsigned lines = lines_in(tk_names_in(&task->name, lang), COL_TASK);

	lines = MAX(lines, lines_in(entry->owner, COL_OWNER));
	lines = MAX(lines, lines_in(entry->note, COL_NOTE));
	return lines * LINE_PT + 2;
}

static void put_task(struct tk_form *form, struct tk_tab *tab, unsigned t)
{
	static const struct tk_entry unknown = {.estimate = TK_NO_DATE};
	const struct tk_task *task = &form->book.dataset->tasks[t];
	const struct tk_entry *entry = form->answers ? &form->answers->entries[t] : &unknown;
	const char *status = form->answers ? last_status(form, entry) : NULL;

	tk_put_input(tab, COL_ID, task->id, TK_STYLE_TEXT, &task->source);
	tk_put_input(tab, COL_TASK, tk_names_in(&task->name, tab->workbook->lang), TK_STYLE_WRAP,
		     &task->source);
	tk_put_date(tab, COL_START, task->start);
	tk_put_date(tab, COL_END, task->end);
	tk_tab_row_height(tab, row_height(task, entry, tab->workbook->lang));
	tk_form_put_text(&form->book, tab, COL_STATUS, status, NULL);
	tk_form_put_date(&form->book, tab, COL_ESTIMATE, entry->estimate);
	tk_form_put_text(&form->book, tab, COL_OWNER, entry->owner, &entry->source);
	tk_form_put_text(&form->book, tab, COL_NOTE, entry->note, &entry->source);
	tab->row++;
}

static void put_area(struct tk_form *form, struct tk_tab *tab, unsigned area)
{
	const struct tk_dataset *dataset = form->book.dataset;
	enum tk_lang lang = tab->workbook->lang;
	const char *group = "";
	bool first = true;

	for (unsigned t = 0; t < dataset->n_tasks; t++) {
		const struct tk_task *task = &dataset->tasks[t];
		const char *own = tk_names_in(&task->group, lang);

		if (task->area != area)
			continue;
		if (first)
			put_heading(form, tab, tk_names_in(&dataset->areas[area].name, lang),
				    TK_FORM_AREA);
		if (*own && strcmp(own, group) != 0)
			put_heading(form, tab, own, TK_FORM_GROUP);
		put_task(form, tab, t);
		first = false;
		group = own;
	}
}

/* The title, the reporting date, which tells this file from older ones, and how many statuses are not
 * chosen yet. */
static void put_top(struct tk_form *form, struct tk_tab *tab, lxw_row_t last_row)
{
	struct tk_form_book *book = &form->book;
	unsigned n_tasks = book->dataset->n_tasks;
	g_autofree char *title = tk_form_title(book, "form.title");
	g_autofree char *formula =
		g_strdup_printf("=%u-COUNTA(%c%u:%c%u)", n_tasks, 'A' + COL_STATUS,
				TK_FIRST_ROW + 1, 'A' + COL_STATUS, last_row + 1);

	tab->row = 0;
	tk_put_text(tab, 0, title, TK_STYLE_TITLE);
	tab->row = DATE_ROW;
	tk_put_formatted(tab, COL_TASK, tk_form_text(book, "form.date"), book->of[TK_FORM_LABEL]);
	tk_put_date(tab, COL_START, book->picture.period->reporting_date);
	tk_put_text(tab, COL_STATUS, tk_form_text(book, "form.tasks.note"), TK_STYLE_NOTE);
	tab->row = COUNT_ROW;
	tk_put_formatted(tab, COL_TASK, tk_form_text(book, "form.unfilled"),
			 book->of[TK_FORM_LABEL]);
	tk_put_formula(tab, COL_START, formula, form->answers ? 0 : n_tasks,
		       tk_tab_format(tab, TK_STYLE_INT));
	tk_put_text(tab, COL_STATUS, tk_form_text(book, "form.tasks.note2"), TK_STYLE_NOTE);
}

/* A task's status that is not chosen stands out until it is. */
static void mark_unchosen(struct tk_form *form, struct tk_tab *tab, lxw_row_t last)
{
	g_autofree char *formula =
		g_strdup_printf("=AND($%c%u<>\"\",$%c%u=\"\")", 'A' + COL_ID, TK_FIRST_ROW + 1,
				'A' + COL_STATUS, TK_FIRST_ROW + 1);
	lxw_conditional_format rule = {
		.type = LXW_CONDITIONAL_TYPE_FORMULA,
		.value_string = formula,
		.format = form->book.of[TK_FORM_UNCHOSEN],
	};

	tk_form_keep(&form->book,
		     worksheet_conditional_format_range(tab->sheet, TK_FIRST_ROW, COL_STATUS, last,
							COL_STATUS, &rule));
}

static void put_tasks(struct tk_form *form)
{
	static const struct tk_tab_kind kind = {.key = "form.tasks", .freeze_column = true};
	struct tk_form_book *book = &form->book;
	struct tk_tab tab;

	if (!tk_form_add_sheet(&tab, book, &kind, tk_form_text(book, "form.tasks.name")))
		return;
	put_heads(form, &tab);
	for (unsigned a = 0; a < book->dataset->n_areas; a++)
		put_area(form, &tab, a);
	lxw_row_t last = MAX(tab.row, TK_FIRST_ROW + 1) - 1;

	tk_tab_close(&tab);
	tk_form_check(book, &tab, TK_CHECK_STATUS, TK_FIRST_ROW, last, COL_STATUS);
	tk_form_check(book, &tab, TK_CHECK_DATE, TK_FIRST_ROW, last, COL_ESTIMATE);
	mark_unchosen(form, &tab, last);
	put_top(form, &tab, last);
	tk_form_protect(&tab);
}

bool tk_form_write(const struct tk_dataset *dataset, const struct tk_round *last, unsigned region,
		   const struct tk_period *period, const struct tk_kit *kit, const char *path,
		   struct tk_log *log)
{
	struct tk_form form = {.last = last};
	const struct tk_region *of = &dataset->regions[region];
	enum tk_lang lang = of->n_langs > 0 ? of->langs[0] : TK_FI;
	char *lists = g_strdup(tk_text(kit->texts, lang, "form.lists.name"));

	if (last && last->submissions[region].reported)
		form.answers = &last->submissions[region];
	if (!tk_form_open(&form.book, dataset, region, period, kit, lang, lists,
			  tk_form_indicator_names(last), path, log))
		return false;
	tk_form_guide(&form);
	put_tasks(&form);
	tk_form_risks(&form);
	tk_form_indicators(&form);
	return tk_form_close(&form.book);
}
