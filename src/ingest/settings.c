#include "settings-imp.h"

#include "tilannekuva/number.h"

#define SETTINGS_FILE "tilannekuva.yaml"

/* The settings as they are written. */

struct window_yaml {
	char *from, *to;
};

struct period_yaml {
	char *period, *reporting_date, *published;
	struct window_yaml *window;
	/** The numbers and the truth are read as text, so that a wrong one can be told in words of ours. */
	char **classes, *illustrative;
	unsigned classes_count;
	struct tk_names next_note, asked;
	struct tk_region_texts_yaml *regions;
	unsigned regions_count;
	struct tk_page_texts_yaml *texts;
	unsigned texts_count;
};

struct settings_yaml {
	struct tk_names programme, title, description, issuer;
	char *website, *target_date;
	char **languages;
	unsigned languages_count;
	struct tk_contact_yaml *contacts;
	unsigned contacts_count;
	struct period_yaml *periods;
	unsigned periods_count;
};

static const cyaml_schema_field_t window_fields[] = {
	TK_YAML_TEXT("from", window_yaml, from, CYAML_FLAG_POINTER),
	TK_YAML_TEXT("to", window_yaml, to, CYAML_FLAG_POINTER),
	CYAML_FIELD_END,
};

static const cyaml_schema_value_t class_value = {
	CYAML_VALUE_STRING(CYAML_FLAG_POINTER, char *, 0, CYAML_UNLIMITED),
};

static const cyaml_schema_field_t period_fields[] = {
	TK_YAML_TEXT("period", period_yaml, period, CYAML_FLAG_POINTER),
	TK_YAML_TEXT("reporting-date", period_yaml, reporting_date, TK_OPTIONAL_POINTER),
	TK_YAML_TEXT("published", period_yaml, published, TK_OPTIONAL_POINTER),
	CYAML_FIELD_MAPPING_PTR("window", TK_OPTIONAL_POINTER, struct period_yaml, window,
				window_fields),
	CYAML_FIELD_SEQUENCE("classes", TK_OPTIONAL_POINTER, struct period_yaml, classes,
			     &class_value, 0, CYAML_UNLIMITED),
	TK_YAML_TEXT("illustrative", period_yaml, illustrative, TK_OPTIONAL_POINTER),
	CYAML_FIELD_MAPPING("next-note", CYAML_FLAG_OPTIONAL, struct period_yaml, next_note,
			    tk_names_fields),
	CYAML_FIELD_MAPPING("asked", CYAML_FLAG_OPTIONAL, struct period_yaml, asked,
			    tk_names_fields),
	CYAML_FIELD_SEQUENCE("regions", TK_OPTIONAL_POINTER, struct period_yaml, regions,
			     &tk_region_texts_schema, 0, CYAML_UNLIMITED),
	CYAML_FIELD_SEQUENCE("texts", TK_OPTIONAL_POINTER, struct period_yaml, texts,
			     &tk_page_texts_schema, 0, CYAML_UNLIMITED),
	CYAML_FIELD_END,
};

static const cyaml_schema_value_t period_value = {
	CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct period_yaml, period_fields),
};

static const cyaml_schema_value_t language_value = {
	CYAML_VALUE_STRING(CYAML_FLAG_POINTER, char *, 2, 2),
};

static const cyaml_schema_field_t settings_fields[] = {
	CYAML_FIELD_MAPPING("programme", CYAML_FLAG_OPTIONAL, struct settings_yaml, programme,
			    tk_names_fields),
	CYAML_FIELD_MAPPING("title", CYAML_FLAG_DEFAULT, struct settings_yaml, title,
			    tk_names_fields),
	CYAML_FIELD_MAPPING("description", CYAML_FLAG_OPTIONAL, struct settings_yaml, description,
			    tk_names_fields),
	CYAML_FIELD_MAPPING("issuer", CYAML_FLAG_DEFAULT, struct settings_yaml, issuer,
			    tk_names_fields),
	TK_YAML_TEXT("website", settings_yaml, website, TK_OPTIONAL_POINTER),
	CYAML_FIELD_SEQUENCE("languages", TK_OPTIONAL_POINTER, struct settings_yaml, languages,
			     &language_value, 1, TK_N_LANGS),
	TK_YAML_TEXT("target-date", settings_yaml, target_date, TK_OPTIONAL_POINTER),
	CYAML_FIELD_SEQUENCE("contacts", TK_OPTIONAL_POINTER, struct settings_yaml, contacts,
			     &tk_contact_schema, 0, CYAML_UNLIMITED),
	CYAML_FIELD_SEQUENCE("periods", CYAML_FLAG_POINTER, struct settings_yaml, periods,
			     &period_value, 1, CYAML_UNLIMITED),
	CYAML_FIELD_END,
};

