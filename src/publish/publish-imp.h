#ifndef TK_PUBLISH_IMP_H
#define TK_PUBLISH_IMP_H

#include <signal.h>

#include "tilannekuva/document.h"
#include "tilannekuva/publish.h"

#define TK_MANIFEST "manifest.json"

/** A document that takes longer than this hangs. */
#define TK_JOB_SECONDS 1800u

/** Signals that ask the run to end, held until what it does has been done or undone. */
struct tk_signals {
	sigset_t held, before;
	struct sigaction children;
};

/** Hold them, and hear of workers that end. Holds may be within one another. */
void tk_signals_hold(struct tk_signals *signals);
/** Wait for one of them, or for SIGCHLD. \return its number. */
int tk_signals_wait(const struct tk_signals *signals);
/** In a worker: obey them. */
void tk_signals_heed(void);
/** Let go: one that came meanwhile is obeyed now. */
void tk_signals_release(const struct tk_signals *signals);

/** The folder that output is made in before it takes its place. */
typedef struct tk_stage tk_stage;

/**
 * Lock OUT; it is made if it is not there.
 * \return owned; NULL with OUTPUT_UNWRITABLE or OUTPUT_LOCKED in the log.
 */
struct tk_stage *tk_stage_open(const char *out_dir, const char *period, struct tk_log *log);
/** \return whether what was committed last was made of the same (tk_fingerprint()) and still stands. */
bool tk_stage_is_current(const struct tk_stage *stage, const char *fingerprint);
/** Make a fresh folder to write in. Signals that ask the run to end are held until it is closed. */
bool tk_stage_begin(struct tk_stage *stage, struct tk_log *log);
/** \return the folder to write in, lent. */
const char *tk_stage_dir(const struct tk_stage *stage);
/** Make a folder below it. \return whether it is there. */
bool tk_stage_make_dir(struct tk_stage *stage, const char *relative, struct tk_log *log);
/**
 * Take over the files of the last output that are not in the folder, if it was made of the same as the
 * fingerprint's first line says and still stands; else PARTS_DROPPED tells how many are given up.
 * \return whether all that should be taken over was.
 */
bool tk_stage_keep(struct tk_stage *stage, const char *fingerprint, struct tk_log *log);
/** Sync the folder and put it in the place of OUT/PERIOD, with the files that somebody else has put
 * there; point OUT/latest at the newest period.
 * \param fingerprint  NULL: the output is not whole, the next run makes it again. */
bool tk_stage_commit(struct tk_stage *stage, const char *fingerprint, struct tk_log *log);
/** Remove what was not committed, unlock, free. */
void tk_stage_close(struct tk_stage *stage);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(tk_stage, tk_stage_close)

/** What a worker makes documents of. Borrowed but for the fonts. */
struct tk_making {
	const struct tk_picture *picture;
	const struct tk_kit *kit;
	const struct tk_publish_options *options;
	/** The folder that documents are written in. */
	const char *dir;
	/** The open data, for decks that carry it. */
	const struct tk_attachment *attachments;
	unsigned n_attachments;
	/** Opened by the worker that needs them, and kept until it ends. */
	struct tk_fonts *fonts;
	/** Documents that were left out because their worker crashed. */
	unsigned n_crashed;
	/** How long one may take; 0: TK_JOB_SECONDS. */
	unsigned seconds;
};

struct tk_job;

/** Makes a job's document. \return whether it stands; else the log says why. */
typedef bool (*tk_make_func)(struct tk_making *making, const struct tk_job *job, const char *path,
			     struct tk_log *log);

/** One document to make. */
struct tk_job {
	/** Path below the stage; owned. */
	char *path;
	tk_make_func make;
	enum tk_lang lang;
	/** Which table of the open data, region, or part of the rows of tasks. */
	unsigned index;
};

bool tk_make_deck(struct tk_making *making, const struct tk_job *job, const char *path,
		  struct tk_log *log);
bool tk_make_images(struct tk_making *making, const struct tk_job *job, const char *path,
		    struct tk_log *log);
bool tk_make_summary(struct tk_making *making, const struct tk_job *job, const char *path,
		     struct tk_log *log);
bool tk_make_national(struct tk_making *making, const struct tk_job *job, const char *path,
		      struct tk_log *log);
bool tk_make_part(struct tk_making *making, const struct tk_job *job, const char *path,
		  struct tk_log *log);
bool tk_make_publication(struct tk_making *making, const struct tk_job *job, const char *path,
			 struct tk_log *log);
bool tk_make_regional(struct tk_making *making, const struct tk_job *job, const char *path,
		      struct tk_log *log);
bool tk_make_data(struct tk_making *making, const struct tk_job *job, const char *path,
		  struct tk_log *log);
bool tk_make_fixit(struct tk_making *making, const struct tk_job *job, const char *path,
		   struct tk_log *log);

/** \return the documents to make (struct tk_job); owned. */
GArray *tk_plan_new(const struct tk_picture *picture, const struct tk_publish_options *options);

/**
 * Make all documents, in processes of their own.
 * \return whether the run can go on; a crashed job is told and leaves its document out.
 */
bool tk_jobs_run(struct tk_making *making, const struct tk_job *jobs, unsigned n_jobs,
		 struct tk_log *log);

/** \return the files below a folder, relative paths in order, the manifest left out; owned. */
GPtrArray *tk_list_tree(const char *dir);
/** Remove a folder with everything in it. */
void tk_remove_tree(const char *dir);
/** \return a file's SHA-256 in hexadecimal, owned; NULL when it cannot be read. */
char *tk_file_sha256(const char *path, goffset *n_bytes);

/**
 * \return two checksums, a line each: of what the output is made of (inputs, settings, languages, the
 * program and its kit), and of which parts of it were asked for; owned. Kept beside the output, not
 * in it: builds of one version may differ.
 */
char *tk_fingerprint(const struct tk_picture *picture, const struct tk_kit *kit,
		     const struct tk_publish_options *options);

/** \return the files of the data folder that every period is made from, relative, NULL-terminated;
 * the templates at its end need not be there. */
const char *const *tk_data_files(void);

/** \return the files that the manifest of a published folder tells of, owned: relative paths; NULL when
 * it cannot be read. */
GHashTable *tk_manifest_outputs(const char *dir);

/** Write the manifest of everything that stands in the folder. */
bool tk_manifest_write(const struct tk_picture *picture, const struct tk_publish_options *options,
		       const char *dir, struct tk_log *log);

#endif
