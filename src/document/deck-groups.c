#include "lists-imp.h"

/* Which groups of the roadmap hold an area back: by area, those with the lowest progress. */

#define TOP_Y 140.0
#define USUAL_TOP 3u
#define LINE_PT 12.0
#define NOTE_BASE 18.0
#define NAME_X TK_PAGE_X0
#define NAME_W 282.0
#define INDENT 12.0
#define BAR_X 342.0
#define BAR_W 110.0
#define BAR_H 9.0
#define NUMBER_PT 10.5
/** Groups that a title names. */
#define MOST_NAMED 3u

/** Right edges and widths of the columns after the bar. */
enum { COL_NAME, COL_PROGRESS, COL_TASKS, COL_SHARE, COL_LATE, COL_IDLE, COL_CHANGE };

static const struct {
	const char *key;
	double right_x, w;
} number_columns[] = {
	{"groups.tasks", 578, 82}, {"groups.share", 684, 104}, {"groups.late", 742, 54},
	{"groups.idle", 840, 94},  {"groups.change", 916, 64},
};

/* Heights of rows that are tried, and of the gap above an area. */
static const struct {
	double row_pt, gap_pt;
} densities[] = {{18, 5}, {17, 4}, {16.1, 4}, {15.2, 3}};

/* A row: an area's own one before those of its groups. */
struct row {
	unsigned area;
	/** NULL: the area. */
	const struct tk_group *group;
	struct tk_share progress;
	/** Not begun, of those in the area. */
	struct tk_share open;
	int64_t n_late;
	unsigned n_idle;
	struct tk_fraction change;
};

struct groups_page {
	struct tk_list_page base;
	struct tk_document *doc;
	/** struct row */
	GArray *rows;
	/** All groups with tasks in the window of the areas shown, lowest first. */
	GPtrArray *groups;
	unsigned n_top, n_listed;
	/** Groups without anything to begin are left out of an area's first ones. */
	bool skips;
	/** The most groups of one area. */
	unsigned n_most;
	/** Tasks not begun: of the groups listed, of all the areas shown. */
	struct tk_share covered;
	double row_pt, gap_pt;
};

/* ---- Figures ---- */

static int64_t not_begun(struct tk_share progress)
{
	return progress.n - progress.k;
}

/* Lowest progress first; of equals the one with more to begin, then the catalogue's order. */
static int compare_groups(const void *a, const void *b)
{
	const struct tk_group *left = *(const struct tk_group *const *)a;
	const struct tk_group *right = *(const struct tk_group *const *)b;
	int order = tk_share_compare(left->now.progress, right->now.progress);
	int64_t x = not_begun(left->now.progress), y = not_begun(right->now.progress);

	if (order != 0)
		return order;
	if (x != y)
		return x < y ? 1 : -1;
	return (left > right) - (left < right);
}

/* The groups of some areas that have figures, in order. \param area  TK_ALL_AREAS: all. */
static GPtrArray *groups_of(const struct tk_picture *picture, unsigned area)
{
	GPtrArray *groups = g_ptr_array_new();

	for (unsigned i = 0; i < picture->n_groups; i++) {
		const struct tk_group *group = &picture->groups[i];

		if ((area == TK_ALL_AREAS || group->area == area) && group->now.progress.n > 0)
			g_ptr_array_add(groups, (void *)group);
	}
	g_ptr_array_sort(groups, compare_groups);
	return groups;
}

static unsigned idle_in_area(const struct tk_measures *now, unsigned area)
{
	unsigned n = 0;

	for (unsigned r = 0; r < now->dataset->n_regions; r++) {
		struct tk_share share = tk_measures_region(now, r, area)->progress;

		n += share.n > 0 && share.k == 0;
	}
	return n;
}

static struct row area_row(const struct groups_page *page, unsigned area)
{
	const struct tk_picture *picture = page->doc->picture;
	const struct tk_figures *figures = tk_measures_country(picture->now, area);
	const struct tk_change *change = tk_picture_change_country(picture, area);
	int64_t open = not_begun(figures->progress);

