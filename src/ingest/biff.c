#include "ingest/biff-imp.h"

#include <string.h>

#include "ingest/encoding-imp.h"

guint16 tk_biff_u16(const guint8 *at)
{
	return (guint16)(at[0] | at[1] << 8);
}

guint32 tk_biff_u32(const guint8 *at)
{
	return (guint32)tk_biff_u16(at) | (guint32)tk_biff_u16(at + 2) << 16;
}

double tk_biff_double(const guint8 *at)
{
	guint64 bits = (guint64)tk_biff_u32(at) | (guint64)tk_biff_u32(at + 4) << 32;
	double number;

	memcpy(&number, &bits, sizeof(number));
	return number;
}

double tk_biff_rk(const guint8 *at)
{
	guint32 rk = tk_biff_u32(at);
	guint64 bits = (guint64)(rk & ~3u) << 32;
	double number;

	memcpy(&number, &bits, sizeof(number));
	/* Bit 1: a signed whole number in the upper 30 bits. */
	if (rk & 2)
		number = (double)((gint32)(rk & ~3u) / 4);
	return rk & 1 ? number / 100 : number;
}

bool tk_biff_next(struct tk_biff *biff)
{
	if (biff->next + 4 > biff->len)
		return false;
	const guint8 *at = biff->data + biff->next;

	biff->type = tk_biff_u16(at);
	biff->n = tk_biff_u16(at + 2);
	biff->body = at + 4;
	if (biff->next + 4 + biff->n > biff->len)
		return false;
	biff->next += 4 + biff->n;
	return true;
}

struct tk_biff_run tk_biff_run(struct tk_biff *biff, gsize offset)
{
	struct tk_biff_run run = {biff, biff->body + MIN(offset, biff->n), biff->body + biff->n,
				  offset > biff->n};

	return run;
}

/* Step into a CONTINUE record when this one is used up. \return whether there are more bytes. */
static bool run_on(struct tk_biff_run *run)
{
	while (run->at == run->end) {
		struct tk_biff peek = *run->biff;

		if (!tk_biff_next(&peek) || peek.type != TK_BIFF_CONTINUE) {
			run->cut = true;
			return false;
		}
		*run->biff = peek;
		run->at = peek.body;
		run->end = peek.body + peek.n;
	}
	return true;
}

guint32 tk_biff_run_number(struct tk_biff_run *run, unsigned n_bytes)
{
	guint32 number = 0;

	for (unsigned i = 0; i < n_bytes && run_on(run); i++)
		number |= (guint32)*run->at++ << 8 * i;
	return number;
}

static void skip(struct tk_biff_run *run, guint64 n)
{
	while (n > 0 && run_on(run)) {
		gsize step = (gsize)MIN(n, (guint64)(run->end - run->at));

		run->at += step;
		n -= step;
	}
}

static void put_unit(GString *out, guint32 unit, guint32 *high)
{
	bool is_low = unit >= 0xdc00 && unit < 0xe000;

	if (*high && is_low)
		g_string_append_unichar(out, 0x10000 + ((*high - 0xd800) << 10) + (unit - 0xdc00));
	else if (*high || is_low || unit == 0)
		g_string_append_unichar(out, 0xfffd);
	if (*high && is_low) {
		*high = 0;
		return;
	}
	*high = unit >= 0xd800 && unit < 0xdc00 ? unit : 0;
	if (!*high && !is_low && unit != 0)
		g_string_append_unichar(out, unit);
}

/* Characters go on in a CONTINUE record after a byte that tells anew how wide they are. */
static void read_chars(struct tk_biff_run *run, guint32 n_chars, bool wide, GString *out)
{
	guint32 high = 0;

	for (guint32 i = 0; i < n_chars; i++) {
		if (run->at == run->end) {
			if (!run_on(run))
				break;
			wide = *run->at++ & 1;
		}
		put_unit(out, tk_biff_run_number(run, wide ? 2 : 1), &high);
		if (run->cut)
			break;
	}
	if (high)
		g_string_append_unichar(out, 0xfffd);
}

void tk_biff_run_unicode(struct tk_biff_run *run, guint32 n_chars, GString *out)
{
	guint32 flags = tk_biff_run_number(run, 1);
	guint64 n_runs = flags & 8 ? tk_biff_run_number(run, 2) : 0;
	guint64 n_phonetic = flags & 4 ? tk_biff_run_number(run, 4) : 0;

	read_chars(run, n_chars, flags & 1, out);
	skip(run, 4 * n_runs + n_phonetic);
}

void tk_biff_codepage_text(const guint8 *bytes, gsize n, unsigned codepage, GString *out)
{
	g_autofree char *name = g_strdup_printf("CP%u", codepage);
	const char *from = codepage == 10000 || codepage == 32768 ? "MACINTOSH"
			   : codepage == 0 || codepage == 32769   ? "CP1252"
								  : name;
	g_autofree char *text =
		g_convert((const char *)bytes, (gssize)n, "UTF-8", from, NULL, NULL, NULL);
	gunichar table[128];

	if (text) {
		g_string_append(out, text);
		return;
	}
	if (!tk_codepage_table("CP1252", table))
		return;
	for (gsize i = 0; i < n; i++)
		g_string_append_unichar(out, bytes[i] >= 128 ? table[bytes[i] - 128]
					     : bytes[i]      ? bytes[i]
							     : 0xfffd);
}
