#include "count-table.h"
#include "quality-imp.h"

/* The files that the regions sent, how they were read, and whether the counts balance. */

#define CELLS_X 176.0
#define CELLS_RIGHT 584.0
#define SIDE_X 624.0
#define COUNT_W 44.0
#define ITEM_X (SIDE_X + 52)
#define ITEM_W (TK_PAGE_X1 - ITEM_X)
#define ITEM_GAP 6.5
#define BOX_PAD 12.0
#define BOX_LINE 16.0
#define BOX_GAP 14.0
#define TICK 9.0

enum { COLUMN_FILE, COLUMN_ROWS, COLUMN_READ, COLUMN_REMARKS, COLUMN_MISSING, COLUMN_SAME };

struct quality {
	struct tk_document *doc;
	struct tk_findings findings;
	/** Of the columns with bars. */
	int64_t most_read, most_remarks;
};

/* ---- Cells ---- */

static struct tk_count_cell number_cell(const struct quality *page, int64_t n, int64_t most)
{
	return (struct tk_count_cell){
		.text = tk_format_int(page->doc->pen.lang, n),
		.bar = most > 0 ? (double)n / (double)most : 0,
	};
}

static struct tk_count_cell same_cell(const struct quality *page, unsigned region)
{
	const struct tk_share same = page->doc->picture->oddities[region].same;

	return (struct tk_count_cell){.text = tk_pen_percent(&page->doc->pen, same)};
}

/* The tasks with the same status in all regions that can be compared. */
static struct tk_count_cell same_in_country(const struct quality *page)
{
	const struct tk_picture *picture = page->doc->picture;
	struct tk_share all = {0};

	for (unsigned r = 0; r < picture->dataset->n_regions; r++) {
		if (!picture->now->reported[r])
			continue;
		all.k += picture->oddities[r].same.k;
		all.n += picture->oddities[r].same.n;
	}
	return (struct tk_count_cell){.text = tk_pen_percent(&page->doc->pen, all)};
}

static struct tk_count_cell country_cell(const struct quality *page, unsigned column)
{
	const struct tk_findings *findings = &page->findings;

	switch (column) {
	case COLUMN_FILE:
		return (struct tk_count_cell){
			.text = tk_text_plural(page->doc->pen.texts, page->doc->pen.lang,
					       "quality.files", findings->n_files, NULL)};
	case COLUMN_ROWS:
		return number_cell(page, findings->totals.rows, 0);
	case COLUMN_READ:
		return number_cell(page, findings->n_read, 0);
	case COLUMN_REMARKS:
		return number_cell(page, findings->n_remarks, 0);
	case COLUMN_MISSING:
		return number_cell(page, findings->n_missing, 0);
	default:
		return same_in_country(page);
	}
}

/* "xlsx"; of a file that others are in too the counts are nobody's. */
static struct tk_count_cell file_cell(const struct quality *page, unsigned region)
{
	const struct tk_region_findings *own = &page->findings.regions[region];
	const char *key = own->shared ? "quality.shared" : "quality.own";

	return (struct tk_count_cell){
		.text = tk_text_format(page->doc->pen.texts, page->doc->pen.lang, key, "format",
				       own->format, NULL),
	};
}

static struct tk_count_cell cell_of(const void *data, unsigned region, unsigned column)
{
	const struct quality *page = data;

	if (region == TK_NONE)
		return country_cell(page, column);
	const struct tk_region_findings *own = &page->findings.regions[region];
	const struct tk_submission *submission =
		&page->doc->picture->now->round->submissions[region];

	if (column == COLUMN_FILE)
		return file_cell(page, region);
	if (column == COLUMN_SAME)
		return same_cell(page, region);
	if (column == COLUMN_MISSING)
		return number_cell(page, submission->n_missing, 0);
	if (own->shared)
		return (struct tk_count_cell){.text = g_strdup(TK_EN_DASH)};
	if (column == COLUMN_ROWS)
		return number_cell(page, own->rows, 0);
	return column == COLUMN_READ ? number_cell(page, own->n_read, page->most_read)
				     : number_cell(page, own->n_remarks, page->most_remarks);
}

/* ---- What was found ---- */

static struct tk_text_style item_style(const struct tk_pen *pen, bool note)
{
	struct tk_text_style style =
		tk_role_style(pen, note ? TK_ROLE_NOTE : TK_ROLE_REMARK, TK_LEFT);

	if (!note)
		style.weight = 600;
	style.leading_pt = note ? 13 : 14;
	return style;
}

