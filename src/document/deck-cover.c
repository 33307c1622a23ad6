#include "deck-imp.h"

#define LEFT_X 64.0
#define LEFT_W 500.0
#define LEAD_W 400.0
/** The title's last line stands here, whatever its length; what is above it moves up. */
#define TITLE_Y 206.0
#define PERIOD_Y 258.0
#define LEAD_Y 306.0
/** A next line of it would be below this. */
#define LEAD_BOTTOM 418.0
#define MOST_TITLE_LINES 3
#define RIGHT_X 612.0
#define MAP_Y 42.0
#define MAP_H 430.0
#define TILE 48.0
#define NOTE_GAP 20.0

struct tk_text_style tk_doc_large_title(const struct tk_document *doc, const char *title,
					double width_pt, unsigned *n_lines)
{
	struct tk_text_style style = tk_role_style(&doc->pen, TK_ROLE_COVER_TITLE, TK_LEFT);

	for (*n_lines = tk_pen_lines(&doc->pen, &style, width_pt, title);
	     (*n_lines > MOST_TITLE_LINES ||
	      tk_pen_widest_word(&doc->pen, &style, title) > width_pt) &&
	     style.size_pt > 24;
	     *n_lines = tk_pen_lines(&doc->pen, &style, width_pt, title)) {
		style.size_pt -= 4;
		style.leading_pt -= 4;
	}
	if (*n_lines > MOST_TITLE_LINES)
		tk_doc_overflow(doc, title);
	return style;
}

static void draw_title(const struct tk_document *doc)
{
	const struct tk_pen *pen = &doc->pen;
	const struct tk_settings *settings = &doc->picture->dataset->settings;
	const struct tk_period *period = doc->picture->period;
	g_autofree char *title =
		tk_doc_title(doc, g_strdup(tk_names_in(&settings->title, pen->lang)));
	unsigned n;
	struct tk_text_style style = tk_doc_large_title(doc, title, LEFT_W, &n);
	double first_y = TITLE_Y - (n - 1) * style.leading_pt;
	g_autofree char *month =
		tk_text_month(pen->texts, pen->lang, TK_MONTH_YEAR, period->year, period->month);

	tk_pen_begin(pen, "P", tk_names_lang(&settings->programme, pen->lang));
	tk_pen_text(pen, TK_ROLE_PROGRAMME, TK_LEFT, LEFT_X, first_y - style.size_pt - 10,
		    tk_names_in(&settings->programme, pen->lang));
	tk_pen_end(pen);
	tk_pen_begin(pen, "H1", pen->lang);
	tk_pen_block(pen, &style, LEFT_X, first_y, LEFT_W, title);
	tk_pen_text(pen, TK_ROLE_COVER_PERIOD, TK_LEFT, LEFT_X, PERIOD_Y, month);
	tk_pen_end(pen);
}

/* "Eteneminen ja valmiusaste, 22 aluetta ja viisi osa-aluetta" */
static char *scope_text(const struct tk_document *doc)
{
	const struct tk_dataset *dataset = doc->picture->dataset;
	const struct tk_texts *texts = doc->pen.texts;
	enum tk_lang lang = doc->pen.lang;
	g_autofree char *number = tk_text_number(texts, lang, dataset->n_areas);
	g_autofree char *regions =
		tk_text_plural(texts, lang, "cover.regions", doc->picture->now->n_reported, NULL);
	g_autofree char *areas = tk_text_plural(texts, lang, "cover.areas", dataset->n_areas,
						"number", number, NULL);

	return tk_text_format(texts, lang, "cover.scope", "description",
			      tk_names_in(&dataset->settings.description, lang), "regions", regions,
			      "areas", areas, NULL);
}

