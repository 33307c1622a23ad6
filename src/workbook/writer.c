#include "workbook-imp.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

/* Highest row that spreadsheets have. */
#define MOST_ROW_PT 409.0

/* Most characters of a document property. */
#define MOST_PROPERTY 255

const char *tk_workbook_text(const struct tk_workbook *workbook, const char *key)
{
	return tk_text(workbook->kit->texts, workbook->lang, key);
}

const char *tk_tab_text(const struct tk_workbook *workbook, const char *key, const char *part)
{
	g_autofree char *whole = g_strconcat("workbook.", key, ".", part, NULL);

	return tk_workbook_text(workbook, whole);
}

/* Numbers are written with a decimal point wherever the program runs. */
static void enter_locale(struct tk_workbook *workbook)
{
	locale_t base = duplocale(uselocale((locale_t)0));

	workbook->locale = newlocale(LC_NUMERIC_MASK, "C", base);
	g_assert(workbook->locale);
	workbook->old_locale = uselocale(workbook->locale);
}

static void leave_locale(struct tk_workbook *workbook)
{
	uselocale(workbook->old_locale);
	freelocale(workbook->locale);
}

static char *property(const char *text)
{
	g_autofree char *clean = tk_clean_text(text, NULL);

	return g_utf8_substring(clean, 0, MIN(g_utf8_strlen(clean, -1), MOST_PROPERTY));
}

static void set_properties(struct tk_workbook *workbook)
{
	const struct tk_settings *settings = &workbook->picture->dataset->settings;
	const struct tk_picture *asked = workbook->asked ? workbook->asked : workbook->picture;
	g_autofree char *title_key = g_strconcat("workbook.", workbook->key, ".title", NULL);
	g_autofree char *words_key = g_strconcat("workbook.", workbook->key, ".keywords", NULL);
	g_autofree char *wanted = tk_workbook_format(workbook, title_key);
	g_autofree char *title = property(wanted);
	g_autofree char *words = tk_workbook_format(workbook, words_key);
	g_autofree char *keywords = property(words);
	g_autofree char *author = property(tk_names_in(&settings->issuer, workbook->lang));
	g_autofree char *subject = property(tk_names_in(&settings->title, workbook->lang));
	lxw_doc_properties properties = {
		.title = title,
		.author = author,
		.subject = subject,
		.company = author,
		.keywords = keywords,
		.created = (time_t)tk_document_time(asked->period->reporting_date),
	};
	lxw_error error = workbook_set_properties(workbook->book, &properties);

	if (!workbook->error)
		workbook->error = error;
}

struct naming {
	const struct tk_dataset *dataset;
	enum tk_lang lang;
};

static int compare_names(const void *a, const void *b, void *data)
{
	const struct naming *naming = data;
	unsigned left = *(const unsigned *)a, right = *(const unsigned *)b;
	int order =
		tk_name_compare(tk_names_in(&naming->dataset->regions[left].name, naming->lang),
				tk_names_in(&naming->dataset->regions[right].name, naming->lang));

	return order ? order : (left > right) - (left < right);
}

static unsigned *regions_by_name(const struct tk_dataset *dataset, enum tk_lang lang)
{
	unsigned *order = g_new(unsigned, dataset->n_regions);
	struct naming naming = {dataset, lang};

	for (unsigned r = 0; r < dataset->n_regions; r++)
		order[r] = r;
	g_qsort_with_data(order, (gint)dataset->n_regions, sizeof *order, compare_names, &naming);
	return order;
}

static char *period_name(const struct tk_period *period)
{
	return g_strdup_printf("%d/%d", period->month, period->year);
}

uint64_t tk_workbook_task_rows(const struct tk_workbook *workbook)
{
	const struct tk_picture *picture = workbook->picture;
	unsigned n_regions = workbook->region == TK_NONE ? picture->now->n_reported : 1;

	return (uint64_t)n_regions * picture->dataset->n_tasks;
}

