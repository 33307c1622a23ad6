#include "ingest/encoding-imp.h"

#include <string.h>

#define REPLACEMENT 0xfffd
#define REPLACEMENT_UTF8 "\xef\xbf\xbd"
/* One control character in this many bytes makes a file no text. */
#define CONTROLS_IN_TEXT 20
/* So few say nothing of a small file. */
#define FEW_CONTROLS 2
/* How much of a file is weighed. */
#define SAMPLE_BYTES (1u << 20)

/* ---- Byte order marks ---- */

static const struct mark {
	const char *bytes;
	gsize n;
	const char *encoding;
} marks[] = {
	{"\xef\xbb\xbf", 3, "UTF-8"},    {"\xff\xfe\0\0", 4, "UTF-32LE"},
	{"\0\0\xfe\xff", 4, "UTF-32BE"}, {"\xff\xfe", 2, "UTF-16LE"},
	{"\xfe\xff", 2, "UTF-16BE"},
};

static const struct mark *find_mark(const guint8 *bytes, gsize len)
{
	for (unsigned i = 0; i < G_N_ELEMENTS(marks); i++)
		if (len >= marks[i].n && memcmp(bytes, marks[i].bytes, marks[i].n) == 0)
			return &marks[i];
	return NULL;
}

/* ---- UTF-16 and UTF-32 ---- */

static void put_replacement(GString *out, GArray *replaced)
{
	gsize at = out->len;

	g_array_append_val(replaced, at);
	g_string_append(out, REPLACEMENT_UTF8);
}

static void put_char(GString *out, GArray *replaced, gunichar c)
{
	if (c == 0 || c > 0x10ffff || (c >= 0xd800 && c < 0xe000) || c == REPLACEMENT)
		put_replacement(out, replaced);
	else
		g_string_append_unichar(out, c);
}

static gunichar read_unit(const guint8 *at, gsize size, bool big)
{
	gunichar unit = 0;

	for (gsize i = 0; i < size; i++)
		unit |= (gunichar)at[i] << 8 * (big ? size - 1 - i : i);
	return unit;
}

/* \param size  Bytes of a unit: 2 or 4. */
static GString *decode_units(const guint8 *bytes, gsize len, gsize size, bool big, GArray *replaced)
{
	GString *out = g_string_sized_new(len / size + len / 8);

	for (gsize i = 0; i + size <= len; i += size) {
		gunichar c = read_unit(bytes + i, size, big);

		if (size == 2 && c >= 0xd800 && c < 0xdc00 && i + 4 <= len) {
			gunichar low = read_unit(bytes + i + 2, 2, big);

			if (low >= 0xdc00 && low < 0xe000) {
				c = 0x10000 + ((c - 0xd800) << 10) + (low - 0xdc00);
				i += 2;
			}
		}
		put_char(out, replaced, c);
	}
	if (len % size != 0)
		put_replacement(out, replaced);
	return out;
}

/* Text without a mark is UTF-16 when every other byte is mostly zero. */
static const char *guess_utf16(const guint8 *bytes, gsize len)
{
	gsize zeros[2] = {0, 0};
	gsize n = MIN(len, SAMPLE_BYTES) / 2;

	for (gsize i = 0; i < 2 * n; i++)
		zeros[i % 2] += bytes[i] == 0;
	if (n < 2)
		return NULL;
	if (zeros[1] * 3 > n && zeros[0] * 20 < n)
		return "UTF-16LE";
	if (zeros[0] * 3 > n && zeros[1] * 20 < n)
		return "UTF-16BE";
	return NULL;
}

/* ---- UTF-8 ---- */

/* How much of a text is UTF-8: characters of many bytes, and bytes that belong to none. */
struct utf8_share {
	gsize good, bad;
};

static struct utf8_share weigh_utf8(const guint8 *bytes, gsize len)
{
	struct utf8_share share = {0, 0};

