#include <poppler.h>

#include "check_canvas_kit.h"

/*
 * The PDF back end as a reader sees it: a document with every kind of element over three pages,
 * read back with poppler. With TK_KEEP=DIR the document also stays there, for other validators and
 * for the eye.
 */

/* ---- The demonstration ---- */

static const struct tk_canvas_meta demo_meta = {
	.title = "Koe:\ttilannekuva <10/2021> & ”muut”",
	.author = "Ministeriö",
	.subject = "Koeasiakirja (kaikki rakenneosat)",
	.lang = TK_FI,
	.time = 1635681600,
};

static const struct tk_text_style body = {.size_pt = 11},
				  head = {.size_pt = 22, .weight = 600, .display = true},
				  cell = {.size_pt = 10},
				  cell_head = {.size_pt = 10, .weight = 600};

static struct tk_text_style inked(const struct tk_text_style *style)
{
	struct tk_text_style copy = *style;

	copy.colour = ink;
	return copy;
}

static void element(struct tk_canvas *canvas, const char *type, const struct tk_tag *tag, double x,
		    double y, const char *text, const struct tk_text_style *style)
{
	struct tk_text_style copy = inked(style);

	tk_canvas_begin(canvas, type, tag);
	tk_draw_text(canvas, x, y, text, &copy);
	tk_canvas_end(canvas);
}

static void demo_page(struct tk_canvas *canvas, const char *label)
{
	const struct tk_text_style small = {.size_pt = 8.5, .colour = grey, .align = TK_RIGHT};

	tk_canvas_page(canvas, 960, 540, label);
	tk_canvas_begin(canvas, "Artifact", NULL);
	tk_draw_line(canvas, 44, 511.75, 916, 511.75, 0.5, grey);
	/* An element in an artifact is an artifact. */
	tk_canvas_begin(canvas, "P", NULL);
	tk_draw_text(canvas, 916, 526, label, &small);
	tk_canvas_end(canvas);
	tk_canvas_end(canvas);
}

static void demo_list(struct tk_canvas *canvas, double y)
{
	static const char *const items[] = {"Ensimmäinen havainto",
					    "Toinen \002lihavoitu\002 havainto"};
	const struct tk_text_style style = inked(&body);

	tk_canvas_begin(canvas, "L", &(struct tk_tag){.list = "Disc"});
	for (unsigned i = 0; i < G_N_ELEMENTS(items); i++) {
		tk_canvas_begin(canvas, "LI", NULL);
		element(canvas, "Lbl", NULL, 44, y + 18 * i, "•", &body);
		tk_canvas_begin(canvas, "LBody", NULL);
		tk_draw_paragraph(canvas, 58, y + 18 * i, 300, items[i], &style);
		tk_canvas_end(canvas);
		tk_canvas_end(canvas);
	}
	tk_canvas_end(canvas);
}

static void demo_figure(struct tk_canvas *canvas)
{
	const double box[] = {520, 110, 380, 180}, dashes[] = {6, 3};
	const struct tk_tag tag = {.alt = "Pylväs 57 %, viiva ja ruutu: kuva (esimerkki)",
				   .bbox = box};
	const struct tk_text_style label = {.size_pt = 9, .colour = grey};
	cairo_t *cairo = tk_canvas_cairo(canvas);

	tk_canvas_begin(canvas, "Figure", &tag);
	tk_draw_rect(canvas, 520, 110, 60, 120, deep);
	tk_draw_frame(canvas, 600, 110, 60, 120, 1, deep);
	tk_draw_hatch(canvas, 680, 110, 60, 120, 4, grey);
	cairo_set_dash(cairo, dashes, 2, 0);
	tk_draw_line(canvas, 520, 250, 900, 250, 2, deep);
	cairo_set_dash(cairo, NULL, 0, 0);
	cairo_arc(cairo, 800, 170, 40, 0, 2 * G_PI);
	tk_canvas_fill(canvas, pale);
	tk_canvas_save(canvas);
	cairo_rectangle(cairo, 800, 130, 40, 80);
	tk_canvas_clip(canvas);
	cairo_arc(cairo, 800, 170, 40, 0, 2 * G_PI);
	tk_canvas_fill(canvas, deep);
	tk_canvas_restore(canvas);
	tk_canvas_save(canvas);
	cairo_translate(cairo, 890, 230);
	cairo_rotate(cairo, -G_PI / 2);
	tk_draw_text(canvas, 0, 0, "Käännetty teksti", &label);
	tk_canvas_restore(canvas);
	tk_canvas_end(canvas);
}

