#include "region-imp.h"

/* All tasks as status symbols by group: lines that flow through two balanced columns, from page to
 * page. */
#define COLUMN_GAP 22.0
#define COLUMN_W ((TK_A4_TEXT_W - COLUMN_GAP) / 2)
/** Symbols stand right of the names; so many in a row. */
#define STRIP_X 156.0
#define PITCH 9.3
#define SYMBOL 7.0
#define IN_ROW 10u
#define NAME_W (STRIP_X - 8)
#define LINE_PT 10.9
/** More lines of symbols or of a name. */
#define MORE_PT 9.6
/** Tasks of one line, so that no column is too low for it. */
#define MOST_IN_LINE (5 * IN_ROW)
#define AREA_PT 12.1
#define AREA_GAP 5.2
#define HEAD_GAP 6.0
/** How much closer. */
#define LEAST_PART 0.92
#define LEGEND_PT 24.0
#define LEGEND_GAP 14.0
#define LEGEND_SYMBOL 7.5

/* A line of the list: the head of an area, or a group. */
struct line {
	const struct tk_group *group;
	/** The area's head, before its first group. */
	bool head;
	/** Its tasks; a large group takes several lines. */
	unsigned from, n;
	double height;
	/** Of its area's head where the line begins a column amid the area. */
	double again;
};

struct strips {
	struct tk_region_doc *rd;
	/** Lines stand closer where that keeps them on one page. */
	double part;
	struct line *lines;
	unsigned n_lines;
};

/* ---- Lines ---- */

static char *line_name(const struct strips *strips, const struct line *line)
{
	const struct tk_pen *pen = &strips->rd->doc.pen;
	const char *name = tk_names_in(line->group->name, pen->lang);

	if (!*name)
		name = tk_doc_text(&strips->rd->doc, "region.no-group");
	if (line->from == 0)
		return g_strdup(name);
	return tk_text_format(pen->texts, pen->lang, "page.continued", "page", name, NULL);
}

static unsigned n_rows(const struct line *line)
{
	return MAX((line->n + IN_ROW - 1) / IN_ROW, 1);
}

static double group_height(const struct strips *strips, const struct line *line)
{
	g_autofree char *name = line_name(strips, line);
	unsigned names = tk_a4_lines(strips->rd, TK_A4_GROUP, NAME_W, name);

	return LINE_PT + (MAX(n_rows(line), names) - 1) * MORE_PT;
}

static char *head_text(const struct strips *strips, unsigned area, bool repeated)
{
	const struct tk_pen *pen = &strips->rd->doc.pen;
	const char *name =
		tk_names_in(&strips->rd->doc.picture->dataset->areas[area].name, pen->lang);

	if (!repeated)
		return g_strdup(name);
	return tk_text_format(pen->texts, pen->lang, "page.continued", "page", name, NULL);
}

static char *done_text(const struct strips *strips, unsigned area)
{
	const struct tk_pen *pen = &strips->rd->doc.pen;
	struct tk_share done =
		tk_measures_region(strips->rd->shown, strips->rd->region, area)->done;
	g_autofree char *k = tk_format_int(pen->lang, done.k);
	g_autofree char *n = tk_format_int(pen->lang, done.n);

	return tk_text_format(pen->texts, pen->lang, "region.area-done", "k", k, "n", n, NULL);
}

/* What the count at its right end leaves a head. */
static double head_w(const struct strips *strips, unsigned area)
{
	g_autofree char *done = done_text(strips, area);

	return COLUMN_W - HEAD_GAP - tk_a4_width(strips->rd, TK_A4_AREA_COUNT, done);
}

static double head_height(const struct strips *strips, unsigned area, bool repeated)
{
	g_autofree char *text = head_text(strips, area, repeated);
	unsigned n = tk_a4_lines(strips->rd, TK_A4_AREA, head_w(strips, area), text);

	return AREA_PT + (n - 1) * tk_a4_leading(TK_A4_AREA);
}

static void add_group(struct strips *strips, GArray *lines, const struct tk_group *group,
		      double again)
{
	for (unsigned from = 0; from < group->n_tasks; from += MOST_IN_LINE) {
		struct line line = {.group = group,
				    .from = from,
				    .n = MIN(group->n_tasks - from, MOST_IN_LINE),
				    .again = again};

		line.height = group_height(strips, &line);
		g_array_append_val(lines, line);
	}
}

