#ifndef TK_FUZZ_ZIP_H
#define TK_FUZZ_ZIP_H

#include <string.h>
#include <zip.h>

#include "fuzz.h"

/**
 * Packages from text, so that the fuzzer works on the parts and not on their packing: a line
 * "=== NAME" begins a part, what follows up to the next such line is the part.
 */
static inline void fuzz_add_part(zip_t *archive, const char *part, size_t len)
{
	const char *end = memchr(part, '\n', len);
	g_autofree char *name = g_strndup(part, end ? (size_t)(end - part) : len);
	size_t body = end ? len - (size_t)(end + 1 - part) : 0;
	zip_source_t *source = zip_source_buffer(archive, end ? end + 1 : part, body, 0);

	if (zip_file_add(archive, name, source, 0) < 0)
		zip_source_free(source);
}

/* The text must outlive the archive, which packs it when it is closed. */
static inline void fuzz_add_parts(zip_t *archive, const char *text, size_t size)
{
	const char *at = text, *end = text + size;

	while (at < end) {
		const char *mark = g_strstr_len(at, end - at, "=== ");

		if (!mark)
			return;
		mark += 4;
		const char *next = g_strstr_len(mark, end - mark, "\n=== ");

		fuzz_add_part(archive, mark, (size_t)((next ? next : end) - mark));
		at = next ? next + 1 : end;
	}
}

/** \return the package, owned; NULL when the text makes none. */
static inline GBytes *fuzz_zip(const uint8_t *data, size_t size)
{
	zip_source_t *source = zip_source_buffer_create(NULL, 0, 0, NULL);
	zip_t *archive = zip_open_from_source(source, ZIP_TRUNCATE, NULL);
	zip_stat_t stat;
	GBytes *bytes = NULL;

	zip_source_keep(source);
	fuzz_add_parts(archive, (const char *)data, size);
	for (zip_int64_t i = 0; i < zip_get_num_entries(archive, 0); i++)
		zip_set_file_compression(archive, (zip_uint64_t)i, ZIP_CM_STORE, 0);
	if (zip_close(archive) < 0)
		zip_discard(archive);
	else if (zip_source_stat(source, &stat) == 0 && zip_source_open(source) == 0) {
		char *copy = g_malloc(stat.size);

		zip_source_read(source, copy, stat.size);
		zip_source_close(source);
		bytes = g_bytes_new_take(copy, stat.size);
	}
	zip_source_free(source);
	return bytes;
}

#endif
