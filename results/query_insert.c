#include "query_insert.h"

#include <stdarg.h>
#include <stddef.h>

static const char *const statements[QUERY_ROWS] = {
    [QUERY_RUN] = "INSERT INTO runs VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    [QUERY_BEHAVIOUR] = "INSERT INTO behaviours VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    [QUERY_DECLARED] = "INSERT INTO declared VALUES (?, ?, ?)",
    [QUERY_REPEAT] = "INSERT INTO repeats VALUES (?, ?, ?, ?, ?, ?)",
    [QUERY_EXPECTATION] = "INSERT INTO expectations VALUES (?, ?, ?, ?, ?, ?, ?)",
    [QUERY_ANSWER] = "INSERT INTO answers VALUES (?, ?, ?, ?)",
    [QUERY_DIFFERENCE] = "INSERT INTO differences VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
    [QUERY_REMARK] = "INSERT INTO remarks VALUES (?, ?, ?, ?, ?)",
    [QUERY_FACT] = "INSERT INTO facts VALUES (?, ?, ?)",
    [QUERY_PROJECT] = "INSERT INTO projects VALUES (?, ?, ?)",
};

bool query_insert_begin(struct query_insert *insert, sqlite3 *database)
{
    *insert = (struct query_insert){0};
    for (int i = 0; i < QUERY_ROWS && insert->result == SQLITE_OK; i++)
        insert->result = sqlite3_prepare_v2(database, statements[i], -1, &insert->statements[i], NULL);
    return insert->result == SQLITE_OK || (query_insert_end(insert), false);
}

void query_insert(struct query_insert *insert, enum query_row row, const char *types, ...)
{
    sqlite3_stmt *statement = insert->statements[row];
    va_list values;
    if (insert->result != SQLITE_OK)
        return;
    va_start(values, types);
    for (int i = 0; types[i]; i++)
        if (types[i] == 'i')
            sqlite3_bind_int64(statement, i + 1, va_arg(values, long long));
        else
            sqlite3_bind_text(statement, i + 1, va_arg(values, const char *), -1, SQLITE_STATIC);
    va_end(values);
    sqlite3_step(statement);
    insert->result = sqlite3_reset(statement);
}

int query_insert_end(struct query_insert *insert)
{
    for (int i = 0; i < QUERY_ROWS; i++)
        sqlite3_finalize(insert->statements[i]);
    return insert->result;
}
