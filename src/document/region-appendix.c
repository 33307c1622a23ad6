#include "region-imp.h"

/* Every task of the roadmap by area and group, its note below it; one table over as many pages as
 * it takes. */
#define N_COLUMNS 8u
#define SUMMARY_PAGES 2u
#define STATUS_W 122.0
#define STATUS_X 182.0
#define DUE_X 355.0
#define ESTIMATE_X 407.0
#define DELAY_X 434.0
#define OWNER_X 441.0
#define OWNER_W (TK_A4_TEXT_W - OWNER_X)
#define MOST_OWNER_LINES 8u
#define GAP 6.0
#define ROW_PT 11.3
#define LINE_PT 9.6
#define BASELINE 8.4
#define NOTE_LINE_PT 9.5
#define NOTE_BASELINE 6.6
#define NOTE_END 1.2
#define AREA_PT 19.0
#define GROUP_PT 15.5
#define HEAD_BASELINE 10.0
#define NOTE_HEAD_PT 10.0
#define HEAD_PT 26.0

enum kind { AREA_ROW, GROUP_ROW, TASK_ROW };

struct row {
	enum kind kind;
	const struct tk_group *group;
	unsigned task;
	/** The owner takes more lines than its column is for, and stands first in the note. */
	bool owner_below;
	double height;
	/** A task's cells without its note. */
	double cells_pt;
	/** Paragraphs of its note, or its lines where no page holds the row; NULL: none. Owned. */
	GPtrArray *note;
};

struct appendix {
	struct tk_region_doc *rd;
	double head_y, name_w, note_x, note_w, top_y;
};

static const struct row *row_at(const struct appendix *appendix, unsigned row)
{
	return &g_array_index(appendix->rd->appendix, struct row, row);
}

/* ---- Rows ---- */

static const char *status_words(const struct appendix *appendix, enum tk_status status)
{
	g_autofree char *key = g_strconcat("status.", tk_status_id(status), NULL);

	return tk_doc_text(&appendix->rd->doc, key);
}

static char *owner_words(const struct appendix *appendix, const char *owner)
{
	const struct tk_pen *pen = &appendix->rd->doc.pen;

	return tk_text_format(pen->texts, pen->lang, "region.owner", "owner", owner, NULL);
}

/* A note's paragraphs, as they stood in the cell. */
static GPtrArray *note_paragraphs(const struct appendix *appendix, const struct tk_entry *entry,
				  bool owner_below)
{
	g_auto(GStrv) lines = g_strsplit_set(entry->note ? entry->note : "", "\r\n", -1);
	GPtrArray *paragraphs = g_ptr_array_new_with_free_func(g_free);

	if (owner_below)
		g_ptr_array_add(paragraphs, owner_words(appendix, entry->owner));

	for (unsigned i = 0; lines[i]; i++) {
		g_strstrip(lines[i]);
		if (*lines[i])
			g_ptr_array_add(paragraphs, g_strdup(lines[i]));
	}
	return paragraphs;
}

static unsigned note_lines(const struct appendix *appendix, const GPtrArray *note)
{
	unsigned n = 0;

	for (unsigned i = 0; i < note->len; i++)
		n += tk_a4_lines(appendix->rd, TK_A4_SMALL_NOTE, appendix->note_w, note->pdata[i]);
	return n;
}

/* A row that no page holds is drawn line by line. */
static void split_note(const struct appendix *appendix, struct row *row)
{
	GPtrArray *all = g_ptr_array_new_with_free_func(g_free);

	for (unsigned i = 0; i < row->note->len; i++) {
		GPtrArray *lines = tk_a4_split(appendix->rd, TK_A4_SMALL_NOTE, appendix->note_w,
					       row->note->pdata[i]);

		g_ptr_array_extend_and_steal(all, lines);
	}
	g_ptr_array_unref(row->note);
	row->note = all;
	row->height = row->cells_pt + all->len * NOTE_LINE_PT + NOTE_END;
}

static double page_room(const struct appendix *appendix)
{
	/* What again() repeats, and the headings that stay with their first task, take their part. */
	return TK_A4_BOTTOM - appendix->top_y - AREA_PT - GROUP_PT;
}

