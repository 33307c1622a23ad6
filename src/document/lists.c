#include "lists-imp.h"

#define HEAD_BASE 8.0
#define USUAL_HEAD_LINES 2u
#define NOTE_PT 11.0
#define NOTE_LEADING 14.0
/** Height of a note of one line. */
#define NOTE_ROW_PT 22.0

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

		if (column->unheard)
			tk_pen_begin_artifact(pen);
		else
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

void tk_list_rule(const struct tk_list *list, double y)
{
	tk_pen_begin_artifact(list->pen);
	tk_draw_line(list->pen->canvas, list->x, y, list->right_x, y, 0.5,
		     tk_pen_ink(list->pen, TK_HAIR));
	tk_pen_end(list->pen);
}

/* ---- A page of a list ---- */

static struct tk_text_style note_style(const struct tk_list_page *page)
{
	struct tk_text_style style = tk_role_style(page->list.pen, TK_ROLE_REASON, TK_LEFT);

	style.size_pt = NOTE_PT;
	style.leading_pt = NOTE_LEADING;
	return style;
}

static double note_height(const struct tk_list_page *page)
{
	struct tk_text_style style = note_style(page);
	unsigned n = tk_pen_lines(page->list.pen, &style, page->note.w, page->note.text);

	return NOTE_ROW_PT + (MAX(n, 1) - 1) * NOTE_LEADING;
}

static void put_note(const struct tk_list_page *page, double y)
{
	const struct tk_list *list = &page->list;
	struct tk_text_style style = note_style(page);

	tk_pen_begin_td(list->pen, list->n_columns, list->pen->lang);
	tk_pen_block(list->pen, &style, page->note.x, y + page->note.base_pt, page->note.w,
		     page->note.text);
	tk_pen_end(list->pen);
}

static double page_height(const void *data, unsigned row)
{
	const struct tk_list_page *page = data;

	return row < page->n_rows ? page->ops->height(page, row) : note_height(page);
}

static void page_head(void *data)
{
	const struct tk_list_page *page = data;

	tk_list_draw_head(&page->list, page->top_y);
}

static void page_row(void *data, unsigned row, double y)
{
	struct tk_list_page *page = data;

	if (row < page->n_rows)
		page->ops->row(page, row, y);
	else
		put_note(page, y);
}

static void page_turn(void *data)
{
	struct tk_list_page *page = data;

	tk_sheet_turn(&page->sheet);
	if (!page->ops->beside)
		return;
	tk_pen_begin_artifact(page->list.pen);
	page->ops->beside(page);
	tk_pen_end(page->list.pen);
}

static bool page_keeps(const void *data, unsigned row)
{
	const struct tk_list_page *page = data;

	if (row + 1 == page->n_rows)
		return page->note.text != NULL;
	return page->ops->keeps && page->ops->keeps(page, row);
}

static double page_again(void *data, unsigned row, double y, bool draw)
{
	struct tk_list_page *page = data;

	if (row == page->n_rows || !page->ops->again)
		return 0;
	return page->ops->again(page, row, y, draw);
}

static const struct tk_table_ops page_ops = {
	.height = page_height,
	.head = page_head,
	.row = page_row,
	.turn = page_turn,
	.keeps = page_keeps,
	.again = page_again,
};

static bool fits_page(const struct tk_table *table)
{
	double height = 0;

	for (unsigned row = 0; row < table->n_rows; row++)
		height += page_height(table->data, row);
	return height <= table->bottom_y - table->top_y;
}

/* Where all rows stand on one page at no size, the usual one. */
static void choose_size(struct tk_list_page *page, const struct tk_table *table)
{
	unsigned n = page->ops->n_sizes;

	for (unsigned i = 0; i < n; i++) {
		page->ops->take_size(page, i);
		if (fits_page(table))
			return;
	}
	if (n > 0)
		page->ops->take_size(page, 0);
}

void tk_list_page_draw(struct tk_list_page *page)
{
	struct tk_table table = {
		.ops = &page_ops,
		.data = page,
		.n_rows = page->n_rows + (page->note.text != NULL),
		.top_y = page->top_y,
		.bottom_y = TK_PAGE_BOTTOM,
	};

	choose_size(page, &table);
	tk_sheet_begin(&page->sheet, tk_table_pages(&table));
	if (page->ops->beside)
		page->ops->beside(page);
	tk_draw_table(page->list.pen->canvas, &table);
	tk_sheet_end(&page->sheet);
	tk_list_clear(&page->list);
	g_clear_pointer(&page->note.text, g_free);
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
