#include "check_deck_data.h"

/* Decks' templates and the settings' texts: every option, and every way to get one wrong. */

#define ROWS "Tunnus;Tila\nT.1;Valmis\nT.2;Käynnissä\nT.3;Valmis\nT.4;Ei aloitettu\n"

static struct test_world *small(const char *template, const char *settings)
{
	struct test_world *data = data_new(2, 4);

	test_write(data->dir, "2021-10/r01.csv", ROWS);
	test_write(data->dir, "2021-10/r02.csv", ROWS);
	if (template)
		test_write(data->dir, "deck.yaml", template);
	if (settings)
		test_write(data->dir, "tilannekuva.yaml", settings);
	return data;
}

/* ---- What is refused, and where ---- */

static const struct {
	const char *yaml;
	enum tk_diag id;
	const char *line;
} bad_templates[] = {
	{"pages:\n  - kind: cover\n  - kind: pie\n", TK_DIAG_TEMPLATE_KEY,
	 "deck.yaml:3: fatal: the template cannot have “kind: pie”; use one of these: cover, "
	 "summary, heatmap"},
	{"pages:\n  - kind: heatmap\n    order: random\n", TK_DIAG_TEMPLATE_KEY,
	 "deck.yaml:3: fatal: the template cannot have “order: random”; use one of these: "
	 "progress, done, change, name"},
	/* Each place of its own, though the words are the same. */
	{"pages:\n  - kind: heatmap\n    order: name\n  - kind: readiness\n    order: nam\n",
	 TK_DIAG_TEMPLATE_KEY, "deck.yaml:5: fatal: the template cannot have “order: nam”"},
	{"pages:\n  - kind: cover\n    order: name\n", TK_DIAG_TEMPLATE_KEY,
	 "deck.yaml:3: fatal: the template cannot have “order”; use one of these: kind, title, "
	 "subtitle"},
	{"pages:\n  - kind: summary\n    areas: [ict]\n", TK_DIAG_TEMPLATE_KEY,
	 "“areas”; use one of these: kind, title, subtitle, sentences"},
	{"pages:\n  - kind: method\n    top: 3\n", TK_DIAG_TEMPLATE_KEY, "deck.yaml:3: fatal"},
	{"pages:\n  - kind: method\n    threshold: 3\n", TK_DIAG_TEMPLATE_KEY, "“threshold”"},
	{"pages:\n  - kind: cover\n    sentences:\n      - {fi: x}\n", TK_DIAG_TEMPLATE_KEY,
	 "“sentences”"},
	{"pages:\n  - kind: quality\n    top: 0\n", TK_DIAG_TEMPLATE_KEY,
	 "deck.yaml:3: fatal: the template cannot have “top: 0”; use one of these: 1–999"},
	{"pages:\n  - kind: quality\n    top: many\n", TK_DIAG_TEMPLATE_KEY, "“top: many”"},
	{"pages:\n  - kind: quality\n    top: 1000\n", TK_DIAG_TEMPLATE_KEY, "“top: 1000”"},
	{"pages:\n  - kind: quality\n    top: -1\n", TK_DIAG_TEMPLATE_KEY, "“top: -1”"},
	{"pages:\n  - kind: ranking\n    areas:\n      - ict\n      - kahvi\n",
	 TK_DIAG_TEMPLATE_KEY,
	 "deck.yaml:4: fatal: the template cannot have “areas: kahvi”; use one of these: ict, "
	 "hallinto"},
	{"pages:\n  - kind: ranking\n    areas: [ict, ict]\n", TK_DIAG_TEMPLATE_KEY,
	 "“areas: ict”"},
	{"pages:\n  - kind: ranking\n    areas: []\n", TK_DIAG_YAML_VALUE,
	 "deck.yaml:3: fatal: the value of “areas” has the wrong form; write it so: […, …]"},
	{"pages:\n  - kind: ranking\n    areas: ict\n", TK_DIAG_YAML_VALUE, "deck.yaml:3: fatal"},
	{"pages:\n  - kind: cover\n    colour: red\n", TK_DIAG_TEMPLATE_KEY,
	 "deck.yaml:3: fatal: the template cannot have “colour”; use one of these: kind, order, "
	 "areas, top, threshold, title, subtitle, sentences"},
	{"pages:\n  - kind: cover\n    title: Otsikko\n", TK_DIAG_YAML_VALUE,
	 "deck.yaml:3: fatal: the value of “title” has the wrong form; write it so: {fi: …, sv: …, "
	 "en: …}"},
	{"pages:\n  - kind: cover\n    title: {de: Titel}\n", TK_DIAG_TEMPLATE_KEY,
	 "“de”; use one of these: fi, sv, en"},
	{"pages:\n  - title: {fi: x}\n", TK_DIAG_YAML_MISSING,
	 "deck.yaml:2: fatal: “kind” is missing here; add it"},
	{"pages:\n  - kind: cover\n    kind: change\n", TK_DIAG_YAML_TWICE,
	 "deck.yaml:3: fatal: “kind” is here twice"},
	{"sivut:\n  - kind: cover\n", TK_DIAG_TEMPLATE_KEY, "“sivut”; use one of these: pages"},
	{"pages: []\n", TK_DIAG_YAML_VALUE, "“pages”"},
	{"pages: [\n", TK_DIAG_YAML_SYNTAX, "deck.yaml:2: fatal: this cannot be understood"},
	{"pages:\n\t- kind: cover\n", TK_DIAG_YAML_SYNTAX, "deck.yaml:2: fatal"},
	{"pages:\n  - kind: cover\n    title: {fi: \"\\0\"}\n", TK_DIAG_YAML_SYNTAX,
	 "deck.yaml:3: fatal: this cannot be understood (\\x00)"},
	{"pages:\n  - kind: cover\n    title: {fi: Jyv\xe4skyl\xe4}\n", TK_DIAG_YAML_SYNTAX,
	 "deck.yaml:3: fatal: this cannot be understood (invalid"},
	{"pages: &a\n  - &b {kind: cover}\n  - *b\n", TK_DIAG_YAML_SYNTAX,
	 "deck.yaml:3: fatal: this cannot be understood (*b)"},
	{"pages: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[", TK_DIAG_YAML_SYNTAX, "([[[…)"},
	{"", TK_DIAG_YAML_MISSING, "deck.yaml: fatal: “pages” is missing here"},
	{"# nothing\n", TK_DIAG_YAML_MISSING, "“pages”"},
};

