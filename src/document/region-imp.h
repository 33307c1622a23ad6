#ifndef TK_REGION_IMP_H
#define TK_REGION_IMP_H

#include "document-imp.h"

/* Private to src/document: what the sections of a regional summary share. A4, portrait. */

#define TK_A4_W 595.28
#define TK_A4_H 841.89
#define TK_A4_X0 42.0
#define TK_A4_X1 553.28
#define TK_A4_TEXT_W (TK_A4_X1 - TK_A4_X0)
/** Content begins here on all pages but the first, and ends here on all. */
#define TK_A4_TOP 64.0
#define TK_A4_BOTTOM 788.0
/** From a section's rule to where its content begins. */
#define TK_A4_HEAD 17.0
/** Above a section's rule. */
#define TK_A4_GAP 14.0
/** A text of more lines takes several rows of a table. */
#define TK_A4_MOST_LINES 30u

/** What a text on A4 is for. */
enum tk_a4_role {
	TK_A4_KICKER,
	TK_A4_ASIDE,
	TK_A4_ASIDE_STRONG,
	TK_A4_NAME,
	TK_A4_LEAD,
	TK_A4_SECTION,
	TK_A4_SECTION_NOTE,
	TK_A4_KEY_LABEL,
	TK_A4_KEY_FIGURE,
	TK_A4_KEY_RANK,
	TK_A4_KEY_NOTE,
	TK_A4_BODY,
	TK_A4_STRONG,
	TK_A4_CELL,
	TK_A4_CELL2,
	TK_A4_CELL_STRONG,
	TK_A4_MISSING,
	TK_A4_NUMBER,
	TK_A4_TASK,
	TK_A4_COLUMN,
	TK_A4_AREA,
	TK_A4_AREA_COUNT,
	TK_A4_GROUP,
	TK_A4_NOTE,
	/** The appendix, which is denser. */
	TK_A4_SMALL,
	TK_A4_SMALL2,
	TK_A4_SMALL_TASK,
	TK_A4_SMALL_NOTE,
	TK_A4_QUALITY,
	TK_A4_AXIS,
	TK_A4_FOOT,
	TK_A4_PAGE,
	TK_N_A4_ROLES
};

/** Sections of the summary, as region.yaml names them. */
enum tk_region_section {
	TK_REGION_AREAS,
	TK_REGION_TREND,
	TK_REGION_TASKS,
	TK_REGION_LATE,
	TK_REGION_RISKS,
	TK_REGION_INDICATORS,
	TK_REGION_QUALITY,
	TK_REGION_METHOD,
	TK_REGION_ASKED,
	TK_N_REGION_SECTIONS
};

/** What region.yaml asks for. */
struct tk_region_template {
	bool sections[TK_N_REGION_SECTIONS];
	bool appendix;
};

/** A hairline or the symbol of a status that a page is to have. */
struct tk_region_stroke {
	double x, y;
	/** Hairlines: where it ends. */
	double right_x;
	/** Symbols alone. */
	enum tk_mark mark;
};

/**
 * A summary being laid out. It is laid out twice by the same code: first only counted, so that the
 * feet know how many pages there are.
 */
struct tk_region_doc {
	/** Its n_pages says which page is being laid out. */
	struct tk_document doc;
	unsigned region;
	/** What it sent for the period. */
	const struct tk_submission *submission;
	/** The measures that the summary shows: the period's, or the last ones that the region has
	 * where it did not report; NULL: there are none. */
	const struct tk_measures *shown;
	struct tk_region_template template;
	/** Nothing is drawn. */
	bool counting;
	unsigned n_all_pages;
	/** Below what has been laid out on the page, and whether that is nothing yet. */
	double y;
	bool empty;
	/** The page takes no more sections. */
	bool closed;
	/** Width of the ids' column, the gap after it included. */
	double id_w;
	/** struct tk_region_stroke: what is drawn when the page is done, all at once. Between the
	 * texts of rows it would cost as much as they do. */
	GArray *hairlines, *symbols;
	/** The appendix's rows, made when it is laid out first (region-appendix.c); NULL: not yet. */
	GArray *appendix;
	/** "Alueellinen tilannekuva · lokakuu 2021" and the lines of the foot; owned. */
	char *kicker, *totals, *source, *document;
};

/* ---- Template (region-template.c) ---- */

