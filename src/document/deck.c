#include "deck-imp.h"

struct tk_canvas *tk_doc_canvas(const struct tk_picture *picture, const char *title,
				struct tk_fonts *fonts, enum tk_lang lang, const char *path,
				struct tk_log *log)
{
	const struct tk_settings *settings = &picture->dataset->settings;
	struct tk_canvas_meta meta = {
		.title = title,
		.author = tk_names_in(&settings->issuer, lang),
		.subject = tk_names_in(&settings->description, lang),
		.lang = lang,
		.time = tk_document_time(picture->period->reporting_date),
	};

	return tk_canvas_new_pdf(fonts, path, &meta, log);
}

static char *document_title(const struct tk_picture *picture, const struct tk_kit *kit,
			    enum tk_lang lang)
{
	g_autofree char *month = tk_text_month(kit->texts, lang, TK_MONTH_YEAR,
					       picture->period->year, picture->period->month);

	return tk_text_format(kit->texts, lang, "deck.title", "title",
			      tk_names_in(&picture->dataset->settings.title, lang), "month", month,
			      NULL);
}

static void draw_page(struct tk_document *doc, const struct tk_deck_page *page)
{
	doc->page = page;
	doc->area = TK_ALL_AREAS;
	doc->part = page->kind;
	tk_template_kind(page)->draw(doc);
}

/* The template's pages of the kinds that are asked for, then those that it does not have. */
static void draw_pages(struct tk_document *doc, const struct tk_template *template,
		       const char *const *kinds)
{
	for (unsigned i = 0; i < template->n_pages; i++) {
		if (!kinds || g_strv_contains(kinds, template->pages[i].kind))
			draw_page(doc, &template->pages[i]);
	}
	for (unsigned i = 0; kinds && kinds[i]; i++) {
		const struct tk_deck_page page = {.kind = (char *)kinds[i]};

		if (!tk_template_has(template, kinds[i]))
			draw_page(doc, &page);
	}
}

bool tk_deck_write(const struct tk_picture *picture, const struct tk_kit *kit,
		   struct tk_fonts *fonts, enum tk_lang lang, const struct tk_deck_options *options,
		   const char *path, struct tk_log *log)
{
	g_autoptr(tk_template) template = tk_template_open(picture->dataset, kit, log);
	g_autofree char *title = document_title(picture, kit, lang);

	if (!template)
		return false;
	struct tk_document doc = {
		.pen = {tk_doc_canvas(picture, title, fonts, lang, path, log), kit->texts,
			kit->theme, lang},
		.picture = picture,
		.log = log,
	};

	draw_pages(&doc, template, options ? options->pages : NULL);
	for (unsigned i = 0; options && i < options->n_attachments; i++)
		tk_canvas_attach(doc.pen.canvas, &options->attachments[i]);
	return tk_canvas_close(doc.pen.canvas);
}

const char *tk_deck_kind(unsigned index)
{
	const struct tk_page_kind *kind = tk_page_kind(index);

	return kind ? kind->name : NULL;
}

bool tk_deck_check(const struct tk_dataset *dataset, const struct tk_kit *kit, struct tk_log *log)
{
	g_autoptr(tk_template) template = tk_template_open(dataset, kit, log);

	return template != NULL;
}
