#include <gio/gio.h>
#include <string.h>

#include "pdf-read.h"
#include "world.h"

/* What those hear who have the documents of the sample data read to them: which heads a table's cells
 * have, what stands for marks and bars, the languages, the bookmarks, the links. */

static struct test_world *open_samples(void)
{
	struct test_world *world = test_world_new();

	test_world_read_samples(world);
	return world;
}

static char *write_region(struct test_world *world, const char *id, enum tk_lang lang)
{
	unsigned region = tk_dataset_find_region(world->dataset, id);
	char *path = g_build_filename(world->dir, "region.pdf", NULL);

	ck_assert(tk_region_write(world->picture, region, world->kit, world->fonts, lang, path,
				  world->log));
	return path;
}

static char *write_page(struct test_world *world, const char *kind)
{
	const char *const kinds[] = {kind, NULL};

	return test_world_deck(world, TK_FI, kinds);
}

static PopplerDocument *open_region(struct test_world *world, const char *id, enum tk_lang lang)
{
	g_autofree char *path = write_region(world, id, lang);

	return test_pdf_open(path);
}

static PopplerDocument *open_page(struct test_world *world, const char *kind)
{
	g_autofree char *path = write_page(world, kind);

	return test_pdf_open(path);
}

static void assert_row(const GPtrArray *rows, unsigned i, const char *wanted)
{
	ck_assert_uint_gt(rows->len, i);
	ck_assert_str_eq(rows->pdata[i], wanted);
}

/* ---- Heads of tables ---- */

/* Poppler tells no scopes. \return how often a head of a scope stands in the file, as qpdf writes it. */
static unsigned count_scopes(const char *path, const char *scope)
{
	const char *argv[] = {"qpdf", "--qdf", "--object-streams=disable", path, "-", NULL};
	g_autofree char *text = NULL;
	char *from;
	gssize length;
	unsigned n = 0;
	g_autoptr(GSubprocess) qpdf = g_subprocess_newv(argv, G_SUBPROCESS_FLAGS_STDOUT_PIPE, NULL);
	g_autoptr(GBytes) bytes = NULL;

	ck_assert_ptr_nonnull(qpdf);
	ck_assert(g_subprocess_communicate(qpdf, NULL, NULL, &bytes, NULL, NULL));
	length = (gssize)g_bytes_get_size(bytes);
	text = g_memdup2(g_bytes_get_data(bytes, NULL), (gsize)length);
	for (from = text;
	     (from = memmem(from, (size_t)(text + length - from), scope, strlen(scope))); from++)
		n++;
	return n;
}

static bool take_heads(PopplerStructureElement *element, PopplerStructureElementIter *child,
		       void *data)
{
	PopplerStructureElementKind kind = poppler_structure_element_get_kind(element);
	unsigned *n = data;

	(void)child;
	*n += kind == POPPLER_STRUCTURE_ELEMENT_TABLE_HEADING;
	return kind != POPPLER_STRUCTURE_ELEMENT_TABLE_BODY;
}

static const char *const documents[] = {"kainuu", "heatmap", "groups", "risks"};

/* A column's head within the body would be read with each cell below it, to the table's end: the
 * appendix has 61 groups and areas. */
START_TEST(heads_of_columns_stand_above_the_table)
{
	struct test_world *world = open_samples();
	g_autofree char *path = _i == 0 ? write_region(world, documents[_i], TK_FI)
					: write_page(world, documents[_i]);
	g_autoptr(pdf_document) document = test_pdf_open(path);
	unsigned n_above = 0;

	test_pdf_walk(document, take_heads, &n_above);
	ck_assert_uint_gt(n_above, 3);
	ck_assert_uint_eq(count_scopes(path, "/Scope /Column"), n_above);
	ck_assert_uint_ge(count_scopes(path, "/Scope /Row"), 10);
	test_world_free(world);
}
END_TEST

static bool take_silent(PopplerStructureElement *element, PopplerStructureElementIter *child,
			void *data)
{
	*(unsigned *)data += !child && poppler_structure_element_get_kind(element) ==
					       POPPLER_STRUCTURE_ELEMENT_TABLE_HEADING;
	return true;
}

