#include "common.h"
#include "tilannekuva/model.h"

/* What the model answers about itself, on tables made by hand. */

/* ---- The observation window ---- */

/* A window from day 100 to day 200, both in it. */
static const struct {
	int32_t start, end;
	bool in;
} windows[] = {
	{0, 99, false},   {0, 100, true},   {100, 100, true},  {120, 150, true},
	{200, 200, true}, {200, 300, true}, {201, 300, false}, {0, 300, true},
};

START_TEST(a_task_meets_the_window_by_a_day)
{
	struct tk_task task = {.start = windows[_i].start, .end = windows[_i].end};
	struct tk_period period = {.window_start = 100, .window_end = 200};

	ck_assert_int_eq(tk_task_in_window(&task, &period), windows[_i].in);
}
END_TEST

/* ---- Names of files ---- */

static const struct {
	const char *file;
	/* NULL: no region's. */
	const char *id;
} files[] = {
	{"hame.csv", "hame"},
	{"HAME 2021.xlsx", "hame"},
	{"hame-etela.csv", "hame-etela"},
	{"2021-10/hame-etela.riskit.csv", "hame-etela"},
	{"hame-pohja.csv", "hame"},
	{"hameenlinna.csv", NULL},
	{"hame2.csv", NULL},
	{"etela-hame.csv", NULL},
	{"hame/kaikki.csv", NULL},
};

/* Whichever of the two stands first in the table. */
START_TEST(a_file_is_of_the_region_that_it_names_most_of)
{
	struct tk_region regions[] = {{.id = (char *)"hame"}, {.id = (char *)"hame-etela"}};
	struct tk_region turned[] = {regions[1], regions[0]};

	for (unsigned i = 0; i < 2; i++) {
		struct tk_dataset dataset = {.regions = i ? turned : regions, .n_regions = 2};
		unsigned found = tk_dataset_find_named(&dataset, files[_i].file);
		const char *id = found == TK_NONE ? NULL : dataset.regions[found].id;

		ck_assert_pstr_eq(id, files[_i].id);
	}
}
END_TEST

/* ---- What editors say of regions ---- */

START_TEST(what_is_asked_of_one_region_goes_before_what_is_asked_of_all)
{
	struct tk_region_texts texts[] = {
		{.region = (char *)"a", .asked = {{(char *)"own"}}},
		{.region = (char *)"b", .note = {{(char *)"seen"}}},
	};
	struct tk_region a = {.id = (char *)"a"}, b = {.id = (char *)"b"}, c = {.id = (char *)"c"};
	struct tk_period period = {.asked = {{(char *)"all"}}, .regions = texts, .n_regions = 2};

	ck_assert_str_eq(tk_period_asked(&period, &a)->in[TK_FI], "own");
	ck_assert_str_eq(tk_period_asked(&period, &b)->in[TK_FI], "all");
	ck_assert_str_eq(tk_period_asked(&period, &c)->in[TK_FI], "all");
	ck_assert_ptr_null(tk_period_note(&period, &a));
	ck_assert_str_eq(tk_period_note(&period, &b)->in[TK_FI], "seen");
	period.asked = (struct tk_names){{NULL}};
	ck_assert_ptr_null(tk_period_asked(&period, &b));
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("model");
	TCase *tests = tcase_create("model");

	suite_add_tcase(suite, tests);
	tcase_add_loop_test(tests, a_task_meets_the_window_by_a_day, 0, G_N_ELEMENTS(windows));
	tcase_add_loop_test(tests, a_file_is_of_the_region_that_it_names_most_of, 0,
			    G_N_ELEMENTS(files));
	tcase_add_test(tests, what_is_asked_of_one_region_goes_before_what_is_asked_of_all);
	return test_main(suite);
}
