#include "submission.h"

#include "tilannekuva/number.h"

/* Risks and communication indicators: small tables beside the tasks. */

static unsigned find_area(struct tk_intake *intake, const char *text,
			  const struct tk_source *source)
{
	g_autofree char *key = tk_word_normalise(text);
	g_autoptr(GString) names = g_string_new(NULL);

	for (unsigned a = 0; a < intake->dataset->n_areas; a++) {
		const struct tk_area *area = &intake->dataset->areas[a];
		const struct tk_names *const both[] = {&area->name, &area->short_name};

		for (unsigned i = 0; i < TK_N_LANGS * G_N_ELEMENTS(both); i++) {
			const char *name = both[i / TK_N_LANGS]->in[i % TK_N_LANGS];
			g_autofree char *known = name ? tk_word_normalise(name) : NULL;

			if (known && strcmp(known, key) == 0)
				return a;
		}
		g_string_append_printf(names, "%s%s", a ? "; " : "",
				       tk_names_in(&area->name, TK_FI));
	}
	if (*key)
		tk_log_add(intake->log, TK_DIAG_AREA_UNKNOWN, source, text, names->str, NULL);
	return TK_NONE;
}

/* A whole number 1-5; 0 and a complaint otherwise. */
static int read_scale(struct tk_intake *intake, const struct tk_table *table,
		      const struct tk_row *row, unsigned column)
{
	g_autofree char *text = tk_header_text(table->header, row, column);
	int64_t value;

	g_autofree char *whole = g_str_has_suffix(text, ",0") || g_str_has_suffix(text, ".0")
					 ? g_strndup(text, strlen(text) - 2)
					 : NULL;

	if (tk_parse_int(whole ? whole : text, 1, 5, &value))
		return (int)value;
	struct tk_source source = tk_header_source(table->header, table->sheet, row, column);

	tk_log_add(intake->log, TK_DIAG_RISK_SCALE, &source, text, NULL);
	return 0;
}

static enum tk_outcome take_risk(struct tk_intake *intake, const struct tk_table *table,
				 const struct tk_row *row, GArray *const *risks)
{
	g_autofree char *name = tk_header_text(table->header, row, TK_RISK_NAME);

	if (*name == '\0' || tk_header_is_repeated(table->header, row, intake->vocabulary))
		return TK_HEADING;
	unsigned region = tk_table_row_region(intake, table, row, TK_RISK_REGION);
	struct tk_risk risk = {
		.likelihood = read_scale(intake, table, row, TK_RISK_LIKELIHOOD),
		.impact = read_scale(intake, table, row, TK_RISK_IMPACT),
	};

	g_autofree char *area = tk_header_text(table->header, row, TK_RISK_AREA);
	struct tk_source area_source =
		tk_header_source(table->header, table->sheet, row, TK_RISK_AREA);

	risk.area = find_area(intake, area, &area_source);
	if (region == TK_NONE || risk.likelihood == 0 || risk.impact == 0)
		return TK_REJECTED;
	risk.name = g_steal_pointer(&name);
	risk.support = tk_header_text(table->header, row, TK_RISK_SUPPORT);
	if (*risk.support == '\0')
		g_clear_pointer(&risk.support, g_free);
	risk.source = tk_header_source(table->header, table->sheet, row, TK_RISK_NAME);
	g_array_append_val(risks[region], risk);
	return TK_COUNTED;
}

/* Numbers as people type them: blanks between thousands, a decimal comma. */
static bool read_number(struct tk_intake *intake, const char *text, const struct tk_source *source,
			double *value)
{
	g_autoptr(GString) plain = g_string_new(NULL);

	if (tk_parse_double(text, value))
		return true;
	for (const char *at = text; *at; at = g_utf8_next_char(at)) {
		gunichar c = g_utf8_get_char(at);

		if (c == 0x2212)
			g_string_append_c(plain, '-');
		else if (c == ',')
			g_string_append_c(plain, '.');
		else if (!g_unichar_isspace(c) && c != 0xa0 && c != 0x202f)
			g_string_append_unichar(plain, c);
	}
	if (!tk_parse_double(plain->str, value))
		return false;
	tk_log_interpret(intake->log, "number", text, plain->str, source);
	return true;
}

