#include "change-imp.h"
#include "coops-imp.h"

/* The table of the cooperation areas: progress by area, readiness, change. */

#define TOP_Y 148.0
#define NAME_W 164.0
#define CELLS_X 214.0
#define CELLS_W 370.0
#define MOST_PITCH 74.0
#define LEAST_PITCH 50.0
#define TOTAL_GAP 8.0
#define TOTAL_W 64.0
/** The readiness bar and the right edge of its number. */
#define DONE_X 676.0
#define DONE_BAR_W 34.0
#define DONE_NUMBER_X 746.0
#define CHANGE_X 764.0
#define CHANGE_W (TK_PAGE_X1 - CHANGE_X)
/** Within a row: the cells, the first baseline, the lines under it. */
#define CELL_TOP 4.0
#define CELL_H 18.0
#define BASELINE 17.0
#define UNDER 30.0
#define ROW_BOTTOM 7.0
#define BAR_H 8.5
#define ARROW_W 13.0
/** More names of regions are told as their number. */
#define MOST_MEMBERS 24u

/* ---- Layout ---- */

static unsigned areas_in_group(const struct tk_coops_page *page)
{
	return (page->n_areas + page->n_groups - 1) / page->n_groups;
}

static void try_pitch(struct tk_coops_page *page, double pitch)
{
	const struct tk_dataset *dataset = page->doc->picture->dataset;

	page->pitch = pitch;
	page->columns =
		tk_columns_new(&page->doc->pen, dataset->areas, dataset->n_areas, pitch - 5);
}

/* As few tables as hold the names; columns are wider than usual only where a name needs it. */
static void lay_out(struct tk_coops_page *page)
{
	do {
		page->n_groups++;
		double room = CELLS_W / areas_in_group(page);

		try_pitch(page, MIN(MOST_PITCH, room));
		if (!page->columns.fits && room > MOST_PITCH)
			try_pitch(page, room);
	} while ((!page->columns.fits || page->pitch < LEAST_PITCH) &&
		 page->n_groups < page->n_areas);
	if (!page->columns.fits)
		tk_doc_overflow(page->doc, tk_doc_text(page->doc, "page.coops"));
	page->top_y = TOP_Y + page->sheet.extra_y;
	if (page->columns.n_lines > 2)
		page->top_y += (page->columns.n_lines - 2) * TK_COLUMN_LEADING;
}

static double total_x(const struct tk_coops_page *page)
{
	return CELLS_X + page->n_shown * page->pitch + TOTAL_GAP;
}

/* ---- Texts of a row ---- */

static unsigned coop_of(const struct tk_coops_page *page, unsigned row)
{
	return row == 0 ? TK_NONE : page->order[row - 1];
}

/* The names of the regions of a cooperation area that reported, or did not; lent. */
static GPtrArray *members(const struct tk_coops_page *page, unsigned coop, bool reported)
{
	const struct tk_picture *picture = page->doc->picture;
	GPtrArray *names = g_ptr_array_new();

	for (unsigned r = 0; r < picture->dataset->n_regions; r++) {
		bool within = coop == TK_NONE || picture->dataset->regions[r].coop == coop;

		if (within && picture->now->reported[r] == reported)
			g_ptr_array_add(names, (char *)tk_words_region(page->doc, r));
	}
	return names;
}

/* On one line where it is one. */
static char *missing_text(const struct tk_document *doc, const GPtrArray *silent)
{
	g_autofree char *missing = tk_words_told(doc, "missing", silent);
	g_auto(GStrv) words = g_strsplit(missing ? missing : "", " ", -1);

	if (silent->len != 1)
		return g_steal_pointer(&missing);
	return g_strjoinv(TK_NBSP, words);
}

/* "Raportoi 7/8: A, B ja C. Ei tietoja: D." */
static char *members_text(const struct tk_coops_page *page, unsigned coop)
{
	const struct tk_document *doc = page->doc;
	const struct tk_pen *pen = &doc->pen;
	g_autoptr(GPtrArray) told = members(page, coop, true);
	g_autoptr(GPtrArray) silent = members(page, coop, false);
	g_autofree char *n = tk_format_int(pen->lang, told->len);
	g_autofree char *all = tk_format_int(pen->lang, told->len + silent->len);
	g_autofree char *names = tk_words_join(doc, told);
	bool named = coop != TK_NONE && told->len > 0 && told->len <= MOST_MEMBERS;
	g_autofree char *missing = coop == TK_NONE ? NULL : missing_text(doc, silent);
	g_autofree char *text =
		tk_text_format(pen->texts, pen->lang, named ? "coops.named" : "coops.counted", "n",
			       n, "all", all, "names", names, NULL);

	return missing ? g_strconcat(text, " ", missing, NULL) : g_steal_pointer(&text);
}

