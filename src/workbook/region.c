#include "region-imp.h"

/* The workbook of one region. Where it has no figures, the workbook says why, and holds its last
 * figures under the date that they are of. */

static const struct tk_tab_kind tabs[] = {
	{.key = "own-guide", .write = tk_tab_own_guide, .portrait = true},
	{.key = "own-figures", .write = tk_tab_own_figures},
	{.key = "own-tasks", .write = tk_tab_own_tasks},
	{.key = "own-late", .write = tk_tab_own_late},
	{.key = "own-risks", .write = tk_tab_own_risks},
	{.key = "own-indicators", .write = tk_tab_own_indicators},
	{.key = "own-quality", .write = tk_tab_quality},
	{.key = "own-ledger", .write = tk_tab_ledger},
	{.key = "names", .write = tk_tab_names, .portrait = true},
};

/* Sheets of a region without figures: what was in its files, if any came, and what the others have.
 */
static const struct tk_tab_kind bare_tabs[] = {
	{.key = "own-guide-never", .write = tk_tab_own_guide, .portrait = true},
	{.key = "own-figures", .write = tk_tab_own_figures},
	{.key = "own-quality", .write = tk_tab_quality},
};

/* Sheets with the figures of an earlier period. */
static const struct tk_tab_kind earlier_tabs[] = {
	{.key = "own-guide-earlier", .write = tk_tab_own_guide, .portrait = true},
	{.key = "own-figures", .write = tk_tab_own_figures},
	{.key = "own-tasks", .write = tk_tab_own_tasks},
	{.key = "own-late", .write = tk_tab_own_late},
	{.key = "own-risks", .write = tk_tab_own_risks},
	{.key = "own-indicators", .write = tk_tab_own_indicators},
	{.key = "names", .write = tk_tab_names, .portrait = true},
};

const struct tk_submission *tk_own_now(const struct tk_workbook *workbook)
{
	return &workbook->picture->now->round->submissions[workbook->region];
}

const struct tk_submission *tk_own_before(const struct tk_workbook *workbook)
{
	const struct tk_measures *before = workbook->picture->before;

	return before && before->reported[workbook->region]
		       ? &before->round->submissions[workbook->region]
		       : NULL;
}

const char *tk_own_state(const struct tk_workbook *workbook, bool now, bool before)
{
	if (!tk_own_before(workbook))
		return tk_workbook_text(workbook, "none");
	return tk_workbook_text(workbook, !now     ? "workbook.own-state.gone"
					  : before ? "workbook.own-state.stays"
						   : "workbook.own-state.new");
}

/* \return how many periods there were up to the last one with the region's figures; 0: none has. */
static unsigned periods_until_told(const struct tk_picture *picture, unsigned region)
{
	unsigned n = picture->n_history;

	while (n > 0 && !picture->history[n - 1]->reported[region])
		n--;
	return n;
}

/* The picture as it was when the region reported last. */
static struct tk_picture *earlier_picture(const struct tk_picture *picture, unsigned n,
					  const struct tk_log *log)
{
	g_autofree struct tk_round **rounds = g_new(struct tk_round *, n);

	for (unsigned i = 0; i < n; i++)
		rounds[i] = (struct tk_round *)picture->history[i]->round;
	return tk_picture_new(rounds, n, log);
}

static void choose_tabs(struct tk_workbook *workbook, unsigned n_told)
{
	if (n_told == 0) {
		workbook->kinds = bare_tabs;
		workbook->n_kinds = G_N_ELEMENTS(bare_tabs);
	} else if (workbook->asked) {
		workbook->kinds = earlier_tabs;
		workbook->n_kinds = G_N_ELEMENTS(earlier_tabs);
	} else {
		workbook->kinds = tabs;
		workbook->n_kinds = G_N_ELEMENTS(tabs);
	}
}

bool tk_workbook_write_region(const struct tk_picture *picture, unsigned region,
			      const struct tk_kit *kit, enum tk_lang lang, const char *path,
			      struct tk_log *log)
{
	unsigned n_told = periods_until_told(picture, region);
	g_autoptr(tk_log) nothing = tk_log_new();
	g_autoptr(tk_picture) earlier = NULL;
	struct tk_workbook workbook = {
		.picture = picture,
		.kit = kit,
		.lang = lang,
		.log = log,
		.key = "own",
		.region = region,
		.in_memory = true,
	};

	if (n_told > 0 && n_told < picture->n_history) {
		earlier = earlier_picture(picture, n_told, nothing);
		workbook.asked = picture;
		workbook.picture = earlier;
	}
	choose_tabs(&workbook, n_told);
	if (!tk_workbook_open(&workbook, path))
		return false;
	tk_workbook_write_tabs(&workbook);
	return tk_workbook_close(&workbook);
}
