#include "pdf-imp.h"

#include <math.h>

#include "tilannekuva/theme.h"

/*
 * cairo holds the path, the transformation and the line's state; each fill and stroke copies the
 * path to the page in page coordinates. So the page needs no saved states of its own but for clips,
 * and of those never more than one at a time: when the wanted clip is not within the one in force,
 * the page goes back to no clip and the wanted one is written anew. PDF/A allows 28 levels; this
 * uses one.
 */

/* Hundredths of a point are finer than any printer. */
#define PLACES 2

void tk_pdf_state_reset(struct tk_pdf *pdf)
{
	pdf->state = (struct tk_pdf_state){
		.fill = 0,
		.stroke = 0,
		.line_pt = 1,
		.miter = 10,
		.dash = g_intern_static_string("[]0"),
	};
	pdf->unclipped = pdf->state;
	pdf->clip = pdf->clip_in_force = NULL;
	g_ptr_array_set_size(pdf->saved_clips, 0);
}

void tk_pdf_save_state(struct tk_canvas *canvas)
{
	struct tk_pdf *pdf = tk_pdf_of(canvas);

	g_ptr_array_add(pdf->saved_clips, pdf->clip);
}

void tk_pdf_restore_state(struct tk_canvas *canvas)
{
	struct tk_pdf *pdf = tk_pdf_of(canvas);

	pdf->clip = pdf->saved_clips->pdata[pdf->saved_clips->len - 1];
	g_ptr_array_set_size(pdf->saved_clips, (int)pdf->saved_clips->len - 1);
}

/* ---- Clips ---- */

static bool lies_within(const struct tk_pdf_clip *inner, const struct tk_pdf_clip *outer)
{
	for (; inner; inner = inner->outer)
		if (inner == outer)
			return true;
	return outer == NULL;
}

/* Write the clips between the one in force and the wanted one, outermost first. */
static void put_clips(struct tk_pdf *pdf, const struct tk_pdf_clip *clip)
{
	if (clip == pdf->clip_in_force)
		return;
	put_clips(pdf, clip->outer);
	g_string_append(pdf->page->content, clip->operators);
}

static void leave_clip(struct tk_pdf *pdf)
{
	if (!pdf->clip_in_force)
		return;
	tk_pdf_unmark(pdf);
	tk_pdf_end_text(pdf);
	g_string_append(pdf->page->content, "Q\n");
	pdf->state = pdf->unclipped;
	pdf->clip_in_force = NULL;
}

static void enter_clip(struct tk_pdf *pdf)
{
	if (pdf->clip == pdf->clip_in_force)
		return;
	if (!lies_within(pdf->clip, pdf->clip_in_force))
		leave_clip(pdf);
	if (!pdf->clip)
		return;
	tk_pdf_unmark(pdf);
	tk_pdf_end_text(pdf);
	if (!pdf->clip_in_force) {
		g_string_append(pdf->page->content, "q\n");
		pdf->unclipped = pdf->state;
	}
	put_clips(pdf, pdf->clip);
	pdf->clip_in_force = pdf->clip;
}

void tk_pdf_ready(struct tk_pdf *pdf)
{
	enter_clip(pdf);
	tk_pdf_mark(pdf, false);
}

void tk_pdf_ready_text(struct tk_pdf *pdf)
{
	enter_clip(pdf);
	tk_pdf_mark(pdf, true);
}

void tk_pdf_end_content(struct tk_pdf *pdf)
{
	leave_clip(pdf);
	tk_pdf_unmark(pdf);
	tk_pdf_end_text(pdf);
}

/* ---- Paths ---- */

static void put_point(struct tk_pdf *pdf, GString *out, const cairo_path_data_t *data)
{
	const double xy[] = {data->point.x, pdf->base.height_pt - data->point.y};

	tk_pdf_put_numbers(out, PLACES, 2, xy);
}

