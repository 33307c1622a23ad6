#ifndef TK_CHECK_DECK_LISTS_KIT_H
#define TK_CHECK_DECK_LISTS_KIT_H

/* Made-up worlds for the deck's pages of lists, and reading those pages back from the PDF. */

#include <math.h>

#include "document/deck-imp.h"
#include "pdf-read.h"
#include "tilannekuva/kit.h"
#include "tilannekuva/vocabulary.h"
#include "world.h"

/* ---- Made-up data ---- */

enum due { DUE_MIXED, DUE_PAST, DUE_FUTURE };

struct world {
	const char *what;
	unsigned n_regions, n_areas, tasks_in_area, tasks_in_group;
	enum due due;
	/** Periods: 1 or 2. */
	unsigned n_periods;
	/** Only the second region reports; or the first now only, the third before only. */
	bool lonely, coming_and_going;
	unsigned n_risks, n_indicators;
	/** Estimates of the first risk are not given. */
	bool unrated;
	const char *risk_name, *support, *area_name, *task_name;
	/** Every task has been started. */
	bool begun;
	/** Risks and indicators are told by the same regions in both periods, and the values of
	 * indicators grow by so much, not by the usual 8. */
	bool still;
	double growth;
	/** The pages' options. */
	unsigned top;
	bool overflows;
};

#define LONG_TEXT                                                                                   \
	"Pitkä teksti, jossa on monta sanaa ja joka jatkuu vielä kauan sen jälkeen, kun lukija " \
	"on jo ymmärtänyt, mistä on kyse"
#define VERY_LONG LONG_TEXT " " LONG_TEXT " " LONG_TEXT " " LONG_TEXT " " LONG_TEXT

static const struct world worlds[] = {
	{.what = "as usual",
	 .n_regions = 22,
	 .n_areas = 5,
	 .tasks_in_area = 24,
	 .tasks_in_group = 4,
	 .n_periods = 2,
	 .n_risks = 13,
	 .n_indicators = 6},
	{.what = "400 late tasks",
	 .n_regions = 22,
	 .n_areas = 5,
	 .tasks_in_area = 80,
	 .tasks_in_group = 8,
	 .due = DUE_PAST,
	 .n_periods = 2,
	 .n_risks = 60,
	 .n_indicators = 40,
	 .top = 400},
	{.what = "nothing to tell",
	 .n_regions = 22,
	 .n_areas = 5,
	 .tasks_in_area = 6,
	 .tasks_in_group = 3,
	 .due = DUE_FUTURE,
	 .n_periods = 2},
	{.what = "60 regions",
	 .n_regions = 60,
	 .n_areas = 12,
	 .tasks_in_area = 9,
	 .tasks_in_group = 1,
	 .n_periods = 2,
	 .n_risks = 24,
	 .n_indicators = 8,
	 .area_name = LONG_TEXT},
	{.what = "one period",
	 .n_regions = 22,
	 .n_areas = 5,
	 .tasks_in_area = 12,
	 .tasks_in_group = 4,
	 .n_periods = 1,
	 .n_risks = 3,
	 .unrated = true,
	 .n_indicators = 2},
	{.what = "all missing but one",
	 .n_regions = 22,
	 .n_areas = 5,
	 .tasks_in_area = 12,
	 .tasks_in_group = 4,
	 .n_periods = 2,
	 .lonely = true,
	 .n_risks = 2,
	 .n_indicators = 2},
	{.what = "regions come and go",
	 .n_regions = 8,
	 .n_areas = 3,
	 .tasks_in_area = 12,
	 .tasks_in_group = 4,
	 .n_periods = 2,
	 .coming_and_going = true,
	 .n_risks = 5,
	 .n_indicators = 3},
	{.what = "long words",
	 .n_regions = 22,
	 .n_areas = 5,
	 .tasks_in_area = 12,
	 .tasks_in_group = 4,
	 .n_periods = 2,
	 .n_risks = 8,
	 .risk_name = LONG_TEXT,
	 .support = VERY_LONG,
	 .task_name = LONG_TEXT,
	 .n_indicators = 3},
	{.what = "a risk that does not end",
	 .n_regions = 3,
	 .n_areas = 2,
	 .tasks_in_area = 6,
	 .tasks_in_group = 3,
	 .n_periods = 2,
	 .n_risks = 2,
	 .risk_name = VERY_LONG " " VERY_LONG,
	 .overflows = true},
};

