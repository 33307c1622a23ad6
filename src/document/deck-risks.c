#include "lists-imp.h"

/* Risks by likelihood and impact: the matrix, and beside it the worst ones in a list. */

#define USUAL_TOP 10u
#define MATRIX_X 84.0
#define MATRIX_Y 126.0
#define MOST_CELL_PT 60.0
/** From the cells' end to the legend, and to the note under it. */
#define LEGEND_DOWN 52.0
#define NOTE_DOWN 72.0
#define NOTE_W 360.0
#define LIST_X 436.0
#define TOP_Y 130.0
#define NAME_X (LIST_X + 26)
#define NAME_W 262.0
#define COUNT_X (LIST_X + 306)
/** The number's right edge, and what is left between it and the longest bar. */
#define NUMBER_X (COUNT_X + 104)
#define BAR_GAP 9.0
#define MOST_UNIT 11.0
#define BAR_H 9.0
#define SCORE_W 48.0
/** Height of a row of one line a part, and where its lines stand. */
#define ROW_PT 33.2
#define NAME_BASE 14.5
#define DETAIL_GAP 12.5
#define MOST_NAME_LINES 6u
#define MOST_DETAIL_LINES 3u
#define NOTE_BASE 15.0

enum { COL_NUMBER, COL_NAME, COL_REGIONS, COL_SCORE };

static const struct {
	double name_pt, detail_pt, row_pt, leading_pt;
} sizes[] = {{11.5, 9.5, ROW_PT, 13}, {11, 9, 31.5, 12.5}, {10.5, 8.5, 30, 12}};

struct risks_page {
	struct tk_list_page base;
	struct tk_document *doc;
	/** struct tk_risk_summary, told now, the worst first; lent. The list shows the first ones. */
	GPtrArray *risks;
	unsigned n_unrated, n_gone;
	double unit_pt, row_pt, detail_pt;
};

/* ---- Figures ---- */

static int score_of(const struct tk_risk_summary *risk)
{
	return risk->likelihood * risk->impact;
}

static int compare_worst(const void *a, const void *b)
{
	const struct tk_risk_summary *left = *(const struct tk_risk_summary *const *)a;
	const struct tk_risk_summary *right = *(const struct tk_risk_summary *const *)b;

	if (score_of(left) != score_of(right))
		return score_of(left) < score_of(right) ? 1 : -1;
	if (left->n_now != right->n_now)
		return left->n_now < right->n_now ? 1 : -1;
	return tk_name_compare(left->name, right->name);
}

static void gather(struct risks_page *page)
{
	const struct tk_picture *picture = page->doc->picture;
	unsigned most = 1;

	page->risks = g_ptr_array_new();
	for (unsigned i = 0; i < picture->n_risks; i++) {
		const struct tk_risk_summary *risk = &picture->risks[i];

		if (risk->n_now == 0) {
			page->n_gone++;
			continue;
		}
		page->n_unrated += score_of(risk) == 0;
		most = MAX(most, MAX(risk->n_now, risk->n_before));
		g_ptr_array_add(page->risks, (void *)risk);
	}
	g_ptr_array_sort(page->risks, compare_worst);
	page->base.n_rows = MIN(page->risks->len, tk_doc_top(page->doc, USUAL_TOP));
	g_autofree char *longest = tk_format_int(page->doc->pen.lang, most);
	double number_w = tk_pen_width(&page->doc->pen, TK_ROLE_ROW_NUMBER, longest);

	page->unit_pt = MIN(MOST_UNIT, (NUMBER_X - COUNT_X - number_w - BAR_GAP) / most);
}

static const struct tk_risk_summary *risk_at(const struct risks_page *page, unsigned row)
{
	return page->risks->pdata[row];
}

/* How many risks have the highest score. */
static unsigned count_ties(const struct risks_page *page)
{
	unsigned n = 0;

	while (n < page->risks->len && score_of(risk_at(page, n)) == score_of(risk_at(page, 0)))
		n++;
	return n;
}

/* ---- Words ---- */

static char *top_title(const struct risks_page *page)
{
	const struct tk_pen *pen = &page->doc->pen;
	const struct tk_risk_summary *top = risk_at(page, 0);
	g_autofree char *number = tk_text_number(pen->texts, pen->lang, top->n_now);

	return tk_text_plural(pen->texts, pen->lang, "risks.title.top", top->n_now, "risk",
			      top->name, "number", number, NULL);
}