bool tk_workbook_open(struct tk_workbook *workbook, const char *path)
{
	const struct tk_picture *picture = workbook->picture;
	const struct tk_dataset *dataset = picture->dataset;
	lxw_workbook_options options = {.use_zip64 = LXW_FALSE};

	if (!tk_durable_open(&workbook->file, path, workbook->log))
		return false;
	enter_locale(workbook);
	if (tk_workbook_task_rows(workbook) <= TK_MOST_ROWS_WITHIN)
		workbook->in_memory = true;
	options.constant_memory = !workbook->in_memory;
	workbook->book = workbook_new_opt(workbook->file.temp, &options);
	workbook->order = regions_by_name(dataset, workbook->lang);
	workbook->period = period_name(picture->period);
	workbook->asked_period =
		period_name(workbook->asked ? workbook->asked->period : picture->period);
	workbook->before = picture->before ? period_name(picture->before->period) : NULL;
	workbook->live = tk_formula_possible(workbook);
	tk_formula_words_make(workbook);
	workbook->heads = g_ptr_array_new_with_free_func(g_free);
	tk_styles_make(&workbook->styles, workbook->book, workbook->kit->theme,
		       picture->period->n_classes, workbook->lang,
		       workbook->scale > 0 ? workbook->scale : 1);
	set_properties(workbook);
	return true;
}

void tk_workbook_write_tabs(struct tk_workbook *workbook)
{
	for (unsigned i = 0; i < workbook->n_kinds && !workbook->error; i++) {
		struct tk_tab tab = {.workbook = workbook};

		if (tk_tab_open(&tab, workbook, &workbook->kinds[i]))
			workbook->kinds[i].write(&tab);
	}
}

bool tk_workbook_has_tab(const struct tk_workbook *workbook, const char *key)
{
	for (unsigned i = 0; i < workbook->n_kinds; i++) {
		if (strcmp(workbook->kinds[i].key, key) == 0)
			return true;
	}
	return false;
}

/* libxlsxwriter prints lines of its own when a disk is full. What happened is told by the log, in its
 * reader's language. */
static bool pack_quietly(lxw_workbook *book)
{
	fflush(stderr);
	int kept = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 0), null = open("/dev/null", O_WRONLY);

	if (kept >= 0 && null >= 0)
		dup2(null, STDERR_FILENO);
	bool good = workbook_close(book) == LXW_NO_ERROR;

	fflush(stderr);
	if (kept >= 0) {
		dup2(kept, STDERR_FILENO);
		close(kept);
	}
	if (null >= 0)
		close(null);
	return good;
}

bool tk_workbook_close(struct tk_workbook *workbook)
{
	const char *reason = NULL;
	bool good = false;

	if (workbook->error) {
		reason = lxw_strerror(workbook->error);
		lxw_workbook_free(workbook->book);
	} else if (!pack_quietly(workbook->book) ||
		   !tk_package_set_language(workbook->file.temp, workbook->lang) ||
		   !tk_durable_reopen(&workbook->file) ||
		   !tk_package_is_whole(workbook->file.temp)) {
		reason = g_strerror(EIO);
	}
	leave_locale(workbook);
	if (reason)
		tk_durable_abandon(&workbook->file, reason, workbook->log);
	else
		good = tk_durable_commit(&workbook->file, workbook->log);
	tk_formula_words_clear(workbook);
	g_clear_pointer(&workbook->order, g_free);
	g_clear_pointer(&workbook->period, g_free);
	g_clear_pointer(&workbook->before, g_free);
	g_clear_pointer(&workbook->names, g_ptr_array_unref);
	g_clear_pointer(&workbook->names_in_use, g_hash_table_unref);
	g_clear_pointer(&workbook->places, g_hash_table_unref);
	g_clear_pointer(&workbook->asked_period, g_free);
	g_clear_pointer(&workbook->heads, g_ptr_array_unref);
	return good;
}

/* ---- Cells ---- */

static void keep_error(struct tk_tab *tab, lxw_error error)
{
	if (!tab->workbook->error)
		tab->workbook->error = error;
}

lxw_format *tk_tab_format(const struct tk_tab *tab, enum tk_style style)
{
	return tab->workbook->styles.of[style];
}

