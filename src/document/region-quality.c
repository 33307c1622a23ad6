#include "region-imp.h"

/* What was odd in the region's file, and what was done about it. */
#define N_COLUMNS 3u
#define COLUMN_GAP 18.0
#define COLUMN_W ((TK_A4_TEXT_W - (N_COLUMNS - 1) * COLUMN_GAP) / N_COLUMNS)
#define FIGURE_GAP 8.0
#define FIGURE_BASELINE 20.0
#define WORDS_BASELINE 12.0
#define LINE_PT 11.5
#define ROW_GAP 5.0
/** Shown of each kind; further ones are counted. */
#define MOST_MESSAGES 6u
#define MOST_READINGS 3u

/** Something odd: how many, and what. Owned. */
struct odd {
	char *figure, *words;
};

/* ---- Oddities ---- */

static void add_count(const struct tk_region_doc *rd, GArray *odds, unsigned n, const char *key)
{
	const struct tk_pen *pen = &rd->doc.pen;
	struct odd odd;

	if (n == 0)
		return;
	odd.figure = tk_format_int(pen->lang, n);
	odd.words = tk_text_plural(pen->texts, pen->lang, key, n, NULL);
	g_array_append_val(odds, odd);
}

/* The words about shares of the tasks; where some were left out of a report, of those told in both. */
static char *told_key(const struct tk_region_doc *rd, const char *key, struct tk_share share)
{
	bool all = share.n == rd->doc.picture->dataset->n_tasks;

	return g_strconcat(key, all ? "" : "-told", NULL);
}

static void add_same(const struct tk_region_doc *rd, GArray *odds, struct tk_share same)
{
	const struct tk_pen *pen = &rd->doc.pen;
	struct odd odd;

	if (same.n == 0)
		return;
	g_autofree char *month = tk_region_month(rd, TK_MONTH_IN, rd->doc.picture->before->period);
	g_autofree char *key = told_key(rd, "region.odd.same", same);

	odd.figure = tk_region_percent(rd, same);
	odd.words = tk_text_format(pen->texts, pen->lang, key, "month", month, NULL);
	g_array_append_val(odds, odd);
}

static void add_bulk(const struct tk_region_doc *rd, GArray *odds, const struct tk_oddities *of)
{
	const struct tk_pen *pen = &rd->doc.pen;
	struct odd odd;

	if (of->bulk.n == 0 || of->bulk.k == 0 || tk_percent(of->bulk) < TK_BULK_PERCENT)
		return;
	g_autofree char *from_key = g_strconcat("status.", tk_status_id(of->bulk_from), NULL);
	g_autofree char *to_key = g_strconcat("status.", tk_status_id(of->bulk_to), NULL);
	g_autofree char *key = told_key(rd, "region.odd.bulk", of->bulk);

	odd.figure = tk_region_percent(rd, of->bulk);
	odd.words =
		tk_text_format(pen->texts, pen->lang, key, "from", tk_doc_text(&rd->doc, from_key),
			       "to", tk_doc_text(&rd->doc, to_key), NULL);
	g_array_append_val(odds, odd);
}

static void clear_odd(void *data)
{
	struct odd *odd = data;

	g_free(odd->figure);
	g_free(odd->words);
}

static GArray *collect_odds(const struct tk_region_doc *rd)
{
	const struct tk_oddities *of = &rd->doc.picture->oddities[rd->region];
	GArray *odds = g_array_new(FALSE, FALSE, sizeof(struct odd));

	g_array_set_clear_func(odds, clear_odd);
	if (!rd->submission->reported)
		return odds;
	add_count(rd, odds, of->n_estimate_past, "region.odd.estimate-past");
	add_count(rd, odds, of->n_conflict, "region.odd.conflict");
	add_count(rd, odds, of->n_past_due, "region.odd.past-due");
	add_count(rd, odds, of->n_late_no_estimate, "region.odd.no-estimate");
	add_count(rd, odds, rd->submission->n_missing, "region.odd.missing");
	add_count(rd, odds, of->n_unchanged >= TK_UNCHANGED_PERIODS ? of->n_unchanged : 0,
		  "region.odd.unchanged");
	add_bulk(rd, odds, of);
	add_same(rd, odds, of->same);
	return odds;
}

