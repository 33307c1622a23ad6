#ifndef TK_INGEST_ENCODING_IMP_H
#define TK_INGEST_ENCODING_IMP_H

#include <glib.h>
#include <stdbool.h>

/* Text in whatever encoding: decided by evidence, turned into UTF-8. */

/** A text file as UTF-8. */
struct tk_text {
	/** Without byte order mark. */
	GBytes *utf8;
	/** "UTF-8", "UTF-16LE", "windows-1252", …; static. */
	const char *encoding;
	/** It had a byte order mark. */
	bool bom;
	/** Where in the UTF-8 text a U+FFFD stands for something unreadable: gsize, rising. */
	GArray *replaced;
};

/**
 * Decode a file.
 * \return false when its bytes are no text at all; then nothing is kept.
 */
bool tk_text_decode(GBytes *bytes, struct tk_text *text);
void tk_text_clear(struct tk_text *text);

/** Fill the characters of bytes 128-255 of a one-byte encoding; 0xfffd: none. */
bool tk_codepage_table(const char *encoding, gunichar table[128]);

#endif
