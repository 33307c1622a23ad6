#include "deck-imp.h"

#include <gio/gio.h>

/* Every chart of the deck as a picture of its own: its page without head and foot. */

/* Kinds of pages that have no chart. */
static const char *const plain[] = {"cover", "summary", "method", "closing", NULL};

/* Pixels a point: sharp on a page of the web and on a screen of twice the dots. */
#define PNG_SCALE 2.0

/* What is shown of a page: its content, with room for what stands over the edges. */
#define PART_X (TK_PAGE_X0 - 16)
#define PART_Y 88.0
#define PART_BOTTOM 506.0

void tk_doc_show_content(const struct tk_document *doc, double extra_y)
{
	tk_canvas_show_part(doc->pen.canvas, PART_X, PART_Y + extra_y, TK_PAGE_X1 + 16 - PART_X,
			    PART_BOTTOM - PART_Y - extra_y);
}

/* One set of pictures being made. */
struct images {
	const struct tk_picture *picture;
	const struct tk_kit *kit;
	struct tk_fonts *fonts;
	enum tk_lang lang;
	/** The folder that they go to. */
	const char *dir;
	struct tk_log *log;
	/** The list of them, as it will be written. */
	GString *list;
	/** For each kind of page, how many have been made: char * -> unsigned. */
	GHashTable *counts;
};

/* One picture: a page of a kind, in a form. */
struct image {
	const struct tk_deck_page *page;
	/** Which one of the pages that the kind draws [1-based]. */
	unsigned number;
	/** File name without its ending. */
	const char *name;
	/** Told once, in the first form. */
	bool is_first;
};

/* What drawing one gave. */
struct drawn {
	unsigned n_pages;
	/** Owned. */
	char *title, *alt;
	bool stands;
};

static void clear_drawn(struct drawn *drawn)
{
	g_free(drawn->title);
	g_free(drawn->alt);
}

/* What the picture shows: the alternative texts of its Figures, then its words. */
static char *alt_of(const struct tk_canvas *canvas)
{
	const GPtrArray *alts = tk_canvas_alts(canvas);
	GString *alt = g_string_new(NULL);

	for (unsigned i = 0; i < alts->len; i++)
		g_string_append_printf(alt, "%s\n", (const char *)alts->pdata[i]);
	g_string_append(alt, tk_canvas_words(canvas));
	while (alt->len > 0 && alt->str[alt->len - 1] == '\n')
		g_string_truncate(alt, alt->len - 1);
	return g_string_free(alt, FALSE);
}

/* Draws the page's kind on a canvas that shows one page of it, and closes it. */
static struct drawn draw(const struct images *images, const struct image *image,
			 struct tk_canvas *canvas)
{
	g_autoptr(tk_log) ignored = tk_log_new();
	struct tk_document doc = {
		.pen = {canvas, images->kit->texts, images->kit->theme, images->lang},
		.picture = images->picture,
		.page = image->page,
		.part = image->page->kind,
		.log = image->is_first ? images->log : ignored,
		.shown_page = image->number,
	};
	struct drawn drawn = {0};

	tk_canvas_show_page(canvas, image->number);
	tk_template_kind(image->page)->draw(&doc);
	drawn.n_pages = doc.n_pages;
	drawn.title = doc.title;
	drawn.alt = alt_of(canvas);
	struct tk_canvas_meta meta = {.title = drawn.title, .lang = images->lang};

	tk_canvas_describe(canvas, &meta);
	drawn.stands = tk_canvas_close(canvas);
	return drawn;
}

static char *path_of(const struct images *images, const char *name, const char *ending)
{
	g_autofree char *file = g_strconcat(name, ending, NULL);

	return g_build_filename(images->dir, file, NULL);
}

