#include <glib/gstdio.h>
#include <string.h>

#include "pdf-read.h"
#include "world.h"

/* The regional summaries, read back from the PDF: of the sample data, and of each kind of region on
 * made-up data. */

/* ---- What every test needs ---- */

static char *write_region(const struct test_world *world, unsigned region, enum tk_lang lang)
{
	char *path = g_strdup_printf("%s/%u-%s.pdf", world->dir, region, tk_lang_code(lang));

	ck_assert(tk_region_write(world->picture, region, world->kit, world->fonts, lang, path,
				  world->log));
	return path;
}

static char *text_of(PopplerDocument *document, int from, int to)
{
	GString *all = g_string_new(NULL);

	for (int p = from; p < to; p++) {
		g_autofree char *text = test_pdf_page(document, p);
		g_autofree char *squeezed = test_pdf_squeezed(text);

		g_string_append(all, squeezed);
	}
	return g_string_free(all, FALSE);
}

static char *whole_text(PopplerDocument *document)
{
	return text_of(document, 0, poppler_document_get_n_pages(document));
}

static bool says(const char *text, const char *part)
{
	g_autofree char *squeezed = test_pdf_squeezed(part);

	return strstr(text, squeezed) != NULL;
}

static void expect(const char *text, const char *part, const char *what)
{
	ck_assert_msg(says(text, part), "%s: “%s” is missing in: %.3000s", what, part, text);
}

static unsigned count_of(const char *text, const char *part)
{
	unsigned n = 0;

	for (const char *at = strstr(text, part); at; at = strstr(at + 1, part))
		n++;
	return n;
}

/* ---- Structure ---- */

/** What is in the tree of elements. */
struct tree {
	unsigned n_tables, n_figures, n_h1, n_h2, n_rows, n_notes;
	/** The level of the last heading. */
	unsigned level;
	bool skips, no_alt;
	/** The words of all figures. */
	GString *alts;
};

static void take_heading(struct tree *tree, unsigned level)
{
	tree->skips |= level > tree->level + 1;
	tree->level = level;
	tree->n_h1 += level == 1;
	tree->n_h2 += level == 2;
}

static void take_figure(struct tree *tree, PopplerStructureElement *element)
{
	g_autofree char *alt = poppler_structure_element_get_alt_text(element);

	tree->n_figures++;
	tree->no_alt |= !alt || !*alt;
	g_string_append_printf(tree->alts, "%s|", alt ? alt : "");
}

static bool take(PopplerStructureElement *element, PopplerStructureElementIter *child, void *data)
{
	struct tree *tree = data;

	(void)child;
	switch (poppler_structure_element_get_kind(element)) {
	case POPPLER_STRUCTURE_ELEMENT_HEADING_1:
		take_heading(tree, 1);
		break;
	case POPPLER_STRUCTURE_ELEMENT_HEADING_2:
		take_heading(tree, 2);
		break;
	case POPPLER_STRUCTURE_ELEMENT_HEADING_3:
		take_heading(tree, 3);
		break;
	case POPPLER_STRUCTURE_ELEMENT_TABLE:
		tree->n_tables++;
		break;
	case POPPLER_STRUCTURE_ELEMENT_TABLE_ROW:
		tree->n_rows++;
		break;
	case POPPLER_STRUCTURE_ELEMENT_NOTE:
		tree->n_notes++;
		break;
	case POPPLER_STRUCTURE_ELEMENT_FIGURE:
		take_figure(tree, element);
		break;
	default:
		break;
	}
	return true;
}

static struct tree tree_of(PopplerDocument *document)
{
	struct tree tree = {.alts = g_string_new(NULL)};

	test_pdf_walk(document, take, &tree);
	return tree;
}

/* Every foot says which page of how many it is. */
static void check_feet(PopplerDocument *document, enum tk_lang lang, const char *what)
{
	static const char *const words[] = {"Sivu", "Sida", "Page"};
	int n = poppler_document_get_n_pages(document);

	for (int p = 0; p < n; p++) {
		g_autofree char *text = text_of(document, p, p + 1);
		g_autofree char *foot = g_strdup_printf("%s %d / %d", words[lang], p + 1, n);

		expect(text, foot, what);
	}
}

/* ---- The sample data ---- */

static struct test_world *open_samples(void)
{
	struct test_world *world = test_world_new();

	test_world_read_samples(world);
	return world;
}

/** A region's figures, counted anew. */
struct counts {
	int64_t k, n, begun, done, all, late;
};

