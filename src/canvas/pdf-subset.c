#include "pdf-imp.h"

#include <hb-subset.h>

/*
 * Fonts cut down by hb-subset. Glyphs are numbered anew: a font that keeps its numbers is three times as
 * large. It is cut from the outlines alone, since from a whole font hb-subset first collects every
 * character that it has, which takes longer than the cut; the characters that are used get their table
 * here, as some readers refuse a font without one.
 */

static hb_subset_input_t *subset_input(const hb_set_t *glyphs)
{
	hb_subset_input_t *input = hb_subset_input_create_or_fail();

	if (!input)
		return NULL;
	hb_set_union(hb_subset_input_glyph_set(input), glyphs);
	hb_subset_input_set_flags(input,
				  HB_SUBSET_FLAGS_NO_HINTING | HB_SUBSET_FLAGS_DESUBROUTINIZE);
	return input;
}

static void take_codes(struct tk_pdf_font *font, const hb_set_t *glyphs, const hb_map_t *codes)
{
	font->codes = g_new0(unsigned short, hb_face_get_glyph_count(font->face->hb));
	for (hb_codepoint_t g = HB_SET_VALUE_INVALID; hb_set_next(glyphs, &g);)
		font->codes[g] = (unsigned short)hb_map_get(codes, g);
}

/* ---- The table of characters ---- */

/** A group of a table of format 12: here always one character. */
struct mapping {
	gunichar c;
	unsigned code;
};

static int by_character(const void *a, const void *b)
{
	gunichar left = ((const struct mapping *)a)->c, right = ((const struct mapping *)b)->c;

	return left < right ? -1 : left > right;
}

/* Figures of one width and others are the same characters: the first glyph counts. */
static GArray *list_mappings(const struct tk_pdf_font *font, const hb_set_t *glyphs)
{
	GArray *all = g_array_new(FALSE, FALSE, sizeof(struct mapping));
	unsigned n = 0;

	for (hb_codepoint_t g = HB_SET_VALUE_INVALID; hb_set_next(glyphs, &g);) {
		struct mapping mapping = {font->meanings[g], tk_pdf_font_code(font, g)};

		if (mapping.c != TK_SEVERAL)
			g_array_append_val(all, mapping);
	}
	g_array_sort(all, by_character);
	for (unsigned i = 0; i < all->len; i++) {
		struct mapping *mapping = &g_array_index(all, struct mapping, i);

		if (n == 0 || g_array_index(all, struct mapping, n - 1).c != mapping->c)
			g_array_index(all, struct mapping, n++) = *mapping;
	}
	g_array_set_size(all, n);
	return all;
}

static void put32(GByteArray *out, guint32 value)
{
	guint32 big = GUINT32_TO_BE(value);

	g_byte_array_append(out, (const guint8 *)&big, sizeof(big));
}

/* OpenType's "cmap": one subtable of format 12, for Windows and all of Unicode. */
static hb_blob_t *new_cmap(const struct tk_pdf_font *font, const hb_set_t *glyphs)
{
	enum { HEAD = 12, SUBHEAD = 16, GROUP = 12 };
	g_autoptr(GArray) mappings = list_mappings(font, glyphs);
	g_autoptr(GByteArray) out = g_byte_array_new();

	put32(out, 1);
	put32(out, 3 << 16 | 10);
	put32(out, HEAD);
	put32(out, 12 << 16);
	put32(out, SUBHEAD + GROUP * mappings->len);
	put32(out, 0);
	put32(out, mappings->len);
	for (unsigned i = 0; i < mappings->len; i++) {
		const struct mapping *mapping = &g_array_index(mappings, struct mapping, i);

		put32(out, mapping->c);
		put32(out, mapping->c);
		put32(out, mapping->code);
	}
	return hb_blob_create((const char *)out->data, out->len, HB_MEMORY_MODE_DUPLICATE, NULL,
			      NULL);
}

static bool add_cmap(hb_face_t *face, const struct tk_pdf_font *font, const hb_set_t *glyphs)
{
	hb_blob_t *cmap = new_cmap(font, glyphs);
	bool added = hb_face_builder_add_table(face, HB_TAG('c', 'm', 'a', 'p'), cmap);

	hb_blob_destroy(cmap);
	return added;
}

hb_blob_t *tk_pdf_subset(struct tk_pdf_font *font, const hb_set_t *glyphs)
{
	hb_subset_input_t *input = subset_input(glyphs);
	hb_subset_plan_t *plan = NULL;
	hb_face_t *result = NULL;
	hb_blob_t *blob = NULL;

	if (input)
		plan = hb_subset_plan_create_or_fail(font->face->outlines, input);
	if (plan) {
		take_codes(font, glyphs, hb_subset_plan_old_to_new_glyph_mapping(plan));
		result = hb_subset_plan_execute_or_fail(plan);
		hb_subset_plan_destroy(plan);
	}
	hb_subset_input_destroy(input);
	if (result && add_cmap(result, font, glyphs))
		blob = hb_face_reference_blob(result);
	hb_face_destroy(result);
	return blob;
}