	return (struct row){
		.area = area,
		.progress = figures->progress,
		.open = {open, open},
		.n_late = figures->n_late,
		.n_idle = idle_in_area(picture->now, area),
		.change = change ? change->whole : (struct tk_fraction){0, 0},
	};
}

static struct row group_row(const struct tk_group *group, int64_t area_open)
{
	return (struct row){
		.area = group->area,
		.group = group,
		.progress = group->now.progress,
		.open = {not_begun(group->now.progress), area_open},
		.n_late = group->now.n_late,
		.n_idle = group->n_regions_idle,
		.change = tk_share_difference(group->now.progress, group->before.progress),
	};
}

/* An area's rows: itself and the groups that have something to begin. */
static void add_area(struct groups_page *page, unsigned area)
{
	struct row own = area_row(page, area);
	g_autoptr(GPtrArray) groups = groups_of(page->doc->picture, area);

	g_array_append_val(page->rows, own);
	page->n_most = MAX(page->n_most, MIN(groups->len, page->n_top));
	page->covered.n += own.open.n;
	for (unsigned i = 0; i < MIN(groups->len, page->n_top); i++) {
		struct row row = group_row(groups->pdata[i], own.open.n);

		if (row.open.k == 0) {
			page->skips = true;
			break;
		}
		g_array_append_val(page->rows, row);
		page->covered.k += row.open.k;
		page->n_listed++;
	}
	for (unsigned i = 0; i < groups->len; i++)
		g_ptr_array_add(page->groups, groups->pdata[i]);
}

static void gather(struct groups_page *page)
{
	unsigned n_areas;
	g_autofree unsigned *areas = tk_doc_areas(page->doc, &n_areas);

	page->rows = g_array_new(FALSE, FALSE, sizeof(struct row));
	page->groups = g_ptr_array_new();
	for (unsigned i = 0; i < n_areas; i++)
		add_area(page, areas[i]);
	g_ptr_array_sort(page->groups, compare_groups);
}

/* ---- Words ---- */

/* How many groups have as low a progress as the lowest. */
static unsigned count_ties(const struct groups_page *page)
{
	const struct tk_group *const *groups = (const struct tk_group *const *)page->groups->pdata;
	unsigned n = 0;

	while (n < page->groups->len &&
	       tk_share_compare(groups[n]->now.progress, groups[0]->now.progress) == 0)
		n++;
	return n;
}

static char *lowest_title(const struct groups_page *page, const char *key)
{
	const struct tk_pen *pen = &page->doc->pen;
	const struct tk_group *lowest = page->groups->pdata[0];
	g_autofree char *percent = tk_pen_percent(pen, lowest->now.progress);

	return tk_text_plural(pen->texts, pen->lang, key, lowest->n_regions_idle, "group",
			      tk_names_in(lowest->name, pen->lang), "percent", percent, NULL);
}

/* Two or three groups by their names. */
static char *names_title(const struct groups_page *page, unsigned ties)
{
	const struct tk_pen *pen = &page->doc->pen;
	const struct tk_group *lowest = page->groups->pdata[0];
	g_autofree char *percent = tk_pen_percent(pen, lowest->now.progress);
	g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);

	for (unsigned i = 0; i < ties; i++) {
		const struct tk_group *group = page->groups->pdata[i];

		g_ptr_array_add(names,
				tk_text_format(pen->texts, pen->lang, "groups.quoted", "group",
					       tk_names_in(group->name, pen->lang), NULL));
	}
	g_autofree char *list = tk_words_join(page->doc, names);

	return tk_text_format(pen->texts, pen->lang, "groups.title.names", "groups", list,
			      "percent", percent, NULL);
}

static char *plain_title(const struct groups_page *page, unsigned ties)
{
	const struct tk_pen *pen = &page->doc->pen;
	const struct tk_group *lowest = page->groups->pdata[0];
	g_autofree char *percent = tk_pen_percent(pen, lowest->now.progress);
	g_autofree char *number = tk_text_number(pen->texts, pen->lang, ties);

	return tk_text_plural(pen->texts, pen->lang, "groups.title.plain", ties, "percent", percent,
			      "number", number, NULL);
}

