#include "count-table.h"

/* What in the regions' reports does not agree with itself: things to ask about, not faults. */

#define CELLS_X 182.0
#define CELLS_RIGHT 722.0
#define SIDE_X 740.0
#define SIDE_BOTTOM TK_PAGE_BOTTOM
/** A count is marked when it is at least so many and so many times the regions' median. */
#define LEAST_MARKED 5
#define TIMES_MEDIAN 2

/* The counts of a region, in the order of their columns. */
enum oddity { PAST_DUE, CONFLICT, ESTIMATE_PAST, NO_ESTIMATE, N_COUNTS };

static const struct {
	/** Keys end in .head, .word, .note. */
	const char *key;
	double right_x;
} counts[N_COUNTS] = {
	[PAST_DUE] = {"credibility.past-due", 312},
	[CONFLICT] = {"credibility.conflict", 376},
	[ESTIMATE_PAST] = {"credibility.estimate-past", 438},
	[NO_ESTIMATE] = {"credibility.no-estimate", 500},
};

enum {
	COLUMN_TOTAL,
	COLUMN_COUNTS,
	COLUMN_UNCHANGED = COLUMN_COUNTS + N_COUNTS,
	COLUMN_BULK,
	COLUMN_WORDS
};

struct credibility {
	struct tk_document *doc;
	/** [region * N_COUNTS + oddity]; the country's sums and the regions' medians doubled. */
	int64_t *of_region, country[N_COUNTS], double_median[N_COUNTS];
	int64_t *totals, country_total, most;
};

/* ---- Counting ---- */

static int64_t count_of(const struct tk_oddities *odd, enum oddity which)
{
	switch (which) {
	case PAST_DUE:
		return odd->n_past_due;
	case CONFLICT:
		return odd->n_conflict;
	case ESTIMATE_PAST:
		return odd->n_estimate_past;
	case NO_ESTIMATE:
	default:
		return odd->n_late_no_estimate;
	}
}

static int compare_counts(const void *a, const void *b)
{
	int64_t first = *(const int64_t *)a, second = *(const int64_t *)b;

	return (first > second) - (first < second);
}

/* Twice the median, which is whole. */
static int64_t double_median(const struct credibility *page, enum oddity which)
{
	const struct tk_picture *picture = page->doc->picture;
	g_autofree int64_t *values = g_new(int64_t, picture->dataset->n_regions + 1);
	unsigned n = 0;

	for (unsigned r = 0; r < picture->dataset->n_regions; r++) {
		if (picture->now->reported[r])
			values[n++] = page->of_region[r * N_COUNTS + which];
	}
	if (n == 0)
		return 0;
	qsort(values, n, sizeof *values, compare_counts);
	return values[(n - 1) / 2] + values[n / 2];
}

static void count_all(struct credibility *page)
{
	const struct tk_picture *picture = page->doc->picture;
	unsigned n_regions = picture->dataset->n_regions;

	page->of_region = g_new0(int64_t, n_regions * N_COUNTS + 1);
	page->totals = g_new0(int64_t, n_regions + 1);
	for (unsigned r = 0; r < n_regions; r++) {
		for (unsigned i = 0; i < N_COUNTS && picture->now->reported[r]; i++) {
			int64_t n = count_of(&picture->oddities[r], i);

			page->of_region[r * N_COUNTS + i] = n;
			page->totals[r] += n;
			page->country[i] += n;
		}
		page->country_total += page->totals[r];
		page->most = MAX(page->most, page->totals[r]);
	}
	for (unsigned i = 0; i < N_COUNTS; i++)
		page->double_median[i] = double_median(page, i);
}

/* ---- What is worth asking about first ---- */

static bool is_marked(const struct credibility *page, unsigned region, enum oddity which)
{
	int64_t n = page->of_region[region * N_COUNTS + which];

	return n >= LEAST_MARKED && 2 * n >= TIMES_MEDIAN * page->double_median[which];
}

