#include "deck-imp.h"

#define MOST_TITLE_LINES 2
#define MOST_SUBTITLE_LINES 2

void tk_doc_turn(struct tk_document *doc)
{
	doc->n_pages++;
	g_autofree char *label = g_strdup_printf("%u", doc->n_pages);

	tk_canvas_page(doc->pen.canvas, TK_PAGE_W, TK_PAGE_H, label);
}

void tk_doc_overflow(const struct tk_document *doc, const char *text)
{
	tk_log_add(doc->log, TK_DIAG_TEXT_OVERFLOW, NULL, doc->part, text, NULL);
}

char **tk_texts_new(unsigned n, ...)
{
	GPtrArray *texts = g_ptr_array_new();
	va_list list;

	va_start(list, n);
	for (unsigned i = 0; i < n; i++) {
		char *text = va_arg(list, char *);

		if (text)
			g_ptr_array_add(texts, text);
	}
	va_end(list);
	g_ptr_array_add(texts, NULL);
	return (char **)g_ptr_array_free(texts, FALSE);
}

/* An editor's title, else the first one that takes one line, else the first one. */
static char *choose_title(const struct tk_document *doc, enum tk_role role, char **titles)
{
	char *title = tk_doc_title(doc, NULL);

	if (title)
		return title;
	for (unsigned i = 0; titles[i]; i++) {
		if (tk_title_lines(&doc->pen, role, titles[i]) == 1)
			return tk_words_capital(g_strdup(titles[i]));
	}
	return tk_words_capital(g_strdup(titles[0]));
}

/* As many sentences as fit the line. */
static char *choose_source(const struct tk_document *doc, char **sources, double room)
{
	g_autofree char *line = g_strdup(sources[0] ? sources[0] : "");

	for (unsigned i = 1; sources[0] && sources[i]; i++) {
		char *longer = g_strconcat(line, " ", sources[i], NULL);

		if (tk_pen_width(&doc->pen, TK_ROLE_SOURCE, longer) > room) {
			g_free(longer);
			continue;
		}
		g_free(line);
		line = longer;
	}
	return g_steal_pointer(&line);
}

static struct tk_foot foot_of(const struct tk_sheet_frame *sheet)
{
	return (struct tk_foot){
		.source = sheet->source,
		.document = sheet->document,
		.page = sheet->doc->n_pages,
		.part = sheet->part,
		.n_parts = sheet->n_parts,
	};
}

static struct tk_head head_of(const struct tk_sheet_frame *sheet)
{
	/* A deck without a cover begins with its first page's heading. */
	return (struct tk_head){sheet->kicker, sheet->title, sheet->subtitle, sheet->role,
				sheet->doc->n_pages == 1};
}

char *tk_sheet_document(const struct tk_document *doc)
{
	g_autofree char *period = tk_words_period(doc->picture->period);

	return tk_text_format(doc->pen.texts, doc->pen.lang, "deck.foot", "title",
			      tk_names_in(&doc->picture->dataset->settings.title, doc->pen.lang),
			      "period", period, NULL);
}

/* A head that is too high, or has a word wider than the page, is told. */
static void check_line(const struct tk_document *doc, enum tk_role role, const char *text,
		       unsigned most)
{
	struct tk_text_style style = tk_role_style(&doc->pen, role, TK_LEFT);

	if (tk_title_lines(&doc->pen, role, text) > most ||
	    tk_pen_widest_word(&doc->pen, &style, text) > TK_PAGE_X1 - TK_PAGE_X0)
		tk_doc_overflow(doc, text);
}

void tk_sheet_init(struct tk_sheet_frame *sheet, struct tk_document *doc, const char *page_key,
		   enum tk_role role, char **titles, char *subtitle, char **sources)
{
	g_auto(GStrv) title_list = titles, source_list = sources;

	*sheet = (struct tk_sheet_frame){
		.doc = doc,
		.kicker = g_strdup(tk_doc_text(doc, page_key)),
		.title = choose_title(doc, role, title_list),
		.subtitle = tk_doc_subtitle(doc, subtitle),
		.document = tk_sheet_document(doc),
		.role = role,
		.part = 1,
		/* Room is kept for the part's number. */
		.n_parts = 9,
	};
	struct tk_head head = head_of(sheet);
	struct tk_foot foot = foot_of(sheet);

	sheet->extra_y = tk_head_extra(&doc->pen, &head);
	sheet->source = choose_source(doc, source_list, tk_foot_room(&doc->pen, &foot));
	check_line(doc, role, sheet->title, MOST_TITLE_LINES);
	if (sheet->subtitle)
		check_line(doc, TK_ROLE_SUBTITLE, sheet->subtitle, MOST_SUBTITLE_LINES);
}

void tk_sheet_begin(struct tk_sheet_frame *sheet, unsigned n_parts)
{
	struct tk_document *doc = sheet->doc;

	sheet->n_parts = n_parts;
	if (doc->n_pages < doc->shown_page) {
		g_free(doc->title);
		doc->title = g_strdup(sheet->title);
		tk_doc_show_content(doc, sheet->extra_y);
	}
	tk_doc_turn(doc);
	struct tk_head head = head_of(sheet);

	tk_canvas_bookmark(doc->pen.canvas, 0, sheet->kicker);
	tk_pen_begin(&doc->pen, "Sect", doc->pen.lang);
	tk_draw_head(&doc->pen, &head);
}

void tk_sheet_turn(struct tk_sheet_frame *sheet)
{
	struct tk_document *doc = sheet->doc;
	struct tk_head head = head_of(sheet);
	struct tk_foot foot = foot_of(sheet);

	tk_pen_begin_artifact(&doc->pen);
	tk_draw_foot(&doc->pen, &foot);
	tk_pen_end(&doc->pen);
	tk_doc_turn(doc);
	sheet->part++;
	g_autofree char *continued = tk_text_format(doc->pen.texts, doc->pen.lang, "page.continued",
						    "page", sheet->kicker, NULL);

	head.kicker = continued;
	tk_pen_begin_artifact(&doc->pen);
	tk_draw_head(&doc->pen, &head);
	tk_pen_end(&doc->pen);
}

void tk_sheet_end(struct tk_sheet_frame *sheet)
{
	struct tk_document *doc = sheet->doc;
	struct tk_foot foot = foot_of(sheet);

	tk_draw_foot(&doc->pen, &foot);
	tk_pen_end(&doc->pen);
	g_free(sheet->kicker);
	g_free(sheet->title);
	g_free(sheet->subtitle);
	g_free(sheet->source);
	g_free(sheet->document);
}
