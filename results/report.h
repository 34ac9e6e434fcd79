/* `twinpipe report RUN... -o FILE.html`: behaviours and runs as one HTML page. */
#ifndef RESULTS_REPORT_H
#define RESULTS_REPORT_H

/* argv[0] is `report`. Returns the exit code: 0, or 2 for trouble. */
int report_command(int argc, char **argv);

#endif
