#include "region-imp.h"

/* Columns from the left margin; what is right-aligned ends there. */
#define STATUS_X 268.0
#define STATUS_DUE_X 212.0
#define STATUS_W 78.0
#define DUE_X 342.0
#define ESTIMATE_X 392.0
#define ESTIMATE_DUE_X 397.0
#define DELAY_X 426.0
#define OWNER_X 436.0
#define OWNER_W (TK_A4_TEXT_W - OWNER_X)
#define GAP 6.0
#define ROW_PT 13.0
#define LINE_PT 10.5
#define BASELINE 9.3
/** From where the head begins to its baseline, and to the rows. */
#define HEAD_BASELINE 12.0
#define HEAD_PT 17.0
#define NOTE_PT 13.0
/** A delay of more days is bold. */
#define LONG_DELAY 60

struct late {
	struct tk_region_doc *rd;
	/** struct late_row; owned. */
	GArray *rows;
	unsigned n_tasks;
	/** All planned ends are one date. */
	bool one_due;
	double head_y, name_w, status_x, status_w;
};

struct late_row {
	unsigned task;
	/** Days of delay; below all others: the estimate is past; lowest: there is none. */
	int32_t delay;
	int32_t estimate;
	/** A long owner takes several rows: which one this is [0-based], and what it holds; owned,
	 * NULL: none was told. */
	unsigned part;
	char *owner;
};

#define DELAY_PAST (INT32_MIN + 1)
#define DELAY_NONE INT32_MIN

/* ---- Which tasks ---- */

static int compare_rows(const void *a, const void *b)
{
	const struct late_row *left = a, *right = b;

	if (left->delay != right->delay)
		return left->delay < right->delay ? 1 : -1;
	if (left->estimate != right->estimate)
		return left->estimate < right->estimate ? 1 : -1;
	if (left->task != right->task)
		return left->task > right->task ? 1 : -1;
	return (left->part > right->part) - (left->part < right->part);
}

static void clear_row(void *data)
{
	struct late_row *row = data;

	g_free(row->owner);
}

static void add_rows(struct late *late, struct late_row row)
{
	const char *owner = tk_region_entries(late->rd)[row.task].owner;
	g_autoptr(GPtrArray) pieces =
		tk_region_pieces(late->rd, TK_A4_CELL, OWNER_W, owner ? owner : "");

	for (; row.part < pieces->len; row.part++) {
		row.owner = owner && *owner ? g_strdup(pieces->pdata[row.part]) : NULL;
		g_array_append_val(late->rows, row);
	}
	late->n_tasks++;
}

static void collect(struct late *late)
{
	const struct tk_dataset *dataset = late->rd->doc.picture->dataset;
	const struct tk_entry *entries = tk_region_entries(late->rd);

	late->rows = g_array_new(FALSE, FALSE, sizeof(struct late_row));
	g_array_set_clear_func(late->rows, clear_row);
	late->one_due = true;
	for (unsigned t = 0; t < dataset->n_tasks; t++) {
		struct late_row row = {t, DELAY_NONE, entries[t].estimate, 0, NULL};

		if (!tk_region_is_late(late->rd, t))
			continue;
		if (row.estimate != TK_NO_DATE && !tk_region_delay(late->rd, t, &row.delay))
			row.delay = DELAY_PAST;
		add_rows(late, row);
		late->one_due &=
			dataset->tasks[t].end ==
			dataset->tasks[g_array_index(late->rows, struct late_row, 0).task].end;
	}
	g_array_sort(late->rows, compare_rows);
}

static const struct late_row *row_at(const struct late *late, unsigned row)
{
	return &g_array_index(late->rows, struct late_row, row);
}

/* ---- Rows ---- */

static const char *status_words(const struct late *late, enum tk_status status)
{
	g_autofree char *key = g_strconcat("status.", tk_status_id(status), ".short", NULL);

	return tk_doc_text(&late->rd->doc, key);
}

