#include "form-imp.h"

/* The form's sheets of risks and indicators: the last ones, and empty rows for more. */

#define EMPTY_ROWS 30

/* Submissions may have had more; nobody fills in so many. */
#define MOST_ROWS 2000u
#define MOST_NAMES 500u

enum { RISK_AREA, RISK_NAME, RISK_LIKELIHOOD, RISK_IMPACT, RISK_SUPPORT, N_RISK_COLS };
enum { INDICATOR_NAME, INDICATOR_VALUE, INDICATOR_UNIT, N_INDICATOR_COLS };

struct column {
	const char *meaning;
	double width;
	enum tk_form_check check;
	enum tk_form_style style;
};

static const struct column risk_columns[N_RISK_COLS] = {
	[RISK_AREA] = {"area", 36, TK_CHECK_AREA, TK_FORM_INPUT_TEXT},
	[RISK_NAME] = {"name", 50, TK_CHECK_NONE, TK_FORM_INPUT_TEXT},
	[RISK_LIKELIHOOD] = {"likelihood", 18, TK_CHECK_SCALE, TK_FORM_INPUT_NUMBER},
	[RISK_IMPACT] = {"impact", 16, TK_CHECK_SCALE, TK_FORM_INPUT_NUMBER},
	[RISK_SUPPORT] = {"support", 50, TK_CHECK_NONE, TK_FORM_INPUT_TEXT},
};

static const struct column indicator_columns[N_INDICATOR_COLS] = {
	[INDICATOR_NAME] = {"name", 50, TK_CHECK_INDICATOR, TK_FORM_INPUT_TEXT},
	[INDICATOR_VALUE] = {"value", 18, TK_CHECK_NUMBER, TK_FORM_INPUT_NUMBER},
	[INDICATOR_UNIT] = {"unit", 18, TK_CHECK_NONE, TK_FORM_INPUT_TEXT},
};

/* One of the two sheets. */
struct extra {
	const struct tk_tab_kind kind;
	/** Kind of its header words in the vocabulary. */
	const char *words;
	const struct column *columns;
	unsigned n_columns;
	const char *name_key, *note_key;
};

static const struct extra risks = {{.key = "form.risks"}, "risk-header",     risk_columns,
				   N_RISK_COLS,           "form.risks.name", "form.risks.note"};
static const struct extra indicators = {{.key = "form.indicators"}, "indicator-header",
					indicator_columns,          N_INDICATOR_COLS,
					"form.indicators.name",     "form.indicators.note"};

static bool open_extra(struct tk_form *form, struct tk_tab *tab, const struct extra *extra)
{
	struct tk_form_book *book = &form->book;
	g_autofree char *title = tk_form_title(book, "form.title");

	if (!tk_form_add_sheet(tab, book, &extra->kind, tk_form_text(book, extra->name_key)))
		return false;
	tk_put_text(tab, 0, title, TK_STYLE_TITLE);
	tab->row++;
	tk_put_text(tab, 0, tk_form_text(book, extra->note_key), TK_STYLE_NOTE);
	tab->row = TK_HEAD_ROW;
	for (unsigned c = 0; c < extra->n_columns; c++)
		tk_tab_head(tab, (lxw_col_t)c,
			    tk_form_word(book, extra->words, extra->columns[c].meaning),
			    extra->columns[c].width, false);
	tk_tab_heads_end(tab);
	return true;
}

static void close_extra(struct tk_form *form, struct tk_tab *tab, const struct extra *extra)
{
	for (unsigned i = 0; i < EMPTY_ROWS; i++, tab->row++) {
		for (unsigned c = 0; c < extra->n_columns; c++)
			tk_form_put_empty(&form->book, tab, (lxw_col_t)c, extra->columns[c].style);
	}
	for (unsigned c = 0; c < extra->n_columns; c++)
		tk_form_check(&form->book, tab, extra->columns[c].check, TK_FIRST_ROW, tab->row - 1,
			      (lxw_col_t)c);
	tk_form_protect(tab);
}

static void put_risk(struct tk_form *form, struct tk_tab *tab, const struct tk_risk *risk)
{
	struct tk_form_book *book = &form->book;
	const struct tk_area *area =
		risk->area == TK_NONE ? NULL : &book->dataset->areas[risk->area];

	tk_form_put_text(book, tab, RISK_AREA,
			 area ? tk_names_in(&area->name, tab->workbook->lang) : NULL,
			 &risk->source);
	tk_form_put_text(book, tab, RISK_NAME, risk->name, &risk->source);
	tk_form_put_number(book, tab, RISK_LIKELIHOOD, risk->likelihood);
	tk_form_put_number(book, tab, RISK_IMPACT, risk->impact);
	tk_form_put_text(book, tab, RISK_SUPPORT, risk->support, &risk->source);
	tab->row++;
}

void tk_form_risks(struct tk_form *form)
{
	struct tk_tab tab;

	if (!open_extra(form, &tab, &risks))
		return;
	for (unsigned i = 0; form->answers && i < MIN(form->answers->n_risks, MOST_ROWS); i++)
		put_risk(form, &tab, &form->answers->risks[i]);
	close_extra(form, &tab, &risks);
}

/* A name without a value would be told of when the form is read, so only the region's own stand there
 * with their last values; those of the other regions are in the drop-down. */
void tk_form_indicators(struct tk_form *form)
{
	struct tk_tab tab;

	if (!open_extra(form, &tab, &indicators))
		return;
	for (unsigned i = 0; form->answers && i < MIN(form->answers->n_indicators, MOST_ROWS);
	     i++) {
		const struct tk_indicator *indicator = &form->answers->indicators[i];

		tk_form_put_text(&form->book, &tab, INDICATOR_NAME, indicator->name,
				 &indicator->source);
		tk_form_put_number(&form->book, &tab, INDICATOR_VALUE, indicator->value);
		tk_form_put_text(&form->book, &tab, INDICATOR_UNIT, indicator->unit,
				 &indicator->source);
		tab.row++;
	}
	close_extra(form, &tab, &indicators);
}

char **tk_form_indicator_names(const struct tk_round *round)
{
	g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	GPtrArray *names = g_ptr_array_new();

	for (unsigned r = 0; round && r < round->dataset->n_regions; r++) {
		const struct tk_submission *submission = &round->submissions[r];

		for (unsigned i = 0; i < submission->n_indicators && names->len < MOST_NAMES; i++) {
			const char *name = submission->indicators[i].name;

			if (g_hash_table_add(seen, tk_word_normalise(name)))
				g_ptr_array_add(names, g_strdup(name));
		}
	}
	g_ptr_array_add(names, NULL);
	return (char **)g_ptr_array_free(names, FALSE);
}
