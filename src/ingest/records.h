#ifndef TK_INGEST_RECORDS_H
#define TK_INGEST_RECORDS_H

#include "tilannekuva/sheet.h"

/* Tables of the data folder (regions, areas, the catalogue): a header line with fixed column names,
 * then one record a line. Any spreadsheet format will do. */

typedef struct tk_records tk_records;

/** A column: its name, and whether every record must have a value in it. */
struct tk_record_column {
	const char *name;
	bool needed;
};

/**
 * Read a table.
 * \param dir      Data folder.
 * \param name     File in it, as diagnostics name it.
 * \param columns  Ends with a NULL name. A needed column that is missing is fatal.
 * \return owned; NULL with a FATAL in the log.
 */
struct tk_records *tk_records_open(const char *dir, const char *name,
				   const struct tk_record_column *columns, struct tk_log *log);
void tk_records_free(struct tk_records *records);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(tk_records, tk_records_free)

unsigned tk_records_count(const struct tk_records *records);
/** \param column  Index among the columns. \return text without blanks at its ends, "" if empty; lent. */
const char *tk_record_text(struct tk_records *records, unsigned record, unsigned column);
/** \return an owned copy, NULL if empty. */
char *tk_record_dup(struct tk_records *records, unsigned record, unsigned column);
/** \return where the value stands. */
struct tk_source tk_record_source(const struct tk_records *records, unsigned record,
				  unsigned column);
/** Complain of a value: TABLE_VALUE. \param wanted  What to write instead. */
void tk_record_refuse(struct tk_records *records, unsigned record, unsigned column,
		      const char *wanted, struct tk_log *log);

#endif
