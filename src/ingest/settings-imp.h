#ifndef TK_INGEST_SETTINGS_IMP_H
#define TK_INGEST_SETTINGS_IMP_H

#include "settings.h"
#include "tilannekuva/yaml.h"

/* Private to settings*.c: from what is written to what is meant. */

#define TK_OPTIONAL_POINTER (CYAML_FLAG_POINTER | CYAML_FLAG_OPTIONAL)
#define TK_YAML_TEXT(key, type, member, flags)                                                     \
	CYAML_FIELD_STRING_PTR(key, flags, struct type, member, 0, CYAML_UNLIMITED)

struct tk_settings_reader {
	/** The file; row and column nowhere. */
	struct tk_source source;
	/** Borrowed. */
	const struct tk_yaml_lines *lines;
	struct tk_log *log;
	bool good;
};

/** \return where a value stands; "periods/2/window/from" is its path, made like printf does. */
struct tk_source tk_settings_place(const struct tk_settings_reader *reader, const char *path, ...)
	G_GNUC_PRINTF(2, 3);
/** Say that a value will not do. \param wanted  What to write instead. */
void tk_settings_refuse(struct tk_settings_reader *reader, const struct tk_source *source,
			const char *key, const char *value, const char *wanted);

/* ---- Contacts, texts and observations (settings-texts.c) ---- */

struct tk_contact_yaml {
	struct tk_names name, role, text;
	char *email, *phone, *region;
};

struct tk_page_texts_yaml {
	char *page, *area;
	struct tk_names title, subtitle;
	struct tk_names *sentences;
	unsigned sentences_count;
};

struct tk_region_texts_yaml {
	char *region;
	struct tk_names asked, note;
};

extern const cyaml_schema_value_t tk_contact_schema, tk_page_texts_schema, tk_region_texts_schema;

void tk_settings_read_contacts(struct tk_settings_reader *reader,
			       const struct tk_contact_yaml *from, unsigned n,
			       struct tk_settings *settings);
/** \param path  Of the period, with a slash at its end. */
void tk_settings_read_texts(struct tk_settings_reader *reader, const char *path,
			    const struct tk_page_texts_yaml *from, unsigned n,
			    struct tk_period *period);
void tk_settings_read_regions(struct tk_settings_reader *reader, const char *path,
			      const struct tk_region_texts_yaml *from, unsigned n,
			      struct tk_period *period);

#endif
