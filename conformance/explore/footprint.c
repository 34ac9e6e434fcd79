#include <stdlib.h>
#include "footprint.h"

#define PROCESSES_MOST 32
#define KEYS_MOST 16384 /* a power of 2 */
#define WRITES_MOST 256
#define FIRST_THREAD 4 /* the id of the one that runs begin and end */

/* Event numbers begin with 1: 0 is before all. */
struct process {
    const void *who; /* struct model_thread or struct platform_step */
    BOOL is_thread;
    unsigned int last;       /* its last event */
    unsigned int enabled_by; /* the event since which it could have been taken */
    unsigned int turn;       /* its first event since it was blocked */
    BOOL enabled;
    unsigned int clock[PROCESSES_MOST];
};

struct event {
    unsigned int process, node, turn;
    BOOL raced;
    unsigned int clock[PROCESSES_MOST];
};

struct key {
    ULONG_PTR key;
    unsigned int run, looked_at; /* numbers of the runs for which the rest, and that, holds */
    unsigned int write, touched; /* events: the last write; the last touch, and whether it wrote */
    BOOL touched_by_write;
    unsigned int readers; /* since the last write, a bit each */
    unsigned int reads[PROCESSES_MOST];
};

static struct {
    unsigned int run;
    struct process processes[PROCESSES_MOST];
    unsigned int process_count;
    struct event *events;
    unsigned int count, room;
    unsigned int barrier; /* the last event before which everything is before everything after */
    unsigned int join[PROCESSES_MOST];
    const void *woken[PROCESSES_MOST];
    unsigned int woken_count;
    unsigned int writes[WRITES_MOST], write_count;
    unsigned int key_count;
    BOOL full; /* something did not fit: everything has a race */
    BOOL looking, over;
} now;

static struct key keys[KEYS_MOST];
static char visible; /* its address is the key of what invariants look at */

static void touch(const void *key, int write);
static const struct model_listener listener;

void footprints_begin(void)
{
    now.run++;
    now.process_count = now.count = now.barrier = now.woken_count = now.write_count = now.key_count = 0;
    now.full = now.looking = now.over = FALSE;
}

static unsigned int process_of(const void *who, BOOL is_thread)
{
    for (unsigned int i = 0; i < now.process_count; i++)
        if (now.processes[i].who == who)
            return i;
    if (now.process_count == PROCESSES_MOST) {
        now.full = TRUE;
        return 0;
    }
    now.processes[now.process_count] = (struct process){.who = who, .is_thread = is_thread};
    return now.process_count++;
}

static unsigned int process_of_choice(const struct choice *choice)
{
    return choice->thread ? process_of(choice->thread, TRUE) : process_of(choice->step, FALSE);
}

static struct key *key_at(ULONG_PTR number)
{
    unsigned int i = (unsigned int)(number * 2654435761u) % KEYS_MOST;

    while (keys[i].run == now.run && keys[i].key != number)
        i = (i + 1) % KEYS_MOST;
    if (keys[i].run == now.run)
        return &keys[i];
    if (++now.key_count > KEYS_MOST / 2) {
        now.full = TRUE;
        now.key_count--;
        return NULL;
    }
    keys[i].key = number;
    keys[i].run = now.run;
    keys[i].write = keys[i].touched = keys[i].readers = 0;
    return &keys[i];
}

static unsigned int current(void)
{
    return now.events[now.count].process;
}

/* Whether that event is before the current one already, by what was known when it began. */
static BOOL is_before(unsigned int event)
{
    return event <= now.barrier || now.processes[current()].clock[now.events[event].process] >= event;
}

static void join(const unsigned int *clock)
{
    for (unsigned int i = 0; i < now.process_count; i++)
        if (clock[i] > now.join[i])
            now.join[i] = clock[i];
}

/* A step of the platform that this very event has made possible cannot have come before it. */
static void conflict(unsigned int event)
{
    const struct process *process = &now.processes[current()];

    if (!is_before(event) && (process->is_thread || process->enabled_by != event))
        now.events[event].raced = TRUE;
    join(now.events[event].clock);
}

static void touch_in_event(struct key *key, int write)
{
    unsigned int process = current();

    if (key->touched == now.count && (key->touched_by_write || !write))
        return;
    if (key->write && now.events[key->write].process != process)
        conflict(key->write);
    if (write) {
        for (unsigned int i = 0, left = key->readers; left; i++, left >>= 1)
            if ((left & 1) && i != process)
                conflict(key->reads[i]);
        key->write = now.count;
        key->readers = 0;
        if (now.write_count < WRITES_MOST)
            now.writes[now.write_count++] = (unsigned int)(key - keys);
        else
            now.full = TRUE;
    } else {
        key->readers |= 1u << process;
        key->reads[process] = now.count;
    }
    key->touched = now.count;
    key->touched_by_write = write != 0;
}

static void touch(const void *address, int write)
{
    struct key *key = now.over ? NULL : key_at((ULONG_PTR)address >> 3);

    if (!key)
        return;
    if (now.looking)
        key->looked_at = now.run;
    else
        touch_in_event(key, write);
}

