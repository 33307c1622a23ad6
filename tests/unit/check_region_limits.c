#include <string.h>

#include "pdf-read.h"
#include "world.h"

/* Regional summaries of regions that differ from the sample's in one thing: long texts, nothing to
 * compare with, titles at a page's foot. */

#define RIGHT_EDGE 553.28
/** Where a page's own content ends. */
#define BOTTOM 788.0

static const char *const regions[] = {"kainuu", "hus", "pohjanmaa"};

enum { KAINUU, HUS, POHJANMAA };

static struct test_world world;

/* ---- What every test needs ---- */

static void begin(void)
{
	test_world_open(&world);
	test_world_open_fonts(&world);
	test_world_read_samples(&world);
	/* For templates of the test's own. */
	g_free(world.dataset->dir);
	world.dataset->dir = g_strdup(world.dir);
}

static void end(void)
{
	test_world_close(&world);
}

static unsigned number_of(unsigned region)
{
	return tk_dataset_find_region(world.dataset, regions[region]);
}

static struct tk_submission *sent(unsigned region)
{
	return &world.rounds[world.n_rounds - 1]->submissions[number_of(region)];
}

static struct tk_period *period(void)
{
	return &world.dataset->periods[world.dataset->n_periods - 1];
}

static PopplerDocument *write_summary(unsigned region, enum tk_lang lang)
{
	g_autofree char *path = g_build_filename(world.dir, "region.pdf", NULL);

	test_world_look(&world);
	ck_assert(tk_region_write(world.picture, number_of(region), world.kit, world.fonts, lang,
				  path, world.log));
	return test_pdf_open(path);
}

static char *text_of(PopplerDocument *document, int page)
{
	g_autofree char *text = test_pdf_page(document, page);

	return test_pdf_squeezed(text);
}

static char *whole_text(PopplerDocument *document)
{
	GString *all = g_string_new(NULL);

	for (int p = 0; p < poppler_document_get_n_pages(document); p++) {
		g_autofree char *text = text_of(document, p);

		g_string_append(all, text);
	}
	return g_string_free(all, FALSE);
}

static void check_says(const char *text, const char *part, bool wanted)
{
	g_autofree char *squeezed = test_pdf_squeezed(part);

	ck_assert_msg((strstr(text, squeezed) != NULL) == wanted, "“%s” %s in %.3000s", part,
		      wanted ? "is missing" : "stands", text);
}

/* Words numbered with a letter before, so many. */
static char *numbered(char letter, unsigned n)
{
	GString *text = g_string_new(NULL);

	for (unsigned i = 0; i < n; i++)
		g_string_append_printf(text, "%s%c%04u", i ? " " : "", letter, i);
	return g_string_free(text, FALSE);
}

static void check_numbered(const char *text, char letter, unsigned n)
{
	for (unsigned i = 0; i < n; i++) {
		g_autofree char *word = g_strdup_printf("%c%04u", letter, i);

		check_says(text, word, true);
	}
}

/* The lowest letter of each page above the foot, and the rightmost one. */
static void check_edges(PopplerDocument *document)
{
	for (int p = 0; p < poppler_document_get_n_pages(document); p++) {
		PopplerPage *page = poppler_document_get_page(document, p);
		PopplerRectangle *boxes;
		unsigned n;

		ck_assert(poppler_page_get_text_layout(page, &boxes, &n));
		for (unsigned i = 0; i < n; i++) {
			ck_assert_msg(boxes[i].x2 <= RIGHT_EDGE + 0.5, "page %d: %.1f", p + 1,
				      boxes[i].x2);
			ck_assert_msg(boxes[i].y2 <= BOTTOM + 2 || boxes[i].y1 >= 800,
				      "page %d: %.1f", p + 1, boxes[i].y2);
		}
		g_free(boxes);
		g_object_unref(page);
	}
}

/* ---- Texts that no page holds ---- */

#define N_WORDS 900u

static void set_text(char **text, char *value)
{
	g_free(*text);
	*text = value;
}

