#include "publish-imp.h"

#include "tilannekuva/form.h"
#include "tilannekuva/workbook.h"

/* Which documents are made, and where they go (DESIGN.md section 4). */

#define NATIONAL_DIR "valtakunnallinen"
#define DATA_DIR "avoin-data"
#define REGION_DIR "alueet"
#define IMAGE_DIR "kuvat"

struct plan {
	const struct tk_picture *picture;
	const struct tk_publish_options *options;
	GArray *jobs;
};

static void add(const struct plan *plan, tk_make_func make, enum tk_lang lang, unsigned index,
		char *path)
{
	struct tk_job job = {path, make, lang, index};

	g_array_append_val(plan->jobs, job);
}

static void clear_job(void *job)
{
	g_free(((struct tk_job *)job)->path);
}

/* "-sv"; workbooks in the first language have the plain name. */
static char *suffix(enum tk_lang lang, bool first)
{
	return first ? g_strdup("") : g_strconcat("-", tk_lang_code(lang), NULL);
}

static void plan_national_workbooks(const struct plan *plan, enum tk_lang lang, bool first)
{
	const char *period = plan->picture->period->id;
	g_autofree char *end = suffix(lang, first);
	char *national = g_strdup_printf(NATIONAL_DIR "/tilannekuva-%s%s.xlsx", period, end);

	for (unsigned part = 0; part < tk_workbook_n_parts(plan->picture); part++)
		add(plan, tk_make_part, lang, part, tk_workbook_part_path(national, part));
	add(plan, tk_make_national, lang, 0, national);
	add(plan, tk_make_publication, lang, 0,
	    g_strdup_printf(NATIONAL_DIR "/tilannekuva-%s-julkaisu%s.xlsx", period, end));
}

static void plan_national(const struct plan *plan)
{
	const struct tk_publish_options *options = plan->options;

	for (unsigned i = 0; options->outputs[TK_OUTPUT_WORKBOOK] && i < options->n_langs; i++)
		plan_national_workbooks(plan, options->langs[i], i == 0);
	for (unsigned i = 0; options->outputs[TK_OUTPUT_DECK] && i < options->n_langs; i++)
		add(plan, tk_make_deck, options->langs[i], 0,
		    g_strdup_printf(NATIONAL_DIR "/tilannekuva-%s-%s.pdf",
				    plan->picture->period->id, tk_lang_code(options->langs[i])));
	for (unsigned i = 0; options->outputs[TK_OUTPUT_IMAGES] && i < options->n_langs; i++)
		add(plan, tk_make_images, options->langs[i], 0,
		    g_strdup_printf(IMAGE_DIR "/kuvat-%s.txt", tk_lang_code(options->langs[i])));
	for (unsigned t = 0; options->outputs[TK_OUTPUT_DATA] && t < TK_N_OPEN_TABLES; t++)
		add(plan, tk_make_data, TK_FI, t,
		    g_strdup_printf(DATA_DIR "/%s", tk_open_table_file((enum tk_open_table)t)));
}

/* The region's own languages that were asked for; if there is none, the first one that was. */
static unsigned choose_langs(const struct plan *plan, const struct tk_region *region,
			     enum tk_lang langs[TK_N_LANGS])
{
	const struct tk_publish_options *options = plan->options;
	unsigned n = 0;

	for (unsigned own = 0; own < region->n_langs; own++) {
		for (unsigned i = 0; i < options->n_langs; i++) {
			if (options->langs[i] == region->langs[own])
				langs[n++] = region->langs[own];
		}
	}
	if (n == 0)
		langs[n++] = options->langs[0];
	return n;
}

static void plan_region(const struct plan *plan, unsigned index)
{
	const struct tk_region *region = &plan->picture->dataset->regions[index];
	const bool *outputs = plan->options->outputs;
	const char *id = region->id, *period = plan->picture->period->id;
	enum tk_lang langs[TK_N_LANGS];
	unsigned n_langs = choose_langs(plan, region, langs);

	for (unsigned i = 0; outputs[TK_OUTPUT_SUMMARY] && i < n_langs; i++)
		add(plan, tk_make_summary, langs[i], index,
		    g_strdup_printf(REGION_DIR "/%s/%s-%s-%s.pdf", id, id, period,
				    tk_lang_code(langs[i])));
	for (unsigned i = 0; outputs[TK_OUTPUT_WORKBOOK] && i < n_langs; i++) {
		g_autofree char *end = suffix(langs[i], i == 0);

		add(plan, tk_make_regional, langs[i], index,
		    g_strdup_printf(REGION_DIR "/%s/%s-%s%s.xlsx", id, id, period, end));
	}
	/* What must be mended goes back in the region's first language. */
	if (outputs[TK_OUTPUT_FIXIT] &&
	    tk_fixit_is_needed(plan->picture->now->round, index, plan->picture->log))
		add(plan, tk_make_fixit, region->langs[0], index,
		    g_strdup_printf(REGION_DIR "/%s/%s-%s-korjattavaa.xlsx", id, id, period));
}

GArray *tk_plan_new(const struct tk_picture *picture, const struct tk_publish_options *options)
{
	struct plan plan = {picture, options, g_array_new(FALSE, FALSE, sizeof(struct tk_job))};

	g_array_set_clear_func(plan.jobs, clear_job);
	/* The long ones come first: the short ones fill in where workers become idle. */
	if (!options->regions)
		plan_national(&plan);
	for (unsigned r = 0; r < picture->dataset->n_regions; r++) {
		if (!options->regions || options->regions[r])
			plan_region(&plan, r);
	}
	return plan.jobs;
}
