#include "pdf-imp.h"

/** The ICC profile, carried in the program (profile.S). */
extern const char tk_srgb_profile[], tk_srgb_profile_end[];

/* ---- Bookmarks ---- */

void tk_pdf_bookmark(struct tk_canvas *canvas, unsigned level, const char *title)
{
	struct tk_pdf *pdf = tk_pdf_of(canvas);
	HPDF_Outline outline;
	HPDF_Destination destination;
	g_autofree char *tidy = tk_text_tidy(title);
	g_autoptr(GString) text = g_string_new(NULL);

	/* A level that nothing leads to hangs under the deepest that there is. */
	level = MIN(MIN(level, pdf->n_bookmark_levels), G_N_ELEMENTS(pdf->bookmarks) - 1);
	outline = HPDF_CreateOutline(pdf->doc, level ? pdf->bookmarks[level - 1] : NULL, "", NULL);
	destination = HPDF_Page_CreateDestination(pdf->page->haru);
	if (!outline || !destination) {
		tk_pdf_is_sound(pdf);
		return;
	}
	HPDF_Destination_SetFit(destination);
	HPDF_Outline_SetDestination(outline, destination);
	/* libharu writes titles in eight bits or through its encoders; ours are Unicode. */
	HPDF_Dict_RemoveElement(outline, "Title");
	tk_pdf_put_text(text, tidy);
	tk_pdf_extra(pdf, outline, "/Title%s", text->str);
	pdf->bookmarks[level] = outline;
	pdf->n_bookmark_levels = level + 1;
}

/* ---- Metadata ---- */

/* XMP (ISO 16684-1) with the claims of PDF/A (ISO 19005-2 6.6.4; -3 where files are attached) and
 * PDF/UA (ISO 14289-1 5); the latter is foreign to PDF/A and so is described in an extension
 * schema. */
static const char xmp_head[] =
	"<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
	"<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n"
	"<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
	"<rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\""
	" xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\""
	" xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\""
	" xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\">\n"
	"<pdfuaid:part>1</pdfuaid:part>\n"
	"<dc:format>application/pdf</dc:format>\n";

static const char xmp_tail[] =
	"</rdf:Description>\n"
	"<rdf:Description rdf:about=\"\""
	" xmlns:pdfaExtension=\"http://www.aiim.org/pdfa/ns/extension/\""
	" xmlns:pdfaSchema=\"http://www.aiim.org/pdfa/ns/schema#\""
	" xmlns:pdfaProperty=\"http://www.aiim.org/pdfa/ns/property#\">\n"
	"<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType=\"Resource\">"
	"<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>"
	"<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>"
	"<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>\n"
	"<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType=\"Resource\">"
	"<pdfaProperty:name>part</pdfaProperty:name>"
	"<pdfaProperty:valueType>Integer</pdfaProperty:valueType>"
	"<pdfaProperty:category>internal</pdfaProperty:category>"
	"<pdfaProperty:description>PDF/UA version identifier</pdfaProperty:description>"
	"</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas>\n"
	"</rdf:Description>\n</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"w\"?>\n";

static char *producer(void)
{
	return g_strdup_printf("tilannekuva %s (libharu %s)", TK_VERSION, HPDF_GetVersion());
}

static void put_xml(GString *out, const char *before, const char *text, const char *after)
{
	g_autofree char *escaped = g_markup_escape_text(text, -1);

	if (*text)
		g_string_append_printf(out, "%s%s%s\n", before, escaped, after);
}

static unsigned write_xmp(struct tk_pdf *pdf)
{
	unsigned id = tk_pdf_reserve(pdf);
	g_autoptr(GString) out = g_string_new(xmp_head);
	g_autoptr(GDateTime) date = tk_pdf_moment(pdf->time);
	g_autofree char *iso = g_date_time_format(date, "%Y-%m-%dT%H:%M:%SZ"),
			*made_by = producer();
	g_autoptr(GBytes) data = NULL;

	g_string_append_printf(
		out, "<pdfaid:part>%d</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>\n",
		pdf->files->len ? 3 : 2);
	put_xml(out, "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">", pdf->title,
		"</rdf:li></rdf:Alt></dc:title>");
	put_xml(out, "<dc:creator><rdf:Seq><rdf:li>", pdf->author,
		"</rdf:li></rdf:Seq></dc:creator>");
	put_xml(out, "<dc:description><rdf:Alt><rdf:li xml:lang=\"x-default\">", pdf->subject,
		"</rdf:li></rdf:Alt></dc:description>");
	put_xml(out, "<dc:language><rdf:Bag><rdf:li>", tk_lang_code(pdf->lang),
		"</rdf:li></rdf:Bag></dc:language>");
	put_xml(out, "<xmp:CreateDate>", iso, "</xmp:CreateDate>");
	put_xml(out, "<xmp:ModifyDate>", iso, "</xmp:ModifyDate>");
	put_xml(out, "<pdf:Producer>", made_by, "</pdf:Producer>");
	g_string_append(out, xmp_tail);
	data = g_bytes_new(out->str, out->len);
	/* Never deflated: a searcher that knows no PDF must find it. */
	tk_pdf_set_stream(pdf, id, "/Type/Metadata/Subtype/XML", data, false);
	return id;
}

