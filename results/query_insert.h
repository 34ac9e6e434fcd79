/* Rows for the index: one prepared statement for each table. */
#ifndef RESULTS_QUERY_INSERT_H
#define RESULTS_QUERY_INSERT_H

#include <sqlite3.h>
#include <stdbool.h>

enum query_row {
    QUERY_RUN,
    QUERY_BEHAVIOUR,
    QUERY_DECLARED,
    QUERY_REPEAT,
    QUERY_EXPECTATION,
    QUERY_ANSWER,
    QUERY_DIFFERENCE,
    QUERY_REMARK,
    QUERY_FACT,
    QUERY_PROJECT,
    QUERY_ROWS
};

struct query_insert {
    sqlite3_stmt *statements[QUERY_ROWS];
    int result;                  /* the first that was not SQLITE_OK: from then on nothing is inserted */
    long long behaviour, repeat; /* the keys given out last */
    long long expectation;
};

/* False if the tables are not there. */
bool query_insert_begin(struct query_insert *insert, sqlite3 *database);

/* Inserts a row. TYPES has a letter for each value that follows, in the order of the columns: `i` a long
 * long, `t` a text, or NULL. Texts need to live no longer than the call. */
void query_insert(struct query_insert *insert, enum query_row row, const char *types, ...);

/* Returns SQLITE_OK if every row was inserted. */
int query_insert_end(struct query_insert *insert);

#endif