static void add_risks(struct tk_submission *submission, unsigned n)
{
	submission->risks = g_renew(struct tk_risk, submission->risks, submission->n_risks + n);
	for (unsigned i = 0; i < n; i++)
		submission->risks[submission->n_risks++] = (struct tk_risk){
			.area = 0,
			.name = g_strdup_printf("Lisätty riski %u", i),
			.likelihood = 1,
			.impact = 1,
		};
}

START_TEST(long_texts_take_several_rows)
{
	begin();
	struct tk_submission *submission = sent(KAINUU);
	unsigned late = 0;

	while (world.dataset->tasks[late].end >= period()->reporting_date ||
	       submission->entries[late].status == TK_STATUS_DONE)
		late++;
	set_text(&submission->entries[late].owner, numbered('o', N_WORDS));
	set_text(&submission->risks[0].name, numbered('r', N_WORDS));
	set_text(&submission->risks[0].support, numbered('s', N_WORDS));
	g_autoptr(pdf_document) document = write_summary(KAINUU, TK_FI);
	g_autofree char *text = whole_text(document);

	check_numbered(text, 'o', N_WORDS);
	check_numbered(text, 'r', N_WORDS);
	check_numbered(text, 's', N_WORDS);
	/* The tasks are counted, not the rows. */
	check_says(text, "21 tehtävää, määräaika", true);
	check_says(text, "Riskit, jatkuu", true);
	/* The appendix has the owner below the task. */
	check_says(text, "Vastuutaho: o0000 o0001", true);
	check_edges(document);
	end();
}
END_TEST

START_TEST(long_words_are_hyphenated_in_columns)
{
	begin();
	struct tk_submission *submission = sent(KAINUU);

	for (unsigned t = 0; t < world.dataset->n_tasks; t++)
		set_text(&submission->entries[t].owner,
			 g_strdup("Erityisasiantuntijapalveluiden johtaja"));
	g_autoptr(pdf_document) document = write_summary(KAINUU, TK_FI);
	g_autofree char *text = test_pdf_page(document, 1);

	ck_assert_ptr_nonnull(strstr(text, "\u00ad"));
	end();
}
END_TEST

START_TEST(tables_go_on_under_their_title)
{
	static const char *const titles[] = {"Riskit, jatkuu",
					     "Osallisuuden ja viestinnän mittarit, jatkuu"};

	begin();
	struct tk_submission *submission = sent(KAINUU);

	add_risks(submission, 60);
	submission->indicators =
		g_renew(struct tk_indicator, submission->indicators, submission->n_indicators + 60);
	for (unsigned i = 0; i < 60; i++)
		submission->indicators[submission->n_indicators++] = (struct tk_indicator){
			.name = g_strdup_printf("Lisätty %u", i), .value = 0.04};
	g_autoptr(pdf_document) document = write_summary(KAINUU, TK_FI);
	g_autofree char *text = whole_text(document);

	for (unsigned i = 0; i < G_N_ELEMENTS(titles); i++)
		check_says(text, titles[i], true);
	/* Little is not nothing. */
	check_says(text, "0,04", true);
	/* Sixty dots of a cell are one and a number. */
	check_says(text, "+59", true);
	check_edges(document);
	end();
}
END_TEST

START_TEST(long_names_keep_to_their_places)
{
	static const char name[] = "Satakunnan ja sen ympäristökuntien yhteinen väliaikainen "
				   "hyvinvointialueen valmisteluorganisaatio";

	begin();
	struct tk_region *region = &world.dataset->regions[number_of(KAINUU)];

	tk_names_clear(&region->name);
	region->name = test_names("%s", name);
	sent(KAINUU)->file = g_intern_static_string(
		"2021-10/kainuu.tiedosto jonka nimi on kovin pitkä ja päättyy näin.ods");
	g_autoptr(pdf_document) document = write_summary(KAINUU, TK_FI);
	g_autofree char *text = text_of(document, 1);

	check_says(text, name, true);
	/* The kicker would stand under the name. */
	check_says(text, "· lokakuu 2021", false);
	check_says(text, "kainuu.tiedosto jonk…äättyy näin.ods", true);
	check_edges(document);
	end();
}
END_TEST

