#include "workbook-imp.h"

#include "tilannekuva/vocabulary.h"

/* Lowest scores of the second and later zones of the risk matrix. */
static const int zone_from[] = {5, 10, 15};

void tk_put_score(struct tk_tab *tab, lxw_col_t likelihood_col, int likelihood, int impact)
{
	lxw_col_t impact_col = (lxw_col_t)(likelihood_col + 1),
		  col = (lxw_col_t)(likelihood_col + 2);
	g_autofree char *left = tk_formula_cell(NULL, tab->row, likelihood_col);
	g_autofree char *right = tk_formula_cell(NULL, tab->row, impact_col);
	g_autofree char *formula = g_strdup_printf("=%s*%s", left, right);
	int score = likelihood * impact;
	unsigned zone = 0;

	if (score == 0) {
		tk_put_none(tab, likelihood_col, false);
		tk_put_none(tab, impact_col, false);
		tk_put_none(tab, col, false);
		return;
	}
	while (zone < G_N_ELEMENTS(zone_from) && score >= zone_from[zone])
		zone++;
	tk_put_int(tab, likelihood_col, likelihood, TK_STYLE_INT);
	tk_put_int(tab, impact_col, impact, TK_STYLE_INT);
	tk_put_formula(tab, col, formula, score, tab->workbook->styles.zone[zone]);
}

void tk_put_area(struct tk_tab *tab, lxw_col_t col, unsigned area)
{
	if (area == TK_NONE)
		tk_put_none(tab, col, false);
	else
		tk_put_text(tab, col, tk_area_name(tab->workbook, area), TK_STYLE_WRAP);
}

unsigned tk_area_lines(const struct tk_tab *tab, unsigned area, double width)
{
	return area == TK_NONE ? 1 : tk_lines(tk_area_name(tab->workbook, area), width - 1);
}

/* ---- Risks of the same name together ---- */

static const struct tk_column summary_columns[] = {
	{"risk", 42, false},       {"area", 26, false},       {"likelihood", 17, true},
	{"impact", 12, true},      {"score", 12, true},       {"risk-now", 12, true},
	{"risk-before", 12, true}, {"risk-change", 12, true}, {"which-regions", 60, false},
};

enum { SUM_RISK, SUM_AREA, SUM_LIKELIHOOD, SUM_NOW = 5, SUM_BEFORE, SUM_CHANGE, SUM_WHICH, SUM_N };

G_STATIC_ASSERT(G_N_ELEMENTS(summary_columns) == SUM_N);

/* Who tells of a risk. */
struct telling {
	GString *names;
	/** The last region added: one that tells twice counts once; and how many did not fit. */
	unsigned last, n_left;
};

static void free_telling(gpointer data)
{
	struct telling *telling = data;

	g_string_free(telling->names, TRUE);
	g_free(telling);
}

static void add_region(struct telling *telling, const char *name, unsigned region)
{
	if (telling->last == region)
		return;
	telling->last = region;
	tk_cell_list_add(telling->names, &telling->n_left, name);
}

/* Normalised name of a risk -> struct telling, for all risks in one walk. */
static GHashTable *who_tells(const struct tk_workbook *workbook)
{
	const struct tk_round *round = workbook->picture->now->round;
	GHashTable *all = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, free_telling);

	for (unsigned i = 0; i < round->dataset->n_regions; i++) {
		unsigned r = workbook->order[i];

		for (unsigned k = 0; k < round->submissions[r].n_risks; k++) {
			const struct tk_risk *risk = &round->submissions[r].risks[k];
			g_autofree char *key = tk_word_normalise(risk->name);
			struct telling *telling = g_hash_table_lookup(all, key);

			if (!telling) {
				telling = g_new0(struct telling, 1);
				*telling = (struct telling){g_string_new(NULL), TK_NONE, 0};
				g_hash_table_insert(all, g_steal_pointer(&key), telling);
			}
			add_region(telling, tk_region_name(workbook, r), r);
		}
	}
	return all;
}

