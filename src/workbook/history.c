#include "workbook-imp.h"

/* The sheets of time: shares in every period, and where they are heading. */

static const char *const measure_keys[TK_N_MEASURES] = {
	[TK_MEASURE_PROGRESS] = "workbook.name.progress",
	[TK_MEASURE_UNDER_WAY] = "workbook.name.under-way",
	[TK_MEASURE_DONE] = "workbook.name.done",
};

#define HISTORY_WIDTH 13.0

lxw_col_t tk_history_col(const struct tk_workbook *workbook, enum tk_measure measure,
			 unsigned period)
{
	return (lxw_col_t)(1 + (unsigned)measure * workbook->picture->n_history + period);
}

/* \return where a share of this period stands: "'Eteneminen'!G7"; owned. */
static char *now_cell(const struct tk_workbook *workbook, enum tk_measure measure, lxw_row_t row)
{
	if (measure == TK_MEASURE_PROGRESS)
		return tk_formula_cell(tk_tab_text(workbook, "progress", "name"), row,
				       tk_progress_col(workbook, TK_ALL_AREAS));
	return tk_formula_cell(
		tk_tab_text(workbook, "readiness", "name"), row,
		tk_readiness_col(workbook, TK_ALL_AREAS, measure == TK_MEASURE_DONE));
}

/* \param region  TK_NONE: the country. */
static const struct tk_figures *figures_of(const struct tk_measures *measures, unsigned region)
{
	return region == TK_NONE ? tk_measures_country(measures, TK_ALL_AREAS)
				 : tk_measures_region(measures, region, TK_ALL_AREAS);
}

/* Rows are those of the sheets of progress and readiness. */
static void put_unit(struct tk_tab *tab, unsigned region)
{
	struct tk_workbook *workbook = tab->workbook;
	const struct tk_picture *picture = workbook->picture;
	bool strong = region == TK_NONE;

	for (unsigned m = 0; m < TK_N_MEASURES; m++) {
		enum tk_measure measure = (enum tk_measure)m;
		g_autofree char *cell = now_cell(workbook, measure, tab->row);
		g_autofree char *formula = g_strconcat("=", cell, NULL);

		for (unsigned p = 0; p < picture->n_history; p++) {
			bool now = p + 1 == picture->n_history;
			const struct tk_figures *figures = figures_of(picture->history[p], region);

			tk_put_percent(tab, tk_history_col(workbook, measure, p),
				       tk_figures_share(figures, measure),
				       now && workbook->live ? formula : NULL, strong);
		}
	}
}

static void put_history_heads(struct tk_tab *tab)
{
	struct tk_workbook *workbook = tab->workbook;
	const struct tk_picture *picture = workbook->picture;
	tk_tab_head(tab, 0, tk_workbook_text(workbook, "region"), 22, false);
	for (unsigned m = 0; m < TK_N_MEASURES; m++) {
		for (unsigned p = 0; p < picture->n_history; p++) {
			const struct tk_period *period = picture->history[p]->period;
			g_autofree char *text = g_strdup_printf(
				"%s %d/%d", tk_workbook_text(workbook, measure_keys[m]),
				period->month, period->year);

			tk_tab_head(tab, tk_history_col(workbook, (enum tk_measure)m, p), text,
				    HISTORY_WIDTH, true);
		}
	}
	tk_tab_heads_end(tab);
}

void tk_tab_made_up(struct tk_tab *tab)
{
	struct tk_workbook *workbook = tab->workbook;
	const struct tk_picture *picture = workbook->picture;
	g_autoptr(GString) periods = g_string_new(NULL);

	for (unsigned p = 0; p < picture->n_history; p++) {
		const struct tk_period *period = picture->history[p]->period;

		if (period->illustrative)
			g_string_append_printf(periods, "%s%d/%d", periods->len ? ", " : "",
					       period->month, period->year);
	}
	if (!periods->len)
		return;
	g_autofree char *text =
		tk_text_format(workbook->kit->texts, workbook->lang,
			       "workbook.history.illustrative", "periods", periods->str, NULL);

	tab->row = TK_HEAD_ROW - 1;
	tk_put_text(tab, 0, text, TK_STYLE_NOTE);
	tab->row = TK_HEAD_ROW;
}

