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

/** Count one entry in its figures. */
void tk_figures_count(struct tk_figures *figures, const struct tk_task *task,
		      const struct tk_period *period, enum tk_status status);
void tk_figures_add(struct tk_figures *to, const struct tk_figures *from);
/** \return the medians of the regions: for each measure, then for the late tasks, a row of areas;
 * owned. */
struct tk_fraction *tk_medians_new(const struct tk_measures *measures);

/** \return the changes of all units, as in tk_picture; owned. */
struct tk_change *tk_changes_new(const struct tk_measures *before, const struct tk_measures *now);
/** Gather the late and the slipping tasks of a picture. */
void tk_late_tasks_gather(struct tk_picture *picture);
/** \return the groups of the roadmap, owned. \param before  May be NULL. */
struct tk_group *tk_groups_new(const struct tk_measures *now, const struct tk_measures *before,
			       unsigned *n_groups);
void tk_groups_free(struct tk_group *groups, unsigned n_groups);
/** \return what is odd in each region's report, owned. \param history  As in tk_picture. */
struct tk_oddities *tk_oddities_new(struct tk_measures *const *history, unsigned n_history);
/** \return the risks by name, owned. \param before  May be NULL. */
struct tk_risk_summary *tk_risk_summaries_new(const struct tk_measures *now,
					      const struct tk_measures *before, unsigned *n_risks);
/** \return the indicators over the regions; owned. \param before  May be NULL. */
struct tk_indicator_summary **tk_indicator_summaries_new(const struct tk_measures *now,
							 const struct tk_measures *before,
							 unsigned *n_indicators);
void tk_indicator_summaries_free(struct tk_indicator_summary **indicators, unsigned n_indicators);

#endif
