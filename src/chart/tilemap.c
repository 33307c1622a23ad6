#include "tilannekuva/chart.h"

/* Tiles under these sizes carry no code, or nothing at all. */
#define LEAST_FOR_CODE 26.0
#define LEAST_FOR_VALUE 15.0
#define LEAST_CODE_PT 7.0

struct extent {
	unsigned col, row, n_cols, n_rows;
};

static struct extent extent_of(const struct tk_tile_map *map)
{
	unsigned left = UINT_MAX, right = 0, top = UINT_MAX, bottom = 0;

	for (unsigned i = 0; i < map->n_tiles; i++) {
		const struct tk_tile *tile = &map->tiles[i];

		if (tile->col == 0)
			continue;
		left = MIN(left, tile->col);
		right = MAX(right, tile->col);
		top = MIN(top, tile->row);
		bottom = MAX(bottom, tile->row);
	}
	if (right == 0)
		return (struct extent){0, 0, 0, 0};
	return (struct extent){left, top, right - left + 1, bottom - top + 1};
}

static double gap_part(const struct tk_tile_map *map)
{
	return map->text == TK_TILE_COVER ? 1.0 / 12 : 1.0 / 11;
}

bool tk_tile_map_fit(struct tk_tile_map *map, double w, double h, double most_pt)
{
	struct extent extent = extent_of(map);
	double gap = gap_part(map);

	if (extent.n_cols == 0)
		return false;
	double by_w = w / (extent.n_cols + (extent.n_cols - 1) * gap);
	double by_h = h / (extent.n_rows + (extent.n_rows - 1) * gap);

	map->tile_pt = MIN(most_pt, MIN(by_w, by_h));
	map->gap_pt = map->tile_pt * gap;
	return true;
}

double tk_tile_map_width(const struct tk_tile_map *map)
{
	return extent_of(map).n_cols * (map->tile_pt + map->gap_pt) - map->gap_pt;
}

double tk_tile_map_height(const struct tk_tile_map *map)
{
	return extent_of(map).n_rows * (map->tile_pt + map->gap_pt) - map->gap_pt;
}

static void tile_place(const struct tk_tile_map *map, const struct extent *extent,
		       const struct tk_tile *tile, double *x, double *y)
{
	*x = map->x + (tile->col - extent->col) * (map->tile_pt + map->gap_pt);
	*y = map->y + (tile->row - extent->row) * (map->tile_pt + map->gap_pt);
}

bool tk_tile_map_meets(const struct tk_tile_map *map, double x, double y, double w, double h)
{
	struct extent extent = extent_of(map);
	double tile_x, tile_y;

	for (unsigned i = 0; i < map->n_tiles; i++) {
		if (map->tiles[i].col == 0)
			continue;
		tile_place(map, &extent, &map->tiles[i], &tile_x, &tile_y);
		if (tile_x < x + w && tile_x + map->tile_pt > x && tile_y < y + h &&
		    tile_y + map->tile_pt > y)
			return true;
	}
	return false;
}

/* A code as large as the tile allows, or not at all. */
static bool code_style(const struct tk_pen *pen, struct tk_text_style *style, const char *code,
		       double room)
{
	double width = tk_text_width(tk_canvas_fonts(pen->canvas), code, style);

	if (width > room)
		style->size_pt *= room / width;
	return style->size_pt >= LEAST_CODE_PT;
}

static void draw_cover_code(const struct tk_pen *pen, const struct tk_tile_map *map,
			    const struct tk_tile *tile, double x, double y, struct tk_colour colour)
{
	struct tk_text_style style = tk_role_style(pen, TK_ROLE_TILE_COVER, TK_LEFT);

	style.colour = colour;
	if (!code_style(pen, &style, tile->code, map->tile_pt - 8))
		return;
	if (tile->share.n == 0) {
		double width = tk_text_width(tk_canvas_fonts(pen->canvas), tile->code, &style);

		tk_pen_begin_artifact(pen);
		tk_draw_rect(pen->canvas, x + 4, y + 5.5, width + 4, 11.5,
			     tk_pen_ink(pen, TK_WHITE));
		tk_pen_end(pen);
	}
	tk_draw_text(pen->canvas, x + 6, y + 14, tile->code, &style);
}

