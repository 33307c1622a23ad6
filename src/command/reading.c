#include "command.h"

/* The period asked for, or the latest; TK_NONE when there is no such period. */
static unsigned choose_period(const struct tk_dataset *dataset, const char *id, struct tk_log *log)
{
	g_autoptr(GString) known = g_string_new(NULL);
	unsigned found = id ? tk_dataset_find_period(dataset, id) : dataset->n_periods - 1;

	if (found != TK_NONE)
		return found;
	for (unsigned i = 0; i < dataset->n_periods; i++)
		g_string_append_printf(known, "%s%s", i ? ", " : "", dataset->periods[i].id);
	tk_log_add(log, TK_DIAG_PERIOD_UNKNOWN, NULL, id, known->str, NULL);
	return TK_NONE;
}

static bool has_submissions(const struct tk_round *round)
{
	for (unsigned r = 0; r < round->dataset->n_regions; r++) {
		if (round->submissions[r].reported)
			return true;
	}
	return false;
}

struct tk_round *tk_round_read_earlier(const struct tk_dataset *dataset, unsigned period,
				       const struct tk_vocabulary *vocabulary)
{
	g_autoptr(tk_log) ignored = tk_log_new();
	g_autoptr(tk_round) round = tk_round_read(dataset, period, vocabulary, ignored);

	return round && has_submissions(round) ? g_steal_pointer(&round) : NULL;
}

/** Earlier periods that are being read, whoever comes first. */
struct history {
	const struct tk_reading *reading;
	/** By period; NULL: not read, or nobody reported. */
	struct tk_round **rounds;
	gint n_periods;
	/** The next one to read; atomic. */
	gint next;
};

static void *read_history(void *data)
{
	struct history *history = data;

	for (gint i; (i = g_atomic_int_add(&history->next, 1)) < history->n_periods;)
		history->rounds[i] = tk_round_read_earlier(history->reading->dataset, (unsigned)i,
							   history->reading->kit->vocabulary);
	return NULL;
}

/* Nobody hears what the earlier periods' files have to say, so they are read beside the period's own. */
static bool read_rounds(struct tk_reading *reading, const char *period_id, struct tk_log *log)
{
	unsigned period = choose_period(reading->dataset, period_id, log);

	if (period == TK_NONE)
		return false;
	reading->rounds = g_new0(struct tk_round *, period + 1);
	struct history history = {reading, reading->rounds, (gint)period, 0};
	GThread *thread = period > 0 ? g_thread_new("history", read_history, &history) : NULL;
	struct tk_round *round =
		tk_round_read(reading->dataset, period, reading->kit->vocabulary, log);

	read_history(&history);
	if (thread)
		g_thread_join(thread);
	for (unsigned i = 0; i < period; i++) {
		if (reading->rounds[i])
			reading->rounds[reading->n_rounds++] = reading->rounds[i];
	}
	if (!round)
		return false;
	reading->rounds[reading->n_rounds++] = round;
	return true;
}

struct tk_reading *tk_reading_open(const char *dir, const char *period, struct tk_log *log)
{
	g_autoptr(tk_reading) reading = g_new0(struct tk_reading, 1);

	reading->kit = tk_kit_open(log);
	reading->dataset = reading->kit ? tk_dataset_open(dir, log) : NULL;
	if (!reading->dataset || !read_rounds(reading, period, log))
		return NULL;
	if (!tk_round_balances(reading->rounds[reading->n_rounds - 1], log))
		return NULL;
	reading->picture = tk_picture_new(reading->rounds, reading->n_rounds, log);
	return g_steal_pointer(&reading);
}

void tk_reading_free(struct tk_reading *reading)
{
	if (!reading)
		return;
	tk_picture_free(reading->picture);
	for (unsigned i = 0; i < reading->n_rounds; i++)
		tk_round_free(reading->rounds[i]);
	g_free(reading->rounds);
	tk_dataset_free(reading->dataset);
	tk_kit_free(reading->kit);
	g_free(reading);
}
