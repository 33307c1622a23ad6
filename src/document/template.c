#include "deck-imp.h"
#include "tilannekuva/yaml.h"

/** All areas together, where a kind of page knows that. */
#define ALL_AREAS "all"

static const struct tk_page_kind kinds[] = {
	{"cover", tk_draw_cover, 0},
	{"summary", tk_draw_summary, TK_OPTION_SENTENCES},
	{"heatmap", tk_draw_heatmap, TK_OPTION_ORDER},
	{"readiness", tk_draw_readiness, TK_OPTION_ORDER},
	{"change", tk_draw_change, 0},
	{"map", tk_draw_map, TK_OPTION_AREAS | TK_OPTION_ALL_AREAS},
	{"ranking", tk_draw_ranking,
	 TK_OPTION_AREAS | TK_OPTION_ALL_AREAS | TK_OPTION_THRESHOLD | TK_OPTION_SENTENCES},
	{"coops", tk_draw_coops, TK_OPTION_ORDER | TK_OPTION_AREAS},
	{"trend", tk_draw_trend, TK_OPTION_SENTENCES},
	{"late", tk_draw_late, TK_OPTION_TOP},
	{"groups", tk_draw_groups, TK_OPTION_AREAS | TK_OPTION_TOP},
	{"risks", tk_draw_risks, TK_OPTION_TOP},
	{"indicators", tk_draw_indicators, 0},
	{"credibility", tk_draw_credibility, 0},
	{"quality", tk_draw_quality, TK_OPTION_TOP},
	{"method", tk_draw_method, 0},
	{"closing", tk_draw_closing, 0},
};

static const char *const orders[] = {
	[TK_BY_PROGRESS] = "progress",
	[TK_BY_DONE] = "done",
	[TK_BY_CHANGE] = "change",
	[TK_BY_NAME] = "name",
};

/* Pages of one template. */
#define MOST_PAGES 200

#define OPTIONAL_POINTER (CYAML_FLAG_POINTER | CYAML_FLAG_OPTIONAL)
#define TEXT(key, member, flags)                                                                   \
	CYAML_FIELD_STRING_PTR(key, flags, struct tk_deck_page, member, 0, CYAML_UNLIMITED)

static const cyaml_schema_value_t area_value = {
	CYAML_VALUE_STRING(CYAML_FLAG_POINTER, char *, 0, CYAML_UNLIMITED),
};

static const cyaml_schema_value_t sentence_value = {
	CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct tk_names, tk_names_fields),
};

/* The numbers are read as text, so that a wrong one can be told in words of ours. */
static const cyaml_schema_field_t page_fields[] = {
	TEXT("kind", kind, CYAML_FLAG_POINTER),
	TEXT("order", order, OPTIONAL_POINTER),
	CYAML_FIELD_SEQUENCE("areas", OPTIONAL_POINTER, struct tk_deck_page, areas, &area_value, 1,
			     CYAML_UNLIMITED),
	TEXT("top", top_text, OPTIONAL_POINTER),
	TEXT("threshold", threshold_text, OPTIONAL_POINTER),
	CYAML_FIELD_MAPPING("title", CYAML_FLAG_OPTIONAL, struct tk_deck_page, title,
			    tk_names_fields),
	CYAML_FIELD_MAPPING("subtitle", CYAML_FLAG_OPTIONAL, struct tk_deck_page, subtitle,
			    tk_names_fields),
	CYAML_FIELD_SEQUENCE("sentences", OPTIONAL_POINTER, struct tk_deck_page, sentences,
			     &sentence_value, 1, CYAML_UNLIMITED),
	CYAML_FIELD_END,
};

static const cyaml_schema_value_t page_schema = {
	CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct tk_deck_page, page_fields),
};

static const cyaml_schema_field_t template_fields[] = {
	CYAML_FIELD_SEQUENCE_COUNT("pages", CYAML_FLAG_POINTER, struct tk_template, pages, n_pages,
				   &page_schema, 1, MOST_PAGES),
	CYAML_FIELD_END,
};

static const cyaml_schema_value_t template_schema = {
	CYAML_VALUE_MAPPING(CYAML_FLAG_POINTER, struct tk_template, template_fields),
};

const struct tk_page_kind *tk_page_kind(unsigned index)
{
	return index < G_N_ELEMENTS(kinds) ? &kinds[index] : NULL;
}

const struct tk_page_kind *tk_page_kind_of(const char *name)
{
	for (unsigned i = 0; i < G_N_ELEMENTS(kinds); i++) {
		if (g_str_equal(kinds[i].name, name))
			return &kinds[i];
	}
	return NULL;
}

