#include "region-imp.h"

/* The sheets of the region's tasks: all of them, which the formulas of the figures count, and the
 * late ones. */

/* A cell whose text may take several lines. */
struct tall_cell {
	const char *text;
	double width;
};

/* Make the row as high as its highest cell. */
static void fit_height(struct tk_tab *tab, const struct tall_cell *cells, unsigned n)
{
	unsigned lines = 1;

	for (unsigned i = 0; i < n; i++)
		lines = MAX(lines,
			    tk_lines(cells[i].text ? cells[i].text : "", cells[i].width - 1));
	tk_tab_row_height(tab, 13.0 * lines + 2);
}

/* ---- All tasks ---- */

static const struct tk_column columns[] = {
	{"area", 17, false},      {"group", 21, false},   {"task-id", 8, false},
	{"task", 36, false},      {"status", 15, false},  {"own-status-before", 15, false},
	{"own-moved", 9, false},  {"start", 13, true},    {"end", 13, true},
	{"in-window", 10, false}, {"is-late", 10, false}, {"estimate", 13, true},
	{"own-slip", 11, true},   {"owner", 15, false},   {"remark", 32, false},
	{"source", 26, false},
};

enum {
	COL_AREA,
	COL_GROUP,
	COL_ID,
	COL_TASK,
	COL_STATUS,
	COL_BEFORE,
	COL_MOVED,
	COL_START,
	COL_END,
	COL_WINDOW,
	COL_LATE,
	COL_ESTIMATE,
	COL_SLIP,
	COL_OWNER,
	COL_REMARK,
	COL_SOURCE,
	N_COLS
};

G_STATIC_ASSERT(G_N_ELEMENTS(columns) == N_COLS);

/* Columns that formulas look at; what is the same on all rows has none. */
static const struct {
	enum tk_task_column column;
	lxw_col_t col;
} looked_at[] = {
	{TK_BY_AREA, COL_AREA},
	{TK_BY_STATUS, COL_STATUS},
	{TK_BY_WINDOW, COL_WINDOW},
	{TK_BY_LATE, COL_LATE},
};

static void put_status_before(struct tk_tab *tab, lxw_col_t col, unsigned task)
{
	const struct tk_submission *before = tk_own_before(tab->workbook);

	if (before)
		tk_put_text(tab, col, tk_status_word(tab->workbook, before->entries[task].status),
			    TK_STYLE_WRAP);
	else
		tk_put_none(tab, col, false);
}

static void put_moved(struct tk_tab *tab, unsigned task, enum tk_status status)
{
	const struct tk_submission *before = tk_own_before(tab->workbook);

	if (before)
		tk_put_yes(tab, COL_MOVED, before->entries[task].status != status);
	else
		tk_put_none(tab, COL_MOVED, false);
}

/* Days from the planned end to the estimated one, worked out by the sheet. */
static void put_slip(struct tk_tab *tab, lxw_col_t end_col, lxw_col_t estimate_col, lxw_col_t col,
		     const struct tk_task *task, const struct tk_entry *entry)
{
	g_autofree char *end = tk_formula_cell(NULL, tab->row, end_col);
	g_autofree char *estimate = tk_formula_cell(NULL, tab->row, estimate_col);
	g_autofree char *formula = g_strdup_printf("=%s-%s", estimate, end);

	if (entry->estimate == TK_NO_DATE)
		tk_put_none(tab, col, false);
	else
		tk_put_formula(tab, col, formula, entry->estimate - task->end,
			       tk_tab_format(tab, TK_STYLE_SIGNED));
}

static void put_estimate(struct tk_tab *tab, lxw_col_t col, int32_t estimate)
{
	if (estimate == TK_NO_DATE)
		tk_put_none(tab, col, false);
	else
		tk_put_date(tab, col, estimate);
}

/* Whether the task is late: the sheet tells by the status that stands on the row. */
static void put_late_word(struct tk_tab *tab, const struct tk_task *task, enum tk_status status)
{
	struct tk_workbook *workbook = tab->workbook;
	bool late = tk_is_late(task, status, workbook->picture->period);
	g_autofree char *at = tk_formula_cell(NULL, tab->row, COL_STATUS);
	g_autofree char *start = tk_formula_cell(NULL, tab->row, COL_START);
	g_autofree char *end = tk_formula_cell(NULL, tab->row, COL_END);
	g_autofree char *formula = tk_formula_row_fact(workbook, TK_ROW_LATE, at, start, end);

	if (workbook->live)
		tk_put_formula_text(
			tab, COL_LATE, formula,
			tk_workbook_text(workbook, late ? "workbook.yes" : "workbook.no"),
			TK_STYLE_TEXT);
	else
		tk_put_yes(tab, COL_LATE, late);
}

