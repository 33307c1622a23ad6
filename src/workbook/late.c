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

	for (unsigned i = 0; i < picture->dataset->n_regions; i++) {
		unsigned r = workbook->order[i];

		if (!picture->now->reported[r])
			continue;
		enum tk_status status = picture->now->round->submissions[r].entries[task].status;

		if (status != TK_STATUS_DONE && status != TK_STATUS_NOT_APPLICABLE)
			g_string_append_printf(names, "%s%s", names->len ? ", " : "",
					       tk_region_name(workbook, r));
	}
	return g_string_free(names, FALSE);
}

static void put_row(struct tk_tab *tab, const struct tk_late_task *late)
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
	tk_put_int(tab, COL_REGIONS, late->n_regions, TK_STYLE_INT);
	tk_put_int(tab, COL_NOT_STARTED, late->n_not_started, TK_STYLE_INT);
	tk_put_text(tab, COL_WHICH, which, TK_STYLE_WRAP);
}

void tk_tab_late(struct tk_tab *tab)
{
	const struct tk_picture *picture = tab->workbook->picture;

	tk_tab_heads(tab, columns, N_COLS);
	for (unsigned i = 0; i < picture->n_late; i++, tab->row++)
		put_row(tab, &picture->late[i]);
	tk_tab_close(tab);
}
