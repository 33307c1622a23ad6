#include "lists-imp.h"

#define HEAD_BASE 8.0
#define USUAL_HEAD_LINES 2u
#define NOTE_PT 11.0
#define NOTE_LEADING 14.0

void tk_list_init(struct tk_list *list, const struct tk_pen *pen, double x, double right_x)
{
	*list = (struct tk_list){.pen = pen, .x = x, .right_x = right_x};
}

void tk_list_clear(struct tk_list *list)
{
	for (unsigned i = 0; i < list->n_columns; i++)
		g_free(list->columns[i].head);
	list->n_columns = 0;
}

struct tk_list_column *tk_list_add(struct tk_list *list, enum tk_align align, double x, double w,
				   char *head)
{
	g_assert(list->n_columns < TK_MOST_COLUMNS);
	struct tk_list_column *column = &list->columns[list->n_columns++];

	*column = (struct tk_list_column){
		.x = x,
		.w = w,
		.align = align,
		.head = head,
		.style = tk_role_style(list->pen, TK_ROLE_NAME, align),
	};
	return column;
}

void tk_list_size(struct tk_list *list, double size_pt, double leading_pt)
{
	for (unsigned i = 0; i < list->n_columns; i++) {
		list->columns[i].style.size_pt = size_pt;
		list->columns[i].style.leading_pt = leading_pt;
	}
}

unsigned tk_list_lines(const struct tk_list *list, unsigned column, const char *text)
{
	const struct tk_list_column *of = &list->columns[column];

	return MAX(1, tk_pen_lines(list->pen, &of->style, of->w, text));
}

static double anchor(const struct tk_list_column *column)
{
	return column->align == TK_RIGHT ? column->x + column->w : column->x;
}

static struct tk_text_style head_style(const struct tk_list *list,
				       const struct tk_list_column *column)
{
	return tk_role_style(list->pen, TK_ROLE_COLUMN, column->align);
}

double tk_list_head_extra(const struct tk_list *list)
{
	unsigned most = USUAL_HEAD_LINES;

	for (unsigned i = 0; i < list->n_columns; i++) {
		struct tk_text_style style = head_style(list, &list->columns[i]);

		most = MAX(most, tk_pen_lines(list->pen, &style, list->columns[i].w,
					      list->columns[i].head));
	}
	return (most - USUAL_HEAD_LINES) * TK_COLUMN_LEADING;
}

void tk_list_draw_head(const struct tk_list *list, double y)
{
	const struct tk_pen *pen = list->pen;

	tk_pen_begin(pen, "TR", pen->lang);
	for (unsigned i = 0; i < list->n_columns; i++) {
		const struct tk_list_column *column = &list->columns[i];
		struct tk_text_style style = head_style(list, column);
		unsigned n = tk_pen_lines(pen, &style, column->w, column->head);

		tk_pen_begin_th(pen, "Column", 0, pen->lang);
		tk_pen_block(pen, &style, anchor(column),
			     y - HEAD_BASE - (MAX(n, 1) - 1) * style.leading_pt, column->w,
			     column->head);
		tk_pen_end(pen);
	}
	tk_draw_line(pen->canvas, list->x, y, list->right_x, y, 1, tk_pen_ink(pen, TK_INK));
	tk_pen_end(pen);
}

void tk_list_put_as(const struct tk_list *list, unsigned column, double baseline_y,
		    const char *text, enum tk_lang lang, const struct tk_text_style *style)
{
	const struct tk_list_column *of = &list->columns[column];

	if (of->names_row)
		tk_pen_begin_th(list->pen, "Row", 0, lang);
	else
		tk_pen_begin_td(list->pen, 0, lang);
	tk_pen_block(list->pen, style, anchor(of), baseline_y, of->w, text);
	tk_pen_end(list->pen);
}

void tk_list_put(const struct tk_list *list, unsigned column, double baseline_y, const char *text,
		 enum tk_lang lang)
{
	tk_list_put_as(list, column, baseline_y, text, lang, &list->columns[column].style);
}

