#ifndef TK_SUMMARY_IMP_H
#define TK_SUMMARY_IMP_H

#include "deck-imp.h"

/* What the summary page is put together from. */

/** Four figures in large (summary-figures.c). */
void tk_draw_summary_figures(const struct tk_document *doc, double y);
/** Sentences of areas, regions and readiness (summary-brief.c). \return NULL-terminated, owned. */
char **tk_summary_sentences(const struct tk_document *doc);
/** The regions that changed most and least (summary-change.c). */
void tk_draw_summary_change(const struct tk_document *doc, double x, double y);

#endif
