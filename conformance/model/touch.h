/* What a step touches: the model says it of its own objects, and the compiler of the memory of scenarios,
 * fixtures and writer (-fsanitize=thread, whose calls touch.c takes; Makefile.in). Two steps of which neither
 * writes what the other touches may change places, and nobody sees a difference: explore/footprint.h.
 *
 * Costs a look at one variable as long as nobody listens. Threads: whoever listens has the model's one real
 * thread.
 */
#ifndef TWINPIPE_MODEL_TOUCH_H
#define TWINPIPE_MODEL_TOUCH_H

#include <windows.h>

struct model_listener {
    void (*touch)(const void *key, int write);
    void (*time_passed)(void); /* because nobody could go on */
};

extern const struct model_listener *model_listener; /* NULL: nobody */

/* The key is an address: of an object, of a part of one, of a byte of memory. Eight bytes share one. */
static inline void model_touch(const void *key, int write)
{
    if (__builtin_expect(model_listener != NULL, 0))
        model_listener->touch(key, write);
}

/* Where memory of the run lies that the program has freed, some of it still in use, and what is to be done
 * when the program, or an operation of its own, uses an address there. Nothing lies there: low is above high.
 */
struct model_freed {
    ULONG_PTR low, high;
    void (*used)(ULONG_PTR address, const char *how);
};

extern struct model_freed model_freed;

/* Memory of the program, used by an operation. */
void model_touch_memory(const void *memory, size_t size, int write);

#endif
