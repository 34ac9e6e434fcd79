#include "query_answers.h"
#include "memory.h"
#include "pair_map.h"

#include <stdlib.h>

/* One value, before it is known where it stands: the table is sorted by expectation and repeat, and to append
 * to it is four times as fast as to insert. */
struct answer {
    const struct run_observation *observation;
    long long expectation, repeat;
};

/* The expectations of one behaviour. Equal texts of a run are one pointer, and pairs of numbers are mapped.
 */
struct expectations {
    struct pair_map values; /* label, allowed -> a number */
    struct pair_map whole;  /* that number, line and kinds -> the key */
    size_t numbers;
};

static void insert_repeats(struct query_insert *insert, const struct run_behaviour *behaviour)
{
    for (size_t i = 0; i < behaviour->repeat_count; i++) {
        const struct run_repeat *repeat = &behaviour->repeats[i];
        query_insert(insert, QUERY_REPEAT, "iiitit", insert->repeat + (long long)i + 1, insert->behaviour,
                     (long long)repeat->number, run_outcome_word(repeat->outcome),
                     (long long)repeat->milliseconds, repeat->detail);
    }
}

static long long expectation_of(struct query_insert *insert, struct expectations *expectations,
                                const struct run_observation *seen)
{
    size_t *number = pair_map_at(&expectations->values, (uintptr_t)seen->label, (uintptr_t)seen->allowed);
    if (*number == PAIR_MAP_NONE)
        *number = ++expectations->numbers;
    size_t *key =
        pair_map_at(&expectations->whole, *number,
                    (uint64_t)seen->line << 8 | (uint64_t)seen->kind << 4 | (uint64_t)seen->provenance);
    if (*key == PAIR_MAP_NONE) {
        *key = (size_t)++insert->expectation;
        query_insert(insert, QUERY_EXPECTATION, "iitttti", insert->expectation, insert->behaviour,
                     seen->label, run_kind_word(seen->kind), seen->allowed,
                     run_provenance_word(seen->provenance), (long long)seen->line);
    }
    return (long long)*key;
}

static int compare_answers(const void *a, const void *b)
{
    const struct answer *first = a, *second = b;
    if (first->expectation != second->expectation)
        return first->expectation < second->expectation ? -1 : 1;
    return (first->repeat > second->repeat) - (first->repeat < second->repeat);
}

static size_t count_observations(const struct run_behaviour *behaviour)
{
    size_t count = 0;
    for (size_t i = 0; i < behaviour->repeat_count; i++)
        count += behaviour->repeats[i].observation_count;
    return count;
}

static void insert_answers(struct query_insert *insert, const struct run_behaviour *behaviour)
{
    struct expectations expectations = {0};
    const size_t count = count_observations(behaviour);
    struct answer *answers = memory_new(count, sizeof *answers), *next = answers;
    for (size_t i = 0; i < behaviour->repeat_count; i++)
        for (size_t k = 0; k < behaviour->repeats[i].observation_count; k++) {
            const struct run_observation *seen = &behaviour->repeats[i].observations[k];
            *next++ = (struct answer){seen, expectation_of(insert, &expectations, seen),
                                      insert->repeat + (long long)i + 1};
        }
    qsort(answers, count, sizeof *answers, compare_answers);
    for (const struct answer *answer = answers; answer < next; answer++)
        query_insert(insert, QUERY_ANSWER, "iitt", answer->expectation, answer->repeat,
                     answer->observation->seen, answer->observation->differs ? "differs" : "ok");
    free(answers);
    pair_map_free(&expectations.values);
    pair_map_free(&expectations.whole);
}

void query_answers_fill(struct query_insert *insert, long long run, const struct run_behaviour *behaviour)
{
    insert->behaviour++;
    query_insert(insert, QUERY_DECLARED, "iit", insert->behaviour, run, behaviour->id);
    insert_repeats(insert, behaviour);
    insert_answers(insert, behaviour);
    insert->repeat += (long long)behaviour->repeat_count;
}
