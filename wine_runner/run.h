/* `twinpipe run`: the test binary under one or more Wines, a run file each. */
#ifndef WINE_RUNNER_RUN_H
#define WINE_RUNNER_RUN_H

/* Returns the exit code: 0 all conform, 1 some differ, 2 trouble. After SIGINT, SIGTERM or SIGHUP it ends
 * this process by that signal, once nothing of it runs any more. */
int run_command(int argc, char **argv);

#endif
