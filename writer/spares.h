/* Memory of large blocks that were written, kept warm for the next ones: fresh memory of the heap costs more
 * than the copy that goes into it (measured on Wine 8.0: 43 microseconds for 64 KiB against 1.3, 416 for 1
 * MiB against 22). One store for the process, for its whole life, of at most WRITER_SPARES_MOST bytes. Any
 * thread, also without a lock.
 */
#ifndef PIPE_WRITER_SPARES_H
#define PIPE_WRITER_SPARES_H

#include "imports.h"

#define WRITER_SPARES_MOST (1024 * 1024 + 4096)

/* Memory of at least size bytes, and how many it has; NULL without memory. Small sizes come from the heap
 * alone. */
void *writer_spare_take(size_t size, size_t *capacity);
/* Takes it back, or frees it. NULL is allowed. */
void writer_spare_give(void *memory, size_t capacity);

#endif
