#include "check_deck_data.h"

/* The deck's pages of credibility, data quality and method: figures read back from the PDF beside
 * what is counted here from the rows that the test itself has written. */

#define N_TASKS 12u

#define PERIODS                                                                                    \
	DATA_SETTINGS                                                                              \
	"periods:\n"                                                                               \
	"  - {period: 2021-06, classes: [25, 50, 76]}\n"                                           \
	"  - {period: 2021-08, classes: [30, 60]}\n"                                               \
	"  - {period: 2021-10, window: {from: 2021-10-01, to: 2021-12-31}, classes: [25, 50, "     \
	"76]}\n"

static const char *const periods[] = {"2021-06", "2021-08", "2021-10"};
#define N_PERIODS G_N_ELEMENTS(periods)

static const char *const statuses[] = {"Ei aloitettu", "Käynnissä", "Valmistumassa aikataulussa",
				       "Valmis"};
enum { NOT_STARTED, IN_PROGRESS, ON_SCHEDULE, DONE };
/* Sortable, as the dates that they are compared with. */
static const char *const estimates[] = {"", "2021-10-15", "2021-12-15", "2022-02-01"};
#define REPORTED "2021-10-31"

/* ---- What regions send: it follows from the numbers alone ---- */

/* Region 1 sends the same in every period, in region 2 everything has begun since the last. */
static unsigned status_of(unsigned region, unsigned period, unsigned task)
{
	if (region == 2)
		return period + 1 < N_PERIODS ? NOT_STARTED : IN_PROGRESS;
	if (region > 2 && task == 1)
		return (region + period) % 4;
	return (task * 5 + region * 3) % 4;
}

static unsigned estimate_of(unsigned region, unsigned task)
{
	return (task + region) % 4;
}

static const char *end_of(unsigned task)
{
	return task % 3 ? "2021-09-30" : "2021-12-31";
}

static void write_region(const struct test_world *data, unsigned region, unsigned period)
{
	g_autoptr(GString) rows = g_string_new("Tunnus;Tila;Arvioitu valmistuminen\n");
	g_autofree char *file = g_strdup_printf("%s/r%02u.csv", periods[period], region);

	for (unsigned t = 1; t <= N_TASKS; t++)
		g_string_append_printf(rows, "T.%u;%s;%s\n", t,
				       statuses[status_of(region, period, t)],
				       estimates[estimate_of(region, t)]);
	test_write(data->dir, file, rows->str);
}

static struct test_world *world(unsigned n_regions, unsigned first_period)
{
	struct test_world *data = data_new(n_regions, N_TASKS);

	test_write(data->dir, "tilannekuva.yaml", PERIODS);
	for (unsigned p = first_period; p < N_PERIODS; p++) {
		/* The last region sends nothing. */
		for (unsigned r = 1; r < n_regions; r++)
			write_region(data, r, p);
	}
	return data;
}

/* ---- Credibility ---- */

struct counts {
	unsigned past_due, conflict, estimate_past, no_estimate;
};

static struct counts count_region(unsigned region)
{
	struct counts counts = {0};

	for (unsigned t = 1; t <= N_TASKS; t++) {
		unsigned status = status_of(region, N_PERIODS - 1, t);
		const char *estimate = estimates[estimate_of(region, t)], *end = end_of(t);
		bool under_way = status == IN_PROGRESS || status == ON_SCHEDULE;

		counts.past_due += status == ON_SCHEDULE && strcmp(end, REPORTED) < 0;
		counts.conflict += status == ON_SCHEDULE && *estimate && strcmp(estimate, end) > 0;
		counts.estimate_past += under_way && *estimate && strcmp(estimate, REPORTED) < 0;
		counts.no_estimate += status != DONE && strcmp(end, REPORTED) < 0 && !*estimate;
	}
	return counts;
}

static char *count_cells(const struct counts *counts)
{
	return g_strdup_printf(
		"|%u|%u|%u|%u|%u|",
		counts->past_due + counts->conflict + counts->estimate_past + counts->no_estimate,
		counts->past_due, counts->conflict, counts->estimate_past, counts->no_estimate);
}

static const char *const only_credibility[] = {"credibility", NULL};
static const char *const only_quality[] = {"quality", NULL};
static const char *const only_method[] = {"method", NULL};
static const char *const all_three[] = {"credibility", "quality", "method", NULL};

