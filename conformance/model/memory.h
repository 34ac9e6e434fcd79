/* Between runs. */
#ifndef TWINPIPE_MODEL_MEMORY_H
#define TWINPIPE_MODEL_MEMORY_H

#include "kernel.h"

/* What model_allocate() gave out exists no more. */
void model_memory_reset(void);

#endif
