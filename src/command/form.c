#include "command.h"

#include <errno.h>
#include <string.h>

#include "tilannekuva/form.h"

/* Collection forms for the period that comes next, filled in with each region's last answers. The
 * period need not have a folder yet. Without --period it is the latest one of the data as long as
 * nobody has reported for it (the settings may name it beforehand), else the month after that. */

struct collecting {
	struct tk_session *session;
	struct tk_kit *kit;
	struct tk_dataset *dataset;
	/** Rounds up to the period in the order of time, those with submissions; owned. */
	struct tk_round **rounds;
	unsigned n_rounds;
	/** The period to be reported; its id is owned where made_up. */
	struct tk_period period;
	bool made_up;
};

static const char synopsis[] = "form [OPTION…] -o DIR DATA";

static struct tk_round *read_round(const struct collecting *collecting, unsigned period)
{
	return tk_round_read_earlier(collecting->dataset, period, collecting->kit->vocabulary);
}

static bool parse_period(const char *id, int *year, int *month)
{
	int64_t y, m;
	g_autofree char *first = g_strndup(id, 4);

	if (!g_regex_match_simple("^[0-9]{4}-[0-9]{2}\\z", id, 0, 0) ||
	    !tk_parse_int(first, 1900, 9999, &y) || !tk_parse_int(id + 5, 1, 12, &m))
		return false;
	*year = (int)y;
	*month = (int)m;
	return true;
}

/* A period that the data does not know goes on as the one before it did. */
static void follow(struct collecting *collecting, const char *id, int year, int month)
{
	const struct tk_dataset *dataset = collecting->dataset;
	struct tk_period period = dataset->periods[0];

	for (unsigned i = 0; i < dataset->n_periods && strcmp(dataset->periods[i].id, id) < 0; i++)
		period = dataset->periods[i];
	period.id = g_strdup(id);
	period.year = year;
	period.month = month;
	period.reporting_date = tk_date_month_end(year, month);
	period.published = TK_NO_DATE;
	period.illustrative = false;
	collecting->period = period;
	collecting->made_up = true;
}

static void follow_latest(struct collecting *collecting, const struct tk_period *latest)
{
	int year = latest->month == 12 ? latest->year + 1 : latest->year;
	int month = latest->month % 12 + 1;
	g_autofree char *id = g_strdup_printf("%04d-%02d", year, month);

	follow(collecting, id, year, month);
}

static bool choose_period(struct collecting *collecting, const char *id)
{
	const struct tk_dataset *dataset = collecting->dataset;
	const struct tk_period *latest = &dataset->periods[dataset->n_periods - 1];
	unsigned known = id ? tk_dataset_find_period(dataset, id) : dataset->n_periods - 1;
	int year, month;

	if (!id) {
		g_autoptr(tk_round) round = read_round(collecting, known);

		if (round)
			follow_latest(collecting, latest);
		else
			collecting->period = *latest;
		return true;
	}
	if (known != TK_NONE) {
		collecting->period = dataset->periods[known];
		return true;
	}
	if (parse_period(id, &year, &month)) {
		follow(collecting, id, year, month);
		return true;
	}
	tk_session_usage_value(collecting->session, synopsis, "--period", id, "2021-12");
	return false;
}

static void read_rounds(struct collecting *collecting)
{
	const struct tk_dataset *dataset = collecting->dataset;

	collecting->rounds = g_new0(struct tk_round *, dataset->n_periods);
	for (unsigned i = 0; i < dataset->n_periods; i++) {
		if (strcmp(dataset->periods[i].id, collecting->period.id) > 0)
			break;
		collecting->rounds[collecting->n_rounds] = read_round(collecting, i);
		collecting->n_rounds += collecting->rounds[collecting->n_rounds] != NULL;
	}
}

/* The latest round that the region answered in, else the latest of all. */
static const struct tk_round *last_round(const struct collecting *collecting, unsigned region)
{
	for (unsigned i = collecting->n_rounds; i-- > 0;) {
		if (collecting->rounds[i]->submissions[region].reported)
			return collecting->rounds[i];
	}
	return collecting->n_rounds > 0 ? collecting->rounds[collecting->n_rounds - 1] : NULL;
}

