#ifndef TK_INGEST_BIFF_IMP_H
#define TK_INGEST_BIFF_IMP_H

#include <glib.h>
#include <stdbool.h>

/* The records of an .xls workbook (MS-XLS): Excel 5 to 2003. */

enum tk_biff_type {
	TK_BIFF_FORMULA = 0x06,
	TK_BIFF_EOF = 0x0a,
	TK_BIFF_DATEMODE = 0x22,
	TK_BIFF_FILEPASS = 0x2f,
	TK_BIFF_CONTINUE = 0x3c,
	TK_BIFF_CODEPAGE = 0x42,
	TK_BIFF_BOUNDSHEET = 0x85,
	TK_BIFF_MULRK = 0xbd,
	TK_BIFF_RSTRING = 0xd6,
	TK_BIFF_XF = 0xe0,
	TK_BIFF_SST = 0xfc,
	TK_BIFF_LABELSST = 0xfd,
	TK_BIFF_NUMBER = 0x203,
	TK_BIFF_LABEL = 0x204,
	TK_BIFF_BOOLERR = 0x205,
	TK_BIFF_STRING = 0x207,
	TK_BIFF_ROW = 0x208,
	TK_BIFF_RK = 0x27e,
	TK_BIFF_FORMAT = 0x41e,
	TK_BIFF_BOF = 0x809,
};

/** A place in the records, and the record there. */
struct tk_biff {
	const guint8 *data;
	gsize len;
	/** Where the next record begins. */
	gsize next;
	unsigned type;
	/** What the record holds. */
	const guint8 *body;
	gsize n;
};

/** Go on to the next record. \return false at the end, and where a record is cut short. */
bool tk_biff_next(struct tk_biff *biff);

guint16 tk_biff_u16(const guint8 *at);
guint32 tk_biff_u32(const guint8 *at);
double tk_biff_double(const guint8 *at);
/** Read an RK number: 30 bits of a number or of a whole one, maybe in hundredths. */
double tk_biff_rk(const guint8 *at);

/** Reads on through a record and the CONTINUE records after it. */
struct tk_biff_run {
	struct tk_biff *biff;
	const guint8 *at, *end;
	/** There was less than asked for. */
	bool cut;
};

/** Begin at an offset in the record; biff moves on as the run does. */
struct tk_biff_run tk_biff_run(struct tk_biff *biff, gsize offset);
guint32 tk_biff_run_number(struct tk_biff_run *run, unsigned n_bytes);

/**
 * Read a string of Excel 97 and later: flags, characters, then what rich and phonetic texts add,
 * which is passed over.
 * \param n_chars  UTF-16 units.
 * \param out      The text is appended as UTF-8.
 */
void tk_biff_run_unicode(struct tk_biff_run *run, guint32 n_chars, GString *out);

/** Append text of Excel 5 in the workbook's code page. */
void tk_biff_codepage_text(const guint8 *bytes, gsize n, unsigned codepage, GString *out);

#endif
