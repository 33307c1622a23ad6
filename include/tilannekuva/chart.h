#ifndef TILANNEKUVA_CHART_H
#define TILANNEKUVA_CHART_H

#include "tilannekuva/canvas.h"
#include "tilannekuva/model.h"
#include "tilannekuva/number.h"
#include "tilannekuva/texts.h"

/* The parts that pages are built of: values and a place in, marks on a canvas out. They know
 * nothing of pages. Sizes in points; what they paint beside text is an artifact. */

/** What everything is drawn with; all borrowed. */
struct tk_pen {
	struct tk_canvas *canvas;
	const struct tk_texts *texts;
	const struct tk_theme *theme;
	enum tk_lang lang;
};

/* ---- Text by its role (pen.c) ---- */

/** What a text is for; the look's type table says how it is set. */
enum tk_role {
	TK_ROLE_COVER_TITLE,
	TK_ROLE_COVER_PERIOD,
	TK_ROLE_PROGRAMME,
	TK_ROLE_LEAD,
	TK_ROLE_ISSUER,
	TK_ROLE_DATES,
	TK_ROLE_KICKER,
	TK_ROLE_DATA_TITLE,
	TK_ROLE_TEXT_TITLE,
	TK_ROLE_SUBTITLE,
	TK_ROLE_SECTION,
	TK_ROLE_FIGURE,
	TK_ROLE_FIGURE_OF,
	TK_ROLE_FIGURE_CHANGE,
	TK_ROLE_LIST_NUMBER,
	TK_ROLE_BODY,
	TK_ROLE_REMARK,
	TK_ROLE_NOTE,
	TK_ROLE_COLUMN,
	TK_ROLE_SUBCOLUMN,
	TK_ROLE_SUBCOLUMN_STRONG,
	TK_ROLE_ORDER,
	TK_ROLE_NAME,
	TK_ROLE_NAME_TOTAL,
	TK_ROLE_NUMBER,
	TK_ROLE_HEAT,
	TK_ROLE_ROW,
	TK_ROLE_ROW_NUMBER,
	TK_ROLE_REASON,
	TK_ROLE_AXIS,
	TK_ROLE_REFERENCE,
	TK_ROLE_LEGEND,
	TK_ROLE_LEGEND_SMALL,
	TK_ROLE_TILE_CODE,
	TK_ROLE_TILE_VALUE,
	TK_ROLE_TILE_COVER,
	TK_ROLE_LIST_HEAD,
	TK_ROLE_ITEM,
	TK_ROLE_ITEM_NOTE,
	TK_ROLE_SOURCE,
	TK_ROLE_PAGE,
	TK_N_ROLES
};

/** \return how a role is set; its size and colour may be changed before use. Roles of narrow columns
 * (notes, remarks, column heads, the text of tables) hyphenate Finnish words that need it. */
struct tk_text_style tk_role_style(const struct tk_pen *pen, enum tk_role role,
				   enum tk_align align);
/** Write one line. \return its width. */
double tk_pen_text(const struct tk_pen *pen, enum tk_role role, enum tk_align align, double x,
		   double baseline_y, const char *text);
/** Write a paragraph. \return the baseline that a next line would have. */
double tk_pen_paragraph(const struct tk_pen *pen, enum tk_role role, double x, double baseline_y,
			double width_pt, const char *text);
/** \return how many lines a paragraph takes; a line never ends after "ja" or a word of two letters.
 */
unsigned tk_pen_lines(const struct tk_pen *pen, const struct tk_text_style *style, double width_pt,
		      const char *text);
/** Write a paragraph broken in that way. \return how many lines. */
unsigned tk_pen_block(const struct tk_pen *pen, const struct tk_text_style *style, double x,
		      double baseline_y, double width_pt, const char *text);
/** \return the width of one line. */
double tk_pen_width(const struct tk_pen *pen, enum tk_role role, const char *text);
/** \return the width of the widest piece that a paragraph cannot break, hyphens of the dictionary
 * counted where the style has them. */
double tk_pen_widest_piece(const struct tk_pen *pen, const struct tk_text_style *style,
			   const char *text);
/** \return the width of the widest word, or of a part of one between its own soft hyphens: what a
 * column should have room for before words are hyphenated. */
double tk_pen_widest_word(const struct tk_pen *pen, const struct tk_text_style *style,
			  const char *text);
/** Begin an element whose text is in some language; tagged where it is not the document's. */
void tk_pen_begin(const struct tk_pen *pen, const char *type, enum tk_lang lang);
/** Begin a header cell. \param scope "Row" or "Column". \param col_span 0 means 1. */
void tk_pen_begin_th(const struct tk_pen *pen, const char *scope, unsigned col_span,
		     enum tk_lang lang);
