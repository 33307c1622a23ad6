#include "pdf-read.h"

#include "tilannekuva/chart.h"
#include "tilannekuva/number.h"

PopplerDocument *test_pdf_open(const char *path)
{
	g_autofree char *uri = g_filename_to_uri(path, NULL, NULL);
	PopplerDocument *document = poppler_document_new_from_file(uri, NULL, NULL);

	ck_assert_ptr_nonnull(document);
	return document;
}

/* ---- Text ---- */

/* The characters of PDFDocEncoding from 0x80 on that are not those of Latin-1. */
static const gunichar pdfdoc[] = {
	0x2022, 0x2020, 0x2021, 0x2026, 0x2014, 0x2013, 0x0192, 0x2044, 0x2039, 0x203a, 0x2212,
	0x2030, 0x201e, 0x201c, 0x201d, 0x2018, 0x2019, 0x201a, 0x2122, 0xfb01, 0xfb02, 0x0141,
	0x0152, 0x0160, 0x0178, 0x017d, 0x0131, 0x0142, 0x0153, 0x0161, 0x017e, 0,      0x20ac,
};

/* \return the byte of a character, 0: there is none. */
static unsigned pdfdoc_byte(gunichar c)
{
	if (c < 0x80 || (c > 0xa0 && c <= 0xff))
		return c;
	for (unsigned i = 0; i < G_N_ELEMENTS(pdfdoc); i++) {
		if (pdfdoc[i] == c)
			return 0x80 + i;
	}
	return 0;
}

/* poppler-glib takes an element's text, which it has itself made UTF-8, for PDFDocEncoding: back to
 * what was said. Whatever cannot have come about so is left as it is. */
static char *as_said(const char *told)
{
	g_autoptr(GString) bytes = g_string_new(NULL);

	for (const char *p = told; *p; p = g_utf8_next_char(p)) {
		unsigned byte = pdfdoc_byte(g_utf8_get_char(p));

		if (!byte)
			return g_strdup(told);
		g_string_append_c(bytes, (char)byte);
	}
	return g_strdup(g_utf8_validate(bytes->str, -1, NULL) ? bytes->str : told);
}

static char *without_no_break_spaces(const char *text)
{
	GString *own = g_string_new(text);

	g_string_replace(own, TK_NBSP, " ", 0);
	return g_string_free(own, FALSE);
}

char *test_pdf_plain(const char *told)
{
	g_autofree char *said = as_said(told);

	return g_strstrip(without_no_break_spaces(said));
}

char *test_pdf_squeezed(const char *text)
{
	GString *all = g_string_new(NULL);

	for (const char *p = text; *p; p = g_utf8_next_char(p)) {
		if (!g_unichar_isspace(g_utf8_get_char(p)))
			g_string_append_unichar(all, g_utf8_get_char(p));
	}
	return g_string_free(all, FALSE);
}

char *test_pdf_page(PopplerDocument *document, int index)
{
	PopplerPage *page = poppler_document_get_page(document, index);

	ck_assert_ptr_nonnull(page);
	char *text = poppler_page_get_text(page);

	g_object_unref(page);
	return text;
}

char *test_pdf_text(PopplerDocument *document)
{
	g_autoptr(GString) text = g_string_new(NULL);

	for (int p = 0; p < poppler_document_get_n_pages(document); p++) {
		g_autofree char *own = test_pdf_page(document, p);

		g_string_append_printf(text, "\f%s\n", own);
	}
	g_string_replace(text, "\n", " ", 0);
	return without_no_break_spaces(text->str);
}

/* ---- Structure ---- */

static void walk(PopplerStructureElementIter *iter, test_pdf_visit *visit, void *data)
{
	do {
		PopplerStructureElement *element = poppler_structure_element_iter_get_element(iter);
		PopplerStructureElementIter *child = poppler_structure_element_iter_get_child(iter);

		if (visit(element, child, data) && child)
			walk(child, visit, data);
		poppler_structure_element_iter_free(child);
		g_object_unref(element);
	} while (poppler_structure_element_iter_next(iter));
}

void test_pdf_walk(PopplerDocument *document, test_pdf_visit *visit, void *data)
{
	PopplerStructureElementIter *iter = poppler_structure_element_iter_new(document);

	ck_assert_ptr_nonnull(iter);
	walk(iter, visit, data);
	poppler_structure_element_iter_free(iter);
}

