#include <gio/gio.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "tilannekuva/document.h"
#include "tilannekuva/ingest.h"
#include "tilannekuva/workbook.h"

/* What a unit of work costs in this process: CPU time a document, and how memory grows. Prints; asserts
 * nothing, since times depend on the machine. */

#define TIMES 20
#define SUMMARY_TIMES 3

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
	/** How many documents have been drawn: each is another. */
	unsigned n_drawn;
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
	tk_deck_write(b->picture, b->kit, b->fonts, TK_FI, NULL, b->path, b->log);
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

/* ---- Regional summaries ---- */

/* The number that follows a key in what a stream of the file holds; 0: it is not there. */
static unsigned number_in_stream(const char *stream, size_t n_bytes, const char *key)
{
	enum { MOST = 1 << 20 };
	g_autofree char *text = g_malloc0(MOST);
	g_autoptr(GZlibDecompressor) zlib = g_zlib_decompressor_new(G_ZLIB_COMPRESSOR_FORMAT_ZLIB);
	size_t n_read = 0, n_written = 0;

	g_converter_convert(G_CONVERTER(zlib), stream, n_bytes, text, MOST - 1,
			    G_CONVERTER_INPUT_AT_END, &n_read, &n_written, NULL);
	const char *at = memmem(text, n_written, key, strlen(key));

	return at ? (unsigned)g_ascii_strtoull(at + strlen(key), NULL, 10) : 0;
}

/* The pages of a PDF: its page tree is in one of the object streams. */
static unsigned count_pages(const char *bytes, size_t n_bytes)
{
	static const char object_stream[] = "/ObjStm", begin[] = "stream\n";
	const char *end = bytes + n_bytes, *at = bytes;
	unsigned n = 0;

	while (n == 0 && (at = memmem(at, (size_t)(end - at), object_stream, 7))) {
		const char *stream = memmem(at, (size_t)(end - at), begin, 7);

		if (!stream)
			break;
		at = stream + 7;
		n = number_in_stream(at, (size_t)(end - at), "/Count ");
	}
	return n;
}

/** What a round of summaries came to. */
struct summaries {
	unsigned n, n_pages;
	size_t n_bytes;
};

/* All regions in their languages, appendices and all. */
static struct summaries make_summaries(struct bench *b, bool weigh)
{
	struct summaries all = {0};

	for (unsigned r = 0; r < b->dataset->n_regions; r++) {
		const struct tk_region *region = &b->dataset->regions[r];

		for (unsigned l = 0; l < region->n_langs; l++, all.n++) {
			g_autofree char *bytes = NULL;
			size_t size = 0;

			tk_region_write(b->picture, r, b->kit, b->fonts, region->langs[l], b->path,
					b->log);
			if (!weigh || !g_file_get_contents(b->path, &bytes, &size, NULL))
				continue;
			all.n_bytes += size;
			all.n_pages += count_pages(bytes, size);
		}
	}
	return all;
}

static void measure_summaries(struct bench *b)
{
	struct summaries all = make_summaries(b, true);
	long memory = peak_kib();
	double start = cpu_ms();

	for (unsigned i = 0; i < SUMMARY_TIMES; i++)
		make_summaries(b, false);
	double ms = (cpu_ms() - start) / SUMMARY_TIMES;

	printf("regional summaries: %.2f ms/document, %.2f ms/page, %.0f KB and %.1f pages a "
	       "document; all %u of them %.0f ms; peak memory %+ld KiB over %u more\n",
	       ms / all.n, ms / MAX(all.n_pages, 1), (double)all.n_bytes / all.n / 1000,
	       (double)all.n_pages / all.n, all.n, ms, peak_kib() - memory, all.n * SUMMARY_TIMES);
}

/* ---- The canvas alone ---- */

enum { ROWS_A_PAGE = 43, N_COLUMNS = 7 };

static const struct {
	const char *head;
	double x;
	enum tk_align align;
} columns[N_COLUMNS] = {
	{"Tunnus", 42, TK_LEFT},  {"Tehtävä", 80, TK_LEFT}, {"Alku", 375, TK_RIGHT},
	{"Loppu", 425, TK_RIGHT}, {"Arvio", 475, TK_RIGHT}, {"Tila", 485, TK_LEFT},
	{"%", 553, TK_RIGHT},
};

static void draw_cell(struct tk_canvas *canvas, unsigned column, bool head, double y,
		      const char *text)
{
	const struct tk_text_style style = {
		.size_pt = 8.5, .weight = head ? 600 : 400, .align = columns[column].align};
	const struct tk_tag tag = {.scope = head ? "Column" : "Row"};

	tk_canvas_begin(canvas, head || column == 0 ? "TH" : "TD", &tag);
	tk_draw_text(canvas, columns[column].x, y, text, &style);
	tk_canvas_end(canvas);
}

