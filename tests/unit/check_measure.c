#include "common.h"
#include "tilannekuva/measure.h"

/* The measures on small made-up data, where every figure can be counted by hand. */

#define N_TASKS 6
#define N_REGIONS 3

static const char *const ids[] = {"a", "b", "c"};

static struct tk_area areas[] = {{.id = (char *)"x"}, {.id = (char *)"y"}};
static struct tk_coop coops[] = {{.id = (char *)"k"}};
static struct tk_region regions[N_REGIONS];
static struct tk_task tasks[N_TASKS];
static struct tk_period periods[2];
static struct tk_dataset dataset;
static struct tk_entry entries[2][N_REGIONS][N_TASKS];
static struct tk_submission submissions[2][N_REGIONS];
static struct tk_round rounds[2];

static int32_t day(int month, int of_month)
{
	return tk_date_from_ymd(2021, month, of_month);
}

/* Statuses by letters: - missing, e not started, k in progress, a on schedule, v done, n not applicable. */
static void fill(unsigned period, unsigned region, const char *statuses)
{
	static const char letters[] = "-ekavn";
	struct tk_submission *s = &submissions[period][region];

	s->reported = statuses != NULL;
	s->entries = statuses ? entries[period][region] : NULL;
	s->n_missing = 0;
	s->totals = (struct tk_totals){0};
	for (unsigned t = 0; statuses && t < N_TASKS; t++) {
		enum tk_status status = (enum tk_status)(strchr(letters, statuses[t]) - letters);

		s->entries[t].status = status;
		s->n_missing += status == TK_STATUS_MISSING;
		s->totals.not_applicable += status == TK_STATUS_NOT_APPLICABLE;
		s->totals.counted +=
			status != TK_STATUS_MISSING && status != TK_STATUS_NOT_APPLICABLE;
	}
	s->totals.rows = s->totals.counted + s->totals.not_applicable;
}

/* Tasks 0-3 are of area x, 4-5 of y; task 3 lies beyond the first window, task 5 beyond both. */
static void set_up(void)
{
	for (unsigned r = 0; r < N_REGIONS; r++)
		regions[r] = (struct tk_region){.id = (char *)ids[r],
						.name = {{(char *)ids[r]}},
						.coop = r < 2 ? 0 : TK_NONE};
	for (unsigned t = 0; t < N_TASKS; t++)
		tasks[t] = (struct tk_task){
			.area = t < 4 ? 0 : 1, .start = day(1, 1), .end = day(6, 30)};
	tasks[1].end = day(5, 31);
	tasks[3].start = day(9, 1);
	tasks[3].end = day(12, 31);
	tasks[5].start = tk_date_from_ymd(2022, 1, 1);
	tasks[5].end = tk_date_from_ymd(2022, 12, 31);
	dataset = (struct tk_dataset){.areas = areas,
				      .n_areas = 2,
				      .coops = coops,
				      .n_coops = 1,
				      .regions = regions,
				      .n_regions = N_REGIONS,
				      .tasks = tasks,
				      .n_tasks = N_TASKS,
				      .periods = periods,
				      .n_periods = 2};
	for (unsigned p = 0; p < 2; p++) {
		periods[p] = (struct tk_period){.reporting_date = day(p ? 10 : 6, 15),
						.window_start = day(1, 1),
						.window_end = p ? day(12, 31) : day(6, 30),
						.class_from = {25, 50, 76},
						.n_classes = 4};
		rounds[p] = (struct tk_round){
			.dataset = &dataset, .period = p, .submissions = submissions[p]};
	}
}

static struct tk_picture *picture_of(const char *const before[N_REGIONS],
				     const char *const now[N_REGIONS])
{
	static struct tk_round *both[] = {&rounds[0], &rounds[1]};

	for (unsigned r = 0; r < N_REGIONS; r++) {
		if (before)
			fill(0, r, before[r]);
		fill(1, r, now[r]);
	}
	return before ? tk_picture_new(both, 2, NULL) : tk_picture_new(both + 1, 1, NULL);
}

