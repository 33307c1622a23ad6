#ifndef TK_PDF_IMP_H
#define TK_PDF_IMP_H

#include <hpdf.h>

#include "canvas-imp.h"

/*
 * Private to the PDF back end. libharu keeps the document: pages, bookmarks, links, the catalog and
 * the cross-reference list. What it has no calls for (fonts with Unicode, structure, metadata) is
 * written here as PDF text, object by object; what is to stand in one of libharu's own dictionaries
 * is told by tk_pdf_extra(). tk_pdf_save() then writes all of it, small objects packed together.
 */

/** An object; text NULL: libharu's. */
struct tk_pdf_object {
	/** "<<…>>"; for a stream the entries of its dictionary without "<<", ">>" and Length. */
	const char *text;
	GBytes *stream;
};

/** Glyphs of one string in a page's content: their old numbers stand there, two bytes each, until the font
 * has been subset. */
struct tk_pdf_string {
	/** Number of the font, where the glyphs begin, and how many there are. */
	unsigned font, at, n;
};

/** A clip, and the clips that it lies within. */
struct tk_pdf_clip {
	struct tk_pdf_clip *outer;
	/** Path and operators. */
	char *operators;
};

/** What the page's graphics state holds at the end of its content so far. */
struct tk_pdf_state {
	/** 0xRRGGBB; -1: whatever stands where a form is placed. The lines' numbers likewise. */
	int fill, stroke;
	double line_pt, miter;
	int cap, join;
	/** Interned; NULL: as -1. */
	const char *dash;
	const struct tk_pdf_font *font;
	double size_pt;
};

struct tk_pdf_page {
	HPDF_Page haru;
	double width_pt, height_pt;
	char *label;
	GString *content;
	/** struct tk_pdf_string */
	GArray *strings;
	/** struct tk_element by MCID, lent */
	GPtrArray *elements;
	/** Key in the parent tree, and the number of the array that it leads to; 0: none yet. */
	unsigned key, parents_id;
	/** All clips of the page, for freeing. */
	GPtrArray *clips;
};

/** A shape that a document has drawn: a form of paths, written once and placed anywhere. */
struct tk_pdf_form {
	/** What it is told by; the data are not kept. */
	struct tk_shape shape;
	GString *content;
};

/** Stands for the characters of a glyph that means more than one. */
#define TK_SEVERAL 0xFFFFFFFFu

/** A font as one document uses it. */
struct tk_pdf_font {
	struct tk_face *face;
	/** "F0", "F1", … */
	unsigned number;
	/** By glyph: the character it stands for, 0: not used, TK_SEVERAL: look in the table. */
	gunichar *meanings;
	/** Glyph -> zero-terminated gunichar* */
	GHashTable *longer;
	/** Object number; 0 before tk_pdf_embed_fonts(). */
	unsigned id;
	/** Code by glyph, once it is embedded. */
	unsigned short *codes;
};

struct tk_element;

struct tk_pdf {
	struct tk_canvas base;
	HPDF_Doc doc;
	char *title, *author, *subject;
	enum tk_lang lang;
	int64_t time;
	/** struct tk_pdf_page, in order; the last is the current one. */
	GPtrArray *pages;
	struct tk_pdf_page *page;

	/** The graphics state of the page, and as it was when the clip was set. */
	struct tk_pdf_state state, unclipped;
	/** The clip that is wanted, that which is in force, and those of saved states. */
	struct tk_pdf_clip *clip, *clip_in_force;
	GPtrArray *saved_clips;

	/** A text object is open, and where its last line began, in hundredths of a point. */
	bool in_text;
	long long text_at[2];

	/** struct tk_pdf_font in order of first use: what was drawn before must not show in the
	 * file */
	GPtrArray *fonts;
	/** struct tk_pdf_form in order of first use. */
	GPtrArray *forms;
	/** A shape is being drawn into a form. */
	bool in_form;

	/** Structure: its top, where we are, how deep in artifacts. */
	struct tk_element *root, *element;
	unsigned n_artifacts;
	/** Whose marked content is open; NULL none, root: an artifact. */
	struct tk_element *marked;
	/** It was opened within the text object rather than around it. */
	bool marked_in_text;
	/** struct tk_element or struct tk_pdf_page by key in the parent tree; lent */
	GPtrArray *parents;
	/** Last bookmark of each level. */
	HPDF_Outline bookmarks[6];
	unsigned n_bookmark_levels;

