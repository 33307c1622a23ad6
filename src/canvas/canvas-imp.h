#ifndef TK_CANVAS_IMP_H
#define TK_CANVAS_IMP_H

#include <hb.h>
#include <pango/pangocairo.h>

#include "tilannekuva/canvas.h"

/* Private to src/canvas: what the front, the text and the back ends share. */

/* ---- Fonts (fonts.c) ---- */

/** A font file as the back ends need it. */
struct tk_face {
	hb_face_t *hb;
	/** What subsets are cut from: the glyphs, without what leads to them and names them. */
	hb_face_t *outlines;
	/** Scaled to units of the em square. */
	hb_font_t *font;
	unsigned upem;
	/** Outlines are CFF rather than TrueType. */
	bool cff;
	/** Advances in tenths of a thousandth of the size, by glyph. */
	int *widths;
	/** Drawn where a character has no glyph: U+2327, or the nearest to it that the font has. */
	gunichar box;
};

struct tk_fonts {
	const struct tk_theme *theme;
	/** fontconfig's, with our files and no others. */
	struct _FcConfig *config;
	PangoFontMap *map;
	PangoContext *context;
	/** One layout, used again and again. */
	PangoLayout *layout;
	/** struct tk_face, in order of first use */
	GPtrArray *faces;
	/** Packed weight and style -> struct tk_face, lent. */
	GHashTable *face_of_style;
	/** Shaped lines and broken paragraphs. */
	struct tk_cache *lines, *paragraphs;
	/** The colour profile, deflated; NULL until a document needs it. */
	GBytes *profile;
	/** Of PDF's streams; NULL until a document needs it. */
	struct libdeflate_compressor *compressor;
	/** The Finnish dictionary: opened when a word needs it, NULL where there is none. */
	struct VoikkoHandle *voikko;
	bool voikko_asked;
};

/** \return the face of a font that Pango chose; lent. */
struct tk_face *tk_fonts_face(struct tk_fonts *fonts, PangoFont *font);
/** \return the face of a style's plain words; lent, never NULL. */
struct tk_face *tk_fonts_style_face(struct tk_fonts *fonts, const struct tk_text_style *style);
/** \return a description for Pango; owned by the caller. */
PangoFontDescription *tk_fonts_describe(struct tk_fonts *fonts, const struct tk_text_style *style);
/** \return whether a face has a glyph for a character, and which. */
bool tk_face_glyph(const struct tk_face *face, gunichar c, hb_codepoint_t *glyph);

/* ---- Cache (cache.c): bounded, forgets what was not asked for lately ---- */

/** What a cached thing depends on, besides its text. All ints: no padding, compared as bytes. */
struct tk_cache_style {
	int size, weight, bold_weight, lang, flags, width;
};

/** What a shape or the lines of a paragraph depend on. */
enum {
	TK_FLAG_DISPLAY = 1,
	TK_FLAG_ITALIC = 2,
	/** The text has been cleaned already. */
	TK_FLAG_CLEANED = 4,
	/** Paragraphs alone. */
	TK_FLAG_HYPHENATE = 8,
};

struct tk_cache *tk_cache_new(size_t most_bytes, GDestroyNotify free_value);
void tk_cache_free(struct tk_cache *cache);
/** \return the value, lent until the next find or add; NULL when it is not there. */
void *tk_cache_find(struct tk_cache *cache, const struct tk_cache_style *style, const char *text);
/** Take a value in. \param bytes  About how much memory it holds. */
void tk_cache_add(struct tk_cache *cache, const struct tk_cache_style *style, const char *text,
		  void *value, size_t bytes);

/* ---- Text (text.c, paragraph.c) ---- */

/* Marks in cleaned text; control characters never survive the cleaning, so these are free. */
/** Bold begins or ends: TK_BOLD of texts.h. */
#define TK_MARK_BOLD '\002'
/** A word is broken here: a hyphen is drawn, a soft hyphen is meant. */
#define TK_MARK_HYPHEN '\003'
#define TK_SOFT_HYPHEN 0xAD
#define TK_REPLACEMENT 0xFFFD

