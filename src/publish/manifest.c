#include "publish-imp.h"

#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <sys/stat.h>

static void add_text(JsonBuilder *builder, const char *name, const char *value)
{
	json_builder_set_member_name(builder, name);
	json_builder_add_string_value(builder, value);
}

static void add_number(JsonBuilder *builder, const char *name, gint64 value)
{
	json_builder_set_member_name(builder, name);
	json_builder_add_int_value(builder, value);
}

static void add_totals(JsonBuilder *builder, const struct tk_totals *totals)
{
	add_number(builder, "rows", totals->rows);
	add_number(builder, "counted", totals->counted);
	add_number(builder, "not-applicable", totals->not_applicable);
	add_number(builder, "rejected", totals->rejected);
	add_number(builder, "headings", totals->headings);
}

/* One file with its checksum. Returns whether it could be read. */
static bool add_file(JsonBuilder *builder, const char *name, const char *path,
		     const struct tk_totals *totals)
{
	goffset n_bytes = 0;
	g_autofree char *sum = tk_file_sha256(path, &n_bytes);

	json_builder_begin_object(builder);
	add_text(builder, "path", name);
	add_text(builder, "sha256", sum ? sum : "");
	add_number(builder, "bytes", n_bytes);
	if (totals)
		add_totals(builder, totals);
	json_builder_end_object(builder);
	return sum != NULL;
}

const char *const *tk_data_files(void)
{
	static const char *const names[] = {
		"tilannekuva.yaml",    "alueet.csv", "osa-alueet.csv", "tiekartta.csv",
		"yhteistyoalueet.csv", "deck.yaml",  "region.yaml",    NULL};

	return names;
}

static void add_data_files(JsonBuilder *builder, const struct tk_dataset *dataset)
{
	for (const char *const *name = tk_data_files(); *name; name++) {
		g_autofree char *path = g_build_filename(dataset->dir, *name, NULL);

		if (g_file_test(path, G_FILE_TEST_EXISTS))
			add_file(builder, *name, path, NULL);
	}
}

static void add_inputs(JsonBuilder *builder, const struct tk_picture *picture)
{
	json_builder_set_member_name(builder, "inputs");
	json_builder_begin_array(builder);
	add_data_files(builder, picture->dataset);
	for (unsigned h = 0; h < picture->n_history; h++) {
		const struct tk_round *round = picture->history[h]->round;

		for (unsigned i = 0; i < round->n_files; i++)
			add_file(builder, round->files[i].name, round->files[i].path,
				 &round->files[i].totals);
	}
	json_builder_end_array(builder);
}

static bool add_outputs(JsonBuilder *builder, const char *dir)
{
	g_autoptr(GPtrArray) files = tk_list_tree(dir);
	bool good = true;

	json_builder_set_member_name(builder, "outputs");
	json_builder_begin_array(builder);
	for (unsigned i = 0; i < files->len; i++) {
		g_autofree char *path = g_build_filename(dir, files->pdata[i], NULL);

		good &= add_file(builder, files->pdata[i], path, NULL);
	}
	json_builder_end_array(builder);
	return good;
}

/* The control totals of the whole period (DESIGN.md section 2). */
static void add_round_totals(JsonBuilder *builder, const struct tk_picture *picture)
{
	const struct tk_round *round = picture->now->round;
	struct tk_totals sum = {0};
	gint64 missing = 0;

	for (unsigned i = 0; i < round->n_files; i++) {
		sum.rows += round->files[i].totals.rows;
		sum.counted += round->files[i].totals.counted;
		sum.not_applicable += round->files[i].totals.not_applicable;
		sum.rejected += round->files[i].totals.rejected;
		sum.headings += round->files[i].totals.headings;
	}
	for (unsigned r = 0; r < picture->dataset->n_regions; r++)
		missing += round->submissions[r].n_missing;
	json_builder_set_member_name(builder, "totals");
	json_builder_begin_object(builder);
	add_totals(builder, &sum);
	add_number(builder, "missing-tasks", missing);
	add_number(builder, "catalogue-tasks", picture->dataset->n_tasks);
	add_number(builder, "regions", picture->dataset->n_regions);
	add_number(builder, "regions-reported", picture->now->n_reported);
	json_builder_end_object(builder);
}

