#include "workbook-imp.h"

/* Which row of the workbook came from which row of the input, so that what is said of the input can
 * lead to it. */

struct place {
	/** Lent by the workbook. */
	const char *sheet;
	lxw_row_t row;
};

/* Strings of sources are interned. A row of the input is one place, whichever of its cells is meant. */
static guint hash_source(gconstpointer key)
{
	const struct tk_source *source = key;

	return g_direct_hash(source->file) ^ (g_direct_hash(source->sheet) * 31) ^
	       (source->row * 2654435761u);
}

static gboolean same_source(gconstpointer a, gconstpointer b)
{
	const struct tk_source *left = a, *right = b;

	return left->file == right->file && left->sheet == right->sheet && left->row == right->row;
}

static struct tk_source row_of_source(const struct tk_source *source)
{
	return (struct tk_source){g_intern_string(source->file), g_intern_string(source->sheet),
				  source->row, TK_NOWHERE};
}

void tk_place_keep(struct tk_tab *tab, const struct tk_source *source)
{
	struct tk_workbook *workbook = tab->workbook;

	if (!source->file || source->row == TK_NOWHERE)
		return;
	if (!workbook->places)
		workbook->places = g_hash_table_new_full(hash_source, same_source, g_free, g_free);
	struct tk_source *key = g_new(struct tk_source, 1);
	struct place *place = g_new(struct place, 1);

	*key = row_of_source(source);
	*place = (struct place){tab->sheet->name, tab->row};
	g_hash_table_insert(workbook->places, key, place);
}

static void put_place_link(struct tk_tab *tab, lxw_col_t col, const char *sheet, lxw_row_t row)
{
	g_autofree char *words = g_strdup_printf("%s!A%u", sheet, row + 1);

	tk_put_link_to(tab, col, sheet, row, words);
}

/* \return the place by name of the region whose file it is, or TK_NONE. */
static unsigned index_of_file(const struct tk_workbook *workbook, const char *file)
{
	const struct tk_round *round = workbook->picture->now->round;

	for (unsigned i = 0; file && i < round->dataset->n_regions; i++) {
		if (g_strcmp0(round->submissions[workbook->order[i]].file, file) == 0)
			return i;
	}
	return TK_NONE;
}

void tk_place_put(struct tk_tab *tab, lxw_col_t col, const struct tk_source *source)
{
	struct tk_workbook *workbook = tab->workbook;
	struct tk_source key = row_of_source(source);
	const struct place *place =
		workbook->places ? g_hash_table_lookup(workbook->places, &key) : NULL;
	unsigned index = place ? TK_NONE : index_of_file(workbook, source->file);

	if (place)
		put_place_link(tab, col, place->sheet, place->row);
	else if (index != TK_NONE && tk_workbook_has_tab(workbook, "coverage"))
		put_place_link(tab, col, tk_tab_text(workbook, "coverage", "name"),
			       TK_FIRST_ROW + index);
	else
		tk_put_blank(tab, col, TK_STYLE_TEXT);
}