/* Always as a text, whatever it begins with: never a formula, link or number. */
void tk_put_formatted(struct tk_tab *tab, lxw_col_t col, const char *text, lxw_format *format)
{
	g_autofree char *clean = tk_clean_cell(text, NULL);

	keep_error(tab, worksheet_write_string(tab->sheet, tab->row, col, clean, format));
}

void tk_put_text(struct tk_tab *tab, lxw_col_t col, const char *text, enum tk_style style)
{
	tk_put_formatted(tab, col, text, tk_tab_format(tab, style));
}

void tk_put_input(struct tk_tab *tab, lxw_col_t col, const char *text, enum tk_style style,
		  const struct tk_source *source)
{
	bool cut = false;
	g_autofree char *clean = tk_clean_cell(text ? text : "", &cut);

	if (cut)
		tk_log_add(tab->workbook->log, TK_DIAG_CELL_TOO_LONG, source,
			   G_STRINGIFY(TK_CELL_MOST), NULL);
	keep_error(tab, worksheet_write_string(tab->sheet, tab->row, col, clean,
					       tk_tab_format(tab, style)));
}

void tk_put_number(struct tk_tab *tab, lxw_col_t col, double value, enum tk_style style)
{
	keep_error(tab, worksheet_write_number(tab->sheet, tab->row, col, value,
					       tk_tab_format(tab, style)));
}

void tk_put_int(struct tk_tab *tab, lxw_col_t col, int64_t value, enum tk_style style)
{
	tk_put_number(tab, col, (double)value, style);
}

void tk_put_date(struct tk_tab *tab, lxw_col_t col, int32_t date)
{
	if (date == TK_NO_DATE)
		tk_put_blank(tab, col, TK_STYLE_DATE);
	else
		tk_put_number(tab, col, tk_date_to_serial(date), TK_STYLE_DATE);
}

void tk_put_blank(struct tk_tab *tab, lxw_col_t col, enum tk_style style)
{
	keep_error(tab,
		   worksheet_write_blank(tab->sheet, tab->row, col, tk_tab_format(tab, style)));
}

void tk_put_none(struct tk_tab *tab, lxw_col_t col, bool strong)
{
	tk_put_text(tab, col, tk_workbook_text(tab->workbook, "none"),
		    strong ? TK_STYLE_STRONG_NONE : TK_STYLE_NONE);
}

void tk_put_formula(struct tk_tab *tab, lxw_col_t col, const char *formula, double value,
		    lxw_format *format)
{
	keep_error(tab,
		   worksheet_write_formula_num(tab->sheet, tab->row, col, formula, format, value));
}

void tk_put_formula_text(struct tk_tab *tab, lxw_col_t col, const char *formula, const char *value,
			 enum tk_style style)
{
	keep_error(tab, worksheet_write_formula_str(tab->sheet, tab->row, col, formula,
						    tk_tab_format(tab, style), value));
}

void tk_put_link(struct tk_tab *tab, lxw_col_t col, const char *sheet, const char *text)
{
	tk_put_link_to(tab, col, sheet, 0, text);
}

void tk_put_link_to(struct tk_tab *tab, lxw_col_t col, const char *sheet, lxw_row_t row,
		    const char *text)
{
	g_autofree char *place = g_strdup_printf("internal:'%s'!A%u", sheet, row + 1);

	keep_error(tab, worksheet_write_url_opt(tab->sheet, tab->row, col, place,
						tk_tab_format(tab, TK_STYLE_LINK), text, NULL));
}

void tk_put_yes(struct tk_tab *tab, lxw_col_t col, bool yes)
{
	tk_put_text(tab, col, tk_workbook_text(tab->workbook, yes ? "workbook.yes" : "workbook.no"),
		    TK_STYLE_TEXT);
}

void tk_tab_row_height(struct tk_tab *tab, double points)
{
	keep_error(tab, worksheet_set_row(tab->sheet, tab->row, MIN(points, MOST_ROW_PT), NULL));
}