/* What the change is made of, what is nothing as printed left out. */
static char *parts_text(const struct tk_coops_page *page, const struct tk_change *change)
{
	const struct tk_pen *pen = &page->doc->pen;
	struct tk_change_parts parts = tk_change_round(change);
	const struct {
		const char *key;
		int64_t tenths;
	} of[] = {
		{"coops.part.moves", parts.moves},
		{"coops.part.window", parts.window},
		{"coops.part.applicability", parts.applicability},
		{"coops.part.coverage", parts.coverage},
	};
	g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func(g_free);

	for (unsigned i = 0; i < G_N_ELEMENTS(of); i++) {
		g_autofree char *points = tk_format_signed(pen->lang, of[i].tenths, 1);

		if (of[i].tenths != 0)
			g_ptr_array_add(texts, tk_text_format(pen->texts, pen->lang, of[i].key,
							      "points", points, NULL));
	}
	return tk_words_join(page->doc, texts);
}

static struct tk_text_style small_style(const struct tk_coops_page *page)
{
	return tk_role_style(&page->doc->pen, TK_ROLE_SUBCOLUMN, TK_LEFT);
}

static struct tk_text_style name_style(const struct tk_coops_page *page)
{
	return tk_role_style(&page->doc->pen, TK_ROLE_ROW_NUMBER, TK_LEFT);
}

static const struct tk_names *name_of(const struct tk_coops_page *page, unsigned coop)
{
	return &page->doc->picture->dataset->coops[coop].name;
}

static unsigned name_lines(const struct tk_coops_page *page, unsigned coop)
{
	struct tk_text_style style = name_style(page);

	if (coop == TK_NONE)
		return 1;
	return tk_pen_lines(&page->doc->pen, &style, NAME_W,
			    tk_names_in(name_of(page, coop), page->doc->pen.lang));
}

static bool has_change(const struct tk_coops_page *page, unsigned coop)
{
	const struct tk_change *change = tk_coops_change(page, coop);

	return change && change->whole.den > 0;
}

static double row_height(const void *data, unsigned row)
{
	const struct tk_coops_page *page = data;
	unsigned coop = coop_of(page, row);
	struct tk_text_style small = small_style(page), name = name_style(page);
	g_autofree char *who = members_text(page, coop);
	double text = (name_lines(page, coop) - 1) * name.leading_pt +
		      tk_pen_lines(&page->doc->pen, &small, NAME_W, who) * small.leading_pt;

	if (has_change(page, coop)) {
		g_autofree char *parts = parts_text(page, tk_coops_change(page, coop));

		text = MAX(text, tk_pen_lines(&page->doc->pen, &small, CHANGE_W, parts) *
					 small.leading_pt);
	}
	return UNDER + MAX(text, small.leading_pt) - small.leading_pt + ROW_BOTTOM;
}

/* ---- Cells of a row ---- */

static void draw_name(const struct tk_coops_page *page, unsigned coop, double y)
{
	const struct tk_pen *pen = &page->doc->pen;
	struct tk_text_style style = name_style(page), small = small_style(page);
	g_autofree char *who = members_text(page, coop);
	const char *name = tk_doc_text(page->doc, "country");
	enum tk_lang lang = pen->lang;

	if (coop != TK_NONE) {
		name = tk_names_in(name_of(page, coop), pen->lang);
		lang = tk_names_lang(name_of(page, coop), pen->lang);
	}
	tk_pen_begin_th(pen, "Row", 0, lang);
	unsigned n = tk_pen_block(pen, &style, TK_PAGE_X0, y + BASELINE, NAME_W, name);

	tk_pen_end(pen);
	tk_pen_begin_td(pen, 0, pen->lang);
	tk_pen_block(pen, &small, TK_PAGE_X0, y + UNDER + (n - 1) * style.leading_pt, NAME_W, who);
	tk_pen_end(pen);
}

/* "233/2 716" under a percent. */
static void draw_count(const struct tk_coops_page *page, enum tk_align align, double x, double y,
		       struct tk_share share)
{
	const struct tk_pen *pen = &page->doc->pen;
	struct tk_text_style style = tk_role_style(pen, TK_ROLE_LEGEND_SMALL, align);
	g_autofree char *k = tk_format_int(pen->lang, share.k);
	g_autofree char *n = tk_format_int(pen->lang, share.n);
	g_autofree char *text =
		tk_text_format(pen->texts, pen->lang, "coops.count", "k", k, "n", n, NULL);

	if (share.n > 0)
		tk_draw_text(pen->canvas, x, y, text, &style);
}

static void draw_share(const struct tk_coops_page *page, double x, double w, double y,
		       struct tk_share share, bool strong)
{
	const struct tk_pen *pen = &page->doc->pen;
	const struct tk_period *period = page->doc->picture->period;

