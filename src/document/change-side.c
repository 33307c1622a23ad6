#include "change-imp.h"

#define LEFT_X 592.0
#define NAME_W 226.0
#define LEAST_NAME_PT 8.0
#define MOST_NAME_CHARS 160
#define AXIS_X 856.0
/** Most that a bar may reach to either side. */
#define MOST_BAR 36.0
#define UNIT 9.0
#define BAR_H 11.0
#define MOST_RISKS 10u
/** Least height of a row whose name takes two lines. */
#define TWO_LINES_PT 25.0
/** Under the section's head; from the table's head to its rows; from its end to the sentences. */
#define TABLE_GAP 17.0
#define HEAD_PT 6.0
#define SENTENCE_GAP 29.0
#define NO_RISKS_GAP 22.0
/** From the baseline after the sentences to the panel. */
#define PANEL_GAP (-7.0)
#define BOTTOM_Y 503.0

/* How much is shown, the most first: where it gets crowded, rows come nearer, then a sentence goes,
 * then risks. */
static const struct {
	double row_pt;
	bool counts;
} densities[] = {{23, true}, {20.5, true}, {20.5, false}, {18.5, false}};

struct side {
	const struct tk_document *doc;
	/** struct tk_risk_summary, lent; as they are shown. Owned. */
	GPtrArray *risks;
	/** What the risks and the change come to, or "". Owned. */
	char *sentences, *parts;
	double row_pt, bar_unit;
};

/* Products of two 64-bit numbers. */
__extension__ typedef __int128 wide;

/* ---- Parts of the change ---- */

struct part {
	int64_t *tenths;
	/** What rounding down left, 0-1. */
	double rest;
};

static struct part round_down(struct tk_fraction fraction, int64_t *tenths)
{
	wide scaled = (wide)fraction.num * 1000, den = fraction.den;
	wide floor = scaled / den - (scaled % den < 0);

	*tenths = (int64_t)floor;
	return (struct part){tenths, (double)(scaled - floor * den) / (double)den};
}

struct tk_change_parts tk_change_round(const struct tk_change *change)
{
	struct tk_change_parts parts = {.whole = tk_fraction_points(change->whole, 1)};
	struct part of[] = {
		round_down(change->moves, &parts.moves),
		round_down(change->window, &parts.window),
		round_down(change->applicability, &parts.applicability),
		round_down(change->coverage, &parts.coverage),
	};
	int64_t left =
		parts.whole - parts.moves - parts.window - parts.applicability - parts.coverage;

	for (; left > 0; left--) {
		unsigned most = 0;

		for (unsigned i = 1; i < G_N_ELEMENTS(of); i++) {
			if (of[i].rest > of[most].rest)
				most = i;
		}
		(*of[most].tenths)++;
		of[most].rest = -1;
	}
	return parts;
}

static char *parts_text(const struct tk_document *doc, const struct tk_change *change)
{
	struct tk_change_parts parts = tk_change_round(change);
	enum tk_lang lang = doc->pen.lang;
	g_autofree char *whole = tk_format_signed(lang, parts.whole, 1);
	g_autofree char *moves = tk_format_signed(lang, parts.moves, 1);
	g_autofree char *window = tk_format_signed(lang, parts.window, 1);
	g_autofree char *applicability = tk_format_signed(lang, parts.applicability, 1);
	g_autofree char *coverage = tk_format_signed(lang, parts.coverage, 1);

	return tk_text_format(doc->pen.texts, lang, "change.parts", "whole", whole, "moves", moves,
			      "window", window, "applicability", applicability, "coverage",
			      coverage, NULL);
}

#define PANEL_PADDING 10.0

static double parts_height(const struct side *side)
{
	struct tk_text_style style = tk_role_style(&side->doc->pen, TK_ROLE_NOTE, TK_LEFT);
	double w = TK_PAGE_X1 - LEFT_X - 2 * PANEL_PADDING;

	if (!*side->parts)
		return 0;
	return tk_pen_lines(&side->doc->pen, &style, w, side->parts) * style.leading_pt + 11;
}

