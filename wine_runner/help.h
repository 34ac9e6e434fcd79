/* What `--help` says. */
#ifndef WINE_RUNNER_HELP_H
#define WINE_RUNNER_HELP_H

#include <stdbool.h>

/* Whether WORD asks for help: `--help` or `-h`. */
bool help_is_asked(const char *word);

/* Prints the help of one command, or of all if COMMAND is NULL. Returns the exit code: 0, or 2 with one line
 * on stderr if standard output cannot take it. */
int help_print(const char *command);

/* For a command that has printed its results to standard output: CODE, or 2 with one line on stderr if they
 * could not be written. */
int help_printed(int code);

#endif