static struct counts count_entries(const struct tk_dataset *dataset, const struct tk_period *period,
				   const struct tk_submission *submission)
{
	struct counts counts = {0};

	for (unsigned t = 0; t < dataset->n_tasks; t++) {
		const struct tk_task *task = &dataset->tasks[t];
		enum tk_status status = submission->entries[t].status;
		bool begun = status == TK_STATUS_IN_PROGRESS || status == TK_STATUS_ON_SCHEDULE;
		bool done = status == TK_STATUS_DONE;

		if (status == TK_STATUS_NOT_APPLICABLE)
			continue;
		counts.all++;
		counts.begun += begun;
		counts.done += done;
		counts.late += !done && task->end < period->reporting_date;
		if (task->start > period->window_end || task->end < period->window_start)
			continue;
		counts.n++;
		counts.k += begun || done;
	}
	return counts;
}

static char *percent_text(enum tk_lang lang, int64_t k, int64_t n)
{
	return g_strdup_printf(lang == TK_EN ? "%d%%" : "%d\u00a0%%",
			       (int)((200 * k + n) / (2 * n)));
}

/* The values stand on one line. */
static void check_keys(const struct test_world *world, unsigned region, enum tk_lang lang,
		       const char *text)
{
	const struct tk_submission *submission = &world->picture->now->round->submissions[region];
	struct counts counts = count_entries(world->dataset, world->picture->period, submission);
	g_autofree char *progress = percent_text(lang, counts.k, counts.n);
	g_autofree char *begun = percent_text(lang, counts.begun, counts.all);
	g_autofree char *done = percent_text(lang, counts.done, counts.all);
	g_autofree char *keys =
		g_strdup_printf("%s %s %s %d", progress, begun, done, (int)counts.late);

	expect(text, keys, world->dataset->regions[region].id);
}

static void check_method(const struct test_world *world, unsigned region, const char *text)
{
	const struct tk_submission *submission = &world->picture->now->round->submissions[region];
	struct counts counts = count_entries(world->dataset, world->picture->period, submission);
	const char *what = world->dataset->regions[region].id;
	g_autofree char *progress = g_strdup_printf("%d / %d", (int)counts.k, (int)counts.n);
	g_autofree char *begun = g_strdup_printf("%d / %d", (int)counts.begun, (int)counts.all);
	g_autofree char *done = g_strdup_printf("%d / %d", (int)counts.done, (int)counts.all);

	expect(text, progress, what);
	expect(text, begun, what);
	expect(text, done, what);
}

/* How often an id stands in a text and is not the beginning of a longer one. */
static unsigned count_id(const char *text, const char *id)
{
	unsigned n = 0;

	for (const char *at = strstr(text, id); at; at = strstr(at + 1, id)) {
		const char *after = at + strlen(id);

		n += !g_ascii_isdigit(*after) && !(*after == '.' && g_ascii_isdigit(after[1]));
	}
	return n;
}

/* Every task is in the appendix, which begins with its heading. */
static void check_appendix(const struct test_world *world, PopplerDocument *document,
			   const char *heading, const char *what)
{
	int n = poppler_document_get_n_pages(document);
	g_autofree char *begin = test_pdf_squeezed(heading);
	GString *appendix = g_string_new(NULL);

	/* Words stay apart: what follows an id may begin with a digit. */
	for (int p = 0; p < n; p++) {
		g_autofree char *text = test_pdf_page(document, p);
		g_autofree char *squeezed = test_pdf_squeezed(text);

		if (appendix->len > 0 || strstr(squeezed, begin))
			g_string_append_printf(appendix, "%s\n", text);
	}
	ck_assert_msg(appendix->len > 0, "%s has no appendix", what);
	for (unsigned t = 0; t < world->dataset->n_tasks; t++) {
		const char *id = world->dataset->tasks[t].id;

		ck_assert_msg(count_id(appendix->str, id) == 1, "%s: task %s is there %u times",
			      what, id, count_id(appendix->str, id));
	}
	g_string_free(appendix, TRUE);
}

