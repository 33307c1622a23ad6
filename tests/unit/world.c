#include "world.h"

#include <stdarg.h>
#include <string.h>

void test_world_open(struct test_world *world)
{
	g_autofree char *source = test_source_path(".");

	g_setenv("TILANNEKUVA_SHARE", source, TRUE);
	world->log = tk_log_new();
	world->out = tk_log_new();
	world->kit = tk_kit_open(world->log);
	ck_assert_ptr_nonnull(world->kit);
	world->dir = test_make_dir();
}

void test_world_open_fonts(struct test_world *world)
{
	world->fonts = tk_fonts_open(world->kit->font_dir, world->kit->theme, world->log);
	ck_assert_ptr_nonnull(world->fonts);
}

void test_world_read(struct test_world *world)
{
	ck_assert_ptr_nonnull(world->dataset);
	world->n_rounds = world->dataset->n_periods;
	ck_assert_uint_le(world->n_rounds, G_N_ELEMENTS(world->rounds));
	for (unsigned p = 0; p < world->n_rounds; p++) {
		world->rounds[p] =
			tk_round_read(world->dataset, p, world->kit->vocabulary, world->log);
		ck_assert_ptr_nonnull(world->rounds[p]);
	}
	test_world_look(world);
}

void test_world_read_samples(struct test_world *world)
{
	g_autofree char *samples = test_source_path("samples");

	world->dataset = tk_dataset_open(samples, world->log);
	test_world_read(world);
}

void test_world_look(struct test_world *world)
{
	unsigned first = 0;

	while (first < world->n_rounds && !world->rounds[first])
		first++;
	tk_picture_free(world->picture);
	world->picture = tk_picture_new(world->rounds + first, world->n_rounds - first, world->log);
}

void test_world_close(struct test_world *world)
{
	tk_picture_free(world->picture);
	for (unsigned p = 0; p < world->n_rounds; p++)
		tk_round_free(world->rounds[p]);
	tk_dataset_free(world->dataset);
	tk_fonts_free(world->fonts);
	tk_kit_free(world->kit);
	tk_log_free(world->log);
	tk_log_free(world->out);
	test_remove(world->dir);
	g_free(world->dir);
	memset(world, 0, sizeof *world);
}

struct test_world *test_world_new(void)
{
	struct test_world *world = g_new0(struct test_world, 1);

	test_world_open(world);
	test_world_open_fonts(world);
	return world;
}

void test_world_free(struct test_world *world)
{
	test_world_close(world);
	g_free(world);
}

char *test_world_deck(struct test_world *world, enum tk_lang lang, const char *const *pages)
{
	char *path = g_strdup_printf("%s/deck-%s.pdf", world->dir, tk_lang_code(lang));
	const struct tk_deck_options options = {.pages = pages};

	ck_assert(tk_deck_write(world->picture, world->kit, world->fonts, lang, &options, path,
				world->log));
	return path;
}

void test_world_check_fit(const struct test_world *world, bool overflows, const char *what)
{
	g_autofree char *line = test_line(world->log, TK_DIAG_TEXT_OVERFLOW);

	ck_assert_msg((line != NULL) == overflows, "%s: %s", what,
		      line ? line : "nothing was said");
	ck_assert_uint_eq(test_count(world->log, TK_DIAG_GLYPH_MISSING), 0);
}

/* ---- Made-up data ---- */

struct tk_names test_names(const char *format, ...)
{
	struct tk_names names = {{NULL}};
	va_list list;

	va_start(list, format);
	names.in[0] = g_strdup_vprintf(format, list);
	va_end(list);
	for (unsigned lang = 1; lang < TK_N_LANGS; lang++)
		names.in[lang] = g_strdup(names.in[0]);
	return names;
}

void test_make_settings(struct tk_dataset *dataset)
{
	dataset->settings.programme = test_names("Programme");
	dataset->settings.title = test_names("Situation");
	dataset->settings.description = test_names("What it is");
	dataset->settings.issuer = test_names("Office");
	dataset->settings.website = g_strdup("example.org");
	dataset->settings.n_langs = TK_N_LANGS;
	for (unsigned l = 0; l < TK_N_LANGS; l++)
		dataset->settings.langs[l] = (enum tk_lang)l;
	dataset->settings.target_date = tk_date_from_ymd(2023, 1, 1);
}

void test_make_areas(struct tk_dataset *dataset, unsigned n, const char *name, unsigned n_named)
{
	dataset->n_areas = n;
	dataset->areas = g_new0(struct tk_area, n);
	for (unsigned a = 0; a < n; a++) {
		struct tk_area *area = &dataset->areas[a];
		bool named = name && a < n_named;

		area->id = g_strdup_printf("a%u", a);
		area->name = test_names("%s %u", named ? name : "Area", a + 1);
		area->short_name = named ? test_names("%s", "") : test_names("A%u", a + 1);
	}
}

void test_make_regions(struct tk_dataset *dataset, unsigned n, const char *name)
{
	dataset->n_regions = n;
	dataset->regions = g_new0(struct tk_region, n);
	for (unsigned r = 0; r < n; r++) {
		struct tk_region *region = &dataset->regions[r];

		region->id = g_strdup_printf("r%u", r);
		region->name = test_names("%s %02u", name ? name : "Region", r + 1);
		region->code = test_names("R%u", r + 1);
		region->n_langs = 1;
		region->coop = TK_NONE;
		region->reason = test_names("%s", "");
	}
}

void test_make_periods(struct tk_dataset *dataset, unsigned n)
{
	static const int limits[] = {25, 50, 76};

	dataset->n_periods = n;
	dataset->periods = g_new0(struct tk_period, n);
	for (unsigned p = 0; p < n; p++) {
		struct tk_period *period = &dataset->periods[p];

		period->year = 2021;
		period->month = 10 - 2 * (int)(n - 1 - p);
		period->id = g_strdup_printf("2021-%02d", period->month);
		period->reporting_date = tk_date_month_end(2021, period->month);
		period->published = TK_NO_DATE;
		period->window_start = tk_date_from_ymd(2021, 1, 1);
		period->window_end = tk_date_from_ymd(2021, 12, 31);
		memcpy(period->class_from, limits, sizeof limits);
		period->n_classes = G_N_ELEMENTS(limits) + 1;
	}
}

struct tk_round *test_make_round(const struct tk_dataset *dataset, unsigned period)
{
	struct tk_round *round = g_new0(struct tk_round, 1);

	round->dataset = dataset;
	round->period = period;
	round->submissions = g_new0(struct tk_submission, dataset->n_regions);
	return round;
}
