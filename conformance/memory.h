/* Memory that is never reused, and late arrivals in it. See DESIGN: on some platforms a callback or the
 * completion of an operation comes after the program had reason to think that it would not.
 */
#ifndef TWINPIPE_MEMORY_H
#define TWINPIPE_MEMORY_H

#include <stddef.h>

/* Zeroed, aligned to 16 bytes, never given out again; NULL when memory is exhausted. */
void *memory_take(size_t size);

/* From the end of the running behaviour on, a change of these bytes is a late completion. Any thread. */
void memory_watch(const void *bytes, size_t size);

/* The behaviour has ended: what it watches has its final contents now. */
void memory_seal(unsigned int turn);

/* Calls report(turn) once for each watched region that has changed since it was sealed. */
void memory_find_late(void (*report)(unsigned int turn));

#endif
