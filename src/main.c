#include <fcntl.h>
#include <glib.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "command/command.h"

static const struct tk_command commands[] = {
	{"build", "publish a period: decks, summaries, workbooks, open data", tk_command_build},
	{"check", "read and judge the regions' files; write nothing", tk_command_check},
	{"dump", "print one sheet of a spreadsheet as CSV", tk_command_dump},
	{"explain", "show how one figure came about", tk_command_explain},
	{"form", "collection workbooks for the regions, filled in with their last answers",
	 tk_command_form},
	{"verify", "compare published files with their manifest", tk_command_verify},
};

static void print_help(FILE *to)
{
	fprintf(to, "Usage: tilannekuva COMMAND [OPTION…]\n\n"
		    "Regional status spreadsheets in; slide decks, summaries, workbooks and open\n"
		    "data out.\n\n"
		    "Commands:\n");
	for (unsigned i = 0; i < G_N_ELEMENTS(commands); i++)
		fprintf(to, "  %-10s%s\n", commands[i].name, commands[i].summary);
	fprintf(to, "\n`tilannekuva COMMAND --help` tells more; so does `man tilannekuva`.\n"
		    "`tilannekuva --version` prints the version.\n");
}

/* Whether all that was printed has reached its place. */
static enum tk_exit finish_output(void)
{
	return fflush(stdout) == 0 && !ferror(stdout) ? TK_EXIT_OK : TK_EXIT_IO;
}

/* Where standard input, output or errors are closed, the next file that is opened must not take their
 * place: what is printed would go into it. Writing to these fails, as it should. */
static void fill_descriptors(void)
{
	int fd;

	do {
		fd = open("/dev/null", O_RDONLY);
	} while (fd >= 0 && fd <= STDERR_FILENO);
	if (fd >= 0)
		close(fd);
}

int main(int argc, char **argv)
{
	const char *word = argc > 1 ? argv[1] : "";

	fill_descriptors();
	/* A file that may not grow is one that cannot be written: that is told, and nobody dies of it. */
	signal(SIGXFSZ, SIG_IGN);

	for (unsigned i = 0; i < G_N_ELEMENTS(commands); i++) {
		if (strcmp(commands[i].name, word) == 0)
			return commands[i].run(argc - 1, argv + 1);
	}
	if (strcmp(word, "--help") == 0 || strcmp(word, "-h") == 0) {
		print_help(stdout);
		return (int)finish_output();
	}
	if (strcmp(word, "--version") == 0) {
		printf("tilannekuva %s\n", TK_VERSION);
		return (int)finish_output();
	}
	if (*word)
		fprintf(stderr, "tilannekuva: there is no command \"%s\"\n\n", word);
	print_help(stderr);
	return TK_EXIT_USAGE;
}
