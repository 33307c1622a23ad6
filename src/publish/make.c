#include "publish-imp.h"

#include "tilannekuva/form.h"
#include "tilannekuva/workbook.h"

/* What makes each document; called within a worker. */

/* The worker's fonts, opened when its first document needs them: Pango asks for fonts in a thread of
 * its own, which fork() would not take along. */
static struct tk_fonts *fonts_of(struct tk_making *making, struct tk_log *log)
{
	if (!making->fonts)
		making->fonts = tk_fonts_open(making->kit->font_dir, making->kit->theme, log);
	return making->fonts;
}

bool tk_make_deck(struct tk_making *making, const struct tk_job *job, const char *path,
		  struct tk_log *log)
{
	struct tk_deck_options options = {
		.pages = making->options->pages,
		.attachments = making->attachments,
		.n_attachments = making->n_attachments,
	};
	struct tk_fonts *fonts = fonts_of(making, log);

	return fonts &&
	       tk_deck_write(making->picture, making->kit, fonts, job->lang, &options, path, log);
}

bool tk_make_images(struct tk_making *making, const struct tk_job *job, const char *path,
		    struct tk_log *log)
{
	struct tk_fonts *fonts = fonts_of(making, log);

	return fonts && tk_images_write(making->picture, making->kit, fonts, job->lang,
					making->options->pages, path, log);
}

bool tk_make_summary(struct tk_making *making, const struct tk_job *job, const char *path,
		     struct tk_log *log)
{
	struct tk_fonts *fonts = fonts_of(making, log);

	return fonts && tk_region_write(making->picture, job->index, making->kit, fonts, job->lang,
					path, log);
}

bool tk_make_national(struct tk_making *making, const struct tk_job *job, const char *path,
		      struct tk_log *log)
{
	return tk_workbook_write_national(making->picture, making->kit, job->lang, path, log);
}

bool tk_make_part(struct tk_making *making, const struct tk_job *job, const char *path,
		  struct tk_log *log)
{
	return tk_workbook_write_part(making->picture, making->kit, job->lang, job->index, path,
				      log);
}

bool tk_make_publication(struct tk_making *making, const struct tk_job *job, const char *path,
			 struct tk_log *log)
{
	return tk_workbook_write_publication(making->picture, making->kit, job->lang, path, log);
}

bool tk_make_regional(struct tk_making *making, const struct tk_job *job, const char *path,
		      struct tk_log *log)
{
	return tk_workbook_write_region(making->picture, job->index, making->kit, job->lang, path,
					log);
}

bool tk_make_data(struct tk_making *making, const struct tk_job *job, const char *path,
		  struct tk_log *log)
{
	return tk_open_table_write(making->picture, (enum tk_open_table)job->index, path, log);
}

/* Read the sheets of a region's files again. What was wrong with them has been said. */
static void read_sheets(const struct tk_round *round, unsigned region, GPtrArray *sheets)
{
	g_autoptr(tk_log) ignored = tk_log_new();

	for (unsigned i = 0; i < round->n_files; i++) {
		if (!tk_fixit_has_file(round, region, round->files[i].name))
			continue;
		g_autoptr(tk_book) book =
			tk_book_open(round->files[i].path, round->files[i].name, ignored);

		for (unsigned s = 0; book && s < tk_book_n_sheets(book); s++) {
			struct tk_sheet *sheet = tk_book_read_sheet(book, s, ignored);

			if (sheet)
				g_ptr_array_add(sheets, sheet);
		}
	}
}

bool tk_make_fixit(struct tk_making *making, const struct tk_job *job, const char *path,
		   struct tk_log *log)
{
	const struct tk_round *round = making->picture->now->round;
	g_autoptr(GPtrArray) sheets = g_ptr_array_new_with_free_func((GDestroyNotify)tk_sheet_free);

	read_sheets(round, job->index, sheets);
	return tk_fixit_write(round, job->index, (const struct tk_sheet *const *)sheets->pdata,
			      sheets->len, making->kit, job->lang, path, making->picture->log, log);
}