static const cyaml_schema_value_t settings_schema = {
	CYAML_VALUE_MAPPING(CYAML_FLAG_POINTER, struct settings_yaml, settings_fields),
};

/* ---- From what is written to what is meant ---- */

struct tk_source tk_settings_place(const struct tk_settings_reader *reader, const char *path, ...)
{
	struct tk_source source = reader->source;
	va_list list;

	va_start(list, path);
	g_autofree char *whole = g_strdup_vprintf(path, list);

	va_end(list);
	source.row = tk_yaml_line(reader->lines, whole);
	return source;
}

void tk_settings_refuse(struct tk_settings_reader *reader, const struct tk_source *source,
			const char *key, const char *value, const char *wanted)
{
	tk_log_add(reader->log, TK_DIAG_SETTINGS_VALUE, source, key, value, wanted, NULL);
	reader->good = false;
}

/* A value is told with its key; the path of a part of the window is longer than its key. */
static void refuse(struct tk_settings_reader *reader, const char *path, const char *key,
		   const char *value, const char *wanted)
{
	g_auto(GStrv) parts = g_strsplit(key, ": ", -1);
	g_autofree char *below = g_strjoinv("/", parts);
	struct tk_source source = tk_settings_place(reader, "%s%s", path, below);

	tk_settings_refuse(reader, &source, key, value, wanted);
}

static int32_t read_date(struct tk_settings_reader *reader, const char *path, const char *key,
			 const char *text, int32_t otherwise)
{
	int32_t date;

	if (!text)
		return otherwise;
	enum tk_date_form form = tk_date_parse(text, &date);

	if (form == TK_DATE_ISO || form == TK_DATE_DMY)
		return date;
	refuse(reader, path, key, text, "2021-10-31");
	return otherwise;
}

static bool parse_period_id(const char *id, int *year, int *month)
{
	if (!g_regex_match_simple("^\\d{4}-\\d{2}$", id, G_REGEX_DOLLAR_ENDONLY, 0))
		return false;
	*year = (int)g_ascii_strtoll(id, NULL, 10);
	*month = (int)g_ascii_strtoll(id + 5, NULL, 10);
	return *year >= 1900 && *month >= 1 && *month <= 12;
}

static void read_window(struct tk_settings_reader *reader, const char *path,
			const struct window_yaml *from, struct tk_period *period)
{
	if (!from)
		return;
	period->window_start =
		read_date(reader, path, "window: from", from->from, period->window_start);
	period->window_end = read_date(reader, path, "window: to", from->to, period->window_end);
	if (period->window_start > period->window_end)
		refuse(reader, path, "window: to", from->to, from->from);
}

static void read_classes(struct tk_settings_reader *reader, const char *path,
			 const struct period_yaml *from, struct tk_period *period)
{
	if (from->classes_count == 1 || from->classes_count > 4) {
		g_autofree char *count =
			g_strdup_printf("[%s, …] (%u)", from->classes[0], from->classes_count);

		refuse(reader, path, "classes", count, "[25, 50, 76]");
		return;
	}
	for (unsigned k = 0; k < from->classes_count; k++) {
		int64_t limit;

		if (!tk_parse_int(from->classes[k], 1, 100, &limit) ||
		    (k > 0 && limit <= period->class_from[k - 1])) {
			refuse(reader, path, "classes", from->classes[k], "[25, 50, 76]");
			return;
		}
		period->class_from[k] = (int)limit;
	}
	if (from->classes_count > 0)
		period->n_classes = from->classes_count + 1;
}

static bool read_truth(struct tk_settings_reader *reader, const char *path, const char *key,
		       const char *text)
{
	if (text && !g_str_equal(text, "true") && !g_str_equal(text, "false"))
		refuse(reader, path, key, text, "true / false");
	return text && g_str_equal(text, "true");
}

