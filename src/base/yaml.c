#include "tilannekuva/yaml.h"

/* libcyaml tells its errors as lines of a log: a sentence, then a backtrace from the innermost
 * value outwards. We keep the lines and make one diagnostic of them. */

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

/* The fields of the mapping that the backtrace ends in; it is told innermost first. */
static const cyaml_schema_field_t *fields_at(const cyaml_schema_value_t *schema,
					     const GPtrArray *lines)
{
	const cyaml_schema_field_t *fields = mapping_below(schema);

	for (unsigned i = lines->len; i-- > 1 && fields;) {
		const char *line = lines->pdata[i];
		g_autofree char *name = strstr(line, "in mapping field") ? quoted(line) : NULL;

		for (const cyaml_schema_field_t *field = fields; name && field->key; field++) {
			if (strcmp(field->key, name) == 0) {
				fields = mapping_below(&field->value);
				break;
			}
		}
	}
	return fields;
}

static char *accepted_keys(const cyaml_schema_value_t *schema, const GPtrArray *lines)
{
	GString *keys = g_string_new(NULL);
	const cyaml_schema_field_t *fields = fields_at(schema, lines);

	for (; fields && fields->key; fields++)
		g_string_append_printf(keys, "%s%s", keys->len ? ", " : "", fields->key);
	return g_string_free(keys, FALSE);
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

/* libcyaml tells where it was before an unexpected key: look for the key from there on. */
static unsigned key_line(const char *file, const char *key, unsigned from)
{
	g_autofree char *text = NULL;

	if (from == TK_NOWHERE || !g_file_get_contents(file, &text, NULL, NULL))
		return from;
	g_auto(GStrv) lines = g_strsplit(text, "\n", -1);

	for (unsigned i = 0; lines[i]; i++) {
		const char *at = lines[i] + strspn(lines[i], " -");

		if (i >= from && g_str_has_prefix(at, key) && at[strlen(key)] == ':')
			return i;
	}
	return from;
}

static void explain(const char *file, const cyaml_schema_value_t *schema, cyaml_err_t status,
		    const GPtrArray *lines, enum tk_diag key, enum tk_diag fault,
		    struct tk_log *log)
{
	static const char unexpected[] = "Load: Unexpected key: ";
	const char *first = lines->len ? lines->pdata[0] : cyaml_strerror(status);
	struct tk_source source = {g_intern_string(file), NULL, told_line(lines), TK_NOWHERE};

	if (g_str_has_prefix(first, unexpected)) {
		const char *name = first + strlen(unexpected);
		g_autofree char *accepted = accepted_keys(schema, lines);

		source.row = key_line(file, name, source.row);
		tk_log_add(log, key, &source, name, accepted, NULL);
		return;
	}
	if (g_str_has_prefix(first, "Load: "))
		first += strlen("Load: ");
	tk_log_add(log, fault, &source, first, NULL);
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
