#include "publication-imp.h"

/* The tables of late tasks, risks, indicators and quality. */

static void put_number_or_gap(struct tk_tab *tab, lxw_col_t col, int64_t value, bool known)
{
	if (known)
		tk_put_int(tab, col, value, TK_STYLE_INT);
	else
		tk_pub_put_gap(tab, col, TK_PUB_MISSING);
}

/* ---- Late tasks ---- */

#define TASK_WIDTH 60.0

void tk_pub_late(struct tk_pub *pub G_GNUC_UNUSED, struct tk_tab *tab)
{
	const struct tk_workbook *workbook = tab->workbook;
	const struct tk_picture *picture = workbook->picture;

	tk_pub_key_head(tab, 0, "task-id", 12, false);
	tk_pub_key_head(tab, 1, "task", TASK_WIDTH, false);
	tk_pub_key_head(tab, 2, "area", 36, false);
	tk_pub_key_head(tab, 3, "end", 16, true);
	tk_pub_key_head(tab, 4, "late-regions", 20, true);
	tk_pub_key_head(tab, 5, "late-not-started", 20, true);
	tk_pub_key_head(tab, 6, "late-no-estimate", 20, true);
	tk_pub_heads_end(tab);
	for (unsigned i = 0; i < picture->n_late; i++, tab->row++) {
		const struct tk_late_task *late = &picture->late[i];
		const struct tk_task *task = &picture->dataset->tasks[late->task];
		const char *name = tk_names_in(&task->name, workbook->lang);

		tk_pub_row_height(tab, tk_pub_lines(name, TASK_WIDTH));
		tk_pub_put_input(tab, 0, task->id, &task->source);
		tk_pub_put_input(tab, 1, name, &task->source);
		tk_pub_put_text(tab, 2, tk_area_name(workbook, task->area));
		tk_put_date(tab, 3, task->end);
		tk_put_int(tab, 4, late->n_regions, TK_STYLE_INT);
		tk_put_int(tab, 5, late->n_not_started, TK_STYLE_INT);
		tk_put_int(tab, 6, late->n_no_estimate, TK_STYLE_INT);
	}
}

/* ---- Risks ---- */

#define RISK_WIDTH 60.0

void tk_pub_risks(struct tk_pub *pub G_GNUC_UNUSED, struct tk_tab *tab)
{
	const struct tk_workbook *workbook = tab->workbook;
	const struct tk_picture *picture = workbook->picture;

	tk_pub_key_head(tab, 0, "risk", RISK_WIDTH, false);
	tk_pub_key_head(tab, 1, "area", 36, false);
	tk_pub_key_head(tab, 2, "likelihood", 20, true);
	tk_pub_key_head(tab, 3, "impact", 16, true);
	tk_pub_key_head(tab, 4, "score", 16, true);
	tk_pub_key_head(tab, 5, "risk-now", 16, true);
	if (picture->before)
		tk_pub_key_head(tab, 6, "risk-before", 16, true);
	tk_pub_heads_end(tab);
	for (unsigned i = 0; i < picture->n_risks; i++, tab->row++) {
		const struct tk_risk_summary *risk = &picture->risks[i];
		int score = risk->likelihood * risk->impact;

		tk_pub_row_height(tab, tk_pub_lines(risk->name, RISK_WIDTH));
		tk_pub_put_text(tab, 0, risk->name);
		tk_pub_put_text(tab, 1,
				risk->area == TK_NONE ? "" : tk_area_name(workbook, risk->area));
		put_number_or_gap(tab, 2, risk->likelihood, score > 0);
		put_number_or_gap(tab, 3, risk->impact, score > 0);
		put_number_or_gap(tab, 4, score, score > 0);
		tk_put_int(tab, 5, risk->n_now, TK_STYLE_INT);
		if (picture->before)
			tk_put_int(tab, 6, risk->n_before, TK_STYLE_INT);
	}
}

/* ---- Communication indicators ---- */