static bool write_text(const char *path, const char *text, struct tk_log *log)
{
	g_autoptr(GError) error = NULL;

	if (g_file_set_contents_full(path, text, -1, G_FILE_SET_CONTENTS_DURABLE, 0644, &error))
		return true;
	tk_log_add(log, TK_DIAG_OUTPUT_FAILED, NULL, path, error->message, NULL);
	return false;
}

/* "ranking-2-fi"; the first of its kind has no number. */
static char *next_name(const struct images *images, const char *kind)
{
	unsigned n = GPOINTER_TO_UINT(g_hash_table_lookup(images->counts, kind)) + 1;

	g_hash_table_insert(images->counts, (char *)kind, GUINT_TO_POINTER(n));
	return n == 1 ? g_strdup_printf("%s-%s", kind, tk_lang_code(images->lang))
		      : g_strdup_printf("%s-%u-%s", kind, n, tk_lang_code(images->lang));
}

/* Both forms of a picture and its text. Returns how many pages the kind has; 0: it failed. */
static unsigned write_image(const struct images *images, const struct tk_deck_page *page,
			    unsigned number)
{
	g_autofree char *name = next_name(images, page->kind);
	g_autofree char *svg = path_of(images, name, ".svg"), *png = path_of(images, name, ".png");
	g_autofree char *txt = path_of(images, name, ".txt");
	struct image image = {page, number, name, number == 1};
	struct drawn drawn =
		draw(images, &image, tk_canvas_new_svg(images->fonts, svg, images->log));
	g_autofree char *text = g_strdup_printf("%s\n\n%s\n", drawn.title, drawn.alt);
	unsigned n_pages = drawn.stands ? drawn.n_pages : 0;

	image.is_first = false;
	if (n_pages > 0) {
		struct drawn again =
			draw(images, &image,
			     tk_canvas_new_png(images->fonts, png, PNG_SCALE, images->log));

		if (!again.stands || !write_text(txt, text, images->log))
			n_pages = 0;
		clear_drawn(&again);
	}
	g_string_append_printf(images->list, "%s\n%s.svg, %s.png, %s.txt\n\n", drawn.title, name,
			       name, name);
	clear_drawn(&drawn);
	return n_pages;
}

static bool write_kind(const struct images *images, const struct tk_deck_page *page)
{
	unsigned n_pages = 1;

	for (unsigned number = 1; number <= n_pages; number++) {
		n_pages = write_image(images, page, number);
		if (n_pages == 0)
			return false;
	}
	return true;
}

bool tk_images_have(const char *kind)
{
	return !g_strv_contains(plain, kind);
}

/* The template's pages of the kinds that are asked for, then those that it does not have. */
static bool write_kinds(const struct images *images, const struct tk_template *template,
			const char *const *kinds)
{
	bool good = true;

	for (unsigned i = 0; good && i < template->n_pages; i++) {
		const char *kind = template->pages[i].kind;

		if (tk_images_have(kind) && (!kinds || g_strv_contains(kinds, kind)))
			good = write_kind(images, &template->pages[i]);
	}
	for (unsigned i = 0; good && kinds && kinds[i]; i++) {
		const struct tk_deck_page page = {.kind = (char *)kinds[i]};

		if (tk_images_have(kinds[i]) && !tk_template_has(template, kinds[i]))
			good = write_kind(images, &page);
	}
	return good;
}

bool tk_images_write(const struct tk_picture *picture, const struct tk_kit *kit,
		     struct tk_fonts *fonts, enum tk_lang lang, const char *const *pages,
		     const char *path, struct tk_log *log)
{
	g_autoptr(tk_template) template = tk_template_open(picture->dataset, kit, log);
	g_autofree char *dir = g_path_get_dirname(path);
	g_autoptr(GString) list = g_string_new(NULL);
	g_autoptr(GHashTable) counts = g_hash_table_new(g_str_hash, g_str_equal);
	const struct images images = {picture, kit, fonts, lang, dir, log, list, counts};

	return template && write_kinds(&images, template, pages) &&
	       write_text(path, list->str, log);
}
