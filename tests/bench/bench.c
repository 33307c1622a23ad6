#include <stdio.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

#include "tilannekuva/document.h"
#include "tilannekuva/ingest.h"
#include "tilannekuva/workbook.h"

/* What a unit of work costs in this process: CPU time a document, and how memory grows. Prints; asserts
 * nothing, since times depend on the machine. */

#define TIMES 20

static double cpu_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
	return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

static long peak_kib(void)
{
	struct rusage usage;

	getrusage(RUSAGE_SELF, &usage);
	return usage.ru_maxrss;
}

struct bench {
	struct tk_log *log;
	struct tk_kit *kit;
	struct tk_fonts *fonts;
	struct tk_dataset *dataset;
	struct tk_round **rounds;
	struct tk_picture *picture;
	char *path;
};

static void read_data(struct bench *b)
{
	b->rounds = g_new0(struct tk_round *, b->dataset->n_periods);
	for (unsigned i = 0; i < b->dataset->n_periods; i++)
		b->rounds[i] = tk_round_read(b->dataset, i, b->kit->vocabulary, b->log);
}

static void make_picture(struct bench *b)
{
	tk_picture_free(b->picture);
	b->picture = tk_picture_new(b->rounds, b->dataset->n_periods, b->log);
}

static void make_deck(struct bench *b)
{
	tk_deck_write(b->picture, b->kit, b->fonts, TK_FI, b->path, b->log);
}

static void make_workbook(struct bench *b)
{
	tk_workbook_write_national(b->picture, b->kit, TK_FI, b->path, b->log);
}

static void make_data(struct bench *b)
{
	for (unsigned t = 0; t < TK_N_OPEN_TABLES; t++)
		tk_open_table_write(b->picture, (enum tk_open_table)t, b->path, b->log);
}

static void measure(const char *name, struct bench *b, void (*work)(struct bench *b),
		    unsigned times)
{
	double start = cpu_ms();

	work(b);
	double first = cpu_ms() - start;
	long memory = peak_kib();

	start = cpu_ms();
	for (unsigned i = 1; i < times; i++)
		work(b);
	printf("%-34s first %7.2f ms", name, first);
	if (times > 1)
		printf(", then %7.2f ms; peak memory %+ld KiB over %u more",
		       (cpu_ms() - start) / (times - 1), peak_kib() - memory, times - 1);
	printf("\n");
}

int main(int argc, char **argv)
{
	struct bench b = {.log = tk_log_new(),
			  .path = g_strdup_printf("/tmp/tilannekuva-bench-%d", (int)getpid())};

	b.kit = tk_kit_open(b.log);
	b.fonts = b.kit ? tk_fonts_open(b.kit->font_dir, b.kit->theme, b.log) : NULL;
	b.dataset = b.fonts && argc > 1 ? tk_dataset_open(argv[1], b.log) : NULL;
	if (!b.dataset) {
		fprintf(stderr, "usage: bench DATA\n");
		return 1;
	}
	measure("read all periods", &b, read_data, 1);
	measure("measures of all periods", &b, make_picture, TIMES);
	measure("deck, one language", &b, make_deck, TIMES);
	measure("workbook, one language", &b, make_workbook, 3);
	measure("open data", &b, make_data, TIMES);
	unlink(b.path);
	return 0;
}
