#include "lists-imp.h"

/* Late tasks, and after them those that are estimated to become late: the same table twice. */

#define TOP_Y 140.0
#define USUAL_TOP 15u
#define ROW_PT 21.4
#define LINE_PT 11.5
#define BASE_PT 14.6
#define NOTE_BASE 15.0
#define LEGEND_Y 103.0
#define LEGEND_GAP 14.0
#define ID_GAP 10.0
#define LEAST_NAME_X 88.0
#define MOST_ID_W 96.0
#define MOST_AREA_W 150.0
#define DUE_W 70.0
#define GAP 12.0
#define BAR_W 123.2
#define NARROW_BAR_W 92.0
#define BAR_H 9.5
#define COUNT_W 24.0
/** Right edges of the last columns, the last one first. */
#define LAST_X TK_PAGE_X1
#define COLUMN_W 76.0
#define NUMBER_W 70.0

enum { COL_ID, COL_TASK, COL_AREA };

struct late_page {
	struct tk_list_page base;
	struct tk_document *doc;
	const struct tk_late_task *tasks;
	/** The list shows the first of them. */
	unsigned n_tasks;
	/** Tasks that are not late yet. */
	bool slipping;
	/** Planned ends differ: a column of their own. */
	bool dues;
	unsigned col_due, col_regions, col_median, col_latest, col_missing;
	double bar_w;
};

static const double sizes[] = {11, 10.5, 10};

/* ---- Figures ---- */

static const struct tk_task *task_at(const struct late_page *page, unsigned row)
{
	return &page->doc->picture->dataset->tasks[page->tasks[row].task];
}

static int64_t count_all(const struct late_page *page, unsigned from)
{
	int64_t n = 0;

	for (unsigned i = from; i < page->n_tasks; i++)
		n += page->tasks[i].n_regions;
	return n;
}

static bool one_due(const struct late_page *page)
{
	for (unsigned i = 1; i < page->n_tasks; i++) {
		if (task_at(page, i)->end != task_at(page, 0)->end)
			return false;
	}
	return page->n_tasks > 0;
}

/* How many of the first tasks are so in as many regions. */
static unsigned count_ties(const struct late_page *page)
{
	unsigned n = 0;

	while (n < page->n_tasks && page->tasks[n].n_regions == page->tasks[0].n_regions)
		n++;
	return n;
}

/* ---- Words ---- */

static const char *kind_key(const struct late_page *page, const char *late, const char *slipping)
{
	return page->slipping ? slipping : late;
}

static char *total_text(const struct late_page *page, unsigned from)
{
	return tk_text_plural(page->doc->pen.texts, page->doc->pen.lang,
			      kind_key(page, "late.total", "slipping.total"), count_all(page, from),
			      NULL);
}

static char *rest_text(const struct late_page *page)
{
	unsigned n = page->n_tasks - page->base.n_rows;
	g_autofree char *total = total_text(page, page->base.n_rows);

	if (n == 0)
		return NULL;
	return tk_text_plural(page->doc->pen.texts, page->doc->pen.lang,
			      kind_key(page, "late.rest", "slipping.rest"), n, "total", total,
			      "sheet", tk_doc_text(page->doc, "workbook.late.name"), NULL);
}

/* The one task that is so in more regions than any other. */
static char *most_title(const struct late_page *page)
{
	const struct tk_pen *pen = &page->doc->pen;
	g_autofree char *n = tk_format_int(pen->lang, page->tasks[0].n_regions);
	g_autofree char *all = tk_format_int(pen->lang, page->doc->picture->now->n_reported);

	return tk_text_format(pen->texts, pen->lang,
			      kind_key(page, "late.title.most", "slipping.title.most"), "task",
			      tk_names_in(&task_at(page, 0)->name, pen->lang), "n", n, "regions",
			      all, NULL);
}

static char *all_title(const struct late_page *page, unsigned ties)
{
	const struct tk_pen *pen = &page->doc->pen;
	g_autofree char *number = tk_text_number(pen->texts, pen->lang, ties);
	g_autofree char *all = tk_format_int(pen->lang, page->doc->picture->now->n_reported);

	return tk_text_plural(pen->texts, pen->lang,
			      kind_key(page, "late.title.all", "slipping.title.all"), ties,
			      "number", number, "regions", all, NULL);
}

