#include "tilannekuva/form.h"

#include "workbook-imp.h"

/* The sheets on the input itself: what was said of it, how it was read, and its control totals. */

/* ---- Messages ---- */

static const struct tk_column message_columns[] = {
	{"level", 14, false},      {"message", 80, false}, {"file", 34, false},
	{"sheet", 18, false},      {"row", 8, true},       {"column", 9, false},
	{"diagnostic", 24, false}, {"own-row", 18, false},
};

enum { MSG_LEVEL, MSG_TEXT, MSG_FILE, MSG_SHEET, MSG_ROW, MSG_COLUMN, MSG_ID, MSG_LINK, MSG_N };

G_STATIC_ASSERT(G_N_ELEMENTS(message_columns) == MSG_N);

static void put_source(struct tk_tab *tab, lxw_col_t file, const struct tk_source *source)
{
	const char *path = tk_clean_path(tab->workbook->picture->dataset, source->file);
	g_autofree char *column = source->col == TK_NOWHERE ? NULL : tk_column_name(source->col);
	lxw_col_t row = (lxw_col_t)(file + 2);

	tk_put_text(tab, file, path, TK_STYLE_TEXT);
	tk_put_text(tab, (lxw_col_t)(file + 1), source->sheet ? source->sheet : "", TK_STYLE_TEXT);
	if (source->row == TK_NOWHERE)
		tk_put_blank(tab, row, TK_STYLE_TEXT);
	else
		tk_put_int(tab, row, (int64_t)source->row + 1, TK_STYLE_INT);
	tk_put_text(tab, (lxw_col_t)(file + 3), column ? column : "", TK_STYLE_TEXT);
}

static void put_message(struct tk_tab *tab, const struct tk_message *message)
{
	g_autofree char *text = tk_message_text(message, tab->workbook->lang);

	tk_tab_row_height(tab, 13.0 * tk_lines(text, message_columns[MSG_TEXT].width - 2) + 2);
	tk_put_text(tab, MSG_LEVEL, tk_level_word(message->level, tab->workbook->lang),
		    TK_STYLE_TEXT);
	tk_put_text(tab, MSG_TEXT, text, TK_STYLE_WRAP);
	put_source(tab, MSG_FILE, &message->source);
	tk_put_text(tab, MSG_ID, tk_diag_name(message->id), TK_STYLE_TEXT);
	tk_place_put(tab, MSG_LINK, &message->source);
}

/* \return whether something said is of the workbook's own region, or the workbook the country's. */
static bool concerns(const struct tk_workbook *workbook, const struct tk_source *source)
{
	return workbook->region == TK_NONE ||
	       tk_fixit_has_file(workbook->picture->now->round, workbook->region, source->file);
}

static void say_nothing(struct tk_tab *tab)
{
	const struct tk_workbook *workbook = tab->workbook;
	g_autofree char *key = g_strconcat("workbook.", tab->kind->key, ".nothing", NULL);
	const struct tk_submission *own =
		workbook->region == TK_NONE
			? NULL
			: &workbook->picture->now->round->submissions[workbook->region];

	tk_tab_nothing(tab, own && !own->sent && !own->reported ? "workbook.nothing-sent" : key);
}

void tk_tab_quality(struct tk_tab *tab)
{
	const struct tk_log *log = tab->workbook->picture->log;

	tk_tab_heads(tab, message_columns, MSG_N);
	unsigned n = tk_log_n_messages(log);

	for (unsigned i = 0; i < n && tk_tab_has_room(tab, n - i); i++) {
		if (!concerns(tab->workbook, &tk_log_message(log, i)->source))
			continue;
		put_message(tab, tk_log_message(log, i));
		tab->row++;
	}
	say_nothing(tab);
	tk_tab_close(tab);
}

/* ---- Interpretations ---- */

static const struct tk_column ledger_columns[] = {
	{"kind", 22, false}, {"read", 44, false},  {"taken", 44, false}, {"times", 10, true},
	{"file", 34, false}, {"sheet", 18, false}, {"row", 8, true},     {"column", 9, false},
};

enum { LED_KIND, LED_READ, LED_TAKEN, LED_TIMES, LED_FILE };

static const char *kind_word(const struct tk_workbook *workbook, const char *kind)
{
	g_autofree char *key = g_strconcat("ledger.", kind, NULL);

	return tk_texts_has(workbook->kit->texts, key)
		       ? tk_text(workbook->kit->texts, workbook->lang, key)
		       : kind;
}