static char **titles(const struct groups_page *page)
{
	const struct tk_group *lowest = page->groups->len ? page->groups->pdata[0] : NULL;

	if (page->doc->picture->now->n_reported == 0)
		return tk_texts_new(1, g_strdup(tk_doc_text(page->doc, "summary.title-none")));
	if (!lowest)
		return tk_texts_new(1, g_strdup(tk_doc_text(page->doc, "heatmap.title.empty")));
	if (not_begun(lowest->now.progress) == 0)
		return tk_texts_new(1, g_strdup(tk_doc_text(page->doc, "groups.title.begun")));
	unsigned ties = count_ties(page);

	return tk_texts_new(4, ties > 1 && ties <= MOST_NAMED ? names_title(page, ties) : NULL,
			    ties == 1 && lowest->n_regions_idle > 0
				    ? lowest_title(page, "groups.title.idle")
				    : NULL,
			    ties == 1 ? lowest_title(page, "groups.title.lowest") : NULL,
			    plain_title(page, ties));
}

static char *subtitle_text(const struct groups_page *page)
{
	const struct tk_pen *pen = &page->doc->pen;
	g_autofree char *window = tk_words_window(page->doc);
	g_autofree char *number = tk_text_number(pen->texts, pen->lang, page->n_most);

	return tk_text_plural(pen->texts, pen->lang, "groups.subtitle", page->n_most, "window",
			      window, "number", number, NULL);
}

static char *note_text(const struct groups_page *page)
{
	const struct tk_pen *pen = &page->doc->pen;

	if (page->covered.k == 0)
		return NULL;
	g_autofree char *percent = tk_pen_percent(pen, page->covered);
	g_autofree char *all = tk_format_int(pen->lang, page->groups->len);

	g_autofree char *note = tk_text_plural(pen->texts, pen->lang, "groups.note", page->n_listed,
					       "percent", percent, "all", all, NULL);

	return g_strjoin(" ", note, page->skips ? tk_doc_text(page->doc, "groups.skips") : NULL,
			 NULL);
}

/* ---- Table ---- */

static const struct row *row_at(const struct groups_page *page, unsigned i)
{
	return &g_array_index(page->rows, struct row, i);
}

static const struct tk_names *row_name(const struct groups_page *page, const struct row *row)
{
	return row->group ? row->group->name : &page->doc->picture->dataset->areas[row->area].name;
}

static void lay_out(struct groups_page *page)
{
	const struct tk_pen *pen = &page->doc->pen;
	bool compared = page->doc->picture->before != NULL;
	struct tk_list_column *name;

	tk_list_init(&page->base.list, pen, TK_PAGE_X0, TK_PAGE_X1);
	name = tk_list_add(&page->base.list, TK_LEFT, NAME_X, NAME_W,
			   g_strdup(tk_doc_text(page->doc, "groups.name")));
	name->names_row = true;
	tk_list_add(&page->base.list, TK_LEFT, BAR_X, BAR_W + 46,
		    g_strdup(tk_doc_text(page->doc, "page.heatmap")));
	for (unsigned i = 0; i < G_N_ELEMENTS(number_columns) - !compared; i++)
		tk_list_add(&page->base.list, TK_RIGHT,
			    number_columns[i].right_x - number_columns[i].w, number_columns[i].w,
			    g_strdup(tk_doc_text(page->doc, number_columns[i].key)));
	tk_list_size(&page->base.list, NUMBER_PT, LINE_PT);
}

/* Where a row's text stands. */
static double base(const struct groups_page *page)
{
	return page->row_pt / 2 + NUMBER_PT * 0.35;
}

static struct tk_text_style name_style(const struct groups_page *page, const struct row *row)
{
	struct tk_text_style style = page->base.list.columns[COL_NAME].style;

