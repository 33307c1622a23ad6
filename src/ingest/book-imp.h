#ifndef TK_INGEST_BOOK_IMP_H
#define TK_INGEST_BOOK_IMP_H

#include "ingest/sheet-imp.h"

/* What the readers of the formats share: an open book and the table of readers. */

/** A worksheet of an open book. */
struct tk_leaf {
	/** Interned; NULL where the format has none. */
	const char *name;
	bool hidden;
	/** XLSX: its part, owned. */
	char *part;
	/** Its number in the file's own count. */
	unsigned number;
};

/** One format's reader. */
struct tk_reader {
	enum tk_format format;
	/** Fill book->leaves. \return false: refused, and the log says why. */
	bool (*open)(struct tk_book *book, struct tk_log *log);
	/** Read the sheet into the builder. \return false: nothing could be read, the log says why.
	 */
	bool (*read)(struct tk_book *book, const struct tk_leaf *leaf, struct tk_builder *builder);
	/** Free book->state; also called after a failed open. */
	void (*close)(struct tk_book *book);
};

struct tk_book {
	const struct tk_reader *reader;
	/** The file as diagnostics name it. */
	struct tk_source source;
	/** The whole file; a reader may drop it. */
	GBytes *bytes;
	/** struct tk_leaf, in the workbook's order. */
	GArray *leaves;
	/** The reader's own. */
	void *state;
};

extern const struct tk_reader tk_csv_reader, tk_xlsx_reader, tk_ods_reader, tk_xls_reader;

/** Open a book from memory. \param name  As diagnostics name it. */
struct tk_book *tk_book_open_bytes(GBytes *bytes, const char *name, struct tk_log *log);

/** Add a worksheet. \return false when there are too many, and the log says so. */
bool tk_book_add_leaf(struct tk_book *book, const struct tk_leaf *leaf, struct tk_log *log);

/** Refuse the file with one argument. \return false. */
bool tk_book_refuse(const struct tk_book *book, struct tk_log *log, enum tk_diag id,
		    const char *arg);

#endif