START_TEST(odd_statements_are_counted)
{
	struct test_world *data = world(8, 0);
	struct counts all = {0};

	data_read(data);
	g_autofree char *path = test_world_deck(data, (enum tk_lang)_i, only_credibility);
	g_autofree char *cells = data_elements(path, POPPLER_STRUCTURE_ELEMENT_TABLE_DATA);
	g_autofree char *text = data_text(path);

	for (unsigned r = 1; r < 8; r++) {
		struct counts counts = count_region(r);
		g_autofree char *row = count_cells(&counts);

		test_has(cells, row);
		all.past_due += counts.past_due;
		all.conflict += counts.conflict;
		all.estimate_past += counts.estimate_past;
		all.no_estimate += counts.no_estimate;
	}
	g_autofree char *country = count_cells(&all);

	ck_assert(g_str_has_prefix(cells, country));
	/* The title tells their sum. */
	g_auto(GStrv) parts = g_strsplit(country, "|", 3);
	g_autofree char *sum = g_strdup_printf(" %s ", parts[1]);

	test_has(text, sum);
	test_world_free(data);
}
END_TEST

START_TEST(regions_without_changes_and_with_bulk_changes_are_marked)
{
	struct test_world *data = world(8, 0);

	data_read(data);
	g_autofree char *path = test_world_deck(data, TK_EN, only_credibility);
	g_autofree char *cells = data_elements(path, POPPLER_STRUCTURE_ELEMENT_TABLE_DATA);
	struct counts first = count_region(1), second = count_region(2);
	g_autofree char *unchanged = count_cells(&first), *bulk = count_cells(&second);
	g_autofree char *unchanged_row = g_strconcat(unchanged, "3 periods|0%|same report", NULL);
	g_autofree char *bulk_row = g_strconcat(bulk, "no|100%|bulk change", NULL);

	test_has(cells, unchanged_row);
	test_has(cells, bulk_row);
	test_world_free(data);
}
END_TEST

START_TEST(most_come_first_and_nobody_is_accused)
{
	struct test_world *data = world(8, 0);
	unsigned last = G_MAXUINT;

	data_read(data);
	g_autofree char *path = test_world_deck(data, TK_EN, only_credibility);
	g_autofree char *heads = data_elements(path, POPPLER_STRUCTURE_ELEMENT_TABLE_HEADING);
	g_auto(GStrv) rows = g_strsplit(strstr(heads, "Region 0"), "|", -1);

	for (unsigned i = 0; i < 7; i++) {
		struct counts counts =
			count_region((unsigned)g_ascii_strtoull(rows[i] + 7, NULL, 10));
		unsigned total = counts.past_due + counts.conflict + counts.estimate_past +
				 counts.no_estimate;

		ck_assert_msg(total <= last, "%s", heads);
		last = total;
	}
	g_autofree char *text = data_text(path);

	for (unsigned i = 0; i < 3; i++)
		test_lacks(text, ((const char *const[]){"false", "wrong", "neglect"})[i]);
	test_has(text, "Ask whether it is done.");
	test_world_free(data);
}
END_TEST

START_TEST(one_period_has_nothing_to_compare)
{
	struct test_world *data = world(4, N_PERIODS - 1);
	struct counts first = count_region(1);

	data_read(data);
	g_autofree char *path = test_world_deck(data, TK_EN, all_three);
	g_autofree char *cells = data_elements(path, POPPLER_STRUCTURE_ELEMENT_TABLE_DATA);
	g_autofree char *text = data_text(path);
	g_autofree char *counts = count_cells(&first);

	test_has(cells, counts);
	test_lacks(cells, "same report");
	test_lacks(cells, "bulk change");
	test_has(text, "There are no figures from a period before.");
	test_has(text, "Now there is one.");
	test_lacks(text, "The class limits");
	ck_assert_uint_eq(test_count(data->log, TK_DIAG_TEXT_OVERFLOW), 0);
	test_world_free(data);
}
END_TEST

/* What to ask first fits its column in each language, with the number of the other marks. */
START_TEST(words_fit_their_column)
{
	static const char *const keys[] = {"past-due",    "conflict",  "estimate-past",
					   "no-estimate", "unchanged", "bulk"};
	struct test_world *data = world(2, 0);

	data_read(data);
	struct tk_text_style style = {.size_pt = 10.5};

	for (unsigned lang = 0; lang < TK_N_LANGS; lang++) {
		for (unsigned i = 0; i < G_N_ELEMENTS(keys); i++) {
			g_autofree char *key = g_strdup_printf("credibility.%s.word", keys[i]);
			g_autofree char *text = tk_text_format(
				data->kit->texts, (enum tk_lang)lang, "credibility.more", "word",
				tk_text(data->kit->texts, (enum tk_lang)lang, key), "n", "5", NULL);
			double w = tk_text_width(data->fonts, text, &style);

			ck_assert_msg(w <= 100, "%s: %.1f", text, w);
		}
	}
	test_world_free(data);
}
END_TEST