/** A glyph of a line. */
struct tk_glyph {
	hb_codepoint_t id;
	/** How many characters it stands for, and which: meaning[first…]. Later glyphs of a
	 * cluster: 0. */
	unsigned n_chars, first;
	/** How many glyphs the cluster has that it begins; 0: not the first of a cluster. */
	unsigned n_glyphs;
	/** Origin, from the line's start on its baseline, y down. */
	double x_pt, y_pt;
};

/** Glyphs of one font in a row. */
struct tk_run {
	struct tk_face *face;
	PangoFont *font;
	double size_pt;
	/** Glyphs [first, last) of the line. */
	unsigned first, last;
};

/** One shaped line. */
struct tk_line {
	/** Without blanks at its end where it is a paragraph's. */
	double width_pt;
	/** Whole advance. */
	double advance_pt;
	unsigned n_runs, n_glyphs, n_chars;
	struct tk_run *runs;
	struct tk_glyph *glyphs;
	/** What its characters mean to a reader. */
	gunichar *meaning;
	/** Characters that the font does not have, zero-terminated; NULL: none. */
	gunichar *missing;
};

/** A paragraph broken into lines. */
struct tk_paragraph {
	/** Cleaned text of each line, for tk_line_shape_cleaned(). */
	unsigned n_lines;
	char **lines;
	/** Of a text that is only measured: the width of its widest piece. */
	double narrowest_pt;
	/** As in a line. */
	gunichar *missing;
};

/**
 * Make text fit for drawing: valid UTF-8 in NFC, no control or format characters, characters
 * without a glyph replaced with U+FFFD.
 * \param markup    TK_MARK_BOLD and soft hyphens stay, blanks are joined.
 * \param missing   Receives the characters that were replaced, zero-terminated; NULL: none. Owned.
 * \return owned.
 */
char *tk_text_clean(struct tk_fonts *fonts, const struct tk_text_style *style, const char *text,
		    bool markup, gunichar **missing);
/** \return the line, lent until the next call of a text function with these fonts. */
const struct tk_line *tk_line_shape(struct tk_fonts *fonts, const char *text,
				    const struct tk_text_style *style);
/** The same for text that tk_text_clean() has seen; blanks at the end have no width. */
const struct tk_line *tk_line_shape_cleaned(struct tk_fonts *fonts, const char *text,
					    const struct tk_text_style *style);
/** \return a line that is not cached; owned, for tk_line_free(). */
struct tk_line *tk_line_new(struct tk_fonts *fonts, const char *cleaned,
			    const struct tk_text_style *style);
void tk_line_free(struct tk_line *line);
/** \return the paragraph, lent until the next call of tk_paragraph_break(). */
const struct tk_paragraph *tk_paragraph_break(struct tk_fonts *fonts, double width_pt,
					      const char *text, const struct tk_text_style *style);
void tk_paragraph_free(struct tk_paragraph *paragraph);
void tk_cache_style_of(const struct tk_text_style *style, struct tk_cache_style *key);

/* ---- Hyphenation (hyphen.c) ---- */

/** What comes after a letter. */
enum tk_joint {
	TK_JOINT_NONE,
	/** The text's own soft hyphen. */
	TK_JOINT_OWN,
	/** From the dictionary: the end of a syllable, the end of a word in a compound. */
	TK_JOINT_SYLLABLE,
	TK_JOINT_COMPOUND,
};

/**
 * Find where a Finnish word may be broken, four letters at least on either side.
 * \param word    What stands between two blanks: words, signs, figures; n characters.
 * \param joints  Receives a tk_joint for each character.
 */
void tk_hyphenate(struct tk_fonts *fonts, const gunichar *word, unsigned n, unsigned char *joints);
void tk_hyphens_close(struct tk_fonts *fonts);

/* ---- The canvas (canvas.c) ---- */

