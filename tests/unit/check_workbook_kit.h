#ifndef CHECK_WORKBOOK_KIT_H
#define CHECK_WORKBOOK_KIT_H

/* What the tests of workbooks and open data share: the sample data, a small world made by hand, and
 * reading back what was written. */

#include <glib/gstdio.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <sys/resource.h>
#include <zip.h>

#include "check_sheet_kit.h"
#include "common.h"
#include "tilannekuva/ingest.h"
#include "tilannekuva/sheet.h"
#include "tilannekuva/workbook.h"

/* ---- The world of a test ---- */

static struct {
	struct tk_log *log, *out;
	struct tk_kit *kit;
	struct tk_dataset *dataset;
	struct tk_round *rounds[3];
	unsigned n_rounds;
	struct tk_picture *picture;
	char *dir;
} world;

static void world_begin(void)
{
	g_autofree char *source = test_source_path(".");

	g_setenv("TILANNEKUVA_SHARE", source, TRUE);
	world.log = tk_log_new();
	world.out = tk_log_new();
	world.kit = tk_kit_open(world.log);
	ck_assert_ptr_nonnull(world.kit);
	world.dir = test_make_dir();
}

static void world_look(void)
{
	tk_picture_free(world.picture);
	world.picture = tk_picture_new(world.rounds, world.n_rounds, world.log);
}

static void world_end(void)
{
	tk_picture_free(world.picture);
	for (unsigned i = 0; i < world.n_rounds; i++)
		tk_round_free(world.rounds[i]);
	tk_dataset_free(world.dataset);
	tk_kit_free(world.kit);
	tk_log_free(world.log);
	tk_log_free(world.out);
	test_remove(world.dir);
	g_free(world.dir);
	memset(&world, 0, sizeof world);
}

/** The sample data of October 2021. */
static void samples_begin(void)
{
	g_autofree char *samples = test_source_path("samples");

	world_begin();
	world.dataset = tk_dataset_open(samples, world.log);
	ck_assert_ptr_nonnull(world.dataset);
	for (unsigned p = 0; p < 3; p++) {
		world.rounds[p] = tk_round_read(world.dataset, p, world.kit->vocabulary, world.log);
		ck_assert_ptr_nonnull(world.rounds[p]);
	}
	world.n_rounds = 3;
	world_look();
}

/* The small world: two areas, two cooperation areas, four regions, three tasks, two periods. Kylä
 * reports in both periods, Saari only now, Niemi never (for a reason), Lahti never (no file). */
enum { KYLA, SAARI, NIEMI, LAHTI, SMALL_REGIONS };
enum { SMALL_TASKS = 3 };

static struct tk_names same_names(const char *text)
{
	return (struct tk_names){{g_strdup(text), g_strdup(text), g_strdup(text)}};
}

static void small_tables(struct tk_dataset *dataset)
{
	static const char *const names[] = {"Kylä", "Saari", "Niemi", "Lahti"};

	dataset->dir = g_strdup("/somewhere/data");
	dataset->n_areas = dataset->n_coops = 2;
	dataset->areas = g_new0(struct tk_area, 2);
	dataset->coops = g_new0(struct tk_coop, 2);
	for (unsigned i = 0; i < 2; i++) {
		dataset->areas[i] = (struct tk_area){g_strdup(i ? "b" : "a"),
						     same_names(i ? "Palvelut" : "Hallinto"),
						     same_names(i ? "Palv." : "Hall.")};
		dataset->coops[i] = (struct tk_coop){g_strdup(i ? "etela" : "ita"),
						     same_names(i ? "Etelä" : "Itä")};
	}
	dataset->n_regions = SMALL_REGIONS;
	dataset->regions = g_new0(struct tk_region, SMALL_REGIONS);
	for (unsigned r = 0; r < SMALL_REGIONS; r++) {
		struct tk_region region = {.id = g_ascii_strdown(names[r], -1),
					   .name = same_names(names[r]),
					   .coop = r == LAHTI ? TK_NONE : r % 2};

		dataset->regions[r] = region;
	}
	dataset->regions[NIEMI].reason = same_names("Seurantaa tarkennetaan");
}

