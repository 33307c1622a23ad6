#ifndef TK_CHECK_DECK_CHARTS_KIT_H
#define TK_CHECK_DECK_CHARTS_KIT_H

#include "check_deck_data.h"

/* Made-up data folders for the deck's pages of charts, and reading tables and figures back. */

/* ---- The world ---- */

struct world {
	const char *what;
	unsigned n_regions, n_areas, n_periods, n_coops;
	/** Only the second region reports. */
	bool lonely;
	/** No region reports in the last period. */
	bool silent;
	/** The first region reports in the last period only, the second one in all others. */
	bool come_and_go;
	/** Regions have places on the map, but for the last one. */
	bool mapped;
	/** Every status is the same. */
	bool level;
	/** Classes of the last period have limits of their own. */
	bool limits;
	const char *target;
	/** Instead of "Osa 1" and "Alue"; NULL: none. */
	const char *area_name, *region_name;
	const char *reason;
};

#define TASKS_IN_AREA 12u
#define FIRST_YEAR 2021

/** The month of a period: the last one is October 2021 where they all fit in that year. */
static int month_of(const struct world *world, unsigned p)
{
	return world->n_periods <= 10 ? (int)(10 - world->n_periods + p) : (int)p;
}

static char *period_id(const struct world *world, unsigned p)
{
	int month = month_of(world, p);

	return g_strdup_printf("%d-%02d", FIRST_YEAR + month / 12, month % 12 + 1);
}

/** As pages write it. */
G_GNUC_UNUSED static char *period_name(const struct world *world, unsigned p)
{
	int month = month_of(world, p);

	return g_strdup_printf("%d/%d", month % 12 + 1, FIRST_YEAR + month / 12);
}

static bool reports(const struct world *world, unsigned p, unsigned r)
{
	bool last = p + 1 == world->n_periods;

	if ((world->lonely && r != 1) || (world->silent && last))
		return false;
	if (world->come_and_go && r == 0)
		return last;
	return !world->come_and_go || r != 1 || !last;
}

/** Later regions and later periods are further; everything follows from the numbers alone. */
static enum tk_status status_of(const struct world *world, unsigned p, unsigned r, unsigned t)
{
	unsigned toss = (t * 7 + r * 3 + t / TASKS_IN_AREA * r) % 20;
	unsigned reach = 2 + (r + 1) * 14 / (world->n_regions + 1) + 4 * (p + 1) / world->n_periods;

	if (world->level)
		return t % 2 ? TK_STATUS_IN_PROGRESS : TK_STATUS_NOT_STARTED;
	if (toss == 19)
		return TK_STATUS_NOT_APPLICABLE;
	if (toss * 3 < reach)
		return TK_STATUS_DONE;
	return toss < reach ? TK_STATUS_ON_SCHEDULE : TK_STATUS_NOT_STARTED;
}

/** Every fourth task begins after the window. */
static bool in_window(unsigned t)
{
	return t % 4 != 3;
}

static unsigned n_tasks(const struct world *world)
{
	return world->n_areas * TASKS_IN_AREA;
}

/* ---- Its files ---- */

static void write_settings(const struct test_world *data, const struct world *world)
{
	g_autoptr(GString) yaml = g_string_new("title: {fi: Tilanne, sv: Läge, en: Situation}\n"
					       "issuer: {fi: Toimisto, sv: Byrå, en: Office}\n");

	if (world->target)
		g_string_append_printf(yaml, "target-date: %s\n", world->target);
	g_string_append(yaml, "periods:\n");
	for (unsigned p = 0; p < world->n_periods; p++) {
		g_autofree char *id = period_id(world, p);

		g_string_append_printf(yaml,
				       "  - period: %s\n"
				       "    window: {from: 2021-01-01, to: 2021-12-31}\n"
				       "    illustrative: %s\n"
				       "    classes: [%u, 50, 76]\n",
				       id, p + 1 < world->n_periods ? "true" : "false",
				       world->limits && p + 1 == world->n_periods ? 30 : 25);
	}
	test_write(data->dir, "tilannekuva.yaml", yaml->str);
}