	for (gsize i = 0; i < len;) {
		if (bytes[i] < 0x80) {
			i++;
			continue;
		}
		gunichar c = g_utf8_get_char_validated((const char *)bytes + i, (gssize)(len - i));
		bool good = c < 0x110000;

		share.good += good;
		share.bad += !good;
		i += good ? (gsize)g_utf8_skip[bytes[i]] : 1;
	}
	return share;
}

/* Bytes that are no UTF-8, and NULs, give way to U+FFFD. */
static GString *mend_utf8(const char *bytes, gsize len, GArray *replaced)
{
	GString *out = g_string_sized_new(len + 16);
	const char *end = bytes + len;

	while (bytes < end) {
		const char *bad;

		g_utf8_validate_len(bytes, (gsize)(end - bytes), &bad);
		g_string_append_len(out, bytes, bad - bytes);
		if (bad < end)
			put_replacement(out, replaced);
		bytes = bad + 1;
	}
	return out;
}

/* ---- One-byte encodings ---- */

bool tk_codepage_table(const char *encoding, gunichar table[128])
{
	GIConv converter = g_iconv_open("UTF-8", encoding);

	if (converter == (GIConv)-1)
		return false;
	for (unsigned i = 0; i < 128; i++) {
		char in = (char)(i + 128), out[8];
		char *from = &in, *to = out;
		gsize n_in = 1, n_out = sizeof(out);

		g_iconv(converter, NULL, NULL, NULL, NULL);
		bool read = g_iconv(converter, &from, &n_in, &to, &n_out) != (gsize)-1 && to > out;

		table[i] = read ? g_utf8_get_char(out) : REPLACEMENT;
	}
	g_iconv_close(converter);
	return true;
}

static gunichar char_of(const gunichar table[128], guint8 byte)
{
	return byte < 128 ? byte : table[byte - 128];
}

/* The one-byte encodings that regions' programs write; the first one unless another reads better.
 */
static const struct {
	const char *name, *iconv;
	/* How much better it must read, in hundredths of the characters in question. */
	int margin;
} codepages[] = {
	{"windows-1252", "CP1252", 0},
	{"ISO-8859-15", "ISO-8859-15", 0},
	{"macintosh", "MACINTOSH", 50},
	{"IBM850", "CP850", 50},
};

/* How likely a character is where it stands; letters fit among letters of their own case. */
static int judge_char(gunichar c, gunichar before, gunichar after)
{
	bool in_word = g_unichar_isalpha(before) || g_unichar_isalpha(after);

	if (c == REPLACEMENT || g_unichar_iscntrl(c))
		return -4;
	if (g_unichar_isalpha(c)) {
		if (!in_word)
			return 0;
		if (g_unichar_isupper(c) && g_unichar_islower(before))
			return -3;
		/* Latin letters of the north are what is mostly meant. */
		return c <= 0x24f && g_utf8_strchr("åäöÅÄÖéüšžŠŽ", -1, c) ? 2 : 1;
	}
	/* A sign between two letters: an apostrophe or a dash may stand there, little else. */
	if (g_unichar_isalpha(before) && g_unichar_isalpha(after))
		return g_utf8_strchr("’´–—\u00ad\u00b7", -1, c) ? 0 : -3;
	if (c == 0xa4)
		return -1;
	return c == 0x20ac && (g_unichar_isdigit(before) || g_unichar_isspace(before)) ? 1 : 0;
}

static int judge_codepage(const gunichar table[128], const guint8 *bytes, gsize len)
{
	int sum = 0;

	for (gsize i = 0; i < MIN(len, SAMPLE_BYTES); i++) {
		if (bytes[i] < 128)
			continue;
		gunichar before = i > 0 ? char_of(table, bytes[i - 1]) : ' ';
		gunichar after = i + 1 < len ? char_of(table, bytes[i + 1]) : ' ';

		sum += judge_char(table[bytes[i] - 128], before, after);
	}
	return sum;
}

