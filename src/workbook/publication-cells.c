#include "publication-imp.h"

/* Cells of the publication workbook. A cell without a figure says why: an empty one would leave its
 * reader, or the reader's screen reader, to guess. */

static const char *const gap_keys[] = {
	[TK_PUB_MISSING] = "workbook.pub.missing",
	[TK_PUB_NOT_APPLICABLE] = "workbook.pub.not-applicable",
};

void tk_pub_put_gap(struct tk_tab *tab, lxw_col_t col, enum tk_pub_gap gap)
{
	tk_put_text(tab, col, tk_workbook_text(tab->workbook, gap_keys[gap]), TK_STYLE_NONE);
}

void tk_pub_put_input(struct tk_tab *tab, lxw_col_t col, const char *text,
		      const struct tk_source *source)
{
	const char *none = tk_workbook_text(tab->workbook, gap_keys[TK_PUB_NOT_APPLICABLE]);

	tk_put_input(tab, col, text && *text ? text : none, TK_STYLE_WRAP, source);
}

void tk_pub_put_text(struct tk_tab *tab, lxw_col_t col, const char *text)
{
	tk_pub_put_input(tab, col, text, NULL);
}

void tk_pub_put_percent(struct tk_tab *tab, lxw_col_t col, struct tk_share share, bool reported)
{
	if (share.n > 0)
		tk_put_int(tab, col, tk_percent(share), TK_STYLE_INT);
	else
		tk_pub_put_gap(tab, col, reported ? TK_PUB_NOT_APPLICABLE : TK_PUB_MISSING);
}

void tk_pub_put_points(struct tk_tab *tab, lxw_col_t col, struct tk_fraction change)
{
	if (change.den > 0)
		tk_put_number(tab, col, tk_fraction_value(change), TK_STYLE_POINTS);
	else
		tk_pub_put_gap(tab, col, TK_PUB_MISSING);
}

static const char *const level_keys[] = {
	[TK_UNIT_REGION] = "workbook.pub.level.region",
	[TK_UNIT_COOP] = "workbook.pub.level.coop",
	[TK_UNIT_COUNTRY] = "workbook.pub.level.country",
};

void tk_pub_put_unit(struct tk_tab *tab, lxw_col_t col, const struct tk_open_unit *unit)
{
	const struct tk_workbook *workbook = tab->workbook;
	const struct tk_dataset *dataset = workbook->picture->dataset;
	const char *name = tk_workbook_text(workbook, "country");

	if (unit->level == TK_UNIT_REGION)
		name = tk_region_name(workbook, unit->index);
	else if (unit->level == TK_UNIT_COOP)
		name = tk_names_in(&dataset->coops[unit->index].name, workbook->lang);
	tk_pub_put_text(tab, col, tk_workbook_text(workbook, level_keys[unit->level]));
	tk_pub_put_text(tab, (lxw_col_t)(col + 1), name);
}

void tk_pub_put_notes(struct tk_pub *pub, struct tk_tab *tab, lxw_col_t col, char *reason,
		      bool illustrative)
{
	struct tk_workbook *workbook = &pub->workbook;
	g_autofree char *owned = reason, *why = NULL, *mark = NULL, *made_up = NULL;

	if (reason) {
		why = tk_text_format(workbook->kit->texts, workbook->lang,
				     "workbook.pub-note.reason", "reason", owned, NULL);
		mark = tk_pub_note(pub, why);
	}
	if (illustrative)
		made_up = tk_pub_note(pub,
				      tk_workbook_text(workbook, "workbook.pub-note.illustrative"));
	g_autofree char *text = g_strconcat(mark ? mark : "", mark && made_up ? " " : "",
					    made_up ? made_up : "", NULL);

	tk_put_text(tab, col, *text ? text : tk_workbook_text(workbook, "workbook.pub.no-notes"),
		    TK_STYLE_WRAP);
}

char *tk_pub_area_head(const struct tk_workbook *workbook, unsigned area, const char *key)
{
	return tk_text_format(workbook->kit->texts, workbook->lang, key, "area",
			      tk_area_name(workbook, area), NULL);
}

void tk_pub_key_head(struct tk_tab *tab, lxw_col_t col, const char *key, double width, bool number)
{
	g_autofree char *whole = g_strconcat("workbook.pub-col.", key, NULL);
	g_autofree char *text = tk_workbook_format(tab->workbook, whole);

	tk_pub_head(tab, col, text, width, number);
}

void tk_pub_unit_heads(struct tk_tab *tab, lxw_col_t col)
{
	tk_pub_key_head(tab, col, "level", 16, false);
	tk_pub_key_head(tab, (lxw_col_t)(col + 1), "unit", 26, false);
}

void tk_pub_notes_head(struct tk_tab *tab, lxw_col_t col)
{
	tk_pub_key_head(tab, col, "notes", 30, false);
}
