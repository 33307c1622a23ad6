#ifndef TK_INGEST_ZIP_IMP_H
#define TK_INGEST_ZIP_IMP_H

#include "tilannekuva/sheet.h"

/* Zip packages, with limits; parts are found whatever the case and slashes of their names. */

/** How reading a part ended. */
enum tk_part {
	TK_PART_OK,
	/** Not in the package. */
	TK_PART_MISSING,
	/** Not well-formed, or not what it should hold. */
	TK_PART_BAD,
	/** The package is damaged or cut short there. */
	TK_PART_DAMAGED,
	TK_PART_ENCRYPTED,
	/** Larger than the limits allow. */
	TK_PART_LARGE,
	/** Declares entities, or lies too deep. */
	TK_PART_UNSAFE,
	/** The reader of the part had enough. */
	TK_PART_STOPPED,
};

struct tk_zip;

/**
 * Open a package.
 * \param bytes  The file; a reference is kept.
 * \param why    Receives the reason when NULL is returned.
 */
struct tk_zip *tk_zip_open(GBytes *bytes, enum tk_part *why);
void tk_zip_close(struct tk_zip *zip);

/** \return whether there is a part of this name ('/' between folders, none in front). */
bool tk_zip_has(const struct tk_zip *zip, const char *name);

/** Takes a piece of a part. \return false: enough. */
typedef bool (*tk_zip_take)(void *data, const char *piece, size_t len, bool last);

/** Unpack a part piece by piece; the last piece may be empty. */
enum tk_part tk_zip_read(struct tk_zip *zip, const char *name, tk_zip_take take, void *data);

/** \return the beginning of a part, owned; NULL when it cannot be read. */
char *tk_zip_beginning(struct tk_zip *zip, const char *name, size_t max);

/**
 * Say that a part could not be read.
 * \param source  Where: a file, or one sheet of it when its sheet is set.
 * \param name    The part.
 */
void tk_part_complain(struct tk_log *log, const struct tk_source *source, enum tk_part part,
		      const char *name);

#endif
