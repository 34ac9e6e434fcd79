#include <stdlib.h>
#include "footprint.h"

#define KEYS_MOST 16384 /* a power of 2 */

struct key {
    ULONG_PTR key;
    unsigned int run, looked_at; /* numbers of the runs for which the rest, and that, holds */
    unsigned int event;          /* the last that touched it, from 1 */
    unsigned int item;           /* where in the items of that event */
};

struct event {
    unsigned int first; /* in items */
    BOOL full;          /* it touches more than there is room for: everything */
};

static struct {
    unsigned int run;
    struct event *events;
    unsigned int count, room;
    footprint_item *items;
    unsigned int item_count, item_room;
    unsigned int key_count;
    BOOL looking, open, time_passed;
} now;

static struct key keys[KEYS_MOST];
static char visible; /* its address is the key of what invariants look at */
static const struct model_listener listener;

void footprints_begin(void)
{
    now.run++;
    now.count = now.item_count = now.key_count = 0;
    now.looking = now.open = FALSE;
}

static struct key *find(ULONG_PTR number)
{
    unsigned int i = (unsigned int)(number * 2654435761u) % KEYS_MOST;

    while (keys[i].run == now.run && keys[i].key != number)
        i = (i + 1) % KEYS_MOST;
    return &keys[i];
}

static struct key *add(struct key *key, ULONG_PTR number)
{
    if (key->run == now.run)
        return key;
    if (now.key_count == KEYS_MOST / 2)
        return NULL;
    now.key_count++;
    key->key = number;
    key->run = now.run;
    key->event = 0;
    return key;
}

static void *grown(void *memory, size_t size)
{
    void *larger = realloc(memory, size);

    if (!larger)
        abort();
    return larger;
}

static void add_item(struct key *key, int write)
{
    if (key->event == now.count) {
        now.items[key->item] |= write != 0;
        return;
    }
    if (now.item_count == now.item_room) {
        now.item_room = now.item_room ? 2 * now.item_room : 4096;
        now.items = grown(now.items, now.item_room * sizeof(*now.items));
    }
    key->event = now.count;
    key->item = now.item_count;
    now.items[now.item_count++] = key->key << 1 | (write != 0);
}

static void touch(const void *address, int write)
{
    struct key *key = add(find((ULONG_PTR)address >> 3), (ULONG_PTR)address >> 3);

    if (now.looking && key)
        key->looked_at = now.run;
    else if (now.open && key)
        add_item(key, write);
    else if (now.count)
        now.events[now.count - 1].full = TRUE;
}

static void time_passed(void)
{
    now.time_passed = TRUE;
}

void footprints_event_begin(const struct choice *chosen)
{
    if (now.count == now.room) {
        now.room = now.room ? 2 * now.room : 1024;
        now.events = grown(now.events, now.room * sizeof(*now.events));
    }
    now.events[now.count++] = (struct event){.first = now.item_count};
    now.open = TRUE;
    now.time_passed = FALSE;
    model_listener = &listener;
    if (chosen->thread)
        touch(&chosen->thread->state, FALSE);
}

void footprints_event_end(void)
{
    if (!now.open)
        return;
    for (unsigned int i = now.events[now.count - 1].first, end = now.item_count; i < end; i++)
        if ((now.items[i] & 1) && find(now.items[i] >> 1)->looked_at == now.run) {
            touch(&visible, TRUE);
            break;
        }
    now.open = FALSE;
}

void footprints_end(void)
{
    model_listener = NULL;
}

unsigned int footprints_count(void)
{
    return now.count;
}

BOOL footprints_time_passed(void)
{
    return now.time_passed;
}

struct footprint footprints_last(void)
{
    const struct event *event = &now.events[now.count - 1];

    if (event->full)
        return (struct footprint){NULL, 0};
    return (struct footprint){now.items + event->first, now.item_count - event->first};
}

static BOOL last_conflicts(const footprint_item *items, unsigned int count)
{
    for (unsigned int i = 0; i < count; i++) {
        const struct key *key = find(items[i] >> 1);

        if (key->run == now.run && key->event == now.count && ((now.items[key->item] | items[i]) & 1))
            return TRUE;
    }
    return FALSE;
}

BOOL footprints_last_conflicts(struct footprint other)
{
    return now.events[now.count - 1].full || !other.items || last_conflicts(other.items, other.count);
}

BOOL footprints_last_conflicts_with(unsigned int first, unsigned int last)
{
    for (unsigned int i = first; i < last; i++)
        if (now.events[i].full)
            return TRUE;
    return now.events[now.count - 1].full ||
           (first < last && last_conflicts(now.items + now.events[first].first,
                                           now.events[last].first - now.events[first].first));
}

void footprints_look(BOOL begin)
{
    now.looking = begin;
}

static const struct model_listener listener = {touch, time_passed};
