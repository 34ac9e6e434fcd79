/* Between runs. */
#ifndef TWINPIPE_MODEL_MEMORY_H
#define TWINPIPE_MODEL_MEMORY_H

#include "kernel.h"

/* What model_allocate() gave out exists no more. */
void model_memory_reset(void);

/* What the program has freed of it, from now on until the reset. */
void model_memory_freed(const void *memory, size_t size);

#endif
