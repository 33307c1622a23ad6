#include "report.h"

#include "tilannekuva/number.h"

#define N_COLUMNS 8

static const struct tk_round *round_of(const struct tk_report *report)
{
	return report->reading->picture->now->round;
}

const char *tk_report_state(const struct tk_report *report, unsigned region)
{
	const struct tk_names *reason = &report->reading->dataset->regions[region].reason;

	const struct tk_submission *submission = &round_of(report)->submissions[region];

	if (submission->reported)
		return "received";
	if (submission->sent)
		return "rejected";
	return *tk_names_in(reason, TK_FI) ? "excused" : "missing";
}

/* ---- Text ---- */

static void print_cell(const char *text, int width, bool right)
{
	glong blanks = MAX(0, width - g_utf8_strlen(text, -1));

	if (right)
		printf("%*s%s  ", (int)blanks, "", text);
	else
		printf("%s%*s  ", text, (int)blanks, "");
}

static void print_row(char *const *cells, const int *widths)
{
	for (unsigned c = 0; c < N_COLUMNS; c++)
		print_cell(cells[c], widths[c], c >= 2);
	printf("\n");
}

static char *digits(unsigned value)
{
	return g_strdup_printf("%u", value);
}

/* One region's row, or the sum's; owned cells. */
static char **make_row(const char *name, const char *file, const struct tk_totals *totals,
		       unsigned missing)
{
	char **cells = g_new0(char *, N_COLUMNS + 1);

	cells[0] = g_strdup(name);
	cells[1] = g_strdup(file);
	cells[2] = digits(totals->rows);
	cells[3] = digits(totals->counted);
	cells[4] = digits(totals->not_applicable);
	cells[5] = digits(totals->rejected);
	cells[6] = digits(totals->headings);
	cells[7] = digits(missing);
	return cells;
}

static char **header_row(const struct tk_report *report)
{
	static const char *const keys[N_COLUMNS] = {
		"region",         "check.file",           "check.rows",
		"check.counted",  "check.not-applicable", "check.rejected",
		"check.headings", "check.missing",
	};
	char **cells = g_new0(char *, N_COLUMNS + 1);

	for (unsigned c = 0; c < N_COLUMNS; c++)
		cells[c] = g_strdup(tk_text(report->reading->kit->texts, report->lang, keys[c]));
	return cells;
}

static char **region_row(const struct tk_report *report, unsigned region, struct tk_totals *sum,
			 unsigned *sum_missing)
{
	const struct tk_region *of = &report->reading->dataset->regions[region];
	const struct tk_submission *s = &round_of(report)->submissions[region];
	g_autofree char *key = g_strconcat("check.state.", tk_report_state(report, region), NULL);
	const char *file =
		s->file ? s->file : tk_text(report->reading->kit->texts, report->lang, key);

	sum->rows += s->totals.rows;
	sum->counted += s->totals.counted;
	sum->not_applicable += s->totals.not_applicable;
	sum->rejected += s->totals.rejected;
	sum->headings += s->totals.headings;
	*sum_missing += s->n_missing;
	return make_row(tk_names_in(&of->name, report->lang), file, &s->totals, s->n_missing);
}

static void print_table(const struct tk_report *report)
{
	g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func((GDestroyNotify)g_strfreev);
	const struct tk_dataset *dataset = report->reading->dataset;
	struct tk_totals sum = {0};
	unsigned missing = 0;
	int widths[N_COLUMNS] = {0};

	g_ptr_array_add(rows, header_row(report));
	for (unsigned r = 0; r < dataset->n_regions; r++)
		g_ptr_array_add(rows, region_row(report, r, &sum, &missing));
	g_ptr_array_add(rows, make_row(tk_text(report->reading->kit->texts, report->lang, "total"),
				       "", &sum, missing));
	for (unsigned i = 0; i < rows->len; i++) {
		for (unsigned c = 0; c < N_COLUMNS; c++)
			widths[c] = MAX(widths[c],
					(int)g_utf8_strlen(((char **)rows->pdata[i])[c], -1));
	}
	for (unsigned i = 0; i < rows->len; i++)
		print_row(rows->pdata[i], widths);
}

