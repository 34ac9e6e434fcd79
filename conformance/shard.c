#include <stdio.h>
#include "platform.h"
#include "registry.h"
#include "run_options.h"
#include "shard.h"

/* Those of the share, sorted by address: is_wanted() is asked for each behaviour at every step. */
static const struct behaviour **share;
static unsigned int share_count, chosen_count;

int shard_read(const char *text)
{
    unsigned int shard = 0, shards = 0;
    char again[32];

    sscanf(text, "%u/%u", &shard, &shards);
    snprintf(again, sizeof(again), "%u/%u", shard, shards);
    if (strcmp(again, text) || !shard || shard > shards || shards > SHARDS_MOST)
        return 0;
    run_options.shard = shard;
    run_options.shards = shards;
    return 1;
}

static int compare_addresses(const void *a, const void *b)
{
    const char *first = *(const char *const *)a, *second = *(const char *const *)b;

    return (first > second) - (first < second);
}

static void deal(int slow)
{
    for (unsigned int i = 0; i < registry_count(); i++) {
        const struct behaviour *behaviour = registry_at(i);

        if (!behaviour->slow == !slow && is_chosen(behaviour) &&
            chosen_count++ % run_options.shards == run_options.shard - 1)
            share[share_count++] = behaviour;
    }
}

static void deal_all(void)
{
    if (share)
        return;
    share = calloc(registry_count() + 1, sizeof(*share));
    if (!share)
        abort();
    deal(0);
    deal(1);
    qsort(share, share_count, sizeof(*share), compare_addresses);
}

int shard_has(const struct behaviour *behaviour)
{
    if (!run_options.shards)
        return 1;
    deal_all();
    return bsearch(&behaviour, share, share_count, sizeof(*share), compare_addresses) != NULL;
}

int shards_are_filled(void)
{
    if (!run_options.shards)
        return 1;
    deal_all();
    if (!chosen_count || chosen_count >= run_options.shards)
        return 1;
    fprintf(stderr,
            "twinpipe_test: --shard %u/%u: only %u behaviours match '%s', so there are at most that many "
            "shards\n",
            run_options.shard, run_options.shards, chosen_count, run_options.only);
    return 0;
}