static char *tie_title(const struct late_page *page, unsigned ties)
{
	const struct tk_pen *pen = &page->doc->pen;
	g_autofree char *number = tk_text_number(pen->texts, pen->lang, ties);
	g_autofree char *n = tk_format_int(pen->lang, page->tasks[0].n_regions);

	return tk_text_format(pen->texts, pen->lang,
			      kind_key(page, "late.title.tie", "slipping.title.tie"), "number",
			      number, "n", n, NULL);
}

static char *plain_title(const struct late_page *page)
{
	const struct tk_pen *pen = &page->doc->pen;
	g_autofree char *total = total_text(page, 0);
	g_autofree char *regions = tk_text_plural(pen->texts, pen->lang, "summary.late-regions",
						  page->tasks[0].n_regions, NULL);

	return tk_text_plural(pen->texts, pen->lang,
			      kind_key(page, "late.title.plain", "slipping.title.plain"),
			      page->n_tasks, "total", total, "regions", regions, NULL);
}

/* Where one region alone reports, the title is of it. */
static char *alone_title(const struct late_page *page)
{
	const struct tk_pen *pen = &page->doc->pen;
	const struct tk_measures *now = page->doc->picture->now;
	unsigned r = 0;

	while (!now->reported[r])
		r++;
	return tk_text_plural(pen->texts, pen->lang,
			      kind_key(page, "late.title.alone", "slipping.title.alone"),
			      page->n_tasks, "region", tk_words_region(page->doc, r), NULL);
}

static char **titles(const struct late_page *page)
{
	unsigned ties = count_ties(page), most = page->tasks[0].n_regions;
	unsigned n_reported = page->doc->picture->now->n_reported;

	if (n_reported == 1)
		return tk_texts_new(1, alone_title(page));
	if (most == n_reported)
		return tk_texts_new(3, ties == 1 && page->n_tasks > 1 ? most_title(page) : NULL,
				    all_title(page, ties), plain_title(page));
	if (ties == 1)
		return tk_texts_new(2, page->n_tasks > 1 ? most_title(page) : NULL,
				    plain_title(page));
	return tk_texts_new(2, ties < page->n_tasks && most > 1 ? tie_title(page, ties) : NULL,
			    plain_title(page));
}

static char *subtitle_text(const struct late_page *page)
{
	const struct tk_pen *pen = &page->doc->pen;
	g_autofree char *date =
		tk_text_date(pen->texts, pen->lang, page->doc->picture->period->reporting_date);

	if (page->slipping)
		return tk_text_format(pen->texts, pen->lang, "slipping.subtitle", "date", date,
				      NULL);
	g_autofree char *due = tk_text_date(pen->texts, pen->lang, task_at(page, 0)->end);

	return tk_text_format(pen->texts, pen->lang,
			      page->dues ? "late.subtitle.many" : "late.subtitle.same", "due", due,
			      "date", date, NULL);
}

static char *totals_text(const struct late_page *page)
{
	const struct tk_pen *pen = &page->doc->pen;
	g_autofree char *total = total_text(page, 0);

	return tk_words_capital(tk_text_plural(pen->texts, pen->lang,
					       kind_key(page, "late.source", "slipping.source"),
					       page->n_tasks, "total", total, NULL));
}

/* ---- Columns ---- */

static const char *area_name(const struct late_page *page, unsigned row)
{
	const struct tk_area *area = &page->doc->picture->dataset->areas[task_at(page, row)->area];
	const char *name = tk_names_in(&area->short_name, page->doc->pen.lang);

	return *name ? name : tk_names_in(&area->name, page->doc->pen.lang);
}

static const char *cell_text(const struct late_page *page, unsigned column, unsigned row)
{
	if (column == COL_ID)
		return task_at(page, row)->id;
	if (column == COL_AREA)
		return area_name(page, row);
	return tk_names_in(&task_at(page, row)->name, page->doc->pen.lang);
}

static double widest(const struct late_page *page, unsigned column)
{
	static const char *const heads[] = {"late.id", "late.task", "late.area"};
	struct tk_text_style style = tk_role_style(&page->doc->pen, TK_ROLE_NAME, TK_LEFT);
	double w = tk_pen_width(&page->doc->pen, TK_ROLE_COLUMN,
				tk_doc_text(page->doc, heads[column]));

	style.size_pt = sizes[0];
	style.weight = column == COL_TASK ? 500 : 400;
	for (unsigned i = 0; i < page->base.n_rows; i++)
		w = MAX(w, tk_text_width(tk_canvas_fonts(page->doc->pen.canvas),
					 cell_text(page, column, i), &style));
	return w + 0.5;
}