/* Messages are told file by file, and those that say the same of several cells together. */

struct group {
	const struct tk_message *message;
	/** Places of one file: "C5", "C9". */
	GPtrArray *cells;
};

struct file_groups {
	/** NULL: the data as a whole. */
	const char *file;
	/** struct group, in the order of their first messages */
	GArray *groups;
	/** What a message says -> index + 1 */
	GHashTable *of_words;
};

static void clear_group(void *group)
{
	g_ptr_array_unref(((struct group *)group)->cells);
}

static struct file_groups *file_groups_new(const char *file)
{
	struct file_groups *groups = g_new(struct file_groups, 1);

	groups->file = file;
	groups->groups = g_array_new(FALSE, FALSE, sizeof(struct group));
	g_array_set_clear_func(groups->groups, clear_group);
	groups->of_words = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	return groups;
}

static void file_groups_free(void *data)
{
	struct file_groups *groups = data;

	g_array_unref(groups->groups);
	g_hash_table_unref(groups->of_words);
	g_free(groups);
}

/* A place within its file: "Tehtävät!B17", "B17" or "". */
static char *cell_text(const struct tk_source *source)
{
	struct tk_source place = *source;

	place.file = NULL;
	g_autofree char *text = tk_source_text(&place);

	/* Without the file the place begins with the colon that would part them. */
	return g_strdup(*text == ':' ? text + 1 : text);
}

static void add_message(struct file_groups *files, const struct tk_message *message,
			enum tk_lang lang)
{
	g_autofree char *words = tk_message_text(message, lang);
	char *key = g_strdup_printf("%s\x1f%s", message->source.sheet ? message->source.sheet : "",
				    words);
	unsigned known = GPOINTER_TO_UINT(g_hash_table_lookup(files->of_words, key));

	if (!known) {
		struct group group = {message, g_ptr_array_new_with_free_func(g_free)};

		g_array_append_val(files->groups, group);
		known = files->groups->len;
		g_hash_table_insert(files->of_words, g_steal_pointer(&key),
				    GUINT_TO_POINTER(known));
	}
	g_free(key);
	g_ptr_array_add(g_array_index(files->groups, struct group, known - 1).cells,
			cell_text(&message->source));
}

/* All messages, in the order in which their files come up. */
static GPtrArray *group_messages(const struct tk_report *report)
{
	GPtrArray *files = g_ptr_array_new_with_free_func(file_groups_free);
	g_autoptr(GHashTable) of_file = g_hash_table_new(NULL, NULL);

	for (unsigned i = 0; i < tk_log_n_messages(report->log); i++) {
		const struct tk_message *message = tk_log_message(report->log, i);
		struct file_groups *groups = g_hash_table_lookup(of_file, message->source.file);

		if (!groups) {
			groups = file_groups_new(message->source.file);
			g_ptr_array_add(files, groups);
			g_hash_table_insert(of_file, (char *)message->source.file, groups);
		}
		add_message(groups, message, report->lang);
	}
	return files;
}

/* How many cells with the same message are named. */
#define MOST_CELLS 6

/* The cells, how grave it is, what was done and what to write: "C5, C9, C12 … (221)  virhe: …". */
static void print_group(const struct tk_report *report, const struct group *group)
{
	g_autofree char *text = tk_message_text(group->message, report->lang);

	printf("    ");
	for (unsigned i = 0; i < group->cells->len && i < MOST_CELLS; i++)
		printf("%s%s", i ? ", " : "", (char *)group->cells->pdata[i]);
	if (group->cells->len > MOST_CELLS)
		printf(" … (%u)", group->cells->len);
	printf("%s%s: %s\n", *(char *)group->cells->pdata[0] ? "  " : "",
	       tk_level_word(group->message->level, report->lang), text);
}

static void print_messages(const struct tk_report *report)
{
	const struct tk_texts *texts = report->reading->kit->texts;
	g_autoptr(GPtrArray) files = group_messages(report);

	printf("\n%s\n", tk_text(texts, report->lang, "check.problems"));
	if (files->len == 0)
		printf("  %s\n", tk_text(texts, report->lang, "check.no-problems"));
	for (unsigned i = 0; i < files->len; i++) {
		const struct file_groups *groups = files->pdata[i];

		printf("  %s\n",
		       groups->file ? groups->file : tk_text(texts, report->lang, "check.general"));
		for (unsigned g = 0; g < groups->groups->len; g++)
			print_group(report, &g_array_index(groups->groups, struct group, g));
	}
}

