#include "workbook-imp.h"

/* The sheet of all tasks, which the formulas of the other sheets count. Regions without figures
 * have no rows. */

static const struct tk_column columns[] = {
	{"period", 10, false},        {"region", 20, false},    {"coop", 15, false},
	{"area", 34, false},          {"group", 28, false},     {"task-id", 9, false},
	{"task", 48, false},          {"status", 26, false},    {"is-begun", 11, false},
	{"is-done", 11, false},       {"in-window", 14, false}, {"is-late", 11, false},
	{"start", 13, true},          {"end", 13, true},        {"estimate", 15, true},
	{"slippage", 12, true},       {"owner", 20, false},     {"remark", 40, false},
	{"status-before", 26, false}, {"file", 30, false},      {"sheet", 16, false},
	{"cell", 8, false},
};

enum {
	COL_PERIOD,
	COL_REGION,
	COL_COOP,
	COL_AREA,
	COL_GROUP,
	COL_ID,
	COL_TASK,
	COL_STATUS,
	COL_BEGUN,
	COL_DONE,
	COL_WINDOW,
	COL_LATE,
	COL_START,
	COL_END,
	COL_ESTIMATE,
	COL_SLIPPAGE,
	COL_OWNER,
	COL_REMARK,
	COL_BEFORE,
	COL_FILE,
	COL_SHEET,
	COL_CELL,
	N_COLS
};

G_STATIC_ASSERT(G_N_ELEMENTS(columns) == N_COLS);

static const lxw_col_t looked_at[TK_N_TASK_COLUMNS] = {
	[TK_BY_REGION] = COL_REGION, [TK_BY_COOP] = COL_COOP,     [TK_BY_AREA] = COL_AREA,
	[TK_BY_STATUS] = COL_STATUS, [TK_BY_WINDOW] = COL_WINDOW, [TK_BY_LATE] = COL_LATE,
	[TK_BY_ID] = COL_ID,
};

/* Columns of one region that are the same on each of its rows. */
static void put_region(struct tk_tab *tab, unsigned region)
{
	const struct tk_dataset *dataset = tab->workbook->picture->dataset;
	unsigned coop = dataset->regions[region].coop;

	tk_put_text(tab, COL_PERIOD, tab->workbook->period, TK_STYLE_TEXT);
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
}

bool tk_is_late(const struct tk_task *task, enum tk_status status, const struct tk_period *period)
{
	return task->end < period->reporting_date && status != TK_STATUS_DONE &&
	       status != TK_STATUS_NOT_APPLICABLE;
}

/* File, sheet and cell, in three columns. */
static void put_source(struct tk_tab *tab, lxw_col_t first, const struct tk_source *source)
{
	const char *file = tk_clean_path(tab->workbook->picture->dataset, source->file);

	tk_put_text(tab, first, file, TK_STYLE_TEXT);
	tk_put_text(tab, (lxw_col_t)(first + 1), source->sheet ? source->sheet : "", TK_STYLE_TEXT);
	if (!source->file || source->row == TK_NOWHERE || source->col == TK_NOWHERE) {
		tk_put_blank(tab, (lxw_col_t)(first + 2), TK_STYLE_TEXT);
		return;
	}
	g_autofree char *cell = tk_formula_cell(NULL, source->row, (lxw_col_t)source->col);

	tk_put_text(tab, (lxw_col_t)(first + 2), cell, TK_STYLE_TEXT);
}

/* Where each fact of a row stands. */
static const lxw_col_t fact_cols[TK_N_ROW_FACTS] = {
	[TK_ROW_BEGUN] = COL_BEGUN,
	[TK_ROW_DONE] = COL_DONE,
	[TK_ROW_WINDOW] = COL_WINDOW,
	[TK_ROW_LATE] = COL_LATE,
};

/* What follows from the status and the dates. Where figures are formulas these are too, so that a
 * status that is tried out counts everywhere. */
static void put_facts(struct tk_tab *tab, const struct tk_task *task, enum tk_status status)
{
	struct tk_workbook *workbook = tab->workbook;
	const struct tk_period *period = workbook->picture->period;
	const bool facts[TK_N_ROW_FACTS] = {
		[TK_ROW_BEGUN] = tk_status_begun(status),
		[TK_ROW_DONE] = status == TK_STATUS_DONE,
		[TK_ROW_WINDOW] = tk_task_in_window(task, period),
		[TK_ROW_LATE] = tk_is_late(task, status, period),
	};
	g_autofree char *status_cell = tk_formula_cell(NULL, tab->row, COL_STATUS);
	g_autofree char *start = tk_formula_cell(NULL, tab->row, COL_START);
	g_autofree char *end = tk_formula_cell(NULL, tab->row, COL_END);

	for (unsigned i = 0; i < TK_N_ROW_FACTS; i++) {
		if (!workbook->live) {
			tk_put_yes(tab, fact_cols[i], facts[i]);
			continue;
		}
		g_autofree char *formula =
			tk_formula_row_fact(workbook, (enum tk_row_fact)i, status_cell, start, end);

		tk_put_formula_text(
			tab, fact_cols[i], formula,
			tk_workbook_text(workbook, facts[i] ? "workbook.yes" : "workbook.no"),
			TK_STYLE_TEXT);
	}
}