static struct row task_row(const struct appendix *appendix, const struct tk_group *group,
			   unsigned t)
{
	const struct tk_region_doc *rd = appendix->rd;
	const struct tk_task *task = &rd->doc.picture->dataset->tasks[t];
	const struct tk_entry *entry = &tk_region_entries(rd)[t];
	struct row row = {.kind = TASK_ROW, .group = group, .task = t};
	unsigned n =
		tk_a4_lines(rd, TK_A4_SMALL_TASK, appendix->name_w, tk_region_task_tail(rd, task));

	n = MAX(n,
		tk_a4_lines(rd, TK_A4_SMALL, STATUS_W - 12, status_words(appendix, entry->status)));
	if (entry->owner && *entry->owner) {
		unsigned n_owner = tk_a4_lines(rd, TK_A4_SMALL, OWNER_W, entry->owner);

		row.owner_below = n_owner > MOST_OWNER_LINES;
		n = MAX(n, row.owner_below ? 1 : n_owner);
	}
	row.cells_pt = row.height = ROW_PT + (n - 1) * LINE_PT;
	if ((!entry->note || !*entry->note) && !row.owner_below)
		return row;
	row.note = note_paragraphs(appendix, entry, row.owner_below);
	row.height += note_lines(appendix, row.note) * NOTE_LINE_PT + NOTE_END;
	if (row.height > page_room(appendix))
		split_note(appendix, &row);
	return row;
}

static void clear_row(void *data)
{
	struct row *row = data;

	g_clear_pointer(&row->note, g_ptr_array_unref);
}

/* Each row is measured once, however often it is laid out. */
static GArray *new_rows(const struct appendix *appendix)
{
	const struct tk_picture *picture = appendix->rd->doc.picture;
	GArray *rows = g_array_new(FALSE, FALSE, sizeof(struct row));
	unsigned area = TK_NONE;

	g_array_set_clear_func(rows, clear_row);
	for (unsigned g = 0; g < picture->n_groups; g++) {
		const struct tk_group *group = &picture->groups[g];
		struct row head = {.kind = AREA_ROW, .group = group, .height = AREA_PT};

		if (group->area != area)
			g_array_append_val(rows, head);
		area = group->area;
		head = (struct row){.kind = GROUP_ROW, .group = group, .height = GROUP_PT};
		if (*tk_names_in(group->name, appendix->rd->doc.pen.lang))
			g_array_append_val(rows, head);
		for (unsigned i = 0; i < group->n_tasks; i++) {
			struct row row = task_row(appendix, group, group->tasks[i]);

			g_array_append_val(rows, row);
		}
	}
	return rows;
}

static double row_height(const void *data, unsigned row)
{
	return row_at(data, row)->height;
}

static bool row_keeps(const void *data, unsigned row)
{
	return row_at(data, row)->kind != TASK_ROW;
}

/* ---- Headings ---- */

static const struct tk_names *heading_names(const struct appendix *appendix,
					    const struct tk_group *group, enum kind kind)
{
	return kind == AREA_ROW ? &appendix->rd->doc.picture->dataset->areas[group->area].name
				: group->name;
}

static void draw_heading(const struct appendix *appendix, const struct tk_group *group,
			 enum kind kind, double y, bool repeated)
{
	const struct tk_pen *pen = &appendix->rd->doc.pen;
	const char *name = tk_names_in(heading_names(appendix, group, kind), pen->lang);
	g_autofree char *continued =
		tk_text_format(pen->texts, pen->lang, "page.continued", "page", name, NULL);
	double bottom = y + (kind == AREA_ROW ? AREA_PT : GROUP_PT) - 1.5;

	tk_a4_text(appendix->rd, kind == AREA_ROW ? TK_A4_STRONG : TK_A4_COLUMN, TK_LEFT, TK_A4_X0,
		   bottom - 3.5, repeated ? continued : name);
	tk_pen_begin_artifact(pen);
	tk_draw_line(pen->canvas, TK_A4_X0, bottom, TK_A4_X1, bottom,
		     kind == AREA_ROW ? 0.75 : 0.35,
		     tk_pen_ink(pen, kind == AREA_ROW ? TK_INK : TK_KEY));
	tk_pen_end(pen);
}

static double draw_again(void *data, unsigned row, double y, bool draw)
{
	const struct appendix *appendix = data;
	const struct tk_group *group = row_at(appendix, row)->group;
	enum kind kind = row_at(appendix, row)->kind;
	double height = 0;

	if (kind == AREA_ROW)
		return 0;
	if (draw)
		draw_heading(appendix, group, AREA_ROW, y, true);
	height += AREA_PT;
	if (kind == GROUP_ROW || !*tk_names_in(group->name, appendix->rd->doc.pen.lang))
		return height;
	if (draw)
		draw_heading(appendix, group, GROUP_ROW, y + height, true);
	return height + GROUP_PT;
}

/* ---- Tasks ---- */

static void draw_text(const struct appendix *appendix, enum tk_a4_role role, enum tk_align align,
		      double x, double w, double y, const char *text, enum tk_lang lang)
{
	struct tk_region_cell cell = {role, align, TK_A4_X0 + x, w, text, lang};

	tk_region_draw_cell(appendix->rd, &cell, y);
}