static void check_share(struct tk_share share, int64_t k, int64_t n)
{
	ck_assert_int_eq(share.k, k);
	ck_assert_int_eq(share.n, n);
}

START_TEST(figures_follow_their_definitions)
{
	const char *const now[] = {"ekavn-", NULL, "vvvvvv"};
	g_autoptr(tk_picture) picture = picture_of(NULL, now);
	const struct tk_figures *x = tk_measures_region(picture->now, 0, 0);
	const struct tk_figures *all = tk_measures_region(picture->now, 0, TK_ALL_AREAS);
	const struct tk_figures *country = tk_measures_country(picture->now, TK_ALL_AREAS);

	/* Tasks 0-3 in the window; 4 not applicable; 5 missing and out of the window. */
	check_share(x->progress, 3, 4);
	check_share(x->under_way, 2, 4);
	check_share(x->done, 1, 4);
	check_share(all->progress, 3, 4);
	check_share(all->done, 1, 5);
	ck_assert_int_eq(all->n_status[TK_STATUS_NOT_APPLICABLE], 1);
	ck_assert_int_eq(all->n_status[TK_STATUS_MISSING], 1);
	/* Planned end before 15.10.: tasks 0, 1, 2; the fourth is later, the fifth does not apply. */
	ck_assert_int_eq(all->n_late, 3);
	check_share(tk_measures_region(picture->now, 0, 1)->progress, 0, 0);
	check_share(tk_measures_region(picture->now, 1, TK_ALL_AREAS)->progress, 0, 0);
	check_share(country->progress, 3 + 5, 4 + 5);
	check_share(tk_measures_coop(picture->now, 0, TK_ALL_AREAS)->progress, 3, 4);
	ck_assert_uint_eq(picture->now->n_reported, 2);
	ck_assert_uint_eq(tk_measures_window_tasks(picture->now, TK_ALL_AREAS), 5);
	ck_assert_uint_eq(tk_measures_tasks(picture->now, 1), 2);
}
END_TEST

static const struct {
	int percent;
	unsigned k;
} classes[] = {{0, 0}, {24, 0}, {25, 1}, {49, 1}, {50, 2}, {75, 2}, {76, 3}, {100, 3}};

START_TEST(class_follows_the_rounded_percent)
{
	ck_assert_uint_eq(tk_period_class(&periods[0], classes[_i].percent), classes[_i].k);
}
END_TEST

START_TEST(an_end_on_the_reporting_date_is_not_late)
{
	const char *const now[] = {"eeeeee", NULL, NULL};

	tasks[0].end = periods[1].reporting_date;
	tasks[1].end = periods[1].reporting_date - 1;
	g_autoptr(tk_picture) picture = picture_of(NULL, now);

	ck_assert_uint_eq(picture->n_late, 3);
	for (unsigned i = 0; i < picture->n_late; i++)
		ck_assert_uint_ne(picture->late[i].task, 0);
}
END_TEST

START_TEST(late_tasks_count_regions)
{
	const char *const now[] = {"ekvvvv", "kkvvvv", "vkvvvv"};
	g_autoptr(tk_picture) picture = picture_of(NULL, now);

	ck_assert_uint_eq(picture->n_late, 2);
	ck_assert_uint_eq(picture->late[0].task, 1);
	ck_assert_uint_eq(picture->late[0].n_regions, 3);
	ck_assert_uint_eq(picture->late[0].n_not_started, 0);
	ck_assert_uint_eq(picture->late[1].n_regions, 2);
	ck_assert_uint_eq(picture->late[1].n_not_started, 1);
}
END_TEST