static bool small_code_style(const struct tk_pen *pen, const struct tk_tile_map *map,
			     const char *code, struct tk_text_style *style)
{
	*style = tk_role_style(pen, TK_ROLE_TILE_CODE, TK_CENTRE);
	style->size_pt = MAX(LEAST_CODE_PT, MIN(style->size_pt, map->tile_pt * 0.25));
	return map->tile_pt >= LEAST_FOR_CODE && code_style(pen, style, code, map->tile_pt - 2);
}

static void draw_code(const struct tk_pen *pen, const struct tk_tile_map *map,
		      const struct tk_tile *tile, double middle, double baseline_y,
		      struct tk_colour colour)
{
	struct tk_text_style style;

	if (!small_code_style(pen, map, tile->code, &style))
		return;
	style.colour = colour;
	tk_draw_text(pen->canvas, middle, baseline_y, tile->code, &style);
}

/* The code upon white, where it can be read at all. */
static void draw_missing_code(const struct tk_pen *pen, const struct tk_tile_map *map,
			      const struct tk_tile *tile, double x, double y)
{
	struct tk_text_style style;
	double t = map->tile_pt;

	if (!small_code_style(pen, map, tile->code, &style))
		return;
	tk_pen_begin_artifact(pen);
	tk_draw_rect(pen->canvas, x + 2, y + t / 2 - 5.5, t - 4, 11, tk_pen_ink(pen, TK_WHITE));
	tk_pen_end(pen);
	draw_code(pen, map, tile, x + t / 2, y + t / 2 + 2.8, tk_pen_ink(pen, TK_INK2));
}

static void draw_values(const struct tk_pen *pen, const struct tk_tile_map *map,
			const struct tk_tile *tile, double x, double y, struct tk_colour colour,
			bool lowest)
{
	struct tk_text_style style = tk_role_style(pen, TK_ROLE_TILE_VALUE, TK_CENTRE);
	double t = map->tile_pt, middle = x + t / 2;

	if (tile->share.n == 0) {
		draw_missing_code(pen, map, tile, x, y);
		return;
	}
	if (t < LEAST_FOR_VALUE)
		return;
	g_autofree char *text = tk_format_int(pen->lang, tk_percent(tile->share));
	bool coded = t >= LEAST_FOR_CODE;

	style.colour = colour;
	style.weight = lowest ? 700 : 600;
	style.size_pt = coded ? t * 0.355 : MIN(10, t * 0.45);
	draw_code(pen, map, tile, middle, y + t * 0.38, colour);
	tk_draw_text(pen->canvas, middle, coded ? y + t * 0.8 : y + t / 2 + style.size_pt * 0.36,
		     text, &style);
}

static void draw_tile(const struct tk_pen *pen, const struct tk_tile_map *map,
		      const struct tk_tile *tile, double x, double y)
{
	unsigned n = map->period->n_classes, k = 0;
	struct tk_colour colour = tk_pen_ink(pen, TK_INK2);
	double t = map->tile_pt;

	tk_pen_begin_artifact(pen);
	if (tile->share.n > 0) {
		k = tk_period_class(map->period, tk_percent(tile->share));
		colour = tk_theme_class_text(pen->theme, k, n);
		tk_draw_class(pen, x, y, t, t, k, n);
	} else {
		tk_draw_hatch(pen->canvas, x, y, t, t, MAX(2, t / 8), tk_pen_ink(pen, TK_KEY));
	}
	tk_pen_end(pen);
	if (map->text == TK_TILE_COVER)
		draw_cover_code(pen, map, tile, x, y, colour);
	else
		draw_values(pen, map, tile, x, y, colour, k == 0);
}

void tk_draw_tile_map(const struct tk_pen *pen, const struct tk_tile_map *map)
{
	struct extent extent = extent_of(map);
	double x, y;

	for (unsigned i = 0; i < map->n_tiles; i++) {
		if (map->tiles[i].col == 0)
			continue;
		tile_place(map, &extent, &map->tiles[i], &x, &y);
		draw_tile(pen, map, &map->tiles[i], x, y);
	}
}
