#include "tilannekuva/yaml.h"

#include <string.h>
#include <yaml.h>

/* libcyaml tells its errors as lines of a log: a sentence, then a backtrace from the innermost
 * value outwards. We keep the lines and make one diagnostic of them. For what is wrong beyond a
 * schema, libyaml's nodes know their lines. */

#define NAMES_FIELD(key, lang)                                                                     \
	CYAML_FIELD_STRING_PTR(key, CYAML_FLAG_POINTER | CYAML_FLAG_OPTIONAL, struct tk_names,     \
			       in[lang], 0, CYAML_UNLIMITED)

const cyaml_schema_field_t tk_names_fields[] = {
	NAMES_FIELD("fi", TK_FI),
	NAMES_FIELD("sv", TK_SV),
	NAMES_FIELD("en", TK_EN),
	CYAML_FIELD_END,
};

static void keep_line(cyaml_log_t level, void *context, const char *format, va_list args)
{
	(void)level;
	g_ptr_array_add(context, g_strchomp(g_strdup_vprintf(format, args)));
}

static const cyaml_config_t config = {
	.log_level = CYAML_LOG_WARNING,
	.log_fn = keep_line,
	.mem_fn = cyaml_mem,
	.flags = CYAML_CFG_DEFAULT,
};

/* The text between the first two quotes of a line. */
static char *quoted(const char *line)
{
	const char *from = strchr(line, '\''), *to = from ? strchr(from + 1, '\'') : NULL;

	return to ? g_strndup(from + 1, (size_t)(to - from - 1)) : NULL;
}

/* The mapping that a field's value leads to, through sequences. */
static const cyaml_schema_field_t *mapping_below(const cyaml_schema_value_t *value)
{
	while (value->type == CYAML_SEQUENCE || value->type == CYAML_SEQUENCE_FIXED)
		value = value->sequence.entry;
	return value->type == CYAML_MAPPING ? value->mapping.fields : NULL;
}

/* The fields of the mapping that the backtrace ends in; it is told innermost first. Receives the
 * field that it names last: NULL at the top. */
static const cyaml_schema_field_t *fields_at(const cyaml_schema_value_t *schema,
					     const GPtrArray *lines,
					     const cyaml_schema_field_t **last)
{
	const cyaml_schema_field_t *fields = mapping_below(schema);

	*last = NULL;
	for (unsigned i = lines->len; i-- > 1 && fields;) {
		const char *line = lines->pdata[i];
		g_autofree char *name = strstr(line, "in mapping field") ? quoted(line) : NULL;

		for (const cyaml_schema_field_t *field = fields; name && field->key; field++) {
			if (strcmp(field->key, name) == 0) {
				fields = mapping_below(&field->value);
				*last = field;
				break;
			}
		}
	}
	return fields;
}

/* "fi, sv, en", each followed by the other text. */
static char *keys_text(const cyaml_schema_field_t *fields, const char *after)
{
	GString *keys = g_string_new(NULL);

	for (; fields && fields->key; fields++)
		g_string_append_printf(keys, "%s%s%s", keys->len ? ", " : "", fields->key, after);
	return g_string_free(keys, FALSE);
}

/* What a value of a kind looks like, in no language. */
static char *example(const cyaml_schema_value_t *value)
{
	if (value->type == CYAML_MAPPING) {
		g_autofree char *keys = keys_text(value->mapping.fields, ": …");

		return g_strdup_printf("{%s}", keys);
	}
	if (value->type == CYAML_SEQUENCE) {
		g_autofree char *entry = example(value->sequence.entry);

		if (value->sequence.max == CYAML_UNLIMITED)
			return g_strdup_printf("[%s, …]", entry);
		return g_strdup_printf("[%s, …] (%u–%u)", entry, (unsigned)value->sequence.min,
				       (unsigned)value->sequence.max);
	}
	if (value->type == CYAML_BOOL)
		return g_strdup("true / false");
	return g_strdup(value->type == CYAML_INT || value->type == CYAML_UINT ? "25" : "…");
}

/* Line [0-based] of the innermost backtrace entry, or TK_NOWHERE. */
static unsigned told_line(const GPtrArray *lines)
{
	for (unsigned i = 0; i < lines->len; i++) {
		const char *at = strstr(lines->pdata[i], "(line: ");

		if (at)
			return (unsigned)g_ascii_strtoull(at + strlen("(line: "), NULL, 10) - 1;
	}
	return TK_NOWHERE;
}

