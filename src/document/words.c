#include "document-imp.h"

/* Names in a source line; more are told as a number. */
#define MOST_NAMES 4

const char *tk_doc_text(const struct tk_document *doc, const char *key)
{
	return tk_text(doc->pen.texts, doc->pen.lang, key);
}

/* ---- Times ---- */

static char *window_months(const struct tk_document *doc, int from_year, int from, int to_year,
			   int to)
{
	const struct tk_texts *texts = doc->pen.texts;
	enum tk_lang lang = doc->pen.lang;
	g_autofree char *stem_key = g_strdup_printf("month.%d.stem", from);
	g_autofree char *of_from = tk_text_month(texts, lang, TK_MONTH_GENITIVE, from_year, from);
	g_autofree char *of_to = tk_text_month(texts, lang, TK_MONTH_GENITIVE, to_year, to);
	g_autofree char *first = g_strdup_printf("%d", from_year);
	g_autofree char *last = g_strdup_printf("%d", to_year);

	if (from_year != to_year)
		return tk_text_format(texts, lang, "window.years", "from", of_from, "from-year",
				      first, "to", of_to, "to-year", last, NULL);
	if (from == 1 && to == 12)
		return tk_text_format(texts, lang, "window.year", "year", last, NULL);
	if (from == to)
		return tk_text_format(texts, lang, "window.month", "month", of_to, "year", last,
				      NULL);
	return tk_text_format(texts, lang, "window.months", "from", tk_text(texts, lang, stem_key),
			      "to", of_to, "year", last, NULL);
}

char *tk_words_window(const struct tk_document *doc)
{
	const struct tk_period *period = doc->picture->period;
	int from_year, from, from_day, to_year, to, to_day;

	tk_date_to_ymd(period->window_start, &from_year, &from, &from_day);
	tk_date_to_ymd(period->window_end, &to_year, &to, &to_day);
	if (from_day == 1 && period->window_end == tk_date_month_end(to_year, to))
		return window_months(doc, from_year, from, to_year, to);
	g_autofree char *start = tk_text_date(doc->pen.texts, doc->pen.lang, period->window_start);
	g_autofree char *end = tk_text_date(doc->pen.texts, doc->pen.lang, period->window_end);

	return tk_text_format(doc->pen.texts, doc->pen.lang, "window.dates", "from", start, "to",
			      end, NULL);
}

char *tk_words_period(const struct tk_period *period)
{
	return g_strdup_printf("%d/%d", period->month, period->year);
}

char *tk_words_since(const struct tk_document *doc, const char *key)
{
	const struct tk_period *before = doc->picture->before->period;
	g_autofree char *with_year = g_strconcat(key, "-year", NULL);
	g_autofree char *year = g_strdup_printf("%d", before->year);
	g_autofree char *month = tk_text_month(doc->pen.texts, doc->pen.lang, TK_MONTH_FROM,
					       before->year, before->month);

	if (before->year != doc->picture->period->year)
		key = with_year;
	return tk_text_format(doc->pen.texts, doc->pen.lang, key, "month", month, "year", year,
			      NULL);
}

/* ---- Putting words together ---- */

char *tk_words_join(const struct tk_document *doc, const GPtrArray *names)
{
	char *list = g_strdup(names->len ? names->pdata[0] : "");

	for (unsigned i = 1; i < names->len; i++) {
		const char *key = i + 1 == names->len ? "list.last" : "list.next";
		char *longer = tk_text_format(doc->pen.texts, doc->pen.lang, key, "list", list,
					      "name", names->pdata[i], NULL);

		g_free(list);
		list = longer;
	}
	return list;
}

char *tk_words_capital(char *text)
{
	gunichar first = g_utf8_get_char(text);
	char letter[7] = "";

	g_unichar_to_utf8(g_unichar_totitle(first), letter);
	char *capital = g_strconcat(letter, g_utf8_next_char(text), NULL);

	g_free(text);
	return capital;
}

const char *tk_words_region(const struct tk_document *doc, unsigned region)
{
	return tk_names_in(&doc->picture->dataset->regions[region].name, doc->pen.lang);
}

