#include "memory.h"
#include "shards.h"

#include <stdlib.h>
#include <string.h>

/* A behaviour and whose it is. */
struct owner {
    const struct run_behaviour *behaviour;
    const struct shard *shard;
};

/* A line and its place: declarations before bodies, behaviours in the order of the binary, repeats, lines. */
struct record {
    const char *text;
    size_t length;
    size_t place; /* of its behaviour, from 0 */
    size_t number;
    unsigned repeat; /* 0: a declaration */
};

/* As the binary orders them: by file, in byte order, and line. */
static int compare_owners(const void *a, const void *b)
{
    const struct run_behaviour *first = ((const struct owner *)a)->behaviour;
    const struct run_behaviour *second = ((const struct owner *)b)->behaviour;
    const int order = strcmp(first->file, second->file);
    if (order)
        return order;
    if (first->line != second->line)
        return first->line < second->line ? -1 : 1;
    return strcmp(first->id, second->id);
}

static struct owner *sorted_owners(const struct shard *shards, size_t count, size_t *owner_count)
{
    size_t used = 0;
    *owner_count = 0;
    for (size_t i = 0; i < count; i++)
        *owner_count += shards[i].run->behaviour_count;
    struct owner *owners = memory_new(*owner_count, sizeof *owners);
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < shards[i].run->behaviour_count; k++)
            owners[used++] = (struct owner){&shards[i].run->behaviours[k], &shards[i]};
    qsort(owners, used, sizeof *owners, compare_owners);
    return owners;
}

static bool are_disjoint(const struct owner *owners, size_t count, struct trouble *trouble)
{
    for (size_t i = 1; i < count; i++)
        if (strcmp(owners[i].behaviour->id, owners[i - 1].behaviour->id) == 0)
            return trouble_set(trouble, "%s and %s both hold `%s`: they are not shards of one run",
                               owners[i - 1].shard->path, owners[i].shard->path, owners[i].behaviour->id);
    return true;
}

/* The places of a shard's behaviours, in its own order. */
static size_t *places_of(const struct shard *shard, const struct owner *owners, size_t count)
{
    size_t *places = memory_new(shard->run->behaviour_count, sizeof *places);
    for (size_t i = 0; i < count; i++)
        if (owners[i].shard == shard)
            places[owners[i].behaviour - shard->run->behaviours] = i;
    return places;
}

/* Every line but the first, the head's and the last names its behaviour in its second field, and the repeat
 * in its third if it belongs to a body. */
static struct record read_record(const struct shard *shard, const size_t *places, const char *line,
                                 size_t number)
{
    struct record record = {.text = line, .length = strcspn(line, "\n") + 1, .number = number};
    const char *id = line + strcspn(line, "\t") + 1;
    char *name = strndup(id, strcspn(id, "\t\n"));
    const struct run_behaviour *behaviour = run_file_find(shard->run, memory_present(name));
    free(name);
    record.place = places[behaviour - shard->run->behaviours];
    if (strncmp(line, "behaviour\t", 10) != 0 && strncmp(line, "relied\t", 7) != 0)
        record.repeat = (unsigned)strtoul(id + strcspn(id, "\t") + 1, NULL, 10);
    return record;
}

static bool is_record(const char *line)
{
    return strncmp(line, "twinpipe-run\t", 13) != 0 && strncmp(line, "head\t", 5) != 0 &&
           strncmp(line, "end\t", 4) != 0;
}

struct records {
    struct record *list;
    size_t count, capacity;
};

static void read_records(struct records *records, const struct shard *shard, const size_t *places)
{
    size_t number = 0;
    for (const char *line = shard->text; *line; line = strchr(line, '\n') + 1) {
        if (!is_record(line))
            continue;
        records->list =
            memory_reserve(records->list, &records->capacity, records->count + 1, sizeof *records->list);
        records->list[records->count++] = read_record(shard, places, line, number++);
    }
}

static int compare_records(const void *a, const void *b)
{
    const struct record *first = a, *second = b;
    if (!first->repeat != !second->repeat)
        return first->repeat ? 1 : -1;
    if (first->place != second->place)
        return first->place < second->place ? -1 : 1;
    if (first->repeat != second->repeat)
        return first->repeat < second->repeat ? -1 : 1;
    return first->number < second->number ? -1 : first->number > second->number;
}

bool shards_write_records(const struct shard *shards, size_t count, FILE *out, struct trouble *trouble)
{
    size_t owner_count;
    struct records records = {0};
    struct owner *owners = sorted_owners(shards, count, &owner_count);
    const bool disjoint = are_disjoint(owners, owner_count, trouble);
    for (size_t i = 0; i < count && disjoint; i++) {
        size_t *places = places_of(&shards[i], owners, owner_count);
        read_records(&records, &shards[i], places);
        free(places);
    }
    if (records.count)
        qsort(records.list, records.count, sizeof *records.list, compare_records);
    for (size_t i = 0; i < records.count; i++)
        fwrite(records.list[i].text, 1, records.list[i].length, out);
    free(records.list);
    free(owners);
    return disjoint;
}
