#include "workbook-imp.h"

#include <expat.h>
#include <zip.h>

/* libxlsxwriter does not look whether its temporary files took all that it wrote to them, so a full
 * disk would leave a damaged workbook. Every part is therefore read once more. */

#define BLOCK 65536

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
