#ifndef TK_INGEST_SUBMISSION_H
#define TK_INGEST_SUBMISSION_H

#include "tilannekuva/header.h"
#include "tilannekuva/model.h"

/* What the readers of one period share. */
struct tk_intake {
	const struct tk_dataset *dataset;
	const struct tk_vocabulary *vocabulary;
	struct tk_round *round;
	struct tk_log *log;
	/** Task ids, as in the catalogue and normalised -> index + 1. */
	GHashTable *tasks;
	/** Task ids normalised, in the catalogue's order; the groups that they begin with, such as "a.1". */
	GPtrArray *task_keys;
	GHashTable *groups;
	/** Names, ids and codes of regions, normalised -> index + 1. */
	GHashTable *regions;
	/** Names and ids of regions as file names have them -> index + 1. */
	GHashTable *stems;
	/** For each region: the reporting date its file gives, or TK_NO_DATE. */
	int32_t *own_dates;
};

/** Reads one row's words into a region's submission. */
struct tk_table {
	const struct tk_sheet *sheet;
	const struct tk_header *header;
	/** The file's region, or TK_NONE: the rows name theirs. */
	unsigned region;
	/** Control totals of the file. */
	struct tk_totals *totals;
};

/** What a row turned out to be. */
enum tk_outcome { TK_COUNTED, TK_NOT_APPLICABLE, TK_REJECTED, TK_HEADING };

/** Count a row. */
void tk_totals_count(struct tk_totals *totals, enum tk_outcome outcome);

/** \return the region that a row belongs to, or TK_NONE, and the log says so. */
unsigned tk_table_row_region(struct tk_intake *intake, const struct tk_table *table,
			     const struct tk_row *row, unsigned column);

/** Read a table of tasks, risks or indicators into the round's submissions. */
void tk_tasks_read(struct tk_intake *intake, const struct tk_table *table);
void tk_risks_read(struct tk_intake *intake, const struct tk_table *table);
void tk_indicators_read(struct tk_intake *intake, const struct tk_table *table);

/** Make room for a region's entries, all missing. */
void tk_submission_begin(struct tk_intake *intake, unsigned region);
/** Count what is missing and say so. */
void tk_submission_finish(struct tk_intake *intake, unsigned region);
/** Take back everything a region's file gave (a newer one comes instead). */
void tk_submission_reset(struct tk_intake *intake, unsigned region);

#endif
