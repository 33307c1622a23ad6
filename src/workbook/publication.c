#include "publication-imp.h"

/* Height of a line of 12 point text. */
#define LINE_PT 16.0

/* Notes are told apart by what they say; more would be of no use to anybody. */
#define MOST_NOTES 500u

static bool has_before(const struct tk_picture *picture)
{
	return picture->before != NULL;
}

static bool has_history(const struct tk_picture *picture)
{
	return picture->n_history > 1;
}

static bool has_coops(const struct tk_picture *picture)
{
	return picture->dataset->n_coops > 0;
}

static bool has_late(const struct tk_picture *picture)
{
	return picture->n_late > 0;
}

static bool has_risks(const struct tk_picture *picture)
{
	return picture->n_risks > 0;
}

static bool has_indicators(const struct tk_picture *picture)
{
	for (unsigned r = 0; r < picture->dataset->n_regions; r++) {
		if (picture->now->round->submissions[r].n_indicators > 0)
			return true;
	}
	return false;
}

/* The sheets after the cover and the notes. */
static const struct tk_pub_kind kinds[] = {
	{"pub-progress", tk_pub_progress, NULL, {"progress"}, false},
	{"pub-progress-all", tk_pub_progress_all, has_history, {"progress"}, false},
	{"pub-readiness", tk_pub_readiness, NULL, {"readiness"}, false},
	{"pub-readiness-all", tk_pub_readiness_all, has_history, {"readiness"}, false},
	{"pub-change", tk_pub_change, has_before, {"progress", "change"}, false},
	{"pub-coops", tk_pub_coops, has_coops, {"progress", "coops"}, true},
	{"pub-late", tk_pub_late, has_late, {"late"}, false},
	{"pub-risks", tk_pub_risks, has_risks, {"risks"}, true},
	{"pub-indicators", tk_pub_indicators, has_indicators, {"indicators"}, true},
	{"pub-quality", tk_pub_quality, NULL, {"quality"}, false},
};

unsigned tk_pub_lines(const char *text, double width)
{
	return tk_lines(text, width);
}

void tk_pub_row_height(struct tk_tab *tab, unsigned lines)
{
	tk_tab_row_height(tab, LINE_PT * MAX(lines, 1) + 2);
}

char *tk_pub_note(struct tk_pub *pub, const char *text)
{
	unsigned i = 0;

	while (i < pub->notes->len && strcmp(g_ptr_array_index(pub->notes, i), text) != 0)
		i++;
	if (i == MOST_NOTES)
		text = tk_workbook_text(&pub->workbook, "workbook.pub-note.many");
	if (i == pub->notes->len)
		g_ptr_array_add(pub->notes, g_strdup(text));
	g_autofree char *n = g_strdup_printf("%u", MIN(i, MOST_NOTES) + 1);

	return tk_text_format(pub->workbook.kit->texts, pub->workbook.lang,
			      "workbook.pub-note.mark", "n", n, NULL);
}

void tk_pub_head(struct tk_tab *tab, lxw_col_t col, const char *text, double width, bool number)
{
	tk_tab_head(tab, col, text, width * TK_PUB_SCALE, number);
}

void tk_pub_heads_end(struct tk_tab *tab)
{
	unsigned lines = 1;

	for (lxw_col_t col = 0; col < tab->n_cols; col++) {
		const char *head = g_ptr_array_index(tab->workbook->heads, col);
		lxw_col_options *options = tab->sheet->col_options[col];

		lines = MAX(lines, tk_pub_lines(head, options->width / TK_PUB_SCALE));
	}
	tk_pub_row_height(tab, lines);
	worksheet_repeat_rows(tab->sheet, tab->row, tab->row);
	tab->row++;
}

/* "Progress 10/2021 [note 1]" */
static char *title_text(struct tk_pub *pub, const char *title, const char *const *note_keys)
{
	GString *text = g_string_new(title);

	for (; note_keys && *note_keys; note_keys++) {
		g_autofree char *key = g_strconcat("workbook.pub-note.", *note_keys, NULL);
		g_autofree char *note = tk_workbook_format(&pub->workbook, key);
		g_autofree char *mark = tk_pub_note(pub, note);

		g_string_append_printf(text, " %s", mark);
	}
	return g_string_free(text, FALSE);
}

/* Name of the sheet, title in A1 with its notes, what the sheet holds, where notes are. False when the
 * sheet could not be added. */