START_TEST(a_fault_of_the_template_is_told_with_its_line)
{
	struct test_world *data = small(bad_templates[_i].yaml, NULL);

	ck_assert(data_open(data));
	ck_assert(!tk_deck_check(data->dataset, data->kit, data->log));
	g_autofree char *line = test_line(data->log, bad_templates[_i].id);

	ck_assert_msg(line && strstr(line, bad_templates[_i].line), "%s: %s",
		      bad_templates[_i].yaml, line);
	ck_assert_int_eq(tk_log_exit(data->log), TK_EXIT_DATA);
	test_world_free(data);
}
END_TEST

START_TEST(a_text_has_a_limit)
{
	g_autofree char *text = g_strnfill(8192 + (gsize)_i, 'x');
	g_autofree char *yaml =
		g_strdup_printf("pages:\n  - kind: cover\n    title: {fi: %s}\n", text);
	struct test_world *data = small(yaml, NULL);

	ck_assert(data_open(data));
	ck_assert_int_eq(tk_deck_check(data->dataset, data->kit, data->log), _i == 0);
	g_autofree char *line = test_line(data->log, TK_DIAG_YAML_VALUE);

	ck_assert_int_eq(line != NULL, _i);
	ck_assert(!line ||
		  strstr(line, "deck.yaml:3: fatal: the value of “xxxxxxxxxxxxxxxxxxxx…”"));
	test_world_free(data);
}
END_TEST

START_TEST(a_file_has_a_limit)
{
	g_autofree char *comment = g_strnfill(1 << 20, '#');
	g_autofree char *yaml = g_strconcat("pages:\n  - kind: cover\n", comment, "\n", NULL);
	struct test_world *data = small(yaml, NULL);

	ck_assert(data_open(data));
	ck_assert(!tk_deck_check(data->dataset, data->kit, data->log));
	g_autofree char *line = test_line(data->log, TK_DIAG_TEMPLATE_FAULTY);

	ck_assert(line && strstr(line, "> 1 MiB"));
	test_world_free(data);
}
END_TEST

/* A template says all that is wrong in it at once. */
START_TEST(every_fault_is_told)
{
	struct test_world *data =
		small("pages:\n  - kind: pie\n  - kind: heatmap\n    order: x\n", NULL);

	ck_assert(data_open(data));
	ck_assert(!tk_deck_check(data->dataset, data->kit, data->log));
	ck_assert_uint_eq(test_count(data->log, TK_DIAG_TEMPLATE_KEY), 2);
	test_world_free(data);
}
END_TEST