/** Read the data folder's own region.yaml, else the kit's. \return whether it can be used; else the
 * log says why. */
bool tk_region_template_read(struct tk_region_template *template, const struct tk_dataset *dataset,
			     const struct tk_kit *kit, struct tk_log *log);

/* ---- Pages and text (region-frame.c) ---- */

/** \return how a role is set. */
struct tk_text_style tk_a4_style(const struct tk_region_doc *rd, enum tk_a4_role role,
				 enum tk_align align);
/** Write one line. \return its width. */
double tk_a4_text(const struct tk_region_doc *rd, enum tk_a4_role role, enum tk_align align,
		  double x, double baseline_y, const char *text);
double tk_a4_width(const struct tk_region_doc *rd, enum tk_a4_role role, const char *text);
/** \return the distance of a role's baselines. */
double tk_a4_leading(enum tk_a4_role role);
/** \return how many lines a text takes, at least 1. */
unsigned tk_a4_lines(const struct tk_region_doc *rd, enum tk_a4_role role, double width_pt,
		     const char *text);
/** Write a paragraph. \return the baseline that a next line would have. */
double tk_a4_block(const struct tk_region_doc *rd, enum tk_a4_role role, double x,
		   double baseline_y, double width_pt, const char *text);
/** The same as a P of its own. */
double tk_a4_paragraph(const struct tk_region_doc *rd, enum tk_a4_role role, double x,
		       double baseline_y, double width_pt, const char *text);
/** \return the lines of a text as texts of their own, for those that flow over pages; owned. */
GPtrArray *tk_a4_split(const struct tk_region_doc *rd, enum tk_a4_role role, double width_pt,
		       const char *text);
/** A hairline across, as an artifact over what the page has. */
void tk_a4_hairline(const struct tk_region_doc *rd, double x, double right_x, double y);
/** The symbol of a status beside its words, as an artifact. */
void tk_a4_symbol(const struct tk_region_doc *rd, enum tk_mark mark, double x, double y);

/** Begin a page: head line of pages after the first. */
void tk_region_page(struct tk_region_doc *rd);
/** End a page and begin the next one; both furnitures are artifacts. */
void tk_region_turn(struct tk_region_doc *rd);
/** Turn the page in the middle of a table: its section's title is repeated, w points wide. */
void tk_region_continue(struct tk_region_doc *rd, const char *title_key, double w);
/** The foot of the last page, which is read. */
void tk_region_last_foot(const struct tk_region_doc *rd);
/** Turn the page unless so much stands free below what has been laid out. */
void tk_region_need(struct tk_region_doc *rd, double height_pt);
/** Rule, head (H2) and a note at its right end. \param note  NULL: none. */
void tk_region_head(const struct tk_region_doc *rd, double x, double y, double w, const char *title,
		    const char *note);
/** Begin a section of the page's width whose first so many points stay together. rd->y is then
 * where its content begins. */
void tk_region_begin(struct tk_region_doc *rd, const char *title, const char *note,
		     double height_pt);
/** Lay out a table at rd->y; its turn op calls tk_region_turn(). */
void tk_region_table(struct tk_region_doc *rd, struct tk_table *table);
/** \return the height that stays with a section's title when a paragraph is the first under it. */
double tk_region_text_need(const struct tk_region_doc *rd, enum tk_a4_role role,
			   const char *paragraph);
/** Lay out paragraphs at rd->y, NULL-terminated; they flow over pages line by line. */
void tk_region_text(struct tk_region_doc *rd, enum tk_a4_role role, char *const *paragraphs);

/* ---- Words (region-words.c); what is not lent is owned ---- */

const char *tk_summary_name(const struct tk_region_doc *rd);
/** \return a share as "57 %", or a dash. */
char *tk_region_percent(const struct tk_region_doc *rd, struct tk_share share);
/** \return a fraction of one as a whole percent, or a dash. */
char *tk_region_median(const struct tk_region_doc *rd, struct tk_fraction median);
/** \return "Väliaikainen toimielin: nykytilan kartoitus" without the group that it begins with,
 * lent. */