bool tk_words_place(const struct tk_document *doc, unsigned region, const char **place)
{
	const char *locative = doc->picture->dataset->regions[region].locative_fi;

	*place = tk_words_region(doc, region);
	if (doc->pen.lang != TK_FI)
		return true;
	if (!locative || !*locative)
		return false;
	*place = locative;
	return true;
}

const char *tk_words_reason(const struct tk_document *doc, unsigned region, enum tk_lang *lang)
{
	const struct tk_names *reason = &doc->picture->dataset->regions[region].reason;
	const char *text = tk_names_in(reason, doc->pen.lang);

	*lang = *text ? tk_names_lang(reason, doc->pen.lang) : doc->pen.lang;
	return *text ? text : tk_doc_text(doc, "reason.no-file");
}

/* ---- Sentences of the source line ---- */

char *tk_words_told(const struct tk_document *doc, const char *key, const GPtrArray *names)
{
	g_autofree char *list_key = g_strconcat(key, ".list", NULL);
	g_autofree char *count_key = g_strconcat(key, ".count", NULL);

	if (names->len == 0)
		return NULL;
	if (names->len > MOST_NAMES)
		return tk_text_plural(doc->pen.texts, doc->pen.lang, count_key, names->len, NULL);
	g_autofree char *joined = tk_words_join(doc, names);

	return tk_text_format(doc->pen.texts, doc->pen.lang, list_key, "regions", joined, NULL);
}

char *tk_words_missing(const struct tk_document *doc)
{
	g_autoptr(GPtrArray) names = g_ptr_array_new();

	for (unsigned r = 0; r < doc->picture->dataset->n_regions; r++) {
		if (!doc->picture->now->reported[r])
			g_ptr_array_add(names, (char *)tk_words_region(doc, r));
	}
	return tk_words_told(doc, "missing", names);
}

char *tk_words_uncompared(const struct tk_document *doc)
{
	g_autoptr(GPtrArray) names = g_ptr_array_new();

	for (unsigned r = 0; r < doc->picture->dataset->n_regions; r++) {
		const struct tk_change *change =
			tk_picture_change_region(doc->picture, r, TK_ALL_AREAS);

		if (doc->picture->now->reported[r] && change && change->whole.den == 0)
			g_ptr_array_add(names, (char *)tk_words_region(doc, r));
	}
	return tk_words_told(doc, "uncompared", names);
}

char *tk_words_illustrative(const struct tk_document *doc, const struct tk_period *period)
{
	if (!period->illustrative)
		return NULL;
	g_autofree char *month = tk_text_month(doc->pen.texts, doc->pen.lang,
					       TK_MONTH_GENITIVE_YEAR, period->year, period->month);

	return tk_words_capital(tk_text_format(doc->pen.texts, doc->pen.lang, "source.illustrative",
					       "month", month, NULL));
}

char *tk_words_reports(const struct tk_document *doc)
{
	g_autofree char *period = tk_words_period(doc->picture->period);
	g_autofree char *reported = tk_format_int(doc->pen.lang, doc->picture->now->n_reported);
	g_autofree char *all = tk_format_int(doc->pen.lang, doc->picture->dataset->n_regions);

	return tk_text_format(doc->pen.texts, doc->pen.lang, "source.reports", "period", period,
			      "reported", reported, "all", all, NULL);
}

/* ---- Figures that sentences need ---- */

struct tk_ends tk_words_ends(const struct tk_document *doc, unsigned area)
{
	const struct tk_picture *picture = doc->picture;
	g_autofree unsigned *order = g_new(unsigned, picture->dataset->n_regions + 1);
	unsigned n = tk_picture_order(picture, TK_BY_PROGRESS, area, doc->pen.lang, order);
	struct tk_ends ends = {0};

	for (unsigned i = 0; i < n; i++) {
		struct tk_share share = tk_measures_region(picture->now, order[i], area)->progress;

		if (share.n == 0)
			continue;
		if (ends.n == 0) {
			ends.best = order[i];
			ends.high = share;
		} else if (tk_share_compare(share, ends.high) == 0) {
			ends.tie = true;
		}
		ends.worst = order[i];
		ends.low = share;
		ends.n++;
	}
	return ends;
}
