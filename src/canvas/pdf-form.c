#include "pdf-imp.h"

#include <math.h>

/*
 * Shapes: each is drawn once into a form XObject, in its own system with 0, 0 in the middle, and
 * then placed by its name. A form knows nothing of the page: it sets all that it paints with, and has
 * no marked content, so that it belongs to what is marked around its place.
 */

/** What a page has while a form takes its place. */
struct aside {
	struct tk_pdf_page *page;
	struct tk_pdf_state state, unclipped;
	struct tk_pdf_clip *clip, *clip_in_force;
	struct tk_element *marked;
	bool in_text;
	cairo_t *cairo;
	double height_pt;
};

void tk_pdf_free_form(void *data)
{
	struct tk_pdf_form *form = data;

	g_string_free(form->content, TRUE);
	g_free(form);
}

static bool is_same(const struct tk_shape *a, const struct tk_shape *b)
{
	return a->draw == b->draw && a->kind == b->kind && fabs(a->size_pt - b->size_pt) < 0.0005 &&
	       tk_colour_hex(a->colour) == tk_colour_hex(b->colour);
}

/* The number of the form of a shape; that of the next one, where there is none yet. */
static unsigned find_form(const struct tk_pdf *pdf, const struct tk_shape *shape)
{
	unsigned i = 0;

	while (i < pdf->forms->len &&
	       !is_same(&((const struct tk_pdf_form *)pdf->forms->pdata[i])->shape, shape))
		i++;
	return i;
}

/* Lines are as the page has them where the form is placed: nothing is known of them. */
static const struct tk_pdf_state unknown = {
	.fill = -1,
	.stroke = -1,
	.line_pt = -1,
	.miter = -1,
	.cap = -1,
	.join = -1,
};

static struct aside put_aside(struct tk_pdf *pdf, struct tk_pdf_page *form)
{
	struct aside aside = {
		.page = pdf->page,
		.state = pdf->state,
		.unclipped = pdf->unclipped,
		.clip = pdf->clip,
		.clip_in_force = pdf->clip_in_force,
		.marked = pdf->marked,
		.in_text = pdf->in_text,
		.cairo = pdf->base.cairo,
		.height_pt = pdf->base.height_pt,
	};

	pdf->page = form;
	pdf->state = pdf->unclipped = unknown;
	pdf->clip = pdf->clip_in_force = NULL;
	pdf->marked = NULL;
	pdf->in_text = false;
	pdf->base.cairo = cairo_create(pdf->base.blank);
	/* So y up is minus y down. */
	pdf->base.height_pt = 0;
	pdf->in_form = true;
	pdf->n_artifacts++;
	pdf->base.n_artifacts++;
	return aside;
}

static void take_back(struct tk_pdf *pdf, const struct aside *aside)
{
	cairo_status_t status = cairo_status(pdf->base.cairo);

	if (status != CAIRO_STATUS_SUCCESS)
		tk_canvas_fail(&pdf->base, cairo_status_to_string(status));
	cairo_destroy(pdf->base.cairo);
	pdf->page = aside->page;
	pdf->state = aside->state;
	pdf->unclipped = aside->unclipped;
	pdf->clip = aside->clip;
	pdf->clip_in_force = aside->clip_in_force;
	pdf->marked = aside->marked;
	pdf->in_text = aside->in_text;
	pdf->base.cairo = aside->cairo;
	pdf->base.height_pt = aside->height_pt;
	pdf->in_form = false;
	pdf->n_artifacts--;
	pdf->base.n_artifacts--;
}

static void add_form(struct tk_pdf *pdf, const struct tk_shape *shape)
{
	struct tk_pdf_form *form = g_new0(struct tk_pdf_form, 1);
	struct tk_pdf_page page = {.content = g_string_new(NULL)};
	struct aside aside = put_aside(pdf, &page);

	shape->draw(&pdf->base, shape);
	tk_pdf_end_content(pdf);
	take_back(pdf, &aside);
	g_clear_pointer(&page.clips, g_ptr_array_unref);
	form->shape = *shape;
	form->shape.data = NULL;
	form->content = page.content;
	g_ptr_array_add(pdf->forms, form);
}

void tk_pdf_shape(struct tk_canvas *canvas, const struct tk_shape *shape, double x, double y)
{
	struct tk_pdf *pdf = tk_pdf_of(canvas);
	GString *out = pdf->page->content;
	unsigned number = find_form(pdf, shape);
	cairo_matrix_t m;

	g_assert(!pdf->in_form);
	if (number == pdf->forms->len)
		add_form(pdf, shape);
	cairo_get_matrix(canvas->cairo, &m);
	cairo_matrix_transform_point(&m, &x, &y);
	const double turn[] = {m.xx, -m.yx, -m.xy, m.yy}, at[] = {x, canvas->height_pt - y};

	cairo_new_path(canvas->cairo);
	tk_pdf_ready(pdf);
	g_string_append(out, "q ");
	tk_pdf_put_numbers(out, 4, 4, turn);
	tk_pdf_put_numbers(out, 2, 2, at);
	g_string_append(out, "cm/X");
	tk_pdf_put_count(out, number);
	g_string_append(out, " Do Q\n");
}

void tk_pdf_write_forms(struct tk_pdf *pdf, GString *out)
{
	if (pdf->forms->len == 0)
		return;
	g_string_append(out, "/XObject<<");
	for (unsigned i = 0; i < pdf->forms->len; i++) {
		const struct tk_pdf_form *form = pdf->forms->pdata[i];
		const double *b = form->shape.box;
		const double box[] = {b[0], -b[1] - b[3], b[0] + b[2], -b[1]};
		g_autoptr(GBytes) data =
			tk_pdf_deflate(pdf, form->content->str, form->content->len);
		g_autoptr(GString) entries = g_string_new("/Type/XObject/Subtype/Form/BBox[");
		unsigned id = tk_pdf_reserve(pdf);

		tk_pdf_put_numbers(entries, 2, 4, box);
		g_string_append(entries, "]/Resources<<>>");
		tk_pdf_set_stream(pdf, id, entries->str, data, true);
		g_string_append_printf(out, "/X%u %u 0 R", i, id);
	}
	g_string_append(out, ">>");
}