/** Begin a cell. */
void tk_pen_begin_td(const struct tk_pen *pen, unsigned col_span, enum tk_lang lang);
/** Begin what is not read aloud. */
void tk_pen_begin_artifact(const struct tk_pen *pen);
void tk_pen_end(const struct tk_pen *pen);
/** \return a theme's colour. */
struct tk_colour tk_pen_ink(const struct tk_pen *pen, enum tk_ink ink);
/** \return the share as "57 %", or a dash where it has no figure; owned. */
char *tk_pen_percent(const struct tk_pen *pen, struct tk_share share);

/* ---- Classes (steps.c, legend.c) ---- */

/** The step glyph: n bars from a common base, the first k + 1 of them whole. */
void tk_draw_steps(const struct tk_pen *pen, double x, double base_y, unsigned k, unsigned n,
		   struct tk_colour colour, double unit_pt);
/** \return the width of the step glyph of n classes. */
double tk_steps_width(unsigned n, double unit_pt);
/** A rectangle in the fill of class k [0-based] of n, the lowest with its frame. */
void tk_draw_class(const struct tk_pen *pen, double x, double y, double w, double h, unsigned k,
		   unsigned n);
/** The same with the step glyph in its middle. */
void tk_draw_swatch(const struct tk_pen *pen, double x, double y, double w, double h, unsigned k,
		    unsigned n, double unit_pt);
/** \return "alle 25 %", "25–49 %", "yli 75 %"; owned. */
char *tk_class_label(const struct tk_pen *pen, const struct tk_period *period, unsigned k);
/** Small legend, highest class first, "no data" last. \return the y below it. */
double tk_draw_legend_column(const struct tk_pen *pen, double x, double y,
			     const struct tk_period *period);
/** \return the width of that legend. */
double tk_legend_column_width(const struct tk_pen *pen, const struct tk_period *period);
/** One row from x on, lowest class first. \return the x after it. */
double tk_draw_legend_line(const struct tk_pen *pen, double x, double baseline_y,
			   const struct tk_period *period);
/** One row that ends at right_x. \param counts  n_classes + 1 of them, the last one "no data". */
void tk_draw_legend_row(const struct tk_pen *pen, double right_x, double baseline_y,
			const struct tk_period *period, const unsigned *counts);
/** A table of the classes with how many of something (a text's key) each has. \return the y below
 * it. */
double tk_draw_legend_table(const struct tk_pen *pen, const char *counted_key, double x,
			    double right_x, double head_y, double first_y,
			    const struct tk_period *period, const unsigned *counts);

/* ---- Cells, bars and marks ---- */

/** The fill and the glyph of a heat map's cell; an artifact. No figure: a hatched cell. */
void tk_draw_heat_fill(const struct tk_pen *pen, double x, double y, double w, double h,
		       struct tk_share share, const struct tk_period *period);
/** Its number; goes into the cell's element. */
void tk_draw_heat_number(const struct tk_pen *pen, double x, double y, double w, double h,
			 struct tk_share share, const struct tk_period *period, double size_pt,
			 bool strong);

/** Hatching instead of figures; an artifact. */
void tk_draw_no_data(const struct tk_pen *pen, double x, double y, double w, double h);
/** The reason upon hatching, on white; the text goes into the open element. */
void tk_draw_reason(const struct tk_pen *pen, double x, double y, double w, double h,
		    const char *reason);
/** \return how many lines the reason takes in that width. */
unsigned tk_reason_lines(const struct tk_pen *pen, double w, const char *reason);

/** Readiness: done from the left, under way after it, the tick at 100 %; exact shares. */
void tk_draw_readiness_bar(const struct tk_pen *pen, double x, double y, double w, double h,
			   struct tk_share done, struct tk_share under_way);

/** A triangle up (1) or down (-1), or a dash (0). */
void tk_draw_arrow(const struct tk_pen *pen, double x, double y, double size_pt, int sign,
		   enum tk_ink ink);

/** What a task's symbol says: its status, or what matters more. */
enum tk_mark {
	TK_MARK_NOT_STARTED,
	TK_MARK_IN_PROGRESS,
	TK_MARK_ON_SCHEDULE,
	TK_MARK_DONE,
	/** Stands instead of the status where a task is late. */
	TK_MARK_LATE,
	TK_MARK_NOT_APPLICABLE,
	/** The region has told nothing. */
	TK_MARK_NO_DATA,
	TK_N_MARKS
};

