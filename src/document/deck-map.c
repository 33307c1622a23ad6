#include "deck-imp.h"

#define TOP_Y 136.0
#define RULE_UP 18.0
#define NAME_UP 3.0
#define NAME_LEADING 14.0
/** From a panel's y, a name of two lines counted: the country's line, the map. */
#define COUNTRY_DOWN 26.0
#define MAP_DOWN 42.0
#define PANEL_GAP 16.75
#define ROW_GAP 40.0
#define MOST_TILE 30.0
/** Smaller tiles carry no code: then there are fewer panels beside one another. */
#define LEAST_TILE 26.0
#define MOST_COLUMNS 5u
#define LEGEND_Y 494.0
#define NOTE_UP 20.0
/** Panels end so much above the legend or the note. */
#define FOOT_GAP 18.0
/** Where no region has a place: a table of classes. */
#define TABLE_H 140.0

/* Maps of several areas side by side, in rows, over pages. */
struct map_page {
	struct tk_document *doc;
	struct tk_sheet_frame sheet;
	/** Indexes of the areas; owned. */
	unsigned *areas;
	unsigned n_areas;
	/** Panels in a row, rows on a page, and areas of a page. */
	unsigned n_columns, n_rows, n_on_page;
	bool shortened;
	double panel_w, map_h, bottom_y;
	/** More lines of a name than two push the map down. */
	double extra_y;
	/** What the legend does not say, or NULL; owned. */
	char *note;
};

/* ---- Layout ---- */

static const struct tk_names *panel_name(const struct map_page *page, unsigned area)
{
	const struct tk_area *of = &page->doc->picture->dataset->areas[area];
	bool has_short = *tk_names_in(&of->short_name, TK_FI) != '\0';

	return page->shortened && has_short ? &of->short_name : &of->name;
}

static const char *name_of(const struct map_page *page, unsigned area)
{
	if (area == TK_ALL_AREAS)
		return tk_words_area(page->doc, area);
	return tk_names_in(panel_name(page, area), page->doc->pen.lang);
}

static struct tk_text_style name_style(const struct map_page *page)
{
	struct tk_text_style style = tk_role_style(&page->doc->pen, TK_ROLE_SECTION, TK_LEFT);

	style.leading_pt = NAME_LEADING;
	return style;
}

static unsigned most_name_lines(const struct map_page *page)
{
	struct tk_text_style style = name_style(page);
	unsigned most = 1;

	for (unsigned i = 0; i < page->n_areas; i++)
		most = MAX(most, tk_pen_lines(&page->doc->pen, &style, page->panel_w,
					      name_of(page, page->areas[i])));
	return most;
}

static double panel_height(const struct map_page *page)
{
	return MAP_DOWN + page->extra_y + page->map_h;
}

/* Try so many panels in a row. Returns the size of a tile, or 0 without a map. */
static double try_columns(struct map_page *page, const struct tk_tile *tiles, unsigned n_columns)
{
	struct tk_tile_map map = {.tiles = tiles,
				  .n_tiles = page->doc->picture->dataset->n_regions,
				  .period = page->doc->picture->period,
				  .text = TK_TILE_VALUES};
	double top_y = TOP_Y + page->sheet.extra_y;

	page->n_columns = n_columns;
	page->panel_w = (TK_PAGE_X1 - TK_PAGE_X0 - (n_columns - 1) * PANEL_GAP) / n_columns;
	page->shortened = false;
	page->shortened = most_name_lines(page) > 2;
	page->extra_y = (MAX(2, most_name_lines(page)) - 2) * NAME_LEADING;
	if (!tk_tile_map_fit(&map, page->panel_w, page->bottom_y - top_y - MAP_DOWN - page->extra_y,
			     MOST_TILE)) {
		page->map_h = TABLE_H;
		return 0;
	}
	page->map_h = tk_tile_map_height(&map);
	return map.tile_pt;
}

