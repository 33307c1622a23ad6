#include "command.h"

#include "tilannekuva/number.h"

/* Where a figure comes from: k of n, and the row of every task in it. */

struct question {
	const struct tk_reading *reading;
	unsigned region, area;
	enum tk_lang lang;
};

static void print_share(const struct question *q, const char *key, struct tk_share share)
{
	const struct tk_texts *texts = q->reading->kit->texts;

	if (share.n == 0) {
		printf("%s: %s\n", tk_text(texts, q->lang, key),
		       tk_text(texts, q->lang, "no-data"));
		return;
	}
	g_autofree char *percent = tk_format_percent(q->lang, tk_percent(share));

	printf("%s: %s = %" G_GINT64_FORMAT " / %" G_GINT64_FORMAT "\n",
	       tk_text(texts, q->lang, key), percent, (gint64)share.k, (gint64)share.n);
}

static void print_task(const struct question *q, const struct tk_task *task,
		       const struct tk_entry *entry)
{
	const struct tk_texts *texts = q->reading->kit->texts;
	const struct tk_period *period = q->reading->picture->period;
	g_autofree char *key = g_strconcat("status.", tk_status_id(entry->status), NULL);
	g_autofree char *place =
		entry->source.file ? tk_source_text(&entry->source) : g_strdup("–");

	g_autofree char *id = tk_text_visible(task->id);
	g_autofree char *name = tk_text_visible(tk_names_in(&task->name, q->lang));

	printf("  %-8s %s %s; %s; %s\n", id, tk_task_in_window(task, period) ? "*" : " ",
	       tk_text(texts, q->lang, key), name, place);
}

static void print_answer(const struct question *q)
{
	const struct tk_dataset *dataset = q->reading->dataset;
	const struct tk_picture *picture = q->reading->picture;
	const struct tk_figures *figures = tk_measures_region(picture->now, q->region, q->area);
	const struct tk_submission *submission = &picture->now->round->submissions[q->region];
	const struct tk_area *area = q->area == TK_ALL_AREAS ? NULL : &dataset->areas[q->area];

	printf("%s, %s, %s\n", tk_names_in(&dataset->regions[q->region].name, q->lang),
	       area ? tk_names_in(&area->name, q->lang)
		    : tk_text(q->reading->kit->texts, q->lang, "total"),
	       picture->period->id);
	if (!submission->reported) {
		const char *reason = tk_names_in(&dataset->regions[q->region].reason, q->lang);

		printf("%s\n",
		       *reason ? reason
			       : tk_text(q->reading->kit->texts, q->lang, "reason.no-file"));
		return;
	}
	print_share(q, "explain.progress", figures->progress);
	print_share(q, "explain.under-way", figures->under_way);
	print_share(q, "explain.done", figures->done);
	printf("%s\n", tk_text(q->reading->kit->texts, q->lang, "explain.rows"));
	for (unsigned t = 0; t < dataset->n_tasks; t++) {
		if (!area || dataset->tasks[t].area == q->area)
			print_task(q, &dataset->tasks[t], &submission->entries[t]);
	}
}

static bool find_unit(struct tk_session *session, char **words, struct question *q)
{
	const struct tk_dataset *dataset = q->reading->dataset;
	g_autoptr(GString) regions = g_string_new(NULL);
	g_autoptr(GString) areas = g_string_new("all");

	for (unsigned r = 0; r < dataset->n_regions; r++)
		g_string_append_printf(regions, "%s%s", r ? ", " : "", dataset->regions[r].id);
	for (unsigned a = 0; a < dataset->n_areas; a++)
		g_string_append_printf(areas, ", %s", dataset->areas[a].id);
	q->region = tk_dataset_find_region(dataset, words[1]);
	q->area = strcmp(words[2], "all") == 0 ? TK_ALL_AREAS
					       : tk_dataset_find_area(dataset, words[2]);
	if (q->region == TK_NONE)
		tk_session_usage_value(session, "explain", "REGION", words[1], regions->str);
	else if (q->area == TK_NONE && strcmp(words[2], "all") != 0)
		tk_session_usage_value(session, "explain", "AREA", words[2], areas->str);
	else
		return true;
	return false;
}

/* What was wrong with the files is for `check` to tell: only what stops the answer is told here. */
static void explain(struct tk_session *session, char **words, void *data)
{
	char *const *period = data;
	g_autoptr(tk_log) reading_log = tk_log_new();
	g_autoptr(tk_reading) reading = tk_reading_open(words[0], *period, reading_log);
	struct question q = {.reading = reading, .lang = session->lang};

	if (!reading)
		tk_log_take(session->log, reading_log);
	else if (find_unit(session, words, &q))
		print_answer(&q);
}

int tk_command_explain(int argc, char **argv)
{
	g_autofree char *period = NULL;
	const GOptionEntry entries[] = {
		{"period", 'p', 0, G_OPTION_ARG_FILENAME, &period,
		 "Reporting period (default: the latest)", "2021-10"},
		{NULL, 0, 0, 0, NULL, NULL, NULL},
	};
	const struct tk_usage usage = {
		"explain [OPTION…] DATA REGION AREA",
		"Show how the figures of a region in an area (or \"all\") came about, row by row.",
		entries,
		3,
	};

	return tk_session_run(&usage, argc, argv, explain, &period);
}
