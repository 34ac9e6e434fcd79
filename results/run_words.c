#include "run_loader.h"

#include <string.h>

#define LENGTH(array) ((int)(sizeof(array) / sizeof(array)[0]))

/* In the order of the enumerations. `unfinished` and `not-run` never stand in a file. */
static const char *const outcomes[] = {"conforms",   "differs", "not-supported", "broken-setup",
                                       "unfinished", "hang",    "crash",         "not-run"};
static const char *const provenances[] = {"windows", "winetest", "documented", "reported", "inferred"};
static const char *const kinds[] = {"result", "error",   "status", "wait",   "event",
                                    "number", "boolean", "flags",  "handle", "text"};

static const char *const late_words[RUN_LATE_WORDS] = {"callback", "completion", "death"};

static int place_of(const char *word, const char *const *words, int count)
{
    for (int i = 0; i < count; i++) {
        if (!strcmp(words[i], word))
            return i;
    }
    return -1;
}

const char *run_outcome_word(enum run_outcome outcome)
{
    return outcomes[outcome];
}

const char *run_provenance_word(enum run_provenance provenance)
{
    return provenances[provenance];
}

const char *run_kind_word(enum run_kind kind)
{
    return kinds[kind];
}

int run_outcome_from(const char *word)
{
    int outcome = place_of(word, outcomes, LENGTH(outcomes));
    return outcome == RUN_UNFINISHED || outcome == RUN_NOT_RUN ? -1 : outcome;
}

int run_provenance_from(const char *word)
{
    return place_of(word, provenances, LENGTH(provenances));
}

int run_kind_from(const char *word)
{
    return place_of(word, kinds, LENGTH(kinds));
}

int run_late_from(const char *word)
{
    return place_of(word, late_words, RUN_LATE_WORDS);
}
