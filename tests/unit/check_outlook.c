#include "common.h"
#include "tilannekuva/measure.h"

/* What is told beside the shares: forecasts, the plan, groups, oddities, late and slipping tasks; on
 * small made-up data, where every figure can be counted by hand. */

#define N_TASKS 10
#define N_REGIONS 3
#define N_PERIODS 7
/** Days that the periods lie apart where nothing else is said. */
#define APART 100
#define NONE TK_NO_DATE

static const char *const ids[] = {"a", "b", "c"};

static struct tk_area areas[] = {{.id = (char *)"x"}, {.id = (char *)"y"}};
static struct tk_region regions[N_REGIONS];
static struct tk_task tasks[N_TASKS];
static struct tk_period periods[N_PERIODS];
static struct tk_dataset dataset;
static struct tk_entry entries[N_PERIODS][N_REGIONS][N_TASKS];
static struct tk_submission submissions[N_PERIODS][N_REGIONS];
static struct tk_round rounds[N_PERIODS];

/* Ten tasks of area x from day -1000 to day 1000, all of them in every window. */
static void set_up(void)
{
	memset(entries, 0, sizeof entries);
	memset(submissions, 0, sizeof submissions);
	for (unsigned r = 0; r < N_REGIONS; r++)
		regions[r] = (struct tk_region){
			.id = (char *)ids[r], .name = {{(char *)ids[r]}}, .coop = TK_NONE};
	for (unsigned t = 0; t < N_TASKS; t++)
		tasks[t] = (struct tk_task){.start = -1000, .end = 1000};
	for (unsigned p = 0; p < N_PERIODS; p++) {
		periods[p] = (struct tk_period){.reporting_date = (int32_t)p * APART,
						.window_start = -1000,
						.window_end = 1000};
		rounds[p] = (struct tk_round){
			.dataset = &dataset, .period = p, .submissions = submissions[p]};
	}
	dataset = (struct tk_dataset){.areas = areas,
				      .n_areas = 2,
				      .regions = regions,
				      .n_regions = N_REGIONS,
				      .tasks = tasks,
				      .n_tasks = N_TASKS,
				      .periods = periods,
				      .n_periods = N_PERIODS};
}

/* - left out, e not started, k in progress, a on schedule, v done, n not applicable. */
static enum tk_status status_of(char letter)
{
	static const char letters[] = "-ekavn";

	return (enum tk_status)(strchr(letters, letter) - letters);
}

/* Statuses by letters; no estimates. */
static struct tk_entry *fill(unsigned period, unsigned region, const char *statuses)
{
	struct tk_submission *s = &submissions[period][region];

	s->reported = true;
	s->entries = entries[period][region];
	for (unsigned t = 0; t < N_TASKS; t++)
		s->entries[t] =
			(struct tk_entry){.status = status_of(statuses[t]), .estimate = NONE};
	return s->entries;
}

static struct tk_picture *picture_of(unsigned n_periods)
{
	static struct tk_round *all[N_PERIODS];

	for (unsigned p = 0; p < n_periods; p++)
		all[p] = &rounds[p];
	return tk_picture_new(all, n_periods, NULL);
}

static void check_share(struct tk_share share, int64_t k, int64_t n)
{
	ck_assert_int_eq(share.k, k);
	ck_assert_int_eq(share.n, n);
}

/* ---- Forecasts ---- */

/** Days of a month: paces below are in percentage points a day. */
#define MONTH 30.4375

