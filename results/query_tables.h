/* What can be asked of run files in SQL: the tables of the index. */
#ifndef RESULTS_QUERY_TABLES_H
#define RESULTS_QUERY_TABLES_H

/* To be raised whenever a table, or what is filled into it, changes: an index of another number is made anew.
 */
enum { QUERY_TABLES_VERSION = 1 };

/* The tables and views with what each column means, as SQL: printed by `query --tables`, and executed. */
extern const char query_tables[];

/* What lies under the views, and is executed before them. */
extern const char query_tables_below[];

/* Executed when they are full. */
extern const char query_tables_indexes[];

#endif
