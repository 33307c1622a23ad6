#include "command.h"

#include <signal.h>

#include "tilannekuva/document.h"
#include "tilannekuva/number.h"
#include "tilannekuva/publish.h"

struct arguments {
	char *period, *out, *langs, *jobs;
	/** Lists; one that is given several times is one list. */
	char **only, **pages, **regions;
	gboolean strict, attach_data;
};

/* Documents made at the same time: each has a process. */
#define MOST_JOBS 256

static void clear_arguments(struct arguments *arguments)
{
	g_free(arguments->period);
	g_free(arguments->out);
	g_free(arguments->langs);
	g_free(arguments->jobs);
	g_strfreev(arguments->only);
	g_strfreev(arguments->pages);
	g_strfreev(arguments->regions);
}

/* Languages: --lang, else the settings'. */
static bool choose_langs(struct tk_session *session, const char *text,
			 const struct tk_settings *settings, struct tk_publish_options *options)
{
	static const char *const codes[] = {"fi", "sv", "en", NULL};
	unsigned chosen[TK_N_LANGS];

	if (!text) {
		memcpy(options->langs, settings->langs, sizeof options->langs);
		options->n_langs = settings->n_langs;
		return true;
	}
	options->n_langs = tk_parse_list(session, "--lang", text, codes, TK_N_LANGS, chosen);
	for (unsigned i = 0; i < options->n_langs; i++)
		options->langs[i] = (enum tk_lang)chosen[i];
	return options->n_langs > 0;
}

static bool choose_outputs(struct tk_session *session, char **lists,
			   struct tk_publish_options *options)
{
	g_autofree char *text = lists ? g_strjoinv(",", lists) : NULL;
	const char *names[TK_N_OUTPUTS + 1] = {NULL};
	unsigned chosen[TK_N_OUTPUTS];

	for (unsigned i = 0; i < TK_N_OUTPUTS; i++) {
		names[i] = tk_output_name((enum tk_output)i);
		options->outputs[i] = !text && i != TK_OUTPUT_IMAGES;
	}
	if (!text)
		return true;
	unsigned n = tk_parse_list(session, "--only", text, names, TK_N_OUTPUTS, chosen);

	for (unsigned i = 0; i < n; i++)
		options->outputs[chosen[i]] = true;
	return n > 0;
}

/* The kinds of pages of --pages, owned; NULL when there are none, or a wrong one: the log tells. */
static const char **choose_pages(struct tk_session *session, char **lists, bool with_chart)
{
	g_autofree char *text = g_strjoinv(",", lists);
	g_autoptr(GPtrArray) kinds = g_ptr_array_new();

	for (unsigned i = 0; tk_deck_kind(i); i++) {
		if (!with_chart || tk_images_have(tk_deck_kind(i)))
			g_ptr_array_add(kinds, (char *)tk_deck_kind(i));
	}
	g_ptr_array_add(kinds, NULL);
	const char *const *names = (const char *const *)kinds->pdata;
	g_autofree unsigned *chosen = g_new(unsigned, kinds->len);
	unsigned n = tk_parse_list(session, "--pages", text, names, kinds->len - 1, chosen);
	const char **pages = n ? g_new0(const char *, n + 1) : NULL;

	for (unsigned i = 0; i < n; i++)
		pages[i] = names[chosen[i]];
	return pages;
}

/* Which regions --region names, owned; NULL when one is unknown, and the log says so. */
static bool *choose_regions(struct tk_session *session, char **lists,
			    const struct tk_dataset *dataset)
{
	g_autofree char *text = g_strjoinv(",", lists);
	g_autofree const char **names = g_new0(const char *, dataset->n_regions + 1);
	g_autofree unsigned *chosen = g_new(unsigned, dataset->n_regions);

	for (unsigned r = 0; r < dataset->n_regions; r++)
		names[r] = dataset->regions[r].id;
	unsigned n = tk_parse_list(session, "--region", text, names, dataset->n_regions, chosen);
	bool *regions = n ? g_new0(bool, dataset->n_regions) : NULL;

	for (unsigned i = 0; i < n; i++)
		regions[chosen[i]] = true;
	return regions;
}

static bool may_publish(const struct tk_reading *reading, bool strict, struct tk_log *log)
{
	const struct tk_picture *picture = reading->picture;

	if (picture->now->n_reported == 0) {
		tk_log_add(log, TK_DIAG_NO_SUBMISSIONS, NULL, picture->period->id, NULL);
		return false;
	}
	if (strict && tk_log_count(log, TK_LEVEL_ERROR) > 0) {
		tk_log_add(log, TK_DIAG_STRICT, NULL, NULL);
		return false;
	}
	return true;
}

static bool choose_jobs(struct tk_session *session, const char *text,
			struct tk_publish_options *options)
{
	int64_t number;