static void write_units(const struct test_world *data, const struct world *world)
{
	g_autoptr(GString) areas = g_string_new("tunnus;nimi_fi\n");
	g_autoptr(GString) coops = g_string_new("tunnus;nimi_fi\n");
	g_autoptr(GString) regions =
		g_string_new("tunnus;nimi_fi;lyhenne_fi;yhteistyoalue;sarake;rivi;huomautus_fi\n");

	for (unsigned a = 0; a < world->n_areas; a++)
		g_string_append_printf(areas, "a%u;%s %u\n", a,
				       world->area_name ? world->area_name : "Osa", a + 1);
	for (unsigned c = 0; c < world->n_coops; c++)
		g_string_append_printf(coops, "c%u;Coop %u\n", c, c + 1);
	for (unsigned r = 0; r < world->n_regions; r++) {
		bool placed = world->mapped && r + 1 < world->n_regions;

		g_string_append_printf(regions, "r%02u;%s %02u;R%u;", r,
				       world->region_name ? world->region_name : "Alue", r + 1,
				       r + 1);
		if (world->n_coops)
			g_string_append_printf(regions, "c%u", r % world->n_coops);
		if (placed)
			g_string_append_printf(regions, ";%u;%u;", r % 5 + 1, r / 5);
		else
			g_string_append(regions, ";;;");
		g_string_append_printf(regions, "%s\n",
				       world->reason && !reports(world, world->n_periods - 1, r)
					       ? world->reason
					       : "");
	}
	test_write(data->dir, "osa-alueet.csv", areas->str);
	test_write(data->dir, "yhteistyoalueet.csv", coops->str);
	test_write(data->dir, "alueet.csv", regions->str);
}

static void write_tasks(const struct test_world *data, const struct world *world)
{
	static const char *const ends[] = {"30.9.2021", "31.12.2021", "30.6.2022", "31.12.2022"};
	g_autoptr(GString) tasks = g_string_new("tunnus;osa_alue;ryhma;tehtava_fi;alku;loppu\n");

	for (unsigned t = 0; t < n_tasks(world); t++)
		g_string_append_printf(tasks, "T.%u;a%u;Ryhmä;Tehtävä %u;%s;%s\n", t,
				       t / TASKS_IN_AREA, t, in_window(t) ? "1.4.2021" : "1.4.2022",
				       ends[t % 4]);
	test_write(data->dir, "tiekartta.csv", tasks->str);
}

static const char *status_word(enum tk_status status)
{
	switch (status) {
	case TK_STATUS_DONE:
		return "Valmis";
	case TK_STATUS_ON_SCHEDULE:
		return "Valmistumassa aikataulussa";
	case TK_STATUS_IN_PROGRESS:
		return "Käynnissä";
	case TK_STATUS_NOT_APPLICABLE:
		return "Ei koske aluetta";
	default:
		return "Ei aloitettu";
	}
}

static void write_period(const struct test_world *data, const struct world *world, unsigned p)
{
	g_autofree char *id = period_id(world, p);
	g_autofree char *path = g_strconcat(id, "/kaikki.csv", NULL);
	g_autoptr(GString) rows = g_string_new("Alue;Tunnus;Tila\n");

	for (unsigned r = 0; r < world->n_regions; r++) {
		for (unsigned t = 0; reports(world, p, r) && t < n_tasks(world); t++)
			g_string_append_printf(rows, "%s %02u;T.%u;%s\n",
					       world->region_name ? world->region_name : "Alue",
					       r + 1, t, status_word(status_of(world, p, r, t)));
	}
	test_write(data->dir, path, rows->str);
}

/** Make the folder and read it; its deck has the pages of the YAML list. */
static struct test_world *world_new(const struct world *world, const char *pages)
{
	struct test_world *data = data_new(1, 1);
	g_autofree char *yaml = g_strconcat("pages:\n  - kind: cover\n", pages, NULL);

