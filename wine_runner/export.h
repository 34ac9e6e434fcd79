/* `twinpipe export-wine`: the suite as tests of a Wine source tree. */
#ifndef WINE_RUNNER_EXPORT_H
#define WINE_RUNNER_EXPORT_H

/* Writes the directory that its options ask for; returns an exit code. */
int export_command(int argc, char **argv);

#endif
