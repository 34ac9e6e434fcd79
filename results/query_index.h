/* The SQLite index over run files: in the cache, made anew when a file changes, safe to remove at any time.
 */
#ifndef RESULTS_QUERY_INDEX_H
#define RESULTS_QUERY_INDEX_H

#include "run_paths.h"
#include "trouble.h"

#include <sqlite3.h>

/* Opens the index of these files for reading alone, and makes it first if there is none, or if the name,
 * size, inode or times of a file are not those that it was made of. It is made under another name and renamed
 * when it is complete, so that several processes may do so at once. Indexes that were made more than 30 days
 * ago are removed meanwhile. Close it with sqlite3_close. NULL with TROUBLE filled. */
sqlite3 *query_index_open(const struct run_paths *paths, struct trouble *trouble);

#endif
