#include "tilannekuva/measure.h"

static bool totals_balance(const struct tk_totals *t)
{
	return t->rows == t->counted + t->not_applicable + t->rejected + t->headings;
}

/* Says what does not add up. Returns false, for the caller to hand on. */
static bool mismatch(struct tk_log *log, const char *file, unsigned whole, unsigned parts)
{
	struct tk_source source = {file, NULL, TK_NOWHERE, TK_NOWHERE};
	g_autofree char *figures = g_strdup_printf("%u ≠ %u", whole, parts);

	if (log)
		tk_log_add(log, TK_DIAG_TOTALS_MISMATCH, &source, figures, NULL);
	return false;
}

static bool check_totals(const struct tk_totals *t, const char *file, struct tk_log *log)
{
	if (totals_balance(t))
		return true;
	return mismatch(log, file, t->rows,
			t->counted + t->not_applicable + t->rejected + t->headings);
}

/* Tasks of the catalogue = reported + missing. */
static bool check_tasks(const struct tk_submission *s, unsigned n_tasks, struct tk_log *log)
{
	unsigned told = s->totals.counted + s->totals.not_applicable + s->n_missing;

	if (!s->reported || told == n_tasks)
		return true;
	return mismatch(log, s->file, n_tasks, told);
}

bool tk_round_balances(const struct tk_round *round, struct tk_log *log)
{
	const struct tk_dataset *dataset = round->dataset;
	bool good = true;

	for (unsigned i = 0; i < round->n_files; i++)
		good &= check_totals(&round->files[i].totals, round->files[i].name, log);
	for (unsigned r = 0; r < dataset->n_regions; r++) {
		const struct tk_submission *s = &round->submissions[r];

		good &= check_totals(&s->totals, s->file, log);
		good &= check_tasks(s, dataset->n_tasks, log);
	}
	return good;
}
