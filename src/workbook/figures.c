#include "workbook-imp.h"

double tk_share_value(struct tk_share share)
{
	return (double)share.k / (double)share.n;
}

double tk_fraction_value(struct tk_fraction fraction)
{
	return 100 * (double)fraction.num / (double)fraction.den;
}

static void put_value(struct tk_tab *tab, lxw_col_t col, double value, const char *formula,
		      lxw_format *format)
{
	lxw_error error = LXW_NO_ERROR;

	if (formula)
		tk_put_formula(tab, col, formula, value, format);
	else
		error = worksheet_write_number(tab->sheet, tab->row, col, value, format);
	if (!tab->workbook->error)
		tab->workbook->error = error;
}

void tk_put_share(struct tk_tab *tab, lxw_col_t col, struct tk_share share, const char *formula,
		  bool strong)
{
	struct tk_workbook *workbook = tab->workbook;

	if (share.n == 0) {
		tk_put_none(tab, col, strong);
		return;
	}
	unsigned k = tk_period_class(workbook->picture->period, tk_percent(share));

	put_value(tab, col, tk_share_value(share), formula,
		  workbook->styles.class_percent[strong][k]);
}

void tk_put_percent(struct tk_tab *tab, lxw_col_t col, struct tk_share share, const char *formula,
		    bool strong)
{
	enum tk_style style = strong ? TK_STYLE_STRONG_PERCENT : TK_STYLE_PERCENT;

	if (share.n == 0)
		tk_put_none(tab, col, strong);
	else
		put_value(tab, col, tk_share_value(share), formula, tk_tab_format(tab, style));
}

void tk_put_points(struct tk_tab *tab, lxw_col_t col, struct tk_fraction change,
		   const char *formula, bool strong)
{
	enum tk_style style = strong ? TK_STYLE_STRONG_POINTS : TK_STYLE_POINTS;

	if (change.den == 0)
		tk_put_none(tab, col, strong);
	else
		put_value(tab, col, tk_fraction_value(change), formula, tk_tab_format(tab, style));
}

void tk_put_no_data(struct tk_tab *tab, lxw_col_t first, lxw_col_t last, unsigned region)
{
	struct tk_workbook *workbook = tab->workbook;
	const struct tk_picture *picture = workbook->picture;
	g_autofree char *reason = tk_region_reason(picture->now, region, picture->log,
						   workbook->kit->texts, workbook->lang);

	tk_put_text(tab, first, reason, TK_STYLE_NO_DATA);
	for (lxw_col_t col = (lxw_col_t)(first + 1); col <= last; col++)
		tk_put_blank(tab, col, TK_STYLE_NO_DATA);
}

#define AREA_WIDTH 15.0

unsigned tk_put_area_heads(struct tk_tab *tab, lxw_col_t first)
{
	unsigned n_areas = tab->workbook->picture->dataset->n_areas, lines = 1;

	for (unsigned a = 0; a <= n_areas; a++) {
		const char *name = tk_area_name(tab->workbook, a < n_areas ? a : TK_ALL_AREAS);

		tk_tab_head(tab, (lxw_col_t)(first + a), name, AREA_WIDTH, true);
		lines = MAX(lines, tk_lines(name, AREA_WIDTH - 1));
	}
	return lines;
}

const char *tk_region_name(const struct tk_workbook *workbook, unsigned region)
{
	return tk_names_in(&workbook->picture->dataset->regions[region].name, workbook->lang);
}

const char *tk_area_name(const struct tk_workbook *workbook, unsigned area)
{
	if (area == TK_ALL_AREAS)
		return tk_workbook_text(workbook, "total");
	return tk_names_in(&workbook->picture->dataset->areas[area].name, workbook->lang);
}