	style.weight = row->group ? 400 : 700;
	return style;
}

static unsigned name_lines(const struct groups_page *page, const struct row *row)
{
	struct tk_text_style style = name_style(page, row);
	double w = NAME_W - (row->group ? INDENT : 0);

	return MAX(1, tk_pen_lines(&page->doc->pen, &style, w,
				   tk_names_in(row_name(page, row), page->doc->pen.lang)));
}

static double row_height(const void *data, unsigned i)
{
	const struct groups_page *page = data;
	const struct row *row = row_at(page, i);
	double height = page->row_pt + (name_lines(page, row) - 1) * LINE_PT;

	return row->group || i == 0 ? height : height + page->gap_pt;
}

static void take_density(void *data, unsigned i)
{
	struct groups_page *page = data;

	page->row_pt = densities[i].row_pt;
	page->gap_pt = densities[i].gap_pt;
}

static void put_number(const struct groups_page *page, unsigned column, double baseline_y,
		       const char *text, bool strong)
{
	struct tk_text_style style = page->base.list.columns[column].style;

	style.weight = strong ? 700 : 400;
	tk_list_put_as(&page->base.list, column, baseline_y, text, page->doc->pen.lang, &style);
}

static void put_name(const struct groups_page *page, const struct row *row, double y)
{
	const struct tk_pen *pen = &page->doc->pen;
	const struct tk_names *name = row_name(page, row);
	struct tk_text_style style = name_style(page, row);
	double indent = row->group ? INDENT : 0;

	tk_pen_begin_th(pen, "Row", 0, tk_names_lang(name, pen->lang));
	tk_pen_block(pen, &style, NAME_X + indent, y + base(page), NAME_W - indent,
		     tk_names_in(name, pen->lang));
	tk_pen_end(pen);
}

static void put_progress(const struct groups_page *page, const struct row *row, double y)
{
	const struct tk_pen *pen = &page->doc->pen;
	g_autofree char *percent = tk_pen_percent(pen, row->progress);
	struct tk_text_style style = page->base.list.columns[COL_PROGRESS].style;
	struct tk_stack_part part = {row->progress.k,
				     tk_pen_ink(pen, row->group ? TK_MID : TK_DEEP), false};

	style.align = TK_RIGHT;
	style.weight = row->group ? 600 : 700;
	if (row->progress.n > 0) {
		tk_pen_begin_artifact(pen);
		tk_draw_rect(pen->canvas, BAR_X, y + (page->row_pt - BAR_H) / 2, BAR_W, BAR_H,
			     tk_pen_ink(pen, TK_TRACK));
		tk_draw_stack(pen, BAR_X, y + (page->row_pt - BAR_H) / 2, BAR_W, BAR_H, &part, 1,
			      row->progress.n);
		tk_pen_end(pen);
	}
	tk_pen_begin_td(pen, 0, pen->lang);
	tk_draw_text(pen->canvas, BAR_X + BAR_W + 42, y + base(page), percent, &style);
	tk_pen_end(pen);
}

static void put_numbers(const struct groups_page *page, const struct row *row, double y)
{
	const struct tk_pen *pen = &page->doc->pen;
	g_autofree char *k = tk_format_int(pen->lang, row->progress.k);
	g_autofree char *n = tk_format_int(pen->lang, row->progress.n);
	g_autofree char *of =
		tk_text_format(pen->texts, pen->lang, "groups.of", "k", k, "n", n, NULL);
	g_autofree char *share = tk_pen_percent(pen, row->open);
	g_autofree char *late = tk_format_int(pen->lang, row->n_late);
	g_autofree char *idle = tk_format_int(pen->lang, row->n_idle);
	bool strong = row->group == NULL;

	put_number(page, COL_TASKS, y + base(page), of, strong);
	put_number(page, COL_SHARE, y + base(page), share, strong);
	put_number(page, COL_LATE, y + base(page), late, strong);
	put_number(page, COL_IDLE, y + base(page), idle, strong);
}