/* ---- Quality ---- */

START_TEST(control_totals_are_those_of_the_files)
{
	struct test_world *data = world(6, 0);

	/* A status that is not known, a task that is not, and then too few rows. */
	test_write(data->dir, "2021-10/r03.csv",
		   "Tunnus;Tila\nT.1;Melkein\nT.2;Valmis\nT.3;Ei koske aluetta\nT.99;Valmis\n\n");
	/* Three words of another language than the vocabulary's first. */
	test_write(data->dir, "2021-10/r04.csv",
		   "Tunnus;Tila\nT.1;Klar\nT.2;Pågår\nT.3;Done\nT.4;Valmis\n");
	data_read(data);
	unsigned rows, counted;
	g_autofree char *path = test_world_deck(data, TK_EN, only_quality);
	g_autofree char *text = data_text(path);
	g_autofree char *cells = data_elements(path, POPPLER_STRUCTURE_ELEMENT_TABLE_DATA);

	/* Regions 1, 2 and 5 send all tasks below a heading. */
	rows = 3 * (N_TASKS + 1) + 5 + 5;
	counted = 3 * N_TASKS + 1 + 4;
	g_autofree char *read = g_strdup_printf("%u rows read", rows);
	g_autofree char *parts = g_strdup_printf(
		"= counted %u + not applicable 1 + rejected 2 + headings and blanks 5", counted);

	test_has(text, read);
	test_has(text, parts);
	test_has(text, "balances");
	test_has(text, "5 regions reported, 2 rows were rejected");
	/* Region 3: its encoding and delimiter were recognised; two rows, the missing tasks and three
	 * missing columns were remarked on. Two of its tasks were told, of region 4 four; five files in all. */
	g_autofree char *missing = g_strdup_printf("|csv|5|2|6|%u|", N_TASKS - 2);
	g_autofree char *country = g_strdup_printf("|5 files|%u|", rows);

	test_has(cells, missing);
	test_has(cells, country);
	g_autofree char *found =
		g_strdup_printf("%u tasks missing from the files", N_TASKS - 2 + N_TASKS - 4);

	test_has(text, found);
	test_world_free(data);
}
END_TEST

START_TEST(the_share_of_the_same_statuses)
{
	struct test_world *data = world(6, 0);

	data_read(data);
	g_autofree char *path = test_world_deck(data, TK_EN, only_quality);
	g_autofree char *heads = data_elements(path, POPPLER_STRUCTURE_ELEMENT_TABLE_HEADING);
	g_autofree char *cells = data_elements(path, POPPLER_STRUCTURE_ELEMENT_TABLE_DATA);

	test_has(heads, "Same status as in August");
	/* Region 1: all; region 2: none; the others but for one task. */
	test_has(cells, "|0|100%|");
	test_has(cells, "|0|0%|");
	test_has(cells, "|0|92%|");
	test_world_free(data);
}
END_TEST

START_TEST(a_shared_file_is_nobodys)
{
	struct test_world *data = data_new(3, N_TASKS);

	test_write(data->dir, "2021-10/kaikki.csv",
		   "Alue;Tunnus;Tila\nAlue 01;T.1;Klar\nAlue 02;T.1;Valmis\n");
	data_read(data);
	g_autofree char *path = test_world_deck(data, TK_EN, only_quality);
	g_autofree char *cells = data_elements(path, POPPLER_STRUCTURE_ELEMENT_TABLE_DATA);
	g_autofree char *text = data_text(path);

	test_has(cells, "|1 file|3|");
	test_has(cells, "|csv, shared|");
	test_has(text, "3 rows read");
	test_world_free(data);
}
END_TEST

START_TEST(top_cuts_the_findings)
{
	struct test_world *data = world(4, 0);

	test_write(data->dir, "deck.yaml", "pages:\n  - {kind: quality, top: 1}\n");
	data_read(data);
	g_autofree char *text = data_deck_text(data, TK_EN, NULL);

	test_has(text, "other findings");
	test_world_free(data);
}
END_TEST

/* ---- Method ---- */

