#include "tilannekuva/chart.h"

/* The look's measures are those of a cell of 60; others are scaled. */
#define USUAL_CELL 60.0
#define GAP 1.5
#define N_STEPS 5
/** Lowest scores of the second and later zones; the last zone is framed. */
static const int zone_from[] = {5, 10, 15};
#define WORST TK_RISK_WORST
/** Dots that are shown of a cell; more are told as a number. */
#define MOST_DOTS 4u

struct matrix {
	const struct tk_pen *pen;
	const struct tk_risk_matrix *of;
	double cell, scale;
};

/* Where dots stand in a cell, from its middle; many are smaller. */
static const struct {
	double radius_pt, size_pt, down;
	struct {
		double x, y;
	} at[MOST_DOTS];
} layouts[MOST_DOTS] = {
	{11, 11, 3, {{0, 0}}},
	{11, 11, 3, {{-12.5, 0}, {12.5, 0}}},
	{9, 9.5, 6.5, {{-10.5, -10}, {10.5, -10}, {-10.5, 10}}},
	{9, 9.5, 6.5, {{-10.5, -10}, {10.5, -10}, {-10.5, 10}, {10.5, 10}}},
};

unsigned tk_risk_zone(int score)
{
	unsigned zone = 0;

	while (zone < G_N_ELEMENTS(zone_from) && score >= zone_from[zone])
		zone++;
	return zone;
}

static double cell_x(const struct matrix *matrix, int impact)
{
	return matrix->of->x + (impact - 1) * matrix->cell;
}

static double cell_y(const struct matrix *matrix, int likelihood)
{
	return matrix->of->y + (N_STEPS - likelihood) * matrix->cell;
}

/* Small cells hold dots alone: the scores go by their colours. In points of a cell of SMALL_CELL. */
#define SMALL_CELL 20.0
#define LARGE_FROM 40.0
static const struct {
	double radius_pt, size_pt, out_x, out_y;
} small_layouts[MOST_DOTS] = {
	{7, 8.5, 0, 0},
	{4.7, 7.5, 4.7, 0},
	{4.5, 7.5, 4.7, 4.7},
	{4.5, 7.5, 4.7, 4.7},
};

/** Beside others, a dot has no room for a larger number. */
#define MOST_SMALL_NUMBER 9u
#define CROWD_R 5.2
#define CROWD_PT 7.5
#define CROWD_Y 17.3

static bool is_small(const struct matrix *matrix)
{
	return matrix->cell < LARGE_FROM;
}

static struct tk_text_style scaled(const struct matrix *matrix, enum tk_role role, double size_pt,
				   enum tk_align align)
{
	struct tk_text_style style = tk_role_style(matrix->pen, role, align);

	style.size_pt = MAX(size_pt * matrix->scale, 7.5);
	return style;
}

static void draw_cell(const struct matrix *matrix, int likelihood, int impact)
{
	const struct tk_pen *pen = matrix->pen;
	struct tk_text_style style = scaled(matrix, TK_ROLE_AXIS, 9, TK_LEFT);
	g_autofree char *score = tk_format_int(pen->lang, likelihood * impact);
	double x = cell_x(matrix, impact), y = cell_y(matrix, likelihood);

	style.colour = tk_pen_ink(pen, TK_INK);
	tk_draw_rect(pen->canvas, x, y, matrix->cell - GAP, matrix->cell - GAP,
		     pen->theme->zone[tk_risk_zone(likelihood * impact)]);
	if (!is_small(matrix))
		tk_draw_text(pen->canvas, x + 5 * matrix->scale, y + 2.5 + style.size_pt, score,
			     &style);
}

/* Along the cells of the worst zone, from its lowest impact at the top to the right. */
static void draw_worst_frame(const struct matrix *matrix)
{
	cairo_t *cairo = tk_canvas_cairo(matrix->pen->canvas);
	double out = GAP / 2, right = cell_x(matrix, N_STEPS + 1) - out;

	cairo_set_line_width(cairo, 1.25);
	cairo_move_to(cairo, right, cell_y(matrix, N_STEPS) - out);
	for (int likelihood = N_STEPS; likelihood >= 1; likelihood--) {
		int impact = (WORST + likelihood - 1) / likelihood;

		if (impact > N_STEPS)
			break;
		cairo_line_to(cairo, cell_x(matrix, impact) - out,
			      cell_y(matrix, likelihood) - out);
		cairo_line_to(cairo, cell_x(matrix, impact) - out,
			      cell_y(matrix, likelihood - 1) - out);
		if (likelihood == 1 || likelihood * N_STEPS - N_STEPS < WORST)
			cairo_line_to(cairo, right, cell_y(matrix, likelihood - 1) - out);
	}
	cairo_close_path(cairo);
	tk_canvas_stroke(matrix->pen->canvas, tk_pen_ink(matrix->pen, TK_INK));
}