START_TEST(samples_say_what_was_counted)
{
	static const char *const headings[] = {"Liite: kaikki tehtävät", "Bilaga: alla uppgifter",
					       "Appendix: all tasks"};
	struct test_world *world = open_samples();
	enum tk_lang lang = (enum tk_lang)_i;

	for (unsigned r = 0; r < world->dataset->n_regions; r++) {
		const char *what = world->dataset->regions[r].id;
		g_autofree char *path = write_region(world, r, lang);
		g_autoptr(pdf_document) document = test_pdf_open(path);
		g_autofree char *first = text_of(document, 0, 1);
		g_autofree char *summary =
			text_of(document, 0, MIN(3, poppler_document_get_n_pages(document)));

		expect(first, world->dataset->regions[r].name.in[lang], what);
		if (lang == world->dataset->regions[r].langs[0])
			check_feet(document, lang, what);
		if (!world->picture->now->reported[r]) {
			ck_assert_int_eq(poppler_document_get_n_pages(document), 1);
			expect(first, world->dataset->regions[r].reason.in[lang], what);
			continue;
		}
		check_keys(world, r, lang, first);
		check_method(world, r, summary);
		/* Reading all pages back takes poppler long: those in the region's first language. */
		if (lang == world->dataset->regions[r].langs[0])
			check_appendix(world, document, headings[lang], what);
	}
	test_world_check_fit(world, false, "samples");
	test_world_free(world);
}
END_TEST

START_TEST(kainuu_as_published)
{
	struct test_world *world = open_samples();
	unsigned kainuu = tk_dataset_find_region(world->dataset, "kainuu");
	g_autofree char *path = write_region(world, kainuu, TK_FI);
	g_autoptr(pdf_document) document = test_pdf_open(path);
	g_autofree char *first = text_of(document, 0, 1);
	g_autofree char *second = text_of(document, 1, 2);
	static const char *const on_first[] = {
		"60\u00a0%",
		"51\u00a0%",
		"10\u00a0%",
		"sija 14 / 22",
		"sija 11 / 22",
		"mediaani 65\u00a0%",
		"valmis 8 / 98",
		"valmis 15 / 86",
		"mediaanin alapuolella: vahvin osa-alue on ICT, heikoin"};
	static const char *const on_second[] = {"21 tehtävää, määräaika 30.9.2021",
						"+90",
						"114 / 191",
						"174 / 344",
						"33 / 344",
						"22\u00a0985",
						"4\u00a0×\u00a03\u00a0=\u00a012"};

	for (unsigned i = 0; i < G_N_ELEMENTS(on_first); i++)
		expect(first, on_first[i], "page 1");
	for (unsigned i = 0; i < G_N_ELEMENTS(on_second); i++)
		expect(second, on_second[i], "page 2");
	struct tree tree = tree_of(document);

	/* The areas, the late tasks, the indicators, the appendix. */
	ck_assert_uint_eq(tree.n_tables, 4);
	ck_assert_uint_eq(tree.n_h1, 1);
	ck_assert_uint_eq(tree.n_notes, 1);
	ck_assert(!tree.skips && !tree.no_alt);
	ck_assert_ptr_nonnull(strstr(tree.alts->str,
				     "|ei aloitettu 3, käynnissä 1; "
				     "myöhässä 3: nykytilan kartoitus, "
				     "toteutussuunnitelma, henkilöstön osallistaminen|"));
	g_string_free(tree.alts, TRUE);
	test_world_free(world);
}
END_TEST

START_TEST(same_bytes_every_time)
{
	struct test_world *world = open_samples();
	unsigned pohjanmaa = tk_dataset_find_region(world->dataset, "pohjanmaa");
	g_autofree char *path = write_region(world, pohjanmaa, TK_SV);
	g_autofree char *once = g_strconcat(path, ".once", NULL);

	ck_assert_int_eq(g_rename(path, once), 0);
	g_free(write_region(world, pohjanmaa, TK_SV));
	test_same_files(once, path);
	test_world_free(world);
}
END_TEST

/* ---- Kinds of regions, made up ---- */

/** How a kind of region's tasks stand. */
enum state {
	MIXED,
	ALL_DONE,
	NONE_STARTED,
	NONE_APPLY,
	NO_REPORT,
	NEVER_REPORTED,
	NEW,
	UNREADABLE
};

struct shape {
	const char *what;
	enum state state;
	unsigned n_areas, n_tasks, n_in_group, n_periods, n_late, n_risks, n_indicators;
	/** Letters of each task's note; words of an owner. */
	unsigned note;
	const char *region_name, *area_name, *owner;
	/** What its pages must say, and must not. */
	const char *says[4], *says_not[2];
	/** How many pages at the least and at the most. */
	unsigned least, most;
};

#define SAMI "Davvi-Sámi guovlu Čáhppesluokta, Ŋ Đ Ŧ ž õ ǩ ǯ ʒ"
#define LENGTHY "Förvaltning, ekonomi och stödtjänster"

