#include "pdf-imp.h"

/* The PDF back end: documents and pages. */

struct tk_pdf *tk_pdf_of(struct tk_canvas *canvas)
{
	return (struct tk_pdf *)canvas;
}

/* libharu calls this for errors of its public calls. */
static void on_error(HPDF_STATUS error, HPDF_STATUS detail, void *data)
{
	struct tk_pdf *pdf = data;
	g_autofree char *reason = g_strdup_printf("libharu 0x%04lX (%lu)", error, detail);

	tk_canvas_fail(&pdf->base, reason);
}

/* Its object layer tells nobody: the error stays in the document. */
bool tk_pdf_is_sound(struct tk_pdf *pdf)
{
	HPDF_STATUS error = HPDF_GetError(pdf->doc);

	if (error != HPDF_OK)
		on_error(error, 0, pdf);
	return !pdf->base.error;
}

static void free_page(void *data)
{
	struct tk_pdf_page *page = data;

	g_free(page->label);
	g_string_free(page->content, TRUE);
	g_array_unref(page->strings);
	g_ptr_array_unref(page->elements);
	g_clear_pointer(&page->clips, g_ptr_array_unref);
	g_free(page);
}

static struct tk_pdf_page *new_page(struct tk_pdf *pdf, const char *label)
{
	struct tk_pdf_page *page = g_new0(struct tk_pdf_page, 1);

	page->width_pt = pdf->base.width_pt;
	page->height_pt = pdf->base.height_pt;
	page->label = label ? tk_text_tidy(label) : g_strdup_printf("%u", pdf->base.n_pages);
	page->content = g_string_sized_new(8192);
	page->strings = g_array_new(FALSE, FALSE, sizeof(struct tk_pdf_string));
	page->elements = g_ptr_array_new();
	page->key = pdf->parents->len;
	g_ptr_array_add(pdf->parents, NULL);
	g_ptr_array_add(pdf->pages, page);
	return page;
}

static void begin_page(struct tk_canvas *canvas, const char *label)
{
	struct tk_pdf *pdf = tk_pdf_of(canvas);
	HPDF_Page haru;

	if (pdf->page)
		tk_pdf_end_content(pdf);
	haru = HPDF_AddPage(pdf->doc);
	/* The sizes are told only so that they are checked. */
	HPDF_Page_SetWidth(haru, (float)canvas->width_pt);
	HPDF_Page_SetHeight(haru, (float)canvas->height_pt);
	if (!tk_pdf_is_sound(pdf))
		return;
	pdf->page = new_page(pdf, label);
	pdf->page->haru = haru;
	tk_pdf_state_reset(pdf);
	tk_canvas_set_surface(canvas, canvas->blank);
}

/* A byte of a string in brackets. */
static char *put_byte(char *to, guchar byte)
{
	if (byte == '(' || byte == ')' || byte == '\\' || byte == '\r')
		*to++ = '\\';
	*to++ = byte == '\r' ? 'r' : (char)byte;
	return to;
}

static char *put_codes(const struct tk_pdf *pdf, const struct tk_pdf_string *string,
		       const char *numbers, char *to)
{
	const struct tk_pdf_font *font = pdf->fonts->pdata[string->font];

	for (unsigned i = 0; i < string->n; i++, numbers += 2) {
		unsigned code =
			tk_pdf_font_code(font, (guchar)numbers[0] * 256u + (guchar)numbers[1]);

		to = put_byte(to, (guchar)(code >> 8));
		to = put_byte(to, (guchar)code);
	}
	return to;
}

/* Now that the fonts are cut down, each glyph has its code. \return how many bytes of
 * the room the content takes. */
static size_t settle_codes(struct tk_pdf *pdf, const struct tk_pdf_page *page, GString *room)
{
	const char *from = page->content->str;
	size_t done = 0;
	char *to;

	/* Each byte of a code may need another before it. */
	g_string_set_size(room, 2 * page->content->len);
	to = room->str;
	for (unsigned i = 0; i < page->strings->len; i++) {
		const struct tk_pdf_string *string =
			&g_array_index(page->strings, struct tk_pdf_string, i);

		memcpy(to, from + done, string->at - done);
		to = put_codes(pdf, string, from + string->at, to + string->at - done);
		done = string->at + 2 * string->n;
	}
	memcpy(to, from + done, page->content->len - done);
	to += page->content->len - done;
	return (size_t)(to - room->str);
}

/* libharu's content stream gives its number to ours, and the number of its length is spare. */
static void write_page(struct tk_pdf *pdf, struct tk_pdf_page *page, unsigned resources_id,
		       GString *room)
{
	g_autoptr(GBytes) data = NULL;
	g_autoptr(GString) box = g_string_new(NULL);
	HPDF_Dict contents = HPDF_Dict_GetItem(page->haru, "Contents", HPDF_OCLASS_DICT);
	const double size[] = {page->width_pt, page->height_pt};

	data = tk_pdf_deflate(pdf, room->str, settle_codes(pdf, page, room));
	tk_pdf_set_stream(pdf, tk_pdf_id(contents), "", data, true);
	HPDF_Dict_RemoveElement(page->haru, "Resources");
	HPDF_Dict_RemoveElement(page->haru, "MediaBox");
	tk_pdf_put_numbers(box, 3, 2, size);
	tk_pdf_extra(pdf, page->haru, "/Resources %u 0 R/MediaBox[0 0 %s]/StructParents %u/Tabs/S",
		     resources_id, box->str, page->key);
}