static void fit_task(struct tk_tab *tab, const struct tk_task *task, const struct tk_entry *entry)
{
	const struct tk_workbook *workbook = tab->workbook;
	const struct tall_cell cells[] = {
		{tk_area_name(workbook, task->area), columns[COL_AREA].width},
		{tk_names_in(&task->group, workbook->lang), columns[COL_GROUP].width},
		{tk_names_in(&task->name, workbook->lang), columns[COL_TASK].width},
		/* The longest of the statuses, whichever there was before. */
		{tk_status_word(workbook, TK_STATUS_ON_SCHEDULE), columns[COL_STATUS].width},
		{entry->owner, columns[COL_OWNER].width},
		{entry->note, columns[COL_REMARK].width},
	};

	fit_height(tab, cells, G_N_ELEMENTS(cells));
}

static void put_task(struct tk_tab *tab, unsigned index, const struct tk_entry *entry)
{
	struct tk_workbook *workbook = tab->workbook;
	const struct tk_period *period = workbook->picture->period;
	const struct tk_task *task = &workbook->picture->dataset->tasks[index];

	fit_task(tab, task, entry);
	tk_put_text(tab, COL_AREA, tk_area_name(workbook, task->area), TK_STYLE_WRAP);
	tk_put_input(tab, COL_GROUP, tk_names_in(&task->group, workbook->lang), TK_STYLE_WRAP,
		     &task->source);
	tk_put_input(tab, COL_ID, task->id, TK_STYLE_WRAP, &task->source);
	tk_put_input(tab, COL_TASK, tk_names_in(&task->name, workbook->lang), TK_STYLE_WRAP,
		     &task->source);
	tk_put_text(tab, COL_STATUS, tk_status_word(workbook, entry->status), TK_STYLE_WRAP);
	put_status_before(tab, COL_BEFORE, index);
	put_moved(tab, index, entry->status);
	tk_put_date(tab, COL_START, task->start);
	tk_put_date(tab, COL_END, task->end);
	tk_put_yes(tab, COL_WINDOW, tk_task_in_window(task, period));
	put_late_word(tab, task, entry->status);
	put_estimate(tab, COL_ESTIMATE, entry->estimate);
	put_slip(tab, COL_END, COL_ESTIMATE, COL_SLIP, task, entry);
	tk_put_input(tab, COL_OWNER, entry->owner, TK_STYLE_WRAP, &entry->source);
	tk_put_input(tab, COL_REMARK, entry->note, TK_STYLE_WRAP, &entry->source);
	tk_put_place(tab, COL_SOURCE, &entry->source);
	tk_place_keep(tab, &entry->source);
}

/* Statuses are chosen from a list, so that a change that is tried counts. */
static void offer_statuses(struct tk_tab *tab)
{
	const char *words[TK_N_STATUSES + 1] = {NULL};
	lxw_data_validation validation = {
		.validate = LXW_VALIDATION_TYPE_LIST,
		.error_type = LXW_VALIDATION_ERROR_TYPE_WARNING,
		.value_list = (char **)words,
	};

	for (unsigned s = 0; s < TK_N_STATUSES; s++)
		words[s] = tk_status_word(tab->workbook, (enum tk_status)s);
	lxw_error error = worksheet_data_validation_range(tab->sheet, TK_FIRST_ROW, COL_STATUS,
							  MAX(tab->row, TK_FIRST_ROW + 1) - 1,
							  COL_STATUS, &validation);

	if (!tab->workbook->error)
		tab->workbook->error = error;
}

void tk_tab_own_tasks(struct tk_tab *tab)
{
	struct tk_workbook *workbook = tab->workbook;
	const struct tk_entry *entries = tk_own_now(workbook)->entries;
	unsigned n = workbook->picture->dataset->n_tasks;

	tk_tab_heads(tab, columns, N_COLS);
	for (unsigned t = 0; t < n && tk_tab_has_room(tab, n - t); t++, tab->row++)
		put_task(tab, t, &entries[t]);
	offer_statuses(tab);
	tab->n_repeated = COL_ID + 1;
	tk_tab_close_table(tab, tk_workbook_text(workbook, "workbook.own-table.tasks"), true);
	for (unsigned i = 0; i < G_N_ELEMENTS(looked_at); i++)
		tk_formula_define(tab, looked_at[i].column, looked_at[i].col);
}

/* ---- Late tasks ---- */

