#include "publish-imp.h"

#include <errno.h>
#include <glib/gstdio.h>

#include "tilannekuva/workbook.h"

static const char *const output_names[TK_N_OUTPUTS] = {
	[TK_OUTPUT_DECK] = "deck",         [TK_OUTPUT_SUMMARY] = "summary",
	[TK_OUTPUT_WORKBOOK] = "workbook", [TK_OUTPUT_DATA] = "data",
	[TK_OUTPUT_FIXIT] = "fixit",       [TK_OUTPUT_IMAGES] = "images",
};

const char *tk_output_name(enum tk_output output)
{
	return output_names[output];
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

/* ---- The open data within decks ---- */

static const char *const table_texts[TK_N_OPEN_TABLES] = {
	[TK_OPEN_PROGRESS] = "data.progress", [TK_OPEN_READINESS] = "data.readiness",
	[TK_OPEN_CHANGE] = "data.change",     [TK_OPEN_TASKS] = "data.tasks",
	[TK_OPEN_QUALITY] = "data.quality",
};

static void clear_attachment(void *data)
{
	struct tk_attachment *attachment = data;

	g_bytes_unref(attachment->bytes);
}

static bool add_attachment(const struct tk_picture *picture, const struct tk_kit *kit,
			   enum tk_open_table table, const char *dir, GArray *attachments,
			   struct tk_log *log)
{
	g_autofree char *path = g_build_filename(dir, tk_open_table_file(table), NULL);
	const enum tk_lang lang = picture->dataset->settings.langs[0];
	char *text = NULL;
	size_t length = 0;
	g_autoptr(GError) error = NULL;

	if (!tk_open_table_write(picture, table, path, log))
		return false;
	if (!g_file_get_contents(path, &text, &length, &error)) {
		tk_log_add(log, TK_DIAG_OUTPUT_FAILED, NULL, path, error->message, NULL);
		return false;
	}
	struct tk_attachment attachment = {
		.name = tk_open_table_file(table),
		.mime = "text/csv",
		.description = tk_text(kit->texts, lang, table_texts[table]),
		.relationship = "Data",
		.bytes = g_bytes_new_take(text, length),
	};

	g_array_append_val(attachments, attachment);
	return true;
}

/* Writes the tables into a folder of their own beside the stage and reads them back. Returns owned; NULL
 * when that cannot be done. */
static GArray *read_attachments(const struct tk_picture *picture, const struct tk_kit *kit,
				const char *stage_dir, struct tk_log *log)
{
	g_autofree char *dir = g_strconcat(stage_dir, ".data", NULL);
	g_autoptr(GArray) attachments = g_array_new(FALSE, FALSE, sizeof(struct tk_attachment));
	bool good = g_mkdir(dir, 0755) == 0;

	g_array_set_clear_func(attachments, clear_attachment);
	if (!good)
		tk_log_add(log, TK_DIAG_OUTPUT_FAILED, NULL, dir, g_strerror(errno), NULL);
	for (unsigned t = 0; good && t < TK_N_OPEN_TABLES; t++)
		good = add_attachment(picture, kit, (enum tk_open_table)t, dir, attachments, log);
	tk_remove_tree(dir);
	return good ? g_steal_pointer(&attachments) : NULL;
}

/* Makes the documents in the stage; *whole says whether every one of them stands. */
static bool make_all(const struct tk_picture *picture, const struct tk_kit *kit,
		     const struct tk_publish_options *options, struct tk_stage *stage, bool *whole,
		     struct tk_log *log)
{
	g_autoptr(GArray) jobs = tk_plan_new(picture, options), attachments = NULL;
	struct tk_making making = {
		.picture = picture,
		.kit = kit,
		.options = options,
		.dir = tk_stage_dir(stage),
	};

	if (options->attach_data) {
		attachments = read_attachments(picture, kit, making.dir, log);
		if (!attachments)
			return false;
		making.attachments = (const struct tk_attachment *)(void *)attachments->data;
		making.n_attachments = attachments->len;
	}
	bool good = make_folders(stage, jobs, log) &&
		    tk_jobs_run(&making, (const struct tk_job *)(void *)jobs->data, jobs->len, log);

	*whole = making.n_crashed == 0;
	return good;
}

/* One complaint before the work begins. */
static bool check_templates(const struct tk_picture *picture, const struct tk_kit *kit,
			    const struct tk_publish_options *options, struct tk_log *log)
{
	const bool *outputs = options->outputs;
	bool deck = outputs[TK_OUTPUT_DECK] || outputs[TK_OUTPUT_IMAGES];

	return (!deck || tk_deck_check(picture->dataset, kit, log)) &&
	       (!outputs[TK_OUTPUT_SUMMARY] || tk_region_check(picture->dataset, kit, log));
}

bool tk_publish(const struct tk_picture *picture, const struct tk_kit *kit,
		const struct tk_publish_options *options, struct tk_log *log)
{
	g_autoptr(tk_stage) stage = tk_stage_open(options->out_dir, picture->period->id, log);
	g_autofree char *fingerprint = tk_fingerprint(picture, kit, options);
	bool whole = false;

	if (!stage)
		return false;
	if (!check_templates(picture, kit, options, log))
		return false;
	if (tk_stage_is_current(stage, fingerprint))
		return true;
	return tk_stage_begin(stage, log) && make_all(picture, kit, options, stage, &whole, log) &&
	       (!options->partial || tk_stage_keep(stage, fingerprint, log)) &&
	       tk_manifest_write(picture, options, tk_stage_dir(stage), log) &&
	       tk_stage_commit(stage, whole ? fingerprint : NULL, log);
}