static void draw_parts(const struct side *side, double y)
{
	const struct tk_pen *pen = &side->doc->pen;
	double w = TK_PAGE_X1 - LEFT_X;

	tk_pen_begin_artifact(pen);
	tk_draw_rect(pen->canvas, LEFT_X, y, w, parts_height(side), tk_pen_ink(pen, TK_PANEL));
	tk_pen_end(pen);
	tk_pen_begin(pen, "P", pen->lang);
	tk_pen_paragraph(pen, TK_ROLE_NOTE, LEFT_X + PANEL_PADDING, y + 15, w - 2 * PANEL_PADDING,
			 side->parts);
	tk_pen_end(pen);
}

/* ---- Risks ---- */

static int64_t risk_change(const struct tk_risk_summary *risk)
{
	return (int64_t)risk->n_now - risk->n_before;
}

/* The words came with some region's submission: they are in its language. */
static enum tk_lang risk_lang(const struct tk_document *doc, const struct tk_risk_summary *risk)
{
	const struct tk_picture *picture = doc->picture;
	const struct tk_measures *rounds[] = {picture->now, picture->before};

	for (unsigned p = 0; p < G_N_ELEMENTS(rounds); p++) {
		for (unsigned r = 0; rounds[p] && r < picture->dataset->n_regions; r++) {
			const struct tk_submission *submission = &rounds[p]->round->submissions[r];

			for (unsigned i = 0; i < submission->n_risks; i++) {
				if (submission->risks[i].name == risk->name &&
				    picture->dataset->regions[r].n_langs > 0)
					return picture->dataset->regions[r].langs[0];
			}
		}
	}
	return doc->pen.lang;
}

static int compare_change(const void *a, const void *b)
{
	const struct tk_risk_summary *left = *(const struct tk_risk_summary *const *)a;
	const struct tk_risk_summary *right = *(const struct tk_risk_summary *const *)b;
	int64_t x = risk_change(left), y = risk_change(right);

	if (x != y)
		return x < y ? 1 : -1;
	return (left->n_now < right->n_now) - (left->n_now > right->n_now);
}

static int compare_size(const void *a, const void *b)
{
	const struct tk_risk_summary *left = *(const struct tk_risk_summary *const *)a;
	const struct tk_risk_summary *right = *(const struct tk_risk_summary *const *)b;
	int64_t x = ABS(risk_change(left)), y = ABS(risk_change(right));

	if (x != y)
		return x < y ? 1 : -1;
	return (left->n_now < right->n_now) - (left->n_now > right->n_now);
}

static int compare_now(const void *a, const void *b)
{
	const struct tk_risk_summary *left = *(const struct tk_risk_summary *const *)a;
	const struct tk_risk_summary *right = *(const struct tk_risk_summary *const *)b;

	return (left->n_now < right->n_now) - (left->n_now > right->n_now);
}

/* The most changed risks (without a period before: those that most regions tell of), then as shown.
 */
static GPtrArray *chosen_risks(const struct tk_document *doc, unsigned most)
{
	const struct tk_picture *picture = doc->picture;
	GPtrArray *risks = g_ptr_array_new();

	for (unsigned i = 0; i < picture->n_risks; i++)
		g_ptr_array_add(risks, &picture->risks[i]);
	g_ptr_array_sort(risks, picture->before ? compare_size : compare_now);
	if (risks->len > most)
		g_ptr_array_set_size(risks, (int)most);
	if (picture->before)
		g_ptr_array_sort(risks, compare_change);
	return risks;
}

static double bar_unit(const GPtrArray *risks, bool compared)
{
	int64_t most = 1;

	for (unsigned i = 0; i < risks->len; i++) {
		const struct tk_risk_summary *risk = risks->pdata[i];

		most = MAX(most, compared ? ABS(risk_change(risk)) : (int64_t)risk->n_now);
	}
	return MIN(UNIT, MOST_BAR / (double)most);
}

/* What keeps within two lines: smaller, and if that does not help, cut short and told of. */
static char *fit_risk_name(const struct tk_document *doc, const char *name,
			   struct tk_text_style *style)
{
	const struct tk_pen *pen = &doc->pen;
	glong n_chars = g_utf8_strlen(name, -1);
	g_autofree char *shown = g_strdup(name);

