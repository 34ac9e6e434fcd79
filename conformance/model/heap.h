/* What a run has done to the heap. */
#ifndef TWINPIPE_MODEL_HEAP_H
#define TWINPIPE_MODEL_HEAP_H

#include <stddef.h>
#include "kernel.h"

size_t model_heap_in_use(void); /* bytes that are not freed */
BOOL model_heap_written_after_free(void);

#endif
