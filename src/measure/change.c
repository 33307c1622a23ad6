#include "measure-imp.h"

/* The change of progress is reconciled by walking from the old share to the new one, one cause at
 * a time: regions that report, the window, applicability, statuses. Each step is a share of its
 * own, so the parts add up to the whole exactly (DESIGN.md section 2). */

enum step {
	STEP_BEFORE,
	/* The regions that reported in both periods, everything else as before. */
	STEP_COMMON,
	/* The window of now. */
	STEP_WINDOW,
	/* The applicability of now; a task that became applicable counts as not started. */
	STEP_APPLICABLE,
	/* The statuses of now: what is left is regions that did not report before. */
	STEP_MOVED,
	STEP_NOW,
	N_STEPS
};

struct walk {
	struct tk_share at[N_STEPS];
};

static void count(struct tk_share *share, bool in_window, bool applicable, bool begun)
{
	if (!in_window || !applicable)
		return;
	share->n++;
	share->k += begun;
}

static void walk_task(struct walk *walk, const struct tk_measures *before,
		      const struct tk_measures *now, unsigned region, unsigned task_index)
{
	const struct tk_task *task = &now->dataset->tasks[task_index];
	bool was = before->reported[region], is = now->reported[region];
	bool old_window = tk_task_in_window(task, before->period);
	bool new_window = tk_task_in_window(task, now->period);
	enum tk_status old = TK_STATUS_MISSING, new = TK_STATUS_MISSING;

	if (was)
		old = before->round->submissions[region].entries[task_index].status;
	if (is)
		new = now->round->submissions[region].entries[task_index].status;
	bool old_applies = old != TK_STATUS_NOT_APPLICABLE,
	     new_applies = new != TK_STATUS_NOT_APPLICABLE;

	if (was)
		count(&walk->at[STEP_BEFORE], old_window, old_applies, tk_status_begun(old));
	if (was && is) {
		count(&walk->at[STEP_COMMON], old_window, old_applies, tk_status_begun(old));
		count(&walk->at[STEP_WINDOW], new_window, old_applies, tk_status_begun(old));
		count(&walk->at[STEP_APPLICABLE], new_window, new_applies, tk_status_begun(old));
		count(&walk->at[STEP_MOVED], new_window, new_applies, tk_status_begun(new));
	}
	if (is)
		count(&walk->at[STEP_NOW], new_window, new_applies, tk_status_begun(new));
}

static struct tk_change change_of(const struct walk *walk)
{
	const struct tk_share *at = walk->at;
	struct tk_change change = {{0, 0}, {0, 0}, {0, 0}, {0, 0}, {0, 0}};

	for (unsigned s = 0; s < N_STEPS; s++) {
		if (at[s].n == 0)
			return change;
	}
	struct tk_fraction joined = tk_share_difference(at[STEP_COMMON], at[STEP_BEFORE]);
	struct tk_fraction came = tk_share_difference(at[STEP_NOW], at[STEP_MOVED]);

	change.whole = tk_share_difference(at[STEP_NOW], at[STEP_BEFORE]);
	change.moves = tk_share_difference(at[STEP_MOVED], at[STEP_APPLICABLE]);
	change.applicability = tk_share_difference(at[STEP_APPLICABLE], at[STEP_WINDOW]);
	change.window = tk_share_difference(at[STEP_WINDOW], at[STEP_COMMON]);
	change.coverage = tk_fraction_sum(joined, came);
	return change;
}

static void add_walk(struct walk *to, const struct walk *from)
{
	for (unsigned s = 0; s < N_STEPS; s++) {
		to->at[s].k += from->at[s].k;
		to->at[s].n += from->at[s].n;
	}
}

static void add_row(const struct tk_dataset *dataset, struct walk *walks, unsigned unit,
		    const struct walk *row)
{
	for (unsigned a = 0; a <= dataset->n_areas; a++)
		add_walk(&walks[tk_figures_at(dataset, unit, a)], &row[a]);
}

/* Walks of one region: each area, then all of them. */
static void walk_region(struct walk *row, const struct tk_measures *before,
			const struct tk_measures *now, unsigned region)
{
	const struct tk_dataset *dataset = now->dataset;

	for (unsigned t = 0; t < dataset->n_tasks; t++)
		walk_task(&row[dataset->tasks[t].area], before, now, region, t);
	for (unsigned a = 0; a < dataset->n_areas; a++)
		add_walk(&row[dataset->n_areas], &row[a]);
}

struct tk_change *tk_changes_new(const struct tk_measures *before, const struct tk_measures *now)
{
	const struct tk_dataset *dataset = now->dataset;
	gsize n = (gsize)tk_n_units(dataset) * tk_figures_row(dataset);
	g_autofree struct walk *walks = g_new0(struct walk, n);
	struct tk_change *changes = g_new0(struct tk_change, n);

	for (unsigned r = 0; r < dataset->n_regions; r++) {
		struct walk *row = &walks[tk_figures_at(dataset, r, 0)];
		unsigned coop = dataset->regions[r].coop;

		walk_region(row, before, now, r);
		add_row(dataset, walks, tk_country_unit(dataset), row);
		if (coop != TK_NONE)
			add_row(dataset, walks, tk_coop_unit(dataset, coop), row);
	}
	for (gsize i = 0; i < n; i++)
		changes[i] = change_of(&walks[i]);
	return changes;
}
