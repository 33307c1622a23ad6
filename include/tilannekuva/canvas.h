#ifndef TILANNEKUVA_CANVAS_H
#define TILANNEKUVA_CANVAS_H

#include <cairo.h>
#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#include "tilannekuva/diag.h"
#include "tilannekuva/theme.h"

/* One way to draw; back ends make tagged PDF, PNG or SVG of it. Points, y down, origin top left. */

typedef struct tk_canvas tk_canvas;

/** The project's fonts, loaded from one folder alone; the machine's own never matter. */
typedef struct tk_fonts tk_fonts;

/**
 * Load the fonts.
 * \param dir    Folder with the .otf files.
 * \param theme  Names the families; borrowed, must outlive the fonts.
 * \return owned; NULL with a FATAL in the log. One set serves many canvases, one after the other or
 * at once, and caches shaped lines and broken paragraphs: give all documents of a process the same
 * set. For one thread; a child of fork() may go on with its parent's.
 */
struct tk_fonts *tk_fonts_open(const char *dir, const struct tk_theme *theme, struct tk_log *log);
void tk_fonts_free(struct tk_fonts *fonts);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(tk_fonts, tk_fonts_free)

/** What a document says of itself. */
struct tk_canvas_meta {
	const char *title, *author, *subject;
	enum tk_lang lang;
	/** Seconds since 1970-01-01 UTC (tk_document_time()). */
	int64_t time;
};

/**
 * Start a PDF 1.7 document: PDF/UA-1 and PDF/A-2a, or A-3a once a file is attached.
 * \param fonts  Borrowed; must outlive the canvas.
 * \param path   Where tk_canvas_close() writes it.
 * \param log    Takes what goes wrong (a character without a glyph, text that does not fit);
 * borrowed. \return owned; never NULL: errors are kept and told by tk_canvas_close().
 */
struct tk_canvas *tk_canvas_new_pdf(struct tk_fonts *fonts, const char *path,
				    const struct tk_canvas_meta *meta, struct tk_log *log);
/** One picture of the size of its page, on white; a second page is an error unless
 * tk_canvas_show_page() says which one is shown. Text is drawn as
 * outlines, so a picture looks the same where our fonts are not. \param scale  Pixels a point. */
struct tk_canvas *tk_canvas_new_png(struct tk_fonts *fonts, const char *path, double scale,
				    struct tk_log *log);
struct tk_canvas *tk_canvas_new_svg(struct tk_fonts *fonts, const char *path, struct tk_log *log);

/**
 * Finish, write the file and free the canvas. All states and elements must have been closed. The
 * file is written under another name, synced and renamed, with the same bytes for the same drawing.
 * \return whether the file stands whole; else nothing of it is there (a file that stood at the path
 *         before still does), and the log says why. No page, a page larger than PDF allows (14400
 * pt) and a context in error are such reasons.
 */
bool tk_canvas_close(struct tk_canvas *canvas);

/**
 * Say what a picture is: SVG has it as title and desc, PNG in its chunks of text. PDF, which is told
 * when it is begun, passes it over.
 * \param meta  Title and language; the subject describes the picture, and where there is none the
 *              alternative texts of its Figures do, and where it has none its words. Borrowed for the call.
 */
void tk_canvas_describe(struct tk_canvas *canvas, const struct tk_canvas_meta *meta);
/** Make a picture show a rectangle of its page alone: what is drawn in the page's coordinates is
 * seen where it falls into it. Call before the page that is shown; PDF passes it over. */
void tk_canvas_show_part(struct tk_canvas *canvas, double x, double y, double w, double h);
/** Make a picture show a page of a drawing of many [1-based]; the others are drawn nowhere. Call before
 * the first page; PDF passes it over. */
void tk_canvas_show_page(struct tk_canvas *canvas, unsigned page);
/** \return what a picture shows in words other than Figures outside tables and artifacts, as they are
 * read aloud: a line for each paragraph and row, cells parted by semicolons. Lent until the canvas is closed. */
const char *tk_canvas_words(const struct tk_canvas *canvas);
/** \return the alternative texts (char *) of the Figures drawn so far, in their order: of a picture
 * those whose box meets what it shows. Those in cells of tables are among the words, in their place.
 * Lent until the canvas is closed. */
const GPtrArray *tk_canvas_alts(const struct tk_canvas *canvas);

