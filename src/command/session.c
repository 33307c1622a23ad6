#include "command.h"

#include <errno.h>
#include <unistd.h>

/* The language of messages when --messages does not say: the locale's. */
static enum tk_lang locale_language(void)
{
	static const char *const variables[] = {"LC_ALL", "LC_MESSAGES", "LANG"};

	for (unsigned i = 0; i < G_N_ELEMENTS(variables); i++) {
		const char *value = g_getenv(variables[i]);
		enum tk_lang lang = TK_EN;

		if (value && *value) {
			tk_lang_parse(value, &lang);
			return lang;
		}
	}
	return TK_EN;
}

void tk_session_usage(struct tk_session *session, const char *synopsis, enum tk_diag id,
		      const char *const *args)
{
	g_autofree char *command = g_strndup(synopsis, strcspn(synopsis, " "));
	g_autofree char *help = g_strdup_printf("tilannekuva %s --help", command);
	const char *all[4] = {NULL};
	unsigned n = 0;

	for (; args[n]; n++)
		all[n] = args[n];
	all[n] = help;
	tk_log_add(session->log, id, NULL, all[0], all[1], all[2], all[3], NULL);
}

void tk_session_usage_value(struct tk_session *session, const char *synopsis, const char *what,
			    const char *value, const char *accepted)
{
	tk_session_usage(session, synopsis, TK_DIAG_USAGE_VALUE,
			 (const char *const[]){what, value, accepted, NULL});
}

static bool take_language(struct tk_session *session, const struct tk_usage *usage,
			  const char *messages)
{
	if (!messages || tk_lang_parse(messages, &session->lang))
		return true;
	tk_session_usage_value(session, usage->synopsis, "--messages", messages, "fi, sv, en");
	return false;
}

static void tell_synopsis(struct tk_session *session, const struct tk_usage *usage)
{
	g_autofree char *right = g_strdup_printf("tilannekuva %s", usage->synopsis);

	tk_session_usage(session, usage->synopsis, TK_DIAG_USAGE,
			 (const char *const[]){right, NULL});
}

/* ---- Options that are not there, in no language ---- */

static const GOptionEntry common_entries[] = {
	{"messages", 0, 0, G_OPTION_ARG_FILENAME, NULL, NULL, "fi|sv|en"},
	{"help", 'h', 0, G_OPTION_ARG_NONE, NULL, NULL, NULL},
	{NULL, 0, 0, 0, NULL, NULL, NULL},
};

/* "--period 2021-10, --out DIR", all of them or the one that a word such as "-p" is. */
static void add_options(GString *text, const GOptionEntry *entries, const char *word)
{
	for (; entries->long_name; entries++) {
		bool meant =
			!word ||
			(g_str_has_prefix(word, "--") &&
			 g_str_equal(word + 2, entries->long_name)) ||
			(*word == '-' && entries->short_name && word[1] == entries->short_name);

		if (meant)
			g_string_append_printf(
				text, "%s--%s%s%s", text->len ? ", " : "", entries->long_name,
				!word || !entries->arg_description ? "" : " ",
				!word || !entries->arg_description ? "" : entries->arg_description);
	}
}

static char *options_text(const struct tk_usage *usage, const char *word)
{
	GString *text = g_string_new(NULL);

	add_options(text, usage->entries, word);
	add_options(text, common_entries, word);
	return g_string_free(text, FALSE);
}

static void tell_unknown_option(struct tk_session *session, const struct tk_usage *usage,
				const char *word)
{
	g_autofree char *accepted = options_text(usage, NULL);

	tk_session_usage(session, usage->synopsis, TK_DIAG_USAGE_OPTION,
			 (const char *const[]){word, accepted, NULL});
}

/* GLib says in English that a value is missing; the option that it speaks of is its last word. */
static void tell_missing_value(struct tk_session *session, const struct tk_usage *usage,
			       const char *fault)
{
	const char *blank = strrchr(fault, ' ');
	g_autofree char *wanted = options_text(usage, blank ? blank + 1 : fault);

	tk_session_usage(session, usage->synopsis, TK_DIAG_USAGE_MISSING,
			 (const char *const[]){*wanted ? wanted : fault, NULL});
}

