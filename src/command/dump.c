#include "command.h"

#include "tilannekuva/number.h"
#include "tilannekuva/sheet.h"

/* The sheet by its name, else by its number [1-based]; TK_NONE when there is no such sheet. */
static unsigned find_sheet(const struct tk_book *book, const char *which)
{
	unsigned n = tk_book_n_sheets(book);
	int64_t number;

	for (unsigned i = 0; i < n; i++) {
		const char *name = tk_book_sheet_name(book, i);

		if (name && strcmp(name, which) == 0)
			return i;
	}
	return tk_parse_int(which, 1, n, &number) ? (unsigned)(number - 1) : TK_NONE;
}

static void tell_unknown(struct tk_session *session, const struct tk_book *book, const char *file,
			 const char *which)
{
	g_autoptr(GString) names = g_string_new(NULL);
	struct tk_source source = {g_intern_string(file), NULL, TK_NOWHERE, TK_NOWHERE};

	for (unsigned i = 0; i < tk_book_n_sheets(book); i++) {
		const char *name = tk_book_sheet_name(book, i);

		g_string_append_printf(names, "%s%u %s", i ? ", " : "", i + 1, name ? name : "");
	}
	tk_log_add(session->log, TK_DIAG_SHEET_UNKNOWN, &source, which, names->str, NULL);
}

struct arguments {
	char *sheet;
	gboolean list;
	/** There is no such file. */
	bool missing;
};

static void list_sheets(const struct tk_book *book)
{
	for (unsigned i = 0; i < tk_book_n_sheets(book); i++) {
		const char *name = tk_book_sheet_name(book, i);

		printf("%u\t%s\t%s\n", i + 1, name ? name : "",
		       tk_book_sheet_hidden(book, i) ? "hidden" : "visible");
	}
}

static void dump(struct tk_session *session, char **words, void *data)
{
	struct arguments *arguments = data;
	const char *file = words[0], *which = arguments->sheet;
	g_autoptr(tk_book) book = tk_book_open(file, NULL, session->log);

	arguments->missing = !g_file_test(file, G_FILE_TEST_EXISTS);
	if (!book)
		return;
	if (arguments->list) {
		list_sheets(book);
		return;
	}
	unsigned index = which ? find_sheet(book, which) : 0;

	if (index == TK_NONE) {
		tell_unknown(session, book, file, which);
		return;
	}
	g_autoptr(tk_sheet) sheet = tk_book_read_sheet(book, index, session->log);

	if (sheet && !tk_sheet_write_csv(sheet, stdout)) {
		struct tk_source source = tk_sheet_source(sheet, TK_NOWHERE, TK_NOWHERE);
		g_autofree char *limit = g_strdup_printf("%u MB", TK_LIMIT_PADDING_BYTES >> 20);

		tk_log_add(session->log, TK_DIAG_SHEET_TOO_LARGE, &source, limit, NULL);
	}
}

int tk_command_dump(int argc, char **argv)
{
	struct arguments arguments = {0};
	const GOptionEntry entries[] = {
		{"sheet", 's', 0, G_OPTION_ARG_FILENAME, &arguments.sheet,
		 "Sheet by name or number (default: 1)", "NAME|NUMBER"},
		{"list", 0, 0, G_OPTION_ARG_NONE, &arguments.list, "List the sheets instead", NULL},
		{NULL, 0, 0, 0, NULL, NULL, NULL},
	};
	const struct tk_usage usage = {
		"dump [OPTION…] FILE",
		"Print one sheet of a spreadsheet as UTF-8 CSV, just as it was read.",
		entries,
		1,
	};
	int status = tk_session_run(&usage, argc, argv, dump, &arguments);

	g_free(arguments.sheet);
	if (status != TK_EXIT_PARTIAL)
		return status;
	/* A refused file gives no output at all. */
	return arguments.missing ? TK_EXIT_NO_INPUT : TK_EXIT_DATA;
}
