/* `twinpipe adopt`: a run on Windows turns what is believed into what is measured. */
#ifndef RESULTS_ADOPT_H
#define RESULTS_ADOPT_H

/* Returns an exit code. */
int adopt_command(int argc, char **argv);

#endif