/* cairo_rectangle() leaves these five parts; PDF has one operator for them. */
static bool is_rectangle(const cairo_path_data_t *data, int left)
{
	if (left < 9 || data[2].header.type != CAIRO_PATH_LINE_TO ||
	    data[4].header.type != CAIRO_PATH_LINE_TO ||
	    data[6].header.type != CAIRO_PATH_LINE_TO ||
	    data[8].header.type != CAIRO_PATH_CLOSE_PATH)
		return false;
	/* Exact: the four corners share their coordinates. */
	return !(data[1].point.y < data[3].point.y || data[1].point.y > data[3].point.y ||
		 data[3].point.x < data[5].point.x || data[3].point.x > data[5].point.x ||
		 data[5].point.y < data[7].point.y || data[5].point.y > data[7].point.y ||
		 data[7].point.x < data[1].point.x || data[7].point.x > data[1].point.x);
}

/* Corners are rounded before they are subtracted, so that neighbours meet. */
static void put_rectangle(struct tk_pdf *pdf, GString *out, const cairo_path_data_t *data)
{
	const double scale = pow(10, PLACES), height = pdf->base.height_pt;
	double x1 = round(data[1].point.x * scale) / scale;
	double x2 = round(data[5].point.x * scale) / scale;
	double y1 = round((height - data[1].point.y) * scale) / scale;
	double y2 = round((height - data[5].point.y) * scale) / scale;
	const double numbers[] = {MIN(x1, x2), MIN(y1, y2), fabs(x2 - x1), fabs(y2 - y1)};

	tk_pdf_put_numbers(out, PLACES, 4, numbers);
	g_string_append(out, "re\n");
}

static void put_segment(struct tk_pdf *pdf, GString *out, const cairo_path_data_t *data)
{
	static const struct {
		int points;
		const char *operator;
	} kinds[] = {
		[CAIRO_PATH_MOVE_TO] = {1, "m\n"},
		[CAIRO_PATH_LINE_TO] = {1, "l\n"},
		[CAIRO_PATH_CURVE_TO] = {3, "c\n"},
		[CAIRO_PATH_CLOSE_PATH] = {0, "h\n"},
	};

	for (int i = 1; i <= kinds[data->header.type].points; i++)
		put_point(pdf, out, &data[i]);
	g_string_append(out, kinds[data->header.type].operator);
}

/* Use up the context's path. \return whether there was any. */
static bool put_path(struct tk_pdf *pdf, GString *out)
{
	cairo_t *cairo = pdf->base.cairo;
	size_t before = out->len;
	cairo_matrix_t matrix;
	cairo_path_t *path;

	cairo_get_matrix(cairo, &matrix);
	cairo_identity_matrix(cairo);
	path = cairo_copy_path(cairo);
	cairo_set_matrix(cairo, &matrix);
	for (int i = 0; i < path->num_data; i += path->data[i].header.length) {
		const cairo_path_data_t *data = &path->data[i];
		int left = path->num_data - i;

		if (data->header.type != CAIRO_PATH_MOVE_TO) {
			put_segment(pdf, out, data);
		} else if (is_rectangle(data, left)) {
			put_rectangle(pdf, out, data);
			i += 8;
		} else if (left > data->header.length &&
			   data[data->header.length].header.type != CAIRO_PATH_MOVE_TO) {
			/* A move that nothing follows paints nothing. */
			put_segment(pdf, out, data);
		}
	}
	cairo_path_destroy(path);
	cairo_new_path(cairo);
	return out->len > before;
}

static const char *if_even_odd(const struct tk_pdf *pdf, const char *yes, const char *no)
{
	return cairo_get_fill_rule(pdf->base.cairo) == CAIRO_FILL_RULE_EVEN_ODD ? yes : no;
}

static void free_clip(void *data)
{
	struct tk_pdf_clip *clip = data;

	g_free(clip->operators);
	g_free(clip);
}

void tk_pdf_clip(struct tk_canvas *canvas)
{
	struct tk_pdf *pdf = tk_pdf_of(canvas);
	struct tk_pdf_clip *clip = g_new0(struct tk_pdf_clip, 1);
	GString *out = g_string_new(NULL);

	/* No path: nothing is inside. */
	if (!put_path(pdf, out))
		g_string_append(out, "0 0 0 0 re\n");
	g_string_append(out, if_even_odd(pdf, "W* n\n", "W n\n"));
	clip->outer = pdf->clip;
	clip->operators = g_string_free(out, FALSE);
	pdf->clip = clip;
	if (!pdf->page->clips)
		pdf->page->clips = g_ptr_array_new_with_free_func(free_clip);
	g_ptr_array_add(pdf->page->clips, clip);
}