#define TEXTS(entry) DATA_SETTINGS DATA_PERIODS "    texts:\n" entry
#define REGIONS(entry) DATA_SETTINGS DATA_PERIODS "    regions:\n" entry
#define CONTACTS(entry) DATA_SETTINGS "contacts:\n" entry DATA_PERIODS

static const struct {
	const char *yaml;
	enum tk_diag id;
	const char *line;
} bad_settings[] = {
	{TEXTS("      - page: pie\n        title: {fi: x}\n"), TK_DIAG_SETTINGS_VALUE,
	 "tilannekuva.yaml:8: fatal: setting texts: page cannot be “pie”; write cover, summary"},
	{TEXTS("      - {page: cover, title: {fi: x}}\n      - {page: ranking, area: kahvi}\n"),
	 TK_DIAG_SETTINGS_VALUE,
	 "tilannekuva.yaml:9: fatal: setting area cannot be “kahvi”; write ict, hallinto"},
	{TEXTS("      - {page: cover, area: ict}\n"), TK_DIAG_SETTINGS_KEY,
	 "tilannekuva.yaml:8: fatal: there is no setting “area”; use one of these: page, title, "
	 "subtitle"},
	{TEXTS("      - {page: cover, sentences: [{fi: x}]}\n"), TK_DIAG_SETTINGS_KEY,
	 "there is no setting “sentences”; use one of these: page, title, subtitle"},
	{TEXTS("      - {page: summary, area: ict}\n"), TK_DIAG_SETTINGS_KEY,
	 "“area”; use one of these: page, title, subtitle, sentences"},
	{TEXTS("      - {page: map, sentences: [{fi: x}]}\n"), TK_DIAG_SETTINGS_KEY,
	 "“sentences”; use one of these: page, title, subtitle, area"},
	{TEXTS("      - {title: {fi: x}}\n"), TK_DIAG_YAML_MISSING, "“page” is missing here"},
	{TEXTS("      - {page: cover, title: {fi: x}, titel: {fi: x}}\n"), TK_DIAG_SETTINGS_KEY,
	 "“titel”; use one of these: page, area, title, subtitle, sentences"},
	{REGIONS("      - region: r01\n        asked: {fi: x}\n      - region: r99\n"),
	 TK_DIAG_SETTINGS_VALUE,
	 "tilannekuva.yaml:10: fatal: setting region cannot be “r99”; write r01, r02"},
	{REGIONS("      - region: r01\n      - region: r01\n"), TK_DIAG_TABLE_DUPLICATE,
	 "tilannekuva.yaml:9: fatal"},
	{CONTACTS("  - email: a@example.org\n"), TK_DIAG_YAML_MISSING,
	 "tilannekuva.yaml:5: fatal: “name” is missing here"},
	{CONTACTS("  - name: {fi: Kirjaamo}\n    email: kirjaamo\n"), TK_DIAG_SETTINGS_VALUE,
	 "tilannekuva.yaml:6: fatal: setting email cannot be “kirjaamo”"},
	{CONTACTS("  - name: {fi: Kirjaamo}\n    region: rx\n"), TK_DIAG_SETTINGS_VALUE,
	 "setting region cannot be “rx”"},
	{DATA_SETTINGS DATA_PERIODS "    classes: [25]\n", TK_DIAG_SETTINGS_VALUE,
	 "tilannekuva.yaml:7: fatal: setting classes cannot be “[25, …] (1)”; write [25, 50, 76]"},
	{DATA_SETTINGS DATA_PERIODS "    classes: [1, 2, 3, 4, 5]\n", TK_DIAG_SETTINGS_VALUE,
	 "“[1, …] (5)”"},
	{DATA_SETTINGS DATA_PERIODS "    classes: [25, 5O, 76]\n", TK_DIAG_SETTINGS_VALUE,
	 "tilannekuva.yaml:7: fatal: setting classes cannot be “5O”"},
	{DATA_SETTINGS DATA_PERIODS "    illustrative: falze\n", TK_DIAG_SETTINGS_VALUE,
	 "tilannekuva.yaml:7: fatal: setting illustrative cannot be “falze”; write true / false"},
	{DATA_SETTINGS DATA_PERIODS "  - period: 2021-10\n", TK_DIAG_TABLE_DUPLICATE,
	 "tilannekuva.yaml:7: fatal: the id “2021-10”"},
	{DATA_SETTINGS DATA_PERIODS "  - period: \"2021-09\\n\"\n", TK_DIAG_SETTINGS_VALUE,
	 "setting period cannot be “2021-09␊”"},
	{DATA_SETTINGS "languages: [fi, fi]\n" DATA_PERIODS, TK_DIAG_SETTINGS_VALUE,
	 "setting languages cannot be “fi”; write [fi, sv, en]"},
	{DATA_SETTINGS DATA_PERIODS "---\nmore: 1\n", TK_DIAG_YAML_SYNTAX, "(---)"},
	{DATA_SETTINGS DATA_PERIODS "    illustrative: [x]\n", TK_DIAG_YAML_VALUE,
	 "write it so: …"},
	{"title: {fi: x}\n" DATA_PERIODS, TK_DIAG_YAML_MISSING, "“issuer” is missing here"},
};

