/* A layer of the seam for blocks of gigabytes that cost megabytes: behind the first REPEATED_PART bytes,
 * which are as usual, one such part is mapped again and again, so that what is written in one place is read
 * in many. What matters of such a block is its size.
 *
 * The first repeated_begin() of a process puts the layer into the table: HeapAlloc of REPEATED_LEAST and more
 * gives such blocks from then on, its behaviours are in a unit of their own. Threads: any.
 */
#ifndef TWINPIPE_REPEATED_H
#define TWINPIPE_REPEATED_H

#include <stddef.h>

#define REPEATED_LEAST ((size_t)1 << 30)
#define REPEATED_PART ((size_t)4 << 20)

/* 0 where addresses have 32 bits, and on the model: filling such a block takes it as long as all else
 * together. */
int repeated_begin(void);

#endif
