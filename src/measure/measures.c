#include "tilannekuva/measure.h"

#include "measure-imp.h"

unsigned tk_figures_row(const struct tk_dataset *dataset)
{
	return dataset->n_areas + 1;
}

size_t tk_figures_at(const struct tk_dataset *dataset, unsigned unit, unsigned area)
{
	return (size_t)unit * tk_figures_row(dataset) + MIN(area, dataset->n_areas);
}

unsigned tk_n_units(const struct tk_dataset *dataset)
{
	return dataset->n_regions + dataset->n_coops + 1;
}

unsigned tk_coop_unit(const struct tk_dataset *dataset, unsigned coop)
{
	return dataset->n_regions + coop;
}

unsigned tk_country_unit(const struct tk_dataset *dataset)
{
	return dataset->n_regions + dataset->n_coops;
}

void tk_figures_count(struct tk_figures *figures, const struct tk_task *task,
		      const struct tk_period *period, enum tk_status status)
{
	figures->n_status[status]++;
	if (status == TK_STATUS_NOT_APPLICABLE)
		return;
	bool done = status == TK_STATUS_DONE;

	figures->done.n++;
	figures->done.k += done;
	figures->under_way.n++;
	figures->under_way.k += tk_status_begun(status) && !done;
	figures->n_late += !done && task->end < period->reporting_date;
	if (tk_task_in_window(task, period)) {
		figures->progress.n++;
		figures->progress.k += tk_status_begun(status);
	}
}

static void add_share(struct tk_share *to, struct tk_share from)
{
	to->k += from.k;
	to->n += from.n;
}

void tk_figures_add(struct tk_figures *to, const struct tk_figures *from)
{
	add_share(&to->progress, from->progress);
	add_share(&to->under_way, from->under_way);
	add_share(&to->done, from->done);
	for (unsigned s = 0; s < TK_N_STATUSES; s++)
		to->n_status[s] += from->n_status[s];
	to->n_late += from->n_late;
}

static void measure_region(struct tk_measures *measures, unsigned region)
{
	const struct tk_dataset *dataset = measures->dataset;
	const struct tk_submission *submission = &measures->round->submissions[region];
	struct tk_figures *row = &measures->figures[tk_figures_at(dataset, region, 0)];

	for (unsigned t = 0; t < dataset->n_tasks; t++) {
		const struct tk_task *task = &dataset->tasks[t];

		tk_figures_count(&row[task->area], task, measures->period,
				 submission->entries[t].status);
	}
	for (unsigned a = 0; a < dataset->n_areas; a++)
		tk_figures_add(&row[dataset->n_areas], &row[a]);
}

static void pool_region(struct tk_measures *measures, unsigned region, unsigned unit)
{
	const struct tk_dataset *dataset = measures->dataset;

	for (unsigned a = 0; a <= dataset->n_areas; a++)
		tk_figures_add(&measures->figures[tk_figures_at(dataset, unit, a)],
			       &measures->figures[tk_figures_at(dataset, region, a)]);
}

static void count_catalogue(struct tk_measures *measures)
{
	const struct tk_dataset *dataset = measures->dataset;

	for (unsigned t = 0; t < dataset->n_tasks; t++) {
		const struct tk_task *task = &dataset->tasks[t];
		unsigned in_window = tk_task_in_window(task, measures->period);

		measures->n_tasks[task->area]++;
		measures->n_tasks[dataset->n_areas]++;
		measures->n_window_tasks[task->area] += in_window;
		measures->n_window_tasks[dataset->n_areas] += in_window;
	}
}

struct tk_measures *tk_measures_new(const struct tk_round *round)
{
	const struct tk_dataset *dataset = round->dataset;
	struct tk_measures *measures = g_new0(struct tk_measures, 1);

	measures->dataset = dataset;
	measures->period = &dataset->periods[round->period];
	measures->round = round;
	measures->figures =
		g_new0(struct tk_figures, (gsize)tk_n_units(dataset) * tk_figures_row(dataset));
	measures->reported = g_new0(bool, dataset->n_regions);
	measures->coop_reported = g_new0(unsigned, dataset->n_coops);
	measures->n_tasks = g_new0(unsigned, tk_figures_row(dataset));
	measures->n_window_tasks = g_new0(unsigned, tk_figures_row(dataset));
	count_catalogue(measures);
	for (unsigned r = 0; r < dataset->n_regions; r++) {
		unsigned coop = dataset->regions[r].coop;

		if (!round->submissions[r].reported)
			continue;
		measures->reported[r] = true;
		measures->n_reported++;
		measure_region(measures, r);
		pool_region(measures, r, tk_country_unit(dataset));
		if (coop == TK_NONE)
			continue;
		measures->coop_reported[coop]++;
		pool_region(measures, r, tk_coop_unit(dataset, coop));
	}
	measures->medians = tk_medians_new(measures);
	return measures;
}

void tk_measures_free(struct tk_measures *measures)
{
	if (!measures)
		return;
	g_free(measures->figures);
	g_free(measures->reported);
	g_free(measures->coop_reported);
	g_free(measures->n_tasks);
	g_free(measures->n_window_tasks);
	g_free(measures->medians);
	g_free(measures);
}

const struct tk_figures *tk_measures_region(const struct tk_measures *measures, unsigned region,
					    unsigned area)
{
	return &measures->figures[tk_figures_at(measures->dataset, region, area)];
}

const struct tk_figures *tk_measures_coop(const struct tk_measures *measures, unsigned coop,
					  unsigned area)
{
	unsigned unit = tk_coop_unit(measures->dataset, coop);

	return &measures->figures[tk_figures_at(measures->dataset, unit, area)];
}

const struct tk_figures *tk_measures_country(const struct tk_measures *measures, unsigned area)
{
	unsigned unit = tk_country_unit(measures->dataset);

	return &measures->figures[tk_figures_at(measures->dataset, unit, area)];
}

unsigned tk_measures_window_tasks(const struct tk_measures *measures, unsigned area)
{
	return measures->n_window_tasks[MIN(area, measures->dataset->n_areas)];
}

struct tk_share tk_plan_share(const struct tk_dataset *dataset, unsigned area, int32_t date)
{
	struct tk_share plan = {0, 0};

	for (unsigned t = 0; t < dataset->n_tasks; t++) {
		const struct tk_task *task = &dataset->tasks[t];

		if (area != TK_ALL_AREAS && task->area != area)
			continue;
		plan.n++;
		plan.k += task->end <= date;
	}
	return plan;
}

unsigned tk_measures_tasks(const struct tk_measures *measures, unsigned area)
{
	return measures->n_tasks[MIN(area, measures->dataset->n_areas)];
}

struct tk_share tk_figures_share(const struct tk_figures *figures, enum tk_measure measure)
{
	switch (measure) {
	case TK_MEASURE_UNDER_WAY:
		return figures->under_way;
	case TK_MEASURE_DONE:
		return figures->done;
	default:
		return figures->progress;
	}
}
