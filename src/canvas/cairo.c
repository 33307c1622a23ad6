#include "canvas-imp.h"

#include <cairo-svg.h>
#include <math.h>

/* PNG and SVG: one picture on white, drawn by cairo as it comes. Structure is passed over. */

struct picture {
	struct tk_canvas base;
	cairo_surface_t *surface;
	/** Pixels a point; 0: SVG. */
	double scale;
	/** SVG: what cairo has written. */
	GByteArray *bytes;
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
	double w = picture->base.width_pt, h = picture->base.height_pt;

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
	if (canvas->n_pages > 1) {
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

static void draw_text(struct tk_canvas *canvas, const struct tk_line *line, double x,
		      double baseline_y, struct tk_colour colour)
{
	cairo_fill_rule_t rule = cairo_get_fill_rule(canvas->cairo);

	set_colour(canvas, colour);
	cairo_set_fill_rule(canvas->cairo, CAIRO_FILL_RULE_WINDING);
	for (unsigned i = 0; i < line->n_runs; i++)
		draw_run(canvas, line, &line->runs[i], x, baseline_y);
	cairo_set_fill_rule(canvas->cairo, rule);
	cairo_new_path(canvas->cairo);
}

/* cairo numbers its surfaces through the life of the process, and says so in the file; the same
 * picture must give the same bytes whatever was drawn before it. */
static void name_surfaces(GByteArray *bytes)
{
	g_autoptr(GRegex) number = g_regex_new("\"(#?)surface\\d+\"", 0, 0, NULL);
	g_autofree char *named = g_regex_replace(number, (const char *)bytes->data,
						 (gssize)bytes->len, 0, "\"\\1picture\"", 0, NULL);

	if (!named)
		return;
	g_byte_array_set_size(bytes, 0);
	g_byte_array_append(bytes, (const guint8 *)named, (guint)strlen(named));
}

static GByteArray *finish(struct tk_canvas *canvas)
{
	struct picture *picture = picture_of(canvas);
	cairo_status_t status = CAIRO_STATUS_SUCCESS;

	if (picture->scale > 0) {
		cairo_surface_flush(picture->surface);
		status = cairo_surface_write_to_png_stream(picture->surface, take_bytes,
							   picture->bytes);
	} else {
		cairo_surface_finish(picture->surface);
		status = cairo_surface_status(picture->surface);
		name_surfaces(picture->bytes);
	}
	if (status != CAIRO_STATUS_SUCCESS) {
		tk_canvas_fail(canvas, cairo_status_to_string(status));
		return NULL;
	}
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
	.page = begin_page,
	.clip = clip,
	.fill = fill,
	.stroke = stroke,
	.text = draw_text,
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
