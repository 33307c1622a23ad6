#ifndef TK_MEASURE_IMP_H
#define TK_MEASURE_IMP_H

#include "tilannekuva/measure.h"

/* Units are numbered regions first, then cooperation areas, then the country; a unit's row of
 * figures has one place for each area and a last one for all areas together. */

unsigned tk_n_units(const struct tk_dataset *dataset);
unsigned tk_coop_unit(const struct tk_dataset *dataset, unsigned coop);
unsigned tk_country_unit(const struct tk_dataset *dataset);
/** \return places in a unit's row. */
unsigned tk_figures_row(const struct tk_dataset *dataset);
/** \return index of a unit's figures in an area; TK_ALL_AREAS is the last of the row. */
size_t tk_figures_at(const struct tk_dataset *dataset, unsigned unit, unsigned area);

/** \return the changes of all units, as in tk_picture; owned. */
struct tk_change *tk_changes_new(const struct tk_measures *before, const struct tk_measures *now);
/** \return the late tasks in order, owned. */
struct tk_late_task *tk_late_tasks_new(const struct tk_measures *now, unsigned *n_late);
/** \return the risks by name, owned. \param before  May be NULL. */
struct tk_risk_summary *tk_risk_summaries_new(const struct tk_measures *now,
					      const struct tk_measures *before, unsigned *n_risks);

#endif
