#ifndef TK_CHANGE_IMP_H
#define TK_CHANGE_IMP_H

#include "deck-imp.h"

/* The change page's right side (change-side.c). */

/** Risks, a sentence of them and what the country's change is made of. */
void tk_draw_change_side(const struct tk_document *doc, double top_y);

/** Parts of a change in tenths of percentage points. */
struct tk_change_parts {
	int64_t whole, moves, window, applicability, coverage;
};

/** \return the parts rounded so that they add up to the whole as printed (largest remainders). */
struct tk_change_parts tk_change_round(const struct tk_change *change);

#endif
