#ifndef TK_DECK_IMP_H
#define TK_DECK_IMP_H

#include "tilannekuva/chart.h"
#include "tilannekuva/document.h"

/* Private to src/document: what the pages of a deck share. */

struct tk_deck;

/** A page as the template asks for it. */
struct tk_deck_page {
	char *kind;
	/** NULL: the page's own order. */
	char *order;
};

/** A kind of page: its name in templates and what draws it. */
struct tk_page_kind {
	const char *name;
	void (*draw)(struct tk_deck *deck);
	/** Whether the option order means anything there. */
	bool ordered;
};

/** \return a kind, NULL past the last one. */
const struct tk_page_kind *tk_page_kind(unsigned index);

/** A deck being drawn. All borrowed. */
struct tk_deck {
	struct tk_pen pen;
	const struct tk_picture *picture;
	const struct tk_deck_page *page;
	struct tk_log *log;
	/** Pages begun so far. */
	unsigned n_pages;
};

void tk_draw_cover(struct tk_deck *deck);
void tk_draw_summary(struct tk_deck *deck);
void tk_draw_heatmap(struct tk_deck *deck);
void tk_draw_readiness(struct tk_deck *deck);
void tk_draw_change(struct tk_deck *deck);
void tk_draw_closing(struct tk_deck *deck);

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
/** \return the kind that a page names, which the template's reader has seen to. */
const struct tk_page_kind *tk_template_kind(const struct tk_deck_page *page);
/** \return the order that the page asks for, else the other. */
enum tk_order_by tk_deck_order(const struct tk_deck *deck, enum tk_order_by usual);
/** \return an order's word in templates and text keys. */
const char *tk_order_name(enum tk_order_by by);

/* ---- Words (words.c): generated text. Everything returned is owned. ---- */

/** Text of the deck's language. */
const char *tk_deck_text(const struct tk_deck *deck, const char *key);
/** \return the observation window as it stands in "tasks of …": "huhti–joulukuun 2021". */
char *tk_words_window(const struct tk_deck *deck);
/** \return "10/2021". */
char *tk_words_period(const struct tk_period *period);
/** \return "elokuusta", with the year where it is another year than now. */
char *tk_words_since(const struct tk_deck *deck, const char *key);
/** \return "A, B ja C". */
char *tk_words_join(const struct tk_deck *deck, const GPtrArray *names);
/** \return the text with a capital at its beginning; takes the text over. */
char *tk_words_capital(char *text);
/** \return "Ei tietoja: HUS.", or how many they are where they are many; NULL: none is missing. */
char *tk_words_missing(const struct tk_deck *deck);
/** The same for regions with figures but without a change. */
char *tk_words_uncompared(const struct tk_deck *deck);
/** \return that a period's figures are examples; NULL: they are not. */
char *tk_words_illustrative(const struct tk_deck *deck, const struct tk_period *period);
/** \return where the figures come from: "Lähde: alueiden raportit 10/2021 (22/23 aluetta)." */
char *tk_words_reports(const struct tk_deck *deck);
/** \return whether the region can be named in the sentence, and receives how. */
bool tk_words_place(const struct tk_deck *deck, unsigned region, const char **place);
/** \return a region's name, lent. */
const char *tk_words_region(const struct tk_deck *deck, unsigned region);
/** \return why a region has no figures, lent, and receives the language of the words. */
const char *tk_words_reason(const struct tk_deck *deck, unsigned region, enum tk_lang *lang);

/** The regions at both ends of progress. */
struct tk_ends {
	/** Regions that have a figure; 0: the rest is not set. */
	unsigned n;
	unsigned best, worst;
	struct tk_share high, low;
	/** More than one region has the highest share. */
	bool tie;
};
struct tk_ends tk_words_ends(const struct tk_deck *deck);

/* ---- Page furniture (sheet.c) ---- */

/** Head and foot of one thing that takes a page or more. */
struct tk_sheet_frame {
	struct tk_deck *deck;
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
void tk_sheet_init(struct tk_sheet_frame *sheet, struct tk_deck *deck, const char *page_key,
		   enum tk_role role, char **titles, char *subtitle, char **sources);
/** Begin the first page. */
void tk_sheet_begin(struct tk_sheet_frame *sheet, unsigned n_parts);
/** End a page and begin the next one of the same thing; both furnitures are artifacts. */
void tk_sheet_turn(struct tk_sheet_frame *sheet);
/** End the last page. */
void tk_sheet_end(struct tk_sheet_frame *sheet);
/** \return an array of owned texts for the calls above; NULL ones are left out. */
char **tk_texts_new(unsigned n, ...);
/** Begin a page of the deck. */
void tk_deck_turn(struct tk_deck *deck);
/** Say that a text does not fit. */
void tk_deck_overflow(const struct tk_deck *deck, const char *text);

/* ---- Rows of regions (rows.c): the country, the regions in order, those without figures last ----
 */

struct tk_region_rows {
	const struct tk_deck *deck;
	/** Owned. */
	unsigned *order;
	unsigned n_regions, n_reported;
	/** Names from the left margin; cells from cells_x to cells_right; the total's rule to
	 * rule_right. */
	double name_w, cells_x, cells_right, rule_right;
	double row_pt, name_pt;
};

void tk_rows_init(struct tk_region_rows *rows, const struct tk_deck *deck, enum tk_order_by by,
		  double cells_x);
void tk_rows_clear(struct tk_region_rows *rows);
/** Choose the rows' height so that they fit in room_pt, if they can. */
void tk_rows_fit(struct tk_region_rows *rows, double room_pt);
/** \return how many rows there are: the country and the regions. */
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
/** \return the figures of a row, lent. */
const struct tk_figures *tk_rows_figures(const struct tk_region_rows *rows, unsigned row,
					 unsigned area);
/** Draw the head of the name column: what the rows are and their order. */
void tk_rows_draw_corner(const struct tk_region_rows *rows, enum tk_order_by by, double top_y,
			 unsigned row_span);

/* ---- Tile map of the picture (tiles.c) ---- */

/** \return the regions' tiles, owned. */
struct tk_tile *tk_deck_tiles(const struct tk_deck *deck);
/** Count the regions of each class, those without figures after them. */
void tk_deck_class_counts(const struct tk_deck *deck, unsigned counts[TK_MOST_CLASSES + 1]);
/** \return what the map shows, in words; owned. */
char *tk_deck_tiles_alt(const struct tk_deck *deck);
/** Draw it as a Figure. */
void tk_deck_draw_tiles(const struct tk_deck *deck, const struct tk_tile_map *map);

#endif
