#ifndef TK_COMMAND_REPORT_H
#define TK_COMMAND_REPORT_H

#include "command.h"

/* What `check` prints: who sent what, what was wrong with it, and what was done about it. */

struct tk_report {
	const struct tk_reading *reading;
	const struct tk_log *log;
	enum tk_lang lang;
	/** Print the interpretation ledger too. */
	bool ledger;
};

void tk_report_text(const struct tk_report *report);
void tk_report_csv(const struct tk_report *report);
void tk_report_json(const struct tk_report *report);

/** \return the region's lasting state: "received", "rejected" (a file, but no figures), "missing"
 * (no file) or "excused" (no file, and a reason for it). */
const char *tk_report_state(const struct tk_report *report, unsigned region);

#endif
