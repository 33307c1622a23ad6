#include "deck-imp.h"

/* Contacts of the closing page: as many as fit beside its list, the others on pages of their own in
 * three columns. */

#define GAP 12.0
#define COLUMN_W 280.0
#define COLUMN_GAP 16.0
#define N_COLUMNS 3u
#define COLUMN_Y 104.0
/** From a contact's top to the baseline of its first line. */
#define ASCENT 12.0
#define LINK_GAP 12.0

/* Where contacts are being put. */
struct place {
	const struct tk_document *doc;
	/** Top of the next contact, and the column's own. */
	double x, y, w, top_y;
	/** Columns left to the right of this one. */
	unsigned n_more;
};

static const char *region_name(const struct tk_document *doc, const struct tk_contact *contact)
{
	const struct tk_dataset *dataset = doc->picture->dataset;

	return contact->region
		       ? tk_words_region(doc, tk_dataset_find_region(dataset, contact->region))
		       : NULL;
}

/* "Role, region"; owned, NULL: neither is given. */
static char *role_text(const struct tk_document *doc, const struct tk_contact *contact)
{
	const char *role = tk_names_in(&contact->role, doc->pen.lang);
	const char *region = region_name(doc, contact);

	if (!*role)
		return g_strdup(region);
	return region ? g_strdup_printf("%s, %s", role, region) : g_strdup(role);
}

static double block_height(const struct tk_pen *pen, enum tk_role role, double w, const char *text)
{
	struct tk_text_style style = tk_role_style(pen, role, TK_LEFT);

	return text && *text ? tk_pen_lines(pen, &style, w, text) * style.leading_pt : 0;
}

/* Whether the telephone number goes on the line of the address. */
static bool one_line(const struct tk_pen *pen, const struct tk_contact *contact, double w)
{
	if (!contact->email || !contact->phone)
		return true;
	return tk_pen_width(pen, TK_ROLE_ITEM_NOTE, contact->email) + LINK_GAP +
		       tk_pen_width(pen, TK_ROLE_ITEM_NOTE, contact->phone) <=
	       w;
}

static double contact_height(const struct tk_document *doc, const struct tk_contact *contact,
			     double w)
{
	const struct tk_pen *pen = &doc->pen;
	double line = tk_role_style(pen, TK_ROLE_ITEM_NOTE, TK_LEFT).leading_pt;
	g_autofree char *role = role_text(doc, contact);
	double height =
		block_height(pen, TK_ROLE_ISSUER, w, tk_names_in(&contact->name, pen->lang));

	height += block_height(pen, TK_ROLE_ITEM_NOTE, w, role);
	height += block_height(pen, TK_ROLE_ITEM_NOTE, w, tk_names_in(&contact->text, pen->lang));
	if (contact->email || contact->phone)
		height += one_line(pen, contact, w) ? line : 2 * line;
	return height + GAP;
}

/* ---- Drawing one ---- */

static void draw_names(const struct place *place, enum tk_role role, const struct tk_names *names,
		       double *baseline_y)
{
	const struct tk_pen *pen = &place->doc->pen;
	const char *text = tk_names_in(names, pen->lang);

	if (!*text)
		return;
	tk_pen_begin(pen, "Span", tk_names_lang(names, pen->lang));
	*baseline_y = tk_pen_paragraph(pen, role, place->x, *baseline_y, place->w, text);
	tk_pen_end(pen);
}

static double draw_email(const struct place *place, const struct tk_contact *contact,
			 double baseline_y)
{
	const struct tk_pen *pen = &place->doc->pen;
	g_autofree char *uri = g_strconcat("mailto:", contact->email, NULL);

	tk_pen_begin(pen, "Link", pen->lang);
	double w =
		tk_pen_text(pen, TK_ROLE_ITEM_NOTE, TK_LEFT, place->x, baseline_y, contact->email);

	tk_canvas_link(pen->canvas, place->x, baseline_y - 10, w, 13, uri, contact->email);
	tk_pen_end(pen);
	if (w > place->w)
		tk_doc_overflow(place->doc, contact->email);
	return w;
}

