#ifndef TILANNEKUVA_MEASURE_H
#define TILANNEKUVA_MEASURE_H

#include "tilannekuva/model.h"
#include "tilannekuva/number.h"

/* The measures of DESIGN.md section 2, in integers. Totals pool the tasks, never average. */

/** Stands for "all areas together" where an area is asked for. */
#define TK_ALL_AREAS UINT_MAX

/** The figures of one unit (region, cooperation area, country) in one area or in all. */
struct tk_figures {
	/** (in progress + on schedule + done) / tasks in the observation window. */
	struct tk_share progress;
	/** Readiness over all tasks: (in progress + on schedule) / tasks, done / tasks. */
	struct tk_share under_way, done;
	/** How many entries have each status; not-applicable ones are counted here only. */
	int64_t n_status[TK_N_STATUSES];
	/** Not done and planned end before the reporting date. */
	int64_t n_late;
};

/** The figures of one period. */
typedef struct tk_measures {
	const struct tk_dataset *dataset;
	const struct tk_period *period;
	const struct tk_round *round;
	/** [unit * (n_areas + 1) + area]: regions, cooperation areas, the country; owned. */
	struct tk_figures *figures;
	/** For each region: whether it has figures; owned. */
	bool *reported;
	unsigned n_reported;
	/** For each cooperation area: how many of its regions reported; owned. */
	unsigned *coop_reported;
	/** The catalogue's tasks by area, the last one all: in the window, and in all; owned. */
	unsigned *n_window_tasks, *n_tasks;
	/** Medians of the regions, for tk_measures_median() and tk_measures_median_late(); owned. */
	struct tk_fraction *medians;
} tk_measures;

struct tk_measures *tk_measures_new(const struct tk_round *round);
void tk_measures_free(struct tk_measures *measures);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(tk_measures, tk_measures_free)

/** \param area  Index, or TK_ALL_AREAS. \return lent; shares without figures where none reported. */
const struct tk_figures *tk_measures_region(const struct tk_measures *measures, unsigned region,
					    unsigned area);
const struct tk_figures *tk_measures_coop(const struct tk_measures *measures, unsigned coop,
					  unsigned area);
const struct tk_figures *tk_measures_country(const struct tk_measures *measures, unsigned area);
/** \return tasks with a planned end on the date or before it, of all: the plan of the roadmap. */
struct tk_share tk_plan_share(const struct tk_dataset *dataset, unsigned area, int32_t date);
/** \return tasks of the catalogue in the observation window. */
unsigned tk_measures_window_tasks(const struct tk_measures *measures, unsigned area);
/** \return tasks of the catalogue. */
unsigned tk_measures_tasks(const struct tk_measures *measures, unsigned area);

/** What can be compared from unit to unit. */
enum tk_measure { TK_MEASURE_PROGRESS, TK_MEASURE_UNDER_WAY, TK_MEASURE_DONE, TK_N_MEASURES };

/** \return the share of a measure. */
struct tk_share tk_figures_share(const struct tk_figures *figures, enum tk_measure measure);
/** \return the median of the regions' exact shares (of two middle ones their mean); no figure
 * where no region has one. */
struct tk_fraction tk_measures_median(const struct tk_measures *measures, enum tk_measure measure,
				      unsigned area);
/** \return the median of the regions' numbers of late tasks; no figure where none reported. */
struct tk_fraction tk_measures_median_late(const struct tk_measures *measures, unsigned area);

/** What regions are put in order by. */
enum tk_order_by { TK_BY_PROGRESS, TK_BY_DONE, TK_BY_CHANGE, TK_BY_NAME };

/** The change of progress between two periods, reconciled: whole == moves + window +
 * applicability + coverage, exactly. No figures where either period has none. */
struct tk_change {
	struct tk_fraction whole;
	/** Tasks that moved from one status to another. */
	struct tk_fraction moves;
	/** Tasks that entered or left the observation window. */
	struct tk_fraction window;
	/** Tasks that became, or ceased to be, not applicable. */
	struct tk_fraction applicability;
	/** Regions that reported in only one of the periods (cooperation areas and the country). */
	struct tk_fraction coverage;
};

/**
 * One task that is late, or slips, in how many regions. Late: not done, applicable, and planned to
 * end before the reporting date. Slipping: not done, applicable, not late, and its estimated
 * completion is after its planned end. A task that a region left out is late as one not started.
 */
struct tk_late_task {
	unsigned task;
	unsigned n_regions;
	/** Of those, how many have not started it. */
	unsigned n_not_started;
	/** Of those, how many give no estimated completion. */
	unsigned n_no_estimate;
	/** Of those, how many estimate it after the planned end; how many days after, the median of
	 * these rounded half up (0: none does); and the latest of all estimates, those before the
	 * planned end too, or TK_NO_DATE. */
	unsigned n_after;
	int32_t median_days, latest;
};

