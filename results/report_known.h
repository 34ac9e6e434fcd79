/* Which known differences speak of which run of a report. */
#ifndef RESULTS_REPORT_KNOWN_H
#define RESULTS_REPORT_KNOWN_H

#include "report_data.h"

/* Loads the file that ARGUMENT names, [PLATFORM=]FILE, and gives it to the runs of that platform;
 * PLATFORM-ARCHITECTURE and, for runs of schedules, PLATFORM-schedules go before it, whatever the order.
 * Without PLATFORM= it is the file's name (wine-8.0.tsv); with ALONE, which says that there is no other list,
 * any file will do for runs that are all of one platform. Returns the file, to be freed by the caller, or
 * NULL with TROUBLE filled. */
struct known_file *report_known_load(const char *argument, bool alone, struct report_run *runs, size_t count,
                                     struct trouble *trouble);

/* Gives each of the runs its own lists of a directory (known_lists.h), if it has any; a list that was given
 * by name goes before them. Returns false with TROUBLE filled if one of them is defective. */
bool report_known_load_directory(const char *directory, struct report_run *runs, size_t count,
                                 struct trouble *trouble);

#endif