/** \return the symbol of a status; a task left out looks like one not started. */
enum tk_mark tk_status_mark(enum tk_status status);
/** A status symbol; belongs to the open element (a Figure with its words, an artifact beside text).
 * \param x, y  Its middle. \param d  Its size: 9 on slides, 7-7.5 on A4. */
void tk_draw_status(const struct tk_pen *pen, enum tk_mark mark, double x, double y, double d);

/** A part of a stacked bar. */
struct tk_stack_part {
	int64_t n;
	struct tk_colour fill;
	/** Light fills have an edge. */
	bool edged;
};

/** Parts side by side from the left, w wide for the whole, with a tick at its end. */
void tk_draw_stack(const struct tk_pen *pen, double x, double y, double w, double h,
		   const struct tk_stack_part *parts, unsigned n_parts, int64_t whole);
/** A legend's item. \return the x after it. */
double tk_draw_stack_swatch(const struct tk_pen *pen, double x, double baseline_y,
			    const struct tk_stack_part *part, const char *label);
/** A bar of unit_pt for each one counted, with the marker of the period before (-1: none). */
void tk_draw_count_bar(const struct tk_pen *pen, double x, double y, double h, double unit_pt,
		       int64_t now, int64_t before, enum tk_ink ink);

/** A risk on the matrix: its number in a list, and both estimates 1-5. */
struct tk_risk_dot {
	unsigned number;
	int likelihood, impact;
};

/** Risks by likelihood (up) and impact (right). */
struct tk_risk_matrix {
	const struct tk_risk_dot *dots;
	unsigned n_dots;
	/** The upper left corner of the cells, and their pitch: 60 on slides. The axis' words stand
	 * half a cell further left. */
	double x, y, cell_pt;
};

/** Scores from this on are framed, and their dots filled. */
#define TK_RISK_WORST 15

/** Draw it; marks and text belong to the open Figure. More than four dots in a cell are told as
 * "+n". */
void tk_draw_risk_matrix(const struct tk_pen *pen, const struct tk_risk_matrix *matrix);
/** \return its height, the words under it included. */
double tk_risk_matrix_height(const struct tk_risk_matrix *matrix);
/** The zones in one row; belongs to the open Figure. */
void tk_draw_risk_legend(const struct tk_pen *pen, double x, double baseline_y);
/** \return the zone of a score [0-based], mildest first. */
unsigned tk_risk_zone(int score);
/** The mark of a risk in matrix and list. */
void tk_draw_risk_dot(const struct tk_pen *pen, double x, double y, double radius_pt,
		      double size_pt, unsigned number, int score);

/* ---- Bars of shares (bars.c) ---- */

/** A share on a scale from 0 to 100 %, in a row of its own; rows one under another make lines of
 * their grids and references. */
struct tk_share_bar {
	/** The row; w is 100 %. */
	double x, y, w, h;
	/** The bar in the middle of the row. */
	double bar_pt;
	/** The bar, and the marker of its level before; no figure: not drawn. */
	struct tk_share share, before;
	/** A line behind the bar, which is deep at it or above it and mid below it; no figure: the
	 * bar is deep. */
	struct tk_fraction reference;
	/** Gridlines at each quarter. */
	bool grid;
};

/** Draw the row's marks: the grid, the reference, the bar, the marker. An artifact. */
void tk_draw_share_bar(const struct tk_pen *pen, const struct tk_share_bar *bar);
/** The labels of the grid, "100 %" the last one. */
void tk_draw_share_axis(const struct tk_pen *pen, double x, double w, double baseline_y);
/** The marker of a level before: a line over a white edge, as high as h. */
void tk_draw_level(const struct tk_pen *pen, double x, double y, double h);

/* ---- Shares over time (trend.c) ---- */

/** A plot of percents over dates. */
struct tk_trend {
	/** The plot without its labels. */
	double x, y, w, h;
	int32_t from, to;
	/** Size of the labels. */
	double label_pt;
	/** What labels keep clear of: struct tk_trend_obstacle. Owned. */
	GArray *obstacles;
};

struct tk_trend_point {
	int32_t date;
	double percent;
};

/** Lines that have been measured: done, and begun. */
enum tk_trend_line { TK_TREND_DONE, TK_TREND_BEGUN };

/** A line with its range from a date to another. */
struct tk_trend_band {
	int32_t from, to;
	/** At both ends. */
	double middle[2], low[2], high[2];
};

/** Where a label may stand: a place of its baseline. */
struct tk_trend_spot {
	double x, baseline_y;
	enum tk_align align;
};

