#include "workbook-imp.h"

/* Longest text that a formula may look for. */
#define MOST_CRITERION 255

/* Names of the columns of the sheet of tasks. */
static const char *const defined[TK_N_TASK_COLUMNS] = {
	[TK_BY_REGION] = "workbook.defined.region", [TK_BY_COOP] = "workbook.defined.coop",
	[TK_BY_AREA] = "workbook.defined.area",     [TK_BY_STATUS] = "workbook.defined.status",
	[TK_BY_WINDOW] = "workbook.defined.window", [TK_BY_LATE] = "workbook.defined.late",
	[TK_BY_ID] = "workbook.defined.id",
};

/* COUNTIFS compares with patterns: a name with their signs, or one in use already, would count
 * something else. */
static bool name_possible(GHashTable *seen, const char *name)
{
	g_autofree char *clean = tk_clean_text(name, NULL);
	g_autofree char *folded = g_utf8_casefold(clean, -1);

	return *clean && !strpbrk(clean, "*?~\n") && !strchr("<>=", *clean) &&
	       g_utf8_strlen(clean, -1) <= MOST_CRITERION &&
	       g_hash_table_add(seen, g_steal_pointer(&folded));
}

/* The names stand in rows of some struct, stride bytes apart. */
static bool names_possible(const struct tk_names *first, size_t stride, unsigned n,
			   enum tk_lang lang)
{
	g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	const char *at = (const char *)first;
	bool all = true;

	for (unsigned i = 0; i < n && all; i++, at += stride)
		all = name_possible(seen,
				    tk_names_in((const struct tk_names *)(const void *)at, lang));
	return all;
}

bool tk_formula_possible(const struct tk_workbook *workbook)
{
	const struct tk_dataset *of = workbook->picture->dataset;
	enum tk_lang lang = workbook->lang;

	return !workbook->split && tk_workbook_task_rows(workbook) <= TK_MOST_ROWS_WITHIN &&
	       names_possible(&of->regions->name, sizeof *of->regions, of->n_regions, lang) &&
	       names_possible(&of->coops->name, sizeof *of->coops, of->n_coops, lang) &&
	       names_possible(&of->areas->name, sizeof *of->areas, of->n_areas, lang);
}

bool tk_formula_ids_possible(const struct tk_workbook *workbook)
{
	const struct tk_dataset *of = workbook->picture->dataset;
	g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	bool all = true;

	/* What looks like a number or a date would be compared as one. */
	for (unsigned t = 0; t < of->n_tasks && all; t++)
		all = g_ascii_isalpha(*of->tasks[t].id) &&
		      strpbrk(of->tasks[t].id, ".-0123456789") &&
		      name_possible(seen, of->tasks[t].id);
	return all;
}

char *tk_formula_quote(const char *text)
{
	g_autofree char *clean = tk_clean_text(text, NULL);
	g_auto(GStrv) parts = g_strsplit(clean, "\"", -1);
	g_autofree char *doubled = g_strjoinv("\"\"", parts);

	return g_strconcat("\"", doubled, "\"", NULL);
}

char *tk_formula_cell(const char *sheet, lxw_row_t row, lxw_col_t col)
{
	g_autofree char *column = tk_column_name(col);

	if (!sheet)
		return g_strdup_printf("%s%u", column, row + 1);
	g_auto(GStrv) parts = g_strsplit(sheet, "'", -1);
	g_autofree char *doubled = g_strjoinv("''", parts);

	return g_strdup_printf("'%s'!%s%u", doubled, column, row + 1);
}

char *tk_formula_fixed(const char *sheet, lxw_row_t row, lxw_col_t col)
{
	return tk_formula_range(sheet, row, col, row, col);
}