static void spare_lengths(struct tk_pdf *pdf)
{
	for (unsigned i = 0; i < pdf->pages->len; i++) {
		struct tk_pdf_page *page = pdf->pages->pdata[i];
		HPDF_Dict contents = HPDF_Dict_GetItem(page->haru, "Contents", HPDF_OCLASS_DICT);
		unsigned id = tk_pdf_id(HPDF_Dict_GetItem(contents, "Length", HPDF_OCLASS_NUMBER));

		g_array_append_val(pdf->spare_ids, id);
	}
}

/* What any page may name: fonts and forms. */
static unsigned add_resources(struct tk_pdf *pdf)
{
	GString *out = g_string_new("<<");

	tk_pdf_embed_fonts(pdf, out);
	tk_pdf_write_forms(pdf, out);
	g_string_append(out, ">>");
	return tk_pdf_add(pdf, out);
}

static GByteArray *finish(struct tk_canvas *canvas)
{
	struct tk_pdf *pdf = tk_pdf_of(canvas);
	g_autoptr(GString) room = g_string_new(NULL);
	unsigned structure_id, resources_id, info_id;

	tk_pdf_end_content(pdf);
	if (pdf->n_bookmark_levels)
		HPDF_SetPageMode(pdf->doc, HPDF_PAGE_MODE_USE_OUTLINE);
	if (!tk_pdf_is_sound(pdf))
		return NULL;
	tk_pdf_seal(pdf);
	spare_lengths(pdf);
	structure_id = tk_pdf_write_structure(pdf);
	resources_id = add_resources(pdf);
	if (canvas->error)
		return NULL;
	for (unsigned i = 0; i < pdf->pages->len; i++)
		write_page(pdf, pdf->pages->pdata[i], resources_id, room);
	tk_pdf_write_files(pdf);
	info_id = tk_pdf_write_meta(pdf, structure_id);
	return tk_pdf_save(pdf, info_id);
}

static void free_pdf(struct tk_canvas *canvas)
{
	struct tk_pdf *pdf = tk_pdf_of(canvas);

	g_ptr_array_unref(pdf->pages);
	g_ptr_array_unref(pdf->saved_clips);
	g_ptr_array_unref(pdf->fonts);
	g_ptr_array_unref(pdf->forms);
	g_ptr_array_unref(pdf->parents);
	g_ptr_array_unref(pdf->files);
	tk_pdf_free_objects(pdf);
	g_free(pdf->title);
	g_free(pdf->author);
	g_free(pdf->subject);
	if (pdf->doc)
		HPDF_Free(pdf->doc);
	g_free(pdf);
}

static const struct tk_canvas_ops ops = {
	.page = begin_page,
	.save = tk_pdf_save_state,
	.restore = tk_pdf_restore_state,
	.clip = tk_pdf_clip,
	.fill = tk_pdf_fill,
	.stroke = tk_pdf_stroke,
	.shape = tk_pdf_shape,
	.text = tk_pdf_text,
	.begin = tk_pdf_begin,
	.end = tk_pdf_end,
	.link = tk_pdf_link,
	.bookmark = tk_pdf_bookmark,
	.attach = tk_pdf_attach,
	.finish = finish,
	.free = free_pdf,
};

/* A document without a title is no PDF/UA; the file's name is better than none. */
static char *title_of(const struct tk_canvas_meta *meta, const char *path)
{
	g_autofree char *title = tk_text_tidy(meta->title);
	g_autofree char *name = g_path_get_basename(path);

	return *title ? g_steal_pointer(&title) : tk_text_tidy(name);
}

struct tk_canvas *tk_canvas_new_pdf(struct tk_fonts *fonts, const char *path,
				    const struct tk_canvas_meta *meta, struct tk_log *log)
{
	struct tk_pdf *pdf = g_new0(struct tk_pdf, 1);

	tk_canvas_init(&pdf->base, &ops, fonts, path, log);
	pdf->title = title_of(meta, path);
	pdf->author = tk_text_tidy(meta->author);
	pdf->subject = tk_text_tidy(meta->subject);
	pdf->lang = meta->lang;
	pdf->time = meta->time;
	pdf->doc = HPDF_New(on_error, pdf);
	if (!pdf->doc)
		tk_canvas_fail(&pdf->base, "libharu");
	pdf->pages = g_ptr_array_new_with_free_func(free_page);
	pdf->saved_clips = g_ptr_array_new();
	pdf->fonts = g_ptr_array_new_with_free_func(tk_pdf_free_font);
	pdf->forms = g_ptr_array_new_with_free_func(tk_pdf_free_form);
	tk_pdf_init_objects(pdf);
	pdf->root = pdf->element = tk_element_new_root(pdf);
	pdf->parents = g_ptr_array_new();
	pdf->files = g_ptr_array_new_with_free_func(tk_pdf_free_file);
	return &pdf->base;
}
