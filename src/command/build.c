#include "command.h"

#include "tilannekuva/publish.h"

struct arguments {
	char *period, *out, *langs, *only;
	int jobs;
	gboolean strict;
};

static void clear_arguments(struct arguments *arguments)
{
	g_free(arguments->period);
	g_free(arguments->out);
	g_free(arguments->langs);
	g_free(arguments->only);
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

static bool choose_outputs(struct tk_session *session, const char *text,
			   struct tk_publish_options *options)
{
	const char *names[TK_N_OUTPUTS + 1] = {NULL};
	unsigned chosen[TK_N_OUTPUTS];

	for (unsigned i = 0; i < TK_N_OUTPUTS; i++) {
		names[i] = tk_output_name((enum tk_output)i);
		options->outputs[i] = !text;
	}
	if (!text)
		return true;
	unsigned n = tk_parse_list(session, "--only", text, names, TK_N_OUTPUTS, chosen);

	for (unsigned i = 0; i < n; i++)
		options->outputs[chosen[i]] = true;
	return n > 0;
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

static void build(struct tk_session *session, char **words, void *data)
{
	const struct arguments *arguments = data;
	struct tk_publish_options options = {
		.out_dir = arguments->out ? arguments->out : "out",
		.n_jobs = arguments->jobs > 0 ? (unsigned)arguments->jobs : g_get_num_processors(),
		.messages = session->lang,
	};

	if (arguments->jobs < 0) {
		tk_session_usage(session, "build", "--jobs: 1, 2, 3, …");
		return;
	}
	if (!choose_outputs(session, arguments->only, &options))
		return;
	g_autoptr(tk_reading) reading = tk_reading_open(words[0], arguments->period, session->log);

	if (!reading ||
	    !choose_langs(session, arguments->langs, &reading->dataset->settings, &options))
		return;
	if (may_publish(reading, arguments->strict, session->log))
		tk_publish(reading->picture, reading->kit, &options, session->log);
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
		{"jobs", 'j', 0, G_OPTION_ARG_INT, &arguments.jobs,
		 "Documents made at the same time (default: processors)", "N"},
		{"only", 0, 0, G_OPTION_ARG_FILENAME, &arguments.only,
		 "Make only these kinds of output", "deck,workbook,data,fixit"},
		{"strict", 0, 0, G_OPTION_ARG_NONE, &arguments.strict,
		 "Publish nothing when some input had to be left out", NULL},
		{NULL, 0, 0, 0, NULL, NULL, NULL},
	};
	const struct tk_usage usage = {
		"build [OPTION…] DATA",
		"Read the regions' spreadsheets in DATA and publish decks, workbooks and open "
		"data.",
		entries,
		1,
	};
	int status = tk_session_run(&usage, argc, argv, build, &arguments);

	clear_arguments(&arguments);
	return status;
}
