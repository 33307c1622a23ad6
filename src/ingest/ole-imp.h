#ifndef TK_INGEST_OLE_IMP_H
#define TK_INGEST_OLE_IMP_H

#include <glib.h>

/* Compound files (MS-CFB): the folders in a file that .xls, .doc and locked .xlsx files are. */

enum tk_ole {
	/** Holds the records of an .xls workbook. */
	TK_OLE_WORKBOOK,
	/** A workbook of a newer format, locked with a password. */
	TK_OLE_ENCRYPTED,
	/** Something else. */
	TK_OLE_OTHER,
	TK_OLE_DAMAGED,
};

/**
 * Tell what a compound file holds.
 * \param name    Receives a short static word for TK_OLE_OTHER: "doc".
 * \param stream  Receives a workbook's records, owned; NULL: not wanted.
 */
enum tk_ole tk_ole_tell(GBytes *bytes, const char **name, GBytes **stream);

#endif