	while (style->size_pt > LEAST_NAME_PT && tk_pen_lines(pen, style, NAME_W, shown) > 2)
		style->size_pt -= 0.5;
	if (tk_pen_lines(pen, style, NAME_W, shown) <= 2)
		return g_steal_pointer(&shown);
	tk_doc_overflow(doc, name);
	for (n_chars = MIN(n_chars, MOST_NAME_CHARS); n_chars > 0; n_chars -= 5) {
		g_autofree char *begin = g_utf8_substring(name, 0, n_chars);

		g_free(shown);
		shown = g_strconcat(begin, "…", NULL);
		if (tk_pen_lines(pen, style, NAME_W, shown) <= 2)
			break;
	}
	return g_steal_pointer(&shown);
}

static double risk_row_pt(const struct side *side, const struct tk_risk_summary *risk)
{
	const struct tk_pen *pen = &side->doc->pen;
	struct tk_text_style style = tk_role_style(pen, TK_ROLE_NAME, TK_LEFT);

	if (tk_pen_lines(pen, &style, NAME_W, risk->name) == 1)
		return side->row_pt;
	return MAX(side->row_pt, TWO_LINES_PT);
}

static void draw_risk_name(const struct tk_document *doc, const struct tk_risk_summary *risk,
			   double y)
{
	const struct tk_pen *pen = &doc->pen;
	struct tk_text_style style = tk_role_style(pen, TK_ROLE_NAME, TK_LEFT);
	g_autofree char *name = fit_risk_name(doc, risk->name, &style);
	bool one_line = tk_pen_lines(pen, &style, NAME_W, name) == 1;

	style.leading_pt = 11;
	tk_pen_begin_th(pen, "Row", 0, risk_lang(doc, risk));
	tk_pen_block(pen, &style, LEFT_X, one_line ? y + 13 : y + 7.5, NAME_W, name);
	tk_pen_end(pen);
}

static void draw_risk_bar(const struct side *side, double y, double row_pt, int64_t value)
{
	const struct tk_pen *pen = &side->doc->pen;
	bool compared = side->doc->picture->before != NULL;
	double w = (double)ABS(value) * side->bar_unit, x = value < 0 ? AXIS_X - w : AXIS_X;
	double middle = y + 9.5;
	enum tk_ink ink = !compared ? TK_KEY : value > 0 ? TK_ORANGE : TK_DEEP;

	tk_pen_begin_artifact(pen);
	tk_draw_line(pen->canvas, AXIS_X, y - 2, AXIS_X, y + row_pt, 0.75, tk_pen_ink(pen, TK_INK));
	tk_draw_rect(pen->canvas, x, middle - BAR_H / 2, w, BAR_H, tk_pen_ink(pen, ink));
	if (value == 0)
		tk_draw_rect(pen->canvas, AXIS_X - 3, middle - 0.75, 6, 1.5,
			     tk_pen_ink(pen, TK_INK2));
	tk_pen_end(pen);
}

static void draw_risk(const struct side *side, const struct tk_risk_summary *risk, double y)
{
	const struct tk_pen *pen = &side->doc->pen;
	bool compared = side->doc->picture->before != NULL;
	int64_t value = compared ? risk_change(risk) : (int64_t)risk->n_now;
	g_autofree char *number =
		compared ? tk_format_signed(pen->lang, value, 0) : tk_format_int(pen->lang, value);

	draw_risk_bar(side, y, risk_row_pt(side, risk), value);
	tk_pen_begin(pen, "TR", pen->lang);
	draw_risk_name(side->doc, risk, y);
	tk_pen_begin_td(pen, 0, pen->lang);
	tk_pen_text(pen, TK_ROLE_NUMBER, TK_RIGHT, TK_PAGE_X1, y + 13, number);
	tk_pen_end(pen);
	tk_pen_end(pen);
}