static unsigned add(struct late_page *page, enum tk_align align, double x, double w,
		    const char *key)
{
	struct tk_list_column *column =
		tk_list_add(&page->base.list, align, x, w, g_strdup(tk_doc_text(page->doc, key)));

	column->names_row = page->base.list.n_columns == COL_TASK + 1;
	if (column->names_row)
		column->style.weight = 500;
	else if (align == TK_LEFT)
		column->style.colour = tk_pen_ink(&page->doc->pen, TK_INK2);
	return page->base.list.n_columns - 1;
}

static void lay_out(struct late_page *page)
{
	double right = LAST_X - (page->slipping ? 0 : COLUMN_W);
	double count_x = right - 2 * COLUMN_W - GAP, bars_x;
	double id_w = MIN(widest(page, COL_ID), MOST_ID_W);
	double name_x = MAX(LEAST_NAME_X, TK_PAGE_X0 + id_w + ID_GAP);

	page->bar_w = page->dues ? NARROW_BAR_W : BAR_W;
	bars_x = count_x - COUNT_W - page->bar_w;
	double due_x = bars_x - 14 - DUE_W;
	double area_right = page->dues ? due_x - 10 : bars_x - GAP;
	/* Long names of areas take what the tasks' names leave. */
	double area_w = MIN(widest(page, COL_AREA),
			    MAX(MOST_AREA_W, area_right - GAP - name_x - widest(page, COL_TASK)));
	double area_x = area_right - area_w;

	tk_list_init(&page->base.list, &page->doc->pen, TK_PAGE_X0, TK_PAGE_X1);
	add(page, TK_LEFT, TK_PAGE_X0, name_x - ID_GAP - TK_PAGE_X0, "late.id");
	add(page, TK_LEFT, name_x, area_x - GAP - name_x, "late.task");
	add(page, TK_LEFT, area_x, area_w, "late.area");
	if (page->dues)
		page->col_due = add(page, TK_RIGHT, due_x, DUE_W, "late.due");
	page->col_regions = add(page, TK_LEFT, bars_x, page->bar_w + COUNT_W,
				kind_key(page, "late.regions", "slipping.regions"));
	page->col_median =
		add(page, TK_RIGHT, right - COLUMN_W - 8 - NUMBER_W, NUMBER_W, "late.median");
	page->col_latest = add(page, TK_RIGHT, right - NUMBER_W, NUMBER_W, "late.latest");
	if (!page->slipping)
		page->col_missing =
			add(page, TK_RIGHT, LAST_X - NUMBER_W + 8, NUMBER_W - 8, "late.missing");
}

static double row_height(const void *data, unsigned row)
{
	const struct late_page *page = data;
	unsigned n = 1;

	for (unsigned column = COL_ID; column <= COL_AREA; column++)
		n = MAX(n, tk_list_lines(&page->base.list, column, cell_text(page, column, row)));
	return ROW_PT + (n - 1) * LINE_PT;
}

static void take_size(void *data, unsigned size)
{
	struct late_page *page = data;

	tk_list_size(&page->base.list, sizes[size], LINE_PT);
}

/* ---- Rows ---- */

static void stack_parts(const struct late_page *page, const struct tk_late_task *late,
			struct tk_stack_part parts[2])
{
	const struct tk_pen *pen = &page->doc->pen;

	parts[0] = (struct tk_stack_part){late->n_not_started, tk_pen_ink(pen, TK_ORANGE), false};
	parts[1] = (struct tk_stack_part){(int64_t)late->n_regions - late->n_not_started,
					  tk_theme_class_fill(pen->theme, 1, 4), true};
}

