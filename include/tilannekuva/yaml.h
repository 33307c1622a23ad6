#ifndef TILANNEKUVA_YAML_H
#define TILANNEKUVA_YAML_H

#include <cyaml/cyaml.h>

#include "tilannekuva/diag.h"

/** Schema of a struct tk_names: {fi: …, sv: …, en: …}, each of them optional. */
extern const cyaml_schema_field_t tk_names_fields[TK_N_LANGS + 1];

/**
 * Load a YAML file by a libcyaml schema.
 * \param file    The file.
 * \param schema  Its top-level mapping (CYAML_FLAG_POINTER).
 * \param key     Diagnostic for a key that the schema does not have: {0} the key, {1} the accepted ones.
 * \param fault   Diagnostic for what cannot be read: {0} says why. What is not YAML or has no place in a file
 *                that people write (aliases, texts of over 8 KiB; a file of over 1 MiB), a key
 *                that is missing or told twice and a value of another kind than the schema's have
 *                diagnostics of their own: YAML_SYNTAX, YAML_MISSING, YAML_TWICE, YAML_VALUE.
 * \param log     Takes them, with file and line.
 * \return the data, to be freed with tk_yaml_free(); NULL on failure.
 */
void *tk_yaml_load(const char *file, const cyaml_schema_value_t *schema, enum tk_diag key,
		   enum tk_diag fault, struct tk_log *log);
void tk_yaml_free(const cyaml_schema_value_t *schema, void *data);

/** Where the values of a file stand, for what is wrong with them beyond the schema. */
typedef struct tk_yaml_lines tk_yaml_lines;

/** \return owned; NULL when the file is not YAML, which tk_yaml_load() tells. */
struct tk_yaml_lines *tk_yaml_lines_open(const char *file);
void tk_yaml_lines_free(struct tk_yaml_lines *lines);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(tk_yaml_lines, tk_yaml_lines_free)
/**
 * \param lines  NULL: nothing is known.
 * \param path   Keys and places in lists [0-based] from the top: "pages/3/areas/0".
 * \return the line [0-based] of that value, or of the innermost one on its path that is there;
 *         TK_NOWHERE where nothing is known.
 */
unsigned tk_yaml_line(const struct tk_yaml_lines *lines, const char *path);

#endif
