#include "command.h"

#include "tilannekuva/publish.h"

static void verify(struct tk_session *session, char **words, void *data)
{
	(void)data;
	if (g_file_test(words[0], G_FILE_TEST_IS_DIR))
		tk_publish_verify(words[0], session->log);
	else
		tk_log_add(session->log, TK_DIAG_FOLDER_MISSING, NULL, words[0], NULL);
}

int tk_command_verify(int argc, char **argv)
{
	const GOptionEntry entries[] = {{NULL, 0, 0, 0, NULL, NULL, NULL}};
	const struct tk_usage usage = {
		"verify OUT/PERIOD",
		"Compare published files with their manifest.",
		entries,
		1,
	};

	return tk_session_run(&usage, argc, argv, verify, NULL);
}