static bool open_sheet(struct tk_pub *pub, struct tk_tab *tab, const char *key,
		       const char *const *note_keys)
{
	struct tk_workbook *workbook = &pub->workbook;
	g_autofree char *title_key = g_strconcat("workbook.", key, ".title", NULL);
	g_autofree char *plain = tk_workbook_format(workbook, title_key);
	g_autofree char *title = title_text(pub, plain, note_keys);

	tab->workbook = workbook;
	tab->sheet = workbook_add_worksheet(workbook->book, tk_tab_text(workbook, key, "name"));
	if (!tab->sheet) {
		workbook->error = LXW_ERROR_PARAMETER_VALIDATION;
		return false;
	}
	g_ptr_array_set_size(workbook->heads, 0);
	worksheet_set_landscape(tab->sheet);
	worksheet_set_paper(tab->sheet, 9 /* A4 */);
	worksheet_set_margins(tab->sheet, 0.5, 0.5, 0.5, 0.6);
	worksheet_fit_to_pages(tab->sheet, 1, 0);
	tk_pub_row_height(tab, 1);
	tk_put_text(tab, 0, title, TK_STYLE_TITLE);
	tab->row++;
	return true;
}

/* What stands between a title and its table: every row has something, so that nobody takes the
 * sheet for finished. */
static void put_lines(struct tk_tab *tab)
{
	static const char *const keys[] = {"workbook.pub.one-table", "workbook.pub.source"};

	for (unsigned i = 0; i < G_N_ELEMENTS(keys); i++, tab->row++) {
		g_autofree char *text = tk_workbook_format(tab->workbook, keys[i]);

		tk_put_text(tab, 0, text, TK_STYLE_NOTE);
	}
}

static bool is_made_up(const struct tk_pub_kind *kind, const struct tk_picture *picture)
{
	bool before = picture->before && picture->before->period->illustrative;

	return kind->compares && (picture->period->illustrative || before);
}

static void write_table(struct tk_pub *pub, const struct tk_pub_kind *kind)
{
	struct tk_workbook *workbook = &pub->workbook;
	struct tk_tab tab = {.workbook = workbook};
	g_autofree char *title_key = g_strconcat("workbook.", kind->key, ".title", NULL);

	const char *notes[G_N_ELEMENTS(kind->notes) + 1];
	unsigned n_notes = 0;

	for (; kind->notes[n_notes]; n_notes++)
		notes[n_notes] = kind->notes[n_notes];
	if (is_made_up(kind, workbook->picture))
		notes[n_notes++] = "illustrative";
	notes[n_notes] = NULL;
	if (!open_sheet(pub, &tab, kind->key, notes))
		return;
	put_lines(&tab);
	kind->write(pub, &tab);
	tk_tab_fit_pages(&tab);
	tk_tab_mark_table(&tab, TK_HEAD_ROW, tk_tab_text(workbook, kind->key, "table"), false);
	struct tk_pub_sheet sheet = {
		.name = tab.sheet->name,
		.title = tk_workbook_format(workbook, title_key),
		.n_rows = tab.row - TK_FIRST_ROW,
	};

	g_array_append_val(pub->sheets, sheet);
}

static void clear_sheet(void *data)
{
	g_free(((struct tk_pub_sheet *)data)->title);
}

/* The cover and the notes stand before the tables, and tell of them. */
static void write_all(struct tk_pub *pub)
{
	struct tk_tab cover = {.workbook = &pub->workbook}, notes = {.workbook = &pub->workbook};

	if (!open_sheet(pub, &cover, "pub-cover", NULL) ||
	    !open_sheet(pub, &notes, "pub-notes", NULL))
		return;
	for (unsigned i = 0; i < G_N_ELEMENTS(kinds) && !pub->workbook.error; i++) {
		if (!kinds[i].wanted || kinds[i].wanted(pub->workbook.picture))
			write_table(pub, &kinds[i]);
	}
	g_ptr_array_set_size(pub->workbook.heads, 0);
	tk_pub_notes(pub, &notes);
	g_ptr_array_set_size(pub->workbook.heads, 0);
	tk_pub_cover(pub, &cover);
	worksheet_activate(cover.sheet);
}

bool tk_workbook_write_publication(const struct tk_picture *picture, const struct tk_kit *kit,
				   enum tk_lang lang, const char *path, struct tk_log *log)
{
	struct tk_pub pub = {
		.workbook =
			{
				.picture = picture,
				.kit = kit,
				.lang = lang,
				.log = log,
				.key = "pub",
				.region = TK_NONE,
				.scale = TK_PUB_SCALE,
				.in_memory = true,
			},
	};

	if (!tk_workbook_open(&pub.workbook, path))
		return false;
	pub.notes = g_ptr_array_new_with_free_func(g_free);
	pub.sheets = g_array_new(FALSE, FALSE, sizeof(struct tk_pub_sheet));
	g_array_set_clear_func(pub.sheets, clear_sheet);
	write_all(&pub);
	bool good = tk_workbook_close(&pub.workbook);

	g_ptr_array_unref(pub.notes);
	g_array_unref(pub.sheets);
	return good;
}