void tk_tab_ledger(struct tk_tab *tab)
{
	struct tk_workbook *workbook = tab->workbook;
	const struct tk_log *log = workbook->picture->log;

	tk_tab_heads(tab, ledger_columns, G_N_ELEMENTS(ledger_columns));
	unsigned n = tk_log_n_interpretations(log);

	for (unsigned i = 0; i < n && tk_tab_has_room(tab, n - i); i++) {
		const struct tk_interpretation *what = tk_log_interpretation(log, i);

		if (!concerns(workbook, &what->first))
			continue;
		tk_put_text(tab, LED_KIND, kind_word(workbook, what->kind), TK_STYLE_TEXT);
		tk_put_input(tab, LED_READ, what->read, TK_STYLE_TEXT, &what->first);
		tk_put_input(tab, LED_TAKEN, what->taken, TK_STYLE_TEXT, &what->first);
		tk_put_int(tab, LED_TIMES, what->count, TK_STYLE_INT);
		put_source(tab, LED_FILE, &what->first);
		tab->row++;
	}
	say_nothing(tab);
	tk_tab_close(tab);
}

/* ---- Control totals of files ---- */

static const struct tk_column total_columns[] = {
	{"file", 44, false},    {"format", 10, false},        {"rows", 10, true},
	{"counted", 12, true},  {"not-applicable", 13, true}, {"rejected", 12, true},
	{"headings", 14, true}, {"difference", 11, true},     {"verdict", 14, false},
};

enum {
	TOT_FILE,
	TOT_FORMAT,
	TOT_ROWS,
	TOT_PARTS,
	TOT_HEADINGS = 6,
	TOT_DIFFERENCE,
	TOT_VERDICT,
	TOT_N
};

G_STATIC_ASSERT(G_N_ELEMENTS(total_columns) == TOT_N);

/* The difference and what follows from it, worked out by the sheet itself. */
static void put_verdict(struct tk_tab *tab, lxw_col_t col, const char *formula, int64_t difference,
			bool strong)
{
	struct tk_workbook *workbook = tab->workbook;
	const char *good = tk_workbook_text(workbook, "workbook.balances");
	const char *bad = tk_workbook_text(workbook, "workbook.balances-not");
	g_autofree char *cell = tk_formula_cell(NULL, tab->row, col);
	g_autofree char *quoted_good = tk_formula_quote(good), *quoted_bad = tk_formula_quote(bad);
	g_autofree char *verdict =
		g_strdup_printf("=IF(%s=0,%s,%s)", cell, quoted_good, quoted_bad);

	tk_put_formula(tab, col, formula, (double)difference,
		       tk_tab_format(tab, strong ? TK_STYLE_STRONG_INT : TK_STYLE_INT));
	tk_put_formula_text(tab, (lxw_col_t)(col + 1), verdict, difference == 0 ? good : bad,
			    strong ? TK_STYLE_STRONG_TEXT : TK_STYLE_TEXT);
}

static int64_t difference_of(const struct tk_totals *t)
{
	return (int64_t)t->rows - t->counted - t->not_applicable - t->rejected - t->headings;
}

/* The four parts in the order of their columns. */
static void parts_of(const struct tk_totals *t, int64_t parts[5])
{
	const unsigned all[5] = {t->rows, t->counted, t->not_applicable, t->rejected, t->headings};

	for (unsigned i = 0; i < 5; i++)
		parts[i] = all[i];
}

static void put_difference(struct tk_tab *tab, int64_t difference, bool strong)
{
	unsigned row = tab->row + 1;
	g_autofree char *formula = g_strdup_printf("=C%u-SUM(D%u:G%u)", row, row, row);

	put_verdict(tab, TOT_DIFFERENCE, formula, difference, strong);
}

static void put_file(struct tk_tab *tab, const struct tk_input_file *file)
{
	int64_t parts[5];

	parts_of(&file->totals, parts);
	tk_put_text(tab, TOT_FILE, tk_clean_path(tab->workbook->picture->dataset, file->name),
		    TK_STYLE_TEXT);
	tk_put_text(tab, TOT_FORMAT, file->format ? file->format : "", TK_STYLE_TEXT);
	for (unsigned i = 0; i < G_N_ELEMENTS(parts); i++)
		tk_put_int(tab, (lxw_col_t)(TOT_ROWS + i), parts[i], TK_STYLE_INT);
	put_difference(tab, difference_of(&file->totals), false);
}

