#ifndef TK_INGEST_ODS_IMP_H
#define TK_INGEST_ODS_IMP_H

#include "ingest/book-imp.h"
#include "ingest/xml-imp.h"

/**
 * The text of a cell's paragraphs, in the sense of ODF 1.2 part 1, 6.1.2: white space runs
 * together, text:s, text:tab and text:line-break stand for themselves; notes and ruby are left out.
 */
struct tk_paragraphs {
	GString *text;
	/** Depth of the cell, and of a part that is left out; 0: none. */
	unsigned cell_depth, skip_depth;
	/** Depth of the open paragraph; 0: none. */
	unsigned depth;
	unsigned n;
	/** The last character was a blank that others run together with. */
	bool blank;
};

/** A cell begins, at xml->depth. */
void tk_paragraphs_begin(struct tk_paragraphs *paragraphs, unsigned depth);
void tk_paragraphs_start(struct tk_paragraphs *paragraphs, const struct tk_xml *xml,
			 enum tk_family family, const char *name, const char **attrs);
void tk_paragraphs_end(struct tk_paragraphs *paragraphs, const struct tk_xml *xml);
void tk_paragraphs_text(struct tk_paragraphs *paragraphs, const char *text, int len);

#endif