static void demo_text(struct tk_canvas *canvas)
{
	const struct tk_text_style style = inked(&body);

	tk_canvas_begin(canvas, "Sect", NULL);
	element(canvas, "H1", NULL, 44, 62, "Tilannekuva: 57\u00A0% tehtävistä on käynnissä",
		&head);
	tk_canvas_bookmark(canvas, 0, "Tilannekuva: 57\u00A0% tehtävistä");
	tk_canvas_begin(canvas, "P", NULL);
	tk_draw_paragraph(
		canvas, 44, 110, 330,
		"Valmistelu on edennyt \002kaikilla alueilla\002, mutta "
		"järjestä\u00ADmis\u00ADvastuun "
		"siirto ja talous\u00ADhallinto\u00ADjärjestel\u00ADmien käyttöön\u00ADotto ovat "
		"\002myöhässä\002 joillakin alueilla\u00A0– katso sivu 2.",
		&style);
	tk_canvas_end(canvas);
	element(canvas, "P", &(struct tk_tag){.lang = "sv"}, 44, 200, "Lägesbild över beredningen",
		&body);
	demo_list(canvas, 230);
	tk_canvas_begin(canvas, "P", NULL);
	tk_canvas_begin(canvas, "Link", NULL);
	tk_draw_text(canvas, 44, 300, "https://example.fi/menetelmä", &style);
	tk_canvas_link(canvas, 44, 288, 180, 16, "https://example.fi/menetelmä?a=(1)",
		       "Menetelmän kuvaus");
	tk_canvas_end(canvas);
	tk_canvas_end(canvas);
	element(canvas, "Note", NULL, 44, 330, "1) Alaviite", &body);
	element(canvas, "Note", NULL, 44, 345, "2) Toinen alaviite", &body);
	demo_figure(canvas);
	/* Nothing in it: it leaves no trace in the tree. */
	tk_canvas_begin(canvas, "P", NULL);
	tk_canvas_end(canvas);
	tk_canvas_end(canvas);
}

static void demo_row(struct tk_canvas *canvas, unsigned row, double y)
{
	g_autofree char *name = g_strdup_printf("Alue %u", row + 1);

	tk_canvas_begin(canvas, "TR", NULL);
	/* Painted in a row: a rule, so an artifact. */
	tk_draw_line(canvas, 44, y + 4, 500, y + 4, 0.5, grey);
	element(canvas, "TH", &(struct tk_tag){.scope = "Row"}, 44, y, name, &cell);
	for (unsigned i = 0; i < 3; i++) {
		g_autofree char *value = g_strdup_printf("%u\u00A0%%", (row * 7 + i * 13) % 101);

		/* An empty cell is a cell. */
		element(canvas, "TD", NULL, 200 + 80 * i, y, row == 4 && i == 1 ? "" : value,
			&cell);
	}
	tk_canvas_end(canvas);
}

static void demo_table_head(struct tk_canvas *canvas)
{
	static const char *const heads[] = {"Alue", "Hallinto", "ICT"};

	tk_canvas_begin(canvas, "THead", NULL);
	tk_canvas_begin(canvas, "TR", NULL);
	element(canvas, "TH", &(struct tk_tag){.scope = "Column"}, 44, 400, heads[0], &cell_head);
	element(canvas, "TH", &(struct tk_tag){.scope = "Column", .col_span = 2}, 200, 400,
		heads[1], &cell_head);
	element(canvas, "TH", &(struct tk_tag){.scope = "Column"}, 360, 400, heads[2], &cell_head);
	tk_canvas_end(canvas);
	tk_canvas_end(canvas);
}

