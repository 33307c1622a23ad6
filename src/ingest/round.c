#include "tilannekuva/ingest.h"

#include "submission.h"

/* One period: which files there are, whose they are, and what stands in each. */

static const char *const endings[] = {".csv", ".tsv", ".txt", ".xlsx", ".xlsm", ".ods", ".xls"};

static const char *ending_of(const char *name)
{
	g_autofree char *lower = g_ascii_strdown(name, -1);

	for (unsigned i = 0; i < G_N_ELEMENTS(endings); i++) {
		if (g_str_has_suffix(lower, endings[i]))
			return endings[i];
	}
	return NULL;
}

/* Lock files of office programs, hidden files, folders and files of other kinds. */
static bool is_passed_over(const char *name)
{
	return *name == '.' || g_str_has_prefix(name, "~$") || !ending_of(name);
}

static int compare_names(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

/* The names of a folder's spreadsheets in order; NULL when it cannot be read. */
static GPtrArray *list_files(const char *dir, struct tk_log *log)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(GDir) folder = g_dir_open(dir, 0, &error);
	GPtrArray *names;

	if (!folder) {
		tk_log_add(log, TK_DIAG_FOLDER_MISSING, NULL, error->message, NULL);
		return NULL;
	}
	names = g_ptr_array_new_with_free_func(g_free);
	for (const char *name; (name = g_dir_read_name(folder));) {
		g_autofree char *path = g_build_filename(dir, name, NULL);

		/* A pipe would never end, a folder is not a file. */
		if (!is_passed_over(name) && g_file_test(path, G_FILE_TEST_IS_REGULAR))
			g_ptr_array_add(names, g_strdup(name));
	}
	g_ptr_array_sort(names, compare_names);
	return names;
}

/* ---- Whose file it is ---- */

/* Letters without their marks, lower case: "Etelä-Karjala" is "etela-karjala". */
static char *fold_name(const char *name)
{
	g_autofree char *normalised = tk_word_normalise(name);
	g_autofree char *parted = g_utf8_normalize(normalised, -1, G_NORMALIZE_ALL);
	GString *out = g_string_new(NULL);

	for (const char *at = parted; *at; at = g_utf8_next_char(at)) {
		gunichar c = g_utf8_get_char(at);

		if (g_unichar_ismark(c))
			continue;
		g_string_append_unichar(out, c == ' ' || c == '_' ? '-' : c);
	}
	return g_string_free(out, FALSE);
}

/* Folded once: there may be as many files as regions. */
static GHashTable *fold_regions(const struct tk_dataset *dataset)
{
	GHashTable *stems = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

	for (unsigned r = 0; r < dataset->n_regions; r++) {
		const struct tk_region *region = &dataset->regions[r];
		const char *const names[] = {region->id, region->name.in[TK_FI],
					     region->name.in[TK_SV], region->name.in[TK_EN]};

		for (unsigned i = 0; i < G_N_ELEMENTS(names); i++) {
			g_autofree char *stem = names[i] ? fold_name(names[i]) : NULL;

			if (stem && !g_hash_table_contains(stems, stem))
				g_hash_table_insert(stems, g_steal_pointer(&stem),
						    GUINT_TO_POINTER(r + 1));
		}
	}
	return stems;
}

/* The region whose id or name the folded stem begins with, not in the middle of a word; the longest
 * one counts. */
static unsigned region_of_stem(const struct tk_intake *intake, const char *stem)
{
	for (size_t length = strlen(stem); length > 0; length--) {
		if (g_ascii_isalpha(stem[length]) || stem[length] < 0)
			continue;
		g_autofree char *name = g_strndup(stem, length);
		unsigned region = GPOINTER_TO_UINT(g_hash_table_lookup(intake->stems, name));

		if (region)
			return region - 1;
	}
	return TK_NONE;
}

struct file {
	/** As in diagnostics: "2021-10/kainuu.ods". */
	char *name, *path;
	unsigned region;
	struct tk_source source;
	/** That it is nobody's has been said. */
	bool told;
};