START_TEST(no_head_is_silent)
{
	struct test_world *world = open_samples();
	g_autoptr(pdf_document) document = open_region(world, "kainuu", TK_FI);
	unsigned n = 0;

	test_pdf_walk(document, take_silent, &n);
	ck_assert_uint_eq(n, 0);
	test_world_free(world);
}
END_TEST

/* The tasks of an area, TK_ALL_AREAS: of all; those in the observation window alone. */
static unsigned count_tasks(const struct test_world *world, unsigned area, bool window)
{
	const struct tk_dataset *dataset = world->dataset;
	const struct tk_period *period = &dataset->periods[dataset->n_periods - 1];
	unsigned n = 0;

	for (unsigned t = 0; t < dataset->n_tasks; t++) {
		const struct tk_task *task = &dataset->tasks[t];

		n += (area == TK_ALL_AREAS || task->area == area) &&
		     (!window ||
		      (task->start <= period->window_end && task->end >= period->window_start));
	}
	return n;
}

/* "69 tehtävää|30 tehtävää|…" */
static char *counts_row(const struct test_world *world, bool window)
{
	GString *row = g_string_new(NULL);

	for (unsigned a = 0; a < world->dataset->n_areas; a++)
		g_string_append_printf(row, "%s%u tehtävää", a ? "|" : "",
				       count_tasks(world, a, window));
	if (window)
		g_string_append_printf(row, "|%u tehtävää",
				       count_tasks(world, TK_ALL_AREAS, window));
	return g_string_free(row, FALSE);
}

/* The rows of heads alone: poppler reads cells slowly. */
static bool take_head_rows(PopplerStructureElement *element, PopplerStructureElementIter *child,
			   void *data)
{
	if (poppler_structure_element_get_kind(element) != POPPLER_STRUCTURE_ELEMENT_TABLE_HEADER)
		return true;
	do {
		PopplerStructureElementIter *cells =
			poppler_structure_element_iter_get_child(child);

		g_ptr_array_add(data, test_pdf_row(cells));
		poppler_structure_element_iter_free(cells);
	} while (poppler_structure_element_iter_next(child));
	return false;
}

/* How many tasks an area has is told once, in a row of its own, not with each of its figures. */
START_TEST(numbers_of_tasks_are_told_once)
{
	struct test_world *world = open_samples();
	bool heatmap = _i == 0;
	g_autoptr(pdf_document) document = open_page(world, heatmap ? "heatmap" : "readiness");
	g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func(g_free);
	g_autofree char *counts = counts_row(world, heatmap);

	test_pdf_walk(document, take_head_rows, rows);
	ck_assert_uint_gt(rows->len, 0);
	ck_assert_ptr_null(strstr(rows->pdata[0], "tehtävää"));
	assert_row(rows, heatmap ? 1 : 2, counts);
	if (!heatmap)
		assert_row(rows, 1,
			   "käynnissä|valmis|käynnissä|valmis|käynnissä|valmis|käynnissä|valmis|"
			   "käynnissä|valmis");
	test_world_free(world);
}
END_TEST

/* ---- Marks ---- */

static const struct {
	const char *kind;
	PopplerStructureElementKind element;
	const char *unheard;
} keys[] = {
	{"ranking", POPPLER_STRUCTURE_ELEMENT_PARAGRAPH, "alle mediaanin"},
	{"ranking", POPPLER_STRUCTURE_ELEMENT_HEADING_3, "Näin luet kuvion"},
	{"map", POPPLER_STRUCTURE_ELEMENT_PARAGRAPH, "alle 25 % 25–49 %"},
	{"late", POPPLER_STRUCTURE_ELEMENT_PARAGRAPH, "aloittamatta käynnissä"},
	/* The ends of the line of dots. */
	{"indicators", POPPLER_STRUCTURE_ELEMENT_TABLE_HEADING, "Alueet ja mediaani"},
};

