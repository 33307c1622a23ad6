#ifndef TILANNEKUVA_KIT_H
#define TILANNEKUVA_KIT_H

#include "tilannekuva/texts.h"
#include "tilannekuva/theme.h"
#include "tilannekuva/vocabulary.h"

/** What came with the program: texts, vocabulary, theme, fonts, templates. */
typedef struct tk_kit {
	/** The folders; owned. */
	char *template_dir, *font_dir;
	struct tk_texts *texts;
	struct tk_vocabulary *vocabulary;
	struct tk_theme *theme;
} tk_kit;

/**
 * Find and open the kit: $TILANNEKUVA_SHARE, else beside the program (../share/tilannekuva, or the
 * source tree it was built in), else where it was to be installed.
 * \return the kit, owned; NULL with a FATAL in the log.
 */
struct tk_kit *tk_kit_open(struct tk_log *log);
void tk_kit_free(struct tk_kit *kit);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(tk_kit, tk_kit_free)

#endif
