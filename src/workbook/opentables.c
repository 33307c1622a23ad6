#include "opendata-imp.h"

/* One row a figure: every region, cooperation area and the country, every area and all of them. */

static const char *const level_words[] = {
	[TK_UNIT_REGION] = "alue", [TK_UNIT_COOP] = "yhteistyöalue", [TK_UNIT_COUNTRY] = "maa"};

/* Ids and names of what has none of its own. */
#define COUNTRY_ID "koko-maa"
#define TOTAL_ID "yhteensa"

static const struct tk_names country_names = {{[TK_FI] = (char *)"Koko maa",
					       [TK_SV] = (char *)"Hela landet",
					       [TK_EN] = (char *)"Whole country"}};
static const struct tk_names total_names = {
	{[TK_FI] = (char *)"Yhteensä", [TK_SV] = (char *)"Totalt", [TK_EN] = (char *)"Total"}};

#define UNIT_COLUMNS                                                                               \
	"kausi", "havainnollistava", "taso", "alue", "alue_fi", "alue_sv", "alue_en", "osa_alue",  \
		"osa_alue_fi", "osa_alue_sv", "osa_alue_en"
#define REASON_COLUMNS "ei_tietoja_fi", "ei_tietoja_sv", "ei_tietoja_en"

/* What is handed down to each row. */
struct table {
	const struct tk_picture *picture;
	struct tk_csv *csv;
};

static void put_unit(struct tk_csv *csv, const struct tk_open_unit *unit, unsigned area)
{
	const struct tk_dataset *dataset = unit->measures->dataset;
	const char *id = COUNTRY_ID;
	const struct tk_names *names = &country_names;
	bool all = area == dataset->n_areas;

	if (unit->level == TK_UNIT_REGION) {
		id = dataset->regions[unit->index].id;
		names = &dataset->regions[unit->index].name;
	} else if (unit->level == TK_UNIT_COOP) {
		id = dataset->coops[unit->index].id;
		names = &dataset->coops[unit->index].name;
	}
	tk_csv_id(csv, unit->measures->period->id);
	tk_csv_yes(csv, unit->measures->period->illustrative);
	tk_csv_id(csv, level_words[unit->level]);
	tk_csv_id(csv, id);
	tk_csv_names(csv, names);
	tk_csv_id(csv, all ? TOTAL_ID : dataset->areas[area].id);
	tk_csv_names(csv, all ? &total_names : &dataset->areas[area].name);
}

/* Why a region has no figures in a period; empty where it has. */
static void put_reason(const struct table *table, const struct tk_open_unit *unit,
		       const struct tk_measures *measures)
{
	for (unsigned lang = 0; lang < TK_N_LANGS; lang++) {
		g_autofree char *reason =
			tk_open_reason(table->picture, unit, measures, NULL, (enum tk_lang)lang);

		tk_csv_text(table->csv, reason);
	}
}

/* Count, share and percent; empty where there is no figure. */
static void put_share(struct tk_csv *csv, struct tk_share share)
{
	if (share.n == 0) {
		tk_csv_empty(csv, 3);
		return;
	}
	tk_csv_int(csv, share.k);
	tk_csv_number(csv, (double)share.k / (double)share.n, 6);
	tk_csv_int(csv, tk_percent(share));
}

/* None is a number, too, where tasks were told of: then shares are empty because there is nothing
 * that they could be of. */
static void put_tasks(struct tk_csv *csv, const struct tk_open_unit *unit, struct tk_share share)
{
	if (tk_open_is_reported(unit))
		tk_csv_int(csv, share.n);
	else
		tk_csv_empty(csv, 1);
}

/* ---- Progress ---- */

static void put_progress(const struct tk_open_unit *unit, void *data)
{
	const struct table *table = data;
	const struct tk_picture *picture = table->picture;
	struct tk_csv *csv = table->csv;

	for (unsigned a = 0; a <= picture->dataset->n_areas; a++) {
		struct tk_share share = unit->figures[a].progress;

		put_unit(csv, unit, a);
		put_tasks(csv, unit, share);
		put_share(csv, share);
		if (share.n == 0)
			tk_csv_empty(csv, 1);
		else
			tk_csv_int(csv,
				   tk_period_class(unit->measures->period, tk_percent(share)) + 1);
		put_reason(table, unit, unit->measures);
		tk_csv_end_row(csv);
	}
}