/* "<region>.<part>.<ending>": the part only says what we see from the header anyway. */
static unsigned region_of_file(struct tk_intake *intake, const char *base,
			       const struct tk_source *source)
{
	g_autofree char *stem = g_strndup(base, strlen(base) - strlen(ending_of(base)));
	g_autofree char *folded = fold_name(stem);
	char *dot = strrchr(stem, '.');
	const char *meaning;
	unsigned region = region_of_stem(intake, folded);

	if (region == TK_NONE)
		return TK_NONE;
	if (dot && tk_vocabulary_find(intake->vocabulary, "part", dot + 1, &meaning))
		*dot = '\0';
	if (strcmp(stem, intake->dataset->regions[region].id) != 0)
		tk_log_interpret(intake->log, "file name", base,
				 intake->dataset->regions[region].id, source);
	return region;
}

static void tell_unknown(struct tk_intake *intake, const char *base, const struct tk_source *source)
{
	g_autoptr(GString) ids = g_string_new(NULL);
	g_autofree char *folded = fold_name(base);

	for (unsigned r = 0; r < intake->dataset->n_regions; r++) {
		const char *id = intake->dataset->regions[r].id;

		if (strncmp(id, folded, 3) == 0)
			g_string_append_printf(ids, "%s%s", ids->len ? ", " : "", id);
	}
	tk_log_add(intake->log, TK_DIAG_FILE_UNKNOWN_REGION, source, base,
		   ids->len ? ids->str : "–", NULL);
}

/* ---- What stands in it ---- */

/* The reporting date that a file gives in the rows above its table, or TK_NO_DATE. */
static int32_t own_date(const struct tk_sheet *sheet, unsigned header_row)
{
	for (unsigned r = 0; r < header_row; r++) {
		for (unsigned c = 0; c < sheet->rows[r].n_cells; c++) {
			const struct tk_cell *cell = &sheet->rows[r].cells[c];
			int32_t date = TK_NO_DATE;

			if (cell->type == TK_CELL_DATE)
				date = tk_date_from_serial(cell->number);
			else if (cell->type == TK_CELL_TEXT)
				tk_date_parse(cell->text, &date);
			if (date != TK_NO_DATE)
				return date;
		}
	}
	return TK_NO_DATE;
}

/* Of two task files from one region the newer by its own date counts; the first where there is no
 * telling. Returns whether this one is read. */
static bool is_first_or_newer(struct tk_intake *intake, const struct file *file, int32_t date)
{
	struct tk_submission *submission = &intake->round->submissions[file->region];
	int32_t *known = &intake->own_dates[file->region];

	if (!submission->file || strcmp(submission->file, file->name) == 0) {
		*known = date;
		return true;
	}
	if (date == TK_NO_DATE || *known == TK_NO_DATE || date == *known) {
		tk_log_add(intake->log, TK_DIAG_FILE_SECOND, &file->source, submission->file, NULL);
		return false;
	}
	if (date < *known) {
		struct tk_source other = {submission->file, NULL, TK_NOWHERE, TK_NOWHERE};

		tk_log_add(intake->log, TK_DIAG_FILE_NEWER, &other, file->name, NULL);
		return false;
	}
	tk_log_add(intake->log, TK_DIAG_FILE_NEWER, &file->source, submission->file, NULL);
	tk_submission_reset(intake, file->region);
	*known = date;
	return true;
}

/* The rows of a task file that is not read are rejected, all of them. */
static void reject_all(const struct tk_sheet *sheet, struct tk_totals *totals)
{
	totals->rows += sheet->n_rows;
	totals->rejected += sheet->n_rows;
}

static void read_tasks(struct tk_intake *intake, const struct file *file,
		       const struct tk_table *table, enum tk_format format)
{
	struct tk_submission *submission;

	if (file->region != TK_NONE) {
		int32_t date = own_date(table->sheet, table->header->row_index);

		if (!is_first_or_newer(intake, file, date)) {
			reject_all(table->sheet, table->totals);
			return;
		}
		submission = &intake->round->submissions[file->region];
		submission->file = g_intern_string(file->name);
		submission->format = tk_format_name(format);
		tk_submission_begin(intake, file->region);
	}
	tk_tasks_read(intake, table);
	for (unsigned r = 0; file->region == TK_NONE && r < intake->dataset->n_regions; r++) {
		submission = &intake->round->submissions[r];
		if (submission->entries && !submission->file) {
			submission->file = g_intern_string(file->name);
			submission->format = tk_format_name(format);
		}
	}
}

