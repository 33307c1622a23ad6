#include "measure-imp.h"

#include <math.h>
#include <stdlib.h>

/* Theil-Sen: the slope is the median of the slopes between every two points. Its confidence
 * interval is Sen's (Journal of the American Statistical Association 63, 1968): order statistics
 * of the slopes, by the variance of Kendall's S. */

#define DAYS_A_MONTH (365.25 / 12)
/** Normal quantile of a two-sided 90 % interval. */
#define QUANTILE 1.6448536269514722

/* A share in percent on a day. */
struct point {
	double day, percent;
};

/* In the order of their days. */
struct points {
	struct point *at;
	unsigned n;
};

static int compare_doubles(const void *a, const void *b)
{
	const double *left = a, *right = b;

	return (*left > *right) - (*left < *right);
}

static double median_of(double *values, unsigned n)
{
	qsort(values, n, sizeof *values, compare_doubles);
	return (values[(n - 1) / 2] + values[n / 2]) / 2;
}

static void add_point(struct points *points, double day, double percent)
{
	unsigned at = points->n++;

	for (; at > 0 && points->at[at - 1].day > day; at--)
		points->at[at] = points->at[at - 1];
	points->at[at] = (struct point){day, percent};
}

static unsigned count_days(const struct points *points)
{
	unsigned n = points->n > 0;

	for (unsigned i = 1; i < points->n; i++)
		n += points->at[i].day > points->at[i - 1].day;
	return n;
}

/* ---- Slopes ---- */

/* Slopes between every two points on different days, sorted; owned. */
static double *slopes_of(const struct points *points, unsigned *n_slopes)
{
	double *slopes = g_new(double, (gsize)points->n * points->n / 2 + 1);
	unsigned n = 0;

	for (unsigned i = 0; i < points->n; i++) {
		for (unsigned j = i + 1; j < points->n; j++) {
			double days = points->at[j].day - points->at[i].day;

			if (days > 0)
				slopes[n++] =
					(points->at[j].percent - points->at[i].percent) / days;
		}
	}
	qsort(slopes, n, sizeof *slopes, compare_doubles);
	*n_slopes = n;
	return slopes;
}

/* 18 times the part of n equal values in the variance of Kendall's S. */
static double variance_part(unsigned n)
{
	return (double)n * (n - 1) * (2 * n + 5);
}

/* The variance of Kendall's S, equal percentages taken off. */
static double kendall_variance(const struct points *points)
{
	double eighteen = variance_part(points->n);
	g_autofree double *percents = g_new(double, points->n);

	for (unsigned i = 0; i < points->n; i++)
		percents[i] = points->at[i].percent;
	qsort(percents, points->n, sizeof *percents, compare_doubles);
	for (unsigned from = 0, i = 1; i <= points->n; i++) {
		if (i < points->n && !(percents[i] > percents[from]))
			continue;
		eighteen -= variance_part(i - from);
		from = i;
	}
	return eighteen / 18;
}

/* The value at a rank [1-based] between two ranks, within the ends. */
static double at_rank(const double *sorted, unsigned n, double rank)
{
	double place = CLAMP(rank - 1, 0, (double)(n - 1));
	unsigned below = (unsigned)place;
	double part = place - below;

	return part > 0 ? sorted[below] + part * (sorted[below + 1] - sorted[below])
			: sorted[below];
}

static void slope_range(const struct points *points, const double *slopes, unsigned n, double *low,
			double *high)
{
	double width = n + 1;

	if (points->n >= TK_FORECAST_INTERVAL_PERIODS)
		width = QUANTILE * sqrt(kendall_variance(points));
	*low = at_rank(slopes, n, (n - width) / 2);
	*high = at_rank(slopes, n, (n + width) / 2 + 1);
}

/* ---- The line ---- */

/* What a line of that slope through the middle of the points says of a day. */
static double line_at(const struct points *points, double slope, double day)
{
	g_autofree double *values = g_new(double, points->n);

	for (unsigned i = 0; i < points->n; i++)
		values[i] = points->at[i].percent + slope * (day - points->at[i].day);
	return CLAMP(median_of(values, points->n), 0, 100);
}

static void draw_line(struct tk_forecast *forecast, const struct points *points, double target)
{
	const struct point *last = &points->at[points->n - 1];
	unsigned n = 0;
	g_autofree double *slopes = slopes_of(points, &n);
	double day = MAX(target, last->day), low, high;

	double slope = median_of(slopes, n);

	slope_range(points, slopes, n, &low, &high);
	forecast->made = true;
	forecast->at_target = line_at(points, slope, day);
	forecast->low = line_at(points, low, day);
	forecast->high = line_at(points, high, day);
	forecast->at_last = line_at(points, slope, last->day);
	forecast->low_at_last = line_at(points, low, last->day);
	forecast->high_at_last = line_at(points, high, last->day);
	forecast->pace = slope * DAYS_A_MONTH;
	forecast->low_pace = low * DAYS_A_MONTH;
	forecast->high_pace = high * DAYS_A_MONTH;
	if (target > last->day)
		forecast->needed = (100 - last->percent) / (target - last->day) * DAYS_A_MONTH;
}

/* One measure, or two whose tasks are others of the same ones. */
struct what {
	enum tk_measure measures[2];
	unsigned n;
};

static struct tk_share share_of(const struct tk_figures *figures, const struct what *what)
{
	struct tk_share share = tk_figures_share(figures, what->measures[0]);

	if (what->n > 1)
		share.k += tk_figures_share(figures, what->measures[1]).k;
	return share;
}

static struct tk_forecast forecast_unit(const struct tk_picture *picture, const struct what *what,
					unsigned unit, unsigned area)
{
	int32_t target = picture->dataset->settings.target_date;
	g_autofree struct point *room = g_new(struct point, picture->n_history);
	struct points points = {room, 0};

	for (unsigned i = 0; i < picture->n_history; i++) {
		const struct tk_measures *measures = picture->history[i];
		const struct tk_figures *figures =
			&measures->figures[tk_figures_at(picture->dataset, unit, area)];
		struct tk_share share = share_of(figures, what);

		if (share.n > 0)
			add_point(&points, measures->period->reporting_date,
				  100.0 * (double)share.k / (double)share.n);
	}
	struct tk_forecast forecast = {.n_periods = points.n};

	if (count_days(&points) >= TK_FORECAST_PERIODS && target != TK_NO_DATE)
		draw_line(&forecast, &points, target);
	return forecast;
}

struct tk_forecast tk_picture_forecast_region(const struct tk_picture *picture,
					      enum tk_measure measure, unsigned region,
					      unsigned area)
{
	return forecast_unit(picture, &(struct what){{measure}, 1}, region, area);
}

struct tk_forecast tk_picture_forecast_country(const struct tk_picture *picture,
					       enum tk_measure measure, unsigned area)
{
	return forecast_unit(picture, &(struct what){{measure}, 1},
			     tk_country_unit(picture->dataset), area);
}

struct tk_forecast tk_picture_forecast_begun(const struct tk_picture *picture, unsigned region,
					     unsigned area)
{
	static const struct what begun = {{TK_MEASURE_UNDER_WAY, TK_MEASURE_DONE}, 2};
	unsigned unit = region == TK_NONE ? tk_country_unit(picture->dataset) : region;

	return forecast_unit(picture, &begun, unit, area);
}
