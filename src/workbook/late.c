#include "workbook-imp.h"

/* The sheet of late tasks: which, since when, where. */

static const struct tk_column columns[] = {
	{"task-id", 9, false},        {"task", 46, false},
	{"area", 30, false},          {"end", 13, true},
	{"late-regions", 12, true},   {"late-not-started", 14, true},
	{"which-regions", 76, false},
};

enum { COL_ID, COL_TASK, COL_AREA, COL_END, COL_REGIONS, COL_NOT_STARTED, COL_WHICH, N_COLS };

G_STATIC_ASSERT(G_N_ELEMENTS(columns) == N_COLS);

static char *regions_late(const struct tk_workbook *workbook, unsigned task)
{
	const struct tk_picture *picture = workbook->picture;
	GString *names = g_string_new(NULL);
	unsigned n_left = 0;

	for (unsigned i = 0; i < picture->dataset->n_regions; i++) {
		unsigned r = workbook->order[i];

		if (!picture->now->reported[r])
			continue;
		enum tk_status status = picture->now->round->submissions[r].entries[task].status;

		if (status != TK_STATUS_DONE && status != TK_STATUS_NOT_APPLICABLE)
			tk_cell_list_add(names, &n_left, tk_region_name(workbook, r));
	}
	tk_cell_list_end(workbook, names, n_left);
	return g_string_free(names, FALSE);
}

/* \param live  Whether the sheet of tasks can be asked. */
static void put_counts(struct tk_tab *tab, const struct tk_late_task *late, bool live)
{
	g_autofree char *id = g_strdup_printf("$A%u", tab->row + 1);

	if (!live) {
		tk_put_int(tab, COL_REGIONS, late->n_regions, TK_STYLE_INT);
		tk_put_int(tab, COL_NOT_STARTED, late->n_not_started, TK_STYLE_INT);
		return;
	}
	g_autofree char *all = tk_formula_late_regions(tab->workbook, id, false);
	g_autofree char *idle = tk_formula_late_regions(tab->workbook, id, true);

	tk_put_formula(tab, COL_REGIONS, all, late->n_regions, tk_tab_format(tab, TK_STYLE_INT));
	tk_put_formula(tab, COL_NOT_STARTED, idle, late->n_not_started,
		       tk_tab_format(tab, TK_STYLE_INT));
}

static void put_row(struct tk_tab *tab, const struct tk_late_task *late, bool live)
{
	struct tk_workbook *workbook = tab->workbook;
	const struct tk_task *task = &workbook->picture->dataset->tasks[late->task];
	const char *name = tk_names_in(&task->name, workbook->lang);
	g_autofree char *which = regions_late(workbook, late->task);
	unsigned lines = tk_lines(which, columns[COL_WHICH].width - 2);

	lines = MAX(lines, tk_lines(name, columns[COL_TASK].width - 2));
	tk_tab_row_height(tab, 13.0 * lines + 2);
	tk_put_input(tab, COL_ID, task->id, TK_STYLE_TEXT, &task->source);
	tk_put_input(tab, COL_TASK, name, TK_STYLE_WRAP, &task->source);
	tk_put_text(tab, COL_AREA, tk_area_name(workbook, task->area), TK_STYLE_WRAP);
	tk_put_date(tab, COL_END, task->end);
	put_counts(tab, late, live);
	tk_put_text(tab, COL_WHICH, which, TK_STYLE_WRAP);
}

void tk_tab_late(struct tk_tab *tab)
{
	const struct tk_picture *picture = tab->workbook->picture;

	bool live = tab->workbook->live && tk_formula_ids_possible(tab->workbook);

	tk_tab_heads(tab, columns, N_COLS);
	for (unsigned i = 0; i < picture->n_late; i++, tab->row++)
		put_row(tab, &picture->late[i], live);
	tk_tab_close(tab);
}
