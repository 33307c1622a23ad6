#include "workbook-imp.h"

/* The national working workbook: its sheets in the order of their tabs. */

static const struct tk_tab_kind tabs[] = {
	{.key = "guide", .write = tk_tab_guide, .portrait = true},
	{.key = "progress", .write = tk_tab_progress, .freeze_column = true},
	{.key = "readiness", .write = tk_tab_readiness, .freeze_column = true},
	{.key = "change", .write = tk_tab_change, .freeze_column = true},
	{.key = "history", .write = tk_tab_history, .freeze_column = true},
	{.key = "forecast", .write = tk_tab_forecast, .freeze_column = true},
	{.key = "coops", .write = tk_tab_coops, .freeze_column = true},
	{.key = "charts", .write = tk_tab_charts},
	{.key = "late", .write = tk_tab_late},
	{.key = "risks", .write = tk_tab_risks},
	{.key = "region-risks", .write = tk_tab_region_risks, .freeze_column = true},
	{.key = "indicators", .write = tk_tab_indicators, .freeze_column = true},
	{.key = "tasks", .write = tk_tab_tasks, .freeze_column = true},
	{.key = "quality", .write = tk_tab_quality},
	{.key = "ledger", .write = tk_tab_ledger},
	{.key = "totals", .write = tk_tab_totals, .freeze_column = true},
	{.key = "coverage", .write = tk_tab_coverage, .freeze_column = true},
	{.key = "chart-data", .write = tk_tab_chart_data},
	{.key = "names", .write = tk_tab_names, .portrait = true},
	{.key = "method", .write = tk_tab_method, .portrait = true},
};

/* Where the rows of tasks are in files of their own, their sheet lists the files. */
static void list_parts(struct tk_tab_kind *kinds, unsigned n)
{
	for (unsigned i = 0; i < n; i++) {
		if (kinds[i].write == tk_tab_tasks)
			kinds[i] = (struct tk_tab_kind){.key = "parts", .write = tk_tab_parts};
	}
}

static void say_split(const struct tk_picture *picture, unsigned n_parts, struct tk_log *log)
{
	g_autofree char *n = g_strdup_printf("%u", n_parts);
	g_autofree char *rows =
		g_strdup_printf("%" G_GUINT64_FORMAT,
				(uint64_t)picture->now->n_reported * picture->dataset->n_tasks);

	tk_log_add(log, TK_DIAG_WORKBOOK_SPLIT, NULL, rows, n, NULL);
}

bool tk_workbook_write_national(const struct tk_picture *picture, const struct tk_kit *kit,
				enum tk_lang lang, const char *path, struct tk_log *log)
{
	unsigned n_parts = tk_workbook_n_parts(picture);
	struct tk_tab_kind kinds[G_N_ELEMENTS(tabs)];
	struct tk_workbook workbook = {
		.picture = picture,
		.kit = kit,
		.lang = lang,
		.log = log,
		.kinds = kinds,
		.n_kinds = G_N_ELEMENTS(kinds),
		.key = "national",
		.region = TK_NONE,
		.split = n_parts > 0,
		/* Without the rows of tasks there is little left to keep. */
		.in_memory = n_parts > 0,
	};

	memcpy(kinds, tabs, sizeof kinds);
	if (n_parts > 0) {
		list_parts(kinds, G_N_ELEMENTS(kinds));
		say_split(picture, n_parts, log);
	}
	if (!tk_workbook_open(&workbook, path))
		return false;
	tk_workbook_write_tabs(&workbook);
	return tk_workbook_close(&workbook);
}
