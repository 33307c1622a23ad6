#ifndef TK_INGEST_CSV_IMP_H
#define TK_INGEST_CSV_IMP_H

#include <glib.h>
#include <stdbool.h>

/* The dialect of a text file, and where its fields end. */

struct tk_dialect {
	/** '\0': the file has one column. */
	char delimiter;
	char quote;
	/** How many fields most rows have. */
	unsigned n_fields;
	/** Bytes of a first line "sep=;", which is no row. */
	gsize skip;
};

/** A text and where its fields end; offsets in bytes. */
struct tk_fields {
	const char *text;
	gsize len;
	struct tk_dialect dialect;
	/** How often a quotation mark may still be followed to no avail (bytes). */
	gsize patience;
};

/** One field. */
struct tk_field {
	/** What to read: with its quotation marks where quoted. */
	gsize start, end;
	/** Where the delimiter, the line end or the end of the text is. */
	gsize stop;
	bool quoted;
	/** It begins with a quotation mark that nothing closes: an ordinary character. */
	bool unclosed;
	/** Marks within it stand after backslashes instead of being doubled. */
	bool backslashed;
};

void tk_fields_init(struct tk_fields *fields, const char *text, gsize len,
		    const struct tk_dialect *dialect);

/** Find the field that begins at an offset. */
struct tk_field tk_fields_at(struct tk_fields *fields, gsize offset);

/** \return the length of the line end at an offset: 2 for CRLF, 1 for CR or LF, 0 for none. */
gsize tk_fields_line_end(const struct tk_fields *fields, gsize offset);

/** Tell delimiter and quotation mark from the text. */
struct tk_dialect tk_dialect_guess(const char *text, gsize len);

#endif