static const struct shape shapes[] = {
	{.what = "as usual",
	 .n_areas = 5,
	 .n_tasks = 100,
	 .n_in_group = 6,
	 .n_periods = 3,
	 .n_late = 10,
	 .n_risks = 2,
	 .n_indicators = 6,
	 .note = 60,
	 .says = {"sija 1 / 3", "10 tehtävää"},
	 .least = 4,
	 .most = 6},
	{.what = "no submission",
	 .state = NO_REPORT,
	 .n_areas = 5,
	 .n_tasks = 100,
	 .n_in_group = 6,
	 .n_periods = 3,
	 .says = {"Alueelta ei ole lokakuun lukuja. ",
		  "Viimeksi ilmoitetut luvut ovat elokuun raportista", "31.8.2021",
		  "Alueelta ei ole tiedostoa kaudelta 10/2021."},
	 .says_not = {"Liite", "sija"},
	 .least = 1,
	 .most = 1},
	{.what = "never a submission",
	 .state = NEVER_REPORTED,
	 .n_areas = 5,
	 .n_tasks = 20,
	 .n_in_group = 6,
	 .n_periods = 3,
	 .says = {"Alueelta ei ole lokakuun lukuja. ", "aiemmiltakaan kausilta"},
	 .says_not = {"Viimeksi", "Liite"},
	 .least = 1,
	 .most = 1},
	{.what = "a file that could not be read",
	 .state = UNREADABLE,
	 .n_areas = 5,
	 .n_tasks = 20,
	 .n_in_group = 6,
	 .n_periods = 2,
	 .says = {"lokakuun lukuja: tiedostosta ei saatu lukuja", "salasanalla"},
	 .least = 1,
	 .most = 1},
	{.what = "everything done",
	 .state = ALL_DONE,
	 .n_areas = 5,
	 .n_tasks = 100,
	 .n_in_group = 6,
	 .n_periods = 2,
	 .says = {"Kaikki tehtävät on ilmoitettu valmiiksi.", "100\u00a0%",
		  "Yksikään tehtävä ei ole myöhässä."},
	 .says_not = {"ei aloitettu", "valmistumassa aikataulussa"},
	 .least = 3,
	 .most = 5},
	{.what = "nothing started",
	 .state = NONE_STARTED,
	 .n_areas = 5,
	 .n_tasks = 100,
	 .n_in_group = 6,
	 .n_periods = 2,
	 .says = {"Yhtäkään tehtävää ei ole ilmoitettu aloitetuksi.", "0\u00a0%"},
	 .least = 3,
	 .most = 5},
	{.what = "nothing applies",
	 .state = NONE_APPLY,
	 .n_areas = 5,
	 .n_tasks = 40,
	 .n_in_group = 6,
	 .n_periods = 2,
	 .says = {"Yksikään tehtävä ei koske aluetta", "ei koske aluetta"},
	 .least = 3,
	 .most = 4},
	{.what = "a region that the period before did not have",
	 .state = NEW,
	 .n_areas = 5,
	 .n_tasks = 40,
	 .n_in_group = 6,
	 .n_periods = 3,
	 .says = {"elokuussa ei lukuja"},
	 .least = 3,
	 .most = 4},
	{.what = "one period",
	 .n_areas = 5,
	 .n_tasks = 40,
	 .n_in_group = 6,
	 .n_periods = 1,
	 .says = {"Edellistä kautta ei ole."},
	 .says_not = {"elokuu"},
	 .least = 3,
	 .most = 4},
	{.what = "1,000 tasks in 12 areas",
	 .n_areas = 12,
	 .n_tasks = 1000,
	 .n_in_group = 7,
	 .n_periods = 2,
	 .n_late = 60,
	 .area_name = LENGTHY,
	 .says = {"60 tehtävää", "Myöhässä olevat tehtävät, jatkuu"},
	 .least = 18,
	 .most = 30},
	{.what = "1,000 tasks without groups",
	 .n_areas = 2,
	 .n_tasks = 1000,
	 .n_in_group = 0,
	 .n_periods = 2,
	 .says = {"Ilman ryhmää, jatkuu"},
	 .least = 16,
	 .most = 26},
	{.what = "notes of 2,000 letters",
	 .n_areas = 5,
	 .n_tasks = 30,
	 .n_in_group = 5,
	 .n_periods = 2,
	 .note = 2000,
	 .least = 8,
	 .most = 17},
	{.what = "a note that no page holds",
	 .n_areas = 1,
	 .n_tasks = 3,
	 .n_in_group = 3,
	 .n_periods = 1,
	 .note = 30000,
	 .least = 10,
	 .most = 24},
	{.what = "40 risks and 50 indicators",
	 .n_areas = 5,
	 .n_tasks = 30,
	 .n_in_group = 5,
	 .n_periods = 2,
	 .n_risks = 40,
	 .n_indicators = 50,
	 .says = {"40 ilmoitettua", "Riski 40", "Mittari 50"},
	 .least = 5,
	 .most = 7},
	{.what = "Sami names and long owners",
	 .n_areas = 5,
	 .n_tasks = 30,
	 .n_in_group = 5,
	 .n_periods = 2,
	 .n_late = 30,
	 .region_name = SAMI,
	 .owner = "Ohjausryhmän puheenjohtaja ja muutosjohtaja Áile Ŋuŋŋá-Čeabetduottar",
	 .says = {"Čáhppesluokta", "Ŋuŋŋá-"},
	 .least = 4,
	 .most = 9},
};

