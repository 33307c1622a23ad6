#include "region-imp.h"
#include "tilannekuva/vocabulary.h"

/* The sheets of what the region told of its risks and of its communication, now and before. */

/* ---- Risks ---- */

static const struct tk_column risk_columns[] = {
	{"own-state", 12, false},
	{"area", 26, false},
	{"risk", 32, false},
	{"likelihood", 16, true},
	{"impact", 10, true},
	{"score", 10, true},
	{"own-likelihood-before", 16, true},
	{"own-impact-before", 10, true},
	{"own-score-before", 10, true},
	{"own-risk-regions", 12, true},
	{"support", 26, false},
	{"source", 25, false},
};

enum {
	RISK_STATE,
	RISK_AREA,
	RISK_NAME,
	RISK_LIKELIHOOD,
	RISK_BEFORE = RISK_LIKELIHOOD + 3,
	RISK_REGIONS = RISK_BEFORE + 3,
	RISK_SUPPORT,
	RISK_SOURCE,
	RISK_N
};

G_STATIC_ASSERT(G_N_ELEMENTS(risk_columns) == RISK_N);

/* \return the first risk of the same name that is not taken yet, NULL when there is none. */
static const struct tk_risk *same_risk(const struct tk_submission *in, const bool *taken,
				       const struct tk_risk *as, unsigned *index)
{
	g_autofree char *wanted = tk_word_normalise(as->name);

	for (unsigned i = 0; in && i < in->n_risks; i++) {
		g_autofree char *name = tk_word_normalise(in->risks[i].name);

		if (taken[i] || in->risks[i].area != as->area || strcmp(name, wanted) != 0)
			continue;
		*index = i;
		return &in->risks[i];
	}
	return NULL;
}

static unsigned regions_telling(const struct tk_picture *picture, const struct tk_risk *risk)
{
	g_autofree char *wanted = tk_word_normalise(risk->name);

	for (unsigned i = 0; i < picture->n_risks; i++) {
		g_autofree char *name = tk_word_normalise(picture->risks[i].name);

		if (picture->risks[i].area == risk->area && strcmp(name, wanted) == 0)
			return picture->risks[i].n_now;
	}
	return 0;
}

/* \param now,before  The same risk in both periods; one may be NULL. */
static void put_risk(struct tk_tab *tab, const struct tk_risk *now, const struct tk_risk *before)
{
	struct tk_workbook *workbook = tab->workbook;
	const struct tk_risk *told = now ? now : before;

	unsigned lines = MAX(
		tk_lines(told->name, risk_columns[RISK_NAME].width - 1),
		tk_lines(told->support ? told->support : "", risk_columns[RISK_SUPPORT].width - 1));

	lines = MAX(lines, tk_area_lines(tab, told->area, risk_columns[RISK_AREA].width));
	tk_tab_row_height(tab, 13.0 * lines + 2);
	tk_put_text(tab, RISK_STATE, tk_own_state(workbook, now != NULL, before != NULL),
		    TK_STYLE_TEXT);
	tk_put_area(tab, RISK_AREA, told->area);
	tk_put_input(tab, RISK_NAME, told->name, TK_STYLE_WRAP, &told->source);
	tk_put_score(tab, RISK_LIKELIHOOD, now ? now->likelihood : 0, now ? now->impact : 0);
	tk_put_score(tab, RISK_BEFORE, before ? before->likelihood : 0,
		     before ? before->impact : 0);
	tk_put_int(tab, RISK_REGIONS, regions_telling(workbook->picture, told), TK_STYLE_INT);
	tk_put_input(tab, RISK_SUPPORT, told->support, TK_STYLE_WRAP, &told->source);
	tk_put_place(tab, RISK_SOURCE, &told->source);
	tk_place_keep(tab, &told->source);
	tab->row++;
}

