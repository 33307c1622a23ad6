#include "opendata-imp.h"

#include <errno.h>
#include <unistd.h>

/* The tables of the open data: file and writer. */
static const struct {
	const char *file;
	void (*write)(const struct tk_picture *picture, struct tk_csv *csv);
} tables[TK_N_OPEN_TABLES] = {
	[TK_OPEN_PROGRESS] = {"eteneminen.csv", tk_open_progress},
	[TK_OPEN_READINESS] = {"valmiusaste.csv", tk_open_readiness},
	[TK_OPEN_CHANGE] = {"muutos.csv", tk_open_change},
	[TK_OPEN_TASKS] = {"tehtavat.csv", tk_open_tasks},
	[TK_OPEN_QUALITY] = {"laatu.csv", tk_open_quality},
};

const char *tk_open_table_file(enum tk_open_table table)
{
	return tables[table].file;
}

bool tk_open_table_write(const struct tk_picture *picture, enum tk_open_table table,
			 const char *path, struct tk_log *log)
{
	struct tk_durable file;
	struct tk_csv csv;

	if (!tk_durable_open(&file, path, log))
		return false;
	int copy = dup(file.fd);
	FILE *out = copy < 0 ? NULL : fdopen(copy, "wb");

	if (!out) {
		tk_durable_abandon(&file, g_strerror(errno), log);
		if (copy >= 0)
			close(copy);
		return false;
	}
	tk_csv_begin(&csv, out);
	tables[table].write(picture, &csv);
	bool good = !ferror(out);

	errno = good ? 0 : EIO;
	if (fclose(out) != 0)
		good = false;
	if (good)
		return tk_durable_commit(&file, log);
	tk_durable_abandon(&file, g_strerror(errno), log);
	return false;
}
