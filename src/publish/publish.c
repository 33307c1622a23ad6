#include "publish-imp.h"

#include "tilannekuva/document.h"
#include "tilannekuva/form.h"
#include "tilannekuva/workbook.h"

static const char *const output_names[TK_N_OUTPUTS] = {
	[TK_OUTPUT_DECK] = "deck",
	[TK_OUTPUT_WORKBOOK] = "workbook",
	[TK_OUTPUT_DATA] = "data",
	[TK_OUTPUT_FIXIT] = "fixit",
};

/* Folders below OUT/PERIOD. */
#define NATIONAL_DIR "valtakunnallinen"
#define DATA_DIR "avoin-data"
#define REGION_DIR "alueet"

const char *tk_output_name(enum tk_output output)
{
	return output_names[output];
}

static void add_job(GArray *jobs, enum tk_output output, enum tk_lang lang, unsigned index,
		    char *path)
{
	struct tk_job job = {path, output, lang, index};

	g_array_append_val(jobs, job);
}

static void clear_job(void *job)
{
	g_free(((struct tk_job *)job)->path);
}

/* The workbook in the first language has the plain name; the others name their language. */
static char *workbook_path(const char *period, enum tk_lang lang, bool first)
{
	return g_strdup_printf(NATIONAL_DIR "/tilannekuva-%s%s%s.xlsx", period, first ? "" : "-",
			       first ? "" : tk_lang_code(lang));
}

/* A region that has something to mend gets its own file back, in its first language. */
static void plan_fixits(const struct tk_picture *picture, GArray *jobs)
{
	const struct tk_dataset *dataset = picture->dataset;

	for (unsigned r = 0; r < dataset->n_regions; r++) {
		const char *id = dataset->regions[r].id;

		if (tk_fixit_is_needed(picture->now->round, r, picture->log))
			add_job(jobs, TK_OUTPUT_FIXIT, dataset->regions[r].langs[0], r,
				g_strdup_printf(REGION_DIR "/%s/%s-%s-korjattavaa.xlsx", id, id,
						picture->period->id));
	}
}

static GArray *plan(const struct tk_picture *picture, const struct tk_publish_options *options)
{
	GArray *jobs = g_array_new(FALSE, FALSE, sizeof(struct tk_job));
	const char *period = picture->period->id;

	g_array_set_clear_func(jobs, clear_job);
	for (unsigned i = 0; i < options->n_langs; i++) {
		enum tk_lang lang = options->langs[i];

		if (options->outputs[TK_OUTPUT_WORKBOOK])
			add_job(jobs, TK_OUTPUT_WORKBOOK, lang, 0,
				workbook_path(period, lang, i == 0));
		if (options->outputs[TK_OUTPUT_DECK])
			add_job(jobs, TK_OUTPUT_DECK, lang, 0,
				g_strdup_printf(NATIONAL_DIR "/tilannekuva-%s-%s.pdf", period,
						tk_lang_code(lang)));
	}
	for (unsigned t = 0; options->outputs[TK_OUTPUT_DATA] && t < TK_N_OPEN_TABLES; t++)
		add_job(jobs, TK_OUTPUT_DATA, TK_FI, t,
			g_strdup_printf(DATA_DIR "/%s", tk_open_table_file((enum tk_open_table)t)));
	if (options->outputs[TK_OUTPUT_FIXIT])
		plan_fixits(picture, jobs);
	return jobs;
}

static bool make_folders(struct tk_stage *stage, const GArray *jobs, struct tk_log *log)
{
	bool good = true;

	for (unsigned i = 0; i < jobs->len && good; i++) {
		g_autofree char *folder =
			g_path_get_dirname(g_array_index(jobs, struct tk_job, i).path);

		good = tk_stage_make_dir(stage, folder, log);
	}
	return good;
}

bool tk_publish(const struct tk_picture *picture, const struct tk_kit *kit,
		const struct tk_publish_options *options, struct tk_log *log)
{
	g_autoptr(tk_stage) stage = tk_stage_open(options->out_dir, picture->period->id, log);
	g_autoptr(GArray) jobs = plan(picture, options);
	g_autofree char *fingerprint = tk_fingerprint(picture, kit, options);

	if (!stage)
		return false;
	if (options->outputs[TK_OUTPUT_DECK] && !tk_deck_check(picture->dataset, kit, log))
		return false;
	if (tk_stage_is_current(stage, fingerprint))
		return true;
	return tk_stage_begin(stage, log) && make_folders(stage, jobs, log) &&
	       tk_jobs_run(picture, kit, tk_stage_dir(stage),
			   (const struct tk_job *)(void *)jobs->data, jobs->len, options, log) &&
	       tk_manifest_write(picture, options, tk_stage_dir(stage), log) &&
	       tk_stage_commit(stage, fingerprint, log);
}
