#include "ingest/xlsx-imp.h"

#include <string.h>

/* ---- Relationships ---- */

struct rels {
	GHashTable *rels;
	const char *base;
};

static void free_rel(void *data)
{
	struct tk_rel *rel = data;

	g_free(rel->type);
	g_free(rel->target);
	g_free(rel);
}

/* The folder of a part with its slash: "xl/" of "xl/workbook.xml". */
static char *folder_of(const char *part)
{
	const char *slash = strrchr(part, '/');

	return slash ? g_strndup(part, (gsize)(slash + 1 - part)) : g_strdup("");
}

/* Follow a target from a folder: absolute, relative, with "..", with backslashes. */
static char *resolve(const char *base, const char *target)
{
	g_autofree char *plain = g_strdelimit(g_strdup(target), "\\", '/');
	g_autofree char *folder = folder_of(base);
	g_autofree char *path = g_strconcat(*plain == '/' ? "" : folder, plain, NULL);
	g_auto(GStrv) words = g_strsplit(path, "/", -1);
	g_autoptr(GPtrArray) kept = g_ptr_array_new();

	for (char **word = words; *word; word++) {
		if (strcmp(*word, "..") == 0) {
			if (kept->len > 0)
				g_ptr_array_set_size(kept, (int)kept->len - 1);
		} else if (**word && strcmp(*word, ".") != 0) {
			g_ptr_array_add(kept, *word);
		}
	}
	g_ptr_array_add(kept, NULL);
	return g_strjoinv("/", (char **)kept->pdata);
}

static void rels_start(struct tk_xml *xml, enum tk_family family, const char *name,
		       const char **attrs)
{
	struct rels *rels = xml->data;
	const char *id = tk_xml_attr(attrs, TK_FAMILY_OTHER, "Id");
	const char *type = tk_xml_attr(attrs, TK_FAMILY_OTHER, "Type");
	const char *target = tk_xml_attr(attrs, TK_FAMILY_OTHER, "Target");
	const char *mode = tk_xml_attr(attrs, TK_FAMILY_OTHER, "TargetMode");

	if (family != TK_FAMILY_RELS || strcmp(name, "Relationship") != 0 || !id || !type ||
	    !target || (mode && strcmp(mode, "External") == 0))
		return;
	struct tk_rel *rel = g_new(struct tk_rel, 1);
	const char *slash = strrchr(type, '/');

	rel->type = g_strdup(slash ? slash + 1 : type);
	rel->target = resolve(rels->base, target);
	g_hash_table_insert(rels->rels, g_strdup(id), rel);
}

/* Relationship id -> struct tk_rel of a part; empty when there are none. */
static GHashTable *read_rels(struct tk_zip *zip, const char *part, enum tk_part *result)
{
	static const struct tk_xml_handler handler = {.family = TK_FAMILY_RELS,
						      .start = rels_start};
	struct rels rels = {g_hash_table_new_full(g_str_hash, g_str_equal, g_free, free_rel), part};
	g_autofree char *folder = folder_of(part);
	g_autofree char *name = g_strconcat(folder, "_rels/", part + strlen(folder), ".rels", NULL);

	*result = tk_xml_parse(zip, name, &handler, &rels);
	return rels.rels;
}

/* \return the target of the first relationship of a type, owned; NULL when there is none. */
static char *find_type(GHashTable *rels, const char *type)
{
	GHashTableIter iter;
	void *value;

	g_hash_table_iter_init(&iter, rels);
	while (g_hash_table_iter_next(&iter, NULL, &value)) {
		const struct tk_rel *rel = value;

		if (strcmp(rel->type, type) == 0)
			return g_strdup(rel->target);
	}
	return NULL;
}

/* ---- The workbook ---- */

struct workbook {
	struct tk_book *book;
	struct tk_log *log;
	GHashTable *rels;
	/** Sheets met so far, of all kinds. */
	unsigned n_sheets;
	bool is_workbook, in_sheets, failed;
};

/* Sheets without cells of their own. */
static bool is_worksheet(const struct tk_rel *rel)
{
	static const char *const others[] = {"chartsheet", "dialogsheet", "xlMacrosheet",
					     "xlIntlMacrosheet"};

	for (unsigned i = 0; i < G_N_ELEMENTS(others); i++)
		if (strcmp(rel->type, others[i]) == 0)
			return false;
	return true;
}

static void add_sheet(struct workbook *workbook, const char **attrs)
{
	const char *id = tk_xml_attr(attrs, TK_FAMILY_REF, "id");
	const char *name = tk_xml_attr(attrs, TK_FAMILY_OTHER, "name");
	const char *state = tk_xml_attr(attrs, TK_FAMILY_OTHER, "state");
	const struct tk_rel *rel = id ? g_hash_table_lookup(workbook->rels, id) : NULL;
	struct tk_leaf leaf = {.name = g_intern_string(name ? name : "")};

	workbook->n_sheets++;
	if (rel && !is_worksheet(rel))
		return;
	leaf.hidden = state && (!strcmp(state, "hidden") || !strcmp(state, "veryHidden"));
	/* Where relationships are missing, parts are numbered in the order of sheets. */
	leaf.part = rel ? g_strdup(rel->target)
			: g_strdup_printf("xl/worksheets/sheet%u.xml", workbook->n_sheets);
	if (tk_book_add_leaf(workbook->book, &leaf, workbook->log))
		return;
	g_free(leaf.part);
	workbook->failed = true;
}