/* Days from the planned end to the estimated one; before it they are negative. */
static void put_slippage(struct tk_tab *tab, const struct tk_task *task,
			 const struct tk_entry *entry)
{
	g_autofree char *estimate = tk_formula_cell(NULL, tab->row, COL_ESTIMATE);
	g_autofree char *end = tk_formula_cell(NULL, tab->row, COL_END);
	g_autofree char *formula = g_strdup_printf("=%s-%s", estimate, end);

	if (entry->estimate == TK_NO_DATE) {
		tk_put_blank(tab, COL_SLIPPAGE, TK_STYLE_SIGNED);
		return;
	}
	int32_t days = entry->estimate - task->end;

	if (tab->workbook->live)
		tk_put_formula(tab, COL_SLIPPAGE, formula, days,
			       tk_tab_format(tab, TK_STYLE_SIGNED));
	else
		tk_put_int(tab, COL_SLIPPAGE, days, TK_STYLE_SIGNED);
}

static void put_before(struct tk_tab *tab, unsigned region, unsigned task)
{
	const struct tk_measures *before = tab->workbook->picture->before;

	if (!before || !before->reported[region]) {
		tk_put_blank(tab, COL_BEFORE, TK_STYLE_TEXT);
		return;
	}
	enum tk_status status = before->round->submissions[region].entries[task].status;

	tk_put_text(tab, COL_BEFORE, tk_status_word(tab->workbook, status), TK_STYLE_TEXT);
}

static void put_entry(struct tk_tab *tab, const struct tk_task *task, const struct tk_entry *entry)
{
	tk_put_text(tab, COL_STATUS, tk_status_word(tab->workbook, entry->status), TK_STYLE_TEXT);
	put_facts(tab, task, entry->status);
	tk_put_date(tab, COL_ESTIMATE, entry->estimate);
	put_slippage(tab, task, entry);
	tk_put_input(tab, COL_OWNER, entry->owner, TK_STYLE_TEXT, &entry->source);
	tk_put_input(tab, COL_REMARK, entry->note, TK_STYLE_TEXT, &entry->source);
	put_source(tab, COL_FILE, &entry->source);
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
		put_before(tab, region, t);
		if (tab->workbook->live)
			tk_place_keep(tab, &entries[t].source);
	}
}

/* A list of the words that the formulas know, for trying a change. */
static void offer_statuses(struct tk_tab *tab)
{
	struct tk_workbook *workbook = tab->workbook;
	const char *words[TK_N_STATUSES + 1] = {NULL};
	lxw_data_validation validation = {.validate = LXW_VALIDATION_TYPE_LIST,
					  .value_list = (char **)words};

	for (unsigned i = 0; i < TK_N_STATUSES; i++)
		words[i] = tk_status_word(workbook, (enum tk_status)i);
	lxw_error error = worksheet_data_validation_range(tab->sheet, TK_FIRST_ROW, COL_STATUS,
							  MAX(tab->row, TK_FIRST_ROW + 1) - 1,
							  COL_STATUS, &validation);

	if (!workbook->error)
		workbook->error = error;
}

static unsigned last_region(const struct tk_workbook *workbook)
{
	return workbook->part_to ? workbook->part_to : workbook->picture->dataset->n_regions;
}

void tk_tab_tasks(struct tk_tab *tab)
{
	struct tk_workbook *workbook = tab->workbook;

	tk_tab_heads(tab, columns, N_COLS);
	for (unsigned i = workbook->part_from; i < last_region(workbook); i++)
		put_rows(tab, workbook->order[i]);
	if (workbook->live)
		offer_statuses(tab);
	worksheet_print_area(tab->sheet, 0, 0, MAX(tab->row, TK_FIRST_ROW + 1) - 1, COL_SLIPPAGE);
	tab->n_printed = COL_SLIPPAGE + 1;
	tab->n_repeated = COL_ID + 1;
	tk_tab_close_table(tab, tk_workbook_text(workbook, "workbook.defined.table"), true);
	if (!workbook->live)
		return;
	for (unsigned i = 0; i < TK_N_TASK_COLUMNS; i++)
		tk_formula_define(tab, (enum tk_task_column)i, looked_at[i]);
}
