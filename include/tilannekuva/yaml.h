#ifndef TILANNEKUVA_YAML_H
#define TILANNEKUVA_YAML_H

#include <cyaml/cyaml.h>

#include "tilannekuva/diag.h"

/**
 * Load a YAML file by a libcyaml schema.
 * \param file    The file.
 * \param schema  Its top-level mapping (CYAML_FLAG_POINTER).
 * \param key     Diagnostic for a key that the schema does not have: {0} the key, {1} the accepted ones.
 * \param fault   Diagnostic for anything else that is wrong: {0} in libcyaml's words.
 * \param log     Takes them, with file and line.
 * \return the data, to be freed with tk_yaml_free(); NULL on failure.
 */
void *tk_yaml_load(const char *file, const cyaml_schema_value_t *schema, enum tk_diag key,
		   enum tk_diag fault, struct tk_log *log);
void tk_yaml_free(const cyaml_schema_value_t *schema, void *data);

#endif
