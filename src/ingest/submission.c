#include "submission.h"

#include <string.h>

#include "tilannekuva/number.h"

/* The task table: rows of one or many regions into entries. Rows that cannot be used are left out,
 * told and counted; their task then counts as missing. */

/* How many suggestions a message gives, and how many missing tasks it names. */
#define MOST_NEAR 3
#define MOST_NAMED 5

void tk_submission_begin(struct tk_intake *intake, unsigned region)
{
	struct tk_submission *submission = &intake->round->submissions[region];

	if (submission->entries)
		return;
	submission->entries = g_new0(struct tk_entry, intake->dataset->n_tasks);
	for (unsigned t = 0; t < intake->dataset->n_tasks; t++)
		submission->entries[t].estimate = TK_NO_DATE;
	submission->reported = true;
}

void tk_submission_reset(struct tk_intake *intake, unsigned region)
{
	struct tk_submission *submission = &intake->round->submissions[region];

	for (unsigned t = 0; submission->entries && t < intake->dataset->n_tasks; t++) {
		g_free(submission->entries[t].owner);
		g_free(submission->entries[t].note);
	}
	g_clear_pointer(&submission->entries, g_free);
	submission->reported = false;
	submission->totals = (struct tk_totals){0};
	submission->file = submission->format = NULL;
}

/* ---- Task ids ---- */

static void learn_task_ids(struct tk_intake *intake)
{
	for (unsigned t = 0; t < intake->dataset->n_tasks; t++) {
		const char *id = intake->dataset->tasks[t].id;
		char *key = tk_id_normalise(id);

		g_ptr_array_add(intake->task_keys, key);
		for (const char *dot = strchr(key, '.'); dot; dot = strchr(dot + 1, '.'))
			g_hash_table_add(intake->groups, g_strndup(key, (gsize)(dot - key)));
		g_hash_table_insert(intake->tasks, g_strdup(key), GUINT_TO_POINTER(t + 1));
		g_hash_table_insert(intake->tasks, g_strdup(id), GUINT_TO_POINTER(t + 1));
	}
}

static unsigned find_task(struct tk_intake *intake, const char *text,
			  const struct tk_source *source)
{
	if (g_hash_table_size(intake->tasks) == 0)
		learn_task_ids(intake);
	unsigned found = GPOINTER_TO_UINT(g_hash_table_lookup(intake->tasks, text));

	if (found)
		return found - 1;
	g_autofree char *key = tk_id_normalise(text);

	found = GPOINTER_TO_UINT(g_hash_table_lookup(intake->tasks, key));
	if (!found)
		return TK_NONE;
	tk_log_interpret(intake->log, "task id", text, intake->dataset->tasks[found - 1].id,
			 source);
	return found - 1;
}

/* Whether an id is the beginning of some task's: a group's heading such as "A.1". */
static bool is_group_id(const struct tk_intake *intake, const char *text)
{
	g_autofree char *key = tk_id_normalise(text);

	return g_hash_table_contains(intake->groups, key);
}

/* How many letters two texts have the same at their beginnings. */
static size_t common_length(const char *a, const char *b)
{
	size_t length = 0;

	while (a[length] && a[length] == b[length])
		length++;
	return length;
}

/* The ids that begin as the text does, as far as any of them goes. */
static char *nearest_ids(const struct tk_intake *intake, const char *text)
{
	const GPtrArray *keys = intake->task_keys;
	g_autofree char *key = tk_id_normalise(text);
	GString *near = g_string_new(NULL);
	size_t longest = 1;
	unsigned n = 0;

	for (unsigned t = 0; t < keys->len; t++)
		longest = MAX(longest, common_length(key, keys->pdata[t]));
	for (unsigned t = 0; t < keys->len && n < MOST_NEAR; t++) {
		if (common_length(key, keys->pdata[t]) == longest)
			g_string_append_printf(near, "%s%s", n++ ? ", " : "",
					       intake->dataset->tasks[t].id);
	}
	if (n == 0)
		g_string_append(near, "–");
	return g_string_free(near, FALSE);
}

/* ---- Regions named in rows ---- */

