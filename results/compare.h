/* twinpipe compare: the differences of two runs, or of one run against the allowed values. */
#ifndef RESULTS_COMPARE_H
#define RESULTS_COMPARE_H

/* ARGV[0] is "compare". Prints to standard output, one line of trouble to standard error. Returns the exit
 * code: 0 no difference, 1 some, 2 trouble or wrong usage. */
int compare_command(int argc, char **argv);

#endif
