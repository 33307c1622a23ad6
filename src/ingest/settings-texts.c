#include "settings-imp.h"

/* What an editor writes in the settings beside the data: whom to ask, what pages say instead of
 * their own words, what is asked of regions. */

static const cyaml_schema_field_t contact_fields[] = {
	CYAML_FIELD_MAPPING("name", CYAML_FLAG_OPTIONAL, struct tk_contact_yaml, name,
			    tk_names_fields),
	CYAML_FIELD_MAPPING("role", CYAML_FLAG_OPTIONAL, struct tk_contact_yaml, role,
			    tk_names_fields),
	CYAML_FIELD_MAPPING("text", CYAML_FLAG_OPTIONAL, struct tk_contact_yaml, text,
			    tk_names_fields),
	TK_YAML_TEXT("email", tk_contact_yaml, email, TK_OPTIONAL_POINTER),
	TK_YAML_TEXT("phone", tk_contact_yaml, phone, TK_OPTIONAL_POINTER),
	TK_YAML_TEXT("region", tk_contact_yaml, region, TK_OPTIONAL_POINTER),
	CYAML_FIELD_END,
};

const cyaml_schema_value_t tk_contact_schema = {
	CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct tk_contact_yaml, contact_fields),
};

static const cyaml_schema_value_t sentence_value = {
	CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct tk_names, tk_names_fields),
};

static const cyaml_schema_field_t page_texts_fields[] = {
	TK_YAML_TEXT("page", tk_page_texts_yaml, page, CYAML_FLAG_POINTER),
	TK_YAML_TEXT("area", tk_page_texts_yaml, area, TK_OPTIONAL_POINTER),
	CYAML_FIELD_MAPPING("title", CYAML_FLAG_OPTIONAL, struct tk_page_texts_yaml, title,
			    tk_names_fields),
	CYAML_FIELD_MAPPING("subtitle", CYAML_FLAG_OPTIONAL, struct tk_page_texts_yaml, subtitle,
			    tk_names_fields),
	CYAML_FIELD_SEQUENCE("sentences", TK_OPTIONAL_POINTER, struct tk_page_texts_yaml, sentences,
			     &sentence_value, 1, CYAML_UNLIMITED),
	CYAML_FIELD_END,
};

const cyaml_schema_value_t tk_page_texts_schema = {
	CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct tk_page_texts_yaml, page_texts_fields),
};

static const cyaml_schema_field_t region_texts_fields[] = {
	TK_YAML_TEXT("region", tk_region_texts_yaml, region, CYAML_FLAG_POINTER),
	CYAML_FIELD_MAPPING("asked", CYAML_FLAG_OPTIONAL, struct tk_region_texts_yaml, asked,
			    tk_names_fields),
	CYAML_FIELD_MAPPING("note", CYAML_FLAG_OPTIONAL, struct tk_region_texts_yaml, note,
			    tk_names_fields),
	CYAML_FIELD_END,
};

const cyaml_schema_value_t tk_region_texts_schema = {
	CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct tk_region_texts_yaml, region_texts_fields),
};

/* ---- From what is written to what is meant ---- */

/* Enough to keep a line of a letter from becoming a link. */
static bool is_address(const char *text)
{
	return g_regex_match_simple("^[^@\\s<>\"]+@[^@\\s<>\"]+$", text, 0, 0);
}

static void check_contact(struct tk_settings_reader *reader, unsigned index,
			  const struct tk_contact *contact)
{
	struct tk_source place = tk_settings_place(reader, "contacts/%u/email", index);

	if (!tk_names_any(&contact->name) && !tk_names_any(&contact->text)) {
		tk_log_add(reader->log, TK_DIAG_YAML_MISSING, &contact->source, "name", NULL);
		reader->good = false;
	}
	if (contact->email && !is_address(contact->email))
		tk_settings_refuse(reader, &place, "email", contact->email,
				   "etunimi.sukunimi@gov.fi");
}

void tk_settings_read_contacts(struct tk_settings_reader *reader,
			       const struct tk_contact_yaml *from, unsigned n,
			       struct tk_settings *settings)
{
	settings->contacts = g_new0(struct tk_contact, n);
	settings->n_contacts = n;
	for (unsigned i = 0; i < n; i++) {
		settings->contacts[i] = (struct tk_contact){
			.name = tk_names_copy(&from[i].name),
			.role = tk_names_copy(&from[i].role),
			.text = tk_names_copy(&from[i].text),
			.email = g_strdup(from[i].email),
			.phone = g_strdup(from[i].phone),
			.region = g_strdup(from[i].region),
			.source = tk_settings_place(reader, "contacts/%u", i),
		};
		check_contact(reader, i, &settings->contacts[i]);
	}
}

