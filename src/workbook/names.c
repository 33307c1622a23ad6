#include "workbook-imp.h"

#include <stdarg.h>

/* Cells with names, and the sheet that lists them. Other workbooks link to a name, which stays where
 * its figure is from month to month, whatever rows and columns do. */

/* Most bytes of a part of a name; names have 255 characters. */
#define MOST_PART 60

static void free_cell_name(gpointer data)
{
	struct tk_cell_name *named = data;

	g_free(named->name);
	g_free(named->what);
	g_free(named);
}

static void append_part(GString *name, const char *part)
{
	size_t n = 0;

	if (name->len)
		g_string_append_c(name, '_');
	for (const char *at = part; *at && n < MOST_PART; at++, n++)
		g_string_append_c(name, g_ascii_isalnum(*at) ? *at : '_');
}

/* Names that differ in case alone are one to spreadsheets. */
static char *unused_name(struct tk_workbook *workbook, const char *wanted)
{
	char *name = g_strdup(wanted);

	for (unsigned n = 2; !g_hash_table_add(workbook->names_in_use, g_ascii_strdown(name, -1));
	     n++) {
		g_free(name);
		name = g_strdup_printf("%s_%u", wanted, n);
	}
	return name;
}

static void make_room(struct tk_workbook *workbook)
{
	if (workbook->names)
		return;
	workbook->names = g_ptr_array_new_with_free_func(free_cell_name);
	workbook->names_in_use = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
}

void tk_name_cell(struct tk_tab *tab, lxw_row_t row, lxw_col_t col, char *what, double value,
		  enum tk_style style, ...)
{
	struct tk_workbook *workbook = tab->workbook;
	g_autoptr(GString) wanted = g_string_new(NULL);
	g_autofree char *place = tk_formula_fixed(tab->sheet->name, row, col);
	g_autofree char *formula = g_strconcat("=", place, NULL);
	struct tk_cell_name *named = g_new0(struct tk_cell_name, 1);
	va_list parts;

	va_start(parts, style);
	for (const char *part; (part = va_arg(parts, const char *));)
		append_part(wanted, part);
	va_end(parts);
	make_room(workbook);
	*named = (struct tk_cell_name){unused_name(workbook, wanted->str), what, value, style};
	g_ptr_array_add(workbook->names, named);
	lxw_error error = workbook_define_name(workbook->book, named->name, formula);

	if (!workbook->error)
		workbook->error = error;
}

/* ---- The sheet of names ---- */

static const struct tk_column columns[] = {
	{"name", 46, false},
	{"what", 74, false},
	{"name-value", 14, true},
};

enum { COL_NAME, COL_WHAT, COL_VALUE, N_COLS };

G_STATIC_ASSERT(G_N_ELEMENTS(columns) == N_COLS);

void tk_tab_names(struct tk_tab *tab)
{
	GPtrArray *names = tab->workbook->names;

	tk_tab_heads(tab, columns, N_COLS);
	for (unsigned i = 0; names && i < names->len; i++, tab->row++) {
		const struct tk_cell_name *named = g_ptr_array_index(names, i);
		g_autofree char *formula = g_strconcat("=", named->name, NULL);

		tk_put_text(tab, COL_NAME, named->name, TK_STYLE_TEXT);
		tk_put_text(tab, COL_WHAT, named->what, TK_STYLE_TEXT);
		tk_put_formula(tab, COL_VALUE, formula, named->value,
			       tk_tab_format(tab, named->style));
	}
	tk_tab_close(tab);
}
