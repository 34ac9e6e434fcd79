#include "query_fill.h"
#include "difference.h"
#include "memory.h"
#include "query_answers.h"
#include "query_insert.h"
#include "query_tables.h"
#include "run_file.h"

#include <stdlib.h>
#include <string.h>

static void fill_run(struct query_insert *insert, const struct run_file *run, long long number)
{
    static const char *const keys[] = {"platform",  "architecture", "build", "kernel",       "cpus",
                                       "isolation", "options",      "date",  "binary-sha256"};
    const char *values[sizeof keys / sizeof *keys];
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        values[i] = run_file_head(run, keys[i]);
        if (strcmp(values[i], "-") == 0)
            values[i] = NULL;
    }
    query_insert(insert, QUERY_RUN, "itttttttttti", number, run->path, values[0], values[1], values[2],
                 values[3], values[4], values[5], values[6], values[7], values[8],
                 (long long)!run->incomplete);
}

/* A row for each word of a list that is joined by commas. */
static void fill_words(struct query_insert *insert, enum query_row row, long long run, const char *id,
                       const char *words)
{
    while (words && *words) {
        const size_t length = strcspn(words, ",");
        char *word = memory_present(strndup(words, length));
        query_insert(insert, row, "itt", run, id, word);
        free(word);
        words += length + (words[length] == ',');
    }
}

static void fill_remarks(struct query_insert *insert, long long run, const struct run_behaviour *behaviour)
{
    for (size_t i = 0; i < behaviour->repeat_count; i++) {
        const struct run_repeat *repeat = &behaviour->repeats[i];
        for (const struct run_remark *note = repeat->notes; note; note = note->next)
            query_insert(insert, QUERY_REMARK, "ititt", run, behaviour->id, (long long)repeat->number, "note",
                         note->text);
        for (const struct run_remark *late = repeat->late; late; late = late->next)
            query_insert(insert, QUERY_REMARK, "ititt", run, behaviour->id, (long long)repeat->number, "late",
                         late->text);
    }
}

static void fill_behaviour(struct query_insert *insert, long long run, const struct run_behaviour *behaviour)
{
    char *area = memory_present(strndup(behaviour->id, strcspn(behaviour->id, "/")));
    query_insert(insert, QUERY_BEHAVIOUR, "itttttitit", run, behaviour->id, area,
                 run_provenance_word(behaviour->provenance), behaviour->source, behaviour->file,
                 (long long)behaviour->line, behaviour->summary, (long long)behaviour->repeat_count,
                 run_outcome_word(run_behaviour_outcome(behaviour)));
    free(area);
    fill_words(insert, QUERY_FACT, run, behaviour->id, behaviour->facts);
    fill_words(insert, QUERY_PROJECT, run, behaviour->id, behaviour->relied);
    fill_remarks(insert, run, behaviour);
    query_answers_fill(insert, run, behaviour);
}

static void fill_differences(struct query_insert *insert, long long number, const struct run_file *run)
{
    struct difference_list *list = difference_allowed(run);
    for (size_t i = 0; i < list->count; i++) {
        const struct difference *difference = &list->items[i];
        const struct observed_value *value = difference->side[0].values;
        query_insert(insert, QUERY_DIFFERENCE, "ittttitit", number, difference->behaviour->id,
                     difference->label, difference->allowed, value->seen, (long long)value->repeats,
                     run_provenance_word(difference->provenance), (long long)difference->line,
                     difference->fingerprint);
    }
    difference_list_free(list);
}

static bool fill_file(struct query_insert *insert, const char *path, long long number,
                      struct trouble *trouble)
{
    struct run_file *run = run_file_load(path, trouble);
    if (!run)
        return false;
    fill_run(insert, run, number);
    for (size_t i = 0; i < run->behaviour_count; i++)
        fill_behaviour(insert, number, &run->behaviours[i]);
    fill_differences(insert, number, run);
    run_file_free(run);
    return true;
}

bool query_fill(sqlite3 *database, const struct run_paths *paths, struct trouble *trouble)
{
    struct query_insert insert;
    bool filled = sqlite3_exec(database, "BEGIN", NULL, NULL, NULL) == SQLITE_OK &&
                  sqlite3_exec(database, query_tables_below, NULL, NULL, NULL) == SQLITE_OK &&
                  sqlite3_exec(database, query_tables, NULL, NULL, NULL) == SQLITE_OK;
    if (!filled || !query_insert_begin(&insert, database))
        return trouble_set(trouble, "the index cannot be made: %s", sqlite3_errmsg(database));
    for (size_t i = 0; i < paths->count && filled; i++)
        filled = fill_file(&insert, paths->list[i].path, (long long)i + 1, trouble);
    const int result = query_insert_end(&insert);
    if (!filled)
        return false;
    if (result == SQLITE_OK && sqlite3_exec(database, query_tables_indexes, NULL, NULL, NULL) == SQLITE_OK &&
        sqlite3_exec(database, "COMMIT", NULL, NULL, NULL) == SQLITE_OK)
        return true;
    return trouble_set(trouble, "the index cannot be written: %s; free some space or set XDG_CACHE_HOME",
                       result == SQLITE_OK ? sqlite3_errmsg(database) : sqlite3_errstr(result));
}