static void draw_risk_head(const struct tk_document *doc, double y)
{
	const struct tk_pen *pen = &doc->pen;
	const char *key = doc->picture->before ? "change.difference" : "change.regions";

	tk_pen_begin(pen, "THead", pen->lang);
	tk_pen_begin(pen, "TR", pen->lang);
	tk_pen_begin_th(pen, "Column", 0, pen->lang);
	tk_pen_text(pen, TK_ROLE_AXIS, TK_LEFT, LEFT_X, y, tk_doc_text(doc, "change.risk"));
	tk_pen_end(pen);
	tk_pen_begin_th(pen, "Column", 0, pen->lang);
	tk_pen_text(pen, TK_ROLE_AXIS, TK_RIGHT, TK_PAGE_X1, y, tk_doc_text(doc, key));
	tk_pen_end(pen);
	tk_pen_end(pen);
	tk_pen_end(pen);
}

static double draw_risks(const struct side *side, double y)
{
	const struct tk_document *doc = side->doc;
	const struct tk_pen *pen = &doc->pen;

	tk_pen_begin(pen, "Table", pen->lang);
	draw_risk_head(doc, y);
	y += HEAD_PT;
	tk_pen_begin(pen, "TBody", pen->lang);
	for (unsigned i = 0; i < side->risks->len; i++) {
		draw_risk(side, side->risks->pdata[i], y);
		y += risk_row_pt(side, side->risks->pdata[i]);
	}
	tk_pen_end(pen);
	tk_pen_end(pen);
	if (doc->picture->before) {
		tk_pen_begin_artifact(pen);
		tk_pen_text(pen, TK_ROLE_AXIS, TK_RIGHT, AXIS_X - 6, y + 8,
			    tk_doc_text(doc, "change.fewer"));
		tk_pen_text(pen, TK_ROLE_AXIS, TK_LEFT, AXIS_X + 6, y + 8,
			    tk_doc_text(doc, "change.more"));
		tk_pen_end(pen);
	}
	return y;
}

/* ---- Sentences ---- */

/* The risk that grew most, where one did and its words are in the document's language. */
static char *top_risk_text(const struct tk_document *doc, const GPtrArray *risks)
{
	const struct tk_pen *pen = &doc->pen;
	const struct tk_risk_summary *top = risks->pdata[0];
	const struct tk_period *before = doc->picture->before->period;

	if (risk_change(top) <= 0 || risk_lang(doc, top) != pen->lang ||
	    g_utf8_strlen(top->name, -1) > MOST_NAME_CHARS)
		return NULL;
	g_autofree char *month =
		tk_text_month(pen->texts, pen->lang, TK_MONTH_IN, before->year, before->month);
	g_autofree char *was = top->n_before ? tk_text_number(pen->texts, pen->lang, top->n_before)
					     : g_strdup(tk_doc_text(doc, "change.risk-new"));

	return tk_text_plural(pen->texts, pen->lang, "change.top-risk", top->n_now, "risk",
			      top->name, "month", month, "before", was, NULL);
}

/* For how many risks the number of regions grew and fell. */
static char *counts_text(const struct tk_document *doc)
{
	static const char *const keys[] = {"change.risks-up", "change.risks-down"};
	const struct tk_picture *picture = doc->picture;
	unsigned n[G_N_ELEMENTS(keys)] = {0};
	g_autoptr(GPtrArray) parts = g_ptr_array_new_with_free_func(g_free);

	if (picture->n_risks < 2)
		return NULL;
	for (unsigned i = 0; i < picture->n_risks; i++) {
		int64_t change = risk_change(&picture->risks[i]);

		if (change != 0)
			n[change > 0 ? 0 : 1]++;
	}
	for (unsigned i = 0; i < G_N_ELEMENTS(keys); i++) {
		if (n[i] > 0)
			g_ptr_array_add(parts, tk_text_plural(doc->pen.texts, doc->pen.lang,
							      keys[i], n[i], NULL));
	}
	if (parts->len == 0)
		return g_strdup(tk_doc_text(doc, "change.risks-same"));
	g_autofree char *joined = tk_words_join(doc, parts);

	return tk_text_format(doc->pen.texts, doc->pen.lang, "change.risk-counts", "parts", joined,
			      NULL);
}

