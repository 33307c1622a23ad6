#include "workbook-imp.h"

/* The first sheet: what the workbook holds, how to read it, and where its figures come from. */

enum { COL_LABEL, COL_TEXT };

#define LABEL_WIDTH 28.0
#define TEXT_WIDTH 84.0

void tk_guide_columns(struct tk_tab *tab)
{
	worksheet_set_column(tab->sheet, COL_LABEL, COL_LABEL, LABEL_WIDTH, NULL);
	worksheet_set_column(tab->sheet, COL_TEXT, COL_TEXT, TEXT_WIDTH, NULL);
}

void tk_guide_pair(struct tk_tab *tab, const char *label, const char *text)
{
	tk_tab_row_height(tab, 13.0 * tk_lines(text, TEXT_WIDTH - 4) + 3);
	tk_put_text(tab, COL_LABEL, label, TK_STYLE_TEXT);
	tk_put_text(tab, COL_TEXT, text, TK_STYLE_WRAP);
	tab->row++;
}

void tk_guide_section(struct tk_tab *tab, const char *key)
{
	tab->row++;
	tk_tab_row_height(tab, 18);
	tk_put_text(tab, COL_LABEL, tk_workbook_text(tab->workbook, key), TK_STYLE_SECTION);
	tk_put_blank(tab, COL_TEXT, TK_STYLE_SECTION);
	tab->row++;
}

/* Rows of label and text, both from the tables: workbook.guide.KEY and workbook.guide.KEY.text. */
void tk_guide_keys(struct tk_tab *tab, const char *const *keys)
{
	for (; *keys; keys++) {
		g_autofree char *label = g_strconcat("workbook.guide.", *keys, NULL);
		g_autofree char *key = g_strconcat(label, ".text", NULL);
		g_autofree char *text = tk_workbook_format(tab->workbook, key);

		tk_guide_pair(tab, tk_workbook_text(tab->workbook, label), text);
	}
}

/* A label and a figure. \param formula  NULL: a plain number. */
static void put_figure(struct tk_tab *tab, const char *label, const char *formula, double value,
		       enum tk_style style)
{
	tk_put_text(tab, COL_LABEL, label, TK_STYLE_TEXT);
	if (formula)
		tk_put_formula(tab, COL_TEXT, formula, value, tk_tab_format(tab, style));
	else
		tk_put_number(tab, COL_TEXT, value, style);
	tab->row++;
}

void tk_guide_named_date(struct tk_tab *tab, const char *key, int32_t date, const char *name)
{
	const char *label = tk_workbook_text(tab->workbook, key);

	tk_name_cell(tab, tab->row, COL_TEXT, g_strdup(label), tk_date_to_serial(date),
		     TK_STYLE_DATE, name, NULL);
	put_figure(tab, label, NULL, tk_date_to_serial(date), TK_STYLE_FACT_DATE);
}

static void put_facts(struct tk_tab *tab)
{
	struct tk_workbook *workbook = tab->workbook;
	const struct tk_picture *picture = workbook->picture;
	const struct tk_period *period = picture->period;
	const struct tk_texts *texts = workbook->kit->texts;
	g_autofree char *n = tk_format_int(workbook->lang, picture->now->n_reported);
	g_autofree char *all = tk_format_int(workbook->lang, picture->dataset->n_regions);
	g_autofree char *regions = tk_text_format(
		texts, workbook->lang, "workbook.guide.regions.text", "n", n, "all", all, NULL);

	tk_guide_keys(tab, (const char *const[]){"period", NULL});
	tk_guide_named_date(tab, "workbook.guide.date", period->reporting_date, TK_NAME_REPORTING);
	tk_guide_named_date(tab, "workbook.guide.window-start", period->window_start,
			    TK_NAME_WINDOW_START);
	tk_guide_named_date(tab, "workbook.guide.window-end", period->window_end,
			    TK_NAME_WINDOW_END);
	tk_guide_keys(tab, (const char *const[]){"issuer", NULL});
	if (period->published != TK_NO_DATE)
		put_figure(tab, tk_workbook_text(workbook, "workbook.guide.published"), NULL,
			   tk_date_to_serial(period->published), TK_STYLE_FACT_DATE);
	tk_guide_pair(tab, tk_workbook_text(workbook, "workbook.guide.regions"), regions);
	tk_guide_keys(tab, (const char *const[]){"source", NULL});
	tk_guide_pair(tab, tk_workbook_text(workbook, "workbook.guide.program"),
		      "tilannekuva " TK_VERSION);
}