START_TEST(a_fault_of_the_settings_is_told_with_its_line)
{
	struct test_world *data = small(NULL, bad_settings[_i].yaml);

	ck_assert(!data_open(data) || !tk_deck_check(data->dataset, data->kit, data->log));
	g_autofree char *line = test_line(data->log, bad_settings[_i].id);

	ck_assert_msg(line && strstr(line, bad_settings[_i].line), "%s: %s", bad_settings[_i].yaml,
		      line);
	test_world_free(data);
}
END_TEST

/* ---- The manual ---- */

/* The examples of the manual's deck templates are good, and every kind and option has one. */
START_TEST(the_manuals_examples_are_good)
{
	g_autofree char *path = test_source_path("src/tilannekuva-template.5");
	g_autofree char *manual = NULL;
	GString *seen = g_string_new(NULL);

	ck_assert(g_file_get_contents(path, &manual, NULL, NULL));
	g_auto(GStrv) blocks = g_strsplit(manual, "\n.Bd -literal", -1);

	for (unsigned i = 1; blocks[i]; i++) {
		char *text = strchr(blocks[i], '\n') + 1;

		*strstr(text, ".Ed") = '\0';
		if (!strstr(text, "- kind: "))
			continue;
		g_autofree char *yaml =
			g_strconcat(g_str_has_prefix(text, "pages:") ? "" : "pages:\n", text, NULL);
		struct test_world *data = small(yaml, NULL);

		ck_assert(data_open(data));
		ck_assert_msg(tk_deck_check(data->dataset, data->kit, data->log), "%s", yaml);
		g_string_append(seen, yaml);
		test_world_free(data);
	}
	for (unsigned k = 0; tk_page_kind(k); k++) {
		g_autofree char *head = g_strdup_printf(".It Ic %s\n", tk_page_kind(k)->name);
		g_autofree char *use = g_strdup_printf("- kind: %s\n", tk_page_kind(k)->name);

		ck_assert_msg(strstr(manual, head) && strstr(seen->str, use), "%s", use);
	}
	static const char *const options[] = {
		"order:", "areas:", "top:", "threshold:", "subtitle:", "  title:", "sentences:"};

	for (unsigned i = 0; i < G_N_ELEMENTS(options); i++)
		test_has(seen->str, options[i]);
	g_string_free(seen, TRUE);
}
END_TEST

/* \return the manual's one example with such a line in it, its escapes undone; owned. */
static char *manual_example(const char *line)
{
	g_autofree char *path = test_source_path("src/tilannekuva-template.5");
	g_autofree char *manual = NULL;
	GString *found = g_string_new(NULL);

	ck_assert(g_file_get_contents(path, &manual, NULL, NULL));
	g_auto(GStrv) blocks = g_strsplit(manual, "\n.Bd -literal", -1);

	for (unsigned i = 1; blocks[i]; i++) {
		char *text = strchr(blocks[i], '\n');

		strstr(text, ".Ed")[0] = '\0';
		if (strstr(text, line))
			g_string_append(found, text);
	}
	test_has(found->str, line);
	g_string_replace(found, "\\(dq", "\"", 0);
	return g_string_free(found, FALSE);
}

/* The examples of settings and of summaries are good too; kainuu is a region there. */
START_TEST(the_manuals_settings_are_good)
{
	g_autofree char *settings = manual_example("\nperiods:\n");
	g_autofree char *summary = manual_example("\nsections: [");
	g_auto(GStrv) parts = g_strsplit(settings, "kainuu", -1);
	g_autofree char *yaml = g_strjoinv("r01", parts);
	struct test_world *data = small(NULL, yaml);

	test_write(data->dir, "region.yaml", summary);
	ck_assert(data_open(data));
	ck_assert(tk_deck_check(data->dataset, data->kit, data->log));
	ck_assert(tk_region_check(data->dataset, data->kit, data->log));
	test_silent(data->log);
	test_world_free(data);
}
END_TEST