static void add_settings(JsonBuilder *builder, const struct tk_picture *picture,
			 const struct tk_publish_options *options)
{
	const struct tk_period *period = picture->period;
	g_autofree char *reported = tk_date_iso(period->reporting_date);
	g_autofree char *from = tk_date_iso(period->window_start);
	g_autofree char *to = tk_date_iso(period->window_end);

	json_builder_set_member_name(builder, "settings");
	json_builder_begin_object(builder);
	add_text(builder, "reporting-date", reported);
	add_text(builder, "window-from", from);
	add_text(builder, "window-to", to);
	json_builder_set_member_name(builder, "classes");
	json_builder_begin_array(builder);
	for (unsigned k = 0; k + 1 < period->n_classes; k++)
		json_builder_add_int_value(builder, period->class_from[k]);
	json_builder_end_array(builder);
	json_builder_set_member_name(builder, "languages");
	json_builder_begin_array(builder);
	for (unsigned i = 0; i < options->n_langs; i++)
		json_builder_add_string_value(builder, tk_lang_code(options->langs[i]));
	json_builder_end_array(builder);
	json_builder_end_object(builder);
}

static void add_messages(JsonBuilder *builder, const struct tk_log *log)
{
	json_builder_set_member_name(builder, "messages");
	json_builder_begin_object(builder);
	for (unsigned level = 0; level < TK_N_LEVELS; level++)
		add_number(builder, tk_level_word((enum tk_level)level, TK_EN),
			   tk_log_count(log, (enum tk_level)level));
	json_builder_end_object(builder);
}

static char *to_text(JsonBuilder *builder)
{
	g_autoptr(JsonGenerator) generator = json_generator_new();
	JsonNode *root = json_builder_get_root(builder);

	json_generator_set_pretty(generator, TRUE);
	json_generator_set_root(generator, root);
	g_autofree char *text = json_generator_to_data(generator, NULL);

	json_node_unref(root);
	return g_strconcat(text, "\n", NULL);
}

bool tk_manifest_write(const struct tk_picture *picture, const struct tk_publish_options *options,
		       const char *dir, struct tk_log *log)
{
	g_autoptr(JsonBuilder) builder = json_builder_new();
	g_autoptr(GError) error = NULL;
	g_autofree char *path = g_build_filename(dir, TK_MANIFEST, NULL);

	json_builder_begin_object(builder);
	add_text(builder, "program", "tilannekuva");
	add_text(builder, "version", TK_VERSION);
	add_text(builder, "period", picture->period->id);
	add_settings(builder, picture, options);
	add_round_totals(builder, picture);
	add_messages(builder, picture->log);
	add_inputs(builder, picture);
	bool good = add_outputs(builder, dir);

	json_builder_end_object(builder);
	g_autofree char *text = to_text(builder);

	if (good &&
	    g_file_set_contents_full(path, text, -1, G_FILE_SET_CONTENTS_DURABLE, 0644, &error))
		return true;
	tk_log_add(log, TK_DIAG_OUTPUT_FAILED, NULL, path, error ? error->message : "sha256", NULL);
	return false;
}

/* ---- Verifying ---- */

/* A manifest is small and flat; one that is not is not ours, and must not cost memory or the stack. */
#define MOST_MANIFEST_BYTES (64u << 20)
#define MOST_MANIFEST_DEPTH 16u

/* A text member, or NULL. */
static const char *text_member(JsonObject *object, const char *name)
{
	JsonNode *node = json_object_get_member(object, name);

	return node && JSON_NODE_HOLDS_VALUE(node) &&
			       json_node_get_value_type(node) == G_TYPE_STRING
		       ? json_node_get_string(node)
		       : NULL;
}

/* Whether a path stays below the folder. */
static bool is_below(const char *path)
{
	g_auto(GStrv) parts = g_strsplit(path, "/", -1);

	for (unsigned i = 0; parts[i]; i++) {
		if (strcmp(parts[i], "..") == 0 || *parts[i] == '\0')
			return false;
	}
	return *path != '\0';
}

/* Returns whether the entry is one of ours. */
static bool verify_file(JsonNode *entry, const char *dir, GHashTable *known, struct tk_log *log)
{
	JsonObject *file = JSON_NODE_HOLDS_OBJECT(entry) ? json_node_get_object(entry) : NULL;
	const char *name = file ? text_member(file, "path") : NULL;
	const char *sum = file ? text_member(file, "sha256") : NULL;

	if (!name || !sum || !is_below(name))
		return false;
	g_autofree char *path = g_build_filename(dir, name, NULL);
	goffset n_bytes;
	g_autofree char *found = tk_file_sha256(path, &n_bytes);

	g_hash_table_add(known, g_strdup(name));
	if (!found)
		tk_log_add(log, TK_DIAG_VERIFY_MISSING, NULL, name, NULL);
	else if (strcmp(found, sum) != 0)
		tk_log_add(log, TK_DIAG_VERIFY_CHANGED, NULL, name, NULL);
	return true;
}