	write_settings(data, world);
	write_units(data, world);
	write_tasks(data, world);
	for (unsigned p = 0; p < world->n_periods; p++)
		write_period(data, world, p);
	test_write(data->dir, "deck.yaml", yaml);
	data_read(data);
	return data;
}

/* ---- Counting, with no help of the program ---- */

struct counts {
	int64_t begun, all, begun_window, window, done;
};

static void count_region(struct counts *counts, const struct world *world, unsigned p, unsigned r,
			 unsigned area)
{
	for (unsigned t = 0; reports(world, p, r) && t < n_tasks(world); t++) {
		enum tk_status status = status_of(world, p, r, t);
		bool begun = status == TK_STATUS_DONE || status == TK_STATUS_ON_SCHEDULE ||
			     status == TK_STATUS_IN_PROGRESS;

		if (status == TK_STATUS_NOT_APPLICABLE ||
		    (area != TK_ALL_AREAS && t / TASKS_IN_AREA != area))
			continue;
		counts->all++;
		counts->begun += begun;
		counts->done += status == TK_STATUS_DONE;
		counts->window += in_window(t);
		counts->begun_window += begun && in_window(t);
	}
}

/** \param coop  TK_NONE: the whole country. */
static struct counts count_many(const struct world *world, unsigned p, unsigned coop, unsigned area)
{
	struct counts counts = {0};

	for (unsigned r = 0; r < world->n_regions; r++) {
		if (coop == TK_NONE || r % world->n_coops == coop)
			count_region(&counts, world, p, r, area);
	}
	return counts;
}

static int64_t half_up(int64_t k, int64_t n)
{
	return (200 * k + n) / (2 * n);
}

/* ---- Reading back ---- */

/** What a deck is made of. */
struct reading {
	/** Rows of all tables, "a|b|c" without spaces; what figures show. Owned. */
	GPtrArray *rows, *alts;
	unsigned n_tables, n_sections, n_pages;
};

static bool take_element(PopplerStructureElement *element, PopplerStructureElementIter *child,
			 void *data)
{
	PopplerStructureElementKind kind = poppler_structure_element_get_kind(element);
	struct reading *reading = data;

	reading->n_tables += kind == POPPLER_STRUCTURE_ELEMENT_TABLE;
	reading->n_sections += kind == POPPLER_STRUCTURE_ELEMENT_SECTION;
	if (kind != POPPLER_STRUCTURE_ELEMENT_TABLE_ROW || !child)
		return true;
	g_autofree char *row = test_pdf_row(child);

	g_ptr_array_add(reading->rows, test_pdf_squeezed(row));
	return false;
}

static struct reading *reading_new(const char *path)
{
	g_autoptr(pdf_document) document = test_pdf_open(path);
	g_autoptr(GPtrArray) alts = test_pdf_alts(document);
	struct reading *reading = g_new0(struct reading, 1);

	reading->rows = g_ptr_array_new_with_free_func(g_free);
	reading->alts = g_ptr_array_new_with_free_func(g_free);
	reading->n_pages = (unsigned)poppler_document_get_n_pages(document);
	test_pdf_walk(document, take_element, reading);
	for (unsigned i = 0; i < alts->len; i++)
		g_ptr_array_add(reading->alts, test_pdf_squeezed(alts->pdata[i]));
	return reading;
}

static void reading_free(struct reading *reading)
{
	g_ptr_array_unref(reading->rows);
	g_ptr_array_unref(reading->alts);
	g_free(reading);
}

/** Some text, or the beginning of one, is in the list from an index on. \return after which. */
static unsigned find_text(const GPtrArray *texts, unsigned from, const char *wanted)
{
	g_autofree char *own = test_pdf_squeezed(wanted);

	for (unsigned i = from; i < texts->len; i++) {
		if (strstr(texts->pdata[i], own))
			return i + 1;
	}
	for (unsigned i = 0; i < texts->len; i++)
		g_printerr("%s\n", (char *)texts->pdata[i]);
	ck_abort_msg("not there after %u: %s", from, own);
	return 0;
}

#endif