static void draw_addresses(const struct place *place, const struct tk_contact *contact,
			   double baseline_y)
{
	const struct tk_pen *pen = &place->doc->pen;
	double x = place->x, line = tk_role_style(pen, TK_ROLE_ITEM_NOTE, TK_LEFT).leading_pt;

	if (contact->email) {
		double w = draw_email(place, contact, baseline_y);

		if (one_line(pen, contact, place->w))
			x += w + LINK_GAP;
		else
			baseline_y += line;
	}
	if (contact->phone)
		tk_pen_text(pen, TK_ROLE_ITEM_NOTE, TK_LEFT, x, baseline_y, contact->phone);
}

static void draw_contact(struct place *place, const struct tk_contact *contact)
{
	const struct tk_pen *pen = &place->doc->pen;
	g_autofree char *role = role_text(place->doc, contact);
	double baseline_y = place->y + ASCENT;

	tk_pen_begin(pen, "LI", pen->lang);
	tk_pen_begin(pen, "LBody", pen->lang);
	draw_names(place, TK_ROLE_ISSUER, &contact->name, &baseline_y);
	if (role)
		baseline_y = tk_pen_paragraph(pen, TK_ROLE_ITEM_NOTE, place->x, baseline_y,
					      place->w, role);
	draw_names(place, TK_ROLE_ITEM_NOTE, &contact->text, &baseline_y);
	draw_addresses(place, contact, baseline_y);
	tk_pen_end(pen);
	tk_pen_end(pen);
	place->y += contact_height(place->doc, contact, place->w);
}

/* ---- Pages of more of them ---- */

static void draw_furniture(struct tk_document *doc)
{
	const struct tk_pen *pen = &doc->pen;
	const struct tk_head head = {tk_doc_text(doc, "page.closing"),
				     tk_doc_text(doc, "closing.contacts"), NULL, TK_ROLE_TEXT_TITLE,
				     false};
	g_autofree char *name = tk_sheet_document(doc);
	const struct tk_foot foot = {
		.source = "", .document = name, .page = doc->n_pages, .part = 1, .n_parts = 1};

	tk_pen_begin_artifact(pen);
	tk_draw_head(pen, &head);
	tk_draw_foot(pen, &foot);
	tk_pen_end(pen);
}

/* The next column, of this page or of a new one. */
static void turn(struct place *place, struct tk_document *doc)
{
	if (place->n_more > 0) {
		place->n_more--;
		place->x += COLUMN_W + COLUMN_GAP;
		place->y = place->top_y;
		return;
	}
	tk_doc_turn(doc);
	draw_furniture(doc);
	*place = (struct place){doc, TK_PAGE_X0, COLUMN_Y, COLUMN_W, COLUMN_Y, N_COLUMNS - 1};
}

void tk_draw_contacts(struct tk_document *doc, double x, double y, double w)
{
	const struct tk_settings *settings = &doc->picture->dataset->settings;
	struct place place = {doc, x, y + 8, w, y + 8, 0};

	if (settings->n_contacts == 0)
		return;
	tk_pen_begin(&doc->pen, doc->n_pages == 1 ? "H2" : "H3", doc->pen.lang);
	tk_pen_text(&doc->pen, TK_ROLE_LIST_HEAD, TK_LEFT, x, y,
		    tk_doc_text(doc, "closing.contacts"));
	tk_pen_end(&doc->pen);
	tk_pen_begin(&doc->pen, "L", doc->pen.lang);
	for (unsigned i = 0; i < settings->n_contacts; i++) {
		double height = contact_height(doc, &settings->contacts[i], place.w) - GAP;

		if (place.y + height > TK_PAGE_BOTTOM && (place.y > place.top_y || i == 0))
			turn(&place, doc);
		draw_contact(&place, &settings->contacts[i]);
	}
	tk_pen_end(&doc->pen);
}
