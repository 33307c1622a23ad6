#ifndef TK_BASE_TABLE_H
#define TK_BASE_TABLE_H

#include <glib.h>

#include "tilannekuva/diag.h"

/**
 * Read one of the program's own tables: UTF-8, semicolons, a header line.
 * \param file     The table.
 * \param columns  NULL-terminated names of the columns that are wanted; all must be there.
 * \param log      Takes KIT_MISSING or KIT_FAULTY.
 * \return rows of NULL-terminated string arrays in the order of columns, owned; NULL on failure.
 */
GPtrArray *tk_table_read(const char *file, const char *const *columns, struct tk_log *log);

#endif
