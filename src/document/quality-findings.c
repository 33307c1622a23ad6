#include "quality-imp.h"

/* ---- Kinds of findings ---- */

enum kind {
	KIND_STATUS,
	KIND_HEADER,
	KIND_DATE,
	KIND_NUMBER,
	KIND_TASK_ID,
	KIND_FILE_NAME,
	KIND_ENCODING,
	KIND_DELIMITER,
	KIND_QUOTE,
	KIND_BYTES,
	KIND_HIDDEN_ROW,
	KIND_HEADINGS,
	KIND_NOT_APPLICABLE,
	KIND_ROWS,
	KIND_MISSING,
	KIND_VALUES,
	KIND_STRUCTURE,
	KIND_FILES,
	KIND_OTHER,
	N_KINDS
};

/* Keys of their texts, which end in .what and .done. */
static const char *const keys[N_KINDS] = {
	[KIND_STATUS] = "quality.status",
	[KIND_HEADER] = "quality.header",
	[KIND_DATE] = "quality.date",
	[KIND_NUMBER] = "quality.number",
	[KIND_TASK_ID] = "quality.task-id",
	[KIND_FILE_NAME] = "quality.file-name",
	[KIND_ENCODING] = "quality.encoding",
	[KIND_DELIMITER] = "quality.delimiter",
	[KIND_QUOTE] = "quality.quote",
	[KIND_BYTES] = "quality.bytes",
	[KIND_HIDDEN_ROW] = "quality.hidden-row",
	[KIND_HEADINGS] = "quality.headings",
	[KIND_NOT_APPLICABLE] = "quality.not-applicable",
	[KIND_ROWS] = "quality.rejected",
	[KIND_MISSING] = "quality.missing",
	[KIND_VALUES] = "quality.values",
	[KIND_STRUCTURE] = "quality.structure",
	[KIND_FILES] = "quality.left-out",
	[KIND_OTHER] = "quality.other",
};

/* Of interpretations, by the ledger's words. */
static const struct {
	const char *word;
	enum kind kind;
} read_kinds[] = {
	{"status", KIND_STATUS},     {"header", KIND_HEADER},
	{"date", KIND_DATE},         {"number", KIND_NUMBER},
	{"task id", KIND_TASK_ID},   {"file name", KIND_FILE_NAME},
	{"encoding", KIND_ENCODING}, {"delimiter", KIND_DELIMITER},
	{"quote", KIND_QUOTE},       {"quote-unclosed", KIND_QUOTE},
	{"bytes", KIND_BYTES},       {"hidden row", KIND_HIDDEN_ROW},
};

/* Of messages; those of single rows and of missing tasks are counted by the control totals. */
static const struct {
	enum tk_diag id;
	enum kind kind;
} remark_kinds[] = {
	{TK_DIAG_TASK_UNKNOWN, KIND_ROWS},          {TK_DIAG_TASK_NO_ID, KIND_ROWS},
	{TK_DIAG_TASK_DUPLICATE, KIND_ROWS},        {TK_DIAG_TASK_REPEATED, KIND_ROWS},
	{TK_DIAG_STATUS_UNKNOWN, KIND_ROWS},        {TK_DIAG_STATUS_EMPTY, KIND_ROWS},
	{TK_DIAG_ROW_REGION_UNKNOWN, KIND_ROWS},    {TK_DIAG_RISK_SCALE, KIND_ROWS},
	{TK_DIAG_TASK_MISSING, KIND_MISSING},       {TK_DIAG_TASKS_MISSING, KIND_MISSING},
	{TK_DIAG_DATE_UNKNOWN, KIND_VALUES},        {TK_DIAG_NUMBER_UNKNOWN, KIND_VALUES},
	{TK_DIAG_AREA_UNKNOWN, KIND_VALUES},        {TK_DIAG_CELL_UNCACHED, KIND_VALUES},
	{TK_DIAG_CELL_TOO_LONG, KIND_VALUES},       {TK_DIAG_COLUMN_MISSING, KIND_STRUCTURE},
	{TK_DIAG_HEADER_DOUBLE, KIND_STRUCTURE},    {TK_DIAG_SHEET_HIDDEN, KIND_STRUCTURE},
	{TK_DIAG_SHEET_FAULTY, KIND_STRUCTURE},     {TK_DIAG_SHEET_TOO_LARGE, KIND_STRUCTURE},
	{TK_DIAG_FILE_UNREADABLE, KIND_FILES},      {TK_DIAG_FILE_EMPTY, KIND_FILES},
	{TK_DIAG_FILE_NOT_SPREADSHEET, KIND_FILES}, {TK_DIAG_FILE_TRUNCATED, KIND_FILES},
	{TK_DIAG_FILE_ENCRYPTED, KIND_FILES},       {TK_DIAG_FILE_TOO_LARGE, KIND_FILES},
	{TK_DIAG_FILE_UNSAFE, KIND_FILES},          {TK_DIAG_FILE_UNKNOWN_REGION, KIND_FILES},
	{TK_DIAG_FILE_SECOND, KIND_FILES},          {TK_DIAG_FILE_NEWER, KIND_FILES},
	{TK_DIAG_FILE_NO_TASKS, KIND_FILES},        {TK_DIAG_HEADER_MISSING, KIND_FILES},
};