static enum tk_outcome take_indicator(struct tk_intake *intake, const struct tk_table *table,
				      const struct tk_row *row, GArray *const *indicators)
{
	g_autofree char *name = tk_header_text(table->header, row, TK_INDICATOR_NAME);
	g_autofree char *text = tk_header_text(table->header, row, TK_INDICATOR_VALUE);
	struct tk_source source =
		tk_header_source(table->header, table->sheet, row, TK_INDICATOR_VALUE);
	struct tk_indicator indicator = {.source = source};

	/* A name without a value is a line of the form that was not filled in. */
	if (*name == '\0' || *text == '\0' ||
	    tk_header_is_repeated(table->header, row, intake->vocabulary))
		return TK_HEADING;
	unsigned region = tk_table_row_region(intake, table, row, TK_INDICATOR_REGION);

	if (region == TK_NONE)
		return TK_REJECTED;
	if (!read_number(intake, text, &source, &indicator.value)) {
		tk_log_add(intake->log, TK_DIAG_NUMBER_UNKNOWN, &source, text, NULL);
		return TK_REJECTED;
	}
	indicator.name = g_steal_pointer(&name);
	indicator.unit = tk_header_text(table->header, row, TK_INDICATOR_UNIT);
	g_array_append_val(indicators[region], indicator);
	return TK_COUNTED;
}

/* Rows go to growing arrays, one a region, that are laid down in the submissions at the end. */

typedef enum tk_outcome (*take_row)(struct tk_intake *intake, const struct tk_table *table,
				    const struct tk_row *row, GArray *const *arrays);

static GArray **read_rows(struct tk_intake *intake, const struct tk_table *table, size_t size,
			  take_row take)
{
	GArray **arrays = g_new0(GArray *, intake->dataset->n_regions);

	for (unsigned r = 0; r < intake->dataset->n_regions; r++)
		arrays[r] = g_array_new(FALSE, FALSE, (guint)size);
	for (unsigned r = 0; r <= table->header->row_index; r++)
		tk_totals_count(table->totals, TK_HEADING);
	for (unsigned r = table->header->row_index + 1; r < table->sheet->n_rows; r++)
		tk_totals_count(table->totals, take(intake, table, &table->sheet->rows[r], arrays));
	return arrays;
}

/* Adds an array's rows to those already there. */
static void *join(void *rows, unsigned *n_rows, size_t size, GArray *array)
{
	void *joined = g_realloc_n(rows, *n_rows + array->len, size);

	if (array->len > 0)
		memcpy((char *)joined + *n_rows * size, array->data, array->len * size);
	*n_rows += array->len;
	g_array_unref(array);
	return joined;
}

void tk_risks_read(struct tk_intake *intake, const struct tk_table *table)
{
	g_autofree GArray **arrays = read_rows(intake, table, sizeof(struct tk_risk), take_risk);

	for (unsigned r = 0; r < intake->dataset->n_regions; r++) {
		struct tk_submission *s = &intake->round->submissions[r];

		s->risks = join(s->risks, &s->n_risks, sizeof *s->risks, arrays[r]);
	}
}

void tk_indicators_read(struct tk_intake *intake, const struct tk_table *table)
{
	g_autofree GArray **arrays =
		read_rows(intake, table, sizeof(struct tk_indicator), take_indicator);

	for (unsigned r = 0; r < intake->dataset->n_regions; r++) {
		struct tk_submission *s = &intake->round->submissions[r];

		s->indicators =
			join(s->indicators, &s->n_indicators, sizeof *s->indicators, arrays[r]);
	}
}