void tk_settings_read_texts(struct tk_settings_reader *reader, const char *path,
			    const struct tk_page_texts_yaml *from, unsigned n,
			    struct tk_period *period)
{
	period->texts = g_new0(struct tk_page_texts, n);
	period->n_texts = n;
	for (unsigned i = 0; i < n; i++) {
		struct tk_page_texts *texts = &period->texts[i];

		*texts = (struct tk_page_texts){
			.page = g_strdup(from[i].page),
			.area = g_strdup(from[i].area),
			.title = tk_names_copy(&from[i].title),
			.subtitle = tk_names_copy(&from[i].subtitle),
			.sentences = g_new0(struct tk_names, from[i].sentences_count),
			.n_sentences = from[i].sentences_count,
			.source = tk_settings_place(reader, "%stexts/%u", path, i),
		};
		for (unsigned s = 0; s < texts->n_sentences; s++)
			texts->sentences[s] = tk_names_copy(&from[i].sentences[s]);
	}
}

void tk_settings_read_regions(struct tk_settings_reader *reader, const char *path,
			      const struct tk_region_texts_yaml *from, unsigned n,
			      struct tk_period *period)
{
	g_autoptr(GHashTable) known = g_hash_table_new(g_str_hash, g_str_equal);

	period->regions = g_new0(struct tk_region_texts, n);
	period->n_regions = n;
	for (unsigned i = 0; i < n; i++) {
		struct tk_region_texts *region = &period->regions[i];

		*region = (struct tk_region_texts){
			.region = g_strdup(from[i].region),
			.asked = tk_names_copy(&from[i].asked),
			.note = tk_names_copy(&from[i].note),
			.source = tk_settings_place(reader, "%sregions/%u", path, i),
		};
		if (!g_hash_table_add(known, region->region)) {
			tk_log_add(reader->log, TK_DIAG_TABLE_DUPLICATE, &region->source,
				   region->region, NULL);
			reader->good = false;
		}
	}
}

/* ---- What the settings name, once it is read ---- */

/* Every table of the dataset begins with its id. */
static char *ids_text(const void *rows, size_t size, unsigned n)
{
	GString *ids = g_string_new(NULL);

	for (unsigned i = 0; i < n; i++) {
		char *const *id = (char *const *)(const void *)((const char *)rows + i * size);

		g_string_append_printf(ids, "%s%s", i ? ", " : "", *id);
	}
	return g_string_free(ids, FALSE);
}

static void check_region(struct tk_settings_reader *reader, const struct tk_dataset *dataset,
			 const char *id, const struct tk_source *source)
{
	if (!id || tk_dataset_find_region(dataset, id) != TK_NONE)
		return;
	g_autofree char *ids =
		ids_text(dataset->regions, sizeof *dataset->regions, dataset->n_regions);

	tk_settings_refuse(reader, source, "region", id, ids);
}

static void check_area(struct tk_settings_reader *reader, const struct tk_dataset *dataset,
		       const struct tk_page_texts *texts)
{
	if (!texts->area || tk_dataset_find_area(dataset, texts->area) != TK_NONE)
		return;
	g_autofree char *ids = ids_text(dataset->areas, sizeof *dataset->areas, dataset->n_areas);

	tk_settings_refuse(reader, &texts->source, "area", texts->area, ids);
}

bool tk_settings_check_ids(const struct tk_dataset *dataset, struct tk_log *log)
{
	struct tk_settings_reader reader = {.log = log, .good = true};

	for (unsigned i = 0; i < dataset->settings.n_contacts; i++)
		check_region(&reader, dataset, dataset->settings.contacts[i].region,
			     &dataset->settings.contacts[i].source);
	for (unsigned p = 0; p < dataset->n_periods; p++) {
		const struct tk_period *period = &dataset->periods[p];

		for (unsigned i = 0; i < period->n_regions; i++)
			check_region(&reader, dataset, period->regions[i].region,
				     &period->regions[i].source);
		for (unsigned i = 0; i < period->n_texts; i++)
			check_area(&reader, dataset, &period->texts[i]);
	}
	return reader.good;
}
