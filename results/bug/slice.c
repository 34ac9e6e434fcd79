#include "results/bug/slice.h"

#include <string.h>

/* Of no effect on what is looked at: fixtures keep their own books with these. */
static const char *const bookkeeping[] = {
    "SwitchToThread",          "HeapAlloc",     "HeapFree", "AcquireSRWLockExclusive",
    "ReleaseSRWLockExclusive", "GetFileSizeEx",
};

static bool is_bookkeeping(const struct program_event *event)
{
    for (size_t i = 0; i < sizeof bookkeeping / sizeof *bookkeeping; i++)
        if (!strcmp(event->name, bookkeeping[i]))
            return true;
    return !strcmp(event->name, "SleepEx") && !(event->parameters[1].value & 0xffffffff);
}

int slice_maker(const struct program *program, int frame)
{
    for (int i = (int)program->event_count; i--;)
        if (program->events[i].makes && !strcmp(program->events[i].makes, program->frames[frame].name) &&
            program->events[i].number < program->frames[frame].begun)
            return i;
    return NO_INDEX;
}

struct cut {
    struct program *program;
    struct object_set objects; /* that are touched */
    int observed;
};

static bool keep(struct cut *cut, int index)
{
    struct program_event *event = &cut->program->events[index];
    if (event->is_kept)
        return false;
    event->is_kept = true;
    object_set_unite(&cut->objects, &event->objects);
    return true;
}

/* On whose behalf a thread runs, and with which privileges, matters to every call that comes after. */
static bool changes_who(const struct program_event *event)
{
    return !strcmp(event->name, "ImpersonateNamedPipeClient") || !strcmp(event->name, "SetThreadToken") ||
           !strcmp(event->name, "AdjustTokenPrivileges");
}

static bool is_needed(const struct cut *cut, const struct program_event *event)
{
    if (event->kind != PROGRAM_CALL || event->number > cut->program->events[cut->observed].number ||
        is_bookkeeping(event))
        return false;
    if (object_set_is_empty(&event->objects) || changes_who(event))
        return true; /* of the thread itself */
    return object_set_meet(&event->objects, &cut->objects);
}

/* What runs as a frame does all that it did: who makes it is kept, or one of its calls is. */
static bool keep_frame(struct cut *cut, int frame)
{
    int maker = slice_maker(cut->program, frame);
    bool is_active = maker != NO_INDEX && cut->program->events[maker].is_kept, grown = false;
    for (int i = 0; i < cut->observed; i++)
        is_active |= cut->program->events[i].is_kept && cut->program->events[i].frame == frame;
    if (!is_active)
        return false;
    if (maker != NO_INDEX)
        grown |= keep(cut, maker);
    for (int i = 0; i < cut->observed; i++) {
        const struct program_event *event = &cut->program->events[i];
        if (event->frame == frame && event->kind == PROGRAM_CALL && !is_bookkeeping(event))
            grown |= keep(cut, i);
    }
    return grown;
}

static bool grow(struct cut *cut)
{
    bool grown = false;
    for (int i = 0; i < cut->observed; i++) {
        const struct program_event *event = &cut->program->events[i];
        if (!event->is_kept && is_needed(cut, event))
            grown |= keep(cut, i);
    }
    for (int frame = 1; frame < (int)cut->program->frame_count; frame++)
        grown |= keep_frame(cut, frame);
    return grown;
}

static bool is_same_call(const struct program_event *first, const struct program_event *second)
{
    if (strcmp(first->name, second->name) || second->setup[0] || first->made || first->makes)
        return false;
    for (size_t i = 0; i < first->parameter_count; i++)
        if (strcmp(first->parameters[i].text, second->parameters[i].text))
            return false;
    return true;
}

static int kept_before(const struct program *program, int index)
{
    for (int i = index; i--;)
        if (program->events[i].is_kept && program->events[i].frame == program->events[index].frame)
            return i;
    return NO_INDEX;
}

static int steps_before(const struct program *program, int index, int steps)
{
    while (steps-- && index != NO_INDEX)
        index = kept_before(program, index);
    return index;
}

/* Calls that are made again and again until something has come: the last ones do, after some time. */
static void drop_polls(struct program *program, int observed, int period, int source)
{
    for (int i = observed; i-- > 0;) {
        if (!program->events[i].is_kept)
            continue;
        for (;;) {
            int at = i, before = steps_before(program, i, period), same = 0;
            for (; same < period && at != NO_INDEX && before != NO_INDEX; same++) {
                if (!is_same_call(&program->events[before], &program->events[at]) || before == source)
                    break;
                at = kept_before(program, at);
                before = kept_before(program, before);
            }
            if (same < period)
                break;
            int last = steps_before(program, i, period - 1);
            for (int step = 0, gone = steps_before(program, last, 1); step < period; step++) {
                int next = kept_before(program, gone);
                program->events[gone].is_kept = false;
                gone = next;
            }
            program->events[last].settles = true;
            program->events[i].is_polled = period == 1;
        }
    }
}

void slice(struct program *program, struct variables *variables, int observed, const struct source *source)
{
    struct cut cut = {.program = program, .observed = observed};
    for (size_t i = 0; i < program->event_count; i++)
        program->events[i].is_kept = program->events[i].is_polled = program->events[i].settles = false;
    if (source->event == NO_INDEX)
        return;
    keep(&cut, source->event);
    while (grow(&cut))
        ;
    for (int period = 1; period <= 3; period++)
        drop_polls(program, observed, period, source->event);
    for (size_t i = 0; i < variables->count; i++)
        variables->list[i]->is_used = object_set_has(&cut.objects, i);
    for (size_t i = 0; i < program->event_count; i++)
        variables->lacks_process |=
            program->events[i].is_kept && !strcmp(program->events[i].name, "CreateProcessW");
    object_set_clear(&cut.objects);
}
