#ifndef TILANNEKUVA_THEME_H
#define TILANNEKUVA_THEME_H

#include "tilannekuva/diag.h"

/** An opaque sRGB colour, 0-1. */
struct tk_colour {
	double r, g, b;
};

/** Colours by what they are for (the look's palette); names in the theme file in lower case. */
enum tk_ink {
	TK_INK,         /* ink */
	TK_INK2,        /* ink2 */
	TK_INK3,        /* ink3 */
	TK_KEY,         /* key */
	TK_RULE,        /* rule */
	TK_HAIR,        /* hair */
	TK_TRACK,       /* track */
	TK_PANEL,       /* panel */
	TK_DEEP,        /* deep */
	TK_MID,         /* mid */
	TK_MID_TEXT,    /* mid-text */
	TK_ORANGE,      /* orange */
	TK_ORANGE_TEXT, /* orange-text */
	TK_ALERT,       /* alert */
	TK_BAND,        /* band */
	TK_WARM_FRAME,  /* warm-frame: the frame of class 1 */
	TK_WHITE,       /* white */
	TK_N_INKS
};

#define TK_MOST_CLASSES 5

/** Colours and fonts, from templates/theme.yaml. */
typedef struct tk_theme {
	struct tk_colour ink[TK_N_INKS];
	/** The four class fills of the file, lowest class first, and the text upon them. */
	struct tk_colour class_fill[4], class_text[4];
	/** Zones of the risk matrix, mildest first. */
	struct tk_colour zone[4];
	/** Font families: body text and titles. */
	char *text_family, *display_family;
	/** Font of workbooks. */
	char *sheet_family;
} tk_theme;

/** \return the theme, owned; NULL when the file cannot be used, and the log says why. */
struct tk_theme *tk_theme_open(const char *file, struct tk_log *log);
void tk_theme_free(struct tk_theme *theme);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(tk_theme, tk_theme_free)

/** \return the fill of class k [0-based] of n (3-5): between the file's fills where n is not 4. */
struct tk_colour tk_theme_class_fill(const struct tk_theme *theme, unsigned k, unsigned n);
/** \return ink or white, whichever reads better upon that fill. */
struct tk_colour tk_theme_class_text(const struct tk_theme *theme, unsigned k, unsigned n);
/** \return 0xRRGGBB. */
unsigned tk_colour_hex(struct tk_colour colour);
/** \return the contrast of two colours, 1-21 (WCAG 2.2, relative luminance). */
double tk_colour_contrast(struct tk_colour a, struct tk_colour b);

#endif