/* The program's own template is good, and names every kind. */
START_TEST(the_own_template_has_every_kind)
{
	struct test_world *data = small(NULL, NULL);

	ck_assert(data_open(data));
	g_autoptr(tk_template) template = tk_template_open(data->dataset, data->kit, data->log);

	ck_assert_ptr_nonnull(template);
	for (unsigned k = 0; tk_page_kind(k); k++) {
		unsigned n = 0;

		for (unsigned i = 0; i < template->n_pages; i++)
			n += g_str_equal(template->pages[i].kind, tk_page_kind(k)->name);
		ck_assert_msg(n > 0, "%s", tk_page_kind(k)->name);
	}
	ck_assert_str_eq(template->pages[0].kind, "cover");
	ck_assert_str_eq(template->pages[template->n_pages - 1].kind, "closing");
	test_world_free(data);
}
END_TEST

/* ---- Options ---- */

static struct tk_document document_of(const struct test_world *data,
				      const struct tk_deck_page *page)
{
	return (struct tk_document){
		.pen = {NULL, data->kit->texts, data->kit->theme, TK_FI},
		.picture = data->picture,
		.page = page,
		.area = TK_ALL_AREAS,
		.log = data->log,
		.part = page->kind,
	};
}

START_TEST(options_are_read)
{
	struct test_world *data = small("pages:\n"
					"  - {kind: quality, top: 7}\n"
					"  - {kind: ranking, areas: [hallinto]}\n"
					"  - {kind: ranking, areas: [ict]}\n"
					"  - {kind: heatmap, order: name}\n",
					NULL);

	data_read(data);
	g_autoptr(tk_template) template = tk_template_open(data->dataset, data->kit, data->log);

	ck_assert_ptr_nonnull(template);
	ck_assert_uint_eq(template->n_pages, 4);
	struct tk_document top = document_of(data, &template->pages[0]);
	struct tk_document areas = document_of(data, &template->pages[1]);
	struct tk_document order = document_of(data, &template->pages[3]);
	unsigned n;
	g_autofree unsigned *one = tk_doc_areas(&areas, &n);

	ck_assert_uint_eq(n, 1);
	ck_assert_uint_eq(one[0], 1);
	g_autofree unsigned *all = tk_doc_areas(&top, &n);

	ck_assert_uint_eq(n, 2);
	ck_assert_uint_eq(all[1], 1);
	ck_assert_uint_eq(tk_doc_top(&top, 3), 7);
	ck_assert_uint_eq(tk_doc_top(&areas, 3), 3);
	ck_assert_uint_eq(tk_doc_threshold(&areas, 50), 50);
	ck_assert_int_eq(tk_doc_order(&order, TK_BY_PROGRESS), TK_BY_NAME);
	ck_assert_int_eq(tk_doc_order(&top, TK_BY_PROGRESS), TK_BY_PROGRESS);
	test_world_free(data);
}
END_TEST

/* Some kind has each option; the reader takes its number. */
START_TEST(each_option_belongs_to_a_kind)
{
	unsigned all = 0;

	for (unsigned k = 0; tk_page_kind(k); k++) {
		g_autofree char *names = tk_page_option_names(tk_page_kind(k));

		all |= tk_page_kind(k)->options;
		ck_assert(g_str_has_prefix(names, "kind, title, subtitle"));
		ck_assert((strstr(names, "threshold") != NULL) ==
			  ((tk_page_kind(k)->options & TK_OPTION_THRESHOLD) != 0));
	}
	ck_assert_uint_eq(all, TK_OPTION_ORDER | TK_OPTION_AREAS | TK_OPTION_TOP |
				       TK_OPTION_THRESHOLD | TK_OPTION_SENTENCES |
				       TK_OPTION_ALL_AREAS);
}
END_TEST

/* ---- Texts instead of the pages' own ---- */

static const char own_titles[] = "pages:\n"
				 "  - kind: method\n"
				 "    title: {fi: Mallin otsikko, en: Template title}\n"
				 "    subtitle: {fi: Mallin alaotsikko}\n"
				 "  - kind: quality\n"
				 "    title: {fi: Laadun otsikko}\n";

START_TEST(a_template_gives_titles)
{
	struct test_world *data = small(own_titles, NULL);

	data_read(data);
	g_autofree char *fi = data_deck_text(data, TK_FI, NULL);
	g_autofree char *sv = data_deck_text(data, TK_SV, NULL);
	g_autofree char *en = data_deck_text(data, TK_EN, NULL);

	test_has(fi, "Mallin otsikko");
	test_has(fi, "Mallin alaotsikko");
	test_has(fi, "Laadun otsikko");
	test_lacks(fi, "Luvut lasketaan");
	/* What is not given in a language is the page's own, never another language's. */
	test_has(sv, "Talen räknas");
	test_lacks(sv, "Mallin");
	test_lacks(sv, "Template title");
	test_has(en, "Template title");
	test_has(en, "The rules of calculation");
	test_lacks(en, "The figures are counted");
	test_world_free(data);
}
END_TEST

