#ifndef TK_REGION_IMP_H
#define TK_REGION_IMP_H

#include "workbook-imp.h"

/* The workbook of one region. */

/** \return what the region sent for the workbook's period; lent. */
const struct tk_submission *tk_own_now(const struct tk_workbook *workbook);
/** \return what it sent for the period before, lent; NULL where there is none, or it sent nothing
 * that could be read. */
const struct tk_submission *tk_own_before(const struct tk_workbook *workbook);
/** \return whether it reports one way or another, now or in the period before. */
const char *tk_own_state(const struct tk_workbook *workbook, bool now, bool before);

/* ---- One function a sheet ---- */

void tk_tab_own_guide(struct tk_tab *tab);
void tk_tab_own_figures(struct tk_tab *tab);
void tk_tab_own_tasks(struct tk_tab *tab);
void tk_tab_own_late(struct tk_tab *tab);
void tk_tab_own_risks(struct tk_tab *tab);
void tk_tab_own_indicators(struct tk_tab *tab);

#endif
