#include "measure-imp.h"

#include <math.h>

#include "tilannekuva/vocabulary.h"

/* Fractions are taken in these parts of a unit. */
#define PARTS 1000.0
/** Past this, parts are not told apart. */
#define MOST_PARTS 9e15

char *tk_indicator_key(const struct tk_indicator *indicator)
{
	g_autofree char *name = tk_word_normalise(indicator->name);
	g_autofree char *unit = tk_word_normalise(indicator->unit ? indicator->unit : "");

	return g_strconcat(name, "\n", unit, NULL);
}

/* Whether an indicator in that unit can be summed over regions. */
static bool adds_up(const char *unit)
{
	return !strstr(unit, "%") && !strstr(unit, "‰");
}

const struct tk_indicator *tk_submission_indicator(const struct tk_submission *submission,
						   const struct tk_indicator *like)
{
	g_autofree char *key = tk_indicator_key(like);

	for (unsigned i = 0; i < submission->n_indicators; i++) {
		g_autofree char *own = tk_indicator_key(&submission->indicators[i]);

		if (g_str_equal(own, key))
			return &submission->indicators[i];
	}
	return NULL;
}

/* ---- Gathering ---- */

static struct tk_indicator_summary *summary_of(GPtrArray *all, GHashTable *known,
					       const struct tk_indicator *indicator,
					       unsigned region, unsigned n_regions)
{
	g_autofree char *key = tk_indicator_key(indicator);
	struct tk_indicator_summary *summary = g_hash_table_lookup(known, key);

	if (!summary) {
		summary = g_new0(struct tk_indicator_summary, 1);
		summary->name = indicator->name;
		summary->unit = indicator->unit ? indicator->unit : "";
		summary->region = region;
		summary->adds_up = adds_up(summary->unit);
		summary->values = g_new0(struct tk_indicator_value, n_regions);
		g_hash_table_insert(known, g_steal_pointer(&key), summary);
		g_ptr_array_add(all, summary);
	}
	return summary;
}

static void gather(const struct tk_measures *measures, bool now, GPtrArray *all, GHashTable *known)
{
	unsigned n_regions = measures->dataset->n_regions;

	for (unsigned r = 0; r < n_regions; r++) {
		const struct tk_submission *submission = &measures->round->submissions[r];

		for (unsigned i = 0; i < submission->n_indicators; i++) {
			const struct tk_indicator *indicator = &submission->indicators[i];
			struct tk_indicator_value *value =
				&summary_of(all, known, indicator, r, n_regions)->values[r];
			bool *told = now ? &value->told_now : &value->told_before;

			/* Of two values from one region the first counts. */
			if (*told)
				continue;
			*told = true;
			*(now ? &value->now : &value->before) = indicator->value;
		}
	}
}

/* ---- Figures over the regions ---- */

static int compare_values(const void *a, const void *b)
{
	const double *left = a, *right = b;

	return (*left > *right) - (*left < *right);
}

static void take_range(struct tk_indicator_summary *summary, unsigned n_regions)
{
	g_autofree double *values = g_new(double, n_regions + 1);
	unsigned n = 0;

	for (unsigned r = 0; r < n_regions; r++) {
		const struct tk_indicator_value *value = &summary->values[r];

		if (!value->told_now)
			continue;
		if (n == 0 || value->now > summary->highest) {
			summary->highest = value->now;
			summary->highest_region = r;
			summary->n_highest = 0;
		}
		summary->n_highest += value->now >= summary->highest;
		values[n++] = value->now;
	}
	if (n == 0)
		return;
	qsort(values, n, sizeof *values, compare_values);
	summary->lowest = values[0];
	summary->median = n % 2 ? values[n / 2] : values[n / 2 - 1] / 2 + values[n / 2] / 2;
}

static void add_region(struct tk_indicator_summary *summary, const struct tk_indicator_value *value)
{
	summary->n_now += value->told_now;
	summary->n_before += value->told_before;
	summary->sum_now += value->told_now ? value->now : 0;
	summary->sum_before += value->told_before ? value->before : 0;
	if (value->told_now && value->told_before) {
		summary->n_both++;
		summary->both_now += value->now;
		summary->both_before += value->before;
	}
}

/* Whole parts, so that halves round as they should; far values in parts of the larger one. */
struct tk_fraction tk_indicator_growth(double now, double before)
{
	double most = MAX(fabs(now), fabs(before)), scale = PARTS;

	if (!(before > 0) || !isfinite(most))
		return (struct tk_fraction){0, 0};
	if (most * scale > MOST_PARTS)
		scale = MOST_PARTS / most;
	int64_t den = (int64_t)llround(before * scale);

	return (struct tk_fraction){den > 0 ? (int64_t)llround(now * scale) - den : 0, MAX(den, 0)};
}

static void sum_up(struct tk_indicator_summary *summary, unsigned n_regions)
{
	for (unsigned r = 0; r < n_regions; r++)
		add_region(summary, &summary->values[r]);
	if (summary->n_both > 0 && summary->adds_up)
		summary->growth = tk_indicator_growth(summary->both_now, summary->both_before);
	take_range(summary, n_regions);
}

/* ---- The list ---- */

static int compare_summaries(const void *a, const void *b)
{
	const struct tk_indicator_summary *left = *(const struct tk_indicator_summary *const *)a;
	const struct tk_indicator_summary *right = *(const struct tk_indicator_summary *const *)b;

	return (left->n_now < right->n_now) - (left->n_now > right->n_now);
}

struct tk_indicator_summary **tk_indicator_summaries_new(const struct tk_measures *now,
							 const struct tk_measures *before,
							 unsigned *n_indicators)
{
	GPtrArray *all = g_ptr_array_new();
	g_autoptr(GHashTable) known = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

	gather(now, true, all, known);
	if (before)
		gather(before, false, all, known);
	for (unsigned i = 0; i < all->len; i++)
		sum_up(all->pdata[i], now->dataset->n_regions);
	/* A stable sort: among equals the order in which they were told. */
	g_ptr_array_sort(all, compare_summaries);
	*n_indicators = all->len;
	return (struct tk_indicator_summary **)(void *)g_ptr_array_free(all, FALSE);
}

void tk_indicator_summaries_free(struct tk_indicator_summary **indicators, unsigned n_indicators)
{
	for (unsigned i = 0; i < n_indicators; i++) {
		g_free(indicators[i]->values);
		g_free(indicators[i]);
	}
	g_free(indicators);
}
