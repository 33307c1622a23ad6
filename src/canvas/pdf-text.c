#include "pdf-imp.h"

#include <math.h>

/* A line of glyphs on its way into a page's content. */
struct writer {
	struct tk_pdf *pdf;
	GString *out;
	const struct tk_line *line;
	struct tk_pdf_font *font;
	double size_pt;
	/** Where the reader's pen stands, from the line's start. */
	double pen_pt;
	/** A TJ array is open; so is a string in it. */
	bool in_array, in_string;
};

static void close_string(struct writer *writer)
{
	if (writer->in_string)
		g_string_append_c(writer->out, ')');
	writer->in_string = false;
}

static void close_array(struct writer *writer)
{
	close_string(writer);
	if (writer->in_array)
		TK_PDF_PUT(writer->out, "]TJ\n");
	writer->in_array = false;
}

static void open_string(struct writer *writer)
{
	if (!writer->in_array)
		g_string_append_c(writer->out, '[');
	writer->in_array = true;
	if (writer->in_string)
		return;
	g_string_append_c(writer->out, '(');
	writer->in_string = true;
	struct tk_pdf_string string = {writer->font->number, (unsigned)writer->out->len, 0};

	g_array_append_val(writer->pdf->page->strings, string);
}

/* Kerning, and the roundings that have added up to a thousandth of the size: hundredths of a point,
 * whole numbers, which repeat and so compress. */
static void move_pen(struct writer *writer, double x_pt)
{
	double back = (writer->pen_pt - x_pt) * 1000 / writer->size_pt;

	if (fabs(back) < 1)
		return;
	back = round(back);
	close_string(writer);
	if (!writer->in_array)
		g_string_append_c(writer->out, '[');
	writer->in_array = true;
	tk_pdf_put_number(writer->out, back, 0);
	writer->pen_pt -= back * writer->size_pt / 1000;
}

/* The font is cut down when the document is done; only then has the glyph its final number. */
static void put_number(struct writer *writer, hb_codepoint_t glyph)
{
	GArray *strings = writer->pdf->page->strings;
	const char number[] = {(char)(glyph >> 8), (char)glyph};

	g_array_index(strings, struct tk_pdf_string, strings->len - 1).n++;
	tk_pdf_put(writer->out, number, sizeof(number));
}

static void set_rise(struct writer *writer, double rise_pt)
{
	close_array(writer);
	tk_pdf_put_number(writer->out, rise_pt, 2);
	g_string_append(writer->out, " Ts\n");
}

static void put_glyph(struct writer *writer, const struct tk_glyph *glyph)
{
	bool raised = fabs(glyph->y_pt) >= 0.005;

	if (raised)
		set_rise(writer, -glyph->y_pt);
	move_pen(writer, glyph->x_pt);
	open_string(writer);
	put_number(writer, glyph->id);
	writer->pen_pt += tk_pdf_font_width(writer->font, glyph->id) * writer->size_pt / 1000;
	if (raised)
		set_rise(writer, 0);
}

/* Tell what a cluster's glyphs mean. \return whether each glyph says it by itself. */
static bool use_glyphs(const struct writer *writer, const struct tk_glyph *cluster)
{
	const gunichar *chars = writer->line->meaning + cluster->first;
	bool one_each = cluster->n_glyphs == cluster->n_chars, clear = true;

	for (unsigned i = 0; i < cluster->n_glyphs; i++) {
		if (one_each)
			clear &= tk_pdf_font_use(writer->font, cluster[i].id, chars + i, 1);
		else
			clear &= tk_pdf_font_use(writer->font, cluster[i].id, chars,
						 cluster->n_chars);
	}
	return clear && (one_each || cluster->n_glyphs == 1);
}

