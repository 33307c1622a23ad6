#include "canvas-imp.h"

#include <cairo-svg.h>
#include <math.h>

/* PNG and SVG: one picture on white, drawn by cairo as it comes. Of the structure, the
 * alternative texts of Figures stay (picture-meta.c). */

struct picture {
	struct tk_canvas base;
	cairo_surface_t *surface;
	/** Pixels a point; 0: SVG. */
	double scale;
	/** SVG: what cairo has written. */
	GByteArray *bytes;
	/** Open elements from the outermost Figure on. */
	unsigned n_in_figure;
};

static struct picture *picture_of(struct tk_canvas *canvas)
{
	return (struct picture *)canvas;
}

static cairo_status_t take_bytes(void *closure, const unsigned char *data, unsigned length)
{
	g_byte_array_append(closure, data, length);
	return CAIRO_STATUS_SUCCESS;
}

static cairo_surface_t *new_surface(struct picture *picture)
{
	const double *part = picture->base.part;
	double w = part[2] > 0 ? part[2] : picture->base.width_pt;
	double h = part[2] > 0 ? part[3] : picture->base.height_pt;

	if (picture->scale > 0) {
		double wide = CLAMP(ceil(w * picture->scale), 1, INT_MAX);
		double high = CLAMP(ceil(h * picture->scale), 1, INT_MAX);

		return cairo_image_surface_create(CAIRO_FORMAT_RGB24, (int)wide, (int)high);
	}
	return cairo_svg_surface_create_for_stream(take_bytes, picture->bytes, w, h);
}

static void begin_page(struct tk_canvas *canvas, const char *label)
{
	struct picture *picture = picture_of(canvas);
	cairo_status_t status;

	(void)label;
	if (canvas->shown_page > 0 && canvas->n_pages != canvas->shown_page) {
		tk_canvas_set_surface(canvas, canvas->blank);
		return;
	}
	if (canvas->n_pages > 1 && canvas->shown_page == 0) {
		tk_canvas_fail(canvas, "a picture has one page");
		return;
	}
	picture->surface = new_surface(picture);
	tk_canvas_set_surface(canvas, picture->surface);
	status = cairo_status(canvas->cairo);
	if (status != CAIRO_STATUS_SUCCESS)
		tk_canvas_fail(canvas, cairo_status_to_string(status));
	if (picture->scale > 0)
		cairo_scale(canvas->cairo, picture->scale, picture->scale);
	cairo_set_source_rgb(canvas->cairo, 1, 1, 1);
	cairo_paint(canvas->cairo);
	cairo_translate(canvas->cairo, -canvas->part[0], -canvas->part[1]);
}

static void set_colour(struct tk_canvas *canvas, struct tk_colour colour)
{
	cairo_set_source_rgb(canvas->cairo, colour.r, colour.g, colour.b);
}

static void clip(struct tk_canvas *canvas)
{
	cairo_clip(canvas->cairo);
}

static void fill(struct tk_canvas *canvas, struct tk_colour colour)
{
	set_colour(canvas, colour);
	cairo_fill(canvas->cairo);
}

static void stroke(struct tk_canvas *canvas, struct tk_colour colour)
{
	set_colour(canvas, colour);
	cairo_stroke(canvas->cairo);
}

static void draw_run(struct tk_canvas *canvas, const struct tk_line *line, const struct tk_run *run,
		     double x, double y)
{
	g_autofree cairo_glyph_t *glyphs = g_new(cairo_glyph_t, run->last - run->first + 1);
	int n = 0;

	for (unsigned i = run->first; i < run->last; i++, n++) {
		glyphs[n].index = line->glyphs[i].id;
		glyphs[n].x = x + line->glyphs[i].x_pt;
		glyphs[n].y = y + line->glyphs[i].y_pt;
	}
	cairo_set_scaled_font(canvas->cairo,
			      pango_cairo_font_get_scaled_font(PANGO_CAIRO_FONT(run->font)));
	if (picture_of(canvas)->scale > 0) {
		/* Images move glyphs to whole pixels; outlines stay where they belong. */
		cairo_glyph_path(canvas->cairo, glyphs, n);
		cairo_fill(canvas->cairo);
	} else {
		cairo_show_glyphs(canvas->cairo, glyphs, n);
	}
}

/* ---- What is read aloud ---- */

/* Begin a new line or a new cell of the words. */
static void part_words(GString *words, const char *mark)
{
	static const char line_end[] = "\n";

	if (words->len == 0 || g_str_has_suffix(words->str, line_end))
		return;
	g_string_append(words, mark);
}