static char *name_of(const struct late *late, const struct late_row *row)
{
	const struct tk_pen *pen = &late->rd->doc.pen;
	const char *name =
		tk_names_in(&late->rd->doc.picture->dataset->tasks[row->task].name, pen->lang);

	if (row->part == 0)
		return g_strdup(name);
	return tk_text_format(pen->texts, pen->lang, "page.continued", "page", name, NULL);
}

static double row_height(const void *data, unsigned row)
{
	const struct late *late = data;
	const char *owner = row_at(late, row)->owner;
	enum tk_status status = tk_region_entries(late->rd)[row_at(late, row)->task].status;
	g_autofree char *name = name_of(late, row_at(late, row));
	unsigned n = tk_a4_lines(late->rd, TK_A4_TASK, late->name_w, name);

	n = MAX(n, owner ? tk_a4_lines(late->rd, TK_A4_CELL, OWNER_W, owner) : 1);
	n = MAX(n,
		tk_a4_lines(late->rd, TK_A4_CELL, late->status_w - 12, status_words(late, status)));
	return ROW_PT + (n - 1) * LINE_PT;
}

static void draw_text(const struct late *late, enum tk_a4_role role, enum tk_align align, double x,
		      double w, double y, const char *text, enum tk_lang lang)
{
	struct tk_region_cell cell = {role, align, TK_A4_X0 + x, w, text, lang};

	tk_region_draw_cell(late->rd, &cell, y);
}

static void draw_estimate(const struct late *late, const struct late_row *row, double x, double y)
{
	enum tk_lang lang = late->rd->doc.pen.lang;
	g_autofree char *delay = tk_region_delay_text(late->rd, row->task);
	g_autofree char *date = tk_region_date(late->rd, row->estimate);

	if (row->estimate == TK_NO_DATE)
		draw_text(late, TK_A4_MISSING, TK_RIGHT, x, 0, y,
			  tk_doc_text(&late->rd->doc, "region.missing"), lang);
	else
		draw_text(late, TK_A4_CELL, TK_RIGHT, x, 0, y, date, lang);
	draw_text(late, row->delay > LONG_DELAY ? TK_A4_CELL_STRONG : TK_A4_CELL, TK_RIGHT, DELAY_X,
		  0, y, delay, lang);
}

static void draw_row(void *data, unsigned index, double y)
{
	const struct late *late = data;
	const struct late_row *row = row_at(late, index);
	struct tk_region_doc *rd = late->rd;
	const struct tk_task *task = &rd->doc.picture->dataset->tasks[row->task];
	enum tk_lang lang = rd->doc.pen.lang;
	enum tk_status status = tk_region_entries(rd)[row->task].status;
	const char *owner = row->owner;
	g_autofree char *name = name_of(late, row);
	double baseline = y + BASELINE, bottom = y + row_height(data, index);
	g_autofree char *due = tk_region_date(rd, task->end);

	draw_text(late, TK_A4_CELL2, TK_LEFT, 0, rd->id_w, baseline, task->id, lang);
	tk_pen_begin_th(&rd->doc.pen, "Row", 0, tk_names_lang(&task->name, lang));
	tk_a4_block(rd, TK_A4_TASK, TK_A4_X0 + rd->id_w, baseline, late->name_w, name);
	tk_pen_end(&rd->doc.pen);
	tk_region_draw_status(rd, TK_A4_CELL, status, TK_A4_X0 + late->status_x, late->status_w,
			      baseline, status_words(late, status));
	if (!late->one_due)
		draw_text(late, TK_A4_CELL, TK_RIGHT, DUE_X, 0, baseline, due, lang);
	draw_estimate(late, row, late->one_due ? ESTIMATE_X : ESTIMATE_DUE_X, baseline);
	draw_text(late, owner ? TK_A4_CELL : TK_A4_CELL2, TK_LEFT, OWNER_X, OWNER_W, baseline,
		  owner ? owner : tk_doc_text(&rd->doc, "region.no-owner"),
		  owner ? tk_region_lang(rd) : lang);
	tk_a4_hairline(rd, TK_A4_X0, TK_A4_X1, bottom);
}

/* ---- The table ---- */

