/* A behaviour whose fixture could not be made has looked at nothing: what is shown is the call that failed.
 */
#include "results/bug/reproducer_parts.h"
#include "results/observed.h"

#include <string.h>

/* Which calls fail, by the type of their result, and how that is told. */
static const struct failing {
    const char *type;
    enum source_what what;
    uint64_t allowed;
    const char *wanted, *seen;
} failings[] = {
    {"NTSTATUS", SOURCE_RETURN, 0, "STATUS_SUCCESS", NULL},
    {"BOOL", SOURCE_TRUE, 1, "TRUE", "FALSE"},
    {"TP_IO *", SOURCE_NOT_NULL, 1, "an object", "NULL"},
    {"TP_WAIT *", SOURCE_NOT_NULL, 1, "an object", "NULL"},
    {"TP_WORK *", SOURCE_NOT_NULL, 1, "an object", "NULL"},
    {"TP_POOL *", SOURCE_NOT_NULL, 1, "an object", "NULL"},
};

static const struct failing *failing_of(const struct program_event *event)
{
    for (size_t i = 0; i < sizeof failings / sizeof *failings; i++)
        if (!strcmp(event->type, failings[i].type)) {
            const uint64_t result = event->result & 0xffffffff;
            return (failings[i].what == SOURCE_RETURN ? result >> 30 == 3 : !event->result) ? &failings[i]
                                                                                            : NULL;
        }
    return NULL;
}

/* The last one of the main thread. */
static int failed_call(const struct program *program)
{
    for (int i = (int)program->event_count; i--;) {
        const struct program_event *event = &program->events[i];
        if (event->kind == PROGRAM_CALL && !event->frame && event->returned != UINT32_MAX &&
            failing_of(event))
            return i;
    }
    return NO_INDEX;
}

bool setup_is_looked_at(const struct reproducer_about *about)
{
    return !strcmp(about->label, OBSERVED_OUTCOME) && !strcmp(about->seen, "broken-setup");
}

bool setup_find(struct writing *writing, struct reproducer_about *shown, uint64_t *seen)
{
    struct program *program = writing->program;
    const int index = failed_call(program);
    if (index == NO_INDEX)
        return false;
    const struct failing *failing = failing_of(&program->events[index]);
    const unsigned last = program->events[program->event_count - 1].number;
    *seen = failing->what == SOURCE_RETURN ? program->events[index].result & 0xffffffff : 0;
    *shown = *writing->about;
    shown->label = program->events[index].name;
    shown->kind = "status";
    shown->allowed = failing->wanted;
    shown->seen =
        failing->seen ? failing->seen : program_text(program, "0x%08llx", (unsigned long long)*seen);
    writing->about = shown;
    writing->allowed = (struct values){.list = {{failing->allowed, failing->allowed}}, .count = 1};
    writing->source = (struct source){.event = index, .what = failing->what};
    program->events = memory_reserve(program->events, &program->event_capacity, program->event_count + 1,
                                     sizeof *program->events);
    writing->observed = (int)program->event_count++;
    program->events[writing->observed] = (struct program_event){.kind = PROGRAM_OBSERVED,
                                                                .number = last + 1,
                                                                .name = shown->label,
                                                                .observed_kind = "status",
                                                                .value = *seen,
                                                                .expression = shown->label};
    return true;
}
