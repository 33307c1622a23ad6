#include "fixit-imp.h"

/* What a region must mend, in its own sheets. */

static bool is_file(const struct tk_round *round, const char *file)
{
	for (unsigned i = 0; i < round->n_files; i++) {
		if (g_strcmp0(round->files[i].name, file) == 0)
			return true;
	}
	return false;
}

bool tk_fixit_has_file(const struct tk_round *round, unsigned region, const char *file)
{
	return file &&
	       (tk_fix_gave(round, region, file) ||
		tk_dataset_find_named(round->dataset, file) == region) &&
	       is_file(round, file);
}

bool tk_fixit_is_needed(const struct tk_round *round, unsigned region,
			const struct tk_log *problems)
{
	for (unsigned i = 0; i < tk_log_n_messages(problems); i++) {
		const struct tk_message *message = tk_log_message(problems, i);

		if (message->level >= TK_LEVEL_WARNING &&
		    tk_fixit_has_file(round, region, message->source.file))
			return true;
	}
	return false;
}

bool tk_fixit_write(const struct tk_round *round, unsigned region,
		    const struct tk_sheet *const *sheets, unsigned n_sheets,
		    const struct tk_kit *kit, enum tk_lang lang, const char *path,
		    const struct tk_log *problems, struct tk_log *log)
{
	struct tk_fixit fixit = {.round = round, .region = region};
	const struct tk_period *period = &round->dataset->periods[round->period];
	char *lists = tk_fix_plan_sheets(&fixit, sheets, n_sheets, kit, lang);
	bool good = false;

	tk_fix_plan_problems(&fixit, kit, lang, problems);
	if (tk_form_open(&fixit.book, round->dataset, region, period, kit, lang, lists,
			 g_new0(char *, 1), path, log)) {
		tk_fix_list(&fixit);
		for (unsigned i = 0; i < fixit.n_sheets; i++)
			tk_fix_copy(&fixit, &fixit.sheets[i]);
		good = tk_form_close(&fixit.book);
	}
	tk_fix_free(&fixit);
	return good;
}