static void put_change(const struct groups_page *page, const struct row *row, double y)
{
	const struct tk_pen *pen = &page->doc->pen;
	int64_t points = row->change.den > 0 ? tk_fraction_points(row->change, 0) : 0;
	g_autofree char *text = row->change.den > 0 ? tk_format_signed(pen->lang, points, 0)
						    : g_strdup(tk_doc_text(page->doc, "none"));

	if (row->change.den > 0)
		tk_draw_arrow(pen, TK_PAGE_X1 - 36, y + base(page) - 3.6, 7,
			      (points > 0) - (points < 0), TK_INK2);
	put_number(page, COL_CHANGE, y + base(page), text, row->group == NULL);
}

static void draw_row(void *data, unsigned i, double y)
{
	const struct groups_page *page = data;
	const struct tk_pen *pen = &page->doc->pen;
	const struct row *row = row_at(page, i);
	double height = row_height(page, i);

	if (!row->group && i > 0) {
		y += page->gap_pt;
		height -= page->gap_pt;
	}
	put_name(page, row, y);
	put_progress(page, row, y);
	put_numbers(page, row, y);
	if (page->base.list.n_columns > COL_CHANGE)
		put_change(page, row, y);
	tk_pen_begin_artifact(pen);
	tk_draw_line(pen->canvas, TK_PAGE_X0, y + height, TK_PAGE_X1, y + height,
		     row->group ? 0.5 : 0.75, tk_pen_ink(pen, row->group ? TK_HAIR : TK_RULE));
	tk_pen_end(pen);
}

/* An area stays with its first group. */
static bool keeps(const void *data, unsigned i)
{
	const struct groups_page *page = data;

	return !row_at(page, i)->group && row_at(page, i + 1)->group;
}

/* A page that begins amid an area's groups names the area again. */
static double again(void *data, unsigned i, double y, bool draw)
{
	const struct groups_page *page = data;
	const struct tk_pen *pen = &page->doc->pen;

	if (!row_at(page, i)->group)
		return 0;
	const struct row area = {.area = row_at(page, i)->area};
	struct tk_text_style style = name_style(page, &area);
	g_autofree char *text = tk_text_format(
		pen->texts, pen->lang, "page.continued", "page",
		tk_names_in(&page->doc->picture->dataset->areas[area.area].name, pen->lang), NULL);

	if (draw)
		tk_pen_block(pen, &style, NAME_X, y + base(page), TK_PAGE_X1 - NAME_X, text);
	return page->row_pt;
}

static const struct tk_list_ops ops = {
	.take_size = take_density,
	.n_sizes = G_N_ELEMENTS(densities),
	.height = row_height,
	.row = draw_row,
	.keeps = keeps,
	.again = again,
};

static void draw_table(struct groups_page *page)
{
	struct tk_document *doc = page->doc;

	lay_out(page);
	page->base.note = (struct tk_list_note){
		.text = note_text(page),
		.x = NAME_X,
		.w = TK_PAGE_X1 - NAME_X,
		.base_pt = NOTE_BASE,
	};
	tk_sheet_init(&page->base.sheet, doc, "page.groups", TK_ROLE_DATA_TITLE, titles(page),
		      subtitle_text(page), tk_list_sources(doc, NULL, true));
	page->base.top_y = TOP_Y + page->base.sheet.extra_y + tk_list_head_extra(&page->base.list);
	page->base.n_rows = page->rows->len;
	tk_list_page_draw(&page->base);
}

void tk_draw_groups(struct tk_document *doc)
{
	struct groups_page page = {
		.base.ops = &ops, .doc = doc, .n_top = tk_doc_top(doc, USUAL_TOP)};

	gather(&page);
	if (page.groups->len > 0)
		draw_table(&page);
	else
		tk_draw_plain_page(doc, "page.groups", titles(&page),
				   g_strdup(tk_doc_text(doc, "groups.none-note")));
	g_array_free(page.rows, TRUE);
	g_ptr_array_free(page.groups, TRUE);
}
