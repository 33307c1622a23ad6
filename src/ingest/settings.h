#ifndef TK_INGEST_SETTINGS_H
#define TK_INGEST_SETTINGS_H

#include "tilannekuva/model.h"

/**
 * Read tilannekuva.yaml into the dataset's settings and periods.
 * \param dataset  dir is set; settings and periods are filled in.
 * \return whether it could be used; else the log has a FATAL.
 */
bool tk_settings_read(struct tk_dataset *dataset, struct tk_log *log);

/**
 * See that the areas and regions that the settings name are there, once both are read.
 * \return whether they are; else the log has a FATAL for each that is not.
 */
bool tk_settings_check_ids(const struct tk_dataset *dataset, struct tk_log *log);

/**
 * Keep the periods that have a folder, add the folders that the settings do not name.
 * \return whether there is a period at all; else the log has a FATAL.
 */
bool tk_settings_match_folders(struct tk_dataset *dataset, struct tk_log *log);

#endif
