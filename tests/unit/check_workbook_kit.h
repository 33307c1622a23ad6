#ifndef CHECK_WORKBOOK_KIT_H
#define CHECK_WORKBOOK_KIT_H

/* What the tests of workbooks and open data share: the sample data, a small world made by hand, and
 * reading back what was written. */

#include <glib/gstdio.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <sys/resource.h>

#include "book-read.h"
#include "tilannekuva/workbook.h"
#include "world.h"

/* ---- The world of a test ---- */

static struct test_world world;

static inline void world_begin(void)
{
	test_world_open(&world);
}

static inline void world_look(void)
{
	test_world_look(&world);
}

static inline void world_end(void)
{
	test_world_close(&world);
}

/** The sample data of October 2021. */
static inline void samples_begin(void)
{
	world_begin();
	test_world_read_samples(&world);
}

/* The small world: two areas, two cooperation areas, four regions, three tasks, two periods. Kylä
 * reports in both periods, Saari only now, Niemi never (for a reason), Lahti never (no file). */
enum { KYLA, SAARI, NIEMI, LAHTI, SMALL_REGIONS };
enum { SMALL_TASKS = 3 };

static void small_tables(struct tk_dataset *dataset)
{
	static const char *const names[] = {"Kylä", "Saari", "Niemi", "Lahti"};

	dataset->dir = g_strdup("/somewhere/data");
	dataset->n_areas = dataset->n_coops = 2;
	dataset->areas = g_new0(struct tk_area, 2);
	dataset->coops = g_new0(struct tk_coop, 2);
	for (unsigned i = 0; i < 2; i++) {
		dataset->areas[i] = (struct tk_area){g_strdup(i ? "b" : "a"),
						     test_names("%s", i ? "Palvelut" : "Hallinto"),
						     test_names("%s", i ? "Palv." : "Hall.")};
		dataset->coops[i] = (struct tk_coop){g_strdup(i ? "etela" : "ita"),
						     test_names("%s", i ? "Etelä" : "Itä")};
	}
	dataset->n_regions = SMALL_REGIONS;
	dataset->regions = g_new0(struct tk_region, SMALL_REGIONS);
	for (unsigned r = 0; r < SMALL_REGIONS; r++) {
		struct tk_region region = {.id = g_ascii_strdown(names[r], -1),
					   .name = test_names("%s", names[r]),
					   .coop = r == LAHTI ? TK_NONE : r % 2};

		dataset->regions[r] = region;
	}
	dataset->regions[NIEMI].reason = test_names("Seurantaa tarkennetaan");
}

static void small_tasks(struct tk_dataset *dataset)
{
	dataset->n_tasks = SMALL_TASKS;
	dataset->tasks = g_new0(struct tk_task, SMALL_TASKS);
	for (unsigned t = 0; t < SMALL_TASKS; t++) {
		struct tk_task task = {
			.id = g_strdup_printf("T.%u", t + 1),
			.area = t / 2,
			.group = test_names("Ryhmä"),
			.name = test_names("Tehtävä"),
			.start = tk_date_from_ymd(2021, 5, 1),
			.end = tk_date_from_ymd(2021, t == 0 ? 9 : 12, 30),
		};

		dataset->tasks[t] = task;
	}
}

static void small_periods(struct tk_dataset *dataset)
{
	test_make_periods(dataset, 2);
	for (unsigned p = 0; p < 2; p++)
		dataset->periods[p].window_start = tk_date_from_ymd(2021, 4, 1);
	dataset->settings.title = test_names("Tilannekuva");
	dataset->settings.issuer = test_names("Ministeriö & muut");
	dataset->settings.target_date = tk_date_from_ymd(2023, 1, 1);
}

static void small_submission(struct tk_round *round, unsigned region,
			     const enum tk_status *statuses)
{
	struct tk_submission *submission = &round->submissions[region];

	submission->reported = true;
	submission->entries = g_new0(struct tk_entry, SMALL_TASKS);
	submission->file = "/somewhere/data/2021-10/kyla.xlsx";
	submission->format = "xlsx";
	submission->totals = (struct tk_totals){4, 3, 0, 0, 1};
	for (unsigned t = 0; t < SMALL_TASKS; t++) {
		struct tk_entry entry = {.status = statuses[t],
					 .estimate = TK_NO_DATE,
					 .source = {submission->file, "Tehtävät", t + 1, 2}};

		submission->entries[t] = entry;
	}
}