static void workbook_start(struct tk_xml *xml, enum tk_family family, const char *name,
			   const char **attrs)
{
	struct workbook *workbook = xml->data;
	struct tk_xlsx *xlsx = workbook->book->state;

	if (family != TK_FAMILY_SHEET)
		return;
	if (strcmp(name, "workbook") == 0 && xml->depth == 1)
		workbook->is_workbook = true;
	else if (strcmp(name, "workbookPr") == 0)
		xlsx->date1904 = tk_xml_flag(attrs, "date1904");
	else if (strcmp(name, "sheets") == 0)
		workbook->in_sheets = true;
	else if (strcmp(name, "sheet") == 0 && workbook->in_sheets)
		add_sheet(workbook, attrs);
	if (workbook->failed)
		tk_xml_stop(xml, TK_PART_STOPPED);
}

static void workbook_end(struct tk_xml *xml, enum tk_family family, const char *name)
{
	struct workbook *workbook = xml->data;

	if (family == TK_FAMILY_SHEET && strcmp(name, "sheets") == 0)
		workbook->in_sheets = false;
}

static bool read_workbook(struct tk_book *book, struct tk_log *log)
{
	static const struct tk_xml_handler handler = {
		.family = TK_FAMILY_SHEET, .start = workbook_start, .end = workbook_end};
	struct tk_xlsx *xlsx = book->state;
	enum tk_part part;
	g_autoptr(GHashTable) rels = read_rels(xlsx->zip, xlsx->workbook, &part);
	struct workbook workbook = {.book = book, .log = log, .rels = rels};

	if (part == TK_PART_OK || part == TK_PART_MISSING)
		part = tk_xml_parse(xlsx->zip, xlsx->workbook, &handler, &workbook);
	if (workbook.failed)
		return false;
	if (part == TK_PART_OK && (!workbook.is_workbook || book->leaves->len == 0))
		part = TK_PART_BAD;
	if (part != TK_PART_OK) {
		tk_part_complain(log, &book->source, part, xlsx->workbook);
		return false;
	}
	xlsx->strings_part = find_type(rels, "sharedStrings");
	xlsx->styles_part = find_type(rels, "styles");
	return true;
}

/* ---- The reader ---- */

/* \return the main part's name; "" when it is no workbook. */
static char *find_workbook(struct tk_zip *zip)
{
	enum tk_part part;
	g_autoptr(GHashTable) rels = read_rels(zip, "", &part);
	char *found = find_type(rels, "officeDocument");

	if (!found || !tk_zip_has(zip, found)) {
		g_free(found);
		found = g_strdup("xl/workbook.xml");
	}
	return found;
}

static bool xlsx_open(struct tk_book *book, struct tk_log *log)
{
	struct tk_xlsx *xlsx = g_new0(struct tk_xlsx, 1);
	enum tk_part why;

	book->state = xlsx;
	xlsx->shown = g_byte_array_new();
	xlsx->zip = tk_zip_open(book->bytes, &why);
	if (!xlsx->zip) {
		tk_part_complain(log, &book->source, why, "zip");
		return false;
	}
	xlsx->workbook = find_workbook(xlsx->zip);
	if (g_str_has_suffix(xlsx->workbook, ".bin"))
		return tk_book_refuse(book, log, TK_DIAG_FILE_NOT_SPREADSHEET, "xlsb");
	if (!tk_zip_has(xlsx->zip, xlsx->workbook))
		return tk_book_refuse(book, log, TK_DIAG_FILE_NOT_SPREADSHEET, "zip");
	return read_workbook(book, log);
}

/* Load what all sheets share; what is wrong with it is told once. */
static bool load_shared(struct tk_xlsx *xlsx, struct tk_builder *builder)
{
	struct tk_source source = builder->source;
	enum tk_part part = TK_PART_OK;

	if (xlsx->loaded)
		return xlsx->sound;
	xlsx->loaded = true;
	source.sheet = NULL;
	if (xlsx->strings_part && tk_zip_has(xlsx->zip, xlsx->strings_part))
		part = tk_strings_load(&xlsx->strings, xlsx->zip, xlsx->strings_part);
	if (part != TK_PART_OK) {
		tk_part_complain(builder->log, &source, part, xlsx->strings_part);
		return false;
	}
	if (xlsx->styles_part && tk_zip_has(xlsx->zip, xlsx->styles_part))
		part = tk_styles_load(xlsx->shown, xlsx->zip, xlsx->styles_part);
	if (part != TK_PART_OK) {
		tk_part_complain(builder->log, &source, part, xlsx->styles_part);
		return false;
	}
	xlsx->sound = true;
	return true;
}

static bool xlsx_read(struct tk_book *book, const struct tk_leaf *leaf, struct tk_builder *builder)
{
	struct tk_xlsx *xlsx = book->state;

	if (!load_shared(xlsx, builder))
		return false;
	tk_strings_begin_sheet(&xlsx->strings);
	enum tk_part part = tk_xlsx_read_sheet(xlsx, leaf->part, builder);

	if (part != TK_PART_OK && !builder->failed)
		tk_part_complain(builder->log, &builder->source, part, leaf->part);
	return part == TK_PART_OK && !builder->failed;
}

static void xlsx_close(struct tk_book *book)
{
	struct tk_xlsx *xlsx = book->state;

	if (!xlsx)
		return;
	tk_zip_close(xlsx->zip);
	tk_strings_clear(&xlsx->strings);
	g_byte_array_unref(xlsx->shown);
	g_free(xlsx->workbook);
	g_free(xlsx->strings_part);
	g_free(xlsx->styles_part);
	g_free(xlsx);
}

const struct tk_reader tk_xlsx_reader = {TK_FORMAT_XLSX, xlsx_open, xlsx_read, xlsx_close};
