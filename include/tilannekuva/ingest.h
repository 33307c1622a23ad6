#ifndef TILANNEKUVA_INGEST_H
#define TILANNEKUVA_INGEST_H

#include "tilannekuva/model.h"
#include "tilannekuva/vocabulary.h"

/**
 * Read the data folder: settings, areas, cooperation areas, regions, catalogue, periods.
 * \param dir  The folder.
 * \param log  Takes every complaint.
 * \return the dataset, owned; NULL when it cannot be used, and the log has a FATAL.
 */
struct tk_dataset *tk_dataset_open(const char *dir, struct tk_log *log);

/**
 * Read what the regions sent for one period.
 * \param dataset     Borrowed; must outlive the round.
 * \param period      Index among the dataset's periods.
 * \param vocabulary  Accepted words.
 * \param log         Takes every complaint; a bad file or row does not stop the others.
 * \return the round, owned; NULL when the period's folder cannot be read, and the log has a FATAL.
 */
struct tk_round *tk_round_read(const struct tk_dataset *dataset, unsigned period,
			       const struct tk_vocabulary *vocabulary, struct tk_log *log);

#endif
