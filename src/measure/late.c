#include "measure-imp.h"

#include <stdlib.h>

/* A task is late in a region where its planned end has passed, else it may slip: a task of the
 * roadmap is in one of the two lists only. */

static int compare_late(const void *a, const void *b)
{
	const struct tk_late_task *left = a, *right = b;

	if (left->n_regions != right->n_regions)
		return left->n_regions < right->n_regions ? 1 : -1;
	return left->task > right->task ? 1 : -1;
}

static int compare_days(const void *a, const void *b)
{
	const int32_t *left = a, *right = b;

	return (*left > *right) - (*left < *right);
}

/* The median of days that are above zero, half up. */
static int32_t median_of(int32_t *days, unsigned n)
{
	if (n == 0)
		return 0;
	qsort(days, n, sizeof *days, compare_days);
	int64_t twice = (int64_t)days[(n - 1) / 2] + days[n / 2];

	return (int32_t)((twice + 1) / 2);
}

/* One region's part; room takes the days after the planned end. */
static void count_entry(struct tk_late_task *late, const struct tk_entry *entry, int32_t end,
			int32_t *room)
{
	late->n_regions++;
	late->n_not_started += !tk_status_begun(entry->status);
	if (entry->estimate == TK_NO_DATE) {
		late->n_no_estimate++;
		return;
	}
	late->latest = MAX(late->latest, entry->estimate);
	if (entry->estimate > end)
		room[late->n_after++] = entry->estimate - end;
}

static struct tk_late_task count_task(const struct tk_measures *now, unsigned task_index, bool past,
				      int32_t *room)
{
	struct tk_late_task late = {.task = task_index, .latest = TK_NO_DATE};
	int32_t end = now->dataset->tasks[task_index].end;

	for (unsigned r = 0; r < now->dataset->n_regions; r++) {
		if (!now->reported[r])
			continue;
		const struct tk_entry *entry = &now->round->submissions[r].entries[task_index];
		bool open = entry->status != TK_STATUS_DONE &&
			    entry->status != TK_STATUS_NOT_APPLICABLE;

		/* No date is before all of them. */
		if (open && (past || entry->estimate > end))
			count_entry(&late, entry, end, room);
	}
	late.median_days = median_of(room, late.n_after);
	return late;
}

static struct tk_late_task *finish(GArray *all, unsigned *n)
{
	g_array_sort(all, compare_late);
	*n = all->len;
	return (struct tk_late_task *)(void *)g_array_free(all, FALSE);
}

void tk_late_tasks_gather(struct tk_picture *picture)
{
	const struct tk_dataset *dataset = picture->dataset;
	GArray *late = g_array_new(FALSE, FALSE, sizeof(struct tk_late_task));
	GArray *slipping = g_array_new(FALSE, FALSE, sizeof(struct tk_late_task));
	g_autofree int32_t *room = g_new(int32_t, dataset->n_regions + 1);

	for (unsigned t = 0; t < dataset->n_tasks; t++) {
		bool past = dataset->tasks[t].end < picture->period->reporting_date;
		struct tk_late_task task = count_task(picture->now, t, past, room);

		if (task.n_regions > 0)
			g_array_append_val(past ? late : slipping, task);
	}
	picture->late = finish(late, &picture->n_late);
	picture->slipping = finish(slipping, &picture->n_slipping);
}