/* As many panels beside one another as leave room for codes; where none does, as many as usual. */
static void lay_out(struct map_page *page, const struct tk_tile *tiles)
{
	unsigned usual = CLAMP(page->n_areas, 1, MOST_COLUMNS), n = usual;
	double tile;

	do
		tile = try_columns(page, tiles, n--);
	while (tile > 0 && tile < LEAST_TILE && n > 0);
	if (tile < LEAST_TILE)
		try_columns(page, tiles, usual);
	double room = page->bottom_y - TOP_Y - page->sheet.extra_y + ROW_GAP;

	page->n_rows = MAX(1, (unsigned)(room / (panel_height(page) + ROW_GAP)));
	unsigned most = page->n_rows * page->n_columns;
	unsigned n_pages = MAX(1, (page->n_areas + most - 1) / most);

	page->n_on_page = (page->n_areas + n_pages - 1) / n_pages;
	if (n_pages > 1 && page->n_rows == 1 && page->n_on_page < page->n_columns)
		try_columns(page, tiles, page->n_on_page);
}

/* ---- Panels ---- */

static void draw_country(const struct map_page *page, unsigned area, double x, double y)
{
	const struct tk_document *doc = page->doc;
	const struct tk_pen *pen = &doc->pen;
	g_autofree char *percent =
		tk_pen_percent(pen, tk_measures_country(doc->picture->now, area)->progress);
	g_autofree char *tasks =
		tk_text_plural(pen->texts, pen->lang, "tasks",
			       tk_measures_window_tasks(doc->picture->now, area), NULL);
	g_autofree char *text = tk_text_format(pen->texts, pen->lang, "map.country", "country",
					       tk_doc_text(doc, "country"), "percent", percent,
					       "tasks", tasks, NULL);

	tk_pen_begin(pen, "P", pen->lang);
	tk_pen_text(pen, TK_ROLE_FIGURE_OF, TK_LEFT, x, y, text);
	tk_pen_end(pen);
}

static void draw_classes(const struct map_page *page, unsigned area, double x, double y)
{
	const struct tk_document *doc = page->doc;
	unsigned counts[TK_MOST_CLASSES + 1];

	tk_doc_class_counts(doc, area, counts);
	tk_draw_legend_table(&doc->pen, "change.regions", x, x + page->panel_w, y + 10, y + 20,
			     doc->picture->period, counts);
}

static void draw_map(const struct map_page *page, unsigned area, double x, double y)
{
	const struct tk_document *doc = page->doc;
	g_autofree struct tk_tile *tiles = tk_doc_tiles(doc, area);
	struct tk_tile_map map = {.tiles = tiles,
				  .n_tiles = doc->picture->dataset->n_regions,
				  .period = doc->picture->period,
				  .text = TK_TILE_VALUES,
				  .x = x,
				  .y = y};

	if (tk_tile_map_fit(&map, page->panel_w, page->map_h + 0.01, MOST_TILE))
		tk_doc_draw_tiles(doc, area, &map);
	else
		draw_classes(page, area, x, y);
}

static void draw_panel(const struct map_page *page, unsigned area, double x, double y)
{
	const struct tk_pen *pen = &page->doc->pen;
	struct tk_text_style style = name_style(page);
	double w = page->panel_w;

	tk_pen_begin_artifact(pen);
	tk_draw_line(pen->canvas, x, y - RULE_UP, x + w, y - RULE_UP, 1, tk_pen_ink(pen, TK_INK));
	tk_pen_end(pen);
	tk_pen_begin(pen, "H3",
		     area == TK_ALL_AREAS ? pen->lang
					  : tk_names_lang(panel_name(page, area), pen->lang));
	tk_pen_block(pen, &style, x, y - NAME_UP, w, name_of(page, area));
	tk_pen_end(pen);
	draw_country(page, area, x, y + COUNTRY_DOWN + page->extra_y);
	draw_map(page, area, x, y + MAP_DOWN + page->extra_y);
}

