#include "summary-imp.h"

#define FIGURES_Y 118.0
#define SECTION_Y 236.0
#define RULE_ABOVE 18.0
#define BRIEF_W 428.0
#define BRIEF_TEXT_X 22.0
#define BRIEF_TEXT_W 380.0
#define BRIEF_GAP 12.0
#define CHANGE_X (TK_PAGE_X0 + 444)
#define MAP_X (TK_PAGE_X0 + 666)
#define MAP_TILE 28.5
#define COLUMN_W 206.0

/* Sizes that the sentences are tried in. */
static const struct {
	double size_pt, leading_pt;
} sizes[] = {{14, 20.5}, {12.5, 18.5}, {11, 16}, {10, 14.5}};

static struct tk_text_style brief_style(const struct tk_document *doc, char **sentences)
{
	struct tk_text_style style = tk_role_style(&doc->pen, TK_ROLE_BODY, TK_LEFT);
	double room = TK_PAGE_BOTTOM - SECTION_Y - 30, height = room + 1;

	for (unsigned i = 0; i < G_N_ELEMENTS(sizes) && height > room; i++) {
		style.size_pt = sizes[i].size_pt;
		style.leading_pt = sizes[i].leading_pt;
		height = 0;
		for (unsigned s = 0; sentences[s]; s++)
			height += BRIEF_GAP +
				  tk_pen_lines(&doc->pen, &style, BRIEF_TEXT_W, sentences[s]) *
					  style.leading_pt;
		height -= BRIEF_GAP + style.leading_pt;
	}
	if (height > room)
		tk_doc_overflow(doc, sentences[0]);
	return style;
}

static double draw_sentence(const struct tk_document *doc, unsigned number, const char *sentence,
			    const struct tk_text_style *style, double y)
{
	const struct tk_pen *pen = &doc->pen;
	g_autofree char *label = tk_format_int(pen->lang, number);

	tk_pen_begin(pen, "LI", pen->lang);
	tk_pen_begin(pen, "Lbl", pen->lang);
	tk_pen_text(pen, TK_ROLE_LIST_NUMBER, TK_LEFT, TK_PAGE_X0, y, label);
	tk_pen_end(pen);
	tk_pen_begin(pen, "LBody", pen->lang);
	unsigned n = tk_pen_block(pen, style, TK_PAGE_X0 + BRIEF_TEXT_X, y, BRIEF_TEXT_W, sentence);

	tk_pen_end(pen);
	tk_pen_end(pen);
	return y + n * style->leading_pt + BRIEF_GAP;
}

static void draw_brief(const struct tk_document *doc)
{
	const struct tk_pen *pen = &doc->pen;
	g_auto(GStrv) sentences = tk_doc_sentences(doc, tk_summary_sentences(doc));
	struct tk_tag tag = {.list = "Decimal"};
	double y = SECTION_Y + 30;

	tk_draw_section(pen, TK_PAGE_X0, SECTION_Y, tk_doc_text(doc, "summary.brief"));
	if (!sentences[0])
		return;
	struct tk_text_style style = brief_style(doc, sentences);

	tk_canvas_begin(pen->canvas, "L", &tag);
	for (unsigned i = 0; sentences[i]; i++) {
		char *sentence = tk_words_capital(g_strdup(sentences[i]));

		y = draw_sentence(doc, i + 1, sentence, &style, y);
		g_free(sentence);
	}
	tk_pen_end(pen);
}

static void draw_rules(const struct tk_pen *pen)
{
	static const struct {
		double x, w;
	} rules[] = {{TK_PAGE_X0, BRIEF_W}, {CHANGE_X, COLUMN_W}, {MAP_X, COLUMN_W}};
	double y = SECTION_Y - RULE_ABOVE;

	tk_pen_begin_artifact(pen);
	for (unsigned i = 0; i < G_N_ELEMENTS(rules); i++)
		tk_draw_line(pen->canvas, rules[i].x, y, rules[i].x + rules[i].w, y, 0.5,
			     tk_pen_ink(pen, TK_RULE));
	tk_pen_end(pen);
}