/* For tests that read tables cell by cell, which poppler does slowly. */
static const struct world small = {
	.what = "small",
	.n_regions = 7,
	.n_areas = 3,
	.tasks_in_area = 12,
	.tasks_in_group = 4,
	.n_periods = 2,
	.n_risks = 7,
	.unrated = true,
	.n_indicators = 5,
	.top = 30,
};

static int32_t made_up_end(const struct world *world, unsigned task)
{
	static const int months[] = {9, 12, 18};
	unsigned way = world->due == DUE_PAST ? 0 : world->due == DUE_FUTURE ? 2 : task % 3;

	return tk_date_month_end(2021 + (months[way] > 12), (months[way] - 1) % 12 + 1);
}

static void make_tasks(struct tk_dataset *dataset, const struct world *world)
{
	dataset->n_tasks = world->n_areas * world->tasks_in_area;
	dataset->tasks = g_new0(struct tk_task, dataset->n_tasks);
	for (unsigned t = 0; t < dataset->n_tasks; t++) {
		struct tk_task *task = &dataset->tasks[t];

		task->id = g_strdup_printf("T.%u", t);
		task->area = t / world->tasks_in_area;
		task->group = test_names("Group %u.%u", task->area,
					 t % world->tasks_in_area / world->tasks_in_group);
		task->name = test_names("%s %u", world->task_name ? world->task_name : "Task", t);
		/* One of seven comes after the window. */
		task->start = tk_date_from_ymd(t % 7 == 6 ? 2022 : 2021, 5, 1);
		task->end = MAX(made_up_end(world, t), task->start + 30);
		if (world->due == DUE_PAST)
			task->end = made_up_end(world, t);
	}
}

static struct tk_dataset *make_dataset(const struct world *world, const char *dir)
{
	struct tk_dataset *dataset = g_new0(struct tk_dataset, 1);

	dataset->dir = g_strdup(dir);
	test_make_settings(dataset);
	test_make_areas(dataset, world->n_areas, world->area_name, world->n_areas);
	test_make_regions(dataset, world->n_regions, NULL);
	for (unsigned r = 0; r < world->n_regions; r++) {
		dataset->regions[r].tile_col = r % 8 + 1;
		dataset->regions[r].tile_row = r / 8;
	}
	make_tasks(dataset, world);
	test_make_periods(dataset, 2);
	return dataset;
}

static void make_entry(struct tk_entry *entry, const struct world *world,
		       const struct tk_task *task, unsigned t, unsigned r, unsigned period)
{
	unsigned toss = (t * 5 + r * 3 + t / 4 * r * r) % 11, reach = 2 + period * 2;

	entry->status = toss == 10         ? TK_STATUS_NOT_APPLICABLE
			: toss == 9        ? TK_STATUS_MISSING
			: toss < reach / 2 ? TK_STATUS_DONE
			: toss < reach     ? TK_STATUS_IN_PROGRESS
			: toss < reach + 1 ? TK_STATUS_ON_SCHEDULE
					   : TK_STATUS_NOT_STARTED;
	if (world->begun && entry->status <= TK_STATUS_NOT_STARTED)
		entry->status = TK_STATUS_IN_PROGRESS;
	entry->estimate = TK_NO_DATE;
	if ((t + r) % 4 > 0)
		entry->estimate = task->end - 20 + (int32_t)((t * 7 + r * 13) % 90);
}

/* Spelling differs from region to region. */
static char *spelled(char *text, unsigned r)
{
	g_autofree char *own = text;

	return r % 3 == 1   ? g_ascii_strup(own, -1)
	       : r % 3 == 2 ? g_strconcat(own, " ", NULL)
			    : g_strdup(own);
}

static void make_risks(struct tk_submission *submission, const struct world *world, unsigned period,
		       unsigned r)
{
	submission->risks = g_new0(struct tk_risk, world->n_risks + 1);
	for (unsigned i = 0; i < world->n_risks; i++) {
		if ((r + i + (world->still ? 0 : period)) % 3 == 0 && !world->lonely)
			continue;
		struct tk_risk *risk = &submission->risks[submission->n_risks++];

		risk->area = i % 5 == 4 ? TK_NONE : i % world->n_areas;
		risk->name = spelled(
			g_strdup_printf("%s %u", world->risk_name ? world->risk_name : "Risk", i),
			world->risk_name ? 0 : r);
		risk->likelihood = i == 0 && world->unrated ? 0 : (int)(1 + (i * 2 + r % 2) % 5);
		risk->impact = (int)(1 + i * 3 % 5);
		if (i % 4 != 3)
			risk->support = world->support ? g_strdup(world->support)
						       : g_strdup_printf("Help %u", (i + r) % 2);
	}
}

