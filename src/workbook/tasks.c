#include "workbook-imp.h"

/* The sheet of all tasks, which the formulas of the other sheets count. Regions without figures
 * have no rows. */

static const struct tk_column columns[] = {
	{"region", 20, false},  {"coop", 15, false},      {"area", 22, false},
	{"group", 28, false},   {"task-id", 9, false},    {"task", 48, false},
	{"status", 26, false},  {"start", 12, true},      {"end", 12, true},
	{"estimate", 12, true}, {"in-window", 11, false}, {"is-late", 11, false},
	{"owner", 20, false},   {"remark", 40, false},    {"file", 30, false},
	{"sheet", 16, false},   {"cell", 8, false},
};

enum {
	COL_REGION,
	COL_COOP,
	COL_AREA,
	COL_GROUP,
	COL_ID,
	COL_TASK,
	COL_STATUS,
	COL_START,
	COL_END,
	COL_ESTIMATE,
	COL_WINDOW,
	COL_LATE,
	COL_OWNER,
	COL_REMARK,
	COL_FILE,
	COL_SHEET,
	COL_CELL,
	N_COLS
};

G_STATIC_ASSERT(G_N_ELEMENTS(columns) == N_COLS);

static const lxw_col_t looked_at[TK_N_TASK_COLUMNS] = {
	[TK_BY_REGION] = COL_REGION, [TK_BY_COOP] = COL_COOP,     [TK_BY_AREA] = COL_AREA,
	[TK_BY_STATUS] = COL_STATUS, [TK_BY_WINDOW] = COL_WINDOW, [TK_BY_LATE] = COL_LATE,
};

/* Columns of one region that are the same on each of its rows. */
static void put_region(struct tk_tab *tab, unsigned region)
{
	const struct tk_dataset *dataset = tab->workbook->picture->dataset;
	unsigned coop = dataset->regions[region].coop;

	tk_put_text(tab, COL_REGION, tk_region_name(tab->workbook, region), TK_STYLE_TEXT);
	if (coop == TK_NONE)
		tk_put_blank(tab, COL_COOP, TK_STYLE_TEXT);
	else
		tk_put_text(tab, COL_COOP,
			    tk_names_in(&dataset->coops[coop].name, tab->workbook->lang),
			    TK_STYLE_TEXT);
}

static void put_task(struct tk_tab *tab, const struct tk_task *task)
{
	enum tk_lang lang = tab->workbook->lang;

	tk_put_text(tab, COL_AREA, tk_area_name(tab->workbook, task->area), TK_STYLE_TEXT);
	tk_put_input(tab, COL_GROUP, tk_names_in(&task->group, lang), TK_STYLE_TEXT, &task->source);
	tk_put_input(tab, COL_ID, task->id, TK_STYLE_TEXT, &task->source);
	tk_put_input(tab, COL_TASK, tk_names_in(&task->name, lang), TK_STYLE_TEXT, &task->source);
	tk_put_date(tab, COL_START, task->start);
	tk_put_date(tab, COL_END, task->end);
	tk_put_yes(tab, COL_WINDOW, tk_task_in_window(task, tab->workbook->picture->period));
}

static bool is_late(const struct tk_task *task, enum tk_status status,
		    const struct tk_period *period)
{
	return task->end < period->reporting_date && status != TK_STATUS_DONE &&
	       status != TK_STATUS_NOT_APPLICABLE;
}

static void put_source(struct tk_tab *tab, const struct tk_source *source)
{
	const char *file = tk_clean_path(tab->workbook->picture->dataset, source->file);

	tk_put_text(tab, COL_FILE, file, TK_STYLE_TEXT);
	tk_put_text(tab, COL_SHEET, source->sheet ? source->sheet : "", TK_STYLE_TEXT);
	if (!source->file || source->row == TK_NOWHERE || source->col == TK_NOWHERE) {
		tk_put_blank(tab, COL_CELL, TK_STYLE_TEXT);
		return;
	}
	g_autofree char *cell = tk_formula_cell(NULL, source->row, (lxw_col_t)source->col);

	tk_put_text(tab, COL_CELL, cell, TK_STYLE_TEXT);
}

static void put_entry(struct tk_tab *tab, const struct tk_task *task, const struct tk_entry *entry)
{
	g_autofree char *key = g_strconcat("status.", tk_status_id(entry->status), NULL);

	tk_put_text(tab, COL_STATUS, tk_workbook_text(tab->workbook, key), TK_STYLE_TEXT);
	tk_put_date(tab, COL_ESTIMATE, entry->estimate);
	tk_put_yes(tab, COL_LATE, is_late(task, entry->status, tab->workbook->picture->period));
	tk_put_input(tab, COL_OWNER, entry->owner, TK_STYLE_TEXT, &entry->source);
	tk_put_input(tab, COL_REMARK, entry->note, TK_STYLE_TEXT, &entry->source);
	put_source(tab, &entry->source);
}

static void put_rows(struct tk_tab *tab, unsigned region)
{
	const struct tk_picture *picture = tab->workbook->picture;
	const struct tk_dataset *dataset = picture->dataset;

	if (!picture->now->reported[region])
		return;
	const struct tk_entry *entries = picture->now->round->submissions[region].entries;

	for (unsigned t = 0; t < dataset->n_tasks && tk_tab_has_room(tab, dataset->n_tasks - t);
	     t++, tab->row++) {
		put_region(tab, region);
		put_task(tab, &dataset->tasks[t]);
		put_entry(tab, &dataset->tasks[t], &entries[t]);
	}
}

void tk_tab_tasks(struct tk_tab *tab)
{
	struct tk_workbook *workbook = tab->workbook;

	tk_tab_heads(tab, columns, N_COLS);
	for (unsigned i = 0; i < workbook->picture->dataset->n_regions; i++)
		put_rows(tab, workbook->order[i]);
	tk_tab_close(tab);
	for (unsigned i = 0; i < TK_N_TASK_COLUMNS; i++)
		tk_formula_define(tab, (enum tk_task_column)i, looked_at[i]);
}
