#include "pdf-imp.h"

#include <hb-ot.h>
#include <math.h>

/*
 * Fonts: Type 0, Identity-H, the glyphs that a document uses and no others. CFF outlines become a
 * CIDFontType0 with an OpenType file, TrueType outlines a CIDFontType2.
 */

struct tk_pdf_font *tk_pdf_font_of(struct tk_pdf *pdf, struct tk_face *face)
{
	struct tk_pdf_font *font;

	for (unsigned i = 0; i < pdf->fonts->len; i++) {
		font = pdf->fonts->pdata[i];
		if (font->face == face)
			return font;
	}
	font = g_new0(struct tk_pdf_font, 1);
	font->face = face;
	font->number = pdf->fonts->len;
	font->meanings = g_new0(gunichar, hb_face_get_glyph_count(face->hb));
	font->longer = g_hash_table_new_full(NULL, NULL, NULL, g_free);
	g_ptr_array_add(pdf->fonts, font);
	return font;
}

void tk_pdf_free_font(void *data)
{
	struct tk_pdf_font *font = data;

	g_free(font->meanings);
	g_hash_table_destroy(font->longer);
	g_free(font->codes);
	g_free(font);
}

static bool same_chars(const gunichar *zero_terminated, const gunichar *chars, unsigned n)
{
	for (unsigned i = 0; i < n; i++)
		if (zero_terminated[i] != chars[i])
			return false;
	return zero_terminated[n] == 0;
}

bool tk_pdf_font_use(struct tk_pdf_font *font, hb_codepoint_t glyph, const gunichar *chars,
		     unsigned n)
{
	gunichar *known = &font->meanings[glyph];
	gunichar *longer;

	if (*known == TK_SEVERAL)
		return same_chars(g_hash_table_lookup(font->longer, GUINT_TO_POINTER(glyph)), chars,
				  n);
	if (*known)
		return n == 1 && *known == chars[0];
	if (n == 1) {
		*known = chars[0];
		return true;
	}
	*known = TK_SEVERAL;
	longer = g_new0(gunichar, n + 1);
	memcpy(longer, chars, n * sizeof(*chars));
	g_hash_table_insert(font->longer, GUINT_TO_POINTER(glyph), longer);
	return true;
}

double tk_pdf_font_width(const struct tk_pdf_font *font, hb_codepoint_t glyph)
{
	return font->face->widths[glyph] / 10.0;
}

unsigned tk_pdf_font_code(const struct tk_pdf_font *font, hb_codepoint_t glyph)
{
	return font->codes[glyph];
}

/* ---- Objects ---- */

/* A name of its own for each set of glyphs, the same for the same set. */
static char *subset_name(const struct tk_pdf_font *font, const hb_set_t *glyphs)
{
	char name[96] = "Font", tag[7] = "";
	unsigned size = sizeof(name), hash = 2166136261u;

	hb_ot_name_get_utf8(font->face->hb, HB_OT_NAME_ID_POSTSCRIPT_NAME, HB_LANGUAGE_INVALID,
			    &size, name);
	g_strcanon(name, G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "-", '-');
	for (hb_codepoint_t g = HB_SET_VALUE_INVALID; hb_set_next(glyphs, &g);)
		hash = (hash ^ g) * 16777619u;
	for (unsigned i = 0; i < 6; i++, hash /= 26)
		tag[i] = (char)('A' + hash % 26);
	return g_strconcat(tag, "+", name, NULL);
}

static int read_int16(const char *at)
{
	return (gint16)((guchar)at[0] << 8 | (guchar)at[1]);
}

static unsigned add_descriptor(struct tk_pdf *pdf, const struct tk_pdf_font *font, const char *name,
			       unsigned file_id)
{
	static const hb_ot_metrics_tag_t tags[] = {HB_OT_METRICS_TAG_HORIZONTAL_ASCENDER,
						   HB_OT_METRICS_TAG_HORIZONTAL_DESCENDER,
						   HB_OT_METRICS_TAG_CAP_HEIGHT};
	GString *out = g_string_new("<</Type/FontDescriptor/FontName/");
	hb_blob_t *head = hb_face_reference_table(font->face->hb, HB_TAG('h', 'e', 'a', 'd'));
	const double k = 1000.0 / font->face->upem;
	hb_font_t *hb = font->face->font;
	hb_position_t metrics[3] = {0};

	for (unsigned i = 0; i < 3; i++)
		hb_ot_metrics_get_position_with_fallback(hb, tags[i], &metrics[i]);
	g_string_append_printf(out, "%s/Flags 4/FontBBox[", name);
	/* The box stands at bytes 36-43 of the head table. */
	for (unsigned i = 0; i < 4 && hb_blob_get_length(head) >= 44; i++)
		g_string_append_printf(
			out, "%ld ",
			lround(read_int16(hb_blob_get_data(head, NULL) + 36 + 2 * i) * k));
	hb_blob_destroy(head);
	g_string_append_printf(
		out, "]/ItalicAngle %ld/Ascent %ld/Descent %ld/CapHeight %ld/StemV %ld",
		lround((double)hb_style_get_value(hb, HB_STYLE_TAG_SLANT_ANGLE)),
		lround(metrics[0] * k), lround(metrics[1] * k), lround(metrics[2] * k),
		lround(10 +
		       220 * ((double)hb_style_get_value(hb, HB_STYLE_TAG_WEIGHT) - 50) / 900));
	g_string_append_printf(out, "/%s %u 0 R>>", font->face->cff ? "FontFile3" : "FontFile2",
			       file_id);
	return tk_pdf_add(pdf, out);
}