struct kind {
	PopplerStructureElementKind kind;
	unsigned n;
	/** What they say; NULL: they are only counted. */
	GString *text;
};

static char *element_text(PopplerStructureElement *element)
{
	g_autofree char *text =
		poppler_structure_element_get_text(element, POPPLER_STRUCTURE_GET_TEXT_RECURSIVE);

	return test_pdf_plain(text ? text : "");
}

static bool take_kind(PopplerStructureElement *element, PopplerStructureElementIter *child,
		      void *data)
{
	struct kind *kind = data;

	(void)child;
	if (poppler_structure_element_get_kind(element) != kind->kind)
		return true;
	kind->n++;
	if (kind->text) {
		g_autofree char *text = element_text(element);

		g_string_append_printf(kind->text, "%s|", text);
	}
	return true;
}

unsigned test_pdf_count(PopplerDocument *document, PopplerStructureElementKind kind)
{
	struct kind counted = {.kind = kind};

	test_pdf_walk(document, take_kind, &counted);
	return counted.n;
}

char *test_pdf_say(PopplerDocument *document, PopplerStructureElementKind kind)
{
	struct kind told = {.kind = kind, .text = g_string_new("|")};

	test_pdf_walk(document, take_kind, &told);
	return g_string_free(told.text, FALSE);
}

char *test_pdf_row(PopplerStructureElementIter *cells)
{
	GString *row = g_string_new(NULL);

	do {
		PopplerStructureElement *cell = poppler_structure_element_iter_get_element(cells);
		g_autofree char *text = element_text(cell);

		g_string_append_printf(row, "%s%s", row->len ? "|" : "", text);
		g_object_unref(cell);
	} while (poppler_structure_element_iter_next(cells));
	return g_string_free(row, FALSE);
}

static bool take_row(PopplerStructureElement *element, PopplerStructureElementIter *child,
		     void *data)
{
	if (!child ||
	    poppler_structure_element_get_kind(element) != POPPLER_STRUCTURE_ELEMENT_TABLE_ROW)
		return true;
	g_ptr_array_add(data, test_pdf_row(child));
	return false;
}

GPtrArray *test_pdf_rows(PopplerDocument *document)
{
	GPtrArray *rows = g_ptr_array_new_with_free_func(g_free);

	test_pdf_walk(document, take_row, rows);
	return rows;
}

static bool take_alt(PopplerStructureElement *element, PopplerStructureElementIter *child,
		     void *data)
{
	(void)child;
	if (poppler_structure_element_get_kind(element) == POPPLER_STRUCTURE_ELEMENT_FIGURE) {
		char *alt = poppler_structure_element_get_alt_text(element);

		g_ptr_array_add(data, alt ? alt : g_strdup(""));
	}
	return true;
}

GPtrArray *test_pdf_alts(PopplerDocument *document)
{
	GPtrArray *alts = g_ptr_array_new_with_free_func(g_free);

	test_pdf_walk(document, take_alt, alts);
	return alts;
}

/* ---- Places ---- */

static void check_page_edges(PopplerPage *page, double bottom, const char *what)
{
	PopplerRectangle *at = NULL;
	guint n = 0;

	if (!poppler_page_get_text_layout(page, &at, &n))
		return;
	for (guint i = 0; i < n; i++) {
		bool foot = at[i].y1 > TK_PAGE_BOTTOM + 12;

		ck_assert_msg(at[i].x1 >= TK_PAGE_X0 - 1 && at[i].x2 <= TK_PAGE_X1 + 1 &&
				      at[i].y1 >= 0 && at[i].y2 <= (foot ? TK_PAGE_H : bottom),
			      "%s: text at %.1f-%.1f, %.1f-%.1f on page %d", what, at[i].x1,
			      at[i].x2, at[i].y1, at[i].y2, poppler_page_get_index(page) + 1);
	}
	g_free(at);
}

void test_pdf_check_edges(PopplerDocument *document, double bottom, const char *what)
{
	for (int p = 0; p < poppler_document_get_n_pages(document); p++) {
		PopplerPage *page = poppler_document_get_page(document, p);

		check_page_edges(page, bottom, what);
		g_object_unref(page);
	}
}
