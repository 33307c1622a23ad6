#include "workbook-imp.h"

/* Over this many tasks a spreadsheet would work at its formulas for minutes. */
#define MOST_LIVE_ROWS 50000u

/* Longest text that a formula may look for. */
#define MOST_CRITERION 255

/* Names of the columns of the sheet of tasks. */
static const char *const defined[TK_N_TASK_COLUMNS] = {
	[TK_BY_REGION] = "workbook.defined.region", [TK_BY_COOP] = "workbook.defined.coop",
	[TK_BY_AREA] = "workbook.defined.area",     [TK_BY_STATUS] = "workbook.defined.status",
	[TK_BY_WINDOW] = "workbook.defined.window", [TK_BY_LATE] = "workbook.defined.late",
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
	uint64_t rows = (uint64_t)workbook->picture->now->n_reported * of->n_tasks;
	enum tk_lang lang = workbook->lang;

	return rows <= MOST_LIVE_ROWS &&
	       names_possible(&of->regions->name, sizeof *of->regions, of->n_regions, lang) &&
	       names_possible(&of->coops->name, sizeof *of->coops, of->n_coops, lang) &&
	       names_possible(&of->areas->name, sizeof *of->areas, of->n_areas, lang);
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
	g_autofree char *yes = tk_formula_quote(tk_workbook_text(workbook, "workbook.yes"));
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

static char *status_word(const struct tk_workbook *workbook, enum tk_status status)
{
	g_autofree char *key = g_strconcat("status.", tk_status_id(status), NULL);

	return tk_formula_quote(tk_workbook_text(workbook, key));
}

/* {"käynnissä","valmis"} */
static char *status_words(const struct tk_workbook *workbook, enum tk_measure measure)
{
	GString *words = g_string_new("{");

	for (unsigned i = 0; counted[measure][i] != TK_STATUS_MISSING; i++) {
		g_autofree char *word = status_word(workbook, counted[measure][i]);

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
	g_autofree char *left_out = status_word(workbook, TK_STATUS_NOT_APPLICABLE);
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
	g_autofree char *yes = tk_formula_quote(tk_workbook_text(workbook, "workbook.yes"));

	add_condition(base, workbook, TK_BY_LATE, yes);
	return g_strdup_printf("=COUNTIFS(%s)", base->str);
}

void tk_formula_define(struct tk_tab *tab, enum tk_task_column column, lxw_col_t col)
{
	struct tk_workbook *workbook = tab->workbook;
	g_autofree char *letters = tk_column_name(col);
	g_autofree char *first = tk_formula_cell(tab->sheet->name, TK_FIRST_ROW, col);
	/* The first cell is 'Sheet'!A5; the sheet's part is kept, the place made absolute. */
	char *bang = strrchr(first, '!');

	*bang = '\0';
	g_autofree char *range =
		g_strdup_printf("=%s!$%s$%u:$%s$%u", first, letters, TK_FIRST_ROW + 1, letters,
				MAX(tab->row, TK_FIRST_ROW + 1));
	lxw_error error = workbook_define_name(workbook->book,
					       tk_workbook_text(workbook, defined[column]), range);

	if (!workbook->error)
		workbook->error = error;
}