void tk_open_progress(const struct tk_picture *picture, struct tk_csv *csv)
{
	static const char *const columns[] = {UNIT_COLUMNS, "tehtavia", "aloitettu",    "osuus",
					      "prosentti",  "luokka",   REASON_COLUMNS, NULL};
	struct table table = {picture, csv};

	tk_csv_head(csv, columns);
	for (unsigned i = 0; i < picture->n_history; i++)
		tk_open_units(picture->history[i], put_progress, &table);
}

/* ---- Readiness ---- */

static void put_readiness(const struct tk_open_unit *unit, void *data)
{
	const struct table *table = data;
	const struct tk_picture *picture = table->picture;
	struct tk_csv *csv = table->csv;

	for (unsigned a = 0; a <= picture->dataset->n_areas; a++) {
		put_unit(csv, unit, a);
		put_tasks(csv, unit, unit->figures[a].done);
		put_share(csv, unit->figures[a].under_way);
		put_share(csv, unit->figures[a].done);
		put_reason(table, unit, unit->measures);
		tk_csv_end_row(csv);
	}
}

void tk_open_readiness(const struct tk_picture *picture, struct tk_csv *csv)
{
	static const char *const columns[] = {
		UNIT_COLUMNS,          "tehtavia", "kaynnissa",    "kaynnissa_osuus",
		"kaynnissa_prosentti", "valmis",   "valmis_osuus", "valmis_prosentti",
		REASON_COLUMNS,        NULL};
	struct table table = {picture, csv};

	tk_csv_head(csv, columns);
	for (unsigned i = 0; i < picture->n_history; i++)
		tk_open_units(picture->history[i], put_readiness, &table);
}

/* ---- Change ---- */

static void put_points(struct tk_csv *csv, struct tk_fraction change)
{
	if (change.den == 0)
		tk_csv_empty(csv, 1);
	else
		tk_csv_number(csv, tk_fraction_value(change), 10);
}

static void put_change(const struct tk_open_unit *unit, void *data)
{
	const struct table *table = data;
	const struct tk_picture *picture = table->picture;
	struct tk_csv *csv = table->csv;

	for (unsigned a = 0; a <= picture->dataset->n_areas; a++) {
		const struct tk_change *change = tk_open_change_of(picture, unit, a);

		put_unit(csv, unit, a);
		tk_csv_id(csv, picture->before->period->id);
		put_points(csv, change->whole);
		put_points(csv, change->moves);
		put_points(csv, change->window);
		put_points(csv, change->applicability);
		put_points(csv, change->coverage);
		put_reason(table, unit, tk_open_without_change(picture, unit));
		tk_csv_end_row(csv);
	}
}

/* An earlier period's changes are worked out from its round and the one before it. */
static void put_earlier(const struct tk_picture *picture, unsigned period, struct tk_csv *csv)
{
	struct tk_round *const rounds[] = {
		(struct tk_round *)picture->history[period - 1]->round,
		(struct tk_round *)picture->history[period]->round,
	};
	g_autoptr(tk_log) nothing = tk_log_new();
	g_autoptr(tk_picture) earlier = tk_picture_new(rounds, G_N_ELEMENTS(rounds), nothing);

	struct table table = {earlier, csv};

	tk_open_units(earlier->now, put_change, &table);
}

void tk_open_change(const struct tk_picture *picture, struct tk_csv *csv)
{
	static const char *const columns[] = {
		UNIT_COLUMNS,          "vertailukausi",   "muutos_prosenttiyksikkoa",
		"tehtavien_tilat",     "tarkastelujakso", "koskeeko_aluetta",
		"ilmoittaneet_alueet", REASON_COLUMNS,    NULL};
	struct table table = {picture, csv};

	tk_csv_head(csv, columns);
	for (unsigned i = 1; i + 1 < picture->n_history; i++)
		put_earlier(picture, i, csv);
	if (picture->before)
		tk_open_units(picture->now, put_change, &table);
}