static bool is_unchanged(const struct tk_oddities *odd)
{
	return odd->n_unchanged >= TK_UNCHANGED_PERIODS;
}

static bool is_bulk(const struct tk_oddities *odd)
{
	return odd->bulk.n > 0 && odd->bulk.k * 100 >= odd->bulk.n * TK_BULK_PERCENT;
}

static const char *word_of(const struct tk_document *doc, const char *key)
{
	g_autofree char *whole = g_strconcat(key, ".word", NULL);

	return tk_doc_text(doc, whole);
}

/* "joukkomuutos +2": the first one, and how many others there are; who listens hears them all. */
static struct tk_count_cell asked_cell(const struct credibility *page, unsigned region)
{
	const struct tk_document *doc = page->doc;
	const struct tk_oddities *odd = &doc->picture->oddities[region];
	g_autoptr(GPtrArray) words = g_ptr_array_new();

	if (is_unchanged(odd))
		g_ptr_array_add(words, (char *)word_of(doc, "credibility.unchanged"));
	if (is_bulk(odd))
		g_ptr_array_add(words, (char *)word_of(doc, "credibility.bulk"));
	for (unsigned i = 0; i < N_COUNTS; i++) {
		if (is_marked(page, region, i))
			g_ptr_array_add(words, (char *)word_of(doc, counts[i].key));
	}
	if (words->len < 2)
		return (struct tk_count_cell){.text = g_strdup(words->len ? words->pdata[0] : "")};
	g_autofree char *more = tk_format_int(doc->pen.lang, words->len - 1);

	return (struct tk_count_cell){
		.text = tk_text_format(doc->pen.texts, doc->pen.lang, "credibility.more", "word",
				       words->pdata[0], "n", more, NULL),
		.heard = tk_words_join(doc, words),
	};
}

/* ---- Cells ---- */

static struct tk_count_cell count_cell(const struct credibility *page, int64_t n, bool strong)
{
	return (struct tk_count_cell){
		.text = tk_format_int(page->doc->pen.lang, n),
		.strong = strong,
	};
}

static struct tk_count_cell total_cell(const struct credibility *page, unsigned region)
{
	struct tk_count_cell cell = count_cell(
		page, region == TK_NONE ? page->country_total : page->totals[region], false);

	if (region != TK_NONE && page->most > 0)
		cell.bar = (double)page->totals[region] / (double)page->most;
	return cell;
}

/* Whether the report is the same as before, and in how many periods; a dash where nothing can be
 * compared. */
static struct tk_count_cell unchanged_cell(const struct credibility *page, unsigned region)
{
	const struct tk_pen *pen = &page->doc->pen;
	const struct tk_oddities *odd = &page->doc->picture->oddities[region];
	g_autofree char *n = tk_format_int(pen->lang, odd->n_unchanged);

	if (odd->same.n == 0)
		return (struct tk_count_cell){.text = g_strdup(TK_EN_DASH)};
	if (odd->n_unchanged < 2)
		return (struct tk_count_cell){
			.text = g_strdup(tk_doc_text(page->doc, "credibility.unchanged.no"))};
	return (struct tk_count_cell){
		.text = tk_text_format(pen->texts, pen->lang, "credibility.unchanged.periods", "n",
				       n, NULL),
		.strong = is_unchanged(odd),
	};
}

static struct tk_count_cell bulk_cell(const struct credibility *page, unsigned region)
{
	const struct tk_oddities *odd = &page->doc->picture->oddities[region];

	return (struct tk_count_cell){
		.text = tk_pen_percent(&page->doc->pen, odd->bulk),
		.strong = is_bulk(odd),
	};
}

static struct tk_count_cell cell_of(const void *data, unsigned region, unsigned column)
{
	const struct credibility *page = data;
	bool country = region == TK_NONE;

