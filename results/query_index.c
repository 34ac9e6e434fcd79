#include "query_index.h"
#include "cache.h"
#include "memory.h"
#include "query_fill.h"
#include "query_tables.h"
#include "sha256.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { DIGEST_TEXT = SHA256_DIGITS + 1, KEPT_SECONDS = 30 * 24 * 3600 };

struct place {
    char directory[PATH_MAX];
    char path[PATH_MAX];
    char stamp[DIGEST_TEXT]; /* of the state of all files */
};

static void digest_stream(FILE *stream, char *const *text, const size_t *size, char hexadecimal[DIGEST_TEXT])
{
    memory_present(fclose(stream) ? NULL : *text);
    sha256_write(*text, *size, hexadecimal);
    free(*text);
}

/* The names of the files make the name of the index; their states, its stamp. */
static bool find_place(const struct run_paths *paths, struct place *place, struct trouble *trouble)
{
    char *names, *states, name[DIGEST_TEXT], real[PATH_MAX];
    size_t names_size, states_size;
    FILE *all_names = memory_present(open_memstream(&names, &names_size));
    FILE *all_states = memory_present(open_memstream(&states, &states_size));
    fprintf(all_states, "%d\n", QUERY_TABLES_VERSION);
    for (size_t i = 0; i < paths->count; i++) {
        struct stat status = {0};
        stat(paths->list[i].path, &status);
        fprintf(all_names, "%s\n%s\n", paths->list[i].path, realpath(paths->list[i].path, real) ? real : "");
        fprintf(all_states, "%lld %lld %lld.%09ld %lld.%09ld\n", (long long)status.st_ino,
                (long long)status.st_size, (long long)status.st_mtim.tv_sec, status.st_mtim.tv_nsec,
                (long long)status.st_ctim.tv_sec, status.st_ctim.tv_nsec);
    }
    digest_stream(all_names, &names, &names_size, name);
    digest_stream(all_states, &states, &states_size, place->stamp);
    if (!cache_directory("query", place->directory, trouble))
        return false;
    return snprintf(place->path, sizeof place->path, "%s/%.16s.sqlite", place->directory, name) < PATH_MAX ||
           trouble_set(trouble, "the path of the cache is too long; set XDG_CACHE_HOME to another directory");
}

/* Nothing writes to a file of that name, which is why none of its journals is looked for. */
static sqlite3 *open_to_read(const char *path)
{
    sqlite3 *database = NULL;
    char *escaped = memory_new(3 * strlen(path) + 64, 1), *to = escaped;
    to += sprintf(to, "file:");
    for (const char *from = path; *from; from++)
        to += sprintf(to, strchr("%?#", *from) ? "%%%02X" : "%c", (unsigned char)*from);
    sprintf(to, "?mode=ro&immutable=1");
    if (sqlite3_open_v2(escaped, &database, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, NULL) != SQLITE_OK) {
        sqlite3_close(database);
        database = NULL;
    }
    free(escaped);
    return database;
}

static bool has_stamp(sqlite3 *database, const char *stamp)
{
    sqlite3_stmt *statement;
    if (sqlite3_prepare_v2(database, "SELECT stamp FROM made", -1, &statement, NULL) != SQLITE_OK)
        return false;
    const bool is_same = sqlite3_step(statement) == SQLITE_ROW && sqlite3_column_text(statement, 0) &&
                         strcmp((const char *)sqlite3_column_text(statement, 0), stamp) == 0;
    sqlite3_finalize(statement);
    return is_same;
}

static bool write_stamp(sqlite3 *database, const char *stamp)
{
    char *sql = sqlite3_mprintf("CREATE TABLE made (stamp TEXT); INSERT INTO made VALUES (%Q);", stamp);
    const bool written = sqlite3_exec(database, sql, NULL, NULL, NULL) == SQLITE_OK;
    sqlite3_free(sql);
    return written;
}

/* Old ones, and what a process that was killed has left. */
static void sweep(const char *directory)
{
    DIR *all = opendir(directory);
    const time_t now = time(NULL);
    const struct dirent *entry;
    while (all && (entry = readdir(all))) {
        struct stat status;
        if (strstr(entry->d_name, ".sqlite") && fstatat(dirfd(all), entry->d_name, &status, 0) == 0 &&
            now - status.st_mtime > KEPT_SECONDS)
            unlinkat(dirfd(all), entry->d_name, 0);
    }
    if (all)
        closedir(all);
}

static bool fill_new(const char *path, const struct run_paths *paths, const char *stamp,
                     struct trouble *trouble)
{
    sqlite3 *database = NULL;
    bool filled =
        sqlite3_open_v2(path, &database, SQLITE_OPEN_READWRITE, NULL) == SQLITE_OK &&
        sqlite3_exec(database, "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA cache_size=-65536",
                     NULL, NULL, NULL) == SQLITE_OK;
    if (!filled)
        trouble_set(trouble, "%s: cannot be written: %s", path,
                    database ? sqlite3_errmsg(database) : "out of memory");
    filled = filled && query_fill(database, paths, trouble);
    if (filled && !write_stamp(database, stamp))
        filled = trouble_set(trouble, "%s: cannot be written: %s", path, sqlite3_errmsg(database));
    sqlite3_close(database);
    return filled;
}

static bool make(const struct place *place, const struct run_paths *paths, struct trouble *trouble)
{
    char path[PATH_MAX + 16];
    snprintf(path, sizeof path, "%s.XXXXXX", place->path);
    const int file = mkstemp(path);
    if (file < 0)
        return trouble_set(trouble, "%s: cannot be written: %s; set XDG_CACHE_HOME to a directory that can",
                           place->directory, strerror(errno));
    close(file);
    bool is_made = fill_new(path, paths, place->stamp, trouble);
    if (is_made && rename(path, place->path) != 0)
        is_made = trouble_set(trouble, "%s: cannot be written: %s", place->path, strerror(errno));
    if (!is_made)
        unlink(path);
    sweep(place->directory);
    return is_made;
}

sqlite3 *query_index_open(const struct run_paths *paths, struct trouble *trouble)
{
    struct place place;
    if (!find_place(paths, &place, trouble))
        return NULL;
    sqlite3 *database = open_to_read(place.path);
    if (database && has_stamp(database, place.stamp))
        return database;
    sqlite3_close(database);
    if (!make(&place, paths, trouble))
        return NULL;
    database = open_to_read(place.path);
    if (!database)
        trouble_set(trouble, "%s: cannot be opened; remove it and ask again", place.path);
    return database;
}