/* Whether a table can be used: its file or its rows say whose it is. */
static bool has_region(const struct file *file, const struct tk_header *header)
{
	return file->region != TK_NONE || tk_header_region(header) != TK_NOWHERE;
}

/* Returns the kind of table that the sheet had. */
static enum tk_table_kind read_sheet(struct tk_intake *intake, struct file *file,
				     const struct tk_sheet *sheet, enum tk_format format,
				     struct tk_totals *totals)
{
	struct tk_header header;
	struct tk_table table = {sheet, &header, file->region, totals};

	if (!tk_header_find(sheet, intake->vocabulary, &header, intake->log)) {
		/* A sheet of instructions, or one that the file is left out for. */
		totals->rows += sheet->n_rows;
		totals->headings += sheet->n_rows;
		return TK_TABLE_NONE;
	}
	if (!has_region(file, &header)) {
		g_autofree char *base = g_path_get_basename(file->name);

		if (!file->told)
			tell_unknown(intake, base, &file->source);
		file->told = true;
		reject_all(sheet, totals);
		return header.kind;
	}
	if (header.kind == TK_TABLE_TASKS)
		read_tasks(intake, file, &table, format);
	else if (header.kind == TK_TABLE_RISKS)
		tk_risks_read(intake, &table);
	else
		tk_indicators_read(intake, &table);
	return header.kind;
}

/* Formulas that were never worked out leave holes: say where. */
static void tell_uncached(struct tk_intake *intake, const struct tk_sheet *sheet)
{
	for (unsigned r = 0; r < sheet->n_rows; r++) {
		for (unsigned c = 0; c < sheet->rows[r].n_cells; c++) {
			const struct tk_cell *cell = &sheet->rows[r].cells[c];
			struct tk_source source =
				tk_sheet_source(sheet, sheet->rows[r].row, cell->col);

			if (cell->uncached)
				tk_log_add(intake->log, TK_DIAG_CELL_UNCACHED, &source, NULL);
		}
	}
}

/* What a book turned out to have. */
struct contents {
	/** Any cells; any table; a sheet that could not be read, and the log says why. */
	bool cells, table, unread;
	/** Headings that are nearly right, of the first sheet with cells and no table; owned. */
	char *near;
};

/* Read the visible sheets, or the hidden ones. */
static void read_sheets(struct tk_intake *intake, struct file *file, struct tk_book *book,
			bool hidden, struct tk_totals *totals, struct contents *contents)
{
	for (unsigned i = 0; i < tk_book_n_sheets(book); i++) {
		if (tk_book_sheet_hidden(book, i) != hidden)
			continue;
		g_autoptr(tk_sheet) sheet = tk_book_read_sheet(book, i, intake->log);
		enum tk_table_kind kind;

		contents->unread |= !sheet;
		if (!sheet)
			continue;
		tell_uncached(intake, sheet);
		kind = read_sheet(intake, file, sheet, tk_book_format(book), totals);
		contents->cells |= sheet->n_rows > 0;
		contents->table |= kind != TK_TABLE_NONE;
		if (kind == TK_TABLE_NONE && sheet->n_rows > 0 && !contents->near)
			contents->near = tk_header_nearest(sheet, intake->vocabulary);
		if (hidden && kind != TK_TABLE_NONE)
			tk_log_add(intake->log, TK_DIAG_SHEET_HIDDEN, &file->source, sheet->name,
				   NULL);
	}
}

static void read_book(struct tk_intake *intake, struct file *file, struct tk_book *book,
		      struct tk_totals *totals)
{
	struct contents contents = {0};