START_TEST(the_settings_win_over_the_template)
{
	struct test_world *data =
		small(own_titles, TEXTS("      - page: method\n"
					"        title: {fi: Asetusten otsikko}\n"
					"      - page: cover\n"
					"        title: {fi: Kannen otsikko}\n"
					"        subtitle: {fi: Kannen ingressi}\n"
					"      - page: closing\n"
					"        title: {fi: Lopun otsikko}\n"
					"        subtitle: {fi: Lopun ingressi}\n"));
	static const char *const kinds[] = {"method", "quality", "cover", "closing", NULL};

	data_read(data);
	g_autofree char *fi = data_deck_text(data, TK_FI, kinds);
	g_autofree char *en = data_deck_text(data, TK_EN, kinds);

	test_has(fi, "Asetusten otsikko");
	test_lacks(fi, "Mallin otsikko");
	test_has(fi, "Mallin alaotsikko");
	test_has(fi, "Laadun otsikko");
	test_has(fi, "Kannen otsikko");
	test_has(fi, "Kannen ingressi");
	test_has(fi, "Lopun otsikko");
	test_has(fi, "Lopun ingressi");
	test_lacks(fi, "Kiitos");
	test_has(en, "Template title");
	test_has(en, "Thank you");
	test_world_free(data);
}
END_TEST

/* Every kind takes a title of an editor's. */
START_TEST(every_kind_takes_a_title)
{
	const char *name = tk_page_kind((unsigned)_i)->name;
	g_autofree char *template =
		g_strdup_printf("pages:\n  - {kind: %s, title: {en: An editor says so}, "
				"subtitle: {en: and so}}\n",
				name);
	struct test_world *data = small(template, NULL);

	data_read(data);
	g_autofree char *text = data_deck_text(data, TK_EN, NULL);

	ck_assert_msg(strstr(text, "An editor says so"), "%s: %s", name, text);
	ck_assert_msg(strstr(text, "and so"), "%s: %s", name, text);
	test_world_free(data);
}
END_TEST

/* Whatever page a deck begins with, its first heading is of the first level. */
START_TEST(a_deck_without_a_cover_has_a_first_heading)
{
	static const char *const templates[] = {"pages:\n  - kind: method\n  - kind: quality\n",
						"pages:\n  - kind: closing\n  - kind: quality\n",
						"pages:\n  - kind: cover\n  - kind: quality\n"};

	for (unsigned i = 0; i < G_N_ELEMENTS(templates); i++) {
		struct test_world *data = small(templates[i], NULL);

		data_read(data);
		g_autofree char *path = test_world_deck(data, TK_EN, NULL);

		ck_assert_uint_eq(data_count(path, POPPLER_STRUCTURE_ELEMENT_HEADING_1), 1);
		ck_assert_uint_ge(data_count(path, POPPLER_STRUCTURE_ELEMENT_HEADING_2), 1);
		test_world_free(data);
	}
}
END_TEST

/* Whether the pages of areas come from one entry of the template or from several. */
static const char *const rankings[] = {
	"pages:\n  - {kind: ranking, areas: [ict]}\n  - {kind: ranking, areas: [hallinto]}\n",
	"pages:\n  - kind: ranking\n",
};

START_TEST(a_text_for_an_area_is_for_its_page_only)
{
	struct test_world *data = small(
		rankings[_i], TEXTS("      - {page: ranking, area: ict, title: {en: On ICT}}\n"
				    "      - {page: ranking, title: {en: On the rest}}\n"));

	data_read(data);
	g_autofree char *text = data_deck_text(data, TK_EN, NULL);
	g_auto(GStrv) pages = g_strsplit(text, "\f", -1);

	ck_assert_uint_eq(g_strv_length(pages), 3);
	test_has(pages[1], "On ICT");
	test_lacks(pages[1], "On the rest");
	test_has(pages[2], "On the rest");
	test_lacks(pages[2], "On ICT");
	test_world_free(data);
}
END_TEST

static char *joined(const struct tk_document *doc)
{
	g_auto(GStrv) taken =
		tk_doc_sentences(doc, tk_texts_new(3, g_strdup("a"), g_strdup("b"), g_strdup("c")));

	return g_strjoinv("|", taken);
}