static char *rest_text(const struct side *side)
{
	const struct tk_document *doc = side->doc;
	unsigned n = doc->picture->n_risks - side->risks->len;

	return n ? tk_text_plural(doc->pen.texts, doc->pen.lang, "change.rest", n, NULL) : NULL;
}

static char *sentences_text(const struct side *side, bool counts)
{
	const struct tk_document *doc = side->doc;
	bool compared = doc->picture->before != NULL && side->risks->len > 0;

	if (side->risks->len == 0)
		return g_strdup(tk_doc_text(doc, "change.no-risks"));
	g_auto(GStrv) sentences = tk_texts_new(2, compared ? top_risk_text(doc, side->risks) : NULL,
					       compared && counts ? counts_text(doc) : NULL);

	return g_strjoinv(" ", sentences);
}

static void draw_paragraph(const struct tk_pen *pen, enum tk_role role, double y, const char *text)
{
	tk_pen_begin(pen, "P", pen->lang);
	tk_pen_paragraph(pen, role, LEFT_X, y, TK_PAGE_X1 - LEFT_X, text);
	tk_pen_end(pen);
}

static double sentences_height(const struct side *side)
{
	struct tk_text_style style = tk_role_style(&side->doc->pen, TK_ROLE_REMARK, TK_LEFT);

	if (!*side->sentences)
		return 0;
	return tk_pen_lines(&side->doc->pen, &style, TK_PAGE_X1 - LEFT_X, side->sentences) *
	       style.leading_pt;
}

/* ---- All of it ---- */

static double risks_height(const struct side *side)
{
	double rows = 0;

	for (unsigned i = 0; i < side->risks->len; i++)
		rows += risk_row_pt(side, side->risks->pdata[i]);
	return side->risks->len ? TABLE_GAP + HEAD_PT + rows + SENTENCE_GAP : NO_RISKS_GAP;
}

static double bottom_of(const struct side *side, double y)
{
	return y + risks_height(side) + sentences_height(side) + PANEL_GAP + parts_height(side);
}

static void choose_risks(struct side *side, unsigned most)
{
	g_clear_pointer(&side->risks, g_ptr_array_unref);
	side->risks = chosen_risks(side->doc, most);
	side->bar_unit = bar_unit(side->risks, side->doc->picture->before != NULL);
}

/* The most risks, and with them the first density, that keep within the page. */
static void fit_side(struct side *side, double y)
{
	for (unsigned most = MOST_RISKS; most > 0; most--) {
		choose_risks(side, most);
		for (unsigned i = 0; i < G_N_ELEMENTS(densities); i++) {
			g_free(side->sentences);
			side->sentences = sentences_text(side, densities[i].counts);
			side->row_pt = densities[i].row_pt;
			if (bottom_of(side, y) <= BOTTOM_Y)
				return;
		}
	}
	tk_doc_overflow(side->doc, tk_doc_text(side->doc, "change.risks"));
}

static void draw_side(const struct side *side, double y)
{
	const struct tk_pen *pen = &side->doc->pen;
	g_autofree char *rest = rest_text(side);

	if (side->risks->len > 0) {
		double end = draw_risks(side, y + TABLE_GAP);

		if (rest)
			draw_paragraph(pen, TK_ROLE_NOTE, end + 8, rest);
	}
	y += risks_height(side);
	if (*side->sentences)
		draw_paragraph(pen, TK_ROLE_REMARK, y, side->sentences);
	if (*side->parts)
		draw_parts(side, y + sentences_height(side) + PANEL_GAP);
}

void tk_draw_change_side(const struct tk_document *doc, double top_y)
{
	const struct tk_change *country = tk_picture_change_country(doc->picture, TK_ALL_AREAS);
	bool changed = country && country->whole.den > 0;
	struct side side = {
		.doc = doc,
		.parts = changed ? parts_text(doc, country) : g_strdup(""),
	};
	double y = top_y - 8;

	fit_side(&side, y);
	tk_draw_section(
		&doc->pen, LEFT_X, y,
		tk_doc_text(doc, doc->picture->before ? "change.risks" : "change.risks-now"));
	draw_side(&side, y);
	g_ptr_array_unref(side.risks);
	g_free(side.sentences);
	g_free(side.parts);
}