/* The region of the test is the first of three. */
static void make_regions(struct tk_dataset *dataset, const struct shape *shape)
{
	test_make_regions(dataset, 3, "Alue");
	if (!shape->region_name)
		return;
	tk_names_clear(&dataset->regions[0].name);
	dataset->regions[0].name = test_names("%s", shape->region_name);
}

static void make_tasks(struct tk_dataset *dataset, const struct shape *shape)
{
	dataset->n_tasks = shape->n_tasks;
	dataset->tasks = g_new0(struct tk_task, shape->n_tasks);
	for (unsigned t = 0; t < shape->n_tasks; t++) {
		struct tk_task *task = &dataset->tasks[t];
		unsigned area = t * shape->n_areas / shape->n_tasks;
		g_autofree char *group =
			shape->n_in_group
				? g_strdup_printf("Ryhmä %u.%u", area + 1, t / shape->n_in_group)
				: g_strdup("");

		task->id = g_strdup_printf("T%u", t);
		task->area = area;
		task->group = test_names("%s", group);
		task->name = test_names("%s%stehtävä numero %u", group, *group ? ": " : "", t + 1);
		task->start = tk_date_from_ymd(2021, 5, 1);
		/* The first ones are late; their planned ends differ. */
		task->end = t < shape->n_late ? tk_date_from_ymd(2021, 6 + (int)t % 4, 30)
					      : tk_date_from_ymd(2021, 12, 31);
	}
}

static bool is_missing(const struct shape *shape, unsigned period, unsigned region)
{
	bool last = period + 1 == shape->n_periods;

	if (region > 0)
		return false;
	if (shape->state == NEVER_REPORTED)
		return true;
	if (shape->state == NEW)
		return !last;
	return last && (shape->state == NO_REPORT || shape->state == UNREADABLE);
}

static enum tk_status status_of(const struct shape *shape, unsigned region, unsigned task)
{
	static const enum tk_status mixed[] = {TK_STATUS_IN_PROGRESS, TK_STATUS_ON_SCHEDULE,
					       TK_STATUS_NOT_STARTED, TK_STATUS_DONE};

	if (region > 0)
		return task % 2 ? TK_STATUS_NOT_STARTED : TK_STATUS_DONE;
	switch (shape->state) {
	case ALL_DONE:
		return TK_STATUS_DONE;
	case NONE_STARTED:
		return TK_STATUS_NOT_STARTED;
	case NONE_APPLY:
		return TK_STATUS_NOT_APPLICABLE;
	default:
		return task < shape->n_late ? TK_STATUS_IN_PROGRESS : mixed[task % 4];
	}
}

/* Words of seven letters, numbered, the last one marked. */
static char *make_note(unsigned n, unsigned task)
{
	GString *note = g_string_new(NULL);

	if (n == 0)
		return NULL;
	for (unsigned i = 0; note->len + 12 < n; i++)
		g_string_append_printf(note, "%s%06u", i % 40 == 39 ? "\n" : i ? " " : "", i);
	g_string_append_printf(note, " loppu%u.", task);
	return g_string_free(note, FALSE);
}

static void make_entries(struct tk_submission *submission, const struct shape *shape,
			 unsigned region)
{
	submission->entries = g_new0(struct tk_entry, shape->n_tasks);
	for (unsigned t = 0; t < shape->n_tasks; t++) {
		struct tk_entry *entry = &submission->entries[t];

		entry->status = status_of(shape, region, t);
		entry->estimate = t % 3 ? tk_date_from_ymd(2021, 12, 1 + (int)t % 28) : TK_NO_DATE;
		entry->owner = shape->owner ? g_strdup(shape->owner) : NULL;
		entry->note = region == 0 ? make_note(shape->note, t) : NULL;
	}
}

