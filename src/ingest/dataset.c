#include "tilannekuva/ingest.h"

#include "records.h"
#include "tilannekuva/number.h"
#include "settings.h"

/* ---- Preparation areas and cooperation areas ---- */

enum { AREA_ID, AREA_NAME, AREA_SHORT = AREA_NAME + TK_N_LANGS };

static const struct tk_record_column area_columns[] = {
	{"tunnus", true},    {"nimi_fi", true},   {"nimi_sv", false},  {"nimi_en", false},
	{"lyhyt_fi", false}, {"lyhyt_sv", false}, {"lyhyt_en", false}, {NULL, false},
};

enum { COOP_ID, COOP_NAME };

static const struct tk_record_column coop_columns[] = {
	{"tunnus", true}, {"nimi_fi", true}, {"nimi_sv", false}, {"nimi_en", false}, {NULL, false},
};

static struct tk_names read_names(struct tk_records *records, unsigned record, unsigned first)
{
	struct tk_names names;

	for (unsigned i = 0; i < TK_N_LANGS; i++)
		names.in[i] = tk_record_dup(records, record, first + i);
	return names;
}

/* Whether an id is new; complains if it is not. */
static bool check_new(unsigned known, struct tk_records *records, unsigned record,
		      struct tk_log *log)
{
	if (known == TK_NONE)
		return true;
	struct tk_source source = tk_record_source(records, record, 0);

	tk_log_add(log, TK_DIAG_TABLE_DUPLICATE, &source, tk_record_text(records, record, 0), NULL);
	return false;
}

static bool read_areas(struct tk_dataset *dataset, struct tk_log *log)
{
	g_autoptr(tk_records) records =
		tk_records_open(dataset->dir, "osa-alueet.csv", area_columns, log);
	bool good = records != NULL;

	if (!records)
		return false;
	dataset->areas = g_new0(struct tk_area, tk_records_count(records));
	for (unsigned i = 0; i < tk_records_count(records); i++) {
		const char *id = tk_record_text(records, i, AREA_ID);
		struct tk_area *area = &dataset->areas[dataset->n_areas];

		if (!check_new(tk_dataset_find_area(dataset, id), records, i, log)) {
			good = false;
			continue;
		}
		area->id = g_strdup(id);
		area->name = read_names(records, i, AREA_NAME);
		area->short_name = read_names(records, i, AREA_SHORT);
		for (unsigned l = 0; l < TK_N_LANGS; l++) {
			if (!area->short_name.in[l])
				area->short_name.in[l] = g_strdup(area->name.in[l]);
		}
		dataset->n_areas++;
	}
	return good;
}

static bool read_coops(struct tk_dataset *dataset, struct tk_log *log)
{
	g_autoptr(tk_records) records =
		tk_records_open(dataset->dir, "yhteistyoalueet.csv", coop_columns, log);
	bool good = records != NULL;

	if (!records)
		return false;
	dataset->coops = g_new0(struct tk_coop, tk_records_count(records));
	for (unsigned i = 0; i < tk_records_count(records); i++) {
		const char *id = tk_record_text(records, i, COOP_ID);
		struct tk_coop *coop = &dataset->coops[dataset->n_coops];

		if (!check_new(tk_dataset_find_coop(dataset, id), records, i, log)) {
			good = false;
			continue;
		}
		coop->id = g_strdup(id);
		coop->name = read_names(records, i, COOP_NAME);
		dataset->n_coops++;
	}
	return good;
}

/* ---- Regions ---- */

enum {
	REGION_ID,
	REGION_NAME,
	REGION_CODE = REGION_NAME + TK_N_LANGS,
	REGION_GENITIVE = REGION_CODE + TK_N_LANGS,
	REGION_LOCATIVE,
	REGION_LANGS,
	REGION_COOP,
	REGION_TILE_COL,
	REGION_TILE_ROW,
	REGION_REASON,
};

static const struct tk_record_column region_columns[] = {
	{"tunnus", true},
	{"nimi_fi", true},
	{"nimi_sv", false},
	{"nimi_en", false},
	{"lyhenne_fi", false},
	{"lyhenne_sv", false},
	{"lyhenne_en", false},
	{"genetiivi_fi", false},
	{"paikka_fi", false},
	{"kielet", false},
	{"yhteistyoalue", false},
	{"sarake", false},
	{"rivi", false},
	{"huomautus_fi", false},
	{"huomautus_sv", false},
	{"huomautus_en", false},
	{NULL, false},
};