/** A group of the roadmap: tasks of one area that share a group's name, wherever they stand in the
 * catalogue; those without one are a group with an empty name. */
struct tk_group {
	unsigned area;
	/** Lent by the catalogue. */
	const struct tk_names *name;
	/** Indexes of its tasks, in the catalogue's order; owned by the picture. */
	unsigned *tasks;
	unsigned n_tasks;
	/** The whole country now and in the period before, each by its own observation window (shares
	 * without figures: none). */
	struct tk_figures now, before;
	/** Regions to which some of its tasks in the window apply and that have begun none of these. */
	unsigned n_regions_idle;
};

/** What is odd in a region's report: things to ask about, not faults. All zero without a report. */
struct tk_oddities {
	/** Begun, not done, although the estimated completion is before the reporting date. */
	unsigned n_estimate_past;
	/** On schedule, although the estimated completion is after the planned end. */
	unsigned n_conflict;
	/** On schedule, although the planned end is before the reporting date. */
	unsigned n_past_due;
	/** Late without an estimated completion, left out ones too. */
	unsigned n_late_no_estimate;
	/** Tasks whose status is what it was in the period before, of those told (left out in neither)
	 * in both. */
	struct tk_share same;
	/** Reported periods in a row, this one included, with every status, estimate, owner and note
	 * the same; periods without a report are passed over. 1: something changed, there is no
	 * period before, or nothing is left to change (all done or not applicable). From
	 * TK_UNCHANGED_PERIODS it is odd. */
	unsigned n_unchanged;
	/** The most common move from one status to another since the period before: how many of the
	 * tasks told in both; of equally common ones the first in the order of the statuses. 0: nothing
	 * moved. No figure without a report in the period before. */
	struct tk_share bulk;
	enum tk_status bulk_from, bulk_to;
};

/** A bulk change is odd from this percent of the tasks told in both periods. */
#define TK_BULK_PERCENT 25
/** Reported periods without any change that are odd. */
#define TK_UNCHANGED_PERIODS 3

/**
 * Where a share is heading: a Theil-Sen line (Sen 1968) over the reporting dates of the periods in
 * which the unit reported. In percent of the tasks.
 *
 * The line's slope is the median of the slopes between every two periods, and it goes through the
 * median of what it leaves over (y - slope * x). The range is from the lowest to the highest of those
 * slopes; from six periods on it is Sen's 90 % confidence interval of the slope (the variance of
 * Kendall's S with equal shares taken off, normal approximation, between two ranks in proportion).
 * Each end of the range goes through its own median, so that low <= line <= high from the last
 * reporting date on.
 */
struct tk_forecast {
	/** Periods with figures. */
	unsigned n_periods;
	/** Whether what follows is set: there are TK_FORECAST_PERIODS reporting dates with figures, and
	 * the settings have a target date. */
	bool made;
	/** At the target date (at the last reporting date once that is later), cut to 0-100: the line,
	 * and the low and the high end of the range. */
	double at_target, low, high;
	/** The line and both ends of the range at the unit's last reporting date (where they begin),
	 * cut to 0-100. */
	double at_last, low_at_last, high_at_last;
	/** Percentage points a month (365.25 / 12 days), not cut: the slope of the line and of both
	 * ends of the range. */
	double pace, low_pace, high_pace;
	/** Percentage points a month that would reach 100 % at the target date from the last share; 0
	 * when all is done, or the target date is not after the last reporting date. */
	double needed;
};
#define TK_FORECAST_PERIODS 3
/** From this many periods the range is a confidence interval of 90 %, before it all the slopes. */
#define TK_FORECAST_INTERVAL_PERIODS 6

/** A risk of the same name over the regions. */
struct tk_risk_summary {
	/** Lent by the submissions. */
	const char *name;
	unsigned area;
	/** Highest likelihood x impact told. */
	int likelihood, impact;
	/** Regions that told of it now, and in the period before. */
	unsigned n_now, n_before;
	/** The region whose words the name is. */
	unsigned region;
	/** The support that most regions ask for now (of equals the alphabetically first), lent, and
	 * a region whose words it is; NULL: none is asked for. */
	const char *support;
	unsigned support_region;
};

/** What one region told of an indicator. */
struct tk_indicator_value {
	bool told_now, told_before;
	double now, before;
};

/** A communication indicator over the regions: one name in one unit, spelling (case, blanks) aside.
 */
struct tk_indicator_summary {
	/** As first told, lent; the unit "" where none is given. */
	const char *name, *unit;
	/** The region whose words they are. */
	unsigned region;
	/** Whether sums over regions mean something: not in percent. */
	bool adds_up;
	/** Regions that told it now, in the period before, and in both. */
	unsigned n_now, n_before, n_both;
	/** Sums over those. */
	double sum_now, sum_before, both_now, both_before;
	/** (both_now - both_before) / both_before; no figure where there is nothing to compare with
	 * or the indicator does not add up. */
	struct tk_fraction growth;
	/** Over the regions that told it now. */
	double median, lowest, highest;
	/** The first region with the highest value, and how many have it. */
	unsigned highest_region, n_highest;
	/** One for each region of the dataset; owned. */
	struct tk_indicator_value *values;
};

