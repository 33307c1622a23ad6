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

void tk_put_median(struct tk_tab *tab, lxw_col_t col, struct tk_fraction median, bool is_class)
{
	struct tk_workbook *workbook = tab->workbook;
	unsigned n = workbook->picture->dataset->n_regions;
	g_autofree char *range =
		tk_formula_range(NULL, TK_REGION_ROW, col, TK_REGION_ROW + n - 1, col);
	g_autofree char *formula = g_strdup_printf("=MEDIAN(%s)", range);
	struct tk_share share = {median.num, median.den};

	if (is_class)
		tk_put_share(tab, col, share, workbook->live ? formula : NULL, true);
	else
		tk_put_percent(tab, col, share, workbook->live ? formula : NULL, true);
}

/* A class's range of shares. The limits are whole percents, so a share is rounded up to one from half
 * a percent below it on. */
static char *class_condition(const char *cell, unsigned k, unsigned n)
{
	GString *out = g_string_new(NULL);

	g_string_append_printf(out, "=AND(ISNUMBER(%s)", cell);
	if (k > 0)
		g_string_append_printf(out, ",%s>=(" TK_NAME_CLASS_LIMIT "%u-0.5)/100", cell, k);
	if (k + 1 < n)
		g_string_append_printf(out, ",%s<(" TK_NAME_CLASS_LIMIT "%u-0.5)/100", cell, k + 1);
	g_string_append_c(out, ')');
	return g_string_free(out, FALSE);
}

void tk_tab_class_rules(struct tk_tab *tab, lxw_row_t first_row, lxw_col_t first_col,
			lxw_row_t last_row, lxw_col_t last_col)
{
	struct tk_workbook *workbook = tab->workbook;
	unsigned n = workbook->picture->period->n_classes;
	g_autofree char *cell = tk_formula_cell(NULL, first_row, first_col);

	for (unsigned k = 0; k < n && workbook->live; k++) {
		g_autofree char *condition = class_condition(cell, k, n);
		lxw_conditional_format rule = {
			.type = LXW_CONDITIONAL_TYPE_FORMULA,
			.value_string = condition,
			.format = workbook->styles.class_rule[k],
		};
		lxw_error error = worksheet_conditional_format_range(
			tab->sheet, first_row, first_col, last_row, last_col, &rule);

		if (!workbook->error)
			workbook->error = error;
	}
}

/* Characters of a list in a cell. */
#define MOST_LIST 2000

void tk_cell_list_add(GString *list, unsigned *n_left, const char *name)
{
	if (*n_left > 0 || list->len + strlen(name) > MOST_LIST)
		(*n_left)++;
	else
		g_string_append_printf(list, "%s%s", list->len ? ", " : "", name);
}

void tk_cell_list_end(const struct tk_workbook *workbook, GString *list, unsigned n_left)
{
	if (n_left == 0)
		return;
	g_autofree char *n = tk_format_int(workbook->lang, n_left);
	g_autofree char *rest = tk_text_format(workbook->kit->texts, workbook->lang,
					       "workbook.and-more", "n", n, NULL);

	g_string_append(list, rest);
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

void tk_put_area_heads(struct tk_tab *tab, lxw_col_t first)
{
	unsigned n_areas = tab->workbook->picture->dataset->n_areas;

	for (unsigned a = 0; a <= n_areas; a++) {
		const char *name = tk_area_name(tab->workbook, a < n_areas ? a : TK_ALL_AREAS);

		tk_tab_head(tab, (lxw_col_t)(first + a), name, AREA_WIDTH, true);
	}
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
