#include "region-imp.h"

#define KICKER_Y 50.0
#define NAME_Y 82.0
#define NAME_PT 33.0
#define LEAD_AFTER 19.0
#define MOST_LEAD_LINES 2u
/** Its lines are made even to so many points. */
#define EVEN_PT 8.0
/** From the lead's last line to the key figures. */
#define KEY_AFTER 31.0
#define KEY_GAP 14.0
#define N_KEYS 4u
/** Height of the key figures, the gap below them included. */
#define KEYS_PT 90.0

/* ---- Name and message ---- */

/* Names that are wider than the page become smaller, then take lines of their own. */
static struct tk_text_style name_style(const struct tk_region_doc *rd)
{
	struct tk_text_style style = tk_a4_style(rd, TK_A4_NAME, TK_LEFT);
	struct tk_fonts *fonts = tk_canvas_fonts(rd->doc.pen.canvas);

	while (style.size_pt > 20 &&
	       tk_text_width(fonts, tk_summary_name(rd), &style) > TK_A4_TEXT_W)
		style.size_pt -= 1;
	return style;
}

/* The first message that takes few enough lines, else the one that says least. */
static char *choose_message(const struct tk_region_doc *rd)
{
	g_auto(GStrv) messages = tk_region_messages(rd);
	unsigned i = 0;

	while (messages[i + 1] &&
	       tk_a4_lines(rd, TK_A4_LEAD, TK_A4_TEXT_W, messages[i]) > MOST_LEAD_LINES)
		i++;
	return g_strdup(messages[i]);
}

/* The narrowest width that makes no more lines: they come out even, and no word stands alone. */
static double even_width(const struct tk_region_doc *rd, const char *message)
{
	unsigned n = tk_a4_lines(rd, TK_A4_LEAD, TK_A4_TEXT_W, message);
	double least = TK_A4_TEXT_W / 2, most = TK_A4_TEXT_W;

	while (n > 1 && most - least > EVEN_PT) {
		double middle = (least + most) / 2;

		if (tk_a4_lines(rd, TK_A4_LEAD, middle, message) > n)
			least = middle;
		else
			most = middle;
	}
	return most;
}

static void draw_coop(const struct tk_region_doc *rd)
{
	const struct tk_pen *pen = &rd->doc.pen;
	const struct tk_dataset *dataset = rd->doc.picture->dataset;
	unsigned coop = dataset->regions[rd->region].coop;

	if (coop == TK_NONE)
		return;
	g_autofree char *text =
		tk_text_format(pen->texts, pen->lang, "region.coop", "coop",
			       tk_names_in(&dataset->coops[coop].name, pen->lang), NULL);

	tk_pen_begin(pen, "P", pen->lang);
	tk_a4_text(rd, TK_A4_ASIDE, TK_RIGHT, TK_A4_X1, KICKER_Y, text);
	tk_pen_end(pen);
}

/* \return the baseline of the message's last line. */
static double lay_title(struct tk_region_doc *rd)
{
	const struct tk_pen *pen = &rd->doc.pen;
	const struct tk_region *region = &rd->doc.picture->dataset->regions[rd->region];
	struct tk_text_style style = name_style(rd);
	g_autofree char *message = choose_message(rd);
	unsigned n_name = MAX(1, tk_pen_lines(pen, &style, TK_A4_TEXT_W, tk_summary_name(rd)));
	unsigned n_lead = tk_a4_lines(rd, TK_A4_LEAD, TK_A4_TEXT_W, message);
	double lead_y = NAME_Y + (n_name - 1) * NAME_PT + LEAD_AFTER;

	if (!rd->counting) {
		tk_pen_begin(pen, "P", pen->lang);
		tk_a4_text(rd, TK_A4_KICKER, TK_LEFT, TK_A4_X0, KICKER_Y, rd->kicker);
		tk_pen_end(pen);
		tk_canvas_bookmark(pen->canvas, 0, tk_summary_name(rd));
		tk_pen_begin(pen, "H1", tk_names_lang(&region->name, pen->lang));
		tk_pen_block(pen, &style, TK_A4_X0, NAME_Y, TK_A4_TEXT_W, tk_summary_name(rd));
		tk_pen_end(pen);
		draw_coop(rd);
		tk_a4_paragraph(rd, TK_A4_LEAD, TK_A4_X0, lead_y, even_width(rd, message), message);
	}
	return lead_y + (n_lead - 1) * tk_a4_leading(TK_A4_LEAD);
}

