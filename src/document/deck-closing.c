#include "deck-imp.h"

#define LEFT_X 64.0
#define LEFT_W 420.0
#define TITLE_Y 206.0
#define LIST_X 612.0
#define LIST_RIGHT (TK_PAGE_X1 - 20)
#define LIST_Y 116.0
#define ITEM_PT 50.0
/** Where contacts come after them. */
#define CLOSE_ITEM_PT 42.0
#define CONTACTS_GAP 34.0
#define LEAD_BOTTOM 418.0

/* What the program makes of the same data; the note may name the deck's languages. */
static const struct {
	const char *key, *note_key;
} items[] = {
	{"closing.deck", "closing.deck-note"},
	{"closing.summaries", "closing.summaries-note"},
	{"closing.workbook", "closing.workbook-note"},
	{"closing.open", "closing.open-note"},
};

static char *languages_text(const struct tk_document *doc)
{
	const struct tk_settings *settings = &doc->picture->dataset->settings;
	g_autoptr(GPtrArray) names = g_ptr_array_new();

	for (unsigned i = 0; i < settings->n_langs; i++) {
		g_autofree char *key =
			g_strconcat("closing.language.", tk_lang_code(settings->langs[i]), NULL);

		g_ptr_array_add(names, (char *)tk_doc_text(doc, key));
	}
	return tk_words_join(doc, names);
}

static void draw_rule(const struct tk_pen *pen, double y)
{
	tk_pen_begin_artifact(pen);
	tk_draw_line(pen->canvas, LIST_X, y, LIST_RIGHT, y, 0.5, tk_pen_ink(pen, TK_RULE));
	tk_pen_end(pen);
}

/* Draw what else there is. \return the y below it. */
static double draw_items(const struct tk_document *doc)
{
	const struct tk_pen *pen = &doc->pen;
	g_autofree char *languages = languages_text(doc);
	bool close = doc->picture->dataset->settings.n_contacts > 0;
	double y = LIST_Y, pitch = close ? CLOSE_ITEM_PT : ITEM_PT;

	tk_pen_begin(pen, doc->n_pages == 1 ? "H2" : "H3", pen->lang);
	tk_pen_text(pen, TK_ROLE_LIST_HEAD, TK_LEFT, LIST_X, y, tk_doc_text(doc, "closing.same"));
	tk_pen_end(pen);
	y += 14;
	tk_pen_begin(pen, "L", pen->lang);
	for (unsigned i = 0; i < G_N_ELEMENTS(items); i++, y += pitch) {
		g_autofree char *note = tk_text_format(pen->texts, pen->lang, items[i].note_key,
						       "languages", languages, NULL);

		draw_rule(pen, y);
		tk_pen_begin(pen, "LI", pen->lang);
		tk_pen_begin(pen, "LBody", pen->lang);
		tk_pen_begin(pen, "P", pen->lang);
		tk_pen_text(pen, TK_ROLE_ITEM, TK_LEFT, LIST_X, y + pitch * 0.25 + 7.5,
			    tk_doc_text(doc, items[i].key));
		tk_pen_end(pen);
		tk_pen_begin(pen, "P", pen->lang);
		tk_pen_text(pen, TK_ROLE_ITEM_NOTE, TK_LEFT, LIST_X, y + pitch * 0.25 + 23.5, note);
		tk_pen_end(pen);
		tk_pen_end(pen);
		tk_pen_end(pen);
	}
	tk_pen_end(pen);
	draw_rule(pen, y);
	return y;
}

static void draw_issuer(const struct tk_document *doc)
{
	const struct tk_pen *pen = &doc->pen;
	const struct tk_settings *settings = &doc->picture->dataset->settings;
	const char *issuer = tk_names_in(&settings->issuer, pen->lang);

	tk_pen_begin_artifact(pen);
	tk_draw_line(pen->canvas, LEFT_X, 430, LEFT_X + 48, 430, 2, tk_pen_ink(pen, TK_DEEP));
	tk_pen_end(pen);
	tk_pen_begin(pen, "P", tk_names_lang(&settings->issuer, pen->lang));
	tk_pen_text(pen, TK_ROLE_ISSUER, TK_LEFT, LEFT_X, 456, issuer);
	tk_pen_end(pen);
	if (!settings->website || !*settings->website)
		return;
	g_autofree char *uri = strstr(settings->website, "://")
				       ? g_strdup(settings->website)
				       : g_strconcat("https://", settings->website, NULL);

	tk_pen_begin(pen, "P", pen->lang);
	tk_pen_begin(pen, "Link", pen->lang);
	double w = tk_pen_text(pen, TK_ROLE_DATES, TK_LEFT, LEFT_X, 474, settings->website);

	tk_canvas_link(pen->canvas, LEFT_X, 464, w, 14, uri, settings->website);
	tk_pen_end(pen);
	tk_pen_end(pen);
}

static void draw_title(const struct tk_document *doc)
{
	const struct tk_pen *pen = &doc->pen;
	const struct tk_names *programme = &doc->picture->dataset->settings.programme;
	g_autofree char *title = tk_doc_title(doc, g_strdup(tk_doc_text(doc, "page.closing")));
	unsigned n;
	struct tk_text_style style = tk_doc_large_title(doc, title, LEFT_W, &n);
	double first_y = TITLE_Y - (n - 1) * style.leading_pt;

	tk_pen_begin(pen, "P", tk_names_lang(programme, pen->lang));
	tk_pen_text(pen, TK_ROLE_PROGRAMME, TK_LEFT, LEFT_X, first_y - style.size_pt - 10,
		    tk_names_in(programme, pen->lang));
	tk_pen_end(pen);
	tk_pen_begin(pen, doc->n_pages == 1 ? "H1" : "H2", pen->lang);
	tk_pen_block(pen, &style, LEFT_X, first_y, LEFT_W, title);
	tk_pen_end(pen);
}

/* The note of the settings, or what an editor gives as the page's subtitle. */
static void draw_note(const struct tk_document *doc)
{
	const struct tk_pen *pen = &doc->pen;
	const struct tk_names *note = &doc->picture->period->next_note;
	g_autofree char *given = tk_doc_subtitle(doc, NULL);
	const char *text = given ? given : tk_names_in(note, pen->lang);

	if (!*text)
		return;
	tk_pen_begin(pen, "P", given ? pen->lang : tk_names_lang(note, pen->lang));
	if (tk_pen_paragraph(pen, TK_ROLE_LEAD, LEFT_X, 252, LEFT_W, text) > LEAD_BOTTOM)
		tk_doc_overflow(doc, text);
	tk_pen_end(pen);
}

void tk_draw_closing(struct tk_document *doc)
{
	tk_doc_turn(doc);
	tk_canvas_bookmark(doc->pen.canvas, 0, tk_doc_text(doc, "page.closing"));
	tk_pen_begin(&doc->pen, "Sect", doc->pen.lang);
	draw_title(doc);
	draw_note(doc);
	draw_issuer(doc);
	double y = draw_items(doc);

	tk_draw_contacts(doc, LIST_X, y + CONTACTS_GAP, LIST_RIGHT - LIST_X);
	tk_pen_end(&doc->pen);
}