static void make_lines(struct strips *strips)
{
	const struct tk_picture *picture = strips->rd->doc.picture;
	GArray *lines = g_array_new(FALSE, FALSE, sizeof(struct line));
	unsigned area = TK_NONE;
	double again = 0;

	for (unsigned i = 0; i < picture->n_groups; i++) {
		const struct tk_group *group = &picture->groups[i];

		if (group->area != area) {
			area = group->area;
			struct line head = {.group = group,
					    .head = true,
					    .height = head_height(strips, area, false)};

			again = head_height(strips, area, true);
			g_array_append_val(lines, head);
		}
		add_group(strips, lines, group, again);
	}
	strips->n_lines = lines->len;
	strips->lines = (struct line *)(void *)g_array_free(lines, FALSE);
}

/* ---- Columns ---- */

/* Whether the first line of a column is a group whose area's head stands elsewhere. */
static bool repeats_head(const struct strips *strips, unsigned first)
{
	return first > 0 && first < strips->n_lines && !strips->lines[first].head;
}

/* The height that a line adds to a column that begins with line first. */
static double added(const struct strips *strips, unsigned first, unsigned i)
{
	double height = strips->lines[i].height * strips->part;

	if (i > first && strips->lines[i].head)
		height += AREA_GAP;
	if (i == first && repeats_head(strips, first))
		height += strips->lines[i].again;
	return height;
}

/* Where a column that begins with line first ends when it may be so high: at least one line goes
 * in, and a head never stands last. */
static unsigned fill_column(const struct strips *strips, unsigned first, double room)
{
	double height = 0;
	unsigned i = first;

	for (; i < strips->n_lines; i++) {
		height += added(strips, first, i);
		if (height > room + 0.01 && i > first)
			break;
	}
	if (i < strips->n_lines && i > first + 1 && strips->lines[i - 1].head)
		i--;
	return i;
}

static double column_height(const struct strips *strips, unsigned first, unsigned end)
{
	double height = 0;

	for (unsigned i = first; i < end; i++)
		height += added(strips, first, i);
	return height;
}

/* Where the first column ends so that both are as even as can be. */
static unsigned balance(const struct strips *strips, unsigned first)
{
	unsigned best = strips->n_lines;
	double least = column_height(strips, first, best);
	double left = 0;
	double below = least;

	for (unsigned i = first; i + 1 < strips->n_lines; i++) {
		left += added(strips, first, i);
		below -= added(strips, first, i);
		if (strips->lines[i].head)
			continue;
		/* The second column's first line loses its gap, or gains a head. */
		double right = below - added(strips, first, i + 1) + added(strips, i + 1, i + 1);

		if (MAX(left, right) < least - 0.01) {
			least = MAX(left, right);
			best = i + 1;
		}
	}
	return best;
}

/* ---- Words ---- */

/* What stands for a task: the symbol that is drawn, in words. */
static const struct {
	enum tk_mark mark;
	const char *key;
} legend[] = {
	{TK_MARK_NOT_STARTED, "status.not-started"},
	{TK_MARK_IN_PROGRESS, "status.in-progress"},
	{TK_MARK_ON_SCHEDULE, "status.on-schedule"},
	{TK_MARK_DONE, "status.done"},
	{TK_MARK_LATE, "region.mark.late"},
	{TK_MARK_NOT_APPLICABLE, "status.not-applicable"},
};

static enum tk_mark mark_of(const struct strips *strips, unsigned task)
{
	if (tk_region_is_late(strips->rd, task))
		return TK_MARK_LATE;
	return tk_status_mark(tk_region_entries(strips->rd)[task].status);
}

static void add_late_names(const struct strips *strips, const struct line *line, GString *alt)
{
	const struct tk_region_doc *rd = strips->rd;
	unsigned n = 0;

	for (unsigned i = 0; i < line->n; i++) {
		unsigned t = line->group->tasks[line->from + i];

		if (mark_of(strips, t) == TK_MARK_LATE)
			g_string_append_printf(
				alt, "%s%s", n++ ? ", " : ": ",
				tk_region_task_tail(rd, &rd->doc.picture->dataset->tasks[t]));
	}
}

/* "ei aloitettu 3, käynnissä 1; myöhässä 3: nykytilan kartoitus, …": the words of the legend are in
 * the singular. */
