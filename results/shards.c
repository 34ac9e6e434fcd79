#include "shards.h"
#include "memory.h"
#include "whole_file.h"

#include <stdlib.h>
#include <string.h>

/* Takes `--shard K/N` out of the options. False if they have none. */
static bool take_number(struct shard *shard)
{
    static const char option[] = "--shard ";
    const char *options = run_file_head(shard->run, "options");
    const char *found = strstr(options, option);
    int length = 0;
    while (found && found != options && found[-1] != ' ')
        found = strstr(found + 1, option);
    if (!found || sscanf(found + strlen(option), "%u/%u%n", &shard->number, &shard->of, &length) != 2 ||
        !shard->number || shard->number > shard->of)
        return false;
    const char *rest = found + strlen(option) + length;
    const size_t before = (size_t)(found - options);
    rest += *rest == ' ';
    shard->options = memory_new(strlen(options) + 2, 1);
    sprintf(shard->options, "%.*s%s", (int)before, options, rest);
    if (!*rest && before)
        shard->options[before - 1] = '\0';
    if (!shard->options[0])
        strcpy(shard->options, "-");
    return true;
}

static bool read_text(struct shard *shard, struct trouble *trouble)
{
    struct trouble why;
    shard->text = whole_file_text(shard->path, &shard->size, &why);
    return shard->text || trouble_set(trouble, "%s: cannot be read: %s", shard->path, why.text);
}

static bool load(struct shard *shard, struct trouble *trouble)
{
    shard->run = run_file_load(shard->path, trouble);
    if (!shard->run || !read_text(shard, trouble))
        return false;
    if (shard->run->incomplete)
        return trouble_set(trouble,
                           "%s is incomplete, it has no end line: go on with --resume where it was made",
                           shard->path);
    return take_number(shard) ||
           trouble_set(trouble, "%s is no shard: its options, `%s`, have no --shard K/N", shard->path,
                       run_file_head(shard->run, "options"));
}

static bool is_one_platform(const struct shard *first, const struct shard *other, struct trouble *trouble)
{
    static const char *const keys[] = {"architecture", "platform", "build", "isolation"};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        const char *one = run_file_head(first->run, keys[i]), *two = run_file_head(other->run, keys[i]);
        if (strcmp(one, two) != 0)
            return trouble_set(trouble, "%s and %s are not of one platform: their %s is `%s` and `%s`",
                               first->path, other->path, keys[i], one, two);
    }
    return true;
}

static bool is_one_run(const struct shard *first, const struct shard *other, struct trouble *trouble)
{
    const char *one = run_file_head(first->run, "binary-sha256"),
               *two = run_file_head(other->run, "binary-sha256");
    if (strcmp(one, two) != 0 || strcspn(first->text, "\n") != strcspn(other->text, "\n") ||
        memcmp(first->text, other->text, strcspn(first->text, "\n")) != 0)
        return trouble_set(trouble, "%s and %s are not of the same binary (SHA-256 %.12s and %.12s)",
                           first->path, other->path, one, two);
    if (!is_one_platform(first, other, trouble))
        return false;
    if (strcmp(first->options, other->options) != 0)
        return trouble_set(trouble, "%s and %s were run with different options, `%s` and `%s`", first->path,
                           other->path, first->options, other->options);
    return first->of == other->of ||
           trouble_set(trouble, "%s is of %u shards and %s of %u: merge those of one number", first->path,
                       first->of, other->path, other->of);
}

static int compare_numbers(const void *a, const void *b)
{
    const struct shard *first = a, *second = b;
    return (first->number > second->number) - (first->number < second->number);
}

/* The names of all files, as many as a line has room for. */
static void join_paths(const struct shard *shards, size_t count, char *text, size_t size)
{
    size_t used = 0;
    text[0] = '\0';
    for (size_t i = 0; i < count && used < size; i++)
        used += (size_t)snprintf(text + used, size - used, "%s%s", i ? ", " : "", shards[i].path);
}

/* Of the sorted shards: each number once. */
static bool is_whole(const struct shard *shards, size_t count, struct trouble *trouble)
{
    char paths[600];
    for (size_t i = 1; i < count; i++)
        if (shards[i].number == shards[i - 1].number)
            return trouble_set(trouble, "%s and %s are both the shard %u/%u: give each once",
                               shards[i - 1].path, shards[i].path, shards[i].number, shards[i].of);
    for (size_t i = 0; i < shards->of; i++) {
        if (i < count && shards[i].number == i + 1)
            continue;
        join_paths(shards, count, paths, sizeof paths);
        return trouble_set(trouble, "the shard %zu/%u is missing beside %s", i + 1, shards->of, paths);
    }
    return true;
}

struct shard *shards_load(char **paths, size_t count, struct trouble *trouble)
{
    struct shard *shards = memory_new(count, sizeof *shards);
    bool is_right = true;
    for (size_t i = 0; i < count && is_right; i++) {
        shards[i].path = paths[i];
        is_right = load(&shards[i], trouble) && (!i || is_one_run(&shards[0], &shards[i], trouble));
    }
    if (is_right) {
        qsort(shards, count, sizeof *shards, compare_numbers);
        is_right = is_whole(shards, count, trouble);
    }
    if (is_right)
        return shards;
    shards_free(shards, count);
    return NULL;
}

void shards_free(struct shard *shards, size_t count)
{
    for (size_t i = 0; shards && i < count; i++) {
        run_file_free(shards[i].run);
        free(shards[i].text);
        free(shards[i].options);
    }
    free(shards);
}