/* ---- Key figures ---- */

/** One figure in large with three lines below it; owned, NULL: a line is left out. */
struct key {
	const char *label_key;
	char *value, *rank, *median, *before;
};

static char *rank_text(const struct tk_region_doc *rd, enum tk_measure measure)
{
	const struct tk_pen *pen = &rd->doc.pen;
	const struct tk_picture *picture = rd->doc.picture;
	unsigned rank = tk_region_ranked(rd)
				? tk_picture_rank(picture, measure, rd->region, TK_ALL_AREAS)
				: 0;

	if (rank == 0)
		return NULL;
	g_autofree char *place = tk_format_int(pen->lang, rank);
	g_autofree char *all = tk_format_int(pen->lang, picture->now->n_reported);

	return tk_text_format(pen->texts, pen->lang, "region.rank", "rank", place, "all", all,
			      NULL);
}

static char *median_text(const struct tk_region_doc *rd, const char *value)
{
	if (tk_region_alone(rd))
		return NULL;
	return tk_text_format(rd->doc.pen.texts, rd->doc.pen.lang, "region.median", "median", value,
			      NULL);
}

static char *before_text(const struct tk_region_doc *rd, const char *value)
{
	const struct tk_picture *picture = rd->doc.picture;

	if (!picture->before || rd->shown != picture->now)
		return NULL;
	g_autofree char *month = tk_region_month(rd, TK_MONTH_IN, picture->before->period);

	return tk_text_format(rd->doc.pen.texts, rd->doc.pen.lang,
			      value ? "region.before" : "region.before-none", "month", month,
			      "value", value ? value : "", NULL);
}

static struct key share_key(const struct tk_region_doc *rd, enum tk_measure measure,
			    const char *label_key)
{
	const struct tk_figures *before = tk_region_before(rd, TK_ALL_AREAS);
	struct tk_share share =
		tk_figures_share(tk_measures_region(rd->shown, rd->region, TK_ALL_AREAS), measure);
	struct tk_share was = before ? tk_figures_share(before, measure) : (struct tk_share){0, 0};
	g_autofree char *median =
		tk_region_median(rd, tk_measures_median(rd->shown, measure, TK_ALL_AREAS));
	g_autofree char *earlier = was.n > 0 ? tk_region_percent(rd, was) : NULL;

	return (struct key){
		.label_key = label_key,
		.value = tk_region_percent(rd, share),
		.rank = rank_text(rd, measure),
		.median = median_text(rd, median),
		.before = before_text(rd, earlier),
	};
}

/* A number of tasks: halves are told with one decimal. */
static char *count_text(const struct tk_region_doc *rd, struct tk_fraction n)
{
	enum tk_lang lang = rd->doc.pen.lang;

	if (n.den == 0)
		return g_strdup(tk_doc_text(&rd->doc, "none"));
	if (n.num % n.den == 0)
		return tk_format_int(lang, n.num / n.den);
	return tk_format_decimal(lang, (20 * n.num + n.den) / (2 * n.den), 1);
}

static struct key late_key(const struct tk_region_doc *rd)
{
	const struct tk_pen *pen = &rd->doc.pen;
	const struct tk_figures *before = tk_region_before(rd, TK_ALL_AREAS);
	int64_t n = tk_measures_region(rd->shown, rd->region, TK_ALL_AREAS)->n_late;
	g_autofree char *median = count_text(rd, tk_measures_median_late(rd->shown, TK_ALL_AREAS));
	g_autofree char *earlier = before ? tk_format_int(pen->lang, before->n_late) : NULL;

