#ifndef TK_COMMAND_H
#define TK_COMMAND_H

#include "tilannekuva/ingest.h"
#include "tilannekuva/kit.h"
#include "tilannekuva/measure.h"

/** A subcommand: one row of the table in main.c and one file here. */
struct tk_command {
	const char *name;
	/** One line for `tilannekuva --help`. */
	const char *summary;
	/** \return the exit status. */
	int (*run)(int argc, char **argv);
};

int tk_command_build(int argc, char **argv);
int tk_command_check(int argc, char **argv);
int tk_command_dump(int argc, char **argv);
int tk_command_explain(int argc, char **argv);
int tk_command_form(int argc, char **argv);
int tk_command_verify(int argc, char **argv);

/** A subcommand's command line. */
struct tk_usage {
	/** "build [OPTION…] DATA" */
	const char *synopsis;
	const char *summary;
	/** Ends with an empty entry; --messages and --help are added. */
	const GOptionEntry *entries;
	/** How many words must be left after the options. */
	int n_arguments;
};

/** What a subcommand works with. */
typedef struct tk_session {
	struct tk_log *log;
	/** Language of messages: --messages, else the locale. */
	enum tk_lang lang;
	/** Messages from this level up are printed at the end; TK_N_LEVELS: none, they have been told. */
	enum tk_level print_from;
} tk_session;

/**
 * Run a subcommand: parse its options, do its work, print what its log says on stderr.
 * \param work  Gets the words after the options, usage->n_arguments of them, and data.
 * \return the exit status: the log's.
 */
int tk_session_run(const struct tk_usage *usage, int argc, char **argv,
		   void (*work)(struct tk_session *session, char **words, void *data), void *data);
/**
 * Complain of the command line, and say where help is.
 * \param synopsis  Begins with the command.
 * \param id        USAGE or one of its kind.
 * \param args      What it tells, NULL-terminated, at most three; the help comes after it.
 */
void tk_session_usage(struct tk_session *session, const char *synopsis, enum tk_diag id,
		      const char *const *args);
/** Complain of a value: "{what} cannot be “{value}”; write {accepted}". */
void tk_session_usage_value(struct tk_session *session, const char *synopsis, const char *what,
			    const char *value, const char *accepted);
/** \return whether documents can carry the date that the environment asks for; else the log says so. */
bool tk_session_check_environment(struct tk_session *session, const char *synopsis);

/** Data and figures of a period, with everything they need. */
typedef struct tk_reading {
	struct tk_kit *kit;
	struct tk_dataset *dataset;
	/** Rounds in the order of time, the last one the period that was asked for. */
	struct tk_round **rounds;
	unsigned n_rounds;
	struct tk_picture *picture;
} tk_reading;

/**
 * Read the data folder, the period and the ones before it, and work out the picture.
 * \param period  "2021-10", or NULL for the latest.
 * \return owned; NULL with a FATAL in the log. Messages of earlier periods are not passed on.
 */
struct tk_reading *tk_reading_open(const char *dir, const char *period, struct tk_log *log);
void tk_reading_free(struct tk_reading *reading);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(tk_reading, tk_reading_free)

/**
 * Read a period that has been published before: what was wrong with it was said then.
 * \return owned; NULL when it cannot be read or nobody reported in it.
 */
struct tk_round *tk_round_read_earlier(const struct tk_dataset *dataset, unsigned period,
				       const struct tk_vocabulary *vocabulary);

/**
 * Parse a list "fi,sv" by names.
 * \param names   The accepted names, n of them.
 * \param chosen  Receives indexes in the order given; room for n.
 * \return how many; 0 when a word is unknown or doubled, and the log says so.
 */
unsigned tk_parse_list(struct tk_session *session, const char *option, const char *text,
		       const char *const *names, unsigned n, unsigned *chosen);

#endif