/* ---- Painting ---- */

static void put_colour(GString *out, struct tk_colour colour, const char *operator)
{
	const double numbers[] = {colour.r, colour.g, colour.b};

	tk_pdf_put_numbers(out, 3, 3, numbers);
	g_string_append(out, operator);
}

void tk_pdf_fill_colour(struct tk_pdf *pdf, struct tk_colour colour)
{
	int hex = (int)tk_colour_hex(colour);

	if (pdf->state.fill == hex)
		return;
	pdf->state.fill = hex;
	put_colour(pdf->page->content, colour, "rg\n");
}

void tk_pdf_fill(struct tk_canvas *canvas, struct tk_colour colour)
{
	struct tk_pdf *pdf = tk_pdf_of(canvas);
	GString *path = g_string_new(NULL);

	if (put_path(pdf, path)) {
		tk_pdf_ready(pdf);
		tk_pdf_fill_colour(pdf, colour);
		g_string_append_len(pdf->page->content, path->str, (gssize)path->len);
		g_string_append(pdf->page->content, if_even_odd(pdf, "f*\n", "f\n"));
	}
	g_string_free(path, TRUE);
}

/* A line's width under a transformation: its mean stretch. */
static double stretch(cairo_t *cairo)
{
	cairo_matrix_t m;

	cairo_get_matrix(cairo, &m);
	return sqrt(fabs(m.xx * m.yy - m.xy * m.yx));
}

static const char *dash_text(cairo_t *cairo, double scale)
{
	int n = cairo_get_dash_count(cairo);
	g_autofree double *dashes = n > 0 ? g_new0(double, (size_t)n) : NULL;
	GString *out;
	const char *text;
	double offset = 0;

	if (!dashes)
		return g_intern_static_string("[]0");
	out = g_string_new("[");
	cairo_get_dash(cairo, dashes, &offset);
	for (int i = 0; i < n; i++) {
		if (i)
			g_string_append_c(out, ' ');
		tk_pdf_put_number(out, dashes[i] * scale, PLACES);
	}
	g_string_append_c(out, ']');
	tk_pdf_put_number(out, offset * scale, PLACES);
	text = g_intern_string(out->str);
	g_string_free(out, TRUE);
	return text;
}

static void put_line_state(struct tk_pdf *pdf)
{
	GString *out = pdf->page->content;
	struct tk_pdf_state *state = &pdf->state;
	cairo_t *cairo = pdf->base.cairo;
	double scale = stretch(cairo), line_pt = cairo_get_line_width(cairo) * scale;
	double miter = cairo_get_miter_limit(cairo);
	/* The two libraries number caps and joins alike. */
	int cap = (int)cairo_get_line_cap(cairo), join = (int)cairo_get_line_join(cairo);
	const char *dash = dash_text(cairo, scale);

	if (fabs(line_pt - state->line_pt) > 0.0005) {
		tk_pdf_put_number(out, line_pt, 3);
		g_string_append(out, " w\n");
	}
	if (cap != state->cap)
		g_string_append_printf(out, "%d J\n", cap);
	if (join != state->join)
		g_string_append_printf(out, "%d j\n", join);
	if (fabs(miter - state->miter) > 0.0005) {
		tk_pdf_put_number(out, miter, 3);
		g_string_append(out, " M\n");
	}
	if (dash != state->dash)
		g_string_append_printf(out, "%s d\n", dash);
	state->line_pt = line_pt;
	state->cap = cap;
	state->join = join;
	state->miter = miter;
	state->dash = dash;
}

void tk_pdf_stroke(struct tk_canvas *canvas, struct tk_colour colour)
{
	struct tk_pdf *pdf = tk_pdf_of(canvas);
	GString *path = g_string_new(NULL);
	int hex = (int)tk_colour_hex(colour);

	if (put_path(pdf, path)) {
		tk_pdf_ready(pdf);
		if (pdf->state.stroke != hex)
			put_colour(pdf->page->content, colour, "RG\n");
		pdf->state.stroke = hex;
		put_line_state(pdf);
		g_string_append_len(pdf->page->content, path->str, (gssize)path->len);
		g_string_append(pdf->page->content, "S\n");
	}
	g_string_free(path, TRUE);
}
