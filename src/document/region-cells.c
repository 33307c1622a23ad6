#include "region-imp.h"

#define ID_GAP 7.0
#define LEAST_ID_W 36.0
#define MOST_ID_W 90.0
#define SYMBOL_W 12.0
/** No row holds a text of so many. */
#define SURELY_LONG_BYTES 8192

double tk_region_id_width(const struct tk_region_doc *rd)
{
	const struct tk_dataset *dataset = rd->doc.picture->dataset;
	double widest = LEAST_ID_W - ID_GAP;

	for (unsigned t = 0; t < dataset->n_tasks; t++)
		widest = MAX(widest, tk_a4_width(rd, TK_A4_CELL2, dataset->tasks[t].id));
	return MIN(widest + ID_GAP, MOST_ID_W);
}

bool tk_region_delay(const struct tk_region_doc *rd, unsigned task, int32_t *days)
{
	const struct tk_entry *entry = &tk_region_entries(rd)[task];

	if (entry->estimate == TK_NO_DATE || entry->status == TK_STATUS_NOT_APPLICABLE)
		return false;
	if (entry->status != TK_STATUS_DONE && entry->estimate < rd->shown->period->reporting_date)
		return false;
	*days = entry->estimate - rd->doc.picture->dataset->tasks[task].end;
	return true;
}

char *tk_region_delay_text(const struct tk_region_doc *rd, unsigned task)
{
	const struct tk_entry *entry = &tk_region_entries(rd)[task];
	int32_t days;

	if (tk_region_delay(rd, task, &days))
		return tk_format_signed(rd->doc.pen.lang, days, 0);
	if (entry->estimate == TK_NO_DATE || entry->status == TK_STATUS_NOT_APPLICABLE)
		return g_strdup(tk_doc_text(&rd->doc, "none"));
	return g_strdup(tk_doc_text(&rd->doc, "region.past"));
}

char *tk_region_date(const struct tk_region_doc *rd, int32_t date)
{
	return date == TK_NO_DATE ? g_strdup(tk_doc_text(&rd->doc, "none"))
				  : tk_text_date_short(rd->doc.pen.texts, rd->doc.pen.lang, date);
}

void tk_region_draw_cell(const struct tk_region_doc *rd, const struct tk_region_cell *cell,
			 double baseline_y)
{
	tk_pen_begin_td(&rd->doc.pen, 0, cell->lang);
	if (cell->align == TK_LEFT)
		tk_a4_block(rd, cell->role, cell->x, baseline_y, cell->w, cell->text);
	else
		tk_a4_text(rd, cell->role, cell->align, cell->x, baseline_y, cell->text);
	tk_pen_end(&rd->doc.pen);
}

/* Whether a row holds a text; what is surely longer is not measured. */
static bool fits_row(const struct tk_region_doc *rd, enum tk_a4_role role, double width_pt,
		     const char *text)
{
	return strlen(text) < SURELY_LONG_BYTES &&
	       tk_a4_lines(rd, role, width_pt, text) <= TK_A4_MOST_LINES;
}

GPtrArray *tk_region_pieces(const struct tk_region_doc *rd, enum tk_a4_role role, double width_pt,
			    const char *text)
{
	GPtrArray *pieces = g_ptr_array_new_with_free_func(g_free);

	if (fits_row(rd, role, width_pt, text)) {
		g_ptr_array_add(pieces, g_strdup(text));
		return pieces;
	}
	g_autoptr(GPtrArray) lines = tk_a4_split(rd, role, width_pt, text);

	for (unsigned first = 0; first < lines->len; first += TK_A4_MOST_LINES) {
		GString *piece = g_string_new(NULL);

		for (unsigned i = first; i < MIN(first + TK_A4_MOST_LINES, lines->len); i++)
			g_string_append(piece, lines->pdata[i]);
		g_ptr_array_add(pieces, g_string_free(piece, FALSE));
	}
	return pieces;
}

void tk_region_draw_status(const struct tk_region_doc *rd, enum tk_a4_role role,
			   enum tk_status status, double x, double w, double baseline_y,
			   const char *words)
{
	const struct tk_pen *pen = &rd->doc.pen;

	tk_a4_symbol(rd, tk_status_mark(status), x + 4, baseline_y - 3.1);
	tk_pen_begin_td(pen, 0, pen->lang);
	tk_a4_block(rd, role, x + SYMBOL_W, baseline_y, w - SYMBOL_W, words);
	tk_pen_end(pen);
}

void tk_region_draw_columns(const struct tk_region_doc *rd, const struct tk_region_column *columns,
			    unsigned n, double baseline_y)
{
	const struct tk_pen *pen = &rd->doc.pen;

	tk_pen_begin(pen, "TR", pen->lang);
	for (unsigned i = 0; i < n; i++) {
		tk_pen_begin_th(pen, "Column", 0, pen->lang);
		tk_a4_text(rd, TK_A4_COLUMN, columns[i].align, columns[i].x, baseline_y,
			   tk_doc_text(&rd->doc, columns[i].key));
		tk_pen_end(pen);
	}
	tk_pen_end(pen);
	tk_pen_begin_artifact(pen);
	tk_draw_line(pen->canvas, TK_A4_X0, baseline_y + 5, TK_A4_X1, baseline_y + 5, 0.5,
		     tk_pen_ink(pen, TK_KEY));
	tk_pen_end(pen);
}
