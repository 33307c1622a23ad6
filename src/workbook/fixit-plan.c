#include "fixit-imp.h"

#include <string.h>

/* What comes into the fix-it workbook: which sheets under which names, which cells are marked, and
 * where each problem is to be mended. */

/* Most characters of a sheet's name. */
#define MOST_NAME 31

/* Columns of a mark's key. */
#define KEY_COLS ((gsize)LXW_COL_MAX)

gpointer tk_fix_key(unsigned row, unsigned col)
{
	return GSIZE_TO_POINTER((gsize)row * KEY_COLS + col + 1);
}

bool tk_fix_gave(const struct tk_round *round, unsigned region, const char *file)
{
	const struct tk_submission *submission = &round->submissions[region];
	bool gave = g_strcmp0(submission->file, file) == 0;

	for (unsigned i = 0; i < submission->n_risks && !gave; i++)
		gave = g_strcmp0(submission->risks[i].source.file, file) == 0;
	for (unsigned i = 0; i < submission->n_indicators && !gave; i++)
		gave = g_strcmp0(submission->indicators[i].source.file, file) == 0;
	return gave;
}

/* ---- Sheets ---- */

static const char *const name_keys[] = {
	[TK_TABLE_NONE] = "form.tasks.name",
	[TK_TABLE_TASKS] = "form.tasks.name",
	[TK_TABLE_RISKS] = "form.risks.name",
	[TK_TABLE_INDICATORS] = "form.indicators.name",
};

/* A name that workbooks can have: other programs' sheets may have any. */
static char *fit_name(const char *name)
{
	g_autofree char *clean = tk_clean_text(name, NULL);
	g_autofree char *short_name =
		g_utf8_substring(clean, 0, MIN(g_utf8_strlen(clean, -1), MOST_NAME));

	g_strdelimit(short_name, "[]:*?/\\'\t\n", '-');
	/* Excel keeps "History" to itself, and mends a workbook that has it or an empty name. */
	if (!*short_name || g_ascii_strcasecmp(short_name, "History") == 0)
		return g_strconcat(short_name, "-", NULL);
	return g_steal_pointer(&short_name);
}

/* Takes the name if it is free, else gives it a number. */
static char *unique_name(GHashTable *used, const char *wanted)
{
	g_autofree char *name = fit_name(wanted);

	for (unsigned n = 2; !g_hash_table_add(used, g_utf8_casefold(name, -1)); n++) {
		g_autofree char *end = g_strdup_printf(" (%u)", n);
		g_autofree char *fitting = fit_name(wanted);
		glong room = MOST_NAME - (glong)strlen(end);
		g_autofree char *begin =
			g_utf8_substring(fitting, 0, MIN(g_utf8_strlen(fitting, -1), room));

		g_free(name);
		name = g_strconcat(begin, end, NULL);
	}
	return g_steal_pointer(&name);
}

/* The list of an earlier fix-it workbook that came back. */
static bool is_old_list(const struct tk_sheet *sheet, const struct tk_texts *texts)
{
	for (unsigned l = 0; l < TK_N_LANGS; l++) {
		if (g_strcmp0(sheet->name, tk_text(texts, (enum tk_lang)l, "fixit.list.name")) == 0)
			return true;
	}
	return false;
}

/* Of two files with tasks one was read: the other's tasks would all be there twice. */
static bool is_copied(const struct tk_fixit *fixit, const struct tk_sheet *sheet,
		      const struct tk_fix_table *table, const struct tk_texts *texts)
{
	const char *read = fixit->round->submissions[fixit->region].file;

	if (sheet->hidden || sheet->n_rows == 0)
		return false;
	if (table->kind == TK_TABLE_TASKS)
		return !read || g_strcmp0(read, sheet->file) == 0;
	return table->kind != TK_TABLE_NONE || !is_old_list(sheet, texts);
}

static bool is_shared(const struct tk_fixit *fixit, const char *file)
{
	for (unsigned r = 0; r < fixit->round->dataset->n_regions; r++) {
		if (r != fixit->region && tk_fix_gave(fixit->round, r, file))
			return true;
	}
	return false;
}

static void free_mark(void *data)
{
	struct tk_fix_mark *mark = data;

	g_string_free(mark->text, TRUE);
	g_free(mark);
}

static void plan_sheet(struct tk_fixit *fixit, const struct tk_sheet *sheet, GHashTable *names,
		       const struct tk_kit *kit, enum tk_lang lang)
{
	struct tk_fix_table table = {0};
	struct tk_fix_sheet *planned = &fixit->sheets[fixit->n_sheets];

	tk_fix_table_find(&table, sheet, kit->vocabulary);
	if (!is_copied(fixit, sheet, &table, kit->texts))
		return;
	const char *name =
		sheet->name ? sheet->name : tk_text(kit->texts, lang, name_keys[table.kind]);

	*planned = (struct tk_fix_sheet){
		.sheet = sheet,
		.name = unique_name(names, name),
		.table = table,
		.shared = is_shared(fixit, sheet->file),
		.marks = g_hash_table_new_full(NULL, NULL, NULL, free_mark),
		.rows = g_hash_table_new(NULL, NULL),
	};
	for (unsigned r = 0; r < sheet->n_rows; r++) {
		const struct tk_row *row = &sheet->rows[r];

		if (row->n_cells > 0)
			planned->n_cols =
				MAX(planned->n_cols, row->cells[row->n_cells - 1].col + 1);
	}
	fixit->n_sheets++;
}