static char *strip_alt(const struct strips *strips, const struct line *line)
{
	const struct tk_document *doc = &strips->rd->doc;
	unsigned counts[TK_N_MARKS] = {0}, n = 0;
	GString *alt = g_string_new(NULL);

	for (unsigned i = 0; i < line->n; i++)
		counts[mark_of(strips, line->group->tasks[line->from + i])]++;
	for (unsigned i = 0; i < G_N_ELEMENTS(legend); i++) {
		if (counts[legend[i].mark] == 0 || legend[i].mark == TK_MARK_LATE)
			continue;
		g_string_append_printf(alt, "%s%s %u", n++ ? ", " : "",
				       tk_doc_text(doc, legend[i].key), counts[legend[i].mark]);
	}
	if (counts[TK_MARK_LATE] > 0) {
		g_string_append_printf(alt, "%s%s %u", n ? "; " : "",
				       tk_doc_text(doc, "region.mark.late"), counts[TK_MARK_LATE]);
		add_late_names(strips, line, alt);
	}
	return g_string_free(alt, FALSE);
}

/* ---- Drawing ---- */

static void draw_strip(const struct strips *strips, const struct line *line, double x, double y)
{
	const struct tk_pen *pen = &strips->rd->doc.pen;
	double box[4] = {x + STRIP_X - PITCH / 2, y + 0.5, MIN(line->n, IN_ROW) * PITCH,
			 LINE_PT + (n_rows(line) - 1) * MORE_PT - 1};
	g_autofree char *alt = strip_alt(strips, line);
	struct tk_tag tag = {.alt = alt, .bbox = box};

	tk_canvas_begin(pen->canvas, "Figure", &tag);
	for (unsigned i = 0; i < line->n; i++)
		tk_draw_status(pen, mark_of(strips, line->group->tasks[line->from + i]),
			       x + STRIP_X + (i % IN_ROW) * PITCH, y + 5.4 + (i / IN_ROW) * MORE_PT,
			       SYMBOL);
	tk_pen_end(pen);
}

static void draw_group(const struct strips *strips, const struct line *line, double x, double y)
{
	const struct tk_pen *pen = &strips->rd->doc.pen;
	g_autofree char *name = line_name(strips, line);
	enum tk_lang lang = tk_names_lang(line->group->name, pen->lang);

	tk_pen_begin(pen, "LI", pen->lang);
	tk_pen_begin(pen, "LBody", pen->lang);
	/* The name alone is in its language: the symbols are told in the document's. */
	if (lang != pen->lang)
		tk_pen_begin(pen, "Span", lang);
	tk_a4_block(strips->rd, TK_A4_GROUP, x, y + 8.2, NAME_W, name);
	if (lang != pen->lang)
		tk_pen_end(pen);
	draw_strip(strips, line, x, y);
	tk_pen_end(pen);
	tk_pen_end(pen);
	tk_pen_begin_artifact(pen);
	tk_a4_hairline(strips->rd, x, x + COLUMN_W, y + line->height * strips->part);
	tk_pen_end(pen);
}

/* The head that an area has, or repeats, over its groups. */
static void draw_head(const struct strips *strips, unsigned area, bool repeated, double x, double y)
{
	const struct tk_pen *pen = &strips->rd->doc.pen;
	const struct tk_names *names = &strips->rd->doc.picture->dataset->areas[area].name;
	g_autofree char *text = head_text(strips, area, repeated);
	g_autofree char *done = done_text(strips, area);
	double height = head_height(strips, area, repeated), baseline = y + height - 4.1;

	if (repeated)
		tk_pen_begin_artifact(pen);
	else
		tk_pen_begin(pen, "H3", tk_names_lang(names, pen->lang));
	tk_a4_block(strips->rd, TK_A4_AREA, x, y + 8, head_w(strips, area), text);
	tk_pen_end(pen);
	if (repeated)
		tk_pen_begin_artifact(pen);
	else
		tk_pen_begin(pen, "P", pen->lang);
	tk_a4_text(strips->rd, TK_A4_AREA_COUNT, TK_RIGHT, x + COLUMN_W, baseline, done);
	tk_pen_end(pen);
	tk_pen_begin_artifact(pen);
	tk_draw_line(pen->canvas, x, y + height - 1.7, x + COLUMN_W, y + height - 1.7, 0.5,
		     tk_pen_ink(pen, TK_KEY));
	tk_pen_end(pen);
}

