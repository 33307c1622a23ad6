#ifndef TK_TESTS_PDF_READ_H
#define TK_TESTS_PDF_READ_H

#include <poppler.h>

#include "common.h"

/* PDFs read back: their text, their structure, where on the page text stands. */

typedef PopplerDocument pdf_document;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(pdf_document, g_object_unref)

/** \return a document; owned. */
PopplerDocument *test_pdf_open(const char *path);

/* ---- Text ---- */

/** \return a text as it was written, with plain spaces for no-break ones and none around it; owned.
 * \param told  What poppler told, or what is compared with that. */
char *test_pdf_plain(const char *told);
/** \return a text without its blanks of any kind: what poppler puts between words depends on their
 * places; owned. */
char *test_pdf_squeezed(const char *text);
/** \return a page's text as poppler tells it; owned. */
char *test_pdf_page(PopplerDocument *document, int index);
/** \return the text of all pages, each after a form feed, with plain spaces for no-break ones and for
 * line ends; owned. */
char *test_pdf_text(PopplerDocument *document);

/* ---- Structure ---- */

/** Take an element. \param child  NULL: nothing is in it. \return whether to go into it. */
typedef bool test_pdf_visit(PopplerStructureElement *element, PopplerStructureElementIter *child,
			    void *data);

/** Visit every element in reading order. */
void test_pdf_walk(PopplerDocument *document, test_pdf_visit *visit, void *data);
/** \return how many elements of a kind there are. */
unsigned test_pdf_count(PopplerDocument *document, PopplerStructureElementKind kind);
/** \return what the elements of a kind say, "|a|b|"; owned. */
char *test_pdf_say(PopplerDocument *document, PopplerStructureElementKind kind);
/** \return a row's cells, "a|b|c"; owned. \param cells  They are passed. */
char *test_pdf_row(PopplerStructureElementIter *cells);
/** \return the rows of all tables, "a|b|c" each; owned. */
GPtrArray *test_pdf_rows(PopplerDocument *document);
/** \return what figures show, in words; owned. */
GPtrArray *test_pdf_alts(PopplerDocument *document);

/* ---- Places ---- */

/** Every text stands between the edges of a deck's page. \param bottom  Where the page's own content
 * ends; below that is the foot. */
void test_pdf_check_edges(PopplerDocument *document, double bottom, const char *what);

#endif