static struct tk_round *small_round(unsigned period)
{
	static const enum tk_status before[] = {TK_STATUS_NOT_STARTED, TK_STATUS_IN_PROGRESS,
						TK_STATUS_NOT_STARTED};
	static const enum tk_status now[] = {TK_STATUS_IN_PROGRESS, TK_STATUS_DONE,
					     TK_STATUS_NOT_STARTED};
	struct tk_round *round = test_make_round(world.dataset, period);

	small_submission(round, KYLA, period ? now : before);
	if (period)
		small_submission(round, SAARI, now);
	return round;
}

/** \param n_periods  1 or 2. */
static inline void small_begin(unsigned n_periods)
{
	world_begin();
	world.dataset = g_new0(struct tk_dataset, 1);
	small_tables(world.dataset);
	small_tasks(world.dataset);
	small_periods(world.dataset);
	for (unsigned i = 0; i < n_periods; i++)
		world.rounds[world.n_rounds++] = small_round(2 - n_periods + i);
	world_look();
}

/** The entry of a task in the period itself, for tests to change; world_look() afterwards. */
static inline struct tk_entry *small_entry(unsigned region, unsigned task)
{
	return &world.rounds[world.n_rounds - 1]->submissions[region].entries[task];
}

/* ---- Reading back ---- */

static inline char *in_dir(const char *name)
{
	return g_build_filename(world.dir, name, NULL);
}

/** Everything in a folder but one name is a leftover. */
static inline void assert_nothing_but(const char *dir, const char *name)
{
	g_autoptr(GDir) folder = g_dir_open(dir, 0, NULL);

	for (const char *found; (found = g_dir_read_name(folder));)
		ck_assert_str_eq(found, name ? name : "");
}

/* ---- Places that cannot be written ---- */

typedef bool write_fn(const char *path);

/** Write while no file may grow over a size. */
static inline bool write_limited(write_fn *write, const char *path, rlim_t most)
{
	struct rlimit limit, small;

	signal(SIGXFSZ, SIG_IGN);
	getrlimit(RLIMIT_FSIZE, &limit);
	small = limit;
	small.rlim_cur = most;
	setrlimit(RLIMIT_FSIZE, &small);
	bool good = write(path);

	setrlimit(RLIMIT_FSIZE, &limit);
	return good;
}

/** The folder is missing; a folder stands in the way; the disk is full. */
static inline void assert_failures_leave_nothing(write_fn *write)
{
	g_autofree char *missing = in_dir("missing/file"), *taken = in_dir("taken");
	g_autofree char *full = in_dir("full");

	ck_assert(!write(missing));
	ck_assert_uint_eq(test_count(world.out, TK_DIAG_OUTPUT_FAILED), 1);
	assert_nothing_but(world.dir, NULL);
	test_write(taken, "x", "");
	ck_assert(!write(taken));
	ck_assert_uint_eq(test_count(world.out, TK_DIAG_OUTPUT_FAILED), 2);
	assert_nothing_but(world.dir, "taken");
	test_remove(taken);
	/* What stood there before stays. */
	test_write(world.dir, "full", "old");
	ck_assert(!write_limited(write, full, 200));
	ck_assert_uint_eq(test_count(world.out, TK_DIAG_OUTPUT_FAILED), 3);
	assert_nothing_but(world.dir, "full");
	g_autofree char *text = NULL;

	ck_assert(g_file_get_contents(full, &text, NULL, NULL));
	ck_assert_str_eq(text, "old");
}

/** A locale with a decimal comma, where the machine has one. */
static inline void foreign_surroundings(void)
{
	static const char *const locales[] = {"fi_FI.UTF-8", "fi_FI.utf8",  "de_DE.UTF-8",
					      "de_DE.utf8",  "sv_SE.UTF-8", "fr_FR.UTF-8"};

	g_setenv("TZ", "Pacific/Kiritimati", TRUE);
	tzset();
	for (unsigned i = 0; i < G_N_ELEMENTS(locales) && !setlocale(LC_ALL, locales[i]); i++)
		continue;
}

static inline void home_surroundings(void)
{
	g_setenv("TZ", "America/Los_Angeles", TRUE);
	tzset();
	setlocale(LC_ALL, "C");
}

/** The same bytes in another folder, time zone and locale. */
static inline void assert_same_bytes_everywhere(write_fn *write)
{
	g_autofree char *here = in_dir("here"), *sub = in_dir("far/away");
	g_autofree char *there = in_dir("far/away/there");

	ck_assert_int_eq(g_mkdir_with_parents(sub, 0755), 0);
	home_surroundings();
	ck_assert(write(here));
	foreign_surroundings();
	ck_assert(write(there));
	home_surroundings();
	test_same_files(here, there);
}

#endif