static void learn_region_names(struct tk_intake *intake)
{
	for (unsigned r = 0; r < intake->dataset->n_regions; r++) {
		const struct tk_region *region = &intake->dataset->regions[r];

		g_hash_table_insert(intake->regions, tk_word_normalise(region->id),
				    GUINT_TO_POINTER(r + 1));
		for (unsigned l = 0; l < TK_N_LANGS; l++) {
			if (region->name.in[l])
				g_hash_table_insert(intake->regions,
						    tk_word_normalise(region->name.in[l]),
						    GUINT_TO_POINTER(r + 1));
		}
	}
}

unsigned tk_table_row_region(struct tk_intake *intake, const struct tk_table *table,
			     const struct tk_row *row, unsigned column)
{
	if (table->region != TK_NONE)
		return table->region;
	g_autofree char *text = tk_header_text(table->header, row, column);
	g_autofree char *key = tk_word_normalise(text);

	if (g_hash_table_size(intake->regions) == 0)
		learn_region_names(intake);
	unsigned found = GPOINTER_TO_UINT(g_hash_table_lookup(intake->regions, key));

	if (found)
		return found - 1;
	struct tk_source source = tk_header_source(table->header, table->sheet, row, column);

	tk_log_add(intake->log, TK_DIAG_ROW_REGION_UNKNOWN, &source, text, NULL);
	return TK_NONE;
}

/* ---- Values ---- */

static enum tk_status status_of(const char *meaning)
{
	for (unsigned s = 0; s < TK_N_STATUSES; s++) {
		if (strcmp(tk_status_id((enum tk_status)s), meaning) == 0)
			return (enum tk_status)s;
	}
	g_assert_not_reached();
}

/* The accepted status words in the languages of the region. */
static char *accepted_statuses(const struct tk_intake *intake, unsigned region)
{
	const struct tk_region *of = &intake->dataset->regions[region];
	GString *words = g_string_new(NULL);

	for (unsigned l = 0; l < of->n_langs; l++) {
		g_auto(GStrv) list =
			tk_vocabulary_words(intake->vocabulary, "status", of->langs[l]);

		for (unsigned i = 0; list[i]; i++)
			g_string_append_printf(words, "%s%s", words->len ? ", " : "", list[i]);
	}
	return g_string_free(words, FALSE);
}

static bool read_status(struct tk_intake *intake, unsigned region, const char *id, const char *text,
			const struct tk_source *source, enum tk_status *status)
{
	const char *meaning;
	enum tk_match match = tk_vocabulary_find(intake->vocabulary, "status", text, &meaning);

	if (match == TK_MATCH_NONE) {
		if (tk_log_is_full(intake->log, source)) {
			tk_log_add(intake->log, TK_DIAG_STATUS_UNKNOWN, source, text, "", "", NULL);
			return false;
		}
		g_autofree char *accepted = accepted_statuses(intake, region);
		g_auto(GStrv) near =
			tk_vocabulary_nearest(intake->vocabulary, "status", text, MOST_NEAR);
		g_autofree char *nearest = *near ? g_strjoinv(", ", near) : g_strdup("–");

		if (*text == '\0')
			tk_log_add(intake->log, TK_DIAG_STATUS_EMPTY, source, id, accepted, NULL);
		else
			tk_log_add(intake->log, TK_DIAG_STATUS_UNKNOWN, source, text, accepted,
				   nearest, NULL);
		return false;
	}
	const char *preferred = tk_vocabulary_word(intake->vocabulary, "status", meaning, TK_FI);

	if (strcmp(text, preferred) != 0)
		tk_log_interpret(intake->log, "status", text, preferred, source);
	*status = status_of(meaning);
	return true;
}

