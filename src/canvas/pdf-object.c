#include "pdf-imp.h"

#include <libdeflate.h>
#include <stdarg.h>

/* How much goes into one object stream. Readers unpack a stream to reach one object in it. */
#define MOST_PACKED 1500
#define MOST_PACKED_BYTES 65536

/* 6 takes a quarter more time for a fiftieth less. */
#define DEFLATE_LEVEL 5

/* ---- Memory ---- */

#define BLOCK_BYTES 65536

void *tk_pdf_alloc(struct tk_pdf *pdf, size_t size)
{
	char *block;

	size = (size + 15) & ~(size_t)15;
	if (size > BLOCK_BYTES / 4) {
		/* One of its own; the block that is in use stays the last. */
		block = g_malloc0(size);
		g_ptr_array_insert(pdf->blocks, 0, block);
		return block;
	}
	if (size > pdf->block_left) {
		g_ptr_array_add(pdf->blocks, g_malloc0(BLOCK_BYTES));
		pdf->block_left = BLOCK_BYTES;
	}
	block = pdf->blocks->pdata[pdf->blocks->len - 1];
	block += BLOCK_BYTES - pdf->block_left;
	pdf->block_left -= size;
	return block;
}

const char *tk_pdf_keep(struct tk_pdf *pdf, const GString *text)
{
	char *kept = tk_pdf_alloc(pdf, text->len + 1);

	memcpy(kept, text->str, text->len);
	return kept;
}

/* ---- Objects ---- */

unsigned tk_pdf_id(const void *haru_object)
{
	return ((const HPDF_Obj_Header *)haru_object)->obj_id & 0x00FFFFFF;
}

void tk_pdf_seal(struct tk_pdf *pdf)
{
	g_array_set_size(pdf->objects, pdf->doc->xref->entries->count);
	pdf->sealed = true;
}

unsigned tk_pdf_reserve(struct tk_pdf *pdf)
{
	unsigned id;

	g_assert(pdf->sealed);
	if (pdf->spare_ids->len) {
		id = g_array_index(pdf->spare_ids, unsigned, pdf->spare_ids->len - 1);
		g_array_set_size(pdf->spare_ids, pdf->spare_ids->len - 1);
		return id;
	}
	g_array_set_size(pdf->objects, pdf->objects->len + 1);
	return pdf->objects->len - 1;
}

static struct tk_pdf_object *object_at(const struct tk_pdf *pdf, unsigned id)
{
	return &g_array_index(pdf->objects, struct tk_pdf_object, id);
}

void tk_pdf_set_text(struct tk_pdf *pdf, unsigned id, const char *text)
{
	g_assert(id < pdf->objects->len && !object_at(pdf, id)->text);
	object_at(pdf, id)->text = text;
}

void tk_pdf_set(struct tk_pdf *pdf, unsigned id, GString *text)
{
	tk_pdf_set_text(pdf, id, tk_pdf_keep(pdf, text));
	g_string_free(text, TRUE);
}

unsigned tk_pdf_add(struct tk_pdf *pdf, GString *text)
{
	unsigned id = tk_pdf_reserve(pdf);

	tk_pdf_set(pdf, id, text);
	return id;
}

void tk_pdf_set_stream(struct tk_pdf *pdf, unsigned id, const char *entries, GBytes *data,
		       bool deflated)
{
	GString *text = g_string_new(entries);

	g_string_append(text, deflated ? "/Filter/FlateDecode" : "");
	tk_pdf_set(pdf, id, text);
	object_at(pdf, id)->stream = g_bytes_ref(data);
}

void tk_pdf_extra(struct tk_pdf *pdf, const void *haru_dict, const char *format, ...)
{
	void *key = GUINT_TO_POINTER(tk_pdf_id(haru_dict));
	GString *extra = g_hash_table_lookup(pdf->extras, key);
	va_list arguments;

	if (!extra) {
		extra = g_string_new(NULL);
		g_hash_table_insert(pdf->extras, key, extra);
	}
	va_start(arguments, format);
	g_string_append_vprintf(extra, format, arguments);
	va_end(arguments);
}

static struct libdeflate_compressor *compressor(struct tk_fonts *fonts)
{
	if (!fonts->compressor)
		fonts->compressor = libdeflate_alloc_compressor(DEFLATE_LEVEL);
	g_assert(fonts->compressor);
	return fonts->compressor;
}

GBytes *tk_pdf_deflate(struct tk_pdf *pdf, const void *data, size_t length)
{
	struct libdeflate_compressor *with = compressor(pdf->base.fonts);
	size_t room = libdeflate_zlib_compress_bound(with, length);
	guint8 *out = g_malloc(room);
	size_t written = libdeflate_zlib_compress(with, data, length, out, room);

	g_assert(written > 0);
	return g_bytes_new_take(g_realloc(out, written), written);
}

