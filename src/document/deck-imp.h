#ifndef TK_DECK_IMP_H
#define TK_DECK_IMP_H

#include "document-imp.h"

/* Private to src/document: what the pages of a deck share. */

/** A page as the template asks for it. What is NULL or 0 is the page's own choice. */
struct tk_deck_page {
	char *kind, *order;
	/** Ids of the areas to show. */
	char **areas;
	unsigned areas_count;
	/** How many of the first ones of a list, 1-TK_MOST_TOP. */
	unsigned top;
	/** A percent that sets regions apart, 1-100. */
	unsigned threshold;
	/** Both as they are written. */
	char *top_text, *threshold_text;
	struct tk_names title, subtitle;
	/** Instead of the page's own sentences, in their order. */
	struct tk_names *sentences;
	unsigned sentences_count;
};

#define TK_MOST_TOP 999

/** Options that a kind of page knows; each knows kind, title and subtitle. */
enum tk_page_option {
	TK_OPTION_ORDER = 1,
	TK_OPTION_AREAS = 2,
	TK_OPTION_TOP = 4,
	TK_OPTION_THRESHOLD = 8,
	/** It has sentences that can be given. */
	TK_OPTION_SENTENCES = 16,
	/** The word "all" among the areas: all of them together. */
	TK_OPTION_ALL_AREAS = 32,
};

/** A kind of page: its name in templates and what draws it. */
struct tk_page_kind {
	const char *name;
	void (*draw)(struct tk_document *doc);
	/** enum tk_page_option. */
	unsigned options;
};

/** \return a kind, NULL past the last one. */
const struct tk_page_kind *tk_page_kind(unsigned index);

void tk_draw_cover(struct tk_document *doc);
void tk_draw_summary(struct tk_document *doc);
void tk_draw_heatmap(struct tk_document *doc);
void tk_draw_readiness(struct tk_document *doc);
void tk_draw_change(struct tk_document *doc);
void tk_draw_map(struct tk_document *doc);
void tk_draw_ranking(struct tk_document *doc);
void tk_draw_coops(struct tk_document *doc);
void tk_draw_trend(struct tk_document *doc);
void tk_draw_late(struct tk_document *doc);
void tk_draw_groups(struct tk_document *doc);
void tk_draw_risks(struct tk_document *doc);
void tk_draw_indicators(struct tk_document *doc);
void tk_draw_credibility(struct tk_document *doc);
void tk_draw_quality(struct tk_document *doc);
void tk_draw_method(struct tk_document *doc);
void tk_draw_closing(struct tk_document *doc);

/* ---- Templates (template.c) ---- */

/** The pages of a template. */
typedef struct tk_template {
	struct tk_deck_page *pages;
	uint32_t n_pages;
} tk_template;

/** Read the data folder's own deck.yaml, else the kit's. \return owned; NULL, and the log says why.
 */
struct tk_template *tk_template_open(const struct tk_dataset *dataset, const struct tk_kit *kit,
				     struct tk_log *log);
void tk_template_free(struct tk_template *template);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(tk_template, tk_template_free)
/** \return whether it has pages of the kind. */
bool tk_template_has(const struct tk_template *template, const char *kind);
/** \return the kind of a name; NULL: there is none. */
const struct tk_page_kind *tk_page_kind_of(const char *name);
/** \return the names of all kinds, and of the options of one: "kind, order, title"; owned. */
char *tk_page_kind_names(void);
char *tk_page_option_names(const struct tk_page_kind *kind);
/** \return the kind that a page names, which the template's reader has seen to. */
const struct tk_page_kind *tk_template_kind(const struct tk_deck_page *page);
/** \return the order that the page asks for, else the other. */
enum tk_order_by tk_doc_order(const struct tk_document *doc, enum tk_order_by usual);
/** \return the template's top or threshold, else the usual one. */
unsigned tk_doc_top(const struct tk_document *doc, unsigned usual);
unsigned tk_doc_threshold(const struct tk_document *doc, unsigned usual);
/** \return the indexes of the areas that the page shows, all of them unless the template names some;
 * TK_ALL_AREAS for the word "all" where the kind knows it; owned. */