static double item_height(const struct tk_pen *pen, const struct tk_finding *finding)
{
	struct tk_text_style what = item_style(pen, false), done = item_style(pen, true);

	return what.leading_pt * tk_pen_lines(pen, &what, ITEM_W, finding->what) +
	       done.leading_pt * tk_pen_lines(pen, &done, ITEM_W, finding->done) + 2 * ITEM_GAP;
}

static void draw_item(const struct tk_pen *pen, const struct tk_finding *finding, double y)
{
	struct tk_text_style what = item_style(pen, false), done = item_style(pen, true);
	g_autofree char *count = tk_format_int(pen->lang, finding->n);
	struct tk_text_style number = tk_role_style(pen, TK_ROLE_LIST_NUMBER, TK_RIGHT);
	double baseline_y = y + ITEM_GAP + 9;

	number.colour = tk_pen_ink(pen, TK_INK);
	tk_pen_begin(pen, "LI", pen->lang);
	/* The count is no label: it belongs to the sentence. */
	tk_pen_begin(pen, "LBody", pen->lang);
	tk_pen_begin(pen, "P", pen->lang);
	tk_draw_text(pen->canvas, SIDE_X + COUNT_W, baseline_y + 1, count, &number);
	baseline_y += what.leading_pt *
		      tk_pen_block(pen, &what, ITEM_X, baseline_y, ITEM_W, finding->what);
	tk_pen_end(pen);
	tk_pen_begin(pen, "P", pen->lang);
	tk_pen_block(pen, &done, ITEM_X, baseline_y - 1, ITEM_W, finding->done);
	tk_pen_end(pen);
	tk_pen_end(pen);
	tk_pen_end(pen);
	y += item_height(pen, finding);
	tk_pen_begin_artifact(pen);
	tk_draw_line(pen->canvas, SIDE_X, y, TK_PAGE_X1, y, 0.5, tk_pen_ink(pen, TK_HAIR));
	tk_pen_end(pen);
}

/* How many of the findings stand above the bottom, when a line must tell of the others. */
static unsigned fitting(const struct quality *page, double room)
{
	const struct tk_pen *pen = &page->doc->pen;
	unsigned most = tk_doc_top(page->doc, page->findings.n), n = 0;
	double rest = item_style(pen, true).leading_pt + ITEM_GAP, used = 0;

	for (; n < page->findings.n && n < most; n++) {
		double height = item_height(pen, &page->findings.list[n]);
		bool last = n + 1 == page->findings.n;

		if (used + height > room - (last ? 0 : rest))
			break;
		used += height;
	}
	return n;
}

/* The findings; \return the y below them. */
static double draw_findings(const struct quality *page, double y, double bottom_y)
{
	const struct tk_pen *pen = &page->doc->pen;
	const struct tk_findings *findings = &page->findings;
	unsigned n = fitting(page, bottom_y - y);

	if (findings->n == 0) {
		tk_pen_begin(pen, "P", pen->lang);
		y = tk_pen_paragraph(pen, TK_ROLE_NOTE, SIDE_X, y + 16, TK_PAGE_X1 - SIDE_X,
				     tk_doc_text(page->doc, "quality.nothing"));
		tk_pen_end(pen);
		return y;
	}
	if (n > 0)
		tk_pen_begin(pen, "L", pen->lang);
	for (unsigned i = 0; i < n; i++) {
		draw_item(pen, &findings->list[i], y);
		y += item_height(pen, &findings->list[i]);
	}
	if (n > 0)
		tk_pen_end(pen);
	if (n == findings->n)
		return y;
	g_autofree char *rest =
		tk_text_plural(pen->texts, pen->lang, "quality.rest", findings->n - n, NULL);

	tk_pen_begin(pen, "P", pen->lang);
	tk_pen_text(pen, TK_ROLE_NOTE, TK_LEFT, SIDE_X, y + ITEM_GAP + 8, rest);
	tk_pen_end(pen);
	return y + ITEM_GAP + 13;
}

/* ---- Control totals ---- */

static char **box_lines(const struct quality *page)
{
	const struct tk_pen *pen = &page->doc->pen;
	const struct tk_totals *t = &page->findings.totals;
	g_autofree char *rows = tk_format_int(pen->lang, t->rows);
	g_autofree char *counted = tk_format_int(pen->lang, t->counted);
	g_autofree char *not_applicable = tk_format_int(pen->lang, t->not_applicable);
	g_autofree char *rejected = tk_format_int(pen->lang, t->rejected);
	g_autofree char *headings = tk_format_int(pen->lang, t->headings);

	return tk_texts_new(2,
			    tk_text_plural(pen->texts, pen->lang, "quality.totals.read", t->rows,
					   "rows", rows, NULL),
			    tk_text_format(pen->texts, pen->lang, "quality.totals.parts", "counted",
					   counted, "not-applicable", not_applicable, "rejected",
					   rejected, "headings", headings, NULL));
}