static void free_extra(void *text)
{
	g_string_free(text, TRUE);
}

void tk_pdf_init_objects(struct tk_pdf *pdf)
{
	pdf->blocks = g_ptr_array_new_with_free_func(g_free);
	pdf->scratch = g_string_sized_new(256);
	pdf->objects = g_array_new(FALSE, TRUE, sizeof(struct tk_pdf_object));
	pdf->extras = g_hash_table_new_full(NULL, NULL, NULL, free_extra);
	pdf->spare_ids = g_array_new(FALSE, FALSE, sizeof(unsigned));
}

void tk_pdf_free_objects(struct tk_pdf *pdf)
{
	for (unsigned i = 0; i < pdf->objects->len; i++)
		g_clear_pointer(&object_at(pdf, i)->stream, g_bytes_unref);
	g_array_unref(pdf->objects);
	g_hash_table_destroy(pdf->extras);
	g_array_unref(pdf->spare_ids);
	g_string_free(pdf->scratch, TRUE);
	g_ptr_array_unref(pdf->blocks);
}

/* ---- The file ---- */

/* Where an object stands: a row of the cross-reference stream. */
struct place {
	/** 0: nowhere; 1: at an offset; 2: packed. */
	unsigned char kind;
	/** Offset, or the number of the object stream. */
	unsigned where;
	/** Which of the packed. */
	unsigned short index;
};

struct saver {
	struct tk_pdf *pdf;
	GByteArray *out;
	/** struct place by object number */
	GArray *places;
	/** The object stream that is being filled: numbers and offsets, texts, their numbers. */
	GString *pack_index, *pack;
	GArray *packed;
};

static void put(struct saver *saver, const char *text)
{
	g_byte_array_append(saver->out, (const guint8 *)text, (guint)strlen(text));
}

static void put_place(struct saver *saver, unsigned id, struct place place)
{
	if (id >= saver->places->len)
		g_array_set_size(saver->places, id + 1);
	g_array_index(saver->places, struct place, id) = place;
}

static void put_stream(struct saver *saver, unsigned id, const char *entries, GBytes *data)
{
	g_autofree char *head = g_strdup_printf("%u 0 obj\n<<%s/Length %zu>>\nstream\n", id,
						entries, g_bytes_get_size(data));

	put_place(saver, id, (struct place){.kind = 1, .where = saver->out->len});
	put(saver, head);
	g_byte_array_append(saver->out, g_bytes_get_data(data, NULL),
			    (guint)g_bytes_get_size(data));
	put(saver, "\nendstream\nendobj\n");
}

static void flush_pack(struct saver *saver)
{
	unsigned id = saver->places->len;
	g_autoptr(GBytes) data = NULL;
	g_autofree char *entries = NULL;
	size_t first = saver->pack_index->len;

	if (saver->packed->len == 0)
		return;
	for (unsigned i = 0; i < saver->packed->len; i++)
		put_place(saver, g_array_index(saver->packed, unsigned, i),
			  (struct place){.kind = 2, .where = id, .index = (unsigned short)i});
	entries = g_strdup_printf("/Type/ObjStm/N %u/First %zu/Filter/FlateDecode",
				  saver->packed->len, first);
	g_string_append_len(saver->pack_index, saver->pack->str, (gssize)saver->pack->len);
	data = tk_pdf_deflate(saver->pdf, saver->pack_index->str, saver->pack_index->len);
	put_stream(saver, id, entries, data);
	g_string_truncate(saver->pack_index, 0);
	g_string_truncate(saver->pack, 0);
	g_array_set_size(saver->packed, 0);
}

static void pack(struct saver *saver, unsigned id, const char *text)
{
	tk_pdf_put_count(saver->pack_index, id);
	g_string_append_c(saver->pack_index, ' ');
	tk_pdf_put_count(saver->pack_index, (unsigned)saver->pack->len);
	g_string_append_c(saver->pack_index, ' ');
	tk_pdf_put(saver->pack, text, strlen(text));
	g_string_append_c(saver->pack, '\n');
	g_array_append_val(saver->packed, id);
	if (saver->packed->len >= MOST_PACKED || saver->pack->len >= MOST_PACKED_BYTES)
		flush_pack(saver);
}

/* The text of one of libharu's objects; it writes any of them into a stream in memory. */
static GString *haru_text(struct tk_pdf *pdf, void *object)
{
	HPDF_Stream stream = HPDF_MemStream_New(pdf->doc->mmgr, 1024);
	GString *text = g_string_new(NULL);

	if (stream && HPDF_Obj_WriteValue(object, stream, NULL) == HPDF_OK) {
		for (HPDF_UINT i = 0; i < HPDF_MemStream_GetBufCount(stream); i++) {
			HPDF_UINT length = 0;
			HPDF_BYTE *part = HPDF_MemStream_GetBufPtr(stream, i, &length);

			g_string_append_len(text, (const char *)part, length);
		}
	}
	if (stream)
		HPDF_Stream_Free(stream);
	return text;
}