/* Keys to colours and marks are for the eye. */
START_TEST(keys_are_not_read_aloud)
{
	struct test_world *world = open_samples();
	g_autoptr(pdf_document) document = open_page(world, keys[_i].kind);
	g_autofree char *told = test_pdf_say(document, keys[_i].element);

	ck_assert_msg(!strstr(told, keys[_i].unheard), "%s", told);
	test_world_free(world);
}
END_TEST

static bool take_span(PopplerStructureElement *element, PopplerStructureElementIter *child,
		      void *data)
{
	(void)child;
	if (poppler_structure_element_get_kind(element) == POPPLER_STRUCTURE_ELEMENT_SPAN) {
		g_autofree char *alt = poppler_structure_element_get_alt_text(element);
		g_autofree char *text = poppler_structure_element_get_text(
			element, POPPLER_STRUCTURE_GET_TEXT_RECURSIVE);

		g_autofree char *plain = test_pdf_plain(text);

		g_string_append_printf(data, "%s=%s|", plain, alt);
	}
	return true;
}

/* The bold counts of Keski-Pohjanmaa: "+1" would leave one unsaid. */
START_TEST(all_that_is_to_be_asked_is_told)
{
	struct test_world *world = open_samples();
	g_autoptr(pdf_document) document = open_page(world, "credibility");
	g_autoptr(GString) spans = g_string_new(NULL);

	test_pdf_walk(document, take_span, spans);
	ck_assert_str_eq(spans->str, "määräaika ohi +1=määräaika ohi ja arvio mennyt|");
	test_world_free(world);
}
END_TEST

/* ---- Languages ---- */

/** Groups and strips of symbols that are in Finnish, in a document in English. */
struct finnish {
	unsigned n_figures, n_spans;
};

static bool take_finnish(PopplerStructureElement *element, PopplerStructureElementIter *child,
			 void *data)
{
	struct finnish *finnish = data;
	g_autofree char *lang = poppler_structure_element_get_language(element);

	(void)child;
	if (g_strcmp0(lang, "fi") != 0)
		return true;
	switch (poppler_structure_element_get_kind(element)) {
	case POPPLER_STRUCTURE_ELEMENT_FIGURE:
		finnish->n_figures++;
		break;
	case POPPLER_STRUCTURE_ELEMENT_SPAN:
		finnish->n_spans++;
		break;
	default:
		break;
	}
	return true;
}

START_TEST(symbols_are_told_in_the_documents_language)
{
	struct test_world *world = open_samples();
	g_autoptr(pdf_document) document = open_region(world, "kainuu", TK_EN);
	g_autoptr(GPtrArray) alts = test_pdf_alts(document);
	struct finnish finnish = {0};

	test_pdf_walk(document, take_finnish, &finnish);
	ck_assert_uint_eq(finnish.n_figures, 0);
	/* Names of groups there are in Finnish and Swedish alone. */
	ck_assert_uint_eq(finnish.n_spans, world->picture->n_groups);
	ck_assert_uint_gt(alts->len, 1);
	ck_assert_str_eq(alts->pdata[1], "not started 3, in progress 1; late 3: nykytilan "
					 "kartoitus, toteutussuunnitelma, henkilöstön "
					 "osallistaminen");
	test_world_free(world);
}
END_TEST

static bool take_item(PopplerStructureElement *element, PopplerStructureElementIter *child,
		      void *data)
{
	g_autofree char *lang = poppler_structure_element_get_language(element);

	(void)child;
	if (poppler_structure_element_get_kind(element) == POPPLER_STRUCTURE_ELEMENT_PARAGRAPH &&
	    g_strcmp0(lang, "fi") == 0) {
		g_autofree char *text = poppler_structure_element_get_text(
			element, POPPLER_STRUCTURE_GET_TEXT_RECURSIVE);
		g_autofree char *plain = test_pdf_plain(text);

		g_string_append_printf(data, "%s|", plain);
	}
	return true;
}

