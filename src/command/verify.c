#include "command.h"

#include "tilannekuva/publish.h"

static void verify(struct tk_session *session, char **words, void *data)
{
	(void)data;
	tk_publish_verify(words[0], session->log);
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
