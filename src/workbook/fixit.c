#include "fixit-imp.h"

#include <string.h>

/* What a region must mend, in its own sheets. */

static const char *base_of(const char *file)
{
	const char *slash = strrchr(file, G_DIR_SEPARATOR);

	return slash ? slash + 1 : file;
}

/* How much of a file's name is a region's id: "kainuu.riskit.csv"; 0: it is not. */
static size_t id_length(const char *file, const char *id)
{
	const char *base = base_of(file);
	size_t length = strlen(id);

	return g_ascii_strncasecmp(base, id, length) == 0 && !g_ascii_isalnum(base[length]) ? length
											    : 0;
}

/* Of the regions whose ids a name begins with it is the one with the longest. */
static bool is_named_for(const struct tk_dataset *dataset, unsigned region, const char *file)
{
	size_t own = id_length(file, dataset->regions[region].id);

	for (unsigned r = 0; own > 0 && r < dataset->n_regions; r++) {
		if (id_length(file, dataset->regions[r].id) > own)
			own = 0;
	}
	return own > 0;
}

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
	       (tk_fix_gave(round, region, file) || is_named_for(round->dataset, region, file)) &&
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