/* In the data folder a form would take the place of what its region has sent. What does not exist yet
 * is within whatever its nearest existing folder is within. */
static bool is_within(const char *dir, const char *data)
{
	g_autofree char *nearest = g_canonicalize_filename(dir, NULL);
	g_autofree char *outer = realpath(data, NULL);
	size_t length = outer ? strlen(outer) : 0;

	while (!g_file_test(nearest, G_FILE_TEST_EXISTS)) {
		char *parent = g_path_get_dirname(nearest);

		g_free(nearest);
		nearest = parent;
	}
	g_autofree char *inner = realpath(nearest, NULL);

	return inner && outer && strncmp(inner, outer, length) == 0 &&
	       (inner[length] == '\0' || inner[length] == G_DIR_SEPARATOR);
}

static bool make_folder(struct tk_session *session, const char *dir, const char *data)
{
	if (is_within(dir, data)) {
		tk_log_add(session->log, TK_DIAG_FORM_IN_DATA, NULL, dir, NULL);
		return false;
	}
	if (g_mkdir_with_parents(dir, 0777) == 0)
		return true;
	tk_log_add(session->log, TK_DIAG_OUTPUT_UNWRITABLE, NULL, dir, g_strerror(errno), NULL);
	return false;
}

static void write_forms(const struct collecting *collecting, const char *dir)
{
	const struct tk_dataset *dataset = collecting->dataset;
	bool good = true;

	for (unsigned r = 0; r < dataset->n_regions && good; r++) {
		g_autofree char *name = g_strconcat(dataset->regions[r].id, ".xlsx", NULL);
		g_autofree char *path = g_build_filename(dir, name, NULL);

		good = tk_form_write(dataset, last_round(collecting, r), r, &collecting->period,
				     collecting->kit, path, collecting->session->log);
	}
}

struct arguments {
	char *period, *out;
};

static void collect(struct tk_session *session, char **words, void *arguments_data)
{
	const struct arguments *arguments = arguments_data;
	const char *period = arguments->period, *dir = arguments->out, *data = words[0];

	if (!dir) {
		tk_session_usage(session, synopsis, TK_DIAG_USAGE_MISSING,
				 (const char *const[]){"-o DIR", NULL});
		return;
	}
	if (!tk_session_check_environment(session, synopsis))
		return;
	struct collecting collecting = {.session = session, .kit = tk_kit_open(session->log)};

	if (collecting.kit)
		collecting.dataset = tk_dataset_open(data, session->log);
	if (collecting.dataset && choose_period(&collecting, period) &&
	    make_folder(session, dir, data)) {
		read_rounds(&collecting);
		write_forms(&collecting, dir);
	}
	for (unsigned i = 0; i < collecting.n_rounds; i++)
		tk_round_free(collecting.rounds[i]);
	g_free(collecting.rounds);
	if (collecting.made_up)
		g_free(collecting.period.id);
	tk_dataset_free(collecting.dataset);
	tk_kit_free(collecting.kit);
}

int tk_command_form(int argc, char **argv)
{
	struct arguments arguments = {0};
	const GOptionEntry entries[] = {
		{"period", 'p', 0, G_OPTION_ARG_FILENAME, &arguments.period,
		 "Period to be reported (default: the latest one that nobody has reported for, "
		 "else the "
		 "month after the latest)",
		 "2021-12"},
		{"out", 'o', 0, G_OPTION_ARG_FILENAME, &arguments.out,
		 "Folder for the forms, not in DATA; DIR/REGION.xlsx is written anew", "DIR"},
		{NULL, 0, 0, 0, NULL, NULL, NULL},
	};
	const struct tk_usage usage = {
		synopsis,
		"Write each region's collection workbook, filled in with its last answers.",
		entries,
		1,
	};
	int status = tk_session_run(&usage, argc, argv, collect, &arguments);

	g_free(arguments.period);
	g_free(arguments.out);
	return status;
}