/* What moved, and into which part of the change it must go. */
static const struct {
	const char *name, *before[N_REGIONS], *now[N_REGIONS];
	bool moves, window, applicability, coverage;
} stories[] = {
	{"statuses",
	 {"eekvek", "kkkkkk", NULL},
	 {"kkkvek", "kkkkkk", NULL},
	 true,
	 true,
	 false,
	 false},
	{"nothing but the window",
	 {"eekeek", "kkkekk", NULL},
	 {"eekeek", "kkkekk", NULL},
	 false,
	 true,
	 false,
	 false},
	{"applicability", {"eekeek", NULL, NULL}, {"nekeek", NULL, NULL}, false, true, true, false},
	{"became applicable",
	 {"nekeek", NULL, NULL},
	 {"eekeek", NULL, NULL},
	 false,
	 true,
	 true,
	 false},
	{"a region came",
	 {"eekeek", NULL, NULL},
	 {"eekeek", "vvvvvv", NULL},
	 false,
	 true,
	 false,
	 true},
	{"a region left",
	 {"eekeek", "vvvvvv", NULL},
	 {"eekeek", NULL, NULL},
	 false,
	 true,
	 false,
	 true},
	{"everything",
	 {"nekvek", "kkkkkk", NULL},
	 {"vekvek", "kkknka", "vvvvvv"},
	 true,
	 true,
	 true,
	 true},
};

/* Whether a fraction is not zero. */
static bool moved(struct tk_fraction fraction)
{
	ck_assert_int_gt(fraction.den, 0);
	return fraction.num != 0;
}

START_TEST(changes_are_reconciled)
{
	g_autoptr(tk_picture) picture = picture_of(stories[_i].before, stories[_i].now);
	const struct tk_change *change = tk_picture_change_country(picture, TK_ALL_AREAS);
	struct tk_fraction sum =
		tk_fraction_sum(tk_fraction_sum(change->moves, change->window),
				tk_fraction_sum(change->applicability, change->coverage));

	/* sum == whole, exactly */
	ck_assert_int_eq(sum.num * change->whole.den, change->whole.num * sum.den);
	ck_assert_msg(moved(change->moves) == stories[_i].moves, "%s: moves", stories[_i].name);
	ck_assert_msg(moved(change->window) == stories[_i].window, "%s: window", stories[_i].name);
	ck_assert_msg(moved(change->applicability) == stories[_i].applicability,
		      "%s: applicability", stories[_i].name);
	ck_assert_msg(moved(change->coverage) == stories[_i].coverage, "%s: coverage",
		      stories[_i].name);
}
END_TEST

START_TEST(no_period_before_gives_no_change)
{
	const char *const now[] = {"kkkkkk", NULL, NULL};
	g_autoptr(tk_picture) picture = picture_of(NULL, now);

	ck_assert_ptr_null(picture->before);
	ck_assert_ptr_null(tk_picture_change_country(picture, TK_ALL_AREAS));
}
END_TEST

START_TEST(equal_shares_share_a_rank)
{
	const char *const now[] = {"kkkkkk", "vvvvvv", "keeeee"};
	g_autoptr(tk_picture) picture = picture_of(NULL, now);

	ck_assert_uint_eq(tk_picture_rank(picture, TK_MEASURE_PROGRESS, 0, TK_ALL_AREAS), 1);
	ck_assert_uint_eq(tk_picture_rank(picture, TK_MEASURE_PROGRESS, 1, TK_ALL_AREAS), 1);
	ck_assert_uint_eq(tk_picture_rank(picture, TK_MEASURE_PROGRESS, 2, TK_ALL_AREAS), 3);
}
END_TEST