static void draw_cells(const struct appendix *appendix, const struct row *row, double y)
{
	const struct tk_region_doc *rd = appendix->rd;
	const struct tk_task *task = &rd->doc.picture->dataset->tasks[row->task];
	const struct tk_entry *entry = &tk_region_entries(rd)[row->task];
	enum tk_lang lang = rd->doc.pen.lang;
	bool owned = entry->owner && *entry->owner && !row->owner_below;
	const char *instead =
		tk_doc_text(&rd->doc, row->owner_below ? "region.owner-below" : "none");
	g_autofree char *due = tk_region_date(rd, task->end);
	g_autofree char *estimate = tk_region_date(rd, entry->estimate);
	g_autofree char *delay = tk_region_delay_text(rd, row->task);

	draw_text(appendix, TK_A4_SMALL2, TK_LEFT, 0, rd->id_w, y, task->id, lang);
	tk_pen_begin_th(&rd->doc.pen, "Row", 0, tk_names_lang(&task->name, lang));
	tk_a4_block(rd, TK_A4_SMALL_TASK, TK_A4_X0 + rd->id_w, y, appendix->name_w,
		    tk_region_task_tail(rd, task));
	tk_pen_end(&rd->doc.pen);
	tk_region_draw_status(rd, TK_A4_SMALL, entry->status, TK_A4_X0 + STATUS_X, STATUS_W, y,
			      status_words(appendix, entry->status));
	draw_text(appendix, TK_A4_SMALL, TK_RIGHT, DUE_X, 0, y, due, lang);
	draw_text(appendix, TK_A4_SMALL, TK_RIGHT, ESTIMATE_X, 0, y, estimate, lang);
	draw_text(appendix, TK_A4_SMALL, TK_RIGHT, DELAY_X, 0, y, delay, lang);
	draw_text(appendix, owned ? TK_A4_SMALL : TK_A4_SMALL2, TK_LEFT, OWNER_X, OWNER_W, y,
		  owned ? entry->owner : instead, owned ? tk_region_lang(rd) : lang);
}

/* The paragraphs of a note. \return below them. */
static double draw_note(const struct appendix *appendix, const struct row *row, double y)
{
	double baseline = y + NOTE_BASELINE;

	for (unsigned i = 0; i < row->note->len; i++)
		baseline = tk_a4_block(appendix->rd, TK_A4_SMALL_NOTE, appendix->note_x, baseline,
				       appendix->note_w, row->note->pdata[i]);
	return baseline - NOTE_BASELINE;
}

static void draw_task(const struct appendix *appendix, const struct row *row, double y)
{
	const struct tk_region_doc *rd = appendix->rd;

	draw_cells(appendix, row, y + BASELINE);
	tk_pen_begin_td(&rd->doc.pen, 0, row->note ? tk_region_lang(rd) : rd->doc.pen.lang);
	if (row->note)
		draw_note(appendix, row, y + row->cells_pt);
	tk_pen_end(&rd->doc.pen);
	tk_a4_hairline(rd, TK_A4_X0, TK_A4_X1, y + row->height);
}

static void draw_row(void *data, unsigned index, double y)
{
	const struct appendix *appendix = data;
	const struct row *row = row_at(appendix, index);
	const struct tk_pen *pen = &appendix->rd->doc.pen;

	if (row->kind == TASK_ROW) {
		draw_task(appendix, row, y);
		return;
	}
	const struct tk_names *names = heading_names(appendix, row->group, row->kind);

	if (row->kind == AREA_ROW)
		tk_canvas_bookmark(pen->canvas, 2, tk_names_in(names, pen->lang));
	/* No TH: its scope has no end, and each task would be read with all headings above it. */
	tk_pen_begin_td(pen, N_COLUMNS, tk_names_lang(names, pen->lang));
	draw_heading(appendix, row->group, row->kind, y, false);
	tk_pen_end(pen);
}

/* ---- A note that no page holds ---- */

static double cut_row(const void *data, unsigned index, double from, double room)
{
	const struct row *row = row_at(data, index);
	double n;

	if (!row->note)
		return row->height;
	n = (double)(int)((from + room - row->cells_pt - NOTE_END) / NOTE_LINE_PT);
	if (n >= row->note->len)
		return row->height;
	return MAX(from, n < 1 ? 0 : row->cells_pt + n * NOTE_LINE_PT);
}

static void draw_piece(void *data, unsigned index, double y, double from, double to)
{
	const struct appendix *appendix = data;
	const struct row *row = row_at(data, index);
	const struct tk_region_doc *rd = appendix->rd;

	if (from <= 0) {
		draw_cells(appendix, row, y + BASELINE);
		tk_pen_begin_td(&rd->doc.pen, 0, row->note ? tk_region_lang(rd) : rd->doc.pen.lang);
	}
	for (unsigned i = 0; row->note && i < row->note->len; i++) {
		double at = row->cells_pt + i * NOTE_LINE_PT;

		if (at >= from - 0.01 && at < to - 0.01)
			tk_a4_text(rd, TK_A4_SMALL_NOTE, TK_LEFT, appendix->note_x,
				   y + at - from + NOTE_BASELINE, row->note->pdata[i]);
	}
	if (to < row->height)
		return;
	tk_pen_end(&rd->doc.pen);
	tk_a4_hairline(rd, TK_A4_X0, TK_A4_X1, y + to - from);
}