static void make_extras(struct tk_submission *submission, const struct shape *shape)
{
	submission->risks = g_new0(struct tk_risk, shape->n_risks + 1);
	submission->n_risks = shape->n_risks;
	for (unsigned i = 0; i < shape->n_risks; i++) {
		struct tk_risk *risk = &submission->risks[i];

		risk->name = g_strdup_printf("Riski %u", i + 1);
		risk->area = i % 2 ? TK_NONE : 0;
		risk->likelihood = 1 + (int)i % 5;
		risk->impact = (int)i % 6;
		risk->support = i % 3 ? NULL : g_strdup("Tukea monelta taholta");
	}
	submission->indicators = g_new0(struct tk_indicator, shape->n_indicators + 1);
	submission->n_indicators = shape->n_indicators;
	for (unsigned i = 0; i < shape->n_indicators; i++) {
		submission->indicators[i].name = g_strdup_printf("Mittari %u", i + 1);
		submission->indicators[i].unit = g_strdup(i % 2 ? "kpl" : "prosenttia kaikista");
		submission->indicators[i].value = i * 1234.5;
	}
}

static struct tk_round *make_round(const struct tk_dataset *dataset, const struct shape *shape,
				   unsigned period)
{
	struct tk_round *round = test_make_round(dataset, period);

	for (unsigned r = 0; r < dataset->n_regions; r++) {
		struct tk_submission *submission = &round->submissions[r];

		if (is_missing(shape, period, r)) {
			submission->sent = shape->state == UNREADABLE;
			continue;
		}
		submission->reported = submission->sent = true;
		submission->file = g_intern_static_string("data/2021-10/r0.csv");
		submission->totals.rows = submission->totals.counted = shape->n_tasks;
		make_entries(submission, shape, r);
		make_extras(submission, shape);
	}
	return round;
}

static struct test_world *make_world(const struct shape *shape)
{
	struct test_world *world = test_world_new();
	struct tk_dataset *dataset = g_new0(struct tk_dataset, 1);
	struct tk_source source = {"data/2021-10/r0.xlsx", NULL, TK_NOWHERE, TK_NOWHERE};

	world->dataset = dataset;
	dataset->dir = g_strdup(world->dir);
	test_make_settings(dataset);
	test_make_areas(dataset, shape->n_areas, shape->area_name, shape->n_areas);
	make_regions(dataset, shape);
	make_tasks(dataset, shape);
	test_make_periods(dataset, shape->n_periods);
	world->n_rounds = shape->n_periods;
	for (unsigned p = 0; p < world->n_rounds; p++)
		world->rounds[p] = make_round(dataset, shape, p);
	if (shape->state == UNREADABLE)
		tk_log_add(world->log, TK_DIAG_FILE_ENCRYPTED, &source, NULL);
	test_world_look(world);
	return world;
}

/* Every note stands whole: all its words as often as there are tasks, and the end of each. */
static void check_notes(const struct shape *shape, const char *text)
{
	g_autofree char *note = make_note(shape->note, 0);
	g_auto(GStrv) words = g_strsplit_set(note ? note : "", " \n", -1);

	for (unsigned i = 0; words[i] && !g_str_has_prefix(words[i], "loppu"); i++)
		ck_assert_msg(count_of(text, words[i]) >= shape->n_tasks,
			      "%s: %s is there %u times", shape->what, words[i],
			      count_of(text, words[i]));
	for (unsigned t = 0; note && t < shape->n_tasks; t++) {
		g_autofree char *end = g_strdup_printf("loppu%u.", t);

		expect(text, end, shape->what);
	}
}

START_TEST(kinds_of_regions)
{
	const struct shape *shape = &shapes[_i];
	struct test_world *world = make_world(shape);
	g_autofree char *path = write_region(world, 0, TK_FI);
	g_autoptr(pdf_document) document = test_pdf_open(path);
	g_autofree char *text = whole_text(document);
	unsigned n = (unsigned)poppler_document_get_n_pages(document);

	ck_assert_msg(n >= shape->least && n <= shape->most, "%s: %u pages", shape->what, n);
	check_feet(document, TK_FI, shape->what);
	for (unsigned i = 0; i < G_N_ELEMENTS(shape->says) && shape->says[i]; i++)
		expect(text, shape->says[i], shape->what);
	for (unsigned i = 0; i < G_N_ELEMENTS(shape->says_not) && shape->says_not[i]; i++)
		ck_assert_msg(!says(text, shape->says_not[i]), "%s says %s", shape->what,
			      shape->says_not[i]);
	check_notes(shape, text);
	if (!is_missing(shape, shape->n_periods - 1, 0))
		check_appendix(world, document, "Liite: kaikki tehtävät", shape->what);
	ck_assert_uint_eq(test_count(world->log, TK_DIAG_TEXT_OVERFLOW), 0);
	test_world_free(world);
}
END_TEST

