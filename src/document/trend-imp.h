#ifndef TK_TREND_IMP_H
#define TK_TREND_IMP_H

#include "deck-imp.h"

/* The trend page (deck-trend.c) and its right side (trend-side.c). */

/** What both of them draw from. */
struct tk_trend_page {
	struct tk_document *doc;
	struct tk_sheet_frame sheet;
	struct tk_trend plot;
	/** Of the periods with figures; owned. */
	struct tk_trend_point *done, *begun;
	unsigned n_points;
	/** Of the tasks done, and of those begun. */
	struct tk_forecast forecast, begun_forecast;
	/** Of the last period with figures. */
	struct tk_share last_done, last_begun;
	/** The target is after the last of them. */
	bool ahead;
	int32_t target;
};

/** The paces, and how the forecast is made or why there is none. */
void tk_draw_trend_side(const struct tk_trend_page *page);
/** \return whether the forecast is from few periods; the range is then that of all of them. */
bool tk_trend_is_rough(const struct tk_trend_page *page);
/** \return a percent of the forecast as it is told: half up. */
int tk_trend_percent(double percent);

#endif