/* One column; a list goes on from where the column before left it. */
static void draw_column(const struct strips *strips, unsigned first, unsigned end, double x,
			double y)
{
	const struct tk_pen *pen = &strips->rd->doc.pen;

	for (unsigned i = first; i < end; i++) {
		const struct line *line = &strips->lines[i];
		double height = added(strips, first, i);

		if (i == first && repeats_head(strips, first))
			draw_head(strips, line->group->area, true, x, y);
		if (line->head) {
			draw_head(strips, line->group->area, false, x,
				  y + height - line->height * strips->part);
			tk_pen_begin(pen, "L", pen->lang);
		} else {
			draw_group(strips, line, x, y + height - line->height * strips->part);
		}
		if (!line->head && (i + 1 == strips->n_lines || strips->lines[i + 1].head))
			tk_pen_end(pen);
		y += height;
	}
}

/* Of the symbols that the page has. */
static void draw_legend(const struct strips *strips, double y)
{
	const struct tk_region_doc *rd = strips->rd;
	unsigned counts[TK_N_MARKS] = {0};
	double x = TK_A4_X0;

	for (unsigned t = 0; t < rd->doc.picture->dataset->n_tasks; t++)
		counts[mark_of(strips, t)]++;
	for (unsigned i = 0; i < G_N_ELEMENTS(legend); i++) {
		if (counts[legend[i].mark] == 0)
			continue;
		tk_pen_begin_artifact(&rd->doc.pen);
		tk_draw_status(&rd->doc.pen, legend[i].mark, x + 4, y - 3, LEGEND_SYMBOL);
		x += 12 +
		     tk_a4_text(rd, TK_A4_NOTE, TK_LEFT, x + 12, y,
				tk_doc_text(&rd->doc, legend[i].key)) +
		     LEGEND_GAP;
		tk_pen_end(&rd->doc.pen);
	}
}

/* ---- The section ---- */

/* The height of the higher one of two even columns. */
static double even_height(const struct strips *strips)
{
	unsigned middle = balance(strips, 0);

	return MAX(column_height(strips, 0, middle),
		   column_height(strips, middle, strips->n_lines));
}

static void fit_lines(struct strips *strips, double room)
{
	double height = even_height(strips);

	if (height <= room)
		return;
	strips->part = LEAST_PART;
	if (even_height(strips) > room) {
		strips->part = 1;
		return;
	}
	/* As close as needed, no closer. */
	for (strips->part = 0.99; even_height(strips) > room; strips->part -= 0.01)
		;
}

/* Two columns of what is left, as much of it as the page holds. \return the line that comes next. */
static unsigned lay_columns(struct strips *strips, unsigned first)
{
	struct tk_region_doc *rd = strips->rd;
	double room = TK_A4_BOTTOM - rd->y;
	unsigned middle = balance(strips, first), end = strips->n_lines;

	if (column_height(strips, first, middle) > room + 0.01 ||
	    column_height(strips, middle, end) > room + 0.01) {
		middle = fill_column(strips, first, room);
		end = fill_column(strips, middle, room);
	}
	if (!rd->counting) {
		draw_column(strips, first, middle, TK_A4_X0, rd->y);
		draw_column(strips, middle, end, TK_A4_X0 + COLUMN_W + COLUMN_GAP, rd->y);
	}
	rd->y += MAX(column_height(strips, first, middle), column_height(strips, middle, end));
	rd->empty = false;
	return end;
}

void tk_region_lay_tasks(struct tk_region_doc *rd)
{
	struct strips strips = {.rd = rd, .part = 1};
	unsigned next = 0;

	make_lines(&strips);
	tk_region_begin(rd, tk_doc_text(&rd->doc, "region.tasks"),
			tk_doc_text(&rd->doc, "region.tasks-note"), LEGEND_PT + 4 * LINE_PT);
	if (!rd->counting)
		draw_legend(&strips, rd->y + 11);
	rd->y += LEGEND_PT;
	fit_lines(&strips, TK_A4_BOTTOM - rd->y);
	while (next < strips.n_lines) {
		if (next > 0)
			tk_region_turn(rd);
		next = lay_columns(&strips, next);
	}
	g_free(strips.lines);
}