/* Regions that have no place on a map: how many of them each class has. */
static void draw_counts(const struct tk_document *doc)
{
	unsigned counts[TK_MOST_CLASSES + 1];

	tk_doc_class_counts(doc, TK_ALL_AREAS, counts);
	tk_draw_legend_table(&doc->pen, "change.regions", MAP_X, TK_PAGE_X1, SECTION_Y + 24,
			     SECTION_Y + 34, doc->picture->period, counts);
}

/* The map at the right edge of its column, the legend in its empty corner or, where a tile stands
 * there, beside a smaller map. */
static void draw_map(const struct tk_document *doc)
{
	const struct tk_pen *pen = &doc->pen;
	const struct tk_period *period = doc->picture->period;
	g_autofree struct tk_tile *tiles = tk_doc_tiles(doc, TK_ALL_AREAS);
	struct tk_tile_map map = {
		.tiles = tiles,
		.n_tiles = doc->picture->dataset->n_regions,
		.period = period,
		.text = TK_TILE_VALUES,
		.y = SECTION_Y + 14,
	};
	double room_h = TK_PAGE_BOTTOM - map.y, legend_w = tk_legend_column_width(pen, period) + 6;
	double legend_h = 12.4 * (period->n_classes + 1) + 4;

	tk_draw_section(pen, MAP_X, SECTION_Y, tk_doc_text(doc, "summary.map"));
	if (!tk_tile_map_fit(&map, COLUMN_W - 14, room_h, MAP_TILE)) {
		draw_counts(doc);
		return;
	}
	map.x = TK_PAGE_X1 - 14 - tk_tile_map_width(&map);
	if (tk_tile_map_meets(&map, MAP_X, SECTION_Y + 10, legend_w, legend_h)) {
		tk_tile_map_fit(&map, COLUMN_W - legend_w - 4, room_h, MAP_TILE);
		map.x = TK_PAGE_X1 - tk_tile_map_width(&map);
	}
	tk_doc_draw_tiles(doc, TK_ALL_AREAS, &map);
	tk_pen_begin_artifact(pen);
	tk_draw_legend_column(pen, MAP_X, SECTION_Y + 10, period);
	tk_pen_end(pen);
}

static char **titles(const struct tk_document *doc)
{
	const struct tk_pen *pen = &doc->pen;
	const struct tk_figures *country = tk_measures_country(doc->picture->now, TK_ALL_AREAS);
	g_autofree char *window = tk_words_window(doc);
	g_autofree char *progress = tk_pen_percent(pen, country->progress);
	g_autofree char *done = tk_pen_percent(pen, country->done);

	if (country->done.n == 0)
		return tk_texts_new(1, g_strdup(tk_doc_text(doc, "summary.title-none")));
	if (country->progress.n == 0)
		return tk_texts_new(1, tk_text_format(pen->texts, pen->lang, "summary.title-done",
						      "done", done, NULL));
	return tk_texts_new(1, tk_text_format(pen->texts, pen->lang, "summary.title", "window",
					      window, "progress", progress, "done", done, NULL));
}

void tk_draw_summary(struct tk_document *doc)
{
	const struct tk_picture *picture = doc->picture;
	struct tk_sheet_frame sheet;
	char *before = picture->before ? tk_words_illustrative(doc, picture->before->period) : NULL;

	tk_sheet_init(&sheet, doc, "page.summary", TK_ROLE_TEXT_TITLE, titles(doc), NULL,
		      tk_texts_new(4, tk_words_reports(doc), before,
				   tk_words_illustrative(doc, picture->period),
				   tk_words_missing(doc)));
	tk_sheet_begin(&sheet, 1);
	tk_draw_summary_figures(doc, FIGURES_Y);
	draw_rules(&doc->pen);
	draw_brief(doc);
	tk_draw_summary_change(doc, CHANGE_X, SECTION_Y);
	draw_map(doc);
	tk_sheet_end(&sheet);
}
