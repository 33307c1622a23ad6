#include "tilannekuva/chart.h"

/* Roundings of sums of heights are no reason to turn the page. */
#define ROUNDING 0.01
/** A row that no page holds begins on a page of which so much is left. */
#define LEAST_PART 0.25

/** A table on its way over the pages; counted only, or drawn. */
struct walk {
	const struct tk_table *table;
	/** NULL: nothing is drawn. */
	struct tk_canvas *canvas;
	unsigned n_pages;
	/** Where the next row goes, and where rows begin on this page. */
	double y, top_y;
};

static bool keeps(const struct tk_table *table, unsigned row)
{
	return table->ops->keeps && row + 1 < table->n_rows && table->ops->keeps(table->data, row);
}

/* The height of a row and, if it stays with the next one, of that too. */
static double height_kept(const struct tk_table *table, unsigned row)
{
	double height = table->ops->height(table->data, row);

	while (keeps(table, row))
		height += table->ops->height(table->data, ++row);
	return height;
}

static void turn_page(struct walk *walk, unsigned row)
{
	const struct tk_table *table = walk->table;

	walk->n_pages++;
	walk->top_y = walk->y = table->top_y;
	if (walk->canvas) {
		table->ops->turn(table->data);
		tk_canvas_begin(walk->canvas, "Artifact", NULL);
		table->ops->head(table->data);
	}
	if (table->ops->again)
		walk->y += table->ops->again(table->data, row, walk->y, walk->canvas != NULL);
	walk->top_y = walk->y;
	if (walk->canvas)
		tk_canvas_end(walk->canvas);
}

/* A row that no page holds: as much of it as there is room for on each. */
static void pass_pieces(struct walk *walk, unsigned row, double height)
{
	const struct tk_table *table = walk->table;
	double from = 0;

	while (from < height - ROUNDING) {
		double room = table->bottom_y - walk->y;
		double to = table->ops->cut(table->data, row, from, room);

		if (to <= from && walk->y > walk->top_y) {
			turn_page(walk, row);
			continue;
		}
		/* A cut that no page has room for goes over the page's foot rather than nowhere. */
		if (to <= from)
			to = height;
		if (walk->canvas)
			table->ops->piece(table->data, row, walk->y, from, to);
		walk->y += to - from;
		from = to;
		if (from < height - ROUNDING)
			turn_page(walk, row);
	}
}

/* Whether what stays together begins on the next page: where it does not fit on this one. What no
 * page holds, and can be split, begins here if there is room worth beginning in. */
static bool turns(const struct walk *walk, double height)
{
	const struct tk_table *table = walk->table;
	double room = table->bottom_y - walk->y, page = table->bottom_y - table->top_y;

	if (walk->y <= walk->top_y || height <= room + ROUNDING)
		return false;
	return !table->ops->cut || height <= page || room < page * LEAST_PART;
}

static void pass_row(struct walk *walk, unsigned row)
{
	const struct tk_table *table = walk->table;
	double height = table->ops->height(table->data, row);
	bool follows = row > 0 && keeps(table, row - 1);

	if (!follows && turns(walk, height_kept(table, row)))
		turn_page(walk, row);
	if (walk->canvas)
		tk_canvas_begin(walk->canvas, "TR", NULL);
	if (table->ops->cut && walk->y + height > table->bottom_y + ROUNDING) {
		pass_pieces(walk, row, height);
	} else {
		if (walk->canvas)
			table->ops->row(table->data, row, walk->y);
		walk->y += height;
	}
	if (walk->canvas)
		tk_canvas_end(walk->canvas);
}

static struct walk pass_rows(const struct tk_table *table, struct tk_canvas *canvas)
{
	double first_y = table->first_y > 0 ? table->first_y : table->top_y;
	struct walk walk = {table, canvas, 1, first_y, table->top_y};

	for (unsigned row = 0; row < table->n_rows; row++)
		pass_row(&walk, row);
	return walk;
}

unsigned tk_table_pages(const struct tk_table *table)
{
	return pass_rows(table, NULL).n_pages;
}

double tk_table_end(const struct tk_table *table, unsigned *n_pages)
{
	struct walk walk = pass_rows(table, NULL);

	*n_pages = walk.n_pages;
	return walk.y;
}

double tk_draw_table(struct tk_canvas *canvas, const struct tk_table *table)
{
	tk_canvas_begin(canvas, "Table", NULL);
	tk_canvas_begin(canvas, "THead", NULL);
	table->ops->head(table->data);
	tk_canvas_end(canvas);
	tk_canvas_begin(canvas, "TBody", NULL);
	struct walk walk = pass_rows(table, canvas);

	tk_canvas_end(canvas);
	tk_canvas_end(canvas);
	return walk.y;
}