	options->n_jobs = MIN(g_get_num_processors(), MOST_JOBS);
	if (!text)
		return true;
	if (tk_parse_int(text, 1, MOST_JOBS, &number)) {
		options->n_jobs = (unsigned)number;
		return true;
	}
	g_autofree char *accepted = g_strdup_printf("1" TK_EN_DASH "%d", MOST_JOBS);

	tk_session_usage_value(session, "build", "--jobs", text, accepted);
	return false;
}

/* Whether options that belong together are together. */
static bool check_arguments(struct tk_session *session, const struct arguments *arguments,
			    const struct tk_publish_options *options)
{
	const bool *outputs = options->outputs;
	bool deck = outputs[TK_OUTPUT_DECK], images = outputs[TK_OUTPUT_IMAGES];
	const char *with[] = {NULL, NULL, NULL};

	if (arguments->pages && (arguments->regions || (!deck && !images)))
		with[0] = "--pages", with[1] = "--only deck, images";
	else if (arguments->attach_data && (!deck || arguments->regions))
		with[0] = "--attach-data", with[1] = "--only deck";
	else if (arguments->regions && arguments->only &&
		 (deck || images || outputs[TK_OUTPUT_DATA]))
		with[0] = "--region", with[1] = "--only summary, workbook, fixit";
	if (with[0])
		tk_session_usage(session, "build", TK_DIAG_USAGE_WITH, with);
	return !with[0];
}

static void publish(struct tk_session *session, const struct arguments *arguments, const char *dir,
		    struct tk_publish_options *options)
{
	g_autoptr(tk_reading) reading = tk_reading_open(dir, arguments->period, session->log);
	g_autofree bool *regions = NULL;

	if (!reading ||
	    !choose_langs(session, arguments->langs, &reading->dataset->settings, options))
		return;
	if (arguments->regions) {
		regions = choose_regions(session, arguments->regions, reading->dataset);
		options->regions = regions;
		if (!regions)
			return;
	}
	if (may_publish(reading, arguments->strict, session->log))
		tk_publish(reading->picture, reading->kit, options, session->log);
}

static void build(struct tk_session *session, char **words, void *data)
{
	const struct arguments *arguments = data;
	g_autofree const char **pages = NULL;
	struct tk_publish_options options = {
		.out_dir = arguments->out ? arguments->out : "out",
		.attach_data = arguments->attach_data,
		.partial = arguments->only || arguments->pages || arguments->regions,
		.messages = session->lang,
	};

	if (!choose_outputs(session, arguments->only, &options) ||
	    !choose_jobs(session, arguments->jobs, &options) ||
	    !check_arguments(session, arguments, &options) ||
	    !tk_session_check_environment(session, "build"))
		return;
	if (arguments->pages) {
		pages = choose_pages(session, arguments->pages, !options.outputs[TK_OUTPUT_DECK]);
		options.pages = pages;
		if (!pages)
			return;
	}
	publish(session, arguments, words[0], &options);
}

int tk_command_build(int argc, char **argv)
{
	struct arguments arguments = {0};
	const GOptionEntry entries[] = {
		{"period", 'p', 0, G_OPTION_ARG_FILENAME, &arguments.period,
		 "Reporting period (default: the latest)", "2021-10"},
		{"out", 'o', 0, G_OPTION_ARG_FILENAME, &arguments.out,
		 "Output folder (default: out)", "DIR"},
		{"lang", 'l', 0, G_OPTION_ARG_FILENAME, &arguments.langs,
		 "Languages, the main one first (default: the settings')", "fi,sv,en"},
		{"jobs", 'j', 0, G_OPTION_ARG_FILENAME, &arguments.jobs,
		 "Documents made at the same time (default: processors)", "N"},
		{"only", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &arguments.only,
		 "Make only these kinds of output", "deck,summary,workbook,data,fixit,images"},
		{"pages", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &arguments.pages,
		 "Make a deck, or images, of only these kinds of pages", "heatmap,trend,…"},
		{"region", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &arguments.regions,
		 "Make only what these regions get", "ID,…"},
		{"attach-data", 0, 0, G_OPTION_ARG_NONE, &arguments.attach_data,
		 "Embed the open data in the decks (PDF/A-3a)", NULL},
		{"strict", 0, 0, G_OPTION_ARG_NONE, &arguments.strict,
		 "Publish nothing when some input had to be left out", NULL},
		{NULL, 0, 0, 0, NULL, NULL, NULL},
	};
	const struct tk_usage usage = {
		"build [OPTION…] DATA",
		"Read the regions' spreadsheets in DATA and publish decks, summaries, workbooks "
		"and open data.",
		entries,
		1,
	};

	/* Where nobody reads the messages any more, the documents are made all the same. */
	signal(SIGPIPE, SIG_IGN);
	int status = tk_session_run(&usage, argc, argv, build, &arguments);

	clear_arguments(&arguments);
	return status;
}