static double box_height(const struct quality *page, char **lines)
{
	const struct tk_pen *pen = &page->doc->pen;
	struct tk_text_style style = tk_role_style(pen, TK_ROLE_REMARK, TK_LEFT);
	unsigned n = 2;

	for (unsigned i = 0; lines[i]; i++)
		n += tk_pen_lines(pen, &style, TK_PAGE_X1 - SIDE_X - 2 * BOX_PAD, lines[i]);
	return n * BOX_LINE + BOX_PAD + 4;
}

static void draw_tick(const struct tk_pen *pen, double x, double y)
{
	cairo_t *cairo = tk_canvas_cairo(pen->canvas);
	double r = TICK / 2;

	tk_pen_begin_artifact(pen);
	cairo_arc(cairo, x + r, y, r, 0, 2 * G_PI);
	tk_canvas_fill(pen->canvas, tk_pen_ink(pen, TK_DEEP));
	cairo_set_line_width(cairo, 1.25);
	cairo_move_to(cairo, x + r - 0.5 * r, y + 0.05 * r);
	cairo_line_to(cairo, x + r - 0.1 * r, y + 0.45 * r);
	cairo_line_to(cairo, x + r + 0.55 * r, y - 0.4 * r);
	tk_canvas_stroke(pen->canvas, tk_pen_ink(pen, TK_WHITE));
	tk_pen_end(pen);
}

static void draw_box(const struct quality *page, char **lines, double y)
{
	const struct tk_pen *pen = &page->doc->pen;
	double x = SIDE_X + BOX_PAD, w = TK_PAGE_X1 - SIDE_X - 2 * BOX_PAD;
	struct tk_text_style style = tk_role_style(pen, TK_ROLE_REMARK, TK_LEFT);
	bool balances = tk_round_balances(page->doc->picture->now->round, NULL);

	tk_pen_begin_artifact(pen);
	tk_draw_rect(pen->canvas, SIDE_X, y, TK_PAGE_X1 - SIDE_X, box_height(page, lines),
		     tk_pen_ink(pen, TK_PANEL));
	tk_pen_end(pen);
	y += BOX_PAD + 6;
	tk_draw_section(pen, x, y, tk_doc_text(page->doc, "quality.totals"));
	style.leading_pt = BOX_LINE;
	for (unsigned i = 0; lines[i]; i++) {
		tk_pen_begin(pen, "P", pen->lang);
		y += BOX_LINE;
		y += BOX_LINE * (tk_pen_block(pen, &style, x, y, w, lines[i]) - 1);
		tk_pen_end(pen);
	}
	y += BOX_LINE;
	if (balances)
		draw_tick(pen, x, y - 3.6);
	tk_pen_begin(pen, "P", pen->lang);
	tk_pen_text(pen, TK_ROLE_NUMBER, TK_LEFT, x + (balances ? TICK + 5 : 0), y,
		    tk_doc_text(page->doc, balances ? "quality.balances" : "quality.balances-not"));
	tk_pen_end(pen);
}

static void draw_side(const void *data, double top_y)
{
	const struct quality *page = data;
	const struct tk_pen *pen = &page->doc->pen;
	g_auto(GStrv) lines = box_lines(page);
	double box = box_height(page, lines);

	tk_draw_section(pen, SIDE_X, top_y - 8, tk_doc_text(page->doc, "quality.found"));
	tk_pen_begin_artifact(pen);
	tk_draw_line(pen->canvas, SIDE_X, top_y, TK_PAGE_X1, top_y, 1, tk_pen_ink(pen, TK_INK));
	tk_pen_end(pen);
	double y = draw_findings(page, top_y, TK_PAGE_BOTTOM - box - BOX_GAP);

	draw_box(page, lines, MIN(y + BOX_GAP, TK_PAGE_BOTTOM - box));
}

/* ---- The page ---- */