/* What a period is when nothing else is said: the year's tasks, four classes. */
static struct tk_period plain_period(const char *id, int year, int month)
{
	return (struct tk_period){
		.id = g_strdup(id),
		.year = year,
		.month = month,
		.reporting_date = tk_date_month_end(year, month),
		.published = TK_NO_DATE,
		.window_start = tk_date_from_ymd(year, 1, 1),
		.window_end = tk_date_from_ymd(year, 12, 31),
		.class_from = {25, 50, 76},
		.n_classes = 4,
	};
}

static int compare_periods(const void *a, const void *b)
{
	return strcmp(((const struct tk_period *)a)->id, ((const struct tk_period *)b)->id);
}

/* Whether the period has been met; complains if it has. */
static bool is_second(struct tk_settings_reader *reader, const char *path, const char *id,
		      const GArray *periods)
{
	struct tk_source source = tk_settings_place(reader, "%speriod", path);

	for (unsigned i = 0; i < periods->len; i++) {
		if (strcmp(g_array_index(periods, struct tk_period, i).id, id) != 0)
			continue;
		tk_log_add(reader->log, TK_DIAG_TABLE_DUPLICATE, &source, id, NULL);
		reader->good = false;
		return true;
	}
	return false;
}

static void read_period(struct tk_settings_reader *reader, unsigned index,
			const struct period_yaml *from, GArray *periods)
{
	g_autofree char *path = g_strdup_printf("periods/%u/", index);
	int year, month;

	if (!parse_period_id(from->period, &year, &month)) {
		refuse(reader, path, "period", from->period, "2021-10");
		return;
	}
	if (is_second(reader, path, from->period, periods))
		return;
	struct tk_period period = plain_period(from->period, year, month);

	period.reporting_date = read_date(reader, path, "reporting-date", from->reporting_date,
					  period.reporting_date);
	period.published = read_date(reader, path, "published", from->published, TK_NO_DATE);
	period.illustrative = read_truth(reader, path, "illustrative", from->illustrative);
	period.next_note = tk_names_copy(&from->next_note);
	period.asked = tk_names_copy(&from->asked);
	tk_settings_read_regions(reader, path, from->regions, from->regions_count, &period);
	tk_settings_read_texts(reader, path, from->texts, from->texts_count, &period);
	read_window(reader, path, from->window, &period);
	read_classes(reader, path, from, &period);
	g_array_append_val(periods, period);
}

static void read_languages(struct tk_settings_reader *reader, const struct settings_yaml *from,
			   struct tk_settings *settings)
{
	for (unsigned i = 0; i < from->languages_count; i++) {
		enum tk_lang lang;
		bool known = tk_lang_parse(from->languages[i], &lang);

		for (unsigned k = 0; known && k < settings->n_langs; k++)
			known = settings->langs[k] != lang;
		if (known)
			settings->langs[settings->n_langs++] = lang;
		else
			refuse(reader, "", "languages", from->languages[i], "[fi, sv, en]");
	}
	if (from->languages_count > 0)
		return;
	for (unsigned i = 0; i < TK_N_LANGS; i++)
		settings->langs[settings->n_langs++] = (enum tk_lang)i;
}

static void take(struct tk_settings_reader *reader, const struct settings_yaml *from,
		 struct tk_dataset *dataset)
{
	struct tk_settings *settings = &dataset->settings;
	GArray *periods = g_array_new(FALSE, FALSE, sizeof(struct tk_period));

	settings->programme = tk_names_copy(&from->programme);
	settings->title = tk_names_copy(&from->title);
	settings->description = tk_names_copy(&from->description);
	settings->issuer = tk_names_copy(&from->issuer);
	settings->website = g_strdup(from->website);
	settings->target_date = read_date(reader, "", "target-date", from->target_date, TK_NO_DATE);
	read_languages(reader, from, settings);
	tk_settings_read_contacts(reader, from->contacts, from->contacts_count, settings);
	for (unsigned i = 0; i < from->periods_count; i++)
		read_period(reader, i, &from->periods[i], periods);
	g_array_sort(periods, compare_periods);
	dataset->n_periods = periods->len;
	dataset->periods = (struct tk_period *)(void *)g_array_free(periods, FALSE);
}