START_TEST(kinds_have_structure)
{
	const struct shape *shape = &shapes[_i];

	/* Poppler reads large trees slowly. */
	if (shape->n_tasks > 100)
		return;
	struct test_world *world = make_world(shape);
	g_autofree char *path = write_region(world, 0, TK_FI);
	g_autoptr(pdf_document) document = test_pdf_open(path);
	struct tree tree = tree_of(document);

	ck_assert_msg(!tree.skips, "%s: a heading skips a level", shape->what);
	ck_assert_msg(!tree.no_alt, "%s: a figure without words", shape->what);
	ck_assert_uint_eq(tree.n_h1, 1);
	ck_assert_uint_eq(tree.n_notes, 1);
	g_string_free(tree.alts, TRUE);
	test_world_free(world);
}
END_TEST

/* No page of the appendix ends with a heading, and a group's heading stands over its first task. */
START_TEST(headings_stay_with_their_tasks)
{
	struct test_world *world = make_world(&shapes[9]);
	g_autofree char *path = write_region(world, 0, TK_FI);
	g_autoptr(pdf_document) document = test_pdf_open(path);
	int n = poppler_document_get_n_pages(document);

	for (int p = 5; p < n; p++) {
		g_autofree char *text = test_pdf_page(document, p);
		g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
		const char *before = "";

		for (unsigned i = 0; lines[i] && !g_str_has_prefix(lines[i], "Täsmäytys"); i++)
			before = *lines[i] ? lines[i] : before;
		ck_assert_msg(!g_str_has_prefix(before, "Ryhmä") &&
				      !g_str_has_prefix(before, LENGTHY),
			      "page %d ends with %s", p + 1, before);
	}
	test_world_free(world);
}
END_TEST

/* ---- Template ---- */

static const struct {
	const char *yaml, *line;
} faulty[] = {
	{"apendix: true\n", ":1: "},
	{"appendix: true\nsections: [areas, lates]\n", ":2: "},
	{"sections: [trend]\nappendix: perhaps\n", ":2: "},
	{"appendix: [\n", ": "},
};

START_TEST(template_faults_are_told)
{
	struct test_world *world = make_world(&shapes[0]);
	g_autofree char *path = g_build_filename(world->dir, "none.pdf", NULL);

	test_write(world->dir, "region.yaml", faulty[_i].yaml);
	ck_assert(!tk_region_check(world->dataset, world->kit, world->log));
	ck_assert(!tk_region_write(world->picture, 0, world->kit, world->fonts, TK_FI, path,
				   world->log));
	ck_assert(!g_file_test(path, G_FILE_TEST_EXISTS));
	g_autofree char *told = tk_message_line(
		tk_log_message(world->log, tk_log_n_messages(world->log) - 1), TK_EN);

	ck_assert_ptr_nonnull(strstr(told, "region.yaml"));
	ck_assert_ptr_nonnull(strstr(told, faulty[_i].line));
	test_world_free(world);
}
END_TEST

START_TEST(wrong_section_names_the_accepted_ones)
{
	struct test_world *world = make_world(&shapes[0]);

	test_write(world->dir, "region.yaml", "sections: [areas, lates]\n");
	ck_assert(!tk_region_check(world->dataset, world->kit, world->log));
	g_autofree char *told = test_line(world->log, TK_DIAG_TEMPLATE_KEY);

	ck_assert_ptr_nonnull(strstr(told, "sections: lates"));
	ck_assert_ptr_nonnull(strstr(
		told, "areas, trend, tasks, late, risks, indicators, quality, method, asked"));
	test_world_free(world);
}
END_TEST

START_TEST(template_chooses)
{
	struct test_world *world = make_world(&shapes[0]);

	test_write(world->dir, "region.yaml", "appendix: false\nsections: [late, method]\n");
	g_autofree char *path = write_region(world, 0, TK_FI);
	g_autoptr(pdf_document) document = test_pdf_open(path);
	g_autofree char *text = whole_text(document);

	ck_assert_int_eq(poppler_document_get_n_pages(document), 1);
	expect(text, "Myöhässä olevat tehtävät", "chosen");
	expect(text, "Näin luvut lasketaan", "chosen");
	ck_assert(!says(text, "Liite"));
	ck_assert(!says(text, "Riskit"));
	ck_assert(!says(text, "Tehtävät ryhmittäin"));
	ck_assert(!says(text, "Kehitys"));
	check_feet(document, TK_FI, "chosen");
	test_world_free(world);
}
END_TEST