/* ---- Under the panels ---- */

static void draw_note(const struct map_page *page, double x)
{
	const struct tk_pen *pen = &page->doc->pen;
	bool beside = x + tk_pen_width(pen, TK_ROLE_LEGEND, page->note) <= TK_PAGE_X1;

	tk_pen_begin(pen, "P", pen->lang);
	if (beside)
		tk_pen_text(pen, TK_ROLE_LEGEND, TK_RIGHT, TK_PAGE_X1, LEGEND_Y, page->note);
	else
		tk_pen_paragraph(pen, TK_ROLE_LEGEND, TK_PAGE_X0, LEGEND_Y - NOTE_UP,
				 TK_PAGE_X1 - TK_PAGE_X0, page->note);
	tk_pen_end(pen);
}

static void draw_foot(const struct map_page *page)
{
	double x = tk_draw_legend_line(&page->doc->pen, TK_PAGE_X0, LEGEND_Y,
				       page->doc->picture->period);

	if (page->note)
		draw_note(page, x);
}

/* "HUS: Tilannekuvaseurantaa tarkennetaan." where one is missing, else their names or number. */
static char *missing_text(const struct tk_document *doc)
{
	const struct tk_picture *picture = doc->picture;
	enum tk_lang lang;
	unsigned region = 0;

	if (picture->now->n_reported + 1 != picture->dataset->n_regions)
		return tk_words_missing(doc);
	while (picture->now->reported[region])
		region++;
	return tk_text_format(doc->pen.texts, doc->pen.lang, "map.missing", "region",
			      tk_words_region(doc, region), "reason",
			      tk_words_reason(doc, region, &lang), NULL);
}

/* Regions that have no place on the map. */
static char *unplaced_text(const struct tk_document *doc)
{
	const struct tk_dataset *dataset = doc->picture->dataset;
	g_autoptr(GPtrArray) names = g_ptr_array_new();

	for (unsigned r = 0; r < dataset->n_regions; r++) {
		if (dataset->regions[r].tile_col == 0)
			g_ptr_array_add(names, (char *)tk_words_region(doc, r));
	}
	return tk_words_told(doc, "map.unplaced", names);
}

static char *note_text(const struct tk_document *doc)
{
	g_auto(GStrv) notes = tk_texts_new(2, missing_text(doc), unplaced_text(doc));

	return notes[0] ? g_strjoinv(" ", notes) : NULL;
}

/* ---- Title ---- */

/** Where regions are furthest apart. */
struct widest {
	struct tk_spread spread;
	unsigned area;
	/** Not another area is so wide, as printed. */
	bool alone;
};

static struct widest find_widest(const struct map_page *page)
{
	struct widest widest = {0};

	for (unsigned i = 0; i < page->n_areas; i++) {
		struct tk_spread spread =
			tk_words_spread(page->doc, page->doc->picture->now, page->areas[i]);
		bool first = widest.spread.n == 0;

		if (spread.n < 2 || (!first && spread.points < widest.spread.points))
			continue;
		widest.alone = first || spread.points > widest.spread.points;
		widest.area = page->areas[i];
		widest.spread = spread;
	}
	return widest;
}

static char **spread_titles(const struct map_page *page, const struct widest *widest)
{
	const struct tk_document *doc = page->doc;
	const struct tk_pen *pen = &doc->pen;
	unsigned limit = (unsigned)doc->picture->period->class_from[0];
	g_autofree char *points = tk_words_points(doc, widest->spread.points);
	g_autofree char *percent = tk_format_percent(pen->lang, (int)limit);

	if (!widest->alone || widest->area == TK_ALL_AREAS)
		return tk_texts_new(1, tk_text_format(pen->texts, pen->lang, "map.title.plain",
						      "points", points, NULL));
	g_autoptr(GPtrArray) below = tk_words_below(doc, widest->area, limit);
	const char *name = tk_words_area(doc, widest->area);
	const char *key = page->n_areas > 1 ? "map.title.spread" : "ranking.title.spread";
	const char *below_key = page->n_areas > 1 ? "map.title.below" : "ranking.title.below";

	return tk_texts_new(
		3,
		below->len > 0
			? tk_text_plural(pen->texts, pen->lang, below_key, below->len, "area", name,
					 "points", points, "percent", percent, NULL)
			: NULL,
		tk_text_format(pen->texts, pen->lang, key, "area", name, "points", points, NULL),
		tk_text_format(pen->texts, pen->lang, "map.title.plain", "points", points, NULL));
}