static void put_indicators(struct tk_tab *tab, unsigned region)
{
	const struct tk_picture *picture = tab->workbook->picture;
	const struct tk_submission *now = &picture->now->round->submissions[region];
	const struct tk_submission *told_before =
		picture->before ? &picture->before->round->submissions[region] : NULL;

	for (unsigned i = 0; i < now->n_indicators && tk_tab_has_room(tab, 1); i++, tab->row++) {
		const struct tk_indicator *indicator = &now->indicators[i];
		const struct tk_indicator *before =
			told_before ? tk_submission_indicator(told_before, indicator) : NULL;

		tk_pub_row_height(tab, tk_pub_lines(indicator->name, RISK_WIDTH));
		tk_pub_put_text(tab, 0, tk_region_name(tab->workbook, region));
		tk_pub_put_input(tab, 1, indicator->name, &indicator->source);
		tk_pub_put_input(tab, 2, indicator->unit, &indicator->source);
		tk_put_value(tab, 3, indicator->value);
		if (!picture->before)
			continue;
		if (before)
			tk_put_value(tab, 4, before->value);
		else
			tk_pub_put_gap(tab, 4, TK_PUB_MISSING);
	}
}

void tk_pub_indicators(struct tk_pub *pub G_GNUC_UNUSED, struct tk_tab *tab)
{
	const struct tk_workbook *workbook = tab->workbook;

	tk_pub_key_head(tab, 0, "unit", 26, false);
	tk_pub_key_head(tab, 1, "indicator", RISK_WIDTH, false);
	tk_pub_key_head(tab, 2, "measured-in", 16, false);
	tk_pub_key_head(tab, 3, "value", 18, true);
	if (workbook->picture->before)
		tk_pub_key_head(tab, 4, "value-before", 18, true);
	tk_pub_heads_end(tab);
	for (unsigned r = 0; r < workbook->picture->dataset->n_regions; r++)
		put_indicators(tab, r);
}

/* ---- Quality of the input ---- */

enum {
	QUA_LEVEL,
	QUA_UNIT,
	QUA_CATALOGUE,
	QUA_TOLD,
	QUA_MISSING,
	QUA_NOT_APPLICABLE,
	QUA_ROWS,
	QUA_REJECTED,
	QUA_ERRORS,
	QUA_WARNINGS,
	QUA_NOTES
};

static const struct {
	const char *key;
	double width;
} quality_columns[] = {
	{"catalogue", 16}, {"told", 16},     {"missing", 16}, {"not-applicable", 16},
	{"rows", 16},      {"rejected", 16}, {"errors", 16},  {"warnings", 16},
};

#define N_QUALITY G_N_ELEMENTS(quality_columns)

G_STATIC_ASSERT(QUA_CATALOGUE + N_QUALITY == QUA_NOTES);

/* Numbers of a region or of the country, in the order of the columns. */
struct quality {
	int64_t of[N_QUALITY];
};

/* A file that several regions gave. */
#define SHARED_FILE (TK_NONE - 1)

static void learn_file(GHashTable *files, const char *file, unsigned region)
{
	gpointer known = NULL;
	bool seen = file && g_hash_table_lookup_extended(files, file, NULL, &known);

	if (!file)
		return;
	if (seen && GPOINTER_TO_UINT(known) != region)
		region = SHARED_FILE;
	g_hash_table_insert(files, (gpointer)file, GUINT_TO_POINTER(region));
}

/* \return the region whose id a file's name begins with, up to its first point; or TK_NONE. */
static unsigned named_for(const struct tk_dataset *dataset, const char *file)
{
	g_autofree char *name = g_path_get_basename(file);
	char *point = strchr(name, '.');

	if (point)
		*point = '\0';
	return tk_dataset_find_region(dataset, name);
}

/* File -> the region that gave it. */
static GHashTable *files_of(const struct tk_round *round)
{
	GHashTable *files = g_hash_table_new(g_str_hash, g_str_equal);

	for (unsigned r = 0; r < round->dataset->n_regions; r++) {
		const struct tk_submission *submission = &round->submissions[r];

		learn_file(files, submission->file, r);
		for (unsigned i = 0; i < submission->n_risks; i++)
			learn_file(files, submission->risks[i].source.file, r);
		for (unsigned i = 0; i < submission->n_indicators; i++)
			learn_file(files, submission->indicators[i].source.file, r);
	}
	for (unsigned i = 0; i < round->n_files; i++) {
		if (!g_hash_table_contains(files, round->files[i].name))
			learn_file(files, round->files[i].name,
				   named_for(round->dataset, round->files[i].name));
	}
	return files;
}