/* The country's figures, from the cells that have their names. */
static void put_key_figures(struct tk_tab *tab)
{
	struct tk_workbook *workbook = tab->workbook;
	const struct tk_figures *all = tk_measures_country(workbook->picture->now, TK_ALL_AREAS);
	const struct tk_change *change = tk_picture_change_country(workbook->picture, TK_ALL_AREAS);
	const struct {
		const char *key, *formula;
		bool there;
		double value;
		enum tk_style style;
	} figures[] = {
		{"workbook.name.progress", "=tk_progress_country", all->progress.n > 0,
		 tk_share_value(all->progress), TK_STYLE_FACT_PERCENT},
		{"workbook.name.change", "=tk_change_country", change && change->whole.den > 0,
		 change ? tk_fraction_value(change->whole) : 0, TK_STYLE_FACT_POINTS},
		{"workbook.name.under-way", "=tk_under_way_country", all->under_way.n > 0,
		 tk_share_value(all->under_way), TK_STYLE_FACT_PERCENT},
		{"workbook.name.done", "=tk_done_country", all->done.n > 0,
		 tk_share_value(all->done), TK_STYLE_FACT_PERCENT},
		{"workbook.name.late", "=tk_late_country", true, (double)all->n_late,
		 TK_STYLE_FACT_INT},
	};

	tk_guide_section(tab, "workbook.guide.figures");
	for (unsigned i = 0; i < G_N_ELEMENTS(figures); i++) {
		if (figures[i].there)
			put_figure(tab, tk_workbook_text(workbook, figures[i].key),
				   figures[i].formula, figures[i].value, figures[i].style);
	}
}

void tk_guide_contents(struct tk_tab *tab)
{
	struct tk_workbook *workbook = tab->workbook;

	tk_guide_section(tab, "workbook.guide.contents");
	for (unsigned i = 1; i < workbook->n_kinds; i++) {
		const char *name = tk_tab_text(workbook, workbook->kinds[i].key, "name");

		tk_put_link(tab, COL_LABEL, name, name);
		tk_put_text(tab, COL_TEXT, tk_tab_text(workbook, workbook->kinds[i].key, "about"),
			    TK_STYLE_WRAP);
		tab->row++;
	}
}

void tk_guide_classes(struct tk_tab *tab)
{
	struct tk_workbook *workbook = tab->workbook;
	unsigned n = workbook->picture->period->n_classes;

	tk_guide_section(tab, "workbook.guide.classes");
	for (unsigned k = 0; k < n; k++) {
		g_autofree char *pips = tk_class_pips(k, n);
		g_autofree char *words = tk_class_words(workbook, k);
		g_autofree char *cell = g_strconcat(pips, "  ", words, NULL);

		tk_put_formatted(tab, COL_LABEL, cell, workbook->styles.class_text[k]);
		if (k == 0)
			tk_put_text(tab, COL_TEXT,
				    tk_workbook_text(workbook, "workbook.guide.classes.text"),
				    TK_STYLE_WRAP);
		else
			tk_put_blank(tab, COL_TEXT, TK_STYLE_TEXT);
		tab->row++;
	}
	/* One region's workbook has no rows of others. */
	if (workbook->region != TK_NONE)
		return;
	tk_put_text(tab, COL_LABEL, tk_workbook_text(workbook, "no-data"), TK_STYLE_NO_DATA);
	tk_put_text(tab, COL_TEXT, tk_workbook_text(workbook, "workbook.guide.no-data.text"),
		    TK_STYLE_WRAP);
	tab->row++;
}