/** The situational picture of one period: what renderers get. */
typedef struct tk_picture {
	const struct tk_dataset *dataset;
	const struct tk_period *period;
	/** This period's figures. */
	const struct tk_measures *now;
	/** The period before this one that has submissions; NULL: there is none. */
	const struct tk_measures *before;
	/** All periods up to this one in the order of time, the last one is now. */
	struct tk_measures **history;
	unsigned n_history;
	/** Everything that reading said; lent. */
	const struct tk_log *log;
	/** [unit * (n_areas + 1) + area] as in tk_measures; NULL without a period before; owned. */
	struct tk_change *changes;
	/** Most regions first, then the catalogue's order; owned. */
	struct tk_late_task *late;
	unsigned n_late;
	/** Not late yet, but estimated after the planned end; the same order; owned. */
	struct tk_late_task *slipping;
	unsigned n_slipping;
	/** In the catalogue's order; owned. */
	struct tk_group *groups;
	unsigned n_groups;
	/** One for each region; owned. */
	struct tk_oddities *oddities;
	/** Largest growth first, then most regions; owned. */
	struct tk_risk_summary *risks;
	unsigned n_risks;
	/** Most regions first, then in the order in which they were told; owned. */
	struct tk_indicator_summary **indicators;
	unsigned n_indicators;
} tk_picture;

/**
 * Work out the picture of a period.
 * \param rounds   The rounds in the order of time, the last one the period itself; borrowed.
 * \param n_rounds At least 1.
 * \param log      What reading said; borrowed.
 * \return the picture, owned; rounds and dataset must outlive it.
 */
struct tk_picture *tk_picture_new(struct tk_round *const *rounds, unsigned n_rounds,
				  const struct tk_log *log);
void tk_picture_free(struct tk_picture *picture);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(tk_picture, tk_picture_free)

/** \return the change, lent; NULL where there is no period before. */
const struct tk_change *tk_picture_change_region(const struct tk_picture *picture, unsigned region,
						 unsigned area);
const struct tk_change *tk_picture_change_coop(const struct tk_picture *picture, unsigned coop,
					       unsigned area);
const struct tk_change *tk_picture_change_country(const struct tk_picture *picture, unsigned area);

/**
 * Put the regions that have figures in order, the largest first (names: alphabetically in lang).
 * Exact shares decide, not percentages; equal ones go by name.
 * \param order  Room for n_regions indexes; the regions without figures follow the others.
 * \return how many have figures.
 */
unsigned tk_picture_order(const struct tk_picture *picture, enum tk_order_by by, unsigned area,
			  enum tk_lang lang, unsigned *order);

/** \return a region's rank by a measure in an area [1-based], ties (equal shares) share it; 0: no
 * figures, or nothing is under way because everything is done. */
unsigned tk_picture_rank(const struct tk_picture *picture, enum tk_measure measure, unsigned region,
			 unsigned area);

/** \return where a region's, or the country's, share is heading by the settings' target date. */
struct tk_forecast tk_picture_forecast_region(const struct tk_picture *picture,
					      enum tk_measure measure, unsigned region,
					      unsigned area);
struct tk_forecast tk_picture_forecast_country(const struct tk_picture *picture,
					       enum tk_measure measure, unsigned area);
/** \return the same for tasks that have begun: under way or done, of all tasks.
 *  \param region  TK_NONE: the country. */
struct tk_forecast tk_picture_forecast_begun(const struct tk_picture *picture, unsigned region,
					     unsigned area);

/** \return a region's figures over the tasks of a group; owned by nobody, all zero without a
 * report. */
struct tk_figures tk_measures_group(const struct tk_measures *measures,
				    const struct tk_group *group, unsigned region);

/** \return name and unit, normalised: indicators with the same one are the same; owned. */
char *tk_indicator_key(const struct tk_indicator *indicator);
/** \return a submission's first value of the same indicator, lent; NULL: none. */
const struct tk_indicator *tk_submission_indicator(const struct tk_submission *submission,
						   const struct tk_indicator *like);
/** \return (now - before) / before; no figure unless before is above zero. */
struct tk_fraction tk_indicator_growth(double now, double before);

/**
 * The reconciliation of a file and of the whole round (DESIGN.md section 2, control totals).
 * \param log  Takes TOTALS_MISMATCH for each that does not; NULL: nobody is told.
 * \return whether rows read = counted + not applicable + rejected + headings in every file, and
 *         tasks of the catalogue = reported + missing in every submission.
 */
bool tk_round_balances(const struct tk_round *round, struct tk_log *log);

#endif
