/* `twinpipe wines`: the Wines of this machine, and more of them. */
#ifndef WINE_RUNNER_WINES_H
#define WINE_RUNNER_WINES_H

/* `list` prints a line for each: name, exact build, loader, architectures (separated by commas), and these
 * separated by tabs. The name and the loader are what `run --wine` takes; a loader in another root file
 * system is named by the path that it has here. `install SUITE...` makes such roots and prints the line of
 * each. Returns the exit code: 0, or 2 if there is none, or it could not be made. */
int wines_command(int argc, char **argv);

#endif