unsigned *tk_doc_areas(const struct tk_document *doc, unsigned *n_areas);
/** \return an order's word in templates and text keys. */
const char *tk_order_name(enum tk_order_by by);

/* ---- What editors say instead (overrides.c): the settings' texts before the template's. A language
 * that they leave out keeps the page's own text. ---- */

/** \return the title or subtitle of the page; takes and gives owned texts, NULL for none. */
char *tk_doc_title(const struct tk_document *doc, char *own);
char *tk_doc_subtitle(const struct tk_document *doc, char *own);
/** \return the sentences that an editor has given for this page and language, else the page's own;
 * takes and gives a NULL-terminated owned list. */
char **tk_doc_sentences(const struct tk_document *doc, char **own);
/** See that the settings' texts are for pages that there are.
 * \return whether they are; else the log says why. */
bool tk_overrides_check(const struct tk_dataset *dataset, struct tk_log *log);

/* ---- First and last page ---- */

/** \return how a title is set in large: smaller where it would take more than three lines or a word
 * is wider than the column; receives its lines. One that is too long even so is told. */
struct tk_text_style tk_doc_large_title(const struct tk_document *doc, const char *title,
					double width_pt, unsigned *n_lines);
/** Draw the settings' contacts from their head's baseline down, on further pages where they do not
 * all fit. */
void tk_draw_contacts(struct tk_document *doc, double x, double y, double w);

/* ---- Pictures (images.c) ---- */

/** Have the canvas show a page's content, without head and foot. \param extra_y  How much lower than
 * usual it begins. */
void tk_doc_show_content(const struct tk_document *doc, double extra_y);

/* ---- Page furniture (sheet.c) ---- */

/** Head and foot of one thing that takes a page or more. */
struct tk_sheet_frame {
	struct tk_document *doc;
	/** Owned. */
	char *kicker, *title, *subtitle, *source, *document;
	enum tk_role role;
	unsigned part, n_parts;
	/** How much lower than usual content begins. */
	double extra_y;
};

/**
 * Choose head and foot; nothing is drawn yet.
 * \param titles   NULL-terminated, the best first; the first one that takes one line is taken.
 * Taken over. \param sources  Sentences for the source line, NULL-terminated, the most important
 * first; those that do not fit at the end are left out. Taken over.
 */
void tk_sheet_init(struct tk_sheet_frame *sheet, struct tk_document *doc, const char *page_key,
		   enum tk_role role, char **titles, char *subtitle, char **sources);
/** Begin the first page. */
void tk_sheet_begin(struct tk_sheet_frame *sheet, unsigned n_parts);
/** End a page and begin the next one of the same thing; both furnitures are artifacts. */
void tk_sheet_turn(struct tk_sheet_frame *sheet);
/** End the last page. */
void tk_sheet_end(struct tk_sheet_frame *sheet);
/** \return what the foot calls the document; owned. */
char *tk_sheet_document(const struct tk_document *doc);
/** \return an array of owned texts for the calls above; NULL ones are left out. */
char **tk_texts_new(unsigned n, ...);
/** Begin a page of the deck. */
void tk_doc_turn(struct tk_document *doc);

/* ---- Rows of regions (rows.c): the country, where it is wanted, the regions in order, those
 * without figures last ---- */

struct tk_region_rows {
	const struct tk_document *doc;
	/** Owned. */
	unsigned *order;
	unsigned n_regions, n_reported;
	/** The country's row is the first one. */
	bool country;
	/** Names from name_x; cells from cells_x to cells_right; the total's rule to rule_right. */
	double name_x, name_w, cells_x, cells_right, rule_right;
	/** How high a row is at most, and is. */
	double most_pt, row_pt;
	double name_pt;
};

void tk_rows_init(struct tk_region_rows *rows, const struct tk_document *doc, enum tk_order_by by,
		  double cells_x);