/* One table over three pages, its head repeated as an artifact. */
static void demo_table(struct tk_canvas *canvas)
{
	double y = 420;

	tk_canvas_begin(canvas, "Table", NULL);
	tk_canvas_begin(canvas, "Caption", NULL);
	tk_draw_text(canvas, 44, 380, "Eteneminen alueittain",
		     &(struct tk_text_style){.size_pt = 11, .weight = 600, .colour = ink});
	tk_canvas_end(canvas);
	demo_table_head(canvas);
	tk_canvas_begin(canvas, "TBody", NULL);
	for (unsigned row = 0; row < 50; row++, y += 16) {
		if (y > 490) {
			demo_page(canvas, row < 20 ? "Dia 2" : "Liite");
			tk_canvas_begin(canvas, "Artifact", NULL);
			element(canvas, "TH", NULL, 44, 60, "Alue, jatkuu", &cell_head);
			tk_canvas_end(canvas);
			y = 84;
		}
		demo_row(canvas, row, y);
	}
	tk_canvas_end(canvas);
	tk_canvas_end(canvas);
}

static void demo_draw(struct tk_canvas *canvas)
{
	demo_page(canvas, "Dia 1");
	demo_text(canvas);
	tk_canvas_begin(canvas, "Sect", NULL);
	element(canvas, "H2", NULL, 300, 380, "Taulukko", &head);
	tk_canvas_bookmark(canvas, 1, "Taulukko");
	demo_table(canvas);
	tk_canvas_end(canvas);
}

static PopplerDocument *demo;

static void demo_setup(void)
{
	const char *keep = g_getenv("TK_KEEP");
	g_autofree char *path = NULL, *uri = NULL;
	struct tk_canvas *canvas;

	kit_setup();
	path = g_build_filename(keep ? keep : dir, "demo.pdf", NULL);
	canvas = tk_canvas_new_pdf(fonts, path, &demo_meta, tlog);
	demo_draw(canvas);
	ck_assert(tk_canvas_close(canvas));
	ck_assert_uint_eq(tk_log_n_messages(tlog), 0);
	uri = g_filename_to_uri(path, NULL, NULL);
	demo = poppler_document_new_from_file(uri, NULL, NULL);
	ck_assert_ptr_nonnull(demo);
}

static void demo_teardown(void)
{
	g_clear_object(&demo);
	kit_teardown();
}

/* ---- What it says of itself ---- */

START_TEST(test_metadata)
{
	g_autofree char *title = poppler_document_get_title(demo),
			*author = poppler_document_get_author(demo);
	g_autofree char *subject = poppler_document_get_subject(demo),
			*xmp = poppler_document_get_metadata(demo);
	g_autofree char *version = poppler_document_get_pdf_version_string(demo);

	ck_assert_str_eq(title, "Koe: tilannekuva <10/2021> & ”muut”");
	ck_assert_str_eq(author, "Ministeriö");
	ck_assert_str_eq(subject, "Koeasiakirja (kaikki rakenneosat)");
	ck_assert_str_eq(version, "PDF-1.7");
	ck_assert_int_eq(poppler_document_get_creation_date(demo), 1635681600);
	ck_assert_int_eq(poppler_document_get_modification_date(demo), 1635681600);
	ck_assert_ptr_nonnull(strstr(xmp, "<pdfuaid:part>1</pdfuaid:part>"));
	ck_assert_ptr_nonnull(strstr(xmp, "<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A<"));
	ck_assert_ptr_nonnull(strstr(xmp, ">Koe: tilannekuva &lt;10/2021&gt; &amp; ”muut”<"));
	ck_assert_ptr_nonnull(strstr(xmp, "<xmp:CreateDate>2021-10-31T12:00:00Z<"));
	ck_assert_int_eq(poppler_document_get_page_mode(demo), POPPLER_PAGE_MODE_USE_OUTLINES);
}
END_TEST

static const char *const labels[] = {"Dia 1", "Dia 2", "Liite"};

START_TEST(test_pages)
{
	ck_assert_int_eq(poppler_document_get_n_pages(demo), G_N_ELEMENTS(labels));
	for (unsigned i = 0; i < G_N_ELEMENTS(labels); i++) {
		PopplerPage *page = poppler_document_get_page(demo, (int)i);
		g_autofree char *label = poppler_page_get_label(page);
		double width, height;

		poppler_page_get_size(page, &width, &height);
		ck_assert_double_eq_tol(width, 960, 0.001);
		ck_assert_double_eq_tol(height, 540, 0.001);
		ck_assert_str_eq(label, labels[i]);
		g_object_unref(page);
	}
}
END_TEST

