#include "tilannekuva/measure.h"

static bool totals_balance(const struct tk_totals *t)
{
	return t->rows == t->counted + t->not_applicable + t->rejected + t->headings;
}

bool tk_round_balances(const struct tk_round *round)
{
	const struct tk_dataset *dataset = round->dataset;

	for (unsigned i = 0; i < round->n_files; i++) {
		if (!totals_balance(&round->files[i].totals))
			return false;
	}
	for (unsigned r = 0; r < dataset->n_regions; r++) {
		const struct tk_submission *s = &round->submissions[r];
		unsigned told = s->totals.counted + s->totals.not_applicable;

		if (!totals_balance(&s->totals))
			return false;
		if (s->reported && told + s->n_missing != dataset->n_tasks)
			return false;
	}
	return true;
}