/* ---- The table ---- */

static void draw_head(void *data)
{
	const struct appendix *appendix = data;
	const struct tk_region_doc *rd = appendix->rd;
	const struct tk_pen *pen = &rd->doc.pen;
	const struct tk_region_column columns[] = {
		{"region.column.id", TK_LEFT, 0},
		{"region.column.task", TK_LEFT, rd->id_w},
		{"region.column.status", TK_LEFT, STATUS_X},
		{"region.column.due", TK_RIGHT, DUE_X},
		{"region.column.estimated", TK_RIGHT, ESTIMATE_X},
		{"region.column.delay", TK_RIGHT, DELAY_X},
		{"region.column.owner", TK_LEFT, OWNER_X},
	};
	double y = appendix->head_y;

	tk_pen_begin(pen, "TR", pen->lang);
	for (unsigned i = 0; i < G_N_ELEMENTS(columns); i++) {
		tk_pen_begin_th(pen, "Column", 0, pen->lang);
		tk_a4_text(rd, TK_A4_COLUMN, columns[i].align, TK_A4_X0 + columns[i].x, y,
			   tk_doc_text(&rd->doc, columns[i].key));
		tk_pen_end(pen);
	}
	tk_pen_begin_th(pen, "Column", 0, pen->lang);
	tk_a4_text(rd, TK_A4_SMALL_NOTE, TK_LEFT, appendix->note_x, y + NOTE_HEAD_PT,
		   tk_doc_text(&rd->doc, "region.column.note"));
	tk_pen_end(pen);
	tk_pen_end(pen);
	tk_pen_begin_artifact(pen);
	tk_draw_line(pen->canvas, TK_A4_X0, y + NOTE_HEAD_PT + 4, TK_A4_X1, y + NOTE_HEAD_PT + 4,
		     0.5, tk_pen_ink(pen, TK_KEY));
	tk_pen_end(pen);
}

static void turn(void *data)
{
	struct appendix *appendix = data;

	tk_region_turn(appendix->rd);
	appendix->head_y = TK_A4_TOP + HEAD_BASELINE;
}

static const struct tk_table_ops ops = {
	.height = row_height,
	.head = draw_head,
	.row = draw_row,
	.turn = turn,
	.keeps = row_keeps,
	.again = draw_again,
	.cut = cut_row,
	.piece = draw_piece,
};

/* What the delays mean, under the section's head. */
static void lay_note(struct tk_region_doc *rd)
{
	char *note[] = {(char *)tk_doc_text(&rd->doc, "region.delay-note"), NULL};

	tk_region_text(rd, TK_A4_SMALL_NOTE, note);
	rd->y += 3;
}

/* The summary proper is two pages, which the appendix leaves alone; a third one that little stands
 * on is shared. */
static bool shares_page(const struct tk_region_doc *rd)
{
	return rd->doc.n_pages > SUMMARY_PAGES && rd->y < (TK_A4_TOP + TK_A4_BOTTOM) / 2;
}

void tk_region_lay_appendix(struct tk_region_doc *rd)
{
	const struct tk_pen *pen = &rd->doc.pen;
	struct appendix appendix = {
		.rd = rd,
		.name_w = STATUS_X - rd->id_w - GAP,
		.note_x = TK_A4_X0 + rd->id_w,
		.note_w = TK_A4_TEXT_W - rd->id_w,
		.top_y = TK_A4_TOP + HEAD_PT,
	};
	g_autofree char *n = tk_text_plural(pen->texts, pen->lang, "region.tasks-n",
					    rd->doc.picture->dataset->n_tasks, NULL);

	if (!rd->empty && !shares_page(rd))
		tk_region_turn(rd);
	if (!rd->appendix)
		rd->appendix = new_rows(&appendix);
	tk_region_begin(rd, tk_doc_text(&rd->doc, "region.appendix"), n, HEAD_PT);
	lay_note(rd);
	appendix.head_y = rd->y + HEAD_BASELINE;
	struct tk_table table = {
		.ops = &ops,
		.data = &appendix,
		.n_rows = rd->appendix->len,
		.top_y = appendix.top_y,
		.bottom_y = TK_A4_BOTTOM,
		.first_y = rd->y + HEAD_PT,
	};

	tk_region_table(rd, &table);
}