/* From the cells to the steps' numbers and to the axes' titles. Text does not shrink below what can
 * be read, so small cells keep it further off. */
struct axis_gaps {
	double label_x, label_y, title_x, title_y;
};
static const struct axis_gaps usual_gaps = {12, 13, 30, 31}, small_gaps = {18, 26, 44, 55};

static void draw_axes(const struct matrix *matrix)
{
	const struct tk_pen *pen = matrix->pen;
	struct tk_text_style label = scaled(matrix, TK_ROLE_NAME, 10.5, TK_CENTRE);
	struct tk_text_style title = scaled(matrix, TK_ROLE_SECTION, 11, TK_CENTRE);
	double middle = (N_STEPS * matrix->cell - GAP) / 2, s = matrix->scale;
	double bottom = cell_y(matrix, 0);
	const struct axis_gaps *gaps = is_small(matrix) ? &small_gaps : &usual_gaps;

	label.colour = tk_pen_ink(pen, TK_INK2);
	for (int i = 1; i <= N_STEPS; i++) {
		g_autofree char *text = tk_format_int(pen->lang, i);

		tk_draw_text(pen->canvas, cell_x(matrix, i) + (matrix->cell - GAP) / 2,
			     bottom + gaps->label_y * s, text, &label);
		tk_draw_text(pen->canvas, matrix->of->x - gaps->label_x * s,
			     cell_y(matrix, i) + matrix->cell / 2 + 3 * s, text, &label);
	}
	tk_draw_text(pen->canvas, matrix->of->x + middle, bottom + gaps->title_y * s,
		     tk_text(pen->texts, pen->lang, "risks.impact"), &title);
	tk_canvas_save(pen->canvas);
	cairo_translate(tk_canvas_cairo(pen->canvas), matrix->of->x - gaps->title_x * s,
			matrix->of->y + middle);
	cairo_rotate(tk_canvas_cairo(pen->canvas), -G_PI / 2);
	tk_draw_text(pen->canvas, 0, 0, tk_text(pen->texts, pen->lang, "risks.likelihood"), &title);
	tk_canvas_restore(pen->canvas);
}

void tk_draw_risk_dot(const struct tk_pen *pen, double x, double y, double radius_pt,
		      double size_pt, unsigned number, int score)
{
	cairo_t *cairo = tk_canvas_cairo(pen->canvas);
	struct tk_text_style style = tk_role_style(pen, TK_ROLE_NUMBER, TK_CENTRE);
	g_autofree char *text = tk_format_int(pen->lang, number);
	bool worst = score >= WORST;

	for (int stroke = 0; stroke < 2; stroke++) {
		cairo_new_sub_path(cairo);
		cairo_arc(cairo, x, y, radius_pt, 0, 2 * G_PI);
		cairo_close_path(cairo);
		if (stroke == 0) {
			tk_canvas_fill(pen->canvas, tk_pen_ink(pen, worst ? TK_INK : TK_WHITE));
			continue;
		}
		cairo_set_line_width(cairo, radius_pt < 10 ? 1 : 1.25);
		tk_canvas_stroke(pen->canvas, tk_pen_ink(pen, TK_INK));
	}
	style.size_pt = size_pt;
	style.weight = 700;
	style.colour = tk_pen_ink(pen, worst ? TK_WHITE : TK_INK);
	tk_draw_text(pen->canvas, x, y + size_pt * 0.36, text, &style);
}

/* "+2" beside the cell's score. */
static void draw_more(const struct matrix *matrix, int likelihood, int impact, unsigned n)
{
	struct tk_text_style style = scaled(matrix, TK_ROLE_NUMBER, 9, TK_RIGHT);
	g_autofree char *text = tk_format_signed(matrix->pen->lang, n, 0);

	tk_draw_text(matrix->pen->canvas, cell_x(matrix, impact) + matrix->cell - GAP - 5,
		     cell_y(matrix, likelihood) + 2.5 + style.size_pt, text, &style);
}

/* Number i of k + 1 dots in a small cell. */
static void draw_small_dot(const struct matrix *matrix, const struct tk_risk_dot *dot, unsigned k,
			   unsigned i)
{
	double s = matrix->cell / SMALL_CELL, middle = (matrix->cell - GAP) / 2;

	tk_draw_risk_dot(matrix->pen,
			 cell_x(matrix, dot->impact) + middle +
				 (i % 2 ? 1 : -1) * small_layouts[k].out_x * s,
			 cell_y(matrix, dot->likelihood) + middle +
				 (i < 2 ? -1 : 1) * small_layouts[k].out_y * s,
			 small_layouts[k].radius_pt * s, small_layouts[k].size_pt * s, dot->number,
			 dot->likelihood * dot->impact);
}

