#include "results/bug/source_parts.h"

#include <stdlib.h>
#include <string.h>

enum { NEAR = 60 }; /* so many calls before the observation are looked at */

struct source *source_add(struct search *search, enum source_what what, size_t parameter, const char *text,
                          int more)
{
    struct sources *sources = search->sources;
    sources->list =
        memory_reserve(sources->list, &sources->capacity, sources->count + 1, sizeof *sources->list);
    struct source *source = &sources->list[sources->count++];
    *source = (struct source){.event = search->event,
                              .what = what,
                              .parameter = parameter,
                              .text = text,
                              .score = search->score + more};
    return source;
}

bool is_named(const struct search *search, const struct program_event *event)
{
    return wording_names(search->wording.text, event->name) ||
           wording_names(search->observed->name, event->name);
}

static void look_export(struct search *search)
{
    if (search->wording.form != WORDING_EXPORT || strcmp(search->observed->observed_kind, "boolean"))
        return;
    search->event = NO_INDEX;
    source_add(search, SOURCE_EXPORT, 0, search->wording.text, 1000);
}

static void look_call(struct search *search, const struct program_event *event)
{
    static const struct {
        const char *kind;
        void (*look)(struct search *search, const struct program_event *event);
    } kinds[] = {
        {"result", look_result}, {"error", look_result}, {"status", look_status},   {"status", look_raised},
        {"number", look_number}, {"flags", look_number}, {"boolean", look_boolean}, {"event", look_event},
        {"handle", look_handle}, {"wait", look_wait},
    };
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (!strcmp(kinds[i].kind, search->observed->observed_kind))
            kinds[i].look(search, event);
}

static int by_score(const void *left, const void *right)
{
    const struct source *a = left, *b = right;
    if (a->score != b->score)
        return (a->score < b->score) - (a->score > b->score);
    if (a->event != b->event)
        return (a->event < b->event) - (a->event > b->event);
    return a->what != b->what ? (a->what > b->what) - (a->what < b->what)
                              : (a->parameter > b->parameter) - (a->parameter < b->parameter);
}

/* Calls that are only looked at by name. */
static bool is_unlikely(const struct program_event *event)
{
    static const char *const names[] = {"CloseHandle", "SetEvent", "ResetEvent",     "CreateEventW",
                                        "HeapAlloc",   "HeapFree", "SwitchToThread", "CreateThread",
                                        "NtClose",     "SleepEx",  "DuplicateHandle"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (!strcmp(event->name, names[i]))
            return true;
    return false;
}

/* What is no more than a guess would show something, and not the difference: many calls return TRUE. Where
 * the call is named, nothing else will do; where the value says little, nothing but the likeliest. */
static void drop_unlikely(struct sources *sources, uint64_t value)
{
    size_t kept = 0;
    int least = sources->count ? sources->list[0].score - SCORE_FIELD : 0;
    if (sources->count && sources->list[0].score > SCORE_NAMED / 2)
        least = SCORE_NAMED / 2;
    while (kept < sources->count && sources->list[kept].score >= least &&
           (!kept || value > 1 || least == SCORE_NAMED / 2))
        kept++;
    sources->count = kept;
}

static void look_near(struct search *search, int observed)
{
    int near = 0;
    for (int i = observed; i-- && near < NEAR;) {
        const struct program_event *event = &search->program->events[i];
        if (event->kind != PROGRAM_CALL || event->returned > search->observed->number)
            continue;
        search->event = i;
        search->score = -near++;
        if (event->frame == search->observed->frame)
            search->score += SCORE_MAIN;
        if (is_named(search, event))
            search->score += SCORE_NAMED;
        else if (is_unlikely(event))
            continue;
        look_call(search, event);
    }
}

bool sources_find(struct program *program, int observed, struct sources *sources)
{
    struct search search = {.program = program, .observed = &program->events[observed], .sources = sources};
    search.wording = wording_read(program, search.observed->expression);
    sources->count = 0;
    if (search.wording.form == WORDING_OTHER)
        return false;
    look_export(&search);
    look_near(&search, observed);
    look_callbacks(&search);
    if (sources->count)
        qsort(sources->list, sources->count, sizeof *sources->list, by_score);
    drop_unlikely(sources, search.observed->value);
    return true;
}