	tk_pen_begin_artifact(pen);
	tk_draw_heat_fill(pen, x, y + CELL_TOP, w, CELL_H, share, period);
	tk_pen_end(pen);
	tk_pen_begin_td(pen, 0, pen->lang);
	tk_draw_heat_number(pen, x, y + CELL_TOP, w, CELL_H, share, period, 10, strong);
	draw_count(page, TK_CENTRE, x + w / 2, y + UNDER + 2, share);
	tk_pen_end(pen);
}

static void draw_done(const struct tk_coops_page *page, const struct tk_figures *figures, double y)
{
	const struct tk_pen *pen = &page->doc->pen;
	g_autofree char *percent = tk_pen_percent(pen, figures->done);

	tk_pen_begin_artifact(pen);
	tk_draw_readiness_bar(pen, DONE_X, y + CELL_TOP + (CELL_H - BAR_H) / 2, DONE_BAR_W, BAR_H,
			      figures->done, figures->under_way);
	tk_pen_end(pen);
	tk_pen_begin_td(pen, 0, pen->lang);
	tk_pen_text(pen, TK_ROLE_NUMBER, TK_RIGHT, DONE_NUMBER_X, y + BASELINE, percent);
	draw_count(page, TK_RIGHT, DONE_NUMBER_X, y + UNDER + 2, figures->done);
	tk_pen_end(pen);
}

static void draw_change(const struct tk_coops_page *page, unsigned coop, double y)
{
	const struct tk_pen *pen = &page->doc->pen;
	const struct tk_change *change = tk_coops_change(page, coop);
	struct tk_text_style small = small_style(page);

	if (!has_change(page, coop)) {
		tk_pen_begin_td(pen, 0, pen->lang);
		tk_pen_text(pen, TK_ROLE_NUMBER, TK_LEFT, CHANGE_X + ARROW_W, y + BASELINE,
			    tk_doc_text(page->doc, "none"));
		tk_pen_end(pen);
		return;
	}
	int64_t tenths = tk_fraction_points(change->whole, 1);
	g_autofree char *number = tk_format_signed(pen->lang, tenths, 1);
	g_autofree char *parts = parts_text(page, change);

	tk_draw_arrow(pen, CHANGE_X + 4, y + BASELINE - 3.6, 7, (tenths > 0) - (tenths < 0),
		      TK_INK2);
	tk_pen_begin_td(pen, 0, pen->lang);
	tk_pen_text(pen, TK_ROLE_ROW_NUMBER, TK_LEFT, CHANGE_X + ARROW_W, y + BASELINE, number);
	tk_pen_block(pen, &small, CHANGE_X, y + UNDER, CHANGE_W, parts);
	tk_pen_end(pen);
}

/* The reason of the only region, or that none has reported. */
static void draw_missing(const struct tk_coops_page *page, unsigned coop, double y)
{
	const struct tk_document *doc = page->doc;
	const struct tk_pen *pen = &doc->pen;
	const struct tk_dataset *dataset = doc->picture->dataset;
	const char *reason = tk_doc_text(doc, "coops.none-reported");
	enum tk_lang lang = pen->lang;
	unsigned n = 0, last = 0;
	double w = total_x(page) + TOTAL_W - CELLS_X;

	for (unsigned r = 0; r < dataset->n_regions; r++) {
		if (dataset->regions[r].coop != coop)
			continue;
		n++;
		last = r;
	}
	if (n == 0)
		reason = tk_doc_text(doc, "coops.no-regions");
	else if (n == 1)
		reason = tk_words_reason(doc, last, &lang);
	tk_pen_begin_artifact(pen);
	tk_draw_no_data(pen, CELLS_X, y + CELL_TOP, w, CELL_H);
	tk_pen_end(pen);
	tk_pen_begin_td(pen, page->n_shown + 2 + (doc->picture->before != NULL), lang);
	tk_draw_reason(pen, CELLS_X, y + CELL_TOP, w, CELL_H, reason);
	tk_pen_end(pen);
}

static void draw_rule(const struct tk_coops_page *page, unsigned row, double y)
{
	const struct tk_pen *pen = &page->doc->pen;

	tk_pen_begin_artifact(pen);
	tk_draw_line(pen->canvas, TK_PAGE_X0, y, TK_PAGE_X1, y, row == 0 ? 0.75 : 0.5,
		     tk_pen_ink(pen, row == 0 ? TK_INK : TK_HAIR));
	tk_pen_end(pen);
}