/* By code: new numbers follow the order of the old ones, so the codes run on without gaps. */
static void put_widths(GString *out, const struct tk_pdf_font *font, const hb_set_t *glyphs)
{
	unsigned next = TK_SEVERAL;

	g_string_append(out, "/W[");
	for (hb_codepoint_t g = HB_SET_VALUE_INVALID; hb_set_next(glyphs, &g); next++) {
		unsigned code = tk_pdf_font_code(font, g);

		if (code != next)
			g_string_append_printf(out, "%s%u[", next == TK_SEVERAL ? "" : "]", code);
		else
			g_string_append_c(out, ' ');
		next = code;
		tk_pdf_put_number(out, tk_pdf_font_width(font, g), 1);
	}
	g_string_append(out, "]]");
}

static unsigned add_cid_font(struct tk_pdf *pdf, const struct tk_pdf_font *font, const char *name,
			     unsigned descriptor_id, const hb_set_t *glyphs)
{
	GString *out = g_string_new("<</Type/Font/Subtype/");

	g_string_append_printf(out,
			       "%s/BaseFont/%s/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)"
			       "/Supplement 0>>/FontDescriptor %u 0 R",
			       font->face->cff ? "CIDFontType0"
					       : "CIDFontType2/CIDToGIDMap/Identity",
			       name, descriptor_id);
	put_widths(out, font, glyphs);
	g_string_append(out, ">>");
	return tk_pdf_add(pdf, out);
}

static void put_meaning(GString *out, const struct tk_pdf_font *font, hb_codepoint_t glyph)
{
	const gunichar *chars = &font->meanings[glyph];
	unsigned n = 1;

	if (*chars == TK_SEVERAL) {
		chars = g_hash_table_lookup(font->longer, GUINT_TO_POINTER(glyph));
		for (n = 0; chars[n]; n++)
			;
	}
	g_string_append_c(out, '<');
	tk_pdf_put_hex(out, tk_pdf_font_code(font, glyph));
	TK_PDF_PUT(out, "><");
	tk_pdf_put_utf16(out, chars, n);
	TK_PDF_PUT(out, ">\n");
}

static unsigned add_to_unicode(struct tk_pdf *pdf, const struct tk_pdf_font *font,
			       const hb_set_t *glyphs)
{
	g_autoptr(GString) out =
		g_string_new("/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
			     "/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def\n"
			     "/CMapName/Adobe-Identity-UCS def\n/CMapType 2 def\n"
			     "1 begincodespacerange\n<0000><FFFF>\nendcodespacerange\n");
	unsigned left = hb_set_get_population(glyphs), id = tk_pdf_reserve(pdf), in_block = 0;
	g_autoptr(GBytes) data = NULL;

	for (hb_codepoint_t g = HB_SET_VALUE_INVALID; hb_set_next(glyphs, &g); left--) {
		/* A block takes a hundred. */
		if (in_block == 0)
			g_string_append_printf(out, "%u beginbfchar\n", in_block = MIN(left, 100));
		put_meaning(out, font, g);
		if (--in_block == 0)
			g_string_append(out, "endbfchar\n");
	}
	g_string_append(out, "endcmap\nCMapName currentdict/CMap defineresource pop\nend\nend\n");
	data = tk_pdf_deflate(pdf, out->str, out->len);
	tk_pdf_set_stream(pdf, id, "", data, true);
	return id;
}

static unsigned add_file(struct tk_pdf *pdf, const struct tk_pdf_font *font, hb_blob_t *blob)
{
	unsigned length, id = tk_pdf_reserve(pdf);
	const char *data = hb_blob_get_data(blob, &length);
	g_autoptr(GBytes) deflated = tk_pdf_deflate(pdf, data, length);
	g_autofree char *entries = font->face->cff ? g_strdup("/Subtype/OpenType")
						   : g_strdup_printf("/Length1 %u", length);

	tk_pdf_set_stream(pdf, id, entries, deflated, true);
	return id;
}

static void embed(struct tk_pdf *pdf, struct tk_pdf_font *font, const hb_set_t *glyphs)
{
	hb_blob_t *blob = tk_pdf_subset(font, glyphs);
	g_autofree char *name = NULL;
	unsigned cid_font, to_unicode;
	GString *out;

	if (!blob) {
		tk_canvas_fail(&pdf->base, "hb-subset");
		return;
	}
	name = subset_name(font, glyphs);
	cid_font = add_cid_font(pdf, font, name,
				add_descriptor(pdf, font, name, add_file(pdf, font, blob)), glyphs);
	to_unicode = add_to_unicode(pdf, font, glyphs);
	out = g_string_new("<</Type/Font/Subtype/Type0/BaseFont/");
	g_string_append_printf(out,
			       "%s/Encoding/Identity-H/DescendantFonts[%u 0 R]/ToUnicode %u 0 R>>",
			       name, cid_font, to_unicode);
	font->id = tk_pdf_add(pdf, out);
	hb_blob_destroy(blob);
}

static hb_set_t *used_glyphs(const struct tk_pdf_font *font)
{
	hb_set_t *glyphs = hb_set_create();
	unsigned n = hb_face_get_glyph_count(font->face->hb);

	for (unsigned i = 0; i < n; i++)
		if (font->meanings[i])
			hb_set_add(glyphs, i);
	return glyphs;
}

void tk_pdf_embed_fonts(struct tk_pdf *pdf, GString *out)
{
	g_string_append(out, "/Font<<");
	for (unsigned i = 0; i < pdf->fonts->len && !pdf->base.error; i++) {
		struct tk_pdf_font *font = pdf->fonts->pdata[i];
		hb_set_t *glyphs = used_glyphs(font);

		embed(pdf, font, glyphs);
		hb_set_destroy(glyphs);
		g_string_append_printf(out, "/F%u %u 0 R", font->number, font->id);
	}
	g_string_append(out, ">>");
}