/* A region that writes in Finnish, in its Swedish summary: of a risk the name alone is in Finnish. */
START_TEST(risks_have_two_languages)
{
	struct test_world *world = open_samples();
	g_autoptr(pdf_document) document = open_region(world, "helsinki", TK_SV);
	g_autoptr(GString) told = g_string_new("|");

	test_pdf_walk(document, take_item, told);
	ck_assert_msg(strstr(told->str, "|Rahoituslaskelmien epävarmuus|"), "%s", told->str);
	ck_assert_msg(!strstr(told->str, "stöd"), "%s", told->str);
	test_world_free(world);
}
END_TEST

/* ---- Ways through a document ---- */

static void take_bookmarks(PopplerIndexIter *iter, unsigned level, GString *out)
{
	do {
		PopplerAction *action = poppler_index_iter_get_action(iter);
		PopplerIndexIter *child = poppler_index_iter_get_child(iter);

		g_string_append_printf(out, "%u %s|", level, action->any.title);
		poppler_action_free(action);
		if (child)
			take_bookmarks(child, level + 1, out);
		poppler_index_iter_free(child);
	} while (poppler_index_iter_next(iter));
}

START_TEST(bookmarks_lead_to_each_section_and_area)
{
	static const char *const marks[] = {
		"|1 Eteneminen osa-alueittain|1 Kehitys|1 Tehtävät ryhmittäin|",
		"|1 Liite: kaikki tehtävät|2 Hallinto, talous ja tukipalvelut|"
		"2 Johtaminen ja osaaminen|2 Palveluiden järjestäminen|2 Yhdyspinnat|2 ICT|"};
	struct test_world *world = open_samples();
	g_autoptr(pdf_document) document = open_region(world, "kainuu", TK_FI);
	PopplerIndexIter *iter = poppler_index_iter_new(document);
	g_autoptr(GString) told = g_string_new("|");

	ck_assert_ptr_nonnull(iter);
	take_bookmarks(iter, 0, told);
	poppler_index_iter_free(iter);
	for (unsigned i = 0; i < G_N_ELEMENTS(marks); i++)
		ck_assert_msg(strstr(told->str, marks[i]), "%s", told->str);
	test_world_free(world);
}
END_TEST

START_TEST(links_say_where_they_lead)
{
	struct test_world *world = open_samples();
	g_autoptr(pdf_document) document = open_page(world, "closing");
	PopplerPage *page =
		poppler_document_get_page(document, poppler_document_get_n_pages(document) - 1);
	GList *annots = poppler_page_get_annot_mapping(page);
	g_autoptr(GString) told = g_string_new("|");

	for (const GList *a = annots; a; a = a->next) {
		g_autofree char *contents =
			poppler_annot_get_contents(((PopplerAnnotMapping *)a->data)->annot);

		g_string_append_printf(told, "%s|", contents);
	}
	poppler_page_free_annot_mapping(annots);
	g_object_unref(page);
	ck_assert_msg(strstr(told->str, "|soteuudistus.fi|"), "%s", told->str);
	ck_assert_msg(!strstr(told->str, "ministeriö"), "%s", told->str);
	test_world_free(world);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("listening");
	TCase *tests = tcase_create("samples");

	tcase_set_timeout(tests, 60);
	tcase_add_loop_test(tests, heads_of_columns_stand_above_the_table, 0,
			    G_N_ELEMENTS(documents));
	tcase_add_test(tests, no_head_is_silent);
	tcase_add_loop_test(tests, numbers_of_tasks_are_told_once, 0, 2);
	tcase_add_loop_test(tests, keys_are_not_read_aloud, 0, G_N_ELEMENTS(keys));
	tcase_add_test(tests, all_that_is_to_be_asked_is_told);
	tcase_add_test(tests, symbols_are_told_in_the_documents_language);
	tcase_add_test(tests, risks_have_two_languages);
	tcase_add_test(tests, bookmarks_lead_to_each_section_and_area);
	tcase_add_test(tests, links_say_where_they_lead);
	suite_add_tcase(suite, tests);
	return test_main(suite);
}