static void pack_haru(struct saver *saver, unsigned id)
{
	HPDF_XrefEntry entry = HPDF_Xref_GetEntry(saver->pdf->doc->xref, id);
	GString *extra = g_hash_table_lookup(saver->pdf->extras, GUINT_TO_POINTER(id));
	GString *text;

	if (!entry || entry->entry_typ != HPDF_IN_USE_ENTRY || !entry->obj)
		return;
	text = haru_text(saver->pdf, entry->obj);
	if (extra && g_str_has_suffix(text->str, ">>"))
		g_string_insert_len(text, (gssize)text->len - 2, extra->str, (gssize)extra->len);
	pack(saver, id, text->str);
	g_string_free(text, TRUE);
}

static bool is_spare(const struct tk_pdf *pdf, unsigned id)
{
	for (unsigned i = 0; i < pdf->spare_ids->len; i++)
		if (g_array_index(pdf->spare_ids, unsigned, i) == id)
			return true;
	return false;
}

/* Rows of equal length, each as its difference from the row above: what compresses best. */
static GBytes *xref_rows(const struct saver *saver)
{
	enum { ROW = 7 };
	g_autoptr(GByteArray) rows = g_byte_array_new();
	guint8 above[ROW] = {0};

	for (unsigned id = 0; id < saver->places->len; id++) {
		const struct place *place = &g_array_index(saver->places, struct place, id);
		unsigned index = id == 0 ? 0xFFFF : place->index;
		const guint8 row[ROW] = {
			place->kind,
			(guint8)(place->where >> 24),
			(guint8)(place->where >> 16),
			(guint8)(place->where >> 8),
			(guint8)place->where,
			(guint8)(index >> 8),
			(guint8)index,
		};
		guint8 up[ROW + 1] = {2};

		for (unsigned i = 0; i < ROW; i++)
			up[i + 1] = (guint8)(row[i] - above[i]);
		memcpy(above, row, ROW);
		g_byte_array_append(rows, up, sizeof(up));
	}
	return tk_pdf_deflate(saver->pdf, rows->data, rows->len);
}

static void put_xref(struct saver *saver, unsigned info_id)
{
	unsigned id = saver->places->len, start = saver->out->len;
	/* The same content, the same identity. */
	g_autofree char *sum = g_compute_checksum_for_data(G_CHECKSUM_MD5, saver->out->data, start);
	g_autoptr(GBytes) rows = NULL;
	g_autofree char *entries = NULL, *tail = NULL;

	put_place(saver, id, (struct place){.kind = 1, .where = start});
	rows = xref_rows(saver);
	entries = g_strdup_printf("/Type/XRef/Size %u/W[1 4 2]/Root %u 0 R/Info %u 0 R/ID[<%s><%s>]"
				  "/Filter/FlateDecode/DecodeParms<</Predictor 12/Columns 7>>",
				  id + 1, tk_pdf_id(saver->pdf->doc->catalog), info_id, sum, sum);
	put_stream(saver, id, entries, rows);
	tail = g_strdup_printf("startxref\n%u\n%%%%EOF\n", start);
	put(saver, tail);
}

static void put_objects(struct saver *saver)
{
	const struct tk_pdf *pdf = saver->pdf;

	for (unsigned id = 1; id < pdf->objects->len; id++) {
		const struct tk_pdf_object *object = object_at(pdf, id);

		if (!object->text && !is_spare(pdf, id))
			pack_haru(saver, id);
		else if (object->stream)
			put_stream(saver, id, object->text, object->stream);
		else if (object->text)
			pack(saver, id, object->text);
	}
	flush_pack(saver);
}

GByteArray *tk_pdf_save(struct tk_pdf *pdf, unsigned info_id)
{
	struct saver saver = {
		.pdf = pdf,
		.out = g_byte_array_new(),
		.places = g_array_new(FALSE, TRUE, sizeof(struct place)),
		.pack_index = g_string_new(NULL),
		.pack = g_string_new(NULL),
		.packed = g_array_new(FALSE, FALSE, sizeof(unsigned)),
	};

	g_array_set_size(saver.places, pdf->objects->len);
	put(&saver, "%PDF-1.7\n%\xE2\xE3\xCF\xD3\n");
	put_objects(&saver);
	put_xref(&saver, info_id);
	g_array_unref(saver.places);
	g_array_unref(saver.packed);
	g_string_free(saver.pack_index, TRUE);
	g_string_free(saver.pack, TRUE);
	/* What went wrong inside libharu's objects shows only now. */
	if (!tk_pdf_is_sound(pdf)) {
		g_byte_array_unref(saver.out);
		return NULL;
	}
	return saver.out;
}
