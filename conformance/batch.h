/* Many runs in one go, since a platform takes longer to start than most behaviours to run. */
#ifndef TWINPIPE_BATCH_H
#define TWINPIPE_BATCH_H

/* Each line of the file holds the options of one `run`, as on a command line; this program is started with
 * each, a few at a time. What they print goes to the standard output. Returns an exit code of driver.h:
 * EXIT_TROUBLE if one of them ended with anything else than 0 or 1, after a line that names it; else
 * EXIT_CONFORMS. */
int batch_run(const char *path);

#endif