/** Rows without the country, in the order of an area's (or TK_ALL_AREAS's) progress. */
void tk_rows_init_ranked(struct tk_region_rows *rows, const struct tk_document *doc, unsigned area,
			 double name_x, double name_w);
/** Put the regions that have figures in an order of the page's own: the largest keys first, equal
 * ones as they were. \param keys  One for each region. */
void tk_rows_sort(struct tk_region_rows *rows, const int64_t *keys);
void tk_rows_clear(struct tk_region_rows *rows);
/** Choose the rows' height so that they fit in room_pt, if they can. */
void tk_rows_fit(struct tk_region_rows *rows, double room_pt);
/** \return how many rows there are. */
unsigned tk_rows_count(const struct tk_region_rows *rows);
/** \return the region of a row; TK_NONE: the country. */
unsigned tk_rows_region(const struct tk_region_rows *rows, unsigned row);
double tk_rows_height(const struct tk_region_rows *rows, unsigned row);
/** \return what is above the row's marks. */
double tk_rows_gap(const struct tk_region_rows *rows, unsigned row);
/** \return whether the row has figures. */
bool tk_rows_reported(const struct tk_region_rows *rows, unsigned row);
/** Draw the row's name (and the country's rule) at y, gap included. \return the y of its marks. */
double tk_rows_draw_name(const struct tk_region_rows *rows, unsigned row, double y);
/** Draw the cell of a row without figures: the reason, over n_cells columns. */
void tk_rows_put_reason(const struct tk_region_rows *rows, unsigned row, unsigned n_cells, double x,
			double y, double w, double h);
/** The same upon the ground of what is not known. */
void tk_rows_draw_missing(const struct tk_region_rows *rows, unsigned row, unsigned n_cells,
			  double x, double y, double w, double h);
/** \return the figures of a row, lent. */
const struct tk_figures *tk_rows_figures(const struct tk_region_rows *rows, unsigned row,
					 unsigned area);
/** Draw the head of the name column: what the rows are and their order. */
void tk_rows_draw_corner(const struct tk_region_rows *rows, enum tk_order_by by, double top_y,
			 unsigned row_span);

/* ---- Words of areas and of several periods (words-area.c); the area is an index or TK_ALL_AREAS
 * ---- */

/** \return the area's name; lent. */
const char *tk_words_area(const struct tk_document *doc, unsigned area);
/** \return "89 prosenttiyksikköä"; owned. */
char *tk_words_points(const struct tk_document *doc, int64_t points);

/** How far the regions are from one another. */
struct tk_spread {
	/** Regions with a figure; 0: the rest is not set. */
	unsigned n;
	struct tk_share high, low;
	/** Percentage points between them. */
	int64_t points;
};
struct tk_spread tk_words_spread(const struct tk_document *doc, const struct tk_measures *measures,
				 unsigned area);
/** \return the names of the regions whose percent is below a limit, lent, in an owned array. */
GPtrArray *tk_words_below(const struct tk_document *doc, unsigned area, unsigned percent);
/** \return " A, B ja C.", or "" where there are none or too many to name; owned. */
char *tk_words_named(const struct tk_document *doc, const GPtrArray *names);
/** \return whether the classes of two periods have other limits. */
bool tk_words_limits_changed(const struct tk_period *before, const struct tk_period *now);
/** \return which of all the periods are examples; NULL: none is. Owned. */
char *tk_words_illustrated(const struct tk_document *doc);

/* ---- Tile map of the picture (tiles.c) ---- */

/* The area is an index or TK_ALL_AREAS. */

/** \return the regions' tiles, owned. */
struct tk_tile *tk_doc_tiles(const struct tk_document *doc, unsigned area);
/** Count the regions of each class, those without figures after them. */
void tk_doc_class_counts(const struct tk_document *doc, unsigned area,
			 unsigned counts[TK_MOST_CLASSES + 1]);
/** Draw it as a Figure. */
void tk_doc_draw_tiles(const struct tk_document *doc, unsigned area, const struct tk_tile_map *map);

#endif
