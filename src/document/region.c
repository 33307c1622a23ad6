#include "region-imp.h"

/* ---- What is on the pages ---- */

/** A part of the summary, in the order of the pages. */
struct part {
	/** Any of these sections must be wanted; TK_N_REGION_SECTIONS: none is asked. */
	enum tk_region_section section, other;
	/** Only where the region reported; where there are figures at all. */
	bool reported, figures;
	/** What follows begins a page: the first one is a poster of its own. */
	bool closes;
	void (*lay)(struct tk_region_doc *rd);
};

#define ANY TK_N_REGION_SECTIONS

static const struct part parts[] = {
	{ANY, ANY, false, false, false, tk_region_lay_head},
	{TK_REGION_AREAS, TK_REGION_TREND, false, true, false, tk_region_lay_areas},
	{TK_REGION_TASKS, TK_REGION_TASKS, true, true, true, tk_region_lay_tasks},
	{TK_REGION_LATE, TK_REGION_LATE, true, true, false, tk_region_lay_late},
	{TK_REGION_RISKS, TK_REGION_INDICATORS, true, true, false, tk_region_lay_risks},
	{TK_REGION_QUALITY, TK_REGION_QUALITY, false, false, false, tk_region_lay_quality},
	{TK_REGION_METHOD, TK_REGION_METHOD, true, true, false, tk_region_lay_method},
	{TK_REGION_ASKED, TK_REGION_ASKED, false, false, false, tk_region_lay_asked},
};

static bool is_wanted(const struct tk_region_doc *rd, const struct part *part)
{
	if (part->section != ANY && !rd->template.sections[part->section] &&
	    !rd->template.sections[part->other])
		return false;
	if (part->reported && !rd->submission->reported)
		return false;
	return !part->figures || rd->shown;
}

static void lay_all(struct tk_region_doc *rd)
{
	rd->doc.n_pages = 0;
	tk_region_page(rd);
	if (!rd->counting)
		tk_pen_begin(&rd->doc.pen, "Sect", rd->doc.pen.lang);
	for (unsigned i = 0; i < G_N_ELEMENTS(parts); i++) {
		if (!is_wanted(rd, &parts[i]))
			continue;
		parts[i].lay(rd);
		rd->closed = parts[i].closes && rd->doc.n_pages == 1;
	}
	if (rd->template.appendix && rd->submission->reported)
		tk_region_lay_appendix(rd);
	tk_region_last_foot(rd);
	if (!rd->counting)
		tk_pen_end(&rd->doc.pen);
	rd->n_all_pages = rd->doc.n_pages;
}

/* ---- Words of every page ---- */

/* Letters of a file's name in the foot: the workbook tells long ones in full. */
#define FOOT_NAME_BEGIN 20
#define FOOT_NAME_END 15

static char *kicker_text(const struct tk_region_doc *rd)
{
	const struct tk_pen *pen = &rd->doc.pen;
	const struct tk_period *period = rd->doc.picture->period;
	g_autofree char *month =
		tk_text_month(pen->texts, pen->lang, TK_MONTH_YEAR, period->year, period->month);

	return tk_text_format(pen->texts, pen->lang, "region.kicker", "title",
			      tk_names_in(&rd->doc.picture->dataset->settings.title, pen->lang),
			      "month", month, NULL);
}

/* A file's name that the foot has room for: of a long one both ends. */
static char *foot_name(const char *file)
{
	g_autofree char *name = g_utf8_make_valid(tk_region_file_name(file), -1);
	glong n = g_utf8_strlen(name, -1);

	if (n <= FOOT_NAME_BEGIN + FOOT_NAME_END + 1)
		return g_steal_pointer(&name);
	g_autofree char *begin = g_utf8_substring(name, 0, FOOT_NAME_BEGIN);

	return g_strconcat(begin, "…", g_utf8_offset_to_pointer(name, n - FOOT_NAME_END), NULL);
}

static char *totals_text(const struct tk_region_doc *rd)
{
	const struct tk_pen *pen = &rd->doc.pen;
	const struct tk_totals *totals = &rd->submission->totals;
	g_autofree char *period = tk_words_period(rd->doc.picture->period);

	if (!rd->submission->reported || !rd->submission->file)
		return tk_text_format(pen->texts, pen->lang,
				      rd->submission->sent ? "region.foot.unread"
							   : "region.foot.none",
				      "period", period, NULL);
	g_autofree char *rows = tk_format_int(pen->lang, totals->rows);
	g_autofree char *counted = tk_format_int(pen->lang, totals->counted);
	g_autofree char *out = tk_format_int(pen->lang, totals->not_applicable);
	g_autofree char *rejected = tk_format_int(pen->lang, totals->rejected);
	g_autofree char *headings = tk_format_int(pen->lang, totals->headings);
	g_autofree char *name = foot_name(rd->submission->file);

	return tk_text_format(pen->texts, pen->lang, "region.foot.totals", "rows", rows, "counted",
			      counted, "out", out, "rejected", rejected, "headings", headings,
			      "file", name, NULL);
}

