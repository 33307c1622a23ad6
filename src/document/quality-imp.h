#ifndef TK_QUALITY_IMP_H
#define TK_QUALITY_IMP_H

#include "deck-imp.h"

/* What reading found in a period's files and what it did about it (quality-findings.c). */

/** One kind of thing that was found. */
struct tk_finding {
	/** How many times. */
	unsigned n;
	/** In words, owned: what it was, and what was done. */
	char *what, *done;
};

/** What was found in one region's files. */
struct tk_region_findings {
	/** "xlsx", the file's own ending; owned, "" without a file. */
	char *format;
	/** Others are in the same file: the counts below are not told by region, and are 0. */
	bool shared;
	unsigned rows;
	/** Values that were read otherwise than literally, and warnings and errors. */
	unsigned n_read, n_remarks;
};

struct tk_findings {
	/** One for each region; owned. */
	struct tk_region_findings *regions;
	/** Most first; owned. */
	struct tk_finding *list;
	unsigned n;
	/** Over all files. */
	struct tk_totals totals;
	unsigned n_files, n_read, n_remarks, n_missing;
	/** "xlsx 10, csv 8", most first; owned. */
	char *formats;
};

void tk_findings_init(struct tk_findings *findings, const struct tk_document *doc);
void tk_findings_clear(struct tk_findings *findings);

#endif
