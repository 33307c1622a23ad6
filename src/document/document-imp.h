#ifndef TK_DOCUMENT_IMP_H
#define TK_DOCUMENT_IMP_H

#include "tilannekuva/chart.h"
#include "tilannekuva/document.h"

/* Private to src/document: what the deck and the regional summaries share. */

struct tk_deck_page;

/** A document being drawn. All borrowed. */
struct tk_document {
	struct tk_pen pen;
	const struct tk_picture *picture;
	/** The page of the deck's template that is being drawn; NULL in other documents. */
	const struct tk_deck_page *page;
	/** The area that a page is of where its kind draws a page for each, chosen before its sheet is
	 * begun (the settings may have texts for it); else TK_ALL_AREAS. */
	unsigned area;
	struct tk_log *log;
	/** What messages call the part that is being drawn: a kind of page, a region's id. */
	const char *part;
	/** Pages begun so far. */
	unsigned n_pages;
	/** A picture is being made of this page's content alone [1-based]; 0: none is. */
	unsigned shown_page;
	/** Receives the title of that page, owned. */
	char *title;
};

/** Begin a PDF that says of itself what the settings say. \return as tk_canvas_new_pdf(). */
struct tk_canvas *tk_doc_canvas(const struct tk_picture *picture, const char *title,
				struct tk_fonts *fonts, enum tk_lang lang, const char *path,
				struct tk_log *log);

/** Say that a text does not fit. */
void tk_doc_overflow(const struct tk_document *doc, const char *text);

/* ---- Words (words.c): generated text. Everything returned is owned. ---- */

/** Text of the document's language. */
const char *tk_doc_text(const struct tk_document *doc, const char *key);
/** \return the observation window as it stands in "tasks of …": "huhti–joulukuun 2021". */
char *tk_words_window(const struct tk_document *doc);
/** \return "10/2021". */
char *tk_words_period(const struct tk_period *period);
/** \return "elokuusta", with the year where it is another year than now. */
char *tk_words_since(const struct tk_document *doc, const char *key);
/** \return "A, B ja C". */
char *tk_words_join(const struct tk_document *doc, const GPtrArray *names);
/** \return the text with a capital at its beginning; takes the text over. */
char *tk_words_capital(char *text);
/** \return the text "KEY.list" with the names, or "KEY.count" when they are many; NULL for none. */
char *tk_words_told(const struct tk_document *doc, const char *key, const GPtrArray *names);
/** \return "Ei tietoja: HUS.", or how many they are where they are many; NULL: none is missing. */
char *tk_words_missing(const struct tk_document *doc);
/** The same for regions with figures but without a change. */
char *tk_words_uncompared(const struct tk_document *doc);
/** \return that a period's figures are examples; NULL: they are not. */
char *tk_words_illustrative(const struct tk_document *doc, const struct tk_period *period);
/** \return where the figures come from: "Lähde: alueiden raportit 10/2021 (22/23 aluetta)." */
char *tk_words_reports(const struct tk_document *doc);
/** \return whether the region can be named in the sentence, and receives how. */
bool tk_words_place(const struct tk_document *doc, unsigned region, const char **place);
/** \return a region's name, lent. */
const char *tk_words_region(const struct tk_document *doc, unsigned region);
/** \return why a region has no figures, lent, and receives the language of the words. */
const char *tk_words_reason(const struct tk_document *doc, unsigned region, enum tk_lang *lang);

/** The regions at both ends of progress in an area, or in TK_ALL_AREAS. */
struct tk_ends {
	/** Regions that have a figure; 0: the rest is not set. */
	unsigned n;
	unsigned best, worst;
	struct tk_share high, low;
	/** More than one region has the highest share. */
	bool tie;
};
struct tk_ends tk_words_ends(const struct tk_document *doc, unsigned area);

#endif
