#include "workbook-imp.h"

#include <expat.h>
#include <zip.h>

/* libxlsxwriter does not look whether its temporary files took all that it wrote to them, so a full
 * disk would leave a damaged workbook. Every part is therefore read once more. */

#define BLOCK 65536

#define CORE_PART "docProps/core.xml"
#define CORE_END "</cp:coreProperties>"

/* \return whether a part reads back without error and is well-formed. */
static bool part_is_whole(zip_t *zip, zip_uint64_t index)
{
	zip_file_t *part = zip_fopen_index(zip, index, 0);
	XML_Parser parser = XML_ParserCreate(NULL);
	g_autofree char *block = g_malloc(BLOCK);
	bool good = part && parser;
	zip_int64_t got = 1;

	while (good && got > 0) {
		got = zip_fread(part, block, BLOCK);
		good = got >= 0 &&
		       XML_Parse(parser, block, (int)MAX(got, 0), got == 0) == XML_STATUS_OK;
	}
	if (part)
		good = zip_fclose(part) == 0 && good;
	if (parser)
		XML_ParserFree(parser);
	return good;
}

bool tk_package_is_whole(const char *path)
{
	zip_t *zip = zip_open(path, ZIP_RDONLY, NULL);
	zip_int64_t n = zip ? zip_get_num_entries(zip, 0) : 0;
	bool good = n > 0;

	for (zip_int64_t i = 0; i < n && good; i++)
		good = part_is_whole(zip, (zip_uint64_t)i);
	if (zip)
		zip_discard(zip);
	return good;
}

/* \return a part's text, owned; NULL when it does not read. */
static char *part_text(zip_t *zip, const char *name)
{
	zip_stat_t stat;

	if (zip_stat(zip, name, 0, &stat) != 0)
		return NULL;
	g_autofree char *text = g_malloc0(stat.size + 1);
	zip_file_t *part = zip_fopen(zip, name, 0);
	bool good = part && zip_fread(part, text, stat.size) == (zip_int64_t)stat.size;

	if (part)
		zip_fclose(part);
	return good ? g_steal_pointer(&text) : NULL;
}

/* \return whether the part will be the text, as old as the others. */
static bool replace_part(zip_t *zip, const char *name, const char *text)
{
	zip_int64_t index = zip_name_locate(zip, name, 0);
	zip_source_t *source = zip_source_buffer(zip, text, strlen(text), 0);

	if (index < 0 || !source || zip_file_replace(zip, (zip_uint64_t)index, source, 0) != 0) {
		zip_source_free(source);
		return false;
	}
	/* 1 January 1980, 0:00, as libxlsxwriter has it. */
	return zip_file_set_dostime(zip, (zip_uint64_t)index, 0, (1 << 5) | 1, 0) == 0;
}

bool tk_package_set_language(const char *path, enum tk_lang lang)
{
	zip_t *zip = zip_open(path, 0, NULL);
	g_autofree char *core = zip ? part_text(zip, CORE_PART) : NULL;
	char *end = core ? strstr(core, CORE_END) : NULL;
	g_autofree char *text = NULL;

	if (end) {
		*end = '\0';
		text = g_strconcat(core, "<dc:language>", tk_lang_code(lang), "</dc:language>",
				   CORE_END, NULL);
	}
	if (text && replace_part(zip, CORE_PART, text) && zip_close(zip) == 0)
		return true;
	if (zip)
		zip_discard(zip);
	return false;
}
