#ifndef TILANNEKUVA_DOCUMENT_H
#define TILANNEKUVA_DOCUMENT_H

#include "tilannekuva/canvas.h"
#include "tilannekuva/kit.h"
#include "tilannekuva/measure.h"

/**
 * Write the national deck, 16:9, from templates/deck.yaml.
 * \param kit    Texts, theme, templates; borrowed.
 * \param fonts  Borrowed.
 * \param path   The PDF to write.
 * \return whether it stands; else the log says why.
 */
bool tk_deck_write(const struct tk_picture *picture, const struct tk_kit *kit,
		   struct tk_fonts *fonts, enum tk_lang lang, const char *path, struct tk_log *log);

/**
 * Write one region's summary for print, A4, with its appendix of every task unless the template
 * (templates/region.yaml, or the data folder's own) leaves it out.
 * \return whether it stands; else the log says why.
 */
bool tk_region_write(const struct tk_picture *picture, unsigned region, const struct tk_kit *kit,
		     struct tk_fonts *fonts, enum tk_lang lang, const char *path,
		     struct tk_log *log);

/**
 * Read the deck's template, without making anything: one complaint before the work begins.
 * \return whether it can be used; else the log says why.
 */
bool tk_deck_check(const struct tk_dataset *dataset, const struct tk_kit *kit, struct tk_log *log);

#endif