/* libcyaml tells where it was before a key that it does not want: look for the key from there on. */
static unsigned key_line(const char *file, const char *key, unsigned from, unsigned otherwise)
{
	g_autofree char *text = NULL;

	if (from == TK_NOWHERE || !g_file_get_contents(file, &text, NULL, NULL))
		return otherwise;
	g_auto(GStrv) lines = g_strsplit(text, "\n", -1);

	for (unsigned i = 0; lines[i]; i++) {
		const char *at = lines[i] + strspn(lines[i], " -");

		if (i >= from && g_str_has_prefix(at, key) && at[strlen(key)] == ':')
			return i;
	}
	return otherwise;
}

/* How libcyaml begins to say what we say in words of our own. */
static const char unexpected[] = "Load: Unexpected key: ";
static const char missing[] = "Load: Missing required mapping field: ";
static const char twice[] = "Load: Mapping field already seen: ";
static const char *const values[] = {
	"Load: Expecting ",   "Load: Invalid ",      "Load: Insufficient entries",
	"Load: Excessive ",   "Load: STRING ",       "Load: Value too big",
	"Load: INT overflow", "Load: UINT overflow", "Load: FLOAT ",
};

static bool is_value_fault(const char *line)
{
	for (unsigned i = 0; i < G_N_ELEMENTS(values); i++) {
		if (g_str_has_prefix(line, values[i]))
			return true;
	}
	return false;
}

static void explain(const char *file, const cyaml_schema_value_t *schema, cyaml_err_t status,
		    const GPtrArray *lines, enum tk_diag key, enum tk_diag fault,
		    struct tk_log *log)
{
	const char *first = lines->len ? lines->pdata[0] : cyaml_strerror(status);
	struct tk_source source = {g_intern_string(file), NULL, told_line(lines), TK_NOWHERE};
	const cyaml_schema_field_t *field, *fields = fields_at(schema, lines, &field);

	if (g_str_has_prefix(first, unexpected)) {
		const char *name = first + strlen(unexpected);
		g_autofree char *accepted = keys_text(fields, "");

		source.row = key_line(file, name, source.row, source.row);
		tk_log_add(log, key, &source, name, accepted, NULL);
	} else if (g_str_has_prefix(first, missing)) {
		tk_log_add(log, TK_DIAG_YAML_MISSING, &source, first + strlen(missing), NULL);
	} else if (g_str_has_prefix(first, twice)) {
		const char *name = first + strlen(twice);

		/* It was at the first one. */
		if (source.row != TK_NOWHERE)
			source.row = key_line(file, name, source.row + 1, source.row);
		tk_log_add(log, TK_DIAG_YAML_TWICE, &source, name, NULL);
	} else if (field && is_value_fault(first)) {
		g_autofree char *wanted = example(&field->value);

		tk_log_add(log, TK_DIAG_YAML_VALUE, &source, field->key, wanted, NULL);
	} else {
		if (g_str_has_prefix(first, "Load: "))
			first += strlen("Load: ");
		tk_log_add(log, fault, &source, first, NULL);
	}
}

/* ---- What no schema speaks of: whether it is YAML at all, and of a kind that people write ---- */

/* People write no more; a machine might. */
#define MOST_BYTES (1u << 20)
#define MOST_TEXT_BYTES 8192u
#define MOST_DEPTH 16u

/* What is met on the way through a file. */
struct walk {
	const char *file, *text;
	struct tk_log *log;
	unsigned n_documents, depth;
};

/* Line [0-based] of a byte. */
static unsigned line_of(const char *text, size_t offset)
{
	unsigned line = 0;

	for (size_t i = 0; i < offset; i++)
		line += text[i] == '\n';
	return line;
}

static void refuse_syntax(const char *file, unsigned line, const char *what, struct tk_log *log)
{
	struct tk_source source = {g_intern_string(file), NULL, line, TK_NOWHERE};

	tk_log_add(log, TK_DIAG_YAML_SYNTAX, &source, what, NULL);
}

