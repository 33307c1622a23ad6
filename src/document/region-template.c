#include "region-imp.h"
#include "tilannekuva/yaml.h"

static const char *const section_names[TK_N_REGION_SECTIONS] = {
	[TK_REGION_AREAS] = "areas",     [TK_REGION_TREND] = "trend",
	[TK_REGION_TASKS] = "tasks",     [TK_REGION_LATE] = "late",
	[TK_REGION_RISKS] = "risks",     [TK_REGION_INDICATORS] = "indicators",
	[TK_REGION_QUALITY] = "quality", [TK_REGION_METHOD] = "method",
	[TK_REGION_ASKED] = "asked",
};

/** The file as it is written. */
struct region_file {
	/** As it is written, so that what is neither can be told; NULL: not said. */
	char *appendix;
	char **sections;
	unsigned sections_count;
};

static const cyaml_schema_value_t section_value = {
	CYAML_VALUE_STRING(CYAML_FLAG_POINTER, char *, 0, CYAML_UNLIMITED),
};

#define OPTIONAL_POINTER (CYAML_FLAG_POINTER | CYAML_FLAG_OPTIONAL)

static const cyaml_schema_field_t file_fields[] = {
	CYAML_FIELD_STRING_PTR("appendix", OPTIONAL_POINTER, struct region_file, appendix, 0,
			       CYAML_UNLIMITED),
	CYAML_FIELD_SEQUENCE("sections", OPTIONAL_POINTER, struct region_file, sections,
			     &section_value, 0, CYAML_UNLIMITED),
	CYAML_FIELD_END,
};

static const cyaml_schema_value_t file_schema = {
	CYAML_VALUE_MAPPING(CYAML_FLAG_POINTER, struct region_file, file_fields),
};

static bool find_section(const char *name, enum tk_region_section *section)
{
	for (unsigned i = 0; i < TK_N_REGION_SECTIONS; i++) {
		if (g_str_equal(section_names[i], name)) {
			*section = (enum tk_region_section)i;
			return true;
		}
	}
	return false;
}

static void refuse_section(const char *file, unsigned index, const char *name, struct tk_log *log)
{
	g_autofree char *path = g_strdup_printf("sections/%u", index);
	g_autofree char *told = g_strconcat("sections: ", name, NULL);
	GString *accepted = g_string_new(NULL);
	struct tk_source source = {g_intern_string(file), NULL, TK_NOWHERE, TK_NOWHERE};
	g_autoptr(tk_yaml_lines) lines = tk_yaml_lines_open(file);

	for (unsigned i = 0; i < TK_N_REGION_SECTIONS; i++)
		g_string_append_printf(accepted, "%s%s", i ? ", " : "", section_names[i]);
	source.row = tk_yaml_line(lines, path);
	g_autofree char *words = g_string_free(accepted, FALSE);

	tk_log_add(log, TK_DIAG_TEMPLATE_KEY, &source, told, words, NULL);
}

static bool take_appendix(struct tk_region_template *template, const char *file,
			  const struct region_file *written, struct tk_log *log)
{
	struct tk_source source = {g_intern_string(file), NULL, TK_NOWHERE, TK_NOWHERE};
	g_autoptr(tk_yaml_lines) lines = NULL;

	template->appendix = !written->appendix || g_str_equal(written->appendix, "true");
	if (template->appendix || g_str_equal(written->appendix, "false"))
		return true;
	lines = tk_yaml_lines_open(file);
	source.row = tk_yaml_line(lines, "appendix");
	tk_log_add(log, TK_DIAG_YAML_VALUE, &source, "appendix", "true / false", NULL);
	return false;
}

static bool take_sections(struct tk_region_template *template, const char *file,
			  const struct region_file *written, struct tk_log *log)
{
	bool good = true;

	if (!written->sections)
		return true;
	memset(template->sections, 0, sizeof template->sections);
	for (unsigned i = 0; i < written->sections_count; i++) {
		enum tk_region_section section;

		if (find_section(written->sections[i], &section)) {
			template->sections[section] = true;
			continue;
		}
		refuse_section(file, i, written->sections[i], log);
		good = false;
	}
	return good;
}

static char *template_file(const struct tk_dataset *dataset, const struct tk_kit *kit)
{
	g_autofree char *own = g_build_filename(dataset->dir, "region.yaml", NULL);

	if (g_file_test(own, G_FILE_TEST_EXISTS))
		return g_steal_pointer(&own);
	return g_build_filename(kit->template_dir, "region.yaml", NULL);
}

bool tk_region_template_read(struct tk_region_template *template, const struct tk_dataset *dataset,
			     const struct tk_kit *kit, struct tk_log *log)
{
	g_autofree char *file = template_file(dataset, kit);
	struct region_file *written = tk_yaml_load(file, &file_schema, TK_DIAG_TEMPLATE_KEY,
						   TK_DIAG_TEMPLATE_FAULTY, log);

	if (!written)
		return false;
	for (unsigned i = 0; i < TK_N_REGION_SECTIONS; i++)
		template->sections[i] = true;
	bool good = take_appendix(template, file, written, log);

	good &= take_sections(template, file, written, log);

	tk_yaml_free(&file_schema, written);
	return good;
}

bool tk_region_check(const struct tk_dataset *dataset, const struct tk_kit *kit, struct tk_log *log)
{
	struct tk_region_template template;

	return tk_region_template_read(&template, dataset, kit, log);
}