static void put_trend(struct tk_tab *tab, const struct tk_risk_summary *risk)
{
	int64_t change = (int64_t)risk->n_now - (int64_t)risk->n_before;
	g_autofree char *now = tk_formula_cell(NULL, tab->row, SUM_NOW);
	g_autofree char *before = tk_formula_cell(NULL, tab->row, SUM_BEFORE);
	g_autofree char *formula = g_strdup_printf("=%s-%s", now, before);

	tk_put_int(tab, SUM_NOW, risk->n_now, TK_STYLE_INT);
	if (!tab->workbook->picture->before) {
		tk_put_none(tab, SUM_BEFORE, false);
		tk_put_none(tab, SUM_CHANGE, false);
		return;
	}
	tk_put_int(tab, SUM_BEFORE, risk->n_before, TK_STYLE_INT);
	tk_put_formula(tab, SUM_CHANGE, formula, (double)change,
		       tk_tab_format(tab, TK_STYLE_SIGNED));
}

static void put_summary(struct tk_tab *tab, const struct tk_risk_summary *risk, const char *which)
{
	const struct tk_column *columns = summary_columns;
	unsigned lines = tk_lines(which, columns[SUM_WHICH].width - 2);

	lines = MAX(lines, tk_lines(risk->name, columns[SUM_RISK].width - 2));
	lines = MAX(lines, tk_area_lines(tab, risk->area, columns[SUM_AREA].width));
	tk_tab_row_height(tab, 13.0 * lines + 2);
	tk_put_input(tab, SUM_RISK, risk->name, TK_STYLE_WRAP, NULL);
	tk_put_area(tab, SUM_AREA, risk->area);
	tk_put_score(tab, SUM_LIKELIHOOD, risk->likelihood, risk->impact);
	put_trend(tab, risk);
	tk_put_text(tab, SUM_WHICH, which, TK_STYLE_WRAP);
}

void tk_tab_risks(struct tk_tab *tab)
{
	const struct tk_picture *picture = tab->workbook->picture;
	g_autoptr(GHashTable) telling = who_tells(tab->workbook);
	unsigned n = picture->n_risks;

	tk_tab_heads(tab, summary_columns, SUM_N);
	for (unsigned i = 0; i < n && tk_tab_has_room(tab, n - i); i++, tab->row++) {
		const struct tk_risk_summary *risk = &picture->risks[i];
		g_autofree char *key = tk_word_normalise(risk->name);
		struct telling *told = g_hash_table_lookup(telling, key);

		if (told)
			tk_cell_list_end(tab->workbook, told->names, told->n_left);
		put_summary(tab, risk, told ? told->names->str : "");
	}
	tk_tab_close(tab);
}

/* ---- Risks as the regions told them ---- */

static const struct tk_column told_columns[] = {
	{"region", 20, false},    {"area", 26, false},   {"risk", 40, false},
	{"likelihood", 17, true}, {"impact", 12, true},  {"score", 12, true},
	{"support", 40, false},   {"source", 38, false},
};

enum { TOLD_REGION, TOLD_AREA, TOLD_RISK, TOLD_LIKELIHOOD, TOLD_SUPPORT = 6, TOLD_SOURCE, TOLD_N };

G_STATIC_ASSERT(G_N_ELEMENTS(told_columns) == TOLD_N);

void tk_put_place(struct tk_tab *tab, lxw_col_t col, const struct tk_source *source)
{
	struct tk_source known = *source;

	if (known.file)
		known.file = tk_clean_path(tab->workbook->picture->dataset, known.file);
	g_autofree char *place = tk_source_text(&known);

	tk_put_text(tab, col, place, TK_STYLE_TEXT);
}

static void put_told(struct tk_tab *tab, unsigned region, const struct tk_risk *risk)
{
	const char *support = risk->support ? risk->support : "";
	unsigned lines = tk_area_lines(tab, risk->area, told_columns[TOLD_AREA].width);

	lines = MAX(lines, tk_lines(risk->name, told_columns[TOLD_RISK].width - 2));
	lines = MAX(lines, tk_lines(support, told_columns[TOLD_SUPPORT].width - 2));
	tk_tab_row_height(tab, 13.0 * lines + 2);
	tk_put_text(tab, TOLD_REGION, tk_region_name(tab->workbook, region), TK_STYLE_TEXT);
	tk_put_area(tab, TOLD_AREA, risk->area);
	tk_put_input(tab, TOLD_RISK, risk->name, TK_STYLE_WRAP, &risk->source);
	tk_put_score(tab, TOLD_LIKELIHOOD, risk->likelihood, risk->impact);
	tk_put_input(tab, TOLD_SUPPORT, risk->support, TK_STYLE_WRAP, &risk->source);
	tk_put_place(tab, TOLD_SOURCE, &risk->source);
}