/* A text that is too long is told by its beginning. */
static bool check_text(const char *file, const yaml_event_t *event, struct tk_log *log)
{
	const char *text = (const char *)event->data.scalar.value;
	unsigned line = (unsigned)event->start_mark.line;
	struct tk_source source = {g_intern_string(file), NULL, line, TK_NOWHERE};

	for (size_t i = 0; i < event->data.scalar.length; i++) {
		if (!g_ascii_iscntrl(text[i]) || text[i] == '\n' || text[i] == '\t')
			continue;
		g_autofree char *what = g_strdup_printf("\\x%02x", (unsigned)text[i]);

		refuse_syntax(file, line, what, log);
		return false;
	}
	if (event->data.scalar.length <= MOST_TEXT_BYTES)
		return true;
	g_autofree char *start = g_utf8_substring(text, 0, 20);
	g_autofree char *told = g_strconcat(start, "…", NULL);
	g_autofree char *wanted = g_strdup_printf("… (≤ %u)", MOST_TEXT_BYTES);

	tk_log_add(log, TK_DIAG_YAML_VALUE, &source, told, wanted, NULL);
	return false;
}

/* Aliases can make a file of a page as large as the memory, and nobody needs them here. */
static bool check_event(struct walk *walk, const yaml_event_t *event)
{
	g_autofree char *what = NULL;

	if (event->type == YAML_SCALAR_EVENT)
		return check_text(walk->file, event, walk->log);
	if (event->type == YAML_SEQUENCE_START_EVENT || event->type == YAML_MAPPING_START_EVENT)
		walk->depth++;
	if (event->type == YAML_SEQUENCE_END_EVENT || event->type == YAML_MAPPING_END_EVENT)
		walk->depth--;
	walk->n_documents += event->type == YAML_DOCUMENT_START_EVENT;
	if (event->type == YAML_ALIAS_EVENT)
		what = g_strconcat("*", (const char *)event->data.alias.anchor, NULL);
	else if (walk->n_documents > 1)
		what = g_strdup("---");
	else if (walk->depth > MOST_DEPTH)
		what = g_strdup("[[[…");
	if (what)
		refuse_syntax(walk->file, (unsigned)event->start_mark.line, what, walk->log);
	return !what;
}

static bool check_events(struct walk *walk, yaml_parser_t *parser)
{
	bool good = true, ended = false;

	while (good && !ended) {
		yaml_event_t event;

		if (!yaml_parser_parse(parser, &event)) {
			unsigned line = parser->error == YAML_READER_ERROR
						? line_of(walk->text, parser->problem_offset)
						: (unsigned)parser->problem_mark.line;

			refuse_syntax(walk->file, line, parser->problem, walk->log);
			return false;
		}
		good = check_event(walk, &event);
		ended = event.type == YAML_STREAM_END_EVENT;
		yaml_event_delete(&event);
	}
	return good;
}

static bool check_syntax(const char *file, const char *text, size_t size, struct tk_log *log)
{
	struct walk walk = {file, text, log, 0, 0};
	yaml_parser_t parser;

	if (!yaml_parser_initialize(&parser))
		return false;
	yaml_parser_set_input_string(&parser, (const unsigned char *)text, size);
	bool good = check_events(&walk, &parser);

	yaml_parser_delete(&parser);
	return good;
}

/* The text of the file, owned; NULL, and the log says why. */
static char *read_file(const char *file, size_t *size, enum tk_diag fault, struct tk_log *log)
{
	struct tk_source source = {g_intern_string(file), NULL, TK_NOWHERE, TK_NOWHERE};
	g_autoptr(GError) error = NULL;
	g_autofree char *text = NULL;
	const char *why = NULL;

	/* Opening a pipe would wait for ever. */
	if (g_file_test(file, G_FILE_TEST_EXISTS) && !g_file_test(file, G_FILE_TEST_IS_REGULAR))
		why = file;
	else if (!g_file_get_contents(file, &text, size, &error))
		why = error->message;
	else if (*size > MOST_BYTES)
		why = "> 1 MiB";
	if (!why)
		return g_steal_pointer(&text);
	tk_log_add(log, fault, &source, why, NULL);
	return NULL;
}