static const struct tk_column late_columns[] = {
	{"task-id", 8, false},
	{"task", 36, false},
	{"area", 20, false},
	{"end", 13, true},
	{"own-days-late", 10, true},
	{"status", 15, false},
	{"own-status-before", 15, false},
	{"estimate", 13, true},
	{"own-slip", 11, true},
	{"late-regions", 12, true},
	{"owner", 14, false},
	{"remark", 28, false},
};

enum {
	LATE_ID,
	LATE_TASK,
	LATE_AREA,
	LATE_END,
	LATE_DAYS,
	LATE_STATUS,
	LATE_BEFORE,
	LATE_ESTIMATE,
	LATE_SLIP,
	LATE_REGIONS,
	LATE_OWNER,
	LATE_REMARK,
	LATE_N
};

G_STATIC_ASSERT(G_N_ELEMENTS(late_columns) == LATE_N);

static int compare_ends(const void *a, const void *b, void *data)
{
	const struct tk_dataset *dataset = data;
	unsigned left = *(const unsigned *)a, right = *(const unsigned *)b;
	int32_t ends[2] = {dataset->tasks[left].end, dataset->tasks[right].end};

	return ends[0] != ends[1] ? (ends[0] > ends[1]) - (ends[0] < ends[1])
				  : (left > right) - (left < right);
}

/* \return the region's late tasks, the oldest first; owned. */
static GArray *late_tasks(const struct tk_workbook *workbook)
{
	const struct tk_dataset *dataset = workbook->picture->dataset;
	const struct tk_entry *entries = tk_own_now(workbook)->entries;
	GArray *late = g_array_new(FALSE, FALSE, sizeof(unsigned));

	for (unsigned t = 0; t < dataset->n_tasks; t++) {
		if (tk_is_late(&dataset->tasks[t], entries[t].status, workbook->picture->period))
			g_array_append_val(late, t);
	}
	g_array_sort_with_data(late, compare_ends, (gpointer)dataset);
	return late;
}

static unsigned regions_late(const struct tk_picture *picture, unsigned task)
{
	for (unsigned i = 0; i < picture->n_late; i++) {
		if (picture->late[i].task == task)
			return picture->late[i].n_regions;
	}
	return 0;
}

static void put_late(struct tk_tab *tab, unsigned index)
{
	struct tk_workbook *workbook = tab->workbook;
	const struct tk_picture *picture = workbook->picture;
	const struct tk_task *task = &picture->dataset->tasks[index];
	const struct tk_entry *entry = &tk_own_now(workbook)->entries[index];
	const char *name = tk_names_in(&task->name, workbook->lang);
	const struct tall_cell cells[] = {
		{name, late_columns[LATE_TASK].width},
		{tk_area_name(workbook, task->area), late_columns[LATE_AREA].width},
		{tk_status_word(workbook, entry->status), late_columns[LATE_STATUS].width},
		{entry->owner, late_columns[LATE_OWNER].width},
		{entry->note, late_columns[LATE_REMARK].width},
	};

	fit_height(tab, cells, G_N_ELEMENTS(cells));
	tk_put_input(tab, LATE_ID, task->id, TK_STYLE_TEXT, &task->source);
	tk_put_input(tab, LATE_TASK, name, TK_STYLE_WRAP, &task->source);
	tk_put_text(tab, LATE_AREA, tk_area_name(workbook, task->area), TK_STYLE_WRAP);
	tk_put_date(tab, LATE_END, task->end);
	tk_put_int(tab, LATE_DAYS, picture->period->reporting_date - task->end, TK_STYLE_INT);
	tk_put_text(tab, LATE_STATUS, tk_status_word(workbook, entry->status), TK_STYLE_WRAP);
	put_status_before(tab, LATE_BEFORE, index);
	put_estimate(tab, LATE_ESTIMATE, entry->estimate);
	put_slip(tab, LATE_END, LATE_ESTIMATE, LATE_SLIP, task, entry);
	tk_put_int(tab, LATE_REGIONS, regions_late(picture, index), TK_STYLE_INT);
	tk_put_input(tab, LATE_OWNER, entry->owner, TK_STYLE_WRAP, &entry->source);
	tk_put_input(tab, LATE_REMARK, entry->note, TK_STYLE_WRAP, &entry->source);
}

void tk_tab_own_late(struct tk_tab *tab)
{
	g_autoptr(GArray) late = late_tasks(tab->workbook);

	tk_tab_heads(tab, late_columns, LATE_N);
	for (unsigned i = 0; i < late->len; i++, tab->row++)
		put_late(tab, g_array_index(late, unsigned, i));
	tk_tab_nothing(tab, "workbook.own-late.nothing");
	tk_tab_close(tab);
}
