#include "measure-imp.h"

static struct tk_risk_summary *summary_of(GArray *all, GHashTable *known,
					  const struct tk_risk *risk)
{
	unsigned index = GPOINTER_TO_UINT(g_hash_table_lookup(known, risk->name));

	if (!index) {
		struct tk_risk_summary summary = {.name = risk->name, .area = risk->area};

		g_array_append_val(all, summary);
		index = all->len;
		g_hash_table_insert(known, risk->name, GUINT_TO_POINTER(index));
	}
	return &g_array_index(all, struct tk_risk_summary, index - 1);
}

static void count_risks(const struct tk_measures *measures, bool now, GArray *all,
			GHashTable *known)
{
	for (unsigned r = 0; r < measures->dataset->n_regions; r++) {
		const struct tk_submission *submission = &measures->round->submissions[r];
		/* A region that tells the same risk twice counts once. */
		g_autoptr(GHashTable) told = g_hash_table_new(g_str_hash, g_str_equal);

		for (unsigned i = 0; i < submission->n_risks; i++) {
			const struct tk_risk *risk = &submission->risks[i];
			struct tk_risk_summary *summary = summary_of(all, known, risk);

			if (now && risk->likelihood * risk->impact >
					   summary->likelihood * summary->impact) {
				summary->likelihood = risk->likelihood;
				summary->impact = risk->impact;
			}
			if (!g_hash_table_add(told, risk->name))
				continue;
			summary->n_now += now;
			summary->n_before += !now;
		}
	}
}

static int compare_risks(const void *a, const void *b)
{
	const struct tk_risk_summary *left = a, *right = b;
	int grown_left = (int)left->n_now - (int)left->n_before;
	int grown_right = (int)right->n_now - (int)right->n_before;

	if (grown_left != grown_right)
		return grown_left < grown_right ? 1 : -1;
	if (left->n_now != right->n_now)
		return left->n_now < right->n_now ? 1 : -1;
	return tk_name_compare(left->name, right->name);
}

struct tk_risk_summary *tk_risk_summaries_new(const struct tk_measures *now,
					      const struct tk_measures *before, unsigned *n_risks)
{
	GArray *all = g_array_new(FALSE, FALSE, sizeof(struct tk_risk_summary));
	g_autoptr(GHashTable) known = g_hash_table_new(g_str_hash, g_str_equal);

	count_risks(now, true, all, known);
	if (before)
		count_risks(before, false, all, known);
	g_array_sort(all, compare_risks);
	*n_risks = all->len;
	return (struct tk_risk_summary *)(void *)g_array_free(all, FALSE);
}