/* ---- No title stands alone at a page's foot ---- */

/* Only what is below the late tasks, of which there are more and more. */
static void lay_sections(unsigned n_late)
{
	struct tk_submission *submission = sent(KAINUU);

	for (unsigned t = 0; t < world.dataset->n_tasks; t++) {
		world.dataset->tasks[t].end =
			t < n_late ? period()->reporting_date - 31 : period()->reporting_date + 31;
		submission->entries[t].status = TK_STATUS_IN_PROGRESS;
	}
}

static void check_foot(PopplerDocument *document, unsigned n_late)
{
	static const char *const titles[] = {
		"Riskit",          "Osallisuuden ja viestinnän mittarit",
		"Aineiston laatu", "Näin luvut lasketaan",
		"Alueelle",        "Tuen tarve"};

	for (int p = 0; p < poppler_document_get_n_pages(document); p++) {
		g_autofree char *text = test_pdf_page(document, p);
		g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
		const char *last = "";

		for (unsigned i = 0; lines[i] && !g_str_has_prefix(lines[i], "Täsmäytys"); i++)
			last = *lines[i] ? lines[i] : last;
		for (unsigned i = 0; i < G_N_ELEMENTS(titles); i++)
			ck_assert_msg(!g_str_equal(last, titles[i]),
				      "%u late: page %d ends with %s", n_late, p + 1, last);
	}
}

/* A page with a section's words has those too. */
static void check_together(PopplerDocument *document, const char *title, const char *first)
{
	bool found = false;

	for (int p = 0; p < poppler_document_get_n_pages(document); p++) {
		g_autofree char *text = text_of(document, p);
		g_autofree char *squeezed = test_pdf_squeezed(title);

		if (!strstr(text, squeezed))
			continue;
		check_says(text, first, true);
		found = true;
	}
	ck_assert(found);
}

START_TEST(titles_stay_with_what_follows)
{
	/* What is asked, of many lines; risks of many lines that take a table. */
	static const bool asked[] = {true, false};
	g_autofree char *words = numbered('a', 300);

	begin();
	test_write(world.dir, "region.yaml",
		   asked[_i] ? "appendix: false\nsections: [late, asked]\n"
			     : "appendix: false\nsections: [late, risks, quality]\n");
	tk_names_clear(&period()->asked);
	period()->asked = test_names("%s", words);
	set_text(&sent(KAINUU)->risks[0].support, numbered('s', 60));
	for (unsigned n = 20; n < 60; n++) {
		lay_sections(n);
		g_autoptr(pdf_document) document = write_summary(KAINUU, TK_FI);

		check_foot(document, n);
		if (!asked[_i])
			check_together(document, "2 ilmoitettua", "s0000");
	}
	end();
}
END_TEST

START_TEST(first_late_task_stays_with_the_title)
{
	begin();
	struct tk_region *region = &world.dataset->regions[number_of(KAINUU)];
	g_autofree char *name = numbered('n', 60);

	/* The title takes several lines. */
	tk_names_clear(&region->name);
	region->name = test_names("%s", name);
	test_write(world.dir, "region.yaml", "appendix: false\nsections: [areas, late]\n");
	lay_sections(1);
	set_text(&sent(KAINUU)->entries[0].owner, numbered('o', N_WORDS));
	g_autoptr(pdf_document) document = write_summary(KAINUU, TK_FI);

	check_together(document, "yksi tehtävä, määräaika", "o0000");
	check_edges(document);
	end();
}
END_TEST

/* ---- What may be said ---- */

static void leave_alone(void)
{
	for (unsigned r = 0; r < world.dataset->n_regions; r++) {
		if (r != number_of(KAINUU))
			world.rounds[world.n_rounds - 1]->submissions[r].reported = false;
	}
}

static void do_all(void)
{
	for (unsigned t = 0; t < world.dataset->n_tasks; t++)
		sent(KAINUU)->entries[t].status = TK_STATUS_DONE;
}

