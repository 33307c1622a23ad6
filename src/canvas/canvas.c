#include "canvas-imp.h"

#include <math.h>

/* The front: what is common to the back ends, and shapes over their few calls. */

void tk_canvas_init(struct tk_canvas *canvas, const struct tk_canvas_ops *ops,
		    struct tk_fonts *fonts, const char *path, struct tk_log *log)
{
	canvas->ops = ops;
	canvas->fonts = fonts;
	canvas->log = log;
	canvas->path = g_strdup(path);
	canvas->told = g_hash_table_new(NULL, NULL);
	canvas->blank = cairo_image_surface_create(CAIRO_FORMAT_A8, 1, 1);
	canvas->cairo = cairo_create(canvas->blank);
	canvas->alts = g_ptr_array_new_with_free_func(g_free);
	canvas->words = g_string_new(NULL);
}

static void clear(struct tk_canvas *canvas)
{
	g_free(canvas->path);
	g_free(canvas->error);
	g_free(canvas->title);
	g_free(canvas->description);
	g_free(canvas->author);
	g_ptr_array_unref(canvas->alts);
	g_string_free(canvas->words, TRUE);
	g_hash_table_destroy(canvas->told);
	cairo_destroy(canvas->cairo);
	cairo_surface_destroy(canvas->blank);
}

void tk_canvas_set_surface(struct tk_canvas *canvas, cairo_surface_t *surface)
{
	cairo_destroy(canvas->cairo);
	canvas->cairo = cairo_create(surface);
}

void tk_canvas_fail(struct tk_canvas *canvas, const char *reason)
{
	if (!canvas->error)
		canvas->error = g_strdup(reason);
}

/* Whether there is anything to draw on. */
static bool is_ready(const struct tk_canvas *canvas)
{
	if (canvas->error)
		return false;
	g_assert(canvas->n_pages > 0);
	return true;
}

static void check_cairo(struct tk_canvas *canvas)
{
	if (cairo_status(canvas->cairo) != CAIRO_STATUS_SUCCESS)
		tk_canvas_fail(canvas, cairo_status_to_string(cairo_status(canvas->cairo)));
}

void tk_canvas_page(struct tk_canvas *canvas, double width_pt, double height_pt, const char *label)
{
	check_cairo(canvas);
	if (canvas->error)
		return;
	/* Elements may go on over pages; states and artifacts may not. */
	g_assert(canvas->n_saves == 0);
	g_assert(canvas->n_artifacts == 0);
	canvas->width_pt = width_pt;
	canvas->height_pt = height_pt;
	canvas->n_pages++;
	if (!(width_pt > 0) || !(height_pt > 0) || !isfinite(width_pt * height_pt))
		tk_canvas_fail(canvas, "page size");
	else
		canvas->ops->page(canvas, label);
}

/* GLib makes a temporary file beside the path, syncs it and renames it. */
static void write_file(struct tk_canvas *canvas, const GByteArray *bytes)
{
	g_autoptr(GError) error = NULL;

	if (!g_file_set_contents_full(canvas->path, (const char *)bytes->data, bytes->len,
				      G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE,
				      0666, &error))
		tk_canvas_fail(canvas, error->message);
}

bool tk_canvas_close(struct tk_canvas *canvas)
{
	g_autoptr(GByteArray) bytes = NULL;
	bool stands;

	check_cairo(canvas);
	if (!canvas->error) {
		g_assert(canvas->n_saves == 0);
		g_assert(canvas->n_elements == 0);
		if (canvas->n_pages == 0)
			tk_canvas_fail(canvas, "no pages");
		else
			bytes = canvas->ops->finish(canvas);
	}
	if (bytes && !canvas->error)
		write_file(canvas, bytes);
	stands = !canvas->error;
	if (!stands)
		tk_log_add(canvas->log, TK_DIAG_OUTPUT_FAILED, NULL, canvas->path, canvas->error,
			   NULL);
	clear(canvas);
	canvas->ops->free(canvas);
	return stands;
}

/* ---- What it is ---- */

void tk_canvas_describe(struct tk_canvas *canvas, const struct tk_canvas_meta *meta)
{
	g_free(canvas->title);
	g_free(canvas->description);
	g_free(canvas->author);
	canvas->title = tk_text_tidy(meta->title);
	canvas->description = tk_text_tidy(meta->subject);
	canvas->author = tk_text_tidy(meta->author);
	canvas->lang = meta->lang;
}

