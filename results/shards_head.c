#include "memory.h"
#include "shards.h"

#include <stdlib.h>
#include <string.h>

/* A value as it stands in the file; NULL if the shard has no such key. LENGTH is stored. */
static const char *raw_value(const struct shard *shard, const char *key, size_t *length)
{
    const size_t size = strlen(key);
    for (const char *line = shard->text; line; line = strchr(line, '\n')) {
        line += *line == '\n';
        if (strncmp(line, "head\t", 5) == 0 && strncmp(line + 5, key, size) == 0 && line[5 + size] == '\t') {
            *length = strcspn(line + 6 + size, "\n");
            return line + 6 + size;
        }
    }
    return NULL;
}

/* Whether a shard before this one has the same value. */
static bool was_before(const struct shard *shards, size_t index, const char *key, const char *value,
                       size_t length)
{
    for (size_t i = 0; i < index; i++) {
        size_t other_length;
        const char *other = raw_value(&shards[i], key, &other_length);
        if (other && other_length == length && memcmp(other, value, length) == 0)
            return true;
    }
    return false;
}

/* Each value once, in the order of the shards. */
static void write_all(const struct shard *shards, size_t count, const char *key, FILE *out)
{
    const char *separator = "";
    for (size_t i = 0; i < count; i++) {
        size_t length;
        const char *value = raw_value(&shards[i], key, &length);
        if (!value || was_before(shards, i, key, value, length))
            continue;
        fprintf(out, "%s%.*s", separator, (int)length, value);
        separator = ", ";
    }
}

static void write_fewest(const struct shard *shards, size_t count, const char *key, FILE *out)
{
    unsigned long fewest = (unsigned long)-1;
    for (size_t i = 0; i < count; i++) {
        const unsigned long number = strtoul(run_file_head(shards[i].run, key), NULL, 10);
        fewest = number < fewest ? number : fewest;
    }
    fprintf(out, "%lu", fewest);
}

static void write_earliest(const struct shard *shards, size_t count, const char *key, FILE *out)
{
    const char *earliest = run_file_head(shards->run, key);
    for (size_t i = 1; i < count; i++) {
        const char *date = run_file_head(shards[i].run, key);
        earliest = strcmp(date, earliest) < 0 ? date : earliest;
    }
    fputs(earliest, out);
}

static void write_options(const struct shard *shards, size_t count, const char *key, FILE *out)
{
    (void)count;
    (void)key;
    fputs(shards->options, out);
}

static const struct rule {
    const char *key;
    void (*write)(const struct shard *shards, size_t count, const char *key, FILE *out);
} rules[] = {{"cpus", write_fewest}, {"date", write_earliest}, {"options", write_options}};

static void write_value(const struct shard *shards, size_t count, const char *key, FILE *out)
{
    fprintf(out, "head\t%s\t", key);
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++)
        if (strcmp(key, rules[i].key) == 0) {
            rules[i].write(shards, count, key, out);
            fputc('\n', out);
            return;
        }
    write_all(shards, count, key, out);
    fputc('\n', out);
}

/* Whether a shard before this one has the key. */
static bool is_known(const struct shard *shards, size_t index, const char *key)
{
    for (size_t i = 0; i < index; i++)
        if (run_file_head(shards[i].run, key))
            return true;
    return false;
}

void shards_write_head(const struct shard *shards, size_t count, FILE *out)
{
    fprintf(out, "%.*s\n", (int)strcspn(shards->text, "\n"), shards->text);
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < shards[i].run->head_count; k++)
            if (!is_known(shards, i, shards[i].run->head[k].key))
                write_value(shards, count, shards[i].run->head[k].key, out);
    fprintf(out, "head\tshards\t%zu\n", count);
}