static void put_info(GString *out, const char *key, const char *text)
{
	if (!*text)
		return;
	g_string_append_printf(out, "/%s", key);
	tk_pdf_put_text(out, text);
}

static unsigned write_info(struct tk_pdf *pdf)
{
	GString *out = g_string_new("<<");
	g_autofree char *made_by = producer();

	put_info(out, "Title", pdf->title);
	put_info(out, "Author", pdf->author);
	put_info(out, "Subject", pdf->subject);
	put_info(out, "Producer", made_by);
	g_string_append(out, "/CreationDate");
	tk_pdf_put_date(out, pdf->time);
	g_string_append(out, "/ModDate");
	tk_pdf_put_date(out, pdf->time);
	g_string_append(out, ">>");
	return tk_pdf_add(pdf, out);
}

static unsigned write_profile(struct tk_pdf *pdf)
{
	unsigned id = tk_pdf_reserve(pdf);
	struct tk_fonts *fonts = pdf->base.fonts;

	if (!fonts->profile)
		fonts->profile = tk_pdf_deflate(pdf, tk_srgb_profile,
						(size_t)(tk_srgb_profile_end - tk_srgb_profile));
	tk_pdf_set_stream(pdf, id, "/N 3", fonts->profile, true);
	return id;
}

/* ---- Page labels ---- */

/* Split "Dia 12" into what is said and what is counted. \return where the number begins. */
static size_t count_from(const char *label, unsigned *number)
{
	size_t length = strlen(label), at = length;

	while (at > 0 && g_ascii_isdigit(label[at - 1]))
		at--;
	/* A leading zero, or more digits than a number takes, are part of the words. */
	if (at < length && (label[at] == '0' || length - at > 9))
		at = length;
	*number = 0;
	for (size_t i = at; i < length; i++)
		*number = *number * 10 + (unsigned)(label[i] - '0');
	return at;
}

/* A range of labels goes on as long as the words stay and the number grows by one. */
static void put_labels(GString *out, const struct tk_pdf *pdf)
{
	g_autofree char *last_words = NULL;
	unsigned last = 0;

	g_string_append(out, "/PageLabels<</Nums[");
	for (unsigned i = 0; i < pdf->pages->len; i++) {
		const struct tk_pdf_page *page = pdf->pages->pdata[i];
		unsigned number;
		size_t at = count_from(page->label, &number);
		g_autofree char *words = g_strndup(page->label, at);

		if (number == 0 || number != last + 1 || !last_words ||
		    strcmp(words, last_words) != 0) {
			g_string_append_printf(out, "%u<<", i);
			if (*words) {
				g_string_append(out, "/P");
				tk_pdf_put_text(out, words);
			}
			if (number)
				g_string_append_printf(out, "/S/D/St %u", number);
			g_string_append(out, ">>");
		}
		last = number;
		g_free(last_words);
		last_words = g_steal_pointer(&words);
	}
	g_string_append(out, "]>>");
}

/* ---- The catalog ---- */

unsigned tk_pdf_write_meta(struct tk_pdf *pdf, unsigned structure_id)
{
	g_autoptr(GString) labels = g_string_new(NULL);

	put_labels(labels, pdf);
	tk_pdf_extra(
		pdf, pdf->doc->catalog,
		"/StructTreeRoot %u 0 R/MarkInfo<</Marked true>>/Metadata %u 0 R/Lang(%s)"
		"/ViewerPreferences<</DisplayDocTitle true>>"
		"/OutputIntents[<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB)"
		"/Info(sRGB IEC61966-2.1)/DestOutputProfile %u 0 R>>]%s",
		structure_id, write_xmp(pdf), tk_lang_code(pdf->lang), write_profile(pdf),
		labels->str);
	return write_info(pdf);
}