static char *score_title(const struct risks_page *page, unsigned ties)
{
	const struct tk_pen *pen = &page->doc->pen;
	g_autofree char *score = tk_format_int(pen->lang, score_of(risk_at(page, 0)));
	g_autofree char *number = tk_text_number(pen->texts, pen->lang, ties);

	return tk_text_plural(pen->texts, pen->lang, "risks.title.score", ties, "score", score,
			      "number", number, NULL);
}

static char **titles(const struct risks_page *page)
{
	const struct tk_pen *pen = &page->doc->pen;

	if (score_of(risk_at(page, 0)) == 0)
		return tk_texts_new(1, tk_text_plural(pen->texts, pen->lang, "risks.title.unrated",
						      page->risks->len, NULL));
	unsigned ties = count_ties(page);

	char *named = ties == 1 ? tk_text_format(pen->texts, pen->lang, "risks.title.name", "risk",
						 risk_at(page, 0)->name, NULL)
				: NULL;

	return tk_texts_new(3, ties == 1 ? top_title(page) : NULL, named, score_title(page, ties));
}

static char *source_text(const struct risks_page *page)
{
	int64_t n = 0;

	for (unsigned i = 0; i < page->risks->len; i++)
		n += risk_at(page, i)->n_now;
	return tk_text_plural(page->doc->pen.texts, page->doc->pen.lang, "risks.source", n, NULL);
}

static char *rest_text(const struct risks_page *page)
{
	const struct tk_pen *pen = &page->doc->pen;
	unsigned n = page->risks->len - page->base.n_rows;

	if (n == 0)
		return NULL;
	int score = score_of(risk_at(page, page->base.n_rows));
	g_autofree char *highest = tk_format_int(pen->lang, score);

	return tk_text_plural(pen->texts, pen->lang,
			      score > 0 ? "risks.rest" : "risks.rest-unrated", n, "score", highest,
			      "sheet", tk_doc_text(page->doc, "workbook.risks.name"), NULL);
}

/* "ICT · tuki: varajärjestely ja seuranta". */
static char *detail_text(const struct risks_page *page, const struct tk_risk_summary *risk)
{
	const struct tk_pen *pen = &page->doc->pen;
	const struct tk_area *area =
		risk->area == TK_NONE ? NULL : &page->doc->picture->dataset->areas[risk->area];
	const struct tk_names *name = !area ? NULL
				      : *tk_names_in(&area->short_name, pen->lang)
					      ? &area->short_name
					      : &area->name;
	g_autofree char *support = risk->support
					   ? tk_text_format(pen->texts, pen->lang, "risks.support",
							    "support", risk->support, NULL)
					   : g_strdup(tk_doc_text(page->doc, "risks.no-support"));

	if (!name)
		return tk_words_capital(g_steal_pointer(&support));
	return tk_text_format(pen->texts, pen->lang, "risks.detail", "area",
			      tk_names_in(name, pen->lang), "support", support, NULL);
}

/* "Alueita (elokuussa)". */
static char *regions_head(const struct tk_document *doc)
{
	const struct tk_pen *pen = &doc->pen;

	if (!doc->picture->before)
		return g_strdup(tk_doc_text(doc, "risks.regions"));
	const struct tk_period *before = doc->picture->before->period;
	g_autofree char *year = g_strdup_printf("%d", before->year);
	g_autofree char *month =
		tk_text_month(pen->texts, pen->lang, TK_MONTH_IN, before->year, before->month);

	return tk_text_format(pen->texts, pen->lang,
			      before->year == doc->picture->period->year
				      ? "risks.regions-before"
				      : "risks.regions-before-year",
			      "month", month, "year", year, NULL);
}

/* ---- Layout ---- */

static void lay_out(struct risks_page *page)
{
	const struct tk_pen *pen = &page->doc->pen;

	tk_list_init(&page->base.list, pen, LIST_X, TK_PAGE_X1);
	tk_list_add(&page->base.list, TK_LEFT, LIST_X, 22,
		    g_strdup(tk_doc_text(page->doc, "risks.nr")));
	tk_list_add(&page->base.list, TK_LEFT, NAME_X, NAME_W,
		    g_strdup(tk_doc_text(page->doc, "change.risk")))
		->names_row = true;
	tk_list_add(&page->base.list, TK_LEFT, COUNT_X, TK_PAGE_X1 - SCORE_W - COUNT_X,
		    regions_head(page->doc));
	tk_list_add(&page->base.list, TK_RIGHT, TK_PAGE_X1 - SCORE_W, SCORE_W,
		    g_strdup(tk_doc_text(page->doc, "risks.score")));
}

