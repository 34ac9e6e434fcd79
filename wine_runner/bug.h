/* `twinpipe bug FINGERPRINT RUN... -o DIR`: a difference, ready to be filed. */
#ifndef WINE_RUNNER_BUG_H
#define WINE_RUNNER_BUG_H

/* Exit codes: 0 report and reproducer, 1 a report alone, 2 trouble with one line on stderr. */
int bug_command(int argc, char **argv);

#endif