static enum kind kind_of_word(const char *word)
{
	for (unsigned i = 0; i < G_N_ELEMENTS(read_kinds); i++) {
		if (g_str_equal(read_kinds[i].word, word))
			return read_kinds[i].kind;
	}
	return KIND_OTHER;
}

static enum kind kind_of_diag(enum tk_diag id)
{
	for (unsigned i = 0; i < G_N_ELEMENTS(remark_kinds); i++) {
		if (remark_kinds[i].id == id)
			return remark_kinds[i].kind;
	}
	return KIND_OTHER;
}

/* ---- Whose file it is ---- */

#define SHARED (TK_NONE - 1)

struct counter {
	const struct tk_document *doc;
	struct tk_findings *findings;
	unsigned counts[N_KINDS];
	/** File -> region + 1, or SHARED; names are interned. */
	GHashTable *owners;
};

static unsigned owner_of(const struct counter *counter, const char *file)
{
	unsigned owner = GPOINTER_TO_UINT(g_hash_table_lookup(counter->owners, file));

	return owner == 0 || owner == SHARED ? TK_NONE : owner - 1;
}

static void find_owners(struct counter *counter)
{
	const struct tk_round *round = counter->doc->picture->now->round;
	const struct tk_dataset *dataset = round->dataset;

	for (unsigned r = 0; r < dataset->n_regions; r++) {
		const char *file = round->submissions[r].file;

		if (file)
			g_hash_table_insert(
				counter->owners, (char *)file,
				GUINT_TO_POINTER(g_hash_table_contains(counter->owners, file)
							 ? SHARED
							 : r + 1));
	}
	for (unsigned i = 0; i < round->n_files; i++) {
		const char *file = round->files[i].name;
		unsigned region = tk_dataset_find_named(dataset, file);

		if (!g_hash_table_contains(counter->owners, file))
			g_hash_table_insert(
				counter->owners, (char *)file,
				GUINT_TO_POINTER(region == TK_NONE ? SHARED : region + 1));
	}
}

/* Whether something is of this period's files: those that were left out are in its folder too. */
static bool is_of_period(const struct counter *counter, const struct tk_source *source)
{
	if (!source->file)
		return false;
	if (g_hash_table_contains(counter->owners, source->file))
		return true;
	g_autofree char *dir = g_path_get_dirname(source->file);
	g_autofree char *folder = g_path_get_basename(dir);

	return g_str_equal(folder, counter->doc->picture->period->id);
}

/* ---- Counting ---- */

static void count_interpretations(struct counter *counter)
{
	const struct tk_log *log = counter->doc->picture->log;

	for (unsigned i = 0; i < tk_log_n_interpretations(log); i++) {
		const struct tk_interpretation *what = tk_log_interpretation(log, i);
		unsigned owner;

		if (!is_of_period(counter, &what->first))
			continue;
		owner = owner_of(counter, what->first.file);
		counter->counts[kind_of_word(what->kind)] += what->count;
		counter->findings->n_read += what->count;
		if (owner != TK_NONE)
			counter->findings->regions[owner].n_read += what->count;
	}
}

static void count_messages(struct counter *counter)
{
	const struct tk_log *log = counter->doc->picture->log;

	for (unsigned i = 0; i < tk_log_n_messages(log); i++) {
		const struct tk_message *message = tk_log_message(log, i);
		unsigned owner;

		if (message->level < TK_LEVEL_WARNING || !is_of_period(counter, &message->source))
			continue;
		enum kind kind = kind_of_diag(message->id);

		owner = owner_of(counter, message->source.file);
		if (kind != KIND_ROWS && kind != KIND_MISSING)
			counter->counts[kind]++;
		counter->findings->n_remarks++;
		if (owner != TK_NONE)
			counter->findings->regions[owner].n_remarks++;
	}
}

static void count_totals(struct counter *counter)
{
	struct tk_findings *findings = counter->findings;
	const struct tk_round *round = counter->doc->picture->now->round;
	struct tk_totals *all = &findings->totals;

	findings->n_files = round->n_files;
	for (unsigned i = 0; i < round->n_files; i++) {
		const struct tk_totals *t = &round->files[i].totals;
		unsigned owner = owner_of(counter, round->files[i].name);

		all->rows += t->rows;
		all->counted += t->counted;
		all->not_applicable += t->not_applicable;
		all->rejected += t->rejected;
		all->headings += t->headings;
		if (owner != TK_NONE)
			findings->regions[owner].rows += t->rows;
	}
	for (unsigned r = 0; r < round->dataset->n_regions; r++)
		findings->n_missing += round->submissions[r].n_missing;
	counter->counts[KIND_HEADINGS] = all->headings;
	counter->counts[KIND_NOT_APPLICABLE] = all->not_applicable;
	counter->counts[KIND_ROWS] = all->rejected;
	counter->counts[KIND_MISSING] = findings->n_missing;
}