/** \param to  After from. */
void tk_trend_init(struct tk_trend *trend, double x, double y, double w, double h, int32_t from,
		   int32_t to, double label_pt);
void tk_trend_clear(struct tk_trend *trend);
double tk_trend_x(const struct tk_trend *trend, int32_t date);
double tk_trend_y(const struct tk_trend *trend, double percent);
/** Gridlines, percents left of them, and dates under the plot: as many months as have room. */
void tk_draw_trend_axes(const struct tk_pen *pen, const struct tk_trend *trend);
void tk_draw_trend_line(const struct tk_pen *pen, struct tk_trend *trend, enum tk_trend_line line,
			const struct tk_trend_point *points, unsigned n);
/** What should be done by when: steps up to each point. */
void tk_draw_trend_plan(const struct tk_pen *pen, struct tk_trend *trend,
			const struct tk_trend_point *points, unsigned n);
void tk_draw_trend_band(const struct tk_pen *pen, struct tk_trend *trend,
			const struct tk_trend_band *band);
/** The pace that would be needed. */
void tk_draw_trend_needed(const struct tk_pen *pen, struct tk_trend *trend,
			  struct tk_trend_point from, struct tk_trend_point to);
/** The line of a date, with a diamond at 100 % where everything should be done by then. */
void tk_draw_trend_date(const struct tk_pen *pen, struct tk_trend *trend, int32_t date,
			bool target);
/** Write a label at the first spot where it meets nothing, else at the one where it meets least,
 * on white; nothing stands upon it from then on. */
void tk_draw_trend_label(const struct tk_pen *pen, struct tk_trend *trend, const char *text,
			 const struct tk_text_style *style, const struct tk_trend_spot *spots,
			 unsigned n_spots);

/** A scale of values in tenths, with round ticks. */
struct tk_scale {
	/** Ends of the scale, whole steps apart. */
	int64_t from, to, step;
	/** Where from and to stand. */
	double x, right_x;
};

/** Make a scale that holds lowest, highest and 0. */
struct tk_scale tk_scale_new(int64_t lowest, int64_t highest, double x, double right_x);
double tk_scale_x(const struct tk_scale *scale, int64_t value);
/** A bar from a reference to a value: deep at or above it (or below it: good_below), else orange.
 */
void tk_draw_diverging_bar(const struct tk_pen *pen, const struct tk_scale *scale, double y,
			   double h, int64_t reference, int64_t value, bool good_below);

/** A figure in large. Texts are borrowed; NULL leaves one out. */
struct tk_key_figure {
	const char *label, *value, *of, *change;
	/** The arrow before the change; TK_NO_ARROW: none. */
	int arrow;
};
#define TK_NO_ARROW 2
void tk_draw_key_figure(const struct tk_pen *pen, double x, double y, double w,
			const struct tk_key_figure *figure);

/** One region's tile. */
struct tk_tile {
	/** Borrowed. */
	const char *code;
	/** As in the model: column 0 is not on the map. */
	unsigned col, row;
	struct tk_share share;
};

/** How tiles are written upon. */
enum tk_tile_text { TK_TILE_VALUES, TK_TILE_COVER };

struct tk_tile_map {
	const struct tk_tile *tiles;
	unsigned n_tiles;
	const struct tk_period *period;
	enum tk_tile_text text;
	/** From tk_tile_map_fit(). */
	double x, y, tile_pt, gap_pt;
};

/** Size the map to a room: tiles of most_pt at most. \return false when no tile is on the map. */
bool tk_tile_map_fit(struct tk_tile_map *map, double w, double h, double most_pt);
/** \return its size. */
double tk_tile_map_width(const struct tk_tile_map *map);
double tk_tile_map_height(const struct tk_tile_map *map);
/** \return whether a tile meets the rectangle x, y, w, h. */
bool tk_tile_map_meets(const struct tk_tile_map *map, double x, double y, double w, double h);
/** Draw it; the text belongs to the open Figure. */
void tk_draw_tile_map(const struct tk_pen *pen, const struct tk_tile_map *map);

/* ---- Column heads (columns.c) ---- */

/** How the areas' names are written above columns: one length and one size for all. */
struct tk_columns {
	bool shortened;
	double size_pt, width_pt;
	/** The most lines that a name takes. */
	unsigned n_lines;
	/** Whether words are hyphenated: only when nothing else helps. */
	bool hyphenated;
	/** Whether every name stands as it should; else words are cut. */
	bool fits;
};
#define TK_COLUMN_LEADING 11.5