/* "22 aluetta raportoi, yhtään riviä ei hylätty" */
static char *title_text(const struct quality *page)
{
	const struct tk_pen *pen = &page->doc->pen;
	unsigned n = page->doc->picture->now->n_reported;
	unsigned rejected = page->findings.totals.rejected;
	g_autofree char *number = tk_format_int(pen->lang, rejected);

	if (n == 0)
		return g_strdup(tk_doc_text(page->doc, "quality.title.empty"));
	g_autofree char *regions =
		tk_text_plural(pen->texts, pen->lang, "quality.title.regions", n, NULL);
	g_autofree char *rows =
		rejected ? tk_text_plural(pen->texts, pen->lang, "quality.title.rejected", rejected,
					  "rows", number, NULL)
			 : g_strdup(tk_doc_text(page->doc, "quality.title.rejected-none"));

	return tk_text_format(pen->texts, pen->lang, "quality.title", "regions", regions, "rows",
			      rows, NULL);
}

static void init_sheet(struct tk_count_table *table, const struct quality *page)
{
	struct tk_document *doc = page->doc;
	g_autofree char *period = tk_words_period(doc->picture->period);
	char *files =
		tk_text_format(doc->pen.texts, doc->pen.lang,
			       *page->findings.formats ? "quality.source" : "quality.source-none",
			       "period", period, "formats", page->findings.formats, NULL);

	tk_sheet_init(&table->sheet, doc, "page.quality", TK_ROLE_DATA_TITLE,
		      tk_texts_new(1, title_text(page)),
		      g_strdup(tk_doc_text(doc, "quality.subtitle")),
		      tk_texts_new(3, files, tk_words_illustrative(doc, doc->picture->period),
				   tk_words_missing(doc)));
}

static void add_same(struct tk_count_table *table, const struct tk_picture *picture)
{
	struct tk_count_column *same =
		tk_count_table_add(table, "quality.same.head", CELLS_RIGHT, 72);

	if (!picture->before)
		return;
	g_autofree char *month =
		tk_text_month(table->doc->pen.texts, table->doc->pen.lang, TK_MONTH_IN,
			      picture->before->period->year, picture->before->period->month);

	g_free(same->head);
	same->head = tk_text_format(table->doc->pen.texts, table->doc->pen.lang,
				    "quality.same.head-month", "month", month, NULL);
}

static void add_columns(struct tk_count_table *table, const struct tk_picture *picture)
{
	struct tk_count_column *file = tk_count_table_add(table, "quality.file.head", 250, 74);

	file->words = true;
	tk_count_table_add(table, "quality.rows.head", 292, 42);
	struct tk_count_column *read = tk_count_table_add(table, "quality.read.head", 374, 74);

	read->bar_x = 308;
	read->bar_w = 38;
	read->bar = TK_KEY;
	struct tk_count_column *remarks =
		tk_count_table_add(table, "quality.remarks.head", 454, 74);

	remarks->bar_x = 388;
	remarks->bar_w = 38;
	remarks->bar = TK_ORANGE;
	tk_count_table_add(table, "quality.missing.head", 508, 52);
	add_same(table, picture);
}

/* Most remarks first, then most missing tasks, then most interpretations. */
static int64_t *sort_keys(const struct quality *page)
{
	const struct tk_picture *picture = page->doc->picture;
	int64_t *keys = g_new0(int64_t, picture->dataset->n_regions + 1);

	for (unsigned r = 0; r < picture->dataset->n_regions; r++) {
		const struct tk_region_findings *own = &page->findings.regions[r];

		keys[r] =
			((int64_t)own->n_remarks + picture->now->round->submissions[r].n_missing) *
				G_MAXUINT32 +
			own->n_read;
	}
	return keys;
}

void tk_draw_quality(struct tk_document *doc)
{
	struct quality page = {.doc = doc};
	struct tk_count_table table = {
		.doc = doc, .page = &page, .cell = cell_of, .side = draw_side};

	tk_findings_init(&page.findings, doc);
	for (unsigned r = 0; r < doc->picture->dataset->n_regions; r++) {
		page.most_read = MAX(page.most_read, page.findings.regions[r].n_read);
		page.most_remarks = MAX(page.most_remarks, page.findings.regions[r].n_remarks);
	}
	init_sheet(&table, &page);
	tk_rows_init(&table.rows, doc, TK_BY_NAME, CELLS_X);
	g_autofree int64_t *keys = sort_keys(&page);

	tk_rows_sort(&table.rows, keys);
	table.rows.cells_right = table.rows.rule_right = CELLS_RIGHT;
	add_columns(&table, doc->picture);
	tk_count_table_draw(&table);
	tk_rows_clear(&table.rows);
	tk_findings_clear(&page.findings);
}