static double words_w(const struct tk_region_doc *rd, const struct odd *odd)
{
	return COLUMN_W - tk_a4_width(rd, TK_A4_QUALITY, odd->figure) - FIGURE_GAP;
}

static double odd_height(const struct tk_region_doc *rd, const struct odd *odd)
{
	struct tk_text_style style = tk_a4_style(rd, TK_A4_BODY, TK_LEFT);

	return MAX(2, tk_pen_lines(&rd->doc.pen, &style, words_w(rd, odd), odd->words)) * LINE_PT +
	       ROW_GAP;
}

static void draw_odd(const struct tk_region_doc *rd, const struct odd *odd, double x, double y)
{
	const struct tk_pen *pen = &rd->doc.pen;
	struct tk_text_style style = tk_a4_style(rd, TK_A4_BODY, TK_LEFT);

	style.leading_pt = LINE_PT;
	tk_pen_begin(pen, "P", pen->lang);
	double w = tk_a4_text(rd, TK_A4_QUALITY, TK_LEFT, x, y + FIGURE_BASELINE, odd->figure);

	tk_pen_block(pen, &style, x + w + FIGURE_GAP, y + WORDS_BASELINE, words_w(rd, odd),
		     odd->words);
	tk_pen_end(pen);
}

/* The height of those that stand beside each other from one on. */
static double row_height(const struct tk_region_doc *rd, const GArray *odds, unsigned first)
{
	double height = 0;

	for (unsigned i = first; i < MIN(odds->len, first + N_COLUMNS); i++)
		height = MAX(height, odd_height(rd, &g_array_index(odds, struct odd, i)));
	return height;
}

static void lay_odds(struct tk_region_doc *rd, const GArray *odds)
{
	for (unsigned first = 0; first < odds->len; first += N_COLUMNS) {
		unsigned n = MIN(odds->len - first, N_COLUMNS);
		double height = row_height(rd, odds, first);

		if (rd->y + height > TK_A4_BOTTOM)
			tk_region_turn(rd);
		for (unsigned i = 0; i < n && !rd->counting; i++)
			draw_odd(rd, &g_array_index(odds, struct odd, first + i),
				 TK_A4_X0 + i * (COLUMN_W + COLUMN_GAP), rd->y);
		rd->y += height;
		rd->empty = false;
	}
}

/* ---- What reading said ---- */

/* Whether a file of this period is the region's: its own file of tasks, or named after it. */
static bool is_own(const struct tk_region_doc *rd, const char *file)
{
	const char *id = rd->doc.picture->dataset->regions[rd->region].id;
	size_t n = strlen(id);

	if (!file)
		return false;
	if (rd->submission->file && strcmp(file, rd->submission->file) == 0)
		return true;
	g_autofree char *folder = g_path_get_dirname(file);
	const char *name = tk_region_file_name(file);

	return g_str_equal(tk_region_file_name(folder), rd->doc.picture->period->id) &&
	       strncmp(name, id, n) == 0 && name[n] == '.';
}

/* "Tehtävät!C17", with the file's name where the region sent several. */
static char *place_text(const struct tk_region_doc *rd, const struct tk_source *source)
{
	struct tk_source place = *source;
	bool main = rd->submission->file && strcmp(source->file, rd->submission->file) == 0;

	if (!main) {
		place.file = tk_region_file_name(source->file);
		return tk_source_text(&place);
	}
	place.file = "";
	g_autofree char *text = tk_source_text(&place);

	return g_strdup(*text == ':' ? text + 1 : text);
}

static void add_message(const struct tk_region_doc *rd, GPtrArray *lines,
			const struct tk_message *message)
{
	const struct tk_pen *pen = &rd->doc.pen;
	g_autofree char *place = place_text(rd, &message->source);
	g_autofree char *text = tk_message_text(message, pen->lang);
	g_autofree char *line = tk_text_format(pen->texts, pen->lang,
					       *place ? "region.read.at" : "region.read.file",
					       "place", place, "text", text, NULL);

	g_ptr_array_add(lines, tk_words_capital(g_steal_pointer(&line)));
}