static int32_t read_estimate(struct tk_intake *intake, const struct tk_table *table,
			     const struct tk_row *row)
{
	const struct tk_cell *cell = tk_header_cell(table->header, row, TK_TASK_ESTIMATE);
	g_autofree char *text = tk_header_text(table->header, row, TK_TASK_ESTIMATE);
	int32_t date = TK_NO_DATE;

	if (*text == '\0' || strcmp(text, "-") == 0 || strcmp(text, "–") == 0)
		return TK_NO_DATE;
	struct tk_source source =
		tk_header_source(table->header, table->sheet, row, TK_TASK_ESTIMATE);
	enum tk_date_form form = tk_date_parse(text, &date);

	double serial;

	/* A serial day typed into a text file, of this century and the one before. */
	if (form == TK_DATE_NONE && cell->type == TK_CELL_TEXT && tk_parse_double(text, &serial) &&
	    serial >= 20000 && serial < 80000) {
		date = tk_date_from_serial(serial);
		form = TK_DATE_LOOSE;
	}
	if (cell->type == TK_CELL_DATE || cell->type == TK_CELL_NUMBER) {
		date = tk_date_from_serial(cell->number);
		form = cell->type == TK_CELL_DATE ? TK_DATE_ISO : TK_DATE_LOOSE;
	}
	if (date == TK_NO_DATE) {
		tk_log_add(intake->log, TK_DIAG_DATE_UNKNOWN, &source, text, NULL);
		return TK_NO_DATE;
	}
	if (form != TK_DATE_ISO && form != TK_DATE_DMY) {
		g_autofree char *taken = tk_date_dmy(date);

		tk_log_interpret(intake->log, "date", text, taken, &source);
	}
	return date;
}

/* ---- Rows ---- */

/* A second row for a task: the first counts. */
static void tell_duplicate(struct tk_intake *intake, const struct tk_entry *first, const char *id,
			   enum tk_status status, const struct tk_source *source)
{
	g_autofree char *row = g_strdup_printf("%u", first->source.row + 1);
	const char *said = tk_vocabulary_word(intake->vocabulary, "status",
					      tk_status_id(first->status), TK_FI);

	if (first->status == status)
		tk_log_add(intake->log, TK_DIAG_TASK_REPEATED, source, id, row, NULL);
	else
		tk_log_add(intake->log, TK_DIAG_TASK_DUPLICATE, source, id, row, said, NULL);
}

static enum tk_outcome take_entry(struct tk_intake *intake, const struct tk_table *table,
				  const struct tk_row *row, unsigned region, unsigned task)
{
	struct tk_entry *entry = &intake->round->submissions[region].entries[task];
	struct tk_source source =
		tk_header_source(table->header, table->sheet, row, TK_TASK_STATUS);
	g_autofree char *text = tk_header_text(table->header, row, TK_TASK_STATUS);
	const char *id = intake->dataset->tasks[task].id;
	enum tk_status status = TK_STATUS_MISSING;
	/* Judged before the row may be left out, so that one report tells all that is wrong with it. */
	int32_t estimate = read_estimate(intake, table, row);

	if (!read_status(intake, region, id, text, &source, &status))
		return TK_REJECTED;
	if (entry->status != TK_STATUS_MISSING) {
		tell_duplicate(intake, entry, id, status, &source);
		return TK_REJECTED;
	}
	entry->status = status;
	entry->source = source;
	entry->estimate = estimate;
	entry->owner = tk_header_text(table->header, row, TK_TASK_OWNER);
	entry->note = tk_header_text(table->header, row, TK_TASK_NOTE);
	if (*entry->owner == '\0')
		g_clear_pointer(&entry->owner, g_free);
	if (*entry->note == '\0')
		g_clear_pointer(&entry->note, g_free);
	return status == TK_STATUS_NOT_APPLICABLE ? TK_NOT_APPLICABLE : TK_COUNTED;
}

/* A row whose id is not in the roadmap: a heading, a note below the table, or a mistake. */
static enum tk_outcome judge_unknown(struct tk_intake *intake, const struct tk_table *table,
				     const struct tk_row *row, const char *id)
{
	g_autofree char *status = tk_header_text(table->header, row, TK_TASK_STATUS);
	struct tk_source source = tk_header_source(table->header, table->sheet, row, TK_TASK_ID);
	const char *meaning;

	if (*id == '\0' && *status == '\0')
		return TK_HEADING;
	if (tk_vocabulary_find(intake->vocabulary, "total", id, &meaning))
		return TK_HEADING;
	if (*id == '\0') {
		/* A total or a note may stand under the statuses; only a status asks for its task. */
		if (!tk_vocabulary_find(intake->vocabulary, "status", status, &meaning))
			return TK_HEADING;
		tk_log_add(intake->log, TK_DIAG_TASK_NO_ID, &source, status, NULL);
		return TK_REJECTED;
	}
	if (*status == '\0' &&
	    (is_group_id(intake, id) || !g_regex_match_simple("\\d", id, 0, 0) || strchr(id, ' ')))
		return TK_HEADING;
	/* Looking for near ids takes long: not where nobody is going to see them. */
	g_autofree char *near =
		tk_log_is_full(intake->log, &source) ? NULL : nearest_ids(intake, id);

	tk_log_add(intake->log, TK_DIAG_TASK_UNKNOWN, &source, id, near ? near : "", NULL);
	return TK_REJECTED;
}