static struct tk_text_style name_style(const struct risks_page *page, bool worst)
{
	struct tk_text_style style = page->base.list.columns[COL_NAME].style;

	style.weight = worst ? 600 : 500;
	return style;
}

static struct tk_text_style detail_style(const struct risks_page *page)
{
	struct tk_text_style style = tk_role_style(&page->doc->pen, TK_ROLE_LEGEND, TK_LEFT);

	style.size_pt = page->detail_pt;
	style.leading_pt = page->detail_pt + 2;
	return style;
}

static unsigned name_lines(const struct risks_page *page, unsigned row)
{
	struct tk_text_style style = name_style(page, true);
	unsigned n = tk_pen_lines(&page->doc->pen, &style, NAME_W, risk_at(page, row)->name);

	return CLAMP(n, 1, MOST_NAME_LINES);
}

static unsigned detail_lines(const struct risks_page *page, unsigned row)
{
	struct tk_text_style style = detail_style(page);
	g_autofree char *detail = detail_text(page, risk_at(page, row));
	unsigned n = tk_pen_lines(&page->doc->pen, &style, NAME_W, detail);

	return CLAMP(n, 1, MOST_DETAIL_LINES);
}

static double row_height(const void *data, unsigned row)
{
	const struct risks_page *page = data;

	return page->row_pt +
	       (name_lines(page, row) - 1) * page->base.list.columns[COL_NAME].style.leading_pt +
	       (detail_lines(page, row) - 1) * (page->detail_pt + 2);
}

static void take_size(void *data, unsigned size)
{
	struct risks_page *page = data;

	tk_list_size(&page->base.list, sizes[size].name_pt, sizes[size].leading_pt);
	page->detail_pt = sizes[size].detail_pt;
	page->row_pt = sizes[size].row_pt;
}

/* ---- Rows ---- */

static void put_number(const struct risks_page *page, unsigned row, double y)
{
	const struct tk_pen *pen = &page->doc->pen;
	int score = score_of(risk_at(page, row));

	tk_pen_begin_td(pen, 0, pen->lang);
	tk_draw_risk_dot(pen, LIST_X + 9, y + page->row_pt / 2, 8.5, row + 1 < 100 ? 10 : 8,
			 row + 1, score);
	tk_pen_end(pen);
}

static void put_name(const struct risks_page *page, unsigned row, double y)
{
	const struct tk_pen *pen = &page->doc->pen;
	const struct tk_risk_summary *risk = risk_at(page, row);
	struct tk_text_style style = name_style(page, score_of(risk) >= TK_RISK_WORST);
	struct tk_text_style detail = detail_style(page);
	g_autofree char *name = tk_words_cut(pen, &style, NAME_W, MOST_NAME_LINES, risk->name);
	g_autofree char *text = detail_text(page, risk);
	g_autofree char *cut = tk_words_cut(pen, &detail, NAME_W, MOST_DETAIL_LINES, text);
	double detail_y =
		y + NAME_BASE + DETAIL_GAP + (name_lines(page, row) - 1) * style.leading_pt;

	if (!g_str_equal(name, risk->name))
		tk_doc_overflow(page->doc, risk->name);
	tk_pen_begin_th(pen, "Row", 0, pen->lang);
	tk_pen_begin(pen, "P", tk_words_region_lang(page->doc, risk->region));
	tk_pen_block(pen, &style, NAME_X, y + NAME_BASE, NAME_W, name);
	tk_pen_end(pen);
	tk_pen_begin(pen, "P",
		     risk->support ? tk_words_region_lang(page->doc, risk->support_region)
				   : pen->lang);
	tk_pen_block(pen, &detail, NAME_X, detail_y, NAME_W, cut);
	tk_pen_end(pen);
	tk_pen_end(pen);
}