/* What is of a level and about the region's files; the first ones are kept. */
static unsigned collect_messages(const struct tk_region_doc *rd, enum tk_level level,
				 GPtrArray *lines)
{
	const struct tk_log *log = rd->doc.picture->log;
	unsigned n = 0;

	for (unsigned i = 0; log && i < tk_log_n_messages(log); i++) {
		const struct tk_message *message = tk_log_message(log, i);

		if (message->level != level || !is_own(rd, message->source.file))
			continue;
		if (lines->len < MOST_MESSAGES)
			add_message(rd, lines, message);
		n++;
	}
	return n;
}

static bool same_word(const char *a, const char *b)
{
	g_autofree char *left = g_utf8_casefold(a, -1);
	g_autofree char *right = g_utf8_casefold(b, -1);

	return g_str_equal(left, right);
}

/* The status that the ledger calls by its Finnish word; TK_N_STATUSES: none. */
static enum tk_status status_of(const struct tk_region_doc *rd, const char *word)
{
	for (unsigned s = 0; s < TK_N_STATUSES; s++) {
		g_autofree char *key =
			g_strconcat("status.", tk_status_id((enum tk_status)s), NULL);

		if (same_word(tk_text(rd->doc.pen.texts, TK_FI, key), word))
			return (enum tk_status)s;
	}
	return TK_N_STATUSES;
}

/* Whether a status was written as it is called in some language of ours. */
static bool is_called(const struct tk_region_doc *rd, enum tk_status status, const char *word)
{
	g_autofree char *key = g_strconcat("status.", tk_status_id(status), NULL);

	for (unsigned l = 0; l < TK_N_LANGS; l++) {
		if (same_word(tk_text(rd->doc.pen.texts, (enum tk_lang)l, key), word))
			return true;
	}
	return false;
}

/* Whether a number was only written as it is in some language of ours. */
static bool is_same_number(const char *read, const char *taken)
{
	g_auto(GStrv) parts = g_strsplit(read, ",", 2);
	g_autofree char *pointed = g_strjoinv(".", parts);

	return g_str_equal(pointed, taken);
}

/* Whether only letters' case or language was read otherwise, columns found, or what most files have:
 * nothing to tell. */
static bool is_trivial(const struct tk_region_doc *rd, const struct tk_interpretation *reading)
{
	const char *read = reading->read ? reading->read : "";
	const char *taken = reading->taken ? reading->taken : "";
	enum tk_status status = status_of(rd, taken);

	return same_word(read, taken) || g_str_equal(reading->kind, "header") ||
	       g_str_equal(taken, "UTF-8") || is_same_number(read, taken) ||
	       g_str_equal(reading->kind, "delimiter") ||
	       (status != TK_N_STATUSES && is_called(rd, status, read));
}

/* What was taken, in the words of the document. */
static char *taken_text(const struct tk_region_doc *rd, const struct tk_interpretation *reading)
{
	const char *taken = reading->taken ? reading->taken : "";
	enum tk_status status = status_of(rd, taken);

	if (!g_str_equal(reading->kind, "status") || status == TK_N_STATUSES)
		return tk_text_visible(taken);
	g_autofree char *key = g_strconcat("status.", tk_status_id(status), NULL);

	return g_strdup(tk_doc_text(&rd->doc, key));
}

static int compare_readings(const void *a, const void *b)
{
	const struct tk_interpretation *left = *(const struct tk_interpretation *const *)a;
	const struct tk_interpretation *right = *(const struct tk_interpretation *const *)b;

	return (left->count < right->count) - (left->count > right->count);
}

static char *reading_text(const struct tk_region_doc *rd, const struct tk_interpretation *reading)
{
	const struct tk_pen *pen = &rd->doc.pen;
	g_autofree char *key = g_strconcat("ledger.", reading->kind, NULL);
	const char *kind =
		tk_texts_has(pen->texts, key) ? tk_doc_text(&rd->doc, key) : reading->kind;
	/* What an encoding was known by is a matter of bytes. */
	bool bytes = g_str_equal(reading->kind, "encoding");
	g_autofree char *read = tk_text_visible(reading->read && !bytes ? reading->read : "");
	g_autofree char *taken = taken_text(rd, reading);
	bool told = *read && *taken;

	return tk_text_plural(pen->texts, pen->lang,
			      told ? "region.read.taken" : "region.read.kind", reading->count,
			      "kind", kind, "read", *read ? read : taken, "taken", taken, NULL);
}