void tk_totals_count(struct tk_totals *totals, enum tk_outcome outcome)
{
	totals->rows++;
	totals->counted += outcome == TK_COUNTED;
	totals->not_applicable += outcome == TK_NOT_APPLICABLE;
	totals->rejected += outcome == TK_REJECTED;
	totals->headings += outcome == TK_HEADING;
}

static void take_row(struct tk_intake *intake, const struct tk_table *table,
		     const struct tk_row *row)
{
	g_autofree char *id = tk_header_text(table->header, row, TK_TASK_ID);
	struct tk_source source = tk_header_source(table->header, table->sheet, row, TK_TASK_ID);
	unsigned task = *id ? find_task(intake, id, &source) : TK_NONE;
	unsigned region = table->region;
	enum tk_outcome outcome = TK_HEADING;

	/* A filter may hide rows; what the region reported is in them all the same. */
	if (row->hidden && task != TK_NONE)
		tk_log_interpret(intake->log, "hidden row", "", id, &source);

	if (task == TK_NONE) {
		if (!tk_header_is_repeated(table->header, row, intake->vocabulary))
			outcome = judge_unknown(intake, table, row, id);
	} else {
		region = tk_table_row_region(intake, table, row, TK_TASK_REGION);
		if (region == TK_NONE) {
			outcome = TK_REJECTED;
		} else {
			tk_submission_begin(intake, region);
			outcome = take_entry(intake, table, row, region, task);
		}
	}
	tk_totals_count(table->totals, outcome);
	if (region != TK_NONE)
		tk_totals_count(&intake->round->submissions[region].totals, outcome);
}

void tk_tasks_read(struct tk_intake *intake, const struct tk_table *table)
{
	/* The rows above the table and its header are headings of the file. */
	for (unsigned r = 0; r <= table->header->row_index; r++) {
		tk_totals_count(table->totals, TK_HEADING);
		if (table->region != TK_NONE)
			tk_totals_count(&intake->round->submissions[table->region].totals,
					TK_HEADING);
	}
	for (unsigned r = table->header->row_index + 1; r < table->sheet->n_rows; r++)
		take_row(intake, table, &table->sheet->rows[r]);
}

/* ---- What is missing ---- */

void tk_submission_finish(struct tk_intake *intake, unsigned region)
{
	struct tk_submission *submission = &intake->round->submissions[region];
	struct tk_source source = {submission->file, NULL, TK_NOWHERE, TK_NOWHERE};
	g_autoptr(GString) named = g_string_new(NULL);

	if (submission->totals.counted + submission->totals.not_applicable == 0) {
		tk_log_add(intake->log, TK_DIAG_FILE_NO_TASKS, &source, NULL);
		tk_submission_reset(intake, region);
		return;
	}
	for (unsigned t = 0; submission->entries && t < intake->dataset->n_tasks; t++) {
		if (submission->entries[t].status != TK_STATUS_MISSING)
			continue;
		if (submission->n_missing++ < MOST_NAMED)
			g_string_append_printf(named, "%s%s", named->len ? ", " : "",
					       intake->dataset->tasks[t].id);
	}
	if (submission->n_missing > MOST_NAMED)
		g_string_append(named, ", …");
	g_autofree char *count = g_strdup_printf("%u", submission->n_missing);
	const struct tk_region *of = &intake->dataset->regions[region];
	const char *name = tk_names_in(&of->name, of->langs[0]);

	if (submission->n_missing == 1)
		tk_log_add(intake->log, TK_DIAG_TASK_MISSING, &source, named->str, name, NULL);
	else if (submission->n_missing > 1)
		tk_log_add(intake->log, TK_DIAG_TASKS_MISSING, &source, count, named->str, name,
			   NULL);
}
