#include "measure-imp.h"

static int compare_late(const void *a, const void *b, void *data)
{
	const struct tk_late_task *left = a, *right = b;

	(void)data;
	if (left->n_regions != right->n_regions)
		return left->n_regions < right->n_regions ? 1 : -1;
	return left->task > right->task ? 1 : -1;
}

static void count_late(const struct tk_measures *now, unsigned task, struct tk_late_task *late)
{
	for (unsigned r = 0; r < now->dataset->n_regions; r++) {
		if (!now->reported[r])
			continue;
		enum tk_status status = now->round->submissions[r].entries[task].status;

		if (status == TK_STATUS_DONE || status == TK_STATUS_NOT_APPLICABLE)
			continue;
		late->n_regions++;
		late->n_not_started += !tk_status_begun(status);
	}
}

struct tk_late_task *tk_late_tasks_new(const struct tk_measures *now, unsigned *n_late)
{
	GArray *all = g_array_new(FALSE, FALSE, sizeof(struct tk_late_task));

	for (unsigned t = 0; t < now->dataset->n_tasks; t++) {
		struct tk_late_task late = {.task = t};

		if (now->dataset->tasks[t].end >= now->period->reporting_date)
			continue;
		count_late(now, t, &late);
		if (late.n_regions > 0)
			g_array_append_val(all, late);
	}
	g_array_sort_with_data(all, compare_late, NULL);
	*n_late = all->len;
	return (struct tk_late_task *)(void *)g_array_free(all, FALSE);
}
