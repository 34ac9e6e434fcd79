/* A question in SQL, and its answer as text or JSON. */
#ifndef RESULTS_QUERY_ANSWER_H
#define RESULTS_QUERY_ANSWER_H

#include "trouble.h"

#include <sqlite3.h>
#include <stdbool.h>
#include <stdio.h>

enum query_format {
    QUERY_TEXT, /* a header line and a line a row, fields separated by tabs, with the escapes of FORMAT.md;
                   NULL is - */
    QUERY_JSON, /* a list of objects, numbers as numbers; NULL is null, a blob its hexadecimal digits */
};

/* Asks one SELECT statement; anything else is refused. Writes the answer into OUT, of ROWS rows.
 * A collation `version` orders names by the numbers in them, wine-8.0 before wine-10.0. False with TROUBLE
 * filled, in SQLite's words where it has some; what was written to OUT is worthless then. */
bool query_answer(sqlite3 *database, const char *sql, enum query_format format, FILE *out, size_t *rows,
                  struct trouble *trouble);

#endif
