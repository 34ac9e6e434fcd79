/* Whether memory that a test has passed to Windows can be read: some is bad on purpose, some is gone by the
 * time that a call returns. */
#ifndef TWINPIPE_TRACE_READABLE_H
#define TWINPIPE_TRACE_READABLE_H

#include <stddef.h>

int is_readable(const volatile void *bytes, size_t size);

#endif