static void put_dates(struct tk_tab *tab)
{
	const struct tk_picture *picture = tab->workbook->picture;

	tk_put_text(tab, 0, tk_workbook_text(tab->workbook, "workbook.reporting-date"),
		    TK_STYLE_COUNT_TEXT);
	for (unsigned i = 0; i < TK_N_MEASURES * picture->n_history; i++) {
		const struct tk_measures *measures = picture->history[i % picture->n_history];

		tk_put_number(tab, (lxw_col_t)(1 + i),
			      tk_date_to_serial(measures->period->reporting_date),
			      TK_STYLE_COUNT_DATE);
	}
}

void tk_tab_history(struct tk_tab *tab)
{
	struct tk_workbook *workbook = tab->workbook;

	tk_tab_made_up(tab);
	put_history_heads(tab);
	put_dates(tab);
	tab->row = TK_COUNTRY_ROW;
	tk_put_text(tab, 0, tk_workbook_text(workbook, "country"), TK_STYLE_STRONG_TEXT);
	put_unit(tab, TK_NONE);
	for (unsigned i = 0; i < workbook->picture->dataset->n_regions; i++) {
		tab->row = TK_REGION_ROW + i;
		tk_put_text(tab, 0, tk_region_name(workbook, workbook->order[i]), TK_STYLE_TEXT);
		put_unit(tab, workbook->order[i]);
	}
	tab->row++;
	tk_tab_close(tab);
}

/* ---- Forecast ---- */

/* Shares that have a forecast. Those under way alone have none: they grow as tasks begin, and shrink
 * as tasks get done. */
enum { FC_DONE, FC_BEGUN, N_FORECASTS };

static const char *const forecast_names[N_FORECASTS] = {
	[FC_DONE] = "workbook.name.done",
	[FC_BEGUN] = "workbook.name.begun",
};

/* Columns of a measure. */
static const char *const forecast_keys[] = {
	"workbook.col.forecast-now",  "workbook.col.forecast-target",
	"workbook.col.forecast-low",  "workbook.col.forecast-high",
	"workbook.col.forecast-pace", "workbook.col.forecast-needed",
};

enum { FC_NOW, FC_TARGET, FC_LOW, FC_HIGH, FC_PACE, FC_NEEDED, N_FC };

G_STATIC_ASSERT(G_N_ELEMENTS(forecast_keys) == N_FC);

static lxw_col_t forecast_col(unsigned what, unsigned part)
{
	return (lxw_col_t)(2 + what * N_FC + part);
}

static void put_forecast_heads(struct tk_tab *tab)
{
	struct tk_workbook *workbook = tab->workbook;
	tk_tab_head(tab, 0, tk_workbook_text(workbook, "region"), 22, false);
	tk_tab_head(tab, 1, tk_workbook_text(workbook, "workbook.col.periods"), 9, true);
	for (unsigned i = 0; i < N_FORECASTS * N_FC; i++) {
		const char *name = tk_workbook_text(workbook, forecast_names[i / N_FC]);
		g_autofree char *what = tk_workbook_format(workbook, forecast_keys[i % N_FC]);
		g_autofree char *text = g_strdup_printf("%s: %s", name, what);

		tk_tab_head(tab, (lxw_col_t)(2 + i), text, 12.5, true);
	}
	tk_tab_heads_end(tab);
}

static struct tk_forecast forecast_of(const struct tk_picture *picture, unsigned what,
				      unsigned region)
{
	if (what == FC_BEGUN)
		return tk_picture_forecast_begun(picture, region, TK_ALL_AREAS);
	return region == TK_NONE
		       ? tk_picture_forecast_country(picture, TK_MEASURE_DONE, TK_ALL_AREAS)
		       : tk_picture_forecast_region(picture, TK_MEASURE_DONE, region, TK_ALL_AREAS);
}

