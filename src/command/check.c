#include "report.h"

#include "tilannekuva/document.h"

static const struct {
	const char *name;
	void (*print)(const struct tk_report *report);
} formats[] = {
	{"text", tk_report_text},
	{"json", tk_report_json},
	{"csv", tk_report_csv},
};

/* Index of the format, or TK_NONE. */
static unsigned find_format(struct tk_session *session, const char *name)
{
	for (unsigned i = 0; i < G_N_ELEMENTS(formats); i++) {
		if (!name || strcmp(formats[i].name, name) == 0)
			return i;
	}
	tk_session_usage_value(session, "check", "--format", name, "text, json, csv");
	return TK_NONE;
}

struct arguments {
	char *period, *format;
	gboolean ledger;
};

static void check(struct tk_session *session, char **words, void *data)
{
	const struct arguments *arguments = data;
	unsigned which = find_format(session, arguments->format);

	if (which == TK_NONE)
		return;
	g_autoptr(tk_reading) reading = tk_reading_open(words[0], arguments->period, session->log);

	if (!reading)
		return;
	/* The publication's templates are judged with the rest. */
	tk_deck_check(reading->dataset, reading->kit, session->log);
	tk_region_check(reading->dataset, reading->kit, session->log);
	struct tk_report report = {reading, session->log, session->lang, arguments->ledger};

	formats[which].print(&report);
	/* The report has said everything: nothing is said again on stderr. */
	session->print_from = TK_N_LEVELS;
}

int tk_command_check(int argc, char **argv)
{
	struct arguments arguments = {0};
	const GOptionEntry entries[] = {
		{"period", 'p', 0, G_OPTION_ARG_FILENAME, &arguments.period,
		 "Reporting period (default: the latest)", "2021-10"},
		{"format", 'f', 0, G_OPTION_ARG_FILENAME, &arguments.format,
		 "Form of the report (default: text)", "text|json|csv"},
		{"ledger", 0, 0, G_OPTION_ARG_NONE, &arguments.ledger,
		 "Show what was read otherwise than literally", NULL},
		{NULL, 0, 0, 0, NULL, NULL, NULL},
	};
	const struct tk_usage usage = {
		"check [OPTION…] DATA",
		"Read the regions' spreadsheets in DATA and report what is wrong with them.",
		entries,
		1,
	};
	int status = tk_session_run(&usage, argc, argv, check, &arguments);

	g_free(arguments.period);
	g_free(arguments.format);
	return status;
}
