#include "query_answer.h"
#include "memory.h"
#include "printable.h"
#include "sha256.h"

#include <ctype.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

/* The file is read-only; this is for what reaches beyond it, ATTACH for one. */
static int authorize(void *data, int action, const char *first, const char *second, const char *database,
                     const char *trigger)
{
    (void)data;
    (void)first;
    (void)second;
    (void)database;
    (void)trigger;
    return action == SQLITE_SELECT || action == SQLITE_READ || action == SQLITE_FUNCTION ||
                   action == SQLITE_RECURSIVE
               ? SQLITE_OK
               : SQLITE_DENY;
}

static bool is_blank(const char *text)
{
    return text[strspn(text, " \t\r\n;")] == '\0';
}

static int compare_versions(void *data, int first_size, const void *first, int second_size,
                            const void *second)
{
    char *a = memory_present(strndup(first, (size_t)first_size));
    char *b = memory_present(strndup(second, (size_t)second_size));
    const int order = strverscmp(a, b);
    (void)data;
    free(a);
    free(b);
    return order;
}

static bool prepare(sqlite3 *database, const char *sql, sqlite3_stmt **statement, struct trouble *trouble)
{
    const char *rest;
    sqlite3_create_collation(database, "version", SQLITE_UTF8, NULL, compare_versions);
    sqlite3_set_authorizer(database, authorize, NULL);
    const int result = sqlite3_prepare_v2(database, sql, -1, statement, &rest);
    if (result == SQLITE_AUTH)
        return trouble_set(
            trouble, "only SELECT is answered: the index is made of the run files and is never changed");
    if (result != SQLITE_OK)
        return trouble_set(trouble, "%s; `twinpipe query --tables` shows what there is",
                           sqlite3_errmsg(database));
    if (!*statement)
        return trouble_set(trouble, "there is no question in `%.80s`; see twinpipe query --help", sql);
    return is_blank(rest) || trouble_set(trouble, "ask one question at a time: `%.80s` is a second one",
                                         rest + strspn(rest, " \t\r\n;"));
}

static void write_escaped(const char *text, FILE *out)
{
    for (; *text; text++) {
        const unsigned char byte = (unsigned char)*text;
        if (byte == '\t' || byte == '\n' || byte == '\r')
            fprintf(out, "\\%c", byte == '\t' ? 't' : byte == '\n' ? 'n' : 'r');
        else if (byte < 0x20 || byte == 0x7f)
            fprintf(out, "\\x%02x", byte);
        else
            fputc(byte, out);
    }
}

/* A blob as its digits; any other value as SQLite writes it. NULL if it is NULL. Free it. */
static char *value_text(sqlite3_stmt *statement, int column)
{
    if (sqlite3_column_type(statement, column) == SQLITE_NULL)
        return NULL;
    if (sqlite3_column_type(statement, column) != SQLITE_BLOB)
        return memory_present(
            strdup((const char *)memory_present((void *)sqlite3_column_text(statement, column))));
    const unsigned char *bytes = sqlite3_column_blob(statement, column);
    const size_t size = (size_t)sqlite3_column_bytes(statement, column);
    char *text = memory_new(2 * size + 1, 1);
    hexadecimal_write(bytes, size, text);
    return text;
}

static void write_row(sqlite3_stmt *statement, FILE *out)
{
    for (int i = 0; i < sqlite3_column_count(statement); i++) {
        char *text = value_text(statement, i);
        fputs(i ? "\t" : "", out);
        write_escaped(text ? text : "-", out);
        free(text);
    }
    fputc('\n', out);
}

static void write_header(sqlite3_stmt *statement, FILE *out)
{
    for (int i = 0; i < sqlite3_column_count(statement); i++) {
        fputs(i ? "\t" : "", out);
        write_escaped(sqlite3_column_name(statement, i), out);
    }
    fputc('\n', out);
}

static json_t *value_json(sqlite3_stmt *statement, int column)
{
    const int type = sqlite3_column_type(statement, column);
    if (type == SQLITE_INTEGER)
        return json_integer(sqlite3_column_int64(statement, column));
    if (type == SQLITE_FLOAT)
        return json_real(sqlite3_column_double(statement, column));
    char *text = value_text(statement, column);
    if (text)
        text[printable_text(text, strlen(text))] = '\0';
    json_t *value = text ? json_string(text) : json_null();
    free(text);
    return value;
}

static json_t *row_json(sqlite3_stmt *statement)
{
    json_t *row = memory_present(json_object());
    for (int i = 0; i < sqlite3_column_count(statement); i++) {
        json_t *value = value_json(statement, i);
        json_object_set_new(row, sqlite3_column_name(statement, i), value ? value : json_null());
    }
    return row;
}

/* An object holds each name once. */
static bool are_names_unique(sqlite3_stmt *statement, struct trouble *trouble)
{
    for (int i = 0; i < sqlite3_column_count(statement); i++)
        for (int k = 0; k < i; k++)
            if (strcmp(sqlite3_column_name(statement, i), sqlite3_column_name(statement, k)) == 0)
                return trouble_set(
                    trouble, "two columns are called `%s`: give one another name with AS for --format json",
                    sqlite3_column_name(statement, i));
    return true;
}

static int write_rows(sqlite3_stmt *statement, FILE *out, size_t *rows)
{
    int result;
    write_header(statement, out);
    while ((result = sqlite3_step(statement)) == SQLITE_ROW) {
        write_row(statement, out);
        ++*rows;
    }
    return result;
}

static int write_objects(sqlite3_stmt *statement, FILE *out, size_t *rows)
{
    const char *separator = "\n";
    int result;
    fputc('[', out);
    while ((result = sqlite3_step(statement)) == SQLITE_ROW) {
        json_t *row = row_json(statement);
        fputs(separator, out);
        json_dumpf(row, out, JSON_ENSURE_ASCII);
        json_decref(row);
        separator = ",\n";
        ++*rows;
    }
    fputs("\n]\n", out);
    return result;
}

bool query_answer(sqlite3 *database, const char *sql, enum query_format format, FILE *out, size_t *rows,
                  struct trouble *trouble)
{
    sqlite3_stmt *statement = NULL;
    *rows = 0;
    bool answered = prepare(database, sql, &statement, trouble) &&
                    (format == QUERY_TEXT || are_names_unique(statement, trouble));
    if (answered && (format == QUERY_TEXT ? write_rows : write_objects)(statement, out, rows) != SQLITE_DONE)
        answered = trouble_set(trouble, "%s", sqlite3_errmsg(database));
    sqlite3_finalize(statement);
    return answered;
}