const char *tk_region_task_tail(const struct tk_region_doc *rd, const struct tk_task *task);
/** \return whether the task is late in the measures shown. */
bool tk_region_is_late(const struct tk_region_doc *rd, unsigned task);
/** \return the entries of the measures shown, lent. */
const struct tk_entry *tk_region_entries(const struct tk_region_doc *rd);
/** \return a month of a period in a form, with the year where that is not the period's own. */
char *tk_region_month(const struct tk_region_doc *rd, enum tk_month_form form,
		      const struct tk_period *period);
/** \return whether no other region has figures in the measures shown: there is nothing to compare with. */
bool tk_region_alone(const struct tk_region_doc *rd);
/** \return whether the region has a rank: it and others reported. */
bool tk_region_ranked(const struct tk_region_doc *rd);
/** \return the figures of the period before, or NULL: there are none. */
const struct tk_figures *tk_region_before(const struct tk_region_doc *rd, unsigned area);
/** \return the message of the page in one sentence or two; one that says less comes after the
 * first, where there is one; NULL-terminated. */
char **tk_region_messages(const struct tk_region_doc *rd);
/** \return the language of what the region has written. */
enum tk_lang tk_region_lang(const struct tk_region_doc *rd);
/** \return a file's own name, lent by it. */
const char *tk_region_file_name(const char *file);

/* ---- Tasks in tables (region-cells.c) ---- */

/** \return the width of the widest id of a task, with a gap. */
double tk_region_id_width(const struct tk_region_doc *rd);
/** \return how many days after its planned end a task is estimated to be done; 0 and less too.
 * Only where it has an estimate that is not past. */
bool tk_region_delay(const struct tk_region_doc *rd, unsigned task, int32_t *days);
/** \return "+45", "ohi" where the estimate is past but the task is not done, or a dash. */
char *tk_region_delay_text(const struct tk_region_doc *rd, unsigned task);
/** \return "29.12.2021", or a dash. */
char *tk_region_date(const struct tk_region_doc *rd, int32_t date);

/** A cell of text from a column's left or right edge. */
struct tk_region_cell {
	enum tk_a4_role role;
	enum tk_align align;
	double x, w;
	/** Lent. */
	const char *text;
	enum tk_lang lang;
};
/** Draw a TD. */
void tk_region_draw_cell(const struct tk_region_doc *rd, const struct tk_region_cell *cell,
			 double baseline_y);
/** Draw a TD with a task's symbol and its status in words. */
void tk_region_draw_status(const struct tk_region_doc *rd, enum tk_a4_role role,
			   enum tk_status status, double x, double w, double baseline_y,
			   const char *words);

/** \return a text in pieces of at most TK_A4_MOST_LINES lines, so that each is a row of its own that a
 * page holds; owned. */
GPtrArray *tk_region_pieces(const struct tk_region_doc *rd, enum tk_a4_role role, double width_pt,
			    const char *text);

/** A column of a table, as its head shows it. */
struct tk_region_column {
	const char *key;
	enum tk_align align;
	double x;
};
/** Draw the head row and its rule. */
void tk_region_draw_columns(const struct tk_region_doc *rd, const struct tk_region_column *columns,
			    unsigned n, double baseline_y);

/* ---- Sections, in the order of the page ---- */

void tk_region_lay_head(struct tk_region_doc *rd);
void tk_region_lay_areas(struct tk_region_doc *rd);
void tk_region_lay_tasks(struct tk_region_doc *rd);
void tk_region_lay_late(struct tk_region_doc *rd);
/** Risks and indicators, beside each other where they are few. */
void tk_region_lay_risks(struct tk_region_doc *rd);
void tk_region_lay_quality(struct tk_region_doc *rd);
void tk_region_lay_method(struct tk_region_doc *rd);
void tk_region_lay_asked(struct tk_region_doc *rd);
void tk_region_lay_appendix(struct tk_region_doc *rd);

/** The trend, beside or below the areas (region-trend.c). \return its height. */
double tk_region_draw_trend(const struct tk_region_doc *rd, double x, double y, double w);

/* The table of indicators (region-indicators.c): on its own, or beside the risks, which need more
 * room for their words. */

#define TK_REGION_INDICATORS_W 190.0

unsigned tk_region_n_indicators(const struct tk_region_doc *rd);
void tk_region_draw_indicators(struct tk_region_doc *rd, double x, double y, double w);
void tk_region_lay_indicators(struct tk_region_doc *rd);
double tk_region_indicators_height(const struct tk_region_doc *rd);

#endif