/* The first row adds the others up; their filter leaves it alone. */
static void put_sums(struct tk_tab *tab, const struct tk_round *round)
{
	int64_t sums[5] = {0}, difference = 0;

	for (unsigned i = 0; i < round->n_files; i++) {
		int64_t parts[5];

		parts_of(&round->files[i].totals, parts);
		for (unsigned k = 0; k < G_N_ELEMENTS(sums); k++)
			sums[k] += parts[k];
		difference += difference_of(&round->files[i].totals);
	}
	tk_put_text(tab, TOT_FILE, tk_workbook_text(tab->workbook, "total"), TK_STYLE_STRONG_TEXT);
	tk_put_blank(tab, TOT_FORMAT, TK_STYLE_STRONG_TEXT);
	for (unsigned i = 0; i < G_N_ELEMENTS(sums); i++) {
		lxw_col_t col = (lxw_col_t)(TOT_ROWS + i);
		g_autofree char *first = tk_formula_cell(NULL, tab->row + 1, col);
		g_autofree char *last =
			tk_formula_cell(NULL, tab->row + MAX(round->n_files, 1), col);
		g_autofree char *formula = g_strdup_printf("=SUM(%s:%s)", first, last);

		tk_put_formula(tab, col, formula, (double)sums[i],
			       tk_tab_format(tab, TK_STYLE_STRONG_INT));
	}
	put_difference(tab, difference, true);
}

void tk_tab_totals(struct tk_tab *tab)
{
	const struct tk_round *round = tab->workbook->picture->now->round;

	tk_tab_heads(tab, total_columns, TOT_N);
	put_sums(tab, round);
	tab->row++;
	for (unsigned i = 0; i < round->n_files; i++, tab->row++)
		put_file(tab, &round->files[i]);
	tk_tab_close(tab);
}

/* ---- Coverage: the catalogue's tasks by region ---- */

static const struct tk_column coverage_columns[] = {
	{"region", 22, false},     {"file", 34, false},       {"catalogue", 12, true},
	{"told", 15, true},        {"missing", 12, true},     {"difference", 11, true},
	{"verdict", 14, false},    {"not-started", 13, true}, {"in-progress", 13, true},
	{"on-schedule", 16, true}, {"done", 11, true},        {"not-applicable", 13, true},
};

enum {
	COV_REGION,
	COV_FILE,
	COV_CATALOGUE,
	COV_TOLD,
	COV_MISSING,
	COV_DIFFERENCE,
	COV_VERDICT,
	COV_STATUS,
	COV_N = COV_STATUS + 5
};

G_STATIC_ASSERT(G_N_ELEMENTS(coverage_columns) == COV_N);

static const enum tk_status coverage_statuses[] = {
	TK_STATUS_NOT_STARTED, TK_STATUS_IN_PROGRESS,    TK_STATUS_ON_SCHEDULE,
	TK_STATUS_DONE,        TK_STATUS_NOT_APPLICABLE,
};

static void put_coverage(struct tk_tab *tab, unsigned region)
{
	const struct tk_measures *now = tab->workbook->picture->now;
	const struct tk_submission *submission = &now->round->submissions[region];
	const struct tk_figures *figures = tk_measures_region(now, region, TK_ALL_AREAS);
	int64_t told = (int64_t)submission->totals.counted + submission->totals.not_applicable;
	unsigned row = tab->row + 1;
	g_autofree char *formula = g_strdup_printf("=C%u-D%u-E%u", row, row, row);

	tk_put_int(tab, COV_CATALOGUE, now->dataset->n_tasks, TK_STYLE_INT);
	tk_put_int(tab, COV_TOLD, told, TK_STYLE_INT);
	tk_put_int(tab, COV_MISSING, submission->n_missing, TK_STYLE_INT);
	put_verdict(tab, COV_DIFFERENCE, formula,
		    (int64_t)now->dataset->n_tasks - told - submission->n_missing, false);
	for (unsigned i = 0; i < G_N_ELEMENTS(coverage_statuses); i++)
		tk_put_int(tab, (lxw_col_t)(COV_STATUS + i),
			   figures->n_status[coverage_statuses[i]], TK_STYLE_INT);
}

void tk_tab_coverage(struct tk_tab *tab)
{
	struct tk_workbook *workbook = tab->workbook;
	const struct tk_measures *now = workbook->picture->now;

	tk_tab_heads(tab, coverage_columns, COV_N);
	for (unsigned i = 0; i < now->dataset->n_regions; i++, tab->row++) {
		unsigned region = workbook->order[i];
		const char *file = now->round->submissions[region].file;

		tk_put_text(tab, COV_REGION, tk_region_name(workbook, region), TK_STYLE_TEXT);
		tk_put_text(tab, COV_FILE, tk_clean_path(now->dataset, file), TK_STYLE_TEXT);
		if (now->reported[region])
			put_coverage(tab, region);
		else
			tk_put_no_data(tab, COV_CATALOGUE, COV_N - 1, region);
	}
	tk_tab_close(tab);
}
