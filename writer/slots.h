/* Who a callback of the platform is for. On some platforms a callback starts after the wait object was
 * disarmed, drained and closed; so its context is a number, index and generation of a slot in a table of the
 * process that is never freed, and a callback that is late finds nobody. Any thread; a lock of its own.
 */
#ifndef PIPE_WRITER_SLOTS_H
#define PIPE_WRITER_SLOTS_H

#include "imports.h"

struct pipe_writer;
typedef ULONG_PTR writer_context; /* never 0 */

/* 0 without memory. */
writer_context writer_slot_take(struct pipe_writer *writer);
/* From now on nobody enters with it. */
void writer_slot_drop(writer_context context);

/* The writer, which is not freed until writer_slot_leave(); NULL if it has gone. */
struct pipe_writer *writer_slot_enter(writer_context context);
/* The same for a call that delivers notifications. */
void writer_slot_hold(struct pipe_writer *writer);
void writer_slot_leave(struct pipe_writer *writer);
/* Waits until nobody is inside. Nobody may enter any more. */
void writer_slot_wait_empty(struct pipe_writer *writer);

#endif