static const struct {
	const char *name;
	/** Tasks done of ten in each period; '-': no report. */
	const char *done;
	/** NULL: every hundred days from day 0. */
	const char *days;
	int32_t target;
	unsigned n_periods;
	/** Line, low and high at the target; at the last date; as paces. NULL: none is made. */
	const char *expected;
	/** What is left, and in how many days. */
	double left, in_days;
} forecasts[] = {
	{"one period", "5", NULL, 500, 1, NULL, 0, 1},
	{"two periods", "2 5", NULL, 500, 2, NULL, 0, 1},
	{"a straight line", "1 2 3", NULL, 500, 3, "60 60 60 30 30 30 .1 .1 .1", 70, 300},
	/* Slopes .1 .15 .2; by the middle one the periods lead to 85, 80 and 85. */
	{"three slopes", "1 2 4", NULL, 500, 3, "85 60 100 40 30 40 .15 .1 .2", 60, 300},
	{"a period without", "1 - 3 4", NULL, 500, 3, "60 60 60 40 40 40 .1 .1 .1", 60, 200},
	{"no report at last", "1 2 3 -", NULL, 500, 3, "60 60 60 30 30 30 .1 .1 .1", 70, 300},
	{"too few reports", "1 - - 4", NULL, 500, 2, NULL, 0, 1},
	/* Slopes -.5 -.2 .1*6 .4 .7. */
	{"an outlier", "1 2 9 4 5", NULL, 600, 5, "70 0 100 50 0 100 .1 -.5 .7", 50, 200},
	{"cut at 100", "5 7 9", NULL, 500, 3, "100 100 100 90 90 90 .2 .2 .2", 10, 300},
	{"cut at 0", "9 5 1", NULL, 500, 3, "0 0 0 10 10 10 -.4 -.4 -.4", 90, 300},
	{"all done", "10 10 10", NULL, 500, 3, "100 100 100 100 100 100 0 0 0", 0, 1},
	{"target over", "1 2 3", NULL, 150, 3, "30 30 30 30 30 30 .1 .1 .1", 0, 1},
	{"target today", "1 2 3", NULL, 200, 3, "30 30 30 30 30 30 .1 .1 .1", 0, 1},
	{"no target", "1 2 3", NULL, NONE, 3, NULL, 0, 1},
	{"two dates only", "1 2 3", "0 100 100", 500, 3, NULL, 0, 1},
	/* Slopes .1 .1 .1 .15 .2. */
	{"a date twice", "1 2 3 4", "0 100 200 200", 500, 4, "60 60 100 30 30 40 .1 .1 .2", 60,
	 300},
	{"dates that go back", "3 1 2", "200 0 100", 500, 3, "60 60 60 30 30 30 .1 .1 .1", 70, 300},
	/* 15 slopes 0 0 0 1/3 1/3 .4 .5*6 2/3 1 1, by tens in hundred days; the variance is
	 * (510 - 3 * 18) / 18, so that the ranks are 3.36054 and 12.63946. */
	{"equal ones", "1 1 2 2 3 3", NULL, 600, 6,
	 "37.5 24.2063 41.2302 32.5 23.0045 35.1644 .05 .0120181 .0606576", 70, 100},
	{"all equal", "3 3 3 3 3 3", NULL, 600, 6, "30 30 30 30 30 30 0 0 0", 70, 100},
	/* 21 slopes -1 .5 .5 2/3 2/3 .75 1*10 4/3 1.5 1.5 2 2; the variance is 7 * 6 * 19 / 18, so
	 * that the ranks are 5.02405 and 16.97595. */
	{"seven periods", "1 2 3 5 4 6 7", NULL, 800, 7,
	 "90 70.1201 100 70 56.7467 83.0132 .1 .0668668 .1325329", 30, 200},
};

static double number(const char *text)
{
	double value = 0;

	ck_assert(tk_parse_double(text, &value));
	return value;
}

/* What region b reported. \return how many periods there are. */
static unsigned fill_done(unsigned i)
{
	g_auto(GStrv) done = g_strsplit(forecasts[i].done, " ", -1);
	g_auto(GStrv) days = g_strsplit(forecasts[i].days ? forecasts[i].days : "", " ", -1);
	unsigned n = g_strv_length(done);

	for (unsigned p = 0; p < n; p++) {
		char statuses[] = "eeeeeeeeee";

		if (forecasts[i].days)
			periods[p].reporting_date = (int32_t)number(days[p]);
		if (g_str_equal(done[p], "-"))
			continue;
		memset(statuses, 'v', (size_t)number(done[p]));
		fill(p, 1, statuses);
	}
	return n;
}