/* ---- Formats ---- */

/* A file's own ending: what its sender knows it by. */
static char *ending_of(const char *file)
{
	const char *dot = file ? strrchr(file, '.') : NULL;

	return dot ? g_ascii_strdown(dot + 1, -1) : g_strdup("");
}

struct format {
	char *ending;
	unsigned n;
};

static void clear_format(void *format)
{
	g_free(((struct format *)format)->ending);
}

static int compare_formats(const void *a, const void *b)
{
	const struct format *first = a, *second = b;

	if (first->n != second->n)
		return first->n > second->n ? -1 : 1;
	return strcmp(first->ending, second->ending);
}

static void add_format(GArray *formats, char *ending)
{
	struct format format = {ending, 1};

	for (unsigned i = 0; i < formats->len; i++) {
		struct format *known = &g_array_index(formats, struct format, i);

		if (g_str_equal(known->ending, ending)) {
			known->n++;
			g_free(ending);
			return;
		}
	}
	g_array_append_val(formats, format);
}

static char *formats_text(const struct tk_round *round)
{
	g_autoptr(GArray) formats = g_array_new(FALSE, FALSE, sizeof(struct format));
	GString *text = g_string_new(NULL);

	g_array_set_clear_func(formats, clear_format);
	for (unsigned i = 0; i < round->n_files; i++)
		add_format(formats, ending_of(round->files[i].name));
	g_array_sort(formats, compare_formats);
	for (unsigned i = 0; i < formats->len; i++) {
		const struct format *format = &g_array_index(formats, struct format, i);

		g_string_append_printf(text, "%s%s" TK_NBSP "%u", i ? ", " : "", format->ending,
				       format->n);
	}
	return g_string_free(text, FALSE);
}

/* ---- In words ---- */

static char *words_of(const struct tk_document *doc, enum kind kind, const char *part, unsigned n)
{
	g_autofree char *key = g_strconcat(keys[kind], part, NULL);

	return tk_text_plural(doc->pen.texts, doc->pen.lang, key, n, NULL);
}

static int compare_findings(const void *a, const void *b)
{
	unsigned first = ((const struct tk_finding *)a)->n,
		 second = ((const struct tk_finding *)b)->n;

	return (second > first) - (second < first);
}

static void list_findings(const struct counter *counter)
{
	GArray *list = g_array_new(FALSE, FALSE, sizeof(struct tk_finding));

	for (unsigned i = 0; i < N_KINDS; i++) {
		unsigned n = counter->counts[i];
		struct tk_finding finding = {.n = n};

		if (n == 0)
			continue;
		finding.what = words_of(counter->doc, i, ".what", n);
		finding.done = words_of(counter->doc, i, ".done", n);
		g_array_append_val(list, finding);
	}
	/* A stable sort keeps the kinds' order where counts are equal. */
	g_array_sort(list, compare_findings);
	counter->findings->n = list->len;
	counter->findings->list = (struct tk_finding *)(void *)g_array_free(list, FALSE);
}

void tk_findings_init(struct tk_findings *findings, const struct tk_document *doc)
{
	const struct tk_round *round = doc->picture->now->round;
	g_autoptr(GHashTable) owners = g_hash_table_new(g_str_hash, g_str_equal);
	struct counter counter = {.doc = doc, .findings = findings, .owners = owners};

	*findings = (struct tk_findings){
		.regions = g_new0(struct tk_region_findings, round->dataset->n_regions + 1),
		.formats = formats_text(round),
	};
	find_owners(&counter);
	for (unsigned r = 0; r < round->dataset->n_regions; r++) {
		const char *file = round->submissions[r].file;

		findings->regions[r].format = ending_of(file);
		findings->regions[r].shared = file && owner_of(&counter, file) == TK_NONE;
	}
	count_interpretations(&counter);
	count_messages(&counter);
	count_totals(&counter);
	list_findings(&counter);
}

void tk_findings_clear(struct tk_findings *findings)
{
	for (unsigned i = 0; i < findings->n; i++) {
		g_free(findings->list[i].what);
		g_free(findings->list[i].done);
	}
	g_free(findings->list);
	/* As many as there are regions, then one whose ending is NULL. */
	for (unsigned r = 0; findings->regions[r].format; r++)
		g_free(findings->regions[r].format);
	g_free(findings->regions);
	g_free(findings->formats);
}
