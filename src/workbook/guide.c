#include "workbook-imp.h"

/* The first sheet: what the workbook holds, how to read it, and where its figures come from. */

enum { COL_LABEL, COL_TEXT };

#define LABEL_WIDTH 26.0
#define TEXT_WIDTH 110.0

static void put_pair(struct tk_tab *tab, const char *label, const char *text)
{
	tk_tab_row_height(tab, 13.0 * tk_lines(text, TEXT_WIDTH - 4) + 3);
	tk_put_text(tab, COL_LABEL, label, TK_STYLE_TEXT);
	tk_put_text(tab, COL_TEXT, text, TK_STYLE_WRAP);
	tab->row++;
}

static void put_section(struct tk_tab *tab, const char *key)
{
	tab->row++;
	tk_tab_row_height(tab, 18);
	tk_put_text(tab, COL_LABEL, tk_workbook_text(tab->workbook, key), TK_STYLE_SECTION);
	tk_put_blank(tab, COL_TEXT, TK_STYLE_SECTION);
	tab->row++;
}

/* Rows of label and text, both from the tables: workbook.guide.KEY and workbook.guide.KEY.text. */
static void put_keys(struct tk_tab *tab, const char *const *keys)
{
	for (; *keys; keys++) {
		g_autofree char *label = g_strconcat("workbook.guide.", *keys, NULL);
		g_autofree char *key = g_strconcat(label, ".text", NULL);
		g_autofree char *text = tk_workbook_format(tab->workbook, key);

		put_pair(tab, tk_workbook_text(tab->workbook, label), text);
	}
}

static void put_facts(struct tk_tab *tab)
{
	struct tk_workbook *workbook = tab->workbook;
	const struct tk_picture *picture = workbook->picture;
	const struct tk_texts *texts = workbook->kit->texts;
	g_autofree char *n = tk_format_int(workbook->lang, picture->now->n_reported);
	g_autofree char *all = tk_format_int(workbook->lang, picture->dataset->n_regions);
	g_autofree char *regions = tk_text_format(
		texts, workbook->lang, "workbook.guide.regions.text", "n", n, "all", all, NULL);
	static const char *const keys[] = {"period", "date", "window", "issuer", NULL};

	put_keys(tab, keys);
	if (picture->period->published != TK_NO_DATE) {
		g_autofree char *date =
			tk_text_date(texts, workbook->lang, picture->period->published);

		put_pair(tab, tk_workbook_text(workbook, "workbook.guide.published"), date);
	}
	put_pair(tab, tk_workbook_text(workbook, "workbook.guide.regions"), regions);
}

static void put_contents(struct tk_tab *tab)
{
	struct tk_workbook *workbook = tab->workbook;

	put_section(tab, "workbook.guide.contents");
	for (unsigned i = 1; i < workbook->n_kinds; i++) {
		const char *name = tk_tab_text(workbook, workbook->kinds[i].key, "name");

		tk_put_link(tab, COL_LABEL, name, name);
		tk_put_text(tab, COL_TEXT, tk_tab_text(workbook, workbook->kinds[i].key, "about"),
			    TK_STYLE_WRAP);
		tab->row++;
	}
}

static void put_classes(struct tk_tab *tab)
{
	struct tk_workbook *workbook = tab->workbook;
	unsigned n = workbook->picture->period->n_classes;

	put_section(tab, "workbook.guide.classes");
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
	tk_put_text(tab, COL_LABEL, tk_workbook_text(workbook, "no-data"), TK_STYLE_NO_DATA);
	tk_put_text(tab, COL_TEXT, tk_workbook_text(workbook, "workbook.guide.no-data.text"),
		    TK_STYLE_WRAP);
	tab->row++;
}

static void put_missing(struct tk_tab *tab)
{
	struct tk_workbook *workbook = tab->workbook;
	const struct tk_picture *picture = workbook->picture;

	if (picture->now->n_reported == picture->dataset->n_regions)
		return;
	put_section(tab, "workbook.guide.missing");
	for (unsigned i = 0; i < picture->dataset->n_regions; i++) {
		unsigned region = workbook->order[i];

		if (picture->now->reported[region])
			continue;
		g_autofree char *reason = tk_region_reason(picture->now, region, picture->log,
							   workbook->kit->texts, workbook->lang);

		put_pair(tab, tk_region_name(workbook, region), reason);
	}
}

static void put_warnings(struct tk_tab *tab)
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

	put_pair(tab, tk_workbook_text(workbook, "workbook.guide.warning"), text);
}

void tk_tab_guide(struct tk_tab *tab)
{
	struct tk_workbook *workbook = tab->workbook;
	static const char *const measures[] = {"progress", "readiness", "percent", "change",
					       "late",     "totals",    NULL};

	worksheet_set_column(tab->sheet, COL_LABEL, COL_LABEL, LABEL_WIDTH, NULL);
	worksheet_set_column(tab->sheet, COL_TEXT, COL_TEXT, TEXT_WIDTH, NULL);
	put_facts(tab);
	put_warnings(tab);
	put_contents(tab);
	put_classes(tab);
	put_missing(tab);
	put_section(tab, "workbook.guide.measures");
	put_keys(tab, measures);
	if (workbook->live)
		put_keys(tab, (const char *const[]){"formulas", NULL});
	put_section(tab, "workbook.guide.sources");
	put_keys(tab, (const char *const[]){"source", NULL});
	put_pair(tab, tk_workbook_text(workbook, "workbook.guide.program"),
		 "tilannekuva " TK_VERSION);
	worksheet_activate(tab->sheet);
}