	read_sheets(intake, file, book, false, totals, &contents);
	if (!contents.table)
		read_sheets(intake, file, book, true, totals, &contents);
	if (!contents.cells && !contents.unread) {
		tk_log_add(intake->log, TK_DIAG_FILE_EMPTY, &file->source, NULL);
	} else if (contents.cells && !contents.table) {
		g_autofree char *needed =
			tk_header_needed(intake->vocabulary, TK_TABLE_TASKS, TK_FI);

		tk_log_add(intake->log, TK_DIAG_HEADER_MISSING, &file->source, needed,
			   contents.near ? contents.near : "–", NULL);
	}
	g_free(contents.near);
}

static void read_file(struct tk_intake *intake, const char *dir, const char *base, GArray *files)
{
	const char *period = intake->dataset->periods[intake->round->period].id;
	/* The file system takes any bytes; people and manifests get characters. */
	g_autofree char *shown = tk_text_visible(base);
	struct file file = {
		.name = g_strconcat(period, "/", shown, NULL),
		.path = g_build_filename(dir, base, NULL),
	};
	struct tk_input_file input = {0};

	file.source = (struct tk_source){g_intern_string(file.name), NULL, TK_NOWHERE, TK_NOWHERE};
	file.region = region_of_file(intake, base, &file.source);
	if (file.region != TK_NONE)
		intake->round->submissions[file.region].sent = true;
	input.name = file.source.file;
	input.path = g_strdup(file.path);
	g_autoptr(tk_book) book = tk_book_open(file.path, file.name, intake->log);

	if (book) {
		input.format = tk_format_name(tk_book_format(book));
		read_book(intake, &file, book, &input.totals);
	}
	g_array_append_val(files, input);
	g_free(file.name);
	g_free(file.path);
}

static void finish(struct tk_intake *intake)
{
	for (unsigned r = 0; r < intake->dataset->n_regions; r++) {
		const struct tk_region *region = &intake->dataset->regions[r];

		/* Why a file that came gave no figures has been told. */
		if (intake->round->submissions[r].reported)
			tk_submission_finish(intake, r);
		else if (!intake->round->submissions[r].sent &&
			 *tk_names_in(&region->reason, TK_FI) == '\0')
			tk_log_add(intake->log, TK_DIAG_REGION_NO_FILE,
				   &(struct tk_source){
					   intake->dataset->periods[intake->round->period].id, NULL,
					   TK_NOWHERE, TK_NOWHERE},
				   tk_names_in(&region->name, TK_FI), NULL);
	}
}

struct tk_round *tk_round_read(const struct tk_dataset *dataset, unsigned period,
			       const struct tk_vocabulary *vocabulary, struct tk_log *log)
{
	g_autofree char *dir = g_build_filename(dataset->dir, dataset->periods[period].id, NULL);
	g_autoptr(GPtrArray) names = list_files(dir, log);
	GArray *files;

	if (!names)
		return NULL;
	struct tk_round *round = g_new0(struct tk_round, 1);
	g_autofree int32_t *own_dates = g_new0(int32_t, dataset->n_regions);
	g_autoptr(GHashTable) tasks = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	g_autoptr(GPtrArray) task_keys = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(GHashTable) groups = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	g_autoptr(GHashTable) regions =
		g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	g_autoptr(GHashTable) stems = fold_regions(dataset);
	struct tk_intake intake = {
		.dataset = dataset,
		.vocabulary = vocabulary,
		.round = round,
		.log = log,
		.tasks = tasks,
		.task_keys = task_keys,
		.groups = groups,
		.regions = regions,
		.stems = stems,
		.own_dates = own_dates,
	};

	round->dataset = dataset;
	round->period = period;
	round->submissions = g_new0(struct tk_submission, dataset->n_regions);
	files = g_array_new(FALSE, FALSE, sizeof(struct tk_input_file));
	for (unsigned i = 0; i < names->len; i++)
		read_file(&intake, dir, names->pdata[i], files);
	round->n_files = files->len;
	round->files = (struct tk_input_file *)(void *)g_array_free(files, FALSE);
	finish(&intake);
	return round;
}