static void verify_extra(const char *dir, GHashTable *known, struct tk_log *log)
{
	g_autoptr(GPtrArray) files = tk_list_tree(dir);

	for (unsigned i = 0; i < files->len; i++) {
		if (!g_hash_table_contains(known, files->pdata[i]))
			tk_log_add(log, TK_DIAG_VERIFY_EXTRA, NULL, files->pdata[i], NULL);
	}
}

static JsonArray *manifest_outputs(JsonParser *parser)
{
	JsonNode *root = json_parser_get_root(parser);
	JsonNode *outputs;

	if (!root || !JSON_NODE_HOLDS_OBJECT(root))
		return NULL;
	outputs = json_object_get_member(json_node_get_object(root), "outputs");
	return outputs && JSON_NODE_HOLDS_ARRAY(outputs) ? json_node_get_array(outputs) : NULL;
}

/* Whether brackets nest no deeper than ours do; those within texts count too, which does no harm. */
static bool is_flat(const char *text)
{
	unsigned depth = 0;

	for (; *text && depth <= MOST_MANIFEST_DEPTH; text++) {
		if (*text == '[' || *text == '{')
			depth++;
		else if ((*text == ']' || *text == '}') && depth > 0)
			depth--;
	}
	return depth <= MOST_MANIFEST_DEPTH;
}

/* Returns the manifest's text, owned; NULL, and *why says so. */
static char *read_manifest(const char *path, char **why)
{
	g_autoptr(GError) error = NULL;
	g_autofree char *text = NULL;
	GStatBuf info;

	if (g_stat(path, &info) != 0 || !S_ISREG(info.st_mode) ||
	    info.st_size > MOST_MANIFEST_BYTES)
		*why = g_strdup(path);
	else if (!g_file_get_contents(path, &text, NULL, &error))
		*why = g_strdup(error->message);
	else if (!is_flat(text))
		*why = g_strdup(path);
	else
		return g_steal_pointer(&text);
	return NULL;
}

GHashTable *tk_manifest_outputs(const char *dir)
{
	g_autofree char *path = g_build_filename(dir, TK_MANIFEST, NULL), *why = NULL;
	g_autofree char *text = read_manifest(path, &why);
	g_autoptr(JsonParser) parser = json_parser_new();
	bool parsed = text && json_parser_load_from_data(parser, text, -1, NULL);
	JsonArray *outputs = parsed ? manifest_outputs(parser) : NULL;
	GHashTable *names =
		outputs ? g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL) : NULL;

	for (unsigned i = 0; outputs && i < json_array_get_length(outputs); i++) {
		JsonNode *entry = json_array_get_element(outputs, i);
		const char *name = JSON_NODE_HOLDS_OBJECT(entry)
					   ? text_member(json_node_get_object(entry), "path")
					   : NULL;

		if (name)
			g_hash_table_add(names, g_strdup(name));
	}
	return names;
}

bool tk_publish_verify(const char *dir, struct tk_log *log)
{
	g_autofree char *path = g_build_filename(dir, TK_MANIFEST, NULL), *why = NULL;
	g_autofree char *text = read_manifest(path, &why);
	g_autoptr(JsonParser) parser = json_parser_new();
	g_autoptr(GError) error = NULL;
	g_autoptr(GHashTable) known = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	bool parsed = text && json_parser_load_from_data(parser, text, -1, &error);
	JsonArray *outputs = parsed ? manifest_outputs(parser) : NULL;
	bool good = outputs != NULL;

	for (unsigned i = 0; good && i < json_array_get_length(outputs); i++)
		good = verify_file(json_array_get_element(outputs, i), dir, known, log);
	if (!good) {
		tk_log_add(log, TK_DIAG_MANIFEST_FAULTY, NULL,
			   why     ? why
			   : error ? error->message
				   : path,
			   NULL);
		return false;
	}
	verify_extra(dir, known, log);
	return tk_log_count(log, TK_LEVEL_ERROR) == 0;
}