static void make_indicators(struct tk_submission *submission, const struct world *world,
			    unsigned period, unsigned r)
{
	submission->indicators = g_new0(struct tk_indicator, world->n_indicators + 1);
	for (unsigned i = 0; i < world->n_indicators; i++) {
		if ((r * 2 + i + (world->still ? 0 : period)) % 5 == 0 && !world->lonely)
			continue;
		struct tk_indicator *indicator =
			&submission->indicators[submission->n_indicators++];

		indicator->name = spelled(g_strdup_printf("Indicator %u", i), r);
		indicator->unit = g_strdup(i == 1 ? "%" : i == 2 ? "" : "kpl");
		indicator->value = (i + 1) * 37.5 + r * (i == 3 ? 1000 : 11) +
				   period * (world->still ? world->growth : 8);
	}
}

static bool reports(const struct world *world, unsigned r, unsigned period)
{
	if (world->lonely)
		return r == 1;
	return !world->coming_and_going || r != (period ? 2 : 0);
}

static struct tk_round *make_round(const struct tk_dataset *dataset, const struct world *world,
				   unsigned period)
{
	struct tk_round *round = test_make_round(dataset, period);

	for (unsigned r = 0; r < dataset->n_regions; r++) {
		struct tk_submission *submission = &round->submissions[r];

		if (!reports(world, r, period))
			continue;
		submission->reported = true;
		submission->entries = g_new0(struct tk_entry, dataset->n_tasks);
		for (unsigned t = 0; t < dataset->n_tasks; t++)
			make_entry(&submission->entries[t], world, &dataset->tasks[t], t, r,
				   period);
		make_risks(submission, world, period, r);
		make_indicators(submission, world, period, r);
	}
	return round;
}

/* ---- All that a deck needs ---- */

/* Only the pages of lists, or one kind of them. */
static void write_template(const struct test_world *bench, const struct world *world,
			   const char *kind)
{
	static const char *const kinds[] = {"late", "groups", "risks", "indicators"};
	g_autoptr(GString) yaml = g_string_new("pages:\n");

	for (unsigned i = 0; i < G_N_ELEMENTS(kinds); i++) {
		if (kind && !g_str_equal(kind, kinds[i]))
			continue;
		g_string_append_printf(yaml, "  - kind: %s\n", kinds[i]);
		if (world->top && i < 3)
			g_string_append_printf(yaml, "    top: %u\n", world->top);
	}
	test_write(bench->dir, "deck.yaml", yaml->str);
}

static struct test_world *bench_new(const struct world *world, const char *kind)
{
	struct test_world *bench = test_world_new();

	bench->dataset = make_dataset(world, bench->dir);
	bench->n_rounds = 2;
	for (unsigned p = 2 - world->n_periods; p < 2; p++)
		bench->rounds[p] = make_round(bench->dataset, world, p);
	test_world_look(bench);
	write_template(bench, world, kind);
	return bench;
}

static PopplerDocument *write_deck(struct test_world *bench, enum tk_lang lang)
{
	g_autofree char *path = test_world_deck(bench, lang, NULL);

	return test_pdf_open(path);
}

/* ---- Reading back ---- */

/* Which row a text is, from a row on; its words may be broken over lines in between. */
static unsigned find_row(const GPtrArray *rows, unsigned from, const char *wanted)
{
	for (unsigned i = from; i < rows->len; i++) {
		if (g_str_equal(rows->pdata[i], wanted))
			return i;
	}
	return UINT_MAX;
}

/* The row is there, after another; returns where. */
static unsigned assert_row(const GPtrArray *rows, unsigned from, const char *wanted)
{
	g_autofree char *text = test_pdf_plain(wanted);
	unsigned i = find_row(rows, from, text);

	if (i == UINT_MAX) {
		for (unsigned k = 0; k < rows->len; k++)
			g_printerr("%s\n", (char *)rows->pdata[k]);
	}
	ck_assert_msg(i != UINT_MAX, "no row after %u: %s", from, text);
	return i;
}

static void assert_says(PopplerDocument *document, const char *wanted)
{
	g_autofree char *text = test_pdf_text(document);
	g_autofree char *own = test_pdf_plain(wanted);

	test_has(text, own);
}

#endif