/* Whether a word begins with a short option that takes a value: "-j", "-j2". */
static bool takes_value(const GOptionEntry *entries, const char *word)
{
	if (word[0] != '-' || word[1] == '\0')
		return false;
	for (; entries->long_name; entries++)
		if (entries->short_name == word[1])
			return entries->arg != G_OPTION_ARG_NONE;
	return false;
}

/* The command line with "-j2" as "-j 2", which GLib does not know; its words are owned. */
static GPtrArray *part_values(const GOptionEntry *entries, int argc, char **argv)
{
	GPtrArray *words = g_ptr_array_new_with_free_func(g_free);
	bool is_value = false, is_over = false;

	for (int i = 0; i < argc; i++) {
		bool option = !is_value && !is_over && takes_value(entries, argv[i]);

		is_over |= !is_value && strcmp(argv[i], "--") == 0;
		is_value = option && argv[i][2] == '\0';
		if (option && !is_value) {
			g_ptr_array_add(words, g_strndup(argv[i], 2));
			g_ptr_array_add(words, g_strdup(argv[i] + 2));
		} else {
			g_ptr_array_add(words, g_strdup(argv[i]));
		}
	}
	return words;
}

/* The word that gives a value to an option that has none, or NULL: "--strict=no" is not to mean --strict. */
static const char *find_wrong_value(const GOptionEntry *entries, char *const *argv)
{
	for (; *argv && strcmp(*argv, "--") != 0; argv++) {
		const char *equals = g_str_has_prefix(*argv, "--") ? strchr(*argv, '=') : NULL;

		for (const GOptionEntry *entry = entries; equals && entry->long_name; entry++) {
			g_autofree char *name = g_strndup(*argv + 2, (gsize)(equals - *argv) - 2);

			if (entry->arg == G_OPTION_ARG_NONE && strcmp(entry->long_name, name) == 0)
				return *argv;
		}
	}
	return NULL;
}

/* Returns the words after the options, owned; NULL when the command line is wrong, and the log says so,
 * or when it asks for help, which is printed. */
static GStrv parse(struct tk_session *session, const struct tk_usage *usage, int argc, char **argv)
{
	g_autofree char *messages = NULL;
	gboolean help = FALSE;
	g_auto(GStrv) words = NULL;
	const GOptionEntry common[] = {
		{"messages", 0, 0, G_OPTION_ARG_FILENAME, &messages,
		 "Language of messages (default: the locale's)", "fi|sv|en"},
		{"help", 'h', 0, G_OPTION_ARG_NONE, &help, "Show these options", NULL},
		{G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &words, NULL, NULL},
		{NULL, 0, 0, 0, NULL, NULL, NULL},
	};
	const char *bracket = strrchr(usage->synopsis, ']');
	g_autoptr(GOptionContext) context =
		g_option_context_new(bracket ? bracket + 2 : strchr(usage->synopsis, ' ') + 1);
	g_autoptr(GError) error = NULL;
	g_autofree char *program = g_strdup_printf("tilannekuva %s", argv[0]);
	g_autoptr(GPtrArray) parted = part_values(usage->entries, argc, argv);
	/* GLib takes words out of the vector, which do not go lost: they stay the array's. */
	g_autofree char **left = g_memdup2(parted->pdata, parted->len * sizeof(char *));
	int n_left = (int)parted->len;
	const char *wrong = find_wrong_value(usage->entries, argv);

	g_set_prgname(program);
	g_option_context_set_summary(context, usage->summary);
	g_option_context_add_main_entries(context, usage->entries, NULL);
	g_option_context_add_main_entries(context, common, NULL);
	g_option_context_set_help_enabled(context, FALSE);
	g_option_context_set_ignore_unknown_options(context, TRUE);
	bool parsed = g_option_context_parse(context, &n_left, &left, &error);

	/* What is wrong is told in the language that is asked for. */
	if (!take_language(session, usage, messages))
		return NULL;
	if (help) {
		g_autofree char *text = g_option_context_get_help(context, TRUE, NULL);

		/* UTF-8 whatever the locale is, as everything else that we print. */
		fputs(text, stdout);
	} else if (!parsed) {
		tell_missing_value(session, usage, error->message);
	} else if (wrong || n_left > 1) {
		tell_unknown_option(session, usage, wrong ? wrong : left[1]);
	} else if (words && (int)g_strv_length(words) == usage->n_arguments) {
		return g_steal_pointer(&words);
	} else {
		tell_synopsis(session, usage);
	}
	return NULL;
}

