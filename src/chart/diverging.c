#include "tilannekuva/chart.h"

#define MOST_TICKS 7

/* 1, 2 or 5 times a power of ten whole points, so that there are few ticks. */
static int64_t round_step(int64_t span)
{
	static const int64_t heads[] = {1, 2, 5};

	for (int64_t ten = 10;; ten *= 10) {
		for (unsigned i = 0; i < G_N_ELEMENTS(heads); i++) {
			if (heads[i] * ten * MOST_TICKS >= span)
				return heads[i] * ten;
		}
	}
}

static int64_t floor_to(int64_t value, int64_t step)
{
	int64_t rest = value % step;

	return value - rest - (rest < 0 ? step : 0);
}

struct tk_scale tk_scale_new(int64_t lowest, int64_t highest, double x, double right_x)
{
	lowest = MIN(lowest, 0);
	highest = MAX(highest, 0);
	int64_t step = round_step(highest - lowest);
	struct tk_scale scale = {
		.from = floor_to(lowest, step),
		.to = -floor_to(-highest, step),
		.step = step,
		.x = x,
		.right_x = right_x,
	};

	if (scale.to == scale.from)
		scale.to = scale.from + step;
	return scale;
}

double tk_scale_x(const struct tk_scale *scale, int64_t value)
{
	double unit = (scale->right_x - scale->x) / (double)(scale->to - scale->from);

	return scale->x + (double)(value - scale->from) * unit;
}

void tk_draw_diverging_bar(const struct tk_pen *pen, const struct tk_scale *scale, double y,
			   double h, int64_t reference, int64_t value, bool good_below)
{
	double from = tk_scale_x(scale, MIN(reference, value)),
	       to = tk_scale_x(scale, MAX(reference, value));
	bool good = good_below ? value <= reference : value >= reference;

	if (to > from)
		tk_draw_rect(pen->canvas, from, y, to - from, h,
			     tk_pen_ink(pen, good ? TK_DEEP : TK_ORANGE));
}
