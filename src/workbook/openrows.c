#include "opendata-imp.h"

/* What the tables of the open data and of the publication workbook have rows of: every unit in the
 * order of the data's own tables. */

void tk_open_units(const struct tk_measures *measures, tk_open_unit_fn *put, void *data)
{
	const struct tk_dataset *dataset = measures->dataset;
	struct tk_open_unit country = {TK_UNIT_COUNTRY, 0, tk_measures_country(measures, 0),
				       measures};

	put(&country, data);
	for (unsigned c = 0; c < dataset->n_coops; c++) {
		struct tk_open_unit coop = {TK_UNIT_COOP, c, tk_measures_coop(measures, c, 0),
					    measures};

		put(&coop, data);
	}
	for (unsigned r = 0; r < dataset->n_regions; r++) {
		struct tk_open_unit region = {TK_UNIT_REGION, r, tk_measures_region(measures, r, 0),
					      measures};

		put(&region, data);
	}
}

bool tk_open_is_reported(const struct tk_open_unit *unit)
{
	if (unit->level == TK_UNIT_REGION)
		return unit->measures->reported[unit->index];
	if (unit->level == TK_UNIT_COOP)
		return unit->measures->coop_reported[unit->index] > 0;
	return unit->measures->n_reported > 0;
}

const struct tk_change *tk_open_change_of(const struct tk_picture *picture,
					  const struct tk_open_unit *unit, unsigned area)
{
	if (unit->level == TK_UNIT_REGION)
		return tk_picture_change_region(picture, unit->index, area);
	if (unit->level == TK_UNIT_COOP)
		return tk_picture_change_coop(picture, unit->index, area);
	return tk_picture_change_country(picture, area);
}

const struct tk_measures *tk_open_without_change(const struct tk_picture *picture,
						 const struct tk_open_unit *unit)
{
	bool missed_before = unit->level == TK_UNIT_REGION && picture->now->reported[unit->index] &&
			     !picture->before->reported[unit->index];

	return missed_before ? picture->before : picture->now;
}

char *tk_open_reason(const struct tk_picture *picture, const struct tk_open_unit *unit,
		     const struct tk_measures *measures, const struct tk_texts *texts,
		     enum tk_lang lang)
{
	g_autoptr(tk_log) nothing = tk_log_new();
	/* The log is of the picture's own period. */
	const struct tk_log *log = measures == picture->now ? picture->log : nothing;

	if (unit->level != TK_UNIT_REGION || measures->reported[unit->index])
		return NULL;
	return tk_region_reason(measures, unit->index, log, texts, lang);
}
