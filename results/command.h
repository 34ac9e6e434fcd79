/* What commands have in common: their help, and their lines on standard error. */
#ifndef RESULTS_COMMAND_H
#define RESULTS_COMMAND_H

#include "trouble.h"

enum { COMMAND_TROUBLE = 2 };

/* Prints "twinpipe COMMAND: " and the text as one printable line (see trouble.h) on standard error. Returns
 * COMMAND_TROUBLE. */
int command_trouble(const char *command, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Prints the command's help. Returns the exit code: 0, or COMMAND_TROUBLE, having said why, if standard
 * output cannot take it. */
int command_help(const char *command, const char *help);

/* Says what is wrong with an option for which getopt_long returned RESULT, `:` or `?`. Every option of the
 * command that has no letter in LETTERS, getopt_long's list, has a value of COMMAND_LONG or more. Returns
 * COMMAND_TROUBLE. */
int command_bad_option(const char *command, char **argv, const char *letters, int result);

enum { COMMAND_LONG = 256 };

#endif
