#ifndef TILANNEKUVA_DOCUMENT_H
#define TILANNEKUVA_DOCUMENT_H

#include "tilannekuva/canvas.h"
#include "tilannekuva/kit.h"
#include "tilannekuva/measure.h"

/** What a deck is asked for; zeros, or NULL in place of it: the whole, with nothing attached. */
struct tk_deck_options {
	/** Kinds of pages (tk_deck_kind()), NULL-terminated; NULL: all of the template. One that the
	 * template does not have comes last. Borrowed. */
	const char *const *pages;
	/** Files to embed, which makes it PDF/A-3a; borrowed. */
	const struct tk_attachment *attachments;
	unsigned n_attachments;
};

/** \return the name of a kind of page in templates; NULL past the last one. */
const char *tk_deck_kind(unsigned index);

/**
 * Write the national deck, 16:9, from templates/deck.yaml.
 * \param kit    Texts, theme, templates; borrowed.
 * \param fonts  Borrowed.
 * \param path   The PDF to write.
 * \return whether it stands; else the log says why.
 */
bool tk_deck_write(const struct tk_picture *picture, const struct tk_kit *kit,
		   struct tk_fonts *fonts, enum tk_lang lang, const struct tk_deck_options *options,
		   const char *path, struct tk_log *log);

/**
 * Write one region's summary for print, A4, with its appendix of every task unless the template
 * (templates/region.yaml, or the data folder's own) leaves it out.
 * \return whether it stands; else the log says why.
 */
bool tk_region_write(const struct tk_picture *picture, unsigned region, const struct tk_kit *kit,
		     struct tk_fonts *fonts, enum tk_lang lang, const char *path,
		     struct tk_log *log);

/**
 * Write every chart of the deck as SVG and PNG, each with its alternative text beside it, as
 * KIND[-NUMBER]-LANG.svg, .png and .txt.
 * \param pages  Kinds of pages, NULL-terminated; NULL: all of the deck's template.
 * \param path   The list of them, a text file; the pictures go to its folder.
 * \return whether all of them stand; else the log says why.
 */
bool tk_images_write(const struct tk_picture *picture, const struct tk_kit *kit,
		     struct tk_fonts *fonts, enum tk_lang lang, const char *const *pages,
		     const char *path, struct tk_log *log);
/** \return whether pages of the kind have a chart. */
bool tk_images_have(const char *kind);

/**
 * Read the deck's template, without making anything: one complaint before the work begins.
 * \return whether it can be used; else the log says why.
 */
bool tk_deck_check(const struct tk_dataset *dataset, const struct tk_kit *kit, struct tk_log *log);

/** The same for the summaries' template. */
bool tk_region_check(const struct tk_dataset *dataset, const struct tk_kit *kit,
		     struct tk_log *log);

#endif
