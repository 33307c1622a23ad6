#ifndef TILANNEKUVA_DIAG_H
#define TILANNEKUVA_DIAG_H

#include <glib.h>
#include <limits.h>

#include "tilannekuva/lang.h"

/** Levels by consequence. */
enum tk_level {
	/** Read otherwise than literally; nothing to do. */
	TK_LEVEL_NOTE,
	/** Output is complete, but look. */
	TK_LEVEL_WARNING,
	/** Some input was left out. */
	TK_LEVEL_ERROR,
	/** Nothing was published. */
	TK_LEVEL_FATAL,
	TK_N_LEVELS
};

/** Every diagnostic of the program; the table is src/base/diag.def. Ids are never renamed. */
enum tk_diag {
#define DIAG(id, level, fi, sv, en) TK_DIAG_##id,
#include "../../src/base/diag.def"
#undef DIAG
	TK_N_DIAGS
};

#define TK_NOWHERE UINT_MAX
/** Messages of one file that a log keeps; further ones are only counted. */
#define TK_LIMIT_MESSAGES 1000u

/** Where a value came from. Strings are interned (g_intern_string) or static: nobody frees them; a log
 * interns those it is given. */
struct tk_source {
	/** Path as the user would name it; NULL: no file. */
	const char *file;
	/** Sheet name; NULL for files without sheets. */
	const char *sheet;
	/** [0-based], TK_NOWHERE: the file or the sheet as a whole. */
	unsigned row, col;
};

/** One thing said. */
struct tk_message {
	enum tk_diag id;
	enum tk_level level;
	struct tk_source source;
	/** NULL-terminated arguments of the text's {0}, {1}, …; owned. */
	char **args;
};

/** One kind of interpretation: something read otherwise than literally, counted. */
struct tk_interpretation {
	/** Interned: "encoding", "delimiter", "header", "status", "date", "number", … */
	const char *kind;
	/** What stood there and what it was taken for; owned. */
	char *read, *taken;
	/** Where it was met first. */
	struct tk_source first;
	/** How many times. */
	unsigned count;
};

/** What was said and interpreted in one job. No globals: every stage is handed its log. */
typedef struct tk_log tk_log;

struct tk_log *tk_log_new(void);
void tk_log_free(struct tk_log *log);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(tk_log, tk_log_free)

/**
 * Say something.
 * \param log     Takes the message.
 * \param id      Which diagnostic.
 * \param source  Where; NULL: nowhere in particular. Copied.
 * \param ...     Strings for {0}, {1}, …, then NULL. Copied. Bytes that are not UTF-8 and control
 *                characters are made visible; long ones are shortened.
 */
void tk_log_add(struct tk_log *log, enum tk_diag id, const struct tk_source *source, ...)
	G_GNUC_NULL_TERMINATED;

/** \return whether the log keeps no more messages of this source's file (TK_LIMIT_MESSAGES). */
bool tk_log_is_full(const struct tk_log *log, const struct tk_source *source);

/**
 * Record that something was read otherwise than literally (the interpretation ledger).
 * Equal (file, kind, read, taken) are counted together.
 * \param kind  A short lasting word, such as "status"; interned.
 */
void tk_log_interpret(struct tk_log *log, const char *kind, const char *read, const char *taken,
		      const struct tk_source *source);

unsigned tk_log_n_messages(const struct tk_log *log);
const struct tk_message *tk_log_message(const struct tk_log *log, unsigned index);
unsigned tk_log_n_interpretations(const struct tk_log *log);
const struct tk_interpretation *tk_log_interpretation(const struct tk_log *log, unsigned index);
/** \return how many messages there are of a level. */
unsigned tk_log_count(const struct tk_log *log, enum tk_level level);
/** Move everything of another log to the end of this one; the other is left empty. */
void tk_log_take(struct tk_log *log, struct tk_log *other);

/** \return a text with control characters and bytes that are not UTF-8 made visible, shortened; owned. */
char *tk_text_visible(const char *text);

/** \return the message's text, without its place; owned by the caller. */
char *tk_message_text(const struct tk_message *message, enum tk_lang lang);
/** \return the place as "file:sheet!B17", "file:17" for texts without sheets, or ""; owned. */
char *tk_source_text(const struct tk_source *source);
/** \return a whole line "file:sheet!B17: error: …", no newline; owned. */
char *tk_message_line(const struct tk_message *message, enum tk_lang lang);
/** \return a level's word in a language: "virhe", "fel", "error". */
const char *tk_level_word(enum tk_level level, enum tk_lang lang);
/** \return a diagnostic's lasting name: "STATUS_UNKNOWN". */
const char *tk_diag_name(enum tk_diag id);
/** \return a diagnostic's text with its {0} in place, for manuals and tests. */
const char *tk_diag_template(enum tk_diag id, enum tk_lang lang);
/** Write a column's letters: 0 is "A", 27 is "AB". \return owned. */
char *tk_column_name(unsigned col);

/** Exit statuses (DESIGN.md section 5, after sysexits.h). */
enum tk_exit {
	TK_EXIT_OK = 0,
	TK_EXIT_PARTIAL = 1,
	TK_EXIT_USAGE = 64,
	TK_EXIT_DATA = 65,
	TK_EXIT_NO_INPUT = 66,
	TK_EXIT_BUG = 70,
	TK_EXIT_CANNOT_CREATE = 73,
	TK_EXIT_IO = 74,
	TK_EXIT_TRY_AGAIN = 75,
};

/** \return the exit status that the log's worst message asks for. */
enum tk_exit tk_log_exit(const struct tk_log *log);

#endif