/** A file that goes with a document; everything is borrowed for the call. */
struct tk_attachment {
	/** File name; what no file system takes in a name is replaced with '_'. */
	const char *name;
	/** Media type: "text/csv". */
	const char *mime;
	/** What it holds, in words; NULL: nothing is said. */
	const char *description;
	/** What it is to the document: "Data" (what charts and tables show), "Source" (what it was
	 * made from), "Alternative", "Supplement"; NULL: "Unspecified". */
	const char *relationship;
	GBytes *bytes;
};

/**
 * Attach a file, dated as the document is; at any time before it is closed. PNG and SVG pass it
 * over. A name that is no name, or one that another attachment has, is an error that
 * tk_canvas_close() tells.
 */
void tk_canvas_attach(struct tk_canvas *canvas, const struct tk_attachment *attachment);

/**
 * Begin a page. Elements may go on over pages; saved states and artifacts may not.
 * \param label  Page label, such as "1" or "Dia 1"; NULL: the number of the page from 1.
 */
void tk_canvas_page(struct tk_canvas *canvas, double width_pt, double height_pt, const char *label);

/* ---- Paths: built with cairo on the canvas's own context, painted here. ---- */

/** \return the context for building paths, transforming and line state; lent until the next page,
 * never NULL. Paint and clip only with the calls below; save and restore only with these. Nesting
 * has no limit. */
cairo_t *tk_canvas_cairo(struct tk_canvas *canvas);
void tk_canvas_save(struct tk_canvas *canvas);
void tk_canvas_restore(struct tk_canvas *canvas);
/** Each of these uses up the path. */
void tk_canvas_clip(struct tk_canvas *canvas);
void tk_canvas_fill(struct tk_canvas *canvas, struct tk_colour colour);
void tk_canvas_stroke(struct tk_canvas *canvas, struct tk_colour colour);

/**
 * A small drawing that comes again and again: symbols, arrows. Two with the same function, kind, size
 * and colour are the same drawing; PDF holds each once.
 */
struct tk_shape {
	/** Draws it around 0, 0 with paths alone, on a context (tk_canvas_cairo()) as a new page has it.
	 * Elements within it leave no trace: the shape is part of what it is drawn in. */
	void (*draw)(struct tk_canvas *canvas, const struct tk_shape *shape);
	unsigned kind;
	double size_pt;
	struct tk_colour colour;
	/** The box that holds it: x, y, w, h. What is outside may be cut off. */
	double box[4];
	/** What else drawing it takes; borrowed for the call, the same for all shapes of a document. */
	const void *data;
};

/** Draw a shape. \param x, y  Where its 0, 0 is. */
void tk_canvas_shape(struct tk_canvas *canvas, const struct tk_shape *shape, double x, double y);

/* Shapes used everywhere, over the calls above. */
void tk_draw_rect(struct tk_canvas *canvas, double x, double y, double w, double h,
		  struct tk_colour fill);
/** A frame whose line runs inside the rectangle. */
void tk_draw_frame(struct tk_canvas *canvas, double x, double y, double w, double h, double line_pt,
		   struct tk_colour colour);
void tk_draw_line(struct tk_canvas *canvas, double x1, double y1, double x2, double y2,
		  double line_pt, struct tk_colour colour);
/** 45-degree lines of 0.5 pt each pitch_pt, clipped to the rectangle, and a 0.5 pt frame. */
void tk_draw_hatch(struct tk_canvas *canvas, double x, double y, double w, double h,
		   double pitch_pt, struct tk_colour colour);

/* ---- Text ----
 *
 * Text is made fit for drawing: control and format characters are left out, tabs and newlines
 * become spaces, letters are composed. A character that the font does not have becomes U+FFFD,
 * drawn as a crossed box, with a GLYPH_MISSING in the log, once a character and document.
 */

enum tk_align { TK_LEFT, TK_CENTRE, TK_RIGHT };