	/** struct tk_pdf_file, in the order of their names. */
	GPtrArray *files;

	/** What lives as long as the document: elements, texts of objects. */
	GPtrArray *blocks;
	size_t block_left;
	/** For a text that is being put together. */
	GString *scratch;

	/** struct tk_pdf_object by number */
	GArray *objects;
	/** Number -> GString to add to a dictionary of libharu's. */
	GHashTable *extras;
	/** Numbers that libharu gave to things we do not write: to be used again. */
	GArray *spare_ids;
	/** No more objects of libharu's after this. */
	bool sealed;
};

struct tk_pdf *tk_pdf_of(struct tk_canvas *canvas);
/** Keep an error that libharu has noted. \return whether there is none. */
bool tk_pdf_is_sound(struct tk_pdf *pdf);

/* ---- Memory (pdf-object.c) ---- */

/** \return zeroed memory that is freed with the document: thousands of small things cost more to
 * free than to use. */
void *tk_pdf_alloc(struct tk_pdf *pdf, size_t size);
/** \return the text, kept as long as the document. */
const char *tk_pdf_keep(struct tk_pdf *pdf, const GString *text);

/* ---- Objects and the file (pdf-object.c) ---- */

/** \return libharu's number of one of its indirect objects. */
unsigned tk_pdf_id(const void *haru_object);
/** From here on only our own objects are added. */
void tk_pdf_seal(struct tk_pdf *pdf);
/** \return a number to be given to tk_pdf_set(). */
unsigned tk_pdf_reserve(struct tk_pdf *pdf);
/** Give an object its text. \param text  From tk_pdf_keep(). */
void tk_pdf_set_text(struct tk_pdf *pdf, unsigned id, const char *text);
/** \param text  Taken over. */
void tk_pdf_set(struct tk_pdf *pdf, unsigned id, GString *text);
unsigned tk_pdf_add(struct tk_pdf *pdf, GString *text);
/** Give a stream its data. \param entries  Of its dictionary, "" for none. */
void tk_pdf_set_stream(struct tk_pdf *pdf, unsigned id, const char *entries, GBytes *data,
		       bool deflated);
/** Add entries to one of libharu's dictionaries. */
void tk_pdf_extra(struct tk_pdf *pdf, const void *haru_dict, const char *format, ...)
	G_GNUC_PRINTF(3, 4);
/** \return the data, deflated. */
GBytes *tk_pdf_deflate(struct tk_pdf *pdf, const void *data, size_t length);
/** \return the file; NULL after tk_canvas_fail(). \param info_id  The information dictionary. */
GByteArray *tk_pdf_save(struct tk_pdf *pdf, unsigned info_id);
void tk_pdf_init_objects(struct tk_pdf *pdf);
void tk_pdf_free_objects(struct tk_pdf *pdf);

/* ---- Writing PDF text (pdf-write.c) ---- */

/* printf would be a tenth of a document's cost, and a call of GLib's for each piece a twentieth. */

/** Append n bytes. */
static inline void tk_pdf_put(GString *out, const char *text, size_t n)
{
	if (n >= out->allocated_len - out->len) {
		g_string_append_len(out, text, (gssize)n);
		return;
	}
	memcpy(out->str + out->len, text, n);
	out->len += n;
	out->str[out->len] = '\0';
}

/** Append a text whose length the compiler knows. */
#define TK_PDF_PUT(out, literal) tk_pdf_put(out, "" literal, sizeof(literal) - 1)

void tk_pdf_put_count(GString *out, unsigned number);
void tk_pdf_put_reference(GString *out, unsigned id);
/** Write a number as short as it goes. \param decimals  0-4. */
void tk_pdf_put_number(GString *out, double value, int decimals);
/** Write a number that is given in hundredths. */
void tk_pdf_put_hundredths(GString *out, long long hundredths);
/** Write n numbers, a blank after each. */
void tk_pdf_put_numbers(GString *out, int decimals, unsigned n, const double *values);
/** Write a text string: plain where it is ASCII, else UTF-16. */
void tk_pdf_put_text(GString *out, const char *utf8);
/** Write a name, "/text#2Fcsv": what may not stand in one is escaped. */
void tk_pdf_put_name(GString *out, const char *name);
/** Write a number of two bytes as four digits. */
void tk_pdf_put_hex(GString *out, unsigned value);
/** Write characters as UTF-16 digits, without brackets. */
void tk_pdf_put_utf16(GString *out, const gunichar *chars, unsigned n);
/** \return a moment, owned; 1970 where the number is out of all reason. */
GDateTime *tk_pdf_moment(int64_t time);
/** Write a date in PDF form. */
void tk_pdf_put_date(GString *out, int64_t time);

