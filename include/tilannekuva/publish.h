#ifndef TILANNEKUVA_PUBLISH_H
#define TILANNEKUVA_PUBLISH_H

#include "tilannekuva/kit.h"
#include "tilannekuva/measure.h"

/** Kinds of output, as --only names them. */
enum tk_output {
	TK_OUTPUT_DECK,
	/** The regions' summaries. */
	TK_OUTPUT_SUMMARY,
	/** National, regional and for publication. */
	TK_OUTPUT_WORKBOOK,
	TK_OUTPUT_DATA,
	/** What regions must mend, in their own files. */
	TK_OUTPUT_FIXIT,
	/** Every chart as SVG and PNG; only when asked for. */
	TK_OUTPUT_IMAGES,
	TK_N_OUTPUTS
};

/** \return "deck", "summary", "workbook", "data", "fixit" or "images". */
const char *tk_output_name(enum tk_output output);

/** What to publish and how. */
struct tk_publish_options {
	/** OUT: the period's folder comes below it. */
	const char *out_dir;
	enum tk_lang langs[TK_N_LANGS];
	unsigned n_langs;
	bool outputs[TK_N_OUTPUTS];
	/** For each region of the dataset: whether its documents are made; nothing national is. NULL:
	 * everything is made. Borrowed. */
	const bool *regions;
	/** Kinds of pages of the deck, NULL-terminated; NULL: all of its template. Borrowed. */
	const char *const *pages;
	/** Embed the open data in the decks (PDF/A-3a). */
	bool attach_data;
	/** Only a part of the output was asked for: files of the last run that this one does not make
	 * are kept, if they were made of the same input. */
	bool partial;
	/** How many documents are made at the same time; at least 1. */
	unsigned n_jobs;
	/** Language of the messages that workers print. */
	enum tk_lang messages;
};

/**
 * Make everything in a folder beside OUT/PERIOD, write the manifest, and put the folder in its place
 * in one step. The previous output stays whole until then, and for good if anything fails.
 * \return whether it was published; else the log says why.
 */
bool tk_publish(const struct tk_picture *picture, const struct tk_kit *kit,
		const struct tk_publish_options *options, struct tk_log *log);

/**
 * Compare a published folder with its manifest.
 * \param dir  OUT/PERIOD.
 * \return whether all files are those that were published.
 */
bool tk_publish_verify(const char *dir, struct tk_log *log);

#endif
