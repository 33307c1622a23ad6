#ifndef CHECK_WORKBOOK_FILES_H
#define CHECK_WORKBOOK_FILES_H

#include "check_workbook_kit.h"

/* What every workbook keeps to as a file: the same bytes, or none. */

/** The program's own: write its workbook. */
static bool write_any_book(const char *path);

START_TEST(same_bytes_everywhere)
{
	samples_begin();
	assert_same_bytes_everywhere(write_any_book);
	world_end();
}
END_TEST

START_TEST(failures_leave_nothing)
{
	small_begin(2);
	assert_failures_leave_nothing(write_any_book);
	world_end();
}
END_TEST

/** Add the tests to a suite. \return where more of the kind go. */
static TCase *add_file_tests(Suite *suite)
{
	TCase *files = tcase_create("files");

	tcase_set_timeout(files, 120);
	tcase_add_test(files, same_bytes_everywhere);
	tcase_add_test(files, failures_leave_nothing);
	suite_add_tcase(suite, files);
	return files;
}

#endif