bool tk_settings_read(struct tk_dataset *dataset, struct tk_log *log)
{
	g_autofree char *path = g_build_filename(dataset->dir, SETTINGS_FILE, NULL);
	struct tk_settings_reader reader = {
		.source = {g_intern_string(path), NULL, TK_NOWHERE, TK_NOWHERE},
		.log = log,
		.good = true,
	};

	if (!g_file_test(path, G_FILE_TEST_IS_REGULAR)) {
		tk_log_add(log, TK_DIAG_FILE_MISSING, &reader.source, SETTINGS_FILE, NULL);
		return false;
	}
	struct settings_yaml *from = tk_yaml_load(path, &settings_schema, TK_DIAG_SETTINGS_KEY,
						  TK_DIAG_SETTINGS_FAULTY, log);

	if (!from)
		return false;
	g_autoptr(tk_yaml_lines) lines = tk_yaml_lines_open(path);

	reader.lines = lines;
	take(&reader, from, dataset);
	tk_yaml_free(&settings_schema, from);
	return reader.good && tk_log_count(log, TK_LEVEL_FATAL) == 0;
}

/* ---- Folders ---- */

/* A period that the settings do not name goes on as the one before it did. */
static struct tk_period follow(const struct tk_dataset *dataset, const char *id, int year,
			       int month)
{
	struct tk_period period = plain_period(id, year, month);

	for (unsigned i = 0; i < dataset->n_periods; i++) {
		const struct tk_period *earlier = &dataset->periods[i];

		if (strcmp(earlier->id, id) > 0)
			break;
		period.window_start = earlier->window_start;
		period.window_end = earlier->window_end;
		period.n_classes = earlier->n_classes;
		memcpy(period.class_from, earlier->class_from, sizeof period.class_from);
	}
	return period;
}

static void say_followed(const struct tk_period *period, struct tk_log *log)
{
	g_autofree char *date = tk_date_dmy(period->reporting_date);
	g_autofree char *from = tk_date_dmy(period->window_start);
	g_autofree char *to = tk_date_dmy(period->window_end);
	g_autofree char *window = g_strdup_printf("%s–%s", from, to);
	struct tk_source source = {SETTINGS_FILE, NULL, TK_NOWHERE, TK_NOWHERE};

	tk_log_add(log, TK_DIAG_PERIOD_NOT_SET, &source, period->id, date, window, NULL);
}

/* What is left behind owns nothing but still tells its id and dates. */
static struct tk_period take_period(struct tk_period *from)
{
	struct tk_period taken = *from;

	from->id = g_strdup(taken.id);
	from->next_note = from->asked = (struct tk_names){{NULL}};
	from->regions = NULL;
	from->texts = NULL;
	from->n_regions = from->n_texts = 0;
	return taken;
}

bool tk_settings_match_folders(struct tk_dataset *dataset, struct tk_log *log)
{
	g_autoptr(GDir) folder = g_dir_open(dataset->dir, 0, NULL);
	GArray *periods = g_array_new(FALSE, FALSE, sizeof(struct tk_period));
	int year, month;

	for (const char *name; folder && (name = g_dir_read_name(folder));) {
		g_autofree char *path = g_build_filename(dataset->dir, name, NULL);

		if (!parse_period_id(name, &year, &month) || !g_file_test(path, G_FILE_TEST_IS_DIR))
			continue;
		unsigned known = tk_dataset_find_period(dataset, name);
		struct tk_period period = follow(dataset, name, year, month);

		if (known != TK_NONE) {
			tk_period_clear(&period);
			period = take_period(&dataset->periods[known]);
		} else {
			say_followed(&period, log);
		}
		g_array_append_val(periods, period);
	}
	for (unsigned i = 0; i < dataset->n_periods; i++)
		tk_period_clear(&dataset->periods[i]);
	g_free(dataset->periods);
	g_array_sort(periods, compare_periods);
	dataset->n_periods = periods->len;
	dataset->periods = (struct tk_period *)(void *)g_array_free(periods, FALSE);
	if (dataset->n_periods == 0)
		tk_log_add(log, TK_DIAG_NO_PERIODS,
			   &(struct tk_source){g_intern_string(dataset->dir), NULL, TK_NOWHERE,
					       TK_NOWHERE},
			   NULL);
	return dataset->n_periods > 0;
}
