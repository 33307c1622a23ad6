#include "command.h"

#include "tilannekuva/publish.h"

int tk_command_verify(int argc, char **argv)
{
	const GOptionEntry entries[] = {{NULL, 0, 0, 0, NULL, NULL, NULL}};
	const struct tk_usage usage = {
		"verify OUT/PERIOD",
		"Compare published files with their manifest.",
		entries,
		1,
	};
	struct tk_session session;
	g_auto(GStrv) words = NULL;
	int status;

	if (!tk_session_begin(&session, &usage, argc, argv, &words, &status))
		return status;
	tk_publish_verify(words[0], session.log);
	return tk_session_end(&session, TK_LEVEL_NOTE);
}
