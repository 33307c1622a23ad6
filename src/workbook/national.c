#include "workbook-imp.h"

/* The national working workbook: its sheets in the order of their tabs. */

static const struct tk_tab_kind tabs[] = {
	{.key = "guide", .write = tk_tab_guide},
	{.key = "progress", .write = tk_tab_progress, .freeze_column = true},
	{.key = "readiness", .write = tk_tab_readiness, .freeze_column = true},
	{.key = "change", .write = tk_tab_change, .freeze_column = true},
	{.key = "coops", .write = tk_tab_coops, .freeze_column = true},
	{.key = "late", .write = tk_tab_late},
	{.key = "risks", .write = tk_tab_risks},
	{.key = "region-risks", .write = tk_tab_region_risks, .freeze_column = true},
	{.key = "indicators", .write = tk_tab_indicators, .freeze_column = true},
	{.key = "tasks", .write = tk_tab_tasks, .freeze_column = true},
	{.key = "quality", .write = tk_tab_quality},
	{.key = "ledger", .write = tk_tab_ledger},
	{.key = "totals", .write = tk_tab_totals, .freeze_column = true},
	{.key = "coverage", .write = tk_tab_coverage, .freeze_column = true},
};

bool tk_workbook_write_national(const struct tk_picture *picture, const struct tk_kit *kit,
				enum tk_lang lang, const char *path, struct tk_log *log)
{
	struct tk_workbook workbook = {
		.picture = picture,
		.kit = kit,
		.lang = lang,
		.log = log,
		.kinds = tabs,
		.n_kinds = G_N_ELEMENTS(tabs),
	};

	if (!tk_workbook_open(&workbook, path))
		return false;
	tk_workbook_write_tabs(&workbook);
	return tk_workbook_close(&workbook);
}
