#include "measure-imp.h"

/* ---- Which tasks belong together ---- */

/* A task stands for its group: its area, and the group's name in every language. */
static guint hash_group(const void *key)
{
	const struct tk_task *task = key;

	return g_str_hash(tk_names_in(&task->group, TK_FI)) * 31 + task->area;
}

static gboolean same_group(const void *a, const void *b)
{
	const struct tk_task *left = a, *right = b;

	return left->area == right->area &&
	       g_str_equal(tk_names_in(&left->group, TK_FI), tk_names_in(&right->group, TK_FI));
}

/* Index of each task's group, the groups in the order of their first tasks. */
static unsigned *assign_groups(const struct tk_dataset *dataset, GArray *groups)
{
	unsigned *group_of = g_new(unsigned, dataset->n_tasks + 1);
	g_autoptr(GHashTable) known = g_hash_table_new(hash_group, same_group);

	for (unsigned t = 0; t < dataset->n_tasks; t++) {
		struct tk_task *task = &dataset->tasks[t];
		unsigned index = GPOINTER_TO_UINT(g_hash_table_lookup(known, task));

		if (!index) {
			struct tk_group group = {.area = task->area, .name = &task->group};

			g_array_append_val(groups, group);
			index = groups->len;
			g_hash_table_insert(known, task, GUINT_TO_POINTER(index));
		}
		group_of[t] = index - 1;
		g_array_index(groups, struct tk_group, index - 1).n_tasks++;
	}
	return group_of;
}

static void list_tasks(GArray *groups, const unsigned *group_of, unsigned n_tasks)
{
	for (unsigned g = 0; g < groups->len; g++) {
		struct tk_group *group = &g_array_index(groups, struct tk_group, g);

		group->tasks = g_new(unsigned, group->n_tasks);
		group->n_tasks = 0;
	}
	for (unsigned t = 0; t < n_tasks; t++) {
		struct tk_group *group = &g_array_index(groups, struct tk_group, group_of[t]);

		group->tasks[group->n_tasks++] = t;
	}
}

/* ---- Their figures ---- */

struct tk_figures tk_measures_group(const struct tk_measures *measures,
				    const struct tk_group *group, unsigned region)
{
	struct tk_figures figures = {0};

	if (!measures->reported[region])
		return figures;
	for (unsigned i = 0; i < group->n_tasks; i++) {
		unsigned t = group->tasks[i];

		tk_figures_count(&figures, &measures->dataset->tasks[t], measures->period,
				 measures->round->submissions[region].entries[t].status);
	}
	return figures;
}

static void measure_group(struct tk_group *group, const struct tk_measures *now,
			  const struct tk_measures *before)
{
	for (unsigned r = 0; r < now->dataset->n_regions; r++) {
		struct tk_figures figures = tk_measures_group(now, group, r);

		tk_figures_add(&group->now, &figures);
		group->n_regions_idle += figures.progress.n > 0 && figures.progress.k == 0;
		if (!before)
			continue;
		figures = tk_measures_group(before, group, r);
		tk_figures_add(&group->before, &figures);
	}
}

struct tk_group *tk_groups_new(const struct tk_measures *now, const struct tk_measures *before,
			       unsigned *n_groups)
{
	GArray *groups = g_array_new(FALSE, FALSE, sizeof(struct tk_group));
	g_autofree unsigned *group_of = assign_groups(now->dataset, groups);

	list_tasks(groups, group_of, now->dataset->n_tasks);
	for (unsigned g = 0; g < groups->len; g++)
		measure_group(&g_array_index(groups, struct tk_group, g), now, before);
	*n_groups = groups->len;
	return (struct tk_group *)(void *)g_array_free(groups, FALSE);
}

void tk_groups_free(struct tk_group *groups, unsigned n_groups)
{
	for (unsigned g = 0; g < n_groups; g++)
		g_free(groups[g].tasks);
	g_free(groups);
}