START_TEST(ranks_are_by_a_measure_in_an_area)
{
	/* Under way: 1/6, 2/6, 0/5; done: 2/6, 1/6, 2/5; begun in the window: 3/5, 3/5, 2/4. */
	const char *const now[] = {"kvveee", "kvekee", "vvneee"};
	static const unsigned ranks[TK_N_MEASURES][N_REGIONS] = {
		[TK_MEASURE_PROGRESS] = {1, 1, 3},
		[TK_MEASURE_UNDER_WAY] = {2, 1, 3},
		[TK_MEASURE_DONE] = {2, 3, 1},
	};
	g_autoptr(tk_picture) picture = picture_of(NULL, now);

	for (unsigned m = 0; m < TK_N_MEASURES; m++) {
		for (unsigned r = 0; r < N_REGIONS; r++)
			ck_assert_uint_eq(
				tk_picture_rank(picture, (enum tk_measure)m, r, TK_ALL_AREAS),
				ranks[m][r]);
	}
	/* Of area x done are 2/4, 1/4 and 2/3; of area y nothing is. */
	ck_assert_uint_eq(tk_picture_rank(picture, TK_MEASURE_DONE, 0, 0), 2);
	ck_assert_uint_eq(tk_picture_rank(picture, TK_MEASURE_DONE, 2, 0), 1);
	ck_assert_uint_eq(tk_picture_rank(picture, TK_MEASURE_DONE, 1, 1), 1);
}
END_TEST

/* Nothing is under way where everything is done: that is no last place. */
START_TEST(what_is_done_has_no_rank_in_what_is_under_way)
{
	const char *const now[] = {"vvvvvv", "kvekee", "vvneee"};
	g_autoptr(tk_picture) picture = picture_of(NULL, now);

	ck_assert_uint_eq(tk_picture_rank(picture, TK_MEASURE_UNDER_WAY, 0, TK_ALL_AREAS), 0);
	ck_assert_uint_eq(tk_picture_rank(picture, TK_MEASURE_UNDER_WAY, 2, TK_ALL_AREAS), 2);
	ck_assert_uint_eq(tk_picture_rank(picture, TK_MEASURE_DONE, 0, TK_ALL_AREAS), 1);
}
END_TEST

static void check_median(struct tk_fraction median, int64_t num, int64_t den)
{
	ck_assert_int_eq(median.num, num);
	ck_assert_int_eq(median.den, den);
}

/* The medians of what is done and of the numbers of late tasks, in lowest terms. */
static const struct {
	const char *name, *now[N_REGIONS];
	int64_t num, den, late_num, late_den;
} medians[] = {
	{"one", {"vveeee", NULL, NULL}, 1, 3, 2, 1},
	{"odd", {"veeeee", "vvveee", "eeeeee"}, 1, 6, 3, 1},
	/* 1/6 and 2/5, whose mean no percentage would give. */
	{"even", {"veeeee", NULL, "vvneee"}, 17, 60, 2, 1},
	{"even, late halves", {"vveeee", "eeeeee", NULL}, 1, 6, 3, 1},
	{"late half", {"vvevvv", "eeevvv", NULL}, 2, 3, 2, 1},
	{"an odd sum", {"vvvvvv", "vvevvv", NULL}, 11, 12, 1, 2},
	{"none", {NULL, NULL, NULL}, 0, 0, 0, 0},
	{"a region without tasks", {"nnnnnn", "vveeee", NULL}, 1, 3, 1, 1},
	{"all done", {"vvvvvv", "vvvvvn", "vvvvnn"}, 1, 1, 0, 1},
};

START_TEST(medians_are_exact)
{
	g_autoptr(tk_picture) picture = picture_of(NULL, medians[_i].now);

	check_median(tk_measures_median(picture->now, TK_MEASURE_DONE, TK_ALL_AREAS),
		     medians[_i].num, medians[_i].den);
	check_median(tk_measures_median_late(picture->now, TK_ALL_AREAS), medians[_i].late_num,
		     medians[_i].late_den);
}
END_TEST

