#include <string.h>

#include "pdf-read.h"
#include "world.h"

/* What stands where on the two pages of the sample's regional summaries. */

static struct test_world world;

static void begin(void)
{
	test_world_open(&world);
	test_world_open_fonts(&world);
	test_world_read_samples(&world);
}

static void end(void)
{
	test_world_close(&world);
}

static PopplerDocument *open_region(unsigned region, enum tk_lang lang)
{
	g_autofree char *path = g_build_filename(world.dir, "region.pdf", NULL);

	ck_assert(tk_region_write(world.picture, region, world.kit, world.fonts, lang, path,
				  world.log));
	return test_pdf_open(path);
}

static bool says(const char *text, const char *words)
{
	g_autofree char *squeezed = test_pdf_squeezed(text);
	g_autofree char *wanted = test_pdf_squeezed(words);

	return strstr(squeezed, wanted) != NULL;
}

/* The two pages of every region end with what is asked of it; the one page of one that did not
 * report too. */
START_TEST(two_pages_hold_all)
{
	enum tk_lang lang = (enum tk_lang)_i;

	for (unsigned r = 0; r < world.dataset->n_regions; r++) {
		const struct tk_region *region = &world.dataset->regions[r];
		const struct tk_names *asked = tk_period_asked(world.picture->period, region);
		g_autoptr(pdf_document) document = open_region(r, lang);
		g_autofree char *text =
			test_pdf_page(document, world.picture->now->reported[r] ? 1 : 0);

		ck_assert_msg(says(text, asked->in[lang]), "%s: “%s” is missing in: %.3000s",
			      region->id, asked->in[lang], text);
	}
}
END_TEST

/** What stands on one line of a page. */
static const struct {
	const char *region;
	enum tk_lang lang;
	int page;
	const char *words;
} breaks[] = {
	/* The message names areas as the rest of the page does, and no word of it stands alone. */
	{"keski-uusimaa", TK_FI, 0, "mediaania, vahvin on Palveluiden järjestäminen."},
	{"pohjanmaa", TK_FI, 0, "on Hallinto, talous ja tukipalvelut, heikoin Yhdyspinnat."},
	{"keski-pohjanmaa", TK_EN, 0, "strongest is Administration, finance and support services."},
	{"kanta-hame", TK_FI, 0, "mikään osa-alue ei ylitä mediaania, heikoin on Yhdyspinnat."},
	/* Heads keep on one line where the count leaves them room. */
	{"keski-pohjanmaa", TK_EN, 0, "Administration, finance and support services"},
	/* Words of a risk stay whole, in the other language too. */
	{"varsinais-suomi", TK_FI, 1, "Potilastietojärjestelmän siirtymä"},
	{"varsinais-suomi", TK_SV, 1, "Potilastietojärjestelmän siirtymä"},
	{"satakunta", TK_FI, 1, "4\u00a0×\u00a03\u00a0=\u00a012, tuki: Tarkennetut laskelmat"},
	/* No word of what was odd stands alone. */
	{"satakunta", TK_FI, 1, "arvio ylittää\u00a0määräajan"},
	{"kainuu", TK_FI, 1, "ylittää\u00a0määräajan"},
	{"varsinais-suomi", TK_SV, 1, "har\u00a0gått\u00a0ut"},
	{"pohjanmaa", TK_FI, 1, "(38\u00a0kertaa)."},
	/* What was read, not by which bytes. */
	{"ita-uusimaa", TK_SV, 1, "Tolkat vid läsningen: teckenkodning UTF-16LE."},
};

START_TEST(lines_as_they_should_break)
{
	unsigned region = tk_dataset_find_region(world.dataset, breaks[_i].region);
	g_autoptr(pdf_document) document = open_region(region, breaks[_i].lang);
	g_autofree char *text = test_pdf_page(document, breaks[_i].page);
	g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
	bool there = false;

	for (unsigned i = 0; lines[i] && !there; i++)
		there = says(lines[i], breaks[_i].words);
	ck_assert_msg(there, "%s: no line says “%s” in: %.2000s", breaks[_i].region,
		      breaks[_i].words, text);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("region pages");
	TCase *pages = tcase_create("pages");

	tcase_set_timeout(pages, 300);
	tcase_add_checked_fixture(pages, begin, end);
	tcase_add_loop_test(pages, two_pages_hold_all, 0, TK_N_LANGS);
	tcase_add_loop_test(pages, lines_as_they_should_break, 0, G_N_ELEMENTS(breaks));
	suite_add_tcase(suite, pages);
	return test_main(suite);
}
