#include "workbook-imp.h"

/* The tasks of many regions: too many rows for formulas, and for one sheet at last. They go to files
 * of their own, each streamed in constant memory, and the national workbook lists them. */

/* Rows of a file. A spreadsheet opens as many within seconds; it has 1,048,576 at the most. */
#define MOST_PART_ROWS 250000u

static uint64_t n_rows(const struct tk_picture *picture)
{
	return (uint64_t)picture->now->n_reported * picture->dataset->n_tasks;
}

unsigned tk_workbook_n_parts(const struct tk_picture *picture)
{
	unsigned regions_a_part = MAX(1, MOST_PART_ROWS / MAX(1, picture->dataset->n_tasks));

	if (n_rows(picture) <= TK_MOST_ROWS_WITHIN)
		return 0;
	return (picture->now->n_reported + regions_a_part - 1) / regions_a_part;
}

char *tk_workbook_part_path(const char *path, unsigned part)
{
	g_autofree char *stem = g_str_has_suffix(path, ".xlsx")
					? g_strndup(path, strlen(path) - strlen(".xlsx"))
					: g_strdup(path);

	return g_strdup_printf("%s-tehtavat-%u.xlsx", stem, part + 1);
}

/* The places by name of a part's regions, those without figures not counted. */
static void find_bounds(const struct tk_workbook *workbook, unsigned part, unsigned *from,
			unsigned *to)
{
	const struct tk_measures *now = workbook->picture->now;
	uint64_t n_parts = tk_workbook_n_parts(workbook->picture);
	uint64_t first = part * (uint64_t)now->n_reported / n_parts;
	uint64_t end = (part + 1) * (uint64_t)now->n_reported / n_parts;
	unsigned n_met = 0;

	*from = *to = 0;
	for (unsigned i = 0; i < now->dataset->n_regions && n_met < end; i++) {
		if (!now->reported[workbook->order[i]])
			continue;
		if (n_met == first)
			*from = i;
		n_met++;
		*to = i + 1;
	}
}

static unsigned regions_in(const struct tk_workbook *workbook, unsigned from, unsigned to)
{
	unsigned n = 0;

	for (unsigned i = from; i < to; i++)
		n += workbook->picture->now->reported[workbook->order[i]];
	return n;
}

/* ---- A part ---- */

static const struct tk_tab_kind part_tabs[] = {
	{.key = "tasks", .write = tk_tab_tasks, .freeze_column = true},
};

bool tk_workbook_write_part(const struct tk_picture *picture, const struct tk_kit *kit,
			    enum tk_lang lang, unsigned part, const char *path, struct tk_log *log)
{
	struct tk_workbook workbook = {
		.picture = picture,
		.kit = kit,
		.lang = lang,
		.log = log,
		.kinds = part_tabs,
		.n_kinds = G_N_ELEMENTS(part_tabs),
		.key = "national",
		.region = TK_NONE,
		.part_to = 1,
	};

	if (!tk_workbook_open(&workbook, path))
		return false;
	find_bounds(&workbook, part, &workbook.part_from, &workbook.part_to);
	tk_workbook_write_tabs(&workbook);
	return tk_workbook_close(&workbook);
}

/* ---- The list of parts ---- */

static const struct tk_column columns[] = {
	{"file", 50, false},   {"first-region", 28, false}, {"last-region", 28, false},
	{"regions", 11, true}, {"rows", 14, true},
};

enum { COL_FILE, COL_FIRST, COL_LAST, COL_REGIONS, COL_ROWS, N_COLS };

G_STATIC_ASSERT(G_N_ELEMENTS(columns) == N_COLS);

void tk_tab_parts(struct tk_tab *tab)
{
	struct tk_workbook *workbook = tab->workbook;
	unsigned n = tk_workbook_n_parts(workbook->picture);

	tk_tab_heads(tab, columns, N_COLS);
	for (unsigned part = 0; part < n; part++, tab->row++) {
		g_autofree char *path = tk_workbook_part_path(workbook->file.path, part);
		g_autofree char *name = g_path_get_basename(path);
		unsigned from, to;

		find_bounds(workbook, part, &from, &to);
		unsigned n_regions = regions_in(workbook, from, to);

		tk_put_text(tab, COL_FILE, name, TK_STYLE_TEXT);
		tk_put_text(tab, COL_FIRST, tk_region_name(workbook, workbook->order[from]),
			    TK_STYLE_TEXT);
		tk_put_text(tab, COL_LAST, tk_region_name(workbook, workbook->order[to - 1]),
			    TK_STYLE_TEXT);
		tk_put_int(tab, COL_REGIONS, n_regions, TK_STYLE_INT);
		tk_put_int(tab, COL_ROWS, (int64_t)n_regions * workbook->picture->dataset->n_tasks,
			   TK_STYLE_INT);
	}
	tk_tab_close(tab);
}