/* Glyphs that cannot say by themselves what they mean stand in a span that says it for them. */
static void put_cluster(struct writer *writer, const struct tk_glyph *cluster)
{
	bool clear = use_glyphs(writer, cluster);

	if (!clear) {
		close_array(writer);
		g_string_append(writer->out, "/Span<</ActualText<FEFF");
		tk_pdf_put_utf16(writer->out, writer->line->meaning + cluster->first,
				 cluster->n_chars);
		g_string_append(writer->out, ">>>BDC\n");
	}
	for (unsigned i = 0; i < cluster->n_glyphs; i++)
		put_glyph(writer, &cluster[i]);
	if (!clear) {
		close_array(writer);
		g_string_append(writer->out, "EMC\n");
	}
}

static void put_font(struct writer *writer, const struct tk_run *run)
{
	struct tk_pdf_state *state = &writer->pdf->state;

	writer->font = tk_pdf_font_of(writer->pdf, run->face);
	writer->size_pt = run->size_pt;
	if (state->font == writer->font && fabs(state->size_pt - run->size_pt) < 0.0005)
		return;
	state->font = writer->font;
	state->size_pt = run->size_pt;
	close_array(writer);
	TK_PDF_PUT(writer->out, "/F");
	tk_pdf_put_count(writer->out, writer->font->number);
	g_string_append_c(writer->out, ' ');
	tk_pdf_put_number(writer->out, run->size_pt, 3);
	TK_PDF_PUT(writer->out, " Tf\n");
}

/* From where the last line of the text object began: columns and rows lie as far apart again and
 * again. Differences of whole hundredths add up to no error. */
static void put_move(struct tk_pdf *pdf, const double at[2])
{
	GString *out = pdf->page->content;

	for (unsigned i = 0; i < 2; i++) {
		long long to = isfinite(at[i]) ? llround(CLAMP(at[i], -4e5, 4e5) * 100) : 0;

		tk_pdf_put_hundredths(out, to - pdf->text_at[i]);
		g_string_append_c(out, ' ');
		pdf->text_at[i] = to;
	}
	TK_PDF_PUT(out, "Td\n");
}

/* \return whether the text object is to end with the line: it stands in a system of its own. */
static bool put_position(struct tk_pdf *pdf, double x, double y)
{
	GString *out = pdf->page->content;
	cairo_matrix_t m;
	double at[2] = {x, y};

	cairo_get_matrix(pdf->base.cairo, &m);
	cairo_matrix_transform_point(&m, &at[0], &at[1]);
	at[1] = pdf->base.height_pt - at[1];
	if (fabs(m.xx - 1) + fabs(m.xy) + fabs(m.yx) + fabs(m.yy - 1) < 1e-6) {
		put_move(pdf, at);
		return false;
	}
	/* Text has y up: the two turns cancel on the diagonal. */
	const double turn[] = {m.xx, -m.yx, -m.xy, m.yy};

	tk_pdf_put_numbers(out, 4, 4, turn);
	tk_pdf_put_numbers(out, 2, 2, at);
	g_string_append(out, "Tm\n");
	return true;
}

void tk_pdf_text(struct tk_canvas *canvas, const struct tk_line *line, double x, double baseline_y,
		 struct tk_colour colour)
{
	struct tk_pdf *pdf = tk_pdf_of(canvas);
	struct writer writer = {.pdf = pdf, .out = pdf->page->content, .line = line};
	bool ends;

	/* A shape is made of paths. */
	g_assert(!pdf->in_form);
	tk_pdf_ready_text(pdf);
	tk_pdf_fill_colour(pdf, colour);
	ends = put_position(pdf, x, baseline_y);
	for (unsigned i = 0; i < line->n_runs; i++) {
		const struct tk_run *run = &line->runs[i];

		if (run->first == run->last)
			continue;
		put_font(&writer, run);
		for (unsigned g = run->first; g < run->last; g += MAX(line->glyphs[g].n_glyphs, 1))
			put_cluster(&writer, &line->glyphs[g]);
	}
	close_array(&writer);
	if (ends)
		tk_pdf_end_text(pdf);
}
