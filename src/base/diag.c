#include "tilannekuva/diag.h"

#include <stdint.h>

struct definition {
	const char *name;
	enum tk_level level;
	const char *text[TK_N_LANGS];
};

static const struct definition definitions[TK_N_DIAGS] = {
#define DIAG(id, lvl, fi, sv, en) [TK_DIAG_##id] = {#id, TK_LEVEL_##lvl, {fi, sv, en}},
#include "diag.def"
#undef DIAG
};

static const char *const level_words[TK_N_LEVELS][TK_N_LANGS] = {
	[TK_LEVEL_NOTE] = {"huomautus", "anmärkning", "note"},
	[TK_LEVEL_WARNING] = {"varoitus", "varning", "warning"},
	[TK_LEVEL_ERROR] = {"virhe", "fel", "error"},
	[TK_LEVEL_FATAL] = {"este", "hinder", "fatal"},
};

/* Diagnostics with an exit status of their own; the others go by their level. */
static const struct {
	enum tk_diag id;
	enum tk_exit status;
} exits[] = {
	{TK_DIAG_TOTALS_MISMATCH, TK_EXIT_BUG},
	{TK_DIAG_JOB_CRASHED, TK_EXIT_BUG},
	{TK_DIAG_USAGE, TK_EXIT_USAGE},
	{TK_DIAG_USAGE_OPTION, TK_EXIT_USAGE},
	{TK_DIAG_USAGE_MISSING, TK_EXIT_USAGE},
	{TK_DIAG_USAGE_VALUE, TK_EXIT_USAGE},
	{TK_DIAG_USAGE_TWICE, TK_EXIT_USAGE},
	{TK_DIAG_USAGE_WITH, TK_EXIT_USAGE},
	{TK_DIAG_FORM_IN_DATA, TK_EXIT_USAGE},
	{TK_DIAG_KIT_MISSING, TK_EXIT_NO_INPUT},
	{TK_DIAG_FOLDER_MISSING, TK_EXIT_NO_INPUT},
	{TK_DIAG_FILE_MISSING, TK_EXIT_NO_INPUT},
	{TK_DIAG_NO_PERIODS, TK_EXIT_NO_INPUT},
	{TK_DIAG_PERIOD_UNKNOWN, TK_EXIT_NO_INPUT},
	{TK_DIAG_OUTPUT_UNWRITABLE, TK_EXIT_CANNOT_CREATE},
	{TK_DIAG_OUTPUT_NOT_OURS, TK_EXIT_CANNOT_CREATE},
	{TK_DIAG_OUTPUT_FAILED, TK_EXIT_IO},
	{TK_DIAG_OUTPUT_LOCKED, TK_EXIT_TRY_AGAIN},
};

/* Longer arguments are shortened: a message is for reading. */
#define MOST_ARGUMENT_CHARS 200

struct tk_log {
	/** struct tk_message */
	GArray *messages;
	/** struct tk_interpretation */
	GArray *interpretations;
	/** file, kind, read, taken -> index + 1 among the interpretations */
	GHashTable *known;
	/** file -> how many messages there are of it */
	GHashTable *of_file;
	unsigned counts[TK_N_LEVELS];
};

static void clear_message(void *message)
{
	g_strfreev(((struct tk_message *)message)->args);
}

static void clear_interpretation(void *data)
{
	struct tk_interpretation *interpretation = data;

	g_free(interpretation->read);
	g_free(interpretation->taken);
}

struct tk_log *tk_log_new(void)
{
	struct tk_log *log = g_new0(struct tk_log, 1);

	log->messages = g_array_new(FALSE, FALSE, sizeof(struct tk_message));
	g_array_set_clear_func(log->messages, clear_message);
	log->interpretations = g_array_new(FALSE, FALSE, sizeof(struct tk_interpretation));
	g_array_set_clear_func(log->interpretations, clear_interpretation);
	log->known = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	log->of_file = g_hash_table_new(NULL, NULL);
	return log;
}

void tk_log_free(struct tk_log *log)
{
	if (!log)
		return;
	g_array_unref(log->messages);
	g_array_unref(log->interpretations);
	g_hash_table_unref(log->known);
	g_hash_table_unref(log->of_file);
	g_free(log);
}

