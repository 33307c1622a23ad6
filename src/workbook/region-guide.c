#include "region-imp.h"

/* The first sheet of a region's workbook: whose it is, its figures in short, how to read it. */

static void put_fact(struct tk_tab *tab, const char *label, const char *text)
{
	g_autofree char *key = g_strconcat("workbook.own-guide.", label, NULL);

	tk_guide_pair(tab, tk_workbook_text(tab->workbook, key), text);
}

static char *percent_text(const struct tk_workbook *workbook, struct tk_share share)
{
	return share.n == 0 ? g_strdup(tk_workbook_text(workbook, "none"))
			    : tk_format_percent(workbook->lang, tk_percent(share));
}

/* The region's figures in one sentence, the country's beside them. */
static void put_headline(struct tk_tab *tab)
{
	struct tk_workbook *workbook = tab->workbook;
	const struct tk_measures *now = workbook->picture->now;
	const struct tk_figures *own = tk_measures_region(now, workbook->region, TK_ALL_AREAS);
	const struct tk_figures *all = tk_measures_country(now, TK_ALL_AREAS);
	g_autofree char *progress = percent_text(workbook, own->progress);
	g_autofree char *progress_all = percent_text(workbook, all->progress);
	g_autofree char *done = percent_text(workbook, own->done);
	g_autofree char *done_all = percent_text(workbook, all->done);
	g_autofree char *late = tk_format_int(workbook->lang, own->n_late);
	g_autofree char *text = tk_text_format(
		workbook->kit->texts, workbook->lang, "workbook.own-guide.headline.text",
		"progress", progress, "progress_all", progress_all, "done", done, "done_all",
		done_all, "late", late, "period", workbook->period, NULL);

	put_fact(tab, "headline", text);
}

/* The region's files, each with what came of its rows. */
static void put_files(struct tk_tab *tab)
{
	struct tk_workbook *workbook = tab->workbook;
	const struct tk_submission *own = tk_own_now(workbook);

	if (!own->file)
		return;
	g_autofree char *rows = tk_format_int(workbook->lang, own->totals.rows);
	g_autofree char *counted = tk_format_int(
		workbook->lang, (int64_t)own->totals.counted + own->totals.not_applicable);
	g_autofree char *missing = tk_format_int(workbook->lang, own->n_missing);
	g_autofree char *text =
		tk_text_format(workbook->kit->texts, workbook->lang, "workbook.own-guide.file.text",
			       "file", tk_clean_path(workbook->picture->dataset, own->file), "rows",
			       rows, "told", counted, "missing", missing, NULL);

	put_fact(tab, "file", text);
}

/* Why there are no figures, and what there is instead. */
static void put_reason(struct tk_tab *tab, bool never)
{
	struct tk_workbook *workbook = tab->workbook;
	const struct tk_picture *asked = workbook->asked ? workbook->asked : workbook->picture;
	g_autofree char *reason = tk_region_reason(asked->now, workbook->region, asked->log,
						   workbook->kit->texts, workbook->lang);
	g_autofree char *known = tk_workbook_format(workbook, never ? "workbook.own-guide.never"
								    : "workbook.own-guide.last");

	put_fact(tab, "reason", reason);
	put_fact(tab, "known", known);
}

void tk_tab_own_guide(struct tk_tab *tab)
{
	struct tk_workbook *workbook = tab->workbook;
	bool never = !workbook->picture->now->reported[workbook->region];
	static const char *const measures[] = {"progress", "readiness", "percent",
					       "change",   "late",      NULL};

	tk_guide_columns(tab);
	put_fact(tab, "region", tk_region_name(workbook, workbook->region));
	if (workbook->asked || never)
		put_reason(tab, never);
	tk_guide_keys(tab, (const char *const[]){"period", NULL});
	tk_guide_named_date(tab, "workbook.guide.date", workbook->picture->period->reporting_date,
			    TK_NAME_REPORTING);
	tk_guide_keys(tab, (const char *const[]){"window", "issuer", NULL});
	if (!never) {
		put_headline(tab);
		put_files(tab);
	}
	tk_guide_warnings(tab);
	tk_guide_contents(tab);
	tk_guide_classes(tab);
	tk_guide_section(tab, "workbook.guide.measures");
	tk_guide_keys(tab, measures);
	tk_guide_keys(tab, (const char *const[]){"own-beside", NULL});
	if (workbook->live && !never)
		tk_guide_keys(tab, (const char *const[]){"own-formulas", NULL});
	tk_guide_section(tab, "workbook.guide.sources");
	tk_guide_keys(tab, (const char *const[]){"source", NULL});
	tk_guide_pair(tab, tk_workbook_text(workbook, "workbook.guide.program"),
		      "tilannekuva " TK_VERSION);
	worksheet_activate(tab->sheet);
}