char *tk_fix_plan_sheets(struct tk_fixit *fixit, const struct tk_sheet *const *sheets,
			 unsigned n_sheets, const struct tk_kit *kit, enum tk_lang lang)
{
	g_autoptr(GHashTable) names = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

	g_hash_table_add(names, g_utf8_casefold(tk_text(kit->texts, lang, "fixit.list.name"), -1));
	fixit->sheets = g_new0(struct tk_fix_sheet, n_sheets + 1);
	for (unsigned i = 0; i < n_sheets; i++)
		plan_sheet(fixit, sheets[i], names, kit, lang);
	return unique_name(names, tk_text(kit->texts, lang, "form.lists.name"));
}

/* ---- Marks ---- */

static struct tk_fix_mark *mark_cell(struct tk_fix_sheet *sheet, unsigned row, unsigned col,
				     const char *text)
{
	struct tk_fix_mark *mark = g_hash_table_lookup(sheet->marks, tk_fix_key(row, col));

	if (!mark) {
		mark = g_new0(struct tk_fix_mark, 1);
		mark->text = g_string_new(NULL);
		g_hash_table_insert(sheet->marks, tk_fix_key(row, col), mark);
	}
	g_string_append_printf(mark->text, "%s%s", mark->text->len ? "\n\n" : "", text);
	return mark;
}

/* What is asked for in a cell that a diagnostic is about. */
static enum tk_form_check check_of(enum tk_diag id)
{
	switch (id) {
	case TK_DIAG_STATUS_UNKNOWN:
	case TK_DIAG_STATUS_EMPTY:
		return TK_CHECK_STATUS;
	case TK_DIAG_DATE_UNKNOWN:
		return TK_CHECK_DATE;
	case TK_DIAG_RISK_SCALE:
		return TK_CHECK_SCALE;
	case TK_DIAG_NUMBER_UNKNOWN:
		return TK_CHECK_NUMBER;
	case TK_DIAG_AREA_UNKNOWN:
		return TK_CHECK_AREA;
	default:
		return TK_CHECK_NONE;
	}
}

static bool is_of_row(enum tk_diag id)
{
	return id == TK_DIAG_TASK_DUPLICATE || id == TK_DIAG_TASK_REPEATED;
}

/* The word of a missing column in the workbook's language; NULL when the message names none. */
static const char *missing_word(const struct tk_kit *kit, enum tk_lang lang, const char *told)
{
	static const char *const kinds[] = {"header", "risk-header", "indicator-header"};
	const char *meaning;

	for (unsigned i = 0; i < G_N_ELEMENTS(kinds); i++) {
		if (!tk_vocabulary_find(kit->vocabulary, kinds[i], told, &meaning))
			continue;
		const char *word = tk_vocabulary_word(kit->vocabulary, kinds[i], meaning, lang);

		return word ? word : tk_vocabulary_word(kit->vocabulary, kinds[i], meaning, TK_FI);
	}
	return NULL;
}

static void add_column(struct tk_fix_sheet *sheet, struct tk_fix_problem *problem,
		       const struct tk_kit *kit, enum tk_lang lang)
{
	const char *word = missing_word(kit, lang, problem->message->args[0]);

	if (!word || sheet->n_cols >= LXW_COL_MAX)
		return;
	problem->col = sheet->n_cols++;
	mark_cell(sheet, problem->row, problem->col, tk_text(kit->texts, lang, "fixit.column"))
		->word = word;
}

static void mark_problem(struct tk_fix_sheet *sheet, struct tk_fix_problem *problem,
			 const struct tk_kit *kit, enum tk_lang lang)
{
	const struct tk_message *message = problem->message;
	g_autofree char *text = tk_message_text(message, lang);

	if (message->id == TK_DIAG_COLUMN_MISSING && message->args[0]) {
		add_column(sheet, problem, kit, lang);
		return;
	}
	enum tk_form_check check = check_of(message->id);
	struct tk_fix_mark *mark = mark_cell(sheet, problem->row, problem->col, text);

	if (check != TK_CHECK_NONE)
		mark->check = check;
	if (is_of_row(message->id))
		g_hash_table_add(sheet->rows, GUINT_TO_POINTER(problem->row + 1));
}

/* ---- Problems ---- */

static struct tk_fix_sheet *find_sheet(struct tk_fixit *fixit, const struct tk_source *source)
{
	for (unsigned i = 0; i < fixit->n_sheets; i++) {
		const struct tk_sheet *sheet = fixit->sheets[i].sheet;

		if (g_strcmp0(sheet->file, source->file) == 0 &&
		    g_strcmp0(sheet->name, source->sheet) == 0)
			return &fixit->sheets[i];
	}
	return NULL;
}