static void check_near(const char *name, double value, double expected)
{
	ck_assert_msg(ABS(value - expected) < 1e-4, "%s: %f, not %f", name, value, expected);
}

static void check_forecast(unsigned i, const struct tk_forecast *f)
{
	const double values[] = {
		f->at_target,        f->low,          f->high,         f->at_last,
		f->low_at_last,      f->high_at_last, f->pace / MONTH, f->low_pace / MONTH,
		f->high_pace / MONTH};
	const char *name = forecasts[i].name, *expected = forecasts[i].expected;
	g_auto(GStrv) words = g_strsplit(expected ? expected : "0 0 0 0 0 0 0 0 0", " ", -1);

	ck_assert_msg(f->n_periods == forecasts[i].n_periods, "%s: %u periods", name, f->n_periods);
	ck_assert_msg(f->made == (expected != NULL), "%s: made", name);
	ck_assert_uint_eq(g_strv_length(words), G_N_ELEMENTS(values));
	for (unsigned v = 0; v < G_N_ELEMENTS(values); v++)
		check_near(name, values[v], number(words[v]));
	check_near(name, f->needed, forecasts[i].left / forecasts[i].in_days * MONTH);
}

START_TEST(forecasts_follow_theil_and_sen)
{
	dataset.settings.target_date = forecasts[_i].target;
	g_autoptr(tk_picture) picture = picture_of(fill_done((unsigned)_i));
	struct tk_forecast region =
		tk_picture_forecast_region(picture, TK_MEASURE_DONE, 1, TK_ALL_AREAS);
	struct tk_forecast country =
		tk_picture_forecast_country(picture, TK_MEASURE_DONE, TK_ALL_AREAS);
	struct tk_forecast nobody =
		tk_picture_forecast_region(picture, TK_MEASURE_DONE, 0, TK_ALL_AREAS);

	check_forecast((unsigned)_i, &region);
	check_forecast((unsigned)_i, &country);
	ck_assert_uint_eq(nobody.n_periods, 0);
	ck_assert(!nobody.made);
}
END_TEST

START_TEST(a_forecast_is_of_its_measure_and_area)
{
	dataset.settings.target_date = 300;
	for (unsigned t = 0; t < 5; t++)
		tasks[t].area = 1;
	fill(0, 0, "kveeeeeeee");
	fill(1, 0, "kkveeeveee");
	fill(2, 0, "kkkveeveee");
	g_autoptr(tk_picture) picture = picture_of(3);
	struct tk_forecast way = tk_picture_forecast_region(picture, TK_MEASURE_UNDER_WAY, 0, 1);
	struct tk_forecast done = tk_picture_forecast_region(picture, TK_MEASURE_DONE, 0, 0);
	struct tk_forecast all =
		tk_picture_forecast_country(picture, TK_MEASURE_PROGRESS, TK_ALL_AREAS);

	check_near("under way", way.at_target, 80);
	check_near("under way, pace", way.pace, .2 * MONTH);
	check_near("done", done.at_last, 20);
	check_near("progress", all.at_last, 50);
	/* Every task is in the window, so that those begun are the same ones. */
	struct tk_forecast begun = tk_picture_forecast_begun(picture, TK_NONE, TK_ALL_AREAS);

	check_near("begun", begun.at_last, 50);
	check_near("begun, pace", begun.pace, all.pace);
	struct tk_forecast own = tk_picture_forecast_begun(picture, 0, TK_ALL_AREAS);
	struct tk_forecast nobody = tk_picture_forecast_begun(picture, 1, TK_ALL_AREAS);

	check_near("begun, region", own.at_last, 50);
	ck_assert(!nobody.made);
}
END_TEST

/* ---- The plan ---- */

