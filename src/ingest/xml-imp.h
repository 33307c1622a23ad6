#ifndef TK_INGEST_XML_IMP_H
#define TK_INGEST_XML_IMP_H

#include "ingest/zip-imp.h"

/* XML parts, streamed: elements by local name and family of namespaces, whatever the prefixes. */

/** Families: the transitional, the strict and the absent namespace of a vocabulary are one. */
enum tk_family {
	TK_FAMILY_OTHER,
	/** SpreadsheetML. */
	TK_FAMILY_SHEET,
	/** The r:id of SpreadsheetML. */
	TK_FAMILY_REF,
	/** Package relationships. */
	TK_FAMILY_RELS,
	TK_FAMILY_OFFICE,
	TK_FAMILY_TABLE,
	TK_FAMILY_TEXT,
	TK_FAMILY_STYLE,
	/** LibreOffice's own cell attributes. */
	TK_FAMILY_CALC,
	TK_FAMILY_MANIFEST,
	TK_N_FAMILIES
};

struct tk_xml;

/** What a reader of a part wants to hear; NULL: nothing. */
struct tk_xml_handler {
	/** Family of elements that have no namespace at all. */
	enum tk_family family;
	void (*start)(struct tk_xml *xml, enum tk_family family, const char *name,
		      const char **attrs);
	void (*end)(struct tk_xml *xml, enum tk_family family, const char *name);
	void (*text)(struct tk_xml *xml, const char *text, int len);
};

struct tk_xml {
	const struct tk_xml_handler *handler;
	/** The reader's own. */
	void *data;
	/** How many elements are open. */
	unsigned depth;

	/* The parser's own. */
	void *parser;
	enum tk_part result;
	unsigned last_family;
};

/** Parse a part. \param data  For the handler. */
enum tk_part tk_xml_parse(struct tk_zip *zip, const char *name,
			  const struct tk_xml_handler *handler, void *data);

/** Hear no more; the parse ends with this result. */
void tk_xml_stop(struct tk_xml *xml, enum tk_part result);

/**
 * \param family  Of the attribute; TK_FAMILY_OTHER: it has no namespace.
 * \return the attribute's value, lent; NULL when there is none.
 */
const char *tk_xml_attr(const char **attrs, enum tk_family family, const char *name);
/** \return whether an attribute without namespace is "1", "true" or "on". */
bool tk_xml_flag(const char **attrs, const char *name);
/** Read an attribute as a whole number. \return whether it was there and was one. */
bool tk_xml_number(const char **attrs, enum tk_family family, const char *name, unsigned max,
		   unsigned *value);

#endif