void tk_tab_own_risks(struct tk_tab *tab)
{
	const struct tk_submission *now = tk_own_now(tab->workbook);
	const struct tk_submission *before = tk_own_before(tab->workbook);
	unsigned n_before = before ? before->n_risks : 0, index = 0;
	g_autofree bool *taken = g_new0(bool, n_before + 1);

	tk_tab_heads(tab, risk_columns, RISK_N);
	for (unsigned i = 0; i < now->n_risks; i++) {
		const struct tk_risk *same = same_risk(before, taken, &now->risks[i], &index);

		if (same)
			taken[index] = true;
		put_risk(tab, &now->risks[i], same);
	}
	for (unsigned i = 0; i < n_before; i++) {
		if (!taken[i])
			put_risk(tab, NULL, &before->risks[i]);
	}
	tk_tab_nothing(tab, "workbook.own-risks.nothing");
	tk_tab_close(tab);
}

/* ---- Communication indicators ---- */

static const struct tk_column indicator_columns[] = {
	{"own-state", 14, false},   {"indicator", 40, false},   {"value", 14, true},
	{"value-before", 14, true}, {"value-change", 14, true}, {"measured-in", 14, false},
	{"source", 40, false},
};

enum { IND_STATE, IND_NAME, IND_VALUE, IND_BEFORE, IND_CHANGE, IND_UNIT, IND_SOURCE, IND_N };

G_STATIC_ASSERT(G_N_ELEMENTS(indicator_columns) == IND_N);

static void put_known_value(struct tk_tab *tab, lxw_col_t col, const struct tk_indicator *indicator)
{
	if (indicator)
		tk_put_value(tab, col, indicator->value);
	else
		tk_put_none(tab, col, false);
}

static void put_growth(struct tk_tab *tab, double change)
{
	g_autofree char *now = tk_formula_cell(NULL, tab->row, IND_VALUE);
	g_autofree char *before = tk_formula_cell(NULL, tab->row, IND_BEFORE);
	g_autofree char *formula = g_strdup_printf("=%s-%s", now, before);
	bool whole = change >= -1e15 && change <= 1e15 && (double)(int64_t)change == change;

	tk_put_formula(tab, IND_CHANGE, formula, change,
		       tk_tab_format(tab, whole ? TK_STYLE_SIGNED : TK_STYLE_POINTS));
}

static void put_indicator(struct tk_tab *tab, const struct tk_indicator *now,
			  const struct tk_indicator *before)
{
	const struct tk_indicator *told = now ? now : before;

	tk_put_text(tab, IND_STATE, tk_own_state(tab->workbook, now != NULL, before != NULL),
		    TK_STYLE_TEXT);
	tk_put_input(tab, IND_NAME, told->name, TK_STYLE_TEXT, &told->source);
	put_known_value(tab, IND_VALUE, now);
	put_known_value(tab, IND_BEFORE, before);
	if (now && before)
		put_growth(tab, now->value - before->value);
	else
		tk_put_none(tab, IND_CHANGE, false);
	tk_put_input(tab, IND_UNIT, told->unit, TK_STYLE_TEXT, &told->source);
	tk_put_place(tab, IND_SOURCE, &told->source);
	tk_place_keep(tab, &told->source);
	tab->row++;
}

void tk_tab_own_indicators(struct tk_tab *tab)
{
	const struct tk_submission *now = tk_own_now(tab->workbook);
	const struct tk_submission *before = tk_own_before(tab->workbook);

	tk_tab_heads(tab, indicator_columns, IND_N);
	for (unsigned i = 0; i < now->n_indicators; i++)
		put_indicator(tab, &now->indicators[i],
			      before ? tk_submission_indicator(before, &now->indicators[i]) : NULL);
	for (unsigned i = 0; before && i < before->n_indicators; i++) {
		if (!tk_submission_indicator(now, &before->indicators[i]))
			put_indicator(tab, NULL, &before->indicators[i]);
	}
	tk_tab_nothing(tab, "workbook.own-indicators.nothing");
	tk_tab_close(tab);
}