START_TEST(sentences_are_given)
{
	struct test_world *data = small("pages:\n"
					"  - kind: summary\n"
					"    sentences:\n"
					"      - {fi: yksi, sv: ett}\n"
					"      - {sv: två}\n"
					"      - {fi: kolme}\n"
					"      - {fi: neljä}\n"
					"  - kind: summary\n",
					NULL);

	data_read(data);
	g_autoptr(tk_template) template = tk_template_open(data->dataset, data->kit, data->log);
	struct tk_document doc = document_of(data, &template->pages[0]);
	struct tk_document plain = document_of(data, &template->pages[1]);
	g_autofree char *fi = joined(&doc), *own = joined(&plain);

	doc.pen.lang = TK_EN;
	g_autofree char *en = joined(&doc);

	ck_assert_str_eq(fi, "yksi|b|kolme|neljä");
	ck_assert_str_eq(en, "a|b|c");
	ck_assert_str_eq(own, "a|b|c");
	test_world_free(data);
}
END_TEST

START_TEST(sentences_of_the_settings_win)
{
	struct test_world *data =
		small("pages:\n  - kind: summary\n    sentences: [{fi: Mallin lause.}]\n",
		      TEXTS("      - {page: summary, sentences: [{fi: Asetusten lause.}]}\n"));

	data_read(data);
	g_autofree char *text = data_deck_text(data, TK_FI, NULL);

	test_has(text, "Asetusten lause.");
	test_lacks(text, "Mallin lause.");
	test_world_free(data);
}
END_TEST

/* ---- Texts that are too long ---- */

#define WORDS                                                                                      \
	"Tämä otsikko on aivan liian pitkä yhdelle sivulle ja jatkuu vielä tästäkin eteenpäin "

static const struct {
	const char *kind, *key;
} too_long[] = {
	{"method", "title"},   {"method", "subtitle"}, {"quality", "title"},    {"cover", "title"},
	{"cover", "subtitle"}, {"closing", "title"},   {"closing", "subtitle"},
};

START_TEST(a_text_that_is_too_long_is_told)
{
	g_autofree char *template = g_strdup_printf(
		"pages:\n  - {kind: %s, %s: {fi: \"" WORDS WORDS WORDS WORDS WORDS WORDS "\"}}\n",
		too_long[_i].kind, too_long[_i].key);
	struct test_world *data = small(template, NULL);

	data_read(data);
	g_free(test_world_deck(data, TK_EN, NULL));
	ck_assert_uint_eq(test_count(data->log, TK_DIAG_TEXT_OVERFLOW), 0);
	g_free(test_world_deck(data, TK_FI, NULL));
	g_autofree char *line = test_line(data->log, TK_DIAG_TEXT_OVERFLOW);

	ck_assert_msg(line && strstr(line, too_long[_i].kind), "%s %s: %s", too_long[_i].kind,
		      too_long[_i].key, line);
	test_world_free(data);
}
END_TEST

START_TEST(a_text_of_the_settings_that_is_too_long_is_told)
{
	struct test_world *data =
		small("pages:\n  - kind: method\n",
		      TEXTS("      - {page: method, title: {fi: \"" WORDS WORDS WORDS "\"}}\n"));

	data_read(data);
	g_free(test_world_deck(data, TK_FI, NULL));
	ck_assert_uint_eq(test_count(data->log, TK_DIAG_TEXT_OVERFLOW), 1);
	test_world_free(data);
}
END_TEST

/* ---- Contacts, and what is asked ---- */

START_TEST(contacts_stand_on_the_closing_page)
{
	struct test_world *data =
		small("pages:\n  - kind: closing\n",
		      CONTACTS("  - name: {fi: Kirjaamo, sv: Registratur}\n"
			       "    role: {fi: Asiakirjat}\n"
			       "    email: kirjaamo@example.org\n"
			       "    phone: 0295 000 000\n"
			       "  - text: {fi: Kysykää myös alueelta., en: Ask the region too.}\n"
			       "    region: r02\n"));

	data_read(data);
	g_autofree char *path = test_world_deck(data, TK_FI, NULL);
	g_autofree char *text = data_text(path);
	g_autoptr(pdf_document) document = test_pdf_open(path);
	PopplerPage *page = poppler_document_get_page(document, 0);
	GList *links = poppler_page_get_link_mapping(page);
	unsigned n = 0;

	test_has(text, "Yhteystiedot");
	test_has(text, "Kirjaamo Asiakirjat kirjaamo@example.org");
	test_has(text, "0295 000 000");
	test_has(text, "Alue 02 Kysykää myös alueelta.");
	for (GList *at = links; at; at = at->next) {
		const PopplerAction *action = ((PopplerLinkMapping *)at->data)->action;

		n += action->type == POPPLER_ACTION_URI &&
		     g_str_equal(action->uri.uri, "mailto:kirjaamo@example.org");
	}
	ck_assert_uint_eq(n, 1);
	poppler_page_free_link_mapping(links);
	g_object_unref(page);
	test_world_free(data);
}
END_TEST