void tk_canvas_show_part(struct tk_canvas *canvas, double x, double y, double w, double h)
{
	const double part[] = {x, y, w, h};

	g_assert(canvas->n_pages == 0 || canvas->n_pages < canvas->shown_page);
	if (!(w > 0) || !(h > 0) || !isfinite(x + y + w + h))
		tk_canvas_fail(canvas, "part of a page");
	else if (canvas->ops->shows_part)
		memcpy(canvas->part, part, sizeof(part));
}

void tk_canvas_show_page(struct tk_canvas *canvas, unsigned page)
{
	g_assert(canvas->n_pages == 0);
	canvas->shown_page = page;
}

const char *tk_canvas_words(const struct tk_canvas *canvas)
{
	return canvas->words->str;
}

const GPtrArray *tk_canvas_alts(const struct tk_canvas *canvas)
{
	return canvas->alts;
}

char *tk_canvas_description(const struct tk_canvas *canvas)
{
	GString *out = g_string_new(canvas->description);

	for (unsigned i = 0;
	     i < canvas->alts->len && !(canvas->description && *canvas->description); i++)
		g_string_append_printf(out, "%s%s", i ? " " : "",
				       (const char *)canvas->alts->pdata[i]);
	if (out->len == 0)
		g_string_append(out, canvas->words->str);
	return g_string_free(out, FALSE);
}

bool tk_canvas_is_shown(const struct tk_canvas *canvas, const double *box)
{
	const double *part = canvas->part;

	if (canvas->shown_page > 0 && canvas->n_pages != canvas->shown_page)
		return false;
	return !(part[2] > 0) || !box ||
	       (box[0] < part[0] + part[2] && part[0] < box[0] + box[2] &&
		box[1] < part[1] + part[3] && part[1] < box[1] + box[3]);
}

static void note_figure(struct tk_canvas *canvas, const char *type, const struct tk_tag *tag)
{
	if (canvas->n_artifacts || !tag->alt || strcmp(type, "Figure") != 0)
		return;
	if (!tk_canvas_is_shown(canvas, tag->bbox))
		return;
	char *alt = tk_text_tidy(tag->alt);

	if (canvas->n_in_cell == 0) {
		g_ptr_array_add(canvas->alts, alt);
		return;
	}
	/* A bar in a table means nothing without its row. */
	if (canvas->words->len > 0 && !strchr(" \n", canvas->words->str[canvas->words->len - 1]))
		g_string_append(canvas->words, ", ");
	g_string_append(canvas->words, alt);
	g_free(alt);
}

void tk_canvas_attach(struct tk_canvas *canvas, const struct tk_attachment *attachment)
{
	if (!canvas->error && canvas->ops->attach)
		canvas->ops->attach(canvas, attachment);
}

struct tk_fonts *tk_canvas_fonts(struct tk_canvas *canvas)
{
	return canvas->fonts;
}

/* ---- Paths ---- */

cairo_t *tk_canvas_cairo(struct tk_canvas *canvas)
{
	return canvas->cairo;
}

void tk_canvas_save(struct tk_canvas *canvas)
{
	if (!is_ready(canvas))
		return;
	canvas->n_saves++;
	cairo_save(canvas->cairo);
	if (canvas->ops->save)
		canvas->ops->save(canvas);
}

void tk_canvas_restore(struct tk_canvas *canvas)
{
	if (!is_ready(canvas))
		return;
	g_assert(canvas->n_saves > 0);
	canvas->n_saves--;
	cairo_restore(canvas->cairo);
	if (canvas->ops->restore)
		canvas->ops->restore(canvas);
}

void tk_canvas_clip(struct tk_canvas *canvas)
{
	if (is_ready(canvas))
		canvas->ops->clip(canvas);
}

void tk_canvas_fill(struct tk_canvas *canvas, struct tk_colour colour)
{
	if (is_ready(canvas))
		canvas->ops->fill(canvas, colour);
}

void tk_canvas_stroke(struct tk_canvas *canvas, struct tk_colour colour)
{
	if (is_ready(canvas))
		canvas->ops->stroke(canvas, colour);
}

