#include "summary-imp.h"

#define FIGURE_W 206.0
#define FIGURE_PITCH 222.0

/* "+16 %-yks. elokuusta" and its direction; that there is nothing to compare with where so. */
static char *points_text(const struct tk_document *doc, struct tk_fraction change, int *arrow)
{
	const struct tk_pen *pen = &doc->pen;

	*arrow = TK_NO_ARROW;
	if (change.den == 0)
		return g_strdup(tk_doc_text(doc, "summary.change-none"));
	int64_t points = tk_fraction_points(change, 0);
	g_autofree char *number = tk_format_signed(pen->lang, points, 0);
	g_autofree char *since = tk_words_since(doc, "since");

	*arrow = (points > 0) - (points < 0);
	return tk_text_format(pen->texts, pen->lang, "summary.change-points", "change", number,
			      "since", since, NULL);
}

/* A share of the country's, with its change. */
static void draw_share(const struct tk_document *doc, double x, double y, const char *key,
		       struct tk_share now, struct tk_fraction change, const char *of)
{
	const struct tk_pen *pen = &doc->pen;
	g_autofree char *value = tk_pen_percent(pen, now);
	int arrow;
	g_autofree char *told = points_text(doc, change, &arrow);
	struct tk_key_figure figure = {tk_doc_text(doc, key), value, of, told, arrow};

	tk_draw_key_figure(pen, x, y, FIGURE_W, &figure);
}

static struct tk_fraction change_of(const struct tk_document *doc, struct tk_share now,
				    struct tk_share before)
{
	if (!doc->picture->before)
		return (struct tk_fraction){0, 0};
	return tk_share_difference(now, before);
}

/* The first planned end of the catalogue; TK_NO_DATE: no tasks. */
static int32_t first_due(const struct tk_dataset *dataset)
{
	int32_t first = TK_NO_DATE;

	for (unsigned t = 0; t < dataset->n_tasks; t++) {
		if (first == TK_NO_DATE || dataset->tasks[t].end < first)
			first = dataset->tasks[t].end;
	}
	return first;
}

/* Nothing could be late before the first date was due: then the date says more than the change. */
static char *late_change(const struct tk_document *doc, int64_t n_late, int *arrow)
{
	const struct tk_picture *picture = doc->picture;
	const struct tk_pen *pen = &doc->pen;
	int32_t due = first_due(picture->dataset);

	*arrow = TK_NO_ARROW;
	if (!picture->before ||
	    (due != TK_NO_DATE && due >= picture->before->period->reporting_date)) {
		g_autofree char *date = tk_text_date(pen->texts, pen->lang, due);

		return due == TK_NO_DATE ? NULL
					 : tk_text_format(pen->texts, pen->lang,
							  "summary.first-due", "date", date, NULL);
	}
	int64_t change = n_late - tk_measures_country(picture->before, TK_ALL_AREAS)->n_late;
	g_autofree char *number = tk_format_signed(pen->lang, change, 0);
	g_autofree char *since = tk_words_since(doc, "since");

	*arrow = (change > 0) - (change < 0);
	return tk_text_format(pen->texts, pen->lang, "summary.change-count", "change", number,
			      "since", since, NULL);
}

/* "tehtävää 22 alueella" */
static char *late_of(const struct tk_document *doc, int64_t n_late)
{
	const struct tk_picture *picture = doc->picture;
	const struct tk_pen *pen = &doc->pen;
	unsigned n = 0;

	if (n_late == 0)
		return g_strdup(tk_doc_text(doc, "summary.late-none"));
	for (unsigned r = 0; r < picture->dataset->n_regions; r++)
		n += tk_measures_region(picture->now, r, TK_ALL_AREAS)->n_late > 0;
	g_autofree char *regions =
		tk_text_plural(pen->texts, pen->lang, "summary.late-regions", n, NULL);

	return tk_text_plural(pen->texts, pen->lang, "summary.late-of", n_late, "regions", regions,
			      NULL);
}

static void draw_late(const struct tk_document *doc, double x, double y)
{
	const struct tk_pen *pen = &doc->pen;
	int64_t n_late = tk_measures_country(doc->picture->now, TK_ALL_AREAS)->n_late;
	g_autofree char *value = tk_format_int(pen->lang, n_late);
	g_autofree char *of = late_of(doc, n_late);
	int arrow;
	g_autofree char *change = late_change(doc, n_late, &arrow);
	struct tk_key_figure figure = {tk_doc_text(doc, "summary.late"), value, of, change, arrow};

	tk_draw_key_figure(pen, x, y, FIGURE_W, &figure);
}

void tk_draw_summary_figures(const struct tk_document *doc, double y)
{
	static const struct tk_figures none;
	const struct tk_picture *picture = doc->picture;
	const struct tk_pen *pen = &doc->pen;
	const struct tk_figures *now = tk_measures_country(picture->now, TK_ALL_AREAS);
	const struct tk_figures *before =
		picture->before ? tk_measures_country(picture->before, TK_ALL_AREAS) : &none;
	g_autofree char *window = tk_words_window(doc);
	g_autofree char *of_window =
		tk_text_format(pen->texts, pen->lang, "summary.of-window", "window", window, NULL);
	g_autofree char *of_all =
		tk_text_plural(pen->texts, pen->lang, "summary.of-all",
			       tk_measures_tasks(picture->now, TK_ALL_AREAS), NULL);
	double x = TK_PAGE_X0;

	draw_share(doc, x, y, "summary.progress", now->progress,
		   change_of(doc, now->progress, before->progress), of_window);
	draw_share(doc, x + FIGURE_PITCH, y, "summary.under-way", now->under_way,
		   change_of(doc, now->under_way, before->under_way), of_all);
	draw_share(doc, x + 2 * FIGURE_PITCH, y, "summary.done", now->done,
		   change_of(doc, now->done, before->done), of_all);
	draw_late(doc, x + 3 * FIGURE_PITCH, y);
}
