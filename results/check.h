/* twinpipe check: the gate for continuous integration. */
#ifndef RESULTS_CHECK_H
#define RESULTS_CHECK_H

/* ARGV[0] is "check". Prints to standard output, one line of trouble to standard error. Returns the exit
 * code: 0 every difference is known, 1 a new one or an `always` line that no longer happens, 2 trouble. */
int check_command(int argc, char **argv);

#endif
