#include "tilannekuva/chart.h"

/* Whether a row goes to the next page; one that is taller than a page stays where it is. */
static bool turns(const struct tk_table *table, double y, double height)
{
	return y + height > table->bottom_y + 0.01 && y > table->top_y;
}

unsigned tk_table_pages(const struct tk_table *table)
{
	double y = table->top_y;
	unsigned pages = 1;

	for (unsigned row = 0; row < table->n_rows; row++) {
		double height = table->ops->height(table->data, row);

		if (turns(table, y, height)) {
			pages++;
			y = table->top_y;
		}
		y += height;
	}
	return pages;
}

double tk_draw_table(struct tk_canvas *canvas, const struct tk_table *table)
{
	double y = table->top_y;

	tk_canvas_begin(canvas, "Table", NULL);
	tk_canvas_begin(canvas, "THead", NULL);
	table->ops->head(table->data);
	tk_canvas_end(canvas);
	tk_canvas_begin(canvas, "TBody", NULL);
	for (unsigned row = 0; row < table->n_rows; row++) {
		double height = table->ops->height(table->data, row);

		if (turns(table, y, height)) {
			table->ops->turn(table->data);
			tk_canvas_begin(canvas, "Artifact", NULL);
			table->ops->head(table->data);
			tk_canvas_end(canvas);
			y = table->top_y;
		}
		tk_canvas_begin(canvas, "TR", NULL);
		table->ops->row(table->data, row, y);
		tk_canvas_end(canvas);
		y += height;
	}
	tk_canvas_end(canvas);
	tk_canvas_end(canvas);
	return y;
}
