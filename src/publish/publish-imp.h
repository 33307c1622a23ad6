#ifndef TK_PUBLISH_IMP_H
#define TK_PUBLISH_IMP_H

#include "tilannekuva/publish.h"

#define TK_MANIFEST "manifest.json"

/** The folder that output is made in before it takes its place. */
typedef struct tk_stage tk_stage;

/**
 * Lock OUT; it is made if it is not there.
 * \return owned; NULL with OUTPUT_UNWRITABLE or OUTPUT_LOCKED in the log.
 */
struct tk_stage *tk_stage_open(const char *out_dir, const char *period, struct tk_log *log);
/** \return whether what was committed last was made of the same (tk_fingerprint()) and still stands. */
bool tk_stage_is_current(const struct tk_stage *stage, const char *fingerprint);
/** Make a fresh folder to write in. */
bool tk_stage_begin(struct tk_stage *stage, struct tk_log *log);
/** \return the folder to write in, lent. */
const char *tk_stage_dir(const struct tk_stage *stage);
/** Make a folder below it. \return whether it is there. */
bool tk_stage_make_dir(struct tk_stage *stage, const char *relative, struct tk_log *log);
/** Sync the folder and put it in the place of OUT/PERIOD; point OUT/latest at it. */
bool tk_stage_commit(struct tk_stage *stage, const char *fingerprint, struct tk_log *log);
/** Remove what was not committed, unlock, free. */
void tk_stage_close(struct tk_stage *stage);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(tk_stage, tk_stage_close)

/** One document to make: in a process of its own, so that a crash costs only it. */
struct tk_job {
	/** Path below the stage; owned. */
	char *path;
	enum tk_output output;
	enum tk_lang lang;
	/** Which table of the open data, or which region. */
	unsigned index;
};

/**
 * Make all documents.
 * \return whether the run can go on; a crashed job is told and leaves its document out.
 */
bool tk_jobs_run(const struct tk_picture *picture, const struct tk_kit *kit, const char *dir,
		 const struct tk_job *jobs, unsigned n_jobs,
		 const struct tk_publish_options *options, struct tk_log *log);

/** \return the files below a folder, relative paths in order, the manifest left out; owned. */
GPtrArray *tk_list_tree(const char *dir);
/** Remove a folder with everything in it. */
void tk_remove_tree(const char *dir);
/** \return a file's SHA-256 in hexadecimal, owned; NULL when it cannot be read. */
char *tk_file_sha256(const char *path, goffset *n_bytes);

/**
 * \return a checksum of everything that the output is made of: inputs, settings, options, the program
 * and its kit; owned. Kept beside the output, not in it: builds of one version may differ.
 */
char *tk_fingerprint(const struct tk_picture *picture, const struct tk_kit *kit,
		     const struct tk_publish_options *options);

/** \return the files of the data folder that every period is made from, relative, NULL-terminated;
 * deck.yaml, the last one, need not be there. */
const char *const *tk_data_files(void);

/** Write the manifest of everything that stands in the folder. */
bool tk_manifest_write(const struct tk_picture *picture, const struct tk_publish_options *options,
		       const char *dir, struct tk_log *log);

#endif