char *tk_formula_range(const char *sheet, lxw_row_t first_row, lxw_col_t first_col,
		       lxw_row_t last_row, lxw_col_t last_col)
{
	g_autofree char *first = tk_column_name(first_col), *last = tk_column_name(last_col);
	GString *out = g_string_new(NULL);

	if (sheet) {
		/* The cell's own part is cut off again. */
		g_autofree char *cell = tk_formula_cell(sheet, 0, 0);

		g_string_append_len(out, cell, strrchr(cell, '!') + 1 - cell);
	}
	g_string_append_printf(out, "$%s$%u", first, first_row + 1);
	if (first_row != last_row || first_col != last_col)
		g_string_append_printf(out, ":$%s$%u", last, last_row + 1);
	return g_string_free(out, FALSE);
}

static void add_condition(GString *out, const struct tk_workbook *workbook,
			  enum tk_task_column column, const char *expression)
{
	if (expression)
		g_string_append_printf(out, "%s%s,%s", out->len ? "," : "",
				       tk_workbook_text(workbook, defined[column]), expression);
}

/* "Tasks_region,$A7,Tasks_area,B$4" */
static GString *conditions(const struct tk_workbook *workbook, const struct tk_criteria *criteria,
			   bool in_window)
{
	const char *yes = workbook->words.yes;
	GString *out = g_string_new(NULL);

	add_condition(out, workbook, TK_BY_REGION, criteria->region);
	add_condition(out, workbook, TK_BY_COOP, criteria->coop);
	add_condition(out, workbook, TK_BY_AREA, criteria->area);
	add_condition(out, workbook, TK_BY_WINDOW, in_window ? yes : NULL);
	return out;
}

/* Statuses that a measure counts, up to TK_STATUS_MISSING, which none counts. */
static const enum tk_status counted[][4] = {
	[TK_MEASURE_PROGRESS] = {TK_STATUS_IN_PROGRESS, TK_STATUS_ON_SCHEDULE, TK_STATUS_DONE},
	[TK_MEASURE_UNDER_WAY] = {TK_STATUS_IN_PROGRESS, TK_STATUS_ON_SCHEDULE},
	[TK_MEASURE_DONE] = {TK_STATUS_DONE},
};

const char *tk_status_word(const struct tk_workbook *workbook, enum tk_status status)
{
	g_autofree char *key = g_strconcat("status.", tk_status_id(status), NULL);

	return tk_workbook_text(workbook, key);
}

void tk_formula_words_make(struct tk_workbook *workbook)
{
	struct tk_formula_words *words = &workbook->words;

	for (unsigned i = 0; i < TK_N_STATUSES; i++)
		words->status[i] = tk_formula_quote(tk_status_word(workbook, (enum tk_status)i));
	words->yes = tk_formula_quote(tk_workbook_text(workbook, "workbook.yes"));
	words->no = tk_formula_quote(tk_workbook_text(workbook, "workbook.no"));
}

void tk_formula_words_clear(struct tk_workbook *workbook)
{
	struct tk_formula_words *words = &workbook->words;

	for (unsigned i = 0; i < TK_N_STATUSES; i++)
		g_clear_pointer(&words->status[i], g_free);
	g_clear_pointer(&words->yes, g_free);
	g_clear_pointer(&words->no, g_free);
}

/* {"käynnissä","valmis"} */
static char *status_words(const struct tk_workbook *workbook, enum tk_measure measure)
{
	GString *words = g_string_new("{");

	for (unsigned i = 0; counted[measure][i] != TK_STATUS_MISSING; i++) {
		const char *word = workbook->words.status[counted[measure][i]];

		g_string_append_printf(words, "%s%s", i ? "," : "", word);
	}
	g_string_append_c(words, '}');
	return g_string_free(words, FALSE);
}

char *tk_formula_share(const struct tk_workbook *workbook, enum tk_measure measure,
		       const struct tk_criteria *criteria)
{
	g_autoptr(GString) base = conditions(workbook, criteria, measure == TK_MEASURE_PROGRESS);
	g_autofree char *words = status_words(workbook, measure);
	const char *left_out = workbook->words.status[TK_STATUS_NOT_APPLICABLE];
	g_autofree char *none = tk_formula_quote(tk_workbook_text(workbook, "none"));
	const char *status = tk_workbook_text(workbook, defined[TK_BY_STATUS]);
	const char *comma = base->len ? "," : "";
	g_autofree char *all = NULL;

	/* Without a condition every task counts. */
	if (base->len)
		all = g_strdup_printf("COUNTIFS(%s)", base->str);
	else
		all = g_strdup_printf("ROWS(%s)", status);
	return g_strdup_printf(
		"=IFERROR(SUMPRODUCT(COUNTIFS(%s%s%s,%s))/(%s-COUNTIFS(%s%s%s,%s)),%s)", base->str,
		comma, status, words, all, base->str, comma, status, left_out, none);
}