static void begin_element(struct tk_canvas *canvas, const char *type, const struct tk_tag *tag)
{
	static const char *const blocks[] = {"P",  "Note", "Caption", "LI", "TR",     "H1", "H2",
					     "H3", "H4",   "H5",      "H6", "Figure", NULL};
	struct picture *picture = picture_of(canvas);

	(void)tag;
	if (picture->n_in_figure > 0 || strcmp(type, "Figure") == 0)
		picture->n_in_figure++;
	if (!tk_canvas_is_shown(canvas, NULL) ||
	    (canvas->n_in_cell > 0 && strcmp(type, "Figure") == 0))
		return;
	if (g_strv_contains(blocks, type))
		part_words(canvas->words, "\n");
	else if (strcmp(type, "TD") == 0 || strcmp(type, "TH") == 0)
		part_words(canvas->words, "; ");
}

static void end_element(struct tk_canvas *canvas)
{
	struct picture *picture = picture_of(canvas);

	if (picture->n_in_figure > 0)
		picture->n_in_figure--;
}

static void note_words(struct tk_canvas *canvas, const struct tk_line *line, double x,
		       double baseline_y)
{
	const double box[] = {x, baseline_y, MAX(line->width_pt, 0.1), 0.1};
	GString *words = canvas->words;

	if (canvas->n_artifacts || canvas->n_elements == 0 || picture_of(canvas)->n_in_figure > 0 ||
	    !tk_canvas_is_shown(canvas, box))
		return;
	if (words->len > 0 && !strchr(" \n", words->str[words->len - 1]))
		g_string_append_c(words, ' ');
	for (unsigned i = 0; i < line->n_chars; i++)
		g_string_append_unichar(words, line->meaning[i]);
}

static void draw_text(struct tk_canvas *canvas, const struct tk_line *line, double x,
		      double baseline_y, struct tk_colour colour)
{
	cairo_fill_rule_t rule = cairo_get_fill_rule(canvas->cairo);

	note_words(canvas, line, x, baseline_y);
	set_colour(canvas, colour);
	cairo_set_fill_rule(canvas->cairo, CAIRO_FILL_RULE_WINDING);
	for (unsigned i = 0; i < line->n_runs; i++)
		draw_run(canvas, line, &line->runs[i], x, baseline_y);
	cairo_set_fill_rule(canvas->cairo, rule);
	cairo_new_path(canvas->cairo);
}

static GByteArray *finish(struct tk_canvas *canvas)
{
	struct picture *picture = picture_of(canvas);
	cairo_status_t status = CAIRO_STATUS_SUCCESS;

	if (!picture->surface) {
		tk_canvas_fail(canvas, "no such page");
		return NULL;
	}
	if (picture->scale > 0) {
		cairo_surface_flush(picture->surface);
		status = cairo_surface_write_to_png_stream(picture->surface, take_bytes,
							   picture->bytes);
	} else {
		cairo_surface_finish(picture->surface);
		status = cairo_surface_status(picture->surface);
	}
	if (status != CAIRO_STATUS_SUCCESS) {
		tk_canvas_fail(canvas, cairo_status_to_string(status));
		return NULL;
	}
	if (picture->scale > 0)
		tk_png_dress(canvas, picture->bytes, picture->scale);
	else
		tk_svg_dress(canvas, picture->bytes);
	return g_byte_array_ref(picture->bytes);
}

static void free_picture(struct tk_canvas *canvas)
{
	struct picture *picture = picture_of(canvas);

	g_clear_pointer(&picture->surface, cairo_surface_destroy);
	g_byte_array_unref(picture->bytes);
	g_free(picture);
}

static const struct tk_canvas_ops ops = {
	.shows_part = true,
	.page = begin_page,
	.clip = clip,
	.fill = fill,
	.stroke = stroke,
	.text = draw_text,
	.begin = begin_element,
	.end = end_element,
	.finish = finish,
	.free = free_picture,
};

static struct tk_canvas *new_picture(struct tk_fonts *fonts, const char *path, double scale,
				     struct tk_log *log)
{
	struct picture *picture = g_new0(struct picture, 1);

	tk_canvas_init(&picture->base, &ops, fonts, path, log);
	picture->scale = scale;
	picture->bytes = g_byte_array_new();
	return &picture->base;
}

struct tk_canvas *tk_canvas_new_png(struct tk_fonts *fonts, const char *path, double scale,
				    struct tk_log *log)
{
	return new_picture(fonts, path, scale > 0 ? scale : 1, log);
}

struct tk_canvas *tk_canvas_new_svg(struct tk_fonts *fonts, const char *path, struct tk_log *log)
{
	return new_picture(fonts, path, 0, log);
}