/* Control characters as their pictures (U+2400…), so that a terminal or a page stays whole. */
char *tk_text_visible(const char *text)
{
	g_autofree char *valid = g_utf8_make_valid(text, -1);
	GString *out = g_string_new(NULL);
	unsigned n = 0;

	for (const char *at = valid; *at; at = g_utf8_next_char(at)) {
		gunichar c = g_utf8_get_char(at);

		if (++n > MOST_ARGUMENT_CHARS) {
			g_string_append(out, "…");
			break;
		}
		if (c < 0x20)
			g_string_append_unichar(out, 0x2400 + c);
		else if (c == 0x7f || (c >= 0x80 && c < 0xa0) || c == 0x2028 || c == 0x2029)
			g_string_append_unichar(out, 0x2421);
		else
			g_string_append_unichar(out, c);
	}
	return g_string_free(out, FALSE);
}

/* A log outlives what it tells of: the strings of a place are interned here, whoever made them. */
static struct tk_source keep_source(const struct tk_source *source)
{
	if (!source)
		return (struct tk_source){NULL, NULL, TK_NOWHERE, TK_NOWHERE};
	return (struct tk_source){g_intern_string(source->file), g_intern_string(source->sheet),
				  source->row, source->col};
}

static void append(struct tk_log *log, struct tk_message message)
{
	g_array_append_val(log->messages, message);
	log->counts[message.level]++;
}

bool tk_log_is_full(const struct tk_log *log, const struct tk_source *source)
{
	const char *file = g_intern_string(source->file);

	return file &&
	       GPOINTER_TO_UINT(g_hash_table_lookup(log->of_file, file)) > TK_LIMIT_MESSAGES;
}

/* Whether a file's messages are as many as a log keeps; says so once. A file of a million bad rows must
 * not fill the memory. */
static bool is_full(struct tk_log *log, const struct tk_source *source, enum tk_level level)
{
	unsigned n;

	if (!source->file || level == TK_LEVEL_FATAL)
		return false;
	n = GPOINTER_TO_UINT(g_hash_table_lookup(log->of_file, source->file));
	g_hash_table_insert(log->of_file, (char *)source->file, GUINT_TO_POINTER(n + 1));
	if (n == TK_LIMIT_MESSAGES) {
		struct tk_message cut = {
			.id = TK_DIAG_MESSAGES_CUT,
			.level = definitions[TK_DIAG_MESSAGES_CUT].level,
			.source = {source->file, NULL, TK_NOWHERE, TK_NOWHERE},
			.args = g_new0(char *, 2),
		};

		cut.args[0] = g_strdup_printf("%u", TK_LIMIT_MESSAGES);
		append(log, cut);
	}
	return n >= TK_LIMIT_MESSAGES;
}

void tk_log_add(struct tk_log *log, enum tk_diag id, const struct tk_source *source, ...)
{
	g_autoptr(GPtrArray) args = g_ptr_array_new();
	struct tk_message message = {.id = id, .level = definitions[id].level};
	va_list list;

	message.source = keep_source(source);
	if (is_full(log, &message.source, message.level)) {
		log->counts[message.level]++;
		return;
	}
	va_start(list, source);
	for (const char *arg; (arg = va_arg(list, const char *));)
		g_ptr_array_add(args, tk_text_visible(arg));
	va_end(list);
	g_ptr_array_add(args, NULL);
	message.args = (char **)g_ptr_array_steal(args, NULL);
	append(log, message);
}

static char *interpretation_key(const struct tk_interpretation *i)
{
	return g_strjoin("\x1f", i->first.file ? i->first.file : "", i->kind, i->read, i->taken,
			 NULL);
}

/* Takes over the texts of an interpretation, or adds its count to an equal one. */
static void add_interpretation(struct tk_log *log, struct tk_interpretation interpretation)
{
	char *key = interpretation_key(&interpretation);
	unsigned known = GPOINTER_TO_UINT(g_hash_table_lookup(log->known, key));

	if (known) {
		g_array_index(log->interpretations, struct tk_interpretation, known - 1).count +=
			interpretation.count;
		clear_interpretation(&interpretation);
		g_free(key);
		return;
	}
	g_array_append_val(log->interpretations, interpretation);
	g_hash_table_insert(log->known, key, GUINT_TO_POINTER(log->interpretations->len));
}

void tk_log_interpret(struct tk_log *log, const char *kind, const char *read, const char *taken,
		      const struct tk_source *source)
{
	add_interpretation(log, (struct tk_interpretation){
					.kind = g_intern_string(kind),
					.read = tk_text_visible(read),
					.taken = tk_text_visible(taken),
					.first = keep_source(source),
					.count = 1,
				});
}

unsigned tk_log_n_messages(const struct tk_log *log)
{
	return log->messages->len;
}

const struct tk_message *tk_log_message(const struct tk_log *log, unsigned index)
{
	return &g_array_index(log->messages, struct tk_message, index);
}

unsigned tk_log_n_interpretations(const struct tk_log *log)
{
	return log->interpretations->len;
}