/* More of them than the page holds go on: each once, none outside. */
START_TEST(many_contacts_take_more_pages)
{
	g_autoptr(GString) settings = g_string_new(DATA_SETTINGS "contacts:\n");

	for (unsigned i = 1; i <= 60; i++)
		g_string_append_printf(
			settings,
			"  - name: {fi: Henkilö %02u}\n    role: {fi: Yhteyshenkilö}\n"
			"    email: h%u@example.org\n    region: r01\n",
			i, i);
	g_string_append(settings, DATA_PERIODS);
	struct test_world *data = small("pages:\n  - kind: closing\n", settings->str);

	data_read(data);
	g_autofree char *path = test_world_deck(data, TK_FI, NULL);
	g_autofree char *text = data_text(path);

	for (unsigned i = 1; i <= 60; i++) {
		g_autofree char *name = g_strdup_printf("Henkilö %02u", i);
		const char *at = strstr(text, name);

		ck_assert_msg(at && !strstr(at + 1, name), "%s", name);
	}
	data_check_edges(path);
	ck_assert_uint_eq(test_count(data->log, TK_DIAG_TEXT_OVERFLOW), 0);
	test_world_free(data);
}
END_TEST

START_TEST(what_is_asked_of_a_region)
{
	struct test_world *data =
		small(NULL, DATA_SETTINGS DATA_PERIODS
		      "    asked: {fi: Kaikilta}\n"
		      "    regions:\n"
		      "      - {region: r02, asked: {fi: Omalta}, note: {fi: Huomio}}\n");

	data_read(data);
	const struct tk_period *period = data->picture->period;
	const struct tk_region *regions = data->dataset->regions;

	ck_assert_str_eq(tk_period_asked(period, &regions[0])->in[TK_FI], "Kaikilta");
	ck_assert_str_eq(tk_period_asked(period, &regions[1])->in[TK_FI], "Omalta");
	ck_assert_ptr_null(tk_period_note(period, &regions[0]));
	ck_assert_str_eq(tk_period_note(period, &regions[1])->in[TK_FI], "Huomio");
	test_world_free(data);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("template");
	TCase *tests = tcase_create("template");
	int n_kinds = 0;

	while (tk_page_kind((unsigned)n_kinds))
		n_kinds++;
	tcase_set_timeout(tests, 120);
	suite_add_tcase(suite, tests);
	tcase_add_loop_test(tests, a_fault_of_the_template_is_told_with_its_line, 0,
			    G_N_ELEMENTS(bad_templates));
	tcase_add_test(tests, every_fault_is_told);
	tcase_add_loop_test(tests, a_text_has_a_limit, 0, 2);
	tcase_add_test(tests, a_file_has_a_limit);
	tcase_add_loop_test(tests, a_fault_of_the_settings_is_told_with_its_line, 0,
			    G_N_ELEMENTS(bad_settings));
	tcase_add_test(tests, the_manuals_examples_are_good);
	tcase_add_test(tests, the_manuals_settings_are_good);
	tcase_add_test(tests, the_own_template_has_every_kind);
	tcase_add_test(tests, options_are_read);
	tcase_add_test(tests, each_option_belongs_to_a_kind);
	tcase_add_test(tests, a_template_gives_titles);
	tcase_add_test(tests, the_settings_win_over_the_template);
	tcase_add_loop_test(tests, every_kind_takes_a_title, 0, n_kinds);
	tcase_add_test(tests, a_deck_without_a_cover_has_a_first_heading);
	tcase_add_loop_test(tests, a_text_for_an_area_is_for_its_page_only, 0,
			    G_N_ELEMENTS(rankings));
	tcase_add_test(tests, sentences_are_given);
	tcase_add_test(tests, sentences_of_the_settings_win);
	tcase_add_loop_test(tests, a_text_that_is_too_long_is_told, 0, G_N_ELEMENTS(too_long));
	tcase_add_test(tests, a_text_of_the_settings_that_is_too_long_is_told);
	tcase_add_test(tests, contacts_stand_on_the_closing_page);
	tcase_add_test(tests, many_contacts_take_more_pages);
	tcase_add_test(tests, what_is_asked_of_a_region);
	return test_main(suite);
}
