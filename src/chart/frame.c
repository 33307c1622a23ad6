#include "tilannekuva/chart.h"

#define KICKER_Y 37.0
#define TITLE_Y 62.0
#define SUBTITLE_AFTER 19.0
#define FOOT_RULE_Y 511.75
#define FOOT_Y 526.0
/** Right edge of the document's name; the page number stands after it. */
#define DOCUMENT_X 898.0
#define FOOT_GAP 16.0

static unsigned lines_of(const struct tk_pen *pen, enum tk_role role, const char *text)
{
	struct tk_text_style style = tk_role_style(pen, role, TK_LEFT);

	return MAX(1, tk_pen_lines(pen, &style, TK_PAGE_X1 - TK_PAGE_X0, text));
}

unsigned tk_title_lines(const struct tk_pen *pen, enum tk_role role, const char *title)
{
	return lines_of(pen, role, title);
}

double tk_head_extra(const struct tk_pen *pen, const struct tk_head *head)
{
	double title = tk_role_style(pen, head->role, TK_LEFT).leading_pt;
	double extra = (lines_of(pen, head->role, head->title) - 1) * title;

	if (head->subtitle)
		extra += (lines_of(pen, TK_ROLE_SUBTITLE, head->subtitle) - 1) *
			 tk_role_style(pen, TK_ROLE_SUBTITLE, TK_LEFT).leading_pt;
	return extra;
}

void tk_draw_head(const struct tk_pen *pen, const struct tk_head *head)
{
	const double w = TK_PAGE_X1 - TK_PAGE_X0;
	double leading = tk_role_style(pen, head->role, TK_LEFT).leading_pt;

	tk_pen_begin(pen, head->first ? "H1" : "P", pen->lang);
	tk_pen_text(pen, TK_ROLE_KICKER, TK_LEFT, TK_PAGE_X0, KICKER_Y, head->kicker);
	tk_pen_end(pen);
	tk_pen_begin(pen, "H2", pen->lang);
	double next = tk_pen_paragraph(pen, head->role, TK_PAGE_X0, TITLE_Y, w, head->title);

	tk_pen_end(pen);
	if (!head->subtitle)
		return;
	tk_pen_begin(pen, "P", pen->lang);
	tk_pen_paragraph(pen, TK_ROLE_SUBTITLE, TK_PAGE_X0, next - leading + SUBTITLE_AFTER, w,
			 head->subtitle);
	tk_pen_end(pen);
}

/* "1 (2)", or NULL. */
static char *part_text(const struct tk_pen *pen, const struct tk_foot *foot)
{
	if (foot->n_parts < 2)
		return NULL;
	g_autofree char *part = tk_format_int(pen->lang, foot->part);
	g_autofree char *parts = tk_format_int(pen->lang, foot->n_parts);

	return tk_text_format(pen->texts, pen->lang, "page.part", "part", part, "parts", parts,
			      NULL);
}

double tk_foot_room(const struct tk_pen *pen, const struct tk_foot *foot)
{
	g_autofree char *part = part_text(pen, foot);
	double room = DOCUMENT_X - TK_PAGE_X0 - FOOT_GAP;

	room -= tk_pen_width(pen, TK_ROLE_SOURCE, foot->document);
	return part ? room - tk_pen_width(pen, TK_ROLE_SOURCE, part) - FOOT_GAP : room;
}

void tk_draw_foot(const struct tk_pen *pen, const struct tk_foot *foot)
{
	g_autofree char *page = tk_format_int(pen->lang, foot->page);
	g_autofree char *part = part_text(pen, foot);

	tk_pen_begin(pen, "Note", pen->lang);
	tk_pen_text(pen, TK_ROLE_SOURCE, TK_LEFT, TK_PAGE_X0, FOOT_Y, foot->source);
	tk_pen_end(pen);
	tk_pen_begin_artifact(pen);
	tk_draw_line(pen->canvas, TK_PAGE_X0, FOOT_RULE_Y, TK_PAGE_X1, FOOT_RULE_Y, 0.5,
		     tk_pen_ink(pen, TK_RULE));
	double w = tk_pen_text(pen, TK_ROLE_SOURCE, TK_RIGHT, DOCUMENT_X, FOOT_Y, foot->document);

	if (part)
		tk_pen_text(pen, TK_ROLE_SOURCE, TK_RIGHT, DOCUMENT_X - w - FOOT_GAP, FOOT_Y, part);
	tk_pen_text(pen, TK_ROLE_PAGE, TK_RIGHT, TK_PAGE_X1, FOOT_Y, page);
	tk_pen_end(pen);
}

void tk_draw_section(const struct tk_pen *pen, double x, double baseline_y, const char *text)
{
	tk_pen_begin(pen, "H3", pen->lang);
	tk_pen_text(pen, TK_ROLE_SECTION, TK_LEFT, x, baseline_y, text);
	tk_pen_end(pen);
}
