#include "tilannekuva/yaml.h"

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

void *tk_yaml_load(const char *file, const cyaml_schema_value_t *schema, enum tk_diag key,
		   enum tk_diag fault, struct tk_log *log)
{
	g_autoptr(GPtrArray) lines = g_ptr_array_new_with_free_func(g_free);
	cyaml_config_t with_lines = config;
	void *data = NULL;

	with_lines.log_ctx = lines;
	cyaml_err_t status = cyaml_load_file(file, &with_lines, schema, &data, NULL);

	if (status == CYAML_OK && data)
		return data;
	explain(file, schema, status == CYAML_OK ? CYAML_ERR_BAD_PARAM_NULL_DATA : status, lines,
		key, fault, log);
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