/* "Esimerkkiaineistoa: 6/2021 ja 8/2021.", or "". */
static char *illustrative_text(const struct tk_region_doc *rd)
{
	const struct tk_pen *pen = &rd->doc.pen;
	const struct tk_picture *picture = rd->doc.picture;
	g_autoptr(GPtrArray) periods = g_ptr_array_new_with_free_func(g_free);

	for (unsigned p = 0; p < picture->n_history; p++) {
		if (picture->history[p]->period->illustrative)
			g_ptr_array_add(periods, tk_words_period(picture->history[p]->period));
	}
	if (periods->len == 0)
		return g_strdup("");
	g_autofree char *list = tk_words_join(&rd->doc, periods);

	return tk_text_format(pen->texts, pen->lang, "region.foot.illustrative", "periods", list,
			      NULL);
}

static char *source_text(const struct tk_region_doc *rd)
{
	const struct tk_pen *pen = &rd->doc.pen;
	if (!rd->shown)
		return g_strdup("");
	g_autofree char *illustrative = illustrative_text(rd);
	g_autofree char *period = tk_words_period(rd->shown->period);
	g_autofree char *source =
		tk_text_format(pen->texts, pen->lang, "region.foot.source", "period", period, NULL);

	return g_strconcat(source, *illustrative ? " " : "", illustrative, NULL);
}

static void make_words(struct tk_region_doc *rd)
{
	const struct tk_pen *pen = &rd->doc.pen;
	g_autofree char *period = tk_words_period(rd->doc.picture->period);

	rd->kicker = kicker_text(rd);
	rd->totals = totals_text(rd);
	rd->source = source_text(rd);
	rd->document =
		tk_text_format(pen->texts, pen->lang, "deck.foot", "title",
			       tk_names_in(&rd->doc.picture->dataset->settings.title, pen->lang),
			       "period", period, NULL);
}

static void clear_words(struct tk_region_doc *rd)
{
	g_free(rd->kicker);
	g_free(rd->totals);
	g_free(rd->source);
	g_free(rd->document);
	g_array_unref(rd->hairlines);
	g_array_unref(rd->symbols);
	g_clear_pointer(&rd->appendix, g_array_unref);
}

/* ---- The document ---- */

/* The last measures that the region has figures in, the period's own first of all. */
static const struct tk_measures *last_known(const struct tk_picture *picture, unsigned region)
{
	for (unsigned p = picture->n_history; p-- > 0;) {
		if (picture->history[p]->reported[region])
			return picture->history[p];
	}
	return NULL;
}

static char *document_title(const struct tk_picture *picture, const struct tk_kit *kit,
			    unsigned region, enum tk_lang lang)
{
	g_autofree char *month = tk_text_month(kit->texts, lang, TK_MONTH_YEAR,
					       picture->period->year, picture->period->month);

	return tk_text_format(kit->texts, lang, "region.title", "region",
			      tk_names_in(&picture->dataset->regions[region].name, lang), "title",
			      tk_names_in(&picture->dataset->settings.title, lang), "month", month,
			      NULL);
}

bool tk_region_write(const struct tk_picture *picture, unsigned region, const struct tk_kit *kit,
		     struct tk_fonts *fonts, enum tk_lang lang, const char *path,
		     struct tk_log *log)
{
	g_autofree char *title = document_title(picture, kit, region, lang);
	struct tk_region_template template;

	if (!tk_region_template_read(&template, picture->dataset, kit, log))
		return false;
	struct tk_region_doc rd = {
		.doc = {.pen = {tk_doc_canvas(picture, title, fonts, lang, path, log), kit->texts,
				kit->theme, lang},
			.picture = picture,
			.log = log,
			.part = picture->dataset->regions[region].id,
			.area = TK_ALL_AREAS},
		.region = region,
		.submission = &picture->now->round->submissions[region],
		.shown = last_known(picture, region),
		.template = template,
	};

	rd.hairlines = g_array_new(FALSE, FALSE, sizeof(struct tk_region_stroke));
	rd.symbols = g_array_new(FALSE, FALSE, sizeof(struct tk_region_stroke));
	make_words(&rd);
	rd.id_w = tk_region_id_width(&rd);
	rd.counting = true;
	lay_all(&rd);
	rd.counting = false;
	lay_all(&rd);
	clear_words(&rd);
	return tk_canvas_close(rd.doc.pen.canvas);
}
