#include "ingest/xml-imp.h"

#include <expat.h>
#include <string.h>

#include "ingest/encoding-imp.h"
#include "tilannekuva/number.h"

/* Stands between namespace and local name; no address can hold it. */
#define SEPARATOR '\x01'

static const struct {
	enum tk_family family;
	const char *uri;
} namespaces[] = {
	{TK_FAMILY_SHEET, "http://schemas.openxmlformats.org/spreadsheetml/2006/main"},
	{TK_FAMILY_SHEET, "http://purl.oclc.org/ooxml/spreadsheetml/main"},
	{TK_FAMILY_REF, "http://schemas.openxmlformats.org/officeDocument/2006/relationships"},
	{TK_FAMILY_REF, "http://purl.oclc.org/ooxml/officeDocument/relationships"},
	{TK_FAMILY_RELS, "http://schemas.openxmlformats.org/package/2006/relationships"},
	{TK_FAMILY_RELS, "http://purl.oclc.org/ooxml/package/relationships"},
	{TK_FAMILY_OFFICE, "urn:oasis:names:tc:opendocument:xmlns:office:1.0"},
	{TK_FAMILY_TABLE, "urn:oasis:names:tc:opendocument:xmlns:table:1.0"},
	{TK_FAMILY_TEXT, "urn:oasis:names:tc:opendocument:xmlns:text:1.0"},
	{TK_FAMILY_STYLE, "urn:oasis:names:tc:opendocument:xmlns:style:1.0"},
	{TK_FAMILY_CALC, "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"},
	{TK_FAMILY_MANIFEST, "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"},
};

static bool is_namespace(unsigned index, const char *uri, size_t len)
{
	return strncmp(namespaces[index].uri, uri, len) == 0 && !namespaces[index].uri[len];
}

/* Split a name. \param last  The namespace met last, which is mostly the next one too. */
static enum tk_family split_name(const char *full, enum tk_family bare, unsigned *last,
				 const char **local)
{
	const char *end = strchr(full, SEPARATOR);

	*local = end ? end + 1 : full;
	if (!end)
		return bare;
	size_t len = (size_t)(end - full);

	if (is_namespace(*last, full, len))
		return namespaces[*last].family;
	for (unsigned i = 0; i < G_N_ELEMENTS(namespaces); i++) {
		if (!is_namespace(i, full, len))
			continue;
		*last = i;
		return namespaces[i].family;
	}
	return TK_FAMILY_OTHER;
}

void tk_xml_stop(struct tk_xml *xml, enum tk_part result)
{
	if (xml->result == TK_PART_OK)
		xml->result = result;
	XML_StopParser(xml->parser, XML_FALSE);
}

static void XMLCALL on_start(void *data, const char *name, const char **attrs)
{
	struct tk_xml *xml = data;
	const char *local;

	if (xml->result != TK_PART_OK)
		return;
	if (++xml->depth > TK_LIMIT_XML_DEPTH) {
		tk_xml_stop(xml, TK_PART_UNSAFE);
		return;
	}
	enum tk_family family = split_name(name, xml->handler->family, &xml->last_family, &local);

	if (xml->handler->start)
		xml->handler->start(xml, family, local, attrs);
}

static void XMLCALL on_end(void *data, const char *name)
{
	struct tk_xml *xml = data;
	const char *local;

	if (xml->result != TK_PART_OK)
		return;
	enum tk_family family = split_name(name, xml->handler->family, &xml->last_family, &local);

	if (xml->handler->end)
		xml->handler->end(xml, family, local);
	xml->depth--;
}

static void XMLCALL on_text(void *data, const char *text, int len)
{
	struct tk_xml *xml = data;

	if (xml->result == TK_PART_OK && xml->handler->text)
		xml->handler->text(xml, text, len);
}

/* No spreadsheet program declares entities; those who do want them to grow or to fetch. */
static void XMLCALL on_entity(void *data, const char *name, int is_parameter, const char *value,
			      int value_length, const char *base, const char *system_id,
			      const char *public_id, const char *notation)
{
	(void)name, (void)is_parameter, (void)value, (void)value_length;
	(void)base, (void)system_id, (void)public_id, (void)notation;
	tk_xml_stop(data, TK_PART_UNSAFE);
}

/* Old writers declare windows-1252 and the like. */
static int XMLCALL on_encoding(void *data, const char *name, XML_Encoding *info)
{
	gunichar table[128];

	(void)data;
	if (!tk_codepage_table(name, table))
		return XML_STATUS_ERROR;
	for (int i = 0; i < 256; i++)
		info->map[i] = i < 128 ? i : table[i - 128] > 0xffff ? -1 : (int)table[i - 128];
	info->data = NULL;
	info->convert = NULL;
	info->release = NULL;
	return XML_STATUS_OK;
}

static bool take_piece(void *data, const char *piece, size_t len, bool last)
{
	struct tk_xml *xml = data;

	if (XML_Parse(xml->parser, piece, (int)len, last) == XML_STATUS_OK)
		return true;
	if (xml->result != TK_PART_OK)
		return false;
	xml->result = TK_PART_BAD;
	if (XML_GetErrorCode(xml->parser) == XML_ERROR_AMPLIFICATION_LIMIT_BREACH)
		xml->result = TK_PART_UNSAFE;
	return false;
}

enum tk_part tk_xml_parse(struct tk_zip *zip, const char *name,
			  const struct tk_xml_handler *handler, void *data)
{
	struct tk_xml xml = {.handler = handler, .data = data, .result = TK_PART_OK};

	xml.parser = XML_ParserCreateNS(NULL, SEPARATOR);
	XML_SetUserData(xml.parser, &xml);
	XML_SetElementHandler(xml.parser, on_start, on_end);
	XML_SetCharacterDataHandler(xml.parser, on_text);
	XML_SetEntityDeclHandler(xml.parser, on_entity);
	XML_SetUnknownEncodingHandler(xml.parser, on_encoding, NULL);
	enum tk_part part = tk_zip_read(zip, name, take_piece, &xml);

	XML_ParserFree(xml.parser);
	return xml.result != TK_PART_OK ? xml.result : part;
}

const char *tk_xml_attr(const char **attrs, enum tk_family family, const char *name)
{
	unsigned last = 0;

	for (; *attrs; attrs += 2) {
		const char *local;

		if (split_name(attrs[0], TK_FAMILY_OTHER, &last, &local) != family)
			continue;
		/* An attribute of a foreign namespace is not one without any. */
		if (family == TK_FAMILY_OTHER && local != attrs[0])
			continue;
		if (strcmp(local, name) == 0)
			return attrs[1];
	}
	return NULL;
}

bool tk_xml_flag(const char **attrs, const char *name)
{
	const char *value = tk_xml_attr(attrs, TK_FAMILY_OTHER, name);

	return value && (!strcmp(value, "1") || !strcmp(value, "true") || !strcmp(value, "on"));
}

bool tk_xml_number(const char **attrs, enum tk_family family, const char *name, unsigned max,
		   unsigned *value)
{
	const char *text = tk_xml_attr(attrs, family, name);
	int64_t number;

	if (!text || !tk_parse_int(text, 0, max, &number))
		return false;
	*value = (unsigned)number;
	return true;
}