static bool read_region_langs(struct tk_records *records, unsigned record, struct tk_region *region,
			      struct tk_log *log)
{
	g_auto(GStrv) codes =
		g_strsplit_set(tk_record_text(records, record, REGION_LANGS), ", /", -1);

	for (unsigned i = 0; codes[i]; i++) {
		enum tk_lang lang;
		bool known = tk_lang_parse(codes[i], &lang);

		if (*codes[i] == '\0')
			continue;
		for (unsigned k = 0; known && k < region->n_langs; k++)
			known = region->langs[k] != lang;
		if (!known) {
			tk_record_refuse(records, record, REGION_LANGS, "fi, sv, en", log);
			return false;
		}
		region->langs[region->n_langs++] = lang;
	}
	if (region->n_langs == 0)
		region->langs[region->n_langs++] = TK_FI;
	return true;
}

static bool read_tile(struct tk_records *records, unsigned record, unsigned column, unsigned *value,
		      struct tk_log *log)
{
	int64_t number = 0;
	const char *text = tk_record_text(records, record, column);

	if (*text && !tk_parse_int(text, 0, 99, &number)) {
		tk_record_refuse(records, record, column, "0–99", log);
		return false;
	}
	*value = (unsigned)number;
	return true;
}

/* The value is none of the ids, which are told. */
static void refuse_id(struct tk_records *records, unsigned record, unsigned column, GPtrArray *ids,
		      struct tk_log *log)
{
	g_ptr_array_add(ids, NULL);
	g_autofree char *wanted = g_strjoinv(", ", (char **)ids->pdata);

	tk_record_refuse(records, record, column, wanted, log);
}

static bool read_region_coop(const struct tk_dataset *dataset, struct tk_records *records,
			     unsigned record, struct tk_region *region, struct tk_log *log)
{
	const char *id = tk_record_text(records, record, REGION_COOP);

	region->coop = tk_dataset_find_coop(dataset, id);
	if (*id == '\0' || region->coop != TK_NONE)
		return true;
	g_autoptr(GPtrArray) ids = g_ptr_array_new();

	for (unsigned c = 0; c < dataset->n_coops; c++)
		g_ptr_array_add(ids, dataset->coops[c].id);
	refuse_id(records, record, REGION_COOP, ids, log);
	return false;
}

/* An id becomes the name of files and folders, so it must be a plain name. */
static bool check_id(struct tk_records *records, unsigned record, struct tk_log *log)
{
	if (g_regex_match_simple("^[\\p{L}\\p{N}_-][\\p{L}\\p{N}._-]{0,63}$",
				 tk_record_text(records, record, REGION_ID), G_REGEX_DOLLAR_ENDONLY,
				 0))
		return true;
	tk_record_refuse(records, record, REGION_ID, "a–z, 0–9, -", log);
	return false;
}

static bool read_region(struct tk_dataset *dataset, struct tk_records *records, unsigned record,
			struct tk_log *log)
{
	struct tk_region *region = &dataset->regions[dataset->n_regions];
	const char *id = tk_record_text(records, record, REGION_ID);

	if (!check_id(records, record, log) ||
	    !check_new(tk_dataset_find_region(dataset, id), records, record, log))
		return false;
	dataset->n_regions++;
	region->id = g_strdup(id);
	region->name = read_names(records, record, REGION_NAME);
	region->code = read_names(records, record, REGION_CODE);
	for (unsigned l = 0; l < TK_N_LANGS; l++) {
		if (!region->code.in[l] && region->name.in[l])
			region->code.in[l] =
				g_utf8_substring(region->name.in[l], 0,
						 MIN(5, g_utf8_strlen(region->name.in[l], -1)));
	}
	region->genitive_fi = tk_record_dup(records, record, REGION_GENITIVE);
	region->locative_fi = tk_record_dup(records, record, REGION_LOCATIVE);
	region->reason = read_names(records, record, REGION_REASON);
	bool good = read_region_langs(records, record, region, log);

	good &= read_region_coop(dataset, records, record, region, log);
	good &= read_tile(records, record, REGION_TILE_COL, &region->tile_col, log);
	good &= read_tile(records, record, REGION_TILE_ROW, &region->tile_row, log);
	return good;
}

static bool read_regions(struct tk_dataset *dataset, struct tk_log *log)
{
	g_autoptr(tk_records) records =
		tk_records_open(dataset->dir, "alueet.csv", region_columns, log);
	bool good = records != NULL;

	if (!records)
		return false;
	dataset->regions = g_new0(struct tk_region, tk_records_count(records));
	for (unsigned i = 0; i < tk_records_count(records); i++)
		good &= read_region(dataset, records, i, log);
	return good;
}