/* ---- Tasks ---- */

static void put_source(const struct tk_picture *picture, struct tk_csv *csv,
		       const struct tk_source *source)
{
	g_autofree char *column =
		source->col == TK_NOWHERE || !source->file ? NULL : tk_column_name(source->col);

	tk_csv_text(csv, tk_clean_path(picture->dataset, source->file));
	tk_csv_text(csv, source->sheet);
	if (source->row == TK_NOWHERE || !source->file)
		tk_csv_empty(csv, 1);
	else
		tk_csv_int(csv, (int64_t)source->row + 1);
	tk_csv_text(csv, column);
}

static void put_entry(const struct tk_picture *picture, struct tk_csv *csv,
		      const struct tk_task *task, const struct tk_entry *entry)
{
	bool open = entry->status != TK_STATUS_DONE && entry->status != TK_STATUS_NOT_APPLICABLE;

	tk_csv_id(csv, picture->dataset->areas[task->area].id);
	tk_csv_id(csv, task->id);
	tk_csv_text(csv, tk_names_in(&task->group, TK_FI));
	tk_csv_names(csv, &task->name);
	tk_csv_id(csv, tk_status_id(entry->status));
	tk_csv_date(csv, task->start);
	tk_csv_date(csv, task->end);
	tk_csv_date(csv, entry->estimate);
	tk_csv_yes(csv, tk_task_in_window(task, picture->period));
	tk_csv_yes(csv, open && task->end < picture->period->reporting_date);
	put_source(picture, csv, &entry->source);
	tk_csv_end_row(csv);
}

void tk_open_tasks(const struct tk_picture *picture, struct tk_csv *csv)
{
	static const char *const columns[] = {"kausi",
					      "havainnollistava",
					      "alue",
					      "alue_fi",
					      "alue_sv",
					      "alue_en",
					      "osa_alue",
					      "tehtava",
					      "ryhma",
					      "tehtava_fi",
					      "tehtava_sv",
					      "tehtava_en",
					      "tila",
					      "alku",
					      "loppu",
					      "arvio",
					      "tarkastelujaksolla",
					      "myohassa",
					      "tiedosto",
					      "valilehti",
					      "rivi",
					      "sarake",
					      NULL};
	const struct tk_dataset *dataset = picture->dataset;

	tk_csv_head(csv, columns);
	for (unsigned r = 0; r < dataset->n_regions; r++) {
		for (unsigned t = 0; picture->now->reported[r] && t < dataset->n_tasks; t++) {
			tk_csv_id(csv, picture->period->id);
			tk_csv_yes(csv, picture->period->illustrative);
			tk_csv_id(csv, dataset->regions[r].id);
			tk_csv_names(csv, &dataset->regions[r].name);
			put_entry(picture, csv, &dataset->tasks[t],
				  &picture->now->round->submissions[r].entries[t]);
		}
	}
}

/* ---- Quality ---- */

void tk_open_quality(const struct tk_picture *picture, struct tk_csv *csv)
{
	static const char *const columns[] = {"kausi",     "taso",      "tunniste", "tiedosto",
					      "valilehti", "rivi",      "sarake",   "teksti_fi",
					      "teksti_sv", "teksti_en", NULL};
	static const char *const levels[TK_N_LEVELS] = {"note", "warning", "error", "fatal"};

	tk_csv_head(csv, columns);
	for (unsigned i = 0; i < tk_log_n_messages(picture->log); i++) {
		const struct tk_message *message = tk_log_message(picture->log, i);

		tk_csv_id(csv, picture->period->id);
		tk_csv_id(csv, levels[message->level]);
		tk_csv_id(csv, tk_diag_name(message->id));
		put_source(picture, csv, &message->source);
		for (unsigned lang = 0; lang < TK_N_LANGS; lang++) {
			g_autofree char *text = tk_message_text(message, (enum tk_lang)lang);

			tk_csv_text(csv, text);
		}
		tk_csv_end_row(csv);
	}
}