static void put_regions(const struct risks_page *page, unsigned row, double y)
{
	const struct tk_pen *pen = &page->doc->pen;
	const struct tk_risk_summary *risk = risk_at(page, row);
	bool worst = score_of(risk) >= TK_RISK_WORST, compared = page->doc->picture->before;
	struct tk_text_style style = tk_role_style(pen, TK_ROLE_ROW_NUMBER, TK_RIGHT);
	struct tk_text_style small = tk_role_style(pen, TK_ROLE_LEGEND, TK_LEFT);
	g_autofree char *now = tk_format_int(pen->lang, risk->n_now);
	g_autofree char *before = tk_format_int(pen->lang, risk->n_before);
	g_autofree char *in_brackets = g_strdup_printf("(%s)", before);
	double middle = y + page->row_pt / 2;

	tk_pen_begin_artifact(pen);
	tk_draw_count_bar(pen, COUNT_X, middle - BAR_H / 2, BAR_H, page->unit_pt, risk->n_now,
			  compared ? (int64_t)risk->n_before : -1, worst ? TK_DEEP : TK_MID);
	tk_pen_end(pen);
	tk_pen_begin_td(pen, 0, pen->lang);
	tk_pen_begin(pen, "P", pen->lang);
	tk_draw_text(pen->canvas, NUMBER_X, middle + 4, now, &style);
	tk_pen_end(pen);
	if (compared) {
		tk_pen_begin(pen, "P", pen->lang);
		tk_draw_text(pen->canvas, NUMBER_X + 4, middle + 4, in_brackets, &small);
		tk_pen_end(pen);
	}
	tk_pen_end(pen);
}

static void draw_row(void *data, unsigned row, double y)
{
	const struct risks_page *page = data;
	const struct tk_pen *pen = &page->doc->pen;
	int score = score_of(risk_at(page, row));
	struct tk_text_style style = tk_role_style(pen, TK_ROLE_ROW_NUMBER, TK_RIGHT);
	g_autofree char *text = score > 0 ? tk_format_int(pen->lang, score)
					  : g_strdup(tk_doc_text(page->doc, "none"));

	put_number(page, row, y);
	put_name(page, row, y);
	put_regions(page, row, y);
	tk_list_put_as(&page->base.list, COL_SCORE, y + page->row_pt / 2 + 4, text, pen->lang,
		       &style);
	tk_list_rule(&page->base.list, y + row_height(page, row));
}

/* ---- The matrix ---- */

/* Whether a text of the rows shown is told by its beginning only. */
static bool cuts_supports(const struct risks_page *page)
{
	struct tk_text_style style = detail_style(page);

	for (unsigned row = 0; row < page->base.n_rows; row++) {
		g_autofree char *detail = detail_text(page, risk_at(page, row));

		if (tk_pen_lines(&page->doc->pen, &style, NAME_W, detail) > MOST_DETAIL_LINES)
			return true;
	}
	return false;
}

/* What is under the matrix: risks that are not upon it, those no longer told, texts cut. NULL:
 * nothing. */
static char *side_note(const struct risks_page *page)
{
	const struct tk_pen *pen = &page->doc->pen;
	g_auto(GStrv) notes = tk_texts_new(
		3,
		page->n_unrated ? tk_text_plural(pen->texts, pen->lang, "risks.unrated",
						 page->n_unrated, NULL)
				: NULL,
		page->n_gone
			? tk_text_plural(pen->texts, pen->lang, "risks.gone", page->n_gone, NULL)
			: NULL,
		cuts_supports(page) ? g_strdup(tk_doc_text(page->doc, "risks.cut")) : NULL);

	return notes[0] ? g_strjoinv(" ", notes) : NULL;
}

/* "Riskit luettelon numeroin: 1: todennäköisyys 4, vaikutus 5; …". */
static char *matrix_alt(const struct risks_page *page, const struct tk_risk_dot *dots, unsigned n)
{
	const struct tk_pen *pen = &page->doc->pen;
	g_autoptr(GString) list = g_string_new(NULL);

	for (unsigned i = 0; i < n; i++) {
		g_autofree char *number = tk_format_int(pen->lang, dots[i].number);
		g_autofree char *likelihood = tk_format_int(pen->lang, dots[i].likelihood);
		g_autofree char *impact = tk_format_int(pen->lang, dots[i].impact);
		g_autofree char *one =
			tk_text_format(pen->texts, pen->lang, "risks.alt.one", "number", number,
				       "likelihood", likelihood, "impact", impact, NULL);

		g_string_append_printf(list, "%s%s", i ? "; " : "", one);
	}
	if (n == 0)
		return g_strdup(tk_doc_text(page->doc, "risks.alt.none"));
	return tk_text_format(pen->texts, pen->lang, "risks.alt", "list", list->str, NULL);
}