/* The limits of the classes in cells of their own, which tk_tab_class_rules() looks at. */
static void put_class_limits(struct tk_tab *tab)
{
	struct tk_workbook *workbook = tab->workbook;
	const struct tk_period *period = workbook->picture->period;

	for (unsigned k = 1; k < period->n_classes; k++) {
		g_autofree char *pips = tk_class_pips(k, period->n_classes);
		g_autofree char *number = g_strdup_printf("%u", k);
		g_autofree char *label =
			tk_text_format(workbook->kit->texts, workbook->lang,
				       "workbook.guide.class-limit", "pips", pips, NULL);

		tk_name_cell(tab, tab->row, COL_TEXT, g_strdup(label), period->class_from[k - 1],
			     TK_STYLE_INT, "class", "limit", number, NULL);
		put_figure(tab, label, NULL, period->class_from[k - 1], TK_STYLE_FACT_INT);
	}
}

/* \return why a region has no shares, in words; NULL where it has; owned. */
static char *no_figures(const struct tk_workbook *workbook, unsigned region)
{
	const struct tk_picture *picture = workbook->picture;

	if (!picture->now->reported[region])
		return tk_region_reason(picture->now, region, picture->log, workbook->kit->texts,
					workbook->lang);
	if (tk_measures_region(picture->now, region, TK_ALL_AREAS)->progress.n > 0)
		return NULL;
	return g_strdup(tk_workbook_text(workbook, "workbook.guide.no-tasks.text"));
}

static void put_missing(struct tk_tab *tab)
{
	struct tk_workbook *workbook = tab->workbook;
	bool headed = false;

	for (unsigned i = 0; i < workbook->picture->dataset->n_regions; i++) {
		unsigned region = workbook->order[i];
		g_autofree char *reason = no_figures(workbook, region);

		if (!reason)
			continue;
		if (!headed)
			tk_guide_section(tab, "workbook.guide.missing");
		headed = true;
		tk_guide_pair(tab, tk_region_name(workbook, region), reason);
	}
}

void tk_guide_warnings(struct tk_tab *tab)
{
	struct tk_workbook *workbook = tab->workbook;
	const struct tk_picture *picture = workbook->picture;
	const char *key = NULL;

	if (picture->period->illustrative)
		key = "workbook.illustrative";
	else if (picture->before && picture->before->period->illustrative)
		key = "workbook.illustrative-before";
	if (!key)
		return;
	g_autofree char *text = tk_workbook_format(workbook, key);

	tk_guide_pair(tab, tk_workbook_text(workbook, "workbook.guide.warning"), text);
}

void tk_tab_guide(struct tk_tab *tab)
{
	tk_guide_columns(tab);
	put_facts(tab);
	tk_guide_warnings(tab);
	put_key_figures(tab);
	tk_guide_contents(tab);
	tk_guide_classes(tab);
	put_class_limits(tab);
	put_missing(tab);
	worksheet_activate(tab->sheet);
}

/* The sheet of the method: how figures are worked out, and how to use the workbook. */
void tk_tab_method(struct tk_tab *tab)
{
	static const char *const measures[] = {"progress", "readiness", "percent", "change", "late",
					       "forecast", "medians",   "totals",  NULL};
	static const char *const live[] = {"formulas", "try", "names", NULL};

	tk_guide_columns(tab);
	tk_guide_section(tab, "workbook.guide.measures");
	tk_guide_keys(tab, measures);
	tk_guide_section(tab, "workbook.guide.use");
	if (tab->workbook->live)
		tk_guide_keys(tab, live);
	else
		tk_guide_keys(tab, (const char *const[]){"values", "names", NULL});
	tk_guide_section(tab, "workbook.guide.sources");
	tk_guide_keys(tab, (const char *const[]){"source", NULL});
	tk_guide_pair(tab, tk_workbook_text(tab->workbook, "workbook.guide.program"),
		      "tilannekuva " TK_VERSION);
}