static struct tk_text_style note_style(const struct tk_list *list)
{
	struct tk_text_style style = tk_role_style(list->pen, TK_ROLE_REASON, TK_LEFT);

	style.size_pt = NOTE_PT;
	style.leading_pt = NOTE_LEADING;
	return style;
}

unsigned tk_list_note_lines(const struct tk_list *list, double width_pt, const char *text)
{
	struct tk_text_style style = note_style(list);

	return MAX(1, tk_pen_lines(list->pen, &style, width_pt, text));
}

void tk_list_put_note(const struct tk_list *list, double x, double baseline_y, double width_pt,
		      const char *text)
{
	struct tk_text_style style = note_style(list);

	tk_pen_begin_td(list->pen, list->n_columns, list->pen->lang);
	tk_pen_block(list->pen, &style, x, baseline_y, width_pt, text);
	tk_pen_end(list->pen);
}

void tk_list_rule(const struct tk_list *list, double y)
{
	tk_pen_begin_artifact(list->pen);
	tk_draw_line(list->pen->canvas, list->x, y, list->right_x, y, 0.5,
		     tk_pen_ink(list->pen, TK_HAIR));
	tk_pen_end(list->pen);
}

/* ---- Words ---- */

enum tk_lang tk_words_region_lang(const struct tk_document *doc, unsigned region)
{
	const struct tk_region *of = &doc->picture->dataset->regions[region];

	return of->n_langs > 0 ? of->langs[0] : doc->pen.lang;
}

char **tk_list_sources(const struct tk_document *doc, char *own, bool compared)
{
	const struct tk_picture *picture = doc->picture;
	char *before = compared && picture->before
			       ? tk_words_illustrative(doc, picture->before->period)
			       : NULL;

	return tk_texts_new(5, tk_words_reports(doc), own,
			    tk_words_illustrative(doc, picture->period), before,
			    tk_words_missing(doc));
}

void tk_draw_plain_page(struct tk_document *doc, const char *page_key, char **titles, char *note)
{
	g_autofree char *text = note;
	struct tk_sheet_frame sheet;

	tk_sheet_init(&sheet, doc, page_key, TK_ROLE_DATA_TITLE, titles, NULL,
		      tk_list_sources(doc, NULL, false));
	tk_sheet_begin(&sheet, 1);
	tk_pen_begin(&doc->pen, "P", doc->pen.lang);
	tk_pen_paragraph(&doc->pen, TK_ROLE_BODY, TK_PAGE_X0, 116 + sheet.extra_y, 560, text);
	tk_pen_end(&doc->pen);
	tk_sheet_end(&sheet);
}

/* The longest run of whole words, "…" after it, that keeps within the lines. */
char *tk_words_cut(const struct tk_pen *pen, const struct tk_text_style *style, double width_pt,
		   unsigned most_lines, const char *text)
{
	if (tk_pen_lines(pen, style, width_pt, text) <= most_lines)
		return g_strdup(text);
	g_auto(GStrv) words = g_strsplit(text, " ", -1);
	unsigned low = 1, high = g_strv_length(words);

	/* The first "low" words fit, "high" do not. */
	while (low + 1 < high) {
		unsigned middle = (low + high) / 2;
		char *rest = words[middle];

		words[middle] = NULL;
		g_autofree char *head = g_strjoinv(" ", words);
		g_autofree char *cut = g_strconcat(head, " …", NULL);

		words[middle] = rest;
		if (tk_pen_lines(pen, style, width_pt, cut) <= most_lines)
			low = middle;
		else
			high = middle;
	}
	GString *cut = g_string_new(words[0]);

	for (unsigned i = 1; i < low; i++)
		g_string_append_printf(cut, " %s", words[i]);
	g_string_append(cut, " …");
	return g_string_free(cut, FALSE);
}