static void draw_table_head(struct tk_canvas *canvas)
{
	tk_canvas_begin(canvas, "TR", NULL);
	for (unsigned i = 0; i < N_COLUMNS; i++)
		draw_cell(canvas, i, true, 60, columns[i].head);
	tk_canvas_end(canvas);
}

static void draw_row(const struct bench *b, struct tk_canvas *canvas, unsigned row, double y)
{
	static const char *const states[] = {"ei aloitettu", "käynnissä", "aikataulussa", "valmis"};
	const struct tk_task *task = &b->dataset->tasks[row % b->dataset->n_tasks];
	const struct tk_colour hair = {0.87, 0.89, 0.91};
	unsigned state = (row * 7 + b->n_drawn * 3) % 5 % 4;
	g_autofree char *start = tk_date_dmy(task->start), *end = tk_date_dmy(task->end);
	g_autofree char *estimate = tk_date_dmy(task->end + (int32_t)(b->n_drawn + row) % 90);
	g_autofree char *percent = g_strdup_printf("%u\u00A0%%", (row * 31 + b->n_drawn) % 101);
	const char *const cells[N_COLUMNS] = {task->id, task->name.in[TK_FI], start,  end,
					      estimate, states[state],        percent};

	tk_canvas_begin(canvas, "TR", NULL);
	for (unsigned i = 0; i < N_COLUMNS; i++)
		draw_cell(canvas, i, false, y, cells[i]);
	tk_draw_line(canvas, 42, y + 3.5, 553, y + 3.5, 0.35, hair);
	tk_canvas_end(canvas);
}

static void begin_sheet(struct bench *b, struct tk_canvas *canvas)
{
	g_autofree char *title = g_strdup_printf("Alue %u: tehtävät", b->n_drawn);
	const struct tk_text_style style = {.size_pt = 20, .weight = 600, .display = true};

	tk_canvas_page(canvas, 595.28, 841.89, NULL);
	tk_canvas_begin(canvas, "Artifact", NULL);
	tk_draw_text(canvas, 42, 40, title, &style);
	tk_canvas_end(canvas);
}

/* Eight A4 pages with a table of 344 rows and 7 columns. */
static void make_sheets(struct bench *b)
{
	const struct tk_canvas_meta meta = {.title = "Alueen tehtävät", .time = 1635681600};
	struct tk_canvas *canvas = tk_canvas_new_pdf(b->fonts, b->path, &meta, b->log);

	begin_sheet(b, canvas);
	tk_canvas_begin(canvas, "Table", NULL);
	draw_table_head(canvas);
	for (unsigned row = 0; row < 8 * ROWS_A_PAGE; row++) {
		if (row && row % ROWS_A_PAGE == 0)
			begin_sheet(b, canvas);
		draw_row(b, canvas, row, 80 + 16 * (row % ROWS_A_PAGE));
	}
	tk_canvas_end(canvas);
	tk_canvas_close(canvas);
	b->n_drawn++;
}

/* A page of words that no document had before. */
static void make_words(struct bench *b)
{
	const struct tk_canvas_meta meta = {.title = "Sanoja", .time = 1635681600};
	const struct tk_text_style style = {.size_pt = 10, .hyphenate = true};
	struct tk_canvas *canvas = tk_canvas_new_pdf(b->fonts, b->path, &meta, b->log);

	tk_canvas_page(canvas, 595.28, 841.89, NULL);
	for (unsigned i = 0; i < 40; i++) {
		g_autofree char *text = g_strdup_printf(
			"Asiakirjan %u kappale %u: järjestämisvastuunsiirto", b->n_drawn, i);

		tk_draw_paragraph(canvas, 42, 40 + 18 * i, 200, text, &style);
	}
	tk_canvas_close(canvas);
	b->n_drawn++;
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

static void report_size(const struct bench *b)
{
	struct stat status;

	if (stat(b->path, &status) == 0)
		printf("%-34s %ld bytes\n", "", (long)status.st_size);
}

int main(int argc, char **argv)
{
	struct bench b = {
		.log = tk_log_new(),
		.path = g_strdup_printf("%s/tilannekuva-bench-%d", g_get_tmp_dir(), (int)getpid())};

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
	measure("8 A4 pages, a table of 344 rows", &b, make_sheets, 2 * TIMES);
	report_size(&b);
	/* As in a worker: decks come before them. */
	measure_summaries(&b);
	measure("a page of new words", &b, make_words, 2000);
	measure("workbook, one language", &b, make_workbook, 3);
	measure("open data", &b, make_data, TIMES);
	unlink(b.path);
	return 0;
}