static void small_tasks(struct tk_dataset *dataset)
{
	dataset->n_tasks = SMALL_TASKS;
	dataset->tasks = g_new0(struct tk_task, SMALL_TASKS);
	for (unsigned t = 0; t < SMALL_TASKS; t++) {
		struct tk_task task = {
			.id = g_strdup_printf("T.%u", t + 1),
			.area = t / 2,
			.group = same_names("Ryhmä"),
			.name = same_names("Tehtävä"),
			.start = tk_date_from_ymd(2021, 5, 1),
			.end = tk_date_from_ymd(2021, t == 0 ? 9 : 12, 30),
		};

		dataset->tasks[t] = task;
	}
}

static void small_periods(struct tk_dataset *dataset)
{
	dataset->n_periods = 2;
	dataset->periods = g_new0(struct tk_period, 2);
	for (unsigned p = 0; p < 2; p++) {
		struct tk_period period = {
			.id = g_strdup(p ? "2021-10" : "2021-08"),
			.year = 2021,
			.month = p ? 10 : 8,
			.reporting_date = tk_date_month_end(2021, p ? 10 : 8),
			.published = TK_NO_DATE,
			.window_start = tk_date_from_ymd(2021, 4, 1),
			.window_end = tk_date_from_ymd(2021, 12, 31),
			.class_from = {25, 50, 76, 90},
			.n_classes = 4,
		};

		dataset->periods[p] = period;
	}
	dataset->settings.title = same_names("Tilannekuva");
	dataset->settings.issuer = same_names("Ministeriö & muut");
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
	struct tk_round *round = g_new0(struct tk_round, 1);

	round->dataset = world.dataset;
	round->period = period;
	round->submissions = g_new0(struct tk_submission, SMALL_REGIONS);
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

static inline struct tk_book *book_of(const char *path)
{
	struct tk_book *book = tk_book_open(path, NULL, world.out);

	ck_assert_ptr_nonnull(book);
	return book;
}

/** \return a sheet by its name; owned. */
static inline struct tk_sheet *sheet_of(const char *path, const char *name)
{
	g_autoptr(tk_book) book = book_of(path);

	for (unsigned i = 0; i < tk_book_n_sheets(book); i++) {
		if (!name || strcmp(tk_book_sheet_name(book, i), name) == 0)
			return tk_book_read_sheet(book, i, world.out);
	}
	ck_abort_msg("no sheet %s", name ? name : "");
	return NULL;
}

static inline double number_at(const struct tk_sheet *sheet, unsigned row, unsigned col)
{
	const struct tk_cell *cell = cell_at(sheet, row, col);

	ck_assert_ptr_nonnull(cell);
	ck_assert_uint_eq(cell->type, TK_CELL_NUMBER);
	return cell->number;
}

/** \return the row [0-based] whose column has a text. */
static inline unsigned row_of(const struct tk_sheet *sheet, unsigned col, const char *text)
{
	for (unsigned i = 0; i < sheet->n_rows; i++) {
		const struct tk_cell *cell = tk_row_cell(&sheet->rows[i], col);

		if (cell && strcmp(cell->text, text) == 0)
			return sheet->rows[i].row;
	}
	ck_abort_msg("no row %s", text);
	return 0;
}

/** \return the column [0-based] whose cell in a row has a text. */
static inline unsigned col_of(const struct tk_sheet *sheet, unsigned row, const char *text)
{
	for (unsigned col = 0; col < 100; col++) {
		if (strcmp(text_at(sheet, row, col), text) == 0)
			return col;
	}
	ck_abort_msg("no column %s", text);
	return 0;
}

/** \return a part of a workbook as text; owned. */
static inline char *part_of(const char *path, const char *name)
{
	zip_t *zip = zip_open(path, ZIP_RDONLY, NULL);
	zip_stat_t stat;

	ck_assert_ptr_nonnull(zip);
	ck_assert_int_eq(zip_stat(zip, name, 0, &stat), 0);
	char *text = g_malloc0(stat.size + 1);
	zip_file_t *part = zip_fopen(zip, name, 0);

	ck_assert_int_eq(zip_fread(part, text, stat.size), (zip_int64_t)stat.size);
	zip_fclose(part);
	zip_discard(zip);
	return text;
}

static inline void assert_same_bytes(const char *a, const char *b)
{
	g_autofree char *left = NULL, *right = NULL;
	gsize left_size = 0, right_size = 0;

	ck_assert(g_file_get_contents(a, &left, &left_size, NULL));
	ck_assert(g_file_get_contents(b, &right, &right_size, NULL));
	ck_assert_uint_eq(left_size, right_size);
	ck_assert_int_eq(memcmp(left, right, left_size), 0);
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

#endif