/* Errors and warnings of each region's own files, and of all of them in the last element. */
static void count_messages(const struct tk_picture *picture, struct quality *all)
{
	const struct tk_log *log = picture->log;
	unsigned n_regions = picture->dataset->n_regions;
	g_autoptr(GHashTable) files = files_of(picture->now->round);
	gpointer region = NULL;

	for (unsigned i = 0; i < tk_log_n_messages(log); i++) {
		const struct tk_message *message = tk_log_message(log, i);
		unsigned column = message->level >= TK_LEVEL_ERROR ? QUA_ERRORS : QUA_WARNINGS;

		if (message->level < TK_LEVEL_WARNING || !message->source.file ||
		    !g_hash_table_lookup_extended(files, message->source.file, NULL, &region))
			continue;
		all[n_regions].of[column - QUA_CATALOGUE]++;
		if (GPOINTER_TO_UINT(region) < n_regions)
			all[GPOINTER_TO_UINT(region)].of[column - QUA_CATALOGUE]++;
	}
}

static void count_tasks(const struct tk_picture *picture, unsigned region, struct quality *row,
			struct quality *sum)
{
	const struct tk_submission *submission = &picture->now->round->submissions[region];
	const struct tk_totals *totals = &submission->totals;
	const int64_t of[] = {
		picture->dataset->n_tasks,
		(int64_t)totals->counted + totals->not_applicable,
		submission->n_missing,
		totals->not_applicable,
		totals->rows,
		totals->rejected,
	};

	for (unsigned i = 0; i < G_N_ELEMENTS(of); i++) {
		row->of[i] = of[i];
		sum->of[i] += of[i];
	}
}

struct quality_table {
	struct tk_pub *pub;
	struct tk_tab *tab;
	const struct quality *all;
};

static void put_quality(const struct tk_open_unit *unit, void *data)
{
	const struct quality_table *table = data;
	struct tk_tab *tab = table->tab;
	const struct tk_workbook *workbook = tab->workbook;
	const struct tk_picture *picture = workbook->picture;
	bool country = unit->level == TK_UNIT_COUNTRY;
	bool known = country || picture->now->reported[unit->index];
	const struct quality *row =
		&table->all[country ? picture->dataset->n_regions : unit->index];

	if (unit->level == TK_UNIT_COOP || !tk_tab_has_room(tab, 1))
		return;
	tk_pub_row_height(tab, 1);
	tk_pub_put_unit(tab, QUA_LEVEL, unit);
	for (unsigned i = 0; i < N_QUALITY; i++)
		put_number_or_gap(tab, (lxw_col_t)(QUA_CATALOGUE + i), row->of[i],
				  known || i + QUA_CATALOGUE >= QUA_ERRORS);
	tk_pub_put_notes(
		table->pub, tab, QUA_NOTES,
		tk_open_reason(picture, unit, picture->now, workbook->kit->texts, workbook->lang),
		picture->period->illustrative);
	tab->row++;
}

void tk_pub_quality(struct tk_pub *pub, struct tk_tab *tab)
{
	const struct tk_picture *picture = tab->workbook->picture;
	unsigned n_regions = picture->dataset->n_regions;
	g_autofree struct quality *all = g_new0(struct quality, n_regions + 1);
	struct quality_table table = {pub, tab, all};

	tk_pub_unit_heads(tab, QUA_LEVEL);
	for (unsigned i = 0; i < N_QUALITY; i++)
		tk_pub_key_head(tab, (lxw_col_t)(QUA_CATALOGUE + i), quality_columns[i].key,
				quality_columns[i].width, true);
	tk_pub_notes_head(tab, QUA_NOTES);
	tk_pub_heads_end(tab);
	for (unsigned r = 0; r < n_regions; r++) {
		if (picture->now->reported[r])
			count_tasks(picture, r, &all[r], &all[n_regions]);
	}
	count_messages(picture, all);
	tk_open_units(picture->now, put_quality, &table);
}