/* A file with nothing in it is what the schema makes of nothing. */
static void *load_nothing(const char *file, const cyaml_schema_value_t *schema, struct tk_log *log)
{
	struct tk_source source = {g_intern_string(file), NULL, TK_NOWHERE, TK_NOWHERE};

	for (const cyaml_schema_field_t *field = schema->mapping.fields; field->key; field++) {
		if (field->value.flags & CYAML_FLAG_OPTIONAL)
			continue;
		tk_log_add(log, TK_DIAG_YAML_MISSING, &source, field->key, NULL);
		return NULL;
	}
	void *data = cyaml_mem(NULL, NULL, schema->data_size);

	memset(data, 0, schema->data_size);
	return data;
}

void *tk_yaml_load(const char *file, const cyaml_schema_value_t *schema, enum tk_diag key,
		   enum tk_diag fault, struct tk_log *log)
{
	g_autoptr(GPtrArray) lines = g_ptr_array_new_with_free_func(g_free);
	size_t size = 0;
	g_autofree char *text = read_file(file, &size, fault, log);
	cyaml_config_t with_lines = config;
	void *data = NULL;

	if (!text || !check_syntax(file, text, size, log))
		return NULL;
	with_lines.log_ctx = lines;
	cyaml_err_t status =
		cyaml_load_data((const uint8_t *)text, size, &with_lines, schema, &data, NULL);

	if (status == CYAML_OK)
		return data ? data : load_nothing(file, schema, log);
	explain(file, schema, status, lines, key, fault, log);
	return NULL;
}

void tk_yaml_free(const cyaml_schema_value_t *schema, void *data)
{
	if (data)
		cyaml_free(&config, schema, data, 0);
}

/* ---- Where a value stands ---- */

struct tk_yaml_lines {
	yaml_document_t document;
};

struct tk_yaml_lines *tk_yaml_lines_open(const char *file)
{
	g_autoptr(tk_yaml_lines) lines = NULL;
	g_autofree char *text = NULL;
	size_t size;
	yaml_parser_t parser;

	if (!g_file_get_contents(file, &text, &size, NULL) || !yaml_parser_initialize(&parser))
		return NULL;
	yaml_parser_set_input_string(&parser, (const unsigned char *)text, size);
	lines = g_new0(struct tk_yaml_lines, 1);
	if (!yaml_parser_load(&parser, &lines->document))
		g_clear_pointer(&lines, g_free);
	yaml_parser_delete(&parser);
	return g_steal_pointer(&lines);
}

void tk_yaml_lines_free(struct tk_yaml_lines *lines)
{
	if (!lines)
		return;
	yaml_document_delete(&lines->document);
	g_free(lines);
}

/* The document is only read, but libyaml's calls do not say so. */
static yaml_node_t *node_at(const struct tk_yaml_lines *lines, int id)
{
	return yaml_document_get_node((yaml_document_t *)&lines->document, id);
}

/* The value of a key or of a place in a list; NULL: there is none. */
static yaml_node_t *child_of(const struct tk_yaml_lines *lines, const yaml_node_t *node,
			     const char *name)
{
	if (node->type == YAML_SEQUENCE_NODE) {
		const yaml_node_item_t *first = node->data.sequence.items.start;
		guint64 i = g_ascii_strtoull(name, NULL, 10);

		return i < (guint64)(node->data.sequence.items.top - first)
			       ? node_at(lines, first[i])
			       : NULL;
	}
	if (node->type != YAML_MAPPING_NODE)
		return NULL;
	for (const yaml_node_pair_t *pair = node->data.mapping.pairs.start;
	     pair < node->data.mapping.pairs.top; pair++) {
		const yaml_node_t *key = node_at(lines, pair->key);

		if (key->type == YAML_SCALAR_NODE &&
		    strcmp((const char *)key->data.scalar.value, name) == 0)
			return node_at(lines, pair->value);
	}
	return NULL;
}

unsigned tk_yaml_line(const struct tk_yaml_lines *lines, const char *path)
{
	g_auto(GStrv) names = g_strsplit(path, "/", -1);
	const yaml_node_t *node = lines ? node_at(lines, 1) : NULL;
	unsigned line = TK_NOWHERE;

	for (unsigned i = 0; node; i++) {
		line = (unsigned)node->start_mark.line;
		node = names[i] ? child_of(lines, node, names[i]) : NULL;
	}
	return line;
}