/* ---- Paths and states (pdf-path.c) ---- */

void tk_pdf_state_reset(struct tk_pdf *pdf);
void tk_pdf_save_state(struct tk_canvas *canvas);
void tk_pdf_restore_state(struct tk_canvas *canvas);
void tk_pdf_clip(struct tk_canvas *canvas);
void tk_pdf_fill(struct tk_canvas *canvas, struct tk_colour colour);
void tk_pdf_stroke(struct tk_canvas *canvas, struct tk_colour colour);
/** Before painting a path or a form: out of a text object, the wanted clip, the structure's marks. */
void tk_pdf_ready(struct tk_pdf *pdf);
/** Before writing text: the same, but in a text object. */
void tk_pdf_ready_text(struct tk_pdf *pdf);
void tk_pdf_fill_colour(struct tk_pdf *pdf, struct tk_colour colour);
/** Close what is open in the page's content. */
void tk_pdf_end_content(struct tk_pdf *pdf);

/* ---- Shapes (pdf-form.c) ---- */

void tk_pdf_shape(struct tk_canvas *canvas, const struct tk_shape *shape, double x, double y);
/** Write the forms. \param out  Receives their names and numbers, as a resource dictionary has them. */
void tk_pdf_write_forms(struct tk_pdf *pdf, GString *out);
void tk_pdf_free_form(void *form);

/* ---- Text and fonts (pdf-text.c, pdf-font.c, pdf-subset.c) ---- */

void tk_pdf_text(struct tk_canvas *canvas, const struct tk_line *line, double x, double baseline_y,
		 struct tk_colour colour);
struct tk_pdf_font *tk_pdf_font_of(struct tk_pdf *pdf, struct tk_face *face);
/** Use a glyph for some characters. \return whether the glyph has not stood for others before. */
bool tk_pdf_font_use(struct tk_pdf_font *font, hb_codepoint_t glyph, const gunichar *chars,
		     unsigned n);
/** \return the width of a glyph as the file gives it, in thousandths of the size. */
double tk_pdf_font_width(const struct tk_pdf_font *font, hb_codepoint_t glyph);
/** Cut a font down to some glyphs, and tell in font->codes where each went.
 * \return the font file, owned; NULL on failure. */
hb_blob_t *tk_pdf_subset(struct tk_pdf_font *font, const hb_set_t *glyphs);
/** Subset and write all fonts. \param out  Receives their names and numbers, as a resource dictionary
 * has them. */
void tk_pdf_embed_fonts(struct tk_pdf *pdf, GString *out);
/** \return the final code of a glyph. */
unsigned tk_pdf_font_code(const struct tk_pdf_font *font, hb_codepoint_t glyph);
void tk_pdf_free_font(void *font);

/* ---- Structure (pdf-tags.c) ---- */

struct tk_element *tk_element_new_root(struct tk_pdf *pdf);
void tk_pdf_begin(struct tk_canvas *canvas, const char *type, const struct tk_tag *tag);
void tk_pdf_end(struct tk_canvas *canvas);
/** Open the marked content of where we are, and a text object for text, outside or inside. */
void tk_pdf_mark(struct tk_pdf *pdf, bool text);
void tk_pdf_unmark(struct tk_pdf *pdf);
/** Close the text object that is open. */
void tk_pdf_end_text(struct tk_pdf *pdf);
void tk_pdf_link(struct tk_canvas *canvas, double x, double y, double w, double h, const char *uri,
		 const char *text);
/** Write the tree. \return its number. */
unsigned tk_pdf_write_structure(struct tk_pdf *pdf);

/* ---- Attached files (pdf-attach.c) ---- */

void tk_pdf_attach(struct tk_canvas *canvas, const struct tk_attachment *attachment);
/** Write the files, and tell the catalog of them; nothing where there are none. */
void tk_pdf_write_files(struct tk_pdf *pdf);
void tk_pdf_free_file(void *file);

/* ---- The document as a whole (pdf-meta.c) ---- */

void tk_pdf_bookmark(struct tk_canvas *canvas, unsigned level, const char *title);
/** Write metadata, output intent, page labels and the catalog. \return the number of the Info. */
unsigned tk_pdf_write_meta(struct tk_pdf *pdf, unsigned structure_id);

#endif