/* How many of the regions have not begun is nowhere else. */
static void draw_bar(const struct late_page *page, const struct tk_late_task *late, double x,
		     double y)
{
	const struct tk_pen *pen = &page->doc->pen;
	double box[4] = {x, y, page->bar_w, BAR_H};
	struct tk_stack_part parts[2];

	stack_parts(page, late, parts);
	g_autofree char *open = tk_format_int(pen->lang, parts[0].n);
	g_autofree char *begun = tk_format_int(pen->lang, parts[1].n);
	g_autofree char *alt = tk_text_format(pen->texts, pen->lang, "late.split", "open", open,
					      "begun", begun, NULL);
	struct tk_tag tag = {.alt = alt, .bbox = box};

	tk_canvas_begin(pen->canvas, "Figure", &tag);
	tk_draw_stack(pen, x, y, page->bar_w, BAR_H, parts, G_N_ELEMENTS(parts),
		      page->doc->picture->now->n_reported);
	tk_pen_end(pen);
}

static void put_regions(const struct late_page *page, const struct tk_late_task *late, double y)
{
	const struct tk_pen *pen = &page->doc->pen;
	const struct tk_list_column *column = &page->base.list.columns[page->col_regions];
	struct tk_text_style style = column->style;
	g_autofree char *n = tk_format_int(pen->lang, late->n_regions);

	style.align = TK_RIGHT;
	style.weight = 600;
	style.colour = tk_pen_ink(pen, TK_INK);
	tk_pen_begin_td(pen, 0, pen->lang);
	tk_draw_text(pen->canvas, column->x + column->w, y + BASE_PT, n, &style);
	draw_bar(page, late, column->x, y + 6);
	tk_pen_end(pen);
}

static void put_estimates(const struct late_page *page, const struct tk_late_task *late, double y)
{
	const struct tk_pen *pen = &page->doc->pen;
	const char *none = tk_doc_text(page->doc, "none");
	g_autofree char *median = late->n_after > 0
					  ? tk_text_plural(pen->texts, pen->lang, "late.days",
							   late->median_days, NULL)
					  : g_strdup(none);
	g_autofree char *latest = late->latest != TK_NO_DATE
					  ? tk_text_date_short(pen->texts, pen->lang, late->latest)
					  : g_strdup(none);
	g_autofree char *missing = tk_format_int(pen->lang, late->n_no_estimate);

	tk_list_put(&page->base.list, page->col_median, y + BASE_PT, median, pen->lang);
	tk_list_put(&page->base.list, page->col_latest, y + BASE_PT, latest, pen->lang);
	if (!page->slipping)
		tk_list_put(&page->base.list, page->col_missing, y + BASE_PT, missing, pen->lang);
}

static void draw_row(void *data, unsigned row, double y)
{
	const struct late_page *page = data;
	const struct tk_pen *pen = &page->doc->pen;
	const struct tk_task *task = task_at(page, row);
	const struct tk_area *area = &page->doc->picture->dataset->areas[task->area];
	const struct tk_names *short_name =
		*tk_names_in(&area->short_name, pen->lang) ? &area->short_name : &area->name;

	tk_list_put(&page->base.list, COL_ID, y + BASE_PT, task->id, pen->lang);
	tk_list_put(&page->base.list, COL_TASK, y + BASE_PT, tk_names_in(&task->name, pen->lang),
		    tk_names_lang(&task->name, pen->lang));
	tk_list_put(&page->base.list, COL_AREA, y + BASE_PT, area_name(page, row),
		    tk_names_lang(short_name, pen->lang));
	if (page->dues) {
		g_autofree char *due = tk_text_date_short(pen->texts, pen->lang, task->end);

		tk_list_put(&page->base.list, page->col_due, y + BASE_PT, due, pen->lang);
	}
	put_regions(page, &page->tasks[row], y);
	put_estimates(page, &page->tasks[row], y);
	tk_list_rule(&page->base.list, y + row_height(page, row));
}

/* Whether a bar of the list has the part. */
static bool has_part(const struct late_page *page, unsigned part)
{
	struct tk_stack_part parts[2];

	for (unsigned row = 0; row < page->base.n_rows; row++) {
		stack_parts(page, &page->tasks[row], parts);
		if (parts[part].n > 0)
			return true;
	}
	return false;
}