/** What a back end does. All but free run only while the canvas has no error. */
struct tk_canvas_ops {
	/** Shows a part of a page where that is asked for. */
	bool shows_part;
	/** Begin a page of canvas->width_pt and height_pt; calls tk_canvas_set_surface(). */
	void (*page)(struct tk_canvas *canvas, const char *label);
	/** After the context was saved or restored; NULL: nothing more to do. */
	void (*save)(struct tk_canvas *canvas);
	void (*restore)(struct tk_canvas *canvas);
	void (*clip)(struct tk_canvas *canvas);
	void (*fill)(struct tk_canvas *canvas, struct tk_colour colour);
	void (*stroke)(struct tk_canvas *canvas, struct tk_colour colour);
	void (*text)(struct tk_canvas *canvas, const struct tk_line *line, double x,
		     double baseline_y, struct tk_colour colour);
	/** Draw a shape at a place; NULL: as any drawing. */
	void (*shape)(struct tk_canvas *canvas, const struct tk_shape *shape, double x, double y);
	/** Structure, links, bookmarks; NULL: the back end has none. */
	void (*begin)(struct tk_canvas *canvas, const char *type, const struct tk_tag *tag);
	void (*end)(struct tk_canvas *canvas);
	void (*link)(struct tk_canvas *canvas, double x, double y, double w, double h,
		     const char *uri, const char *text);
	void (*bookmark)(struct tk_canvas *canvas, unsigned level, const char *title);
	/** NULL: the back end carries no files. */
	void (*attach)(struct tk_canvas *canvas, const struct tk_attachment *attachment);
	/** \return the whole file, owned; NULL after tk_canvas_fail(). */
	GByteArray *(*finish)(struct tk_canvas *canvas);
	/** Free everything of the back end, and the canvas. */
	void (*free)(struct tk_canvas *canvas);
};

struct tk_canvas {
	const struct tk_canvas_ops *ops;
	struct tk_fonts *fonts;
	struct tk_log *log;
	char *path;
	/** Nothing is painted here: for contexts that only hold paths, or that nobody will see. */
	cairo_surface_t *blank;
	/** Never NULL: callers build paths before they know that the canvas has failed. */
	cairo_t *cairo;
	double width_pt, height_pt;
	/** What a picture shows of its page: x, y, w, h; w 0: all of it. */
	double part[4];
	/** The page that a picture shows; 0: it has one. */
	unsigned shown_page;
	/** What a picture says of itself; NULL: nothing. */
	char *title, *description, *author;
	enum tk_lang lang;
	/** Alternative texts of Figures. */
	GPtrArray *alts;
	/** What a picture shows in words. */
	GString *words;
	unsigned n_pages;
	/** Saved states and elements that are still open; of the latter, from the outermost
	 * artifact on. */
	unsigned n_saves, n_elements, n_artifacts;
	/** Open elements from the outermost cell of a table on. */
	unsigned n_in_cell;
	/** Characters whose lack has been told. */
	GHashTable *told;
	/** What went wrong first; NULL: nothing. */
	char *error;
};

/** Fill in the common part. */
void tk_canvas_init(struct tk_canvas *canvas, const struct tk_canvas_ops *ops,
		    struct tk_fonts *fonts, const char *path, struct tk_log *log);
/** Begin a new context. \param surface  Borrowed. */
void tk_canvas_set_surface(struct tk_canvas *canvas, cairo_surface_t *surface);
/** \return text on one line: valid, without control characters, blanks joined; owned. */
char *tk_text_tidy(const char *text);
/* ---- What pictures say of themselves (picture-meta.c) ---- */

/** Give an SVG file of cairo's its title and description, and names that do not change. */
void tk_svg_dress(const struct tk_canvas *canvas, GByteArray *bytes);
/** Give a PNG file its texts and its resolution. \param scale  Pixels a point. */
void tk_png_dress(const struct tk_canvas *canvas, GByteArray *bytes, double scale);
/** \return what a picture shows, in words: its description or its alternative texts; owned. */
char *tk_canvas_description(const struct tk_canvas *canvas);
/** \return whether a picture shows what is being drawn: its page, and a box of it (NULL: all of it). */
bool tk_canvas_is_shown(const struct tk_canvas *canvas, const double *box);
/** Keep an error; only the first counts. */
void tk_canvas_fail(struct tk_canvas *canvas, const char *reason);

#endif
