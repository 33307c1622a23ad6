#ifndef TK_CHECK_DECK_LISTS_KIT_H
#define TK_CHECK_DECK_LISTS_KIT_H

/* Made-up worlds for the deck's pages of lists, and reading those pages back from the PDF. */

#include <math.h>
#include <poppler.h>

#include "document/deck-imp.h"
#include "common.h"
#include "tilannekuva/kit.h"
#include "tilannekuva/vocabulary.h"

typedef PopplerDocument pdf_document;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(pdf_document, g_object_unref)

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

static struct tk_names same_names(char *text)
{
	return (struct tk_names){{text, g_strdup(text), g_strdup(text)}};
}

static void make_areas(struct tk_dataset *dataset, const struct world *world)
{
	dataset->n_areas = world->n_areas;
	dataset->areas = g_new0(struct tk_area, world->n_areas);
	for (unsigned a = 0; a < world->n_areas; a++) {
		struct tk_area *area = &dataset->areas[a];

		area->id = g_strdup_printf("a%u", a);
		area->name =
			same_names(world->area_name ? g_strdup_printf("%s %u", world->area_name, a)
						    : g_strdup_printf("Area %u", a));
		area->short_name =
			same_names(world->area_name ? g_strdup("") : g_strdup_printf("A%u", a));
	}
}

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
		task->group = same_names(
			g_strdup_printf("Group %u.%u", task->area,
					t % world->tasks_in_area / world->tasks_in_group));
		task->name = same_names(
			g_strdup_printf("%s %u", world->task_name ? world->task_name : "Task", t));
		/* One of seven comes after the window. */
		task->start = tk_date_from_ymd(t % 7 == 6 ? 2022 : 2021, 5, 1);
		task->end = MAX(made_up_end(world, t), task->start + 30);
		if (world->due == DUE_PAST)
			task->end = made_up_end(world, t);
	}
}

static void make_regions(struct tk_dataset *dataset, const struct world *world)
{
	dataset->n_regions = world->n_regions;
	dataset->regions = g_new0(struct tk_region, world->n_regions);
	for (unsigned r = 0; r < world->n_regions; r++) {
		struct tk_region *region = &dataset->regions[r];

		region->id = g_strdup_printf("r%u", r);
		region->name = same_names(g_strdup_printf("Region %02u", r + 1));
		region->code = same_names(g_strdup_printf("R%u", r + 1));
		region->n_langs = 1;
		region->coop = TK_NONE;
		region->tile_col = r % 8 + 1;
		region->tile_row = r / 8;
	}
}

static void make_periods(struct tk_dataset *dataset)
{
	dataset->n_periods = 2;
	dataset->periods = g_new0(struct tk_period, 2);
	for (unsigned p = 0; p < 2; p++) {
		static const int limits[] = {25, 50, 76};
		struct tk_period *period = &dataset->periods[p];

		period->id = g_strdup(p ? "2021-10" : "2021-08");
		period->year = 2021;
		period->month = p ? 10 : 8;
		period->reporting_date = tk_date_month_end(2021, period->month);
		period->published = TK_NO_DATE;
		period->window_start = tk_date_from_ymd(2021, 1, 1);
		period->window_end = tk_date_from_ymd(2021, 12, 31);
		memcpy(period->class_from, limits, sizeof limits);
		period->n_classes = 4;
	}
}

static struct tk_dataset *make_dataset(const struct world *world, const char *dir)
{
	struct tk_dataset *dataset = g_new0(struct tk_dataset, 1);

	dataset->dir = g_strdup(dir);
	dataset->settings.programme = same_names(g_strdup("Programme"));
	dataset->settings.title = same_names(g_strdup("Situation"));
	dataset->settings.description = same_names(g_strdup("What it is"));
	dataset->settings.issuer = same_names(g_strdup("Office"));
	dataset->settings.website = g_strdup("example.org");
	dataset->settings.n_langs = TK_N_LANGS;
	for (unsigned l = 0; l < TK_N_LANGS; l++)
		dataset->settings.langs[l] = (enum tk_lang)l;
	dataset->settings.target_date = tk_date_from_ymd(2023, 1, 1);
	make_areas(dataset, world);
	make_regions(dataset, world);
	make_tasks(dataset, world);
	make_periods(dataset);
	return dataset;
}