/* The last share. \param row  Of the unit in the sheet of readiness. */
static void put_last(struct tk_tab *tab, unsigned what, unsigned region, lxw_row_t row)
{
	const struct tk_workbook *workbook = tab->workbook;
	const struct tk_figures *figures = figures_of(workbook->picture->now, region);
	g_autofree char *done = now_cell(workbook, TK_MEASURE_DONE, row);
	g_autofree char *under_way = now_cell(workbook, TK_MEASURE_UNDER_WAY, row);
	g_autofree char *formula = what == FC_BEGUN ? g_strconcat("=", under_way, "+", done, NULL)
						    : g_strconcat("=", done, NULL);
	struct tk_share share = figures->done;

	if (what == FC_BEGUN)
		share.k += figures->under_way.k;
	tk_put_percent(tab, forecast_col(what, FC_NOW), share, workbook->live ? formula : NULL,
		       region == TK_NONE);
}

static void put_forecast(struct tk_tab *tab, unsigned index, const struct tk_forecast *forecast,
			 bool strong)
{
	enum tk_style percent = strong ? TK_STYLE_STRONG_PERCENT : TK_STYLE_PERCENT;
	enum tk_style points = strong ? TK_STYLE_STRONG_POINTS : TK_STYLE_POINTS;

	if (!forecast->made) {
		for (unsigned i = FC_TARGET; i < N_FC; i++)
			tk_put_none(tab, forecast_col(index, i), strong);
		return;
	}
	tk_put_number(tab, forecast_col(index, FC_TARGET), forecast->at_target / 100, percent);
	tk_put_number(tab, forecast_col(index, FC_LOW), forecast->low / 100, percent);
	tk_put_number(tab, forecast_col(index, FC_HIGH), forecast->high / 100, percent);
	tk_put_number(tab, forecast_col(index, FC_PACE), forecast->pace, points);
	tk_put_number(tab, forecast_col(index, FC_NEEDED), forecast->needed, points);
}

static void put_heading_for(struct tk_tab *tab, unsigned region, lxw_row_t row)
{
	const struct tk_picture *picture = tab->workbook->picture;
	bool strong = region == TK_NONE;

	for (unsigned i = 0; i < N_FORECASTS; i++) {
		struct tk_forecast forecast = forecast_of(picture, i, region);

		if (i == 0)
			tk_put_int(tab, 1, forecast.n_periods,
				   strong ? TK_STYLE_STRONG_INT : TK_STYLE_INT);
		put_last(tab, i, region, row);
		put_forecast(tab, i, &forecast, strong);
	}
}

/* \return the key of why there is no forecast; NULL: there is one. */
static const char *reason_key(const struct tk_picture *picture)
{
	int32_t target = picture->dataset->settings.target_date;

	if (target == TK_NO_DATE)
		return "workbook.forecast.no-target";
	if (target <= picture->period->reporting_date)
		return "workbook.forecast.past";
	return forecast_of(picture, FC_DONE, TK_NONE).made ? NULL : "workbook.forecast.none";
}

void tk_tab_forecast(struct tk_tab *tab)
{
	struct tk_workbook *workbook = tab->workbook;
	const struct tk_picture *picture = workbook->picture;
	const char *reason = reason_key(picture);

	tk_tab_made_up(tab);
	put_forecast_heads(tab);
	if (reason) {
		tk_put_text(tab, 0, tk_workbook_text(workbook, reason), TK_STYLE_NOTE);
		tab->row++;
		tk_tab_close(tab);
		return;
	}
	tk_put_text(tab, 0, tk_workbook_text(workbook, "country"), TK_STYLE_STRONG_TEXT);
	put_heading_for(tab, TK_NONE, TK_COUNTRY_ROW);
	for (unsigned i = 0; i < picture->dataset->n_regions; i++) {
		unsigned region = workbook->order[i];

		tab->row++;
		tk_put_text(tab, 0, tk_region_name(workbook, region), TK_STYLE_TEXT);
		if (picture->now->reported[region])
			put_heading_for(tab, region, TK_REGION_ROW + i);
		else
			tk_put_no_data(tab, 1, (lxw_col_t)(tab->n_cols - 1), region);
	}
	tab->row++;
	tk_tab_close(tab);
}