START_TEST(the_plan_counts_what_has_ended)
{
	for (unsigned t = 0; t < N_TASKS; t++)
		tasks[t] = (struct tk_task){.area = t < 4 ? 0 : 1, .end = (int32_t)t * 10};
	check_share(tk_plan_share(&dataset, TK_ALL_AREAS, -1), 0, 10);
	check_share(tk_plan_share(&dataset, TK_ALL_AREAS, 50), 6, 10);
	check_share(tk_plan_share(&dataset, 0, 50), 4, 4);
	check_share(tk_plan_share(&dataset, 1, 49), 1, 6);
	check_share(tk_plan_share(&dataset, 2, 49), 0, 0);
}
END_TEST

/* ---- Groups ---- */

/* x: G 0 1 4, H 2 3; y: G 5 6, none 7 8 9. Tasks 4 and 6 are in the second window only, 9 in none. */
static void name_groups(void)
{
	static const char *const names[N_TASKS] = {"G", "G", "H", "H", "G", "G", "G"};

	for (unsigned t = 0; t < N_TASKS; t++) {
		tasks[t].area = t < 5 ? 0 : 1;
		tasks[t].group.in[TK_FI] = (char *)names[t];
	}
	periods[0].window_end = 0;
	tasks[4].start = tasks[6].start = 1;
	tasks[9].start = 2000;
	tasks[9].end = 3000;
	/* Late in the second period. */
	tasks[0].end = periods[1].reporting_date - 1;
	fill(0, 0, "evkeeeeeee");
	fill(1, 0, "kvkeneee-v");
	fill(1, 1, "eeeeknvaaa");
}

START_TEST(groups_are_of_one_area)
{
	static const struct {
		unsigned area, n_tasks, first, last;
		const char *name;
	} expected[] = {{0, 3, 0, 4, "G"}, {0, 2, 2, 3, "H"}, {1, 2, 5, 6, "G"}, {1, 3, 7, 9, ""}};

	name_groups();
	g_autoptr(tk_picture) picture = picture_of(2);

	ck_assert_uint_eq(picture->n_groups, G_N_ELEMENTS(expected));
	for (unsigned g = 0; g < picture->n_groups; g++) {
		const struct tk_group *group = &picture->groups[g];

		ck_assert_uint_eq(group->area, expected[g].area);
		ck_assert_uint_eq(group->n_tasks, expected[g].n_tasks);
		ck_assert_uint_eq(group->tasks[0], expected[g].first);
		ck_assert_uint_eq(group->tasks[group->n_tasks - 1], expected[g].last);
		ck_assert_str_eq(tk_names_in(group->name, TK_FI), expected[g].name);
	}
}
END_TEST

START_TEST(groups_have_figures)
{
	name_groups();
	g_autoptr(tk_picture) picture = picture_of(2);
	const struct tk_group *g = picture->groups;
	struct tk_figures own = tk_measures_group(picture->now, &g[0], 0);
	struct tk_figures none = tk_measures_group(picture->now, &g[0], 2);

	/* x/G: k v n of one region, e e k of the other. */
	check_share(g[0].now.progress, 3, 5);
	check_share(g[0].now.done, 1, 5);
	check_share(g[0].now.under_way, 2, 5);
	ck_assert_int_eq(g[0].now.n_late, 2);
	check_share(g[0].before.progress, 1, 2);
	ck_assert_uint_eq(g[0].n_regions_idle, 0);
	check_share(own.progress, 2, 2);
	ck_assert_int_eq(own.n_late, 1);
	ck_assert_int_eq(own.n_status[TK_STATUS_NOT_APPLICABLE], 1);
	check_share(none.progress, 0, 0);
	/* x/H: k e, e e. */
	check_share(g[1].now.progress, 1, 4);
	ck_assert_uint_eq(g[1].n_regions_idle, 1);
	/* y/G: e e, n v. */
	check_share(g[2].now.progress, 1, 3);
	ck_assert_uint_eq(g[2].n_regions_idle, 1);
	/* y without a name: the last task is in no window. */
	check_share(g[3].now.progress, 2, 4);
	check_share(g[3].now.done, 1, 6);
	ck_assert_uint_eq(g[3].n_regions_idle, 1);
}
END_TEST

