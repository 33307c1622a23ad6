#include "table.h"

#include <csv.h>

struct reader {
	const char *const *columns;
	unsigned n_columns;
	/** Fields of the header line. */
	unsigned n_fields;
	/** For each wanted column: its place in the file. */
	unsigned *places;
	bool have_header;
	GPtrArray *fields;
	GPtrArray *rows;
	/** Column that is not there, or first field of a row that has too many; owned. */
	char *fault;
};

static void take_field(void *text, size_t length, void *data)
{
	struct reader *reader = data;

	g_ptr_array_add(reader->fields, g_strndup(text ? text : "", length));
}

static void take_header(struct reader *reader)
{
	for (unsigned c = 0; c < reader->n_columns; c++) {
		unsigned at;

		if (g_ptr_array_find_with_equal_func(reader->fields, reader->columns[c],
						     g_str_equal, &at))
			reader->places[c] = at;
		else if (!reader->fault)
			reader->fault = g_strdup(reader->columns[c]);
	}
	reader->n_fields = reader->fields->len;
	reader->have_header = true;
}

static void take_row(int end, void *data)
{
	struct reader *reader = data;

	(void)end;
	if (!reader->have_header) {
		take_header(reader);
	} else if (!reader->fault) {
		/* A semicolon in a text that has no quotes round it would cut the text short. */
		if (reader->fields->len > reader->n_fields)
			reader->fault = g_strdup(reader->fields->pdata[0]);
		char **row = g_new0(char *, reader->n_columns + 1);

		for (unsigned c = 0; c < reader->n_columns; c++) {
			unsigned at = reader->places[c];

			row[c] =
				g_strdup(at < reader->fields->len ? reader->fields->pdata[at] : "");
		}
		g_ptr_array_add(reader->rows, row);
	}
	g_ptr_array_set_size(reader->fields, 0);
}

static bool parse(struct reader *reader, const char *text, size_t length)
{
	struct csv_parser parser;

	if (csv_init(&parser, CSV_APPEND_NULL) != 0)
		return false;
	csv_set_delim(&parser, ';');
	bool whole = csv_parse(&parser, text, length, take_field, take_row, reader) == length &&
		     csv_fini(&parser, take_field, take_row, reader) == 0;

	csv_free(&parser);
	return whole && reader->have_header && !reader->fault;
}

GPtrArray *tk_table_read(const char *file, const char *const *columns, struct tk_log *log)
{
	g_autofree char *text = NULL;
	g_autoptr(GError) error = NULL;
	gsize length;
	struct tk_source source = {g_intern_string(file), NULL, TK_NOWHERE, TK_NOWHERE};

	if (!g_file_get_contents(file, &text, &length, &error)) {
		tk_log_add(log, TK_DIAG_KIT_MISSING, &source, error->message, NULL);
		return NULL;
	}
	unsigned n_columns = g_strv_length((char **)columns);
	g_autofree unsigned *places = g_new0(unsigned, n_columns);
	g_autoptr(GPtrArray) fields = g_ptr_array_new_with_free_func(g_free);
	struct reader reader = {
		.columns = columns,
		.n_columns = n_columns,
		.places = places,
		.fields = fields,
		.rows = g_ptr_array_new_with_free_func((GDestroyNotify)g_strfreev),
	};

	if (parse(&reader, text, length))
		return reader.rows;
	tk_log_add(log, TK_DIAG_KIT_FAULTY, &source, reader.fault ? reader.fault : file, NULL);
	g_free(reader.fault);
	g_ptr_array_unref(reader.rows);
	return NULL;
}
