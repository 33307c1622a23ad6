#include "region-imp.h"

/* How the figures are computed, with the region's own k/n; what is asked of the region. */
#define COLUMN_GAP 20.0
#define COLUMN_W ((TK_A4_TEXT_W - COLUMN_GAP) / 2)
#define LINE_PT 10.5

/* ---- Method ---- */

static char *progress_text(const struct tk_region_doc *rd)
{
	const struct tk_pen *pen = &rd->doc.pen;
	struct tk_share share = tk_measures_region(rd->shown, rd->region, TK_ALL_AREAS)->progress;
	g_autofree char *window = tk_words_window(&rd->doc);
	g_autofree char *k = tk_format_int(pen->lang, share.k);
	g_autofree char *n = tk_format_int(pen->lang, share.n);

	return tk_text_format(pen->texts, pen->lang, "region.method.progress", "window", window,
			      "k", k, "n", n, NULL);
}

static char *readiness_text(const struct tk_region_doc *rd)
{
	const struct tk_pen *pen = &rd->doc.pen;
	const struct tk_figures *all = tk_measures_region(rd->shown, rd->region, TK_ALL_AREAS);
	int64_t n_out = all->n_status[TK_STATUS_NOT_APPLICABLE];
	g_autofree char *n = tk_format_int(pen->lang, all->done.n);
	g_autofree char *under = tk_format_int(pen->lang, all->under_way.k);
	g_autofree char *done = tk_format_int(pen->lang, all->done.k);
	g_autofree char *text = tk_text_format(pen->texts, pen->lang, "region.method.readiness",
					       "n", n, "under", under, "done", done, NULL);

	if (n_out == 0)
		return g_steal_pointer(&text);
	g_autofree char *out =
		tk_text_plural(pen->texts, pen->lang, "region.method.out", n_out, NULL);

	return g_strconcat(text, " ", out, NULL);
}

static char *rank_text(const struct tk_region_doc *rd)
{
	const struct tk_pen *pen = &rd->doc.pen;
	g_autofree char *n = tk_format_int(pen->lang, rd->shown->n_reported);
	g_autofree char *date =
		tk_text_date(pen->texts, pen->lang, rd->shown->period->reporting_date);

	return tk_text_format(pen->texts, pen->lang,
			      tk_region_alone(rd) ? "region.method.rank-alone"
						  : "region.method.rank",
			      "regions", n, "date", date, NULL);
}

void tk_region_lay_method(struct tk_region_doc *rd)
{
	g_autofree char *progress = progress_text(rd);
	g_autofree char *readiness = readiness_text(rd);
	g_autofree char *rank = rank_text(rd);
	g_autofree char *left = g_strconcat(progress, " ", readiness, NULL);
	double height = LINE_PT * MAX(tk_a4_lines(rd, TK_A4_NOTE, COLUMN_W, left),
				      tk_a4_lines(rd, TK_A4_NOTE, COLUMN_W, rank));

	tk_region_begin(rd, tk_doc_text(&rd->doc, "region.method"), NULL, height);
	if (!rd->counting) {
		tk_a4_paragraph(rd, TK_A4_NOTE, TK_A4_X0, rd->y + 10, COLUMN_W, left);
		tk_a4_paragraph(rd, TK_A4_NOTE, TK_A4_X0 + COLUMN_W + COLUMN_GAP, rd->y + 10,
				COLUMN_W, rank);
	}
	rd->y += height;
}

/* ---- What is asked ---- */

static void add_names(const struct tk_region_doc *rd, GPtrArray *paragraphs,
		      const struct tk_names *names)
{
	const char *text = names ? tk_names_in(names, rd->doc.pen.lang) : "";

	if (*text)
		g_ptr_array_add(paragraphs, g_strdup(text));
}

static void append(GString *line, const char *text)
{
	if (text && *text)
		g_string_append_printf(line, "%s%s", line->len ? ", " : "", text);
}

/* "Nimi, tehtävä, sähköposti, puhelin" of those who answer for the region. */
static void add_contacts(const struct tk_region_doc *rd, GPtrArray *paragraphs)
{
	const struct tk_dataset *dataset = rd->doc.picture->dataset;
	const struct tk_pen *pen = &rd->doc.pen;

	for (unsigned i = 0; i < dataset->settings.n_contacts; i++) {
		const struct tk_contact *contact = &dataset->settings.contacts[i];

		if (!contact->region ||
		    !g_str_equal(contact->region, dataset->regions[rd->region].id))
			continue;
		GString *line = g_string_new(NULL);

		append(line, tk_names_in(&contact->name, pen->lang));
		append(line, tk_names_in(&contact->role, pen->lang));
		append(line, tk_names_in(&contact->text, pen->lang));
		append(line, contact->email);
		append(line, contact->phone);
		g_autofree char *who = g_string_free(line, FALSE);

		g_ptr_array_add(paragraphs, tk_text_format(pen->texts, pen->lang, "region.contact",
							   "who", who, NULL));
	}
}

void tk_region_lay_asked(struct tk_region_doc *rd)
{
	const struct tk_period *period = rd->doc.picture->period;
	const struct tk_region *region = &rd->doc.picture->dataset->regions[rd->region];
	g_autoptr(GPtrArray) paragraphs = g_ptr_array_new_with_free_func(g_free);

	add_names(rd, paragraphs, tk_period_note(period, region));
	add_names(rd, paragraphs, tk_period_asked(period, region));
	if (paragraphs->len == 0)
		return;
	add_contacts(rd, paragraphs);
	g_ptr_array_add(paragraphs, NULL);
	tk_region_begin(rd, tk_doc_text(&rd->doc, "region.asked"), NULL,
			tk_region_text_need(rd, TK_A4_BODY, paragraphs->pdata[0]));
	tk_region_text(rd, TK_A4_BODY, (char *const *)paragraphs->pdata);
}
