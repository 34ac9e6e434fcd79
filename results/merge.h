/* twinpipe merge: the shards of one run, as the one run file that one machine would have left. */
#ifndef RESULTS_MERGE_H
#define RESULTS_MERGE_H

/* ARGV[0] is "merge". One line of trouble to standard error. Returns the exit code: 0, or 2 for trouble. */
int merge_command(int argc, char **argv);

#endif