START_TEST(test_fonts)
{
	PopplerFontInfo *info = poppler_font_info_new(demo);
	PopplerFontsIter *iter = NULL;
	g_autoptr(GString) names = g_string_new(NULL);

	poppler_font_info_scan(info, 3, &iter);
	ck_assert_ptr_nonnull(iter);
	do {
		ck_assert(poppler_fonts_iter_is_embedded(iter));
		ck_assert(poppler_fonts_iter_is_subset(iter));
		g_string_append_printf(names, "%s ", poppler_fonts_iter_get_name(iter));
	} while (poppler_fonts_iter_next(iter));
	ck_assert_str_eq(names->str, "Inter-Regular InterDisplay-SemiBold Inter-SemiBold ");
	poppler_fonts_iter_free(iter);
	g_object_unref(info);
}
END_TEST

static void show_outline(PopplerIndexIter *iter, GString *shown)
{
	do {
		PopplerAction *action = poppler_index_iter_get_action(iter);
		PopplerIndexIter *child = poppler_index_iter_get_child(iter);

		ck_assert_int_eq(action->type, POPPLER_ACTION_GOTO_DEST);
		g_string_append_printf(shown, "%s %d", action->any.title,
				       action->goto_dest.dest->page_num);
		if (child) {
			g_string_append(shown, " (");
			show_outline(child, shown);
			g_string_append_c(shown, ')');
		}
		poppler_index_iter_free(child);
		poppler_action_free(action);
	} while (poppler_index_iter_next(iter));
}

START_TEST(test_outline)
{
	PopplerIndexIter *iter = poppler_index_iter_new(demo);
	g_autoptr(GString) shown = g_string_new(NULL);

	ck_assert_ptr_nonnull(iter);
	show_outline(iter, shown);
	ck_assert_str_eq(shown->str, "Tilannekuva: 57\u00A0% tehtävistä 1 (Taulukko 1)");
	poppler_index_iter_free(iter);
}
END_TEST

START_TEST(test_link)
{
	PopplerPage *page = poppler_document_get_page(demo, 0);
	GList *links = poppler_page_get_link_mapping(page);
	const PopplerLinkMapping *link;

	ck_assert_uint_eq(g_list_length(links), 1);
	link = links->data;
	ck_assert_int_eq(link->action->type, POPPLER_ACTION_URI);
	ck_assert_str_eq(link->action->uri.uri, "https://example.fi/menetelm%C3%A4?a=(1)");
	ck_assert_double_eq_tol(link->area.x1, 44, 0.01);
	ck_assert_double_eq_tol(link->area.y2, 540 - 288, 0.01);
	ck_assert_double_eq_tol(link->area.x2, 224, 0.01);
	poppler_page_free_link_mapping(links);
	g_object_unref(page);
}
END_TEST

/* ---- What it says ---- */

static const struct {
	int page;
	const char *text;
	bool there;
} text_cases[] = {
	/* poppler gives a plain space for a no-break space. */
	{0, "Tilannekuva: 57 % tehtävistä on käynnissä", true},
	{0, "mutta järjestämis\u00AD\nvastuun siirto ja taloushallintojärjestelmien käyttöönotto",
	 true},
	{0, "edennyt kaikilla alueilla, mutta", true},
	{0, "*", false},
	{0, "\uFFFD", false},
	{0, "Alue 5", true},
	{0, "Alue 6", false},
	{1, "Alue, jatkuu", true},
	{1, "Alue 6", true},
	{2, "Alue 50", true},
};

START_TEST(test_text)
{
	PopplerPage *page = poppler_document_get_page(demo, text_cases[_i].page);
	g_autofree char *text = poppler_page_get_text(page);
	bool there = strstr(text, text_cases[_i].text) != NULL;

	ck_assert_msg(there == text_cases[_i].there, "%s in: %s", text_cases[_i].text, text);
	g_object_unref(page);
}
END_TEST

/* ---- Its structure ---- */

