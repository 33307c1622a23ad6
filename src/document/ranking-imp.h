#ifndef TK_RANKING_IMP_H
#define TK_RANKING_IMP_H

#include "deck-imp.h"

/* The ranking page's right side (ranking-side.c). */

#define TK_RANKING_SIDE_X 704.0

/** How the chart is read, and what there is to see in an area. */
void tk_draw_ranking_side(const struct tk_document *doc, unsigned area, double top_y);
/** \return the percent under which regions are told of. */
unsigned tk_ranking_threshold(const struct tk_document *doc);

#endif
