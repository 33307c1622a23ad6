#include "deck-imp.h"
#include "tilannekuva/yaml.h"

static const struct tk_page_kind kinds[] = {
	{"cover", tk_draw_cover, 0},
	{"summary", tk_draw_summary, TK_OPTION_SENTENCES},
	{"heatmap", tk_draw_heatmap, TK_OPTION_ORDER},
	{"readiness", tk_draw_readiness, TK_OPTION_ORDER},
	{"change", tk_draw_change, 0},
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

static const cyaml_schema_field_t page_fields[] = {
	CYAML_FIELD_STRING_PTR("kind", CYAML_FLAG_POINTER, struct tk_deck_page, kind, 0, 80),
	CYAML_FIELD_STRING_PTR("order", CYAML_FLAG_POINTER | CYAML_FLAG_OPTIONAL,
			       struct tk_deck_page, order, 0, 80),
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

const struct tk_page_kind *tk_template_kind(const struct tk_deck_page *page)
{
	for (unsigned i = 0; i < G_N_ELEMENTS(kinds); i++) {
		if (g_str_equal(kinds[i].name, page->kind))
			return &kinds[i];
	}
	return NULL;
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

unsigned *tk_doc_areas(const struct tk_document *doc, unsigned *n_areas)
{
	const struct tk_dataset *dataset = doc->picture->dataset;
	unsigned *areas = g_new(unsigned, dataset->n_areas);

	*n_areas = dataset->n_areas;
	for (unsigned a = 0; a < dataset->n_areas; a++)
		areas[a] = a;
	return areas;
}

char **tk_doc_sentences(const struct tk_document *doc, char **own)
{
	(void)doc;
	return own;
}

static char *kind_names(void)
{
	GString *names = g_string_new(NULL);

	for (unsigned i = 0; i < G_N_ELEMENTS(kinds); i++)
		g_string_append_printf(names, "%s%s", i ? ", " : "", kinds[i].name);
	return g_string_free(names, FALSE);
}

/* Whether a page asks for what there is. */
static bool check_page(const struct tk_deck_page *page, const struct tk_source *source,
		       struct tk_log *log)
{
	const struct tk_page_kind *kind = tk_template_kind(page);
	enum tk_order_by by;

	if (!kind) {
		g_autofree char *accepted = kind_names();
		g_autofree char *told = g_strconcat("kind: ", page->kind, NULL);

		tk_log_add(log, TK_DIAG_TEMPLATE_KEY, source, told, accepted, NULL);
		return false;
	}
	if (!page->order)
		return true;
	if (!(kind->options & TK_OPTION_ORDER)) {
		tk_log_add(log, TK_DIAG_TEMPLATE_KEY, source, "order", "kind", NULL);
		return false;
	}
	if (!find_order(page->order, &by)) {
		g_autofree char *accepted =
			g_strjoin(", ", orders[0], orders[1], orders[2], orders[3], NULL);
		g_autofree char *told = g_strconcat("order: ", page->order, NULL);

		tk_log_add(log, TK_DIAG_TEMPLATE_KEY, source, told, accepted, NULL);
		return false;
	}
	return true;
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
	struct tk_source source = {g_intern_string(file), NULL, TK_NOWHERE, TK_NOWHERE};
	g_autoptr(tk_template) template =
		tk_yaml_load(file, &template_schema, TK_DIAG_TEMPLATE_KEY, TK_DIAG_KIT_FAULTY, log);
	bool good = template != NULL;

	for (unsigned i = 0; template && i < template->n_pages; i++)
		good &= check_page(&template->pages[i], &source, log);
	return good ? g_steal_pointer(&template) : NULL;
}

void tk_template_free(struct tk_template *template)
{
	tk_yaml_free(&template_schema, template);
}