static void make_entry(struct tk_entry *entry, const struct tk_task *task, unsigned t, unsigned r,
		       unsigned period)
{
	unsigned toss = (t * 5 + r * 3 + t / 4 * r * r) % 11, reach = 2 + period * 2;

	entry->status = toss == 10         ? TK_STATUS_NOT_APPLICABLE
			: toss == 9        ? TK_STATUS_MISSING
			: toss < reach / 2 ? TK_STATUS_DONE
			: toss < reach     ? TK_STATUS_IN_PROGRESS
			: toss < reach + 1 ? TK_STATUS_ON_SCHEDULE
					   : TK_STATUS_NOT_STARTED;
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
		if ((r + i + period) % 3 == 0 && !world->lonely)
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
		if ((r * 2 + i + period) % 5 == 0 && !world->lonely)
			continue;
		struct tk_indicator *indicator =
			&submission->indicators[submission->n_indicators++];

		indicator->name = spelled(g_strdup_printf("Indicator %u", i), r);
		indicator->unit = g_strdup(i == 1 ? "%" : i == 2 ? "" : "kpl");
		indicator->value = (i + 1) * 37.5 + r * (i == 3 ? 1000 : 11) + period * 8;
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
	struct tk_round *round = g_new0(struct tk_round, 1);

	round->dataset = dataset;
	round->period = period;
	round->submissions = g_new0(struct tk_submission, dataset->n_regions);
	for (unsigned r = 0; r < dataset->n_regions; r++) {
		struct tk_submission *submission = &round->submissions[r];

		if (!reports(world, r, period))
			continue;
		submission->reported = true;
		submission->entries = g_new0(struct tk_entry, dataset->n_tasks);
		for (unsigned t = 0; t < dataset->n_tasks; t++)
			make_entry(&submission->entries[t], &dataset->tasks[t], t, r, period);
		make_risks(submission, world, period, r);
		make_indicators(submission, world, period, r);
	}
	return round;
}

/* ---- A bench with everything a deck needs ---- */

struct bench {
	struct tk_log *log;
	struct tk_kit *kit;
	struct tk_fonts *fonts;
	char *dir;
	struct tk_dataset *dataset;
	struct tk_round *rounds[2];
	struct tk_picture *picture;
};

/* Only the pages of lists, or one kind of them. */
static void write_template(const struct bench *bench, const struct world *world, const char *kind)
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

static struct bench *bench_new(const struct world *world, const char *kind)
{
	struct bench *bench = g_new0(struct bench, 1);
	unsigned first = 2 - world->n_periods;
	const char *source = g_getenv("TK_SOURCE_DIR");

	g_setenv("TILANNEKUVA_SHARE", source ? source : ".", TRUE);
	bench->log = tk_log_new();
	bench->kit = tk_kit_open(bench->log);
	ck_assert_ptr_nonnull(bench->kit);
	bench->fonts = tk_fonts_open(bench->kit->font_dir, bench->kit->theme, bench->log);
	ck_assert_ptr_nonnull(bench->fonts);
	bench->dir = test_make_dir();
	bench->dataset = make_dataset(world, bench->dir);
	for (unsigned p = first; p < 2; p++)
		bench->rounds[p] = make_round(bench->dataset, world, p);
	bench->picture = tk_picture_new(bench->rounds + first, 2 - first, bench->log);
	write_template(bench, world, kind);
	return bench;
}

static void bench_free(struct bench *bench)
{
	tk_picture_free(bench->picture);
	tk_round_free(bench->rounds[0]);
	tk_round_free(bench->rounds[1]);
	tk_dataset_free(bench->dataset);
	tk_fonts_free(bench->fonts);
	tk_kit_free(bench->kit);
	tk_log_free(bench->log);
	test_remove(bench->dir);
	g_free(bench->dir);
	g_free(bench);
}

static PopplerDocument *write_deck(struct bench *bench, enum tk_lang lang)
{
	const struct tk_deck_options options = {0};
	g_autofree char *path = g_strdup_printf("%s/deck-%s.pdf", bench->dir, tk_lang_code(lang));

	ck_assert(tk_deck_write(bench->picture, bench->kit, bench->fonts, lang, &options, path,
				bench->log));
	g_autofree char *uri = g_filename_to_uri(path, NULL, NULL);
	PopplerDocument *document = poppler_document_new_from_file(uri, NULL, NULL);

	ck_assert_ptr_nonnull(document);
	return document;
}

/* ---- Reading back ---- */

/* poppler-glib takes its own UTF-8 for PDFDocEncoding: so it tells a no-break space, a dash, a minus.
 */