static char **titles(const struct map_page *page)
{
	const struct tk_document *doc = page->doc;
	const struct tk_pen *pen = &doc->pen;
	struct widest widest = find_widest(page);
	struct tk_share share = tk_measures_country(doc->picture->now, TK_ALL_AREAS)->progress;
	g_autofree char *percent = tk_pen_percent(pen, share);

	if (doc->picture->now->n_reported == 0)
		return tk_texts_new(1, g_strdup(tk_doc_text(doc, "ranking.title.none")));
	if (share.n == 0)
		return tk_texts_new(1, g_strdup(tk_doc_text(doc, "heatmap.title.empty")));
	if (widest.spread.n == 0)
		return tk_texts_new(1, tk_text_format(pen->texts, pen->lang, "map.title.country",
						      "percent", percent, NULL));
	if (widest.spread.points == 0)
		return tk_texts_new(1, g_strdup(tk_doc_text(doc, "map.title.equal")));
	return spread_titles(page, &widest);
}

static void init_sheet(struct map_page *page)
{
	struct tk_document *doc = page->doc;
	g_autofree char *window = tk_words_window(doc);

	tk_sheet_init(&page->sheet, doc, "page.map", TK_ROLE_DATA_TITLE, titles(page),
		      tk_text_format(doc->pen.texts, doc->pen.lang, "map.subtitle", "window",
				     window, NULL),
		      tk_texts_new(3, tk_words_reports(doc),
				   tk_words_illustrative(doc, doc->picture->period),
				   g_strdup(tk_doc_text(doc, "source.classes"))));
}

/* ---- The pages ---- */

static void draw_panels(struct map_page *page, unsigned first)
{
	unsigned end = MIN(first + page->n_on_page, page->n_areas);

	for (unsigned i = first; i < end; i++) {
		unsigned column = (i - first) % page->n_columns,
			 row = (i - first) / page->n_columns;

		draw_panel(page, page->areas[i], TK_PAGE_X0 + column * (page->panel_w + PANEL_GAP),
			   TOP_Y + page->sheet.extra_y + row * (panel_height(page) + ROW_GAP));
	}
}

static void turn(struct map_page *page)
{
	tk_pen_begin_artifact(&page->doc->pen);
	draw_foot(page);
	tk_pen_end(&page->doc->pen);
	tk_sheet_turn(&page->sheet);
}

void tk_draw_map(struct tk_document *doc)
{
	struct map_page page = {.doc = doc, .note = note_text(doc)};
	g_autofree struct tk_tile *tiles = tk_doc_tiles(doc, TK_ALL_AREAS);

	page.areas = tk_doc_areas(doc, &page.n_areas);
	init_sheet(&page);
	page.bottom_y = LEGEND_Y - FOOT_GAP - (page.note ? NOTE_UP : 0);
	lay_out(&page, tiles);
	tk_sheet_begin(&page.sheet, (page.n_areas + page.n_on_page - 1) / MAX(1, page.n_on_page));
	for (unsigned first = 0; first < page.n_areas; first += page.n_on_page) {
		if (first > 0)
			turn(&page);
		draw_panels(&page, first);
	}
	draw_foot(&page);
	tk_sheet_end(&page.sheet);
	g_free(page.areas);
	g_free(page.note);
}