/* Colours of the levels on a terminal. */
static const char *const level_colours[TK_N_LEVELS] = {
	[TK_LEVEL_NOTE] = "\033[36m",
	[TK_LEVEL_WARNING] = "\033[33m",
	[TK_LEVEL_ERROR] = "\033[31m",
	[TK_LEVEL_FATAL] = "\033[31;1m",
};

static void print_message(const struct tk_message *message, enum tk_lang lang, bool coloured)
{
	g_autofree char *line = tk_message_line(message, lang);

	if (coloured)
		fprintf(stderr, "%s%s\033[0m\n", level_colours[message->level], line);
	else
		fprintf(stderr, "%s\n", line);
}

static void print_messages(const struct tk_session *session)
{
	const char *no_colour = g_getenv("NO_COLOR");
	bool coloured = isatty(STDERR_FILENO) && !(no_colour && *no_colour);

	for (unsigned i = 0; i < tk_log_n_messages(session->log); i++) {
		const struct tk_message *message = tk_log_message(session->log, i);

		if (message->level >= session->print_from)
			print_message(message, session->lang, coloured);
	}
}

int tk_session_run(const struct tk_usage *usage, int argc, char **argv,
		   void (*work)(struct tk_session *session, char **words, void *data), void *data)
{
	g_autoptr(tk_log) log = tk_log_new();
	struct tk_session session = {log, locale_language(), TK_LEVEL_WARNING};
	g_auto(GStrv) words = parse(&session, usage, argc, argv);

	if (words)
		work(&session, words, data);
	/* What did not fit on a full disk is lost: say so. */
	if (fflush(stdout) != 0 || ferror(stdout)) {
		tk_log_add(log, TK_DIAG_OUTPUT_FAILED, NULL, "stdout", g_strerror(errno), NULL);
		session.print_from = MIN(session.print_from, TK_LEVEL_FATAL);
	}
	print_messages(&session);
	return (int)tk_log_exit(log);
}

unsigned tk_parse_list(struct tk_session *session, const char *option, const char *text,
		       const char *const *names, unsigned n, unsigned *chosen)
{
	/* g_strsplit() makes no words of an empty text. */
	g_auto(GStrv) words = g_strsplit(*text ? text : ",", ",", -1);
	g_autofree char *accepted = g_strjoinv(", ", (char **)names);
	unsigned n_chosen = 0;

	for (unsigned i = 0; words[i]; i++) {
		unsigned index = 0;
		bool doubled = false;

		g_strstrip(words[i]);
		while (index < n && strcmp(names[index], words[i]) != 0)
			index++;
		for (unsigned c = 0; c < n_chosen; c++)
			doubled |= chosen[c] == index;
		if (doubled)
			tk_session_usage(session, "build", TK_DIAG_USAGE_TWICE,
					 (const char *const[]){option, words[i], NULL});
		else if (index == n)
			tk_session_usage_value(session, "build", option, words[i], accepted);
		if (doubled || index == n)
			return 0;
		chosen[n_chosen++] = index;
	}
	return n_chosen;
}

bool tk_session_check_environment(struct tk_session *session, const char *synopsis)
{
	const char *fault = tk_document_time_fault();

	if (!fault)
		return true;
	tk_session_usage_value(session, synopsis, "SOURCE_DATE_EPOCH", fault, "1635681600");
	return false;
}
