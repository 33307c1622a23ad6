#include "region-imp.h"

/* How far from the median, in whole percentage points, is "slightly" and "clearly" so. */
#define SLIGHTLY 6
#define CLEARLY 15

/* ---- What sentences are made of ---- */

const char *tk_summary_name(const struct tk_region_doc *rd)
{
	return tk_words_region(&rd->doc, rd->region);
}

const char *tk_region_file_name(const char *file)
{
	const char *slash = strrchr(file, '/');

	return slash ? slash + 1 : file;
}

enum tk_lang tk_region_lang(const struct tk_region_doc *rd)
{
	const struct tk_region *region = &rd->doc.picture->dataset->regions[rd->region];

	return region->n_langs > 0 ? region->langs[0] : rd->doc.pen.lang;
}

char *tk_region_percent(const struct tk_region_doc *rd, struct tk_share share)
{
	return tk_pen_percent(&rd->doc.pen, share);
}

char *tk_region_median(const struct tk_region_doc *rd, struct tk_fraction median)
{
	if (median.den == 0)
		return g_strdup(tk_doc_text(&rd->doc, "none"));
	return tk_format_percent(rd->doc.pen.lang, (int)tk_fraction_points(median, 0));
}

const char *tk_region_task_tail(const struct tk_region_doc *rd, const struct tk_task *task)
{
	const char *name = tk_names_in(&task->name, rd->doc.pen.lang);
	const char *group = tk_names_in(&task->group, rd->doc.pen.lang);
	size_t n = strlen(group);

	if (n == 0 || strncmp(name, group, n) != 0 || strncmp(name + n, ": ", 2) != 0 ||
	    name[n + 2] == '\0')
		return name;
	return name + n + 2;
}

const struct tk_entry *tk_region_entries(const struct tk_region_doc *rd)
{
	return rd->shown->round->submissions[rd->region].entries;
}

bool tk_region_is_late(const struct tk_region_doc *rd, unsigned task)
{
	enum tk_status status = tk_region_entries(rd)[task].status;

	return status != TK_STATUS_DONE && status != TK_STATUS_NOT_APPLICABLE &&
	       rd->doc.picture->dataset->tasks[task].end < rd->shown->period->reporting_date;
}

char *tk_region_month(const struct tk_region_doc *rd, enum tk_month_form form,
		      const struct tk_period *period)
{
	const struct tk_pen *pen = &rd->doc.pen;
	g_autofree char *month =
		tk_text_month(pen->texts, pen->lang, form, period->year, period->month);

	if (period->year == rd->doc.picture->period->year || form == TK_MONTH_YEAR ||
	    form == TK_MONTH_GENITIVE_YEAR || form == TK_MONTH_TO_YEAR)
		return g_steal_pointer(&month);
	return g_strdup_printf("%s" TK_NBSP "%d", month, period->year);
}

bool tk_region_alone(const struct tk_region_doc *rd)
{
	return rd->shown->n_reported < 2;
}

bool tk_region_ranked(const struct tk_region_doc *rd)
{
	return rd->shown == rd->doc.picture->now && !tk_region_alone(rd);
}

const struct tk_figures *tk_region_before(const struct tk_region_doc *rd, unsigned area)
{
	const struct tk_measures *before = rd->doc.picture->before;

	if (!before || rd->shown != rd->doc.picture->now || !before->reported[rd->region])
		return NULL;
	return tk_measures_region(before, rd->region, area);
}

/* ---- The message ---- */

static struct tk_fraction above_median(const struct tk_region_doc *rd, unsigned area)
{
	struct tk_share share = tk_measures_region(rd->shown, rd->region, area)->progress;
	struct tk_fraction median = tk_measures_median(rd->shown, TK_MEASURE_PROGRESS, area);

	if (share.n == 0 || median.den == 0)
		return (struct tk_fraction){0, 0};
	return tk_fraction_sum((struct tk_fraction){share.k, share.n},
			       (struct tk_fraction){-median.num, median.den});
}

/* How the region stands to the median, as the key of a text. */
static const char *level_key(struct tk_fraction above)
{
	int64_t points = tk_fraction_points(above, 0);

	if (points == 0)
		return "region.level.at";
	if (points > 0)
		return points >= CLEARLY    ? "region.level.far-above"
		       : points >= SLIGHTLY ? "region.level.above"
					    : "region.level.just-above";
	return points <= -CLEARLY    ? "region.level.far-below"
	       : points <= -SLIGHTLY ? "region.level.below"
				     : "region.level.just-below";
}

static char *level_words(const struct tk_region_doc *rd)
{
	const struct tk_pen *pen = &rd->doc.pen;
	struct tk_fraction above = above_median(rd, TK_ALL_AREAS);
	g_autofree char *progress = tk_region_percent(
		rd, tk_measures_region(rd->shown, rd->region, TK_ALL_AREAS)->progress);
	g_autofree char *median = tk_region_median(
		rd, tk_measures_median(rd->shown, TK_MEASURE_PROGRESS, TK_ALL_AREAS));
	const char *key = tk_region_alone(rd) ? "region.level.only" : level_key(above);

	return tk_text_format(pen->texts, pen->lang, key, "progress", progress, "median", median,
			      NULL);
}