START_TEST(a_group_without_tasks_that_apply_is_not_idle)
{
	name_groups();
	fill(1, 0, "kkkkknnkkk");
	fill(1, 1, "kkkkknnkkk");
	g_autoptr(tk_picture) picture = picture_of(2);

	check_share(picture->groups[2].now.progress, 0, 0);
	ck_assert_uint_eq(picture->groups[2].n_regions_idle, 0);
}
END_TEST

START_TEST(groups_without_a_period_before)
{
	name_groups();
	g_autoptr(tk_picture) picture = picture_of(1);

	check_share(picture->groups[0].before.progress, 0, 0);
	check_share(picture->groups[0].now.progress, 1, 2);
}
END_TEST

/* ---- Late and slipping tasks ---- */

START_TEST(late_and_slipping_are_apart)
{
	/* The planned end of task 0 is over, that of task 1 is today. */
	tasks[0].end = 99;
	tasks[1].end = 100;
	fill(1, 0, "kkeeeeeeee")[0].estimate = 110;
	fill(1, 1, "eekeeeeeee")[0].estimate = 50;
	fill(1, 2, "vvvvvvvvvn")[0].estimate = 300;
	entries[1][0][1].estimate = 104;
	entries[1][1][1].estimate = 107;
	entries[1][2][1].estimate = 200;
	/* Estimated on the planned end, and after it by a region that it does not concern. */
	entries[1][0][2].estimate = 1000;
	entries[1][1][2].estimate = 1001;
	entries[1][2][9].estimate = 2000;
	g_autoptr(tk_picture) picture = picture_of(2);
	const struct tk_late_task *late = picture->late, *slipping = picture->slipping;

	ck_assert_uint_eq(picture->n_late, 1);
	ck_assert_uint_eq(late->task, 0);
	ck_assert_uint_eq(late->n_regions, 2);
	ck_assert_uint_eq(late->n_not_started, 1);
	ck_assert_uint_eq(late->n_no_estimate, 0);
	ck_assert_uint_eq(late->n_after, 1);
	ck_assert_int_eq(late->median_days, 11);
	ck_assert_int_eq(late->latest, 110);
	ck_assert_uint_eq(picture->n_slipping, 2);
	ck_assert_uint_eq(slipping[0].task, 1);
	ck_assert_uint_eq(slipping[0].n_regions, 2);
	ck_assert_uint_eq(slipping[0].n_after, 2);
	ck_assert_uint_eq(slipping[0].n_not_started, 1);
	/* 4 and 7 days: half up. */
	ck_assert_int_eq(slipping[0].median_days, 6);
	ck_assert_int_eq(slipping[0].latest, 107);
	ck_assert_uint_eq(slipping[1].task, 2);
	ck_assert_uint_eq(slipping[1].n_regions, 1);
	ck_assert_int_eq(slipping[1].median_days, 1);
}
END_TEST

START_TEST(late_tasks_without_estimates)
{
	tasks[3].end = tasks[4].end = 0;
	fill(1, 0, "vvvevvvvvv");
	fill(1, 1, "vvv-vvvvvv");
	fill(1, 2, "vvvkevvvvv")[3].estimate = -10;
	g_autoptr(tk_picture) picture = picture_of(2);

	ck_assert_uint_eq(picture->n_late, 2);
	ck_assert_uint_eq(picture->late[0].n_regions, 3);
	ck_assert_uint_eq(picture->late[0].n_not_started, 2);
	ck_assert_uint_eq(picture->late[0].n_no_estimate, 2);
	ck_assert_uint_eq(picture->late[0].n_after, 0);
	ck_assert_int_eq(picture->late[0].median_days, 0);
	ck_assert_int_eq(picture->late[0].latest, -10);
	ck_assert_int_eq(picture->late[1].latest, TK_NO_DATE);
	ck_assert_uint_eq(picture->n_slipping, 0);
}
END_TEST