static void draw_row(void *data, unsigned row, double y)
{
	const struct tk_coops_page *page = data;
	unsigned coop = coop_of(page, row);

	draw_rule(page, row, y + row_height(page, row));
	draw_name(page, coop, y);
	if (tk_coops_reported(page, coop) == 0) {
		draw_missing(page, coop, y);
		return;
	}
	for (unsigned i = 0; i < page->n_shown; i++) {
		unsigned area = page->areas[page->first_area + i];

		draw_share(page, CELLS_X + i * page->pitch, page->pitch - 1, y,
			   tk_coops_figures(page, coop, area)->progress, row == 0);
	}
	draw_share(page, total_x(page), TOTAL_W, y,
		   tk_coops_figures(page, coop, TK_ALL_AREAS)->progress, true);
	draw_done(page, tk_coops_figures(page, coop, TK_ALL_AREAS), y);
	if (page->doc->picture->before)
		draw_change(page, coop, y);
}

/* ---- Head ---- */

static void draw_head_cell(const struct tk_coops_page *page, enum tk_align align, double x,
			   double up, const char *text)
{
	const struct tk_pen *pen = &page->doc->pen;

	tk_pen_begin_th(pen, "Column", 0, pen->lang);
	tk_pen_text(pen, TK_ROLE_COLUMN, align, x, page->top_y - up, text);
	tk_pen_end(pen);
}

static void draw_change_head(const struct tk_coops_page *page)
{
	const struct tk_pen *pen = &page->doc->pen;
	struct tk_text_style style = tk_role_style(pen, TK_ROLE_COLUMN, TK_LEFT);
	g_autofree char *since = tk_words_since(page->doc, "since");
	g_autofree char *text =
		tk_text_format(pen->texts, pen->lang, "coops.change", "since", since, NULL);
	unsigned n = tk_pen_lines(pen, &style, CHANGE_W, text);

	tk_pen_begin_th(pen, "Column", 0, pen->lang);
	tk_pen_block(pen, &style, CHANGE_X, page->top_y - 7 - (n - 1) * style.leading_pt, CHANGE_W,
		     text);
	tk_pen_end(pen);
}

static void draw_head(void *data)
{
	const struct tk_coops_page *page = data;
	const struct tk_document *doc = page->doc;
	const struct tk_pen *pen = &doc->pen;
	const struct tk_dataset *dataset = doc->picture->dataset;

	tk_pen_begin(pen, "TR", pen->lang);
	draw_head_cell(page, TK_LEFT, TK_PAGE_X0, 19, tk_doc_text(doc, "coops.coop"));
	tk_pen_begin_th(pen, "Column", 0, pen->lang);
	tk_pen_text(pen, TK_ROLE_SUBCOLUMN, TK_LEFT, TK_PAGE_X0, page->top_y - 7,
		    tk_doc_text(doc, "coops.regions"));
	tk_pen_end(pen);
	for (unsigned i = 0; i < page->n_shown; i++) {
		const struct tk_area *area = &dataset->areas[page->areas[page->first_area + i]];

		tk_pen_begin_th(pen, "Column", 0,
				tk_names_lang(tk_columns_name(&page->columns, area), pen->lang));
		tk_draw_column_name(pen, &page->columns, area, TK_CENTRE,
				    CELLS_X + i * page->pitch + page->pitch / 2 - 0.5,
				    page->top_y - 7);
		tk_pen_end(pen);
	}
	draw_head_cell(page, TK_CENTRE, total_x(page) + TOTAL_W / 2, 7, tk_doc_text(doc, "total"));
	draw_head_cell(page, TK_RIGHT, DONE_NUMBER_X, 7, tk_doc_text(doc, "coops.done"));
	if (doc->picture->before)
		draw_change_head(page);
	tk_pen_end(pen);
}

/* ---- The table ---- */

static void turn(void *data)
{
	struct tk_coops_page *page = data;

	tk_sheet_turn(&page->sheet);
}

static const struct tk_table_ops ops = {
	.height = row_height,
	.head = draw_head,
	.row = draw_row,
	.turn = turn,
};

static struct tk_table table_of(struct tk_coops_page *page, unsigned group)
{
	unsigned n = areas_in_group(page);

	page->first_area = MIN(group * n, page->n_areas);
	page->n_shown = MIN(n, page->n_areas - page->first_area);
	return (struct tk_table){
		.ops = &ops,
		.data = page,
		.n_rows = page->doc->picture->dataset->n_coops + 1,
		.top_y = page->top_y,
		.bottom_y = TK_PAGE_BOTTOM,
	};
}

void tk_coops_draw_tables(struct tk_coops_page *page)
{
	lay_out(page);
	struct tk_table table = table_of(page, 0);

	tk_sheet_begin(&page->sheet, tk_table_pages(&table) * page->n_groups);
	for (unsigned group = 0; group < page->n_groups; group++) {
		if (group > 0)
			turn(page);
		table = table_of(page, group);
		tk_draw_table(page->doc->pen.canvas, &table);
	}
	tk_sheet_end(&page->sheet);
}