const struct tk_interpretation *tk_log_interpretation(const struct tk_log *log, unsigned index)
{
	return &g_array_index(log->interpretations, struct tk_interpretation, index);
}

unsigned tk_log_count(const struct tk_log *log, enum tk_level level)
{
	return log->counts[level];
}

void tk_log_take(struct tk_log *log, struct tk_log *other)
{
	for (unsigned i = 0; i < other->messages->len; i++) {
		struct tk_message *message = &g_array_index(other->messages, struct tk_message, i);

		g_array_append_val(log->messages, *message);
		message->args = NULL;
	}
	for (unsigned level = 0; level < TK_N_LEVELS; level++)
		log->counts[level] += other->counts[level];
	for (unsigned i = 0; i < other->interpretations->len; i++) {
		struct tk_interpretation *taken =
			&g_array_index(other->interpretations, struct tk_interpretation, i);

		add_interpretation(log, *taken);
		taken->read = taken->taken = NULL;
	}
	g_array_set_size(other->messages, 0);
	g_array_set_size(other->interpretations, 0);
	g_hash_table_remove_all(other->known);
	g_hash_table_remove_all(other->of_file);
	for (unsigned i = 0; i < TK_N_LEVELS; i++)
		other->counts[i] = 0;
}

char *tk_message_text(const struct tk_message *message, enum tk_lang lang)
{
	GString *out = g_string_new(NULL);
	unsigned n_args = g_strv_length(message->args);

	for (const char *at = definitions[message->id].text[lang]; *at; at++) {
		if (at[0] == '{' && g_ascii_isdigit(at[1]) && at[2] == '}') {
			unsigned index = (unsigned)(at[1] - '0');

			g_assert(index < n_args);
			g_string_append(out, message->args[index]);
			at += 2;
		} else {
			g_string_append_c(out, *at);
		}
	}
	return g_string_free(out, FALSE);
}

char *tk_column_name(unsigned col)
{
	char letters[8];
	unsigned at = sizeof letters;

	letters[--at] = '\0';
	for (uint64_t rest = (uint64_t)col + 1; rest > 0; rest = (rest - 1) / 26)
		letters[--at] = (char)('A' + (rest - 1) % 26);
	return g_strdup(letters + at);
}

char *tk_source_text(const struct tk_source *source)
{
	GString *out = g_string_new(source->file);

	if (source->sheet) {
		g_autofree char *sheet = tk_text_visible(source->sheet);

		g_string_append_printf(out, ":%s", sheet);
	}
	if (source->row == TK_NOWHERE)
		return g_string_free(out, FALSE);
	if (source->col == TK_NOWHERE) {
		g_string_append_printf(out, "%s%u", source->sheet ? "!" : ":", source->row + 1);
	} else {
		g_autofree char *column = tk_column_name(source->col);

		g_string_append_printf(out, "%s%s%u", source->sheet ? "!" : ":", column,
				       source->row + 1);
	}
	return g_string_free(out, FALSE);
}

char *tk_message_line(const struct tk_message *message, enum tk_lang lang)
{
	g_autofree char *place = tk_source_text(&message->source);
	g_autofree char *text = tk_message_text(message, lang);

	return g_strdup_printf("%s: %s: %s", *place ? place : "tilannekuva",
			       level_words[message->level][lang], text);
}

const char *tk_level_word(enum tk_level level, enum tk_lang lang)
{
	return level_words[level][lang];
}

const char *tk_diag_name(enum tk_diag id)
{
	return definitions[id].name;
}

const char *tk_diag_template(enum tk_diag id, enum tk_lang lang)
{
	return definitions[id].text[lang];
}

/* The exit status that a diagnostic asks for by itself, else what its level does. */
static enum tk_exit message_exit(const struct tk_message *message)
{
	for (unsigned i = 0; i < G_N_ELEMENTS(exits); i++) {
		if (exits[i].id == message->id)
			return exits[i].status;
	}
	if (message->level == TK_LEVEL_FATAL)
		return TK_EXIT_DATA;
	return message->level == TK_LEVEL_ERROR ? TK_EXIT_PARTIAL : TK_EXIT_OK;
}

enum tk_exit tk_log_exit(const struct tk_log *log)
{
	enum tk_exit worst = TK_EXIT_OK;
	enum tk_level level = TK_LEVEL_NOTE;

	for (unsigned i = 0; i < log->messages->len; i++) {
		const struct tk_message *message = tk_log_message(log, i);
		enum tk_exit status = message_exit(message);

		if (message->level > level || (message->level == level && status > worst)) {
			level = message->level;
			worst = status;
		}
	}
	return worst;
}
