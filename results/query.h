/* twinpipe query: SQL over run files. */
#ifndef RESULTS_QUERY_H
#define RESULTS_QUERY_H

/* ARGV[0] is "query". Prints to standard output, one line of trouble to standard error. Returns the exit
 * code: 0, or 2 for trouble. */
int query_command(int argc, char **argv);

#endif