/* ---- Catalogue ---- */

enum {
	TASK_ID,
	TASK_AREA,
	TASK_GROUP,
	TASK_NAME = TASK_GROUP + TK_N_LANGS,
	TASK_START = TASK_NAME + TK_N_LANGS,
	TASK_END,
};

static const struct tk_record_column task_columns[] = {
	{"tunnus", true},    {"osa_alue", true},   {"ryhma", false},      {"ryhma_sv", false},
	{"ryhma_en", false}, {"tehtava_fi", true}, {"tehtava_sv", false}, {"tehtava_en", false},
	{"alku", true},      {"loppu", true},      {NULL, false},
};

static bool read_task_date(struct tk_records *records, unsigned record, unsigned column,
			   int32_t *date, struct tk_log *log)
{
	enum tk_date_form form = tk_date_parse(tk_record_text(records, record, column), date);

	if (form == TK_DATE_DMY || form == TK_DATE_ISO)
		return true;
	tk_record_refuse(records, record, column, "31.12.2021", log);
	return false;
}

static void refuse_area(const struct tk_dataset *dataset, struct tk_records *records,
			unsigned record, struct tk_log *log)
{
	g_autoptr(GPtrArray) ids = g_ptr_array_new();

	for (unsigned a = 0; a < dataset->n_areas; a++)
		g_ptr_array_add(ids, dataset->areas[a].id);
	refuse_id(records, record, TASK_AREA, ids, log);
}

static bool read_task(struct tk_dataset *dataset, GHashTable *ids, struct tk_records *records,
		      unsigned record, struct tk_log *log)
{
	struct tk_task *task = &dataset->tasks[dataset->n_tasks];
	const char *id = tk_record_text(records, record, TASK_ID);
	unsigned known = g_hash_table_contains(ids, id) ? 0 : TK_NONE;

	if (!check_new(known, records, record, log))
		return false;
	dataset->n_tasks++;
	task->id = g_strdup(id);
	g_hash_table_add(ids, task->id);
	task->group = read_names(records, record, TASK_GROUP);
	task->name = read_names(records, record, TASK_NAME);
	task->source = tk_record_source(records, record, TASK_ID);
	task->area = tk_dataset_find_area(dataset, tk_record_text(records, record, TASK_AREA));
	bool good = task->area != TK_NONE;

	if (!good)
		refuse_area(dataset, records, record, log);
	good &= read_task_date(records, record, TASK_START, &task->start, log);
	good &= read_task_date(records, record, TASK_END, &task->end, log);
	if (good && task->end < task->start) {
		g_autofree char *not_before =
			g_strconcat("≥ ", tk_record_text(records, record, TASK_START), NULL);

		tk_record_refuse(records, record, TASK_END, not_before, log);
		good = false;
	}
	return good;
}

static bool read_tasks(struct tk_dataset *dataset, struct tk_log *log)
{
	g_autoptr(tk_records) records =
		tk_records_open(dataset->dir, "tiekartta.csv", task_columns, log);
	g_autoptr(GHashTable) ids = g_hash_table_new(g_str_hash, g_str_equal);
	bool good = records != NULL;

	if (!records)
		return false;
	dataset->tasks = g_new0(struct tk_task, tk_records_count(records));
	for (unsigned i = 0; i < tk_records_count(records); i++)
		good &= read_task(dataset, ids, records, i, log);
	return good;
}

struct tk_dataset *tk_dataset_open(const char *dir, struct tk_log *log)
{
	g_autoptr(tk_dataset) dataset = g_new0(struct tk_dataset, 1);

	dataset->dir = g_strdup(dir);
	if (!g_file_test(dir, G_FILE_TEST_IS_DIR)) {
		tk_log_add(log, TK_DIAG_FOLDER_MISSING, NULL, dir, NULL);
		return NULL;
	}
	/* Everything is read even after a fault, so that one run tells all of them. */
	bool good = tk_settings_read(dataset, log);

	good &= read_areas(dataset, log);
	good &= read_coops(dataset, log);
	good &= read_regions(dataset, log);
	/* Without its tables nothing can be said of what the settings name. */
	if (good)
		good = tk_settings_check_ids(dataset, log);
	good = dataset->n_areas > 0 && read_tasks(dataset, log) && good;
	good = good && tk_settings_match_folders(dataset, log);
	return good ? g_steal_pointer(&dataset) : NULL;
}