static const struct {
	PopplerStructureElementKind kind;
	const char *name;
} kind_names[] = {
	{POPPLER_STRUCTURE_ELEMENT_DOCUMENT, "Document"},
	{POPPLER_STRUCTURE_ELEMENT_SECTION, "Sect"},
	{POPPLER_STRUCTURE_ELEMENT_HEADING_1, "H1"},
	{POPPLER_STRUCTURE_ELEMENT_HEADING_2, "H2"},
	{POPPLER_STRUCTURE_ELEMENT_PARAGRAPH, "P"},
	{POPPLER_STRUCTURE_ELEMENT_LIST, "L"},
	{POPPLER_STRUCTURE_ELEMENT_LIST_ITEM, "LI"},
	{POPPLER_STRUCTURE_ELEMENT_LIST_LABEL, "Lbl"},
	{POPPLER_STRUCTURE_ELEMENT_LIST_BODY, "LBody"},
	{POPPLER_STRUCTURE_ELEMENT_LINK, "Link"},
	{POPPLER_STRUCTURE_ELEMENT_NOTE, "Note"},
	{POPPLER_STRUCTURE_ELEMENT_FIGURE, "Figure"},
	{POPPLER_STRUCTURE_ELEMENT_TABLE, "Table"},
	{POPPLER_STRUCTURE_ELEMENT_CAPTION, "Caption"},
	{POPPLER_STRUCTURE_ELEMENT_TABLE_HEADER, "THead"},
	{POPPLER_STRUCTURE_ELEMENT_TABLE_BODY, "TBody"},
	{POPPLER_STRUCTURE_ELEMENT_TABLE_ROW, "TR"},
	{POPPLER_STRUCTURE_ELEMENT_TABLE_HEADING, "TH"},
	{POPPLER_STRUCTURE_ELEMENT_TABLE_DATA, "TD"},
};

static const char *kind_name(PopplerStructureElement *element)
{
	PopplerStructureElementKind kind = poppler_structure_element_get_kind(element);

	for (unsigned i = 0; i < G_N_ELEMENTS(kind_names); i++)
		if (kind_names[i].kind == kind)
			return kind_names[i].name;
	return poppler_structure_element_is_content(element) ? "" : "?";
}

static void put_text(PopplerStructureElement *element, GString *shown)
{
	g_autofree char *text = poppler_structure_element_get_text(element, 0);
	g_autofree char *alt = poppler_structure_element_get_alt_text(element);
	g_autofree char *lang = poppler_structure_element_get_language(element);

	if (alt)
		g_string_append_printf(shown, " alt=%s", alt);
	if (lang && !poppler_structure_element_is_content(element))
		g_string_append_printf(shown, " lang=%s", lang);
	if (poppler_structure_element_is_content(element) && text)
		g_string_append(shown, text);
}

/* The tree as "Sect{ H1{Otsikko} P{…} }", the same text on one line; rows after the first few not.
 */
static void show_tree(PopplerStructureElementIter *iter, GString *shown, unsigned *rows)
{
	do {
		PopplerStructureElement *element = poppler_structure_element_iter_get_element(iter);
		PopplerStructureElementIter *child = poppler_structure_element_iter_get_child(iter);
		bool is_row = strcmp(kind_name(element), "TR") == 0;
		bool content = poppler_structure_element_is_content(element);

		*rows += is_row;
		if (!is_row || *rows <= 2) {
			if (!content)
				g_string_append_printf(shown, "%s", kind_name(element));
			put_text(element, shown);
			if (!content)
				g_string_append(shown, "{");
			if (child)
				show_tree(child, shown, rows);
			if (!content)
				g_string_append(shown, "}");
		}
		poppler_structure_element_iter_free(child);
		g_object_unref(element);
	} while (poppler_structure_element_iter_next(iter));
}

/* poppler 22 takes its own UTF-8 for PDFDocEncoding here: only ASCII can be compared. */
static void blur(GString *text)
{
	size_t to = 0;

	for (size_t i = 0; i < text->len; i++) {
		char c = (guchar)text->str[i] < 0x80 ? text->str[i] : '?';

		if (c != '\n' && (c != '?' || to == 0 || text->str[to - 1] != '?'))
			text->str[to++] = c;
	}
	g_string_truncate(text, to);
}