	if (column == COLUMN_TOTAL)
		return total_cell(page, region);
	if (column < COLUMN_UNCHANGED) {
		enum oddity which = column - COLUMN_COUNTS;

		return country ? count_cell(page, page->country[which], false)
			       : count_cell(page, page->of_region[region * N_COUNTS + which],
					    is_marked(page, region, which));
	}
	/* Reports are the same, and tasks move, in one region at a time. */
	if (column == COLUMN_WORDS)
		return country ? (struct tk_count_cell){.text = g_strdup("")}
			       : asked_cell(page, region);
	if (country)
		return (struct tk_count_cell){.text = g_strdup(TK_EN_DASH)};
	return column == COLUMN_BULK ? bulk_cell(page, region) : unchanged_cell(page, region);
}

/* ---- Beside the table ---- */

static const struct {
	double size_pt, leading_pt, gap_pt;
} sizes[] = {{9.5, 13.5, 7}, {9, 12.5, 6}, {8.5, 11.5, 5}};

/* What each column says and what to ask. */
static char **notes_of(const struct tk_document *doc)
{
	g_autofree char *percent = tk_format_percent(doc->pen.lang, TK_BULK_PERCENT);
	g_autofree char *periods = tk_format_int(doc->pen.lang, TK_UNCHANGED_PERIODS);
	g_autofree char *times = tk_format_int(doc->pen.lang, TIMES_MEDIAN);
	g_autofree char *least = tk_format_int(doc->pen.lang, LEAST_MARKED);
	GPtrArray *notes = g_ptr_array_new();

	for (unsigned i = 0; i < N_COUNTS; i++) {
		g_autofree char *key = g_strconcat(counts[i].key, ".note", NULL);

		g_ptr_array_add(notes, g_strdup(tk_doc_text(doc, key)));
	}
	g_ptr_array_add(notes, tk_text_format(doc->pen.texts, doc->pen.lang,
					      "credibility.unchanged.note", "n", periods, NULL));
	g_ptr_array_add(notes, tk_text_format(doc->pen.texts, doc->pen.lang,
					      "credibility.bulk.note", "percent", percent, NULL));
	g_ptr_array_add(notes, tk_text_format(doc->pen.texts, doc->pen.lang, "credibility.bold",
					      "times", times, "least", least, NULL));
	g_ptr_array_add(notes, NULL);
	return (char **)g_ptr_array_free(notes, FALSE);
}

/* The largest size at which all of it stands above the bottom. */
static struct tk_text_style side_style(const struct tk_document *doc, char **notes, double room,
				       double *gap)
{
	struct tk_text_style style = tk_role_style(&doc->pen, TK_ROLE_NOTE, TK_LEFT);
	double height = room + 1;

	style.colour = tk_pen_ink(&doc->pen, TK_INK);
	for (unsigned i = 0; i < G_N_ELEMENTS(sizes) && height > room; i++) {
		style.size_pt = sizes[i].size_pt;
		style.leading_pt = sizes[i].leading_pt;
		*gap = sizes[i].gap_pt;
		height = -*gap;
		for (unsigned n = 0; notes[n]; n++)
			height += *gap + style.leading_pt * tk_pen_lines(&doc->pen, &style,
									 TK_PAGE_X1 - SIDE_X,
									 notes[n]);
	}
	if (height > room)
		tk_doc_overflow(doc, notes[0]);
	return style;
}

static void draw_side(const void *data, double top_y)
{
	const struct credibility *page = data;
	const struct tk_pen *pen = &page->doc->pen;
	g_auto(GStrv) notes = notes_of(page->doc);
	double y = top_y - 8, gap = 0, w = TK_PAGE_X1 - SIDE_X;
	struct tk_text_style style = side_style(page->doc, notes, SIDE_BOTTOM - top_y, &gap);

	tk_draw_section(pen, SIDE_X, y, tk_doc_text(page->doc, "credibility.side"));
	y = top_y + style.size_pt;
	for (unsigned i = 0; notes[i]; i++) {
		tk_pen_begin(pen, "P", pen->lang);
		y += style.leading_pt * tk_pen_block(pen, &style, SIDE_X, y, w, notes[i]) + gap;
		tk_pen_end(pen);
	}
}