/* ---- Oddities ---- */

/* Each case is one task of one region on day 100. */
static const struct {
	const char *name;
	char status;
	int32_t end, estimate;
	unsigned estimate_past, conflict, past_due, no_estimate;
} odd_entries[] = {
	{"begun, estimate over", 'k', 200, 99, 1, 0, 0, 0},
	{"on schedule, estimate over", 'a', 200, 99, 1, 0, 0, 0},
	{"estimate is today", 'k', 200, 100, 0, 0, 0, 0},
	{"not started, estimate over", 'e', 200, 99, 0, 0, 0, 0},
	{"done, estimate over", 'v', 50, 99, 0, 0, 0, 0},
	{"does not apply", 'n', 50, 99, 0, 0, 0, 0},
	{"on schedule, too late", 'a', 200, 201, 0, 1, 0, 0},
	{"on schedule, in time", 'a', 200, 200, 0, 0, 0, 0},
	{"in progress, too late", 'k', 200, 201, 0, 0, 0, 0},
	{"on schedule, past due", 'a', 99, 150, 0, 1, 1, 0},
	{"on schedule, due today", 'a', 100, 100, 0, 0, 0, 0},
	{"on schedule, past due, no estimate", 'a', 99, NONE, 0, 0, 1, 1},
	{"everything", 'a', 50, 60, 1, 1, 1, 0},
	{"late, no estimate", 'e', 99, NONE, 0, 0, 0, 1},
	{"left out, late", '-', 99, NONE, 0, 0, 0, 1},
	{"left out, not late", '-', 100, NONE, 0, 0, 0, 0},
	{"done, past due", 'v', 99, NONE, 0, 0, 0, 0},
};

START_TEST(oddities_of_an_entry)
{
	char statuses[] = "vvvvvvvvvv";

	statuses[4] = odd_entries[_i].status;
	tasks[4].end = odd_entries[_i].end;
	fill(1, 1, statuses)[4].estimate = odd_entries[_i].estimate;
	g_autoptr(tk_picture) picture = picture_of(2);
	const struct tk_oddities *odd = &picture->oddities[1];
	const char *name = odd_entries[_i].name;

	ck_assert_msg(odd->n_estimate_past == odd_entries[_i].estimate_past, "%s: past", name);
	ck_assert_msg(odd->n_conflict == odd_entries[_i].conflict, "%s: conflict", name);
	ck_assert_msg(odd->n_past_due == odd_entries[_i].past_due, "%s: past due", name);
	ck_assert_msg(odd->n_late_no_estimate == odd_entries[_i].no_estimate, "%s: none", name);
	/* Nothing was told before, and nothing at all by the others. */
	check_share(odd->same, 0, 0);
	check_share(odd->bulk, 0, 0);
	ck_assert_uint_eq(odd->n_unchanged, 1);
	ck_assert_uint_eq(picture->oddities[0].n_unchanged, 0);
}
END_TEST

static const struct {
	const char *name, *before, *now;
	int same, bulk, told;
	/** Letters as in fill(). */
	char from, to;
} moves[] = {
	{"nothing", "ekaveekave", "ekaveekave", 10, 0, 10, '-', '-'},
	{"a bulk", "eeeeekkkkk", "kkkeekkkkv", 6, 3, 10, 'e', 'k'},
	{"equal ones", "kkeeeeeeee", "vvaaeeeeee", 6, 2, 10, 'e', 'a'},
	{"back", "vvvveeeeee", "eeeeeeeeee", 6, 4, 10, 'v', 'e'},
	{"left out", "---eeeeeee", "kkk----eee", 3, 0, 3, '-', '-'},
	{"applies", "nnneeeeeee", "eeennnneee", 3, 4, 10, 'e', 'n'},
};