START_TEST(test_structure)
{
	PopplerStructureElementIter *iter = poppler_structure_element_iter_new(demo);
	g_autoptr(GString) shown = g_string_new(NULL);
	unsigned rows = 0;

	ck_assert_ptr_nonnull(iter);
	show_tree(iter, shown, &rows);
	poppler_structure_element_iter_free(iter);
	blur(shown);
	ck_assert_uint_eq(rows, 51);
	/* The repeated head and the page's foot are not there. */
	ck_assert_str_eq(
		shown->str,
		"Document{Sect{H1{Tilannekuva: 57?% teht?vist? on k?ynniss?}"
		"P{Valmistelu on edennyt kaikilla alueilla, mutta j?rjest?misvastuun siirto ja "
		"taloushallintoj?rjestelmien k?ytt?notto ovat my?h?ss? joillakin alueilla? katso "
		"sivu 2.}"
		"P lang=sv{L?gesbild ?ver beredningen}"
		"L{LI{Lbl{?}LBody{Ensimm?inen havainto}}LI{Lbl{?}LBody{Toinen lihavoitu havainto}}}"
		"P{Link{https://example.fi/menetelm?}}Note{1) Alaviite}Note{2) Toinen alaviite}"
		"Figure alt=Pylv?s 57 %, viiva ja ruutu: kuva (esimerkki){K?nnetty teksti}}"
		"Sect{H2{Taulukko}Table{Caption{Eteneminen alueittain}"
		"THead{TR{TH{Alue}TH{Hallinto}TH{ICT}}}"
		"TBody{TR{TH{Alue 1}TD{0?%}TD{13?%}TD{26?%}}}}}}");
}
END_TEST

/* What poppler's interface does not tell. */
static const struct {
	const char *part;
	unsigned times;
} raw_cases[] = {
	{"/A<</O/Table/Scope/Column>>", 2},
	{"/A<</O/Table/Scope/Column/ColSpan 2>>", 1},
	{"/A<</O/Table/Scope/Row>>", 50},
	{"/S/TD/", 150},
	{"/A<</O/List/ListNumbering/Disc>>", 1},
	{"/A<</O/Layout/BBox[520 250 900 430 ]>>", 1},
	{"/ID(n000000)", 1},
	{"/ID(n000001)", 1},
	{"/IDTree<</Names[(n000000) ", 1},
	{"/Tabs/S", 3},
	{"/S/P/", 3},
	{"/Type/OBJR", 1},
	{"/F 4/StructParent 1/Contents<FEFF", 1},
	/* The table's head, repeated: painted, but in no element. */
	{"/TH<</MCID", 53},
	{"/PageLabels<</Nums[0<</P(Dia )/S/D/St 1>>2<</P(Liite)>>]>>", 1},
	{"/Lang(fi)", 1},
	{"/MarkInfo<</Marked true>>", 1},
	{"/DisplayDocTitle true", 1},
};

START_TEST(test_raw)
{
	const char *keep = g_getenv("TK_KEEP");
	g_autofree char *path = g_build_filename(keep ? keep : dir, "demo.pdf", NULL);
	GString *text = kit_inflate_pdf(path);

	ck_assert_msg(kit_occurrences(text, raw_cases[_i].part) == raw_cases[_i].times,
		      "%s: %u times", raw_cases[_i].part,
		      kit_occurrences(text, raw_cases[_i].part));
	g_string_free(text, TRUE);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("pdf");
	TCase *tcase = tcase_create("reader");
	SRunner *runner = srunner_create(suite);
	int failed;

	tcase_add_checked_fixture(tcase, demo_setup, demo_teardown);
	tcase_add_test(tcase, test_metadata);
	tcase_add_test(tcase, test_pages);
	tcase_add_test(tcase, test_fonts);
	tcase_add_test(tcase, test_outline);
	tcase_add_test(tcase, test_link);
	tcase_add_loop_test(tcase, test_text, 0, G_N_ELEMENTS(text_cases));
	tcase_add_test(tcase, test_structure);
	tcase_add_loop_test(tcase, test_raw, 0, G_N_ELEMENTS(raw_cases));
	suite_add_tcase(suite, tcase);
	srunner_run_all(runner, CK_ENV);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