/* Lines as they are on a new page. */
static void reset_lines(cairo_t *cairo)
{
	cairo_set_line_width(cairo, 2);
	cairo_set_line_cap(cairo, CAIRO_LINE_CAP_BUTT);
	cairo_set_line_join(cairo, CAIRO_LINE_JOIN_MITER);
	cairo_set_miter_limit(cairo, 10);
	cairo_set_dash(cairo, NULL, 0, 0);
	cairo_set_fill_rule(cairo, CAIRO_FILL_RULE_WINDING);
}

static void draw_shape(struct tk_canvas *canvas, const struct tk_shape *shape, double x, double y)
{
	tk_canvas_save(canvas);
	cairo_new_path(canvas->cairo);
	reset_lines(canvas->cairo);
	cairo_translate(canvas->cairo, x, y);
	canvas->n_artifacts++;
	shape->draw(canvas, shape);
	canvas->n_artifacts--;
	tk_canvas_restore(canvas);
}

void tk_canvas_shape(struct tk_canvas *canvas, const struct tk_shape *shape, double x, double y)
{
	if (!is_ready(canvas))
		return;
	if (canvas->ops->shape)
		canvas->ops->shape(canvas, shape, x, y);
	else
		draw_shape(canvas, shape, x, y);
}

/* ---- Shapes ---- */

void tk_draw_rect(struct tk_canvas *canvas, double x, double y, double w, double h,
		  struct tk_colour fill)
{
	if (!is_ready(canvas) || !(w > 0) || !(h > 0))
		return;
	cairo_new_path(canvas->cairo);
	cairo_rectangle(canvas->cairo, x, y, w, h);
	tk_canvas_fill(canvas, fill);
}

void tk_draw_frame(struct tk_canvas *canvas, double x, double y, double w, double h, double line_pt,
		   struct tk_colour colour)
{
	if (!is_ready(canvas) || !(w > line_pt) || !(h > line_pt))
		return;
	tk_canvas_save(canvas);
	cairo_new_path(canvas->cairo);
	cairo_set_dash(canvas->cairo, NULL, 0, 0);
	cairo_set_line_join(canvas->cairo, CAIRO_LINE_JOIN_MITER);
	cairo_set_line_width(canvas->cairo, line_pt);
	cairo_rectangle(canvas->cairo, x + line_pt / 2, y + line_pt / 2, w - line_pt, h - line_pt);
	tk_canvas_stroke(canvas, colour);
	tk_canvas_restore(canvas);
}

void tk_draw_line(struct tk_canvas *canvas, double x1, double y1, double x2, double y2,
		  double line_pt, struct tk_colour colour)
{
	if (!is_ready(canvas))
		return;
	tk_canvas_save(canvas);
	cairo_new_path(canvas->cairo);
	cairo_set_line_width(canvas->cairo, line_pt);
	cairo_move_to(canvas->cairo, x1, y1);
	cairo_line_to(canvas->cairo, x2, y2);
	tk_canvas_stroke(canvas, colour);
	tk_canvas_restore(canvas);
}

/* The lines are cut to the rectangle by arithmetic: cheaper than a clip, for every back end. They
 * end a quarter of a point inside, so that their square ends stay under the frame. */
static void hatch_path(cairo_t *cairo, double x, double y, double w, double h, double pitch_pt)
{
	const double inset = 0.25;

	for (double i = pitch_pt - h; i < w; i += pitch_pt) {
		double from = MAX(inset, inset - i), to = MIN(h, w - i) - inset;

		if (to <= from)
			continue;
		cairo_move_to(cairo, x + i + from, y + h - from);
		cairo_line_to(cairo, x + i + to, y + h - to);
	}
}

void tk_draw_hatch(struct tk_canvas *canvas, double x, double y, double w, double h,
		   double pitch_pt, struct tk_colour colour)
{
	const double line_pt = 0.5;

	if (!is_ready(canvas) || !(w > line_pt) || !(h > line_pt))
		return;
	tk_canvas_save(canvas);
	cairo_new_path(canvas->cairo);
	cairo_set_dash(canvas->cairo, NULL, 0, 0);
	cairo_set_line_cap(canvas->cairo, CAIRO_LINE_CAP_BUTT);
	cairo_set_line_join(canvas->cairo, CAIRO_LINE_JOIN_MITER);
	cairo_set_line_width(canvas->cairo, line_pt);
	hatch_path(canvas->cairo, x, y, w, h, MAX(pitch_pt, 2 * line_pt));
	cairo_rectangle(canvas->cairo, x + line_pt / 2, y + line_pt / 2, w - line_pt, h - line_pt);
	tk_canvas_stroke(canvas, colour);
	tk_canvas_restore(canvas);
}