struct tk_text_style {
	double size_pt;
	/** 300-700; 0 means 400. */
	int weight;
	/** The theme's display family instead of its text family. */
	bool display;
	bool italic;
	enum tk_align align;
	struct tk_colour colour;
	/** Paragraphs: distance of baselines; 0: 1.4 times the size. */
	double leading_pt;
	/** Weight of **bold** runs; 0 means 600. */
	int bold_weight;
	/** Language of the words; 0 (TK_FI) and up. Only used for hyphenation and shaping. */
	enum tk_lang lang;
	/** Paragraphs: hyphenate Finnish words by the dictionary where a word is wider than the
	 * column, and in text of three lines or more where one would leave a line badly short;
	 * for narrow columns. Words with soft hyphens keep to theirs, and without a dictionary
	 * (voikko-fi) nothing is hyphenated. */
	bool hyphenate;
};

/**
 * Write one line; soft hyphens are left out.
 * \param x, baseline_y  Where the text begins, is centred or ends (style->align).
 * \return its width in points.
 */
double tk_draw_text(struct tk_canvas *canvas, double x, double baseline_y, const char *text,
		    const struct tk_text_style *style);

/**
 * Write a paragraph, wrapped at spaces and soft hyphens, and at hyphens of the dictionary where the
 * style has them; elsewhere only a word that alone is wider than the column is cut. Words between
 * two TK_BOLD (texts.h) are bold, several spaces are one. \param baseline_y  Of the first line. \param width_pt    Of the column; x is its left edge, middle or right edge
 * (style->align). \return how many lines.
 */
unsigned tk_draw_paragraph(struct tk_canvas *canvas, double x, double baseline_y, double width_pt,
			   const char *text, const struct tk_text_style *style);

/** \return the width of one line in points. */
double tk_text_width(struct tk_fonts *fonts, const char *text, const struct tk_text_style *style);
/** \return how many lines a paragraph takes. */
unsigned tk_text_lines(struct tk_fonts *fonts, double width_pt, const char *text,
		       const struct tk_text_style *style);
/** \return the lines of a paragraph of any length as texts of their own, char *; owned. The space that a
 * line is broken at stays at its end. Bold words become plain, and nothing is hyphenated. */
GPtrArray *tk_text_split(struct tk_fonts *fonts, double width_pt, const char *text,
			 const struct tk_text_style *style);
/** \return the width of the narrowest column in which a paragraph has no word cut. */
double tk_text_narrowest(struct tk_fonts *fonts, const char *text,
			 const struct tk_text_style *style);
/** \return the fonts the canvas draws with. */
struct tk_fonts *tk_canvas_fonts(struct tk_canvas *canvas);

/* ---- Meaning: structure for those who listen. PNG and SVG pass it over. ---- */

/** Attributes of a structure element; NULL and 0 where they do not apply. */
struct tk_tag {
	/** Figure: what it shows, in words. */
	const char *alt;
	/** Text in another language than the document. */
	const char *lang;
	/** TH: "Row" or "Column". */
	const char *scope;
	/** L: "Disc", "Decimal". */
	const char *list;
	/** Figure: its box x, y, w, h on the page. */
	const double *bbox;
	/** TD, TH: how many columns or rows it spans; 0 means 1. */
	unsigned col_span, row_span;
};

/**
 * Begin a structure element: "Sect" "Div" "H1"-"H6" "P" "Span" "Quote" "Note" "Caption" "Link"
 * "Figure" "Table" "THead" "TBody" "TFoot" "TR" "TH" "TD" "L" "LI" "Lbl" "LBody" "TOC" "TOCI", or
 * "Artifact" for what is not read aloud: elements within it are passed over.
 * What is painted outside an element is an artifact; so is what is painted in a Table, a THead,
 * TBody or TFoot, a TR, an L, an LI or a TOC but not in one of their cells or bodies (rules,
 * backgrounds). An element in which nothing was painted leaves no trace, unless it is a TH or TD.
 * The structure is read in the order of these calls. Callers see to it that headings skip no level.
 * \param type  Any other is a fault of the program.
 * \param tag   Attributes, or NULL.
 */
void tk_canvas_begin(struct tk_canvas *canvas, const char *type, const struct tk_tag *tag);
void tk_canvas_end(struct tk_canvas *canvas);

/** Make a rectangle a link; call directly inside a "Link" element (within an artifact nothing is
 * done). \param text  What it leads to, in words. */
void tk_canvas_link(struct tk_canvas *canvas, double x, double y, double w, double h,
		    const char *uri, const char *text);
/** Add a bookmark to the current page. \param level  [0-based], at most one deeper than the last.
 */
void tk_canvas_bookmark(struct tk_canvas *canvas, unsigned level, const char *title);

#endif