/* Several files of a region may have been read in the same way: that is told once. */
static bool is_told(const GPtrArray *told, const struct tk_interpretation *reading)
{
	for (unsigned i = 0; i < told->len; i++) {
		const struct tk_interpretation *other = told->pdata[i];

		if (g_strcmp0(other->kind, reading->kind) == 0 &&
		    g_strcmp0(other->read, reading->read) == 0 &&
		    g_strcmp0(other->taken, reading->taken) == 0)
			return true;
	}
	return false;
}

/* Most often met first. */
static char *readings_text(const struct tk_region_doc *rd)
{
	const struct tk_pen *pen = &rd->doc.pen;
	const struct tk_log *log = rd->doc.picture->log;
	g_autoptr(GPtrArray) own = g_ptr_array_new();
	GString *list = g_string_new(NULL);

	for (unsigned i = 0; log && i < tk_log_n_interpretations(log); i++) {
		const struct tk_interpretation *reading = tk_log_interpretation(log, i);

		if (is_own(rd, reading->first.file) && !is_trivial(rd, reading) &&
		    !is_told(own, reading))
			g_ptr_array_add(own, (void *)reading);
	}
	g_ptr_array_sort(own, compare_readings);
	for (unsigned i = 0; i < MIN(own->len, MOST_READINGS); i++) {
		g_autofree char *text = reading_text(rd, own->pdata[i]);

		g_string_append_printf(list, "%s%s", i ? "; " : "", text);
	}
	if (own->len > MOST_READINGS) {
		g_autofree char *more = tk_text_plural(pen->texts, pen->lang, "region.read.more",
						       own->len - MOST_READINGS, NULL);

		g_string_append_printf(list, "; %s", more);
	}
	g_autofree char *joined = g_string_free(list, FALSE);

	if (own->len == 0)
		return NULL;
	return tk_text_format(pen->texts, pen->lang, "region.read.as", "list", joined, NULL);
}

/* How many other regions' rows stand in the same file. */
static unsigned n_sharing(const struct tk_region_doc *rd)
{
	const struct tk_round *round = rd->doc.picture->now->round;
	unsigned n = 0;

	for (unsigned r = 0; rd->submission->file && r < rd->doc.picture->dataset->n_regions; r++)
		n += r != rd->region && round->submissions[r].file == rd->submission->file;
	return n;
}

static GPtrArray *collect_lines(const struct tk_region_doc *rd)
{
	const struct tk_pen *pen = &rd->doc.pen;
	GPtrArray *lines = g_ptr_array_new_with_free_func(g_free);
	unsigned n = collect_messages(rd, TK_LEVEL_ERROR, lines);

	n += collect_messages(rd, TK_LEVEL_WARNING, lines);
	if (n > lines->len)
		g_ptr_array_add(lines, tk_text_plural(pen->texts, pen->lang, "region.read.rest",
						      n - lines->len, NULL));
	char *readings = readings_text(rd);

	if (readings)
		g_ptr_array_add(lines, readings);
	if (lines->len > 0 && n_sharing(rd) > 0)
		g_ptr_array_add(lines, tk_text_plural(pen->texts, pen->lang, "region.read.shared",
						      n_sharing(rd) + 1, NULL));
	return lines;
}

/* ---- The section ---- */

void tk_region_lay_quality(struct tk_region_doc *rd)
{
	g_autoptr(GArray) odds = collect_odds(rd);
	g_autoptr(GPtrArray) lines = collect_lines(rd);
	const char *title = tk_doc_text(&rd->doc, "region.quality");

	if (odds->len == 0 && lines->len == 0) {
		if (!rd->submission->reported)
			return;
		g_ptr_array_add(lines, g_strdup(tk_doc_text(&rd->doc, "region.quality-none")));
	}
	g_ptr_array_add(lines, NULL);
	tk_region_begin(rd, title, NULL,
			odds->len > 0 ? row_height(rd, odds, 0)
				      : tk_region_text_need(rd, TK_A4_NOTE, lines->pdata[0]));
	lay_odds(rd, odds);
	tk_region_text(rd, TK_A4_NOTE, (char *const *)lines->pdata);
}
