/* Fills the index with run files. */
#ifndef RESULTS_QUERY_FILL_H
#define RESULTS_QUERY_FILL_H

#include "run_paths.h"
#include "trouble.h"

#include <sqlite3.h>
#include <stdbool.h>

/* Makes the tables of query_tables.h in the empty DATABASE and fills them with the files PATHS, in one
 * transaction. False with TROUBLE filled on a damaged run file or a full disk; the database is worthless
 * then. */
bool query_fill(sqlite3 *database, const struct run_paths *paths, struct trouble *trouble);

#endif
