#include "measure-imp.h"

#include <stdlib.h>

/* Medians are worked out once for a period: summaries ask for them region by region. */

static int compare_shares(const void *a, const void *b)
{
	const struct tk_share *left = a, *right = b;

	return tk_share_compare(*left, *right);
}

/* The mean of a and b, reduced; exact as long as the product of the two numbers of tasks fits. */
static struct tk_fraction mean_of(struct tk_share a, struct tk_share b)
{
	struct tk_fraction sum =
		tk_fraction_sum((struct tk_fraction){a.k, a.n}, (struct tk_fraction){b.k, b.n});

	if (sum.num % 2 == 0)
		return (struct tk_fraction){sum.num / 2, sum.den};
	if (sum.den > INT64_MAX / 2)
		return (struct tk_fraction){sum.num / 2, sum.den};
	return (struct tk_fraction){sum.num, sum.den * 2};
}

static struct tk_fraction median_of(struct tk_share *shares, unsigned n)
{
	if (n == 0)
		return (struct tk_fraction){0, 0};
	qsort(shares, n, sizeof *shares, compare_shares);
	return mean_of(shares[(n - 1) / 2], shares[n / 2]);
}

/* What the median is taken of: a measure's share, or the number of late tasks. */
static struct tk_share value_of(const struct tk_figures *figures, unsigned kind)
{
	if (kind == TK_N_MEASURES)
		return (struct tk_share){figures->n_late, 1};
	return tk_figures_share(figures, (enum tk_measure)kind);
}

static struct tk_fraction median_in(const struct tk_measures *measures, unsigned kind,
				    unsigned area, struct tk_share *room)
{
	unsigned n = 0;

	for (unsigned r = 0; r < measures->dataset->n_regions; r++) {
		if (!measures->reported[r])
			continue;
		struct tk_share value = value_of(tk_measures_region(measures, r, area), kind);

		if (value.n > 0)
			room[n++] = value;
	}
	return median_of(room, n);
}

struct tk_fraction *tk_medians_new(const struct tk_measures *measures)
{
	unsigned row = tk_figures_row(measures->dataset);
	struct tk_fraction *medians = g_new(struct tk_fraction, (gsize)(TK_N_MEASURES + 1) * row);
	g_autofree struct tk_share *room = g_new(struct tk_share, measures->dataset->n_regions + 1);

	for (unsigned kind = 0; kind <= TK_N_MEASURES; kind++) {
		for (unsigned a = 0; a < row; a++)
			medians[kind * row + a] = median_in(measures, kind, a, room);
	}
	return medians;
}

static struct tk_fraction median_at(const struct tk_measures *measures, unsigned kind,
				    unsigned area)
{
	unsigned row = tk_figures_row(measures->dataset);

	return measures->medians[kind * row + MIN(area, row - 1)];
}

struct tk_fraction tk_measures_median(const struct tk_measures *measures, enum tk_measure measure,
				      unsigned area)
{
	return median_at(measures, measure, area);
}

struct tk_fraction tk_measures_median_late(const struct tk_measures *measures, unsigned area)
{
	return median_at(measures, TK_N_MEASURES, area);
}