/* Above the bars; the tick stands for all regions that report. */
static void draw_legend(const void *data)
{
	static const char *const keys[] = {"legend.open", "legend.under-way"};
	const struct late_page *page = data;
	const struct tk_pen *pen = &page->doc->pen;
	double x = page->base.list.columns[page->col_regions].x,
	       y = LEGEND_Y + page->base.sheet.extra_y;
	struct tk_stack_part parts[G_N_ELEMENTS(keys)];
	g_autofree char *all = tk_text_plural(pen->texts, pen->lang, "cover.regions",
					      page->doc->picture->now->n_reported, NULL);

	stack_parts(page, &page->tasks[0], parts);
	/* The bars say it in words. */
	tk_pen_begin_artifact(pen);
	for (unsigned i = 0; i < G_N_ELEMENTS(keys); i++) {
		if (has_part(page, i))
			x = tk_draw_stack_swatch(pen, x, y, &parts[i],
						 tk_doc_text(page->doc, keys[i])) +
			    LEGEND_GAP;
	}
	tk_draw_line(pen->canvas, x + 2, y - 10, x + 2, y + 2, 0.75, tk_pen_ink(pen, TK_KEY));
	tk_pen_text(pen, TK_ROLE_LEGEND, TK_LEFT, x + 8, y, all);
	tk_pen_end(pen);
}

static const struct tk_list_ops ops = {
	.take_size = take_size,
	.n_sizes = G_N_ELEMENTS(sizes),
	.height = row_height,
	.row = draw_row,
	.beside = draw_legend,
};

/* ---- The pages ---- */

static void draw_list(struct tk_document *doc, const struct tk_late_task *tasks, unsigned n_tasks,
		      bool slipping)
{
	struct late_page page = {
		.base = {.ops = &ops, .n_rows = MIN(n_tasks, tk_doc_top(doc, USUAL_TOP))},
		.doc = doc,
		.tasks = tasks,
		.n_tasks = n_tasks,
		.slipping = slipping,
	};

	page.dues = slipping || !one_due(&page);
	lay_out(&page);
	double task_x = page.base.list.columns[COL_TASK].x;

	page.base.note = (struct tk_list_note){
		.text = rest_text(&page),
		.x = task_x,
		.w = TK_PAGE_X1 - task_x,
		.base_pt = NOTE_BASE,
	};
	tk_sheet_init(&page.base.sheet, doc, slipping ? "page.slipping" : "page.late",
		      TK_ROLE_DATA_TITLE, titles(&page), subtitle_text(&page),
		      tk_list_sources(doc, totals_text(&page), false));
	page.base.top_y = TOP_Y + page.base.sheet.extra_y + tk_list_head_extra(&page.base.list);
	tk_list_page_draw(&page.base);
}

/* When the next tasks are due, NULL: no more are. */
static char *next_due(const struct tk_document *doc)
{
	const struct tk_dataset *dataset = doc->picture->dataset;
	int32_t next = TK_NO_DATE;
	unsigned n = 0;

	for (unsigned t = 0; t < dataset->n_tasks; t++) {
		int32_t end = dataset->tasks[t].end;

		if (end < doc->picture->period->reporting_date ||
		    (next != TK_NO_DATE && end > next))
			continue;
		n = end == next ? n + 1 : 1;
		next = end;
	}
	if (n == 0)
		return NULL;
	g_autofree char *due = tk_text_date(doc->pen.texts, doc->pen.lang, next);

	return tk_text_plural(doc->pen.texts, doc->pen.lang, "late.next", n, "due", due, NULL);
}

static void draw_none(struct tk_document *doc)
{
	const struct tk_measures *now = doc->picture->now;
	enum tk_lang lang = doc->pen.lang;
	g_autofree char *date =
		tk_text_date(doc->pen.texts, lang, doc->picture->period->reporting_date);
	g_autofree char *next = next_due(doc);
	g_autofree char *note =
		tk_text_format(doc->pen.texts, lang, "late.none-note", "date", date, NULL);

	if (now->n_reported == 0)
		tk_draw_plain_page(
			doc, "page.late",
			tk_texts_new(1, g_strdup(tk_doc_text(doc, "summary.title-none"))),
			g_strdup(tk_doc_text(doc, "late.unknown-note")));
	else
		tk_draw_plain_page(doc, "page.late",
				   tk_texts_new(1, g_strdup(tk_doc_text(doc, "late.title.none"))),
				   g_strjoin(" ", note, next, NULL));
}

void tk_draw_late(struct tk_document *doc)
{
	const struct tk_picture *picture = doc->picture;

	if (picture->n_late > 0)
		draw_list(doc, picture->late, picture->n_late, false);
	else
		draw_none(doc);
	if (picture->n_slipping > 0)
		draw_list(doc, picture->slipping, picture->n_slipping, true);
}