static void tell_one(void)
{
	for (unsigned t = 1; t < world.dataset->n_tasks; t++)
		sent(KAINUU)->entries[t].status = TK_STATUS_MISSING;
}

static void give_reason(void)
{
	tk_names_clear(&world.dataset->regions[number_of(POHJANMAA)].reason);
	world.dataset->regions[number_of(POHJANMAA)].reason =
		test_names("Tiedot tulevat myöhemmin.");
	sent(POHJANMAA)->reported = false;
}

static void read_plainly(void)
{
	struct tk_source source = {sent(KAINUU)->file, NULL, 1, 1};

	tk_log_interpret(world.log, "encoding", "", "UTF-8", &source);
	tk_log_interpret(world.log, "encoding", "BOM", "UTF-8", &source);
	tk_log_interpret(world.log, "number", "3,5", "3.5", &source);
	tk_log_interpret(world.log, "number", "1 000", "1000", &source);
}

static const struct {
	const char *what;
	void (*change)(void);
	unsigned region;
	const char *says[3], *says_not[3];
	/** Of the first page; 0: not counted. */
	unsigned n_ranks;
} cases[] = {
	{"the only one that reported",
	 leave_alone,
	 KAINUU,
	 {"Muilta alueilta ei ole lukuja. Muutos elokuusta", "Sijaa ja mediaania ei ole"},
	 {"sija", "alueiden mediaani", "raportoineen"},
	 0},
	{"everything done",
	 do_all,
	 KAINUU,
	 {"Kaikki tehtävät on ilmoitettu valmiiksi."},
	 {NULL},
	 2},
	{"as it is", NULL, KAINUU, {NULL}, {NULL}, 3},
	{"one task told", tell_one, KAINUU, {"ilmoitetuista tehtävistä"}, {NULL}, 0},
	{"a reason that is a sentence",
	 give_reason,
	 POHJANMAA,
	 {"lukuja. Tiedot tulevat myöhemmin.", "luvut ovat elokuun raportista, tilanne 31.8.2021"},
	 {"myöhemmin.."},
	 0},
	{"no figures at all", NULL, HUS, {"aiemmiltakaan kausilta"}, {"Esimerkkiaineistoa"}, 0},
	{"a file of the usual kind", read_plainly, KAINUU, {"1 000"}, {"UTF-8", "3,5"}, 0},
};

START_TEST(nothing_is_said_that_misleads)
{
	begin();
	if (cases[_i].change)
		cases[_i].change();
	g_autoptr(pdf_document) document = write_summary(cases[_i].region, TK_FI);
	g_autofree char *text = whole_text(document);
	g_autofree char *first = text_of(document, 0);
	unsigned n_ranks = 0;

	for (unsigned i = 0; i < G_N_ELEMENTS(cases[_i].says); i++) {
		if (cases[_i].says[i])
			check_says(text, cases[_i].says[i], true);
		if (cases[_i].says_not[i])
			check_says(text, cases[_i].says_not[i], false);
	}
	for (const char *at = strstr(first, "/22"); at; at = strstr(at + 1, "/22"))
		n_ranks++;
	if (cases[_i].n_ranks > 0)
		ck_assert_uint_eq(n_ranks, cases[_i].n_ranks);
	check_edges(document);
	end();
}
END_TEST

static Suite *suite(void)
{
	Suite *suite = suite_create("region limits");
	TCase *limits = tcase_create("limits");

	tcase_set_timeout(limits, 120);
	tcase_add_test(limits, long_texts_take_several_rows);
	tcase_add_test(limits, long_words_are_hyphenated_in_columns);
	tcase_add_test(limits, tables_go_on_under_their_title);
	tcase_add_test(limits, long_names_keep_to_their_places);
	tcase_add_test(limits, first_late_task_stays_with_the_title);
	tcase_add_loop_test(limits, titles_stay_with_what_follows, 0, 2);
	tcase_add_loop_test(limits, nothing_is_said_that_misleads, 0, G_N_ELEMENTS(cases));
	suite_add_tcase(suite, limits);
	return suite;
}

int main(void)
{
	return test_main(suite());
}
