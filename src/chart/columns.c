#include "tilannekuva/chart.h"

/* How names are tried, best first: wrapped, then the short name, then smaller, then more lines, then
 * with hyphens. */
static const struct {
	bool shortened;
	double size_pt;
	unsigned most_lines;
	bool hyphenated;
} tries[] = {
	{false, 10, 2, false}, {true, 10, 2, false},  {true, 9.5, 2, false},  {true, 9, 2, false},
	{true, 9, 3, false},   {true, 8.5, 4, false}, {true, 8.5, 12, false}, {true, 8.5, 12, true},
};

const struct tk_names *tk_columns_name(const struct tk_columns *columns, const struct tk_area *area)
{
	bool has_short = *tk_names_in(&area->short_name, TK_FI) != '\0';

	return columns->shortened && has_short ? &area->short_name : &area->name;
}

static struct tk_text_style column_style(const struct tk_pen *pen, const struct tk_columns *columns,
					 enum tk_align align)
{
	struct tk_text_style style = tk_role_style(pen, TK_ROLE_COLUMN, align);

	style.size_pt = columns->size_pt;
	style.leading_pt = TK_COLUMN_LEADING;
	style.hyphenate = columns->hyphenated;
	return style;
}

/* Whether every name keeps within so many lines, no word cut. */
static bool try_names(const struct tk_pen *pen, const struct tk_area *areas, unsigned n_areas,
		      unsigned most_lines, struct tk_columns *columns)
{
	struct tk_text_style style = column_style(pen, columns, TK_LEFT);
	bool fits = true;

	columns->n_lines = 1;
	for (unsigned a = 0; a < n_areas; a++) {
		const char *name = tk_names_in(tk_columns_name(columns, &areas[a]), pen->lang);
		unsigned n = tk_pen_lines(pen, &style, columns->width_pt, name);

		columns->n_lines = MAX(columns->n_lines, n);
		fits &= n <= most_lines &&
			tk_pen_widest_piece(pen, &style, name) <= columns->width_pt;
	}
	return fits;
}

struct tk_columns tk_columns_new(const struct tk_pen *pen, const struct tk_area *areas,
				 unsigned n_areas, double width_pt)
{
	struct tk_columns columns = {.width_pt = width_pt};

	for (unsigned i = 0; i < G_N_ELEMENTS(tries) && !columns.fits; i++) {
		columns.shortened = tries[i].shortened;
		columns.size_pt = tries[i].size_pt;
		columns.hyphenated = tries[i].hyphenated;
		columns.fits = try_names(pen, areas, n_areas, tries[i].most_lines, &columns);
	}
	return columns;
}

void tk_draw_column_name(const struct tk_pen *pen, const struct tk_columns *columns,
			 const struct tk_area *area, enum tk_align align, double x,
			 double baseline_y)
{
	struct tk_text_style style = column_style(pen, columns, align);
	const char *name = tk_names_in(tk_columns_name(columns, area), pen->lang);
	unsigned n = tk_pen_lines(pen, &style, columns->width_pt, name);

	tk_pen_block(pen, &style, x, baseline_y - (n - 1) * style.leading_pt, columns->width_pt,
		     name);
}

double tk_names_size(const struct tk_pen *pen, enum tk_role role, const struct tk_region *regions,
		     unsigned n_regions, double width_pt)
{
	struct tk_text_style style = tk_role_style(pen, role, TK_LEFT);
	double least = style.size_pt - 1;

	for (unsigned r = 0; r < n_regions; r++) {
		const char *name = tk_names_in(&regions[r].name, pen->lang);

		while (style.size_pt > least &&
		       tk_text_width(tk_canvas_fonts(pen->canvas), name, &style) > width_pt)
			style.size_pt -= 0.5;
	}
	return style.size_pt;
}
