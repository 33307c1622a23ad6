#ifndef TILANNEKUVA_WORKBOOK_H
#define TILANNEKUVA_WORKBOOK_H

#include "tilannekuva/kit.h"
#include "tilannekuva/measure.h"

/**
 * Write the national working workbook: a cover with contents, progress, readiness, change, history,
 * forecast, cooperation areas, charts, late tasks, risks, indicators, every task as a table, the
 * quality of the input and its control totals, names of cells, the method.
 * Shares of the period are formulas upon the sheet of tasks, with their values beside them, as long
 * as names can be looked up and there are not too many tasks; over that the rows of tasks go to
 * files of their own (tk_workbook_write_part), figures are values, and WORKBOOK_SPLIT says so.
 * Texts of submissions are always texts: never formulas, links or numbers; their control characters
 * are shown as pictures, and what is over 32,767 characters is cut with CELL_TOO_LONG. The same
 * picture gives the same bytes in every folder, time zone and locale.
 * \param path  The .xlsx to write.
 * \return whether it stands; else the log has OUTPUT_FAILED and what stood at path is untouched.
 */
bool tk_workbook_write_national(const struct tk_picture *picture, const struct tk_kit *kit,
				enum tk_lang lang, const char *path, struct tk_log *log);

/** \return how many files of their own the rows of tasks need; 0: the national workbook has them. */
unsigned tk_workbook_n_parts(const struct tk_picture *picture);
/** \return the path of a part [0-based] beside that of the national workbook, which lists it so:
 * "…/tilannekuva-2021-10.xlsx" gives "…/tilannekuva-2021-10-tehtavat-1.xlsx"; owned. */
char *tk_workbook_part_path(const char *path, unsigned part);
/**
 * Write the rows of tasks of some regions, whole regions in the order of names, as values; in constant
 * memory. What is said of texts and bytes of the national workbook holds here too.
 * \param part  0 to tk_workbook_n_parts() - 1.
 * \param path  tk_workbook_part_path() of the national workbook's.
 */
bool tk_workbook_write_part(const struct tk_picture *picture, const struct tk_kit *kit,
			    enum tk_lang lang, unsigned part, const char *path, struct tk_log *log);

/**
 * Write one region's workbook: its figures beside the national median, its tasks with the status of
 * the period before, its late tasks, risks and indicators, what was odd in its files, the method.
 * What is said of the national workbook holds here too. A region without figures gets a workbook
 * that says why, with its last known figures under the date that they are of, or, where there are
 * none in any period, those of the others alone.
 */
bool tk_workbook_write_region(const struct tk_picture *picture, unsigned region,
			      const struct tk_kit *kit, enum tk_lang lang, const char *path,
			      struct tk_log *log);

/**
 * Write the publication workbook: the figures of the open data by the checklists for accessible
 * statistics in spreadsheets. Values alone: no formulas, merged cells, colours that mean something,
 * blank rows or hidden sheets; one marked table a sheet, its title in A1; every empty cell says why
 * through a note.
 */
bool tk_workbook_write_publication(const struct tk_picture *picture, const struct tk_kit *kit,
				   enum tk_lang lang, const char *path, struct tk_log *log);

/**
 * The tables of the open data, as tidy CSV: RFC 4180 with commas and CRLF, decimal points, dates as
 * 2021-10-31, UTF-8. A byte order mark begins the file, or spreadsheets would take the letters for
 * others. A text that a spreadsheet could take for a formula (beginning with = + - @, tab or line
 * end) has an apostrophe before it, and so has such a part of it after a comma, semicolon, tab or line
 * end, where a spreadsheet with another separator would begin a cell. A text, though not an id, that
 * is nothing but a number or date which a spreadsheet would change (over 15 digits, 007, 1.10, 12:30,
 * 1E5) has an apostrophe, too. Ids stay as they are, for tables are joined by them: a spreadsheet
 * may show kausi (2021-10) as a date unless the column is read as text. Numbers and dates of the
 * program's own are written plainly. An empty field means that there is no figure: ei_tietoja says
 * why, or tehtavia is 0, for there are no tasks that a share could be of. Columns by table:
 *
 * All but quality begin with kausi (period) and havainnollistava (kyllä: made-up data), then
 * the first three with taso (maa, yhteistyöalue, alue), alue (id), alue_fi|sv|en, osa_alue (id, or
 * yhteensa), osa_alue_fi|sv|en; they have a row for every period up to this one, every unit and
 * every area, and end with ei_tietoja_fi|sv|en: why a region has no figures.
 *
 * eteneminen.csv    tehtavia (n), aloitettu (k), osuus (k/n), prosentti, luokka [1-based]
 * valmiusaste.csv   tehtavia, kaynnissa, kaynnissa_osuus, kaynnissa_prosentti, valmis, …
 * muutos.csv        vertailukausi, muutos_prosenttiyksikkoa and its parts tehtavien_tilat,
 *                   tarkastelujakso, koskeeko_aluetta, ilmoittaneet_alueet
 * tehtavat.csv      of this period alone: alue, osa_alue, tehtava (id), ryhma, tehtava_fi|sv|en,
 *                   tila (tk_status_id()), alku, loppu, arvio, tarkastelujaksolla, myohassa, and
 *                   where the status stood: tiedosto, valilehti, rivi, sarake. Owners and notes
 *                   are not published: they may name people.
 * laatu.csv         kausi, taso (note, warning, error, fatal), tunniste, tiedosto, valilehti,
 *                   rivi, sarake, teksti_fi|sv|en
 */
enum tk_open_table {
	TK_OPEN_PROGRESS,  /* eteneminen.csv */
	TK_OPEN_READINESS, /* valmiusaste.csv */
	TK_OPEN_CHANGE,    /* muutos.csv */
	TK_OPEN_TASKS,     /* tehtavat.csv */
	TK_OPEN_QUALITY,   /* laatu.csv */
	TK_N_OPEN_TABLES
};

/** \return the file's name in avoin-data/, such as "eteneminen.csv". */
const char *tk_open_table_file(enum tk_open_table table);

/**
 * Write one table of the open data.
 * \return whether it stands; else the log has OUTPUT_FAILED and what stood at path is untouched.
 */
bool tk_open_table_write(const struct tk_picture *picture, enum tk_open_table table,
			 const char *path, struct tk_log *log);

#endif