/* ---- The page ---- */

/* The region with most, TK_NONE where several have or none does. */
static unsigned region_with_most(const struct credibility *page)
{
	unsigned best = TK_NONE, n = 0;

	for (unsigned r = 0; r < page->doc->picture->dataset->n_regions; r++) {
		if (page->most > 0 && page->totals[r] == page->most) {
			best = r;
			n++;
		}
	}
	return n == 1 ? best : TK_NONE;
}

static char *title_text(const struct credibility *page)
{
	const struct tk_document *doc = page->doc;
	unsigned best = region_with_most(page);
	g_autofree char *most = tk_format_int(doc->pen.lang, page->most);
	g_autofree char *total = tk_format_int(doc->pen.lang, page->country_total);
	const char *place = "";

	if (doc->picture->now->n_reported == 0)
		return g_strdup(tk_doc_text(doc, "credibility.title.empty"));
	if (page->country_total == 0)
		return g_strdup(tk_doc_text(doc, "credibility.title.none"));
	const char *key = "credibility.title.plain";

	if (best != TK_NONE && doc->picture->now->n_reported > 1)
		key = tk_words_place(doc, best, &place) ? "credibility.title.in"
							: "credibility.title.name";
	return tk_text_plural(doc->pen.texts, doc->pen.lang, key, page->country_total, "total",
			      total, "region", place, "most", most, NULL);
}

static void init_sheet(struct tk_count_table *table, const struct credibility *page)
{
	struct tk_document *doc = page->doc;
	g_autofree char *date =
		tk_text_date(doc->pen.texts, doc->pen.lang, doc->picture->period->reporting_date);

	tk_sheet_init(&table->sheet, doc, "page.credibility", TK_ROLE_DATA_TITLE,
		      tk_texts_new(1, title_text(page)),
		      tk_text_format(doc->pen.texts, doc->pen.lang, "credibility.subtitle", "date",
				     date, NULL),
		      tk_texts_new(4, tk_words_reports(doc),
				   tk_words_illustrative(doc, doc->picture->period),
				   g_strdup(tk_doc_text(doc, "credibility.source")),
				   tk_words_missing(doc)));
}

static void add_columns(struct tk_count_table *table)
{
	struct tk_count_column *total =
		tk_count_table_add(table, "credibility.total.head", 250, 66);

	total->bar_x = CELLS_X;
	total->bar_w = 46;
	total->bar = TK_KEY;
	for (unsigned i = 0; i < N_COUNTS; i++) {
		g_autofree char *key = g_strconcat(counts[i].key, ".head", NULL);

		tk_count_table_add(table, key, counts[i].right_x,
				   counts[i].right_x - (i ? counts[i - 1].right_x : 250) - 6);
	}
	tk_count_table_add(table, "credibility.unchanged.head", 556, 50);
	tk_count_table_add(table, "credibility.bulk.head", 612, 52);
	tk_count_table_add(table, "credibility.words.head", CELLS_RIGHT, CELLS_RIGHT - 622)->words =
		true;
}

void tk_draw_credibility(struct tk_document *doc)
{
	struct credibility page = {.doc = doc};
	struct tk_count_table table = {
		.doc = doc, .page = &page, .cell = cell_of, .side = draw_side};

	count_all(&page);
	init_sheet(&table, &page);
	tk_rows_init(&table.rows, doc, TK_BY_NAME, CELLS_X);
	tk_rows_sort(&table.rows, page.totals);
	table.rows.cells_right = table.rows.rule_right = CELLS_RIGHT;
	add_columns(&table);
	tk_count_table_draw(&table);
	tk_rows_clear(&table.rows);
	g_free(page.of_region);
	g_free(page.totals);
}
