#include "publication-imp.h"

/* The tables of shares: rows are the units of the open data, in its order. */

#define NUMBER_WIDTH 14.0
#define PERIOD_WIDTH 12.0
/* Takes the longest word of its head whole. */
#define WINDOW_WIDTH 22.0

/* What is handed down to each row. */
struct table {
	struct tk_pub *pub;
	struct tk_tab *tab;
	/** Whether rows begin with their period, and cooperation areas have rows, too. */
	bool all_periods;
	/** The column after the unit's. */
	lxw_col_t first;
};

static bool in_table(const struct table *table, const struct tk_open_unit *unit)
{
	return (table->all_periods || unit->level != TK_UNIT_COOP) &&
	       tk_tab_has_room(table->tab, 1);
}

static void begin_row(const struct table *table, const struct tk_open_unit *unit)
{
	const struct tk_period *period = unit->measures->period;
	g_autofree char *name = g_strdup_printf("%d/%d", period->month, period->year);

	tk_pub_row_height(table->tab, 1);
	if (table->all_periods)
		tk_pub_put_text(table->tab, 0, name);
	tk_pub_put_unit(table->tab, (lxw_col_t)(table->first - 2), unit);
}

static void end_row(const struct table *table, lxw_col_t notes, const struct tk_open_unit *unit)
{
	const struct tk_workbook *workbook = table->tab->workbook;
	char *reason = tk_open_reason(workbook->picture, unit, unit->measures, workbook->kit->texts,
				      workbook->lang);

	tk_pub_put_notes(table->pub, table->tab, notes, reason,
			 unit->measures->period->illustrative);
	table->tab->row++;
}

static lxw_col_t begin_heads(struct tk_tab *tab, bool all_periods)
{
	lxw_col_t col = 0;

	if (all_periods)
		tk_pub_key_head(tab, col++, "period", PERIOD_WIDTH, false);
	tk_pub_unit_heads(tab, col);
	tab->n_repeated = (lxw_col_t)(col + 2);
	return tab->n_repeated;
}

static void area_head(struct tk_tab *tab, lxw_col_t col, unsigned area, const char *key)
{
	unsigned n_areas = tab->workbook->picture->dataset->n_areas;
	g_autofree char *head =
		tk_pub_area_head(tab->workbook, area < n_areas ? area : TK_ALL_AREAS, key);

	tk_pub_head(tab, col, head, NUMBER_WIDTH, true);
}

static void each_period(const struct table *table, tk_open_unit_fn *put)
{
	const struct tk_picture *picture = table->tab->workbook->picture;

	if (!table->all_periods) {
		tk_open_units(picture->now, put, (void *)table);
		return;
	}
	for (unsigned i = 0; i < picture->n_history; i++)
		tk_open_units(picture->history[i], put, (void *)table);
}

/* ---- Progress ---- */

static void put_progress(const struct tk_open_unit *unit, void *data)
{
	const struct table *table = data;
	struct tk_tab *tab = table->tab;
	unsigned n_areas = tab->workbook->picture->dataset->n_areas;
	const struct tk_share all = unit->figures[n_areas].progress;
	bool reported = tk_open_is_reported(unit);
	lxw_col_t col = table->first;

	if (!in_table(table, unit))
		return;
	begin_row(table, unit);
	for (unsigned a = 0; a <= n_areas; a++)
		tk_pub_put_percent(tab, col++, unit->figures[a].progress, reported);
	if (all.n > 0) {
		tk_put_int(tab, col++, all.k, TK_STYLE_INT);
		tk_put_int(tab, col++, all.n, TK_STYLE_INT);
	} else {
		enum tk_pub_gap gap = reported ? TK_PUB_NOT_APPLICABLE : TK_PUB_MISSING;

		tk_pub_put_gap(tab, col++, gap);
		tk_pub_put_gap(tab, col++, gap);
	}
	end_row(table, col, unit);
}

static void write_progress(struct tk_pub *pub, struct tk_tab *tab, bool all_periods)
{
	unsigned n_areas = tab->workbook->picture->dataset->n_areas;
	struct table table = {pub, tab, all_periods, begin_heads(tab, all_periods)};
	lxw_col_t col = table.first;

	for (unsigned a = 0; a <= n_areas; a++)
		area_head(tab, col++, a, "workbook.pub-col.area-percent");
	tk_pub_key_head(tab, col++, "begun", NUMBER_WIDTH, true);
	tk_pub_key_head(tab, col++, "window-tasks", WINDOW_WIDTH, true);
	tk_pub_notes_head(tab, col);
	tk_pub_heads_end(tab);
	each_period(&table, put_progress);
}

void tk_pub_progress(struct tk_pub *pub, struct tk_tab *tab)
{
	write_progress(pub, tab, false);
}

void tk_pub_progress_all(struct tk_pub *pub, struct tk_tab *tab)
{
	write_progress(pub, tab, true);
}

/* ---- Readiness ---- */

static void put_readiness(const struct tk_open_unit *unit, void *data)
{
	const struct table *table = data;
	unsigned n_areas = table->tab->workbook->picture->dataset->n_areas;
	bool reported = tk_open_is_reported(unit);
	lxw_col_t col = table->first;

	if (!in_table(table, unit))
		return;
	begin_row(table, unit);
	for (unsigned a = 0; a <= n_areas; a++) {
		tk_pub_put_percent(table->tab, col++, unit->figures[a].under_way, reported);
		tk_pub_put_percent(table->tab, col++, unit->figures[a].done, reported);
	}
	end_row(table, col, unit);
}

