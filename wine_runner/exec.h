/* `twinpipe exec PROGRAM [ARGUMENT]...`: one Windows program under the first Wine, in a throw-away prefix, as
 * the suite runs. */
#ifndef WINE_RUNNER_EXEC_H
#define WINE_RUNNER_EXEC_H

/* The exit code is the program's, or 2 with one line on stderr. */
int exec_command(int argc, char **argv);

#endif