const struct tk_page_kind *tk_template_kind(const struct tk_deck_page *page)
{
	return tk_page_kind_of(page->kind);
}

static bool find_order(const char *name, enum tk_order_by *by)
{
	for (unsigned i = 0; i < G_N_ELEMENTS(orders); i++) {
		if (g_str_equal(orders[i], name)) {
			*by = (enum tk_order_by)i;
			return true;
		}
	}
	return false;
}

const char *tk_order_name(enum tk_order_by by)
{
	return orders[by];
}

enum tk_order_by tk_doc_order(const struct tk_document *doc, enum tk_order_by usual)
{
	enum tk_order_by by = usual;

	if (doc->page->order)
		find_order(doc->page->order, &by);
	/* Without a period before there is nothing to put them in order by. */
	return by == TK_BY_CHANGE && !doc->picture->before ? usual : by;
}

unsigned tk_doc_top(const struct tk_document *doc, unsigned usual)
{
	return doc->page->top ? doc->page->top : usual;
}

unsigned tk_doc_threshold(const struct tk_document *doc, unsigned usual)
{
	return doc->page->threshold ? doc->page->threshold : usual;
}

/* What is no area's id is the word for all of them: the reader has let nothing else pass. */
static unsigned find_area(const struct tk_dataset *dataset, const char *id)
{
	unsigned area = tk_dataset_find_area(dataset, id);

	return area == TK_NONE ? TK_ALL_AREAS : area;
}

unsigned *tk_doc_areas(const struct tk_document *doc, unsigned *n_areas)
{
	const struct tk_dataset *dataset = doc->picture->dataset;
	unsigned n = doc->page->areas_count, *areas = g_new(unsigned, n ? n : dataset->n_areas);

	*n_areas = n ? n : dataset->n_areas;
	for (unsigned i = 0; i < *n_areas; i++)
		areas[i] = n ? find_area(dataset, doc->page->areas[i]) : i;
	return areas;
}

/* ---- What a template may say ---- */

struct checker {
	const struct tk_dataset *dataset;
	struct tk_source source;
	const struct tk_yaml_lines *lines;
	struct tk_log *log;
	bool good;
};

/* A list of words with commas. */
static void add_word(GString *list, const char *word)
{
	g_string_append_printf(list, "%s%s", list->len ? ", " : "", word);
}

char *tk_page_kind_names(void)
{
	GString *names = g_string_new(NULL);

	for (unsigned i = 0; i < G_N_ELEMENTS(kinds); i++)
		add_word(names, kinds[i].name);
	return g_string_free(names, FALSE);
}

static char *order_names(void)
{
	GString *names = g_string_new(NULL);

	for (unsigned i = 0; i < G_N_ELEMENTS(orders); i++)
		add_word(names, orders[i]);
	return g_string_free(names, FALSE);
}

static char *area_ids(const struct tk_dataset *dataset, bool all)
{
	GString *ids = g_string_new(NULL);

	for (unsigned a = 0; a < dataset->n_areas; a++)
		add_word(ids, dataset->areas[a].id);
	if (all)
		add_word(ids, ALL_AREAS);
	return g_string_free(ids, FALSE);
}

/* Say what a page cannot have; the words that it can have are taken over. */
static void refuse(struct checker *checker, unsigned page, const char *key, const char *value,
		   char *accepted)
{
	g_autofree char *words = accepted;
	g_autofree char *path = g_strdup_printf("pages/%u/%s", page, key);
	g_autofree char *told = value ? g_strdup_printf("%s: %s", key, value) : g_strdup(key);
	struct tk_source source = checker->source;

	source.row = tk_yaml_line(checker->lines, path);
	tk_log_add(checker->log, TK_DIAG_TEMPLATE_KEY, &source, told, words, NULL);
	checker->good = false;
}

/* ---- Options: what each is called, whether a page has it, whether it can be so ---- */

static bool has_order(const struct tk_deck_page *page)
{
	return page->order != NULL;
}

static bool has_areas(const struct tk_deck_page *page)
{
	return page->areas_count > 0;
}

static bool has_top(const struct tk_deck_page *page)
{
	return page->top_text != NULL;
}

static bool has_threshold(const struct tk_deck_page *page)
{
	return page->threshold_text != NULL;
}

static bool has_sentences(const struct tk_deck_page *page)
{
	return page->sentences_count > 0;
}

static void read_order(struct checker *checker, unsigned index, struct tk_deck_page *page)
{
	enum tk_order_by by;

	if (!find_order(page->order, &by))
		refuse(checker, index, "order", page->order, order_names());
}

static bool knows_all(const struct tk_deck_page *page)
{
	return tk_template_kind(page)->options & TK_OPTION_ALL_AREAS;
}