static void print_ledger(const struct tk_report *report)
{
	printf("\n%s\n", tk_text(report->reading->kit->texts, report->lang, "check.ledger"));
	for (unsigned i = 0; i < tk_log_n_interpretations(report->log); i++) {
		const struct tk_interpretation *one = tk_log_interpretation(report->log, i);
		g_autofree char *key = g_strdup_printf("ledger.%s", one->kind);
		g_autofree char *place = tk_source_text(&one->first);
		const char *kind = tk_texts_has(report->reading->kit->texts, key)
					   ? tk_text(report->reading->kit->texts, report->lang, key)
					   : one->kind;

		printf("  %s: %s: %s%s%s (%u)\n", place, kind, one->read, *one->read ? " → " : "",
		       one->taken, one->count);
	}
}

static void print_summary(const struct tk_report *report)
{
	const struct tk_measures *now = report->reading->picture->now;
	g_autofree char *received = digits(now->n_reported);
	g_autofree char *regions = digits(report->reading->dataset->n_regions);
	g_autofree char *errors = digits(tk_log_count(report->log, TK_LEVEL_ERROR));
	g_autofree char *warnings = digits(tk_log_count(report->log, TK_LEVEL_WARNING));
	g_autofree char *line = tk_text_format(
		report->reading->kit->texts, report->lang, "check.summary", "received", received,
		"regions", regions, "errors", errors, "warnings", warnings, NULL);

	printf("\n%s\n", line);
}

void tk_report_text(const struct tk_report *report)
{
	const struct tk_settings *settings = &report->reading->dataset->settings;

	printf("%s %s\n\n", tk_names_in(&settings->title, report->lang),
	       report->reading->picture->period->id);
	print_table(report);
	print_messages(report);
	if (report->ledger)
		print_ledger(report);
	print_summary(report);
}

/* ---- CSV: one line a message ---- */

static void print_csv_field(const char *text, bool last)
{
	/* What could be taken for a formula is kept from it. */
	bool formula = *text && strchr("=+-@\t\r", *text);

	putchar('"');
	if (formula)
		putchar('\'');
	for (; *text; text++) {
		if (*text == '"')
			putchar('"');
		putchar(*text);
	}
	fputs(last ? "\"\n" : "\",", stdout);
}

static void print_csv_place(const struct tk_source *source)
{
	g_autofree char *column =
		source->col == TK_NOWHERE ? g_strdup("") : tk_column_name(source->col);
	g_autofree char *row = source->row == TK_NOWHERE ? g_strdup("") : digits(source->row + 1);

	print_csv_field(source->file ? source->file : "", false);
	print_csv_field(source->sheet ? source->sheet : "", false);
	print_csv_field(column, false);
	print_csv_field(row, false);
}

void tk_report_csv(const struct tk_report *report)
{
	printf("level,id,file,sheet,column,row,text\n");
	for (unsigned i = 0; i < tk_log_n_messages(report->log); i++) {
		const struct tk_message *message = tk_log_message(report->log, i);
		g_autofree char *text = tk_message_text(message, report->lang);

		print_csv_field(tk_level_word(message->level, TK_EN), false);
		print_csv_field(tk_diag_name(message->id), false);
		print_csv_place(&message->source);
		print_csv_field(text, true);
	}
	for (unsigned i = 0; report->ledger && i < tk_log_n_interpretations(report->log); i++) {
		const struct tk_interpretation *one = tk_log_interpretation(report->log, i);
		g_autofree char *text = g_strdup_printf("%s: %s → %s (%u)", one->kind, one->read,
							one->taken, one->count);

		print_csv_field(tk_level_word(TK_LEVEL_NOTE, TK_EN), false);
		print_csv_field("INTERPRETED", false);
		print_csv_place(&one->first);
		print_csv_field(text, true);
	}
}
