/* `twinpipe wines list`: the Wines of this machine. */
#ifndef WINE_RUNNER_WINES_H
#define WINE_RUNNER_WINES_H

/* Prints a line each: name, exact build, loader, wineserver, separated by tabs. Returns the exit code: 0, or
 * 2 if there is none. */
int wines_command(int argc, char **argv);

#endif
