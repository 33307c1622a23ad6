#include <json-glib/json-glib.h>

#include "report.h"

static void add_text(JsonBuilder *builder, const char *name, const char *value)
{
	json_builder_set_member_name(builder, name);
	if (value)
		json_builder_add_string_value(builder, value);
	else
		json_builder_add_null_value(builder);
}

static void add_number(JsonBuilder *builder, const char *name, gint64 value)
{
	json_builder_set_member_name(builder, name);
	json_builder_add_int_value(builder, value);
}

static void add_source(JsonBuilder *builder, const struct tk_source *source)
{
	add_text(builder, "file", source->file);
	add_text(builder, "sheet", source->sheet);
	if (source->row != TK_NOWHERE)
		add_number(builder, "row", (gint64)source->row + 1);
	if (source->col != TK_NOWHERE) {
		g_autofree char *column = tk_column_name(source->col);

		add_text(builder, "column", column);
	}
}

static void add_regions(JsonBuilder *builder, const struct tk_report *report)
{
	const struct tk_dataset *dataset = report->reading->dataset;
	const struct tk_round *round = report->reading->picture->now->round;

	json_builder_set_member_name(builder, "regions");
	json_builder_begin_array(builder);
	for (unsigned r = 0; r < dataset->n_regions; r++) {
		const struct tk_submission *s = &round->submissions[r];
		const char *reason = tk_names_in(&dataset->regions[r].reason, report->lang);

		json_builder_begin_object(builder);
		add_text(builder, "id", dataset->regions[r].id);
		add_text(builder, "name", tk_names_in(&dataset->regions[r].name, report->lang));
		add_text(builder, "state", tk_report_state(report, r));
		add_text(builder, "reason", !s->reported && *reason ? reason : NULL);
		add_text(builder, "file", s->file);
		add_text(builder, "format", s->format);
		add_number(builder, "rows", s->totals.rows);
		add_number(builder, "counted", s->totals.counted);
		add_number(builder, "not-applicable", s->totals.not_applicable);
		add_number(builder, "rejected", s->totals.rejected);
		add_number(builder, "headings", s->totals.headings);
		add_number(builder, "missing-tasks", s->n_missing);
		json_builder_end_object(builder);
	}
	json_builder_end_array(builder);
}

static void add_messages(JsonBuilder *builder, const struct tk_report *report)
{
	json_builder_set_member_name(builder, "messages");
	json_builder_begin_array(builder);
	for (unsigned i = 0; i < tk_log_n_messages(report->log); i++) {
		const struct tk_message *message = tk_log_message(report->log, i);
		g_autofree char *text = tk_message_text(message, report->lang);

		json_builder_begin_object(builder);
		add_text(builder, "level", tk_level_word(message->level, TK_EN));
		add_text(builder, "id", tk_diag_name(message->id));
		add_source(builder, &message->source);
		add_text(builder, "text", text);
		json_builder_end_object(builder);
	}
	json_builder_end_array(builder);
}

static void add_ledger(JsonBuilder *builder, const struct tk_report *report)
{
	json_builder_set_member_name(builder, "interpretations");
	json_builder_begin_array(builder);
	for (unsigned i = 0; i < tk_log_n_interpretations(report->log); i++) {
		const struct tk_interpretation *one = tk_log_interpretation(report->log, i);

		json_builder_begin_object(builder);
		add_text(builder, "kind", one->kind);
		add_text(builder, "read", one->read);
		add_text(builder, "taken", one->taken);
		add_number(builder, "count", one->count);
		add_source(builder, &one->first);
		json_builder_end_object(builder);
	}
	json_builder_end_array(builder);
}

void tk_report_json(const struct tk_report *report)
{
	g_autoptr(JsonBuilder) builder = json_builder_new();
	g_autoptr(JsonGenerator) generator = json_generator_new();

	json_builder_begin_object(builder);
	add_text(builder, "period", report->reading->picture->period->id);
	add_number(builder, "catalogue-tasks", report->reading->dataset->n_tasks);
	add_regions(builder, report);
	add_messages(builder, report);
	if (report->ledger)
		add_ledger(builder, report);
	json_builder_end_object(builder);
	JsonNode *root = json_builder_get_root(builder);

	json_generator_set_pretty(generator, TRUE);
	json_generator_set_root(generator, root);
	g_autofree char *text = json_generator_to_data(generator, NULL);

	printf("%s\n", text);
	json_node_unref(root);
}