/* The areas furthest above and below their medians. */
struct area_ends {
	unsigned n, best, worst;
	struct tk_fraction high, low;
	/** More than one area is at that end. */
	bool tied_high, tied_low;
};

static int compare(struct tk_fraction a, struct tk_fraction b)
{
	struct tk_fraction difference = tk_fraction_sum(a, (struct tk_fraction){-b.num, b.den});

	return (difference.num > 0) - (difference.num < 0);
}

static struct area_ends find_ends(const struct tk_region_doc *rd)
{
	struct area_ends ends = {0};

	for (unsigned a = 0; a < rd->doc.picture->dataset->n_areas; a++) {
		struct tk_fraction above = above_median(rd, a);

		if (above.den == 0)
			continue;
		int high = ends.n ? compare(above, ends.high) : 1;
		int low = ends.n ? compare(above, ends.low) : -1;

		ends.tied_high = high > 0 ? false : ends.tied_high || high == 0;
		ends.tied_low = low < 0 ? false : ends.tied_low || low == 0;
		if (high > 0) {
			ends.best = a;
			ends.high = above;
		}
		if (low < 0) {
			ends.worst = a;
			ends.low = above;
		}
		ends.n++;
	}
	return ends;
}

/* What can be said of the areas, as the key of a text; NULL: nothing. */
static const char *ends_key(const struct area_ends *ends)
{
	bool high = tk_fraction_points(ends->high, 0) > 0 && !ends->tied_high;
	bool low = tk_fraction_points(ends->low, 0) < 0 && !ends->tied_low;

	if (high && low)
		return "region.areas.both";
	if (high)
		return ends->low.num >= 0 ? "region.areas.none-below" : "region.areas.best";
	if (low)
		return ends->high.num <= 0 ? "region.areas.none-above" : "region.areas.worst";
	return NULL;
}

static char *areas_words(const struct tk_region_doc *rd)
{
	const struct tk_area *areas = rd->doc.picture->dataset->areas;
	struct area_ends ends = find_ends(rd);
	const char *key = ends.n > 1 && !tk_region_alone(rd) ? ends_key(&ends) : NULL;

	if (!key)
		return NULL;
	const char *best = tk_names_in(&areas[ends.best].name, rd->doc.pen.lang);
	const char *worst = tk_names_in(&areas[ends.worst].name, rd->doc.pen.lang);

	return tk_text_format(rd->doc.pen.texts, rd->doc.pen.lang, key, "best", best, "worst",
			      worst, NULL);
}

/* What is so for every task says more than any comparison. */
static const char *special_key(const struct tk_region_doc *rd)
{
	const struct tk_figures *all = tk_measures_region(rd->shown, rd->region, TK_ALL_AREAS);

	if (all->done.n == 0)
		return "region.message.not-applicable";
	if (all->done.k == all->done.n)
		return "region.message.done";
	if (all->done.k == 0 && all->under_way.k == 0)
		return "region.message.not-started";
	if (all->progress.n == 0)
		return "region.message.no-window";
	return NULL;
}

static char *not_reported(const struct tk_region_doc *rd)
{
	const struct tk_pen *pen = &rd->doc.pen;
	g_autofree char *month = tk_region_month(rd, TK_MONTH_GENITIVE, rd->doc.picture->period);
	const struct tk_names *told = &rd->doc.picture->dataset->regions[rd->region].reason;
	enum tk_lang lang;
	const char *told_reason = tk_words_reason(&rd->doc, rd->region, &lang);
	bool ends = g_str_has_suffix(told_reason, ".");
	/* The text brings the full stop. */
	g_autofree char *reason = g_strndup(told_reason, strlen(told_reason) - ends);

	if (rd->submission->sent && !tk_names_any(told))
		return tk_text_format(pen->texts, pen->lang, "region.message.unreadable", "month",
				      month, NULL);
	return tk_text_format(pen->texts, pen->lang, "region.message.none", "month", month,
			      "reason", reason, NULL);
}

static char **one_message(char *message)
{
	char **messages = g_new0(char *, 2);

	messages[0] = message;
	return messages;
}

char **tk_region_messages(const struct tk_region_doc *rd)
{
	if (rd->shown != rd->doc.picture->now)
		return one_message(not_reported(rd));
	const char *special = special_key(rd);

	if (special)
		return one_message(g_strdup(tk_doc_text(&rd->doc, special)));
	g_autofree char *level = level_words(rd);
	g_autofree char *areas = areas_words(rd);

	if (!areas)
		return one_message(g_strconcat(level, ".", NULL));
	char **messages = g_new0(char *, 3);

	messages[0] = g_strconcat(level, ": ", areas, ".", NULL);
	messages[1] = g_strconcat(level, ".", NULL);
	return messages;
}