static void write_readiness(struct tk_pub *pub, struct tk_tab *tab, bool all_periods)
{
	unsigned n_areas = tab->workbook->picture->dataset->n_areas;
	struct table table = {pub, tab, all_periods, begin_heads(tab, all_periods)};
	lxw_col_t col = table.first;

	for (unsigned a = 0; a <= n_areas; a++) {
		area_head(tab, col++, a, "workbook.pub-col.area-under-way");
		area_head(tab, col++, a, "workbook.pub-col.area-done");
	}
	tk_pub_notes_head(tab, col);
	tk_pub_heads_end(tab);
	each_period(&table, put_readiness);
}

void tk_pub_readiness(struct tk_pub *pub, struct tk_tab *tab)
{
	write_readiness(pub, tab, false);
}

void tk_pub_readiness_all(struct tk_pub *pub, struct tk_tab *tab)
{
	write_readiness(pub, tab, true);
}

/* ---- Change ---- */

enum { CHG_LEVEL, CHG_UNIT, CHG_AREA, CHG_WHOLE, CHG_PARTS, CHG_NOTES = CHG_PARTS + 4 };

static void put_change_row(const struct table *table, const struct tk_open_unit *unit,
			   unsigned area)
{
	struct tk_tab *tab = table->tab;
	const struct tk_workbook *workbook = tab->workbook;
	const struct tk_picture *picture = workbook->picture;
	const struct tk_change *change = tk_open_change_of(picture, unit, area);
	unsigned named = area < picture->dataset->n_areas ? area : TK_ALL_AREAS;

	begin_row(table, unit);
	tk_pub_put_text(tab, CHG_AREA, tk_area_name(workbook, named));
	tk_pub_put_points(tab, CHG_WHOLE, change->whole);
	tk_pub_put_points(tab, CHG_PARTS, change->moves);
	tk_pub_put_points(tab, CHG_PARTS + 1, change->window);
	tk_pub_put_points(tab, CHG_PARTS + 2, change->applicability);
	tk_pub_put_points(tab, CHG_PARTS + 3, change->coverage);
	tk_pub_put_notes(table->pub, tab, CHG_NOTES,
			 tk_open_reason(picture, unit, tk_open_without_change(picture, unit),
					workbook->kit->texts, workbook->lang),
			 picture->now->period->illustrative ||
				 picture->before->period->illustrative);
	tab->row++;
}

static void put_change(const struct tk_open_unit *unit, void *data)
{
	const struct table *table = data;

	for (unsigned a = 0; a <= unit->measures->dataset->n_areas; a++) {
		if (tk_tab_has_room(table->tab, 1))
			put_change_row(table, unit, a);
	}
}

void tk_pub_change(struct tk_pub *pub, struct tk_tab *tab)
{
	static const char *const parts[] = {"change", "moves", "window-change", "applicability",
					    "coverage"};
	struct table table = {pub, tab, false, CHG_AREA};

	tk_pub_unit_heads(tab, CHG_LEVEL);
	tk_pub_key_head(tab, CHG_AREA, "area", 36, false);
	for (unsigned i = 0; i < G_N_ELEMENTS(parts); i++)
		tk_pub_key_head(tab, (lxw_col_t)(CHG_WHOLE + i), parts[i], 19, true);
	tk_pub_notes_head(tab, CHG_NOTES);
	tk_pub_heads_end(tab);
	tk_open_units(tab->workbook->picture->now, put_change, &table);
}

/* ---- Cooperation areas ---- */

static unsigned regions_of(const struct tk_dataset *dataset, unsigned coop)
{
	unsigned n = 0;

	for (unsigned r = 0; r < dataset->n_regions; r++)
		n += dataset->regions[r].coop == coop;
	return n;
}

static void put_coop(const struct tk_open_unit *unit, void *data)
{
	const struct table *table = data;
	struct tk_tab *tab = table->tab;
	const struct tk_picture *picture = tab->workbook->picture;
	const struct tk_dataset *dataset = picture->dataset;
	lxw_col_t col = 0;

	if (unit->level != TK_UNIT_COOP)
		return;
	tk_pub_row_height(tab, 1);
	tk_pub_put_text(tab, col++,
			tk_names_in(&dataset->coops[unit->index].name, tab->workbook->lang));
	tk_put_int(tab, col++, regions_of(dataset, unit->index), TK_STYLE_INT);
	tk_put_int(tab, col++, unit->measures->coop_reported[unit->index], TK_STYLE_INT);
	for (unsigned a = 0; a <= dataset->n_areas; a++)
		tk_pub_put_percent(tab, col++, unit->figures[a].progress,
				   tk_open_is_reported(unit));
	if (picture->before)
		tk_pub_put_points(tab, col,
				  tk_open_change_of(picture, unit, dataset->n_areas)->whole);
	tab->row++;
}

void tk_pub_coops(struct tk_pub *pub, struct tk_tab *tab)
{
	const struct tk_picture *picture = tab->workbook->picture;
	struct table table = {pub, tab, false, 0};
	lxw_col_t col = 0;

	tk_pub_key_head(tab, col++, "coop", 24, false);
	tk_pub_key_head(tab, col++, "regions", NUMBER_WIDTH, true);
	tk_pub_key_head(tab, col++, "reported", NUMBER_WIDTH, true);
	for (unsigned a = 0; a <= picture->dataset->n_areas; a++)
		area_head(tab, col++, a, "workbook.pub-col.area-percent");
	if (picture->before)
		tk_pub_key_head(tab, col, "change", 20, true);
	tk_pub_heads_end(tab);
	tk_open_units(picture->now, put_coop, &table);
}