static void read_areas(struct checker *checker, unsigned index, struct tk_deck_page *page)
{
	for (unsigned i = 0; i < page->areas_count; i++) {
		bool known = tk_dataset_find_area(checker->dataset, page->areas[i]) != TK_NONE ||
			     (knows_all(page) && g_str_equal(page->areas[i], ALL_AREAS));
		bool told = false;

		for (unsigned k = 0; k < i; k++)
			told |= g_str_equal(page->areas[k], page->areas[i]);
		if (!known || told)
			refuse(checker, index, "areas", page->areas[i],
			       area_ids(checker->dataset, knows_all(page)));
	}
}

static void read_number(struct checker *checker, unsigned index, const char *key, const char *text,
			unsigned most, unsigned *number)
{
	int64_t value;

	if (tk_parse_int(text, 1, most, &value))
		*number = (unsigned)value;
	else
		refuse(checker, index, key, text, g_strdup_printf("1" TK_EN_DASH "%u", most));
}

static void read_top(struct checker *checker, unsigned index, struct tk_deck_page *page)
{
	read_number(checker, index, "top", page->top_text, TK_MOST_TOP, &page->top);
}

static void read_threshold(struct checker *checker, unsigned index, struct tk_deck_page *page)
{
	read_number(checker, index, "threshold", page->threshold_text, 100, &page->threshold);
}

static const struct {
	const char *name;
	enum tk_page_option option;
	bool (*has)(const struct tk_deck_page *page);
	/* NULL: the schema has seen to it. */
	void (*read)(struct checker *checker, unsigned index, struct tk_deck_page *page);
} options[] = {
	{"order", TK_OPTION_ORDER, has_order, read_order},
	{"areas", TK_OPTION_AREAS, has_areas, read_areas},
	{"top", TK_OPTION_TOP, has_top, read_top},
	{"threshold", TK_OPTION_THRESHOLD, has_threshold, read_threshold},
	{"sentences", TK_OPTION_SENTENCES, has_sentences, NULL},
};

char *tk_page_option_names(const struct tk_page_kind *kind)
{
	GString *names = g_string_new("kind, title, subtitle");

	for (unsigned i = 0; i < G_N_ELEMENTS(options); i++) {
		if (kind->options & options[i].option)
			add_word(names, options[i].name);
	}
	return g_string_free(names, FALSE);
}

static void read_page(struct checker *checker, unsigned index, struct tk_deck_page *page)
{
	const struct tk_page_kind *kind = tk_template_kind(page);

	if (!kind) {
		refuse(checker, index, "kind", page->kind, tk_page_kind_names());
		return;
	}
	for (unsigned i = 0; i < G_N_ELEMENTS(options); i++) {
		if (!options[i].has(page))
			continue;
		if (!(kind->options & options[i].option))
			refuse(checker, index, options[i].name, NULL, tk_page_option_names(kind));
		else if (options[i].read)
			options[i].read(checker, index, page);
	}
}

static char *template_file(const struct tk_dataset *dataset, const struct tk_kit *kit)
{
	g_autofree char *own = g_build_filename(dataset->dir, "deck.yaml", NULL);

	if (g_file_test(own, G_FILE_TEST_EXISTS))
		return g_steal_pointer(&own);
	return g_build_filename(kit->template_dir, "deck.yaml", NULL);
}

struct tk_template *tk_template_open(const struct tk_dataset *dataset, const struct tk_kit *kit,
				     struct tk_log *log)
{
	g_autofree char *file = template_file(dataset, kit);
	g_autoptr(tk_template) template = tk_yaml_load(file, &template_schema, TK_DIAG_TEMPLATE_KEY,
						       TK_DIAG_TEMPLATE_FAULTY, log);
	g_autoptr(tk_yaml_lines) lines = template ? tk_yaml_lines_open(file) : NULL;
	struct checker checker = {
		.dataset = dataset,
		.source = {g_intern_string(file), NULL, TK_NOWHERE, TK_NOWHERE},
		.lines = lines,
		.log = log,
		.good = template != NULL,
	};

	for (unsigned i = 0; template && i < template->n_pages; i++)
		read_page(&checker, i, &template->pages[i]);
	checker.good &= tk_overrides_check(dataset, log);
	return checker.good ? g_steal_pointer(&template) : NULL;
}

bool tk_template_has(const struct tk_template *template, const char *kind)
{
	for (unsigned i = 0; i < template->n_pages; i++) {
		if (g_str_equal(template->pages[i].kind, kind))
			return true;
	}
	return false;
}

void tk_template_free(struct tk_template *template)
{
	tk_yaml_free(&template_schema, template);
}
