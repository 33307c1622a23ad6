#ifndef TK_TESTS_COMMON_H
#define TK_TESTS_COMMON_H

#include <check.h>
#include <glib.h>
#include <stdbool.h>

#include "tilannekuva/diag.h"

/** \return a path in the source tree ($TK_SOURCE_DIR, else here); owned. */
char *test_source_path(const char *relative);
/** \return a fresh folder; owned. Remove it with test_remove(). */
char *test_make_dir(void);
void test_remove(const char *dir);
/** Write a file, its folders too. */
void test_write(const char *dir, const char *relative, const char *text);
/** Copy a folder with everything in it. */
void test_copy(const char *from, const char *to);
/** \return a copy of samples/ with its periods in a fresh folder; owned. */
char *test_copy_samples(void);

/** Fixtures: a fresh folder for the test at hand, and its removal. */
void test_open_dir(void);
void test_close_dir(void);
/** \return that folder; lent. */
const char *test_dir(void);
/** \return a path in that folder; owned. */
char *test_below(const char *relative);
/** \return whether something stands there. */
bool test_stands(const char *relative);

/** Two files are the same to the byte, and not empty. */
void test_same_files(const char *a, const char *b);
/** A text has, or has not, another one in it. */
void test_has(const char *text, const char *wanted);
void test_lacks(const char *text, const char *unwanted);

/** What a run of the program gave. */
struct test_run {
	int status;
	char *out, *err;
};

/**
 * Run the program ($TK_PROGRAM).
 * \param environment  "NAME=value" words, NULL-terminated, or NULL.
 * \param ...          Its arguments, then NULL.
 */
struct test_run test_run(const char *const *environment, ...) G_GNUC_NULL_TERMINATED;
void test_run_clear(struct test_run *run);

/** \return how often a diagnostic is in a log. */
unsigned test_count(const struct tk_log *log, enum tk_diag id);
/** \return the first message of a diagnostic as a whole line in English, or NULL; owned. */
char *test_line(const struct tk_log *log, enum tk_diag id);

/** Nothing at all was said. */
void test_silent(const struct tk_log *log);

/** \return whether a text has what a diagnostic says in English, whatever its arguments are. */
bool test_says(const char *text, enum tk_diag id);

/** Run a suite; the exit status of a test program. */
int test_main(Suite *suite);

#endif