static const struct {
	const char *told, *meant;
} tellings[] = {
	{"\u00c2\u20ac", " "},
	{TK_NBSP, " "},
	{"\u00e2\u2022\ufb01", TK_EN_DASH},
	{"\u00e2\u2039\u2122", TK_MINUS},
};

static char *plain(const char *text)
{
	char *own = g_strdup(text);

	for (unsigned i = 0; i < G_N_ELEMENTS(tellings); i++) {
		g_auto(GStrv) parts = g_strsplit(own, tellings[i].told, -1);

		g_free(own);
		own = g_strjoinv(tellings[i].meant, parts);
	}
	return g_strstrip(own);
}

static char *element_text(PopplerStructureElement *element)
{
	g_autofree char *text =
		poppler_structure_element_get_text(element, POPPLER_STRUCTURE_GET_TEXT_RECURSIVE);

	return plain(text ? text : "");
}

static char *row_text(PopplerStructureElementIter *cells)
{
	GString *row = g_string_new(NULL);

	do {
		PopplerStructureElement *cell = poppler_structure_element_iter_get_element(cells);
		g_autofree char *text = element_text(cell);

		g_string_append_printf(row, "%s%s", row->len ? "|" : "", text);
		g_object_unref(cell);
	} while (poppler_structure_element_iter_next(cells));
	return g_string_free(row, FALSE);
}

static void collect_rows(PopplerStructureElementIter *iter, GPtrArray *rows)
{
	do {
		PopplerStructureElement *element = poppler_structure_element_iter_get_element(iter);
		PopplerStructureElementIter *child = poppler_structure_element_iter_get_child(iter);

		if (child && poppler_structure_element_get_kind(element) ==
				     POPPLER_STRUCTURE_ELEMENT_TABLE_ROW)
			g_ptr_array_add(rows, row_text(child));
		else if (child)
			collect_rows(child, rows);
		poppler_structure_element_iter_free(child);
		g_object_unref(element);
	} while (poppler_structure_element_iter_next(iter));
}

/* The rows of all tables, "a|b|c" each. */
static GPtrArray *table_rows(PopplerDocument *document)
{
	PopplerStructureElementIter *iter = poppler_structure_element_iter_new(document);
	GPtrArray *rows = g_ptr_array_new_with_free_func(g_free);

	ck_assert_ptr_nonnull(iter);
	collect_rows(iter, rows);
	poppler_structure_element_iter_free(iter);
	return rows;
}

static unsigned count_kind_in(PopplerStructureElementIter *iter, PopplerStructureElementKind kind)
{
	unsigned n = 0;

	do {
		PopplerStructureElement *element = poppler_structure_element_iter_get_element(iter);
		PopplerStructureElementIter *child = poppler_structure_element_iter_get_child(iter);

		n += poppler_structure_element_get_kind(element) == kind;
		if (child)
			n += count_kind_in(child, kind);
		poppler_structure_element_iter_free(child);
		g_object_unref(element);
	} while (poppler_structure_element_iter_next(iter));
	return n;
}

static unsigned count_kind(PopplerDocument *document, PopplerStructureElementKind kind)
{
	PopplerStructureElementIter *iter = poppler_structure_element_iter_new(document);
	unsigned n = count_kind_in(iter, kind);

	poppler_structure_element_iter_free(iter);
	return n;
}

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
	g_autofree char *text = plain(wanted);
	unsigned i = find_row(rows, from, text);

	if (i == UINT_MAX) {
		for (unsigned k = 0; k < rows->len; k++)
			g_printerr("%s\n", (char *)rows->pdata[k]);
	}
	ck_assert_msg(i != UINT_MAX, "no row after %u: %s", from, text);
	return i;
}

static char *document_text(PopplerDocument *document)
{
	GString *text = g_string_new(NULL);

	for (int p = 0; p < poppler_document_get_n_pages(document); p++) {
		PopplerPage *page = poppler_document_get_page(document, p);
		g_autofree char *own = poppler_page_get_text(page);

		g_string_append_printf(text, "%s\n", own);
		g_object_unref(page);
	}
	g_autofree char *all = g_string_free(text, FALSE);
	g_auto(GStrv) lines = g_strsplit(all, "\n", -1);
	g_autofree char *joined = g_strjoinv(" ", lines);

	return plain(joined);
}

static void assert_says(PopplerDocument *document, const char *wanted)
{
	g_autofree char *text = document_text(document);
	g_autofree char *own = plain(wanted);

	ck_assert_msg(strstr(text, own) != NULL, "not said: %s\nin: %.3000s", own, text);
}

#endif