	return (struct key){
		.label_key = "summary.late",
		.value = tk_format_int(pen->lang, n),
		.rank = g_strdup(
			tk_doc_text(&rd->doc, n == 1 ? "region.late.one" : "region.late.other")),
		.median = median_text(rd, median),
		.before = before_text(rd, earlier),
	};
}

static void draw_key(const struct tk_region_doc *rd, const struct key *key, double x, double y,
		     double w)
{
	const struct tk_pen *pen = &rd->doc.pen;
	const struct {
		enum tk_a4_role role;
		const char *text;
	} lines[] = {
		{TK_A4_KEY_RANK, key->rank},
		{TK_A4_KEY_NOTE, key->median},
		{TK_A4_KEY_NOTE, key->before},
	};
	double line_y = y + 55;

	tk_pen_begin_artifact(pen);
	tk_draw_line(pen->canvas, x, y, x + w, y, 0.75, tk_pen_ink(pen, TK_INK));
	tk_pen_end(pen);
	tk_pen_begin(pen, "H2", pen->lang);
	tk_a4_text(rd, TK_A4_KEY_LABEL, TK_LEFT, x, y + 13, tk_doc_text(&rd->doc, key->label_key));
	tk_pen_end(pen);
	tk_pen_begin(pen, "P", pen->lang);
	tk_a4_text(rd, TK_A4_KEY_FIGURE, TK_LEFT, x, y + 40, key->value);
	tk_pen_end(pen);
	for (unsigned i = 0; i < G_N_ELEMENTS(lines); i++) {
		if (!lines[i].text)
			continue;
		tk_pen_begin(pen, "P", pen->lang);
		tk_a4_text(rd, lines[i].role, TK_LEFT, x, line_y, lines[i].text);
		tk_pen_end(pen);
		line_y += 11;
	}
}

static void draw_keys(const struct tk_region_doc *rd, double y)
{
	const double w = (TK_A4_TEXT_W - (N_KEYS - 1) * KEY_GAP) / N_KEYS;
	struct key keys[N_KEYS] = {
		share_key(rd, TK_MEASURE_PROGRESS, "summary.progress"),
		share_key(rd, TK_MEASURE_UNDER_WAY, "summary.under-way"),
		share_key(rd, TK_MEASURE_DONE, "summary.done"),
		late_key(rd),
	};

	for (unsigned i = 0; i < N_KEYS; i++) {
		draw_key(rd, &keys[i], TK_A4_X0 + i * (w + KEY_GAP), y, w);
		g_free(keys[i].value);
		g_free(keys[i].rank);
		g_free(keys[i].median);
		g_free(keys[i].before);
	}
}

/* Figures of an earlier period stand under words that say so. */
static double lay_last_known(struct tk_region_doc *rd, double y)
{
	const struct tk_pen *pen = &rd->doc.pen;
	const char *key = rd->shown ? "region.last-known" : "region.never-known";
	g_autofree char *month = rd->shown
					 ? tk_region_month(rd, TK_MONTH_GENITIVE, rd->shown->period)
					 : g_strdup("");
	g_autofree char *date =
		rd->shown ? tk_text_date(pen->texts, pen->lang, rd->shown->period->reporting_date)
			  : g_strdup("");
	g_autofree char *text =
		tk_text_format(pen->texts, pen->lang, key, "month", month, "date", date, NULL);

	if (!rd->counting)
		tk_a4_paragraph(rd, TK_A4_BODY, TK_A4_X0, y + 16, TK_A4_TEXT_W, text);
	return y + 16 + (tk_a4_lines(rd, TK_A4_BODY, TK_A4_TEXT_W, text) - 1) * 12;
}

void tk_region_lay_head(struct tk_region_doc *rd)
{
	double y = lay_title(rd);

	if (rd->shown != rd->doc.picture->now)
		y = lay_last_known(rd, y);
	rd->y = y + KEY_AFTER;
	rd->empty = false;
	if (!rd->shown)
		return;
	if (!rd->counting)
		draw_keys(rd, rd->y);
	rd->y += KEYS_PT;
}