struct tk_columns tk_columns_new(const struct tk_pen *pen, const struct tk_area *areas,
				 unsigned n_areas, double width_pt);
/** \return the name as these columns write it, lent. */
const struct tk_names *tk_columns_name(const struct tk_columns *columns,
				       const struct tk_area *area);
/** Write a name so that its last line stands on baseline_y. */
void tk_draw_column_name(const struct tk_pen *pen, const struct tk_columns *columns,
			 const struct tk_area *area, enum tk_align align, double x,
			 double baseline_y);
/** \return the largest size of size_pt, -0.5 and -1 at which every name fits; the last one if none
 * does. */
double tk_names_size(const struct tk_pen *pen, enum tk_role role, const struct tk_region *regions,
		     unsigned n_regions, double width_pt);

/* ---- Page furniture (frame.c) ---- */

#define TK_PAGE_W 960.0
#define TK_PAGE_H 540.0
#define TK_PAGE_X0 44.0
#define TK_PAGE_X1 916.0
/** Content does not go below this. */
#define TK_PAGE_BOTTOM 500.0

struct tk_head {
	const char *kicker, *title;
	/** NULL: none. */
	const char *subtitle;
	/** TK_ROLE_DATA_TITLE or TK_ROLE_TEXT_TITLE. */
	enum tk_role role;
	/** The document has no heading before it: the kicker is its H1. */
	bool first;
};

/** \return how many points lower than usual content begins: longer titles and subtitles. */
double tk_head_extra(const struct tk_pen *pen, const struct tk_head *head);
/** Draw kicker, title (H2) and subtitle. */
void tk_draw_head(const struct tk_pen *pen, const struct tk_head *head);
/** \return how many lines the title takes. */
unsigned tk_title_lines(const struct tk_pen *pen, enum tk_role role, const char *title);

struct tk_foot {
	/** Where the figures come from, and the document's name. */
	const char *source, *document;
	unsigned page;
	/** Which of how many pages of one thing [1-based]; n_parts 1: not said. */
	unsigned part, n_parts;
};

/** Draw the foot: the source is a Note, the rest an artifact. */
void tk_draw_foot(const struct tk_pen *pen, const struct tk_foot *foot);
/** \return how wide a source line may be. */
double tk_foot_room(const struct tk_pen *pen, const struct tk_foot *foot);
/** A head within a page (H3) over an optional rule. */
void tk_draw_section(const struct tk_pen *pen, double x, double baseline_y, const char *text);

/* ---- Tables that flow over pages (table.c) ---- */

/** What a table does; data is the caller's. What is NULL is not done. */
struct tk_table_ops {
	/** \return the height of a row, the gap above it included. */
	double (*height)(const void *data, unsigned row);
	/** Draw the head: its rows and cells. Called again, as an artifact, on further pages. */
	void (*head)(void *data);
	/** Draw the cells of a row whose room (gap included) begins at y. */
	void (*row)(void *data, unsigned row, double y);
	/** End the page and begin the next one; everything drawn here is furniture. */
	void (*turn)(void *data);
	/** \return whether the row stays on the page of the one after it: a group's heading. */
	bool (*keeps)(const void *data, unsigned row);
	/** What a page that begins with this row, or within it, repeats above it at y: the headings
	 * of its groups. Drawn, as an artifact, where draw is set. \return its height. */
	double (*again)(void *data, unsigned row, double y, bool draw);
	/** A row is split only where no page holds it. \return how much of its height, from
	 * from_pt on, a room holds: the end of a line; from_pt where it holds no line. */
	double (*cut)(const void *data, unsigned row, double from_pt, double room_pt);
	/** Draw a part of such a row at y. Cells are opened in the first part (from_pt is 0), the
	 * last of them stays open from page to page until the row's end. */
	void (*piece)(void *data, unsigned row, double y, double from_pt, double to_pt);
};

struct tk_table {
	const struct tk_table_ops *ops;
	void *data;
	unsigned n_rows;
	/** Rows begin at top_y and end at bottom_y at the latest. */
	double top_y, bottom_y;
	/** Where they begin on the first page; 0: at top_y. */
	double first_y;
};

/** \return how many pages the table takes, at least 1. */
unsigned tk_table_pages(const struct tk_table *table);
/** \return where the table ends, and receives how many pages it takes; nothing is drawn. */
double tk_table_end(const struct tk_table *table, unsigned *n_pages);
/** Draw it as one Table element. \return the y below the last row. */
double tk_draw_table(struct tk_canvas *canvas, const struct tk_table *table);

#endif