static void draw_head(void *data)
{
	const struct late *late = data;
	struct tk_region_column columns[7];
	unsigned n = 0;

	columns[n++] = (struct tk_region_column){"region.column.id", TK_LEFT, TK_A4_X0};
	columns[n++] =
		(struct tk_region_column){"region.column.task", TK_LEFT, TK_A4_X0 + late->rd->id_w};
	columns[n++] = (struct tk_region_column){"region.column.status", TK_LEFT,
						 TK_A4_X0 + late->status_x};
	if (!late->one_due)
		columns[n++] =
			(struct tk_region_column){"region.column.due", TK_RIGHT, TK_A4_X0 + DUE_X};
	columns[n++] =
		(struct tk_region_column){"region.column.estimate", TK_RIGHT,
					  TK_A4_X0 + (late->one_due ? ESTIMATE_X : ESTIMATE_DUE_X)};
	columns[n++] =
		(struct tk_region_column){"region.column.delay", TK_RIGHT, TK_A4_X0 + DELAY_X};
	columns[n++] =
		(struct tk_region_column){"region.column.owner", TK_LEFT, TK_A4_X0 + OWNER_X};
	tk_region_draw_columns(late->rd, columns, n, late->head_y);
}

static void turn(void *data)
{
	struct late *late = data;

	tk_region_continue(late->rd, "region.late", TK_A4_TEXT_W);
	late->head_y = TK_A4_TOP + TK_A4_HEAD + HEAD_BASELINE;
}

static const struct tk_table_ops ops = {
	.height = row_height,
	.head = draw_head,
	.row = draw_row,
	.turn = turn,
};

static char *section_note(const struct late *late)
{
	const struct tk_pen *pen = &late->rd->doc.pen;
	const struct tk_task *tasks = late->rd->doc.picture->dataset->tasks;

	if (late->rows->len == 0)
		return NULL;
	if (!late->one_due)
		return tk_text_plural(pen->texts, pen->lang, "region.tasks-n", late->n_tasks, NULL);
	g_autofree char *due = tk_text_date(late->rd->doc.pen.texts, late->rd->doc.pen.lang,
					    tasks[row_at(late, 0)->task].end);

	return tk_text_plural(pen->texts, pen->lang, "region.late-note", late->n_tasks, "date", due,
			      NULL);
}

static void lay_rows(struct late *late)
{
	struct tk_region_doc *rd = late->rd;
	struct tk_table table = {
		.ops = &ops,
		.data = late,
		.n_rows = late->rows->len,
		.top_y = TK_A4_TOP + TK_A4_HEAD + HEAD_PT,
		/* The note below the table stays with it. */
		.bottom_y = TK_A4_BOTTOM - NOTE_PT,
		.first_y = rd->y + HEAD_PT,
	};

	late->head_y = rd->y + HEAD_BASELINE;
	tk_region_table(rd, &table);
	if (!rd->counting)
		tk_a4_paragraph(rd, TK_A4_NOTE, TK_A4_X0, rd->y + 11, TK_A4_TEXT_W,
				tk_doc_text(&rd->doc, "region.delay-note"));
	rd->y += NOTE_PT;
}

void tk_region_lay_late(struct tk_region_doc *rd)
{
	struct late late = {.rd = rd};
	char *none[] = {(char *)tk_doc_text(&rd->doc, "region.late-none"), NULL};
	double first_pt = 3 * ROW_PT;

	collect(&late);
	late.status_x = MAX(late.one_due ? STATUS_X : STATUS_DUE_X, rd->id_w + 160);
	late.status_w = STATUS_W;
	late.name_w = late.status_x - rd->id_w - GAP;
	g_autofree char *note = section_note(&late);

	if (late.rows->len > 0)
		first_pt = MAX(first_pt, row_height(&late, 0));
	tk_region_begin(rd, tk_doc_text(&rd->doc, "region.late"), note, HEAD_PT + first_pt);
	if (late.rows->len > 0)
		lay_rows(&late);
	else
		tk_region_text(rd, TK_A4_BODY, none);
	g_array_unref(late.rows);
}