static char *dates_text(const struct tk_document *doc)
{
	const struct tk_period *period = doc->picture->period;
	const struct tk_texts *texts = doc->pen.texts;
	enum tk_lang lang = doc->pen.lang;
	g_autofree char *date = tk_text_date(texts, lang, period->reporting_date);

	if (period->published == TK_NO_DATE)
		return tk_text_format(texts, lang, "cover.dates", "date", date, NULL);
	g_autofree char *published = tk_text_date(texts, lang, period->published);

	return tk_text_format(texts, lang, "cover.dates-published", "date", date, "published",
			      published, NULL);
}

static void draw_issuer(const struct tk_document *doc)
{
	const struct tk_pen *pen = &doc->pen;
	const struct tk_names *issuer = &doc->picture->dataset->settings.issuer;
	g_autofree char *scope = tk_doc_subtitle(doc, scope_text(doc));
	g_autofree char *dates = dates_text(doc);

	tk_pen_begin(pen, "P", pen->lang);
	if (tk_pen_paragraph(pen, TK_ROLE_LEAD, LEFT_X, LEAD_Y, LEAD_W, scope) > LEAD_BOTTOM)
		tk_doc_overflow(doc, scope);
	tk_pen_end(pen);
	tk_pen_begin_artifact(pen);
	tk_draw_line(pen->canvas, LEFT_X, 430, LEFT_X + 48, 430, 2, tk_pen_ink(pen, TK_DEEP));
	tk_pen_end(pen);
	tk_pen_begin(pen, "P", tk_names_lang(issuer, pen->lang));
	tk_pen_text(pen, TK_ROLE_ISSUER, TK_LEFT, LEFT_X, 456, tk_names_in(issuer, pen->lang));
	tk_pen_end(pen);
	tk_pen_begin(pen, "P", pen->lang);
	tk_pen_text(pen, TK_ROLE_DATES, TK_LEFT, LEFT_X, 474, dates);
	tk_pen_end(pen);
}

/* What the tiles' shade says, who is missing, and that figures are made up where they are. */
static char *note_text(const struct tk_document *doc)
{
	g_autofree char *window = tk_words_window(doc);
	g_autofree char *shade = tk_text_format(doc->pen.texts, doc->pen.lang, "cover.tiles",
						"window", window, NULL);
	g_autofree char *missing = tk_words_missing(doc);
	const char *example = tk_doc_text(doc, "cover.illustrative");
	g_auto(GStrv) parts =
		tk_texts_new(3, g_strdup(shade), g_strdup(missing),
			     g_strdup(doc->picture->period->illustrative ? example : NULL));

	return g_strjoinv(" ", parts);
}

static void draw_map(const struct tk_document *doc)
{
	const struct tk_pen *pen = &doc->pen;
	g_autofree struct tk_tile *tiles = tk_doc_tiles(doc, TK_ALL_AREAS);
	g_autofree char *note = note_text(doc);
	struct tk_tile_map map = {
		.tiles = tiles,
		.n_tiles = doc->picture->dataset->n_regions,
		.period = doc->picture->period,
		.text = TK_TILE_COVER,
		.x = RIGHT_X,
		.y = MAP_Y,
	};
	struct tk_text_style style = tk_role_style(pen, TK_ROLE_ORDER, TK_LEFT);

	style.leading_pt = 12;
	if (!tk_tile_map_fit(&map, TK_PAGE_X1 - RIGHT_X, MAP_H, TILE))
		return;
	tk_doc_draw_tiles(doc, TK_ALL_AREAS, &map);
	tk_pen_begin(pen, "P", pen->lang);
	tk_pen_block(pen, &style, RIGHT_X, MAP_Y + tk_tile_map_height(&map) + NOTE_GAP + 12, 260,
		     note);
	tk_pen_end(pen);
}

void tk_draw_cover(struct tk_document *doc)
{
	tk_doc_turn(doc);
	tk_canvas_bookmark(doc->pen.canvas, 0,
			   tk_names_in(&doc->picture->dataset->settings.title, doc->pen.lang));
	tk_pen_begin(&doc->pen, "Sect", doc->pen.lang);
	draw_title(doc);
	draw_issuer(doc);
	draw_map(doc);
	tk_pen_end(&doc->pen);
}