/* Choose by how well the words read; fill the table of the chosen one. */
static const char *guess_codepage(const guint8 *bytes, gsize len, gunichar table[128])
{
	int n_high = 0, best = 0;
	const char *name = codepages[0].name;

	for (gsize i = 0; i < MIN(len, SAMPLE_BYTES); i++)
		n_high += bytes[i] >= 128;
	for (unsigned i = 0; i < G_N_ELEMENTS(codepages); i++) {
		gunichar other[128];

		if (!tk_codepage_table(codepages[i].iconv, other))
			continue;
		int sum = judge_codepage(other, bytes, len);

		if (i > 0 && sum <= best + (int)((gint64)n_high * codepages[i].margin / 100))
			continue;
		best = sum;
		name = codepages[i].name;
		memcpy(table, other, sizeof(other));
	}
	return name;
}

static GString *decode_codepage(const gunichar table[128], const guint8 *bytes, gsize len,
				GArray *replaced)
{
	GString *out = g_string_sized_new(len + len / 8);

	for (gsize i = 0; i < len; i++) {
		gunichar c = char_of(table, bytes[i]);

		if (c > 0 && c < 0x80)
			g_string_append_c(out, (char)c);
		else
			put_char(out, replaced, c);
	}
	return out;
}

/* ---- All together ---- */

static bool is_binary(const guint8 *bytes, gsize len)
{
	gsize n = MIN(len, SAMPLE_BYTES), controls = 0;

	for (gsize i = 0; i < n; i++)
		controls += bytes[i] == 0x7f ||
			    (bytes[i] < 0x20 && !strchr("\t\n\r\f\x1a", bytes[i])) || bytes[i] == 0;
	return controls > FEW_CONTROLS && controls * CONTROLS_IN_TEXT > n;
}

/* Decide how to read text without NUL-laden units, and read it. */
static bool decode_bytes(const guint8 *bytes, gsize len, struct tk_text *text, GBytes *whole)
{
	struct utf8_share share = weigh_utf8(bytes, len);
	gsize skipped = g_bytes_get_size(whole) - len;

	if (is_binary(bytes, len))
		return false;
	if (text->bom || share.bad == 0 || share.good > share.bad) {
		text->encoding = "UTF-8";
		if (g_utf8_validate_len((const char *)bytes, len, NULL))
			text->utf8 = g_bytes_new_from_bytes(whole, skipped, len);
		else
			text->utf8 = g_string_free_to_bytes(
				mend_utf8((const char *)bytes, len, text->replaced));
		return true;
	}
	gunichar table[128];

	memset(table, 0, sizeof(table));
	text->encoding = guess_codepage(bytes, len, table);
	text->utf8 = g_string_free_to_bytes(decode_codepage(table, bytes, len, text->replaced));
	return true;
}

/* Text read two bytes a character that makes no sense was something else. */
static bool units_make_sense(const struct tk_text *text)
{
	return text->replaced->len <= FEW_CONTROLS ||
	       text->replaced->len * CONTROLS_IN_TEXT <= g_bytes_get_size(text->utf8);
}

bool tk_text_decode(GBytes *bytes, struct tk_text *text)
{
	gsize len;
	const guint8 *data = g_bytes_get_data(bytes, &len);
	const struct mark *mark = find_mark(data, len);
	const char *wide = mark ? mark->encoding : guess_utf16(data, len);
	bool read;

	*text = (struct tk_text){.bom = mark != NULL,
				 .replaced = g_array_new(FALSE, FALSE, sizeof(gsize))};
	if (mark)
		data += mark->n, len -= mark->n;
	if (wide && strcmp(wide, "UTF-8") != 0) {
		text->encoding = wide;
		text->utf8 = g_string_free_to_bytes(
			decode_units(data, len, strstr(wide, "32") ? 4 : 2,
				     g_str_has_suffix(wide, "BE"), text->replaced));
		read = units_make_sense(text);
	} else {
		read = decode_bytes(data, len, text, bytes);
	}
	if (!read)
		tk_text_clear(text);
	return read;
}

void tk_text_clear(struct tk_text *text)
{
	g_clear_pointer(&text->utf8, g_bytes_unref);
	g_clear_pointer(&text->replaced, g_array_unref);
}