char *tk_formula_late(const struct tk_workbook *workbook, const struct tk_criteria *criteria)
{
	g_autoptr(GString) base = conditions(workbook, criteria, false);
	const char *yes = workbook->words.yes;

	add_condition(base, workbook, TK_BY_LATE, yes);
	return g_strdup_printf("=COUNTIFS(%s)", base->str);
}

char *tk_formula_late_regions(const struct tk_workbook *workbook, const char *id, bool not_begun)
{
	const char *yes = workbook->words.yes;
	const char *missing = workbook->words.status[TK_STATUS_MISSING];
	const char *not_started = workbook->words.status[TK_STATUS_NOT_STARTED];
	g_autofree char *idle = g_strdup_printf("{%s,%s}", missing, not_started);
	GString *base = g_string_new(NULL);

	add_condition(base, workbook, TK_BY_ID, id);
	add_condition(base, workbook, TK_BY_LATE, yes);
	add_condition(base, workbook, TK_BY_STATUS, not_begun ? idle : NULL);
	g_string_prepend(base, not_begun ? "=SUMPRODUCT(COUNTIFS(" : "=COUNTIFS(");
	g_string_append(base, not_begun ? "))" : ")");
	return g_string_free(base, FALSE);
}

/* IF(…,"kyllä","ei") */
static char *yes_or_no(const struct tk_workbook *workbook, const char *condition)
{
	const char *yes = workbook->words.yes;
	const char *no = workbook->words.no;

	return g_strdup_printf("=IF(%s,%s,%s)", condition, yes, no);
}

char *tk_formula_row_fact(const struct tk_workbook *workbook, enum tk_row_fact fact,
			  const char *status, const char *start, const char *end)
{
	const char *in_progress = workbook->words.status[TK_STATUS_IN_PROGRESS];
	const char *on_schedule = workbook->words.status[TK_STATUS_ON_SCHEDULE];
	const char *done = workbook->words.status[TK_STATUS_DONE];
	const char *left_out = workbook->words.status[TK_STATUS_NOT_APPLICABLE];
	g_autofree char *condition = NULL;

	switch (fact) {
	case TK_ROW_BEGUN:
		condition = g_strdup_printf("OR(%s=%s,%s=%s,%s=%s)", status, in_progress, status,
					    on_schedule, status, done);
		break;
	case TK_ROW_DONE:
		condition = g_strdup_printf("%s=%s", status, done);
		break;
	case TK_ROW_WINDOW:
		condition = g_strdup_printf(
			"AND(%s<=" TK_NAME_WINDOW_END ",%s>=" TK_NAME_WINDOW_START ")", start, end);
		break;
	case TK_ROW_LATE:
	default:
		condition = g_strdup_printf("AND(%s<" TK_NAME_REPORTING ",%s<>%s,%s<>%s)", end,
					    status, done, status, left_out);
		break;
	}
	return yes_or_no(workbook, condition);
}

void tk_formula_define(struct tk_tab *tab, enum tk_task_column column, lxw_col_t col)
{
	struct tk_workbook *workbook = tab->workbook;
	g_autofree char *place = tk_formula_range(tab->sheet->name, TK_FIRST_ROW, col,
						  MAX(tab->row, TK_FIRST_ROW + 1) - 1, col);
	g_autofree char *range = g_strconcat("=", place, NULL);
	lxw_error error = workbook_define_name(workbook->book,
					       tk_workbook_text(workbook, defined[column]), range);

	if (!workbook->error)
		workbook->error = error;
}