/* ---- Text ---- */

/* Each character once a document. */
static void tell_missing(struct tk_canvas *canvas, const gunichar *missing)
{
	for (; missing && *missing; missing++) {
		g_autofree char *name = g_strdup_printf("U+%04X", *missing);

		if (g_hash_table_add(canvas->told, GUINT_TO_POINTER(*missing)))
			tk_log_add(canvas->log, TK_DIAG_GLYPH_MISSING, NULL, name, NULL);
	}
}

static void place_line(struct tk_canvas *canvas, const struct tk_line *line, double x,
		       double baseline_y, const struct tk_text_style *style)
{
	static const double share[] = {[TK_LEFT] = 0, [TK_CENTRE] = 0.5, [TK_RIGHT] = 1};

	cairo_new_path(canvas->cairo);
	if (line->n_glyphs)
		canvas->ops->text(canvas, line, x - share[style->align] * line->width_pt,
				  baseline_y, style->colour);
}

double tk_draw_text(struct tk_canvas *canvas, double x, double baseline_y, const char *text,
		    const struct tk_text_style *style)
{
	const struct tk_line *line = tk_line_shape(canvas->fonts, text, style);

	if (is_ready(canvas)) {
		tell_missing(canvas, line->missing);
		place_line(canvas, line, x, baseline_y, style);
	}
	return line->width_pt;
}

unsigned tk_draw_paragraph(struct tk_canvas *canvas, double x, double baseline_y, double width_pt,
			   const char *text, const struct tk_text_style *style)
{
	const struct tk_paragraph *paragraph =
		tk_paragraph_break(canvas->fonts, width_pt, text, style);
	double leading_pt = style->leading_pt > 0 ? style->leading_pt : 1.4 * style->size_pt;

	if (!is_ready(canvas))
		return paragraph->n_lines;
	tell_missing(canvas, paragraph->missing);
	for (unsigned i = 0; i < paragraph->n_lines; i++) {
		const struct tk_line *line =
			tk_line_shape_cleaned(canvas->fonts, paragraph->lines[i], style);

		place_line(canvas, line, x, baseline_y + i * leading_pt, style);
	}
	return paragraph->n_lines;
}

/* ---- Meaning ---- */

void tk_canvas_begin(struct tk_canvas *canvas, const char *type, const struct tk_tag *tag)
{
	static const struct tk_tag nothing;

	if (canvas->error)
		return;
	canvas->n_elements++;
	if (canvas->n_artifacts || strcmp(type, "Artifact") == 0)
		canvas->n_artifacts++;
	if (canvas->n_in_cell || strcmp(type, "TD") == 0 || strcmp(type, "TH") == 0)
		canvas->n_in_cell++;
	note_figure(canvas, type, tag ? tag : &nothing);
	if (canvas->ops->begin)
		canvas->ops->begin(canvas, type, tag ? tag : &nothing);
}

void tk_canvas_end(struct tk_canvas *canvas)
{
	if (canvas->error)
		return;
	g_assert(canvas->n_elements > 0);
	canvas->n_elements--;
	if (canvas->n_artifacts)
		canvas->n_artifacts--;
	if (canvas->n_in_cell)
		canvas->n_in_cell--;
	if (canvas->ops->end)
		canvas->ops->end(canvas);
}

void tk_canvas_link(struct tk_canvas *canvas, double x, double y, double w, double h,
		    const char *uri, const char *text)
{
	/* A link that nobody hears of must not be clickable either. */
	if (is_ready(canvas) && canvas->n_artifacts == 0 && canvas->ops->link)
		canvas->ops->link(canvas, x, y, w, h, uri, text);
}

void tk_canvas_bookmark(struct tk_canvas *canvas, unsigned level, const char *title)
{
	if (is_ready(canvas) && canvas->ops->bookmark)
		canvas->ops->bookmark(canvas, level, title);
}
