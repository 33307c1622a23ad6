#include "measure-imp.h"

struct tk_picture *tk_picture_new(struct tk_round *const *rounds, unsigned n_rounds,
				  const struct tk_log *log)
{
	struct tk_picture *picture = g_new0(struct tk_picture, 1);

	g_assert(n_rounds > 0);
	picture->history = g_new0(struct tk_measures *, n_rounds);
	picture->n_history = n_rounds;
	for (unsigned i = 0; i < n_rounds; i++)
		picture->history[i] = tk_measures_new(rounds[i]);
	picture->now = picture->history[n_rounds - 1];
	picture->before = n_rounds > 1 ? picture->history[n_rounds - 2] : NULL;
	picture->dataset = picture->now->dataset;
	picture->period = picture->now->period;
	picture->log = log;
	if (picture->before)
		picture->changes = tk_changes_new(picture->before, picture->now);
	tk_late_tasks_gather(picture);
	picture->groups = tk_groups_new(picture->now, picture->before, &picture->n_groups);
	picture->oddities = tk_oddities_new(picture->history, picture->n_history);
	picture->risks = tk_risk_summaries_new(picture->now, picture->before, &picture->n_risks);
	picture->indicators =
		tk_indicator_summaries_new(picture->now, picture->before, &picture->n_indicators);
	return picture;
}

void tk_picture_free(struct tk_picture *picture)
{
	if (!picture)
		return;
	for (unsigned i = 0; i < picture->n_history; i++)
		tk_measures_free(picture->history[i]);
	g_free(picture->history);
	g_free(picture->changes);
	g_free(picture->late);
	g_free(picture->slipping);
	tk_groups_free(picture->groups, picture->n_groups);
	g_free(picture->oddities);
	g_free(picture->risks);
	tk_indicator_summaries_free(picture->indicators, picture->n_indicators);
	g_free(picture);
}

static const struct tk_change *change_at(const struct tk_picture *picture, unsigned unit,
					 unsigned area)
{
	if (!picture->changes)
		return NULL;
	return &picture->changes[tk_figures_at(picture->dataset, unit, area)];
}

const struct tk_change *tk_picture_change_region(const struct tk_picture *picture, unsigned region,
						 unsigned area)
{
	return change_at(picture, region, area);
}

const struct tk_change *tk_picture_change_coop(const struct tk_picture *picture, unsigned coop,
					       unsigned area)
{
	return change_at(picture, tk_coop_unit(picture->dataset, coop), area);
}

const struct tk_change *tk_picture_change_country(const struct tk_picture *picture, unsigned area)
{
	return change_at(picture, tk_country_unit(picture->dataset), area);
}

/* ---- Order and rank ---- */

struct ordering {
	const struct tk_picture *picture;
	enum tk_order_by by;
	unsigned area;
	enum tk_lang lang;
};

static struct tk_share share_by(const struct ordering *ordering, unsigned region)
{
	const struct tk_figures *figures =
		tk_measures_region(ordering->picture->now, region, ordering->area);

	return ordering->by == TK_BY_DONE ? figures->done : figures->progress;
}

static int compare_changes(const struct ordering *ordering, unsigned a, unsigned b)
{
	const struct tk_change *left =
		tk_picture_change_region(ordering->picture, a, ordering->area);
	const struct tk_change *right =
		tk_picture_change_region(ordering->picture, b, ordering->area);

	if (!left || left->whole.den == 0 || right->whole.den == 0)
		return left ? (left->whole.den > 0) - (right->whole.den > 0) : 0;
	return tk_share_compare((struct tk_share){left->whole.num, left->whole.den},
				(struct tk_share){right->whole.num, right->whole.den});
}

static int compare_regions(const void *a, const void *b, void *data)
{
	const struct ordering *ordering = data;
	unsigned left = *(const unsigned *)a, right = *(const unsigned *)b;
	const struct tk_region *regions = ordering->picture->dataset->regions;
	bool has_left = ordering->picture->now->reported[left];
	bool has_right = ordering->picture->now->reported[right];
	int order = (has_right > has_left) - (has_right < has_left);

	if (order == 0 && has_left && ordering->by == TK_BY_CHANGE)
		order = compare_changes(ordering, right, left);
	else if (order == 0 && has_left && ordering->by != TK_BY_NAME)
		order = tk_share_compare(share_by(ordering, right), share_by(ordering, left));
	if (order == 0)
		order = tk_name_compare(tk_names_in(&regions[left].name, ordering->lang),
					tk_names_in(&regions[right].name, ordering->lang));
	return order != 0 ? order : (left > right) - (left < right);
}

unsigned tk_picture_order(const struct tk_picture *picture, enum tk_order_by by, unsigned area,
			  enum tk_lang lang, unsigned *order)
{
	struct ordering ordering = {picture, by, area, lang};

	for (unsigned r = 0; r < picture->dataset->n_regions; r++)
		order[r] = r;
	g_qsort_with_data(order, (gint)picture->dataset->n_regions, sizeof *order, compare_regions,
			  &ordering);
	return picture->now->n_reported;
}

unsigned tk_picture_rank(const struct tk_picture *picture, enum tk_measure measure, unsigned region,
			 unsigned area)
{
	const struct tk_measures *now = picture->now;
	const struct tk_figures *figures = tk_measures_region(now, region, area);
	struct tk_share own = tk_figures_share(figures, measure);
	bool all_done = figures->done.k == figures->done.n;
	unsigned rank = 1;

	if (own.n == 0 || (measure == TK_MEASURE_UNDER_WAY && all_done))
		return 0;
	for (unsigned r = 0; r < picture->dataset->n_regions; r++) {
		const struct tk_figures *other = tk_measures_region(now, r, area);

		rank += tk_share_compare(tk_figures_share(other, measure), own) > 0;
	}
	return rank;
}