void tk_tab_region_risks(struct tk_tab *tab)
{
	const struct tk_round *round = tab->workbook->picture->now->round;

	tk_tab_heads(tab, told_columns, TOLD_N);
	for (unsigned i = 0; i < round->dataset->n_regions; i++) {
		unsigned region = tab->workbook->order[i];
		const struct tk_submission *submission = &round->submissions[region];

		unsigned n = submission->n_risks;

		for (unsigned k = 0; k < n && tk_tab_has_room(tab, n - k); k++, tab->row++)
			put_told(tab, region, &submission->risks[k]);
	}
	tk_tab_close(tab);
}

/* ---- Communication indicators ---- */

static const struct tk_column indicator_columns[] = {
	{"region", 22, false},      {"indicator", 36, false},   {"value", 14, true},
	{"value-before", 14, true}, {"value-change", 14, true}, {"measured-in", 12, false},
	{"source", 40, false},
};

enum { IND_REGION, IND_NAME, IND_VALUE, IND_BEFORE, IND_CHANGE, IND_UNIT, IND_SOURCE, IND_N };

G_STATIC_ASSERT(G_N_ELEMENTS(indicator_columns) == IND_N);

/* Key -> a region's indicator in the period before. */
static GHashTable *indicators_before(const struct tk_picture *picture, unsigned region)
{
	GHashTable *all = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	const struct tk_submission *submission =
		picture->before ? &picture->before->round->submissions[region] : NULL;

	for (unsigned i = 0; submission && i < submission->n_indicators; i++)
		g_hash_table_insert(all, tk_indicator_key(&submission->indicators[i]),
				    &submission->indicators[i]);
	return all;
}

static bool is_whole(double value)
{
	return value >= -1e15 && value <= 1e15 && (double)(int64_t)value == value;
}

void tk_put_value(struct tk_tab *tab, lxw_col_t col, double value)
{
	tk_put_number(tab, col, value, is_whole(value) ? TK_STYLE_INT : TK_STYLE_NUMBER);
}

static void put_growth(struct tk_tab *tab, double now, const struct tk_indicator *before)
{
	if (!before) {
		tk_put_none(tab, IND_BEFORE, false);
		tk_put_none(tab, IND_CHANGE, false);
		return;
	}
	g_autofree char *formula = g_strdup_printf("=C%u-D%u", tab->row + 1, tab->row + 1);
	double change = now - before->value;

	tk_put_value(tab, IND_BEFORE, before->value);
	tk_put_formula(tab, IND_CHANGE, formula, change,
		       tk_tab_format(tab, is_whole(change) ? TK_STYLE_SIGNED : TK_STYLE_POINTS));
}

static void put_indicator(struct tk_tab *tab, unsigned region, const struct tk_indicator *indicator,
			  GHashTable *all_before)
{
	g_autofree char *key = tk_indicator_key(indicator);
	const struct tk_indicator *before = g_hash_table_lookup(all_before, key);

	tk_put_text(tab, IND_REGION, tk_region_name(tab->workbook, region), TK_STYLE_TEXT);
	tk_put_input(tab, IND_NAME, indicator->name, TK_STYLE_TEXT, &indicator->source);
	tk_put_value(tab, IND_VALUE, indicator->value);
	put_growth(tab, indicator->value, before);
	tk_put_input(tab, IND_UNIT, indicator->unit, TK_STYLE_TEXT, &indicator->source);
	tk_put_place(tab, IND_SOURCE, &indicator->source);
}

void tk_tab_indicators(struct tk_tab *tab)
{
	const struct tk_round *round = tab->workbook->picture->now->round;

	tk_tab_heads(tab, indicator_columns, IND_N);
	for (unsigned i = 0; i < round->dataset->n_regions; i++) {
		unsigned region = tab->workbook->order[i];
		const struct tk_submission *submission = &round->submissions[region];

		g_autoptr(GHashTable) before = indicators_before(tab->workbook->picture, region);
		unsigned n = submission->n_indicators;

		for (unsigned k = 0; k < n && tk_tab_has_room(tab, n - k); k++, tab->row++)
			put_indicator(tab, region, &submission->indicators[k], before);
	}
	tk_tab_close(tab);
}
