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

static void read_history(struct tk_reading *reading, unsigned period)
{
	for (unsigned i = 0; i < period; i++) {
		struct tk_round *round =
			tk_round_read_earlier(reading->dataset, i, reading->kit->vocabulary);

		if (round)
			reading->rounds[reading->n_rounds++] = round;
	}
}

static bool read_rounds(struct tk_reading *reading, const char *period_id, struct tk_log *log)
{
	unsigned period = choose_period(reading->dataset, period_id, log);

	if (period == TK_NONE)
		return false;
	reading->rounds = g_new0(struct tk_round *, period + 1);
	read_history(reading, period);
	struct tk_round *round =
		tk_round_read(reading->dataset, period, reading->kit->vocabulary, log);

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