static const struct {
	enum tk_lang lang;
	const char *texts[7];
} methods[] = {
	{TK_FI,
	 {"1.10.2021–31.12.2021", "4 tiekartan 12 tehtävästä", "Mukana on 5 aluetta 6 alueesta.",
	  "alle 25 %, 25–49 %, 50–75 %, yli 75 %", "kaudella 8/2021 ne olivat alle 30 %",
	  "Tavoitepäivä on 1.1.2023.", "Nyt niitä on kolme."}},
	{TK_SV,
	 {"1.10.2021–31.12.2021", "4 av färdplanens 12 uppgifter", "5 av 6 regioner är med.",
	  "under 25 %", "under perioden 8/2021 var de under 30 %", "Måldatumet är 1.1.2023.",
	  "Nu finns det tre."}},
	{TK_EN,
	 {"1 October 2021–31 December 2021", "4 of the roadmap’s 12 tasks",
	  "5 of 6 regions are included.", "under 25%", "in 8/2021 they were under 30%",
	  "The target date is 1 January 2023.", "Now there are three."}},
};

START_TEST(the_method_has_the_periods_numbers)
{
	struct test_world *data = world(6, 0);

	data_read(data);
	g_autofree char *text = data_deck_text(data, methods[_i].lang, only_method);

	for (unsigned i = 0; i < G_N_ELEMENTS(methods[_i].texts); i++)
		test_has(text, methods[_i].texts[i]);
	test_world_free(data);
}
END_TEST

/* ---- Hard cases ---- */

START_TEST(sixty_regions_are_one_table_on_many_pages)
{
	struct test_world *data = world(60, 0);

	data_read(data);
	g_autofree char *path = test_world_deck(data, TK_SV, only_credibility);
	g_autofree char *quality = test_world_deck(data, TK_FI, only_quality);
	g_autofree char *text = data_text(path);
	g_auto(GStrv) pages = g_strsplit(text, "\f", -1);

	ck_assert_uint_eq(data_count(path, POPPLER_STRUCTURE_ELEMENT_TABLE), 1);
	ck_assert_uint_ge(g_strv_length(pages) - 1, 3);
	for (unsigned r = 1; r <= 60; r++) {
		g_autofree char *name = g_strdup_printf("Region %02u", r);

		test_has(text, name);
	}
	for (unsigned p = 1; pages[p]; p++)
		test_has(pages[p], "Fråga först");
	data_check_edges(path);
	data_check_edges(quality);
	ck_assert_uint_eq(test_count(data->log, TK_DIAG_TEXT_OVERFLOW), 0);
	test_world_free(data);
}
END_TEST

START_TEST(no_data_at_all)
{
	struct test_world *data = data_new(5, N_TASKS);

	test_write(data->dir, "2021-10/r01.csv", "");
	data_read(data);
	ck_assert_uint_eq(data->picture->now->n_reported, 0);
	for (unsigned lang = 0; lang < TK_N_LANGS; lang++) {
		g_autofree char *path = test_world_deck(data, (enum tk_lang)lang, all_three);

		data_check_edges(path);
	}
	g_autofree char *text = data_deck_text(data, TK_EN, all_three);

	test_has(text, "There are no reports from the regions");
	test_has(text, "No region reported");
	test_has(text, "0 of 5 regions are included.");
	ck_assert_uint_eq(test_count(data->log, TK_DIAG_TEXT_OVERFLOW), 0);
	test_world_free(data);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("deck quality");
	TCase *tests = tcase_create("deck quality");

	tcase_set_timeout(tests, 120);
	suite_add_tcase(suite, tests);
	tcase_add_loop_test(tests, odd_statements_are_counted, 0, TK_N_LANGS);
	tcase_add_test(tests, regions_without_changes_and_with_bulk_changes_are_marked);
	tcase_add_test(tests, most_come_first_and_nobody_is_accused);
	tcase_add_test(tests, one_period_has_nothing_to_compare);
	tcase_add_test(tests, words_fit_their_column);
	tcase_add_test(tests, control_totals_are_those_of_the_files);
	tcase_add_test(tests, the_share_of_the_same_statuses);
	tcase_add_test(tests, a_shared_file_is_nobodys);
	tcase_add_test(tests, top_cuts_the_findings);
	tcase_add_loop_test(tests, the_method_has_the_periods_numbers, 0, G_N_ELEMENTS(methods));
	tcase_add_test(tests, sixty_regions_are_one_table_on_many_pages);
	tcase_add_test(tests, no_data_at_all);
	return test_main(suite);
}