/* What is said of a whole file from many regions must be known to be about this one. */
static bool is_own_total(const struct tk_fixit *fixit, const struct tk_message *message)
{
	const struct tk_submission *submission = &fixit->round->submissions[fixit->region];
	g_autofree char *n = g_strdup_printf("%u", submission->n_missing);

	if (message->id == TK_DIAG_TASKS_MISSING)
		return g_strcmp0(message->args[0], n) == 0;
	if (message->id == TK_DIAG_TASK_MISSING)
		return submission->n_missing == 1;
	return message->id != TK_DIAG_FILE_NO_TASKS || !submission->reported;
}

/* Whether a message is about the region, and where it is to be mended. */
static bool place_problem(struct tk_fixit *fixit, struct tk_fix_problem *problem)
{
	const struct tk_source *source = &problem->message->source;
	struct tk_fix_sheet *sheet = find_sheet(fixit, source);

	if (source->row == TK_NOWHERE)
		return !is_shared(fixit, source->file) || is_own_total(fixit, problem->message);
	if (!sheet)
		return !is_shared(fixit, source->file);
	const struct tk_row *row = tk_fix_row(sheet->sheet, source->row);

	if (row && !tk_fix_row_is_own(sheet, row, &fixit->round->dataset->regions[fixit->region]))
		return false;
	problem->sheet = sheet;
	problem->row = source->row;
	problem->col = source->col;
	if (problem->col == TK_NOWHERE)
		problem->col = row && row->n_cells > 0 ? row->cells[0].col : 0;
	if (problem->row >= LXW_ROW_MAX || problem->col >= LXW_COL_MAX)
		problem->sheet = NULL;
	return true;
}

/* Missing tasks stand below the table they are missing from, after an empty row. */
static void plan_missing(struct tk_fixit *fixit)
{
	const struct tk_submission *submission = &fixit->round->submissions[fixit->region];
	struct tk_fix_sheet *tasks = NULL;

	for (unsigned i = 0; i < fixit->n_sheets && !tasks; i++) {
		if (fixit->sheets[i].table.kind == TK_TABLE_TASKS)
			tasks = &fixit->sheets[i];
	}
	if (!tasks)
		return;
	tasks->missing = tk_fix_missing(tasks, submission, fixit->round->dataset,
					&fixit->round->dataset->regions[fixit->region]);
	tasks->first_missing = tasks->sheet->rows[tasks->sheet->n_rows - 1].row + 2;
	if (tasks->missing->len > LXW_ROW_MAX - MIN(tasks->first_missing, LXW_ROW_MAX))
		g_array_set_size(tasks->missing, 0);
}

static void place_missing(struct tk_fixit *fixit, struct tk_fix_problem *problem)
{
	for (unsigned i = 0; i < fixit->n_sheets; i++) {
		const struct tk_fix_sheet *sheet = &fixit->sheets[i];

		if (!sheet->missing || sheet->missing->len == 0)
			continue;
		problem->sheet = sheet;
		problem->row = sheet->first_missing;
		problem->col = sheet->table.status;
	}
}

void tk_fix_plan_problems(struct tk_fixit *fixit, const struct tk_kit *kit, enum tk_lang lang,
			  const struct tk_log *problems)
{
	fixit->problems = g_array_new(FALSE, FALSE, sizeof(struct tk_fix_problem));
	plan_missing(fixit);
	for (unsigned i = 0; i < tk_log_n_messages(problems); i++) {
		struct tk_fix_problem problem = {.message = tk_log_message(problems, i)};
		enum tk_diag id = problem.message->id;

		if (problem.message->level < TK_LEVEL_WARNING ||
		    !tk_fixit_has_file(fixit->round, fixit->region, problem.message->source.file) ||
		    !place_problem(fixit, &problem))
			continue;
		if (fixit->problems->len >= TK_FIXIT_MOST_PROBLEMS) {
			fixit->n_more++;
			continue;
		}
		if (problem.sheet)
			mark_problem((struct tk_fix_sheet *)problem.sheet, &problem, kit, lang);
		else if (id == TK_DIAG_TASK_MISSING || id == TK_DIAG_TASKS_MISSING)
			place_missing(fixit, &problem);
		g_array_append_val(fixit->problems, problem);
	}
}

void tk_fix_free(struct tk_fixit *fixit)
{
	for (unsigned i = 0; i < fixit->n_sheets; i++) {
		g_free(fixit->sheets[i].name);
		g_hash_table_unref(fixit->sheets[i].marks);
		g_hash_table_unref(fixit->sheets[i].rows);
		if (fixit->sheets[i].missing)
			g_array_unref(fixit->sheets[i].missing);
	}
	g_free(fixit->sheets);
	if (fixit->problems)
		g_array_unref(fixit->problems);
}
