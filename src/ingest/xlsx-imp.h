#ifndef TK_INGEST_XLSX_IMP_H
#define TK_INGEST_XLSX_IMP_H

#include "ingest/book-imp.h"
#include "ingest/xml-imp.h"

/* XLSX in parts: package and workbook, shared strings, styles, sheets. */

/** One relationship of a part. */
struct tk_rel {
	/** The last word of its type: "worksheet", "sharedStrings". */
	char *type;
	/** The part it leads to, from the root of the package. */
	char *target;
};

/** Shared strings: many texts in one block. */
struct tk_strings {
	GString *block;
	/** gsize: where each text begins; one more than there are texts. */
	GArray *offsets;
	/** Where a text lies in the sheet that is being read; NULL: not yet. */
	GPtrArray *copies;
};

/** An open workbook. */
struct tk_xlsx {
	struct tk_zip *zip;
	char *workbook, *strings_part, *styles_part;
	/** The workbook counts days from 1904. */
	bool date1904;
	/** What sheets share is loaded when the first of them is read; whether it could be. */
	bool loaded, sound;
	struct tk_strings strings;
	/** What each cell style shows: enum tk_shown in bytes. */
	GByteArray *shown;
};

enum tk_part tk_strings_load(struct tk_strings *strings, struct tk_zip *zip, const char *part);
unsigned tk_strings_count(const struct tk_strings *strings);
/** Forget the copies of the sheet that was read before. */
void tk_strings_begin_sheet(struct tk_strings *strings);
/** \return a text, copied into the builder's sheet once. */
char *tk_strings_text(struct tk_strings *strings, unsigned index, struct tk_builder *builder,
		      unsigned row, unsigned col);
void tk_strings_clear(struct tk_strings *strings);

/** Append a text with its _xHHHH_ escapes undone. */
void tk_xlsx_unescape(GString *out, const char *text, gsize len);

/** Read the cell styles. */
enum tk_part tk_styles_load(GByteArray *shown, struct tk_zip *zip, const char *part);

/** Read a sheet's cells into the builder. */
enum tk_part tk_xlsx_read_sheet(struct tk_xlsx *xlsx, const char *part, struct tk_builder *builder);

/**
 * Collects the text of <si> or <is>: of all runs, without phonetic ones.
 * Feed it the elements; its text is whole at the end of the outer one.
 */
struct tk_rich {
	GString *text;
	bool in_text;
	/** Depth within <rPh>. */
	unsigned phonetic;
};

void tk_rich_start(struct tk_rich *rich, const char *name);
void tk_rich_end(struct tk_rich *rich, const char *name);
void tk_rich_text(struct tk_rich *rich, const char *text, int len);

#endif
