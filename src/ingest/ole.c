#include "ingest/ole-imp.h"

#include <stdbool.h>
#include <string.h>

/* Also the smallest sector. */
#define HEADER_BYTES 512
#define ENTRY_BYTES 128
#define END_OF_CHAIN 0xfffffffeu
#define N_HEADER_DIFAT 109
#define MOST_ENTRIES 4096

struct ole {
	const guint8 *data;
	gsize len;
	unsigned sector_shift, mini_shift;
	guint32 cutoff;
	/* Next sector of each sector; small streams have a table of their own. */
	GArray *fat, *minifat;
	GByteArray *directory, *ministream;
};

static guint32 u32_at(const guint8 *at)
{
	return (guint32)at[0] | (guint32)at[1] << 8 | (guint32)at[2] << 16 | (guint32)at[3] << 24;
}

static guint32 u16_at(const guint8 *at)
{
	return (guint32)at[0] | (guint32)at[1] << 8;
}

/* \return a sector and how much of it the file has; NULL: none. */
static const guint8 *sector_at(const struct ole *ole, guint32 sector, gsize *n)
{
	gsize size = (gsize)1 << ole->sector_shift;
	guint64 at = ((guint64)sector + 1) << ole->sector_shift;

	if (at >= ole->len)
		return NULL;
	*n = MIN(size, ole->len - (gsize)at);
	return ole->data + at;
}

static guint32 next_sector(const GArray *fat, guint32 sector)
{
	return sector < fat->len ? g_array_index(fat, guint32, sector) : END_OF_CHAIN;
}

/* Read a chain of sectors. A chain cannot be longer than the table of sectors: a ring ends there,
 * and one that leads out of the file ends too; whoever reads it sees what is missing. */
static GByteArray *read_chain(const struct ole *ole, guint32 sector)
{
	GByteArray *bytes = g_byte_array_new();

	for (guint i = 0; i < ole->fat->len && sector < END_OF_CHAIN - 4; i++) {
		gsize n;
		const guint8 *data = sector_at(ole, sector, &n);

		if (!data)
			break;
		g_byte_array_append(bytes, data, (guint)n);
		sector = next_sector(ole->fat, sector);
	}
	return bytes;
}

static GByteArray *read_mini_chain(const struct ole *ole, guint32 sector)
{
	GByteArray *bytes = g_byte_array_new();
	gsize size = (gsize)1 << ole->mini_shift;

	for (guint i = 0; i < ole->minifat->len && sector < END_OF_CHAIN - 4; i++) {
		guint64 at = (guint64)sector << ole->mini_shift;

		if (at >= ole->ministream->len)
			break;
		g_byte_array_append(bytes, ole->ministream->data + at,
				    (guint)MIN(size, ole->ministream->len - (gsize)at));
		sector = next_sector(ole->minifat, sector);
	}
	return bytes;
}

static void append_fat(GArray *fat, const guint8 *data, gsize n)
{
	for (gsize i = 0; i + 4 <= n; i += 4) {
		guint32 next = u32_at(data + i);

		g_array_append_val(fat, next);
	}
}

/* One sector of the table; there cannot be more of it than the file has sectors. */
static bool append_fat_sector(struct ole *ole, guint32 sector)
{
	gsize n;
	const guint8 *data = sector_at(ole, sector, &n);

	if (!data || ole->fat->len > (ole->len >> ole->sector_shift) + n / 4)
		return false;
	append_fat(ole->fat, data, n);
	return true;
}

/* The table's own sectors are listed in the header and on in a chain of lists. */
static void read_fat(struct ole *ole)
{
	guint32 list = u32_at(ole->data + 68);
	gsize n_lists = ole->len >> ole->sector_shift;

	for (unsigned i = 0; i < N_HEADER_DIFAT; i++)
		if (!append_fat_sector(ole, u32_at(ole->data + 76 + 4 * i)))
			return;
	for (gsize l = 0; l < n_lists; l++) {
		gsize n;
		const guint8 *data = sector_at(ole, list, &n);

		if (!data || n < 8)
			return;
		for (gsize i = 0; i + 8 <= n; i += 4)
			if (!append_fat_sector(ole, u32_at(data + i)))
				return;
		list = u32_at(data + n - 4);
	}
}