START_TEST(moves_are_counted)
{
	fill(0, 0, moves[_i].before);
	fill(1, 0, moves[_i].now);
	g_autoptr(tk_picture) picture = picture_of(2);
	const struct tk_oddities *odd = &picture->oddities[0];

	check_share(odd->same, moves[_i].same, moves[_i].told);
	check_share(odd->bulk, moves[_i].bulk, moves[_i].told);
	ck_assert_int_eq(odd->bulk_from, status_of(moves[_i].from));
	ck_assert_int_eq(odd->bulk_to, status_of(moves[_i].to));
}
END_TEST

/* '=': task 7 is as in all periods; '.': no report; else what is otherwise: s status, e estimate,
 * o owner, n note, 0 no note. */
static const struct {
	const char *history;
	unsigned n_unchanged;
} unchanged[] = {
	{"=", 1},      {"=======", 7}, {"==s===", 3}, {"e=", 1},   {"o==", 2},  {"=n===", 3},
	{"=0====", 4}, {"==.=.=", 4},  {"...==", 2},  {"=s.=", 1}, {"===s", 1}, {"===.", 0},
};

static void fill_as(unsigned period, char step)
{
	struct tk_entry *e = &fill(period, 1, "ekavnekave")[7];

	e->status = step == 's' ? TK_STATUS_DONE : TK_STATUS_IN_PROGRESS;
	e->estimate = step == 'e' ? 501 : 500;
	e->owner = (char *)(step == 'o' ? "Other" : "Owner");
	e->note = step == '0' ? NULL : (char *)(step == 'n' ? "note" : "Note");
}

START_TEST(unchanged_reports_are_counted)
{
	const char *history = unchanged[_i].history;
	unsigned n = (unsigned)strlen(history);

	for (unsigned p = 0; p < n; p++) {
		if (history[p] != '.')
			fill_as(p, history[p]);
	}
	g_autoptr(tk_picture) picture = picture_of(n);

	ck_assert_msg(picture->oddities[1].n_unchanged == unchanged[_i].n_unchanged, "%s: %u",
		      history, picture->oddities[1].n_unchanged);
}
END_TEST

START_TEST(nothing_left_to_change_is_not_odd)
{
	for (unsigned p = 0; p < 4; p++)
		fill(p, 0, "vvvvvvvvnn");
	g_autoptr(tk_picture) picture = picture_of(4);

	ck_assert_uint_eq(picture->oddities[0].n_unchanged, 1);
	check_share(picture->oddities[0].same, 10, 10);
}
END_TEST

/* ---- Risks and indicators ---- */

/* What a region tells; the lists stay the test's own. */
static void tell(unsigned period, unsigned region, struct tk_risk *risks, unsigned n_risks,
		 struct tk_indicator *indicators, unsigned n_indicators)
{
	struct tk_submission *s = &submissions[period][region];

	fill(period, region, "eeeeeeeeee");
	s->risks = risks;
	s->n_risks = n_risks;
	s->indicators = indicators;
	s->n_indicators = n_indicators;
}

#define RISK(words, l, i, wish)                                                                    \
	{                                                                                          \
		.name = (char *)(words), .likelihood = (l), .impact = (i),                         \
		.support = (char *)(wish)                                                          \
	}

START_TEST(risks_of_one_name_are_one)
{
	/* "money": three regions now, one twice; two before. "staff": one now, none before. */
	struct tk_risk a[] = {RISK("money", 2, 6, "loans"), RISK("Money", 5, 1, "loans"),
			      RISK("staff", 1, 1, NULL)};
	struct tk_risk b[] = {RISK("MONEY ", 3, 4, "Advice")};
	struct tk_risk c[] = {RISK("money", 0, 0, "advice"), RISK("money", 4, 2, "loans")};
	struct tk_risk before[] = {RISK("money", 5, 5, "before")};

	tell(0, 0, before, 1, NULL, 0);
	tell(0, 1, before, 1, NULL, 0);
	tell(1, 0, a, 3, NULL, 0);
	tell(1, 1, b, 1, NULL, 0);
	tell(1, 2, c, 2, NULL, 0);
	g_autoptr(tk_picture) picture = picture_of(2);
	const struct tk_risk_summary *risk = picture->risks;

	/* Both have grown by one: then most regions first. */
	ck_assert_uint_eq(picture->n_risks, 2);
	ck_assert_str_eq(risk[0].name, "money");
	ck_assert_uint_eq(risk[0].n_now, 3);
	ck_assert_uint_eq(risk[0].n_before, 2);
	/* 12 and 12: the first told; what was told before does not count. */
	ck_assert_int_eq(risk[0].likelihood, 2);
	ck_assert_int_eq(risk[0].impact, 6);
	/* Loans and advice: two regions each, so the alphabetically first. */
	ck_assert_str_eq(risk[0].support, "Advice");
	ck_assert_uint_eq(risk[0].support_region, 1);
	ck_assert_str_eq(risk[1].name, "staff");
	ck_assert_ptr_null(risk[1].support);
}
END_TEST

