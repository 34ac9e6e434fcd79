/* `twinpipe bisect BEHAVIOUR`: the first of several builds of Wine that changed a behaviour. */
#ifndef WINE_RUNNER_BISECT_H
#define WINE_RUNNER_BISECT_H

/* Returns the exit code: 0 the last build is like the first, 1 a change was found, 2 trouble. After SIGINT,
 * SIGTERM or SIGHUP it ends this process by that signal, once nothing of it runs any more. */
int bisect_command(int argc, char **argv);

#endif