static bool open_ole(struct ole *ole, GBytes *bytes)
{
	*ole = (struct ole){.fat = g_array_new(FALSE, FALSE, sizeof(guint32)),
			    .minifat = g_array_new(FALSE, FALSE, sizeof(guint32))};
	ole->data = g_bytes_get_data(bytes, &ole->len);
	if (ole->len < HEADER_BYTES)
		return false;
	ole->sector_shift = u16_at(ole->data + 30);
	ole->mini_shift = u16_at(ole->data + 32);
	ole->cutoff = u32_at(ole->data + 56);
	if ((ole->sector_shift != 9 && ole->sector_shift != 12) || ole->mini_shift > 9)
		return false;
	read_fat(ole);
	ole->directory = read_chain(ole, u32_at(ole->data + 48));
	if (ole->directory->len < ENTRY_BYTES || ole->directory->len % HEADER_BYTES != 0)
		return false;
	g_autoptr(GByteArray) minifat = read_chain(ole, u32_at(ole->data + 60));

	append_fat(ole->minifat, minifat->data, minifat->len);
	/* The first entry is the root; its stream holds the small ones. */
	ole->ministream = read_chain(ole, u32_at(ole->directory->data + 116));
	return true;
}

static void close_ole(struct ole *ole)
{
	g_array_unref(ole->fat);
	g_array_unref(ole->minifat);
	g_clear_pointer(&ole->directory, g_byte_array_unref);
	g_clear_pointer(&ole->ministream, g_byte_array_unref);
}

/* \return the entry of a name (ASCII, any case), or NULL. */
static const guint8 *find_entry(const struct ole *ole, const char *name)
{
	gsize n = strlen(name);
	guint n_entries = MIN(ole->directory->len / ENTRY_BYTES, MOST_ENTRIES);

	for (guint e = 0; e < n_entries; e++) {
		const guint8 *entry = ole->directory->data + (gsize)e * ENTRY_BYTES;
		gsize same = 0;

		/* A stream: its type is 2; the length counts the ending zero. */
		if (entry[66] != 2 || u16_at(entry + 64) != 2 * n + 2)
			continue;
		while (same < n && u16_at(entry + 2 * same) < 128 &&
		       g_ascii_tolower((char)entry[2 * same]) == g_ascii_tolower(name[same]))
			same++;
		if (same == n)
			return entry;
	}
	return NULL;
}

/* \return NULL when the file does not have all of it. */
static GBytes *read_stream(const struct ole *ole, const guint8 *entry)
{
	guint32 start = u32_at(entry + 116), size = u32_at(entry + 120);
	GByteArray *bytes =
		size < ole->cutoff ? read_mini_chain(ole, start) : read_chain(ole, start);

	if (bytes->len < size) {
		g_byte_array_unref(bytes);
		return NULL;
	}
	g_byte_array_set_size(bytes, size);
	return g_byte_array_free_to_bytes(bytes);
}

/* What a file holds, by a stream that only it has; the newer of two workbooks in one file first. */
static const struct {
	const char *stream;
	enum tk_ole kind;
	const char *name;
} kinds[] = {
	{"EncryptedPackage", TK_OLE_ENCRYPTED, NULL},
	{"Workbook", TK_OLE_WORKBOOK, NULL},
	{"Book", TK_OLE_WORKBOOK, NULL},
	{"WordDocument", TK_OLE_OTHER, "doc"},
	{"PowerPoint Document", TK_OLE_OTHER, "ppt"},
	{"VisioDocument", TK_OLE_OTHER, "vsd"},
	{"__properties_version1.0", TK_OLE_OTHER, "msg"},
};

static enum tk_ole tell(const struct ole *ole, const char **name, GBytes **stream)
{
	*name = "OLE2";
	for (unsigned i = 0; i < G_N_ELEMENTS(kinds); i++) {
		const guint8 *entry = find_entry(ole, kinds[i].stream);

		if (!entry)
			continue;
		*name = kinds[i].name;
		if (kinds[i].kind == TK_OLE_WORKBOOK && stream)
			*stream = read_stream(ole, entry);
		if (kinds[i].kind == TK_OLE_WORKBOOK && stream && !*stream)
			return TK_OLE_DAMAGED;
		return kinds[i].kind;
	}
	return TK_OLE_OTHER;
}

enum tk_ole tk_ole_tell(GBytes *bytes, const char **name, GBytes **stream)
{
	struct ole ole;
	enum tk_ole kind = TK_OLE_DAMAGED;

	if (stream)
		*stream = NULL;
	if (open_ole(&ole, bytes))
		kind = tell(&ole, name, stream);
	close_ole(&ole);
	return kind;
}