START_TEST(indicators_are_gathered_over_the_regions)
{
	struct tk_indicator a[] = {{.name = (char *)"Visits", .unit = (char *)"kpl", .value = 7},
				   {.name = (char *)"visits", .unit = (char *)"KPL", .value = 99}};
	struct tk_indicator b[] = {{.name = (char *)"Visits", .unit = (char *)"kpl", .value = 9}};
	struct tk_indicator c[] = {{.name = (char *)"Visits", .unit = (char *)"kpl", .value = 9}};
	struct tk_indicator before[] = {
		{.name = (char *)"Visits", .unit = (char *)"kpl", .value = 4}};

	tell(0, 1, NULL, 0, before, 1);
	tell(1, 0, NULL, 0, a, 2);
	tell(1, 1, NULL, 0, b, 1);
	tell(1, 2, NULL, 0, c, 1);
	g_autoptr(tk_picture) picture = picture_of(2);

	ck_assert_uint_eq(picture->n_indicators, 1);
	const struct tk_indicator_summary *one = picture->indicators[0];

	/* Of two values from one region the first counts. */
	ck_assert_double_eq_tol(one->sum_now, 7 + 9 + 9, 0.001);
	ck_assert_uint_eq(one->n_now, 3);
	ck_assert_uint_eq(one->n_both, 1);
	ck_assert_int_eq(one->growth.num * 4, one->growth.den * 5);
	ck_assert_double_eq_tol(one->median, 9, 0.001);
	ck_assert_double_eq_tol(one->lowest, 7, 0.001);
	ck_assert_double_eq_tol(one->highest, 9, 0.001);
	ck_assert_uint_eq(one->highest_region, 1);
	ck_assert_uint_eq(one->n_highest, 2);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("outlook");
	TCase *tests = tcase_create("outlook");

	tcase_add_checked_fixture(tests, set_up, NULL);
	suite_add_tcase(suite, tests);
	tcase_add_loop_test(tests, forecasts_follow_theil_and_sen, 0, G_N_ELEMENTS(forecasts));
	tcase_add_test(tests, a_forecast_is_of_its_measure_and_area);
	tcase_add_test(tests, the_plan_counts_what_has_ended);
	tcase_add_test(tests, groups_are_of_one_area);
	tcase_add_test(tests, groups_have_figures);
	tcase_add_test(tests, a_group_without_tasks_that_apply_is_not_idle);
	tcase_add_test(tests, groups_without_a_period_before);
	tcase_add_test(tests, late_and_slipping_are_apart);
	tcase_add_test(tests, late_tasks_without_estimates);
	tcase_add_loop_test(tests, oddities_of_an_entry, 0, G_N_ELEMENTS(odd_entries));
	tcase_add_loop_test(tests, moves_are_counted, 0, G_N_ELEMENTS(moves));
	tcase_add_loop_test(tests, unchanged_reports_are_counted, 0, G_N_ELEMENTS(unchanged));
	tcase_add_test(tests, nothing_left_to_change_is_not_odd);
	tcase_add_test(tests, risks_of_one_name_are_one);
	tcase_add_test(tests, indicators_are_gathered_over_the_regions);
	return test_main(suite);
}