/* ---- events ---- */

static void enable(const void *who)
{
    if (now.woken_count < PROCESSES_MOST)
        now.woken[now.woken_count++] = who;
    else
        now.full = TRUE;
}

static void thread_enabled(const struct model_thread *thread)
{
    enable(thread);
    now.processes[process_of(thread, TRUE)].turn = 0;
}

static void step_enabled(const struct platform_step *step)
{
    enable(step);
    process_of(step, FALSE);
}

static void time_passed(void)
{
    now.barrier = now.count;
}

static void begin_event(unsigned int process, unsigned int node)
{
    if (now.count + 2 > now.room) {
        now.room = now.room ? 2 * now.room : 1024;
        if (!(now.events = realloc(now.events, now.room * sizeof(*now.events))))
            abort();
    }
    now.count++;
    now.processes[process].last = now.count;
    if (!now.processes[process].turn)
        now.processes[process].turn = now.count;
    now.events[now.count] =
        (struct event){.process = process, .node = node, .turn = now.processes[process].turn};
    memcpy(now.join, now.processes[process].clock, sizeof(now.join));
    now.woken_count = now.write_count = 0;
}

static BOOL wrote_what_is_looked_at(void)
{
    for (unsigned int i = 0; i < now.write_count; i++)
        if (keys[now.writes[i]].looked_at == now.run)
            return TRUE;
    return FALSE;
}

static void end_event(void)
{
    struct event *event = &now.events[now.count];

    if (!now.count)
        return;
    if (wrote_what_is_looked_at())
        touch(&visible, TRUE);
    now.join[event->process] = now.count;
    memcpy(event->clock, now.join, sizeof(now.join));
    memcpy(now.processes[event->process].clock, now.join, sizeof(now.join));
    for (unsigned int i = 0; i < now.woken_count; i++) {
        struct process *woken = &now.processes[process_of(now.woken[i], FALSE)];

        for (unsigned int k = 0; k < PROCESSES_MOST; k++)
            if (now.join[k] > woken->clock[k])
                woken->clock[k] = now.join[k];
    }
}

/* The current event ends the run for all. */
static void race_with_all(void)
{
    for (unsigned int i = 0; i < now.process_count; i++)
        if (i != current() && now.processes[i].last && !is_before(now.processes[i].last))
            now.events[now.processes[i].last].raced = TRUE;
}

static void finished(void)
{
    if (now.over)
        return;
    if (now.count) {
        race_with_all();
        now.events[now.count].raced = TRUE;
    }
    now.over = TRUE;
    model_listener = NULL;
}

/* Who could have been taken before the event that is over and cannot now; and since when others can. */
static void compare_enabled(const struct choice *choices, unsigned int count)
{
    BOOL enabled[PROCESSES_MOST] = {FALSE};

    for (unsigned int i = 0; i < count; i++) {
        unsigned int process =
            choices[i].kind == CHOICE_TIME ? PROCESSES_MOST : process_of_choice(&choices[i]);

        if (process < PROCESSES_MOST)
            enabled[process] = TRUE;
    }
    for (unsigned int i = 0; i < now.process_count; i++) {
        struct process *process = &now.processes[i];

        if (now.count && process->enabled && !enabled[i] && i != current())
            now.events[now.count].raced = TRUE;
        if (enabled[i] && (!process->enabled || (now.count && i == current())))
            process->enabled_by = now.count;
        process->enabled = enabled[i];
    }
}

void footprints_choice(const struct choice *choices, unsigned int count, unsigned int chosen,
                       unsigned int node)
{
    if (now.over)
        return;
    end_event();
    compare_enabled(choices, count);
    if (choices[chosen].kind == CHOICE_TIME) {
        now.full = TRUE;
        return;
    }
    begin_event(process_of_choice(&choices[chosen]), node);
    model_listener = &listener;
    if (!choices[chosen].thread)
        return;
    touch(&choices[chosen].thread->state, FALSE);
    if (choices[chosen].thread->id != FIRST_THREAD)
        return;
    race_with_all();
    now.over = TRUE;
    model_listener = NULL;
}

void footprints_end(void)
{
    model_listener = NULL;
}

void footprints_look(BOOL begin)
{
    now.looking = begin;
}

void footprints_each(void (*each)(void *context, unsigned int node, BOOL raced, BOOL turn_raced),
                     void *context)
{
    unsigned int turns[PROCESSES_MOST]; /* from that event on, the process has a race */

    for (unsigned int i = 0; i < PROCESSES_MOST; i++)
        turns[i] = ~0u;
    for (unsigned int i = now.count; i; i--) {
        const struct event *event = &now.events[i];

        if (event->raced && event->turn < turns[event->process])
            turns[event->process] = event->turn;
        if (event->node != FOOTPRINT_NO_NODE)
            each(context, event->node, event->raced || now.full, turns[event->process] <= i || now.full);
    }
}

static const struct model_listener listener = {touch, thread_enabled, step_enabled, time_passed, finished};