/* The longest delay first, then estimates that are past, then tasks without one. */
START_TEST(late_tasks_are_in_order)
{
	static const unsigned order[] = {0, 2, 1, 3};
	struct test_world *world = make_world(&shapes[0]);
	int32_t reporting = world->picture->period->reporting_date;
	struct tk_entry *entries = world->rounds[world->n_rounds - 1]->submissions[0].entries;
	const char *at = NULL;

	for (unsigned t = 0; t < shapes[0].n_late; t++)
		entries[t].status = t < 4 ? TK_STATUS_IN_PROGRESS : TK_STATUS_DONE;
	/* Planned ends are those of June, July, August and September. */
	entries[0].estimate = reporting + 20;
	entries[1].estimate = reporting - 5;
	entries[2].estimate = reporting + 40;
	entries[3].estimate = TK_NO_DATE;
	test_write(world->dir, "region.yaml", "appendix: false\nsections: [late]\n");
	g_autofree char *path = write_region(world, 0, TK_FI);
	g_autoptr(pdf_document) document = test_pdf_open(path);
	g_autofree char *text = whole_text(document);

	for (unsigned i = 0; i < G_N_ELEMENTS(order); i++) {
		g_autofree char *name = g_strdup_printf("tehtävänumero%u", order[i] + 1);
		g_autofree char *squeezed = test_pdf_squeezed(name);
		const char *found = strstr(text, squeezed);

		ck_assert_msg(found && (!at || found > at), "%s: %s", name, text);
		at = found;
	}
	test_world_free(world);
}
END_TEST

/* ---- What is asked, and what was wrong ---- */

START_TEST(asked_and_rejected)
{
	struct test_world *world = make_world(&shapes[0]);
	struct tk_period *period = &world->dataset->periods[world->dataset->n_periods - 1];

	period->asked = test_names("Täydentäkää tiedot viikon kuluessa.");
	for (unsigned i = 0; i < 9; i++) {
		struct tk_source source = {"data/2021-10/r0.csv", NULL, 16 + i, 2};

		tk_log_add(world->log, TK_DIAG_STATUS_UNKNOWN, &source, "melkein", "valmis",
			   "valmis", NULL);
	}
	struct tk_source other = {"data/2021-10/r1.csv", NULL, 3, 2};
	struct tk_source earlier = {"data/2021-08/r0.csv", NULL, 3, 2};

	tk_log_add(world->log, TK_DIAG_STATUS_UNKNOWN, &other, "toisen", "valmis", "valmis", NULL);
	tk_log_add(world->log, TK_DIAG_STATUS_UNKNOWN, &earlier, "ennen", "valmis", "valmis", NULL);
	g_autofree char *path = write_region(world, 0, TK_FI);
	g_autoptr(pdf_document) document = test_pdf_open(path);
	g_autofree char *text = whole_text(document);

	expect(text, "Täydentäkää tiedot viikon kuluessa.", "asked");
	expect(text, "C17: ", "rejected");
	expect(text, "”melkein”", "rejected");
	expect(text, "Lisäksi 3 muuta huomautusta.", "rejected");
	ck_assert(!says(text, "toisen"));
	ck_assert(!says(text, "”ennen”"));
	test_world_free(world);
}
END_TEST

static Suite *suite(void)
{
	Suite *suite = suite_create("region");
	TCase *samples = tcase_create("samples"), *kinds = tcase_create("kinds"),
	      *template = tcase_create("template");

	tcase_set_timeout(samples, 240);
	tcase_set_timeout(kinds, 120);
	tcase_add_loop_test(samples, samples_say_what_was_counted, 0, TK_N_LANGS);
	tcase_add_test(samples, kainuu_as_published);
	tcase_add_test(samples, same_bytes_every_time);
	tcase_add_loop_test(kinds, kinds_of_regions, 0, G_N_ELEMENTS(shapes));
	tcase_add_loop_test(kinds, kinds_have_structure, 0, G_N_ELEMENTS(shapes));
	tcase_add_test(kinds, headings_stay_with_their_tasks);
	tcase_add_test(kinds, asked_and_rejected);
	tcase_add_loop_test(template, template_faults_are_told, 0, G_N_ELEMENTS(faulty));
	tcase_add_test(template, wrong_section_names_the_accepted_ones);
	tcase_add_test(template, template_chooses);
	tcase_add_test(template, late_tasks_are_in_order);
	suite_add_tcase(suite, samples);
	suite_add_tcase(suite, kinds);
	suite_add_tcase(suite, template);
	return suite;
}

int main(void)
{
	return test_main(suite());
}
