#include "measure-imp.h"

#include <string.h>

/* Moves from each status to each other one. */
struct moves {
	unsigned n[TK_N_STATUSES][TK_N_STATUSES];
};

/* ---- In the report itself ---- */

static void check_entry(struct tk_oddities *odd, const struct tk_entry *entry,
			const struct tk_task *task, int32_t reporting_date)
{
	bool on_schedule = entry->status == TK_STATUS_ON_SCHEDULE;
	bool past_due = task->end < reporting_date, told = entry->estimate != TK_NO_DATE;

	if (entry->status == TK_STATUS_DONE || entry->status == TK_STATUS_NOT_APPLICABLE)
		return;
	if (tk_status_begun(entry->status))
		odd->n_estimate_past += told && entry->estimate < reporting_date;
	if (on_schedule) {
		odd->n_conflict += told && entry->estimate > task->end;
		odd->n_past_due += past_due;
	}
	odd->n_late_no_estimate += past_due && !told;
}

/* ---- Against the period before ---- */

static void find_bulk(struct tk_oddities *odd, const struct moves *moves)
{
	odd->bulk.n = odd->same.n;
	for (unsigned from = 0; from < TK_N_STATUSES; from++) {
		for (unsigned to = 0; to < TK_N_STATUSES; to++) {
			if (from == to || moves->n[from][to] <= odd->bulk.k)
				continue;
			odd->bulk.k = moves->n[from][to];
			odd->bulk_from = (enum tk_status)from;
			odd->bulk_to = (enum tk_status)to;
		}
	}
}

static void compare_statuses(struct tk_oddities *odd, const struct tk_entry *before,
			     const struct tk_entry *now, unsigned n_tasks)
{
	struct moves moves = {0};

	for (unsigned t = 0; t < n_tasks; t++) {
		if (before[t].status == TK_STATUS_MISSING || now[t].status == TK_STATUS_MISSING)
			continue;
		moves.n[before[t].status][now[t].status]++;
		odd->same.n++;
		odd->same.k += before[t].status == now[t].status;
	}
	find_bulk(odd, &moves);
}

/* ---- Against all the periods before ---- */

static bool same_entry(const struct tk_entry *a, const struct tk_entry *b)
{
	return a->status == b->status && a->estimate == b->estimate &&
	       g_strcmp0(a->owner, b->owner) == 0 && g_strcmp0(a->note, b->note) == 0;
}

static bool same_entries(const struct tk_entry *a, const struct tk_entry *b, unsigned n_tasks)
{
	for (unsigned t = 0; t < n_tasks; t++) {
		if (!same_entry(&a[t], &b[t]))
			return false;
	}
	return true;
}

/* Whether there is a task left that could change. */
static bool any_open(const struct tk_entry *entries, unsigned n_tasks)
{
	for (unsigned t = 0; t < n_tasks; t++) {
		if (entries[t].status != TK_STATUS_DONE &&
		    entries[t].status != TK_STATUS_NOT_APPLICABLE)
			return true;
	}
	return false;
}

static unsigned count_unchanged(struct tk_measures *const *history, unsigned n_history,
				unsigned region)
{
	const struct tk_measures *now = history[n_history - 1];
	const struct tk_entry *entries = now->round->submissions[region].entries;
	unsigned n = 1, n_tasks = now->dataset->n_tasks;

	if (!any_open(entries, n_tasks))
		return n;
	for (unsigned i = n_history - 1; i-- > 0;) {
		if (!history[i]->reported[region])
			continue;
		if (!same_entries(history[i]->round->submissions[region].entries, entries, n_tasks))
			break;
		n++;
	}
	return n;
}

static struct tk_oddities oddities_of(struct tk_measures *const *history, unsigned n_history,
				      unsigned region)
{
	const struct tk_measures *now = history[n_history - 1];
	const struct tk_measures *before = n_history > 1 ? history[n_history - 2] : NULL;
	const struct tk_entry *entries = now->round->submissions[region].entries;
	unsigned n_tasks = now->dataset->n_tasks;
	struct tk_oddities odd = {0};

	if (!now->reported[region])
		return odd;
	for (unsigned t = 0; t < n_tasks; t++)
		check_entry(&odd, &entries[t], &now->dataset->tasks[t],
			    now->period->reporting_date);
	if (before && before->reported[region])
		compare_statuses(&odd, before->round->submissions[region].entries, entries,
				 n_tasks);
	odd.n_unchanged = count_unchanged(history, n_history, region);
	return odd;
}

struct tk_oddities *tk_oddities_new(struct tk_measures *const *history, unsigned n_history)
{
	unsigned n_regions = history[0]->dataset->n_regions;
	struct tk_oddities *oddities = g_new0(struct tk_oddities, n_regions);

	for (unsigned r = 0; r < n_regions; r++)
		oddities[r] = oddities_of(history, n_history, r);
	return oddities;
}