START_TEST(medians_are_of_a_measure_in_an_area)
{
	/* In x begun 3/4, 2/4, 1/4, under way 2/4, 0, 0; in y nobody has a task in the window but the
	 * first. */
	const char *const now[] = {"kveave", "vvenne", "vnenne"};
	g_autoptr(tk_picture) picture = picture_of(NULL, now);
	const struct tk_measures *m = picture->now;

	check_median(tk_measures_median(m, TK_MEASURE_PROGRESS, 0), 2, 3);
	check_median(tk_measures_median(m, TK_MEASURE_UNDER_WAY, 0), 0, 1);
	check_median(tk_measures_median(m, TK_MEASURE_PROGRESS, 1), 1, 1);
	check_median(tk_measures_median(m, TK_MEASURE_DONE, 1), 0, 1);
	check_median(tk_measures_median_late(m, 0), 1, 1);
	check_median(tk_measures_median_late(m, 1), 0, 1);
}
END_TEST

START_TEST(totals_that_do_not_match_are_found)
{
	const char *const now[] = {"kkkkkk", NULL, "kk-nkk"};
	g_autoptr(tk_picture) picture = picture_of(NULL, now);

	g_autoptr(tk_log) log = tk_log_new();

	ck_assert_uint_eq(picture->now->n_reported, 2);
	ck_assert(tk_round_balances(&rounds[1], log));
	submissions[1][2].n_missing++;
	ck_assert(!tk_round_balances(&rounds[1], log));
	ck_assert_uint_eq(test_count(log, TK_DIAG_TOTALS_MISMATCH), 1);
	submissions[1][2].n_missing--;
	submissions[1][0].totals.rows++;
	ck_assert(!tk_round_balances(&rounds[1], log));
	ck_assert_uint_eq(test_count(log, TK_DIAG_TOTALS_MISMATCH), 2);
	ck_assert_int_eq(tk_log_exit(log), TK_EXIT_BUG);
}
END_TEST

START_TEST(risks_are_gathered_by_name)
{
	struct tk_risk slow = {.name = (char *)"Slow", .likelihood = 2, .impact = 3};
	struct tk_risk worse = {.name = (char *)"Slow", .likelihood = 4, .impact = 4};
	struct tk_risk twice[] = {slow, worse};
	const char *const statuses[] = {"kkkkkk", "kkkkkk", "kkkkkk"};

	submissions[1][0].risks = twice;
	submissions[1][0].n_risks = 2;
	submissions[1][1].risks = &slow;
	submissions[1][1].n_risks = 1;
	submissions[0][2].risks = &slow;
	submissions[0][2].n_risks = 1;
	g_autoptr(tk_picture) picture = picture_of(statuses, statuses);

	ck_assert_uint_eq(picture->n_risks, 1);
	ck_assert_uint_eq(picture->risks[0].n_now, 2);
	ck_assert_uint_eq(picture->risks[0].n_before, 1);
	ck_assert_int_eq(picture->risks[0].likelihood * picture->risks[0].impact, 16);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("measure");
	TCase *tests = tcase_create("measure");

	tcase_add_checked_fixture(tests, set_up, NULL);
	suite_add_tcase(suite, tests);
	tcase_add_test(tests, figures_follow_their_definitions);
	tcase_add_loop_test(tests, class_follows_the_rounded_percent, 0, G_N_ELEMENTS(classes));
	tcase_add_test(tests, an_end_on_the_reporting_date_is_not_late);
	tcase_add_test(tests, late_tasks_count_regions);
	tcase_add_loop_test(tests, changes_are_reconciled, 0, G_N_ELEMENTS(stories));
	tcase_add_test(tests, no_period_before_gives_no_change);
	tcase_add_test(tests, equal_shares_share_a_rank);
	tcase_add_test(tests, ranks_are_by_a_measure_in_an_area);
	tcase_add_test(tests, what_is_done_has_no_rank_in_what_is_under_way);
	tcase_add_loop_test(tests, medians_are_exact, 0, G_N_ELEMENTS(medians));
	tcase_add_test(tests, medians_are_of_a_measure_in_an_area);
	tcase_add_test(tests, totals_that_do_not_match_are_found);
	tcase_add_test(tests, risks_are_gathered_by_name);
	return test_main(suite);
}