/* A small cell with more than its dots can tell: the first one, and how many others there are. */
static void draw_small_crowd(const struct matrix *matrix, const struct tk_risk_dot *dot, unsigned n)
{
	struct tk_text_style style = tk_role_style(matrix->pen, TK_ROLE_NUMBER, TK_CENTRE);
	double s = matrix->cell / SMALL_CELL, x = cell_x(matrix, dot->impact);
	double y = cell_y(matrix, dot->likelihood);
	g_autofree char *others = tk_format_signed(matrix->pen->lang, n - 1, 0);

	style.size_pt = CROWD_PT * s;
	tk_draw_risk_dot(matrix->pen, x + (matrix->cell - GAP) / 2, y + CROWD_R * s, CROWD_R * s,
			 CROWD_PT * s, dot->number, dot->likelihood * dot->impact);
	tk_draw_text(matrix->pen->canvas, x + (matrix->cell - GAP) / 2, y + CROWD_Y * s, others,
		     &style);
}

static void draw_dots(const struct matrix *matrix, int likelihood, int impact)
{
	const struct tk_risk_matrix *of = matrix->of;
	double middle = (matrix->cell - GAP) / 2;
	const struct tk_risk_dot *dots[MOST_DOTS];
	unsigned n = 0;

	for (unsigned i = 0; i < of->n_dots; i++) {
		if (of->dots[i].likelihood != likelihood || of->dots[i].impact != impact)
			continue;
		if (n < MOST_DOTS)
			dots[n] = &of->dots[i];
		n++;
	}
	if (is_small(matrix) &&
	    (n > MOST_DOTS || (n > 1 && dots[n - 1]->number > MOST_SMALL_NUMBER))) {
		draw_small_crowd(matrix, dots[0], n);
		return;
	}
	if (n > MOST_DOTS)
		draw_more(matrix, likelihood, impact, n - MOST_DOTS);
	for (unsigned i = 0; i < MIN(n, MOST_DOTS); i++) {
		unsigned k = MIN(n, MOST_DOTS) - 1;
		double s = matrix->scale;

		if (is_small(matrix)) {
			draw_small_dot(matrix, dots[i], k, i);
			continue;
		}

		tk_draw_risk_dot(matrix->pen,
				 cell_x(matrix, impact) + middle + layouts[k].at[i].x * s,
				 cell_y(matrix, likelihood) + middle +
					 (layouts[k].down + layouts[k].at[i].y) * s,
				 layouts[k].radius_pt * s, MAX(layouts[k].size_pt * s, 7),
				 dots[i]->number, likelihood * impact);
	}
}

void tk_draw_risk_matrix(const struct tk_pen *pen, const struct tk_risk_matrix *of)
{
	struct matrix matrix = {pen, of, of->cell_pt, of->cell_pt / USUAL_CELL};

	for (int likelihood = 1; likelihood <= N_STEPS; likelihood++) {
		for (int impact = 1; impact <= N_STEPS; impact++)
			draw_cell(&matrix, likelihood, impact);
	}
	draw_worst_frame(&matrix);
	draw_axes(&matrix);
	for (int likelihood = 1; likelihood <= N_STEPS; likelihood++) {
		for (int impact = 1; impact <= N_STEPS; impact++)
			draw_dots(&matrix, likelihood, impact);
	}
}

double tk_risk_matrix_height(const struct tk_risk_matrix *matrix)
{
	double gap = matrix->cell_pt < LARGE_FROM ? small_gaps.title_y : usual_gaps.title_y;

	return N_STEPS * matrix->cell_pt + (gap + 3) * matrix->cell_pt / USUAL_CELL;
}

/* "alle 5", "5–9", "10–14", "15 tai yli (kehys)". */
static char *zone_label(const struct tk_pen *pen, unsigned zone)
{
	g_autofree char *from = tk_format_int(pen->lang, zone ? zone_from[zone - 1] : 0);
	g_autofree char *to = tk_format_int(
		pen->lang, zone < G_N_ELEMENTS(zone_from) ? zone_from[zone] - (zone > 0) : 0);

	return tk_text_format(pen->texts, pen->lang,
			      zone == 0                         ? "risks.zone.lowest"
			      : zone == G_N_ELEMENTS(zone_from) ? "risks.zone.worst"
								: "risks.zone.range",
			      "from", from, "to", to, NULL);
}

void tk_draw_risk_legend(const struct tk_pen *pen, double x, double baseline_y)
{
	for (unsigned zone = 0; zone <= G_N_ELEMENTS(zone_from); zone++) {
		g_autofree char *label = zone_label(pen, zone);
		bool worst = zone == G_N_ELEMENTS(zone_from);

		tk_draw_rect(pen->canvas, x, baseline_y - 8.5, 14, 10, pen->theme->zone[zone]);
		tk_draw_frame(pen->canvas, x, baseline_y - 8.5, 14, 10, worst ? 1.25 : 0.5,
			      tk_pen_ink(pen, worst ? TK_INK : TK_RULE));
		x += 33 + tk_pen_text(pen, TK_ROLE_LEGEND, TK_LEFT, x + 19, baseline_y, label);
	}
}
