/* What `--help` says. */
#ifndef WINE_RUNNER_HELP_H
#define WINE_RUNNER_HELP_H

/* Prints the help of one command, or of all if COMMAND is NULL. Returns exit code 0. */
int help_print(const char *command);

#endif
