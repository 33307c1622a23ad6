#include "report.h"

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
	g_autofree char *what = g_strdup_printf("--format %s: text, json, csv.", name);

	tk_session_usage(session, "check", what);
	return TK_NONE;
}

int tk_command_check(int argc, char **argv)
{
	g_autofree char *period = NULL, *format = NULL;
	gboolean ledger = FALSE;
	const GOptionEntry entries[] = {
		{"period", 'p', 0, G_OPTION_ARG_FILENAME, &period,
		 "Reporting period (default: the latest)", "2021-10"},
		{"format", 'f', 0, G_OPTION_ARG_FILENAME, &format,
		 "Form of the report (default: text)", "text|json|csv"},
		{"ledger", 0, 0, G_OPTION_ARG_NONE, &ledger,
		 "Show what was read otherwise than literally", NULL},
		{NULL, 0, 0, 0, NULL, NULL, NULL},
	};
	const struct tk_usage usage = {
		"check [OPTION…] DATA",
		"Read the regions' spreadsheets in DATA and report what is wrong with them.",
		entries,
		1,
	};
	struct tk_session session;
	g_auto(GStrv) words = NULL;
	int status;

	if (!tk_session_begin(&session, &usage, argc, argv, &words, &status))
		return status;
	unsigned which = find_format(&session, format);

	if (which == TK_NONE)
		return tk_session_end(&session, TK_LEVEL_NOTE);
	g_autoptr(tk_reading) reading = tk_reading_open(words[0], period, session.log);

	if (!reading)
		return tk_session_end(&session, TK_LEVEL_WARNING);
	struct tk_report report = {reading, session.log, session.lang, ledger};

	formats[which].print(&report);
	status = (int)tk_log_exit(session.log);
	/* The report has said everything: nothing is said again on stderr. */
	tk_session_end(&session, TK_N_LEVELS);
	return status;
}