/* The largest cells that leave room for the legend and the note. */
static double cell_pt(const struct risks_page *page, const char *note)
{
	struct tk_text_style style = tk_role_style(&page->doc->pen, TK_ROLE_NOTE, TK_LEFT);
	double room = TK_PAGE_BOTTOM + 2 - MATRIX_Y - page->base.sheet.extra_y - LEGEND_DOWN;

	if (note) {
		unsigned n = tk_pen_lines(&page->doc->pen, &style, NOTE_W, note);

		room -= NOTE_DOWN - LEGEND_DOWN + (MAX(n, 1) - 1) * style.leading_pt;
	}
	return MIN(MOST_CELL_PT, room / 5);
}

/* The dots of the risks shown that have both estimates. \return how many. */
static unsigned make_dots(const struct risks_page *page, struct tk_risk_dot *dots)
{
	unsigned n = 0;

	for (unsigned i = 0; i < page->base.n_rows; i++) {
		const struct tk_risk_summary *risk = risk_at(page, i);

		if (score_of(risk) > 0)
			dots[n++] = (struct tk_risk_dot){i + 1, risk->likelihood, risk->impact};
	}
	return n;
}

/* The numbers of further pages refer to it too. */
static void draw_matrix(const void *data)
{
	const struct risks_page *page = data;
	const struct tk_pen *pen = &page->doc->pen;
	g_autofree struct tk_risk_dot *dots = g_new(struct tk_risk_dot, page->base.n_rows + 1);
	unsigned n = make_dots(page, dots);
	g_autofree char *note = side_note(page);
	double y = MATRIX_Y + page->base.sheet.extra_y, cell = cell_pt(page, note);
	const double bbox[] = {TK_PAGE_X0, y - 2, LIST_X - 20 - TK_PAGE_X0,
			       5 * cell + LEGEND_DOWN + 6};
	struct tk_risk_matrix matrix = {dots, n, MATRIX_X, y, cell};
	g_autofree char *alt = matrix_alt(page, dots, n);
	struct tk_tag tag = {.alt = alt, .bbox = bbox};

	tk_canvas_begin(pen->canvas, "Figure", &tag);
	tk_draw_risk_matrix(pen, &matrix);
	tk_draw_risk_legend(pen, MATRIX_X, y + 5 * cell + LEGEND_DOWN);
	tk_pen_end(pen);
	if (!note)
		return;
	tk_pen_begin(pen, "P", pen->lang);
	tk_pen_paragraph(pen, TK_ROLE_NOTE, TK_PAGE_X0, y + 5 * cell + NOTE_DOWN, NOTE_W, note);
	tk_pen_end(pen);
}

/* ---- The page ---- */

static const struct tk_list_ops ops = {
	.take_size = take_size,
	.n_sizes = G_N_ELEMENTS(sizes),
	.height = row_height,
	.row = draw_row,
	.beside = draw_matrix,
};

static void draw_list(struct risks_page *page)
{
	struct tk_document *doc = page->doc;

	lay_out(page);
	page->base.note = (struct tk_list_note){
		.text = rest_text(page),
		.x = NAME_X,
		.w = TK_PAGE_X1 - NAME_X,
		.base_pt = NOTE_BASE,
	};
	tk_sheet_init(&page->base.sheet, doc, "page.risks", TK_ROLE_DATA_TITLE, titles(page),
		      g_strdup(tk_doc_text(doc, "risks.subtitle")),
		      tk_list_sources(doc, source_text(page), true));
	page->base.top_y = TOP_Y + page->base.sheet.extra_y;
	tk_list_page_draw(&page->base);
}

void tk_draw_risks(struct tk_document *doc)
{
	struct risks_page page = {.base.ops = &ops, .doc = doc};

	gather(&page);
	if (page.risks->len > 0)
		draw_list(&page);
	else
		tk_draw_plain_page(doc, "page.risks",
				   tk_texts_new(1, g_strdup(tk_doc_text(doc, "risks.title.none"))),
				   page.n_gone ? tk_text_plural(doc->pen.texts, doc->pen.lang,
								"risks.gone", page.n_gone, NULL)
					       : g_strdup(tk_doc_text(doc, "risks.none-note")));
	g_ptr_array_free(page.risks, TRUE);
}
